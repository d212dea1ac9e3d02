"""Documents put together as long as they are alike on the average: no chain of weak links makes a story."""

from __future__ import annotations

import math
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from compare.analyse.story_words import find_partners, multiply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.story_words import Vector

ALIKE = 0.12  # mean cosine of documents of one story
_SOON = 3  # days within which two dates say nothing against one story
_HALVED = 30  # days more that halve the likeness
_LEAST_NEAR = 0.25  # some stories go on, and some dates are wrong
_DIGITS = 9  # of a likeness that count; the last ones depend on the order of a sum


@dataclass(slots=True, eq=False)
class _Group:
    """Documents that are together: the sum of their words, and their days as far as they are known."""

    first: int
    members: list[int]
    words: Vector
    days: list[int]

    def take(self, other: _Group) -> None:
        """Take in another group, which is of no use afterwards."""
        small, words = sorted((self.words, other.words), key=len)
        for key, weight in small.items():
            words[key] = words.get(key, 0.0) + weight
        self.words = words
        self.members += other.members
        self.days += other.days
        self.first = min(self.first, other.first)

    def likeness(self, other: _Group) -> float:
        """The mean cosine of their documents, less where their days are far apart."""
        cosine = multiply(self.words, other.words) / (len(self.members) * len(other.members))
        return round(cosine * self._nearness(other), _DIGITS)

    def _nearness(self, other: _Group) -> float:
        if not (self.days and other.days):
            return 1.0
        apart = abs(sum(self.days) / len(self.days) - sum(other.days) / len(other.days))
        return max(_LEAST_NEAR, math.exp2(-max(0.0, apart - _SOON) / _HALVED))


def group_alike(
    vectors: Sequence[Vector], days: Sequence[int | None], together: Iterable[tuple[int, int]] = ()
) -> list[list[int]]:
    """The groups of documents, by number: the two most alike are joined, until no two are alike enough.

    Args:
        vectors: the weighted words of each document, of length one.
        days: when each was published, if it is known.
        together: pairs of documents that are in one group, whatever their words.
    """
    groups = [
        _Group(number, [number], dict(vector), [] if (day := days[number]) is None else [day])
        for number, vector in enumerate(vectors)
    ]
    for left, right in together:
        _join(groups, groups[left], groups[right])
    pairs = {_pair(groups[left], groups[right]) for left, right in find_partners(vectors, days)}
    heap = [entry for pair in sorted(pairs) if (entry := _measure(groups, *pair)) is not None]
    waiting = set(heap)
    heapify(heap)
    while heap:
        popped = heappop(heap)
        waiting.discard(popped)
        # Groups may have grown since: they are then no more alike than their parts were, and wait again.
        entry = _measure(groups, *_pair(groups[popped[1]], groups[popped[2]]))
        if entry == popped:
            _join(groups, groups[popped[1]], groups[popped[2]])
        elif entry is not None and entry not in waiting:
            waiting.add(entry)
            heappush(heap, entry)
    return [sorted(group.members) for group in sorted(set(groups), key=lambda group: group.first)]


def _pair(left: _Group, right: _Group) -> tuple[int, int]:
    return (left.first, right.first) if left.first < right.first else (right.first, left.first)


def _measure(groups: Sequence[_Group], left: int, right: int) -> tuple[float, int, int] | None:
    """How alike two groups are, the most alike sorting first; None if that is too little, or they are one."""
    likeness = groups[left].likeness(groups[right]) if left != right else 0.0
    return (-likeness, left, right) if likeness >= ALIKE else None


def _join(groups: list[_Group], left: _Group, right: _Group) -> None:
    if left is right:
        return
    small, large = sorted((left, right), key=lambda group: len(group.members))
    for member in small.members:
        groups[member] = large
    large.take(small)
