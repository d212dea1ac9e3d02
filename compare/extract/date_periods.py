"""The rules of the date grammar for longer and counted times: years, decades, quarters, "two days ago"."""

from __future__ import annotations

import re

from compare.extract import date_values as values
from compare.extract.date_values import Found, Meaning
from compare.extract.date_words import SEASONS, word_after, word_before
from compare.extract.number_words import read_cardinal

SPACE = r"(?:[^\S\n]{1,2}\n?|\n)"
"""White space within an expression: it may wrap to the next line, never cross a paragraph."""

_UNITS = {
    "second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14,
    "month": 30, "year": 365, "decade": 3652, "century": 36524,
}  # fmt: skip
"""Days in a unit of time, for counting back."""

_COUNTED = re.compile(
    rf"(?:{SPACE}and{SPACE}a{SPACE}half)?(?:{SPACE}|-)(second|minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?"
    rf"{SPACE}(ago|earlier|later|before|from{SPACE}now|hence)\b"
)
_FEW = re.compile(rf"(?:a{SPACE}(?:few|couple(?:{SPACE}of)?)|several|many|an?)(?={SPACE})", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,4}(?![\d.,]\d|\d)")
_BARE_COUNT = re.compile(
    rf"(day|week|month|year|decade|centurie)s{SPACE}(ago|earlier|later)\b", re.IGNORECASE
)

_COPYRIGHT = re.compile(r"(?:\u00a9|\(c\)|copyright)[^\S\n]?$", re.IGNORECASE)
_COPYRIGHT_REACH = 12
_FIRST_SURE_YEAR = "1950"  # few counts without a comma look like a later year
_NOT_BEFORE_YEAR = ("$", "\u00a3", "\u20ac", "#")
_DECADE = re.compile(r"([0-9]{3}0)['\u2019]?s\b(?!\w)")
_YEAR = re.compile(r"([0-9]{4})(?:[-\u2013/]([0-9]{4}|[0-9]{2}))?(?![\w%\u00b0]|[.,:/-]\d|[-\u2013]\d)")
_FIRST_YEAR, _FIRST_BARE_YEAR, _LAST_YEAR = 1000, 1800, 2100
_BEFORE_YEAR = frozenset(
    "in since until till by from before after during through throughout circa early late mid year "
    "years fiscal season spring summer autumn fall winter christmas election elections edition "
    "around".split()
)
_OF_YEAR = frozenset("of for to and between than versus vs".split())
_DETERMINERS = frozenset("the his her its their our my this that a s".split())
_VERBS_AFTER = frozenset("was is has saw will had when and but to through".split())
_COUNTED_AFTER = frozenset(
    "people men women children troops soldiers workers jobs homes miles km kilometres kilometers "
    "feet metres meters points dollars euros pounds votes seats deaths cases times percent per tons "
    "tonnes years days hours residents employees students members calories kg lbs acres hectares "
    "square million billion barrels".split()
)
_EVENTS = frozenset(
    "coup election elections campaign war crisis revolution olympics games law film novel book "
    "report study census survey primary race attack attacks invasion earthquake deal treaty "
    "agreement referendum recession season budget run field bid candidates hopefuls contenders "
    "democrats republicans results figures levels data polls nominee nomination debate debates "
    "vintage edition".split()
)

_QUARTER = re.compile(
    rf"(?:(first|second|third|fourth|1st|2nd|3rd|4th)(?:{SPACE}|-)(quarter|half)|(Q[1-4]|H[12]))"
    rf"(?:{SPACE}(?:of{SPACE}|in{SPACE})?(?:fiscal{SPACE})?([0-9]{{4}})(?![\w%]|[.,]\d))?",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NEW_YEAR = re.compile(rf"the{SPACE}new{SPACE}year\b(?!['\u2019])")
_UP_TO_NEW_YEAR = frozenset("in from before until till by since after".split())
_CENTURY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th){SPACE}century\b")
_SEASON_YEAR = re.compile(rf"{SPACE}(?:of{SPACE})?([0-9]{{4}})(?![\w%]|[.,]\d)")


def read_decade(text: str, start: int) -> Found | None:
    """The 1990s; the 19th century."""
    if match := _DECADE.match(text, start):
        first = int(match[1])
        if _FIRST_YEAR <= first < _LAST_YEAR:
            last = first + (99 if first % 100 == 0 and first < 2000 else 9)  # noqa: PLR2004 -- the 1800s, the 2000s
            return Found(start, match.end(), values.of_years(first, last))
    if (match := _CENTURY.match(text, start)) and 1 <= int(match[1]) <= 21:  # noqa: PLR2004
        last = int(match[1]) * 100
        return Found(start, match.end(), values.of_years(last - 99, last))
    return None


def read_year(text: str, start: int) -> Found | None:
    """A year, where the words around it say that it is one: in 1969, the 1969 coup, 2011-2014."""
    match = _YEAR.match(text, start)
    if match is None or not _FIRST_YEAR <= int(match[1]) < _LAST_YEAR or not _is_year(text, start, match):
        return None
    first = int(match[1])
    last = _last_year(first, match[2])
    vague = word_before(text, start).lower() in ("early", "mid", "late", "circa", "around")
    return Found(start, match.end(), values.of_years(first, last, vague=vague)) if last >= first else None


def _last_year(first: int, digits: str | None) -> int:
    if not digits:
        return first
    return int(digits) if len(digits) > 2 else first - first % 100 + int(digits)  # noqa: PLR2004


