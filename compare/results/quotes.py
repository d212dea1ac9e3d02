"""Whose words a text gives, and one utterance in all its renderings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from compare.results.facts import Status

if TYPE_CHECKING:
    from compare.model import Document, Span
    from compare.results.facts import Attribute

MOOD = "mood"
LEAD_IN = "leads in with"


class Form(StrEnum):
    """Whether an utterance is given word for word or retold."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Relation(StrEnum):
    """How one rendering of an utterance stands to the fullest one."""

    FULLEST = "fullest"
    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    ALTERED = "altered"
    SPLICED = "spliced"
    BRACKETED = "bracketed"
    INDIRECT = "indirect"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a text gives as somebody's own.

    *span* holds the marks, *parts* the words between them, a part a paragraph. *via* names the
    outlets and agencies through which the words came, nearest first.
    """

    id: str
    span: Span
    parts: tuple[Span, ...]
    form: Form
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """One outlet's version of an utterance.

    Its *relation* to the group's fullest rendering; *kept* of the fullest one's *of* words stand in
    it; *kept_spans* pairs each kept run, in the fullest rendering and in this one. *own_text* says that the
    speaker wrote the document that has the words without marks: an article of theirs, not a copy.
    """

    span: Span
    quote: Quote | None
    relation: Relation
    kept: int
    of: int
    kept_spans: tuple[tuple[Span, Span], ...] = ()
    own_text: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """All that texts give as the words of one speaker; *name* is None where they do not say whose.

    *said* is in the order of the texts, each quote with the id of the group it stands in, if it is told by
    several documents.
    """

    id: str
    name: str | None
    said: tuple[tuple[Quote, str | None], ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that quote it, in the order of the texts."""
        return tuple(dict.fromkeys(quote.span.document for quote, _ in self.said))


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """One utterance in every rendering found, the fullest first, and what is told differently."""

    id: str
    renderings: tuple[Rendering, ...]
    differs: tuple[Attribute, ...]

    @property
    def news(self) -> tuple[Attribute, ...]:
        """What of `differs` tells a reader something that the words beside each other do not.

        What leads into a quote does where it makes a question of a statement, or the other way round; the
        words that the fullest rendering has there are those that were cut, and stand in it.
        """
        names = {attribute.name for attribute in self.differs}
        return tuple(
            replace(one, status=Status.ONE_SIDED, values=one.values[1:]) if one.name == LEAD_IN else one
            for one in self.differs
            if one.name != LEAD_IN or MOOD in names
        )
