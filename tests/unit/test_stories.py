"""Which documents tell of the same events."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import TypeAlias

import pytest

from compare.analyse.comparison import compare_documents
from compare.analyse.stories import group_stories
from compare.model import Document
from compare.render.json import render_report_json
from compare.render.page import Page
from compare.render.terminal import render_report
from compare.results import Certainty, Comparison, Overlap, OverlapKind
from compare.settings import CompareSettings, Section

Compare: TypeAlias = Callable[..., Comparison]

BRIDGE = (
    (
        "The Kolmar bridge was closed on Monday after engineers found cracks in two pillars. Mayor Lena "
        "Drost said traffic would be sent through Ostrow for three weeks. The bridge carries 20,000 cars "
        "a day."
    ),
    (
        "Cracks in its pillars have shut the Kolmar bridge. Drivers have to go through Ostrow. Lena "
        "Drost, the mayor, called the closing a heavy blow for the town. Some 18,000 cars use the bridge "
        "daily."
    ),
    (
        "Commuters queued in Ostrow on Tuesday, a day after the bridge at Kolmar was shut. Engineers are "
        "looking at the pillars. Shops complained to Mayor Drost."
    ),
)
CUP = (
    (
        "Brigport won the Harbour Cup with a late goal by Tomas Vell. Coach Ida Marsh praised her young "
        "players. The final was watched by 9,000 people."
    ),
    (
        "A goal by Tomas Vell three minutes from the end gave Brigport the Harbour Cup on Sunday. Ida "
        "Marsh, the coach, was in tears."
    ),
)
POEM = "Snow lay on the hills. Nobody came to the mill, and the old cat slept."


def stories_of(comparison: Comparison) -> list[list[str]]:
    """The ids of the documents of each story."""
    return [[document.id for document in story.documents] for story in comparison.stories]


def test_a_mixed_folder_falls_into_its_stories(compare_texts: Compare) -> None:
    """Two events and a poem: three stories, each document in one."""
    comparison = compare_texts(*BRIDGE, *CUP, POEM)

    assert [["a", "b", "c"], ["d", "e"], ["f"]] == stories_of(comparison)
    assert ["S1", "S2", "S3"] == [story.id for story in comparison.stories]


@pytest.mark.parametrize("texts", [BRIDGE, CUP, BRIDGE[:2], BRIDGE[1:]])
def test_a_folder_of_one_story_stays_whole(compare_texts: Compare, texts: tuple[str, ...]) -> None:
    """Where all have the words of the story, these still say what it is about."""
    assert 1 == len(stories_of(compare_texts(*texts)))


def test_the_order_of_documents_is_nothing() -> None:
    """Every order of the same documents gives the same stories."""
    documents = [Document(str(n), text, "", "") for n, text in enumerate((*BRIDGE[:2], *CUP))]

    assert 1 == len(
        {
            tuple(map(tuple, stories_of(compare_documents(order, CompareSettings()))))
            for order in permutations(documents)
        }
    )


def test_facts_are_those_of_one_story(compare_texts: Compare) -> None:
    """The same man does the same in another story: no fact joins the two; within a story it is found."""
    sunk = (
        "Ferry chief Ove Brandt resigned on Friday, a week after the Lysholm ran aground off Sandvik. Divers "
        "found a gash in her hull. The coastguard took 140 passengers off in lifeboats, and a tug from Hald "
        "is to pull her free at high tide."
    )
    fined = (
        "Ove Brandt resigned in spring over the fine that judges in Marrick gave his salmon farms. Lice from "
        "the cages had spread to wild fish in the Tarn. Anglers had complained for years."
    )
    again = (
        "Judges in Marrick fined the salmon farms of Ove Brandt, whose lice infected wild fish of the river "
        "Tarn. He had resigned in spring over the fine. Anglers were pleased."
    )
    comparison = compare_texts(sunk, fined, again, *CUP)
    together = [{span.document.id for span in fact.mentions} for fact in comparison.facts]

    assert [["a"], ["b", "c"], ["d", "e"]] == stories_of(comparison)
    assert {"b", "c"} in together
    assert all("a" not in ids for ids in together)


def test_a_mixed_folder_loses_no_sure_fact(compare_texts: Compare) -> None:
    """What is sure of a story alone is sure with other stories beside it."""

    def facts(comparison: Comparison) -> set[tuple[str, ...]]:
        return {
            tuple(sorted(span.text for span in fact.mentions))
            for fact in comparison.facts
            if fact.certainty is Certainty.SURE
        }

    alone = facts(compare_texts(*BRIDGE)) | facts(compare_texts(*CUP))

    assert alone
    assert alone <= facts(compare_texts(*BRIDGE, *CUP, POEM))


@pytest.mark.parametrize("kind", [OverlapKind.EXACT, OverlapKind.NEAR, OverlapKind.INSIDE])
def test_copies_tell_one_story(kind: OverlapKind) -> None:
    """A text and its copy are one story even where nothing else was looked for."""
    one, other = (
        Document(name, "Text.", "", "", published=date(year, 1, 1))
        for name, year in (("1", 1999), ("2", 2020))
    )
    third = Document("3", "Text.", "", "", title="Third")
    copy = Overlap(one, other, kind, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 3, None, None)
    stories = group_stories([one, third, other], [copy], ())

    assert [(one, other), (third,)] == [story.documents for story in stories]
    assert ["", "Third"] == [story.title for story in stories]


def test_overlap_alone_looks_for_no_stories() -> None:
    """Rather none than each document by itself: what was not looked for was not found missing."""
    documents = [Document(str(n), text, "", "") for n, text in enumerate(BRIDGE)]
    found = compare_documents(documents, CompareSettings(), sections=frozenset({Section.OVERLAP}))
    written = json.loads(render_report_json(found))

    assert () == found.stories
    assert "stories" not in written
    assert {None} == {document["story"] for document in written["documents"]}


def test_stories_are_the_same_for_each_section() -> None:
    """Whether quotes or facts were asked for, the stories are one."""
    documents = [Document(str(n), text, "", "") for n, text in enumerate((*BRIDGE, *CUP))]
    found = [
        stories_of(compare_documents(documents, CompareSettings(), sections=frozenset({section})))
        for section in (Section.QUOTES, Section.FACTS, Section.ONLY)
    ]

    assert found[0] == found[1] == found[2]


def test_the_report_lists_the_stories_of_a_mixed_folder(compare_texts: Compare) -> None:
    """Which documents tell each, the largest story first; nothing where there is but one."""
    mixed = compare_texts(*CUP, *BRIDGE, POEM)
    lines = render_report(mixed, Page()).splitlines()

    assert "STORIES                  2 told by two documents or more, 1 document by itself" in lines
    assert [" S2  C D E", " S1  A B"] == [line.rstrip() for line in lines if line.startswith(" S")]
    assert "Two stories told by two documents or more, one document alone." == mixed.verdict[1]
    assert "STORIES" not in render_report(compare_texts(*BRIDGE), Page())


def test_large_stories_are_named_by_their_first_documents() -> None:
    """Of a story in many documents some letters stand there, and how many more."""
    documents = [Document(f"{n:02}", BRIDGE[n % 3], "", "") for n in range(9)]
    documents += [Document("x", CUP[0], "", "", title="Cup\x1b[2J"), Document("y", CUP[1], "", "")]
    text = render_report(compare_documents(documents, CompareSettings()), Page())

    assert " S1  A B C D E … 4 more" in text
    assert any(line.split()[:4] == ["S2", "J", "K", "Cup"] for line in text.replace("\\", " ").splitlines())
    assert "\x1b" not in text
