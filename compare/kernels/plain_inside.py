"""Records inside others, in the plain way: their winnowed fingerprints, and where each is looked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol

import numpy as np

from compare.kernels.plain_hash import spread_hashes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from compare.kernels.plain_hash import Hashes

    Share = Callable[[int, int], float]

WINDOW = 16  # shingles
LEAST_TOKENS = 50  # of a text that counts as inside another
LEAST_SHARE = 0.95  # of its shingles, which the other must have
COMMON = 32  # records that have a fingerprint from which on it is common
NEEDED = 3, 4  # so many of so many of its fingerprints must another record have to be compared
_LOW = (1 << 32) - 1


def winnow(shingles: Hashes) -> frozenset[int]:
    """The fingerprints of shingles: of each window the least hash, of which the lower half is kept."""
    if not len(shingles):
        return frozenset()
    windows = np.lib.stride_tricks.sliding_window_view(spread_hashes(shingles), min(WINDOW, len(shingles)))
    return frozenset(int(least) & _LOW for least in windows.min(axis=1))


def share_inside(inner: Hashes, outer: Hashes) -> float:
    """The share of the inner set that is in the outer one; 0 if it is not inside it."""
    share = len(np.intersect1d(inner, outer, assume_unique=True)) / len(inner)
    return share if share >= LEAST_SHARE and len(inner) < len(outer) else 0.0


class Record(Protocol):
    """What must be known of a row."""

    @property
    def tokens(self) -> int:
        """Tokens of its text."""

    @property
    def fingerprints(self) -> Collection[int]:
        """Those of its text."""


class Scope(Protocol):
    """Which rows are compared with which."""

    @property
    def inputs(self) -> int:
        """Rows from here on always stay."""

    def allows(self, left: int, right: int) -> bool:
        """Whether one of two rows may be a duplicate of the other."""


class Insides:
    """Rows that stay, found by the fingerprints by which rows are looked for.

    *rows* are all among which they are; *share* says by which share one is inside another, else 0.
    """

    def __init__(self, records: Sequence[Record], rows: Iterable[int], share: Share, scope: Scope) -> None:
        self._records, self._share, self._scope = records, share, scope
        self._counts = Counter(one for row in rows for one in records[row].fingerprints)
        self._places: dict[int, int] = {}
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        self._sought: defaultdict[int, list[int]] = defaultdict(list)
        self._settled: set[int] = set()
        self.candidates = 0
        """Pairs that were verified."""
        self.confirmed = 0

    @property
    def kept(self) -> int:
        """Rows that stay since what they are inside of stands behind them."""
        return len(self._settled)

    def find_holder(self, row: int, goes: Callable[[int, int], bool]) -> tuple[int, float] | None:
        """The first row that holds this one, and the share, if the one *goes* for the other."""
        for outer in self.find_outer(row):
            self.candidates += 1
            if (share := self._share(row, outer)) and goes(row, outer):
                self.confirmed += 1
                return outer, share
        return None

    def count_held(self, row: int, goes: Callable[[int, int], bool]) -> None:
        """Count what stays though it is inside this row and would go for it: each once."""
        for inner in self.find_inner(row):
            if inner not in self._settled:
                self.candidates += 1
                if self._share(inner, row) and goes(inner, row):
                    self.confirmed += 1
                    self._settled.add(inner)

    def find_outer(self, row: int) -> list[int]:
        """Rows that were added and may hold this one, first to last."""
        found = {other for one in self._probes(row) for other in self._holders.get(one, ())}
        return self._in_order(
            other for other in found if self._scope.allows(row, other) and self._has_enough(other, row)
        )

    def find_inner(self, row: int) -> list[int]:
        """Rows that were added, might go and may be held by this one, first to last."""
        fingerprints = self._records[row].fingerprints
        found = {other for one in fingerprints for other in self._sought.get(one, ())}
        found = {other for other in found if other < self._scope.inputs}
        return self._in_order(
            other for other in found if self._scope.allows(row, other) and self._has_enough(row, other)
        )

    def add(self, row: int) -> None:
        """Take a row in; of each fingerprint the first few rows are enough."""
        self._places[row] = len(self._places)
        for index, fingerprints in (
            (self._holders, self._records[row].fingerprints),
            (self._sought, self._probes(row)),
        ):
            for one in fingerprints:
                if len(index[one]) < COMMON:
                    index[one].append(row)

    def _probes(self, row: int) -> list[int]:
        """By which fingerprints a row is looked for: those that are not common, and the least common one."""
        record = self._records[row]
        if record.tokens < LEAST_TOKENS:
            return []
        ranked = sorted((self._counts[one], one) for one in record.fingerprints)
        rare = [one for count, one in ranked if count <= COMMON]
        return rare + [one for _, one in ranked[len(rare) : len(rare) + 1]]

    def _has_enough(self, outer: int, inner: int) -> bool:
        """Whether the outer row has so many of the inner one's fingerprints that it is worth a look."""
        wanted, having = (self._records[row].fingerprints for row in (inner, outer))
        return len(set(wanted) & set(having)) * NEEDED[1] >= len(wanted) * NEEDED[0]

    def _in_order(self, rows: Iterable[int]) -> list[int]:
        return sorted(rows, key=self._places.__getitem__)
