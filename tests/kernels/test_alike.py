"""Sentences that may tell the same, by each kernel and by its plain twin, on signs that fall together."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.kernels import plain

if TYPE_CHECKING:
    from types import ModuleType

NO_DOCUMENT = (1 << 32) - 1
TYPES = (np.uint64, np.uint32, np.uint32, np.float64, np.float64, np.uint8, np.uint32)


def make_table(chance: random.Random) -> list[Any]:
    """Sentences of few words, whose signs are few enough to be shared, and of equal weight now and then."""
    signs = chance.choice([1, 3, 12])
    sizes = [chance.choice([0, 1, 3, 8]) for _ in range(chance.randint(1, 12))]
    rows = [
        sorted((chance.randrange(signs), chance.randrange(size)) for _ in range(chance.randint(0, 12)))
        if size
        else []
        for size in sizes
    ]
    starts = np.cumsum([0, *map(len, rows)])
    flat = [row for own in rows for row in own]
    columns = (
        starts,
        [sign for sign, _ in flat],
        [place for _, place in flat],
        [chance.choice([0.5, 0.8, 1.0]) for _ in flat],
        [chance.choice([0.3, 1.0, 2.5]) for _ in range(signs)],
        [chance.randrange(16) for _ in range(signs)],
        sizes,
    )
    return [np.array(column, kind) for column, kind in zip(columns, TYPES, strict=True)]


def make_clauses(chance: random.Random, sizes: list[int]) -> tuple[Any, Any]:
    """Some ranges of words of each sentence, the empty one among them."""
    own = [
        [sorted((chance.randint(0, size), chance.randint(0, size))) for _ in range(chance.randint(0, 4))]
        for size in sizes
    ]
    starts = np.cumsum([0, *map(len, own)]).astype(np.uint64)
    return starts, np.array([edge for each in own for clause in each for edge in clause], np.uint32)


@given(seed=st.integers(0, 1 << 32))
def test_pairs_are_those_of_the_twin(kernel: ModuleType, seed: int) -> None:
    """Each kernel finds the same pairs, whatever the limits, and none of one document."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    table = make_table(chance)
    documents = np.array([chance.choice([0, 1, 2, NO_DOCUMENT]) for _ in table[-1]], np.uint32)
    limits = {name: chance.choice([1, 2, 5, 100]) for name in ("most", "best", "looked_at")}

    found = kernel.find_alike(table, documents, **limits)

    assert plain.find_alike(table, documents, **limits) == found
    for left, right in np.frombuffer(found, np.uint32).reshape(-1, 2).tolist():
        assert left < right
        assert documents[left] != documents[right]


@given(seed=st.integers(0, 1 << 32))
def test_bounds_are_those_of_the_twin(kernel: ModuleType, seed: int) -> None:
    """Each kernel bounds the likeness of two sentences alike."""
    chance = random.Random(seed)  # noqa: S311 - as above
    table = make_table(chance)
    starts, clauses = make_clauses(chance, table[-1].tolist())
    pairs = np.array([chance.randrange(len(table[-1])) for _ in range(20)], np.uint32)
    wanted = plain.bound_alike(table, starts, clauses, pairs, heavy=0.9, counted=1.4)

    found = kernel.bound_alike(table, starts, clauses, pairs, heavy=0.9, counted=1.4)

    assert np.frombuffer(wanted).tolist() == pytest.approx(np.frombuffer(found).tolist())


def test_nothing_is_like_nothing(kernel: ModuleType) -> None:
    """No sentences make no pairs."""
    table = [np.array([0] if kind is np.uint64 else [], kind) for kind in TYPES]

    assert not kernel.find_alike(table, np.array([], np.uint32), most=1, best=1, looked_at=1)
    empty = np.array([], np.uint32)
    assert not kernel.bound_alike(table, np.array([0], np.uint64), empty, empty, heavy=1.0, counted=1.0)


GOOD: tuple[tuple[float, ...], ...] = ((0, 2, 3), (0, 1, 1), (0, 1, 0), (1, 1, 1), (1, 2), (0, 0), (2, 1))


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (0, (0, 3)),
        (0, (0, 2, 4)),
        (0, (1, 2, 3)),
        (1, (0, 1, 2)),
        (1, (1, 0, 1)),
        (1, (0, 1)),
        (2, (0, 2, 0)),
        (3, (1.0,)),
        (3, (1.0, float("nan"), 1.0)),
        (4, (1.0, 0.0)),
        (4, (1.0, float("nan"))),
        (5, (0,)),
    ],
)
def test_tables_that_contradict_themselves_are_refused(
    native: ModuleType, column: int, values: tuple[float, ...]
) -> None:
    """What points beyond its table, or is in no order, is an error and never read."""
    documents = np.array([0, 1], np.uint32)
    table = [np.array(given, kind) for given, kind in zip(GOOD, TYPES, strict=True)]
    native.find_alike(table, documents, most=9, best=9, looked_at=9)
    table[column] = np.array(values, TYPES[column])

    with pytest.raises(ValueError, match=r"starts|rows|row|columns|weights|shares"):
        native.find_alike(table, documents, most=9, best=9, looked_at=9)


@pytest.mark.parametrize(
    ("starts", "clauses", "pairs"),
    [((0, 1, 2), (0, 3, 0, 1), (0, 1)), ((0, 1, 2), (1, 0, 0, 1), (0, 1)), ((0, 1), (0, 1), (0, 1)),
     ((0, 1, 2), (0, 2, 0, 1), (0, 2)), ((0, 1, 2), (0, 2, 0, 1), (0,))],
)  # fmt: skip
def test_clauses_and_pairs_that_are_not_there_are_refused(
    native: ModuleType, starts: tuple[int, ...], clauses: tuple[int, ...], pairs: tuple[int, ...]
) -> None:
    """A clause lies in its sentence, and a pair is of two sentences of the table."""
    table = [np.array(given, kind) for given, kind in zip(GOOD, TYPES, strict=True)]
    arrays = np.array(starts, np.uint64), np.array(clauses, np.uint32), np.array(pairs, np.uint32)

    with pytest.raises(ValueError, match=r"starts|clause|pairs"):
        native.bound_alike(table, *arrays, heavy=1.0, counted=1.0)
