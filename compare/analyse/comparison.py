"""The front door of the analysis: documents in, everything found between them out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from compare.analyse.bodies import read_bodies
from compare.analyse.copies import group_copies
from compare.analyse.events import Resolver, find_mentions, find_role_mentions
from compare.analyse.facts import find_facts, rank_fact
from compare.analyse.judging import Judge
from compare.analyse.matching import match_sentences
from compare.analyse.names import NameTable
from compare.analyse.only import find_only
from compare.analyse.outlets import sum_outlets
from compare.analyse.overlap import find_overlaps
from compare.analyse.passages import find_passages
from compare.analyse.quotes import group_quotes
from compare.analyse.reading import take_apart
from compare.analyse.sentence_pairs import find_candidates
from compare.analyse.similar import Background, Explained, Voices, find_similar_claims, rare_word
from compare.analyse.sketches import Sketches
from compare.analyse.sources import find_source_overlaps
from compare.analyse.speakers import Speakers
from compare.analyse.stories import group_stories
from compare.analyse.units import make_units, sentences_of
from compare.analyse.updates import find_superseded, find_updates
from compare.analyse.verdict import Findings, tell_verdict
from compare.results import Comparison, PassageKind
from compare.settings import By, Section
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from compare.analyse.events import Mention, RoleMention
    from compare.analyse.reading import Reading
    from compare.analyse.units import Unit
    from compare.model import Document, Skipped, Span
    from compare.results import (
        CopyGroup,
        Fact,
        Furniture,
        NameGroup,
        Only,
        Outlet,
        Overlap,
        Passage,
        Quote,
        QuoteGroup,
        SimilarClaim,
        Story,
        Update,
    )
    from compare.settings import CompareSettings

_DIGITS = re.compile(r"([0-9]{1,18})")
_PAIR = 2

Finding = TypeVar("Finding", "QuoteGroup", "Fact", "SimilarClaim", "Passage", "Quote", "CopyGroup", "Update")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said in the documents, as far as it was looked for."""

    stories: tuple[Story, ...]
    quotes: tuple[Quote, ...] = ()
    quote_groups: tuple[QuoteGroup, ...] = ()
    facts: tuple[Fact, ...] = ()
    similar_claims: tuple[SimilarClaim, ...] = ()
    names: tuple[NameGroup, ...] = ()
    only: tuple[Only, ...] = ()
    updates: tuple[Update, ...] = ()


def compare_documents(
    documents: Sequence[Document],
    settings: CompareSettings,
    *,
    skipped: Sequence[Skipped] = (),
    by: By = By.DOC,
    sections: frozenset[Section] = frozenset(Section),
) -> Comparison:
    """All findings between documents, whose order does not matter.

    Args:
        documents: what is compared.
        settings: how.
        skipped: what could not be read.
        by: whether overlaps, and what one alone has, are told of documents or of their sources.
        sections: the parts of the report that are wanted; for others nothing is looked for.
    """
    documents = tuple(sorted(documents, key=_natural))
    furniture = find_furniture(documents)
    bodies = read_bodies(documents, furniture)
    passages = _number(find_passages(bodies, settings), "P")
    sketches = Sketches([body.text for body in bodies], settings)
    overlaps = find_overlaps(bodies, passages, sketches)
    copies = _number(group_copies(bodies, overlaps), "G")
    told = _read_told(documents, furniture, (overlaps, passages), by, sections)
    findings = Findings(told.stories, overlaps, copies, passages, told.quote_groups, told.facts, told.updates)
    return Comparison(
        settings=settings,
        by=by,
        sections=sections,
        verdict=tell_verdict(len(documents), findings, sections),
        skipped=tuple(skipped),
        documents=documents,
        stories=told.stories,
        furniture=tuple(furniture),
        overlaps=overlaps,
        source_overlaps=find_source_overlaps(bodies, passages, overlaps, sketches) if by is By.SOURCE else (),
        copies=copies,
        passages=passages,
        quotes=told.quotes,
        quote_groups=told.quote_groups,
        facts=told.facts,
        similar_claims=told.similar_claims,
        names=told.names,
        only=told.only,
        updates=told.updates,
        outlets=_sum_outlets(documents, told) if by is By.SOURCE and sections - {Section.OVERLAP} else (),
    )


def _sum_outlets(documents: Sequence[Document], told: _Told) -> tuple[Outlet, ...]:
    return sum_outlets(documents, told.stories, told.facts, told.quote_groups)


