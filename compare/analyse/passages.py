"""Shared passages: places in two documents, or in one, that have their wording in common, edits allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.match.align import align_spans
from compare.match.passages import find_reuse
from compare.model import Span
from compare.results import Passage
from compare.settings import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.analyse.bodies import Body
    from compare.match.passages import Reuse
    from compare.settings import CompareSettings


def find_passages(bodies: Iterable[Body], settings: CompareSettings) -> tuple[Passage, ...]:
    """The passages that stand in two places, what says most first, but within one document last.

    They have no id yet. None crosses a piece of furniture, and stock phrases are left out.
    """
    stretches = [Span(body.document, start, end) for body in bodies for start, end in body.ranges]
    found = find_reuse(stretches, unspaced=settings.unit is not Unit.WORD)
    return tuple(map(_describe, sorted(found, key=_is_within)))


def _is_within(reuse: Reuse) -> bool:
    return reuse.left.document is reuse.right.document


def _describe(reuse: Reuse) -> Passage:
    edits, similarity = align_spans(reuse.left, reuse.right)
    return Passage(id="", left=reuse.left, right=reuse.right, similarity=similarity, edits=edits)
