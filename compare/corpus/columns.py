"""Parquet and Arrow files to documents: each row is a record, of which only the columns needed are read.

What a file says of itself is not believed: its values are checked before they are looked at, and a small file
that holds endlessly much is refused.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compare.corpus.column_files import ColumnFile, explained
from compare.corpus.column_values import read_values, text_of
from compare.corpus.forms import form_of
from compare.corpus.open import UnreadableError, too_large
from compare.corpus.records import explain_absent
from compare.corpus.unpack import check_ratio, unpack
from compare.errors import RecordError
from compare.text.decode import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType
    from typing import BinaryIO

    from compare.corpus.column_files import Batch
    from compare.corpus.drafts import Draft
    from compare.corpus.open import Entry
    from compare.settings import ReadSettings

CUT = "its end is not marked, so it may be truncated; what could be read was read"
LEAST = 64  # bytes that a row counts for, though nothing is in it: so much is kept of each
_ROWS = 256  # rows that are made Python's at a time
_WIDEST = 4  # bytes of a character in UTF-8 at most


def read_columns(file: BinaryIO, entry: Entry, settings: ReadSettings) -> Iterator[Draft | RecordError]:
    """Each row of a file: a document in the making, or why it is none.

    Raises:
        UnreadableError: it cannot be read, or has no column with text.
    """
    from compare.corpus.record_drafts import DATES, TITLES  # noqa: PLC0415 - loads the rules for titles and dates, which dedup has no need of

    with explained(entry.path, entry.unpacked_suffix) as arrow, _unpacked(file, entry) as whole:
        size = whole.seek(0, os.SEEK_END)
        opened = ColumnFile(whole.fileno(), size, form_of(entry.place))
        others = (settings.id, settings.source, *TITLES, *DATES)
        needed = choose_columns(opened.names, others, entry, settings)
        number = unpacked = 0
        for batch in opened.batches(_ROWS, columns=needed, once=needed):
            for record, notice in _make_records(batch, opened.names, arrow):
                number += 1
                unpacked += LEAST + sum(len(value) for value in record.values() if isinstance(value, str))
                check_ratio(unpacked, size, entry.path)
                try:
                    yield _draft(record, number, entry, settings, notice)
                except RecordError as error:
                    yield error
        if not opened.is_whole():
            raise UnreadableError(entry.path, CUT)


def choose_columns(
    names: Sequence[str], others: Iterable[str | None], entry: Entry, settings: ReadSettings
) -> list[str]:
    """The columns that hold the text, and what *others* name.

    Raises:
        UnreadableError: there is no column with text.
    """
    if not any(column_of(name, names) for name in settings.text):
        reason = f"{explain_absent(settings.text, names)}. Hint: name the column with the text with --text"
        raise UnreadableError(entry.path, reason)
    found = (column_of(name, names) for name in (*settings.text, *others) if name)
    return list(dict.fromkeys(name for name in found if name))


def column_of(name: str, names: Sequence[str]) -> str | None:
    """The column of a name, or the one that holds it, as meta does meta.body."""
    return next((one for one in (name, name.partition(".")[0]) if one in names), None)


@contextmanager
def _unpacked(file: BinaryIO, entry: Entry) -> Iterator[BinaryIO]:
    """The file, which can be read at any place, if it is packed a copy of what it holds."""
    if not entry.packing:
        yield file
        return
    with tempfile.TemporaryFile() as spool:
        for piece in unpack(file, entry.packing, entry.path):
            spool.write(piece)
        spool.flush()
        yield spool


def _make_records(
    batch: Batch, names: Iterable[str], arrow: ModuleType
) -> Iterator[tuple[dict[str, object], str | None]]:
    """The records of a batch, and what should be known of how each was read."""
    columns = [read_values(column, arrow) for column in batch.columns]
    absent = dict.fromkeys(names)
    for row in zip(*columns, strict=True):
        values = map(text_of, row)
        notices = (value.notice for value in row if isinstance(value, Decoded))
        notice = "; ".join(notice for notice in notices if notice) or None
        yield {**absent, **dict(zip(batch.schema.names, values, strict=True))}, notice


def _draft(
    record: dict[str, object], number: int, entry: Entry, settings: ReadSettings, notice: str | None
) -> Draft:
    from compare.corpus.record_drafts import draft_record  # noqa: PLC0415 - as above

    draft = draft_record(record, number, entry, settings, notice=notice)
    limit = settings.max_doc_bytes
    if len(draft.text) * _WIDEST > limit and len(draft.text.encode("utf-8", "surrogatepass")) > limit:
        raise RecordError(entry.path, number, too_large(limit))
    return draft
