"""What a date expression means: a range of days, or a place relative to an unknown day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from compare.results import Status

WEEK = 7
_EDITIONS = 2  # days by which the dates of two articles on one story are taken to differ at most
_LAST_YEAR = 9999
_HALF_YEAR = 183
DAYS = {
    "day": 1,
    "weekend": 7,
    "week": 7,
    "fortnight": 14,
    "month": 31,
    "quarter": 92,
    "year": 366,
    "decade": 3653,
    "century": 36525,
}
"""The most days a unit of time can have."""
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Found(NamedTuple):
    """What a rule of the grammar read: a place and its meaning."""

    start: int
    end: int
    meaning: Meaning


class Way(Enum):
    """On which side of the article's date a weekday or month lies."""

    BACK = "the nearest one, the article's own day included, not after it"
    LAST = "the nearest one before"
    NEXT = "the nearest one after"
    NEAREST = "whichever is nearest"
    OPEN = "not said"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The value of a date expression, as far as its words alone tell it.

    *first* to *last* is the range of days; without it, what is known of a day: its weekday, its
    month and day, or how many days from the article's date it lies (*offsets*, first to last), or
    how many calendar weeks, months or years (*period*; offsets then hold its widest reach). A day
    of a month may be the first of *length* days, a month that of *months*.
    *label* names it when the range is not known; *vague* ranges have soft ends.
    """

    label: str
    first: date | None = None
    last: date | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    offsets: tuple[int, int] | None = None
    period: tuple[str, int] | None = None
    way: Way = Way.OPEN
    length: int = 1
    months: int = 1
    vague: bool = False

    @property
    def normal(self) -> str:
        """A readable value: "2011-03-31", "2011-03", "1990s", "Wednesday", "yesterday"."""
        if self.first is None or self.last is None:
            return self.label
        return _name_range(self.first, self.last)


def of_range(first: date, last: date, label: str = "", *, vague: bool = False) -> Meaning:
    """The days from *first* to *last*."""
    return Meaning(label or f"{first}/{last}", first, last, vague=vague)


def of_day(year: int, month: int, day: int) -> Meaning | None:
    """One day, if there is such a day."""
    if not is_day(month, day, year):
        return None
    when = date(year, month, day)
    return Meaning(when.isoformat(), when, when, when.weekday(), month, day)


def of_month(year: int, month: int, *, vague: bool = False) -> Meaning:
    """A month of a year."""
    last = date(year, month, monthrange(year, month)[1])
    return Meaning(f"{year}-{month:02}", date(year, month, 1), last, month=month, vague=vague)


def of_years(first: int, last: int, *, vague: bool = False) -> Meaning:
    """Whole years, *last* included."""
    return of_range(date(first, 1, 1), date(last, 12, 31), vague=vague)


def of_part(month: int, day: int | None = None, *, way: Way = Way.NEAREST, length: int = 1) -> Meaning:
    """A month, or *length* days of a month, without its year."""
    label = MONTH_NAMES[month - 1] + (f" {day}" if day else "")
    if day and length > 1:
        label += f"\u2013{day + length - 1}"
    return Meaning(label, month=month, day=day, way=way, length=length)


def of_months(label: str, month: int, months: int) -> Meaning:
    """So many months from *month* on, of a year not said, with soft ends: a firm's year may be another."""
    return Meaning(label, month=month, months=months, way=Way.NEAREST, vague=True)


def with_weekday(part: Meaning, weekday: int) -> Meaning:
    """A day of a month of which the weekday is said as well."""
    return replace(part, weekday=weekday, label=f"{DAY_NAMES[weekday]}, {part.label}")


def of_weekday(weekday: int, *, way: Way = Way.BACK) -> Meaning:
    """A day of a week not said."""
    prefix = {Way.LAST: "last ", Way.NEXT: "next "}.get(way, "")
    return Meaning(prefix + DAY_NAMES[weekday], weekday=weekday, way=way)


def of_offset(label: str, first: int, last: int, *, vague: bool = False) -> Meaning:
    """The days from *first* to *last* as counted from the article's date."""
    return Meaning(label, offsets=(first, last), vague=vague)


