"""The rules that read a quantity at a place: its digits or words, its range, unit, hedge and noun."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from compare.extract.date_words import word_before
from compare.extract.number_context import (
    count_noun,
    follows,
    hedge_after,
    hedge_before,
    is_code,
    is_name_part,
    is_over,
    is_sentence_start,
    is_tally,
)
from compare.extract.number_shares import Amount, read_amount, read_ratio
from compare.extract.number_values import TALLY, NumberMention
from compare.extract.number_words import SMALL, read_cardinal
from compare.extract.numerals import read_numeral
from compare.extract.units import BY_NAME, Unit, sign_before, unit_after

_S = r"(?:[^\S\n]{1,2}\n?|\n)"
_DIGITS = frozenset("0123456789")
_GLUED_BEFORE = frozenset("$€£¥₹./,:#@&=_+'\u2019~^*%\\|<")
_NOT_AFTER = re.compile(r"[:/.,][0-9]|-[A-Z]|[^\S\n]?(?:[aApP]\.?[mM]\b|o['\u2019]clock\b)")
_TIMES = re.compile(r"[x\u00d7](?![^\W_])|-?fold\b")
_OLDER = re.compile(rf"\+?{_S}(?:or|and){_S}(?:older|over|under|younger)\b")
_OLD = re.compile(r"[-\s]olds?\b|[-\s]of[-\s]age\b")
_JOIN = re.compile(rf"([-\u2013])(?=[0-9$\u20ac\u00a3])|(?:-?{_S}|-)(to|and|or)(?:{_S}|-)")
_VOTES_TO = re.compile(rf"{_S}votes?{_S}to{_S}(?=[0-9])")
_AGE_BEFORE = re.compile(r"[^\W\d_]{2},[^\S\n]$")
_ONE_COUNTS = frozenset(
    "person man woman child boy girl soldier officer vote seat worker passenger civilian victim "
    "death case hour week month year mile kilometre kilometer foot metre meter pound percent per "
    "other".split()
)
_SHORT_DEGREES = re.compile(r"[^\S\n]?([CF])(?![^\W_])")
_MINUS = re.compile(r"(?:[-\u2212]|minus[\s-]{1,2})$", re.IGNORECASE)
_MINUS_REACH = 7  # characters of "minus", with the space behind it
_BEFORE_DEGREES = frozenset(
    "in to of at above below hit reached around about minus under over nearly near".split()
)
_SIGNED = frozenset({"%", "\u00b0C", "\u00b0F", "degree"})  # units of which there are less than none
_POUND_FROM = 10**6  # weights are not told in millions of pounds, money is

_FOLDS = {f"{word}fold": value for word, value in SMALL.items() if 1 < value <= 10} | {"hundredfold": 100}  # noqa: PLR2004
_VAGUE = (
    "tens",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
    "several",
    "few",
)

WORDS = frozenset((*SMALL, *_FOLDS, *_VAGUE, "a", "an", "half"))
"""Words that can open a quantity, lower-cased."""


class _Plain(NamedTuple):
    """A number as read, from its currency sign to its scale, before its unit."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: Decimal
    sign: str = ""
    bare: bool = False


class _Range(NamedTuple):
    """One number, or two joined by "to" or a dash, and the unit of both."""

    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    unit: Unit | None
    tally: bool = False


def read_digits(text: str, start: int) -> NumberMention | None:
    """The quantity that begins with the digit at *start*, its currency sign included."""
    if (amount := read_ratio(text, start)) and not _is_glued_before(text, start):
        return _amount(text, start, amount)
    number = _plain_digits(text, start)
    if number is None or (number.bare and not number.sign and is_code(text, start, number.end)):
        return None
    whole = _read_range(text, number)
    if whole.end == number.end and _is_glued(text, number.end):
        return None
    if number.bare and whole.unit is None and not whole.tally and is_name_part(text, start, whole.end):
        return None
    return _mention(text, number, whole)


