"""Paragraphs and sentences, as places in the text."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# A stop, what may close behind it, then space and something that can open a sentence.
_STOP = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]+[\"'\u2019\u201d\u00bb)\]]{0,3}")
_OPENERS = "\"'\u2018\u201c\u201e\u00ab([-\u2013\u2014\u2022*"
_WIDE_STOPS = "\u3002\uff01\uff1f"

# What ends in a full stop without ending a sentence.
_TITLES = frozenset(
    "mr mrs ms dr prof st messrs mme mlle hon rev fr sr sra capt cmdr col gen lt maj sgt cpl pvt adm brig gov sen "
    "rep reps sens pres supt insp amb atty asst hr frau vs no nos art vol pp fig dept est approx cf al "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# These end a sentence when a word follows that can only open one.
_MAYBE_LAST = frozenset("inc ltd co corp jr bros llc plc etc ave blvd rd".split())
_INITIALS = re.compile(r"(?:\b\w\.){1,6}$")
_WINDOW = 12  # characters looked back for an abbreviation


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Places of the paragraphs: each line that holds something, without its outer white space."""
    places = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        line = match.group()
        start += len(line) - len(line.lstrip())
        end -= len(line) - len(line.rstrip())
        if start < end:
            places.append((start, end))
    return places


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Places of the sentences between *start* and *end*; none crosses the end of a paragraph."""
    end = len(text) if end is None else end
    places: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, end):
        places.extend(_split_line(text, *match.span()))
    return places


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    places = []
    first = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, first, match, end):
            places.append((first, match.end()))
            first = match.end()
    places.append((first, end))
    return [place for place in (_strip(text, *place) for place in places) if place[0] < place[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, first: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop ends a sentence that began at *first*."""
    if text[stop.start()] in _WIDE_STOPS:
        return True
    if not text[stop.end()].isspace():
        return False
    follower = _opening_character(text, stop.end(), end)
    if follower.islower():
        return False
    if not stop.group().startswith(".") or len(stop.group().rstrip("\"'\u2019\u201d\u00bb)]")) > 1:
        return True
    return not _is_abbreviation(text, first, stop.start())


def _opening_character(text: str, position: int, end: int) -> str:
    """The first character after *position* that is neither space nor an opening mark ('' at the end)."""
    while position < end and (text[position].isspace() or text[position] in _OPENERS):
        position += 1
    return text[position : position + 1]


def _is_abbreviation(text: str, first: int, stop: int) -> bool:
    window = text[max(first, stop - _WINDOW) : stop]
    word = window.rsplit(None, 1)[-1] if window.split() else ""
    bare = word.lstrip("\"'\u2018\u201c(").lower()
    if bare in _TITLES:
        return True
    if bare in _MAYBE_LAST:
        return False
    return bool(_INITIALS.search(word + ".")) and not word.lower().endswith(("a.m", "p.m"))