def of_words(label: str) -> Meaning:
    """A time of which only the words are known."""
    return Meaning(label, vague=True)


def of_period(unit: str, step: int) -> Meaning:
    """The calendar week, month, year ... that lies *step* of them from the article's own."""
    length = DAYS[unit]
    label = {-1: "last", 0: "this", 1: "next"}[step] + " " + unit
    return Meaning(label, offsets=((step - 1) * length + 1, (step + 1) * length - 1), period=(unit, step))


def is_day(month: int, day: int, year: int = 2000) -> bool:
    """Whether the month has such a day (in a leap year, when none is given)."""
    return 1 <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004


def resolve(meaning: Meaning, published: date) -> Meaning:
    """The meaning with its range of days filled in from the date of the article, where that tells it."""
    if meaning.first is not None:
        return meaning
    try:
        if meaning.period is not None and (span := _period_range(published, *meaning.period)):
            return replace(meaning, first=span[0], last=span[1])
        if meaning.offsets is not None:
            first, last = (published + timedelta(days) for days in meaning.offsets)
            return replace(
                meaning, first=first, last=last, weekday=first.weekday() if first == last else None
            )
        if meaning.weekday is not None and meaning.way is not Way.OPEN:
            when = _near_weekday(published, meaning.weekday, meaning.way)
            return replace(meaning, first=when, last=when)
        if meaning.month is not None and meaning.way is not Way.OPEN:
            return _near_month(meaning, published)
    except (OverflowError, ValueError):  # the article claims to be of the year 1 or 9999
        pass
    return meaning


def _period_range(published: date, unit: str, step: int) -> tuple[date, date] | None:
    """First and last day of a calendar period counted from the article's; a week has both its Sundays."""
    if unit in ("week", "weekend"):
        monday = published + timedelta(WEEK * step - published.weekday())
        return (
            (monday - timedelta(1), monday + timedelta(6))
            if unit == "week"
            else (monday + timedelta(4), monday + timedelta(6))
        )
    if unit == "year":
        whole = of_years(published.year + step, published.year + step)
    elif unit == "month":
        years, month = divmod(published.year * 12 + published.month - 1 + step, 12)
        whole = of_month(years, month + 1)
    else:
        return None
    return (whole.first, whole.last) if whole.first and whole.last else None


def _near_weekday(published: date, weekday: int, way: Way) -> date:
    back = (published.weekday() - weekday) % WEEK
    if way is Way.NEXT:
        return published + timedelta(WEEK - back)
    if way is Way.LAST and back == 0:
        back = WEEK
    return published - timedelta(back)


def _near_month(meaning: Meaning, published: date) -> Meaning:
    """The month or day in the year that suits its *way*."""
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        if meaning.day is None:
            candidates.append(_of_months_in(year, meaning))
        elif day := of_day(year, meaning.month or 1, meaning.day):
            candidates.append(day)
    ranges = [(found.first, found.last) for found in candidates if found.first and found.last]
    if meaning.way is Way.LAST:
        ranges = [each for each in ranges if each[1] < published]
    elif meaning.way is Way.NEXT:
        ranges = [each for each in ranges if each[0] > published]
    if not ranges:
        return meaning
    first, last = min(ranges, key=lambda each: abs((each[0] - published).days))
    last += timedelta(meaning.length - 1)
    weekday = first.weekday() if first == last else None
    return replace(meaning, first=first, last=last, weekday=weekday)


def _of_months_in(year: int, meaning: Meaning) -> Meaning:
    """The month, or months, of a year."""
    first = of_month(year, meaning.month or 1)
    last = of_month(year, (meaning.month or 1) + meaning.months - 1)
    return replace(first, last=last.last)


def relate(left: Meaning, right: Meaning) -> Status:
    """How two dates stand to each other: the same, able to be the same, or not."""
    if left.first and left.last and right.first and right.last:
        return _relate_ranges(left, right)
    if left.first or right.first:
        return _relate_known(*((left, right) if left.first else (right, left)))
    if left.offsets and right.offsets:
        return _relate_offsets(left.offsets, right.offsets, soft=left.vague or right.vague)
    if left.weekday is not None and right.weekday is not None:
        return _same_or_not(left.weekday == right.weekday, equal_labels=left.label == right.label)
    if left.month is not None and right.month is not None:
        return _relate_parts(left, right)
    return Status.SAME if left.label == right.label and not left.offsets else Status.COMPATIBLE


