"""Whether two spellings may be one name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.spelling import list_given_keys, same_given_name, same_spelling, skeleton, spelling_key

GIVEN = st.sampled_from("bill william b w bob robert kathy kate katherine k p peter gadiri qadiri".split())
NAMES = st.text(alphabet="abcdeghijkmoqrstuvxyz'-ñéкж", max_size=9)


@pytest.mark.parametrize(
    ("left", "right"),
    [("gadiri", "qadiri"), ("mokhtar", "mukhtar"), ("jelloud", "jalloud"), ("shroeder", "schroeder")],
)
def test_transliterations_are_one_name(left: str, right: str) -> None:
    """What transliterations change leaves the consonants as they were."""
    assert same_spelling(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("hague", "hogan"), ("martin", "merton"), ("ellwood", "elwell"), ("kent", "kant"), ("ford", "fort")],
)
def test_other_names_are_not_one(left: str, right: str) -> None:
    """Other consonants, or short names that are alike by chance, are two names."""
    assert not same_spelling(left, right)


@pytest.mark.parametrize(("left", "right"), [("bill", "william"), ("p", "peter"), ("kathy", "kate")])
def test_nicknames_and_initials_are_one_given_name(left: str, right: str) -> None:
    """A nickname or an initial may be the given name of the same person."""
    assert same_given_name(left, right)


@pytest.mark.parametrize(("left", "right"), [("tom", "ann"), ("peter", "paul"), ("a", "peter")])
def test_two_given_names_stay_two(left: str, right: str) -> None:
    """A common first letter is not enough where both are written out."""
    assert not same_given_name(left, right)


@given(left=NAMES, right=NAMES)
def test_spellings_are_compared_both_ways_alike(left: str, right: str) -> None:
    """The order of the two spellings does not matter, and each is its own spelling."""
    assert same_spelling(left, right) == same_spelling(right, left)
    assert same_given_name(left, right) == same_given_name(right, left)
    assert same_spelling(left, left)


@given(name=NAMES)
def test_a_skeleton_has_no_vowels_and_no_doubles(name: str) -> None:
    """What is left of a name are consonants, each once in a row."""
    left = skeleton(name)

    assert not set(left) & set("aeiouyhw'-")
    assert all(one != other for one, other in pairwise(left))


@given(left=GIVEN | NAMES, right=GIVEN | NAMES)
def test_given_names_that_are_one_share_a_key(left: str, right: str) -> None:
    """Names that may be one person's are found by their keys, from either side."""
    if same_given_name(left, right):
        assert list_given_keys(left)[1] & list_given_keys(right)[0]


@given(left=NAMES, right=NAMES)
def test_spellings_of_one_name_share_their_key(left: str, right: str) -> None:
    """Names are looked up by a key that two spellings of one name have in common."""
    assert not same_spelling(left, right) or spelling_key(left) == spelling_key(right)


def test_what_has_no_other_spelling_is_its_own_key() -> None:
    """Short words, places and words of one consonant are found by themselves alone."""
    assert ["=lee", "=niger", "=baaaa"] == [spelling_key(word) for word in ("lee", "niger", "baaaa")]
