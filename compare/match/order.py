"""The heaviest common subsequence of two word lists: what both say in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 120  # words; the table has the product of both lengths


def align_heaviest(
    left: Sequence[str], right: Sequence[str], weights: Sequence[float]
) -> list[tuple[int, int]]:
    """Pairs of places of equal words, rising on both sides, with the greatest sum of *weights* of the left.

    The longest-common-subsequence recurrence (Wagner and Fischer 1974) with weights, which are not below
    zero; only the first 120 words count.
    """
    left, right = left[:_LONGEST], right[:_LONGEST]
    table = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, word in enumerate(left):
        above, row = table[i], table[i + 1]
        for j, other in enumerate(right):
            best = max(above[j + 1], row[j])
            if word == other and above[j] + weights[i] >= best:
                best = above[j] + weights[i]
            row[j + 1] = best
    return _trace(left, right, weights, table)


def _trace(
    left: Sequence[str], right: Sequence[str], weights: Sequence[float], table: list[list[float]]
) -> list[tuple[int, int]]:
    """The pairs that make up the last field of the table."""
    pairs = []
    i, j = len(left), len(right)
    while i and j:
        paired = table[i - 1][j - 1] + weights[i - 1]
        if left[i - 1] == right[j - 1] and table[i][j] == paired:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
