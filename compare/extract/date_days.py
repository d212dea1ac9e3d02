"""The rules of the date grammar that read days and months.

A rule gets the text and the place of the word, and gives what it read or None. Each looks at a few
dozen characters at most, so reading a text takes time linear in its length.
"""

from __future__ import annotations

import re

from compare.extract import date_values as values
from compare.extract.date_periods import SPACE, read_count, read_decade, read_year
from compare.extract.date_values import Found, Meaning, Way
from compare.extract.date_words import (
    ENGLISH_MONTHS,
    FOREIGN_MONTHS,
    RELATIVE_DAYS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    is_month_alone,
    word_after,
    word_before,
)

_S = SPACE
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º|ª)?"
_PIVOT = 69  # two-digit years: POSIX reads 69-99 as 1969-1999, 00-68 as 2000-2068
_TODAY_NAMES = frozenset("programme program show newspaper magazine".split())
_PARTS = r"(?:night|evening|morning|afternoon|lunchtime|noon)"


_ISO = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})(?![\d/-])")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![\w/-]|\.\d)")
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}}){_ORDINAL}(?:{_S}?(?:-|\u2013|to|und|et){_S}?([0-9]{{1,2}}){_ORDINAL})?"
    rf"(?:{_S}(?:of|de|di|day{_S}of){_S}|{_S}|-)([^\W\d_]{{3,10}})\.?",
)
_YEAR_TAIL = re.compile(rf"(?:,?{_S}?(?:of|de|del|di)?{_S}|,{_S}?|-|')([0-9]{{4}})(?![\w%]|[.,]\d|-year)")
_DAY_NEXT = re.compile(rf"{_S}[0-9]{{1,2}}(?![0-9]|[.,][0-9])")  # "the 19 Sept. 11 hijackers"
_MONTH_DAY = re.compile(
    rf"\.?{_S}(?:the{_S})?([0-9]{{1,2}})(?:st|nd|rd|th)?\b(?:{_S}?(?:-|\u2013|to|and){_S}?([0-9]{{1,2}})\b)?"
    rf"(?![:/%\u00b0]|-[0-9a-z]|[.,]\d|{_S}?(?:percent|per{_S}cent|million|billion|trillion|thousand|people|years?|a\.?m\b|p\.?m\b))"
)
_MONTH_YEAR = re.compile(
    rf"(?:\.?,?|,?{_S}of){_S}(?:([0-9]{{4}})|['\u2019]([0-9]{{2}}))(?![\w%]|[.,]\d|-year)"
)
_MODAL_AFTER = frozenset(
    "Be Have Not Also Still Lose Face Never Now Soon Get Go Need Seek Become Die Cost Help Take Make "
    "Come See".split()
)


def read_digits(text: str, start: int) -> Found | None:
    """A date that begins with a digit: 2011-03-31, 31/3/2011, 31 March 2011, 1969, the 1990s, 3 days ago."""
    if start and (text[start - 1] in "/.,:$\u00a3\u20ac#@&=_+-\u2013" or text[start - 1].isalnum()):
        return read_year(text, start) if text[start - 1] in "-\u2013" else None
    for read in (_read_iso, _read_numeric, _read_day_month, read_decade, read_count, read_year):
        if found := read(text, start):
            return found
    return None


def _read_iso(text: str, start: int) -> Found | None:
    if match := _ISO.match(text, start):
        day = values.of_day(int(match[1]), int(match[3]), int(match[4]))
        return Found(start, match.end(), day) if day else None
    return None


