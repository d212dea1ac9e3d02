"""A line on a terminal that says how far what takes a while is; nothing anywhere else."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from compare.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from compare.stages import Progress

    BytesProgress = Callable[[int, int], None]

_WIDTH = 30  # signs of a full bar
_PAUSE = 0.1  # seconds between two looks of it
_PATIENCE = 1.0  # seconds in which a report needs no word on how far it is
_MEGA = 1_000_000
_MINUTE = 60
_COLUMNS = 80  # of a terminal that does not say how many it has
_CLEAR = "\r\x1b[K"
_UNITS = {Stage.READ: "documents", Stage.SHARED: "pairs", Stage.SAID: "documents", Stage.FACTS: "stories"}


class _Line:
    """The last line of a terminal, written again and again."""

    def __init__(self, stream: TextIO, patience: float) -> None:
        self._stream = stream
        self._next = time.monotonic() + patience
        self._shown = False

    def is_due(self, now: float) -> bool:
        """Whether it is time to write it again."""
        return now >= self._next

    def show(self, text: str, now: float) -> None:
        """Write it, as far as the terminal is wide."""
        self._next = now + _PAUSE
        self._shown = True
        with suppress(OSError, ValueError):
            text = text[: (os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS) - 1]
        self._write(text)

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(_CLEAR + text)
            self._stream.flush()


@contextmanager
def show_progress(*, wanted: bool) -> Iterator[BytesProgress | None]:
    """What to tell about bytes done, and of how many, while the block runs."""
    with _open_line(_PAUSE, wanted=wanted) as line:
        yield _tell_bytes(line) if line else None


@contextmanager
def show_stages(*, wanted: bool) -> Iterator[Progress | None]:
    """What to tell about the stages of a report while the block runs."""
    with _open_line(_PATIENCE, wanted=wanted) as line:
        yield _tell_stages(line) if line else None


@contextmanager
def _open_line(patience: float, *, wanted: bool) -> Iterator[_Line | None]:
    stream = sys.stderr
    if not wanted or stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    line = _Line(stream, patience)
    try:
        yield line
    finally:
        line.clear()


def _tell_bytes(line: _Line) -> BytesProgress:
    begun = time.monotonic()

    def progress(done: int, total: int) -> None:
        now = time.monotonic()
        if line.is_due(now):
            full = min(_WIDTH, _WIDTH * done // total) if total else 0
            bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] " if total else ""
            line.show(f"{bar}{done // _MEGA:,} MB read, {done / _MEGA / (now - begun):,.0f} MB/s", now)

    return progress


def _tell_stages(line: _Line) -> Progress:
    last, first, begun = Stage.READ, 0, time.monotonic()

    def progress(stage: Stage, done: int, total: int) -> None:
        nonlocal last, first, begun
        now = time.monotonic()
        if stage is not last:
            last, first, begun = stage, done, now  # other processes may have begun before
        if line.is_due(now):
            rate = (done - first) / (now - begun) if now - begun > _PAUSE else 0.0
            line.show(_describe(stage, done, total, rate), now)

    return progress


def _describe(stage: Stage, done: int, total: int, rate: float) -> str:
    """A stage in words: how much of it is done, how fast, and how long the rest will take."""
    if not done and not total:
        return f"{stage} ..."
    parts = [f"{stage}: {done:,}{f' of {total:,}' if total else ''} {_UNITS.get(stage, '')}".rstrip()]
    if rate:
        parts.append(f"{rate:,.0f}/s" if rate >= 1 else f"{1 / rate:,.1f} s each")
        if total:
            parts.append(f"{_say_time((total - done) / rate)} left")
    return ", ".join(parts)


def _say_time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 2 * _MINUTE else f"{seconds / _MINUTE:.0f} min"
