"""Figures and dates of a statement with what stands beside them: only what belongs together is compared.

A sentence may give several figures: the dead, the rescued, the miles from the shore. Two of them are rivals
when they count the same, or stand beside the same words, or are the only ones of their kind on both sides. A
date behind a verb of telling ("said on Monday") is that of the telling.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.analyse.grounds import Ground, read_ground, share_day_ground, share_ground
from compare.extract.dates import relate_dates
from compare.extract.number_values import counts_same, kind_of, relate_counts
from compare.extract.numbers import relate_numbers
from compare.results import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from compare.analyse.units import Unit
    from compare.extract.dates import DateMention
    from compare.extract.numbers import NumberMention
    from compare.model import Span

_BESIDE = 6  # words on each side of a figure that tell what it is a figure of
_MOST_APART = 3  # counts of differently named things that are further apart than this count two things
_AT = r"(?: in (?:a|an) [\w'’]+)?(?: (?:on|in|late|early|late on|early on))?\s\Z"
_SAID = re.compile(
    rf"\b(?:said|says|announced|added|stated|warned|reported|declared|revealed|tweeted|wrote){_AT}"
)
_TOLD = re.compile(rf"\b(?:told|tells)(?: [\w'’]+){{1,3}}{_AT}")
# A date behind one of these and before a noun says which one is meant: the Friday meeting, their March talks.
_DESCRIBES = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|our|my|this|that)|['’]s)\s(?:early |late |mid-?)?\Z", re.IGNORECASE
)
_OF_YEAR = re.compile(
    r"(?:\b(?:in|during|for|by|since|until|till|from|of|to|early|late|mid|through|before|after)\s|[-–])\Z",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(since|until|till|from|before|after|by|as of|through|between|than|prior to|starting"
    r"|beginning|ended|ending|compared (?:with|to))"
    r"\s(?:the |early |late |mid-?|last |next |at least )*\Z",
    re.IGNORECASE,
)
# RHOS, May 3 (Wire) - : when it was written.
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:,[^()\n]{1,40})?\s(?:\([^()\n]{1,40}\)\s)?(?:--|[-–—])\s")
_YEAR = 365  # days
_MOST_LONGER = 100  # a day and a month may tell when one thing was; a day and a year, of another one, hardly
_BEFORE_DATE = 60  # characters before a date in which the verb it belongs to may stand


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, with the keys of the words beside it."""

    mention: NumberMention
    beside: frozenset[str] = frozenset()
    when: DateMention | None = None
    """The only date of its statement."""
    anchors: frozenset[tuple[str, str]] = frozenset()
    """The keys of the name and of the word that it alone stands behind."""
    alone: bool = True
    """Whether its statement has no other of its kind."""
    ground: Ground | None = None
    """What it depends on, where its sentence is known."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, and whether it is only that of the telling."""

    mention: DateMention
    of_telling: bool
    beside: frozenset[str] = frozenset()
    alone: bool = True
    """Whether its statement has no other of its size: a year says when another thing was than a day does."""
    bound: str | None = ""
    """The word that makes it an end of a stretch: since, until; None if it describes: the 2016 race."""
    ground: Ground | None = None
    """What it depends on, where its sentence is known."""


def read_figures(
    mentions: Sequence[NumberMention], dates: Sequence[DateMention], unit: Unit | None
) -> list[Figure]:
    """The quantities of one statement, which has these dates."""
    kinds = Counter(map(kind_of, mentions))
    when = dates[0] if len(dates) == 1 else None
    anchors = [_anchors(each, unit) for each in mentions]
    users = Counter(anchor for own in anchors for anchor in own)
    return [
        Figure(
            each,
            _beside(each, unit),
            when,
            frozenset(anchor for anchor in own if users[anchor] == 1),
            kinds[kind_of(each)] == 1,
            read_ground(unit, each.start, each.end) if unit else None,
        )
        for each, own in zip(mentions, anchors, strict=True)
    ]


def _beside(mention: NumberMention | DateMention, unit: Unit | None) -> frozenset[str]:
    if unit is None:
        return frozenset()
    first = bisect_left(unit.keys, mention.start, key=attrgetter("start"))
    last = bisect_left(unit.keys, mention.end, key=attrgetter("start"))
    around = (*unit.keys[max(0, first - _BESIDE) : first], *unit.keys[last : last + _BESIDE])
    return frozenset(word.key for word in around if word.content and not word.key[0].isdigit())


def _anchors(mention: NumberMention, unit: Unit | None) -> frozenset[tuple[str, str]]:
    """The last name and the last telling word before a quantity, not far away, each with its kind."""
    if unit is None:
        return frozenset()
    first = bisect_left(unit.keys, mention.start, key=attrgetter("start"))
    before = [word.key for word in unit.keys[max(0, first - _BESIDE) : first] if word.content][::-1]
    names = [key for key in before if key.startswith("@")]
    kind = kind_of(mention)
    return frozenset((kind, key) for key in (*before[:1], *names[:1]) if not key[0].isdigit())


