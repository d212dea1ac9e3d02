"""What a reader sees of a finding, whatever its kind: versions of a text, a table, and remarks.

The plain list that needs no script and the data for the script are both made of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import Document, Span
    from compare.results import Status


class Kind(StrEnum):
    """A kind of finding; the order is that of the list, what matters most first."""

    CONFLICT = "conflict"
    QUOTE = "quote"
    WORDED = "worded"
    UPDATE = "update"
    MAYBE = "maybe"
    CLAIM = "claim"
    ALIKE = "alike"
    VOICE = "voice"
    COPIES = "copies"
    PASSAGE = "passage"
    REPEAT = "repeat"
    PAIR = "pair"
    ONLY = "only"


HEADINGS = {
    Kind.CONFLICT: ("Facts told differently", "a figure, a date, a name, or whether it is so at all"),
    Kind.QUOTE: ("Quotes in several texts", "one utterance, as each text gives it"),
    Kind.WORDED: ("Facts in other words", "compatible, or one says more"),
    Kind.UPDATE: ("Updates", "another version of one article"),
    Kind.MAYBE: ("Maybe the same fact", "most likely first"),
    Kind.CLAIM: ("Similar claims", "of different voices: not one statement"),
    Kind.ALIKE: ("Facts told alike", "agreed by all that tell them"),
    Kind.VOICE: ("Who said what", "the quotes of each speaker"),
    Kind.COPIES: ("Groups of copies", "most of a text in common"),
    Kind.PASSAGE: ("Shared passages", "the same wording in two texts"),
    Kind.REPEAT: ("Twice in one text", "shared with no other"),
    Kind.PAIR: ("Pairs that share text", "how much of each stands in the other"),
    Kind.ONLY: ("Only in one", "what no other has"),
}


class Part(StrEnum):
    """What a stretch of a version is, beside the first version."""

    PLAIN = "plain"
    SAME = "same"
    DROPPED = "dropped"
    ADDED = "added"
    FOLD = "fold"
    """So many words that need not be shown."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words of one part; *spaced* says that white space stands before it."""

    part: Part
    span: Span
    spaced: bool
    words: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A place with its words; *stretches* set it against the first version, *voice* says who speaks.

    A *heading* stands above the version, and so above those that follow it.
    """

    span: Span
    stretches: tuple[Stretch, ...] = ()
    voice: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What some documents give as the value of one attribute; *normal* only where it says more."""

    documents: tuple[Document, ...]
    text: str
    normal: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An attribute: a cell for each column of the table, or one for all documents."""

    name: str
    status: Status
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as it is shown."""

    id: str
    kind: Kind
    title: str
    note: str
    documents: tuple[Document, ...]
    lead: str = ""
    """A line for the list: the words, or the values that part."""
    versions: tuple[Version, ...] = ()
    columns: tuple[Document, ...] = ()
    rows: tuple[Row, ...] = ()
    remarks: tuple[str, ...] = ()
