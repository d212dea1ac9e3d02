"""A comparison as one table: a row for each place of a finding, whatever the kind of finding.

CSV, data frames and Arrow tables are all made of these rows; names, types and order of the columns are
those of the fields of `Row`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from compare.render.labels import Labels
from compare.results import Certainty
from compare.settings import By, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.model import Document, Span
    from compare.results import (
        Attribute,
        Comparison,
        CopyGroup,
        Fact,
        NameGroup,
        Only,
        Overlap,
        Passage,
        Quote,
        QuoteGroup,
        SimilarClaim,
        SourceOverlap,
        Update,
        Value,
    )

Fields: TypeAlias = "dict[str, Any]"

_DIGITS = 6  # of a share or score, as in JSON
_LEFT, _RIGHT = "left", "right"


class Kind(StrEnum):
    """What a row tells of."""

    OVERLAPS = "overlaps"
    COPIES = "copies"
    PASSAGES = "passages"
    QUOTES = "quotes"
    UPDATES = "updates"
    FACTS = "facts"
    CLAIMS = "claims"
    NAMES = "names"
    ONLY = "only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place of one finding; what a kind of finding does not have is None."""

    kind: str
    """`overlaps`, `copies`, `passages`, `quotes`, `updates`, `facts`, `claims`, `names` or `only`."""

    id: str | None = None
    """The finding, as in the report (Q1): its rows have it in common. None where the report gives none."""

    title: str | None = None
    """What a fact is about; the name of which spellings are given; the agency whose text was copied."""

    certainty: str | None = None
    """Of a fact: `sure` or `maybe`; of a place that only may tell a sure fact `maybe`."""

    relation: str | None = None
    """How the place stands to the other one, or to the fullest rendering; how a fact is told."""

    score: float | None = None
    """Jaccard similarity of an overlap, similarity of a passage, score of a fact or claim."""

    side: str | None = None
    """Of two places that belong together: `left` or `right`."""

    document: str | None = None
    """Id of the document."""

    source: str | None = None
    """Source of the document."""

    other: str | None = None
    """Of two documents the other one; by source, the other source."""

    start: int | None = None
    """First character of the place in the decoded text of the document."""

    end: int | None = None
    """The character after its last one."""

    line: int | None = None
    """Line on which it starts, from 1."""

    text: str | None = None
    """The characters at the place."""

    share: float | None = None
    """Of this side's words, the share in passages of both; of the fullest rendering's, what is kept."""

    containment: float | None = None
    """Of an overlap: share of this side's shingles that the other has."""

    words: int | None = None
    """Words of the longest run in both; words that a rendering keeps."""

    speaker: str | None = None
    """Who says it."""

    cue: str | None = None
    """The word that says so: said, told."""

    form: str | None = None
    """Of a quote: `direct` or `indirect`."""

    attribute: str | None = None
    """What the row gives a value of, such as `when`; None in rows that give the place itself."""

    status: str | None = None
    """How the values of the attribute stand to each other: `same`, `compatible`, `differs`, `one_sided`."""

    value: str | None = None
    """The value as the document gives it."""

    normal: str | None = None
    """Its normal value, which is what was compared."""


COLUMNS = tuple(field.name for field in fields(Row))
_PLACE = "document source start end line text"
_VALUE = "attribute status value normal"
_SECTIONS = {
    Kind.OVERLAPS: Section.OVERLAP,
    Kind.COPIES: Section.OVERLAP,
    Kind.PASSAGES: Section.OVERLAP,
    Kind.QUOTES: Section.QUOTES,
    Kind.UPDATES: Section.FACTS,
    Kind.FACTS: Section.FACTS,
    Kind.CLAIMS: Section.FACTS,
    Kind.NAMES: Section.FACTS,
    Kind.ONLY: Section.ONLY,
}
_USED = {
    Kind.OVERLAPS: f"relation score side {_PLACE} other share containment words",
    Kind.COPIES: f"id title relation {_PLACE} attribute value",
    Kind.PASSAGES: f"id relation score side {_PLACE} other",
    Kind.QUOTES: f"id relation {_PLACE} share words speaker cue form {_VALUE}",
    Kind.UPDATES: f"id relation side {_PLACE} other attribute value normal",
    Kind.FACTS: f"id title certainty relation score {_PLACE} {_VALUE}",
    Kind.CLAIMS: f"id score side {_PLACE} other speaker",
    Kind.NAMES: "title document source value",
    Kind.ONLY: f"relation {_PLACE} speaker value",
}


