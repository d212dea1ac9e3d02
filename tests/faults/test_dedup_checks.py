"""Each run checks what it writes: if it is not what the inputs hold, no file gets its name."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import files, rows
from compare.corpus import run as running
from compare.corpus.source import PlainSource
from compare.dedup.check import BrokenInvariantError, Ends, check_ends

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Gathered = tuple[bytes, int, int]

SENTENCE = "record {} tells of the harbour, of its boats, of the quay and of all who work there every day"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with two files, every third record a duplicate, written a few at a time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rows, "BATCH", 400)
    for name in ("a.jsonl", "b.jsonl"):
        texts = [SENTENCE.format(name if number % 3 == 2 else number * "x") for number in range(30)]
        (tmp_path / name).write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return tmp_path


class BrokenTable:
    """A table that has gone wrong in some way when it gives lines."""

    def __init__(self, table: Any, change: Callable[[Any, int, bytes, int], Gathered]) -> None:  # noqa: ANN401 - any table
        self._table = table
        self._change = change

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the table has
        return getattr(self._table, name)

    def __len__(self) -> int:
        return len(self._table)

    def gather(self, first: int, drop: bytes, limit: int, _end: int) -> Gathered:
        """What the table gives, but for the change."""
        return self._change(self._table, first, drop, limit)


def lose_a_line(table: Any, first: int, drop: bytes, limit: int) -> Gathered:  # noqa: ANN401 - any table
    """The last line of a batch is left out, and its row counted."""
    lines, end, count = table.gather(first, drop, limit)
    return b"".join(lines.splitlines(keepends=True)[:-1]), end, count


def repeat_a_batch(table: Any, first: int, drop: bytes, limit: int) -> Gathered:  # noqa: ANN401 - any table
    """Each batch holds the lines of the first one of as many."""
    _, end, count = table.gather(first, drop, limit)
    lines = table.gather(0, drop, len(table) * 1000)[0].splitlines(keepends=True)
    return b"".join(lines[:count]), end, count


def turn_around(table: Any, first: int, drop: bytes, limit: int) -> Gathered:  # noqa: ANN401 - any table
    """The lines of a batch come in the wrong order."""
    lines, end, count = table.gather(first, drop, limit)
    return b"".join(reversed(lines.splitlines(keepends=True))), end, count


def leave_out_the_end(table: Any, first: int, drop: bytes, limit: int) -> Gathered:  # noqa: ANN401 - any table
    """The newline behind the last line is missing."""
    lines, end, count = table.gather(first, drop, limit)
    return lines.removesuffix(b"\n"), end, count


def write_what_goes(table: Any, first: int, _: bytes, limit: int) -> Gathered:  # noqa: ANN401 - any table
    """The marks are not looked at."""
    gathered: Gathered = table.gather(first, bytes(len(table)), limit)
    return gathered


def change_a_byte(table: Any, first: int, drop: bytes, limit: int) -> Gathered:  # noqa: ANN401 - any table
    """One byte near the end of a batch is another."""
    lines, end, count = table.gather(first, drop, limit)
    return lines[:-20] + bytes(one ^ 1 for one in lines[-20:-19]) + lines[-19:], end, count


CHANGES = (lose_a_line, repeat_a_batch, turn_around, leave_out_the_end, change_a_byte)


@pytest.mark.parametrize(
    ("options", "change"),
    [
        *(([], change) for change in CHANGES),
        *((["--annotate"], change) for change in CHANGES),
        ([], write_what_goes),
    ],
)
def test_lines_that_are_not_the_inputs_are_not_written(
    here: Path,
    options: list[str],
    change: Callable[[Any, int, bytes, int], Gathered],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Batches of lines are held against the inputs, which are read again without the kernels."""
    before = sorted(here.iterdir())
    make = running.make_table
    monkeypatch.setattr(running, "make_table", lambda *settings: BrokenTable(make(*settings), change))

    assert Exit.BUG == main(["dedup", "a.jsonl", "b.jsonl", "-o", "out.jsonl", "-q", *options])
    assert before == sorted(here.iterdir())


