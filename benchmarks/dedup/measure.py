"""One run of a command measured from outside: wall and CPU time, peak memory, peak anonymous memory.

This module is kept free of large imports: a child's peak as the kernel counts it is never below what its
parent held when it was started.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERVAL = 0.01
"""Seconds between two looks at anonymous memory; a peak shorter than that can be missed."""
KIBIBYTE = 1024
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost, and the end of what it said if it failed."""

    wall: float
    cpu: float
    peak_mb: float
    anonymous_mb: float
    code: int
    said: str


def find_family(process: int) -> list[int]:
    """The process and its living descendants."""
    found = [process]
    for parent in found:
        with contextlib.suppress(OSError):  # it may end at any moment
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found.extend(map(int, children.read_text(encoding="ascii").split()))
    return found


def read_anonymous(process: int) -> int:
    """Bytes of anonymous memory the process holds now; 0 once it has ended or where /proc does not say."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    _, _, rest = status.partition("RssAnon:")
    return int(rest.split(maxsplit=1)[0]) * KIBIBYTE if rest else 0


class Watch(threading.Thread):
    """The highest sum of anonymous memory over a process and its descendants."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Look until told that the process has ended."""
        while not self.ended.wait(INTERVAL):
            self.peak = max(self.peak, sum(map(read_anonymous, find_family(self.process))))


def measure(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> Cost:
    """Run the command and say what it cost; CPU time is that of the process and of all it waited for."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603 - the runners of this folder
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={**os.environ, **(environment or {})},
        )
        watch = Watch(child.pid)
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        watch.ended.set()
        watch.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return Cost(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss * KIBIBYTE / MEGABYTE,
        anonymous_mb=watch.peak / MEGABYTE,
        code=child.returncode,
        said=lines[-1] if lines else "",
    )