def read_word(text: str, start: int) -> NumberMention | None:
    """The quantity that begins with the word at *start*: a cardinal, a share, a vague amount, "fourfold"."""
    word, end = _word_at(text, start)
    if amount := read_amount(text, start):
        return _amount(text, start, amount)
    if word.lower() in _FOLDS:
        value = Decimal(_FOLDS[word.lower()])
        number = _Plain(start, end, value, Decimal(1), Decimal(1))
        return _mention(text, number, _Range(end, value, value, Decimal(1), BY_NAME["times"]))
    number_or_none = _plain_words(text, start)
    if number_or_none is None or (word[0].isupper() and not is_sentence_start(text, start)):
        return None
    if number_or_none.value == 1 and follows(text, number_or_none.end).lower() not in _ONE_COUNTS:
        return None
    return _mention(text, number_or_none, _read_range(text, number_or_none))


def _amount(text: str, start: int, amount: Amount) -> NumberMention:
    number = _Plain(start, amount.end, amount.low, amount.step, Decimal(1))
    return _mention(text, number, _Range(amount.end, amount.low, amount.high, amount.step, amount.unit))


def _word_at(text: str, start: int) -> tuple[str, int]:
    end = start
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end], end


def _plain_digits(text: str, start: int) -> _Plain | None:
    """The number in digits at *start*, unless what stands right before makes it part of something else."""
    sign, first = sign_before(text, start)
    if not sign and _is_glued_before(text, start):
        return None
    before = text[max(0, start - 1) : start]
    numeral = read_numeral(text, start, money=bool(sign))
    if numeral is None:
        return None
    minus = before in ("-", "\u2212") or word_before(text, start) == "minus"
    value = -numeral.value if minus and not sign else numeral.value
    return _Plain(first, numeral.end, value, numeral.step, numeral.scale, sign, numeral.bare)


def _is_glued_before(text: str, start: int) -> bool:
    """Whether the character before the digits makes them part of something else: "F-16", "v1.2"."""
    before, second = text[max(0, start - 1) : start], text[max(0, start - 2) : max(0, start - 1)]
    if before == "-":
        return second.isalnum()
    return before in _GLUED_BEFORE or (before == "\u2013" and second.isdecimal())


def _plain_words(text: str, start: int) -> _Plain | None:
    number = read_cardinal(text, start)
    if number is None:
        return None
    step = number.scale if number.value % number.scale == 0 else number.scale / 10
    return _Plain(
        start,
        number.end,
        number.value,
        max(step, Decimal(1)) if number.scale > 1 else Decimal(1),
        number.scale,
    )


def _is_glued(text: str, end: int) -> bool:
    """Whether what follows the digits makes them part of something else: a time, a fraction, "8th"."""
    if _NOT_AFTER.match(text, end):
        return True
    following = text[end : end + 1]
    return (following.isalnum() or following == "_") and not _TIMES.match(text, end)


def _read_range(text: str, first: _Plain) -> _Range:
    """The number, its unit, and the second number it may be joined to."""
    unit, end = _unit(text, first)
    one = _Range(end, first.value, first.value, first.step, unit)
    if votes := _VOTES_TO.match(text, first.end):
        second = _plain_digits(text, votes.end())
        return _tally(first, second) if second and second.bare and first.bare else one
    join = _JOIN.match(text, end)
    second = _second(text, join) if join else None
    if join is None or second is None or (second.sign != first.sign and second.sign):
        return one
    if _is_tally(text, first, join, second):
        return _tally(first, second)
    return _joined(text, first, one, join, second)


def _second(text: str, join: re.Match[str]) -> _Plain | None:
    """The number after the join."""
    position = join.end()
    while position < len(text) and text[position] in "$\u20ac\u00a3":
        position += 1
    if text[position : position + 1] not in _DIGITS:
        return _plain_words(text, position) if position == join.end() else None
    numeral = read_numeral(text, position, money=position > join.end())
    if numeral is None or _NOT_AFTER.match(text, numeral.end):
        return None
    sign = sign_before(text, position)[0]
    return _Plain(join.end(), numeral.end, numeral.value, numeral.step, numeral.scale, sign, numeral.bare)


