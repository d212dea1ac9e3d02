"""Differences that another finding must not hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.results import Attribute, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison


def _numbers(comparison: Comparison) -> list[Attribute]:
    """The numbers of all facts."""
    return [one for fact in comparison.facts for one in fact.attributes if one.name == "number"]


def test_one_equal_figure_does_not_hide_another_that_differs(
    compare_texts: Callable[..., Comparison],
) -> None:
    """Of two figures in a sentence, the one that differs makes the number differ."""
    comparison = compare_texts(
        "A blast at the Dorn mill in Harwick killed three workers and injured 40 people, a fire chief said.",
        "The Dorn mill blast in Harwick injured 75 people and killed three workers, the town hall said.",
    )

    assert [Status.DIFFERS] == [number.status for number in _numbers(comparison)]


def test_a_copied_passage_does_not_hide_the_figure_behind_it(
    compare_texts: Callable[..., Comparison],
) -> None:
    """Where copied words stop short of a figure that was changed, the fact is told as well."""
    start = "A blast at the Dorn mill in Harwick on Monday killed 3 people and injured "

    comparison = compare_texts(f"{start}40 workers.", f"{start}75 workers.")

    assert comparison.passages
    assert [Status.DIFFERS] == [number.status for number in _numbers(comparison)]


def test_a_sentence_copied_whole_is_no_fact(compare_texts: Callable[..., Comparison]) -> None:
    """What a passage shows already is not listed again."""
    text = "A blast at the Dorn mill in Harwick on Monday killed 3 people and injured 40 workers."

    comparison = compare_texts(text, text)

    assert comparison.passages
    assert not comparison.facts


def test_one_unnamed_voice_makes_no_two_claims(compare_texts: Callable[..., Comparison]) -> None:
    """Police in both texts are one voice: what they say is a fact, not a claim of two."""
    comparison = compare_texts(
        "Burglars took a silver cup from the chapel of Lower Wexham, police said.",
        "A silver cup was taken by burglars from the Lower Wexham chapel, local police said.",
    )

    assert not comparison.similar_claims
    assert comparison.facts


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("the French foreign minister", "the British foreign minister", Status.DIFFERS),
        ("the foreign minister of France", "Britain's foreign minister", Status.DIFFERS),
        ("the French foreign minister", "the foreign minister", Status.COMPATIBLE),
    ],
)
def test_ministers_of_two_countries_are_two_speakers(
    compare_texts: Callable[..., Comparison], left: str, right: str, status: Status
) -> None:
    """One quotation given to offices of two countries is told differently, though nobody is named."""
    quote = '"The treaty is dead and nobody should pretend that it can be revived this year," {} said.'

    [group] = compare_texts(quote.format(left), quote.format(right)).quote_groups

    assert [status] == [one.status for one in group.differs if one.name == "speaker"]


def test_a_term_in_marks_is_nobodys_words(compare_texts: Callable[..., Comparison]) -> None:
    """Two words in marks that nobody is said to say are a term, not an utterance cut short."""
    comparison = compare_texts(
        '"Having a dry harbour is what we are aiming for," Mayor Dana Kroll said.',
        'Buoyed by hopes for a "dry harbour", the fishermen of Wexham went home on Friday.',
    )

    assert not comparison.quote_groups
