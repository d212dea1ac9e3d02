"""Clauses of different documents that say much the same, in much the same order.

Candidates share rare words (an inverted index over weighted keys); each is aligned once, and the best pair of
clauses is read off the alignment. Similarity is the weight both say in one order over the geometric mean of
what each says.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from compare.analyse.units import shared_weight
from compare.extract.titles import OFFICE_MODIFIERS, OFFICES
from compare.match.order import align_heaviest
from compare.model import Span
from compare.text.stopwords import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compare.analyse.units import Unit

_MOST_SENTENCES = 60  # a key in more sentences makes no candidates: it is a topic word
_CANDIDATES = 8  # best sentences of all other documents that are aligned with one
_RAREST = 0.2  # share of the sentences; a key in more, and in more than one of each document, is no evidence
_LEAST_SHARED = 2  # such keys a candidate shares


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

    @property
    def specific(self) -> bool:
        """Whether both name someone or something, or give a figure: without that, two may use one phrase."""
        return any(key.startswith("@") or key[0].isdigit() for key in self.shared)


_TIMES = (
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday year month week day ago last next"
)


@cache
def _who_and_when() -> frozenset[str]:
    """Stems of offices and of times."""
    return frozenset(stem(word) for word in (*OFFICES, *OFFICE_MODIFIERS, *_TIMES.split()))


def find_claim_pairs(
    units: Sequence[Unit], *, least: float, copied: Callable[[Span, Span], bool] | None = None
) -> list[ClaimPair]:
    """Pairs of clauses of different documents with at least this similarity, most alike first.

    Sentences that are *copied* from each other are passed over: there is no need to align them.
    """
    pairs = [
        pair
        for left, right in _find_candidates(units)
        if (copied is None or not copied(left.span, right.span))
        and (pair := _best_pair(left, right, least)) is not None
    ]
    return sorted(pairs, key=lambda pair: (-pair.similarity, _place(pair.left), _place(pair.right)))


def _place(span: Span) -> tuple[str, int]:
    return span.document.id, span.start


def _find_candidates(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Sentence pairs that may say the same: for each sentence the best few, in order of place."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for key in unit.bag:
            postings[key].append(number)
    once_each = len({unit.span.document for unit in units})
    most = min(_MOST_SENTENCES, max(once_each, int(_RAREST * len(units))))
    chosen: set[tuple[int, int]] = set()
    rare = {key: numbers for key, numbers in postings.items() if 1 < len(numbers) <= most}
    for number, unit in enumerate(units):
        own = unit.span.document
        shared = Counter(chain.from_iterable([rare[key] for key in unit.bag if key in rare]))
        fitting = [
            other for other, count in shared.items()
            if count >= _LEAST_SHARED and units[other].span.document is not own
        ]  # fmt: skip
        fitting.sort(key=lambda other: (-_likeness(unit, units[other]), other))
        chosen.update((min(number, other), max(number, other)) for other in fitting[:_CANDIDATES])
    for left, right in sorted(chosen):
        yield units[left], units[right]


def _likeness(left: Unit, right: Unit) -> float:
    return shared_weight(left, right) / math.sqrt(max(left.totals[-1], 1.0) * max(right.totals[-1], 1.0))


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
