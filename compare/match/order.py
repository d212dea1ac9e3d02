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
    zero; only the first 120 words count. The table has rows and columns only for words that both have.
    """
    left, right = left[:_LONGEST], right[:_LONGEST]
    there, here = set(right), set(left)
    lefts = [i for i, word in enumerate(left) if word in there]
    rights = [j for j, word in enumerate(right) if word in here]
    table = [[0.0] * (len(rights) + 1)]
    for i in lefts:
        above, row, best, word, weight = table[-1], [0.0], 0.0, left[i], weights[i]
        for place, j in enumerate(rights):
            best = best if best >= above[place + 1] else above[place + 1]  # noqa: FURB136 - the call is slow
            if word == right[j] and above[place] + weight >= best:
                best = above[place] + weight
            row.append(best)
        table.append(row)
    return _trace((left, lefts), (right, rights), weights, table)


def _trace(
    left: tuple[Sequence[str], list[int]],
    right: tuple[Sequence[str], list[int]],
    weights: Sequence[float],
    table: list[list[float]],
) -> list[tuple[int, int]]:
    """The pairs that make up the last field of the table."""
    (words, lefts), (others, rights) = left, right
    pairs = []
    row, column, end = len(lefts), len(rights), len(others)
    while row and column:
        i, j = lefts[row - 1], rights[column - 1]
        if (
            end > j + 1
        ):  # words that the left one lacks stand between: there is nothing to pair in their columns
            while row and table[row - 1][column] >= table[row][column]:
                row -= 1
            end = j + 1
        elif words[i] == others[j] and table[row][column] == table[row - 1][column - 1] + weights[i]:
            row, column, end = row - 1, column - 1, j
            pairs.append((i, j))
        elif table[row - 1][column] >= table[row][column - 1]:
            row -= 1
        else:
            column, end = column - 1, j
    return pairs[::-1]
