"""What a manifest says of an input: enough to tell whether it is still the same."""

from __future__ import annotations

import os
from mmap import mmap
from typing import TYPE_CHECKING

from isal.isal_zlib import crc32  # five times as fast as zlib's

if TYPE_CHECKING:
    from compare.corpus.open import Entry

_PIECE = 1 << 18  # bytes read at a time: few enough to stay near the processor


class Seen:
    """An input, what it was like when it was opened, and the checksum of its bytes so far."""

    def __init__(self, entry: Entry, status: os.stat_result | None) -> None:
        self.entry = entry
        self.status = status
        self.size = 0
        self.checksum = 0

    def take(self, data: bytes | memoryview) -> None:
        """Count the next bytes."""
        self.size += len(data)
        self.checksum = crc32(data, self.checksum)

    def take_from(self, fd: int, begin: int, end: int) -> None:
        """Count bytes of a file."""
        view = memoryview(mmap(-1, _PIECE))  # begins where a page does: anywhere else is slower to copy to
        while begin < end and (size := os.preadv(fd, [view[: end - begin]], begin)):
            self.take(view[:size])
            begin += size

    def as_dict(self) -> dict[str, object]:
        """The input as a manifest has it."""
        return {"path": self.entry.path, "bytes": self.size, "crc32": f"{self.checksum:08x}"}
