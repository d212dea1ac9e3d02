"""Columns whose values stand once for all rows, on their way to an Arrow file, which has one list of these.

Each batch may bring a list of its own: what is new in it is added to the one of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import compute

if TYPE_CHECKING:
    from compare.corpus.column_files import Batch, Column, Schema


class GrowingDictionaries:
    """The lists of a file, one for each such column."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._values: dict[int, Column] = {
            number: pa.array([], field.type.value_type)
            for number, field in enumerate(schema)
            if pa.types.is_dictionary(field.type)
        }

    def adapt(self, batch: Batch) -> Batch:
        """The batch with the lists of the file."""
        if not self._values:
            return batch
        columns = list(batch.columns)
        for number in self._values:
            columns[number] = self._extend(number, columns[number])
        return pa.RecordBatch.from_arrays(columns, schema=self._schema)

    def _extend(self, number: int, column: Column) -> Column:
        """A column with the list of the file, to which what is new in its own is added."""
        known, own = self._values[number], column.dictionary
        if not own.equals(known):
            fresh = own.filter(compute.invert(compute.is_in(own, value_set=known)))
            known = self._values[number] = pa.concat_arrays([known, fresh]) if len(fresh) else known
        kind = self._schema.field(number).type
        places = compute.index_in(own, value_set=known).take(column.indices).cast(kind.index_type)
        return pa.DictionaryArray.from_arrays(places, known, ordered=kind.ordered)
