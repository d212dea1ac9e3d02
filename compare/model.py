"""What a corpus is made of: documents, places in them, and what could not be read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One text with where it came from; all offsets point into *text*, the decoded text as it stands.

    Documents are compared by identity: two files with equal text are two documents.
    """

    id: str
    text: str
    path: str
    source: str
    title: str | None = None
    published: date | None = None
    notice: str | None = None
    """What the reader should know about how it was read, such as a guessed charset."""
    _line_starts: list[int] = field(default_factory=list, repr=False)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line of the text that holds the character at *offset*."""
        if not self._line_starts:
            starts = [0]
            for line in self.text.splitlines(keepends=True):
                starts.append(starts[-1] + len(line))
            self._line_starts.extend(starts[:-1] if len(starts) > 1 else starts)
        return max(1, bisect_right(self._line_starts, offset))


@dataclass(frozen=True, slots=True, order=False)
class Span:
    """A place in a document: characters *start* up to *end*."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters at this place, as they stand."""
        return self.document.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line of the document on which it starts, from 1."""
        return self.document.line_of(self.start)

    def holds(self, other: Span) -> bool:
        """Whether *other* lies wholly inside."""
        return self.document is other.document and self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.document is other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not read, and why. *line* counts from 1; None is the whole input."""

    path: str
    line: int | None
    reason: str
