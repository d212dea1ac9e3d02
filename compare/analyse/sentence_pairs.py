"""Which sentences of two documents may tell the same: those that share signs few sentences have."""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.analyse.units import Unit

_MOST_SENTENCES = 60  # a sign of more sentences makes no candidates: it is a topic
_RAREST = 0.2  # share of the sentences; a sign of more, and of more than one a document, is no evidence
_CANDIDATES = 8  # best sentences of all other documents that are looked at for one
_MOST_LOOKED_AT = 500  # places of a sentence's rarest signs that are counted


def find_candidates(units: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Sentence pairs that may say the same: for each sentence the best few, in order of place."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for sign in unit.signs.words:
            postings[sign].append(number)
    documents = len({unit.span.document for unit in units})
    most = min(_MOST_SENTENCES, max(documents, int(_RAREST * len(units))))
    telling = {sign: places for sign, places in postings.items() if 1 < len(places) <= most}
    roots = [math.sqrt(max(unit.masses[-1], 1.0)) for unit in units]
    chosen: set[tuple[int, int]] = set()
    for number, unit in enumerate(units):
        own = unit.span.document
        shared = _weigh_shared(unit, telling)
        scored = [
            (weight / roots[other], -other)
            for other, weight in shared.items()
            if units[other].span.document is not own
        ]
        for _, other in nlargest(_CANDIDATES, scored):
            chosen.add((min(number, -other), max(number, -other)))
    return [(units[left], units[right]) for left, right in sorted(chosen)]


def _weigh_shared(unit: Unit, telling: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """The weight of the signs that each sentence shares with one, the rarest of its signs looked up first."""
    own = sorted((len(telling[sign]), sign) for sign in unit.signs.words if sign in telling)
    shared: dict[int, float] = defaultdict(float)
    looked_at = 0
    for count, sign in own:
        looked_at += count
        if looked_at > _MOST_LOOKED_AT:
            break
        weight = unit.sign_weights[sign]
        for other in telling[sign]:
            shared[other] += weight
    return shared
