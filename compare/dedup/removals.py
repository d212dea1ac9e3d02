"""What goes, and why: gone through as often as asked for, and never all of it in memory."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.kernels import Decision

    Removal = tuple[int, int, str, float]
    """A row that goes, the one that stays for it, of which kind it is, and their Jaccard similarity."""

EMPTY = "empty"  # the kind of a removal that is nobody's duplicate
_BATCH = 1 << 14  # removals that are Python's at a time


class Removals:
    """The removals of a decision, and of *empty* rows as duplicates of themselves, by row."""

    def __init__(self, decision: Decision, empty: Sequence[int] = ()) -> None:
        self._decision = decision
        self._empty = empty

    def __len__(self) -> int:
        return self._decision.removed + len(self._empty)

    def __iter__(self) -> Iterator[Removal]:
        return merge(self.duplicates(), self._find_empty()) if self._empty else self.duplicates()

    def duplicates(self) -> Iterator[Removal]:
        """Those of duplicates alone."""
        for first in range(0, self._decision.removed, _BATCH):
            yield from self._decision.rows(first, _BATCH)

    def _find_empty(self) -> Iterator[Removal]:
        return ((row, row, EMPTY, 1.0) for row in self._empty)
