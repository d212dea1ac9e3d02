"""Which documents tell of the same events: those whose rare words and names are alike, and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.story_groups import group_alike
from compare.analyse.story_words import weigh_documents
from compare.results import OverlapKind, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.units import Unit
    from compare.model import Document
    from compare.results import Overlap


def group_stories(
    documents: Sequence[Document], overlaps: Iterable[Overlap], units: Iterable[Unit]
) -> tuple[Story, ...]:
    """The stories of a corpus, in order of their first document; a document without company is one alone.

    Without the sentences of the documents, only copies are known to tell one story.
    """
    number = {document: place for place, document in enumerate(documents)}
    copies = [
        (number[overlap.left], number[overlap.right])
        for overlap in overlaps
        if overlap.kind is not OverlapKind.NONE
    ]
    days = [document.published.toordinal() if document.published else None for document in documents]
    groups = group_alike(weigh_documents(documents, units), days, copies)
    return tuple(
        _make_story(f"S{place}", [documents[member] for member in group])
        for place, group in enumerate(groups, start=1)
    )


def _make_story(name: str, documents: Sequence[Document]) -> Story:
    """A story under the first headline that one of its documents has."""
    title = next((document.title for document in documents if document.title), "")
    return Story(name, tuple(documents), title)
