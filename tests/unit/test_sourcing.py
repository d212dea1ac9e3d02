"""Whom a sentence gives as the source of what it tells."""

from __future__ import annotations

import pytest

from compare.extract.sourcing import find_sources


def sources(text: str) -> list[tuple[str, bool]]:
    """The phrases that name a source, and whether each closes what it is the source of."""
    return [(text[one.start : one.end], one.closes) for one in find_sources(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "phrase", "closes"),
    [
        ("Police said the mill burnt down.", "Police", False),
        ("The mill burnt down, police said.", "police", True),
        ("The mill burnt down, said its owner, Ann Dorn.", "its owner, Ann Dorn", True),
        ("Ann Dorn, who owns the mill, insisted that it was safe.", "Ann Dorn, who owns the mill", False),
        ("The mill burnt down, according to a log of the fire brigade.", "a log of the fire brigade", True),
        ("According to a memo, the mill burnt down.", "a memo", False),
        ("A leaked town memo put the damage at 2 million.", "A leaked town memo", False),
        ("But families lost everything, the Herald understands.", "the Herald", True),
        ("Insiders say it may close, though nobody knows.", "Insiders", False),
        ("The minister, Paul Verne, told the chamber it would close.", "The minister, Paul Verne", False),
    ],
)
def test_the_phrase_beside_a_verb_of_telling_is_the_source(text: str, phrase: str, closes: bool) -> None:  # noqa: FBT001
    """Before the verb or behind it, with its apposition, whether or not a clause follows."""
    assert (phrase, closes) in sources(text)


@pytest.mark.parametrize(
    "text", ["It said that it would close.", "The mill burnt down.", "He was said to be ill."]
)
def test_a_pronoun_or_no_one_is_no_source(text: str) -> None:
    """Who is meant by "it" is not in this sentence."""
    assert [] == sources(text)


def test_what_is_too_long_for_a_sentence_is_not_read_to_its_end() -> None:
    """In a flood of cues each has its source, up to a length that no sentence has."""
    flood, longer = (sources("Bell said, " * times) for times in (2000, 4000))

    assert flood == longer
    assert {"Bell"} == {phrase for phrase, _ in flood}
