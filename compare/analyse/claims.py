"""Clauses of different documents that say much the same, in much the same order and words.

Each pair of sentences is aligned once, and the best pair of clauses is read off the alignment. Similarity is
the weight both say in one order over the geometric mean of what each says.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from compare.extract.titles import OFFICE_MODIFIERS, OFFICES
from compare.match.order import align_heaviest
from compare.model import Span
from compare.text.stopwords import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.units import Unit

_LEAST_SHARED = 2  # words that a pair of clauses shares


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Two clauses that say much the same."""

    left: Span
    right: Span
    left_unit: Unit
    right_unit: Unit
    similarity: float
    weight: float
    """Of the words both have."""
    shared: tuple[str, ...]
    """Keys both have, in order; those of content words."""
    common: int
    """Words both have: all that stand in one order, and content words in any."""
    left_core: Span
    """From the first of these words to the last."""
    right_core: Span

    @property
    def telling(self) -> frozenset[str]:
        """Shared content words that say what happened: an office says who, a figure or a time not what."""
        return frozenset(key for key in self.shared if key not in _who_and_when() and not key[0].isdigit())


_TIMES = (
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday year month week day ago last next"
)


@cache
def _who_and_when() -> frozenset[str]:
    """Stems of offices and of times."""
    return frozenset(stem(word) for word in (*OFFICES, *OFFICE_MODIFIERS, *_TIMES.split()))


def find_claim_pairs(candidates: Iterable[tuple[Unit, Unit]], *, least: float) -> list[ClaimPair]:
    """Pairs of clauses of these sentences with at least this similarity, most alike first."""
    pairs = [pair for left, right in candidates if (pair := _best_pair(left, right, least)) is not None]
    return sorted(pairs, key=lambda pair: (-pair.similarity, _place(pair.left), _place(pair.right)))


def _place(span: Span) -> tuple[str, int]:
    return span.document.id, span.start


def _best_pair(left: Unit, right: Unit, least: float) -> ClaimPair | None:
    """The clauses of two sentences that are most alike; None below *least*."""
    matches = _match_words(left, right)
    best: tuple[float, float, Span, Span, list[tuple[int, int]]] | None = None
    for first, last, span in left.clauses:
        inside = [match for match in matches if first <= match[0] < last]
        if len(inside) < _LEAST_SHARED:
            continue
        for start, stop, other in right.clauses:
            both = [match for match in inside if start <= match[1] < stop]
            weight = sum(left.weights[i] for i, _ in both)
            mass = (left.totals[last] - left.totals[first]) * (right.totals[stop] - right.totals[start])
            similarity = weight / math.sqrt(mass) if mass else 0.0
            if similarity < least or not both:
                continue
            # The wider of two nearly equal pairs says more.
            if best is None or similarity * math.sqrt(weight) > best[0] * math.sqrt(best[1]):
                best = (similarity, weight, span, other, both)
    if best is None:
        return None
    similarity, weight, span, other, both = best
    shared = tuple(left.keys[i].key for i, _ in both if left.keys[i].content)
    core = _cover(left, [i for i, _ in both])
    other_core = _cover(right, [j for _, j in both])
    return ClaimPair(span, other, left, right, similarity, weight, shared, len(both), core, other_core)


def _cover(unit: Unit, places: Sequence[int]) -> Span:
    """From the first of these words of a sentence to the last."""
    return Span(unit.span.document, unit.keys[min(places)].start, unit.keys[max(places)].end)


def _match_words(left: Unit, right: Unit) -> list[tuple[int, int]]:
    """Places of equal words: all that stand in one order, and of the others those that say something."""
    matches = align_heaviest(
        [word.key for word in left.keys], [word.key for word in right.keys], left.weights
    )
    taken, given = {i for i, _ in matches}, {j for _, j in matches}
    free: dict[str, list[int]] = defaultdict(list)
    for j in range(len(right.keys) - 1, -1, -1):
        if j not in given:
            free[right.keys[j].key].append(j)
    matches += [
        (i, free[word.key].pop())
        for i, word in enumerate(left.keys)
        if i not in taken and word.content and free[word.key]
    ]
    return sorted(matches)
