"""Batches of columns to lines of JSON, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.corpus.column_values import read_json
from compare.corpus.encode import encode_json
from compare.kernels import quote_column
from compare.sketch.signatures import find_texts, is_plain

if TYPE_CHECKING:
    from types import ModuleType

    from compare.corpus.column_files import Batch, Column

_NULL = b"null"


def encode_batch(batch: Batch, arrow: ModuleType) -> bytes:
    """The rows of a batch as lines of JSON; of columns of one name the last one counts."""
    columns = {name: _encode(batch.column(place), arrow) for place, name in enumerate(batch.schema.names)}
    names = (encode_json(name).replace(b"%", b"%%") for name in columns)
    template = b"{%b}\n" % b", ".join(name + b": %b" for name in names)
    return b"".join(template % row for row in zip(*columns.values(), strict=True))


def _encode(column: Column, arrow: ModuleType) -> list[bytes]:
    """The values of a column as JSON."""
    if is_plain(column) and not column.null_count and len(column):
        try:
            column.validate(full=True)
            return quote_column(*find_texts(column))
        except arrow.ArrowInvalid:  # not UTF-8, as few are
            pass
    return [_NULL if value is None else encode_json(value) for value in read_json(column, arrow)]
