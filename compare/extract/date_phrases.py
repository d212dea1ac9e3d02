"""The rules of the date grammar for phrases such as "last week", and which word opens which rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.extract import date_values as values
from compare.extract.date_days import read_month, read_relative_day, read_weekday
from compare.extract.date_periods import (
    SPACE,
    read_bare_count,
    read_count,
    read_new_year,
    read_quarter,
    read_season,
)
from compare.extract.date_values import Found, Meaning, Way
from compare.extract.date_words import (
    ENGLISH_MONTHS,
    FOREIGN_MONTHS,
    RELATIVE_DAYS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    word_before,
)
from compare.extract.number_words import SMALL, read_cardinal

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[str, int], Found | None]

_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
_WAYS = {-1: Way.LAST, 0: Way.NEAREST, 1: Way.NEXT}
_PHRASE = re.compile(
    rf"(last|past|previous|this|next|coming){SPACE}([^\W\d_]+|[0-9]{{1,3}}\b)", re.IGNORECASE
)
_PARTS = frozenset("morning afternoon evening lunchtime".split())
_CALENDAR = frozenset("week weekend month quarter year decade century".split())
_AMOUNT_UNIT = re.compile(rf"(?:{SPACE}|-)(day|week|month|year|decade)s\b", re.IGNORECASE)
_OF = re.compile(rf"{SPACE}of\b")
_BESIDE = re.compile(rf"day{SPACE}(before{SPACE}yesterday|after{SPACE}tomorrow)\b", re.IGNORECASE)
_NIGHT_BEFORE = frozenset("the their his her our its".split())


def read_phrase(text: str, start: int) -> Found | None:
    """Last night, this week, next Monday, last May, the past two weeks."""
    match = _PHRASE.match(text, start)
    if match is None:
        return None
    if match[1].lower() != "last" or word_before(text, start).lower() not in _NIGHT_BEFORE:
        if found := _read_named(text, match):
            return found
        if meaning := _read_period(text, match):
            return Found(start, match.end(), meaning)
    return _read_stretch(text, match)


def _read_named(text: str, phrase: re.Match[str]) -> Found | None:
    """Last Thursday, next May."""
    step, word = _STEPS[phrase[1].lower()], phrase[2]
    if word in WEEKDAYS:
        way = Way.NEXT if step >= 0 else Way.LAST
        return Found(phrase.start(), phrase.end(), values.of_weekday(WEEKDAYS[word], way=way))
    if word.lower() in ENGLISH_MONTHS and word[0].isupper():
        found = read_month(text, phrase.start(2), way=_WAYS[step])
        return Found(phrase.start(), found.end, found.meaning) if found else None
    return None


def _read_period(text: str, phrase: re.Match[str]) -> Meaning | None:
    """Last night, this morning, last summer, next week."""
    step, word = _STEPS[phrase[1].lower()], phrase[2].lower()
    if word in _PARTS and step == 0:
        return values.of_offset("today", 0, 0)
    if word in ("night", "evening") and step == -1:
        return values.of_offset("yesterday", -1, -1)
    if word in SEASONS:
        return values.of_words(f"{phrase[1].lower()} {word}")
    if word in _CALENDAR and not _OF.match(text, phrase.end()):
        return values.of_period(word, step)
    return None


def _read_stretch(text: str, phrase: re.Match[str]) -> Found | None:
    """The last 12 months, the next two weeks: a stretch that ends or begins at the article's date."""
    step = _STEPS[phrase[1].lower()]
    number = read_cardinal(text, phrase.start(2))
    if phrase[2].isdecimal():
        amount, end = int(phrase[2]), phrase.end()
    elif number and number.value <= 999:  # noqa: PLR2004 -- as many as three digits
        amount, end = int(number.value), number.end
    else:
        return None
    unit = _AMOUNT_UNIT.match(text, end)
    if unit is None or step == 0 or not amount:
        return None
    reach = amount * values.DAYS[unit[1].lower()]
    label = f"{'last' if step < 0 else 'next'} {amount} {unit[1].lower()}s"
    first, last = (-reach, 0) if step < 0 else (0, reach)
    return Found(phrase.start(), unit.end(), values.of_offset(label, first, last, vague=True))


def read_beside(text: str, start: int) -> Found | None:
    """The day before yesterday, the day after tomorrow."""
    match = _BESIDE.match(text, start)
    if match is None:
        return None
    days = -2 if match[1].lower().startswith("before") else 2
    return Found(start, match.end(), values.of_offset(f"day {days:+}", days, days))


def _table() -> dict[str, tuple[Rule, ...]]:
    """The rules to try at each word that can open a date, lower-cased."""
    months = (*ENGLISH_MONTHS, *SHORT_MONTHS, *FOREIGN_MONTHS)
    days = (*map(str.lower, WEEKDAYS), *map(str.lower, SHORT_WEEKDAYS))
    counts = (*SMALL, "a", "an", "several", "many", "half")
    ordinals = (
        "first",
        "second",
        "third",
        "fourth",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "1st",
        "2nd",
        "3rd",
        "4th",
    )
    rules: list[tuple[tuple[str, ...], Rule]] = [
        (days, read_weekday),
        (months, read_month),
        (tuple(RELATIVE_DAYS), read_relative_day),
        (tuple(_STEPS), read_phrase),
        (counts, read_count),
        (("days", "weeks", "months", "years", "decades", "centuries"), read_bare_count),
        (ordinals, read_quarter),
        (tuple(SEASONS), read_season),
        (("day",), read_beside),
        (("the",), read_new_year),
    ]
    table: dict[str, tuple[Rule, ...]] = {}
    for words, rule in rules:
        for word in words:
            table[word] = (*table.get(word, ()), rule)
    return table


RULES = _table()
"""The rules to try at each word that can open a date, lower-cased."""