def _relate_ranges(left: Meaning, right: Meaning) -> Status:
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return Status.COMPATIBLE
    gap = abs((left.first - right.first).days)
    if gap == WEEK and left.weekday == right.weekday and (_is_bare_weekday(left) or _is_bare_weekday(right)):
        return Status.COMPATIBLE  # "Thursday" may be the last one or the one to come
    soft = (left.vague or right.vague) and left.label != right.label
    return _relate_bounds(
        (left.first.toordinal(), left.last.toordinal()),
        (right.first.toordinal(), right.last.toordinal()),
        soft=soft,
    )


def _is_bare_weekday(meaning: Meaning) -> bool:
    return meaning.month is None and meaning.weekday is not None and meaning.way is not Way.OPEN


def _relate_bounds(left: tuple[int, int], right: tuple[int, int], *, soft: bool) -> Status:
    if left == right:
        return Status.COMPATIBLE if soft else Status.SAME
    if left[0] <= right[1] and right[0] <= left[1]:
        return Status.COMPATIBLE
    return Status.DIFFERS


def _relate_offsets(left: tuple[int, int], right: tuple[int, int], *, soft: bool) -> Status:
    """Two distances from articles whose own dates are unknown: "today" in one is "yesterday" in the next."""
    if left == right:
        return Status.COMPATIBLE if soft else Status.SAME
    return _relate_bounds((left[0] - _EDITIONS, left[1] + _EDITIONS), right, soft=True)


def _relate_known(known: Meaning, open_one: Meaning) -> Status:
    """A range of days against a day of which only weekday, month or distance is known."""
    if known.first is None or known.last is None:
        return Status.COMPATIBLE
    if known.first == known.last and open_one.weekday is not None:
        return _same_or_not(known.first.weekday() == open_one.weekday, equal_labels=False)
    length = (known.last - known.first).days
    if open_one.month is not None and length <= _HALF_YEAR:
        return _same_or_not(_holds_part(known.first, known.last, open_one), equal_labels=False)
    return Status.COMPATIBLE


def _holds_part(first: date, last: date, part: Meaning) -> bool:
    """Whether the range can hold the month, or day of a month, of some year."""
    months = {(first.month - 1 + step) % 12 + 1 for step in range((last.month - first.month) % 12 + 1)}
    if part.month not in months:
        return False
    return part.day is None or first != last or part.day == first.day


def _relate_parts(left: Meaning, right: Meaning) -> Status:
    if left.month != right.month:
        return Status.DIFFERS
    if left.day is None or right.day is None:
        return Status.SAME if left.day == right.day else Status.COMPATIBLE
    ours, theirs = (left.day, left.day + left.length), (right.day, right.day + right.length)
    if ours == theirs:
        return Status.SAME
    return Status.COMPATIBLE if ours[0] < theirs[1] and theirs[0] < ours[1] else Status.DIFFERS


def _same_or_not(equal: bool, *, equal_labels: bool) -> Status:  # noqa: FBT001 -- the answer itself
    if not equal:
        return Status.DIFFERS
    return Status.SAME if equal_labels else Status.COMPATIBLE


def _name_range(first: date, last: date) -> str:
    """The shortest name of a range: a day, month, quarter, year, decade, or both its ends."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or (last + timedelta(1) if last.year < _LAST_YEAR else last).day != 1:
        return f"{first}/{last}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}-{first.month:02}"
    if (first.month, last.month) == (1, 12):
        return _name_years(first.year, last.year)
    if first.year == last.year and first.month % 3 == 1 and last.month == first.month + 2:
        return f"{first.year}-Q{first.month // 3 + 1}"
    return f"{first}/{last}"


def _name_years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    if first % 10 == 0 and last == first + 9:
        return f"{first}s"
    return f"{first}\u2013{last}"
