"""Where in a line of JSON its text stands, as it is written there."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Place = tuple[int, int]

_SPACE = " \t\n\r"
_DECODER = json.JSONDecoder()


class Literal(NamedTuple):
    """Bytes *start* up to *end* of a line, between the quotation marks of a string."""

    start: int
    end: int


def find_literal(line: bytes, names: Sequence[str]) -> Literal:
    """Where the text stands of a line that was read as a record: in the first of the fields that holds one.

    Of a field that stands twice the last one counts.
    """
    mark = len(BOM_UTF8) if line.startswith(BOM_UTF8) else 0
    text = line[mark:].decode("utf-8", "surrogateescape")  # a character for each byte that is not UTF-8
    members = _find_members(text, _skip_space(text, 0))
    place = next(
        place for name in names if (place := _find_value(text, members, name)) and text[place[0]] == '"'
    )
    start, end = (mark + len(text[:edge].encode("utf-8", "surrogateescape")) for edge in place)
    return Literal(start + 1, end - 1)


def _find_value(text: str, members: dict[str, Place], name: str) -> Place | None:
    """Where the value of a field stands, by its exact name or else by its path."""
    if name in members:
        return members[name]
    place: Place | None = None
    for part in name.split("."):
        place = members.get(part)
        if place is None:
            return None
        members = _find_members(text, place[0]) if text[place[0]] == "{" else {}
    return place


def _find_members(text: str, start: int) -> dict[str, Place]:
    """The values of an object, which begins at *start*, by name."""
    members: dict[str, Place] = {}
    place = _skip_space(text, start + 1)
    while text[place] != "}":
        name, place = _DECODER.raw_decode(text, place)
        value = _skip_space(text, _skip_space(text, place) + 1)
        _, end = _DECODER.raw_decode(text, value)
        members[name] = (value, end)
        place = _skip_space(text, end)
        if text[place] == ",":
            place = _skip_space(text, place + 1)
    return members


def _skip_space(text: str, place: int) -> int:
    while text[place] in _SPACE:
        place += 1
    return place
