"""A stretch of one text that sums up the other.

Its words are in the other text, many with the words they stand beside, but from all over it: no passage
there is its counterpart. How many words of the two texts are the same by chance, since both are on one
matter, is seen in the rest of its own text. (As the asymmetric run of Sanchez-Perez, Gelbukh and Sidorov,
CLEF 2014, but by words instead of sentences.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.match.reuse_bounds import find_best
from compare.match.reuse_words import Region, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.match.reuse_words import Flags, Ids, Shares, Side, WordPair

# Content words in a text below which nothing is seen.
_FEWEST = 10
# In a summary half of the content words stand beside the same words as in the text it sums up, a quarter
# stands there otherwise, and a quarter does not.
_BESIDE, _ALONE, _FOREIGN = 0.5, 0.25, 0.25
# What may be found in the rest of the text: of words beside the same words, and of others.
_USUAL_BESIDE = (0.02, 0.12)
_USUAL_ALONE = (0.1, 0.5)
# What a word beside the same word says at most: a name of many words is one thing the texts share.
_MOST = 1.2
# The log of odds from which a stretch is a summary, and its words.
_ENOUGH = 16.0
_SHORTEST = 50
# The part of it that must be said by words in no passage: else the passages tell where it is from.
_BEYOND = 0.2
# How often two words may be expected side by side in the other text, as often as each stands in it, to say
# something by standing there.
_BY_CHANCE = 0.1
# How much longer than a summary is what it sums up, from the first word they share to the last.
_LONGER = 2
# Share of the other words of its text that the other text has too, from which the whole of it is on the same
# matter: two reports of one event, of which the one's first lines sound like a summary of the other.
_SAME_MATTER = 0.25


def find_summary(pair: WordPair, which: int, passages: Sequence[Region]) -> Region | None:
    """The stretch of one text that sums up the other, if there is one beside the passages."""
    side, other = pair.sides[which], pair.sides[1 - which]
    if min(len(side.content), len(other.content)) < _FEWEST:
        return None
    ids = side.ids[side.content]
    shared = other.counts[ids] > 0
    scores = _score(shared, _find_beside(ids, other))
    start, end, score = find_best(scores)
    if score < _ENOUGH or _is_related(np.delete(shared, slice(start, end))):
        return None
    stretch = Stretch(int(side.content[start]), int(side.content[end - 1]) + 1)
    beyond = _score_beyond(scores[start:end], side.content[start:end], [p.sides[which] for p in passages])
    source = _find_source(pair, 1 - which, ids[start:end])
    if stretch.length < _SHORTEST or beyond < _BEYOND * score:
        return None
    if source.length < _LONGER * stretch.length:
        return None
    return Region((stretch, source) if which == 0 else (source, stretch), score)


def _is_related(shared: Flags) -> bool:
    """Whether the rest of a text shares so many words that a stretch of it shows nothing by sharing them."""
    return len(shared) >= _FEWEST and float(shared.mean()) > _SAME_MATTER


def _find_beside(ids: Ids, other: Side) -> Flags:
    """Which content words stand beside the same content word in both texts, and hardly by chance."""
    size = len(other.counts)
    others = other.ids[other.content]
    pairs = np.isin(ids[:-1] * size + ids[1:], others[:-1] * size + others[1:])
    counts = other.counts[ids]
    pairs &= counts[:-1] * counts[1:] <= _BY_CHANCE * len(others)
    beside = np.zeros(len(ids), dtype=bool)
    beside[:-1] |= pairs
    beside[1:] |= pairs
    return beside


def _score(shared: Flags, beside: Flags) -> Shares:
    """The log of odds of each content word, in a summary against the text as a whole."""
    usual_beside = float(np.clip(beside.mean(), *_USUAL_BESIDE))
    usual_alone = float(np.clip((shared & ~beside).mean(), *_USUAL_ALONE))
    says = min(_MOST, float(np.log(_BESIDE / usual_beside)))
    alone = float(np.log(_ALONE / usual_alone))
    foreign = float(np.log(_FOREIGN / (1 - usual_beside - usual_alone)))
    return np.where(beside, says, np.where(shared, alone, foreign))


def _score_beyond(scores: Shares, places: Ids, passages: Sequence[Stretch]) -> float:
    """The score of the words that no passage holds."""
    beyond = np.ones(len(scores), dtype=bool)
    for passage in passages:
        beyond &= (places < passage.start) | (places >= passage.end)
    return float(scores[beyond].sum())


def _find_source(pair: WordPair, which: int, ids: Ids) -> Stretch:
    """What one text tells with the words of the other, from the first of them to the last."""
    side = pair.sides[which]
    wanted = np.zeros(pair.size, dtype=bool)
    wanted[ids] = True
    places = side.content[wanted[side.ids[side.content]]]
    return Stretch(int(places[0]), int(places[-1]) + 1)
