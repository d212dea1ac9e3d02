"""Which words tell which kind of event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.events import find_event_classes, find_phrase_class


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("resigned", "resignation"),
        ("fled", "escape"),
        ("fired", "sacked"),
        ("killing", "slain"),
        ("arrested", "detention"),
        ("struck", "airstrikes"),
        ("denied", "refusal"),
        ("bought", "acquisition"),
        ("withdrew", "retreat"),
    ],
)
def test_words_for_one_event_share_a_class(left: str, right: str) -> None:
    """Verb and noun, regular or not, plain or grand."""
    assert find_event_classes(left) & find_event_classes(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("elected", "dismissed"), ("arrested", "released"), ("approved", "rejected"), ("won", "sank")],
)
def test_opposites_share_none(left: str, right: str) -> None:
    """What undoes an event is not that event."""
    assert not find_event_classes(left) & find_event_classes(right)


@pytest.mark.parametrize(
    "word", ["harbour", "said", "has", "council", "", "left", "flies", "executive", "departments", "quite"]
)
def test_most_words_tell_no_event(word: str) -> None:
    """Nouns, auxiliaries, verbs of saying, and words that mean too much."""
    assert frozenset() == find_event_classes(word)


def test_a_word_may_tell_two_kinds() -> None:
    """Who departs leaves and travels."""
    assert {"leave", "travel"} <= find_event_classes("departure")


@pytest.mark.parametrize(
    ("verb", "particle", "expected"),
    [
        ("pushed", "back", "retreat"),
        ("fell", "back", "retreat"),
        ("steps", "down", "leave"),
        ("stood", "aside", "leave"),
        ("dropped", "out", "leave"),
        ("turned", "down", "reject"),
        ("pushed", "down", None),
        ("said", "back", None),
        ("turned", "", None),
    ],
)
def test_a_small_word_makes_the_event(verb: str, particle: str, expected: str | None) -> None:
    """To push and to push back are two things."""
    assert expected == find_phrase_class(verb, particle)


@given(word=st.text(), particle=st.text())
def test_any_word_can_be_asked_for(word: str, particle: str) -> None:
    """No word is too odd."""
    assert isinstance(find_event_classes(word), frozenset)
    assert find_phrase_class(word, particle) is None or particle
