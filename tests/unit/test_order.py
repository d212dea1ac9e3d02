"""The heaviest common subsequence, against brute force; and the similarity of short strings."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.match.order import align_heaviest
from compare.match.similarity import jaro_winkler

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = st.lists(st.sampled_from("abc"), max_size=6)
WEIGHTS = st.lists(st.integers(0, 5), min_size=6, max_size=6)


def heaviest(left: Sequence[str], right: Sequence[str], weights: Sequence[float]) -> float:
    """The greatest weight any alignment has, by trying all."""
    best = 0.0
    for size in range(1, min(len(left), len(right)) + 1):
        for mine in combinations(range(len(left)), size):
            words = [left[i] for i in mine]
            if any(words == [right[j] for j in other] for other in combinations(range(len(right)), size)):
                best = max(best, sum(weights[i] for i in mine))
    return best


@given(left=WORDS, right=WORDS, weights=WEIGHTS)
def test_no_alignment_is_heavier(left: list[str], right: list[str], weights: list[int]) -> None:
    """The weight is that of the best of all alignments."""
    pairs = align_heaviest(left, right, weights)

    assert heaviest(left, right, weights) == sum(weights[i] for i, _ in pairs)


def align_plainly(
    left: Sequence[str], right: Sequence[str], weights: Sequence[float]
) -> list[tuple[int, int]]:
    """The alignment read off a table with a row for each word of the left, a column for each of the right."""
    table = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            best = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = max(best, table[i][j] + weights[i]) if word == other else best
    pairs = []
    i, j = len(left), len(right)
    while i and j:
        if left[i - 1] == right[j - 1] and table[i][j] == table[i - 1][j - 1] + weights[i - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


SPARSE = st.lists(st.sampled_from("abcdefgh"), max_size=12)
CLOSE = st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.3, 1.0]), min_size=12, max_size=12)


@given(left=SPARSE, right=SPARSE, weights=CLOSE)
def test_words_of_one_side_alone_change_nothing(
    left: list[str], right: list[str], weights: list[float]
) -> None:
    """Of alignments that weigh the same it is the one that a table of all words gives."""
    assert align_plainly(left, right, weights) == align_heaviest(left, right, weights)


@given(left=WORDS, right=WORDS, weights=WEIGHTS)
def test_pairs_rise_and_hold_equal_words(left: list[str], right: list[str], weights: list[int]) -> None:
    """Both sides rise from pair to pair, and a pair is one word."""
    pairs = align_heaviest(left, right, weights)

    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert all(left[i] == right[j] for i, j in pairs)


def test_words_without_weight_are_paired_too() -> None:
    """A word that weighs nothing is still the same word."""
    assert [(0, 0), (1, 1)] == align_heaviest(["the", "dam"], ["the", "dam"], [0.0, 1.0])


def test_only_the_first_words_of_a_long_text_count() -> None:
    """A list without end costs no more than a long sentence."""
    endless = ["a"] * 100_000

    assert 120 == len(align_heaviest(endless, endless, [1.0] * len(endless)))


def test_names_that_begin_alike_are_similar() -> None:
    """Equal strings score one, spellings of a name more than two names, nothing in common none."""
    assert 1.0 == jaro_winkler("lindqvist", "lindqvist")
    assert jaro_winkler("lindqvist", "lindquist") > jaro_winkler("lindqvist", "solberg")
    assert 0.0 == jaro_winkler("abc", "xyz")
