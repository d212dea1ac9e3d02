"""The thesaurus of news English."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from compare.extract.concepts import (
    PHRASE_WORDS,
    find_concepts,
    find_denied,
    find_topics,
    key_of,
    read_rows,
)
from compare.text.stopwords import STOPWORDS, stem

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = read_rows()
CONCEPTS = [words for mark, words in ROWS if not mark]
OPPOSITES = [words for mark, words in ROWS if mark == "!"]


def test_every_row_has_two_words_or_more_that_are_no_forms_of_one() -> None:
    """A row of one stem says nothing; the same stem twice in a row says nothing more."""
    poor = [words for _, words in ROWS if len({key_of(word) for word in words}) < max(2, len(words))]

    assert [] == poor


def test_concepts_are_named_apart() -> None:
    """No two concepts begin with the same stem, since the first word is the name."""
    names = [key_of(words[0]) for words in CONCEPTS]

    assert sorted(set(names)) == sorted(names)


def test_no_concept_holds_words_that_deny_each_other() -> None:
    """Opposites share no concept, nor do the words of the concepts that they name."""
    rows = {key_of(words[0]): {key_of(word) for word in words} for words in CONCEPTS}
    together = []
    for left, right in OPPOSITES:
        ours, theirs = key_of(left), key_of(right)
        if find_concepts(ours) & find_concepts(theirs) or rows.get(ours, set()) & rows.get(theirs, set()):
            together.append((left, right))

    assert [] == together


def test_two_words_are_opposites_in_one_line_at_most() -> None:
    """A line of opposites has two words, and stands there once."""
    pairs = [tuple(sorted(map(key_of, words))) for words in OPPOSITES]

    assert {2} == {len(words) for words in OPPOSITES}
    assert sorted(set(pairs)) == sorted(pairs)


def test_words_too_common_to_say_anything_are_no_concept() -> None:
    """A stopword stands in a phrase only."""
    assert set() == {word for _, words in ROWS for word in words} & STOPWORDS


def test_no_phrase_is_longer_than_is_looked_for() -> None:
    """The longest phrase has as many words as the constant says."""
    assert max(len(word.split("-")) for _, words in ROWS for word in words) == PHRASE_WORDS


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("raised", "hikes"),
        ("smuggling", "trafficked"),
        ("lorries", "trucks"),
        ("killed", "murders"),
        ("inquiry", "investigating"),
        ("shareholders", "investor"),
        ("quake", "earthquakes"),
        ("lawyers", "attorney"),
        ("vaccines", "jabs"),
    ],
)
def test_inflected_words_meet_in_their_concept(left: str, right: str) -> None:
    """Words of one concept share it in whatever form they stand."""
    assert find_concepts(stem(left)) & find_concepts(stem(right))


@pytest.mark.parametrize(
    ("left", "right"), [("rise", "fall"), ("arrest", "release"), ("soared", "plunged"), ("approve", "reject")]
)
def test_opposites_deny_each_other_in_either_order(left: str, right: str) -> None:
    """A concept of the one denies a concept of the other; they share none."""
    ours, theirs = find_concepts(stem(left)), find_concepts(stem(right))

    assert any(find_denied(name) & theirs for name in ours)
    assert any(find_denied(name) & ours for name in theirs)
    assert not ours & theirs


def test_words_without_a_concept_deny_each_other_too() -> None:
    """A word that stands among the opposites only goes by its stem."""
    assert "husband" in find_denied("wife")
    assert not find_concepts("wife")


@pytest.mark.parametrize(("mark", "find"), [("", find_concepts), ("~", find_topics)])
def test_every_word_is_found_by_its_stems(mark: str, find: Callable[[str], frozenset[str]]) -> None:
    """Words are looked up by the first letters of their stems, and each is in all of its rows."""
    found = Counter(key for kind, words in ROWS if kind == mark for key in map(key_of, words))

    assert found == {key: len(find(key)) for key in found}


def test_a_phrase_is_a_concept_as_a_word_is() -> None:
    """To step down is to resign, however it is inflected."""
    assert "resign" in find_concepts(f"{stem('stepped')} down")
    assert not find_concepts("down")


def test_related_words_share_a_topic_and_no_concept() -> None:
    """Inflation has to do with prices and is not the same as one."""
    assert find_topics(stem("inflation")) & find_topics(stem("prices"))
    assert not find_concepts(stem("elections")) & find_concepts(stem("candidates"))


def test_an_unknown_word_has_no_concept() -> None:
    """What the thesaurus does not know is in no concept and denies nothing."""
    assert find_concepts("xyzzy") == find_topics("xyzzy") == find_denied("xyzzy") == frozenset()
