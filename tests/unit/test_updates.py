"""Versions of one article: what the later one changes is an update, and no conflict between sources."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from compare.analyse.comparison import compare_documents
from compare.model import Document
from compare.render.json import render_report_json
from compare.render.page import Page
from compare.render.terminal import render_report
from compare.settings import CompareSettings, Section

if TYPE_CHECKING:
    from compare.results import Comparison

TITLE = "Ferry sinks off Lysholm, 12 dead"
TEXT = (
    "A ferry with 140 people on board sank off Lysholm on Monday night, and 12 people died, the "
    "coastguard said. The captain, Ove Brandt, is being treated in hospital. The Lysholm had left "
    "Sandvik at ten for the island of Hald and ran into a storm. Divers will go down as soon as the "
    "wind drops. The owner said the hull was checked in March. Relatives waited in a school near the "
    "harbour, where nurses and a priest looked after them."
)
FIRST, NEXT = date(2019, 5, 14), date(2019, 5, 15)


def write(
    name: str, text: str = TEXT, *, title: str | None = TITLE, day: date | None = None, source: str = "post"
) -> Document:
    """An article of a source."""
    return Document(name, text, f"{name}.txt", source, title=title, published=day)


def compare_all(*documents: Document) -> Comparison:
    """What is found between the articles."""
    return compare_documents(documents, CompareSettings())


def changes_of(comparison: Comparison) -> list[tuple[str, str, str]]:
    """What the only update changes."""
    (update,) = comparison.updates
    return [(change.kind, change.left.text, change.right.text) for change in update.changes]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("12 people", "15 people", ("number", "12", "15")),
        ("140 people", "some 145 people", ("number", "140", "145")),
        ("March", "April", ("date", "March", "April")),
        ("Monday", "Sunday", ("date", "Monday", "Sunday")),
        ("Ove Brandt", "Ole Brandt", ("name", "Ove Brandt", "Ole Brandt")),
    ],
)
def test_a_later_version_changes_a_value(old: str, new: str, change: tuple[str, str, str]) -> None:
    """A figure, a date or a name that the later version gives otherwise is the one change, and no fact."""
    comparison = compare_all(write("a", day=FIRST), write("b", TEXT.replace(old, new), day=NEXT))

    kind, left, right = changes_of(comparison)[0]
    assert (change[0], True, True) == (kind, change[1] in left, change[2] in right)
    assert 1 == len(changes_of(comparison))
    assert () == comparison.facts


@pytest.mark.parametrize(("left", "right"), [("is being", "is not being"), ("is not being", "is being")])
def test_a_later_version_denies(left: str, right: str) -> None:
    """What is denied from one version to the next, or no more denied."""
    texts = (TEXT.replace("is being", words) for words in (left, right))
    comparison = compare_all(*(write(name, text, day=FIRST) for name, text in zip("ab", texts, strict=True)))

    (kind, before, after) = changes_of(comparison)[0]
    assert "denial" == kind
    assert left in before
    assert right in after


def test_the_later_version_stands_on_the_right() -> None:
    """By the dates, whatever the ids; where the dates do not tell, that is said."""
    newer = TEXT.replace("12 people", "15 people")
    (dated,) = compare_all(write("a", newer, day=NEXT), write("b", day=FIRST)).updates
    (undated,) = compare_all(write("a", newer), write("b", day=FIRST)).updates

    assert ("b", "a", True) == (dated.left.id, dated.right.id, dated.ordered)
    assert ("a", "b", False) == (undated.left.id, undated.right.id, undated.ordered)


def test_each_version_follows_the_one_before() -> None:
    """Three versions are two updates."""
    texts = [TEXT.replace("12", number) for number in ("12", "15", "17")]
    comparison = compare_all(
        *(write(f"{n}", text, day=date(2019, 5, 20 - n)) for n, text in enumerate(texts, start=1))
    )

    assert [("3", "2"), ("2", "1")] == [(update.left.id, update.right.id) for update in comparison.updates]


def test_what_all_documents_have_for_a_source_makes_no_versions() -> None:
    """Records of one file, whose sources nobody gave: another headline is another outlet's."""
    one, other = (
        write("a"),
        write("b", TEXT.replace("12 people", "15 people"), title="Ferry sinks off Lysholm in storm"),
    )
    third = write("c", "Otters sleep at noon, and 15 people watched them in the zoo.", source="echo")

    assert not compare_all(one, other).updates
    assert ["number"] == [a.name for fact in compare_all(one, other).facts for a in fact.conflicts]
    assert 1 == len(compare_all(one, other, third).updates)


@pytest.mark.parametrize(
    "other",
    [
        write("b", TEXT.replace("12", "15"), title="Nordline ship lost", source="echo"),
        write("b", TEXT, source="echo"),
        write("b", TEXT),
        write("b", "Otters sleep at noon, and 15 people watched them in the zoo of Marrick on Tuesday."),
    ],
)
def test_what_is_no_version(other: Document) -> None:
    """Another source under a headline of its own, the same text once more, another article."""
    assert () == compare_all(write("a"), other).updates


