"""Offices that a text gives to a name: "Foreign Minister X", "X, the foreign secretary", "X, as chief"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.places import is_country_code, is_nationality
from compare.extract.titles import HONORIFICS, OFFICE_MODIFIERS, OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.names import Name

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_AFTER = re.compile(r"[ \t\xa0]*(?:,|\s[–—-]|--|\()[ \t\xa0]*\n?[ \t]*")  # what opens an apposition
_AS = re.compile(r",?\s+(?:who\s+)?(?:,\s+)?as\s+")
_WHO_AS = re.compile(r"who\s+(?:served\s+)?as\s+")
_OWNER = re.compile(r"[^\s,;.]{1,60}[’']s?\s+")
_OF = re.compile(r"[ \t]of(?:[ \t][^\W\d_a-z][^\W\d_]{0,30}|[ \t]the){1,3}")  # of South Sudan
_CLOSE = re.compile(r"[,;:.()“”\"]|\n[ \t]*\n|--|\s[–—-]\s")
_DETERMINERS = frozenset("a an the his her its their one".split())
_PASSED = _DETERMINERS | (HONORIFICS - OFFICES)  # no part of an office that follows
_FORMER = frozenset("former ex late outgoing ousted deposed".split())
_PART_TIME = frozenset("acting interim incoming".split())
_OF_OFFICES = OFFICES | OFFICE_MODIFIERS | _FORMER
# No office reaches across these.
_BREAKS = frozenset(
    "is was has had who which that said says told will would did does have are were of in at for by with "
    "to if".split()
)
_WINDOW = 90  # characters an apposition may take
_MOST_WORDS = 6  # words looked at in front of an office


@dataclass(frozen=True, slots=True)
class Role:
    """An office given to the name at *name_start*: its words' place, and its normal form."""

    name_start: int
    start: int
    end: int
    text: str
    normal: str
    """Modifiers and office in lower case, without nationality: "former intelligence chief"."""
    phrase: str
    """What stands before the office too, and of what it is: "Britain's foreign secretary"."""

    @property
    def former(self) -> bool:
        """Whether it is said to be over."""
        return self.normal.split(maxsplit=1)[0] in _FORMER


def find_roles(text: str, names: Sequence[Name]) -> tuple[Role, ...]:
    """The offices given to these names of the text, in order of place."""
    roles: list[Role] = []
    for name, following in zip(names, [*names[1:], None], strict=False):
        roles.extend(_roles_in(text, name, *_words_before(text, _start_of(name), name.start)))
        roles.extend(_roles_after(text, name, _start_of(following) if following else len(text)))
    return tuple(sorted(roles, key=lambda role: role.start))


def _start_of(name: Name) -> int:
    """Where a name begins, its title included."""
    return name.start - len(name.title) - 1 if name.title else name.start


def _words_before(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the words that stand right before a name and may be its office, title included."""
    first = start
    if _stands_behind_other(text[max(0, start - _WINDOW) : start]):
        return start, end
    for match in reversed(list(_WORD.finditer(text, max(0, start - _WINDOW), end))):
        word = match.group().lower().rstrip(".")
        gap = text[match.end() : first]
        if match.start() >= start:
            continue
        fits = word in _OF_OFFICES or is_nationality(word) or is_country_code(match.group())
        if gap.strip() or not fits:
            break
        first = match.start()
    return first, end


def _stands_behind_other(before: str) -> bool:
    """Whether a plain word that is of no office stands right before a name, as before most names."""
    words = before.rsplit(None, 1) if before[-1:].isspace() else []
    word = words[-1] if words else ""
    return word.isalpha() and not (
        word.lower() in _OF_OFFICES or is_nationality(word) or is_country_code(word)
    )


def _roles_after(text: str, name: Name, limit: int) -> list[Role]:
    """The offices in an apposition right behind a name."""
    end = min(limit, name.end + _WINDOW)
    opening = _AS.match(text, name.end) or _AFTER.match(text, name.end)
    if opening is None:
        return []
    start = first = opening.end()
    if who := _WHO_AS.match(text, start):
        start = who.end()
    # A possessor may stand in front of the office: the name that follows belongs to the apposition then.
    owner = _OWNER.match(text, start)
    if owner is not None:
        start, end = owner.end(), min(owner.end() + _WINDOW, len(text))
    close = _CLOSE.search(text, start, end)
    return _roles_in(text, name, start, close.start() if close else end, first=first)


def _roles_in(text: str, name: Name, start: int, end: int, *, first: int | None = None) -> list[Role]:
    """The offices among these words, split at "and"; their owner stands from *first* on."""
    roles: list[Role] = []
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(text, start, end):
        word = match.group().lower().rstrip(".")
        if word in _PASSED or is_nationality(word) or is_country_code(match.group()):
            if words:
                break
            continue
        if word == "and":
            words = []
            continue
        words.append(match)
        if word in OFFICES and not _goes_on(text, match.end(), end):
            opening = start if first is None else first
            roles.append(_make_role(text, name, words, opening))
            words = []
        elif len(words) > _MOST_WORDS or word in _BREAKS:
            break
    return roles


def _goes_on(text: str, position: int, end: int) -> bool:
    """Whether another word of the office follows: chief executive, minister counsellor."""
    match = _WORD.match(text, position + 1, end) if text[position : position + 1] == " " else None
    return match is not None and match.group().lower() in OFFICES


def _make_role(text: str, name: Name, words: list[re.Match[str]], opening: int) -> Role:
    start, end = words[0].start(), words[-1].end()
    normal = " ".join(
        match.group().lower().rstrip(".") for match in words if match.group().lower() not in _PART_TIME
    )
    owner = _OF.match(text, end)
    phrase = text[min(opening, start) : owner.end() if owner else end]
    return Role(name.start, start, end, text[start:end], normal, " ".join(phrase.split()))
