"""Signatures of texts that lie in one buffer, as in a column of Arrow."""

from __future__ import annotations

import mmap
from itertools import accumulate, pairwise
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    import numpy.typing as npt

HOW = ("auto", 5, 70, 1)
TEXTS = st.lists(st.text("ab É漢\u0301.", max_size=150).map(str.encode), max_size=70)


def places(texts: Sequence[bytes]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Where each of the texts begins and ends when they are joined."""
    edges = np.array([0, *accumulate(map(len, texts))], np.int64)
    return edges[:-1].copy(), edges[1:].copy()


@given(texts=TEXTS, threads=st.sampled_from([0, 1, 2, 16]), shingle_hash=st.sampled_from(["rolling", "xxh3"]))
@example(texts=[], threads=2, shingle_hash="rolling")
@example(texts=[b""] * 40, threads=2, shingle_hash="rolling")
@example(texts=[b"the same text in every row of the column"] * 40, threads=3, shingle_hash="rolling")
def test_a_buffer_is_signed_as_its_texts_are(
    kernel: ModuleType, texts: list[bytes], threads: int, shingle_hash: str
) -> None:
    """The texts in a buffer have the signatures they have alone, in their order, whatever the threads."""
    if shingle_hash == "xxh3":
        pytest.importorskip("xxhash")
    alone = [kernel.sign_texts([text], *HOW, 1, hash=shingle_hash) for text in texts]
    signed = kernel.sign_column(b"".join(texts), *places(texts), *HOW, threads, hash=shingle_hash)

    assert b"".join(alone) == signed


def test_texts_may_overlap_and_leave_gaps(kernel: ModuleType) -> None:
    """A text is what stands between its places, whatever the others are."""
    data = bytearray(b"one two three four five six seven")
    ends = [(4, 13), (0, 33), (8, 8), (0, 33)]
    signed = kernel.sign_column(data, *map(np.array, zip(*ends, strict=True)), *HOW, 1)

    assert kernel.sign_texts([bytes(data[start:end]) for start, end in ends], *HOW, 1) == signed


def test_bytes_behind_a_text_are_not_its_own(kernel: ModuleType) -> None:
    """A character that is cut off at the end of a text does not go on in the next one."""
    data = "漢字".encode()
    edges = [0, 2, 6]
    signed = kernel.sign_column(data, np.array(edges[:-1]), np.array(edges[1:]), *HOW, 1)

    assert kernel.sign_texts([data[start:end] for start, end in pairwise(edges)], *HOW, 1) == signed


@pytest.mark.parametrize(
    ("starts", "ends"), [([0], [4]), ([-1], [2]), ([2], [1]), ([4], [4]), ([0, 0], [3, -1]), ([0, 1], [1])]
)
def test_places_outside_are_refused(kernel: ModuleType, starts: list[int], ends: list[int]) -> None:
    """Places that are none of the buffer, or more starts than ends, are an error and never read."""
    with pytest.raises(ValueError, match=r"outside the data|one for each text"):
        kernel.sign_column(b"abc", np.array(starts, np.int64), np.array(ends, np.int64), *HOW, 1)


def test_half_a_place_is_refused(kernel: ModuleType) -> None:
    """Places are numbers of 64 bits."""
    with pytest.raises(ValueError, match=r"."):
        kernel.sign_column(b"abc", bytes(12), bytes(12), *HOW, 1)


def test_a_text_past_two_gigabytes_is_read(kernel: ModuleType) -> None:
    """Places past 2^31 and 2^32 are places like others; what lies before them is not touched."""
    text = b"the text that lies far behind all the others"
    starts = np.array([(1 << 31) - 9, 1 << 32], np.int64)
    with TemporaryFile() as file:
        file.truncate((1 << 32) + len(text))
        for start in starts.tolist():
            file.seek(start)
            file.write(text)
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            signed = kernel.sign_column(data, starts, starts + len(text), *HOW, 1)

    assert kernel.sign_texts([text] * 2, *HOW, 1) == signed


def test_a_text_of_four_gigabytes_is_refused(native: ModuleType) -> None:
    """A compiled kernel counts places within a text in 32 bits, and says so before it reads."""
    with TemporaryFile() as file:
        file.truncate(1 << 32)
        with (
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
            pytest.raises(ValueError, match="4 GiB"),
        ):
            native.sign_column(data, np.array([0]), np.array([1 << 32]), *HOW, 1)
