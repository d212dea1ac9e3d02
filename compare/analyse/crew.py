"""Work shared with copies of this process (fork), since threads of Python would wait for one another.

The pieces of work stand in a queue from which the copies, and this process when it gets to it, take one after
the other; which of them does a piece makes no difference to what comes out. A copy that fails, or is ended,
or cannot be made, leaves its pieces to this process.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from compare.analyse.freight import Freight

T = TypeVar("T")

_MOST_PIECES = 512  # their numbers fit into any pipe
_NUMBER = 4  # bytes of the number of a piece in the queue
_LENGTH = 8  # bytes of the length of what a copy found
_WATCH = 0.2  # seconds after which a copy looks whether this process is still there
_READ = 1 << 20  # bytes
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Crew(Generic[T]):
    """This process and its *helpers*, copies of it as the block begins, of which none is left at its end."""

    def __init__(
        self, work: Callable[[int], T], pieces: int, *, freight: Freight | None = None, helpers: int = 0
    ) -> None:
        self._work = work
        self._pieces = pieces
        self._freight = freight
        self._helpers = helpers if freight is not None and can_fork() else 0
        self._queue = -1
        self._copies: dict[int, int] = {}  # the pipe through which a copy answers, by its process

    def __enter__(self) -> Self:
        if self._helpers:
            with suppress(OSError):  # no room for a pipe or a process: then with fewer helpers, or none
                self._fill_queue()
                for _ in range(self._helpers):
                    self._fork()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._copies:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(process, 0)
        for pipe in (self._queue, *self._copies.values()):
            with suppress(OSError):
                os.close(pipe)
        self._copies.clear()

    @property
    def processes(self) -> list[int]:
        """The ids of the copies."""
        return list(self._copies)

    def results(self, begun: Callable[[int, int], None] = lambda *_: None) -> list[T]:
        """What came of each piece, in order, once all are done; *begun* learns how many of all were taken."""
        found = {}
        for piece, result in self._take():
            begun(piece + 1, self._pieces)
            found[piece] = result
        for pipe in self._copies.values():
            found.update(self._receive(pipe))
        for piece in range(self._pieces):
            if piece not in found:
                begun(piece + 1, self._pieces)
                found[piece] = self._work(piece)
        return [found[piece] for piece in range(self._pieces)]

    def _fill_queue(self) -> None:
        self._queue, end = os.pipe()
        os.write(end, b"".join(piece.to_bytes(_NUMBER, "little") for piece in range(self._pieces)))
        os.close(end)

    def _take(self) -> Iterator[tuple[int, T]]:
        """Do one piece after the other until none is left."""
        while self._queue >= 0 and (number := os.read(self._queue, _NUMBER)):
            piece = int.from_bytes(number, "little")
            yield piece, self._work(piece)

    def _fork(self) -> None:
        parent = os.getpid()
        answers, end = os.pipe()
        try:
            with _undisturbed():
                process = _copy()
                if not process:
                    self._help(end, parent)
                self._copies[process] = answers
        except OSError:
            os.close(answers)
            raise
        finally:
            os.close(end)

    def _help(self, pipe: int, parent: int) -> NoReturn:
        """Work as a copy, and answer; whatever happens, do nothing else that the first process would do."""
        with suppress(BaseException):
            _become_helper(parent)
            answer = self._freight.pack(tuple(self._take())) if self._freight else b""
            for part in (len(answer).to_bytes(_LENGTH, "little"), answer):
                _write(pipe, part)
        os._exit(0)

    def _receive(self, pipe: int) -> dict[int, T]:
        """What a copy found; nothing, if it did not come to its end."""
        received = bytearray()
        while part := os.read(pipe, _READ):
            received += part
        if self._freight is None or len(received) < _LENGTH:
            return {}
        answer = bytes(received[_LENGTH:])
        whole = len(answer) == int.from_bytes(received[:_LENGTH], "little")
        return dict(self._freight.unpack(answer)) if whole else {}


def cut_pieces(count: int) -> list[slice]:
    """Pieces of work, so many of *count* things each that one queue holds all."""
    size = -(-count // _MOST_PIECES) or 1
    return [slice(start, start + size) for start in range(0, count, size)]


def can_fork() -> bool:
    """Whether this process may be copied: other threads would be missing in the copy, with what they hold."""
    alone = threading.current_thread() is threading.main_thread() and threading.active_count() == 1
    return sys.platform == "linux" and alone


def _copy() -> int:
    with warnings.catch_warnings():
        # Newer Pythons warn of threads that are not theirs: numpy's, which know how to be copied.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No signal comes amid the block: a copy would take it as the first process does."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _become_helper(parent: int) -> None:
    """End quietly by any signal, and when the parent has ended; leave all objects where they are."""
    gc.disable()

    def watch(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(0)

    signal.signal(signal.SIGALRM, watch)
    signal.setitimer(signal.ITIMER_REAL, _WATCH, _WATCH)
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _write(pipe: int, answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(pipe, rest) :]
