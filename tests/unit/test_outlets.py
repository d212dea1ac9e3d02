"""Sources summed over many stories: first, alone, differently, and what they did to quotes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

import compare
from compare.analyse.comparison import compare_documents
from compare.analyse.outlets import sum_outlets
from compare.model import Document, Span
from compare.render.json import render_report_json
from compare.render.layout import width_of
from compare.render.page import Page
from compare.render.terminal import render_report
from compare.results import (
    Attribute,
    Certainty,
    Fact,
    Outlet,
    QuoteGroup,
    Relation,
    Rendering,
    Status,
    Story,
    Value,
)
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from pathlib import Path

DAYS = (date(2021, 3, 1), date(2021, 3, 2), None)
BRIDGE = (
    (
        "The Kolmar bridge was closed on Monday after engineers found cracks in {} pillars. Mayor Lena Drost "
        "said traffic would be sent through Ostrow for three weeks."
    ),
    (
        "Cracks in {} pillars have shut the Kolmar bridge. Drivers have to go through Ostrow, said Lena "
        "Drost, the mayor."
    ),
)


def write(source: str, day: int = 2) -> Document:
    """A document of a source, published on the first day, the second, or who knows when."""
    return Document(f"{source}{day}", "Words.", "", source, published=DAYS[day])


def story(*documents: Document) -> Story:
    """A story that these documents tell."""
    return Story("", documents, "")


def fact(values: dict[Document, str], name: str = "number", certainty: Certainty = Certainty.SURE) -> Fact:
    """A fact in conflict about the values that documents give."""
    given = tuple(Value(document, value, value) for document, value in values.items())
    mentions = tuple(Span(document, 0, 5) for document in values)
    return Fact("", "", certainty, 1.0, mentions, (Attribute(name, Status.DIFFERS, given),))


def quote(renderings: dict[Document, Relation]) -> QuoteGroup:
    """An utterance in renderings of these relations."""
    made = (
        Rendering(Span(document, 0, 5), None, relation, 1, 2) for document, relation in renderings.items()
    )
    return QuoteGroup("", tuple(made), ())


A, B, C = write("a", 0), write("b", 1), write("c", 1)


def count(
    *, stories: tuple[Story, ...] = (), facts: tuple[Fact, ...] = (), quotes: tuple[QuoteGroup, ...] = ()
) -> dict[str, Outlet]:
    """What the sources of three documents did."""
    return {outlet.source: outlet for outlet in sum_outlets((A, B, C), stories, facts, quotes)}


def test_who_is_first_and_who_is_alone() -> None:
    """The only source of the first day is first; one without company is alone; a shared day is nobody's."""
    found = count(stories=(story(A, B), story(B, C), story(C)))

    assert {"a": (1, 1, 1, 0), "b": (2, 2, 0, 0), "c": (2, 1, 0, 1)} == {
        source: (one.stories, one.dated, one.first, one.alone) for source, one in found.items()
    }
    assert [1, 1, 1] == [one.documents for one in found.values()]


def test_without_all_dates_nobody_is_first() -> None:
    """A document that does not say when it was published may have been the first."""
    found = count(stories=(story(A, B, write("c")),))

    assert [(0, 0)] * 3 == [(one.dated, one.first) for one in found.values()]


@pytest.mark.parametrize(
    ("values", "apart"),
    [
        ({A: "12", B: "12", C: "15"}, {"c"}),
        ({A: "12", B: "15"}, {"a", "b"}),
        ({A: "12", B: "13", C: "14"}, {"a", "b", "c"}),
    ],
)
def test_who_tells_it_otherwise_than_most(values: dict[Document, str], apart: set[str]) -> None:
    """One against two is apart from them; where no value has most, all are apart."""
    found = count(facts=(fact(values),))

    assert apart == {source for source, one in found.items() if one.differently}
    assert {document.source for document in values} == {source for source, one in found.items() if one.facts}


@pytest.mark.parametrize(
    "told",
    [
        fact({A: "fled", B: "left"}, name="told as"),
        fact({A: "12", B: "15"}, certainty=Certainty.MAYBE),
        fact({A: "12", write("a", 1): "15"}),
    ],
)
def test_what_is_not_told_otherwise(told: Fact) -> None:
    """Other words, what may be no fact, and a source against itself."""
    assert not any(one.differently for one in count(facts=(told,)).values())


