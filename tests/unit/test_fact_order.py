"""Which facts lead the report, what is counted and not listed, and how the verdict tells of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import pytest

from compare.analyse.facts import rank_fact
from compare.model import Document, Span
from compare.render.page import Page
from compare.render.terminal import render_report
from compare.results import WORDING, Attribute, Certainty, Comparison, Fact, Status, Telling

Compare: TypeAlias = Callable[..., Comparison]

TEXT = Document("a", "Words.", "", "")


def make_fact(
    *attributes: tuple[str, Status], certainty: Certainty = Certainty.SURE, score: float = 1.0
) -> Fact:
    """A fact with attributes of these names and statuses."""
    made = tuple(Attribute(name, status, ()) for name, status in attributes)
    return Fact("", "", certainty, score, (Span(TEXT, 0, 5),), made)


IN_ORDER = [
    make_fact(("number", Status.DIFFERS), score=3.0),
    make_fact(("when", Status.DIFFERS), (WORDING, Status.SAME), score=2.0),
    make_fact(("according to", Status.DIFFERS), score=1.0),
    make_fact(("where", Status.DIFFERS), (WORDING, Status.DIFFERS), score=9.0),
    make_fact((WORDING, Status.DIFFERS), ("number", Status.COMPATIBLE), score=9.0),
    make_fact(("number", Status.COMPATIBLE), score=9.0),
    make_fact(("number", Status.ONE_SIDED), score=8.0),
    make_fact(("number", Status.SAME), score=9.0),
    make_fact(score=8.0),
    make_fact(("number", Status.DIFFERS), score=0.5, certainty=Certainty.MAYBE),
]


@pytest.mark.parametrize(("first", "second"), list(pairwise(IN_ORDER)))
def test_what_matters_leads(first: Fact, second: Fact) -> None:
    """Conflicts of figure, date or source; of place; other words; compatible; alike; what is not sure."""
    assert rank_fact(first) < rank_fact(second)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (make_fact(("certainty", Status.DIFFERS), (WORDING, Status.DIFFERS)), Telling.DIFFERENTLY),
        (make_fact((WORDING, Status.DIFFERS), ("when", Status.SAME)), Telling.IN_OTHER_WORDS),
        (make_fact((WORDING, Status.ONE_SIDED)), Telling.COMPATIBLY),
        (make_fact(), Telling.ALIKE),
    ],
)
def test_other_words_are_no_conflict(fact: Fact, told: Telling) -> None:
    """Only what is said counts as one, not how."""
    assert told is fact.told


FLOODS = (
    "Floods in Arvika killed 12 people on Monday. Foreign Minister Olga Thorne wept.",
    "Floods in Arvika killed 19 people on Monday. Olga Thorne, the foreign minister, sent tents.",
)


def test_conflicts_are_listed_and_agreement_is_counted(compare_texts: Compare) -> None:
    """The figure stands in the report with its attributes; the office in one line on all that is alike."""
    comparison = compare_texts(*FLOODS)
    lines = render_report(comparison, Page()).splitlines()

    assert [Telling.DIFFERENTLY, Telling.ALIKE] == [fact.told for fact in comparison.facts]
    assert any(line.endswith("2 in common: 1 told differently, 1 alike") for line in lines)
    assert any(line.startswith(" F1 ") for line in lines)
    assert " 1 more fact is told the same way: F2 Olga Thorne · foreign minister" in lines
    assert not any(line.startswith(" F2 ") for line in lines)


def test_the_verdict_says_what_the_conflicts_are_about(compare_texts: Compare) -> None:
    """A number apart, in words."""
    verdict = compare_texts(*FLOODS).verdict

    assert "One fact told differently (the number in one), one told alike." == verdict[0]
