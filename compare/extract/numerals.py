"""Numerals written in digits, read at a place: 1,500,000; 1.5m; 1.500.000; 2½; 8,5 %."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from compare.extract.number_words import SCALES

_MOST_DIGITS = 18  # longer runs of digits are codes, not quantities
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]+)?(?![0-9])")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3}(?![0-9])")
_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,6}(?:,[0-9]+)?(?![0-9])")
_THIN = re.compile(r"[0-9]{1,3}(?:[\u00a0\u202f\u2009'\u2019][0-9]{3}){1,6}(?![0-9])")
_COMMA = re.compile(
    r"[0-9]+,[0-9]{1,2}(?=[^\S\n]?(?:%|€)"
    r"|[^\S\n](?:Prozent|millions?|Millionen|Milliarden|milliards?|millones|Euro|euros?)\b)"
)
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# Each way of writing groups of digits: the marks to drop, and its decimal point.
_CONVENTIONS = (
    (_POINTED, ".", ","),
    (_ENGLISH, ",", "."),
    (_INDIAN, ",", "."),
    (_COMMA, "", ","),
    (_THIN, "\u00a0\u202f\u2009'\u2019", "."),
    (_PLAIN, "", "."),
)

_SHORT_SCALES = {"m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "k": 10**3}
_FOREIGN_SCALES = {
    "millions": 10**6, "millones": 10**6, "millionen": 10**6, "mio": 10**6,
    "milliard": 10**9, "milliards": 10**9, "milliarden": 10**9, "mrd": 10**9,
}  # fmt: skip
_SCALE = re.compile(r"(?:[^\S\n]{1,2}\n?|\n|-)?([^\W\d_]{1,10})\b")


class Numeral(NamedTuple):
    """A number in digits: value, end, the size of its last digit, scale; *bare* is a plain integer."""

    value: Decimal
    end: int
    step: Decimal
    scale: Decimal
    bare: bool


def read_numeral(text: str, start: int, *, money: bool) -> Numeral | None:
    """The number that begins with the digit at *start*, with the scale that may follow ("million", "bn")."""
    digits, end = _read_groups(text, start)
    if not 0 < len(digits) <= _MOST_DIGITS:
        return None
    bare = text[start:end].isdecimal() and text[end : end + 1] not in _HALVES
    value = Decimal(digits)
    if text[end : end + 1] in _HALVES:
        value, end = value + _HALVES[text[end]], end + 1
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    scale, last = _scale_after(text, end, money=money)
    return Numeral(value * scale, last, step * scale, scale, bare and scale == 1)


def _read_groups(text: str, start: int) -> tuple[str, int]:
    """The digits, with a decimal point where there is one, by the first convention that fits, and the end."""
    for pattern, drop, point in _CONVENTIONS:
        if match := pattern.match(text, start):
            return match.group().translate(dict.fromkeys(map(ord, drop))).replace(point, "."), match.end()
    return "", start


def _scale_after(text: str, end: int, *, money: bool) -> tuple[Decimal, int]:
    """What the number is multiplied by, and where the word for it ends."""
    match = _SCALE.match(text, end)
    if match is None:
        return Decimal(1), end
    word, lower = match[1], match[1].lower()
    glued = match.start(1) == end
    if scale := SCALES.get(lower):
        return scale, match.end()
    if lower in _FOREIGN_SCALES:
        return Decimal(_FOREIGN_SCALES[lower]), match.end()
    if lower in ("bn", "tn", "mn") or (glued and money and lower in _SHORT_SCALES):
        return Decimal(_SHORT_SCALES[lower]), match.end()
    if glued and word in ("m", "k") and _counts_something(text, match.end()):
        return Decimal(_SHORT_SCALES[lower]), match.end()
    return Decimal(1), end


_PLURAL_AFTER = re.compile(
    r"[^\S\n]{1,2}(?:[a-z]{2,15}[^\S\n]{1,2})?(?:people|men|women|children|[a-z]{2,15}[a-rt-z]s)\b"
)


def _counts_something(text: str, end: int) -> bool:
    """Whether a plural follows within two words, so that "1.5m" are millions and no metres."""
    return _PLURAL_AFTER.match(text, end) is not None
