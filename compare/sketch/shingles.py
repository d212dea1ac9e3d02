"""Shingles: runs of consecutive tokens, as text (for signatures) and as numbers (for exact counts)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from compare.settings import Unit
from compare.text.unicode import lower, normalise
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from compare.settings import CompareSettings

    Ids = npt.NDArray[np.int64]


def tokenise(text: str, settings: CompareSettings) -> list[str]:
    """The tokens of a text in the unit asked for."""
    if settings.unit is Unit.CHAR:
        return list(lower(fold_space(text)))
    return [word.token for word in split_words(text, unspaced=settings.unit is Unit.AUTO)]


def fold_space(text: str) -> str:
    """The NFC text with each run of white space folded to one space, its ends stripped."""
    return " ".join(normalise(text).split())


def find_shingles(tokens: Sequence[str], size: int) -> set[str]:
    """Every run of *size* tokens, joined by spaces; fewer tokens make one shingle, none make none."""
    if not tokens:
        return set()
    width = min(size, len(tokens))
    return set(map(" ".join, zip(*(tokens[i:] for i in range(width)), strict=False)))


def number_tokens(texts: Iterable[Sequence[str]]) -> list[Ids]:
    """Each text as numbers: equal tokens, in any of the texts, have equal numbers."""
    table: dict[str, int] = {}
    return [
        np.fromiter((table.setdefault(token, len(table)) for token in text), np.int64, len(text))
        for text in texts
    ]


def number_shingles(texts: Sequence[Ids], size: int) -> list[Ids]:
    """For each text of numbered tokens, the number of the shingle that begins at each place.

    Equal numbers mean equal shingles in all the texts, without hashing. As in `find_shingles`, a
    text of fewer tokens than *size* is one shingle, and has one number.
    """
    if not texts:
        return []
    pad = max((int(ids.max()) for ids in texts if len(ids)), default=0) + 1
    # A shorter text is filled up with a token no text has; nothing follows the others.
    padded = [_pad(ids, size, pad) for ids in texts]
    numbers = number_runs(np.concatenate(padded), size)
    places = np.cumsum([0, *map(len, padded)])
    return [numbers[start : max(start, end - size + 1)] for start, end in pairwise(places.tolist())]


def _pad(ids: Ids, size: int, pad: int) -> Ids:
    if not 0 < len(ids) < size:
        return ids
    return np.concatenate([ids, np.full(size - len(ids), pad, np.int64)])


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
