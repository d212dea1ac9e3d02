"""HTML to tags and text in one pass, for any input in linear time.

A tree is not built: what a page says needs none, and trees blow up on hostile pages (100,000 nested
`div` take a tree builder many seconds; 3,000 unclosed `font` in as many paragraphs make 4.5 million nodes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(?P<name>[^\s/>=][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)?))?)?"""
)
# What stands in these is no markup; it ends at their own end tag only.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"))
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_LONG_NUMBER = re.compile(r"&#[xX]?0*+[0-9a-fA-F]{8,}+;?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, its name and those of its attributes in small letters."""

    name: str
    closing: bool = False
    """Whether it is an end tag."""

    empty: bool = False
    """Whether it ends in `/>`."""

    attributes: dict[str, str] = field(default_factory=dict)


def split_markup(markup: str) -> Iterator[Tag | str]:
    """The tags and texts of a page in order, references such as `&amp;` read; comments are left out."""
    place = 0
    while place < len(markup):
        opening = markup.find("<", place)
        if opening < 0:
            opening = len(markup)
        if opening > place:
            yield read_references(markup[place:opening])
        place = opening
        if place < len(markup):
            piece, place = _read_angle(markup, place)
            if piece:
                yield piece
            if isinstance(piece, Tag) and not piece.closing and piece.name in _RAW:
                end = _RAW_END[piece.name].search(markup, place)
                stop = end.start() if end else len(markup)
                yield markup[place:stop]
                place = stop


def read_references(text: str) -> str:
    """The text with its character references read."""
    # Python refuses to read numbers of thousands of digits; no character has one of eight.
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _read_angle(markup: str, place: int) -> tuple[Tag | str, int]:
    """What begins at the `<` at *place*, and where it ends."""
    if markup.startswith("<!--", place):
        return "", _end_of(markup, "-->", place + 2)
    closing = markup.startswith("/", place + 1)
    name = _NAME.match(markup, place + 1 + closing)
    if name:
        return _read_tag(markup, name, closing=closing)
    if closing or markup.startswith(("!", "?"), place + 1):
        return "", _end_of(markup, ">", place + 1)
    return "<", place + 1


def _read_tag(markup: str, name: re.Match[str], *, closing: bool) -> tuple[Tag | str, int]:
    """The tag whose name was found, and where it ends; nothing when the page ends within it."""
    attributes: dict[str, str] = {}
    place = name.end()
    while place < len(markup) and markup[place] != ">":
        match = _ATTRIBUTE.match(markup, place)
        if match is None or match.end() == place:
            place += 1  # a stray quote or equals sign
            continue
        place = match.end()
        if match["name"]:
            value = match["double"] or match["single"] or match["bare"] or ""
            attributes.setdefault(match["name"].lower(), read_references(value))
    if place >= len(markup):
        return "", len(markup)
    return Tag(name.group().lower(), closing, markup[place - 1] == "/", attributes), place + 1


def _end_of(markup: str, mark: str, place: int) -> int:
    found = markup.find(mark, place)
    return len(markup) if found < 0 else found + len(mark)
