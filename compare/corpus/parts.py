"""The files that the kept records go to: one, or in a folder as many as they fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.corpus.files import Sink

SHARD = 1 << 28
"""Bytes, before they are packed, behind which a folder gets another file."""


class Parts:
    """Files that are written one after the other, up to about *limit* bytes each, or one without an end."""

    def __init__(
        self, begin: Callable[[int], Sink], finish: Callable[[Sink], None], *, limit: int | None = None
    ) -> None:
        self._begin = begin
        self._finish = finish
        self._limit = limit
        self.count = 0
        """How many were begun."""
        self._size = 0
        self._sink: Sink | None = None

    def write(self, data: bytes, *, head: bytes = b"") -> None:
        """Add records, which stay together; a new file begins with the *head*."""
        if not data:
            return
        sink = self._sink
        if sink is None or self.is_full():
            sink = self.begin()
            self._add(sink, head)
        self._add(sink, data)

    def is_full(self) -> bool:
        """Whether what comes next belongs in another file."""
        return self._limit is not None and self._size >= self._limit

    def begin(self) -> Sink:
        """The next file, in the place of the one before."""
        self.finish()
        self._sink = self._begin(self.count)
        self.count += 1
        self._size = 0
        return self._sink

    def add(self, data: bytes) -> None:
        """Add bytes to the file that was begun."""
        if self._sink is not None:
            self._add(self._sink, data)

    def finish(self, *, head: bytes | None = None) -> None:
        """Let go of the last file; with a *head*, there is one at least."""
        if head is not None and not self.count:
            self._add(self.begin(), head)
        if self._sink is not None:
            self._finish(self._sink)
            self._sink = None

    def _add(self, sink: Sink, data: bytes) -> None:
        if data:
            sink.write(data)
            self._size += len(data)
