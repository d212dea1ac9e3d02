"""The guard of a text: its numbers, dates and negations, in order, each with its place.

Two texts differ in one of them exactly where these sequences do: of two that are equal, every alignment that
keeps their words in order leaves no such word in an edited run; of two that are not, none does.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING, NamedTuple

from compare.text.unicode import hide_newer, is_mark, is_numeric
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping

_CURRENCIES = "$\u00a3\u20ac\u00a5\u20b9"
_MINUSES = "-\u2212\u2013"


class GuardKind(IntFlag):
    """What a word is to a guard; of some, what stands beside it decides."""

    ALWAYS = 1
    """Counts: seven, Tuesday, not."""
    DATE = 2
    """Counts beside a figure or behind an opener: May."""
    OPENER = 4
    """Since, until."""
    PERIOD = 8
    """Counts behind a relative word: week."""
    RELATIVE = 16
    """Last, next: counts before a period and before what counts."""
    SHORT = 32
    """Counts behind a stem: the t of don't."""
    STEM = 64
    """Don, isn."""
    FIGURE = 128
    """Has a digit: counts."""


_FIGURE = int(GuardKind.FIGURE)


class GuardWord(NamedTuple):
    """A word that counts: characters *start* up to *end*, and what it is, with the signs before a figure."""

    start: int
    end: int
    token: str
    sign: str


def find_guard_words(text: str, kinds: Mapping[str, int], *, unspaced: bool = True) -> list[GuardWord]:
    """The words of a text that count, in order; *kinds* says what words are."""
    words = split_words(text, unspaced=unspaced)
    found = [0, *(_kinds_of(word.token, kinds) for word in words), 0]
    return [
        GuardWord(word.start, word.end, word.token, _sign_before(text, word.start) if own & _FIGURE else "")
        for word, before, own, behind in zip(words, found, found[1:], found[2:], strict=False)
        if own and _counts(own, before, behind)
    ]


def _kinds_of(token: str, kinds: Mapping[str, int]) -> int:
    known = int(kinds.get(token, 0))
    return known | _FIGURE if any(map(is_numeric, token)) else known


def _counts(kinds: int, before: int, behind: int) -> bool:
    """Whether a word counts between two others."""
    kind = GuardKind
    cases = (
        kinds & (kind.ALWAYS | kind.FIGURE),
        kinds & kind.DATE and ((before | behind) & kind.FIGURE or before & kind.OPENER),
        kinds & kind.PERIOD and before & kind.RELATIVE,
        kinds & kind.RELATIVE and behind & (kind.PERIOD | kind.DATE | kind.ALWAYS | kind.FIGURE),
        kinds & kind.SHORT and before & kind.STEM,
    )
    return any(cases)


def _sign_before(text: str, place: int) -> str:
    """The currency sign and the minus before a figure; a dash behind a word or figure is no minus."""
    sign = ""
    if place > 0 and text[place - 1] in _CURRENCIES:
        place -= 1
        sign = text[place]
    joined = place > 1 and _is_word_part(hide_newer(text[place - 2]))
    return f"-{sign}" if place > 0 and text[place - 1] in _MINUSES and not joined else sign


def _is_word_part(character: str) -> bool:
    return character.isalnum() or character == "_" or is_mark(character)
