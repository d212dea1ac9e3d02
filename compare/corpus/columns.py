"""Parquet and Arrow files to documents: each row is a record, of which only the columns needed are read.

pyarrow reads them, and is loaded when the first such file is. What a file says of itself is not believed: its
values are checked before they are looked at, and a small file that holds endlessly much is refused.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compare.corpus.open import UnreadableError, too_large
from compare.corpus.record_drafts import DATES, TITLES, draft_record
from compare.corpus.records import explain_absent
from compare.corpus.unpack import check_ratio, unpack
from compare.errors import RecordError
from compare.text.decode import Decoded, decode_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType
    from typing import BinaryIO, TypeAlias

    from compare.corpus.drafts import Draft
    from compare.corpus.open import Entry
    from compare.settings import ReadSettings

    _Batches: TypeAlias = Iterator[Any]  # of pyarrow, which has no types of its own

_ROWS = 256  # rows that are made Python's at a time
_LEAST = 64  # bytes that a row counts for, though nothing is in it: so much is kept of each
_PARQUET = ".parquet"
_ARROW_FILE = b"ARROW1"  # how the kind of Arrow file begins that has a table of contents
_ARROW_END = b"\xff\xff\xff\xff\0\0\0\0"  # how the other kind ends
_WIDEST = 4  # bytes of a character in UTF-8 at most
_REASON_LENGTH = 200  # characters of what pyarrow says of a file
_MISSING = "needs pyarrow, which is not installed: pip install 'compare-texts[parquet]'"
_CUT = "its end is not marked, so it may be truncated; what could be read was read"


def read_columns(file: BinaryIO, entry: Entry, settings: ReadSettings) -> Iterator[Draft | RecordError]:
    """Each row of a file: a document in the making, or why it is none.

    Raises:
        UnreadableError: it cannot be read, or has no column with text.
    """
    arrow = _load_arrow(entry)
    with _unpacked(file, entry) as whole, _explained(entry, arrow):
        size = whole.seek(0, 2)
        whole.seek(0)
        names, batches = _open(whole, entry, settings, arrow)
        number = unpacked = 0
        for batch in batches:
            for record, notice in _make_records(batch, names, arrow):
                number += 1
                unpacked += _LEAST + sum(len(value) for value in record.values() if isinstance(value, str))
                check_ratio(unpacked, size, entry.path)
                try:
                    yield _draft(record, number, entry, settings, notice)
                except RecordError as error:
                    yield error
        if not _has_end(whole, entry):
            raise UnreadableError(entry.path, _CUT)


def _load_arrow(entry: Entry) -> ModuleType:
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - a rare need, a sixth of a second
    except ImportError:
        raise UnreadableError(entry.path, f"{entry.unpacked_suffix} {_MISSING}") from None
    module: ModuleType = pyarrow
    return module


@contextmanager
def _unpacked(file: BinaryIO, entry: Entry) -> Iterator[BinaryIO]:
    """The file, which can be read at any place, if it is packed a copy of what it holds."""
    if not entry.packing:
        yield file
        return
    with tempfile.TemporaryFile() as spool:
        for piece in unpack(file, entry.packing, entry.path):
            spool.write(piece)
        yield spool


@contextmanager
def _explained(entry: Entry, arrow: ModuleType) -> Iterator[None]:
    """What pyarrow finds wrong with a file, told as an error of the file."""
    try:
        yield
    except MemoryError:
        raise UnreadableError(entry.path, "it asks for more memory than there is") from None
    except (arrow.ArrowException, OSError, ValueError) as error:  # ValueError: a name that is not UTF-8
        first = next(iter(str(error).splitlines()), "")[:_REASON_LENGTH]
        raise UnreadableError(entry.path, f"no readable {entry.unpacked_suffix} file: {first}") from None


def _open(
    file: BinaryIO, entry: Entry, settings: ReadSettings, arrow: ModuleType
) -> tuple[Sequence[str], _Batches]:
    """The names of all columns, and those needed in batches."""
    if entry.unpacked_suffix == _PARQUET:
        return _open_parquet(file, entry, settings)
    is_file = file.read(len(_ARROW_FILE)) == _ARROW_FILE
    file.seek(0)
    if is_file:
        opened = arrow.ipc.open_file(file)
        batches = (opened.get_batch(number) for number in range(opened.num_record_batches))
    else:
        opened = batches = arrow.ipc.open_stream(file)
    names = opened.schema.names
    needed = _choose_columns(names, entry, settings)
    return names, (_select(batch, needed).slice(at, _ROWS) for batch in batches for at in _starts(batch))


def _open_parquet(file: BinaryIO, entry: Entry, settings: ReadSettings) -> tuple[Sequence[str], _Batches]:
    from pyarrow import parquet, types  # noqa: PLC0415 - as above

    opened = parquet.ParquetFile(file)
    names = opened.schema_arrow.names
    needed = _choose_columns(names, entry, settings)
    # A text that stands in many rows is read once, and is one string.
    texts = [
        field.name
        for field in opened.schema_arrow
        if field.name in needed and (types.is_string(field.type) or types.is_binary(field.type))
    ]
    file.seek(0)
    opened = parquet.ParquetFile(file, read_dictionary=texts)
    return names, opened.iter_batches(_ROWS, columns=needed, use_threads=False)


def _choose_columns(names: Sequence[str], entry: Entry, settings: ReadSettings) -> list[str]:
    """The columns that hold what the settings ask for, and what is looked for anyway."""
    if not any(_column_of(name, names) for name in settings.text):
        reason = f"{explain_absent(settings.text, names)}. Hint: name the column with the text with --text"
        raise UnreadableError(entry.path, reason)
    wanted = (*settings.text, settings.id, settings.source, *TITLES, *DATES)
    found = (_column_of(name, names) for name in wanted if name)
    return list(dict.fromkeys(name for name in found if name))


def _column_of(name: str, names: Sequence[str]) -> str | None:
    """The column of a name, or the one that holds it, as meta does meta.body."""
    return next((one for one in (name, name.partition(".")[0]) if one in names), None)


def _select(batch: Any, needed: Iterable[str]) -> Any:  # noqa: ANN401 - pyarrow has no types
    places = [place for place, name in enumerate(batch.schema.names) if name in set(needed)]
    return batch.select(places)


def _starts(batch: Any) -> range:  # noqa: ANN401 - as above
    return range(0, batch.num_rows, _ROWS)


def _make_records(
    batch: Any,  # noqa: ANN401 - as above
    names: Iterable[str],
    arrow: ModuleType,
) -> Iterator[tuple[dict[str, object], str | None]]:
    """The records of a batch, and what should be known of how each was read."""
    columns = [_values(column, arrow) for column in batch.columns]
    absent = dict.fromkeys(names)
    for row in zip(*columns, strict=True):
        values = map(_text_of, row)
        notices = (value.notice for value in row if isinstance(value, Decoded))
        notice = "; ".join(notice for notice in notices if notice) or None
        yield {**absent, **dict(zip(batch.schema.names, values, strict=True))}, notice


def _values(column: Any, arrow: ModuleType) -> list[object]:  # noqa: ANN401 - as above
    """The values of a column, checked; of strings nobody has looked yet whether they are UTF-8."""
    types = arrow.types
    if types.is_dictionary(column.type):
        values, places = _values(column.dictionary, arrow), column.indices.to_pylist()
        if any(place is not None and not 0 <= place < len(values) for place in places):
            raise ValueError("a value stands for none of its dictionary")
        return [None if place is None else values[place] for place in places]
    if types.is_string(column.type):
        column = column.cast(arrow.binary())
    elif types.is_large_string(column.type):
        column = column.cast(arrow.large_binary())
    column.validate(full=True)
    return list(map(_plain, column.to_pylist()))


def _plain(value: object) -> object:
    """A value as JSON lines would have it."""
    if isinstance(value, bytes):
        return decode_utf8(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _text_of(_plain(one)) for name, one in value.items()}
    return value


def _text_of(value: object) -> object:
    return value.text if isinstance(value, Decoded) else value


def _draft(
    record: dict[str, object], number: int, entry: Entry, settings: ReadSettings, notice: str | None
) -> Draft:
    draft = draft_record(record, number, entry, settings, notice=notice)
    limit = settings.max_doc_bytes
    if len(draft.text) * _WIDEST > limit and len(draft.text.encode("utf-8", "surrogatepass")) > limit:
        raise RecordError(entry.path, number, too_large(limit))
    return draft


def _has_end(file: BinaryIO, entry: Entry) -> bool:
    """Whether a file ends as one that was written to its end; of the others pyarrow sees it."""
    file.seek(0)
    if entry.unpacked_suffix == _PARQUET or file.read(len(_ARROW_FILE)) == _ARROW_FILE:
        return True
    file.seek(-len(_ARROW_END), 2)
    return file.read() == _ARROW_END
