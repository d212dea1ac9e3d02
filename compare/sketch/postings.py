"""Which texts hold the same shingles: an inverted index, turned into pairs of texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from compare.sketch.members import pair_members

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]


def count_holders(sets: Sequence[Ids]) -> Ids:
    """In how many of the sets each number stands, by number."""
    return np.bincount(np.concatenate(sets)) if sets else np.zeros(0, np.int64)


def count_shared(sets: Sequence[Ids]) -> Counter[tuple[int, int]]:
    """Pairs of sets that share numbers, and how many; in a crowd not each with each is counted."""
    pairs: Counter[tuple[int, int]] = Counter()
    for members, times in _group_holders(sets).items():
        for pair in pair_members(np.frombuffer(members, np.int64).tolist()):
            pairs[pair] += times
    return pairs


def _group_holders(sets: Sequence[Ids]) -> Counter[bytes]:
    """The groups of sets that hold a number in common, and how many numbers each group shares."""
    groups: Counter[bytes] = Counter()
    if not sets:
        return groups
    numbers = np.concatenate(sets)
    order = np.argsort(numbers, kind="stable")
    owners = np.repeat(np.arange(len(sets)), [len(ids) for ids in sets])[order]
    firsts = np.flatnonzero(np.diff(numbers[order], prepend=-1))
    counts = np.diff(firsts, append=len(numbers))
    shared = counts > 1
    for first, count in zip(firsts[shared].tolist(), counts[shared].tolist(), strict=True):
        groups[owners[first : first + count].tobytes()] += 1
    return groups
