"""Ours, all texts at once, as a folder is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts_and_pairs import run

from compare.match.passages import find_reuse
from compare.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from texts_and_pairs import Passage


def find(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Passage]:
    """The passages of all pairs, of which those asked for are kept."""
    documents = [Document(id=str(place), text=text, path="", source="") for place, text in enumerate(texts)]
    asked = set(pairs)
    passages = []
    for reuse in find_reuse([Span(document, 0, len(document.text)) for document in documents]):
        left, right = int(reuse.left.document.id), int(reuse.right.document.id)
        if (left, right) in asked:
            passages.append(
                (left, reuse.left.start, reuse.left.end, right, reuse.right.start, reuse.right.end)
            )
    return passages


if __name__ == "__main__":
    run(find)
