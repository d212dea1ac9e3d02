"""Columns of Arrow to values of Python, checked on the way, and to what JSON can hold."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from compare.text.decode import Decoded, decode_utf8

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from compare.corpus.column_files import Batch, Column


def read_values(column: Column, arrow: ModuleType) -> list[object]:
    """The values of a column; of strings nobody has looked yet whether they are UTF-8: they are `Decoded`.

    Raises:
        ValueError: the file is damaged.
    """
    types = arrow.types
    if types.is_dictionary(column.type):
        values, places = read_values(column.dictionary, arrow), column.indices.to_pylist()
        if any(place is not None and not 0 <= place < len(values) for place in places):
            raise ValueError("a value stands for none of its dictionary")
        return [None if place is None else values[place] for place in places]
    column = _as_bytes(column, arrow)
    column.validate(full=True)
    column = column.cast(_in_microseconds(column.type, arrow), safe=False)
    return list(map(_plain, column.to_pylist()))


def check_columns(batch: Batch, arrow: ModuleType) -> None:
    """Make sure that what a batch says of itself is so; strings need not be UTF-8.

    Raises:
        ValueError: the file is damaged.
    """
    for column in batch.columns:
        _as_bytes(column, arrow).validate(full=True)


def _as_bytes(column: Column, arrow: ModuleType) -> Column:
    """A column of strings as one of bytes, others as they are."""
    if arrow.types.is_string(column.type):
        return column.cast(arrow.binary())
    return column.cast(arrow.large_binary()) if arrow.types.is_large_string(column.type) else column


def list_records(batch: Batch, arrow: ModuleType) -> list[dict[str, object]]:
    """The rows of a batch as JSON lines would have them; bytes that are no text are in base 64."""
    columns = [read_json(column, arrow) for column in batch.columns]
    return [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*columns, strict=True)]


def text_of(value: object) -> object:
    """A value, of a string its text."""
    return value.text if isinstance(value, Decoded) else value


def read_json(column: Column, arrow: ModuleType) -> list[object]:
    """The values of a column as JSON lines would have them; bytes that are no text are in base 64."""
    types = arrow.types
    if types.is_binary(column.type) or types.is_large_binary(column.type):
        column.validate(full=True)
        return [None if value is None else _encode(value) for value in column.to_pylist()]
    if types.is_string(column.type) or types.is_large_string(column.type):
        with suppress(arrow.ArrowInvalid):  # not UTF-8, as few are
            column.validate(full=True)
            values: list[object] = column.to_pylist()
            return values
    return [text_of(value) for value in read_values(column, arrow)]


def _encode(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return b64encode(value).decode()


def _in_microseconds(kind: Column, arrow: ModuleType) -> Column:
    """The type with times in what Python has instead of nanoseconds."""
    types = arrow.types
    if types.is_timestamp(kind) and kind.unit == "ns":
        return arrow.timestamp("us", kind.tz)
    if types.is_time64(kind):
        return arrow.time64("us")
    if types.is_duration(kind) and kind.unit == "ns":
        return arrow.duration("us")
    if types.is_list(kind):
        return arrow.list_(_in_microseconds(kind.value_type, arrow))
    if types.is_struct(kind):
        fields = (kind.field(number) for number in range(kind.num_fields))
        return arrow.struct([(field.name, _in_microseconds(field.type, arrow)) for field in fields])
    return kind


def _plain(value: object) -> object:
    """A value as JSON lines would have it."""
    if isinstance(value, dict):
        return {name: text_of(_plain(one)) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [text_of(_plain(one)) for one in value]
    if isinstance(value, float):
        return value if isfinite(value) else None
    for kind, convert in _CONVERT:
        if isinstance(value, kind):
            return convert(value)
    return value


_CONVERT: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (bytes, decode_utf8),
    (date, lambda value: value.isoformat()),  # a datetime's own
    (time, time.isoformat),
    (Decimal, str),
    (timedelta, timedelta.total_seconds),
)
