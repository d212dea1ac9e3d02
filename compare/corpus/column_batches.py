"""The rows of a run as batches of columns: filtered as they are, or made of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.corpus.column_files import explained
from compare.corpus.column_json import encode_batch
from compare.corpus.column_values import list_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from compare.corpus.column_files import Batch
    from compare.corpus.column_source import ColumnSource


def filter_batches(source: ColumnSource, span: range, gone: bytes) -> Iterator[tuple[Batch, range]]:
    """The rows of a source that are not *gone*, with all columns, and the rows among which they are."""
    first = span.start
    for batch in source.batches():
        some = range(first, first + batch.num_rows)
        stays = np.frombuffer(gone, np.uint8, len(some), first) == 0
        yield (batch if stays.all() else _filter(batch, _mask(stays))), some
        first = some.stop


def encode_rows(source: ColumnSource, span: range, gone: bytes) -> Iterator[tuple[bytes, int, range]]:
    """The same as lines of JSON, and how many they are."""
    with explained(source.entries[0].path, str(source.form)) as arrow:
        for batch, some in filter_batches(source, span, gone):
            yield encode_batch(batch, arrow), batch.num_rows, some


def list_column_records(
    source: ColumnSource, span: range, gone: bytes
) -> Iterator[tuple[list[dict[str, object]], range]]:
    """The same as records."""
    with explained(source.entries[0].path, str(source.form)) as arrow:
        for batch, some in filter_batches(source, span, gone):
            yield list_records(batch, arrow), some


def _filter(batch: Batch, mask: object) -> Batch:
    """Some rows of a batch, also of columns that pyarrow cannot filter: those that only refer to texts."""
    from pyarrow import ArrowNotImplementedError, RecordBatch, large_binary, types  # noqa: PLC0415 - it is loaded

    try:
        return batch.filter(mask)
    except ArrowNotImplementedError:
        columns = [
            column.cast(large_binary()).filter(mask).cast(column.type)
            if types.is_string_view(column.type) or types.is_binary_view(column.type)
            else column.filter(mask)
            for column in batch.columns
        ]
        return RecordBatch.from_arrays(columns, schema=batch.schema)


def _mask(stays: npt.NDArray[np.bool_]) -> object:
    """What a batch is filtered by; `pyarrow.array` would import pandas first, where there is one."""
    from pyarrow import Array, bool_, py_buffer  # noqa: PLC0415 - it is loaded

    bits = py_buffer(np.packbits(stays, bitorder="little"))
    return Array.from_buffers(bool_(), len(stays), [None, bits])
