"""What several documents tell: facts with their attributes, versions of an article, claims that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import Document, Span


class Status(StrEnum):
    """How the values of one attribute stand to each other across documents."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERS = "differs"
    ONE_SIDED = "one_sided"


class Certainty(StrEnum):
    """Whether a group of mentions is one fact."""

    SURE = "sure"
    MAYBE = "maybe"


class Telling(StrEnum):
    """How the documents of a fact tell it, one beside the other; what matters most comes first."""

    DIFFERENTLY = "differently"
    """They differ in what they say: a figure, a date, who says so, whether it is so at all."""
    IN_OTHER_WORDS = "in other words"
    COMPATIBLY = "compatibly"
    """One says more than another, or less exactly."""
    ALIKE = "alike"


WORDING = "told as"  # the attribute that shows each document's own words: that these differ is no conflict


@dataclass(frozen=True, slots=True)
class Value:
    """What one document says of an attribute: its words, where, and their normal value."""

    document: Document
    text: str
    normal: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a fact or of an utterance over the documents that tell it."""

    name: str
    status: Status
    values: tuple[Value, ...]
    conflicts: tuple[tuple[Value, Value], ...] = ()
    """Values of two documents that cannot both be true, a pair of documents once."""

    @property
    def shown_as(self) -> Status:
        """The status as a reader is to take it: other words are no conflict, equal words are the same."""
        if self.name == WORDING and self.status is Status.DIFFERS:
            return Status.COMPATIBLE
        return Status.SAME if self.status is Status.COMPATIBLE and self._reads_alike() else self.status

    def _reads_alike(self) -> bool:
        """Whether every document gives the same words."""
        words: dict[Document, set[str]] = {}
        for value in self.values:
            words.setdefault(value.document, set()).add((value.text or value.normal).casefold())
        first, *others = words.values()
        return all(first == other for other in others)


@dataclass(frozen=True, slots=True)
class Fact:
    """Mentions, in two documents or more, of what is held to be one fact."""

    id: str
    title: str
    certainty: Certainty
    score: float
    mentions: tuple[Span, ...]
    attributes: tuple[Attribute, ...]
    maybe: tuple[Span, ...] = ()
    """Of a sure fact, the places that only may tell it too: no attribute is read from them."""

    @property
    def told(self) -> Telling:
        """How its documents stand to each other, by the attribute in which they are furthest apart."""
        statuses = {attribute.status for attribute in self.attributes}
        if any(attribute.name != WORDING for attribute in self.conflicts):
            return Telling.DIFFERENTLY
        if self.conflicts:
            return Telling.IN_OTHER_WORDS
        return Telling.COMPATIBLY if statuses - {Status.SAME} else Telling.ALIKE

    @property
    def disputed(self) -> bool:
        """Whether it is surely one fact, and its documents contradict each other."""
        return self.certainty is Certainty.SURE and self.told is Telling.DIFFERENTLY

    @property
    def conflicts(self) -> tuple[Attribute, ...]:
        """The attributes that differ, the words it is told in among them."""
        return tuple(attribute for attribute in self.attributes if attribute.status is Status.DIFFERS)


class ChangeKind(StrEnum):
    """What one version of an article gives otherwise than another, in the order in which it is told."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that one version of an article gives otherwise than another."""

    kind: ChangeKind
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Update:
    """Two versions of one article: *right* is the later one if they are *ordered* by their dates."""

    id: str
    left: Document
    right: Document
    ordered: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """Two different voices that say much the same: never one utterance."""

    id: str
    left: Span
    right: Span
    score: float
    left_voice: str | None = None
    right_voice: str | None = None
