"""Which documents tell of the same events: those that share findings."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

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
    return _make_stories(documents, (pair for pair, count in links.items() if count >= _LINKS))


def _pairs(documents: Iterable[Document]) -> Iterable[tuple[Document, Document]]:
    return combinations(sorted(set(documents), key=lambda document: document.id), 2)


def _make_stories(
    documents: Sequence[Document], links: Iterable[tuple[Document, Document]]
) -> tuple[Story, ...]:
    """Connected components, in order of their first document."""
    story_of = {document: [document] for document in documents}
    for left, right in links:
        one, other = story_of[left], story_of[right]
        if one is not other:
            one, other = (one, other) if len(one) > len(other) else (other, one)
            one.extend(other)
            story_of.update(dict.fromkeys(other, one))
    stories = {id(story_of[document]): story_of[document] for document in documents}.values()
    order = {document: number for number, document in enumerate(documents)}
    return tuple(
        Story(
            f"S{number}",
            tuple(sorted(story, key=order.__getitem__)),
            min(story, key=order.__getitem__).title or "",
        )
        for number, story in enumerate(stories, start=1)
    )
