"""Signs of a quantity: what two texts have in common when they give one number, or one kind of number."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from compare.extract.number_values import kind_of_people, singular
from compare.extract.titles import OFFICES
from compare.extract.units import BY_NAME, to_base

if TYPE_CHECKING:
    from compare.extract.numbers import NumberMention

_SMALL = 13  # a count below it, or one, two, three, is in every text
_DIGITS = Decimal("0.001")
PEOPLE = "people"
# More words for people than those of which two may be the same ones.
_OTHERS = frozenset(
    "rebel militant insurgent fighter gunman attacker suspect defendant hostage prisoner inmate detainee "
    "striker member supporter opponent activist customer user client shopper family household voter "
    "homeowner investor shareholder holder driver sailor pilot firefighter policeman".split()
)


def list_number_signs(number: NumberMention) -> list[str]:
    """The normal values, "=250000 USD", and the kind, "%USD"; a small count says only of what it is."""
    unit = BY_NAME.get(number.unit)
    kind = _kind(number)
    signs = [f"%{kind}"] if kind else []
    for value in sorted({number.low, number.high}):
        if number.unit or abs(value) >= _SMALL:
            base = to_base(value, unit) if unit else value
            signs.append(f"={_show(base)} {kind if number.unit else ''}".rstrip())
    return signs


def _kind(number: NumberMention) -> str:
    """What is measured or counted; all people are one kind."""
    if number.unit:
        unit = BY_NAME.get(number.unit)
        return unit.kind if unit else number.unit
    noun = singular(number.noun) or number.noun
    return PEOPLE if kind_of_people(noun) or noun in OFFICES or noun in _OTHERS else noun


def _show(value: Decimal) -> str:
    """The value in digits, three behind the point; a number beyond reckoning as it is."""
    try:
        return format(value.quantize(_DIGITS).normalize(), "f")
    except InvalidOperation:
        return str(value)
