"""A version of a wording set against the first one: what it keeps, leaves out, and says itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.model import Span
from compare.render.html.view import Part, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.model import Document

_WORD = re.compile(r"\S+")
# Words from which the middle of a stretch is folded, and how many of it stay on either side.
_FOLDED = 60
_AROUND = 12


def set_against(first: Span, here: Span, kept: Iterable[tuple[Span, Span]]) -> tuple[Stretch, ...]:
    """The stretches of *here*, with what it leaves out of *first*; *kept* pairs runs of both."""
    found: list[Stretch] = []
    left, right = first.start, here.start
    for there, own in sorted(kept, key=lambda pair: pair[1].start):
        if there.start < left or own.start < right:
            continue  # a run that has moved: its words stand as left out there, and as added here
        found += _part_ways(first.document, (left, there.start), here.document, (right, own.start))
        found += _cut(Part.SAME, own.document, own.start, own.end)
        left, right = there.end, own.end
    found += _part_ways(first.document, (left, first.end), here.document, (right, here.end))
    return tuple(found)


def fold(span: Span) -> tuple[Stretch, ...]:
    """The words of a place alone, the middle of a long one folded."""
    return tuple(_cut(Part.PLAIN, span.document, span.start, span.end))


def _part_ways(
    left: Document, dropped: tuple[int, int], right: Document, added: tuple[int, int]
) -> Iterator[Stretch]:
    """What stands between two kept runs, on either side; mere punctuation is no edit."""
    if _has_letters(left, dropped):
        yield from _cut(Part.DROPPED, left, *dropped)
    yield from _cut(Part.ADDED if _has_letters(right, added) else Part.PLAIN, right, *added)


def _has_letters(document: Document, place: tuple[int, int]) -> bool:
    return any(map(str.isalnum, document.text[slice(*place)]))


def _cut(part: Part, document: Document, start: int, end: int) -> Iterator[Stretch]:
    """The words from *start* to *end*; of a long stretch both ends, and a fold between them."""
    words = list(_WORD.finditer(document.text, start, end))
    if not words:
        return
    if len(words) < _FOLDED or part is Part.ADDED:
        yield _stretch(part, document, words)
        return
    yield _stretch(part, document, words[:_AROUND])
    yield _stretch(Part.FOLD, document, words[_AROUND:-_AROUND])
    yield _stretch(part, document, words[-_AROUND:])


def _stretch(part: Part, document: Document, words: Sequence[re.Match[str]]) -> Stretch:
    start, end = words[0].start(), words[-1].end()
    spaced = start > 0 and document.text[start - 1].isspace()
    return Stretch(part, Span(document, start, end), spaced, len(words))
