"""The bytes of an input that is no text, where they can be read at any place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from compare.corpus.open import Entry
    from compare.corpus.spool import Spool


class Stored(Protocol):
    """The bytes of an input that can be read at any place."""

    number: int
    """Which of the run's inputs it is."""

    @property
    def size(self) -> int:
        """How many bytes they are."""

    def fileno(self) -> int:
        """The descriptor to read them from."""

    def entry(self, line: int) -> Entry:
        """The input."""

    def take(self, begin: int, end: int) -> None:
        """Know that they were read."""

    def check(self) -> None:
        """Make sure that they still are what was read."""

    def close(self) -> None:
        """Let go of them."""


class StoredSpool:
    """The bytes of an input that was packed or a pipe, in a spool."""

    def __init__(self, number: int, entry: Entry, spool: Spool) -> None:
        self.number = number
        self._entry = entry
        self._spool = spool

    @property
    def size(self) -> int:
        """How many bytes are spooled."""
        return self._spool.size

    def fileno(self) -> int:
        """The descriptor of the spool."""
        return self._spool.fileno()

    def entry(self, _line: int) -> Entry:
        """The input."""
        return self._entry

    def take(self, begin: int, end: int) -> None:
        """The checksum is that of the input, not of the spool."""

    def check(self) -> None:
        """Nobody else can write to the spool."""

    def close(self) -> None:
        """Give the space back."""
        self._spool.close()
