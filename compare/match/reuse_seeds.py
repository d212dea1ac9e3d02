"""Where two texts may say the same: pairs of neighbouring words they share, and clusters of these.

Two content words that stand near each other in both texts, in either order, survive what single words and
runs of words do not: synonyms beside them, words put in, sentences turned round, a summary (Torrejon and
Ramos, CLEF 2013, use such contextual n-grams; clusters as Sanchez-Perez, Gelbukh and Sidorov, CLEF 2014).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.match.runs import pair_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from compare.match.reuse_words import Side, WordPair

    Ids = npt.NDArray[np.int64]

# Content words from one of a pair to the other at most, and words of any kind.
_STEPS = 3
_REACH = 12
# Pairs that a cluster must have: a phrase of three content words has three.
FEWEST = 5
# A cluster that is cut again and again by turns is one made to cost much: then it stays as it is.
_DEEPEST = 32


def find_seeds(pair: WordPair) -> Ids:
    """The pairs of content words both texts have: first left and right word, last left and right word."""
    grams, firsts, lasts = zip(*(_pair_neighbours(side, pair.size) for side in pair.sides), strict=True)
    left, right = pair_places(*grams)
    return np.stack([firsts[0][left], firsts[1][right], lasts[0][left], lasts[1][right]], axis=1)


def _pair_neighbours(side: Side, size: int) -> tuple[Ids, Ids, Ids]:
    """Numbers of the pairs of neighbouring content words, whichever is first, and where both words stand."""
    steps = range(1, _STEPS + 1)
    firsts = np.concatenate([side.content[:-step] for step in steps])
    lasts = np.concatenate([side.content[step:] for step in steps])
    near = lasts - firsts <= _REACH
    firsts, lasts = firsts[near], lasts[near]
    one, other = side.ids[firsts], side.ids[lasts]
    return np.minimum(one, other) * size + np.maximum(one, other), firsts, lasts


def split_clusters(seeds: Ids, gap: int) -> list[Ids]:
    """The clusters of seeds that are at most *gap* words apart in both texts, the largest first."""
    return sorted(_split(seeds, gap), key=len, reverse=True)


def _split(seeds: Ids, gap: int) -> Iterator[Ids]:
    """Cut by gaps in one text and the other by turns, till neither has one."""
    work = [(seeds, 0, False)]
    for depth in range(_DEEPEST):
        parts, work = work, []
        for part, side, whole in parts:
            ordered = part[np.argsort(part[:, side], kind="stable")]
            cuts = np.flatnonzero(np.diff(ordered[:, side]) > gap) + 1
            if (not len(cuts) and whole) or depth == _DEEPEST - 1:
                yield part
            else:
                pieces = [piece for piece in np.split(ordered, cuts) if len(piece) >= FEWEST]
                work += [(piece, 1 - side, not len(cuts)) for piece in pieces]
