"""Runs of words that two texts share, in the same order and without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compare.sketch.shingles import number_runs, number_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]

# Pairs of places tried for one n-gram. One that stands more often than this allows is paired first
# with first, second with second: a text that repeats itself must not cost the square of its length.
_PAIRS = 64
# Words by which a run is then extended to either side over such n-grams.
_REACH = 64


class Run(NamedTuple):
    """*length* words, equal from word *left* of the one text and word *right* of the other on."""

    left: int
    right: int
    length: int


def find_runs(left: Sequence[str], right: Sequence[str], *, shortest: int = 5) -> list[Run]:
    """All maximal runs of at least *shortest* words that both texts hold, in order of place."""
    return find_numbered_runs(*number_tokens([left, right]), shortest=shortest)


def find_numbered_runs(left: Ids, right: Ids, *, shortest: int) -> list[Run]:
    """As `find_runs`, for texts of numbered words."""
    if min(len(left), len(right)) < shortest:
        return []
    # One number more than the texts have stands between them, so that no n-gram of both crosses.
    wall = np.array([max(left.max(), right.max()) + 1])
    grams = number_runs(np.concatenate([left, wall, right]), shortest)
    pairs = pair_places(grams[: len(left) - shortest + 1], grams[len(left) + 1 :])
    return join_places(pairs, left, right, shortest)


def pair_places(left: Ids, right: Ids) -> tuple[Ids, Ids]:
    """Places of equal n-grams, numbered in both texts alike: the left places, and the right ones."""
    shared = np.intersect1d(left, right)
    left_places, right_places = _places_of(left, shared), _places_of(right, shared)
    left_first = np.searchsorted(left[left_places], shared)
    right_first = np.searchsorted(right[right_places], shared)
    left_count = np.diff(left_first, append=len(left_places))
    right_count = np.diff(right_first, append=len(right_places))
    few = left_count * right_count <= _PAIRS
    count = np.where(few, left_count * right_count, np.minimum(left_count, right_count))
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    width = np.repeat(right_count, count)
    product = np.repeat(few, count)
    left_step = np.where(product, step // width, step)
    right_step = np.where(product, step % width, step)
    return (
        left_places[np.repeat(left_first, count) + left_step],
        right_places[np.repeat(right_first, count) + right_step],
    )


def _places_of(numbers: Ids, wanted: Ids) -> Ids:
    """Where numbers that are *wanted* stand, ordered by number, then by place."""
    places = np.flatnonzero(np.isin(numbers, wanted))
    return places[np.argsort(numbers[places], kind="stable")]


def join_places(pairs: tuple[Ids, Ids], left: Ids, right: Ids, size: int) -> list[Run]:
    """Runs made of the places of equal n-grams of *size* words that follow each other on one diagonal."""
    lefts, rights = pairs
    if not len(lefts):
        return []
    order = np.lexsort((lefts, rights - lefts))
    lefts, rights = lefts[order], rights[order]
    new = np.ones(len(lefts), dtype=bool)
    new[1:] = (np.diff(rights - lefts) != 0) | (np.diff(lefts) > 1)
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:], len(lefts)) - 1
    starts, ends = lefts[firsts], lefts[lasts] + size
    offsets = (rights - lefts)[firsts]
    _extend(starts, ends, offsets, left, right)
    return _merge_runs(starts, ends, offsets)


def _extend(starts: Ids, ends: Ids, offsets: Ids, left: Ids, right: Ids) -> None:
    """Move the starts and ends outwards, in place, over words that are equal."""
    for _ in range(_REACH):
        back = np.flatnonzero((starts > 0) & (starts + offsets > 0))
        back = back[left[starts[back] - 1] == right[starts[back] + offsets[back] - 1]]
        on = np.flatnonzero((ends < len(left)) & (ends + offsets < len(right)))
        on = on[left[ends[on]] == right[ends[on] + offsets[on]]]
        if not len(back) and not len(on):
            return
        starts[back] -= 1
        ends[on] += 1


def _merge_runs(starts: Ids, ends: Ids, offsets: Ids) -> list[Run]:
    """The runs in order of place, those that touch on one diagonal made one."""
    runs: list[Run] = []
    offset = end = None
    for start, stop, shift in zip(starts.tolist(), ends.tolist(), offsets.tolist(), strict=True):
        if shift == offset and end is not None and start <= end:
            end = max(end, stop)
            runs[-1] = Run(runs[-1].left, runs[-1].right, end - runs[-1].left)
        else:
            runs.append(Run(start, start + shift, stop - start))
            offset, end = shift, stop
    return sorted(runs)
