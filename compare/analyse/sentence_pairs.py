"""Which sentences of two documents may tell the same: those that share signs few sentences have."""

from __future__ import annotations

import math
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from compare.analyse.matching import ALONE, COUNTED
from compare.analyse.sign_rows import make_table
from compare.kernels import bound_alike, find_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from compare.analyse.units import Unit

    UnitPair: TypeAlias = tuple[Unit, Unit]

_MOST_SENTENCES = 60  # a sign of more sentences makes no candidates: it is a topic
_RAREST = 0.2  # share of the sentences; a sign of more, and of more than one a document, is no evidence
_CANDIDATES = 8  # best sentences of all other documents that are looked at for one
_MOST_LOOKED_AT = 500  # places of a sentence's rarest signs that are counted
_LEFT_OUT = (1 << 32) - 1
_INEXACT = 1e-9  # by so much, of one, a bound may differ from the score: its sums are made in another order


def find_candidates(units: Sequence[Unit]) -> list[UnitPair]:
    """Pairs of these sentences of a story that may say the same: for each the best few, in order of place."""
    if not units:
        return []
    table = make_table(units[0])
    documents: dict[int, int] = {}
    owners = np.full(len(table[-1]), _LEFT_OUT, np.uint32)
    for unit in units:
        owners[unit.number] = documents.setdefault(id(unit.span.document), len(documents))
    most = min(_MOST_SENTENCES, max(len(documents), int(_RAREST * len(units))))
    found = find_alike(table, owners, most=most, best=_CANDIDATES, looked_at=_MOST_LOOKED_AT)
    by_number = {unit.number: unit for unit in units}
    pairs = np.frombuffer(found, np.uint32).reshape(-1, 2).tolist()
    return [(by_number[left], by_number[right]) for left, right in pairs]


def keep_likely(
    candidates: Sequence[UnitPair], rare: float, least: Callable[[Unit, Unit], float]
) -> list[UnitPair]:
    """The pairs of a story's sentences of which clauses may be alike by the *least* score asked for.

    *rare* is the weight of a word that one sentence alone has.
    """
    if not candidates:
        return []
    table = make_table(candidates[0][0])
    clauses: list[list[tuple[int, int]]] = [[] for _ in table[-1]]
    for unit in chain.from_iterable(candidates):
        clauses[unit.number] = clauses[unit.number] or [(first, last) for first, last, _ in unit.clauses]
    bounds = bound_alike(
        table,
        np.array(list(accumulate(map(len, clauses), initial=0)), np.uint64),
        np.array(list(chain.from_iterable(clauses)), np.uint32),
        np.array([(left.number, right.number) for left, right in candidates], np.uint32),
        heavy=ALONE * (1 - _INEXACT),
        counted=COUNTED,
    )
    scores = np.frombuffer(bounds, np.float64) * ((1 + _INEXACT) / math.sqrt(rare))
    return [pair for pair, score in zip(candidates, scores.tolist(), strict=True) if score >= least(*pair)]