def relate_figures(left: Figure, right: Figure) -> Status | None:
    """Whether two figures are the same, can both be true, or differ; None if they are of two things."""
    shared = not left.beside.isdisjoint(right.beside)
    status = relate_numbers(left.mention, right.mention)
    if status is None:
        near = (shared or (left.alone and right.alone)) and _are_near(left.mention.high, right.mention.high)
        return relate_counts(left.mention, right.mention) if near else None
    if status is not Status.DIFFERS:
        return status
    if left.alone and right.alone:
        return status
    if left.alone or right.alone:
        return status if shared or counts_same(left.mention, right.mention) else None
    return status if left.anchors & right.anchors else None  # of lists, each beside its own


def shared_beside(left: Figure | Day, right: Figure | Day) -> int:
    """How many words stand beside both."""
    return len(left.beside & right.beside)


def may_be_rivals(left: Figure, right: Figure) -> bool:
    """Whether figures of what may be two facts are rivals: beside the same words, of one time and size."""
    if left.when and right.when and relate_dates(left.when, right.when) is Status.DIFFERS:
        return False
    if _describes(left) or _describes(right):
        return False
    near = _are_near(left.mention.high, right.mention.high)
    grounded = (
        left.ground is not None and right.ground is not None and share_ground(left.ground, right.ground)
    )
    return near and grounded


def _describes(figure: Figure) -> bool:
    """Whether it is a span of time that measures nothing: a 40-year high, the highest in 40 years."""
    timed = kind_of(figure.mention) in ("time", "months")
    return timed and figure.ground is not None and figure.ground.describes


def _are_near(left: Decimal, right: Decimal) -> bool:
    small, large = sorted((abs(left), abs(right)))
    return large <= _MOST_APART * small


def read_days(mentions: Sequence[DateMention], unit: Unit | None, sentence: Span) -> list[Day]:
    """The dates of one statement."""
    text = sentence.document.text
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    mentions = [each for each in mentions if dateline is None or each.start >= dateline.end()]
    sizes = Counter(_size(each) < _YEAR for each in mentions)
    return [
        Day(
            each,
            _is_of_telling(each, text, sentence.start),
            _beside(each, unit),
            sizes[_size(each) < _YEAR] == 1,
            _find_bound(each, text),
            read_ground(unit, each.start, each.end) if unit else None,
        )
        for each in mentions
    ]


def _is_of_telling(mention: DateMention, text: str, start: int) -> bool:
    """Whether a day stands right behind a verb of telling."""
    low = max(start, mention.start - _BEFORE_DATE)
    if _SAID.search(text, low, mention.start):
        return True
    day = mention.weekday is not None or mention.relative is not None
    return day and _TOLD.search(text, low, mention.start) is not None


def _find_bound(mention: DateMention, text: str) -> str | None:
    """The word that makes a date the end of a stretch, "" for a day; None where it only describes a thing."""
    before, behind = (
        text[max(0, mention.start - _BEFORE_DATE) : mention.start],
        text[mention.end : mention.end + 2],
    )
    if behind in ("'s", "’s") or (behind[:1] == " " and behind[1:].isalnum() and _DESCRIBES.search(before)):
        return None
    year = mention.text.isdigit()
    if year and not _OF_YEAR.search(before) and behind[:1] == " ":
        return None
    bound = _BOUND.search(before)
    return bound.group(1).lower() if bound else ""


def may_be_rival_days(left: Day, right: Day) -> bool:
    """Whether two days are rivals for sentences that were only found to tell one fact."""
    if None in (left.bound, right.bound) or left.bound != right.bound or left.of_telling or right.of_telling:
        return False
    small, large = sorted((_size(left.mention), _size(right.mention)))
    if large > _MOST_APART * small:
        return False
    return (
        left.ground is not None and right.ground is not None and share_day_ground(left.ground, right.ground)
    )


def relate_days(left: Day, right: Day) -> Status | None:
    """Whether two dates can be the same; when something was told is no rival of when it happened."""
    status = relate_dates(left.mention, right.mention)
    if status is not Status.DIFFERS:
        return status
    if left.of_telling is not right.of_telling:
        return None
    sizes = sorted((_size(left.mention), _size(right.mention)))
    shared = not left.beside.isdisjoint(right.beside)
    rivals = shared or (left.alone and right.alone)
    return status if rivals and sizes[0] * _MOST_LONGER > sizes[1] else None


def _size(mention: DateMention) -> int:
    """How many days a date names; one of which nothing tells that is a day."""
    if mention.first and mention.last:
        return (mention.last - mention.first).days + 1
    first, last = mention.meaning.offsets or (0, 0)
    return last - first + 1