def _read_numeric(text: str, start: int) -> Found | None:
    """3/31/2011 or 31.3.2011; where day and month could change places, the range that holds both readings."""
    match = _NUMERIC.match(text, start)
    if match is None or (match[2] != "/" and len(match[4]) != 4):  # noqa: PLR2004 -- 1.2.11 is a version
        return None
    one, two, year = int(match[1]), int(match[3]), _full_year(match[4])
    readings = [values.of_day(year, two, one)]
    if match[2] != ".":
        readings.append(values.of_day(year, one, two))
    days = sorted({reading.first for reading in readings if reading and reading.first})
    if not days:
        return None
    meaning = values.of_range(days[0], days[-1], match.group(), vague=len(days) > 1)
    if len(days) == 1:
        meaning = values.of_day(days[0].year, days[0].month, days[0].day) or meaning
    return Found(start, match.end(), meaning)


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _read_day_month(text: str, start: int) -> Found | None:
    """31 March 2011, 31st of March, 30-31 March, 31. März 2011, 31 de marzo de 2011."""
    match = _DAY_MONTH.match(text, start)
    if match is None:
        return None
    month = _month_number(match[3], with_day=True)
    if month is None or not values.is_day(month, int(match[1])) or _DAY_NEXT.match(text, match.end()):
        return None
    end = match.end() if match[3].lower() in SHORT_MONTHS else match.end(3)
    if month == 5 and word_after(text, end) in _MODAL_AFTER:  # noqa: PLR2004 -- "10 May Be Dead"
        return None
    return _with_year(text, Found(start, end, Meaning("")), month, int(match[1]), match[2])


def _with_year(text: str, place: Found, month: int, day: int, last: str | None) -> Found | None:
    """The day, or the days up to *last*, with the year that may follow."""
    tail = _YEAR_TAIL.match(text, place.end)
    if tail and (first := values.of_day(int(tail[1]), month, day)):
        end_day = values.of_day(int(tail[1]), month, int(last)) if last else None
        if first.first and end_day and end_day.first and first.first < end_day.first:
            return Found(place.start, tail.end(), values.of_range(first.first, end_day.first))
        return Found(place.start, tail.end(), first)
    length = int(last) - day + 1 if last and values.is_day(month, int(last)) else 1
    return Found(place.start, place.end, values.of_part(month, day, length=max(1, length)))


def _month_number(word: str, *, with_day: bool) -> int | None:
    """The month a word names: English ones need a capital, abbreviations and foreign ones a day or year."""
    lower = word.lower()
    if word[:1].isupper() and (word[1:].islower() or (word.isupper() and with_day)):
        month = ENGLISH_MONTHS.get(lower)
        if month or not with_day:
            return month
        return SHORT_MONTHS.get(lower) or FOREIGN_MONTHS.get(lower)
    return FOREIGN_MONTHS.get(lower) if with_day else None


def read_month(text: str, start: int, *, way: Way | None = None) -> Found | None:
    """A date that begins with a month: March 31, 2011; Mar. 31; March 2011; in March."""
    end = _word_end(text, start)
    word = text[start:end]
    month = _month_number(word, with_day=True)
    if month is None:
        return None
    if found := _read_month_day(text, start, end, month):
        return found
    match = _MONTH_YEAR.match(text, end)
    if match and (year := _full_year(match[1] or match[2])) and not _ends_sentence(text, start, end):
        return Found(start, match.end(), values.of_month(year, month))
    if way is not None and word.lower() in ENGLISH_MONTHS:
        return Found(start, end, values.of_part(month, way=way))
    if _month_number(word, with_day=False) and is_month_alone(text, start, end):
        return Found(start, end, values.of_part(month))
    return None


