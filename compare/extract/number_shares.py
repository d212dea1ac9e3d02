"""Shares and vague amounts: "two-thirds", "half of", "one in five", "tens of thousands"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from compare.extract.date_words import word_before
from compare.extract.units import BY_NAME, Unit, unit_after

_S = r"(?:[^\S\n]{1,2}\n?|\n)"

_SHARE = re.compile(
    rf"(?:(one|two|three|four|five|an?)(?:{_S}|-))?(half|third|quarter|fourth|fifth|sixth|eighth|tenth)(s?)\b"
    rf"(?={_S}(?:of|the)\b)?",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_COUNTS = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_OF = re.compile(rf"{_S}(?:of|the)\b(?!{_S}[0-9])")
_OF_A = re.compile(rf"{_S}(?:of{_S})?an?{_S}")
_NOT_HALVES = frozenset(
    "back front first second other each better latter this that third fourth last next".split()
)

_RATIO_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_RATIO = re.compile(
    rf"(one|two|three|four|six|seven|nine|[1-9]){_S}(?:in|out{_S}of){_S}(three|four|five|six|seven|eight|nine|ten|[1-9]|10|20|100)\b(?![.,:%])"
    rf"(?!{_S}(?:of{_S}the|years?|months?|weeks?|days?|hours?|minutes?)\b)",
    re.IGNORECASE,
)

_VAGUE = re.compile(
    rf"(tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b(?:{_S}of{_S}(thousands|millions|billions)\b)?",
    re.IGNORECASE,
)
_SIZES = {
    "tens": (20, 100), "dozens": (20, 100), "scores": (20, 100), "hundreds": (100, 1000),
    "thousands": (1000, 10**4), "millions": (10**6, 10**9), "billions": (10**9, 10**12),
    "trillions": (10**12, 10**15),
}  # fmt: skip
_SEVERAL = re.compile(
    rf"(several|a{_S}few|few|a{_S}couple{_S}of){_S}(dozen|hundred|thousand|million|billion)\b", re.IGNORECASE
)
_SEVERAL_SIZES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


class Amount(NamedTuple):
    """A share or a vague amount: its end, the values it covers, their unit and how exact they are."""

    end: int
    low: Decimal
    high: Decimal
    unit: Unit | None
    step: Decimal = Decimal(1)


_SHARE_STEP = Decimal(5)  # a fraction is good for some five points
_OF_UNIT = re.compile(rf"{_S}of(?={_S})")


def read_amount(text: str, start: int) -> Amount | None:
    """The share or vague amount that begins with the word at *start*."""
    return read_ratio(text, start) or _read_share(text, start) or _read_vague(text, start)


def read_ratio(text: str, start: int) -> Amount | None:
    """One in five, 3 out of 10: as a share."""
    match = _RATIO.match(text, start)
    if match is None:
        return None
    count = _ratio_number(match[1])
    whole = _ratio_number(match[2])
    value = Decimal(100 * count) / whole
    return _percent(match.end(), value) if count < whole else None


def _ratio_number(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.get(word.lower()) or _RATIO_WORDS[word.lower()]


def _read_share(text: str, start: int) -> Amount | None:
    """Two-thirds, a third of, half the: not "the second half", "a third man", "a quarter to nine"."""
    match = _SHARE.match(text, start)
    if match and (found := _read_unit_share(text, match)):
        return found
    if match is None or bool(match[3]) != ((match[1] or "").lower() in ("two", "three", "four", "five")):
        return None
    hyphened = match[1] is not None and "-" in match.group()
    if match[3] and match[2].lower() == "quarter" and match[1].lower() != "three":
        return None  # "two quarters of growth" are times
    if not hyphened and not _OF.match(text, match.end()):
        return None
    if (match[1] is None and match[2].lower() != "half") or word_before(text, start).lower() in _NOT_HALVES:
        return None
    value = Decimal(100 * _COUNTS.get((match[1] or "a").lower(), 1)) / _PARTS[match[2].lower()]
    return _percent(match.end(), value)


def _read_unit_share(text: str, match: re.Match[str]) -> Amount | None:
    """Half a mile, three-quarters of a percentage point."""
    article = _OF_A.match(text, match.end())
    unit, end = unit_after(text, article.end() - 1) if article else (None, 0)
    if unit is None or word_before(text, match.start()).lower() in _NOT_HALVES:
        return None
    value = Decimal(_COUNTS.get((match[1] or "a").lower(), 1)) / _PARTS[match[2].lower()]
    return Amount(end, value, value, unit, value / 10)


def _percent(end: int, value: Decimal) -> Amount:
    return Amount(end, value, value, BY_NAME["%"], _SHARE_STEP)


def _read_vague(text: str, start: int) -> Amount | None:
    """Hundreds, tens of thousands, several hundred."""
    if match := _SEVERAL.match(text, start):
        size = Decimal(_SEVERAL_SIZES[match[2].lower()])
        return Amount(match.end(), size * 2, size * 10, _unit_of(text, match.end()))
    match = _VAGUE.match(text, start)
    if match is None or word_before(text, start).isdecimal():
        return None
    word = match[1].lower()
    if match[2] is None and word in ("tens", "scores", "dozens") and not _OF.match(text, match.end()):
        return None
    factor = _SIZES[match[2].lower()][0] if match[2] else 1
    low, high = _SIZES[word]
    low = 10 if match[2] and word == "tens" else low
    return Amount(match.end(), Decimal(low * factor), Decimal(high * factor), _unit_of(text, match.end()))


def _unit_of(text: str, end: int) -> Unit | None:
    """The unit of a vague amount: "millions of dollars", "several hundred miles"."""
    match = _OF_UNIT.match(text, end)
    return unit_after(text, match.end() if match else end)[0]
