"""The texts of a batch of columns, as they lie in memory: what the kernels sign, and the spool takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from compare.corpus.column_values import read_values, text_of
from compare.corpus.open import too_large
from compare.corpus.records import find_text
from compare.errors import RecordError
from compare.sketch.signatures import find_texts, read_bits
from compare.text.decode import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import numpy.typing as npt

    from compare.corpus.column_files import Batch, Column
    from compare.settings import ReadSettings

    Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Texts:
    """Some rows: all the bytes of their texts, and where each begins and ends."""

    data: memoryview
    starts: Places
    ends: Places
    absent: dict[int, str] = field(default_factory=dict)
    """Rows without a text, and why."""
    notices: dict[int, str] = field(default_factory=dict)
    """Rows whose text is not quite as it stands, and why."""


class TextReader:
    """Finds the texts of batches of one file."""

    def __init__(self, path: str, names: list[str], settings: ReadSettings, arrow: ModuleType) -> None:
        self._path = path
        self._names = names
        self._settings = settings
        self._arrow = arrow

    def read(self, batch: Batch) -> Texts:
        """The texts of a batch, that of the first field that has one; too large ones are absent."""
        found = (pick_column(batch, name) for name in self._settings.text)
        columns: list[Column] = [column for column in found if column is not None]
        if not all(self._is_text(column.type) for column in columns):
            return self._leave_out_large(self._read_slowly(batch))
        if len(columns) > 1:
            from pyarrow import compute  # noqa: PLC0415 - it is loaded

            large = self._arrow.large_binary()
            columns = [compute.coalesce(*(self._decode(column).cast(large) for column in columns))]
        texts = self._read_column(columns[0])
        reason = self._explain_null()
        nulls = np.flatnonzero(_find_nulls(columns[0])).tolist()
        texts.absent.update(dict.fromkeys(nulls, reason))
        return self._leave_out_large(texts)

    def _read_column(self, column: Column) -> Texts:
        """A column of texts, as it lies, if it is sound; else made anew."""
        if self._arrow.types.is_dictionary(column.type):
            return self._read_dictionary(column)
        try:
            column = self._cast(column)
            column.validate(full=True)
        except self._arrow.ArrowInvalid:
            return self._repair(column)
        data, starts, ends = find_texts(column) if len(column) else (b"", b"", b"")
        return Texts(memoryview(data), np.frombuffer(starts, np.int64), np.frombuffer(ends, np.int64))

    def _read_dictionary(self, column: Column) -> Texts:
        """A column whose texts stand once for all the rows that have them."""
        column.validate(full=True)
        texts = self._read_column(column.dictionary)
        if texts.notices or column.dictionary.null_count or not len(texts.starts):
            return self._read_column(self._decode(column))
        nulls = _find_nulls(column)
        kind = np.dtype(str(column.type.index_type))
        places = np.frombuffer(column.indices.buffers()[1], kind, len(column), column.offset * kind.itemsize)
        chosen = np.where(nulls, 0, places)
        starts = texts.starts[chosen]
        return Texts(texts.data, starts, np.where(nulls, starts, texts.ends[chosen]))

    def _cast(self, column: Column) -> Column:
        """A column of texts as one of strings; what is bytes by its type is looked at on the way."""
        arrow = self._arrow
        if arrow.types.is_string(column.type) or arrow.types.is_large_string(column.type):
            return column
        return column.cast(arrow.string() if arrow.types.is_binary(column.type) else arrow.large_string())

    def _repair(self, column: Column) -> Texts:
        """A column in which some text is not UTF-8, or (an error of pyarrow's) which is damaged."""
        values = [
            value if isinstance(value, Decoded) else Decoded(str(value or ""), "utf-8")
            for value in read_values(column, self._arrow)
        ]
        notices = {row: value.notice for row, value in enumerate(values) if value.notice}
        return _join([value.text for value in values], notices)

    def _read_slowly(self, batch: Batch) -> Texts:
        """The texts of columns of which some hold none, row by row."""
        names = list(batch.schema.names)
        columns = [read_values(column, self._arrow) for column in batch.columns]
        texts, absent, notices = list[str](), dict[int, str](), dict[int, str]()
        for row, values in enumerate(zip(*columns, strict=True)):
            record = {**dict.fromkeys(self._names), **dict(zip(names, map(text_of, values), strict=True))}
            try:
                texts.append(find_text(record, self._path, row, self._settings))
            except RecordError as error:
                texts.append("")
                absent[row] = error.reason
        return _join(texts, notices, absent)

    def _leave_out_large(self, texts: Texts) -> Texts:
        limit = self._settings.max_doc_bytes
        large = np.flatnonzero(texts.ends - texts.starts > limit).tolist()
        texts.absent.update(dict.fromkeys(large, too_large(limit)))
        return texts

    def _explain_null(self) -> str:
        try:
            find_text(dict.fromkeys(self._names), self._path, 1, self._settings)
        except RecordError as error:
            return error.reason
        raise AssertionError("a null is no text")

    def _decode(self, column: Column) -> Column:
        return column.dictionary_decode() if self._arrow.types.is_dictionary(column.type) else column

    def _is_text(self, kind: Column) -> bool:
        types = self._arrow.types
        if types.is_dictionary(kind):
            kind = kind.value_type
        tests = (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_binary,
            types.is_large_binary,
            types.is_binary_view,
            types.is_null,
        )
        return any(test(kind) for test in tests)


def pick_column(batch: Batch, name: str) -> Column | None:
    """The column of a name, or the part of a column of objects that its path leads to; None where none is."""
    names = batch.schema.names
    if name in names:
        return batch.column(len(names) - 1 - names[::-1].index(name))  # of several the last one counts
    first, *path = name.split(".")
    if first not in names or not path:
        return None
    kind = batch.schema.field(names.index(first)).type
    for part in path:
        number = kind.get_field_index(part) if hasattr(kind, "get_field_index") else -1
        if number < 0:
            return None
        kind = kind.field(number).type
    from pyarrow import compute  # noqa: PLC0415 - it is loaded

    return compute.struct_field(batch.column(names.index(first)), path)


def cut_rows(texts: Texts, limit: int) -> Iterator[range]:
    """Rows that follow one another and have about *limit* bytes of texts."""
    sizes = np.cumsum(texts.ends - texts.starts)
    first = 0
    while first < len(sizes):
        before = int(sizes[first - 1]) if first else 0
        end = max(first + 1, int(np.searchsorted(sizes, before + limit, "right")))
        yield range(first, end)
        first = end


def _find_nulls(column: Column) -> npt.NDArray[np.bool_]:
    """Which rows of a column are null; its own to_numpy would import pandas first, where there is one."""
    bits = column.buffers()[0]
    if bits is None or not column.null_count:
        return np.zeros(len(column), np.bool_)
    return ~read_bits(bits, column.offset, len(column))


def _join(texts: list[str], notices: dict[int, str], absent: dict[int, str] | None = None) -> Texts:
    pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), ends])[:-1]
    return Texts(memoryview(b"".join(pieces)), starts, ends, absent or {}, notices)
