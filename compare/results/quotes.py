"""Whose words a text gives, and one utterance in all its renderings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import Span
    from compare.results.facts import Attribute


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
    it; *kept_spans* pairs each kept run, in the fullest rendering and in this one.
    """

    span: Span
    quote: Quote | None
    relation: Relation
    kept: int
    of: int
    kept_spans: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """One utterance in every rendering found, the fullest first, and what is told differently."""

    id: str
    renderings: tuple[Rendering, ...]
    differs: tuple[Attribute, ...]
