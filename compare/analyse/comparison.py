"""The front door of the analysis: documents in, everything found between them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from compare.analyse.bodies import read_bodies
from compare.analyse.claims import find_claim_pairs
from compare.analyse.copies import group_copies
from compare.analyse.events import Resolver, find_mentions, find_role_mentions
from compare.analyse.facts import find_facts
from compare.analyse.names import NameTable
from compare.analyse.only import find_only
from compare.analyse.overlap import find_overlaps
from compare.analyse.passages import find_passages
from compare.analyse.quotes import group_beside
from compare.analyse.readers import collect_readings, read_beside
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
        NameGroup,
        Only,
        Passage,
        Quote,
        QuoteGroup,
        SimilarClaim,
    )
    from compare.settings import CompareSettings

_DIGITS = re.compile(r"([0-9]{1,18})")
_TEXT_OF_ONE = 250_000  # characters of text for which a process more is worth its while
_LEAST_LIKE = 0.2  # similarity from which two clauses are looked at as one claim

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


def compare_documents(  # noqa: PLR0913 - each is one thing to choose about a report
    documents: Sequence[Document],
    settings: CompareSettings,
    *,
    skipped: Sequence[Skipped] = (),
    by: By = By.DOC,
    sections: frozenset[Section] = frozenset(Section),
    workers: int = 1,
) -> Comparison:
    """All findings between documents, whose order does not matter.

    Args:
        documents: what is compared.
        settings: how.
        skipped: what could not be read.
        by: whether overlaps, and what one alone has, are told of documents or of their sources.
        sections: the parts of the report that are wanted; for others nothing is looked for.
        workers: how many processes may work at once, where that pays; the findings are the same.
    """
    documents = tuple(sorted(documents, key=_natural))
    furniture = find_furniture(documents)
    bodies = read_bodies(documents, furniture)
    told_too = bool(sections - {Section.OVERLAP})  # takes far longer than the overlaps
    helpers = _count_helpers(documents, workers)
    with read_beside(documents if told_too else (), furniture, helpers=helpers) as crew:
        passages = _number(find_passages(bodies, settings), "P")
        sketches = Sketches([body.text for body in bodies], settings)
        overlaps = find_overlaps(bodies, passages, sketches)
        copies = _number(group_copies(bodies, overlaps), "G")
        readings = collect_readings(documents, furniture, crew) if told_too else []
    told = _find_told(readings, passages, by, sections, helpers) if told_too else _Told()
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


def _find_told(
    readings: Sequence[Reading],
    passages: Sequence[Passage],
    by: By,
    sections: frozenset[Section],
    helpers: int,
) -> _Told:
    """The quotes and facts of the documents."""
    quotes = tuple(quote for reading in readings for quote in reading.quotes)
    names = NameTable(readings)
    speakers = Speakers(readings, names)
    facts_too = bool(sections & {Section.FACTS, Section.ONLY})
    helpers = min(helpers, 1) if facts_too else 0
    with group_beside(readings, speakers, names, helpers=helpers) as crew:
        units = make_units(readings, names) if facts_too else []
        mentions, roles = _find_mentions(readings, units, names)
        pairs = find_claim_pairs(units, least=_LEAST_LIKE, copied=Explained((), _copied(passages)).copies)
        quote_groups = _number(crew.results()[0], "Q")
    if not facts_too:
        return _Told(quotes, quote_groups)
    shown = Explained(_rendered(quote_groups), _copied(passages))
    background = Background(names, Voices(readings, speakers), shown, rare_word(len(units)))
    pairs = [pair for pair in pairs if not shown.covers(pair.left, pair.right)]
    claims, rest = find_similar_claims(pairs, background)
    similar = _number(claims, "C")
    facts = _number(find_facts(mentions, roles, rest, background), "F")
    findings: list[Sequence[Span]] = [
        *(fact.mentions for fact in facts),
        *_rendered(quote_groups),
        *((claim.left, claim.right) for claim in similar),
        *((passage.left, passage.right) for passage in passages),
    ]
    name_groups = names.groups()
    only = find_only(readings, units, findings, quote_groups, name_groups, by=by)
    return _Told(quotes, quote_groups, facts, similar, name_groups, only)


def _count_helpers(documents: Sequence[Document], workers: int) -> int:
    """How many processes beside this one there is enough work for."""
    text = sum(len(document.text) for document in documents)
    return min(workers - 1, text // _TEXT_OF_ONE)


def _rendered(quote_groups: Iterable[QuoteGroup]) -> list[list[Span]]:
    return [[rendering.span for rendering in group.renderings] for group in quote_groups]


def _copied(passages: Iterable[Passage]) -> list[tuple[Span, Span]]:
    return [(each.left, each.right) for each in passages if each.kind is PassageKind.COPIED]


def _natural(document: Document) -> tuple[list[tuple[str, int]], str, str, str]:
    """Ids in the order a person expects, x:9 before x:10; ids need not be unique."""
    parts = _DIGITS.split(document.id)
    numbered = [("", int(part)) if part.isdecimal() else (part, 0) for part in parts]
    return numbered, document.id, document.path, document.text


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


def _number(findings: Iterable[Finding], letter: str) -> tuple[Finding, ...]:
    """Findings with their ids: Q1, Q2 ..."""
    return tuple(replace(finding, id=f"{letter}{number}") for number, finding in enumerate(findings, start=1))
