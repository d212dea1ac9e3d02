"""Files in the making: how they are packed, and how they come to their places."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.corpus import files as files_module
from compare.corpus.files import NewFiles, make_packer
from compare.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

OLD = ("a.jsonl", "b.jsonl", "stale.jsonl")


@pytest.mark.parametrize("suffix", [".zst", ".gz"])
def test_threads_change_no_byte(suffix: str) -> None:
    """What is packed is the same however many threads pack it, beyond what one of them takes at once."""
    words = random.Random(5)  # noqa: S311 - made-up text
    data = b" ".join(b"%x" % words.getrandbits(20) for _ in range(2_500_000))
    packed = set()
    for threads in (1, 2, 4):
        packer = make_packer(suffix, threads)
        assert packer
        pieces = [packer.compress(data[start : start + (1 << 20)]) for start in range(0, len(data), 1 << 20)]
        packed.add(b"".join([*pieces, packer.flush()]))

    assert 1 == len(packed)


def refuse(number: int, *, only: Callable[..., bool] = lambda *_: True) -> Callable[..., None]:
    """A call of the machine that fails, where *only* says so."""

    def call(*arguments: object, **_: object) -> None:
        if only(*arguments):
            raise OSError(number, os.strerror(number))

    return call


def is_folder(handle: int) -> bool:
    """Whether an open file is a folder."""
    return stat.S_ISDIR(os.fstat(handle).st_mode)


def replace_files(folder: Path) -> None:
    """Two files that are there, one that is not, and one that goes."""
    with NewFiles() as files:
        for name in ("a.jsonl", "new.jsonl", "b.jsonl"):
            files.open(folder / name).write(b"new")
        files.take_away(folder / "stale.jsonl")
        files.move()


def interrupt_at(number: int) -> Callable[[FrameType, str, object], object]:
    """A Ctrl-C before the line of that number of all that run while files are moved."""
    left = number

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal left
        if frame.f_code.co_filename != files_module.__file__:
            return None
        if event == "line" and frame.f_code.co_name in {"move", "_set_aside", "_back_up", "_sync_folder"}:
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
        return trace

    return trace


@pytest.mark.parametrize("links", [True, False])
def test_a_signal_at_any_line_leaves_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """Wherever Ctrl-C comes while files are moved, all is as it was, also where there are no hard links."""
    if not links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    for name in OLD:
        (tmp_path / name).write_bytes(b"old")
    before = sys.gettrace()
    for number in range(1, 200):
        sys.settrace(interrupt_at(number))
        try:
            replace_files(tmp_path)
            break
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before)

        assert dict.fromkeys(OLD, b"old") == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert number > 10
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.jsonl", "b.jsonl", "new.jsonl"), b"new"
    )


def test_a_failing_last_step_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old files come back where they cannot have second names, too."""
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    monkeypatch.setattr(os, "fsync", refuse(errno.EIO, only=is_folder))
    for name in OLD:
        (tmp_path / name).write_bytes(b"old")

    with pytest.raises(OutputError):
        replace_files(tmp_path)
    assert dict.fromkeys(OLD, b"old") == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_failing_last_step_leaves_pipes_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written to as it is, such as a FIFO or a device, is never taken away."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setattr(os, "fsync", refuse(errno.EIO, only=is_folder))
    try:
        with pytest.raises(OutputError), NewFiles() as files:  # noqa: PT012 - all of it is needed
            files.open(tmp_path / "pipe").write(b"line")
            files.open(tmp_path / "a.jsonl").write(b"new")
            files.move()
    finally:
        os.close(reader)

    assert ["pipe"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd here")
def test_a_pipe_of_the_shell_is_written_to() -> None:
    """`-o >(gzip)` is a path in /dev/fd, whose folder cannot be synced."""
    reader, writer = os.pipe()
    try:
        with NewFiles() as files:
            files.open(Path(f"/dev/fd/{writer}")).write(b"line")
            files.move()
        assert b"line" == os.read(reader, 10)
    finally:
        os.close(reader)
        os.close(writer)


def test_a_folder_that_cannot_be_synced_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems sync files and no folders."""
    monkeypatch.setattr(os, "fsync", refuse(errno.EINVAL, only=is_folder))
    replace_files(tmp_path)

    assert b"new" == (tmp_path / "a.jsonl").read_bytes()


def test_folders_that_were_made_go_again(tmp_path: Path) -> None:
    """Of a folder in new folders nothing is left when nothing came to lie in it."""
    with pytest.raises(OutputError), NewFiles() as files:  # noqa: PT012 - as above
        files.make_folder(tmp_path / "x" / "y" / "z")
        raise OSError(errno.EIO, "Input/output error")

    assert [] == list(tmp_path.iterdir())


def test_the_only_copy_of_a_killed_run_comes_back(tmp_path: Path) -> None:
    """An old file that a killed run had renamed, and not replaced yet, is put back by the next one."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    (tmp_path / f".a.jsonl.{process.pid}.0.old").write_bytes(b"old")
    (tmp_path / f".a.jsonl.{process.pid}.1.tmp").write_bytes(b"half")

    with NewFiles() as files:
        files.open(tmp_path / "a.jsonl")
        assert b"old" == (tmp_path / "a.jsonl").read_bytes()
    assert ["a.jsonl"] == [path.name for path in tmp_path.iterdir()]
