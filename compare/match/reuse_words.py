"""The words of two texts as numbers both share, and what may be read off them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compare.sketch.shingles import number_runs

if TYPE_CHECKING:
    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Shares = npt.NDArray[np.float64]

# Share of all the words of the two texts above which a word, whatever it is, says nothing about a place ...
_STOCK = 0.003
# ... though never one that stands this often only.
_FEW = 3


class Stretch(NamedTuple):
    """Words *start* up to *end* of one text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.end - self.start

    def common(self, other: Stretch) -> int:
        """How many words it shares with another stretch of the same text."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Region(NamedTuple):
    """A stretch of each text that say the same, and how sure that is: the log of odds, of the weaker side."""

    sides: tuple[Stretch, Stretch]
    score: float


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts."""

    ids: Ids
    """The numbers of its words."""
    counts: Ids
    """How often each number stands in it."""
    content: Ids
    """Where the words stand that say what the text is about."""
    runs: tuple[Ids, Ids]
    """The numbers of the two and the three words that begin at each place."""
    keys: Ids
    """Number and place of each word as one number, in order: see `find_key`."""

    def find_key(self, ids: Ids, places: Ids) -> Ids:
        """The key that a word would have if it stood at a place, from 0 up to the length of the text."""
        return ids * (len(self.ids) + 1) + places


@dataclass(frozen=True, slots=True)
class WordPair:
    """Two texts, and how usual each word is in both taken together."""

    sides: tuple[Side, Side]
    shares: Shares

    @property
    def size(self) -> int:
        """How many different words the two texts have."""
        return len(self.shares)


def pair_words(texts: tuple[Ids, Ids], stops: tuple[Flags, Flags]) -> WordPair:
    """Two texts of numbered words, of which some, by place, are known to say nothing."""
    both, stopped = np.concatenate(texts), np.concatenate(stops)
    wall = len(texts[0])
    ids = np.unique(both, return_inverse=True)[1]
    counts = np.bincount(ids)
    stock = counts > _STOCK * len(ids) + _FEW
    stock[ids[stopped]] = True
    runs = [_number_runs(ids, wall, size) for size in (2, 3)]
    sides = [
        _describe(ids[part], stock, (runs[0][part], runs[1][part]))
        for part in (slice(0, wall), slice(wall, None))
    ]
    return WordPair((sides[0], sides[1]), counts / max(1, len(ids)))


def _describe(ids: Ids, stock: Flags, runs: tuple[Ids, Ids]) -> Side:
    keys = np.sort(ids * (len(ids) + 1) + np.arange(len(ids)))
    return Side(ids, np.bincount(ids, minlength=len(stock)), np.flatnonzero(~stock[ids]), runs, keys)


def _number_runs(ids: Ids, wall: int, size: int) -> Ids:
    """The number of the *size* words from each place on; 0 where they cross the wall or the end."""
    numbers = np.zeros(len(ids), np.int64)
    found = number_runs(ids, size) + 1
    numbers[: len(found)] = found
    for end in (wall, len(ids)):
        numbers[max(0, end - size + 1) : end] = 0
    return numbers
