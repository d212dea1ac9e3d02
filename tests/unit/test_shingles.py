"""Shingles, as text and as numbers, against a plain reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.settings import CompareSettings, Unit
from compare.sketch.shingles import (
    find_shingles,
    fold_space,
    number_runs,
    number_shingles,
    number_tokens,
    tokenise,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TOKENS = st.lists(st.sampled_from(["a", "b", "ab", "c"]), max_size=14)
SIZES = st.integers(1, 6)


def reference_shingles(tokens: Sequence[str], size: int) -> set[tuple[str, ...]]:
    """What all others must agree with. Plain on purpose: do not make it fast."""
    if not tokens:
        return set()
    width = min(size, len(tokens))
    return {tuple(tokens[i : i + width]) for i in range(len(tokens) - width + 1)}


@given(tokens=TOKENS, size=SIZES)
def test_shingles_are_all_runs_of_tokens(tokens: list[str], size: int) -> None:
    """Fewer tokens than the shingle size still make one shingle, none make none."""
    expected = {" ".join(shingle) for shingle in reference_shingles(tokens, size)}

    assert expected == find_shingles(tokens, size)


@given(texts=st.lists(TOKENS, max_size=4), size=SIZES)
def test_numbers_are_shared_where_shingles_are(texts: list[list[str]], size: int) -> None:
    """Numbered shingles of any two texts have as many in common as their shingles."""
    numbered = [set(ids.tolist()) for ids in number_shingles(number_tokens(texts), size)]
    shingles = [reference_shingles(text, size) for text in texts]

    assert [[len(a & b) for a in shingles] for b in shingles] == [
        [len(a & b) for a in numbered] for b in numbered
    ]


@given(tokens=TOKENS, size=SIZES)
def test_there_is_a_number_for_each_place(tokens: list[str], size: int) -> None:
    """A text of n tokens has a shingle at each of n - size + 1 places."""
    (ids,) = number_tokens([tokens])

    assert max(0, len(tokens) - size + 1) == len(number_runs(ids, size))


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit.AUTO, ["hague", "s", "1", "500", "北", "京"]),
        (Unit.WORD, ["hague", "s", "1", "500", "北京"]),
        (Unit.CHAR, list("hague's 1,500 北京")),
    ],
)
def test_the_unit_says_what_a_token_is(unit: Unit, expected: list[str]) -> None:
    """Words, words and single characters of scripts without spaces, or characters."""
    assert expected == tokenise("Hague's  1,500\n北京 ", CompareSettings(unit=unit))


def test_space_folds_and_accents_compose() -> None:
    """Texts that differ in white space or in the form of their accents are the same."""
    assert "caf\u00e9 noir" == fold_space("\n cafe\u0301 \t noir\u2009")
