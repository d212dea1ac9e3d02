"""Packed bytes come out as they went in, and no cut goes unnoticed."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import zstandard

from compare.corpus.open import UnreadableError
from compare.corpus.unpack import unpack

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = bytes(range(256)) * 30 + b"the end\n" * 200
PACKERS = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor(write_checksum=True).compress}


def read(data: bytes, packing: str) -> bytes:
    """All that comes out."""
    return b"".join(unpack(BytesIO(data), packing, "file"))


@pytest.mark.parametrize("packing", PACKERS)
def test_members_and_frames_are_joined(packing: str) -> None:
    """One or several, empty ones too."""
    pack: Callable[[bytes], bytes] = PACKERS[packing]

    assert DATA == read(pack(DATA), packing)
    assert DATA + DATA == read(pack(DATA) + pack(b"") + pack(DATA), packing)


@pytest.mark.parametrize("packing", PACKERS)
def test_every_cut_is_told(packing: str) -> None:
    """Wherever the packed bytes end too early, even at none."""
    packed = PACKERS[packing](DATA)
    for place in range(len(packed)):
        with pytest.raises(UnreadableError, match=r"truncated|damaged"):
            read(packed[:place], packing)


@pytest.mark.parametrize("packing", PACKERS)
def test_garbage_is_told(packing: str) -> None:
    """Before, behind and in the middle of packed bytes."""
    packed = PACKERS[packing](DATA)
    for data in (b"garbage " + packed, packed + b"garbage " * 4, packed[:40] + b"garbage!" + packed[48:]):
        with pytest.raises(UnreadableError):
            read(data, packing)


def test_zeros_behind_gzip_are_filling() -> None:
    """As on tapes and old disks."""
    assert DATA == read(gzip.compress(DATA) + bytes(20_000), ".gz")
