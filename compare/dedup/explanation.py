"""Why a record of a run was removed or kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.dedup.changes import Change
    from compare.model import Document


class Fate(StrEnum):
    """What became of a record."""

    REMOVED = "removed"
    KEPT = "kept"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class RemovedPart:
    """A part of a text that went, and the place in a text that stays which it repeats."""

    start: int
    end: int
    text: str
    of: str
    of_path: str
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What became of a record, because of which other one, and both texts where they could be read."""

    name: str
    path: str
    fate: Fate
    annotated: bool = False
    """Whether what would go was only marked."""
    reason: str | None = None
    """Why it was skipped."""
    kind: str | None = None
    score: float | None = None
    kept: str | None = None
    """The record that stays for it, and where that stands."""
    kept_path: str | None = None
    version_of: str | None = None
    """The record that it is like, but for a figure, date or negation; it stays, and so does that one."""
    version_of_path: str | None = None
    differences: tuple[tuple[str, str], ...] = ()
    """The first of these, of that record and of this one."""
    against: bool = False
    """Whether it was only there to be compared with."""
    copies: tuple[str, ...] = ()
    """Records that went because of it: the first few."""
    copy_count: int = 0
    namesakes: tuple[str, ...] = ()
    """Where records of this id stand: the first few, this one first."""
    namesake_count: int = 0
    texts: tuple[Document, Document] | None = None
    """The kept text and the removed one, or the version, cut to a bearable length."""
    parts: tuple[RemovedPart, ...] | None = None
    """Below whole documents: what went of its text, the first few of them."""
    part_count: int = 0
    note: str | None = None
    """Why there are no texts, or not whole ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A near duplicate that went, the record that stays for it, and where their texts differ."""

    name: str
    path: str
    kept: str
    kept_path: str
    score: float
    changes: tuple[Change, ...]
    """The first of them."""
    note: str | None = None
    """Why there are none, where the texts could not be compared."""
