"""The rule: which rows are removed, and because of which kept ones (DESIGN.md, section 2)."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Score = Callable[[int, int], float]
    Removals = dict[int, tuple[int, float]]


class Record(Protocol):
    """What the rule must know of a row."""

    @property
    def skipped(self) -> bool:
        """Whether the row could not be read."""

    @property
    def characters(self) -> int:
        """Characters of its text."""

    @property
    def tokens(self) -> int:
        """Tokens of its text."""

    @property
    def digest(self) -> bytes:
        """Equal for equal texts."""

    @property
    def keys(self) -> Sequence[int]:
        """Its band keys, by band."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is removed, why, and how much work that was."""

    length: int
    empty: int
    candidates: int = 0
    """Pairs that were verified."""
    confirmed: int = 0
    """Pairs that reached the threshold."""
    _rows: list[tuple[int, int, str, float]] = field(default_factory=list)

    @property
    def removed(self) -> int:
        """Rows that go."""
        return len(self._rows)

    @property
    def exact(self) -> int:
        """Rows that go because a kept one has the same text."""
        return sum(kind == "exact" for _, _, kind, _ in self._rows)

    @property
    def near(self) -> int:
        """Rows that go because a kept one has nearly the same text."""
        return self.removed - self.exact

    def rows(self, first: int = 0, count: int = sys.maxsize) -> list[tuple[int, int, str, float]]:
        """Removed rows, each with the kept row it repeats, "exact" or "near", and their Jaccard, by row.

        The *first* of them and those behind it, *count* at most.
        """
        return self._rows[first : first + count]

    def drop(self) -> bytes:
        """One byte a row: 1 where it is removed."""
        drop = bytearray(self.length)
        for row, *_ in self._rows:
            drop[row] = 1
        return bytes(drop)


class Memory:
    """Rows that were kept, found again by their band keys."""

    def __init__(self) -> None:
        self._rows: defaultdict[tuple[int, int], list[int]] = defaultdict(list)

    def add(self, row: int, keys: Sequence[int]) -> None:
        """Remember a row."""
        for place in enumerate(keys):
            self._rows[place].append(row)

    def find(self, keys: Sequence[int]) -> set[int]:
        """The rows that share a band with these keys."""
        return {row for place in enumerate(keys) for row in self._rows.get(place, ())}


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule over the rows of a run."""

    records: Sequence[Record]
    score: Score
    threshold: float
    min_tokens: int

    def decide(self, order: Callable[[int], tuple[int, int]], *, exact: bool, near: bool) -> Decision:
        """What goes when rows stand in the order of *order*."""
        rows = sorted(self.comparable(), key=order)
        heads = self.find_heads(rows) if exact else {}
        firsts = [row for row in rows if heads.get(row, row) == row]
        gone, candidates = self._find_near(firsts) if near else ({}, 0)
        empty = sum(not record.skipped and not record.tokens for record in self.records)
        removals = sorted(_explain(heads, gone))
        return Decision(len(self.records), empty, candidates, len(gone), removals)

    def comparable(self) -> Iterator[int]:
        """Rows that may be or have duplicates: neither skipped nor without a token."""
        return (row for row, record in enumerate(self.records) if not record.skipped and record.tokens)

    def find_heads(self, rows: Sequence[int]) -> dict[int, int]:
        """For each row the first one with an equal text, often itself."""
        first: dict[bytes, int] = {}
        return {row: first.setdefault(self.records[row].digest, row) for row in rows}

    def find_pairs(self) -> list[tuple[int, int, float]]:
        """All pairs that share a band and reach the threshold, of equal texts the first only."""
        heads = self.find_heads(list(self.comparable()))
        memory, pairs = Memory(), list[tuple[int, int, float]]()
        for row in self._long_enough([row for row, head in heads.items() if row == head]):
            keys = self.records[row].keys
            found = ((other, row, self.score(other, row)) for other in memory.find(keys))
            pairs.extend(pair for pair in found if pair[2] >= self.threshold)
            memory.add(row, keys)
        return sorted(pairs)

    def _find_near(self, rows: Sequence[int]) -> tuple[Removals, int]:
        """Rows that go, each with the row it repeats and their Jaccard; and how many pairs were verified."""
        position = {row: place for place, row in enumerate(rows)}
        memory, gone, verified = Memory(), dict[int, tuple[int, float]](), 0
        for row in self._long_enough(rows):
            keys = self.records[row].keys
            for kept in sorted(memory.find(keys), key=position.__getitem__):
                verified += 1
                if (score := self.score(kept, row)) >= self.threshold:
                    gone[row] = kept, score
                    break
            else:
                memory.add(row, keys)
        return gone, verified

    def _long_enough(self, rows: Sequence[int]) -> Iterator[int]:
        return (row for row in rows if self.records[row].tokens >= self.min_tokens)


def _explain(heads: Mapping[int, int], gone: Removals) -> Iterator[tuple[int, int, str, float]]:
    """The removals; what equals a row that goes, goes because of the same kept row."""
    for row in heads.keys() | gone.keys():
        head = heads.get(row, row)
        if head in gone:
            kept, score = gone[head]
            yield row, kept, "near", score
        elif head != row:
            yield row, head, "exact", 1.0
