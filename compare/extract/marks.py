"""Where quotation marks open and close, in any convention, and what stands between them.

A mark opens or closes by what stands beside it. Marks are paired within their paragraph; one that finds
no partner there is left alone, unless the next paragraph opens with the same mark again, as a speech of
several paragraphs does. Of nested quotes the outer one counts. Single marks are read after double ones,
since most of them are apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compare.text.sentences import split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# An opening mark, and the marks that may close it; a straight one may stand in for either.
_CLOSERS = {
    "“": '”"〞＂“',
    "‟": '”"',
    "”": "”",
    '"': '"”“＂',
    "＂": '＂"”',
    "``": "''\"”",
    "''": "''",
    "„": '“”"‟',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "《": "》",
}
_DOUBLE = re.compile("|".join((*'“‟”"＂„«»‹›「」『』〝〞〟', "``", "''")))  # a search for first letters: fast
_SINGLE = re.compile(r"['‘’‚‛]")
_ANY = re.compile(r"[“‟”\"＂„«»‹›「」『』〝〞〟`'‘’‚‛]")
# Marks that stand for themselves whatever is beside them.
_ALWAYS_OPEN = frozenset(("„", "‟", "``", "「", "『", "〝"))
_ALWAYS_CLOSE = frozenset(("」", "』", "〞", "〟"))
_BEFORE_OPENING = "([{<-–—―/…|>*_~•" + "“„«‹\"‘'‚¿¡"
_AFTER_CLOSING = ")]}>.,;:!?…-–—―/|<*_~" + "”»›\"’'"
# Words that begin with an apostrophe, and shortened years.
_ELIDED = re.compile(
    r"['‘’](?:\d0s|\d\d\b|n['’]|(?:em|twas|tis|til|till|cause|bout|round|cos|cuz|im|er|un|nuff|neath|tween|twill|"
    r"twere|tude|kay|sup|ello|ere|ow|ome|appen|alf|n|s|t|m|d|ll|re|ve)\b)",
    re.IGNORECASE,
)
_APOSTROPHES = ("'", "’")
_FEET_AND_INCHES = re.compile(r"\d['’]\s?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks: *start* to *end* with them, *parts* without, a part a paragraph."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    single: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner, and the parts of earlier paragraphs it goes on from."""

    start: int
    end: int
    text: str
    parts: list[tuple[int, int]]


def find_marked(text: str, *, skipped: Sequence[tuple[int, int]] = ()) -> list[Marked]:
    """The outermost stretches in quotation marks, in order of place; *skipped* paragraphs are not read."""
    left_out = {start for start, _ in skipped}
    found: list[Marked] = []
    waiting: _Open | None = None
    for start, end in split_paragraphs(text):
        if start in left_out:
            continue
        if not _ANY.search(text, start, end):
            waiting = None
            continue
        doubles, waiting = _pair_doubles(text, start, end, waiting)
        while doubles and found and found[-1].start > doubles[0].start:
            found.pop()
        singles = _pair_singles(text, (start, end), doubles)
        found.extend(_merge(doubles, singles))
    return found


def _pair_doubles(
    text: str, start: int, end: int, waiting: _Open | None
) -> tuple[list[Marked], _Open | None]:
    """The double-marked stretches of a paragraph, and the mark left open at its end."""
    stack: list[_Open] = []
    found: list[Marked] = []
    for mark in _read_doubles(text, start, end):
        if waiting is not None and mark.start == start and mark.opens and _continues(waiting, mark):
            waiting.end = mark.end
            stack.append(waiting)
        elif (partner := _partner(text, stack, mark, end)) is not None:
            opener = stack[partner]
            del stack[partner:]
            while found and found[-1].start > opener.start:
                found.pop()
            found.append(_close(text, opener, mark))
        elif mark.opens:
            stack.append(_Open(mark.start, mark.end, mark.text, []))
    if stack:
        stack[0].parts.append(_strip(text, stack[0].end, end))
    return [marked for marked in found if any(left < right for left, right in marked.parts)], next(
        iter(stack), None
    )


def _continues(waiting: _Open, mark: _Mark) -> bool:
    """Whether a paragraph's first mark takes up the quote before; French repeats the closing one."""
    return mark.text == waiting.text or (waiting.text == "«" and mark.text == "»")


def _close(text: str, opener: _Open, mark: _Mark) -> Marked:
    return Marked(opener.start, mark.end, (*opener.parts, _strip(text, opener.end, mark.start)))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _partner(text: str, stack: list[_Open], mark: _Mark, end: int) -> int | None:
    """The place on the stack of the opening mark that this mark closes."""
    if mark.opens and not mark.closes:
        return None
    place = _innermost(stack, mark.text)
    if place is None or (mark.text == '"' and _is_inches(text, stack[place].end, mark, end)):
        return None
    return place


