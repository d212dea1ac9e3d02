"""The passages that two texts of numbered words share: clusters of seeds are fitted, the best are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.match.reuse_bounds import fit_region
from compare.match.reuse_seeds import FEWEST, find_seeds, split_clusters
from compare.match.reuse_words import Region, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.match.reuse_words import Flags, Ids, WordPair

# Words between two seeds of one cluster at first, and at last when a cluster gives no passage.
_GAP = 40
_LEAST_GAP = 10
# The log of odds from which a passage is one (e to this power to one), and the words that both its sides
# have together: less is a phrase.
_ENOUGH = 26.0
_SHORTEST = 64
# Words looked at while fitting, for each word of the two texts: no text costs more than its length. To fit
# a cluster is to look at its words and at this many around it.
_BUDGET = 10
_AROUND = 200
# What must be left of a passage, of either side, where better ones overlap it.
_LEFT = 0.5


def find_passages(pair: WordPair) -> list[Region]:
    """The passages, the surest first, before those that overlap have been settled."""
    return sorted((region for region in _fit_clusters(pair) if _length(region) >= _SHORTEST), key=_rank)


def _rank(region: Region) -> tuple[float, tuple[Stretch, Stretch]]:
    return -region.score, region.sides


def _length(region: Region) -> int:
    return region.sides[0].length + region.sides[1].length


def _fit_clusters(pair: WordPair) -> list[Region]:
    """A passage of each cluster, of what is left of it, and of its parts where the whole gives none."""
    found: list[Region] = []
    budget = _BUDGET * (_AROUND + sum(len(side.ids) for side in pair.sides))
    work = [(find_seeds(pair), _GAP)]
    while work:
        seeds, gap = work.pop()
        for cluster in split_clusters(seeds, gap):
            sides = _bounds(cluster)
            budget -= _AROUND + sum(side.length for side in sides)
            if budget < 0:
                return found
            region = fit_region(pair, sides, _ENOUGH)
            if region is None:
                work += [(cluster, gap // 2)] if gap // 2 >= _LEAST_GAP else []
                continue
            found.append(region)
            rest = _outside(cluster, region)
            if FEWEST <= len(rest) < len(cluster):
                work.append((rest, gap))
    return found


def _bounds(cluster: Ids) -> tuple[Stretch, Stretch]:
    """The stretches of the two texts that a cluster takes up."""
    first, last = cluster[:, :2].min(axis=0).tolist(), cluster[:, 2:].max(axis=0).tolist()
    return Stretch(first[0], last[0] + 1), Stretch(first[1], last[1] + 1)


def _outside(cluster: Ids, region: Region) -> Ids:
    """The seeds of a cluster that lie beside the passage."""
    left, right = region.sides
    meets = (cluster[:, 0] < left.end) & (cluster[:, 2] >= left.start)
    meets &= (cluster[:, 1] < right.end) & (cluster[:, 3] >= right.start)
    rest: Ids = cluster[~meets]
    return rest


def settle(regions: Iterable[Region], pair: WordPair) -> list[Region]:
    """The passages, the surest first, without the words of surer ones; dropped when half of one is gone."""
    settled: list[Region] = []
    taken = [np.zeros(len(side.ids), dtype=bool) for side in pair.sides]
    for region in regions:
        left, right = (_longest_free(side, words) for side, words in zip(region.sides, taken, strict=True))
        old_left, old_right = region.sides
        if left.length >= _LEFT * old_left.length and right.length >= _LEFT * old_right.length:
            settled.append(Region((left, right), region.score))
            taken[0][left.start : left.end] = True
            taken[1][right.start : right.end] = True
    return settled


def _longest_free(stretch: Stretch, taken: Flags) -> Stretch:
    """The longest piece of a stretch of which no word is taken; the first of the longest."""
    bounds = np.flatnonzero(np.concatenate([[True], taken[stretch.start : stretch.end], [True]]))
    piece = int(np.argmax(np.diff(bounds)))
    return Stretch(stretch.start + int(bounds[piece]), stretch.start + int(bounds[piece + 1]) - 1)
