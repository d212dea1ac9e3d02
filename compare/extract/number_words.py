"""Cardinals written as English words, read at a place: "twenty-five", "a dozen", "one and a half million"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
SMALL = {**_ONES, **_TENS}
"""Words for 0 to 19 and the tens."""

SCALES = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
"""Words that multiply what stands before them."""

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"-|[^\S\n]{1,2}\n?|\n")
_AND_A_HALF = re.compile(r"(?:[^\S\n]{1,2}|-)and(?:[^\S\n]{1,2}|-)a(?:[^\S\n]{1,2}|-)half\b", re.IGNORECASE)
_HALF_A = re.compile(r"half(?:[^\S\n]an?[^\S\n]|-|[^\S\n])([^\W\d_]+)", re.IGNORECASE)
_MOST_WORDS = 14  # "nine hundred and ninety-nine thousand nine hundred and ninety-nine" has eleven


class Cardinal(NamedTuple):
    """A number in words: its value, where it ends, and the scale it ends in ("million")."""

    value: Decimal
    end: int
    scale: Decimal


def read_cardinal(text: str, start: int) -> Cardinal | None:
    """The number whose words begin at *start*; "a" counts only before a word such as "million"."""
    if match := _HALF_A.match(text, start):
        scale = SCALES.get(match.group(1).lower())
        return Cardinal(scale / 2, match.end(), scale) if scale else None
    words = _words(text, start)
    if words and words[0][0] in ("a", "an"):
        words = words if len(words) > 1 and words[1][0] in SCALES else []
    return _value(text, words)


def _words(text: str, start: int) -> list[tuple[str, int]]:
    """The run of number words at *start*, lower-cased, each with its end."""
    words: list[tuple[str, int]] = []
    position = start
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, position)):
        word = match.group().lower()
        if not _may_follow(word, words):
            break
        words.append((word, match.end()))
        gap = _GAP.match(text, match.end())
        if gap is None:
            break
        position = gap.end()
    while words and words[-1][0] == "and":
        words.pop()
    return words


def _may_follow(word: str, words: list[tuple[str, int]]) -> bool:
    """Whether *word* can go on a number that so far is *words*."""
    if not words:
        return word in SMALL or word in ("a", "an")
    last = words[-1][0]
    if word == "and":
        return last in ("hundred", "thousand", "million")
    if word in SCALES:
        return last != "and"
    if word not in SMALL:
        return False
    if last in _TENS:
        return 0 < SMALL[word] < 10  # noqa: PLR2004 -- "twenty-one" to "twenty-nine"
    return last in SCALES or last == "and"


def _value(text: str, words: list[tuple[str, int]]) -> Cardinal | None:
    """What the words come to; "and a half" may follow the last one or stand before a scale."""
    if not words:
        return None
    total, part, scale = Decimal(0), Decimal(0), Decimal(1)
    for word, _ in words:
        if word in ("a", "an"):
            part = Decimal(1)
        elif word in SMALL:
            part += SMALL[word]
        elif word == "hundred":
            part, scale = (part or Decimal(1)) * 100, Decimal(100)
        elif word != "and":
            scale = SCALES[word]
            total, part = total + (part or Decimal(1)) * scale, Decimal(0)
    last, end = words[-1]
    return _with_half(text, Cardinal(total + part, end, scale if last in SCALES else Decimal(1)))


def _with_half(text: str, number: Cardinal) -> Cardinal:
    """The number with the "and a half" that may follow it."""
    match = _AND_A_HALF.match(text, number.end)
    if match is None:
        return number
    if number.scale > 1:  # "a million and a half"
        return Cardinal(number.value + number.scale / 2, match.end(), number.scale)
    value, end = number.value + Decimal("0.5"), match.end()
    gap = _GAP.match(text, end)
    word = _WORD.match(text, gap.end()) if gap else None
    if word and (scale := SCALES.get(word.group().lower())):  # "one and a half million"
        return Cardinal(value * scale, word.end(), scale)
    return Cardinal(value, end, Decimal(1))
