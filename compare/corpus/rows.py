"""The rows of a run: the inputs scanned into a table, and the way back from a row to its record."""

from __future__ import annotations

import errno
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from compare.corpus.encode import encode_json, encode_text
from compare.corpus.forms import Form
from compare.corpus.open import UnreadableError, explain_error, too_large
from compare.corpus.records import find_field, find_text, name_value, tell_repeated
from compare.corpus.seen import Seen
from compare.dedup.check import Ends, check_ends, check_order
from compare.errors import InputError, RecordError
from compare.settings import LARGEST_DOCUMENT
from compare.text.decode import decode_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compare.corpus.checkpoint import Checkpoint
    from compare.corpus.log import Log
    from compare.corpus.memory import MemoryLimit
    from compare.corpus.open import Entry
    from compare.corpus.source import Source
    from compare.kernels import Chunk, Table
    from compare.settings import ReadSettings

BATCH = 1 << 20  # bytes of lines that are written at a time
AGAINST = "against:"
"""What the ids of records begin with that are only compared with."""
_ENDS = 1 << 12  # bytes at either end of a line that are compared with those written
_NO_ROOM = {errno.ENOMEM, errno.EAGAIN}  # EAGAIN: not even the first thread could be started


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line stands that the scan left to us."""

    source: Source
    offset: int
    length: int
    number: int


@contextmanager
def reading_again(sources: Iterable[Source]) -> Iterator[None]:
    """Where some of the inputs are read a second time: what the machine refuses is an error of theirs.

    Raises:
        InputError: something cannot be read, or is no longer what was read first.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise MemoryError from error
        if error.errno == errno.ESTALE:  # the kernels' word for it
            raise InputError("an input changed while it was read: try again") from error
        msg = f"{_name_unreadable(sources)} cannot be read: {explain_error(error)}"
        raise InputError(msg) from error


def _name_unreadable(sources: Iterable[Source]) -> str:
    """The first input that cannot be read to its end, as far as that shows again."""
    for source in sources:
        entry = source.entry(1)
        try:
            for begin, end in source.parts():
                Seen(entry, None).take_from(source.fileno(), begin, end)
        except OSError:
            return f"the spool of {entry.path} and others" if source.by_entry else entry.path
    return "an input"


