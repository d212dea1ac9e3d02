"""Names of files that are not UTF-8: what is written of them is, and leads back to them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus.names import find_place, show_name

LINES = b'{"id": "a", "text": "one text"}\n{"id": "b", "text": "one text"}\n{broken\n'
FOLDER = os.fsdecode(b"na\xefve")
FILE = f"{FOLDER}/{os.fsdecode(b'caf' + bytes([0xE9]))}.jsonl"
TEXT = f"{FOLDER}/{os.fsdecode(b'd' + bytes([0xFF]))}.txt"
OUT = os.fsdecode(b"o\xfft.jsonl")


@pytest.fixture(autouse=True)
def _odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder we are in, with files of such names."""
    monkeypatch.chdir(tmp_path)
    Path(FOLDER).mkdir()
    Path(FILE).write_bytes(LINES)
    Path(TEXT).write_bytes(b"one text")


@pytest.mark.parametrize("options", [[], ["--annotate"], ["--pairs", "pairs.jsonl"]])
def test_what_is_written_of_odd_names_is_utf8(options: list[str]) -> None:
    """No half character stands in a file, not even as an escape, which many readers of JSON refuse."""
    assert Exit.SKIPPED == main(["dedup", FOLDER, "-o", OUT, "-q", *options])

    for path in Path().glob("*.json*"):
        lines = [path.read_bytes()] if "manifest" in path.name else path.read_bytes().splitlines()
        for line in lines:
            json.dumps(json.loads(line), ensure_ascii=False).encode()


def test_why_finds_odd_names(capsys: pytest.CaptureFixture[str]) -> None:
    """By the name as it is, as a shell gives it, or as it is shown, with the inputs or from the output."""
    main(["dedup", FOLDER, "-o", OUT, "-q"])
    capsys.readouterr()

    for name in (f"{FILE}:2", r"na\xefve/caf\xe9.jsonl:2", TEXT, r"na\xefve/d\xff.txt"):
        assert Exit.DONE == main(["why", OUT, name])
        shown = " ".join(capsys.readouterr().out.split())
        assert r"was removed: it has the same text as na\xefve/caf\xe9.jsonl:1" in shown
        assert "2 words the same" in shown
    assert Exit.DONE == main(["why", OUT, f"{FILE}:3"])
    assert "was skipped" in capsys.readouterr().out


def test_half_a_character_of_a_record_is_written_out_in_a_manifest() -> None:
    """A reason may name what stands in a record, be it no character."""
    Path("half.jsonl").write_bytes(b'{"\\ud800": 1}\n')

    assert Exit.SKIPPED == main(["dedup", "half.jsonl", "-o", "out.jsonl", "-q"])
    (skipped,) = json.loads(Path("out.jsonl.manifest.json").read_bytes())["skipped"]
    assert r"it has: \ud800" in skipped["reason"]


def test_a_name_that_only_looks_odd_is_itself() -> None:
    """What is there under a name is what the name means; names in UTF-8 are shown as they are."""
    Path(r"a\xe9").touch()

    assert Path(r"a\xe9") == find_place(show_name(r"a\xe9"))
    assert os.fsdecode(b"b\xe9\xff") == str(find_place(show_name(os.fsdecode(b"b\xe9\xff"))))
    assert "caf\u00e9\U0001f600" == show_name("caf\u00e9\U0001f600")
