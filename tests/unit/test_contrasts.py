"""Contradictions of two tellings that have nearly all words in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.results import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison

    Compare = Callable[..., Comparison]


def _differing(comparison: Comparison) -> set[str]:
    """The attributes in which the facts are told differently."""
    return {
        one.name for fact in comparison.facts for one in fact.attributes if one.status is Status.DIFFERS
    } - {"told as"}


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [
        (
            "who to whom",
            "Norway defeated Denmark on Sunday before a full house.",
            "Denmark defeated Norway on Sunday before a full house.",
        ),
        (
            "who to whom",
            "Dornwick bought Harwell for $2 billion on Monday.",
            "Harwell bought Dornwick for $2 billion on Monday.",
        ),
        (
            "which way",
            "The Selby index climbed 300 points to 9,000 on Monday.",
            "The Selby index sank 300 points to 9,000 on Monday.",
        ),
        (
            "which way",
            "The mill reported a surplus of $3.4 million for the year.",
            "The mill reported a deficit of $3.4 million for the year.",
        ),
        (
            "of what country",
            "The Danish foreign minister resigned on Monday after the mill in Lyon burned.",
            "The Swedish foreign minister resigned on Monday after the mill in Lyon burned.",
        ),
        (
            "of what country",
            "The queen of Denmark opened the hospital in Leeds where 20 nurses work.",
            "The queen of Sweden opened the hospital in Leeds where 20 nurses work.",
        ),
        (
            "in office",
            "Peter Ellwood, the former harbour minister, left Norway on Monday.",
            "Peter Ellwood, the harbour minister, left Norway on Monday.",
        ),
        (
            "where",
            "A gas blast killed 12 people in Milan, Italy, on Monday.",
            "A gas blast killed 12 people in Turin, Italy, on Monday.",
        ),
        (
            "where",
            "Austria signed the treaty on river water in Geneva on Monday.",
            "Australia signed the treaty on river water in Geneva on Monday.",
        ),
        (
            "when",
            "The Queen opened the bridge in Queen Street on Friday. Crowds cheered.",
            "The Queen opened the bridge in Queen Street on Saturday. Crowds cheered.",
        ),
    ],
)
def test_one_word_that_turns_the_fact_round_is_a_difference(
    compare_texts: Compare, name: str, left: str, right: str
) -> None:
    """Two tellings with one word changed or two names swapped are no fact told the same."""
    assert name in _differing(compare_texts(left, right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Norway was defeated by Denmark on Sunday before a full house of 9,000.",
            "Denmark defeated Norway on Sunday before a full house of 9,000.",
        ),
        (
            "Norway met Denmark in Leeds on Sunday before a full house of 9,000.",
            "Denmark met Norway in Leeds on Sunday before a full house of 9,000.",
        ),
        (
            "Dornwick Mills sold the old harbour to Anna Brandt in Leeds on Monday.",
            "Anna Brandt bought the old harbour from Dornwick Mills in Leeds on Monday.",
        ),
        (
            "Wheat in Selby rose 3 points on Monday while barley fell 2 points.",
            "In Selby barley fell 2 points on Monday while wheat rose 3 points.",
        ),
        (
            "The European minister Anna Brandt opened the hospital in Leeds on Monday.",
            "The Danish minister Anna Brandt opened the hospital in Leeds on Monday.",
        ),
    ],
)
def test_other_words_for_the_same_are_no_contradiction(compare_texts: Compare, left: str, right: str) -> None:
    """The passive, what two do with each other, the other side of a sale, two things that go two ways."""
    found = _differing(compare_texts(left, right))

    assert found.isdisjoint({"who to whom", "which way", "of what country", "in office"})
