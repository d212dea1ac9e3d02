"""A signal does not wait until a long comparison is over."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType, ModuleType

    from conftest import Rows

COMMON, OWN = 60, 40  # words: two texts have about a third of their shingles in common
THRESHOLD = 0.5  # just above: nothing goes, and each is compared with all that stay
PAUSE = 0.03  # seconds between two signals


class InterruptionError(Exception):
    """What a handler of signals raises."""


@pytest.fixture
def every_moment() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Have something called by a signal, again and again."""
    before = signal.getsignal(signal.SIGALRM)

    def start(call: Callable[[], None]) -> None:
        def handle(_number: int, _frame: FrameType | None) -> None:
            call()

        signal.signal(signal.SIGALRM, handle)
        signal.setitimer(signal.ITIMER_REAL, PAUSE, PAUSE)

    yield start
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def crowd(table_of_lines: Callable[..., Rows]) -> Callable[[ModuleType], Any]:
    """Make a table of texts that share boilerplate, all of which are compared with one another."""

    def make(kernel: ModuleType) -> Any:  # noqa: ANN401 - of any kernel
        common = " ".join(f"c{number}" for number in range(COMMON))
        own = (" ".join(f"w{text}x{number}" for number in range(OWN)) for text in range(2500))
        data = "".join(f'{{"text": "{common} {words}"}}\n' for words in own).encode()
        return table_of_lines(kernel, data, threshold=THRESHOLD, bands=32, rows=1).table

    return make


@pytest.mark.parametrize("call", ["decide", "pairs"])
def test_signals_are_seen_while_it_compares(
    native: ModuleType,
    crowd: Callable[[ModuleType], Any],
    every_moment: Callable[[Callable[[], None]], None],
    call: str,
) -> None:
    """Handlers run meanwhile, not only when all is over."""
    table, seen = crowd(native), list[int]()

    every_moment(lambda: seen.append(1))
    getattr(table, call)(load=bytes, **({"keep": "first"} if call == "decide" else {}))
    during = len(seen)

    assert during > 1


@pytest.mark.parametrize("call", ["decide", "pairs"])
def test_what_a_handler_raises_ends_it(
    native: ModuleType,
    crowd: Callable[[ModuleType], Any],
    every_moment: Callable[[Callable[[], None]], None],
    call: str,
) -> None:
    """The exception of a handler comes through, and the table can be asked again."""
    table = crowd(native)

    def stop() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise InterruptionError

    every_moment(stop)
    with pytest.raises(InterruptionError):
        getattr(table, call)(load=bytes, **({"keep": "first"} if call == "decide" else {}))
    assert 2500 == len(table)
    assert 0 == table.decide(keep="first", load=bytes).removed


def test_a_handler_ends_the_search_for_passages(
    native: ModuleType, every_moment: Callable[[Callable[[], None]], None]
) -> None:
    """The exception of a handler comes through, from any thread that searches."""
    tokens = np.arange(3_000_000, dtype=np.uint64) % 1999
    settings = {"cap": 1 << 20, "handful": 1 << 20, "least": 0, "seed": 0, "shortest": 0}

    def stop() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise InterruptionError

    every_moment(stop)
    with pytest.raises(InterruptionError):
        native.find_passages(tokens, np.array([0, len(tokens)], np.uint64), threads=2, **settings)
