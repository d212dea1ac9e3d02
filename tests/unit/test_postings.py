"""Texts that share shingles, found by an inverted index."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.sketch.postings import count_holders, count_shared, pair_members

SETS = st.lists(st.frozensets(st.integers(0, 9)), max_size=8)


@given(sets=SETS)
def test_shared_numbers_are_counted_for_each_pair(sets: list[frozenset[int]]) -> None:
    """Every pair of sets that meet is found, with the size of what they share."""
    expected = {
        (i, j): len(sets[i] & sets[j]) for i, j in combinations(range(len(sets)), 2) if sets[i] & sets[j]
    }

    assert expected == count_shared([np.array(sorted(each), np.int64) for each in sets])


@given(sets=SETS)
def test_holders_are_counted(sets: list[frozenset[int]]) -> None:
    """Each number knows how many sets hold it."""
    counts = count_holders([np.array(sorted(each), np.int64) for each in sets])

    assert all(count == sum(number in each for each in sets) for number, count in enumerate(counts))


def test_a_crowd_is_paired_as_a_star() -> None:
    """The pairs of a large group grow with it, and each member is in one."""
    pairs = set(pair_members(range(1000)))

    assert len(pairs) < 2000
    assert set(range(1000)) == {member for pair in pairs for member in pair}
    assert all(left < right for left, right in pairs)
