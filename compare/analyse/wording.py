"""The words of a quotation, for comparing: as they are written, and as they are spoken."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from compare.extract.spoken import split_spoken
from compare.model import Span
from compare.text.counted import split_counted_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.text.words import Word

_start_of, _end_of = attrgetter("start"), attrgetter("end")
_PLAIN = frozenset(("", " ", ", ", "\n"))  # what mostly stands between two words: no end, nothing left out
_LEFT_OUT = re.compile(r"\.\s?\.|…|\[\s*\]")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_SENTENCE_END = re.compile(r"[.!?…]")


class SpokenWord(NamedTuple):
    """A word as it is spoken, the number of the written word it is in, and what stands before it."""

    token: str
    word: int
    opens: bool
    """Whether it is the first of its written word."""
    first: bool
    """Whether a sentence, or the quotation, begins with it."""
    cut: bool
    """Whether an ellipsis stands before it: words were left out there."""
    added: bool
    """Whether it stands in square brackets: it is the outlet's, not the speaker's."""


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of a place, for comparing; the place may have several parts."""

    parts: tuple[Span, ...]
    words: tuple[Word, ...]

    @property
    def tokens(self) -> list[str]:
        """The words as they are written, in small letters."""
        return [word.token for word in self.words]

    @cached_property
    def spoken_tokens(self) -> tuple[str, ...]:
        """The words as they are spoken, for aligning them."""
        return tuple(word.token for word in self.spoken)

    @cached_property
    def spoken(self) -> tuple[SpokenWord, ...]:
        """The words as they are spoken, in order."""
        text = self.parts[0].document.text
        spoken: list[SpokenWord] = []
        end = self.parts[0].start
        added = self._added()
        make = tuple.__new__  # a third of the time: Python need not be asked what a SpokenWord is for each
        for number, word in enumerate(self.words):
            for place, piece in enumerate(split_spoken(word.token)):
                between = text[end : word.start + piece.start]
                plain = between in _PLAIN
                first = not spoken or (not plain and _SENTENCE_END.search(between) is not None)
                cut = not plain and _LEFT_OUT.search(between) is not None
                spoken.append(
                    make(SpokenWord, (piece.token, number, place == 0, first, cut, number in added))
                )
                end = word.start + piece.end
        return tuple(spoken)

    def _added(self) -> set[int]:
        """The numbers of the written words that stand in square brackets, both of them within one part."""
        text = self.parts[0].document.text
        inside = [
            match.span() for part in self.parts for match in _BRACKETS.finditer(text, part.start, part.end)
        ]
        return {
            number
            for start, end in inside
            for number in range(
                bisect_left(self.words, start, key=_start_of), bisect_left(self.words, end, key=_end_of)
            )
        }

    def span(self, first: int, last: int) -> Span:
        """The place of written words *first* up to *last*."""
        return Span(self.parts[0].document, self.words[first].start, self.words[last - 1].end)


def read_wording(parts: Sequence[Span]) -> Wording:
    """The words of these places of one document."""
    words = tuple(
        word for part in parts for word in split_counted_words(part.document.text, part.start, part.end)
    )
    return Wording(tuple(parts), words)
