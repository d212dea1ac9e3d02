"""The inputs of a run as files that can be read at any place, again and again.

A file of JSON lines is read where it lies. What is packed, comes from a pipe, or is in another charset
than UTF-8 is spooled first (compare.corpus.spooled). Tables: compare.corpus.table_source; columns:
compare.corpus.column_source.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeAlias

from compare.corpus.forms import Form
from compare.corpus.open import UnreadableError
from compare.corpus.records import parse_record
from compare.corpus.seen import Seen
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from compare.corpus.open import Entry
    from compare.kernels import Chunk, Table
    from compare.settings import ReadSettings

PART = 8 << 20  # bytes of a file that are scanned at a time
_UTF8 = frozenset({"utf-8", "utf8", "ascii", "us-ascii"})


Scan: TypeAlias = "tuple[int, int, Callable[[], Chunk]]"
"""A part of a source, from one byte to another, and the call that scans it."""


class Source(Protocol):
    """Records in a file that can be read at any place."""

    number: int
    """Which of the run's inputs it is, or the first of them."""

    by_entry: bool
    """Whether each line is an input of its own."""

    form: Form
    """What its records are written as."""

    @property
    def names(self) -> Sequence[str] | None:
        """The fields of its records, where all have the same ones."""

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

    def scans(self, table: Table, file: int) -> Iterator[Scan]:
        """The parts of it, in order, each with what scans it as *file* of a table, be it in another thread.

        Raises:
            UnreadableError: behind the parts given, the input could not be read.
        """

    def explain(self, line: int) -> str | None:
        """What is known to be wrong with a line that the scan left to the caller."""

    def parse(self, text: str, path: str, line: int) -> tuple[dict[str, object], list[str]]:
        """The record in a line, and which of its fields stand in it twice.

        Raises:
            RecordError: there is none.
        """

    def read_record(self, line: int) -> dict[str, object] | None:
        """The record that stands in no line of text, but is counted as if it did; None of others."""

    def list_records(self) -> Iterator[tuple[int, dict[str, object]]]:
        """The records that are no lines of JSON, and their numbers, as far as they can be read."""

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


class JsonSource:
    """What all sources of JSON lines have in common."""

    form = Form.LINES
    names: Sequence[str] | None = None

    def scans(self: Source, table: Table, file: int) -> Iterator[Scan]:
        """Each part, scanned by the table itself."""
        for begin, end in self.parts():
            yield begin, end, partial(table.scan, file, begin, end)

    def explain(self, _line: int) -> str | None:
        """Nothing is known before a line is parsed."""
        return None

    def parse(self, text: str, path: str, line: int) -> tuple[dict[str, object], list[str]]:
        """The object in a line."""
        return parse_record(text, path, line)

    def read_record(self, _line: int) -> dict[str, object] | None:
        """All of them stand in lines."""
        return None

    def list_records(self) -> Iterator[tuple[int, dict[str, object]]]:
        """All of them are lines of JSON."""
        return iter(())


class PlainSource(JsonSource):
    """A file of lines, read where it lies."""

    def __init__(self, number: int, file: BinaryIO, status: os.stat_result, seen: Seen) -> None:
        self.number = number
        self.by_entry = False
        self.entries = (seen.entry,)
        self._file = file
        self._status = status
        self._seen = seen

    @property
    def size(self) -> int:
        """How many bytes it had when it was opened."""
        return self._status.st_size

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
