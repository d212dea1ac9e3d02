"""Which documents tell of the same events: those that share findings."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from compare.analyse.linked import join_linked
from compare.results import Certainty, OverlapKind, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document
    from compare.results import Fact, Overlap, QuoteGroup

_LINKS = 2  # findings in common; one may be chance


def group_stories(
    documents: Sequence[Document],
    overlaps: Iterable[Overlap],
    quote_groups: Iterable[QuoteGroup],
    facts: Iterable[Fact],
) -> tuple[Story, ...]:
    """The stories of a corpus, in order of their first document; a document without company is one alone."""
    links: Counter[tuple[Document, Document]] = Counter()
    for overlap in overlaps:
        if overlap.kind is not OverlapKind.NONE:
            links[overlap.left, overlap.right] += _LINKS
    for group in quote_groups:
        links.update(_pairs(rendering.span.document for rendering in group.renderings))
    for fact in facts:
        if fact.certainty is Certainty.SURE:
            links.update(_pairs(span.document for span in fact.mentions))
    groups = join_linked(documents, (pair for pair, count in links.items() if count >= _LINKS))
    return tuple(
        Story(f"S{number}", tuple(group), group[0].title or "")
        for number, group in enumerate(groups, start=1)
    )


def _pairs(documents: Iterable[Document]) -> Iterable[tuple[Document, Document]]:
    return combinations(sorted(set(documents), key=lambda document: document.id), 2)
