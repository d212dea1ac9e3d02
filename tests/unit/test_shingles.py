"""Tokens and runs of tokens as numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.sketch.shingles import number_runs, number_tokens

TOKENS = st.lists(st.sampled_from(["a", "b", "ab", "c"]), max_size=14)
SIZES = st.integers(1, 6)


@given(texts=st.lists(TOKENS, min_size=1, max_size=4), size=SIZES)
def test_numbers_are_shared_where_runs_are(texts: list[list[str]], size: int) -> None:
    """Two places have equal numbers exactly where equal runs of tokens begin."""
    joined = np.concatenate(number_tokens(texts))
    tokens = [token for text in texts for token in text]
    runs = [tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]
    numbers = number_runs(joined, size).tolist()

    assert [[a == b for a in runs] for b in runs] == [[a == b for a in numbers] for b in numbers]


@given(tokens=TOKENS, size=SIZES)
def test_there_is_a_number_for_each_place(tokens: list[str], size: int) -> None:
    """A text of n tokens has a shingle at each of n - size + 1 places."""
    (ids,) = number_tokens([tokens])

    assert max(0, len(tokens) - size + 1) == len(number_runs(ids, size))
