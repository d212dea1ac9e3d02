"""Common words and stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.stopwords import STOPWORDS, is_stopword, stem


@pytest.mark.parametrize("word", ["the", "of", "said", "would", "they", "mr"])
def test_function_words_say_nothing(word: str) -> None:
    """Articles, prepositions, auxiliaries and the verbs of saying are stopwords."""
    assert is_stopword(word)


@pytest.mark.parametrize("word", ["harbour", "resigned", "minister", "twelve", "", "the "])
def test_other_words_say_something(word: str) -> None:
    """Content words are none, and nothing is trimmed or guessed."""
    assert not is_stopword(word)


def test_stopwords_are_single_lower_case_words() -> None:
    """The list can only be met by tokens, which are lower case and without apostrophes."""
    assert all(word == word.lower() and word.isalpha() for word in STOPWORDS)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("resigned", "resigning"),
        ("fled", "flee"),
        ("struck", "strikes"),
        ("withdrew", "withdrawn"),
        ("said's", "said"),
        ("bought", "buys"),
        ("children", "child"),
        ("policemen", "policeman"),
        ("overthrown", "overthrew"),
        ("executive", "executives"),
        ("important", "importance"),
    ],
)
def test_forms_of_one_word_share_a_stem(left: str, right: str) -> None:
    """Regular endings fall off, irregular pasts come home."""
    assert stem(left) == stem(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("flee", "fly"), ("elect", "select"), ("ship", "shop")],
        *[("executives", "executed"), ("department", "departed"), ("liberals", "liberated")],
        *[("routes", "routed"), ("importance", "imported"), ("positive", "position")],
        *[("majority", "majors"), ("quite", "quit")],
    ],
)
def test_different_words_keep_different_stems(left: str, right: str) -> None:
    """Words that look alike stay apart."""
    assert stem(left) != stem(right)


@given(word=st.text())
def test_any_word_has_one_stem(word: str) -> None:
    """No token is too odd, and asking twice gives the same."""
    assert stem(word) == stem(word)
