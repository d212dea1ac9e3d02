"""What a diff shows: stretches of words of either text, each with what became of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compare.model import Span
from compare.render.page import Style
from compare.results import Op

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Edit

# An unchanged stretch is folded where FOLDED words can be left out of its middle, with AROUND on either side.
FOLDED = 24
AROUND = 8

_WORD = re.compile(r"\S+")
_STYLES = {Op.DROPPED: Style.DROPPED, Op.ADDED: Style.ADDED, Op.MOVED: Style.MOVED}
_SIGNS = {Op.SAME: ("", ""), Op.DROPPED: ("[-", "-]"), Op.ADDED: ("{+", "+}"), Op.MOVED: ("<", ">")}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text to show: what became of it, whether it begins a paragraph, and a note to stand before it."""

    op: Op
    span: Span
    breaks: bool = False
    note: str = ""


class ShownWord(NamedTuple):
    """A word as it is shown, its place, and whether it begins a paragraph."""

    text: str
    label: str
    style: Style = Style.PLAIN
    breaks: bool = False


def read_words(stretch: Stretch, page: Page, labels: Labels) -> list[ShownWord]:
    """The words of a stretch between its signs, each with where a paragraph begins."""
    style = _STYLES.get(stretch.op, Style.PLAIN)
    opening, closing = _SIGNS[stretch.op]
    span = stretch.span
    words = [ShownWord(word, labels.place(span)) for word in stretch.note.split()]
    end = span.start
    for match in _WORD.finditer(span.document.text, span.start, span.end):
        place = Span(span.document, *match.span())
        breaks = "\n" in span.document.text[end : match.start()]
        words.append(ShownWord(page.text(match[0]), labels.place(place), breaks=breaks))
        end = match.end()
    if not words:
        return []
    words[0] = words[0]._replace(text=opening + words[0].text, breaks=stretch.breaks)
    words[-1] = words[-1]._replace(text=words[-1].text + closing)
    return [word._replace(style=style) for word in words]


def cover_text(document: Document, places: Sequence[tuple[int, int]]) -> list[Span]:
    """The places, in the order of the text, stretched so that they hold all of it but for white space."""
    text = document.text
    spans = [widen(document, place) for place in places]
    with_words = [index for index, span in enumerate(spans) if span.start < span.end]
    bounds = [0, *(spans[index].start for index in with_words[1:]), len(text)]
    for index, start, end in zip(with_words, bounds, bounds[1:], strict=False):
        while start < end and text[start].isspace():
            start += 1  # noqa: PLW2901 - the bound moves to the first character shown
        spans[index] = Span(document, start, start + len(text[start:end].rstrip()))
    return spans


def widen(document: Document, place: tuple[int, int]) -> Span:
    """The range with the punctuation that touches its words."""
    start, end = place
    text = document.text
    if start < end:
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
    return Span(document, start, end)


def follows_break(span: Span) -> bool:
    """Whether a new line begins right before the place."""
    text = span.document.text
    place = span.start
    while place and text[place - 1].isspace():
        place -= 1
        if text[place] == "\n":
            return True
    return False


def list_arrivals(edits: Sequence[Edit]) -> dict[int, list[Edit]]:
    """For each edit, by its number, the moved runs that arrived right after it."""
    staying = [(edit.right[0], index) for index, edit in enumerate(edits) if edit.op is not Op.MOVED]
    arrivals: dict[int, list[Edit]] = {}
    moved = sorted((edit for edit in edits if edit.op is Op.MOVED), key=lambda edit: edit.right)
    place = 0
    for edit in moved:
        while place + 1 < len(staying) and staying[place + 1][0] <= edit.right[0]:
            place += 1
        arrivals.setdefault(staying[place][1] if staying else 0, []).append(edit)
    return arrivals
