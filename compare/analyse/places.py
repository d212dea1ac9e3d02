"""Which of many places meet a given one, without looking at them all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from compare.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.model import Document

T = TypeVar("T")

_ROOM = 512  # characters; a few sentences, so that a place stands in one or two rooms


class Places(Generic[T]):
    """Values by their place: every document is cut into rooms, and a room knows what reaches into it."""

    def __init__(self, values: Iterable[tuple[Span, T]]) -> None:
        self._rooms: dict[tuple[Document, int], list[tuple[int, Span, T]]] = defaultdict(list)
        for number, (span, value) in enumerate(values):
            for room in _rooms(span):
                self._rooms[span.document, room].append((number, span, value))

    def meeting(self, span: Span) -> list[T]:
        """The values whose places share a character with *span*, in the order they were given."""
        found = {
            number: value
            for room in _rooms(span)
            for number, place, value in self._rooms.get((span.document, room), ())
            if place.meets(span)
        }
        return [found[number] for number in sorted(found)]

    def at(self, document: Document, offset: int) -> list[T]:
        """The values whose places hold the character at *offset*."""
        return self.meeting(Span(document, offset, offset + 1))


def _rooms(span: Span) -> range:
    return range(span.start // _ROOM, (span.end - 1) // _ROOM + 1)


def share_half(left: Span, right: Span) -> bool:
    """Whether two places have half of the shorter one in common."""
    shared = min(left.end, right.end) - max(left.start, right.start)
    return left.document is right.document and 2 * shared >= min(
        left.end - left.start, right.end - right.start
    )
