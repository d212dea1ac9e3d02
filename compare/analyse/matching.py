"""Clauses of two documents that tell the same: sentences matched by what they share, each with its best.

Two clauses are alike by the weight of the signs both have, over the geometric mean of what each could share
(the cosine of their weights), and in part over what the lighter one could. The pair with most in common is
taken first; words that told one thing tell no other to the same document, so that a sentence may tell two
things to two sentences, and none twice.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from compare.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from compare.analyse.units import Unit

_LEAST_SHARED = 2  # signs that two clauses share
ALONE = 1.5  # weight from which one sign is enough
_PHRASE = 2  # words that may be a turn of phrase, where nobody is named and no number given
_LIKE_PHRASE = 0.6
_WHO_ALONE = 0.5  # what clauses count that share nothing but whom they are about, or when
_NEAR = 4  # words behind a number that say what it counts
COUNTED = 1.4  # what a pair counts more for a number of one thing
_INSIDE = 0.3  # of the likeness is measured by the lighter clause: it may be told inside a longer one
_NOBODY: frozenset[int] = frozenset()


class Match(NamedTuple):
    """Two words that say the same: their places among the keys, the sign both have, and what it counts."""

    left: int
    right: int
    sign: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two clauses that may tell one thing."""

    left: Span
    right: Span
    left_unit: Unit
    right_unit: Unit
    matches: tuple[Match, ...]
    similarity: float
    evidence: float
    """The weight of the matches, in rare words: 1 is the weight of a word that one sentence alone has."""
    score: float = field(init=False)
    """By which pairs are ranked: of two as similar, the one that shares more is the better."""

    def __post_init__(self) -> None:
        score = self.similarity * math.sqrt(self.evidence)
        telling = self.telling
        if _count_one_thing(self.matches, telling):
            score *= COUNTED
        elif len(telling) <= _PHRASE and not self.specific:
            score *= _LIKE_PHRASE
        object.__setattr__(self, "score", score)

    @property
    def telling(self) -> list[Match]:
        """The matches that say what happened."""
        return [match for match in self.matches if _tells(match, self.left_unit, self.right_unit)]

    @property
    def specific(self) -> bool:
        """Whether both name one, or give a number or day: without that, two may use one phrase."""
        return any(match.sign[0] in "@=%^" for match in self.matches)

    @property
    def left_core(self) -> Span:
        """From the first matched word to the last."""
        return _cover(self.left_unit, [match.left for match in self.matches])

    @property
    def right_core(self) -> Span:
        """From the first matched word to the last."""
        return _cover(self.right_unit, [match.right for match in self.matches])


def _count_one_thing(matches: Iterable[Match], telling: Iterable[Match]) -> bool:
    """Whether both give a number, and behind it the same word for what is counted."""
    return any(
        0 < word.left - number.left <= _NEAR and 0 < word.right - number.right <= _NEAR
        for number in matches
        if number.sign[0] in "=%"
        for word in telling
    )


def _cover(unit: Unit, places: Sequence[int]) -> Span:
    return Span(unit.span.document, unit.keys[min(places)].start, unit.keys[max(places)].end)


def match_sentences(
    candidates: Iterable[tuple[Unit, Unit]], rare: float, admit: Callable[[Pair], bool]
) -> list[Pair]:
    """The pairs that remain when each clause has found its best in each other document, the best first.

    Only what *admit* lets through counts; *rare* is the weight of a word that one sentence alone has.
    """
    queue = [
        (-pair.score, number, pair)
        for number, (left, right) in enumerate(candidates)
        if (pair := find_best_clauses(left, right, rare)) is not None and admit(pair)
    ]
    heapify(queue)
    told: dict[tuple[int, int], set[int]] = defaultdict(set)
    taken = []
    while queue:
        _, number, pair = heappop(queue)
        left, right = pair.left_unit, pair.right_unit
        ours = told[id(left), id(right.span.document)]
        theirs = told[id(right), id(left.span.document)]
        if any(match.left in ours or match.right in theirs for match in pair.matches):
            rest = find_best_clauses(left, right, rare, told=(ours, theirs))
            if rest is not None and admit(rest):
                heappush(queue, (-rest.score, number, rest))
            continue
        taken.append(pair)
        ours.update(match.left for match in pair.telling)
        theirs.update(match.right for match in pair.telling)
    return taken


