"""The parts of a Markdown report, in their order, each with its findings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from compare.render import markdown_tables as tables
from compare.render.facts import count_told, is_varied
from compare.render.layout import count_of
from compare.render.markdown_findings import (
    set_alike,
    set_claim,
    set_copies,
    set_fact,
    set_maybe,
    set_passage,
    set_quote_group,
    set_update,
)
from compare.render.markdown_text import head
from compare.render.only import describe_only, name_only
from compare.render.overlap import (
    describe_overlap,
    describe_source_overlap,
    describe_unlisted,
    shares_text,
    sources_share,
)
from compare.render.stories import list_told
from compare.render.voices import SPEAKERS, describe_voices, top_for
from compare.results import Certainty, Telling
from compare.settings import By, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.results import Comparison, Fact

_NAMES = 2  # columns before the figures of an overlap
_ITEMS = 3  # of each kind that one document alone has
_SIGNS = "Signs: = same · ≠ differs · \\~ no conflict · + one side only"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding, written when there is room for it, and the documents it names."""

    write: Callable[[], str]
    documents: Sequence[Document] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the report: its title, and the first of its *total* findings.

    They are rows if it is a *table*. A part without findings stands only if it may be *empty*.
    """

    title: str
    note: str
    entries: Sequence[Entry]
    total: int
    table: str = ""
    between: str = "\n\n"
    folded: bool = False
    empty: bool = False
    top: int = 0
    """The number for `--top` that shows all, where that is another one than the total."""


def list_parts(comparison: Comparison, top: int, labels: Labels) -> list[Part]:
    """The parts in which there is something to say."""
    sections = comparison.sections
    parts = [_outlets(comparison, top)]
    if sections - {Section.OVERLAP}:
        parts.insert(0, _stories(comparison, top, labels))
    if Section.FACTS in sections:
        parts.append(_updates(comparison, top, labels))
    if Section.QUOTES in sections:
        parts.append(_quotes(comparison, top, labels))
        parts.append(_voices(comparison, top, labels))
    if Section.FACTS in sections:
        parts += _sure(comparison, top, labels)
    if Section.OVERLAP in sections:
        parts += _overlap(comparison, top, labels)
    if Section.FACTS in sections:
        parts += _others(comparison, top, labels)
    if Section.ONLY in sections:
        parts.append(_only(comparison, top, labels))
    parts.append(_skipped(comparison, top))
    return [part for part in parts if part.total or part.empty]


def _stories(comparison: Comparison, top: int, labels: Labels) -> Part:
    """The stories that several documents tell, the largest first; none where there is but one."""
    told = sorted(list_told(comparison), key=lambda story: -len(story.documents))
    return Part(
        title="Stories",
        note=f"{len(told):,} told by two documents or more",
        entries=[Entry(partial(tables.set_story, one, labels), one.documents) for one in told[:top]],
        total=len(told),
        table=head(tables.STORIES),
    )


def _outlets(comparison: Comparison, top: int) -> Part:
    return Part(
        title="Sources",
        note="what each did over all stories",
        entries=[Entry(partial(tables.set_outlet, one)) for one in comparison.outlets[:top]],
        total=len(comparison.outlets),
        table=head(tables.OUTLETS, figures=range(1, len(tables.OUTLETS))),
    )


def _updates(comparison: Comparison, top: int, labels: Labels) -> Part:
    """The versions of articles that change something."""
    changed = [update for update in comparison.updates if update.changes]
    return Part(
        title="Updates",
        note=f"{count_of(len(comparison.updates), 'other version')} of articles: no conflict",
        entries=[Entry(partial(set_update, one, labels), (one.left, one.right)) for one in changed[:top]],
        total=len(changed),
    )


def _quotes(comparison: Comparison, top: int, labels: Labels) -> Part:
    groups = comparison.quote_groups
    quotes = count_of(len(comparison.quotes), "quote")
    return Part(
        title="Quotes",
        note=f"{quotes}, {len(groups):,} in more than one document; words that are kept are bold"
        if groups
        else f"{quotes}, none in more than one document",
        entries=[
            Entry(partial(set_quote_group, one, labels), [each.span.document for each in one.renderings])
            for one in groups[:top]
        ],
        total=len(groups),
        empty=bool(comparison.quotes),
    )


def _voices(comparison: Comparison, top: int, labels: Labels) -> Part:
    """Who said what: a row a speaker."""
    voices = comparison.voices
    shown = voices[: SPEAKERS * top]
    return Part(
        title="Who said what",
        note=describe_voices(voices),
        entries=[Entry(partial(tables.set_voice, one, top, labels), one.documents) for one in shown],
        total=len(voices),
        table=head(tables.VOICES),
        top=top_for(voices),
    )


def _sure(comparison: Comparison, top: int, labels: Labels) -> list[Part]:
    """The facts that are not told alike, then the titles of those that are."""
    sure = [fact for fact in comparison.facts if fact.certainty is Certainty.SURE]
    apart = [fact for fact in sure if fact.told is not Telling.ALIKE]
    alike = [fact for fact in sure if fact.told is Telling.ALIKE]
    told_apart = Part(
        title="Facts",
        note=f"{len(sure):,} in common: {count_told(sure)}\n\n{_SIGNS}",
        entries=[Entry(partial(set_fact, one, labels), _documents_of(one)) for one in apart[:top]],
        total=len(apart),
    )
    told_alike = Part(
        title="Told the same way",
        note=count_of(len(alike), "fact"),
        entries=[Entry(partial(set_alike, one, labels), _documents_of(one)) for one in alike[:top]],
        total=len(alike),
        between="\n",
        folded=True,
    )
    return [told_apart, told_alike]


def _documents_of(fact: Fact) -> list[Document]:
    return [span.document for span in fact.mentions]


def _overlap(comparison: Comparison, top: int, labels: Labels) -> list[Part]:
    """Pairs that share text, groups of copies, and passages."""
    copies, passages = comparison.listed_copies, comparison.listed_passages
    return [
        _pairs(comparison, top, labels),
        Part(
            title="Copies",
            note=f"{count_of(len(copies), 'group')} of documents with one text",
            entries=[Entry(partial(set_copies, one, labels), one.documents) for one in copies[:top]],
            total=len(copies),
            between="\n",
        ),
        Part(
            title="Shared passages",
            note="; ".join([f"{len(passages):,}, the longest first", *describe_unlisted(comparison, labels)]),
            entries=[
                Entry(partial(set_passage, one, labels), (one.left.document, one.right.document))
                for one in passages[:top]
            ],
            total=len(passages),
        ),
    ]


def _pairs(comparison: Comparison, top: int, labels: Labels) -> Part:
    """Who shares how much text; where nobody does, the longest run of words in two documents."""
    pairs = [one for one in comparison.overlaps if shares_text(one, comparison.settings)]
    note = describe_overlap(comparison, pairs).capitalize()
    if comparison.by is By.SOURCE:
        shared = [one for one in comparison.source_overlaps if sources_share(one, comparison.settings)]
        note = describe_source_overlap(shared).capitalize()
        entries = [Entry(partial(tables.set_source_overlap, one)) for one in shared[:top]]
        table = head(tables.SOURCE_OVERLAPS, figures=range(_NAMES, len(tables.SOURCE_OVERLAPS)))
        return Part(title="Overlap", note=note, entries=entries, total=len(shared), table=table)
    if pairs:
        entries = [
            Entry(partial(tables.set_overlap, one, labels), (one.left, one.right)) for one in pairs[:top]
        ]
        table = head(tables.OVERLAPS, figures=range(_NAMES + 1, len(tables.OVERLAPS) - 1))
        return Part(title="Overlap", note=note, entries=entries, total=len(pairs), table=table)
    runs = sorted(comparison.overlaps, key=lambda one: -one.longest_run)[:1]
    entries = [Entry(partial(tables.set_longest_run, one, labels), (one.left, one.right)) for one in runs]
    return Part(title="Overlap", note=note, entries=entries, total=len(runs))


def _others(comparison: Comparison, top: int, labels: Labels) -> list[Part]:
    """What may be one fact, claims that are alike, and names in several forms."""
    maybe = [fact for fact in comparison.facts if fact.certainty is Certainty.MAYBE]
    claims = comparison.similar_claims
    names = [group for group in comparison.names if is_varied(group)]
    return [
        Part(
            title="Maybe the same fact",
            note=f"{len(maybe):,}, most likely first",
            entries=[Entry(partial(set_maybe, one, labels), _documents_of(one)) for one in maybe[:top]],
            total=len(maybe),
            between="\n",
            folded=True,
        ),
        Part(
            title="Similar claims",
            note=f"{len(claims):,}, of different voices: not one statement",
            entries=[
                Entry(partial(set_claim, one, labels), (one.left.document, one.right.document))
                for one in claims[:top]
            ],
            total=len(claims),
            between="\n",
            folded=True,
        ),
        Part(
            title="Names",
            note=f"{len(names):,} in several forms",
            entries=[Entry(partial(tables.set_names, one, labels)) for one in names[:top]],
            total=len(names),
            table=head(tables.NAMES),
            folded=True,
        ),
    ]


def _only(comparison: Comparison, top: int, labels: Labels) -> Part:
    shown = list(name_only(comparison, labels).values())
    write = partial(tables.set_only, items=_ITEMS, labels=labels, quotes_told=bool(comparison.voices))
    return Part(
        title="Only in one",
        note=describe_only(comparison),
        entries=[Entry(partial(write, one), [one.document] if one.document else []) for one in shown[:top]],
        total=len(shown),
        between="\n",
        folded=True,
    )


def _skipped(comparison: Comparison, top: int) -> Part:
    skipped = comparison.skipped
    return Part(
        title="Skipped",
        note=f"{count_of(len(skipped), 'input')} not read",
        entries=[Entry(partial(tables.set_skipped, one)) for one in skipped[:top]],
        total=len(skipped),
        between="\n",
    )
