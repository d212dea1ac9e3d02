"""Whether two short statements tell one fact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import compare
from compare.errors import SettingsError

WORDS = (
    "the a not of in rise rose fell price prices lorry truck 12 twelve 3,000 2024 July yesterday Friday "
    "Merkel Angela strike walkout police arrested released said ' , . - $5m stepped down"
).split(" ")
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


def score(left: str, right: str, *, context: str = "") -> float:
    """The score of two texts that are known to share the words of *context*."""
    return compare.likeness(left, right, context=context).score


@given(left=texts, right=texts)
def test_the_score_is_a_share_and_the_same_from_both_sides(left: str, right: str) -> None:
    """Whatever the texts, the score lies between 0 and 1 and does not depend on their order."""
    assert 0 <= score(left, right) <= 1
    assert score(left, right) == pytest.approx(score(right, left))


@given(text=texts.filter(lambda text: any(character.isalnum() for character in text)))
def test_a_text_tells_what_it_tells(text: str) -> None:
    """A text that says anything scores 1 with itself."""
    assert score(text, text) == pytest.approx(1)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the minister stepped down", "her resignation"),
        ("truckers blocked the bridge", "lorry drivers obstructed the crossing"),
        ("a probe into bribery", "corruption is being investigated"),
        ("the murdered boy's parents", "the family of the child who was killed"),
        ("at least 40 people", "more than forty"),
        ("Angela Merkel", "Chancellor Merkel"),
        ("until July 2030", "July 1, 2030"),
    ],
)
def test_one_fact_in_other_words_is_likely_one_fact(left: str, right: str) -> None:
    """Synonyms, spellings of a number, names with and without a forename tell the same."""
    assert compare.likeness(left, right).likely


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a gas leak", "a shortage of nurses"),
        ("12 were hurt", "57"),
        ("in 2019", "in 2024"),
        ("the voters of Ohio", "a thunderstorm"),
        ("Angela Merkel", "Emmanuel Macron"),
    ],
)
def test_other_facts_are_not_likely_one_fact(left: str, right: str) -> None:
    """Statements that share no meaning, or give other figures, tell different facts."""
    assert not compare.likeness(left, right).likely


def test_a_short_statement_inside_a_longer_one_is_likely_the_same_fact() -> None:
    """What the shorter one says is all in the longer one, which says more."""
    longer = "the court jailed two former managers of the insolvent shipyard for fraud on Tuesday"

    assert compare.likeness("two managers were jailed", longer).likely


def test_a_closer_word_counts_more() -> None:
    """The same word is worth more than a synonym, that more than a related word, that more than any other."""
    words = ["smuggling", "trafficking", "cartels", "violins"]
    scores = [score("smuggling at the docks", f"{word} at the docks") for word in words]

    assert sorted(scores, reverse=True) == scores
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize("other", ["prices did not rise", "prices never rose", "prices fell"])
def test_saying_no_or_the_opposite_counts_against_one_fact(other: str) -> None:
    """A denial is less likely the same fact than the statement itself in other words."""
    assert score("prices rose", other) < score("prices rose", "prices climbed")


def test_the_opposite_denied_is_no_denial() -> None:
    """Not to have fallen and to have risen go together."""
    assert not compare.likeness("prices did not fall", "prices rose").denied
    assert compare.likeness("prices did not rise", "prices rose").denied


def test_words_that_all_statements_share_say_little() -> None:
    """Two answers that share a word of the question only are not one answer."""
    left, right = "the strike ended in a settlement", "the strike spread to Leeds"

    assert score(left, right, context="strike") < score(left, right)


def test_common_words_say_less_than_rare_ones() -> None:
    """Sharing a word that news uses of everything is weaker evidence."""
    assert score("the new plan", "the plan for cellists") < score("new cellists", "the plan for cellists")


def test_a_phrase_is_matched_whole_and_by_its_words() -> None:
    """A phrase that is a concept of its own still shares its words with others."""
    assert compare.likeness("a prime minister", "the premier").likely
    assert compare.likeness("a power cut", "cutting the power").likely


def test_of_a_name_the_last_word_stands_for_the_bearer() -> None:
    """A forename alone makes nobody the same person."""
    assert score("Boris Johnson resigned", "Boris Becker") < score("Boris Johnson resigned", "Johnson")


def test_statements_of_nothing_but_function_words_are_compared_by_these() -> None:
    """Where there is no content word, the others have to do."""
    assert score("for a while", "for a while") == pytest.approx(1)
    assert not compare.likeness("for a while", "with them").likely


def test_an_empty_statement_tells_no_fact() -> None:
    """Nothing said is no match for anything, not even for nothing."""
    assert not compare.likeness("", "").likely
    assert not compare.likeness("", "the strike ended").likely


@pytest.mark.parametrize("wrong", [None, b"bytes", 3, "word " * 1000])
@pytest.mark.parametrize("name", ["left", "right", "context"])
def test_what_is_no_statement_is_refused_by_name(name: str, wrong: object) -> None:
    """What is no string, or as long as an article, is an error that says which argument it is."""
    texts = {"left": "a strike", "right": "a walkout", "context": "airline", name: wrong}

    with pytest.raises(SettingsError, match=name):
        compare.likeness(**texts)  # type: ignore[arg-type]
