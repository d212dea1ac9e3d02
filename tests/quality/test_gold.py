"""The gold of the invented stories is sound: its spans are what the texts hold, and it says enough."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("[su]*/*/gold.json"))
FEWEST_OUTLETS = 4
STATUSES = ("same", "compatible", "differs")


def load(story: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The gold of a story, and its texts by outlet, as they stand on disk."""
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    texts = {each["id"]: (story / each["file"]).read_bytes().decode("utf-8") for each in gold["documents"]}
    return gold, texts


def spans(value: object) -> Iterator[dict[str, Any]]:
    """Every span anywhere in a gold."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for each in value.values():
            yield from spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from spans(each)


def holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Whether one span lies in another."""
    same = outer["document"] == inner["document"]
    return same and outer["start"] <= inner["start"] and inner["end"] <= outer["end"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_span_is_a_slice_of_its_text(story: Path) -> None:
    """What the gold says stands at a place stands there."""
    gold, texts = load(story)
    wrong = [
        span for span in spans(gold) if texts[span["document"]][span["start"] : span["end"]] != span["text"]
    ]

    assert [] == wrong


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_values_lie_in_a_mention_of_their_fact(story: Path) -> None:
    """A value that is compared is part of what is said of the fact."""
    gold, _ = load(story)
    stray = [
        (fact["id"], value["text"])
        for fact in gold["facts"]
        for attribute in fact["attributes"]
        for value in attribute["values"]
        if not any(holds(mention, value) for mention in fact["mentions"])
    ]

    assert [] == stray


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_status_of_an_attribute_is_its_worst_pair(story: Path) -> None:
    """An attribute differs when any two outlets differ on it."""
    gold, _ = load(story)
    for fact in gold["facts"]:
        for attribute in fact["attributes"]:
            found = [pair["status"] for pair in attribute["pairs"]]

            assert attribute["status"] == max(found, key=STATUSES.index)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_names_stand_in_the_documents_that_are_said_to_use_them(story: Path) -> None:
    """Each spelling of a name is in each text it is listed for."""
    gold, texts = load(story)
    missing = [
        (variant["text"], document)
        for name in gold["names"]
        for variant in name["variants"]
        for document in variant["documents"]
        if variant["text"] not in texts[document]
    ]

    assert [] == missing


def test_the_stories_cover_what_they_are_for() -> None:
    """There are enough outlets, and every kind of conflict and of compatible value occurs several times."""
    golds = [load(story)[0] for story in STORIES]
    pairs = Counter(
        (attribute["name"], pair["status"])
        for gold in golds
        for fact in gold["facts"]
        for attribute in fact["attributes"]
        for pair in attribute["pairs"]
    )

    assert all(len(gold["documents"]) >= FEWEST_OUTLETS for gold in golds)
    assert min(pairs[name, "differs"] for name in ("number", "date", "attribution", "modality")) >= 10
    assert min(pairs[name, "compatible"] for name in ("number", "date")) >= 10
    assert all(gold["hard_negatives"] and gold["quotes"] for gold in golds)
