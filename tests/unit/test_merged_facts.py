"""Facts of several evidences: what is surely told, what only may be, and events told in two ways made one."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from compare.model import Span
from compare.render.csv_rows import render_csv
from compare.render.html import render_html
from compare.render.json import render_report_json
from compare.render.markdown import render_markdown
from compare.render.notebook import render_notebook
from compare.render.page import Page
from compare.render.terminal import render_report
from compare.results import Attribute, Certainty, Comparison, Fact, Status, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    Compare = Callable[..., Comparison]

VOTE = (
    "Parliament in Ostby approved the pension reform on Tuesday by 240 votes to 190, after a debate. Rain.",
    "The pension reform was approved by parliament on Tuesday, despite protests from the unions. Snow fell.",
    "Parliament approved the pension reform on Wednesday, in spite of angry protests. Trams were full.",
    "On Wednesday parliament approved the controversial pension reform. Twelve members were ill.",
)
DOOR = (
    "The rear loading door of the barge had been left open, said a diver. Gulls cried.",
    "The loading door of the barge had been left wide open, the harbour office found. Nobody swam.",
    "Rain fell on the quay. The cook of the barge slept beside the loading door.",
)


def fact_with(comparison: Comparison, words: str) -> Fact:
    """The one fact that has these words in a mention."""
    (found,) = (f for f in comparison.facts if any(words in mention.text for mention in f.mentions))
    return found


def test_one_event_on_two_days_is_one_fact(compare_texts: Compare) -> None:
    """Two texts say Tuesday, two Wednesday: that is one vote, and the day is in conflict."""
    fact = fact_with(compare_texts(*VOTE), "by 240 votes")
    (day,) = (attribute for attribute in fact.attributes if attribute.name == "when")

    assert Certainty.SURE is fact.certainty
    assert ["a", "b", "c", "d"] == [mention.document.id for mention in fact.mentions]
    assert Status.DIFFERS is day.status


def test_what_is_told_at_length_is_sure_without_a_name(compare_texts: Compare) -> None:
    """Four words in common on what happened are enough, though nobody is named; two of them are not."""
    fact = fact_with(compare_texts(*DOOR), "said a diver")

    assert Certainty.SURE is fact.certainty
    assert ["a", "b"] == [mention.document.id for mention in fact.mentions]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_texts_makes_no_other_fact(compare_texts: Compare, order: tuple[int, ...]) -> None:
    """One vote is one fact, whichever text comes first."""
    fact = fact_with(compare_texts(*(VOTE[place] for place in order)), "by 240 votes")

    assert 4 == len({mention.document for mention in fact.mentions})


def test_a_weak_member_is_kept_beside_the_sure_ones(compare_texts: Compare) -> None:
    """What only may tell it takes no certainty from those that do, and gives no value."""
    comparison = compare_texts(
        "Lena Hartwig opened the new Brigport bridge on Friday before 900 guests. Rain.",
        "The new Brigport bridge was opened on Friday by Lena Hartwig. It cost a fortune.",
        "Seven boys climbed the bridge at Brigport in the night, the watchman of the docks said. Snow.",
    )
    fact = fact_with(comparison, "before 900 guests")

    assert Certainty.SURE is fact.certainty
    assert {"a", "b"} == {mention.document.id for mention in fact.mentions}
    assert ["c"] == [span.document.id for span in fact.maybe]
    assert "c" not in {value.document.id for one in fact.attributes for value in one.values}


@pytest.fixture
def weak(compare_texts: Compare) -> Comparison:
    """A comparison with one fact of two mentions, and a third place that only may tell it."""
    found = compare_texts("The mill burnt.", "The mill was on fire.", "Smoke rose over the valley.")
    spans = tuple(Span(document, 0, len(document.text)) for document in found.documents)
    value = Value(found.documents[0], "the mill", "the mill")
    attribute = Attribute("what", Status.ONE_SIDED, (value,))
    return replace(
        found, facts=(Fact("F1", "mill", Certainty.SURE, 1.0, spans[:2], (attribute,), spans[2:]),)
    )


def test_a_weak_member_is_shown_as_such(weak: Comparison) -> None:
    """Terminal, Markdown and notebook put "maybe" before the place; the page puts it under a heading."""
    place = "C:1"

    assert f"maybe {place}  Smoke rose" in render_report(weak, Page())
    assert "- maybe C" in render_markdown(weak, top=10)
    assert "maybe C" in render_notebook(weak)
    assert "May tell it too" in render_html(weak)


def test_a_weak_member_is_data_of_its_own(weak: Comparison) -> None:
    """JSON has it apart from the mentions; of the rows of a table its own says maybe."""
    (group,) = json.loads(render_report_json(weak))["fact_groups"]
    rows = [row for row in csv.DictReader(StringIO(render_csv(weak))) if row["kind"] == "facts"]

    assert ["Smoke rose over the valley."] == [span["text"] for span in group["maybe"]]
    assert 2 == len(group["mentions"])
    assert ["Smoke rose over the valley."] == [row["text"] for row in rows if row["certainty"] == "maybe"]
