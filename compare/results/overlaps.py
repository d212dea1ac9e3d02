"""What texts have of each other: overlaps, copies, passages, and the edits between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import Document, Span


class Op(StrEnum):
    """What an edit does on the way from the left text to the right one."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"


class OverlapKind(StrEnum):
    """How much of two documents is the same."""

    EXACT = "exact"
    NEAR = "near"
    INSIDE = "inside"
    NONE = "none"


class PassageKind(StrEnum):
    """How the right place of a passage stands to the left one."""

    COPIED = "copied"
    """The same words, edits allowed."""
    REWORDED = "reworded"
    """The same matter in the same course, mostly in other words or another order."""
    SUMMARY_LEFT = "summary_left"
    """The left one may sum up the right one."""
    SUMMARY_RIGHT = "summary_right"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of an alignment: character ranges of the two documents."""

    op: Op
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Diff:
    """Two documents word by word, in the order of the left text; between two edits lies white space."""

    left: Document
    right: Document
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much text two documents share, furniture set aside.

    *jaccard* and the containments are exact, over the sets of shingles; *estimate* is MinHash's.
    *reused_left* is the share of the left text's words that lie in passages of both, edits included.
    *longest_run* counts words; the two spans show where it stands (None when nothing is shared).
    *earlier* is the text published first, by the dates both give; *fuller* the one that has what the
    other has and more; None where neither can be said.
    """

    left: Document
    right: Document
    kind: OverlapKind
    jaccard: float
    estimate: float
    containment_left: float
    containment_right: float
    reused_left: float
    reused_right: float
    longest_run: int
    run_left: Span | None
    run_right: Span | None
    earlier: Document | None = None
    fuller: Document | None = None


@dataclass(frozen=True, slots=True)
class SourceOverlap:
    """How much text two sources share over all their documents; as in `Overlap`.

    *copies* counts pairs of documents that are exact, near or inside duplicates, *pairs* all that share
    passages.
    """

    left: str
    right: str
    copies: int
    pairs: int
    jaccard: float
    containment_left: float
    containment_right: float
    reused_left: float
    reused_right: float
    longest_run: int
    run_left: Span | None
    run_right: Span | None


@dataclass(frozen=True, slots=True)
class Credit:
    """A news agency that a text names as where it comes from."""

    agency: str
    span: Span


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents of which each shares most of its text with another one, or has most of another's.

    *kind* is that of the weakest link. *fullest* is the one that none is fuller than and no other about as
    long as, *earliest* was published first, by the dates of all of them; None where it cannot be said.
    *agency* is named where the *carriers*, which credit it or share most of a text with one that does, are
    of two sources or more.
    """

    id: str
    documents: tuple[Document, ...]
    kind: OverlapKind
    fullest: Document | None
    earliest: Document | None
    agency: str | None
    carriers: tuple[Document, ...]
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Two spans that share their wording, and where they part."""

    id: str
    kind: PassageKind
    left: Span
    right: Span
    similarity: float
    edits: tuple[Edit, ...]

    @property
    def is_verbatim(self) -> bool:
        """Whether both places have the same words."""
        return all(edit.op is Op.SAME for edit in self.edits)
