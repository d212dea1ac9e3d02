"""Texts that stand in a file as they are, as those of a column do: where, and where their fields stand."""

from __future__ import annotations

import errno
import os
from array import array
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import TypeAlias

    Buffer: TypeAlias = bytes | bytearray | memoryview
    Fields: TypeAlias = tuple[tuple[int, int], ...]
    """For id, source and date the place in the file and the size, which is 0 where there is none."""

_FIELDS = 3  # id, source and date


class Plain(NamedTuple):
    """Where the fields of a text stand."""

    fields: Fields


def split_fields(extras: bytes | None, rows: int) -> list[Fields]:
    """The places and sizes of the fields of each row, given as numbers of 64 bits."""
    if extras is None:
        return list(repeat((), rows))
    numbers = iter(array("Q", extras))
    pairs = list(zip(numbers, numbers, strict=True))
    if len(pairs) != _FIELDS * rows:
        raise ValueError("extras must hold a place and a size for each field of each row")
    return [tuple(pairs[row * _FIELDS : (row + 1) * _FIELDS]) for row in range(rows)]


def read_again(fd: int, size: int, offset: int) -> bytes:
    """Bytes that were read before.

    Raises:
        OSError: they are no longer there.
    """
    data = os.pread(fd, size, offset)
    if len(data) != size:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))  # it changed while it was read
    return data
