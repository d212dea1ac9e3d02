"""Drafts that tell one fact made one: an event and a claim that were found in the same places.

Two that meet in two documents or more tell the same. What surely tells either of them tells the one they
become, also where the documents give it another value; what may tell one of them still only may.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compare.analyse.drafts import Draft
from compare.analyse.linked import join_linked
from compare.analyse.places import Places, share_half
from compare.results import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.attributes import Statement
    from compare.model import Span

_MEET = 2  # documents in which two drafts of one fact meet


def merge_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that tell one fact as one."""
    numbers = range(len(drafts))
    places = Places((span, (number, span)) for number in numbers for span in drafts[number].places())
    met: Counter[tuple[int, int]] = Counter()
    for number in numbers:
        here = {
            (other, span.document)
            for span in drafts[number].places()
            for other, place in places.meeting(span)
            if other > number and share_half(span, place)
        }
        met.update((number, other) for other, _ in here)
    links = [pair for pair, documents in met.items() if documents >= _MEET]
    return [_merge([drafts[number] for number in group]) for group in join_linked(numbers, links)]


def _merge(drafts: Sequence[Draft]) -> Draft:
    if len(drafts) == 1:
        return drafts[0]
    sure = [draft for draft in drafts if draft.certainty is Certainty.SURE]
    counted = sure or drafts
    first = max(counted, key=lambda draft: (len(draft.mentions), draft.score))
    mentions = _leave_out_parts([mention for draft in counted for mention in draft.mentions])
    told = Places((mention.shown, mention.shown) for mention in mentions)
    weak = {span: None for draft in drafts for span in draft.places() if sure and not told.meeting(span)}
    return Draft(
        first.title,
        first.certainty,
        max(draft.score for draft in counted),
        tuple(sorted(mentions, key=lambda one: _by_place(one.shown))),
        maybe=tuple(sorted(weak, key=_by_place)),
    )


def _leave_out_parts(mentions: Iterable[Statement]) -> list[Statement]:
    """The mentions without those that lie inside another: of a place the longest counts."""
    ranked = sorted(mentions, key=lambda one: one.shown.start - one.shown.end)
    kept: list[Statement] = []
    for one in ranked:
        if not any(share_half(other.shown, one.shown) for other in kept):
            kept.append(one)
    return kept


def _by_place(span: Span) -> tuple[str, int, int]:
    return span.document.id, span.start, span.end