def _read_month_day(text: str, start: int, end: int, month: int) -> Found | None:
    match = _MONTH_DAY.match(text, end)
    if (
        match is None
        or _ends_sentence(text, start, end)
        or not text[start].isupper()
        or not values.is_day(month, int(match[1]))
    ):
        return None
    return _with_year(text, Found(start, match.end(), Meaning("")), month, int(match[1]), match[2])


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether the point after a month is a full stop: only abbreviations carry one."""
    return text[end : end + 1] == "." and text[start:end].lower() in ENGLISH_MONTHS


def _word_end(text: str, start: int) -> int:
    match = _WORD.match(text, start)
    return match.end() if match else start


_WORD = re.compile(r"[^\W\d_]+")
_AFTER_WEEKDAY = re.compile(rf"\.?,?{_S}(?:the{_S})?")
_PART_OF_DAY = re.compile(rf"{_S}{_PARTS}\b(?!{_S}[A-Z])")
_NAME_BEFORE = frozenset(
    "Black Good Ash Bloody Super Sheffield Cyber Palm Holy Maundy Shrove Ruby Easter Blue Giving".split()
)
_NAME_AFTER = frozenset(
    "School Times Telegraph Mirror Express Post Mail Herald Club Review Night Tribune Independent".split()
)
_SHOW = re.compile(r"[^\S\n](?:Morning|Night|Evening|Afternoon)[^\S\n][A-Z]")
# What tells that a weekday is still to come, or was, in the words before it in its clause.
_CUES = re.compile(
    r"\b(?:(will|shall|upcoming|(?:due|scheduled|expected|set|planned|plans|planning|likely)[^\S\n](?:to|for|on|by|next)"
    r"|(?:by|before)(?=[^\S\n]\Z))|(would|could|might|until(?=[^\S\n]\Z)))\b"
    r"|(\b(?:said|says|told|announced|reported|added|declared)\b|[.!?;:\u201c\u201d\"\n])"
)
_LOOK_BACK = 70


def read_weekday(text: str, start: int) -> Found | None:
    """A weekday, alone or before a date: Thursday; Thursday night; Thursday, March 31, 2011."""
    end = _word_end(text, start)
    word = text[start:end]
    weekday = WEEKDAYS.get(word, SHORT_WEEKDAYS.get(word))
    if weekday is None:
        return None
    if found := _read_dated_weekday(text, start, end, weekday):
        return found
    if word in SHORT_WEEKDAYS or _is_weekday_name(text, start, end):
        return None
    return Found(start, _with_part(text, end), values.of_weekday(weekday, way=_way_of(text, start)))


def _read_dated_weekday(text: str, start: int, end: int, weekday: int) -> Found | None:
    gap = _AFTER_WEEKDAY.match(text, end)
    if gap is None:
        return None
    after = gap.end()
    read = read_digits if text[after : after + 1].isdecimal() else read_month
    found = read(text, after)
    if found is None or found.meaning.day is None:
        return None
    if found.meaning.first is not None:
        return Found(start, found.end, found.meaning)
    part = values.of_part(found.meaning.month or 1, found.meaning.day)
    return Found(start, found.end, values.with_weekday(part, weekday))


def _is_weekday_name(text: str, start: int, end: int) -> bool:
    """Whether the weekday is part of a name: Black Friday, the Sunday Telegraph, Mail on Sunday."""
    before, after = word_before(text, start), word_after(text, end)
    if before in _NAME_BEFORE or after in _NAME_AFTER or _SHOW.match(text, end):
        return True
    if before == "on" and word_before(text, text.rfind(before, 0, start)) == "Mail":
        return True
    return before.lower() == "the" and after[:1].isupper()


def _way_of(text: str, start: int) -> Way:
    """To which side a bare weekday points, by the last word before it that tells."""
    cues = _CUES.findall(text[max(0, start - _LOOK_BACK) : start])
    if not cues or cues[-1][2]:
        return Way.BACK
    return Way.NEXT if cues[-1][0] else Way.OPEN


def _with_part(text: str, end: int) -> int:
    match = _PART_OF_DAY.match(text, end)
    return match.end() if match else end


_QUOTES = ('"', "'", "\u201c", "\u2018")
_CLOSING = re.compile(r"[.,]?[\"'\u201d\u2019](?!\w)")


def read_relative_day(text: str, start: int) -> Found | None:
    """today, tonight, yesterday, tomorrow: as words of the article, not as a name (USA Today)."""
    end = _word_end(text, start)
    word = text[start:end]
    if word[:1].isupper() and _is_today_name(text, start, end):
        return None
    if word_after(text, end).lower() in _TODAY_NAMES:
        return None
    offset = RELATIVE_DAYS[word.lower()]
    label = {0: "today", -1: "yesterday", 1: "tomorrow"}[offset]
    if word == "aujourd" and text[end : end + 4] in ("'hui", "\u2019hui"):
        return Found(start, end + 4, values.of_offset(label, offset, offset))
    return (
        None
        if word == "aujourd"
        else Found(start, _with_part(text, end), values.of_offset(label, offset, offset))
    )


def _is_today_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised "Today" names something: USA Today, the "Today" show."""
    if text[max(0, start - 1) : start] in _QUOTES and _CLOSING.match(text, end):
        return True
    return word_before(text, start)[:1].isupper() or word_before(text, start).lower() in ("the", "s")
