"""What documents are about, as weighted words, and which may tell one story by the heaviest of these."""

from __future__ import annotations

import math
from collections import Counter
from heapq import nlargest
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.units import Unit
    from compare.model import Document

Vector: TypeAlias = dict[str, float]

_NAME = 2.0  # what a name weighs beside a word: who is in it tells one story from another of its kind
_ELSEWHERE = 100  # documents of other stories that are imagined beside, so that a folder of one story is one
_KEYS = 24  # heaviest words of a document that it is looked up by
_NEIGHBOURS = 16  # documents on either side that one meets under each: with more, each story has rarer words
_PARTNERS = 10  # documents that one is measured against


def weigh_documents(documents: Sequence[Document], units: Iterable[Unit]) -> list[Vector]:
    """The words of each document by log(1 + times) and how few documents have them, to the length of one.

    A word that all documents have still weighs something: documents of one story share what it is about.
    """
    times: dict[Document, Counter[str]] = {document: Counter() for document in documents}
    for unit in units:
        times[unit.span.document].update(word.key for word in unit.keys if word.content)
    holders = Counter(key for own in times.values() for key in own)
    rarity = {key: math.log1p((len(times) + _ELSEWHERE) / count) for key, count in holders.items()}
    return [_weigh(times[document], rarity) for document in documents]


def _weigh(times: Counter[str], rarity: dict[str, float]) -> Vector:
    weights = {
        key: math.log1p(count) * rarity[key] * (_NAME if key.startswith("@") else 1.0)
        for key, count in times.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {key: weight / length for key, weight in weights.items()}


def multiply(left: Vector, right: Vector) -> float:
    """The inner product of two vectors: of two of length one, their cosine. The order of words is nothing."""
    return math.fsum([left[key] * right[key] for key in left.keys() & right.keys()])


def find_partners(vectors: Sequence[Vector], days: Sequence[int | None]) -> list[tuple[int, int]]:
    """Pairs of documents that share heavy words, for each document those that share most.

    Under each word a document meets but the nearest by *days*, so that a flood of equals takes linear time.
    """
    rows, keys, weights = _list_heaviest(vectors)
    rank = np.argsort(sorted(range(len(vectors)), key=lambda row: (days[row] or 0, row)), kind="stable")
    order = np.lexsort((rank[rows], keys))
    rows, keys, weights = rows[order], keys[order], weights[order]
    codes, votes = [np.empty(0, np.int64)], [np.empty(0)]
    for step in range(1, min(_NEIGHBOURS, len(rows) - 1) + 1):
        same = keys[step:] == keys[:-step]
        left, right = rows[step:][same], rows[:-step][same]
        codes.append(np.minimum(left, right) * len(vectors) + np.maximum(left, right))
        votes.append(weights[step:][same] * weights[:-step][same])
    pairs, place = np.unique(np.concatenate(codes), return_inverse=True)
    return _choose(pairs, np.bincount(place.ravel(), np.concatenate(votes), len(pairs)), len(vectors))


def _list_heaviest(vectors: Sequence[Vector]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The heaviest words of all documents: whose, which, and how heavy."""
    numbers: dict[str, int] = {}
    found = [
        (row, numbers.setdefault(key, len(numbers)), weight)
        for row, vector in enumerate(vectors)
        for weight, key in nlargest(_KEYS, ((weight, key) for key, weight in vector.items()))
    ]
    rows, keys, weights = zip(*found, strict=True) if found else ((), (), ())
    return np.array(rows, np.int64), np.array(keys, np.int64), np.array(weights, np.float64)


def _choose(pairs: np.ndarray, votes: np.ndarray, size: int) -> list[tuple[int, int]]:
    """The pairs that are among the heaviest of one of their two documents."""
    left, right = pairs // max(size, 1), pairs % max(size, 1)
    owners = np.concatenate([left, right])
    order = np.lexsort((np.concatenate([pairs, pairs]), -np.concatenate([votes, votes]), owners))
    owners = owners[order]
    place = np.arange(len(owners)) - np.searchsorted(owners, owners)
    chosen = np.unique(order[place < _PARTNERS] % max(len(pairs), 1))
    return list(zip(left[chosen].tolist(), right[chosen].tolist(), strict=True))
