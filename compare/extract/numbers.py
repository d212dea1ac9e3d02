"""Quantities in news text: their value, unit, hedge and what they count.

Numbers that belong to dates, names and page furniture ("France 24", "Page 3 of 3") are left out as
far as the words beside them tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.extract.dates import find_dates
from compare.extract.number_rules import WORDS, read_digits, read_word
from compare.extract.number_values import NumberMention, relate_numbers
from compare.text.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from compare.extract.dates import DateMention

    Reader: TypeAlias = Callable[[str, int], NumberMention | None]

__all__ = ["NumberMention", "find_numbers", "relate_numbers"]

_TOKEN = re.compile(r"[^\W_]+")
_DIGITS = frozenset("0123456789")


def find_numbers(text: str, *, dates: Sequence[DateMention] | None = None) -> tuple[NumberMention, ...]:
    """The quantities of a text, in order; *dates* are those of the text, if they are at hand."""
    taken = [(each.start, each.end) for each in (find_dates(text) if dates is None else dates)]
    mentions: list[NumberMention] = []
    position = next_date = 0
    for match in _TOKEN.finditer(text):
        read = _READERS[match.group()]
        if read is None:
            continue
        while next_date < len(taken) and taken[next_date][1] <= match.start():
            next_date += 1
        limit = taken[next_date][0] if next_date < len(taken) else len(text)
        if match.start() < position or match.start() >= limit:
            continue
        number = read(text, match.start())
        if number and position <= number.start and number.end <= limit:
            mentions.append(number)
            position = number.end
    return tuple(mentions)


def _find_reader(token: str) -> Reader | None:
    """What may read a quantity that begins with this word."""
    if token[0] in _DIGITS:
        return read_digits
    return read_word if token.lower() in WORDS else None


_READERS = Remembered(_find_reader)
