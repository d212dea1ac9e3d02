"""A few threads that work off calls: what the library's pool does, without its import, which takes longer."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

Result = TypeVar("Result")


class Job(Generic[Result]):
    """A call that some thread makes."""

    def __init__(self, call: Callable[[], Result]) -> None:
        self._call = call
        self._done = Event()
        self._results: list[Result] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        """Make the call; what it raises is for who asks for the result."""
        try:
            self._results.append(self._call())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
            self._error = error
        self._done.set()

    def result(self) -> Result:
        """What the call gave, once it is over."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._results.pop()


class Jobs:
    """Threads for the block; at its end what was not begun is left out."""

    def __init__(self, threads: int) -> None:
        self._waiting: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(threads)]
        self._over = Event()

    def are_over(self) -> bool:
        """Whether the block has ended: what is still at work is for nothing."""
        return self._over.is_set()

    def __enter__(self) -> Self:
        for number, thread in enumerate(self._threads):
            try:
                thread.start()
            except RuntimeError as error:  # the system has no room for another
                if number == 0:
                    raise MemoryError from error
                del self._threads[number:]
                break
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        try:
            while True:
                self._waiting.get_nowait()
        except Empty:
            pass
        for _thread in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def start(self, call: Callable[[], Result]) -> Job[Result]:
        """Have a call made."""
        job = Job(call)
        self._waiting.put(job)
        return job

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.run()
