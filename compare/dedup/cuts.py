"""What goes of texts that stay or are emptied by it: gone through as often as asked for, by row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PACKED = Struct("=6I")  # as the kernels pack a cut


class Cut(NamedTuple):
    """Characters *start* up to *end* of a row's text, and the place they repeat, in text that stays."""

    row: int
    start: int
    end: int
    source: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Cuts:
    """All that is cut out of the texts of a run."""

    packed: bytes
    """The cuts, by row and place."""
    emptied: Sequence[int]
    """The rows of which no token stays, in order."""

    def __len__(self) -> int:
        return len(self.packed) // PACKED.size

    def __iter__(self) -> Iterator[Cut]:
        return map(Cut._make, PACKED.iter_unpack(self.packed))

    def by_row(self) -> Iterator[tuple[int, list[Cut]]]:
        """The rows that lose something, in order, each with its cuts."""
        return ((row, list(cuts)) for row, cuts in groupby(self, itemgetter(0)))


@dataclass(frozen=True, slots=True)
class PartCounts:
    """How much was cut, below whole documents."""

    parts: int
    characters: int
    shortened: int
    """Records that stay without some of their text."""
    emptied: int
    """Records of which no word stayed, and which went."""


def count_cuts(cuts: Cuts) -> PartCounts:
    """How much goes."""
    characters = rows = 0
    for _, some in cuts.by_row():
        rows += 1
        characters += sum(cut.end - cut.start for cut in some)
    return PartCounts(len(cuts), characters, rows - len(cuts.emptied), len(cuts.emptied))
