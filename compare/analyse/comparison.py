"""The front door of the analysis: documents in, everything found between them out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from compare.analyse.bodies import read_bodies
from compare.analyse.copies import group_copies
from compare.analyse.events import Resolver, find_mentions, find_role_mentions
from compare.analyse.facts import find_facts
from compare.analyse.judging import Judge
from compare.analyse.matching import match_sentences
from compare.analyse.names import NameTable
from compare.analyse.only import find_only
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
from compare.analyse.verdict import Findings, tell_verdict
from compare.results import Comparison, PassageKind
from compare.settings import By, Section
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        Passage,
        Quote,
        QuoteGroup,
        SimilarClaim,
    )
    from compare.settings import CompareSettings

_DIGITS = re.compile(r"([0-9]{1,18})")

Finding = TypeVar("Finding", "QuoteGroup", "Fact", "SimilarClaim", "Passage", "Quote", "CopyGroup")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said in the documents, as far as it was looked for."""

    quotes: tuple[Quote, ...] = ()
    quote_groups: tuple[QuoteGroup, ...] = ()
    facts: tuple[Fact, ...] = ()
    similar_claims: tuple[SimilarClaim, ...] = ()
    names: tuple[NameGroup, ...] = ()
    only: tuple[Only, ...] = ()


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
    told = _read_told(documents, furniture, passages, by, sections)
    stories = group_stories(documents, overlaps, told.quote_groups, told.facts)
    findings = Findings(stories, overlaps, copies, passages, told.quote_groups, told.facts)
    return Comparison(
        settings=settings,
        by=by,
        sections=sections,
        verdict=tell_verdict(len(documents), findings, sections),
        skipped=tuple(skipped),
        documents=documents,
        stories=stories,
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
    )


def _read_told(
    documents: Sequence[Document],
    furniture: Sequence[Furniture],
    passages: Sequence[Passage],
    by: By,
    sections: frozenset[Section],
) -> _Told:
    """The quotes and facts of the documents, if they are wanted: this takes far longer than the overlaps."""
    if not sections - {Section.OVERLAP}:
        return _Told()
    readings = _take_all_apart(documents, furniture)
    quotes = tuple(quote for reading in readings for quote in reading.quotes)
    names = NameTable(readings)
    speakers = Speakers(readings, names)
    quote_groups = _number(group_quotes(readings, speakers, names), "Q")
    if not sections & {Section.FACTS, Section.ONLY}:
        return _Told(quotes, quote_groups)
    units = make_units(readings, names)
    facts, similar = _find_facts(readings, units, names, speakers, (quote_groups, passages))
    findings: list[Sequence[Span]] = [
        *(fact.mentions for fact in facts),
        *([rendering.span for rendering in group.renderings] for group in quote_groups),
        *((claim.left, claim.right) for claim in similar),
        *((passage.left, passage.right) for passage in passages),
    ]
    name_groups = names.groups()
    only = find_only(readings, units, findings, quote_groups, name_groups, by=by)
    return _Told(quotes, quote_groups, facts, similar, name_groups, only)


def _natural(document: Document) -> tuple[list[tuple[str, int]], str, str, str]:
    """Ids in the order a person expects, x:9 before x:10; ids need not be unique."""
    parts = _DIGITS.split(document.id)
    numbered = [("", int(part)) if part.isdecimal() else (part, 0) for part in parts]
    return numbered, document.id, document.path, document.text


def _find_facts(
    readings: Sequence[Reading],
    units: Sequence[Unit],
    names: NameTable,
    speakers: Speakers,
    shown_already: tuple[Sequence[QuoteGroup], Sequence[Passage]],
) -> tuple[tuple[Fact, ...], tuple[SimilarClaim, ...]]:
    """Facts, and claims of different voices that are alike; renderings and copied passages are neither."""
    mentions, roles = _find_mentions(readings, units, names)
    quote_groups, passages = shown_already
    shown = Explained(
        ((rendering.span for rendering in group.renderings) for group in quote_groups),
        ((each.left, each.right) for each in passages if each.kind is PassageKind.COPIED),
    )
    background = Background(names, Voices(readings, speakers), shown, rare_word(len(units)))
    candidates = [
        pair
        for pair in find_candidates([unit for unit in units if not unit.heading])
        if not shown.copies(pair[0].span, pair[1].span)
    ]
    similar = find_similar_claims(candidates, background)
    judge = Judge(units, background, similar)
    pairs = match_sentences(candidates, background.rare, judge.admits)
    facts = find_facts(mentions, roles, pairs, judge)
    return _number(facts, "F"), _number(similar, "C")


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
