"""What goes, and why: gone through as often as asked for, and never all of it in memory."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.kernels import Decision

    Removal = tuple[int, int, str, float]
    """A row that goes, the one that stays for it, of which kind it is, and their Jaccard similarity."""

# The kinds of removals that are nobody's duplicate: without a token, or left without one by what was cut.
EMPTY, EMPTIED = "empty", "emptied"
_BATCH = 1 << 14  # removals that are Python's at a time


class Removals:
    """The removals of a decision, and of *empty* and *emptied* rows as duplicates of themselves, by row."""

    def __init__(self, decision: Decision, empty: Sequence[int] = (), emptied: Sequence[int] = ()) -> None:
        self._decision = decision
        self._empty = empty
        self._emptied = emptied

    def __len__(self) -> int:
        return self._decision.removed + len(self._empty) + len(self._emptied)

    def __iter__(self) -> Iterator[Removal]:
        if not self._empty and not self._emptied:
            return self.duplicates()
        return merge(self.duplicates(), _of_kind(self._empty, EMPTY), _of_kind(self._emptied, EMPTIED))

    def duplicates(self) -> Iterator[Removal]:
        """Those of duplicates alone."""
        for first in range(0, self._decision.removed, _BATCH):
            yield from self._decision.rows(first, _BATCH)


def _of_kind(rows: Sequence[int], kind: str) -> Iterator[Removal]:
    return ((row, row, kind, 1.0) for row in rows)