def test_parts_that_are_taken_in_in_another_order_are_noticed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are those of the inputs in their order, whatever the threads do."""
    monkeypatch.setattr(
        PlainSource, "parts", lambda self: [(1000, os.fstat(self.fileno()).st_size), (0, 1000)]
    )
    monkeypatch.setattr(PlainSource, "check", lambda _: None)

    assert Exit.BUG == main(["dedup", "a.jsonl", "b.jsonl", "-o", "out.jsonl", "-q"])
    assert not (here / "out.jsonl").exists()


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_a_file_that_is_too_short_gets_no_name(
    here: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a file system takes and does not keep is noticed before the old output goes."""
    (here / name).write_bytes(b"old")
    write, calls = files._write_all, iter(range(1000))  # noqa: SLF001 - what the machine does

    def lose(handle: int, data: bytes) -> None:
        if data and next(calls) != 0:
            write(handle, data)

    monkeypatch.setattr(files, "_write_all", lose)

    assert Exit.BUG == main(["dedup", "a.jsonl", "-o", name, "-q", "--force", "--no-trail"])
    assert b"old" == (here / name).read_bytes()


def test_all_lines_of_a_run_pass_the_checks(here: Path) -> None:
    """Blank and skipped lines, other line ends, texts and a last line without an end stop nothing."""
    (here / "c.jsonl").write_bytes(
        b'{broken\n\n{"text": "one"}\r\n{"text": "two"}\n[]\n\n\n{"text": "three"}'
    )
    (here / "d.txt").write_text("a text\n")
    (here / "e.jsonl").write_bytes(b"{broken\n" * 3)
    (here / "f.jsonl").write_text(json.dumps({"text": "long " * 5000}) + "\n")
    (here / "g.jsonl").write_bytes((b"x" * 50_000 + b'\n{"text": "short"}\n') * 2)
    names = [f"{name}.jsonl" for name in "abc"] + ["d.txt", "e.jsonl", "f.jsonl", "g.jsonl"]

    main(["dedup", *names, "-o", "out.jsonl", "-q", "--max-doc-bytes", "30000"])

    kept = [json.loads(line)["text"] for line in (here / "out.jsonl").read_bytes().splitlines()]
    assert ["one", "two", "three", "a text\n", "long " * 5000, "short"] == kept[-6:]
    manifest = json.loads((here / "out.jsonl.manifest.json").read_bytes())
    assert 7 == manifest["counts"]["skipped"]


@pytest.mark.parametrize("step", ["decide_rows", "write_kept", "write_removed"])
def test_the_input_that_cannot_be_read_again_is_named(
    here: Path, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of several it is the one, whichever step comes upon it."""
    make = getattr(running, step)

    def break_second(table_rows: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        folder = os.open(".", os.O_RDONLY)  # which cannot be read as a file
        os.dup2(folder, table_rows.sources[1].fileno())
        os.close(folder)
        return make(table_rows, *rest, **more)

    monkeypatch.setattr(running, step, break_second)
    monkeypatch.setattr(PlainSource, "check", lambda _: None)

    assert Exit.SKIPPED == main(["dedup", "a.jsonl", "b.jsonl", "-o", "out.jsonl"])
    assert "compare: b.jsonl cannot be read: is a directory" in capsys.readouterr().err
    assert not (here / "out.jsonl").exists()


def test_a_line_longer_than_what_is_compared() -> None:
    """Of a long line both ends are compared, and its length."""
    line = b"begin" + b"." * 100 + b"end"
    ends = [Ends(len(line), b"begin", b"..end")] * 2

    check_ends(line + b"\n", 1, ends)
    for wrong in (line[1:], line[:-1], line[:5] + line[6:], line + b"\n" + line):
        with pytest.raises(BrokenInvariantError):
            check_ends(wrong + b"\n", 1, ends)