def _joined(text: str, first: _Plain, one: _Range, join: re.Match[str], second: _Plain) -> _Range:
    """The range of both numbers, or the first alone with the scale and unit it shares with the second."""
    if first.sign and not second.sign:
        second = second._replace(sign=first.sign)
    unit, end = _unit(text, second)
    shared = second.scale if first.scale == 1 and first.value < second.value / second.scale else Decimal(1)
    if one.unit and unit and one.unit != unit:
        return one
    low = first.value * shared
    before = word_before(text, first.start).lower()
    lone = one._replace(low=low, high=low, step=first.step * shared, unit=one.unit or unit)
    if before == "from":
        return lone
    if join[2] == "or" and second.value > 2 * low:
        return one
    if not low < second.value or (join[2] == "and" and before != "between") or (one.unit and not unit):
        return one
    return _Range(end, low, second.value, min(second.step, first.step * shared), unit)


def _is_tally(text: str, first: _Plain, join: re.Match[str], second: _Plain) -> bool:
    if not (first.bare and second.bare) or join[2] in ("and", "or"):
        return False
    falling = first.value >= second.value
    if word_before(text, first.start) == "from":
        return False
    return (join[1] is not None and falling) or is_tally(text, first.start, falling=falling)


def _tally(first: _Plain, second: _Plain) -> _Range:
    low, high = sorted((first.value, second.value))
    return _Range(second.end, low, high, Decimal(1), None, tally=True)


def _unit(text: str, number: _Plain) -> tuple[Unit | None, int]:
    """The unit of the number, by its currency sign or the words after it."""
    unit, end = unit_after(text, number.end)
    if unit is None and (match := _TIMES.match(text, number.end)):
        return BY_NAME["times"], match.end()
    match = _SHORT_DEGREES.match(text, number.end)
    if match and word_before(text, _with_minus(text, number)).lower() in _BEFORE_DEGREES:
        return BY_NAME["\u00b0" + match[1]], match.end()
    if number.sign:
        return BY_NAME[number.sign], end if unit and unit.kind == number.sign else number.end
    if unit and unit.name == "lb" and number.value >= _POUND_FROM:
        return BY_NAME["GBP"], end
    return unit, end


def _with_minus(text: str, number: _Plain) -> int:
    """Where a number begins, its minus included."""
    minus = number.value < 0 and _MINUS.search(text, max(0, number.start - _MINUS_REACH), number.start)
    return minus.start() if minus else number.start


def _mention(text: str, number: _Plain, whole: _Range) -> NumberMention:
    """The mention that the parts make up, with its hedge and noun."""
    start, end, name = number.start, whole.end, whole.unit.name if whole.unit else ""
    low, high = whole.low, whole.high
    if low < 0 and name in _SIGNED:
        start = _with_minus(text, number)
    elif low < 0:
        low, high = abs(low), abs(high)
    if name == "year" and (match := _OLD.match(text, end)):
        name, end = "age", match.end()
    elif not name and number.bare and _is_age(text, number):
        name = "age"
    late_hedge, last = hedge_after(text, end)
    hedge = hedge_before(text, start) or late_hedge
    if hedge == "more than" and is_over(text, start) and not _is_bound(number, whole):
        hedge = ""  # "over two days" is a stretch of time, "over two meetings" no amount
    noun = "" if name or whole.tally else count_noun(text, last, single=low == 1)
    return NumberMention(
        start, end, text[start:end], low, high, TALLY if whole.tally else name, hedge, noun, whole.step
    )


def _is_bound(number: _Plain, whole: _Range) -> bool:
    """Whether "over" can mean "more than" before the number."""
    if whole.unit:
        return whole.unit.kind not in ("time", "months")
    return number.value >= 10  # noqa: PLR2004


def _is_age(text: str, number: _Plain) -> bool:
    """Whether the number is an age: "Smith, 40, said", "aged 40"."""
    if word_before(text, number.start) in ("aged", "age") or _OLDER.match(text, number.end):
        return True
    return (
        text[number.end : number.end + 1] == ","
        and _AGE_BEFORE.search(text, max(0, number.start - 4), number.start) is not None
    )
