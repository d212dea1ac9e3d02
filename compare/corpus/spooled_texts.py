"""The texts of a column as they stand in the spool: a column again, without being unpacked once more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from compare.corpus.column_files import Batch, Column, Schema
    from compare.corpus.column_texts import Places
    from compare.corpus.spool import Spool


class _Piece(NamedTuple):
    """Some rows: where their texts stand in the spool, and behind which bytes of these each ends."""

    rows: int
    offset: int
    size: int
    edges: int


class SpooledTexts:
    """The column of the texts of a file, if that is one of strings and all of it stands in the spool."""

    def __init__(self, spool: Spool, schema: Schema, column: str | None, arrow: ModuleType) -> None:
        self._spool = spool
        self._schema = schema
        self._column = column
        self._arrow = arrow
        self._pieces: list[_Piece] = []
        kind = schema.field(column).type if column else None
        self._is_whole = kind is not None and (
            arrow.types.is_string(kind) or arrow.types.is_large_string(kind)
        )

    @property
    def column(self) -> str | None:
        """Its name, if it is to be had."""
        return self._column if self._is_whole else None

    def leave(self) -> None:
        """Know that the spool does not hold all of it as it stands in the file."""
        self._is_whole = False

    def take(self, offset: int, starts: Places, ends: Places) -> None:
        """Know where some rows stand that were just spooled, one behind the other."""
        if not self._is_whole or (starts[1:] != ends[:-1]).any():
            self.leave()
            return
        edges = np.append(starts, ends[-1:]) - starts[0]
        place = self._spool.size
        self._spool.write(edges.astype(self._width()).tobytes())
        self._pieces.append(_Piece(len(starts), offset + int(starts[0]), int(edges[-1]), place))

    def add_to(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """Batches of the other columns, in parts to which the texts are added."""
        texts = self._read()
        text = next(texts, None)
        for batch in batches:
            first = 0
            while text is not None and first < batch.num_rows:
                count = min(batch.num_rows - first, len(text))
                yield self._join(batch.slice(first, count), text.slice(0, count))
                first += count
                text = text.slice(count) if count < len(text) else next(texts, None)

    def _join(self, batch: Batch, text: Column) -> Batch:
        columns = [text if field.name == self._column else batch.column(field.name) for field in self._schema]
        return self._arrow.RecordBatch.from_arrays(columns, schema=self._schema)

    def _read(self) -> Iterator[Column]:
        kind = self._schema.field(self._column).type
        make = self._arrow.StringArray if self._arrow.types.is_string(kind) else self._arrow.LargeStringArray
        width = np.dtype(self._width()).itemsize
        for piece in self._pieces:
            edges, texts = (
                self._arrow.py_buffer(os.pread(self._spool.fileno(), size, place))
                for size, place in (((piece.rows + 1) * width, piece.edges), (piece.size, piece.offset))
            )
            yield make.from_buffers(piece.rows, edges, texts)

    def _width(self) -> type[np.int32 | np.int64]:
        """The numbers that say where a text ends."""
        is_narrow = self._arrow.types.is_string(self._schema.field(self._column).type)
        return np.int32 if is_narrow else np.int64
