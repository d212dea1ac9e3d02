"""A bar on a terminal for what takes a while; nothing anywhere else."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    Progress = Callable[[int, int], None]

_WIDTH = 30  # signs of a full bar
_PAUSE = 0.1  # seconds between two looks of it
_MEGA = 1_000_000
_CLEAR = "\r\x1b[K"


@contextmanager
def show_progress(*, wanted: bool) -> Iterator[Progress | None]:
    """What to tell about bytes done, and of how many, while the block runs."""
    stream = sys.stderr
    if not wanted or stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    try:
        yield _draw(stream)
    finally:
        stream.write(_CLEAR)
        stream.flush()


def _draw(stream: TextIO) -> Progress:
    begun = shown = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < _PAUSE:
            return
        shown = now
        full = min(_WIDTH, _WIDTH * done // total) if total else 0
        bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] " if total else ""
        stream.write(f"{_CLEAR}{bar}{done // _MEGA:,} MB read, {done / _MEGA / (now - begun):,.0f} MB/s")
        stream.flush()

    return progress
