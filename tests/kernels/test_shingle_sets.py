"""Shingles as sets, and the longest common run: kernels and plain twin agree, and are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.kernels import plain

if TYPE_CHECKING:
    from types import ModuleType

TEXTS = st.lists(st.text(st.sampled_from("aB \n.1\u00e9\u0301\u4e2d\u0e01"), max_size=40), max_size=6)
UNITS = st.sampled_from(["auto", "word", "char"])


def encode(texts: list[str]) -> list[bytes]:
    """Texts as the kernels take them."""
    return [text.encode() for text in texts]


@given(texts=TEXTS, unit=UNITS, size=st.integers(1, 5))
def test_the_kernels_agree(native: ModuleType, texts: list[str], unit: str, size: int) -> None:
    """Sets, edges and token counts are the twin's, and so is what each pair of sets has in common."""
    expected = plain.list_shingles(encode(texts), unit, size)
    sets = tuple(map(bytes, native.list_shingles(encode(texts), unit, size)))
    pairs = np.array([(i, j) for i in range(len(texts)) for j in range(len(texts))], np.uint64).tobytes()

    assert expected == sets
    assert plain.count_common(*sets[:2], pairs) == bytes(native.count_common(*sets[:2], pairs))


def test_each_shingle_is_there_once(kernel: ModuleType) -> None:
    """A repeated text has the shingles of one copy, and those where two copies meet."""
    hashes, starts, tokens = kernel.list_shingles([b"a b c", b"a b c a b c", b"", b"a"], "auto", 2)

    assert [0, 2, 5, 5, 6] == np.frombuffer(starts, np.uint64).tolist()
    assert [3, 6, 0, 1] == np.frombuffer(tokens, np.uint64).tolist()
    pairs = np.array([(0, 1), (1, 1), (0, 2), (0, 3)], np.uint64).tobytes()
    assert [2, 3, 0, 0] == np.frombuffer(kernel.count_common(hashes, starts, pairs), np.uint64).tolist()


@pytest.mark.parametrize(
    ("starts", "pairs"),
    [([0, 2], []), ([0, 1], [0, 1]), ([0, 1], [1 << 63, 0]), ([], []), ([0, 9, 1], [0, 7])],
)
def test_sets_that_are_not_there_are_refused(kernel: ModuleType, starts: list[int], pairs: list[int]) -> None:
    """Edges that do not fit the hashes, and pairs of sets that there are not, are errors, never read."""
    one = np.array([7], np.uint64).tobytes()

    with pytest.raises(ValueError, match=r"no such set|starts must end"):
        kernel.count_common(one, np.array(starts, np.uint64).tobytes(), np.array(pairs, np.uint64).tobytes())


NUMBERS = st.lists(st.integers(0, 4), max_size=24)


@given(left=NUMBERS, right=NUMBERS)
def test_the_longest_run_is_the_twins(native: ModuleType, left: list[int], right: list[int]) -> None:
    """Place and length are those of the plain table of all places."""
    one, other = (np.array(side, np.uint64).tobytes() for side in (left, right))
    first, again, length = run = native.longest_run(one, other)

    assert plain.longest_run(one, other) == run
    assert left[first : first + length] == right[again : again + length]


def test_the_longest_run_of_a_text_that_repeats_itself(native: ModuleType) -> None:
    """Two texts of 100,000 numbers that say two of them over and over share all but one."""
    numbers = np.array([7, 1 << 63] * 50_000, np.uint64)

    assert (1, 0, 99_999) == native.longest_run(numbers.tobytes(), numbers[1:].tobytes())


def test_the_longest_run_of_a_sequence_made_to_collide(native: ModuleType) -> None:
    """The Thue-Morse sequence and its opposite have the same polynomial hash modulo a power of two."""
    morse = [place.bit_count() & 1 for place in range(1024)]
    opposite = [1 - number for number in morse]
    one, other = (np.array(side, np.uint64) for side in ([5, *morse, 7], [9, *opposite, 3, *morse, 8]))

    assert (1, 1026, 1024) == native.longest_run(one.tobytes(), other.tobytes())


@pytest.mark.parametrize(("left", "right"), [([], []), ([1], []), ([], [1]), ([1, 2], [3])])
def test_without_a_common_number_there_is_no_run(
    kernel: ModuleType, left: list[int], right: list[int]
) -> None:
    """Empty sequences and strangers give a run of length 0."""
    assert 0 == kernel.longest_run(*(np.array(side, np.uint64).tobytes() for side in (left, right)))[2]
