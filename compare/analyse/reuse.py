"""How much of a text stands in another one, by the passages they share; which is earlier, which fuller."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.results import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.bodies import Body
    from compare.model import Document
    from compare.results import Passage

    Ranges = list[tuple[int, int]]

# A summary is never sure enough to be counted.
_REUSED = {PassageKind.COPIED, PassageKind.REWORDED}
# A text of which this part stands in another is told in full there.
_MOST = 0.8


class SharedText:
    """The words that each document shares with each other one, in passages.

    Of many equal texts not each pair has its passages: *equals* are groups of them, and share everything.
    """

    def __init__(
        self, bodies: Iterable[Body], passages: Iterable[Passage], equals: Iterable[Sequence[Document]] = ()
    ) -> None:
        self._equals = {document: number for number, group in enumerate(equals) for document in group}
        self._bodies = {body.document: body for body in bodies}
        self._shared: defaultdict[tuple[Document, Document], Ranges] = defaultdict(list)
        for passage in passages:
            left, right = passage.left, passage.right
            if left.document is not right.document and passage.kind in _REUSED:
                self._shared[left.document, right.document].append((left.start, left.end))
                self._shared[right.document, left.document].append((right.start, right.end))

    def pairs(self) -> list[tuple[Document, Document]]:
        """The pairs of documents that share passages, both ways."""
        return list(self._shared)

    def part(self, documents: Sequence[Document], others: Sequence[Document]) -> float:
        """The share of some documents' words that stands in others."""
        covered = sum(self._cover(document, others) for document in documents)
        return covered / sum(len(self._bodies[document].words) for document in documents) if covered else 0.0

    def _cover(self, document: Document, others: Sequence[Document]) -> int:
        own = self._equals.get(document)
        if own is not None and any(
            self._equals.get(other) == own for other in others if other is not document
        ):
            return len(self._bodies[document].words)
        ranges = [range_ for other in others for range_ in self._shared.get((document, other), ())]
        words = self._bodies[document].words if ranges else []
        covered = behind = 0
        for start, end in sorted(ranges):
            first = bisect_left(words, max(start, behind), key=attrgetter("start"))
            covered += max(0, bisect_left(words, end, key=attrgetter("start")) - first)
            behind = max(behind, end)
        return covered


def choose_earlier(left: Document, right: Document) -> Document | None:
    """The one published first, where both say when, on different days."""
    if left.published is None or right.published is None or left.published == right.published:
        return None
    return left if left.published < right.published else right


def choose_fuller(left: Document, right: Document, parts: tuple[float, float]) -> Document | None:
    """The one that has most of the other and more; *parts* of each stand in the other."""
    if min(parts) >= _MOST or max(parts) < _MOST:
        return None
    return right if parts[0] >= _MOST else left