def _innermost(stack: list[_Open], mark: str) -> int | None:
    for place in range(len(stack) - 1, max(len(stack) - 4, -1), -1):
        closers = _CLOSERS[stack[place].text]
        if mark in closers if len(mark) == 1 else closers.startswith(mark):
            return place
    return None


def _is_inches(text: str, opened: int, mark: _Mark, end: int) -> bool:
    """Whether a straight mark behind a figure means inches: feet before it, or its quote closes later."""
    if not text[mark.start - 1].isdigit():
        return False
    if _FEET_AND_INCHES.search(text, max(opened, mark.start - 6), mark.start):
        return True
    following = _DOUBLE.search(text, mark.end, end)
    return following is not None and not _sides(text, following.start(), following.end())[0]


def _read_doubles(text: str, start: int, end: int) -> Iterable[_Mark]:
    for match in _DOUBLE.finditer(text, start, end):
        opens, closes = _sides(text, match.start(), match.end())
        mark = match.group()
        if match.start() and text[match.start() - 1] == "=":  # an attribute of a tag: <a href="...">
            continue
        if mark in _ALWAYS_OPEN:
            opens, closes = True, False
        elif mark in _ALWAYS_CLOSE:
            opens, closes = False, True
        elif mark == "''" and not (opens or closes):
            continue
        elif mark == "“":
            opens, closes = opens or not closes, closes and not opens
        elif mark == "”":
            opens, closes = opens and not closes, True
        elif mark in "«‹":
            elided = text[match.start() - 1 : match.start()] in _APOSTROPHES  # d’« un accord »
            opens, closes = opens or elided or not closes, closes and not elided
        elif mark in "»›":
            opens, closes = opens and not closes, True
        yield _Mark(match.start(), match.end(), mark, opens, closes)


def _sides(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the characters beside a mark let it open, and let it close; at least one of the two."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    free = not before or before.isspace() or before in _BEFORE_OPENING
    ended = not after or after.isspace() or after in _AFTER_CLOSING
    opens = free and bool(after) and not after.isspace()
    closes = ended and bool(before) and not before.isspace()
    if opens and closes:  # — "…" — or "("…")": what is beside it more closely tells
        opens = not after.isspace() and after not in ".,;:!?)"
        closes = before not in "([{"
    return (opens, closes) if opens or closes else (True, True)


def _pair_singles(text: str, paragraph: tuple[int, int], doubles: Sequence[Marked]) -> list[Marked]:
    """The single-marked stretches of a paragraph, outside its double-marked ones or around them."""
    marks = _read_singles(text, paragraph, doubles)
    stack: list[_Mark] = []
    found: list[Marked] = []
    for number, mark in enumerate(marks):
        if mark.opens:
            stack.append(mark)
        elif stack and not _is_possessive(text, mark, marks[number + 1 : number + 2]):
            opener = stack.pop()
            while found and found[-1].start > opener.start:
                found.pop()
            part = _strip(text, opener.end, mark.start)
            if part[0] < part[1]:
                found.append(Marked(opener.start, mark.end, (part,), single=True))
    return found


def _read_singles(text: str, paragraph: tuple[int, int], doubles: Sequence[Marked]) -> list[_Mark]:
    """Single marks that may open or close; apostrophes within words and marks within doubles left out."""
    marks = []
    gaps = [
        paragraph[0],
        *(place for marked in doubles for place in (marked.start, marked.end)),
        paragraph[1],
    ]
    for start, end in zip(gaps[::2], gaps[1::2], strict=True):
        for match in _SINGLE.finditer(text, max(start, paragraph[0]), max(start, end)):
            place, mark = match.start(), match.group()
            opens, closes = _sides(text, place, place + 1)
            opens = opens and not closes and mark != "’" and not _ELIDED.match(text, place)
            closes = closes and not opens and mark != "‚"
            if opens or (closes and not text[place + 1 : place + 2].isalnum()):
                marks.append(_Mark(place, place + 1, mark, opens, closes))
    return marks


def _is_possessive(text: str, mark: _Mark, following: Sequence[_Mark]) -> bool:
    """Whether a mark behind a word is an apostrophe (the bosses' house): a later mark closes the quote."""
    behind = text[mark.start - 1]
    clear = behind in '.,!?;:…)”"' or text[mark.end : mark.end + 1] not in (" ", "-")
    if clear or not (behind in "sSzx" or text[mark.start - 2 : mark.start].lower() in ("in", "an", "o")):
        return False
    return any(later.closes for later in following)


def _merge(doubles: Sequence[Marked], singles: Sequence[Marked]) -> list[Marked]:
    """All stretches by place, without those inside another."""
    merged: list[Marked] = []
    for marked in sorted([*doubles, *singles], key=lambda marked: (marked.start, -marked.end)):
        if not merged or marked.start >= merged[-1].end:
            merged.append(marked)
    return merged
