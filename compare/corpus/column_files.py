"""Parquet and Arrow files, opened by pyarrow, which is loaded when the first such file is.

What a file says of itself is not believed: what it holds is checked before it is looked at, and values that
stand in endlessly many rows are read once.
"""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from compare.corpus.forms import Form
from compare.corpus.open import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from types import ModuleType
    from typing import TypeAlias

    Batch: TypeAlias = Any  # of pyarrow, which has no types of its own
    Column: TypeAlias = Any
    Schema: TypeAlias = Any

PACKAGE = "needs pyarrow, which is not installed: pip install 'compare-texts[parquet]'"
_BUFFER = 1 << 18  # bytes of a Parquet file that are read at a time of each column
_HEAVY = 1 << 28  # bytes that a batch of rows may come to, were each the longest value of its dictionary
_ARROW_FILE = b"ARROW1"  # how the kind of Arrow file begins that has a table of contents
_ARROW_END = b"\xff\xff\xff\xff\0\0\0\0"  # how the other kind ends
_REASON_LENGTH = 200  # characters of what pyarrow says of a file


def load_arrow(path: str, form: str) -> ModuleType:
    """The module pyarrow.

    Raises:
        UnreadableError: it is not there.
    """
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - a rare need, a sixth of a second
    except ImportError:
        raise UnreadableError(path, f"{form} {PACKAGE}") from None
    module: ModuleType = pyarrow
    return module


@contextmanager
def explained(path: str, form: str) -> Iterator[ModuleType]:
    """What pyarrow finds wrong with a file, told as an error of the file."""
    arrow = load_arrow(path, form)
    try:
        yield arrow
    except MemoryError:
        raise UnreadableError(path, "it asks for more memory than there is") from None
    except (arrow.ArrowException, OSError, ValueError) as error:  # ValueError: a name that is not UTF-8
        first = next(iter(str(error).splitlines()), "")[:_REASON_LENGTH]
        raise UnreadableError(path, f"no readable {form} file: {first}") from None


class FileView(io.RawIOBase):
    """The first *size* bytes of a file, read without moving its own position."""

    def __init__(self, fd: int, size: int) -> None:
        self._fd, self._size, self._place = fd, size, 0

    def readable(self) -> bool:
        """That it can be read."""
        return True

    def seekable(self) -> bool:
        """That it can be read from any place."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place."""
        self._place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        return self._place

    def tell(self) -> int:
        """Where we are."""
        return self._place

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, fewer only at the end, without a size all that are left."""
        left = max(self._size - self._place, 0)
        data = os.pread(self._fd, left if size < 0 else min(size, left), self._place)
        self._place += len(data)
        return data


class ColumnFile:
    """A file of columns that is open, its rows in batches."""

    def __init__(self, fd: int, size: int, form: Form) -> None:
        self._fd, self._size = fd, size
        self._form = form
        self._is_stream = form is Form.ARROW and not self._starts_with(_ARROW_FILE)
        self.schema: Schema = self._open().schema if form is Form.ARROW else self._open_parquet().schema_arrow
        self.names = [str(name) for name in self.schema.names]
        """The names of its columns."""

    @property
    def is_stream(self) -> bool:
        """Whether it is an Arrow file without a table of contents."""
        return self._is_stream

    def count_rows(self) -> int | None:
        """How many rows it says it has, where it says so at once."""
        return self._open_parquet().metadata.num_rows if self._form is Form.PARQUET else None

    def packing(self) -> dict[str, str]:
        """How each column of a Parquet file is compressed."""
        metadata = self._open_parquet().metadata
        if not metadata.num_row_groups:
            return {}
        group = metadata.row_group(0)
        columns = (group.column(number) for number in range(group.num_columns))
        return {column.path_in_schema: column.compression for column in columns}

    def batches(
        self, rows: int, *, columns: Collection[str] | None = None, once: Iterable[str] = ()
    ) -> Iterator[Batch]:
        """All rows, so many at a time, of some *columns* or all of them.

        Of the columns *once* a text that stands in many rows is read once, where it would be endlessly many
        otherwise: a batch has a column of the type dictionary then.
        """
        if self._form is Form.PARQUET:
            yield from self._read_parquet(rows, columns, once)
        else:
            yield from self._read_arrow(rows, columns)

    def is_whole(self) -> bool:
        """Whether it ends as one that was written to its end; of most pyarrow sees it."""
        if not self._is_stream:
            return True
        return os.pread(self._fd, len(_ARROW_END), self._size - len(_ARROW_END)) == _ARROW_END

    def _starts_with(self, mark: bytes) -> bool:
        return os.pread(self._fd, len(mark), 0) == mark

    def _open(self) -> Any:  # noqa: ANN401 - pyarrow has no types
        from pyarrow import ipc  # noqa: PLC0415 - as it is loaded

        file = FileView(self._fd, self._size)  # of its own: others may read it in other threads
        return ipc.open_stream(file) if self._is_stream else ipc.open_file(file)

    def _open_parquet(self, once: Iterable[str] = ()) -> Any:  # noqa: ANN401 - as above
        from pyarrow import parquet  # noqa: PLC0415 - as above

        file = FileView(self._fd, self._size)
        # With pre_buffer it would hold all of a column of a row group at a time.
        return parquet.ParquetFile(file, read_dictionary=list(once), buffer_size=_BUFFER, pre_buffer=False)

    def _read_arrow(self, rows: int, columns: Collection[str] | None) -> Iterator[Batch]:
        opened = self._open()
        batches = (
            opened
            if self._is_stream
            else (opened.get_batch(number) for number in range(opened.num_record_batches))
        )
        for batch in batches:
            part = batch
            if columns is not None:
                part = batch.select([at for at, name in enumerate(batch.schema.names) if name in columns])
            yield from (part.slice(at, rows) for at in range(0, batch.num_rows, rows))

    def _read_parquet(
        self, rows: int, columns: Collection[str] | None, once: Iterable[str]
    ) -> Iterator[Batch]:
        names = None if columns is None else list(columns)
        once = [name for name in once if self._is_text(name)]
        heavy = [name for name in once if self._is_heavy(name, rows)]
        opened = self._open_parquet(heavy)
        yield from opened.iter_batches(rows, columns=names, use_threads=False)

    def _is_text(self, name: str) -> bool:
        from pyarrow import types  # noqa: PLC0415 - as above

        found = self.schema.field(name).type if self.names.count(name) == 1 else None
        return found is not None and (types.is_string(found) or types.is_binary(found))

    def _is_heavy(self, name: str, rows: int) -> bool:
        """Whether a batch may be too large with a text for each row: by the longest text a dictionary has."""
        from pyarrow import compute  # noqa: PLC0415 - as above

        opened = self._open_parquet([name])
        for group in range(opened.num_row_groups):
            # The first row brings the dictionary of its row group with it.
            for batch in opened.iter_batches(1, row_groups=[group], columns=[name], use_threads=False):
                longest = compute.max(compute.binary_length(batch.column(0).dictionary)).as_py() or 0
                if longest * rows > _HEAVY:
                    return True
                break
        return False
