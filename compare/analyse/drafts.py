"""A fact on its way: mentions with what is compared of them, before they become a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.attributes import compare_attributes
from compare.results import Attribute, Certainty, Fact, Status, Value

if TYPE_CHECKING:
    from compare.analyse.attributes import Statement
    from compare.model import Document, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Mentions that are held to be one fact."""

    title: str
    certainty: Certainty
    score: float
    mentions: tuple[Statement, ...]
    wording: str = ""
    """Name of the attribute that shows each document's own words for it, if there is one."""
    maybe: tuple[Span, ...] = ()
    """Places that only may tell it."""

    def finish(self) -> Fact:
        """The fact with its attributes compared; its id is given later."""
        attributes = compare_attributes(self.mentions, found=self.certainty)
        if self.wording:
            attributes = (*attributes, self._compare_wording())
        spans = tuple(statement.shown for statement in self.mentions)
        return Fact("", self.title, self.certainty, round(self.score, 3), spans, attributes, self.maybe)

    def places(self) -> tuple[Span, ...]:
        """All places that tell it, or may."""
        return (*(statement.shown for statement in self.mentions), *self.maybe)

    def _compare_wording(self) -> Attribute:
        """How each document tells it: the words of its first telling."""
        told = [statement.shown for statement in self.mentions if statement.modal]
        first: dict[Document, Span] = {}
        for span in told:
            first.setdefault(span.document, span)
        values = tuple(
            Value(span.document, span.text, " ".join(span.text.lower().split()), span)
            for span in first.values()
        )
        same = len({value.normal for value in values}) == 1
        status = Status.ONE_SIDED if len(values) == 1 else Status.SAME if same else Status.DIFFERS
        return Attribute(self.wording, status, values)