def find_best_clauses(
    left: Unit,
    right: Unit,
    rare: float,
    *,
    told: tuple[AbstractSet[int], AbstractSet[int]] = (_NOBODY, _NOBODY),
) -> Pair | None:
    """The clauses of two sentences that have most in common, words that *told* something already left out."""
    matches = _match_words(left, right, *told)
    if not matches:
        return None
    telling = sum(1 << bit for bit, match in enumerate(matches) if _tells(match, left, right))
    alone = sum(1 << bit for bit, match in enumerate(matches) if _suffices(match, left))
    theirs = _measure(right, [match.right for match in matches])
    best: tuple[float, float, float, Span, Span, int] | None = None
    weights: dict[int, float] = {}
    for inside, mass, span in _measure(left, [match.left for match in matches]):
        for other_inside, other_mass, other in theirs:
            both = inside & other_inside
            if both.bit_count() < _LEAST_SHARED and not both & alone:
                continue
            if both not in weights:
                weights[both] = sum(m.weight for bit, m in enumerate(matches) if both >> bit & 1)
            weight, root = weights[both], math.sqrt(mass * other_mass)
            similarity = _INSIDE * weight / min(mass, other_mass) + (1 - _INSIDE) * weight / root
            score = similarity * math.sqrt(weight) * (1.0 if both & telling else _WHO_ALONE)
            if best is None or score > best[0]:
                best = score, similarity, weight, span, other, both
    if best is None:
        return None
    _, similarity, weight, span, other, both = best
    found = tuple(match for bit, match in enumerate(matches) if both >> bit & 1)
    return Pair(span, other, left, right, found, similarity, weight / rare)


def _tells(match: Match, left: Unit, right: Unit) -> bool:
    """Whether a match says what happened, and not only to whom, when, or how many."""
    return match.left not in left.signs.who and match.right not in right.signs.who


def _suffices(match: Match, unit: Unit) -> bool:
    """Whether one match is enough: a name, or a word that says something, that each document has but once."""
    return match.sign in unit.told_once and match.sign[0] in "@%" and match.weight >= ALONE


def _measure(unit: Unit, places: Sequence[int]) -> list[tuple[int, float, Span]]:
    """Clauses that hold some of these words: which, as bits, what they weigh, and where they stand.

    Of clauses with the same words only the lightest counts.
    """
    lightest: dict[int, tuple[float, Span]] = {}
    for first, last, span in unit.clauses:
        inside = sum(1 << bit for bit, place in enumerate(places) if first <= place < last)
        mass = unit.masses[last] - unit.masses[first]
        if inside and mass > 0 and (inside not in lightest or mass < lightest[inside][0]):
            lightest[inside] = mass, span
    return [(inside, mass, span) for inside, (mass, span) in lightest.items()]


def _match_words(left: Unit, right: Unit, ours: AbstractSet[int], theirs: AbstractSet[int]) -> list[Match]:
    """Words of two sentences that share a sign, the heaviest first, each with one word of the other."""
    found = sorted(_share_signs(left, right), key=lambda match: (-match.weight, match.sign))
    used, others = set(ours), set(theirs)
    matches = []
    for match in found:
        if match.left not in used and match.right not in others:
            used.add(match.left)
            others.add(match.right)
            matches.append(match)
    return matches


def _share_signs(left: Unit, right: Unit) -> Iterator[Match]:
    weights: Mapping[str, float] = left.sign_weights
    for sign in left.signs.words.keys() & right.signs.words.keys():
        for ours, theirs in zip(left.signs.words[sign], right.signs.words[sign], strict=False):
            share = ours.share * theirs.share if sign[0] == "@" else min(ours.share, theirs.share)
            yield Match(ours.place, theirs.place, sign, share * weights[sign])
