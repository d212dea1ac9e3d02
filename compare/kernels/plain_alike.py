"""Sentences that may tell the same, as the compiled kernels find them, and how alike two can be at most.

Slow and plain. A table of signs has the columns starts, signs, places, shares (a row for each word that has a
sign), weights, kinds (of each sign) and sizes (words of each sentence); native/alike.hpp says what they hold.
"""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nlargest
from itertools import accumulate, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Buffer = bytes | bytearray | memoryview | np.ndarray

_NAME, _FREE, _ENOUGH, _NUMBER = 1, 2, 4, 8  # bits of a sign's kind
_INSIDE = 0.3  # as compare/analyse/matching.py has it
_NO_DOCUMENT = (1 << 32) - 1
_TYPES = (np.uint64, np.uint32, np.uint32, np.float64, np.float64, np.uint8, np.uint32)


class _Match(NamedTuple):
    """Words of two sentences that share a sign."""

    left: int
    right: int
    sign: int
    weight: float


class _Table:
    """The signs of sentences."""

    def __init__(self, table: Sequence[Buffer]) -> None:
        columns = [np.frombuffer(each, kind).tolist() for each, kind in zip(table, _TYPES, strict=True)]
        starts, signs, places, shares, self.weights, self.kinds, self.sizes = columns
        self.words: list[dict[int, list[tuple[int, float]]]] = []
        for first, last in pairwise(starts):
            words: dict[int, list[tuple[int, float]]] = {}
            for row in range(first, last):
                words.setdefault(signs[row], []).append((places[row], shares[row]))
            self.words.append(words)

    def masses(self, number: int) -> list[float]:
        """Sums up to each word of what its heaviest sign counts."""
        heaviest = [0.0] * self.sizes[number]
        for sign, words in self.words[number].items():
            for place, share in words:
                if not self.kinds[sign] & _FREE:
                    heaviest[place] = max(heaviest[place], share * self.weights[sign])
        return list(accumulate(heaviest, initial=0.0))

    def match_words(self, left: int, right: int) -> list[_Match]:
        """Words of two sentences that share a sign, the heaviest first, each with one word of the other."""
        found = sorted(self._share_signs(left, right), key=lambda match: (-match.weight, match.sign))
        used: set[int] = set()
        given: set[int] = set()
        matches = []
        for match in found:
            if match.left not in used and match.right not in given:
                used.add(match.left)
                given.add(match.right)
                matches.append(match)
        return matches

    def _share_signs(self, left: int, right: int) -> Iterator[_Match]:
        for sign, words in self.words[left].items():
            named = self.kinds[sign] & _NAME
            for (ours, share), (theirs, other) in zip(words, self.words[right].get(sign, ()), strict=False):
                common = share * other if named else min(share, other)
                yield _Match(ours, theirs, sign, common * self.weights[sign])


def find_alike(
    table: Sequence[Buffer], documents: Buffer, *, most: int, best: int, looked_at: int
) -> bytearray:
    """Pairs of sentences of different documents, by number: for each the *best* ones by what they share.

    A sign of more than *most* sentences says nothing; of a sentence's signs the rarest count, until they
    stand in more than *looked_at* places. A sentence of document 2^32 - 1 is left out.
    """
    signed = _Table(table)
    owners = np.frombuffer(documents, np.uint32).tolist()
    numbers = [number for number, owner in enumerate(owners) if owner != _NO_DOCUMENT]
    postings: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        for sign in signed.words[number]:
            postings[sign].append(number)
    roots = [math.sqrt(max(signed.masses(number)[-1], 1.0)) for number in range(len(owners))]
    chosen: set[tuple[int, int]] = set()
    for number in numbers:
        shared: dict[int, float] = defaultdict(float)
        own = sorted(
            (len(postings[sign]), sign) for sign in signed.words[number] if 1 < len(postings[sign]) <= most
        )
        for (_, sign), places in zip(own, accumulate(count for count, _ in own), strict=True):
            for other in postings[sign] if places <= looked_at else ():
                shared[other] += signed.weights[sign]
        scored = [
            (weight / roots[other], -other)
            for other, weight in shared.items()
            if owners[other] != owners[number]
        ]
        chosen.update((min(number, -other), max(number, -other)) for _, other in nlargest(best, scored))
    return bytearray(np.array(sorted(chosen), np.uint32).tobytes())


def bound_alike(  # noqa: PLR0913 - as the compiled one is called
    table: Sequence[Buffer],
    clause_starts: Buffer,
    clauses: Buffer,
    pairs: Buffer,
    *,
    heavy: float,
    counted: float,
) -> bytearray:
    """The highest score that clauses of each pair of sentences may have, where rare words weigh 1.

    One sign is enough where it may be and weighs *heavy*; a pair that gives a number counts *counted* more.
    """
    signed = _Table(table)
    edges = np.frombuffer(clauses, np.uint32).reshape(-1, 2).tolist()
    own = [edges[first:last] for first, last in pairwise(np.frombuffer(clause_starts, np.uint64).tolist())]
    bounds = []
    for left, right in np.frombuffer(pairs, np.uint32).reshape(-1, 2).tolist():
        matches = signed.match_words(left, right)
        ours, theirs = signed.masses(left), signed.masses(right)
        best = 0.0
        for (first, last), (start, stop) in product(own[left], own[right]):
            both = [match for match in matches if first <= match.left < last and start <= match.right < stop]
            mass, other = ours[last] - ours[first], theirs[stop] - theirs[start]
            enough = any(signed.kinds[match.sign] & _ENOUGH and match.weight >= heavy for match in both)
            if mass > 0 and other > 0 and (len(both) > 1 or enough):
                weight = sum(match.weight for match in both)
                root = math.sqrt(mass * other)
                similarity = _INSIDE * weight / min(mass, other) + (1 - _INSIDE) * weight / root
                best = max(best, similarity * math.sqrt(weight))
        bounds.append(best * counted if any(signed.kinds[m.sign] & _NUMBER for m in matches) else best)
    return bytearray(np.array(bounds, np.float64).tobytes())
