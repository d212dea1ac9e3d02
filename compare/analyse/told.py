"""What documents say: their quotes and facts, story by story, while the quotes are grouped beside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from compare.analyse.copied import list_copied
from compare.analyse.facts import rank_fact
from compare.analyse.names import NameTable
from compare.analyse.only import find_only
from compare.analyse.quotes import group_beside
from compare.analyse.similar import Background, Explained, Voices, rare_word
from compare.analyse.speakers import Speakers
from compare.analyse.stories import group_stories
from compare.analyse.story_facts import StoryPart, find_facts_beside, list_signs_beside, weigh_stories
from compare.analyse.units import make_units, sentences_of
from compare.analyse.updates import find_superseded, find_updates
from compare.analyse.voices import list_voices
from compare.settings import By, Section
from compare.stages import Stage, share_of, tell_nobody

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.units import Unit
    from compare.model import Document, Span
    from compare.results import (
        CopyGroup,
        Fact,
        NameGroup,
        Only,
        Overlap,
        Passage,
        Quote,
        QuoteGroup,
        SimilarClaim,
        Story,
        Update,
        Voice,
    )
    from compare.stages import Progress

Finding = TypeVar("Finding", "QuoteGroup", "Fact", "SimilarClaim", "Passage", "CopyGroup", "Update")

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in the documents, as far as it was looked for."""

    stories: tuple[Story, ...]
    quotes: tuple[Quote, ...] = ()
    quote_groups: tuple[QuoteGroup, ...] = ()
    facts: tuple[Fact, ...] = ()
    similar_claims: tuple[SimilarClaim, ...] = ()
    names: tuple[NameGroup, ...] = ()
    only: tuple[Only, ...] = ()
    updates: tuple[Update, ...] = ()
    voices: tuple[Voice, ...] = ()


def find_told(  # noqa: PLR0913 - as compare_documents has
    readings: Sequence[Reading],
    shared: tuple[Sequence[Overlap], Sequence[Passage]],
    *,
    by: By,
    sections: frozenset[Section],
    helpers: int,
    progress: Progress = tell_nobody,
) -> Told:
    """The stories, quotes and facts of the documents; *helpers* processes may work beside this one."""
    overlaps, passages = shared
    names = NameTable(readings)
    speakers = Speakers(readings, names)
    quotes = tuple(quote for reading in readings for quote in reading.quotes)
    facts_too = bool(sections & {Section.FACTS, Section.ONLY})
    progress(Stage.QUOTES, 0, 0)
    with group_beside(readings, speakers, names, helpers=min(helpers, 1)) as crew:
        units = make_units(readings, names)
        stories = group_stories([reading.document for reading in readings], overlaps, units)
        reading_of = {each.document: each for each in readings}
        updates = number(find_updates(overlaps, reading_of) if facts_too else (), "U")
        copied = list_copied(passages, reading_of) if facts_too else []
        parts = list(_part_by_story(stories, readings, units, find_superseded(updates))) if facts_too else []
        with list_signs_beside(parts, helpers=helpers) as readers:
            weigh_stories(parts, readers)
        quote_groups = number(crew.results()[0], "Q")
    voices = list_voices(quotes, quote_groups, stories, names) if Section.QUOTES in sections else ()
    if not facts_too:
        return Told(stories, quotes, quote_groups, voices=voices)
    shown = Explained(_rendered(quote_groups), copied)
    background = Background(names, Voices(readings, speakers), shown, rare_word(len(units)))
    with find_facts_beside(parts, background, helpers=helpers) as finders:
        pieces = finders.results(share_of(progress, Stage.FACTS, len(parts)))
        found = [story for piece in pieces for story in piece]
    facts = number(sorted((fact for some, _ in found for fact in some), key=rank_fact), "F")
    similar = number(sorted((claim for _, some in found for claim in some), key=_rank_claim), "C")
    findings: list[Sequence[Span]] = [
        *((*fact.mentions, *fact.maybe) for fact in facts),
        *_rendered(quote_groups),
        *((claim.left, claim.right) for claim in similar),
        *((passage.left, passage.right) for passage in passages),
    ]
    name_groups = names.groups()
    only = find_only(readings, units, findings, quote_groups, name_groups, by=by)
    return Told(stories, quotes, quote_groups, facts, similar, name_groups, only, updates, voices)


def _part_by_story(
    stories: Sequence[Story],
    readings: Sequence[Reading],
    units: Sequence[Unit],
    superseded: Container[Document],
) -> Iterator[StoryPart]:
    """The readings and sentences of each story that several documents tell.

    Of an article the last version counts. Of two documents the reader has chosen both.
    """
    current = [reading for reading in readings if reading.document not in superseded]
    if (len(stories) == 1 or len(readings) == _PAIR) and len(current) == len(readings):
        yield StoryPart(readings, units)
        return
    story_of = {document: story.id for story in stories for document in story.documents}
    sentences = sentences_of(units)
    told: dict[str, list[Reading]] = defaultdict(list)
    for reading in current:
        told[story_of[reading.document]].append(reading)
    for members in told.values():
        if len(members) > 1:
            own = [unit for reading in members for unit in sentences.get(id(reading.document), ())]
            yield StoryPart(members, own)


def _rank_claim(claim: SimilarClaim) -> tuple[float, str, int, str, int]:
    left, right = claim.left, claim.right
    return -claim.score, left.document.id, left.start, right.document.id, right.start


def _rendered(quote_groups: Iterable[QuoteGroup]) -> list[list[Span]]:
    return [[rendering.span for rendering in group.renderings] for group in quote_groups]


def number(findings: Iterable[Finding], letter: str) -> tuple[Finding, ...]:
    """Findings with their ids: Q1, Q2 ..."""
    return tuple(replace(finding, id=f"{letter}{place}") for place, finding in enumerate(findings, start=1))
