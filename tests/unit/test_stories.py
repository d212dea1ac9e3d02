"""Which documents tell of the same events."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.stories import group_stories
from compare.model import Document, Span
from compare.results import Certainty, Fact, Overlap, OverlapKind, QuoteGroup, Relation, Rendering

DOCUMENTS = [
    Document(id=str(n), text=f"Text number {n}.", path="", source="", title=f"Title {n}") for n in range(6)
]


def tell(*numbers: int, certainty: Certainty = Certainty.SURE) -> Fact:
    """A fact that these documents tell."""
    mentions = tuple(Span(DOCUMENTS[n], 0, 4) for n in numbers)
    return Fact("", "", certainty, 1.0, mentions, ())


def quote(*numbers: int) -> QuoteGroup:
    """An utterance that these documents render."""
    return QuoteGroup(
        "", tuple(Rendering(Span(DOCUMENTS[n], 0, 4), None, Relation.VERBATIM, 1, 1) for n in numbers), ()
    )


def overlap(left: int, right: int, kind: OverlapKind) -> Overlap:
    """What two documents have of each other."""
    return Overlap(DOCUMENTS[left], DOCUMENTS[right], kind, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 3, None, None)


def numbers_of(*, overlaps: tuple[Overlap, ...] = (), quotes: tuple[QuoteGroup, ...] = (),
               facts: tuple[Fact, ...] = ()) -> list[list[int]]:  # fmt: skip
    """The stories that come of these findings, by the numbers of their documents."""
    stories = group_stories(DOCUMENTS, overlaps, quotes, facts)
    return [[int(document.id) for document in story.documents] for story in stories]


def test_two_findings_in_common_make_a_story() -> None:
    """A quote and a fact that two documents share."""
    assert [[0, 2], [1], [3], [4], [5]] == numbers_of(quotes=(quote(0, 2),), facts=(tell(2, 0),))


@pytest.mark.parametrize(
    "facts",
    [
        (tell(0, 2),),
        (tell(0, 2), tell(0, 2, certainty=Certainty.MAYBE)),
        (tell(0, 2), tell(0, 0)),
        (tell(0, 2), tell(2, 3)),
    ],
)  # fmt: skip
def test_one_finding_may_be_chance(facts: tuple[Fact, ...]) -> None:
    """One sure fact is too little, and what may be one does not count."""
    assert [[0], [1], [2], [3], [4], [5]] == numbers_of(facts=facts)


@pytest.mark.parametrize("kind", [OverlapKind.EXACT, OverlapKind.NEAR, OverlapKind.INSIDE])
def test_copies_tell_one_story(kind: OverlapKind) -> None:
    """A text and its copy need no finding more."""
    assert [[0], [1, 5], [2], [3], [4]] == numbers_of(overlaps=(overlap(1, 5, kind),))


def test_a_story_has_a_number_and_a_title() -> None:
    """Stories are numbered in order of their first document, whose title they bear."""
    stories = group_stories(DOCUMENTS, (), (quote(1, 3), quote(1, 3)), ())

    assert [("S1", "Title 0"), ("S2", "Title 1"), ("S3", "Title 2")] == [
        (story.id, story.title) for story in stories[:3]
    ]


PAIRS = st.lists(st.sampled_from(list(combinations(range(6), 2))), max_size=8)


@given(pairs=PAIRS)
def test_stories_part_the_documents(pairs: list[tuple[int, int]]) -> None:
    """Each document is in one story; linked ones are together; the order of findings does not matter."""
    facts = tuple(tell(*pair) for pair in pairs for _ in range(2))
    stories = numbers_of(facts=facts)

    assert list(range(6)) == sorted(n for story in stories for n in story)
    assert stories == numbers_of(facts=facts[::-1])
    assert all(any(left in story and right in story for story in stories) for left, right in pairs)