def _read_told(
    documents: Sequence[Document],
    furniture: Sequence[Furniture],
    shared: tuple[Sequence[Overlap], Sequence[Passage]],
    by: By,
    sections: frozenset[Section],
) -> _Told:
    """The quotes and facts of the documents, if they are wanted: this takes far longer than the overlaps."""
    overlaps, passages = shared
    if not sections - {Section.OVERLAP}:
        return _Told(group_stories(documents, overlaps, ()))
    readings = _take_all_apart(documents, furniture)
    quotes = tuple(quote for reading in readings for quote in reading.quotes)
    names = NameTable(readings)
    speakers = Speakers(readings, names)
    quote_groups = _number(group_quotes(readings, speakers, names), "Q")
    units = make_units(readings, names)
    stories = group_stories(documents, overlaps, units)
    if not sections & {Section.FACTS, Section.ONLY}:
        return _Told(stories, quotes, quote_groups)
    shown = _explain(quote_groups, passages)
    reading_of = {reading.document: reading for reading in readings}
    updates = _number(find_updates(overlaps, reading_of), "U")
    parts = _part_by_story(stories, readings, units, find_superseded(updates))
    background = Background(names, Voices(readings, speakers), shown, rare_word(len(units)))
    found = [_find_facts(*part, background) for part in parts]
    facts = _number(sorted((fact for some, _ in found for fact in some), key=rank_fact), "F")
    similar = _number(sorted((claim for _, some in found for claim in some), key=_rank_claim), "C")
    findings: list[Sequence[Span]] = [
        *(fact.mentions for fact in facts),
        *([rendering.span for rendering in group.renderings] for group in quote_groups),
        *((claim.left, claim.right) for claim in similar),
        *((passage.left, passage.right) for passage in passages),
    ]
    name_groups = names.groups()
    only = find_only(readings, units, findings, quote_groups, name_groups, by=by)
    return _Told(stories, quotes, quote_groups, facts, similar, name_groups, only, updates)


def _natural(document: Document) -> tuple[list[tuple[str, int]], str, str, str]:
    """Ids in the order a person expects, x:9 before x:10; ids need not be unique."""
    parts = _DIGITS.split(document.id)
    numbered = [("", int(part)) if part.isdecimal() else (part, 0) for part in parts]
    return numbered, document.id, document.path, document.text


def _part_by_story(
    stories: Sequence[Story],
    readings: Sequence[Reading],
    units: Sequence[Unit],
    superseded: Container[Document],
) -> Iterator[tuple[Sequence[Reading], Sequence[Unit]]]:
    """The readings and sentences of each story that several documents tell.

    Of an article the last version counts. Of two documents the reader has chosen both.
    """
    current = [reading for reading in readings if reading.document not in superseded]
    if (len(stories) == 1 or len(readings) == _PAIR) and len(current) == len(readings):
        yield readings, units
        return
    story_of = {document: story.id for story in stories for document in story.documents}
    sentences = sentences_of(units)
    told: dict[str, list[Reading]] = defaultdict(list)
    for reading in current:
        told[story_of[reading.document]].append(reading)
    for members in told.values():
        if len(members) > 1:
            own = [unit for reading in members for unit in sentences.get(id(reading.document), ())]
            yield members, own


def _explain(quote_groups: Iterable[QuoteGroup], passages: Iterable[Passage]) -> Explained:
    """What needs no fact to show it: renderings of an utterance, copied passages."""
    return Explained(
        ((rendering.span for rendering in group.renderings) for group in quote_groups),
        ((each.left, each.right) for each in passages if each.kind is PassageKind.COPIED),
    )


def _rank_claim(claim: SimilarClaim) -> tuple[float, str, int, str, int]:
    left, right = claim.left, claim.right
    return -claim.score, left.document.id, left.start, right.document.id, right.start


def _find_facts(
    readings: Sequence[Reading],
    units: Sequence[Unit],
    background: Background,
) -> tuple[list[Fact], list[SimilarClaim]]:
    """The facts of one story, and claims of different voices that are alike."""
    mentions, roles = _find_mentions(readings, units, background.names)
    candidates = [
        pair
        for pair in find_candidates([unit for unit in units if not unit.heading])
        if not background.explained.copies(pair[0].span, pair[1].span)
    ]
    similar = find_similar_claims(candidates, background)
    judge = Judge(units, background, similar)
    pairs = match_sentences(candidates, background.rare, judge.admits)
    return find_facts(mentions, roles, pairs, judge), similar


def _find_mentions(
    readings: Iterable[Reading], units: Sequence[Unit], names: NameTable
) -> tuple[list[Mention], list[RoleMention]]:
    mentions: list[Mention] = []
    roles: list[RoleMention] = []
    by_document = sentences_of(units)
    for reading in readings:
        own = by_document.get(id(reading.document), [])
        resolver = Resolver(reading, names)
        mentions += find_mentions(own, resolver)
        roles += find_role_mentions(own, resolver, names)
    return mentions, roles


def _take_all_apart(documents: Sequence[Document], furniture: Iterable[Furniture]) -> list[Reading]:
    lines: dict[Document, list[Furniture]] = defaultdict(list)
    for line in furniture:
        lines[line.span.document].append(line)
    return [
        _with_ids(take_apart(document, lines[document]), number)
        for number, document in enumerate(documents, start=1)
    ]


def _with_ids(reading: Reading, number: int) -> Reading:
    """The reading with its quotations numbered over the corpus: 2.7 is the seventh of the second document."""
    quotes = tuple(
        replace(quote, id=f"{number}.{place}") for place, quote in enumerate(reading.quotes, start=1)
    )
    return replace(reading, quotes=quotes)


def _number(findings: Iterable[Finding], letter: str) -> tuple[Finding, ...]:
    """Findings with their ids: Q1, Q2 ..."""
    return tuple(replace(finding, id=f"{letter}{number}") for number, finding in enumerate(findings, start=1))
