"""What a run could not read, and what it read with a doubt, in the order of the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.errors import RecordError
from compare.model import Skipped
from compare.settings import OnError

if TYPE_CHECKING:
    from compare.corpus.open import UnreadableError


class Log:
    """Collects what is skipped, or stops the run at the first such thing."""

    def __init__(self, on_error: OnError) -> None:
        self._on_error = on_error
        self._skipped: list[tuple[int, Skipped]] = []
        self._notices: list[tuple[int, Skipped]] = []

    def skip(self, error: RecordError | UnreadableError, number: int = -1) -> None:
        """Name what is left out, of input *number*; raise it, when the run is to stop at the first."""
        if self._on_error is OnError.FAIL:
            raise error
        line = error.line if isinstance(error, RecordError) else None
        self._skipped.append((number, Skipped(error.path, line, error.reason)))

    def note(self, path: str, line: int | None, notice: str, number: int = -1) -> None:
        """Name what was read, but not quite as it stands."""
        self._notices.append((number, Skipped(path, line, notice)))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out, by input and line."""
        return _in_order(self._skipped)

    @property
    def notices(self) -> tuple[Skipped, ...]:
        """What was read with a doubt, by input and line."""
        return _in_order(self._notices)


def _in_order(items: list[tuple[int, Skipped]]) -> tuple[Skipped, ...]:
    return tuple(item for _, item in sorted(items, key=lambda pair: (pair[0], pair[1].line or 0)))