def test_one_headline_is_one_article() -> None:
    """Two files, each a source of its own, under one headline with another figure."""
    later = write("b", TEXT.replace("12", "15"), title=TITLE.replace("12", "15"), source="b")

    assert [("number", "12", "15")] == changes_of(compare_all(write("a", source="a"), later))


def test_only_the_last_version_speaks_for_its_source() -> None:
    """Another outlet is compared with what the source says now."""
    other = write(
        "c",
        "Thirteen people died when a ferry sank off Lysholm in a storm. The captain, Ove Brandt, was saved.",
        title="Storm kills 13",
        source="echo",
    )
    later = write("b", TEXT.replace("12 people", "15 people"), day=NEXT)
    comparison = compare_all(write("a", day=FIRST), later, other)

    assert comparison.facts
    assert {"b", "c"} == {span.document.id for fact in comparison.facts for span in fact.mentions}


def test_the_report_tells_of_updates() -> None:
    """As text, with the places, and as JSON; the verdict says what was changed."""
    comparison = compare_all(
        write("a", day=FIRST), write("b", TEXT.replace("12 people", "15 people"), day=NEXT)
    )
    lines = render_report(comparison, Page()).splitlines()
    (update,) = json.loads(render_report_json(comparison))["updates"]

    assert " U1 A 2019-05-14 → B 2019-05-15" in lines
    assert "  number  12 people → 15 people (B:1)" in lines
    assert "One article is there in two versions, which differ in number." in comparison.verdict
    assert ("U1", "a", "b", True) == tuple(update[key] for key in ("id", "left", "right", "ordered"))
    assert ["12 people", "15 people"] == [update["changes"][0][side]["normal"] for side in ("left", "right")]


def test_updates_are_shown_with_facts() -> None:
    """Where facts were not asked for, nothing is told of updates, by text, JSON or verdict."""
    documents = [write("a", day=FIRST), write("b", TEXT.replace("12 people", "15 people"), day=NEXT)]
    sections = frozenset({Section.ONLY})
    comparison = compare_documents(documents, CompareSettings(), sections=sections)

    assert "UPDATES" not in render_report(comparison, Page())
    assert "updates" not in json.loads(render_report_json(comparison))
    assert not any("versions" in sentence for sentence in comparison.verdict)


def test_hostile_text_stays_on_its_line() -> None:
    """What a version puts in a name is shown escaped."""
    comparison = compare_all(
        write("a", day=FIRST), write("b", TEXT.replace("12 people", "15 \x1b[2Jpeople"), day=NEXT)
    )

    assert "\x1b" not in render_report(comparison, Page())


def test_a_passage_told_anew_changes_no_single_value() -> None:
    """Names in a run of many other words stand for none of those that were there."""
    anew = "Rescuers led by Inga Solberg from Marrick and Piet Aalto from Tarn pulled others out of the sea"
    later = TEXT.replace("Divers will go down as soon as the wind drops", anew)
    comparison = compare_all(write("a", day=FIRST), write("b", later, day=NEXT))
    text = render_report(comparison, Page())

    assert [] == changes_of(comparison)
    assert " 1 changes no figure, date, name or denial" in text
    assert "One article is there in two versions." in comparison.verdict


def test_versions_with_changes_lead() -> None:
    """Those that change nothing of weight are counted."""
    tale = (
        "Otters are back in the lakes of Sandvik, and fishermen curse them. " * 3
        + "They steal fish from nets."
    )
    comparison = compare_all(
        write("a", tale, title="Otters"),
        write("b", tale + " So it goes.", title="Otters"),
        write("c", day=FIRST),
        write("d", TEXT.replace("12 people", "15 people"), day=NEXT),
    )

    assert [("U1", "c"), ("U2", "a")] == [(update.id, update.left.id) for update in comparison.updates]
    assert "Two more versions of articles, with another number in one." in comparison.verdict
    assert " 1 more changes no figure, date, name or denial" in render_report(comparison, Page())


def test_copies_that_change_nothing_of_weight_are_told_of_once() -> None:
    """The verdict calls two versions that are copies of each other copies, and says no more of them."""
    tale = "Otters are back in the lakes of Sandvik, and fishermen curse them. " * 3
    song = "Bells ring again over the harbour of Marrick, and the children run to hear them. " * 3
    comparison = compare_all(
        write("a", tale + "They steal fish from nets.", title="Otters"),
        write("b", tale + "They steal fish from nets. So it goes.", title="Otters"),
        write("c", song + "They stand still until dusk.", title="Bells"),
        write("d", song + "They stand still until dusk. So it is.", title="Bells"),
    )

    assert not any("version" in sentence for sentence in comparison.verdict)
    assert "Two pairs nearly the same text." in comparison.verdict
    assert 2 == len(comparison.updates)