def columns_of(kinds: Iterable[Kind]) -> tuple[str, ...]:
    """The columns that rows of these kinds may fill, in their order."""
    used = {"kind", *chain.from_iterable(_USED[kind].split() for kind in kinds)}
    return tuple(name for name in COLUMNS if name in used)


def list_rows(comparison: Comparison, kinds: Iterable[Kind] = tuple(Kind)) -> Iterator[Row]:
    """The rows of some kinds, kind after kind, findings in the order of the report.

    Of parts that were not asked for there are none, though other parts may have needed their findings.
    """
    wanted = {kind for kind in kinds if _SECTIONS[kind] in comparison.sections}
    writer = _Writer(Labels.of(comparison.documents).keys)
    makers = {
        Kind.OVERLAPS: (
            map(writer.source_overlap, comparison.source_overlaps)
            if comparison.by is By.SOURCE
            else map(writer.overlap, comparison.overlaps)
        ),
        Kind.COPIES: map(writer.copies, comparison.copies),
        Kind.PASSAGES: map(writer.passage, comparison.passages),
        Kind.QUOTES: chain(
            map(writer.quote_group, comparison.quote_groups), [writer.quotes(_list_single(comparison))]
        ),
        Kind.UPDATES: map(writer.update, comparison.updates),
        Kind.FACTS: map(writer.fact, comparison.facts),
        Kind.CLAIMS: map(writer.claim, comparison.similar_claims),
        Kind.NAMES: map(writer.name_group, comparison.names),
        Kind.ONLY: map(writer.only, comparison.only),
    }
    return chain.from_iterable(chain.from_iterable(makers[kind] for kind in Kind if kind in wanted))


def _list_single(comparison: Comparison) -> list[Quote]:
    """The quotes of which no other rendering was found."""
    grouped = {
        rendering.quote.id
        for group in comparison.quote_groups
        for rendering in group.renderings
        if rendering.quote
    }
    return [quote for quote in comparison.quotes if quote.id not in grouped]


def _list_figures(overlap: Overlap | SourceOverlap) -> list[Fields]:
    """The fields of the two sides of an overlap; `run` is where the longest run stands."""
    head = _shared(Kind.OVERLAPS, score=round(overlap.jaccard, _DIGITS), words=overlap.longest_run)
    sides = (
        (_LEFT, overlap.reused_left, overlap.containment_left, overlap.run_left),
        (_RIGHT, overlap.reused_right, overlap.containment_right, overlap.run_right),
    )
    return [
        {
            **head,
            "side": side,
            "share": round(share, _DIGITS),
            "containment": round(containment, _DIGITS),
            "run": run,
        }
        for side, share, containment, run in sides
    ]


def _told(quote: Quote) -> Fields:
    return {"speaker": quote.speaker, "cue": quote.cue, "form": str(quote.form)}


