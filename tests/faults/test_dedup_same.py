"""The same input and settings give the same bytes, whatever the machine is like that runs them."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import source

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-m", "compare", "dedup"]
RUN = ["in", "-o", "out.jsonl", "--pairs", "pairs.jsonl", "--force", "--id", "id"]
WRITTEN = ("out.jsonl", "out.jsonl.manifest.json", "out.jsonl.removed.jsonl", "pairs.jsonl")
ODD_NAME = b"caf\xe9.jsonl"  # not UTF-8


def crowd() -> bytes:
    """Records that share all but a few words: which are compared depends on the secret key of a run."""
    chance, lines = random.Random(3), list[bytes]()  # noqa: S311 - no secret
    for number in range(120):
        words = [f"c{place}" for place in range(60)] + [f"w{chance.getrandbits(40):x}" for _ in range(5)]
        words[chance.randrange(60)] = f"v{chance.getrandbits(40):x}"
        lines.append(json.dumps({"id": f"{number:04}", "text": " ".join(words)}).encode() + b"\n")
    return b"".join([*lines, lines[7], *lines[3:5]])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a corpus that has something of everything."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(crowd() + b"{broken\n\n")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(crowd()[500:50_000], mtime=0))
    (folder / "c.jsonl").write_bytes(
        b'{"text": "bad \xff byte", "id": "\xc3\xa9"}\n{"text": "x", "text": "y"}\n'
    )
    (folder / "d.txt").write_text("Caf\u00e9 an der Br\u00fccke", encoding="utf-16")
    (folder / "e.txt").symlink_to("d.txt")
    return tmp_path


def dedup(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command with something else in its environment."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *arguments],
        env={**os.environ, **environment},
        cwd=cwd,
        capture_output=True,
        timeout=120,
        check=False,
    )


def written(folder: Path) -> list[bytes]:
    """All that a run wrote."""
    return [(folder / name).read_bytes() for name in WRITTEN]


def test_nothing_changes_the_bytes_that_are_written(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Secret key, hash seed, threads, locale, time zone, terminal and kernel make no difference."""
    assert Exit.SKIPPED == dedup(*RUN).returncode
    expected = written(here)

    for arguments, environment in (
        (["--threads", "1"], {"PYTHONHASHSEED": "0", "LC_ALL": "C"}),
        (["--threads", "2"], {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}),
        (["--threads", "4"], {"TERM": "dumb", "COLUMNS": "20", "PYTHONIOENCODING": "ascii"}),
        ([], {"COMPARE_KERNEL": "plain"}),
    ):
        done = dedup(*RUN, *arguments, **environment)
        assert Exit.SKIPPED == done.returncode, done.stderr
        assert expected == written(here), (arguments, environment)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(here / "in", elsewhere / "in", symlinks=True, copy_function=shutil.copyfile)
    for path in (elsewhere / "in").iterdir():
        os.utime(path, (1, 1))
    dedup(*RUN, cwd=elsewhere)

    assert expected == written(elsewhere)


def test_the_sizes_of_parts_make_no_difference(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a file is cut to be scanned, the same is written."""
    assert Exit.SKIPPED == main(["dedup", *RUN, "-q"])
    expected = written(here)

    for size in (1000, 100_000):
        monkeypatch.setattr(source, "PART", size)
        main(["dedup", *RUN, "-q"])
        assert expected == written(here)


def test_pairs_stand_in_the_order_of_rows(here: Path) -> None:
    """They are sorted by left and right, and a group of equals is a star."""
    main(["dedup", *RUN, "--threshold", "0.5", "-q", "--id", "nothing"])
    lines = [json.loads(line) for line in (here / "pairs.jsonl").read_bytes().splitlines()]
    places = {
        path: number
        for number, path in enumerate(
            [f"in/a.jsonl:{line}" for line in range(1, 124)]
            + [f"in/b.jsonl.gz:{line}" for line in range(1, 124)]
        )
    }
    rows = [(places[one["left"]], places[one["right"]]) for one in lines]

    assert len(rows) > 1000
    assert sorted(set(rows)) == rows
    assert {"exact", "near"} == {one["kind"] for one in lines}
    rights = [right for (_, right), one in zip(rows, lines, strict=True) if one["kind"] == "exact"]
    assert len(set(rights)) == len(rights)
    assert not set(rights) & {left for left, _ in rows}


def test_near_pairs_alone_are_those_that_can_go(here: Path) -> None:
    """Without the exact kind, equal texts are near ones, but for those of too few words."""
    (here / "in.jsonl").write_bytes(
        b'{"text": "hi there"}\n' * 2 + b'{"text": "one two three four five"}\n' * 2
    )

    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--pairs", "pairs.jsonl", "--match", "near", "-q"])
    pairs = [json.loads(line) for line in (here / "pairs.jsonl").read_bytes().splitlines()]
    removed = [json.loads(line) for line in (here / "out.jsonl.removed.jsonl").read_bytes().splitlines()]

    assert [("in.jsonl:3", "in.jsonl:4", "near", 1.0)] == [tuple(one.values()) for one in pairs]
    assert ["in.jsonl:4"] == [one["duplicate_path"] for one in removed]


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8"},
        {"PYTHONIOENCODING": "ascii"},
        {"COLUMNS": "20"},
        {"TERM": "dumb"},
        {"TERM": ""},
    ],
)
def test_the_summary_comes_in_any_locale(here: Path, environment: dict[str, str]) -> None:
    """No charset and no terminal crashes it; a name that cannot be shown is escaped, on stderr only."""
    (here / "in" / os.fsdecode(ODD_NAME)).write_bytes(crowd()[:3000] + b"{broken\n")

    for arguments in (["-v"], ["--dry-run"], ["--annotate"]):
        done = dedup(*RUN, *arguments, **environment)

        assert Exit.SKIPPED == done.returncode, done.stderr
        assert b"" == done.stdout
        assert b"Traceback" not in done.stderr
        assert b"caf\\xe9.jsonl" in done.stderr or b"caf\\udce9.jsonl" in done.stderr
        assert b"0.8: 98.6%" in done.stderr