def test_what_became_of_quotes() -> None:
    """Cut, altered, or neither where one document of the source has the words whole."""
    whole = write("b", 0)
    found = count(
        quotes=(
            quote({A: Relation.FULLEST, B: Relation.SHORTENED, C: Relation.SPLICED}),
            quote({A: Relation.FULLEST, B: Relation.SHORTENED, whole: Relation.VERBATIM}),
            quote({A: Relation.FULLEST, C: Relation.INDIRECT}),
            quote({A: Relation.FULLEST}),
        )
    )

    assert {"a": (3, 0, 0), "b": (2, 1, 0), "c": (2, 0, 1)} == {
        source: (one.quotes, one.cut, one.altered) for source, one in found.items()
    }


def make_corpus() -> list[Document]:
    """Three sources on the bridge, of which one says three pillars; the third alone on something else."""
    texts = {
        "echo": BRIDGE[0].format("two"),
        "post": BRIDGE[1].format("two"),
        "sun": BRIDGE[1].format("three") + " Shops complained.",
    }
    documents = [
        Document(source, text, "", source, published=date(2021, 3, day))
        for day, (source, text) in enumerate(texts.items(), start=1)
    ]
    otters = "Otters are back in the lakes of Sandvik, and fishermen curse them."
    return [*documents, Document("otters", otters, "", "sun", published=date(2021, 3, 9))]


def test_the_report_by_source_has_a_row_for_each() -> None:
    """As text and as JSON, with what each did; not in a report by document."""
    comparison = compare_documents(make_corpus(), CompareSettings(), by=By.SOURCE)
    sources = json.loads(render_report_json(comparison))["sources"]
    text = render_report(comparison, Page())

    assert ["sun", "echo", "post"] == [one["source"] for one in sources]
    assert {"echo": (1, 1, 0), "post": (1, 0, 0), "sun": (2, 0, 1)} == {
        one["source"]: (one["stories"], one["first"], one["alone"]) for one in sources
    }
    assert "SOURCES                  2 stories, 1 told by more than one source" in text
    assert "sources" not in json.loads(
        render_report_json(compare_documents(make_corpus(), CompareSettings()))
    )


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_table_fits_the_page(width: int) -> None:
    """A source with a name that is too long is shortened; on a narrow page the last figures go."""
    documents = [
        Document(f"{n}", BRIDGE[n % 2].format(n), "", f"{'very ' * 30}long name {n}") for n in range(3)
    ]
    comparison = compare_documents(documents, CompareSettings(), by=By.SOURCE)
    lines = render_report(comparison, Page(width=width)).splitlines()

    assert all(width_of(line) <= width for line in lines)


def test_folders_are_sources(tmp_path: Path) -> None:
    """Without a field for it, the folder is the outlet."""
    for document in make_corpus():
        folder = tmp_path / document.source
        folder.mkdir(exist_ok=True)
        (folder / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
    outlets = compare.report([tmp_path], by=By.SOURCE).outlets

    assert {"echo": 1, "post": 1, "sun": 2} == {one.source: one.documents for one in outlets}


def test_overlaps_alone_sum_nothing() -> None:
    """Where neither quotes nor facts were looked for, nothing is said of sources."""
    sections = frozenset({Section.OVERLAP})

    assert () == compare_documents(make_corpus(), CompareSettings(), by=By.SOURCE, sections=sections).outlets


def test_the_table_of_documents_names_their_sources() -> None:
    """Where there are several, each stands before the title; a file that is its own needs no name twice."""
    one = Document("r:1", "The wall fell.", "r.jsonl", "Evening Post", title="Wall falls")
    other = Document("r:2", "The wall stands.", "r.jsonl", "Echo", title="Wall stands")
    files = [
        Document(f"{name}.txt", "The wall fell.", f"{name}.txt", f"{name}.txt", title="Wall") for name in "ab"
    ]
    settings = CompareSettings()

    assert " A  Evening Post  Wall falls" in render_report(compare_documents([one, other], settings), Page())
    assert " A  Wall  a.txt" in render_report(compare_documents(files, settings), Page())
