"""Dates in news text, by a closed grammar of our own.

General parsers of dates read "may" as May and "we" as Wednesday. This one knows what it knows: full
and partial dates, weekdays, "yesterday", "two days ago", years where the context says year, periods.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.date_days import read_digits
from compare.extract.date_phrases import RULES
from compare.extract.date_values import Found, Meaning, relate, resolve
from compare.text.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from compare.extract.date_phrases import Rule
    from compare.results import Status

_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: its place, without preposition or article, and what it means."""

    start: int
    end: int
    text: str
    meaning: Meaning

    @property
    def first(self) -> date | None:
        """The first day of the range it names, where that is known."""
        return self.meaning.first

    @property
    def last(self) -> date | None:
        """The last day of the range it names, where that is known."""
        return self.meaning.last

    @property
    def weekday(self) -> int | None:
        """The weekday it names or falls on (Monday is 0)."""
        return self.meaning.weekday

    @property
    def relative(self) -> int | None:
        """The days from the article's date, when the words say so: yesterday is -1."""
        offsets = self.meaning.offsets
        return offsets[0] if offsets and offsets[0] == offsets[1] else None

    @property
    def vague(self) -> bool:
        """Whether the ends of its range are soft."""
        return self.meaning.vague

    @property
    def normal(self) -> str:
        """A readable value: "2011-03-31", "2011-03", "Wednesday", "yesterday", "March 31"."""
        return self.meaning.normal


def find_dates(text: str, *, published: date | None = None) -> tuple[DateMention, ...]:
    """The date expressions of a text, in order; *published* places weekdays and "yesterday"."""
    mentions = []
    position = 0
    for match in _TOKEN.finditer(text):
        rules = _RULES[match.group()]
        if not rules or match.start() < position or (found := _read(text, match.start(), rules)) is None:
            continue
        position = found.end
        meaning = resolve(found.meaning, published) if published else found.meaning
        mentions.append(DateMention(found.start, found.end, text[found.start : found.end], meaning))
    return tuple(mentions)


def _list_rules(token: str) -> tuple[Rule, ...]:
    """What may read a date expression that begins with this word."""
    digits = (read_digits,) if token[0] in _DIGITS else ()
    return (*digits, *RULES.get(token.lower(), ()))


_RULES = Remembered(_list_rules)


def _read(text: str, start: int, rules: Iterable[Rule]) -> Found | None:
    """The date expression that begins there, if one does."""
    return next((found for rule in rules if (found := rule(text, start))), None)


def relate_dates(left: DateMention, right: DateMention) -> Status:
    """Whether two dates are the same, can be the same, or differ."""
    return relate(left.meaning, right.meaning)
