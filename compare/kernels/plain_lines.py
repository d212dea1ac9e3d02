"""Lines: those of a part of a file, read without moving the file's own position, and fields put into some."""

from __future__ import annotations

import io
import os
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from _typeshed import WriteableBuffer

_PIECE = 1 << 16  # bytes read at once


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its first byte's place in the file and its bytes, None when they are more than allowed."""

    offset: int
    data: bytes | None

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in the line, be it behind a byte-order mark."""
        return self.data is not None and not self.data.removeprefix(BOM_UTF8).strip()


class _PlacedFile(io.RawIOBase):
    """A file read from a place on; other readers of the descriptor are not disturbed."""

    def __init__(self, fd: int, place: int) -> None:
        self._fd, self._place = fd, place

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        size = os.preadv(self._fd, [buffer], self._place)
        self._place += size
        return size


def read_lines(fd: int, begin: int, end: int, limit: int) -> Iterator[Line]:
    """The lines that start in [begin, end), each without its line end, none of more than *limit* bytes.

    A part that begins within a line leaves that line to the part before it.
    """
    place = max(begin - 1, 0)
    with io.BufferedReader(_PlacedFile(fd, place), _PIECE) as stream:
        if begin > 0:
            place += _skip_line(stream, end - place)
        while place < end and (piece := stream.readline(limit + len(b"\r\n"))):
            data = piece.removesuffix(b"\n").removesuffix(b"\r")
            yield Line(place, data if len(data) <= limit else None)
            place += len(piece)
            if not piece.endswith(b"\n"):
                place += _skip_line(stream, end - place)


def add_fields(lines: bytes, fields: Sequence[bytes]) -> bytes:
    """Lines of JSON objects, with the fields given for each before its closing brace."""
    *whole, rest = lines.split(b"\n")
    if rest or len(whole) != len(fields):
        msg = f"{len(fields)} fields for {len(whole)} lines"
        raise ValueError(msg)
    pairs = zip(whole, fields, strict=True)
    return b"".join(line[: (end := line.rindex(b"}"))] + field + line[end:] + b"\n" for line, field in pairs)


def _skip_line(stream: io.BufferedReader[_PlacedFile], most: int) -> int:
    """How many bytes were read to get behind a newline; about *most* when there is none so near."""
    skipped = 0
    while skipped < most and (piece := stream.readline(_PIECE)):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped
