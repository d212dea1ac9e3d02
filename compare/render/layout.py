"""Text set to a width: measured in columns of a terminal, wrapped, and never cut without a mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wcwidth import wcwidth

from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.render.page import Page


_COLOR_CODE = re.compile("\x1b\\[[0-9;]*m")


class Piece(NamedTuple):
    """A word, or a bit of text that no line break should part, and how it is painted."""

    text: str
    style: Style = Style.PLAIN


def width_of(text: str) -> int:
    """Columns that the text takes in a terminal; our own colour codes take none."""
    if "\x1b" in text:
        text = _COLOR_CODE.sub("", text)
    if text.isascii():
        return len(text)
    return sum(max(0, wcwidth(character)) for character in text)


def pad(text: str, width: int) -> str:
    """The text filled up to a width with spaces."""
    return text + " " * (width - width_of(text))


def split_at_width(text: str, width: int) -> tuple[str, str]:
    """The part of the text that fits into a width (one character at least), and the rest."""
    taken = 0
    for index, character in enumerate(text):
        taken += max(0, wcwidth(character))
        if taken > width and index:
            return text[:index], text[index:]
    return text, ""


def shorten(text: str, width: int, page: Page) -> str:
    """The text, cut after a word and closed by an ellipsis if it is wider than *width*."""
    if width_of(text) <= width:
        return text
    mark = page.marks.ellipsis
    head, _ = split_at_width(text, max(1, width - width_of(mark)))
    whole_words = head.rpartition(" ")[0].rstrip(" ,;:")
    # A cut inside the only word, or one that loses more than half a line, is worse than a broken word.
    return (whole_words if 2 * len(whole_words) > len(head) else head.rstrip()) + mark


def wrap_pieces(pieces: Iterable[Piece], width: int) -> list[list[Piece]]:
    """The pieces in lines of a width; a piece wider than a line is broken."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        rest = piece.text
        if used and used + 1 + width_of(rest) > width:
            lines.append([])
            used = 0
        while width_of(rest) > width:
            head, rest = split_at_width(rest, width)
            if not rest:  # one character wider than the line: it stands there all the same
                rest = head
                break
            lines[-1].append(Piece(head, piece.style))
            lines.append([])
        lines[-1].append(Piece(rest, piece.style))
        used += width_of(rest) + (1 if used else 0)
    return [line for line in lines if line]


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of a width."""
    lines = wrap_pieces((Piece(word) for word in text.split(" ") if word), width)
    return [" ".join(piece.text for piece in line) for line in lines]


def wrap_shortened(text: str, width: int, page: Page, *, lines: int) -> list[str]:
    """The text in at most so many lines, an ellipsis at the end if it has more."""
    wrapped = wrap(text, width)
    if len(wrapped) <= lines:
        return wrapped
    last = " ".join(wrapped[lines - 1 : lines + 1])
    return [*wrapped[: lines - 1], shorten(last, width, page)]


def hang(first: str, lines: Sequence[str]) -> list[str]:
    """The lines with *first* before the first of them, the others indented as far."""
    blank = " " * width_of(first)
    return [(first if not index else blank) + line for index, line in enumerate(lines)]


def spread(left: str, right: str, width: int) -> str | None:
    """Both texts on one line, at its two ends; None if they do not fit."""
    gap = width - width_of(left) - width_of(right)
    return left + " " * gap + right if gap >= 2 else None  # noqa: PLR2004 - two spaces part two columns


def count_of(number: int, noun: str, *, plural: str | None = None) -> str:
    """A number with its noun: 1 document, 2,000 documents."""
    word = noun if number == 1 else plural or f"{noun}s"
    return f"{number:,} {word}"


NOTE_COLUMN = 25


def heading(title: str, note: str, page: Page) -> list[str]:
    """The first line of a part of the report, after an empty one."""
    column = max(NOTE_COLUMN, width_of(title) + 2)
    first, *others = wrap(note, page.width - column) or [""]
    lines = [page.paint(title, Style.HEADING) + " " * (column - width_of(title)) + first]
    return ["", *(line.rstrip() for line in lines), *(" " * column + line for line in others)]


def left_out(total: int, page: Page, *, shown: int | None = None) -> list[str]:
    """The line that says how many findings stand no more on the page, if any."""
    missing = total - (page.top if shown is None else shown)
    if missing <= 0:
        return []
    text = f" {page.marks.ellipsis} {missing:,} more: --top {total} shows them"
    return [page.paint(text, Style.QUIET)]