def _shared(kind: Kind, **shared: str | float | None) -> Fields:
    """What the rows of one finding have in common."""
    return {"kind": kind, **shared}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Findings as rows; documents go by their keys."""

    keys: dict[Document, str]

    def document(self, document: Document) -> Fields:
        return {"document": self.keys[document], "source": document.source}

    def place(self, span: Span | None) -> Fields:
        if span is None:
            return {}
        where = {"start": span.start, "end": span.end, "line": span.line, "text": span.text}
        return {**self.document(span.document), **where}

    def overlap(self, overlap: Overlap) -> Iterator[Row]:
        sides = ((overlap.left, overlap.right), (overlap.right, overlap.left))
        for (one, other), figures in zip(sides, _list_figures(overlap), strict=True):
            place = {**self.document(one), **self.place(figures.pop("run"))}
            yield Row(relation=str(overlap.kind), other=self.keys[other], **place, **figures)

    def source_overlap(self, overlap: SourceOverlap) -> Iterator[Row]:
        sides = ((overlap.left, overlap.right), (overlap.right, overlap.left))
        for (one, other), figures in zip(sides, _list_figures(overlap), strict=True):
            place = {**self.place(figures.pop("run")), "source": one}
            yield Row(other=other, **place, **figures)

    def copies(self, group: CopyGroup) -> Iterator[Row]:
        head = _shared(Kind.COPIES, id=group.id, title=group.agency, relation=str(group.kind))
        for document in group.documents:
            yield Row(**head, **self.document(document))
        for name, marked in (("fullest", group.fullest), ("earliest", group.earliest)):
            if marked is not None:
                yield Row(**head, **self.document(marked), attribute=name)
        for credit in group.credits:
            yield Row(**head, **self.place(credit.span), attribute="agency", value=credit.agency)

    def passage(self, passage: Passage) -> Iterator[Row]:
        score = round(passage.similarity, _DIGITS)
        head = _shared(Kind.PASSAGES, id=passage.id, relation=str(passage.kind), score=score)
        return self.pair(passage.left, passage.right, head)

    def pair(self, left: Span, right: Span, head: Fields) -> Iterator[Row]:
        for side, one, other in ((_LEFT, left, right), (_RIGHT, right, left)):
            yield Row(**head, side=side, other=self.keys[other.document], **self.place(one))

    def quote_group(self, group: QuoteGroup) -> Iterator[Row]:
        for rendering in group.renderings:
            share = round(rendering.kept / rendering.of, _DIGITS) if rendering.of else None
            head = _shared(Kind.QUOTES, id=group.id, relation=str(rendering.relation), share=share)
            told = _told(rendering.quote) if rendering.quote else {}
            yield Row(**head, words=rendering.kept, **self.place(rendering.span), **told)
        for attribute in group.differs:
            yield from self.values(attribute, _shared(Kind.QUOTES, id=group.id))

    def quotes(self, quotes: Iterable[Quote]) -> Iterator[Row]:
        for quote in quotes:
            yield Row(kind=Kind.QUOTES, **self.place(quote.span), **_told(quote))

    def values(self, attribute: Attribute, head: Fields) -> Iterator[Row]:
        for value in attribute.values:
            status = str(attribute.status)
            yield Row(**head, attribute=attribute.name, status=status, **self.value(value))

    def value(self, value: Value) -> Fields:
        place = self.place(value.span) or self.document(value.document)
        return {**place, "value": value.text, "normal": value.normal}

    def update(self, update: Update) -> Iterator[Row]:
        sides = ((_LEFT, update.left, update.right), (_RIGHT, update.right, update.left))
        relations = {_LEFT: "earlier", _RIGHT: "later"} if update.ordered else {}
        for side, one, other in sides:
            relation = relations.get(side)
            head = _shared(Kind.UPDATES, id=update.id, side=side, relation=relation, other=self.keys[other])
            if not update.changes:
                yield Row(**head, **self.document(one))
            for change in update.changes:
                value = change.left if side == _LEFT else change.right
                yield Row(**head, attribute=change.kind, **self.value(value))

    def fact(self, fact: Fact) -> Iterator[Row]:
        told = {"certainty": str(fact.certainty), "relation": str(fact.told)}
        score = round(fact.score, _DIGITS)
        head = _shared(Kind.FACTS, id=fact.id, title=fact.title, score=score, **told)
        for span in fact.mentions:
            yield Row(**head, **self.place(span))
        for span in fact.maybe:
            yield Row(**{**head, "certainty": str(Certainty.MAYBE)}, **self.place(span))
        for attribute in fact.attributes:
            yield from self.values(attribute, head)

    def claim(self, claim: SimilarClaim) -> Iterator[Row]:
        score = round(claim.score, _DIGITS)
        rows = self.pair(claim.left, claim.right, _shared(Kind.CLAIMS, id=claim.id, score=score))
        for row, voice in zip(rows, (claim.left_voice, claim.right_voice), strict=True):
            yield replace(row, speaker=voice)

    def name_group(self, group: NameGroup) -> Iterator[Row]:
        for variant in group.variants:
            for document in variant.documents:
                yield Row(kind=Kind.NAMES, title=group.name, value=variant.text, **self.document(document))

    def only(self, only: Only) -> Iterator[Row]:
        for quote in only.quotes:
            yield Row(kind=Kind.ONLY, relation="quote", speaker=quote.speaker, **self.place(quote.span))
        for span in only.claims:
            yield Row(kind=Kind.ONLY, relation="claim", **self.place(span))
        owner = self.document(only.document) if only.document is not None else {"source": only.source}
        for name in only.names:
            yield Row(kind=Kind.ONLY, relation="name", value=name, **owner)
