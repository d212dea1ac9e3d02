"""An input that changes while it is read is told by its name, and never makes an output that is wrong."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import run as running
from compare.corpus.source import PlainSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.corpus.rows import Rows

    Change = Callable[[Path], object]

RUN = ["dedup", "in.jsonl", "same.jsonl", "-o", "out.jsonl", "-q", "--pairs", "pairs.jsonl"]
SENTENCE = "record {} tells of the harbour, of its boats, of the quay and of all who work there every day"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with two files; every record has a near one in either, some odd ones too."""
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"text": SENTENCE.format(number)}).encode() + b"\n" for number in range(30)]
    odd = [b'{"text": "bad \xff in ' + SENTENCE.format(n).encode() + b'"}\n' for n in range(5)]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines + odd))
    (tmp_path / "same.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def shrink(path: Path) -> None:
    """Leave half of a file."""
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    """Leave nothing of a file."""
    os.truncate(path, 0)


def scramble(path: Path) -> None:
    """Write other bytes over those of a file."""
    path.write_bytes(path.read_bytes()[::-1])


def shift(path: Path) -> None:
    """Put bytes in front of those of a file."""
    path.write_bytes(b"\n\n{}\n" + path.read_bytes())


def meddle_before(name: str, change: Change, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change a file just before a step of the run."""
    step = getattr(running, name)

    def meddled(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the step takes and gives
        change(path)
        return step(*arguments, **more)

    monkeypatch.setattr(running, name, meddled)


@pytest.mark.parametrize("change", [shrink, empty, scramble, shift])
@pytest.mark.parametrize(
    ("step", "extra"),
    [
        ("decide_rows", []),
        ("decide_rows", ["--keep", "newest"]),
        ("write_pairs", ["--id", "text"]),
        ("write_removed", []),
        ("write_kept", []),
        ("write_annotated", ["--annotate"]),
    ],
)
def test_a_file_that_is_another_ends_the_run(  # noqa: PLR0913, PLR0917 - fixtures are arguments
    here: Path,
    change: Change,
    step: str,
    extra: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whenever it comes, nothing is written, the file is named, and nobody is sent after a bug."""
    before = sorted(here.iterdir())
    meddle_before(step, change, here / "in.jsonl", monkeypatch)

    code = main([*RUN, *extra])
    shown = capsys.readouterr().err

    assert Exit.SKIPPED == code, shown
    assert "in.jsonl changed while it was read, so nothing was written: try again" in shown
    assert 1 == shown.count("\n")
    assert before == sorted(here.iterdir())


def test_what_is_added_meanwhile_is_left_out(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The records that were there are written, the file is named, and the run ends with 3."""

    def grow(path: Path) -> None:
        with path.open("ab") as file:
            file.write(b'{"text": "a late one"}\n')

    meddle_before("decide_rows", grow, here / "in.jsonl", monkeypatch)

    assert Exit.SKIPPED == main([one for one in RUN if one != "-q"])
    assert "in.jsonl: it changed while it was read; what was added is left out" in capsys.readouterr().err
    counts = json.loads((here / "out.jsonl.manifest.json").read_bytes())["counts"]
    assert 65 == counts["read"] == counts["kept"] + counts["removed"] + counts["skipped"]
    assert b"a late one" not in (here / "out.jsonl").read_bytes()


def test_a_file_that_is_cut_before_it_was_scanned(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is shorter than when it was opened is told as changed, not as one that grew."""
    parts = PlainSource.parts

    def cut(self: PlainSource) -> Any:  # noqa: ANN401 - as the method gives
        if self.entries[0].path == "in.jsonl":
            shrink(here / "in.jsonl")
        return parts(self)

    monkeypatch.setattr(PlainSource, "parts", cut)

    assert Exit.SKIPPED == main(RUN)
    assert "in.jsonl changed while it was read, so nothing was written" in capsys.readouterr().err
    assert not (here / "out.jsonl").exists()


def test_a_file_that_was_only_touched_is_no_other(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new date alone keeps nothing from being written."""
    meddle_before("decide_rows", lambda path: os.utime(path, (1, 1)), here / "in.jsonl", monkeypatch)

    main(RUN)

    assert (here / "out.jsonl").exists()


@pytest.mark.parametrize("name", ["decide_rows", "write_pairs", "write_removed", "write_kept"])
def test_a_disk_that_cannot_be_read_is_no_output(
    here: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the machine cannot read again is told as an input's error, though it is met while writing."""
    before = sorted(here.iterdir())
    step = getattr(running, name)

    def write(rows: Rows, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the step takes and gives
        folder = os.open(".", os.O_RDONLY)  # which cannot be read as a file
        os.dup2(folder, rows.sources[0].fileno())
        os.close(folder)
        return step(rows, *rest, **more)

    monkeypatch.setattr(running, name, write)
    monkeypatch.setattr(PlainSource, "check", lambda _: None)

    assert Exit.SKIPPED == main(RUN)
    assert "in.jsonl cannot be read: is a directory" in capsys.readouterr().err
    assert before == sorted(here.iterdir())
