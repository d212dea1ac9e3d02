"""The report as one JSON object in the schema `compare/report/1` (docs/json.md), and a diff as another."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias

from compare.render.diff import count_by_op
from compare.render.escape import escape_json
from compare.render.labels import Labels
from compare.render.summary import count_own_words
from compare.settings import By, Section

if TYPE_CHECKING:
    from compare.model import Document, Skipped, Span
    from compare.results import (
        Attribute,
        Comparison,
        CopyGroup,
        Diff,
        Edit,
        Fact,
        Furniture,
        NameGroup,
        Only,
        Overlap,
        Passage,
        Quote,
        QuoteGroup,
        Rendering,
        SimilarClaim,
        SourceOverlap,
        Update,
        Value,
        Voice,
    )

Object: TypeAlias = "dict[str, object]"

REPORT_SCHEMA = "compare/report/1"
DIFF_SCHEMA = "compare/diff/1"
# The digits that say something about a share of some hundred shingles.
_DIGITS = 6


def render_report_json(comparison: Comparison) -> str:
    """The whole comparison, without the parts that were not looked for."""
    writer = _Writer(Labels.of(comparison.documents).keys)
    return _dump({**_write_head(comparison, writer), **_write_findings(comparison, writer)})


def render_diff_json(diff: Diff) -> str:
    """Two documents and the edits between them."""
    keys = Labels.of((diff.left, diff.right)).keys
    return _dump(
        {
            "schema": DIFF_SCHEMA,
            "left": _write_source(diff.left, keys),
            "right": _write_source(diff.right, keys),
            "words": {
                str(op): {"left": left, "right": right} for op, (left, right) in count_by_op(diff).items()
            },
            "edits": [_write_edit(edit) for edit in diff.edits],
        }
    )


def _dump(value: Object) -> str:
    return escape_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _write_head(comparison: Comparison, writer: _Writer) -> Object:
    """What was read, and what there is to say of it in words."""
    stories = [
        {"id": story.id, "documents": writer.names(story.documents), "title": story.title}
        for story in comparison.stories
    ]
    return {
        "schema": REPORT_SCHEMA,
        "settings": comparison.settings.as_dict(),
        "verdict": " ".join(comparison.verdict),
        "skipped": [_write_skipped(one) for one in comparison.skipped],
        "documents": _write_documents(comparison, writer),
        **({"stories": stories} if comparison.sections - {Section.OVERLAP} else {}),  # else not looked for
        "furniture": [writer.furniture(line) for line in comparison.furniture],
    }


def _write_findings(comparison: Comparison, writer: _Writer) -> Object:
    parts: Object = {}
    sections = comparison.sections
    if comparison.outlets:
        parts["sources"] = list(map(asdict, comparison.outlets))
    if Section.OVERLAP in sections:
        parts["overlap"] = (
            list(map(writer.source_overlap, comparison.source_overlaps))
            if comparison.by is By.SOURCE
            else list(map(writer.overlap, comparison.overlaps))
        )
        parts["copies"] = list(map(writer.copies, comparison.copies))
        parts["passages"] = list(map(writer.passage, comparison.passages))
    if Section.QUOTES in sections:
        parts["quotes"] = list(map(writer.quote, comparison.quotes))
        parts["quote_groups"] = list(map(writer.quote_group, comparison.quote_groups))
        parts["voices"] = list(map(writer.voice, comparison.voices))
    if Section.FACTS in sections:
        parts["updates"] = list(map(writer.update, comparison.updates))
        parts["fact_groups"] = list(map(writer.fact, comparison.facts))
        parts["similar_claims"] = list(map(writer.claim, comparison.similar_claims))
        parts["names"] = list(map(writer.name_group, comparison.names))
    if Section.ONLY in sections:
        parts["only"] = list(map(writer.only, comparison.only))
    return parts


def _write_skipped(skipped: Skipped) -> Object:
    return {"path": skipped.path, "line": skipped.line, "reason": skipped.reason}


def _write_source(document: Document, keys: dict[Document, str]) -> Object:
    return {
        "id": keys[document],
        "path": document.path,
        "source": document.source,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
    }


def _write_documents(comparison: Comparison, writer: _Writer) -> list[Object]:
    stories = {document: story.id for story in comparison.stories for document in story.documents}
    return [
        {**_write_source(document, writer.keys), "words": words, "story": stories.get(document)}
        for document, words in count_own_words(comparison).items()
    ]


def _write_edit(edit: Edit) -> Object:
    return {"op": str(edit.op), "left": list(edit.left), "right": list(edit.right)}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Findings as JSON values; documents go by their keys."""

    keys: dict[Document, str]

    def names(self, documents: tuple[Document, ...]) -> list[str]:
        return [self.keys[document] for document in documents]

    def span(self, span: Span) -> Object:
        return {
            "document": self.keys[span.document],
            "start": span.start,
            "end": span.end,
            "line": span.line,
            "text": span.text,
        }

    def optional(self, span: Span | None) -> Object | None:
        return self.span(span) if span else None

    def furniture(self, line: Furniture) -> Object:
        return {**self.span(line.span), "reason": line.reason}

    def overlap(self, overlap: Overlap) -> Object:
        return {
            "left": self.keys[overlap.left],
            "right": self.keys[overlap.right],
            "kind": str(overlap.kind),
            "jaccard": round(overlap.jaccard, _DIGITS),
            "jaccard_estimate": round(overlap.estimate, _DIGITS),
            **self.shares(overlap),
            "earlier": self.keys[overlap.earlier] if overlap.earlier else None,
            "fuller": self.keys[overlap.fuller] if overlap.fuller else None,
        }

    def source_overlap(self, overlap: SourceOverlap) -> Object:
        return {
            "left": overlap.left,
            "right": overlap.right,
            "copies": overlap.copies,
            "pairs": overlap.pairs,
            "jaccard": round(overlap.jaccard, _DIGITS),
            **self.shares(overlap),
        }

    def shares(self, overlap: Overlap | SourceOverlap) -> Object:
        return {
            "containment_left": round(overlap.containment_left, _DIGITS),
            "containment_right": round(overlap.containment_right, _DIGITS),
            "reused_left": round(overlap.reused_left, _DIGITS),
            "reused_right": round(overlap.reused_right, _DIGITS),
            "longest_run": overlap.longest_run,
            "run_left": self.optional(overlap.run_left),
            "run_right": self.optional(overlap.run_right),
        }

    def copies(self, group: CopyGroup) -> Object:
        return {
            "id": group.id,
            "documents": self.names(group.documents),
            "kind": str(group.kind),
            "fullest": self.keys[group.fullest] if group.fullest else None,
            "earliest": self.keys[group.earliest] if group.earliest else None,
            "agency": group.agency,
            "carriers": self.names(group.carriers),
            "credits": [{**self.span(credit.span), "agency": credit.agency} for credit in group.credits],
        }

    def passage(self, passage: Passage) -> Object:
        return {
            "id": passage.id,
            "kind": str(passage.kind),
            "left": self.span(passage.left),
            "right": self.span(passage.right),
            "similarity": round(passage.similarity, _DIGITS),
            "edits": list(map(_write_edit, passage.edits)),
        }

    def quote(self, quote: Quote) -> Object:
        return {
            "id": quote.id,
            **self.span(quote.span),
            "parts": list(map(self.span, quote.parts)),
            "speaker": quote.speaker,
            "speaker_span": self.optional(quote.speaker_span),
            "cue": quote.cue,
            "cue_span": self.optional(quote.cue_span),
            "form": str(quote.form),
            "via": list(quote.via),
        }

    def rendering(self, rendering: Rendering) -> Object:
        return {
            **self.span(rendering.span),
            "quote": rendering.quote.id if rendering.quote else None,
            "relation": str(rendering.relation),
            "kept": rendering.kept,
            "of": rendering.of,
            "own_text": rendering.own_text,
            "kept_spans": [
                {"fullest": self.span(fullest), "here": self.span(here)}
                for fullest, here in rendering.kept_spans
            ],
        }

    def quote_group(self, group: QuoteGroup) -> Object:
        return {
            "id": group.id,
            "renderings": list(map(self.rendering, group.renderings)),
            "differs": [
                {
                    "attribute": attribute.name,
                    "status": attribute.status,
                    "values": list(map(self.value, attribute.values)),
                }
                for attribute in group.differs
            ],
        }

    def voice(self, voice: Voice) -> Object:
        said = [
            {"document": self.keys[quote.span.document], "quote": quote.id, "quote_group": group}
            for quote, group in voice.said
        ]
        return {"id": voice.id, "name": voice.name, "said": said}

    def value(self, value: Value) -> Object:
        return {
            "document": self.keys[value.document],
            "text": value.text,
            "normal": value.normal,
            "span": self.optional(value.span),
        }

    def attribute(self, attribute: Attribute) -> Object:
        return {
            "name": attribute.name,
            "status": str(attribute.status),
            "values": list(map(self.value, attribute.values)),
        }

    def fact(self, fact: Fact) -> Object:
        return {
            "id": fact.id,
            "title": fact.title,
            "certainty": str(fact.certainty),
            "score": round(fact.score, _DIGITS),
            "mentions": list(map(self.span, fact.mentions)),
            "maybe": list(map(self.span, fact.maybe)),
            "attributes": list(map(self.attribute, fact.attributes)),
        }

    def update(self, update: Update) -> Object:
        return {
            "id": update.id,
            "left": self.keys[update.left],
            "right": self.keys[update.right],
            "ordered": update.ordered,
            "changes": [
                {"kind": one.kind, "left": self.value(one.left), "right": self.value(one.right)}
                for one in update.changes
            ],
        }

    def claim(self, claim: SimilarClaim) -> Object:
        return {
            "id": claim.id,
            "left": self.span(claim.left),
            "right": self.span(claim.right),
            "score": round(claim.score, _DIGITS),
            "left_voice": claim.left_voice,
            "right_voice": claim.right_voice,
        }

    def name_group(self, group: NameGroup) -> Object:
        variants = [
            {"text": variant.text, "documents": self.names(variant.documents)} for variant in group.variants
        ]
        return {"name": group.name, "variants": variants}

    def only(self, only: Only) -> Object:
        owner = (
            {"document": self.keys[only.document]} if only.document is not None else {"source": only.source}
        )
        return {
            **owner,
            "quotes": [self.span(quote.span) for quote in only.quotes],
            "claims": list(map(self.span, only.claims)),
            "names": list(only.names),
        }
