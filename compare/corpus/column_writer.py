"""The kept records as columns: those of the inputs as they are, others made of records."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from compare.corpus.column_batches import filter_batches
from compare.corpus.dictionaries import GrowingDictionaries
from compare.corpus.forms import Form
from compare.corpus.row_batches import as_columns, list_records
from compare.corpus.schemas import make_column, plan_schema
from compare.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer

    from compare.corpus.column_files import Batch, Schema
    from compare.corpus.parts import Parts
    from compare.corpus.rows import Rows
    from compare.corpus.source import Source

_GROUP = 1 << 26  # bytes of the rows that are written as one group
_GROUP_ROWS = 1 << 20  # and the most rows of one: what pyarrow takes by default


def write_columns(rows: Rows, gone: bytes, form: Form, suffix: str, parts: Parts) -> int:
    """Write the rows that are not *gone*; how many they are."""
    schema = plan_schema(rows, gone, suffix)
    sources = [as_columns(source) for source, _ in rows.input_spans() if source.form.is_columns]
    make = _ParquetFile if form is Form.PARQUET else _ArrowFile
    options: dict[str, Any] = {}
    if form is Form.PARQUET and sources and sources[0].form is form:
        options["compression"] = sources[0].file.packing()
    if form is Form.ARROW:
        options["stream"] = bool(sources) and all(source.file.is_stream for source in sources)
        options["packed"] = suffix == ".feather"
    writer = _GroupWriter(parts, lambda sink: make(sink, schema, **options))
    batches = _Batches(rows, gone, schema, suffix)
    try:
        for source, span in rows.input_spans():
            for batch in batches.read(source, span):
                writer.add(batch)
        return writer.finish()
    except pa.ArrowException as error:
        msg = f"cannot write {suffix}: {error}"
        raise OutputError(msg) from error


@dataclass(frozen=True, slots=True)
class _Batches:
    """The rows of a run that stay, in the schema of what is written."""

    rows: Rows
    gone: bytes
    schema: Schema
    suffix: str

    def read(self, source: Source, span: range) -> Iterator[Batch]:
        """Those of a source."""
        if not source.form.is_columns:
            yield from self._make(source, span)
            return
        for batch, _ in filter_batches(as_columns(source), span, self.gone):
            yield batch if batch.schema.equals(self.schema) else _adapt(batch, self.schema)

    def _make(self, source: Source, span: range) -> Iterator[Batch]:
        """Those of a source of lines, made of records."""
        path = source.entries[0].path
        for records, _ in list_records(self.rows, source, span, self.gone):
            columns = [
                make_column(
                    (record.get(field.name) for record in records), field.name, path, self.suffix, field.type
                )
                for field in self.schema
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=self.schema)


def _adapt(batch: Batch, schema: Schema) -> Batch:
    """A batch in another schema: columns that it lacks are null."""
    columns = [
        batch.column(field.name).cast(field.type)
        if field.name in batch.schema.names
        else pa.nulls(batch.num_rows, field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


class _GroupWriter:
    """Collects batches to groups worth writing, and begins another file where one is full."""

    def __init__(self, parts: Parts, open_file: Any) -> None:  # noqa: ANN401 - a class of files, of pyarrow's
        self._parts = parts
        self._open_file = open_file
        self._file: Any = None
        self._batches: list[Batch] = []
        self._rows = self._size = self._written = 0

    def add(self, batch: Batch) -> None:
        """Add rows."""
        if not batch.num_rows:
            return
        self._batches.append(batch)
        self._rows += batch.num_rows
        self._size += batch.nbytes
        if self._size >= _GROUP or self._rows >= _GROUP_ROWS:
            self._write()

    def finish(self) -> int:
        """Write what is left; how many rows were written in all."""
        if self._batches or self._file is None:
            self._write()
        self._close()
        return self._written

    def _write(self) -> None:
        if self._file is not None and self._parts.is_full():
            self._close()
        if self._file is None:
            self._parts.begin()
            self._file = self._open_file(pa.PythonFile(_PartFile(self._parts), "w"))
        self._file.write(self._batches)
        self._written += self._rows
        self._batches, self._rows, self._size = [], 0, 0

    def _close(self) -> None:
        self._file.close()
        self._file = None
        self._parts.finish()


class _ParquetFile:
    """A Parquet file in the making."""

    def __init__(self, sink: Any, schema: Schema, *, compression: Any = "snappy") -> None:  # noqa: ANN401 - pyarrow's
        from pyarrow import parquet  # noqa: PLC0415 - not for Arrow files

        self._schema = schema
        self._writer = parquet.ParquetWriter(sink, schema, compression=compression or "snappy")

    def write(self, batches: list[Batch]) -> None:
        """Add a group of rows."""
        if batches:
            self._writer.write_table(pa.Table.from_batches(batches, self._schema), _GROUP_ROWS)

    def close(self) -> None:
        """Write its end."""
        self._writer.close()


class _ArrowFile:
    """An Arrow file in the making, or a stream, which has no table of contents."""

    def __init__(self, sink: Any, schema: Schema, *, stream: bool, packed: bool) -> None:  # noqa: ANN401 - as above
        options = pa.ipc.IpcWriteOptions(
            compression="lz4" if packed else None, emit_dictionary_deltas=not stream
        )
        self._writer = (pa.ipc.new_stream if stream else pa.ipc.new_file)(sink, schema, options=options)
        self._dictionaries = None if stream else GrowingDictionaries(schema)

    def write(self, batches: list[Batch]) -> None:
        """Add rows."""
        for batch in batches:
            self._writer.write_batch(self._dictionaries.adapt(batch) if self._dictionaries else batch)

    def close(self) -> None:
        """Write its end."""
        self._writer.close()


class _PartFile(io.RawIOBase):
    """The file that is being written, as pyarrow wants it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._place = 0

    def writable(self) -> bool:
        """That it can be written."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self._place

    def write(self, data: ReadableBuffer, /) -> int:
        """Add bytes."""
        view = memoryview(data)
        self._parts.add(bytes(view))
        self._place += view.nbytes
        return view.nbytes
