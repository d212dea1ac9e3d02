"""A Parquet or Arrow file as a source: texts are signed as they lie in memory, and spooled to be compared.

Beside the texts of a batch stand its ids, sources and dates in the spool, as JSON.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from compare.corpus.column_files import ColumnFile, explained
from compare.corpus.column_texts import TextReader, cut_rows, pick_column
from compare.corpus.column_values import check_columns, list_records, read_values, text_of
from compare.corpus.columns import CUT, LEAST, choose_columns
from compare.corpus.encode import encode_json
from compare.corpus.forms import Form
from compare.corpus.open import UnreadableError
from compare.corpus.source import PART, cut_parts
from compare.corpus.spooled_texts import SpooledTexts
from compare.corpus.unpack import check_ratio
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import ModuleType
    from typing import NoReturn

    from compare.corpus.column_files import Batch, Schema
    from compare.corpus.column_texts import Places, Texts
    from compare.corpus.open import Entry
    from compare.corpus.source import Scan
    from compare.corpus.spool import Spool
    from compare.corpus.spooled import Reading
    from compare.corpus.stored import Stored
    from compare.kernels import Chunk, Table

_MOST_ROWS = 1024  # of a batch


class ColumnSource:
    """The rows of a file of columns."""

    by_entry = False

    def __init__(
        self, stored: Stored, form: Form, spool: Spool, reading: Reading, dates: Sequence[str]
    ) -> None:
        self.number = stored.number
        self.form = form
        self.entries: Sequence[Entry] = (stored.entry(1),)
        self._stored = stored
        self._spool = spool
        self._settings, self._log = reading
        self._dates = dates
        self._absent: dict[int, str] = {}
        self._texts: SpooledTexts | None = None
        self._rows = self._told = 0
        """How many were scanned, and of how many bytes that was told."""
        with self._explained():
            self._file = ColumnFile(stored.fileno(), stored.size, form)
            self.schema: Schema = self._file.schema
            self._count = self._file.count_rows()
        others = (self._settings.id, self._settings.source, *dates)
        self._needed = choose_columns(self._file.names, others, self.entries[0], self._settings)

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return self._file.names

    @property
    def file(self) -> ColumnFile:
        """The file itself."""
        return self._file

    def fileno(self) -> int:
        """The descriptor of the spool, in which the texts are."""
        return self._spool.fileno()

    def parts(self) -> Iterator[tuple[int, int]]:
        """Ranges of the spool."""
        return cut_parts(self._spool.size)

    def scans(self, table: Table, file: int) -> Iterator[Scan]:
        """Its rows in batches, each spooled."""
        self._spool.clear()
        self._absent.clear()
        self._rows = self._told = unpacked = 0
        self._stored.take(0, self._stored.size)
        with self._explained() as arrow:
            reader = TextReader(self.entries[0].path, self.names, self._settings, arrow)
            self._texts = SpooledTexts(self._spool, self.schema, self._find_column(), arrow)
            # Of Arrow all columns are read at once: what is wrong with one is found now, not in the writing.
            columns = self._needed if self.form is Form.PARQUET else None
            for batch in self._file.batches(_MOST_ROWS, columns=columns, once=self._needed):
                if columns is None:
                    check_columns(batch, arrow)
                texts = reader.read(batch)
                unpacked += LEAST * batch.num_rows + int((texts.ends - texts.starts).sum())
                check_ratio(unpacked, self._stored.size, self.entries[0].path)
                extras = self._read_extras(batch, arrow)
                for rows in cut_rows(texts, PART):
                    yield self._spool_rows(texts, extras, rows, partial(table.column, file))
            if not self._file.is_whole():
                raise UnreadableError(self.entries[0].path, CUT)

    def batches(self) -> Iterator[Batch]:
        """All its rows again, as far as they were scanned, with all columns.

        Raises:
            InputError: it cannot be read any more, or is not what it was.
        """
        left = self._rows
        try:
            with self._explained() as arrow:
                for batch in self._read_again():
                    if left <= 0:
                        return
                    if self.form is Form.ARROW:  # of Parquet pyarrow makes the columns itself
                        check_columns(batch, arrow)
                    yield batch.slice(0, left)
                    left -= batch.num_rows
        except UnreadableError as error:
            msg = f"{error.path} cannot be read again: {error.reason}"
            raise InputError(msg) from error
        if left > 0:
            self._refuse_changed()

    def _read_again(self) -> Iterator[Batch]:
        """All rows with all columns, the texts from the spool where that is the same."""
        text = self._texts.column if self._texts else None
        if self._texts is None or text is None:
            return self._file.batches(_MOST_ROWS)
        others = [name for name in self.names if name != text]
        return self._texts.add_to(self._file.batches(_MOST_ROWS, columns=others))

    def _find_column(self) -> str | None:
        """The column that holds the text, if it alone may, in a file that takes long to be unpacked again."""
        found = [name for name in self._settings.text if name in self.names]
        plain = len(set(self.names)) == len(self.names) > 1 and not any("." in name for name in self.names)
        return found[0] if self.form is Form.PARQUET and plain and len(found) == 1 else None

    def read_record(self, line: int) -> dict[str, object] | None:
        """The record of a row, from 1."""
        row = line - 1
        with self._explained() as arrow:
            for batch in self._file.batches(_MOST_ROWS):
                if row < batch.num_rows:
                    return list_records(batch.slice(row, 1), arrow)[0]
                row -= batch.num_rows
        return self._refuse_changed()

    def list_records(self) -> Iterator[tuple[int, dict[str, object]]]:
        """The records of all rows."""
        number = 0
        with self._explained() as arrow:
            for batch in self._file.batches(_MOST_ROWS):
                check_columns(batch, arrow)
                for record in list_records(batch, arrow):
                    number += 1
                    yield number, record

    def explain(self, line: int) -> str | None:
        """Why a row has no text."""
        return self._absent.get(line)

    def parse(self, text: str, path: str, line: int) -> tuple[dict[str, object], list[str]]:
        """No row of it is a line of text."""
        raise AssertionError(text, path, line)

    def entry(self, _line: int) -> Entry:
        """The file."""
        return self.entries[0]

    def place(self, line: int) -> str:
        """Its path and the number of the row."""
        return f"{self.entries[0].path}:{line}"

    def take(self, begin: int, end: int) -> None:
        """The checksum is that of the file, not of the spool."""

    def check(self) -> None:
        """Compare what is there with what was scanned."""
        self._stored.check()

    def close(self) -> None:
        """Let go of the file and the spool."""
        self._stored.close()
        self._spool.close()

    def _explained(self) -> AbstractContextManager[ModuleType]:
        return explained(self.entries[0].path, str(self.form))

    def _refuse_changed(self) -> NoReturn:
        msg = f"{self.entries[0].path} changed while it was read: try again"
        raise InputError(msg)

    def _read_extras(self, batch: Batch, arrow: ModuleType) -> list[list[bytes]] | None:
        """Of the fields asked for the values of each row as JSON; nothing stands for none."""
        wanted = (self._settings.id, self._settings.source)
        if not any((*wanted, *self._dates)):
            return None
        columns = [self._read_extra(batch, [name] if name else [], arrow) for name in wanted]
        return [*columns, self._read_extra(batch, self._dates, arrow)]

    def _read_extra(self, batch: Batch, names: Sequence[str], arrow: ModuleType) -> list[bytes]:
        """The first value that each row has in one of some fields."""
        found = [b""] * batch.num_rows
        for name in reversed(names):
            column = pick_column(batch, name)
            for row, value in enumerate(read_values(column, arrow) if column is not None else ()):
                found[row] = found[row] if value is None else encode_json(text_of(value))
        return found

    def _spool_rows(
        self, texts: Texts, extras: list[list[bytes]] | None, rows: range, scan: partial[Chunk]
    ) -> Scan:
        """Spool some rows, and give what scans them."""
        part = slice(rows.start, rows.stop)
        absent = self._note_rows(texts, rows)
        starts = texts.starts[part]
        ends = np.where(np.frombuffer(absent, np.bool_), starts, texts.ends[part])
        if self._texts and texts.notices:
            self._texts.leave()
        data, starts, ends = _cut_data(texts.data, starts, ends)
        offset = self._spool.size
        self._spool.write(data)
        if self._texts:
            self._texts.take(offset, starts, ends)
        places = self._spool_extras([values[part] for values in extras]) if extras else None
        begin, self._told = self._told, self._progress()
        call = partial(scan, data, starts, ends, offset=offset, absent=absent, extras=places)
        return begin, self._told, call

    def _note_rows(self, texts: Texts, rows: range) -> bytes:
        """Note what is odd about rows, and mark those without a text."""
        first = self._rows + 1 - rows.start  # the number of the row that is the batch's first
        self._rows += len(rows)
        for row in texts.notices.keys() & rows:
            self._log.note(self.entries[0].path, first + row, texts.notices[row], self.number)
        absent = texts.absent.keys() & rows
        self._absent.update((first + row, texts.absent[row]) for row in absent)
        return bytes(row in absent for row in rows) if absent else bytes(len(rows))

    def _spool_extras(self, columns: list[list[bytes]]) -> bytes:
        """Spool the values of the fields; for each row the places and sizes of its own."""
        places = np.zeros((len(columns[0]), len(columns), 2), np.int64)
        for number, values in enumerate(columns):
            sizes = np.fromiter(map(len, values), np.int64, len(values))
            places[:, number, 0] = self._spool.size + np.cumsum(sizes) - sizes
            places[:, number, 1] = sizes
            self._spool.write(b"".join(values))
        return places.tobytes()

    def _progress(self) -> int:
        """How many bytes of the file were scanned so far, about."""
        return self._stored.size * self._rows // max(self._count or self._rows, self._rows, 1)


def _cut_data(data: memoryview, starts: Places, ends: Places) -> tuple[memoryview, Places, Places]:
    """The part of some bytes in which texts lie, or, where others lie between them, the texts one by one."""
    first, last = int(starts.min()), int(ends.max())
    sizes = ends - starts
    if last - first <= 2 * int(sizes.sum()) + PART:
        return data[first:last], starts - first, ends - first
    joined = b"".join(data[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True))
    ends = np.cumsum(sizes)
    return memoryview(joined), ends - sizes, ends
