"""Signatures of many texts at once, by the kernels: of Python strings, or of a column of Arrow as it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeGuard

import numpy as np

from compare import kernels
from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from compare.settings import CompareSettings, ShingleHash

    Signature = npt.NDArray[np.uint32]  # of one text
    Signatures = npt.NDArray[np.uint32]  # a row for each

# The types of Arrow whose texts lie one after the other, and the integers that say where.
_OFFSETS = {"string": np.int32, "large_string": np.int64, "binary": np.int32, "large_binary": np.int64}


class ArrowArray(Protocol):
    """What is used of a pyarrow.Array."""

    @property
    def type(self) -> object:
        """Its type, which has the type's name as text."""

    @property
    def offset(self) -> int:
        """Where in the buffers it begins."""

    @property
    def null_count(self) -> int:
        """How many of its values are null."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[object]: ...

    def buffers(self) -> Sequence[memoryview | None]:
        """A bit for each value, the places of the texts, and the texts."""


class ArrowChunks(Protocol):
    """What is used of a pyarrow.ChunkedArray."""

    @property
    def chunks(self) -> Sequence[ArrowArray]:
        """Its arrays."""

    def __iter__(self) -> Iterator[object]: ...


def sign_texts(
    texts: Iterable[str | None] | ArrowArray | ArrowChunks,
    settings: CompareSettings,
    *,
    shingle_hash: ShingleHash,
    threads: int,
) -> Signatures:
    """One row for each text; None, a null, and a text without tokens have 2^32 - 1 everywhere."""
    if isinstance(texts, str):
        raise SettingsError("signatures are made of a list of texts: give [text] for one")
    how = (settings.unit.value, settings.shingle_size, settings.num_perm, settings.seed, threads)
    chunks = _list_chunks(texts)
    if chunks is None:
        signed = [kernels.sign_texts(list(map(_encode, texts)), *how, hash=shingle_hash.value)]
    else:
        columns = map(find_texts, chunks)
        signed = [
            kernels.sign_column(data, starts, ends, *how, hash=shingle_hash.value)
            for data, starts, ends in columns
        ]
    joined = signed[0] if len(signed) == 1 else bytearray().join(signed)
    return np.frombuffer(joined, np.uint32).reshape(-1, settings.num_perm)


def _is_array(texts: object) -> TypeGuard[ArrowArray]:
    return hasattr(texts, "buffers")


def _is_chunked(texts: object) -> TypeGuard[ArrowChunks]:
    return hasattr(texts, "iterchunks")


def is_plain(array: ArrowArray) -> bool:
    """Whether an array is one of strings that lie one after the other."""
    return str(array.type) in {"string", "large_string"}


def _list_chunks(texts: object) -> list[ArrowArray] | None:
    """The arrays of a column that are not empty; None of what is no column."""
    chunks = texts.chunks if _is_chunked(texts) else [texts] if _is_array(texts) else None
    for chunk in chunks or ():
        if str(chunk.type) not in _OFFSETS:
            msg = (
                f"a column of {chunk.type} has no texts that lie in a row: cast it to string or large_string"
            )
            raise SettingsError(msg)
    return None if chunks is None else [chunk for chunk in chunks if len(chunk)]


def _encode(text: object) -> bytes:
    if text is None:
        return b""
    if not isinstance(text, str):
        msg = f"a text must be a str, not {type(text).__name__}"
        raise SettingsError(msg)
    return text.encode("utf-8", "surrogatepass")


def find_texts(array: ArrowArray) -> tuple[bytes | memoryview, memoryview, memoryview]:
    """All the bytes, and where in them each text of an array begins and ends; a null ends where it begins."""
    validity, offsets, data = array.buffers()
    if offsets is None:  # Arrow's format wants them of each array that is not empty
        raise SettingsError("a column of texts has no offsets")
    width = np.dtype(_OFFSETS[str(array.type)])
    first = array.offset * width.itemsize
    edges = np.frombuffer(offsets, width, len(array) + 1, first).astype(np.int64)
    starts, ends = edges[:-1], edges[1:]
    if validity is not None and array.null_count:
        ends = np.where(read_bits(validity, array.offset, len(array)), ends, starts)
    return data or b"", starts.data, ends.data


def read_bits(bits: memoryview, first: int, count: int) -> npt.NDArray[np.bool_]:
    """*count* bits from bit *first* on, the lowest of each byte first."""
    start, skipped = divmod(first, 8)
    read = np.frombuffer(bits, np.uint8)[start : start + (skipped + count + 7) // 8]
    return np.unpackbits(read, bitorder="little")[skipped : skipped + count].astype(np.bool_)
