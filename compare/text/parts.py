"""Parts that are cut out of texts, and what of the white space around them goes with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # what ends lines for str.splitlines()
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")


class Part(NamedTuple):
    """Characters *start* up to *end* of a text; what goes with them ends at *behind*."""

    start: int
    end: int
    behind: int


def split_parts(text: str, *, paragraphs: bool) -> Iterator[Part]:
    """The lines of a text that hold more than white space, or its paragraphs: lines between blank ones.

    With a line goes its end, with a paragraph also the blank lines behind it.
    """
    part: Part | None = None
    open_ended = False
    for line in _split_lines(text):
        blank = not text[line.start : line.end].strip()
        if not paragraphs:
            if not blank:
                yield line
        elif blank:
            part, open_ended = part and part._replace(behind=line.behind), False
        elif part and open_ended:
            part = Part(part.start, line.end, line.behind)
        else:
            if part:
                yield part
            part, open_ended = line, True
    if part:
        yield part


def _split_lines(text: str) -> Iterator[Part]:
    start = 0
    for match in _BREAK.finditer(text):
        yield Part(start, *match.span())
        start = match.end()
    if start < len(text):
        yield Part(start, len(text), len(text))


def widen_cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of whole sentences with the white space that goes with them.

    Within a line that is the space behind them, at its end the space before them. Where whole lines go,
    the line end goes as well, and between blank lines those behind it.
    """
    before, behind = _skip_back(text, start), _skip(text, end)
    if behind < len(text) and text[behind] not in _BREAKS:
        return start, behind
    if before and text[before - 1] not in _BREAKS:
        return before, behind
    behind = _skip_break(text, behind)
    if _is_below_blank(text, before):
        while (below := _skip_break(text, _skip(text, behind))) > _skip(text, behind):
            behind = below
    return before, behind


def _skip(text: str, place: int) -> int:
    """Where the white space of a line ends that begins at a place."""
    while place < len(text) and text[place].isspace() and text[place] not in _BREAKS:
        place += 1
    return place


def _skip_back(text: str, place: int) -> int:
    while place and text[place - 1].isspace() and text[place - 1] not in _BREAKS:
        place -= 1
    return place


def _skip_break(text: str, place: int) -> int:
    match = _BREAK.match(text, place)
    return match.end() if match else place


def _is_below_blank(text: str, start: int) -> bool:
    """Whether the line that begins at *start* is the first one, or stands below a blank one."""
    if not start:
        return True
    end = start - (2 if text.endswith("\r\n", 0, start) else 1)
    first = _skip_back(text, end)
    return not first or text[first - 1] in _BREAKS
