"""The inputs of a run as files of JSON lines that can be read at any place, again and again.

A file of JSON lines is read where it lies. What is packed, comes from a pipe, or is in another charset
than UTF-8 is spooled first (compare.corpus.spooled).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from compare.corpus.open import UnreadableError
from compare.corpus.seen import Seen
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from compare.corpus.open import Entry
    from compare.settings import ReadSettings

PART = 8 << 20  # bytes of a file that are scanned at a time
_UTF8 = frozenset({"utf-8", "utf8", "ascii", "us-ascii"})


class Source(Protocol):
    """Lines of JSON in a file that can be read at any place."""

    number: int
    """Which of the run's inputs it is, or the first of them."""

    by_entry: bool
    """Whether each line is an input of its own."""

    @property
    def entries(self) -> Sequence[Entry]:
        """The inputs it is made of: one, or one for each line."""

    def fileno(self) -> int:
        """The descriptor to read it from."""

    def parts(self) -> Iterator[tuple[int, int]]:
        """Ranges of bytes, in order, as soon as every line that starts in one is there as a whole.

        Asked again, it gives ranges of the same bytes.

        Raises:
            UnreadableError: behind the ranges given, the input could not be read.
        """

    def entry(self, line: int) -> Entry:
        """The input that a line comes from."""

    def place(self, line: int) -> str:
        """What a line is called: its path and number."""

    def take(self, begin: int, end: int) -> None:
        """Know that a part was scanned."""

    def check(self) -> None:
        """Make sure that it still is what was scanned."""

    def close(self) -> None:
        """Let go of the file."""


class PlainSource:
    """A file of JSON lines, read where it lies."""

    def __init__(self, number: int, file: BinaryIO, status: os.stat_result, seen: Seen) -> None:
        self.number = number
        self.by_entry = False
        self.entries = (seen.entry,)
        self._file = file
        self._status = status
        self._seen = seen

    def fileno(self) -> int:
        """The descriptor to read it from."""
        return self._file.fileno()

    def parts(self) -> Iterator[tuple[int, int]]:
        """Ranges of equal length: all of the file is there."""
        return cut_parts(self._status.st_size)

    def entry(self, _line: int) -> Entry:
        """The file."""
        return self.entries[0]

    def place(self, line: int) -> str:
        """Its path and the number of the line."""
        return f"{self.entries[0].path}:{line}"

    def take(self, begin: int, end: int) -> None:
        """Add a part to the file's checksum, once."""
        if begin == self._seen.size:
            self._seen.take_from(self.fileno(), begin, end)

    def check(self) -> None:
        """Compare what is there with what was scanned.

        Raises:
            UnreadableError: something was added meanwhile.
            InputError: what was scanned is no longer there.
        """
        entry, now = self.entries[0], os.fstat(self.fileno())
        if (now.st_size, now.st_mtime_ns) == (self._status.st_size, self._status.st_mtime_ns):
            return
        again = Seen(entry, now)
        if now.st_size >= self._status.st_size:
            again.take_from(self.fileno(), 0, self._seen.size)
        if (again.size, again.checksum) != (self._seen.size, self._seen.checksum):
            msg = f"{entry.path} changed while it was read, so nothing was written: try again"
            raise InputError(msg)
        raise UnreadableError(entry.path, "it changed while it was read; what was added is left out")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def cut_parts(size: int) -> Iterator[tuple[int, int]]:
    """Ranges of equal length, but for the last, of so many bytes."""
    return ((begin, min(begin + PART, size)) for begin in range(0, size, PART))


def is_foreign(settings: ReadSettings) -> bool:
    """Whether a charset is named that is not UTF-8."""
    return settings.encoding is not None and settings.encoding.lower().replace("_", "-") not in _UTF8