def _is_year(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the context makes the four digits a year."""
    before, after = word_before(text, start).lower(), word_after(text, match.end())
    if after.lower() in _COUNTED_AFTER or text[max(0, start - 1) : start] in _NOT_BEFORE_YEAR:
        return False
    if _COPYRIGHT.search(text, max(0, start - _COPYRIGHT_REACH), start):
        return True
    if match[2] and int(match[1]) >= _FIRST_BARE_YEAR:
        return len(match[2]) == 4 or "-" not in match.group()  # noqa: PLR2004 -- 2011-12 may be a month
    if before in _BEFORE_YEAR:
        return not _is_plural(after) or after.lower() in _EVENTS
    return int(match[1]) >= _FIRST_BARE_YEAR and _is_bare_year(text, start, match.end())


def _is_bare_year(text: str, start: int, end: int) -> bool:
    """Whether a likely year without a word such as "in" before it is one: "(1969)", "the 1969 coup"."""
    before, after = word_before(text, start).lower(), word_after(text, end)
    sign = text[max(0, start - 1) : start]
    year_like = text[start:end] >= _FIRST_SURE_YEAR
    if sign == "(" and text[end : end + 1] in (")", ",", ";"):
        return True
    if before in _OF_YEAR or before == "as":
        return not _is_plural(after)
    if before in _DETERMINERS or _is_possessive(text, start):
        return bool(after)
    if after.lower() in _EVENTS or (before and after and year_like and not _is_plural(after)):
        return True
    return not before and after in _VERBS_AFTER and sign not in (",", "-")


def _is_possessive(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].replace("\u2019", "'").rstrip().endswith(("'s", "s'"))


def _is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun: "in 2000 homes"."""
    return len(word) > 3 and word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is"))  # noqa: PLR2004


def read_count(text: str, start: int) -> Found | None:
    """Two days ago, 3 weeks earlier, a year later, a few months ago."""
    amount, end = _read_amount(text, start)
    match = _COUNTED.match(text, end) if end else None
    if match is None or word_before(text, start) == "and":
        return None
    unit = "century" if match[1] == "centurie" else match[1]
    return Found(start, match.end(), _counted(amount, unit, match[2]))


def _read_amount(text: str, start: int) -> tuple[int | None, int]:
    """How many (None when not said exactly), and where that ends (0 when there is no amount)."""
    if match := _DIGITS.match(text, start):
        return int(match.group()), match.end()
    if match := _FEW.match(text, start):
        return (1 if match.group().lower() in ("a", "an") else None), match.end()
    if (number := read_cardinal(text, start)) and number.value < 10000:  # noqa: PLR2004 -- as many as four digits
        return int(number.value), number.end
    return None, 0


def _counted(amount: int | None, unit: str, word: str) -> Meaning:
    """The meaning of an amount of units before or after the article's date, or another one."""
    name = f"{'some' if amount is None else amount} {unit}{'' if amount == 1 else 's'}"
    if word in ("earlier", "later", "before"):
        return Meaning(f"{name} {word}", vague=True)
    ago = word == "ago"
    label = f"{name} {'ago' if ago else 'ahead'}"
    size = _UNITS[unit]
    low, high = (2, 12) if amount is None else (amount, amount)
    if unit == "day" and amount is not None:
        first = last = amount
    else:
        first, last = max(0, low * size - size // 2), high * size + max(1, size // 2)
    if ago:
        first, last = -last, -first
    return values.of_offset(label if first != last or first else "today", first, last, vague=first != last)


def read_bare_count(text: str, start: int) -> Found | None:
    """Days ago, weeks later: a time without an amount."""
    match = _BARE_COUNT.match(text, start)
    if match is None or word_before(text, start).isdecimal():
        return None
    unit = "century" if match[1].lower() == "centurie" else match[1].lower()
    return Found(start, match.end(), _counted(None, unit, match[2].lower()))


def read_quarter(text: str, start: int) -> Found | None:
    """The second quarter of 2022, Q2, the first half."""
    match = _QUARTER.match(text, start)
    if match is None or (match[3] and not match[3][0].isupper()):
        return None
    name = (match[3] or "").upper()
    number = int(name[1]) if name else _ORDINALS.get(match[1].lower()) or int(match[1][0])
    length = 6 if name.startswith("H") or (match[2] or "").lower() == "half" else 3
    if number * length > 12:  # noqa: PLR2004 -- the third half
        return None
    if match[4] is None or not int(match[4]):
        label = f"{'half' if length == 6 else 'quarter'} {number}"  # noqa: PLR2004
        return Found(start, match.end(), values.of_months(label, (number - 1) * length + 1, length))
    first = values.of_month(int(match[4]), (number - 1) * length + 1).first
    last = values.of_month(int(match[4]), number * length).last
    return Found(start, match.end(), values.of_range(first, last)) if first and last else None


def read_new_year(text: str, start: int) -> Found | None:
    """The new year, as a time: in, from, before the new year; soft, since it may mean its first days."""
    match = _NEW_YEAR.match(text, start)
    if match is None or word_before(text, start).lower() not in _UP_TO_NEW_YEAR:
        return None
    return Found(start, match.end(), values.of_months("the new year", 1, 1))


def read_season(text: str, start: int) -> Found | None:
    """Summer 2021, the spring of 2020: northern ones, with soft ends."""
    end = start
    while end < len(text) and text[end].isalpha() and end - start < 8:  # noqa: PLR2004 -- "summers"
        end += 1
    months, match = SEASONS.get(text[start:end].lower()), _SEASON_YEAR.match(text, end)
    if months is None or match is None or not 1 <= int(match[1]) < _LAST_YEAR:
        return None
    year = int(match[1])
    first = values.of_month(year, months[0]).first
    last = values.of_month(year + (months[1] < months[0]), months[1]).last
    return (
        Found(start, match.end(), values.of_range(first, last, text[start : match.end()], vague=True))
        if first and last
        else None
    )
