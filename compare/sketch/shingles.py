"""Tokens and runs of consecutive tokens as numbers: equal ones have equal numbers, without hashing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Ids = npt.NDArray[np.int64]


def number_tokens(texts: Iterable[Sequence[str]]) -> list[Ids]:
    """Each text as numbers: equal tokens, in any of the texts, have equal numbers."""
    table: dict[str, int] = {}
    return [
        np.fromiter((table.setdefault(token, len(table)) for token in text), np.int64, len(text))
        for text in texts
    ]


def number_runs(ids: Ids, size: int) -> Ids:
    """The number of the run of *size* numbers that begins at each place, by doubling the length."""
    if len(ids) < size:
        return ids[:0]
    numbers: Ids | None = None
    covered, power, doubled = 0, 1, ids
    while True:
        if size & power:
            numbers = doubled if numbers is None else join_runs(numbers, doubled[covered:])
            covered += power
        if covered == size:
            return numbers if numbers is not None else doubled
        doubled = join_runs(doubled, doubled[power:])
        power *= 2


def join_runs(first: Ids, second: Ids) -> Ids:
    """Numbers for the pairs of numbers at equal places of the two, as far as both reach."""
    length = min(len(first), len(second))
    keys = (first[:length] << np.int64(32)) | second[:length]
    numbers: Ids = np.unique(keys, return_inverse=True)[1]
    return numbers
