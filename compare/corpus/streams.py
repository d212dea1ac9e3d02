"""Streams of bytes made of others: unpacked ones, and ones whose beginning was looked at."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from compare.corpus.open import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.corpus.open import ByteStream

_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # bytes of white space and byte-order marks in any charset of UTF


class Pieced:
    """Pieces of bytes read as a file; an error of theirs comes when all before it was read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = b""
        self._at = 0
        self._error: UnreadableError | None = None

    def read(self, size: int, /) -> bytes:
        """Up to *size* bytes, none at the end."""
        self._check(more=self._refill())
        return self._cut(self._at + size)

    def readline(self, size: int, /) -> bytes:
        """A line, or *size* bytes of it, nothing at the end."""
        parts = list[bytes]()
        while size > 0 and self._refill():
            end = self._piece.find(b"\n", self._at, self._at + size)
            parts.append(self._cut(end + 1 if end >= 0 else self._at + size))
            size -= len(parts[-1])
            if end >= 0:
                break
        self._check(more=bool(parts))
        return b"".join(parts)

    def _refill(self) -> bool:
        """Whether there is something left, if need be of the next piece that holds anything."""
        try:
            while self._at >= len(self._piece) and not self._error:
                self._piece, self._at = next(self._pieces), 0
        except StopIteration:
            return False
        except UnreadableError as error:
            self._error = error
        return self._at < len(self._piece)

    def _cut(self, end: int) -> bytes:
        start, self._at = self._at, min(end, len(self._piece))
        return self._piece[start : self._at]

    def _check(self, *, more: bool) -> None:
        if self._error and not more:
            raise self._error


class Rewound:
    """A stream of which a *head* was read, which is read again."""

    def __init__(self, head: bytes, rest: ByteStream) -> None:
        self._first = BytesIO(head)
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        """Up to *size* bytes, none at the end."""
        return self._first.read(size) or self._rest.read(size)

    def readline(self, size: int, /) -> bytes:
        """A line, or *size* bytes of it, nothing at the end."""
        line = self._first.readline(size)
        if line.endswith(b"\n") or len(line) == size:
            return line
        return line + self._rest.readline(size - len(line))


def read_head(stream: ByteStream, limit: int) -> bytes:
    """The lines of a stream up to the first one that is not blank, or about *limit* bytes of them."""
    lines = [stream.readline(limit + 1)]
    length = len(lines[0])
    while lines[-1] and not lines[-1].strip(_BLANK) and length <= limit:
        lines.append(stream.readline(limit + 1))
        length += len(lines[-1])
    return b"".join(lines)
