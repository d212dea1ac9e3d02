"""Shared runs of words, against a plain reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.match.runs import Run, find_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = st.lists(st.sampled_from("abcdef"), max_size=16)


def reference_runs(left: Sequence[str], right: Sequence[str], shortest: int) -> list[Run]:
    """All maximal runs, by trying every pair of places."""
    runs = []
    for i in range(len(left)):
        for j in range(len(right)):
            length = 0
            while (
                i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]
            ):
                length += 1
            if length >= shortest and (not i or not j or left[i - 1] != right[j - 1]):
                runs.append(Run(i, j, length))
    return runs


@given(left=WORDS, right=WORDS, shortest=st.integers(2, 5))
def test_all_maximal_runs_are_found(left: list[str], right: list[str], shortest: int) -> None:
    """Short texts give exactly the runs the reference gives."""
    assert reference_runs(left, right, shortest) == find_runs(left, right, shortest=shortest)


def test_a_text_that_repeats_itself_is_one_run() -> None:
    """Where every n-gram is everywhere, the run of the whole text is still found."""
    assert [Run(0, 0, 400)] == find_runs(["na"] * 400, ["na"] * 400)


@pytest.mark.parametrize("words", [["a"], ["a", "b"], ["a", "b", "a", "c"]])
def test_repetition_does_not_cost_the_square(words: list[str]) -> None:
    """Two texts of 100,000 words that say a few words over and over are compared in no time."""
    left = words * (100_000 // len(words))

    assert find_runs(left, left[1:])


def test_a_run_goes_on_over_common_n_grams() -> None:
    """A copied stretch is one run although a stock phrase in it stands everywhere else too."""
    stock = "in the end of the day".split()
    noise = [word for number in range(40) for word in [*stock, f"x{number}"]]
    copied = ["alpha", "beta", "gamma", "delta", "epsilon", *stock, "zeta", "eta", "theta", "iota", "kappa"]
    runs = find_runs([*noise, *copied], [*copied, *(word.replace("x", "y") for word in noise)])

    assert Run(len(noise), 0, len(copied)) in runs