class Rows:
    """A table, the sources it was filled from, and what its rows are called."""

    def __init__(self, table: Table, read: ReadSettings, log: Log, date: str = "") -> None:
        self.table = table
        self.read = read
        self.log = log
        self.date = date
        self.limit: MemoryLimit | None = None
        self.checkpoint: Checkpoint | None = None
        self.sources: list[Source] = []
        self.blank = 0
        """Lines without anything in them."""
        self.skipped_rows: set[int] = set()
        self.broken: set[int] = set()
        """Sources of which a part could not be read, so that nothing behind it is taken in."""
        self._counts: list[int] = []  # rows of each source so far
        self._openings: dict[int, bytes] = {}
        self._lines: list[int] = []  # lines of each source so far
        self._inputs: tuple[int, int] | None = None  # how many rows and sources come from the inputs

    def add(self, source: Source) -> int:
        """Take in a source, whose rows come next; the number it has in the table."""
        self.sources.append(source)
        self._counts.append(0)
        self._lines.append(0)
        if not source.by_entry:
            # The JSON of a place, up to the colon before the number of its line.
            self._openings[len(self.sources) - 1] = encode_text(source.place(0))[: -len(b':0"')]
        # A text was measured before it was made a line, which is longer.
        max_line = LARGEST_DOCUMENT if source.by_entry else None
        return self.table.add_file(source.fileno(), max_line)

    def scan(self, file: int, part: tuple[int, int], scan: Callable[[], Chunk]) -> Chunk:
        """The records of a part of a source, unless an earlier run has left them."""
        source = self.sources[file]
        if self.checkpoint and source.form is Form.LINES:
            return self.checkpoint.scan(self.table, source, file, part)
        return scan()

    def append(self, file: int, chunk: Chunk) -> None:
        """Take in the next lines of a source, those read that the scan was not sure of."""
        for row, offset, length, number in chunk.unsure:
            self._read_unsure(
                chunk, row, Line(self.sources[file], offset, length, self._lines[file] + number + 1)
            )
        counts = chunk.rows, chunk.lines, chunk.blank  # append leaves nothing in the chunk
        if self.limit:
            self.limit.append(self.table, chunk, self._lines[file] + 1)
        else:
            self.table.append(chunk, self._lines[file] + 1)
        self._counts[file] += counts[0]
        self._lines[file] += counts[1]
        self.blank += counts[2]

    def end_inputs(self) -> None:
        """What comes from now on is only compared with: never removed, written or counted."""
        self._inputs = len(self.table), len(self.sources)

    @property
    def count(self) -> int:
        """How many rows come from the inputs; those behind them are only compared with."""
        return self._inputs[0] if self._inputs else len(self.table)

    @property
    def input_sources(self) -> int:
        """How many of the sources are inputs."""
        return self._inputs[1] if self._inputs else len(self.sources)

    @property
    def skipped(self) -> int:
        """How many rows of the inputs were skipped."""
        return sum(row < self.count for row in self.skipped_rows)

    def spans(self) -> Iterator[tuple[Source, range]]:
        """Each source and its rows, those that are only compared with last."""
        bounds = pairwise(accumulate(self._counts, initial=0))
        return ((source, range(*bound)) for source, bound in zip(self.sources, bounds, strict=True))

    def input_spans(self) -> Iterator[tuple[Source, range]]:
        """Each source that is an input, and its rows."""
        return islice(self.spans(), self.input_sources)

    def place(self, row: int) -> str:
        """The path and line of a row."""
        file, _, _, line = self.table.place(row)
        return self.sources[file].place(line)

    def place_json(self, row: int) -> bytes:
        """The path and line of a row, as JSON."""
        file, _, _, line = self.table.place(row)
        opening = self._openings.get(file)
        if opening is None:
            return encode_text(self.sources[file].place(line))
        return b'%b:%d"' % (opening, line)

    def name_json(self, row: int) -> bytes:
        """The id of a row, as JSON; it says so of a row that is only compared with."""
        name = self._own_name_json(row)
        return name if row < self.count else encode_text(AGAINST)[:-1] + name[1:]

    def _own_name_json(self, row: int) -> bytes:
        raw = self._field(row, "id") if self.read.id else None
        if not raw:
            return self.place_json(row)
        text = raw.startswith(b'"')
        if text and raw[1:2].isalnum():  # nearly always; what begins otherwise may be blank
            return raw
        name = self.label(row, "id")
        if name is None:
            return self.place_json(row)
        return raw if text else encode_text(name)

    def entry(self, row: int) -> Entry:
        """The input that a row comes from."""
        file, _, _, line = self.table.place(row)
        return self.sources[file].entry(line)

    def name(self, row: int) -> str:
        """The id of a row: its field, else its place; it says so of a row that is only compared with."""
        label = self.label(row, "id") if self.read.id else None
        name = self.place(row) if label is None else label
        return name if row < self.count else AGAINST + name

    def source_of(self, row: int) -> str:
        """The source of a row: its field, else its folder or file."""
        label = self.label(row, "source") if self.read.source else None
        return self.entry(row).source if label is None else label

    def label(self, row: int, which: str) -> str | None:
        """The value of a row's field as text, or None when it has none that names anything."""
        return name_value(self.value(row, which))

    def value(self, row: int, which: str) -> object:
        """The value of a row's field; None when it has none."""
        raw = self._field(row, which)
        return json.loads(raw.decode("utf-8", "replace")) if raw else None

    def gather(self, first: int, drop: bytes, stop: int) -> tuple[bytes, int, int]:
        """A batch of lines of the rows before *stop* that *drop* does not mark, where to go on, their number.

        Raises:
            BrokenInvariantError: they are not as they stand in the inputs, or in another order.
        """
        with reading_again(self.sources):
            lines, end, count = self.table.gather(first, drop, BATCH, stop)
            written = self._outermost(first, end, drop)
            check_order([self._position(row) for row in (max(first - 1, 0), *written)])
            check_ends(lines, count, [self._read_ends(row) for row in written])
        return lines, end, count

    def _outermost(self, first: int, end: int, drop: bytes) -> tuple[int, ...]:
        """The first and the last of some rows whose lines are written; none if there is no such row."""
        row, last = drop.find(0, first, end), drop.rfind(0, first, end)
        while row in self.skipped_rows:
            row = drop.find(0, row + 1, end)
        while last in self.skipped_rows:
            last = drop.rfind(0, first, last)
        return () if row < 0 else (row, last)

    def _position(self, row: int) -> tuple[int, int]:
        """Which file a row comes from, and where in it."""
        file, offset, _, _ = self.table.place(row)
        return file, offset

    def _read_ends(self, row: int) -> Ends:
        """How the line of a row begins and ends in its input, read without the kernels."""
        file, offset, length, _ = self.table.place(row)
        descriptor, size = self.sources[file].fileno(), min(length, _ENDS)
        return Ends(
            length, os.pread(descriptor, size, offset), os.pread(descriptor, size, offset + length - size)
        )

    def _field(self, row: int, which: str) -> bytes | None:
        with reading_again(self.sources):
            return self.table.field(row, which)

    def load(self, row: int) -> bytes:
        """The text of a row that the scan left to us, read again."""
        return self.text(row).encode("utf-8", "surrogatepass")

    def text(self, row: int) -> str:
        """The text of any row, read again."""
        file, offset, length, number = self.table.place(row)
        source = self.sources[file]
        if source.form.is_columns:  # its file holds the texts themselves
            with reading_again([source]):
                return self.table.line(row).decode("utf-8", "surrogatepass")
        return self._read_line(Line(source, offset, length, number))[1]

    def record(self, row: int) -> dict[str, object]:
        """The record of a row, read again."""
        file, offset, length, number = self.table.place(row)
        source = self.sources[file]
        if (record := source.read_record(number)) is not None:
            return record
        return self._read_line(Line(source, offset, length, number))[0]

    def is_column(self, row: int) -> bool:
        """Whether a row comes from a file of columns: all that was asked for of it is known then."""
        return self.sources[self.table.place(row)[0]].form.is_columns

    def _read_unsure(self, chunk: Chunk, row: int, line: Line) -> None:
        try:
            record, text, notices = self._read_line(line)
        except RecordError as error:
            chunk.skip(row)
            self.skipped_rows.add(len(self.table) + row)
            whole = UnreadableError(error.path, error.reason)  # a text has no lines that anyone knows
            self.log.skip(whole if line.source.by_entry else error, line.source.number)
            return
        for notice in notices:
            number = None if line.source.by_entry else line.number
            self.log.note(line.source.entry(line.number).path, number, notice, line.source.number)
        names = (self.read.id, self.read.source, self.date)
        raw = [self._encode_field(record, name) for name in names]
        chunk.sign(row, text.encode("utf-8", "surrogatepass"), *raw)

    @staticmethod
    def _encode_field(record: dict[str, object], name: str | None) -> bytes | None:
        value = find_field(record, name) if name else None
        return None if value is None else encode_json(value)

    def _read_line(self, line: Line) -> tuple[dict[str, object], str, list[str]]:
        """The record of a line, its text, and what should be known of how it was read."""
        path = line.source.entry(line.number).path
        if reason := line.source.explain(line.number):
            raise RecordError(path, line.number, reason)
        if line.length < 0:
            raise RecordError(path, line.number, too_large(self.read.max_doc_bytes))
        with reading_again([line.source]):
            data = os.pread(line.source.fileno(), line.length, line.offset)
        if len(data) != line.length:
            msg = f"{path} became shorter while it was read"
            raise InputError(msg)
        decoded = decode_utf8(data, offset=line.offset)
        record, repeated = line.source.parse(decoded.text, path, line.number)
        notices = [decoded.notice] if decoded.notice else []
        if repeated:
            notices.append(tell_repeated(repeated))
        return record, find_text(record, path, line.number, self.read), notices
