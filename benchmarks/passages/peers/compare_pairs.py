"""Ours, each pair of texts by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts_and_pairs import run

from compare.match.passages import find_reuse
from compare.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts_and_pairs import Passage


def find(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Passage]:
    """The passages of each pair."""
    documents = [Document(id=str(place), text=text, path="", source="") for place, text in enumerate(texts)]
    spans = [Span(document, 0, len(document.text)) for document in documents]
    return [
        (left, reuse.left.start, reuse.left.end, right, reuse.right.start, reuse.right.end)
        for left, right in pairs
        for reuse in find_reuse([spans[left], spans[right]])
        if reuse.left.document is not reuse.right.document
    ]


if __name__ == "__main__":
    run(find)
