"""The rule: which rows are removed, and because of which kept ones (DESIGN.md, section 2)."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from compare.kernels.plain_inside import Insides

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    Score = Callable[[int, int], float]
    Removals = dict[int, tuple[int, str, float]]
    Pair = tuple[int, int, float, int]

_NEAR, _INSIDE = 1, 2  # the kinds of pairs


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

    @property
    def fingerprints(self) -> Collection[int]:
        """Those of its text, where they are wanted."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is removed, why, and how much work that was."""

    length: int
    empty: int
    candidates: int = 0
    """Pairs that were verified."""
    confirmed: int = 0
    """Pairs that reached the threshold."""
    inside_candidates: int = 0
    """Pairs of which one was looked for inside the other."""
    inside_confirmed: int = 0
    """Pairs of which one is inside the other."""
    inside_kept: int = 0
    """Rows that stay since what they are inside of stands behind them."""
    _rows: list[tuple[int, int, str, float]] = field(default_factory=list)
    _versions: list[tuple[int, int, float]] = field(default_factory=list)

    @property
    def versioned(self) -> int:
        """Rows that stay although they are like a kept one: their guards differ."""
        return len(self._versions)

    @property
    def removed(self) -> int:
        """Rows that go."""
        return len(self._rows)

    @property
    def exact(self) -> int:
        """Rows that go because a kept one has the same text."""
        return self._count("exact")

    @property
    def near(self) -> int:
        """Rows that go because a kept one has nearly the same text."""
        return self._count("near")

    @property
    def inside(self) -> int:
        """Rows that go because a kept one holds nearly all of their text."""
        return self._count("inside")

    def _count(self, kind: str) -> int:
        return sum(kind == one for _, _, one, _ in self._rows)

    def rows(self, first: int = 0, count: int = sys.maxsize) -> list[tuple[int, int, str, float]]:
        """Removed rows, each with the kept row it repeats, "exact", "near" or "inside", and their score.

        By row: the *first* of them and those behind it, *count* at most.
        """
        return self._rows[first : first + count]

    def versions(self, first: int = 0, count: int = sys.maxsize) -> list[tuple[int, int, float]]:
        """Rows that stay as versions, each with the kept row it is one of, and their Jaccard, by row."""
        return self._versions[first : first + count]

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
class Scope:
    """Which rows are compared with which."""

    sources: str = "any"
    """Of which sources two rows must be: any, same or different."""
    source_of: Sequence[int] = ()
    inputs: int = sys.maxsize
    """Rows from here on are only compared with: they stand before all others, and stay."""

    def allows(self, left: int, right: int) -> bool:
        """Whether one of two rows may be a duplicate of the other."""
        if min(left, right) >= self.inputs:
            return False
        return self.sources == "any" or (self.source(left) == self.source(right)) == (self.sources == "same")

    def source(self, row: int) -> int:
        """The source of a row; where that does not matter, all are of one."""
        return 0 if self.sources == "any" else self.source_of[row]


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule over the rows of a run."""

    records: Sequence[Record]
    score: Score
    threshold: float
    min_tokens: int
    scope: Scope = field(default_factory=Scope)
    guard: Callable[[int], Sequence[object]] | None = None
    """Near duplicates have the same one."""
    share: Score | None = None
    """The share by which one row is inside another, else 0; None where that is not looked for."""

    def decide(self, order: Callable[[int], tuple[int, int]], *, exact: bool, near: bool) -> Decision:
        """What goes when rows stand in the order of *order*, those that are only compared with first."""
        rows = self.comparable(order)
        heads = self.find_heads(rows, exact=exact)
        firsts = [row for row in rows if heads[row] == row]
        walk = _Walk(self, firsts, exact=exact and self.by_row, near=near)
        gone = walk.decide()
        insides = walk.insides
        versions = walk.find_versions(gone) if self.guard else {}
        inputs = range(min(len(self.records), self.scope.inputs))
        removals = [(row, *reason) for row in inputs if (reason := _explain(row, heads.get(row, row), gone))]
        empty = sum(not self.records[row].skipped and not self.records[row].tokens for row in inputs)
        confirmed = sum(kind == "near" for _, kind, _ in gone.values()) + len(versions)
        found = [(row, *versions[row]) for row in sorted(versions)]
        counts = (insides.candidates, insides.confirmed, insides.kept) if insides else (0, 0, 0)
        return Decision(len(self.records), empty, walk.verified, confirmed, *counts, removals, found)

    def comparable(self, order: Callable[[int], tuple[int, int]]) -> list[int]:
        """Rows that may be or have duplicates, in order: neither skipped nor without a token."""
        rows = [row for row, record in enumerate(self.records) if not record.skipped and record.tokens]
        return sorted(rows, key=lambda row: (row < self.scope.inputs, order(row)))

    def find_heads(self, rows: Iterable[int], *, exact: bool) -> dict[int, int]:
        """For each row the first one with an equal text that decides for it, often itself.

        Where sources must be different it is always itself: what holds for one need not hold for another.
        """
        first: dict[tuple[bytes, int], int] = {}
        heads: dict[int, int] = {}
        for row in rows:
            alone = self.by_row or not (exact or row >= self.scope.inputs)
            text = self.records[row].digest, self.scope.source(row)
            heads[row] = row if alone else first.setdefault(text, row)
        return heads

    def find_equals(self) -> list[list[int]]:
        """The rows of each text that several have, whatever their sources."""
        groups: dict[bytes, list[int]] = {}
        for row, record in enumerate(self.records):
            if not record.skipped and record.tokens:
                groups.setdefault(record.digest, []).append(row)
        return [group for group in groups.values() if len(group) > 1]

    def find_pairs(self, *, near: bool = True) -> list[Pair]:
        """All pairs that share a band and reach the threshold, of equal texts those that stand for all.

        And those, if they are no such pairs, of which the right one is inside the left one. Equal ones make
        no pair.
        """
        sides = [self._find_firsts(against=against) for against in (True, False)]
        walk = _Walk(self, [row for side in sides for row in side], near=near)
        pairs: list[Pair] = []
        for row in (row for side in sides for row in self._find_representatives(side)):
            alike = list(self._pair_near(row, walk)) if near and row < self.scope.inputs else []
            pairs += alike
            if row < self.scope.inputs:
                pairs += self._pair_insides(row, walk, {row for pair in alike for row in pair[:2]})
            walk.add(row)
        return sorted(pairs)

    def _pair_near(self, row: int, walk: _Walk) -> Iterator[Pair]:
        """What is near to a row, of the rows taken in so far."""
        for other in walk.find(row, guarded=True):
            if self.records[other].digest != self.records[row].digest:
                pair = min(row, other), max(row, other), self.score(other, row), _NEAR
                if pair[2] >= self.threshold:
                    yield pair

    def _pair_insides(self, row: int, walk: _Walk, near: set[int]) -> Iterator[Pair]:
        """What is inside a row, or holds it, of the rows taken in so far that are not near to it."""
        if not (self.share and walk.insides):
            return
        outer = [(other, row) for other in walk.insides.find_outer(row) if other not in near]
        inner = [(row, other) for other in walk.insides.find_inner(row) if other not in near]
        for left, right in [*outer, *inner]:
            if (score := self.share(right, left)) and self.goes_inside(right, left):
                yield left, right, score, _INSIDE

    def _find_firsts(self, *, against: bool) -> list[int]:
        """The first long rows of their texts, of the inputs or of what is only compared with."""
        rows = [row for row in self.comparable(lambda row: (0, row)) if (row >= self.scope.inputs) == against]
        heads = self.find_heads(rows, exact=True)
        return [row for row in rows if heads[row] == row and self.is_long(row)]

    def _find_representatives(self, rows: Sequence[int]) -> list[int]:
        """Of rows those that stand for all of their text."""
        return list(filter(_Walk(self, rows).stands_for_others, rows))

    def is_long(self, row: int) -> bool:
        """Whether a row has enough tokens for more than equal texts to count."""
        return self.records[row].tokens >= self.min_tokens

    def goes_inside(self, inner: int, outer: int) -> bool:
        """Whether a row that is inside another goes for it; what that has besides is no matter to a guard."""
        if self.guard is None:
            return True
        left = iter(self.guard(outer))
        return all(word in left for word in self.guard(inner))

    @property
    def by_row(self) -> bool:
        """Whether it must be decided row by row what becomes of equal texts."""
        return self.scope.sources == "different"

    def has_same_guard(self, left: int, right: int) -> bool:
        """Whether two rows may be near duplicates, as far as the guard goes."""
        return self.guard is None or self.guard(left) == self.guard(right)


class _Walk:
    """A way through rows in keep order, with those kept so far."""

    def __init__(self, rule: Rule, rows: Sequence[int], *, exact: bool = False, near: bool = True) -> None:
        self.rule = rule
        self.rows = rows
        self.exact, self.near = exact, near
        self.verified = 0
        self._position = {row: place for place, row in enumerate(rows)}
        self._forget()

    def _forget(self) -> None:
        self._memory = Memory()
        self.insides = self._make_insides(self.rows)
        self._equals: defaultdict[bytes, dict[int, int]] = defaultdict(dict)  # by source

    def decide(self) -> Removals:
        """The rows that go, each with why."""
        gone: Removals = {}
        for row in self.rows:
            reason = None if row >= self.rule.scope.inputs else self._find_reason(row)
            if reason:
                gone[row] = reason
            else:
                self._keep(row)
        return gone

    def _find_reason(self, row: int) -> tuple[int, str, float] | None:
        """The kept row because of which a row goes."""
        if self.exact and (equals := self._find_equals(row)):
            return min(equals, key=self._position.__getitem__), "exact", 1.0
        if not self.rule.is_long(row):
            return None
        for other in self.find(row, guarded=True):
            self.verified += 1
            if (score := self.rule.score(other, row)) >= self.rule.threshold:
                return other, "near", score
        held = self.insides and self.insides.find_holder(row, self.rule.goes_inside)
        return (held[0], "inside", held[1]) if held else None

    def _find_equals(self, row: int) -> list[int]:
        known = self._equals.get(self.rule.records[row].digest, {})
        return [other for other in known.values() if self.rule.scope.allows(other, row)]

    def find_versions(self, gone: Removals) -> dict[int, tuple[int, float]]:
        """For each row that stays the first one that it would repeat but for the guard, and their score."""
        versions: dict[int, tuple[int, float]] = {}
        self._forget()
        self.insides = self._make_insides([row for row in self.rows if row not in gone])
        for row in self.rows:
            if row in gone:
                continue
            if row < self.rule.scope.inputs and self.rule.is_long(row) and (found := self._find_version(row)):
                versions[row] = found
            self._keep(row)
        return versions

    def _find_version(self, row: int) -> tuple[int, float] | None:
        for other in self.find(row, guarded=False):
            self.verified += 1
            if (score := self.rule.score(other, row)) >= self.rule.threshold:
                return other, score
        differs = lambda inner, outer: not self.rule.goes_inside(inner, outer)  # noqa: E731 - one line
        return self.insides.find_holder(row, differs) if self.insides else None

    def find(self, row: int, *, guarded: bool) -> list[int]:
        """The kept rows that share a band with a row, in order: with its guard, or else with another."""
        if not self.near:
            return []
        found = [
            other
            for other in self._memory.find(self.rule.records[row].keys)
            if self.rule.scope.allows(other, row) and self.rule.has_same_guard(other, row) == guarded
        ]
        return sorted(found, key=self._position.__getitem__)

    def _keep(self, row: int) -> None:
        if self.stands_for_others(row) and self.rule.is_long(row):
            if self.insides:
                self.insides.count_held(row, self.rule.goes_inside)
            self.add(row)

    def stands_for_others(self, row: int) -> bool:
        """Whether others are compared with a row that stays: not where equal ones stand for it.

        Where sources must be different, the first of a text and the first of another source are enough for
        whoever may be compared with any.
        """
        if not self.rule.by_row:
            return True
        source, known = self.rule.scope.source(row), self._equals[self.rule.records[row].digest]
        stands = not known or (len(known) == 1 and source not in known)
        if stands:
            known[source] = row
        return stands

    def add(self, row: int) -> None:
        """Remember a row that stays."""
        self._memory.add(row, self.rule.records[row].keys)
        if self.insides:
            self.insides.add(row)

    def _make_insides(self, rows: Iterable[int]) -> Insides | None:
        if self.rule.share is None:
            return None
        long = list(filter(self.rule.is_long, rows))
        return Insides(self.rule.records, long, self.rule.share, self.rule.scope)


def _explain(row: int, head: int, gone: Removals) -> tuple[int, str, float] | None:
    """Why a row goes; what equals one that goes, goes because of the same kept row."""
    return gone.get(head) or ((head, "exact", 1.0) if head != row else None)
