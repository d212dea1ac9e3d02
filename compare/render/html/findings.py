"""Every finding of a comparison as it is shown, kind by kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compare.model import Span
from compare.render.excerpts import cut_end
from compare.render.html.rows import contrast, tabulate_changes, tabulate_facts
from compare.render.html.stretches import fold, set_against
from compare.render.html.view import Finding, Kind, Version
from compare.render.layout import count_of
from compare.render.only import count_only, name_only, pick_claims
from compare.render.overlap import name_pairs, tell_similarity
from compare.render.quotes import describe_renderings, find_speaker
from compare.render.voices import name_voice
from compare.results import WORDING, Certainty, Form, Op, OverlapKind, PassageKind, Quote, Telling
from compare.settings import Section
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.results import (
        Comparison,
        CopyGroup,
        Fact,
        Overlap,
        Passage,
        QuoteGroup,
        SimilarClaim,
        Update,
        Voice,
    )

_TOLD_KINDS = {
    Telling.DIFFERENTLY: Kind.CONFLICT,
    Telling.IN_OTHER_WORDS: Kind.WORDED,
    Telling.COMPATIBLY: Kind.WORDED,
    Telling.ALIKE: Kind.ALIKE,
}
_PASSAGES = {
    PassageKind.COPIED: "{words}, {same}",
    PassageKind.REWORDED: "{words}, reworded, {same}",
    PassageKind.SUMMARY_LEFT: "{words} that may sum up the other side",
    PassageKind.SUMMARY_RIGHT: "{words}, which the other side may sum up",
}
_PAIRS = {
    OverlapKind.EXACT: "the same text",
    OverlapKind.NEAR: "near copies",
    OverlapKind.INSIDE: "one inside the other",
    OverlapKind.NONE: "share text",
}
_MOST_QUOTES = 200  # of one speaker; in thousands of texts nobody has many thousands
_FEW_LETTERS = 12  # documents that are named in a note
_LEAD = 110  # characters of a line or two of the list


def list_findings(comparison: Comparison, labels: Labels) -> list[Finding]:
    """All findings of the parts that were asked for, in the order of their kinds."""
    sections, found = comparison.sections, list[Finding]()
    if Section.FACTS in sections:
        found += map(_show_fact, comparison.facts)
        found += map(_show_update, comparison.updates)
        found += map(_show_claim, comparison.similar_claims)
    if Section.QUOTES in sections:
        found += (_show_quote(group, labels) for group in comparison.quote_groups)
        found += (_show_voice(voice, labels) for voice in comparison.voices)
    if Section.OVERLAP in sections:
        found += _show_overlap(comparison, labels)
    if Section.ONLY in sections:
        found += _show_only(comparison, labels)
    order = list(Kind)
    return sorted(found, key=lambda finding: order.index(finding.kind))


def _show_overlap(comparison: Comparison, labels: Labels) -> Iterator[Finding]:
    """Who shares text: groups of copies, passages, pairs."""
    yield from (_show_copies(group, labels) for group in comparison.listed_copies)
    yield from (_show_passage(passage, labels) for passage in comparison.listed_passages)
    for passage in comparison.repeats:
        yield replace(_show_passage(passage, labels), kind=Kind.REPEAT)
    yield from (_show_pair(name, pair, labels) for name, pair in name_pairs(comparison, labels).items())


def _show_only(comparison: Comparison, labels: Labels) -> Iterator[Finding]:
    """What one document or source alone has: its claims and the names; its quotes stand with the speakers."""
    told = bool(comparison.voices)
    for name, only in name_only(comparison, labels).items():
        document = only.document
        quotes = () if told else only.quotes
        versions = [*_head("Quotes", quotes), *_head("Claims", pick_claims(only, len(only.claims)))]
        yield Finding(
            id=name,
            kind=Kind.ONLY,
            title=(document.title or labels.keys[document]) if document else only.source,
            note=count_only(only, quotes_told=told),
            documents=(document,) if document else _each_once(one.span for one in versions),
            versions=tuple(versions),
            remarks=(f"Names: {', '.join(only.names)}",) if only.names else (),
        )


def _head(heading: str, items: Iterable[Quote | Span]) -> Iterator[Version]:
    """Quotes or claims as versions, the first under a heading."""
    for item in items:
        quote = item if isinstance(item, Quote) else None
        span = item if isinstance(item, Span) else item.span
        yield Version(span, voice=_speaker(quote), heading=heading)
        heading = ""


def _shorten(text: str) -> str:
    """The first words of a text, on one line."""
    return cut_end(" ".join(text[: 2 * _LEAD].split()), _LEAD)


def _each_once(spans: Iterable[Span]) -> tuple[Document, ...]:
    return tuple(dict.fromkeys(span.document for span in spans))


def _show_fact(fact: Fact) -> Finding:
    maybe = fact.certainty is Certainty.MAYBE
    names = [attribute.name for attribute in fact.conflicts if attribute.name != WORDING]
    note = f"{', '.join(names)} differ{'s' if len(names) == 1 else ''}" if names else f"told {fact.told}"
    documents = _each_once(fact.mentions)
    columns, rows = tabulate_facts(fact.attributes, documents)
    return Finding(
        id=fact.id,
        kind=Kind.MAYBE if maybe else _TOLD_KINDS[fact.told],
        title=fact.title or fact.mentions[0].text,
        note="" if maybe else note,
        documents=documents,
        lead=_shorten(fact.mentions[1].text) if maybe else _shorten(contrast(fact.attributes)),
        versions=(*(Version(span) for span in fact.mentions), *_show_weak(fact.maybe)),
        columns=columns,
        rows=rows,
    )


def _show_weak(spans: Sequence[Span]) -> Iterator[Version]:
    """The places that only may tell a fact, under a heading that says so."""
    for number, span in enumerate(spans):
        yield Version(span, heading="" if number else "May tell it too")


def _show_quote(group: QuoteGroup, labels: Labels) -> Finding:
    first, *others = group.renderings
    speaker = find_speaker(group)
    documents = _each_once(one.span for one in group.renderings)
    columns, rows = tabulate_facts(group.news, documents)
    versions = [Version(first.span, voice=_speaker(first.quote))]
    for one in others:
        stretches = set_against(first.span, one.span, one.kept_spans)
        versions.append(Version(one.span, stretches, _speaker(one.quote)))
    return Finding(
        id=group.id,
        kind=Kind.QUOTE,
        title=speaker or "Speaker not named",
        note=" · ".join(describe_renderings(first, others, labels)),
        documents=documents,
        lead=_shorten(first.span.text),
        versions=tuple(versions),
        columns=columns,
        rows=rows,
    )


def _show_voice(voice: Voice, labels: Labels) -> Finding:
    """All that one speaker is quoted with; what several texts have, by the id of its finding."""
    quotes, documents = count_of(len(voice.said), "quote"), voice.documents
    where = (
        labels.letters_of(documents)
        if len(documents) <= _FEW_LETTERS
        else count_of(len(documents), "document")
    )
    shown = voice.said[:_MOST_QUOTES]
    missing = len(voice.said) - len(shown)
    return Finding(
        id=voice.id,
        kind=Kind.VOICE,
        title=name_voice(voice),
        note=f"{quotes} in {where}",
        documents=_each_once(quote.span for quote, _ in shown),
        lead=_shorten(voice.said[0][0].span.text),
        versions=tuple(Version(quote.span, voice=_mark(quote, group)) for quote, group in shown),
        remarks=(f"And {count_of(missing, 'more quote')}.",) if missing else (),
    )


def _mark(quote: Quote, group: str | None) -> str:
    retold = "retold" if quote.form is Form.INDIRECT else ""
    return ", ".join(filter(None, [group, retold]))


def _speaker(quote: Quote | None) -> str:
    return (quote.speaker if quote else None) or ""


def _show_update(update: Update) -> Finding:
    pair = (update.left, update.right)
    rows = tabulate_changes(update.changes)
    kinds = dict.fromkeys(change.kind for change in update.changes)
    note = f"changes {', '.join(kinds)}" if kinds else "no figure, date, name or denial is changed"
    return Finding(
        id=update.id,
        kind=Kind.UPDATE,
        title=update.right.title or update.left.title or "Untitled",
        note=note,
        documents=pair,
        lead=_shorten(f"{rows[0].cells[0][0].text} → {rows[0].cells[1][0].text}") if rows else "",
        columns=pair,
        rows=rows,
        remarks=(
            "The right one is the later version." if update.ordered else "Which is later is not known.",
        ),
    )


def _show_claim(claim: SimilarClaim) -> Finding:
    voices = [claim.left_voice or "", claim.right_voice or ""]
    versions = (Version(claim.left, voice=voices[0]), Version(claim.right, voice=voices[1]))
    return Finding(
        id=claim.id,
        kind=Kind.CLAIM,
        title=" / ".join(filter(None, voices)) or "Voices not named",
        note="",
        documents=_each_once((claim.left, claim.right)),
        lead=_shorten(claim.left.text),
        versions=versions,
    )


def _show_copies(group: CopyGroup, labels: Labels) -> Finding:
    what = "share most of a text" if group.kind is OverlapKind.NONE else "copies of one text"
    remarks = []
    if group.agency:
        carriers = labels.letters_of(group.carriers).replace(" ", ", ")
        remarks.append(f"A text of {group.agency}, carried by {carriers}.")
    if group.fullest:
        remarks.append(f"{labels.letters[group.fullest]} is the fullest.")
    if group.earliest and group.earliest.published:
        date = group.earliest.published.isoformat()
        remarks.append(f"{labels.letters[group.earliest]} is the earliest, {date}.")
    shown = group.fullest or group.documents[0]
    return Finding(
        id=group.id,
        kind=Kind.COPIES,
        title=shown.title or labels.keys[shown],
        note=f"{len(group.documents):,} documents, {what}",
        documents=(shown, *(document for document in group.documents if document is not shown)),
        versions=tuple(Version(credit.span, voice=f"credit: {credit.agency}") for credit in group.credits),
        remarks=tuple(remarks),
    )


def _show_passage(passage: Passage, labels: Labels) -> Finding:
    words = count_of(count_counted_words(passage.left.text), "word")
    whole = passage.is_verbatim
    same = tell_similarity(passage)
    note = f"{words}, word for word" if whole else _PASSAGES[passage.kind].format(words=words, same=same)
    kept = [
        (Span(passage.left.document, *edit.left), Span(passage.right.document, *edit.right))
        for edit in passage.edits
        if edit.op is Op.SAME
    ]
    told_anew = passage.kind in {PassageKind.SUMMARY_LEFT, PassageKind.SUMMARY_RIGHT}
    stretches = fold(passage.right) if told_anew else set_against(passage.left, passage.right, kept)
    documents = _each_once((passage.left, passage.right))
    return Finding(
        id=passage.id,
        kind=Kind.PASSAGE,
        title=_name_both(documents, labels),
        note=note,
        documents=documents,
        lead=_shorten(passage.left.text),
        versions=(Version(passage.left, fold(passage.left)), Version(passage.right, stretches)),
    )


def _name_both(documents: Sequence[Document], labels: Labels) -> str:
    """The titles of two documents, or the one title that both have."""
    titles = dict.fromkeys(document.title or labels.keys[document] for document in documents)
    return " / ".join(titles)


def _show_pair(name: str, overlap: Overlap, labels: Labels) -> Finding:
    pair = (overlap.left, overlap.right)
    letters = [labels.letters[document] for document in pair]
    runs = (overlap.run_left, overlap.run_right) if overlap.run_left and overlap.run_right else ()
    return Finding(
        id=name,
        kind=Kind.PAIR,
        title=_name_both(pair, labels),
        note=f"{_PAIRS[overlap.kind]} · {overlap.reused_left:.0%} and {overlap.reused_right:.0%}",
        documents=pair,
        versions=tuple(Version(run, fold(run), "longest run in both") for run in runs),
        remarks=tuple(_describe_pair(overlap, letters, labels)),
    )


def _describe_pair(overlap: Overlap, letters: Sequence[str], labels: Labels) -> Iterator[str]:
    left, right = letters
    yield f"{overlap.reused_left:.0%} of {left}’s words stand in passages of {right} too,"
    yield f"{overlap.reused_right:.0%} of {right}’s in {left}."
    yield f"Jaccard of their shingles: {overlap.jaccard:.3f}."
    yield f"Longest run in both: {count_of(overlap.longest_run, 'word')}."
    if overlap.earlier:
        yield f"{labels.letters[overlap.earlier]} was published first."
    if overlap.fuller:
        yield f"{labels.letters[overlap.fuller]} has what the other has, and more."
