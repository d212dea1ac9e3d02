"""One document taken apart once: what every later step of the analysis reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from compare.analyse.places import Places
from compare.extract.dates import DateMention, find_dates
from compare.extract.indirect import find_indirect
from compare.extract.names import Name, find_names
from compare.extract.numbers import NumberMention, find_numbers
from compare.extract.quotes import find_quotes
from compare.extract.roles import Role, find_roles
from compare.model import Document, Span
from compare.text.counted import count_counted_words
from compare.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.results import Furniture, Quote

Found = TypeVar("Found", Name, DateMention, NumberMention)


@dataclass(frozen=True, eq=False)  # without slots: what is looked for on demand is kept
class Reading:
    """A document's own text, furniture set aside: sentences, names, quotations; all in order of place.

    Dates, quantities and offices are looked for when somebody asks.
    """

    document: Document
    furniture: tuple[Furniture, ...]
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    quotes: tuple[Quote, ...]
    """Direct and indirect ones."""

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates of the text."""
        return find_dates(self.document.text, published=self.document.published)

    @cached_property
    def numbers(self) -> tuple[NumberMention, ...]:
        """The quantities of the text."""
        return find_numbers(self.document.text, dates=self.dates)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The offices that the text gives to its names."""
        return find_roles(self.document.text, self.names)

    def sentences_at(self, span: Span) -> tuple[Span, ...]:
        """The sentences that share a character with a place of the document."""
        first = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.end)
        last = bisect_left(self.sentences, span.end, key=lambda sentence: sentence.start)
        return self.sentences[first:last]

    def names_in(self, span: Span) -> Iterator[Name]:
        """The names inside a place of the document."""
        return _within(self.names, span)

    def dates_in(self, span: Span) -> Iterator[DateMention]:
        """The dates inside a place of the document."""
        return _within(self.dates, span)

    def numbers_in(self, span: Span) -> Iterator[NumberMention]:
        """The quantities inside a place of the document."""
        return _within(self.numbers, span)

    @property
    def words(self) -> int:
        """How many words it has without its furniture."""
        return count_counted_words(self.document.text) - sum(
            count_counted_words(line.span.text) for line in self.furniture
        )


def take_apart(document: Document, furniture: Sequence[Furniture]) -> Reading:
    """The reading of one document whose lines of *furniture* are known."""
    names = find_names(document.text)
    sentences = split_sentences(document.text)
    if furniture:
        aside = Places((line.span, line) for line in furniture)
        names = tuple(name for name in names if not aside.at(document, name.start))
        sentences = [place for place in sentences if not aside.at(document, place[0])]
    direct = find_quotes(document, furniture=furniture, names=names)
    indirect = find_indirect(document, direct, furniture=furniture, names=names)
    return Reading(
        document=document,
        furniture=tuple(furniture),
        sentences=tuple(Span(document, start, end) for start, end in sentences),
        names=names,
        quotes=tuple(sorted((*direct, *indirect), key=lambda quote: (quote.span.start, quote.span.end))),
    )


def _within(mentions: Sequence[Found], span: Span) -> Iterator[Found]:
    first, last = (bisect_left(mentions, at, key=lambda item: item.start) for at in (span.start, span.end))
    return (mention for mention in mentions[first:last] if mention.end <= span.end)
