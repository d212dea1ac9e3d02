"""A table (.csv, .tsv) as a source: its rows stand in a file and are copied from there as they are.

Below it lies the source of the bytes: the file, or the spool of one that is packed or in another charset.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from compare.corpus.open import UnreadableError
from compare.corpus.source import PART
from compare.corpus.tables import (
    SEPARATORS,
    UNCLOSED,
    check_names,
    cut_rows,
    make_record,
    read_row,
    split_row,
)
from compare.errors import RecordError
from compare.text.decode import decode_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.corpus.forms import Form
    from compare.corpus.jsonl import Line
    from compare.corpus.open import Entry
    from compare.corpus.source import Scan, Source
    from compare.corpus.spooled import Reading
    from compare.kernels import Chunk, Table

_PIECE = 1 << 20  # bytes read at a time
_MARK = b'"'  # what is read of a row whose quotation marks are not closed


class TableSource:
    """The rows of a table, below the one with the names of the fields."""

    by_entry = False

    def __init__(self, lines: Source, form: Form, reading: Reading) -> None:
        self.number = lines.number
        self.form = form
        self.names: list[str] = []
        """The fields, known once it was scanned."""
        self.head = b""
        """The row that names them, as it stands in the file."""
        self._lines = lines
        self._settings, self._log = reading
        self._separator = SEPARATORS[form]
        self._unclosed: set[int] = set()

    @property
    def entries(self) -> Sequence[Entry]:
        """The table."""
        return self._lines.entries

    def fileno(self) -> int:
        """The descriptor of the file, or of the spool."""
        return self._lines.fileno()

    def parts(self) -> Iterator[tuple[int, int]]:
        """Ranges of its bytes."""
        return self._lines.parts()

    def scans(self, table: Table, file: int) -> Iterator[Scan]:
        """Rows in batches, all of them left to the caller."""
        batch = _Batch(0, 1)
        try:
            for row in cut_rows(self._read_pieces(), self._separator.encode(), self._settings.max_doc_bytes):
                if row.number == 1:
                    self._read_head(row)
                self._take_row(batch, row)
                if batch.end - batch.begin >= PART:
                    yield batch.begin, batch.end, batch.call(table, file)
                    batch = _Batch(batch.end, batch.line)
        except UnreadableError:  # what came before is good
            yield batch.begin, batch.end, batch.call(table, file)
            raise
        yield batch.begin, batch.end, batch.call(table, file)

    def explain(self, line: int) -> str | None:
        """That the quotation marks of a row are not closed."""
        return UNCLOSED if line in self._unclosed else None

    def parse(self, text: str, path: str, line: int) -> tuple[dict[str, object], list[str]]:
        """The fields of a row by their names; that some of these stand twice was told of the table."""
        try:
            fields = split_row(text, self._separator)
        except ValueError as error:
            raise RecordError(path, line, str(error)) from None
        return make_record(self.names, fields, path, line), []

    def list_records(self) -> Iterator[tuple[int, dict[str, object]]]:
        """The records of all rows that are sound."""
        rows = cut_rows(self._read_pieces(), self._separator.encode(), self._settings.max_doc_bytes)
        for row in rows:
            if row.number == 1:
                self._read_head(row)
            elif row.data is not None and row.data.strip():
                with suppress(RecordError):
                    yield row.number, self.parse(decode_utf8(row.data).text, "", row.number)[0]

    def read_record(self, _line: int) -> dict[str, object] | None:
        """All of them stand in lines."""
        return None

    def entry(self, line: int) -> Entry:
        """The table."""
        return self._lines.entry(line)

    def place(self, line: int) -> str:
        """Its path and the number of the first line of the row."""
        return self._lines.place(line)

    def take(self, begin: int, end: int) -> None:
        """Add a part to the checksum of the file."""
        self._lines.take(begin, end)

    def check(self) -> None:
        """Compare what is there with what was scanned."""
        self._lines.check()

    def close(self) -> None:
        """Let go of the file."""
        self._lines.close()

    def _read_pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        for begin, end in self._lines.parts():
            for place in range(begin, end, _PIECE):
                yield os.pread(self.fileno(), min(_PIECE, end - place), place)

    def _read_head(self, row: Line) -> None:
        """Take in the names of the fields.

        Raises:
            UnreadableError: none of them is that of the text.
        """
        entry = self.entries[0]
        try:
            names, notice = read_row(row, self._separator, None, entry, self._settings.max_doc_bytes)
        except RecordError as error:
            raise UnreadableError(entry.path, f"the names of its fields: {error.reason}") from error
        notices = (notice, check_names(names, self._separator, entry, self._settings))
        for one in filter(None, () if self.names else notices):
            self._log.note(entry.path, None, one, self.number)
        self.names, self.head = names, row.data or b""

    def _take_row(self, batch: _Batch, row: Line) -> None:
        length = -1 if row.data is None else len(row.data)
        if row.data == _MARK:
            self._unclosed.add(row.number)
            length = 0
        batch.take(row, length, is_record=row.number > 1)


class _Batch:
    """Rows that are scanned together."""

    def __init__(self, begin: int, line: int) -> None:
        self.begin = self.end = begin
        self.line = self._first = line
        self._blank = 0
        self._places: list[tuple[int, int, int]] = []

    def take(self, row: Line, length: int, *, is_record: bool) -> None:
        """Add a row of so many bytes without its line end, -1 if they are too many."""
        self.end, self.line = row.offset + row.size, row.number + row.count
        if row.data is not None and not row.data.strip():
            self._blank += 1
        elif is_record:
            self._places.append((row.offset, length, row.number - self._first))

    def call(self, table: Table, file: int) -> partial[Chunk]:
        """What makes a chunk of them."""
        count = self.line - self._first
        return partial(table.lines, file, self._places, lines=count, blank=self._blank)
