"""Pipes as inputs of `compare dedup`, and results that are not replaced by nothing."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING

import pytest
import zstandard

from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

LINES = b'{"id": "a", "text": "one text"}\n{"id": "b", "text": "one text"}\n{"id": "c", "text": "another"}\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(path: Path, data: bytes) -> Thread:
    """Somebody who writes to a pipe, as soon as it is read."""
    thread = Thread(target=path.write_bytes, args=[data], daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_a_pipe_that_is_named_is_read(here: Path, pack: Callable[[bytes], bytes]) -> None:
    """As the shell's <(...) it has no name that says anything: what comes tells what it is, as with stdin."""
    os.mkfifo(here / "pipe")
    data = pack(LINES * 10_000)
    writer = fill(here / "pipe", data)

    assert Exit.DONE == main(["dedup", "pipe", "-o", "out.jsonl", "-q"])
    writer.join()
    first, _, other = LINES.splitlines(keepends=True)
    assert first + other == (here / "out.jsonl").read_bytes()
    manifest = json.loads((here / "out.jsonl.manifest.json").read_bytes())
    assert ["pipe", len(data)] == [manifest["inputs"][0][name] for name in ("path", "bytes")]


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is skipped and named, after a while in which somebody may yet begin."""
    monkeypatch.setattr("compare.corpus.pipes._PATIENCE", 50)
    os.mkfifo(here / "pipe")
    (here / "in.jsonl").write_bytes(LINES)

    assert Exit.SKIPPED == main(["dedup", "pipe", "in.jsonl", "-o", "out.jsonl", "-q"])
    assert "skipped pipe: nobody writes to this pipe" in capsys.readouterr().err


def test_a_slow_writer_is_waited_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds the pipe open may take long to begin."""
    monkeypatch.setattr("compare.corpus.pipes._PATIENCE", 50)
    os.mkfifo(here / "pipe")
    held = os.open(here / "pipe", os.O_RDWR)
    timer = Timer(0.3, lambda: (os.write(held, LINES), os.close(held)))
    timer.start()

    assert Exit.DONE == main(["dedup", "pipe", "-o", "out.jsonl", "-q"])
    assert 2 == len((here / "out.jsonl").read_bytes().splitlines())


def test_a_pipe_under_a_descriptor_is_read(here: Path) -> None:
    """/dev/fd/N is what a shell names."""
    read, write = os.pipe()
    os.write(write, LINES)
    os.close(write)
    try:
        assert Exit.DONE == main(["dedup", f"/dev/fd/{read}", "-o", "out.jsonl", "-q"])
    finally:
        os.close(read)
    assert 2 == len((here / "out.jsonl").read_bytes().splitlines())


def test_a_pipe_that_is_only_come_across_is_not_waited_for(here: Path) -> None:
    """In a folder, or found by a pattern, it is skipped and named."""
    os.mkfifo(here / "pipe.jsonl")
    (here / "good.jsonl").write_bytes(LINES)

    assert Exit.SKIPPED == main(["dedup", "*.jsonl", "-o", "out.json", "-q"])
    assert Exit.USAGE == main(["dedup", ".", "-o", "out.json", "-q", "--force"])
    skipped = json.loads((here / "out.json.manifest.json").read_bytes())["skipped"]
    assert [("pipe.jsonl", "a FIFO, not a file")] == [(one["path"], one["reason"]) for one in skipped]


def test_a_packed_pipe_that_ends_too_soon_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe is judged as a file is."""
    os.mkfifo(here / "pipe")
    writer = fill(here / "pipe", gzip.compress(LINES)[:-5])

    assert Exit.SKIPPED == main(["dedup", "pipe", "-o", "out.jsonl", "-q"])
    writer.join()
    assert "skipped pipe: truncated" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["in.jsonl", "--text", "txt"], "in.jsonl:1: no field 'txt'; it has: id, text"),
        (["in.csv"], "in.csv: no field 'text' or 'content' or 'body'"),
        (["bad.jsonl.gz"], "bad.jsonl.gz: "),
        (["empty.jsonl", "in.csv"], "in.csv: no field 'text' or 'content' or 'body'"),
    ],
)
@pytest.mark.parametrize("out", ["out.jsonl", "out/"])
def test_a_result_is_not_replaced_by_nothing(
    here: Path, out: str, arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no record could be read the old result stays, even with --force, and the first reason is told."""
    for name in ("in.jsonl", "in.csv", "bad.jsonl.gz"):
        (here / name).write_bytes(LINES)
    (here / "empty.jsonl").touch()
    main(["dedup", "in.jsonl", "-o", out, "-q"])
    old = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}

    assert Exit.SKIPPED == main(["dedup", *arguments, "-o", out, "--force"])
    assert old == {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    error = capsys.readouterr().err
    assert error.startswith("compare: no record could be read, so out")
    assert reason in error


def test_an_empty_input_gives_an_empty_result(here: Path) -> None:
    """Where nothing is wrong there is nothing to keep: with --force the result is what it is."""
    (here / "in.jsonl").write_bytes(LINES)
    (here / "empty.jsonl").touch()
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])

    assert Exit.DONE == main(["dedup", "empty.jsonl", "-o", "out.jsonl", "--force", "-q"])
    assert b"" == Path("out.jsonl").read_bytes()
