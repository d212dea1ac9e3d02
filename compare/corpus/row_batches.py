"""The rows of a run in batches, whatever they were read from: as lines of JSON, or as records."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.encode import encode_record
from compare.corpus.forms import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.corpus.column_source import ColumnSource
    from compare.corpus.rows import Rows
    from compare.corpus.source import Source

_RECORDS = 1024  # that are Python's at a time


class Lines(NamedTuple):
    """Lines of JSON, how many they are, and the rows among which theirs are."""

    lines: bytes
    number: int
    rows: range


def mark_gone(rows: Rows, drop: bytes) -> bytes:
    """One byte a row: 1 where it goes or was skipped."""
    if not rows.skipped_rows:
        return drop
    marked = bytearray(drop)
    for row in rows.skipped_rows:
        marked[row] = 1
    return bytes(marked)


def find_spans(rows: Rows, form: Form) -> Iterator[tuple[Source, range]]:
    """Each source and its rows; those of a *form* that follow one another as one."""
    for same, group in groupby(rows.input_spans(), lambda span: span[0].form is form):
        spans = list(group)
        if same:
            yield spans[0][0], range(spans[0][1].start, spans[-1][1].stop)
        else:
            yield from spans


def json_lines(rows: Rows, gone: bytes) -> Iterator[Lines]:
    """The rows that are not *gone* as lines of JSON: as they stand, where they are such."""
    for source, span in find_spans(rows, Form.LINES):
        if source.form is Form.LINES:
            yield from gather_lines(rows, span, gone)
            continue
        if source.form.is_columns:
            from compare.corpus.column_batches import encode_rows  # noqa: PLC0415 - loads pyarrow

            yield from (Lines(*made) for made in encode_rows(as_columns(source), span, gone))
            continue
        for records, some in list_records(rows, source, span, gone):
            lines = b"".join(map(encode_record, records))
            yield Lines(lines, len(records), some)


def gather_lines(rows: Rows, span: range, gone: bytes) -> Iterator[Lines]:
    """The lines of some rows, as they stand in the inputs."""
    first = span.start
    while first < span.stop:
        begin = first
        lines, first, count = rows.gather(first, gone, span.stop)
        yield Lines(lines, count, range(begin, first))


def list_records(
    rows: Rows, source: Source, span: range, gone: bytes
) -> Iterator[tuple[list[dict[str, object]], range]]:
    """The records of a source whose rows are not *gone*, and the rows among which theirs are."""
    if source.form.is_columns:
        from compare.corpus.column_batches import list_column_records  # noqa: PLC0415 - loads pyarrow

        yield from list_column_records(as_columns(source), span, gone)
        return
    for first in range(span.start, span.stop, _RECORDS):
        some = range(first, min(first + _RECORDS, span.stop))
        yield [rows.record(row) for row in some if not gone[row]], some


def as_columns(source: Source) -> ColumnSource:
    """A source of the form of columns as what it is."""
    from compare.corpus.column_source import ColumnSource  # noqa: PLC0415 - loads pyarrow

    if not isinstance(source, ColumnSource):
        raise TypeError(source)
    return source
