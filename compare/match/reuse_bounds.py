"""How far a passage that two texts share reaches: the stretch of words whose odds say so most.

Every word of a stretch and around it is compared with the stretch of the other text. It stands there where
the order of the words puts it, or elsewhere in the stretch, or nowhere. How likely each is when the text was
reused is estimated from the stretch itself: a word-for-word copy ends at its first foreign word, a reworded
one tolerates many. How likely by chance follows from how usual the word is. The stretch with the greatest
sum of the logs of these odds is the passage (the maximal scoring segment of Karlin and Altschul, PNAS 1990).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.match.reuse_words import Region, Stretch

if TYPE_CHECKING:
    from compare.match.reuse_words import Flags, Ids, Shares, WordPair

# Words around a stretch into which it may grow, in each round.
_REACH = 50
_ROUNDS = 3
# Words by which a word may stand off its place.
_DRIFT = 20
# Chance is never thought smaller than this: texts on one matter share their rare words. Nor for words that
# stand together in both stretches: two, and three.
_CHANCE = 0.05
_CHANCE_OF_RUN = (0.3, 0.1)
# Bounds of the shares that are estimated: of words kept in place, of others kept elsewhere.
_IN_PLACE = (0.2, 0.97)
_ELSEWHERE = (0.01, 0.9)
# Bounds of the share of words kept at all, for what a foreign word says.
_KEPT = (0.5, 0.97)
# What each word must say on average: in long texts of few words, chance adds up to a little for each.
_THIN = 0.2


def fit_region(pair: WordPair, sides: tuple[Stretch, Stretch], enough: float) -> Region | None:
    """The passage at about the two stretches; none when its odds are not *enough* in both texts."""
    scores = [0.0, 0.0]
    for _ in range(_ROUNDS):
        before = sides
        for which in (0, 1):
            fitted, scores[which] = _fit_side(pair, sides, which)
            sides = (fitted, sides[1]) if which == 0 else (sides[0], fitted)
        if sides == before or not all(scores):
            break
    enough = max(enough, _THIN * max(side.length for side in sides))
    return Region(sides, min(scores)) if min(scores) >= enough else None


def _fit_side(pair: WordPair, sides: tuple[Stretch, Stretch], which: int) -> tuple[Stretch, float]:
    """The best stretch of one text, the other's being given, and its score."""
    core, length = sides[which], len(pair.sides[which].ids)
    window = Stretch(max(0, core.start - _REACH), min(length, core.end + _REACH))
    start, end, score = find_best(score_words(pair, sides, which, window))
    return Stretch(window.start + start, window.start + end), score


def find_best(scores: Shares) -> tuple[int, int, float]:
    """Start, end and sum of the run with the greatest sum; of several the first that ends, and shortest."""
    sums = np.concatenate([[0.0], np.cumsum(scores)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    start = int(np.flatnonzero(sums[: end + 1] == lowest[end])[-1])
    return start, end, float(sums[end] - sums[start])


def score_words(pair: WordPair, sides: tuple[Stretch, Stretch], which: int, window: Stretch) -> Shares:
    """For each word of a window of one text the log of odds that it stands there because it was reused."""
    core = slice(sides[which].start - window.start, sides[which].end - window.start)
    shares = pair.shares[pair.sides[which].ids[window.start : window.end]]
    near = find_near(pair, sides, which, window)
    inside = find_inside(pair, sides[1 - which], which, window)
    near_chance = _chance(shares, 2 * _DRIFT)
    inside_chance = _chance(shares, sides[1 - which].length)
    placed = _estimate(near[core], near_chance[core], _IN_PLACE)
    left_over = ~near[core]
    moved = _estimate(inside[core][left_over], inside_chance[core][left_over], _ELSEWHERE)
    run_chance = _run_chance(pair, sides[1 - which], which, window)
    in_place = np.log(placed / np.minimum(near_chance, run_chance) + 1 - placed)
    elsewhere = np.log(moved / np.minimum(inside_chance, run_chance) + 1 - moved) + np.log(1 - placed)
    foreign = np.log(np.clip((1 - placed) * (1 - moved), 1 - _KEPT[1], 1 - _KEPT[0]))
    scores: Shares = np.where(near, in_place, np.where(inside, elsewhere, foreign))
    return scores


def _chance(shares: Shares, words: int) -> Shares:
    """How likely each word stands among so many words."""
    chance: Shares = np.maximum(_CHANCE, 1 - np.exp(-shares * words))
    return chance


def _estimate(found: Flags, chance: Shares, bounds: tuple[float, float]) -> float:
    """The share of words that were kept, when some of the others stand there by chance."""
    room = float(np.sum(1 - chance))
    share = float(np.sum(found - chance)) / room if room else 0.0
    return min(bounds[1], max(bounds[0], share))


def find_near(pair: WordPair, sides: tuple[Stretch, Stretch], which: int, window: Stretch) -> Flags:
    """Whether each word of the window stands in the other text near where the two stretches put it."""
    side, other = pair.sides[which], pair.sides[1 - which]
    core, target = sides[which], sides[1 - which]
    places = np.arange(window.start, window.end)
    slope = target.length / core.length
    expected = target.start + (places - core.start) * slope
    first = np.clip(np.ceil(expected - _DRIFT), 0, len(other.ids)).astype(np.int64)
    last = np.clip(np.floor(expected + _DRIFT), -1, len(other.ids) - 1).astype(np.int64)
    ids = side.ids[window.start : window.end]
    found = np.searchsorted(other.keys, other.find_key(ids, first))
    keys = np.append(other.keys, np.iinfo(np.int64).max)
    near: Flags = keys[found] <= other.find_key(ids, last)
    return near


def find_inside(pair: WordPair, target: Stretch, which: int, window: Stretch) -> Flags:
    """Whether each word of the window stands in the stretch of the other text."""
    others = pair.sides[1 - which].ids[target.start : target.end]
    return _are_among(pair.sides[which].ids[window.start : window.end], others)


def _are_among(ids: Ids, others: Ids) -> Flags:
    """Whether each of the numbers, which are not below 0, is one of the others."""
    known = np.append(np.sort(others), -1)
    found: Flags = known[np.searchsorted(known[:-1], ids)] == ids
    return found


def _run_chance(pair: WordPair, target: Stretch, which: int, window: Stretch) -> Shares:
    """For each word the greatest chance it may be given: less, when its neighbours stand there with it."""
    chance = np.ones(window.length)
    for size, most in enumerate(_CHANCE_OF_RUN, start=2):
        chance[_find_runs(pair, target, which, window, size)] = most
    return chance


def _find_runs(pair: WordPair, target: Stretch, which: int, window: Stretch, size: int) -> Flags:
    """Whether each word of the window is one of *size* words that stand together in the other text too."""
    runs = pair.sides[which].runs[size - 2][window.start : window.end]
    # A little beyond it too, so that a passage grows over words copied in their order.
    others = pair.sides[1 - which].runs[size - 2][max(0, target.start - _DRIFT) : target.end + _DRIFT]
    begins = _are_among(runs, others[others > 0])
    found = begins.copy()
    for step in range(1, size):
        found[step:] |= begins[:-step]
    return found
