"""What `compare dedup` says of records that it could not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_skipped_is_named_quietly(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-q leaves out the summary and notices, not that a record is missing."""
    (here / "in.jsonl").write_bytes(b'{"text": "a mill"}\n{"text": "caf\xe9"}\n{broken\n')

    assert Exit.SKIPPED == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    error = capsys.readouterr().err
    assert error.startswith("compare: skipped in.jsonl:3: invalid JSON")
    assert 1 == error.count("\n")


@pytest.mark.parametrize(
    ("arguments", "all_of_them"),
    [
        (["-o", "out.jsonl"], "out.jsonl.manifest.json"),
        (["-o", "out/"], "out/manifest.json"),
        (["-o", "-", "--manifest", "m.json"], "m.json"),
        (["-o", "-"], "the manifest of a run that writes one"),
        (["-o", "out.jsonl", "--no-trail"], "the manifest of a run that writes one"),
        (["-o", "out.jsonl", "-n"], "the manifest of a run that writes one"),
    ],
)
def test_where_all_that_was_skipped_is_named(
    here: Path, arguments: list[str], all_of_them: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the first few the message names the manifest that was written, and none that was not."""
    (here / "in.jsonl").write_bytes(b"{broken\n" * 17)
    main(["dedup", "in.jsonl", "-q", *arguments])

    wanted = f"compare: \u2026 7 more like these; {all_of_them} names them all"
    assert wanted == capsys.readouterr().err.splitlines()[-1]
