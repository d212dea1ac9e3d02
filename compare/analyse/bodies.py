"""What of a document is compared: its text and words without page furniture."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.text.counted import split_counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document, Span
    from compare.results import Furniture
    from compare.text.words import Word


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A document and the character ranges of it that are no furniture."""

    document: Document
    ranges: tuple[tuple[int, int], ...]
    _words: list[Word] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """The text without furniture."""
        return "".join(self.document.text[start:end] for start, end in self.ranges)

    @property
    def words(self) -> list[Word]:
        """The words a person would count; in scripts written without spaces, the characters."""
        if not self._words:
            text = self.document.text
            self._words.extend(
                word for start, end in self.ranges for word in split_counted_words(text, start, end)
            )
        return self._words

    def words_in(self, place: Span) -> list[Word]:
        """The words in a place of the document; of one that it cuts, what lies in it."""
        first = bisect_right(self.words, place.start, key=attrgetter("end"))
        last = bisect_left(self.words, place.end, key=attrgetter("start"))
        words = self.words[first:last]
        for edge in (-1, 0):
            if words and (words[edge].start < place.start or words[edge].end > place.end):
                start, end = max(words[edge].start, place.start), min(words[edge].end, place.end)
                words[edge:] = [*split_counted_words(self.document.text, start, end), *words[edge:][1:]]
        return words


def read_bodies(documents: Sequence[Document], furniture: Iterable[Furniture]) -> list[Body]:
    """The documents, in their order, without the furniture."""
    spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for item in furniture:
        spans[id(item.span.document)].append((item.span.start, item.span.end))
    return [Body(document, _ranges_left(len(document.text), spans[id(document)])) for document in documents]


def _ranges_left(length: int, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    ranges = []
    position = 0
    for start, end in sorted(spans):
        if position < start:
            ranges.append((position, start))
        position = max(position, end)
    if position < length:
        ranges.append((position, length))
    return tuple(ranges)
