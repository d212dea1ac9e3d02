"""What a quantity is worth, and how two of them stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.extract.units import BY_NAME, to_base
from compare.results import Status

if TYPE_CHECKING:
    from compare.extract.units import Unit

TALLY = "tally"
"""The unit of an outcome such as "312 to 298"."""

_PLAIN_SLACK = Decimal("0.05")
_HEDGED_SLACK = Decimal("0.1")
_CONVERTED_SLACK = Decimal("0.1")
_NEARLY = Decimal("0.85")
_AT_MOST = 2  # "more than 1,000" can stand for 1,200, hardly for more than twice as much
_ROUND = 1000  # from here on, zeros at the end are read as rounding

# Words for the same people; "people" itself can stand for any of them.
_PEOPLE = (
    "soldier troop serviceman",
    "worker employee staff staffer job",
    "deputy member lawmaker mp legislator senator congressman parliamentarian",
    "protester demonstrator marcher",
    "victim casualty death fatality life dead body",
    "resident villager townspeople local inhabitant citizen",
    "passenger traveller commuter",
    "migrant refugee asylum-seeker immigrant",
    "child boy girl pupil student teenager",
    "visitor spectator fan guest tourist",
    "man woman person adult civilian patient survivor crew officer voter doctor nurse evacuee",
)
_KIND_OF = {word: number for number, words in enumerate(_PEOPLE) for word in words.split()}
_NO_SYNONYMS = len(_PEOPLE) - 1  # the words of the last row share nothing but being people


_PLURALS = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "persons": "person",
    "police": "police", "troops": "troop", "servicemen": "serviceman", "feet": "foot", "lives": "life",
}  # fmt: skip
_SHORTEST_PLURAL = 3


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A quantity: its place, the range of values it names, and how it is said.

    *low* and *high* are in *unit*; they are equal but for ranges and vague words. *step* is the size
    of the last digit that was written: the precision of the number. *noun* is the word
    for what is counted ('' when that is not known).
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str = ""
    hedge: str = ""
    noun: str = ""
    step: Decimal = Decimal(1)

    @property
    def normal(self) -> str:
        """A readable value: "about 1,500,000 people", "8.5 %", "10\u201312 km"."""
        value = _show(self.low) if self.low == self.high else f"{_show(self.low)}\u2013{_show(self.high)}"
        return " ".join(part for part in (self.hedge, value, self.unit or self.noun) if part)


def _show(value: Decimal) -> str:
    """The value in digits, rounded to what a reader can use."""
    whole, _, part = f"{value:,.4f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def singular(word: str) -> str:
    """The singular of a plural noun, by its ending ('' for what does not look like one)."""
    if word in _PLURALS:
        return _PLURALS[word]
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return ""
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 -- "ties", "lies"
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def kind_of_people(noun: str) -> bool:
    """Whether a noun in the singular is a word for people."""
    return noun == "people" or noun in _KIND_OF


def relate_numbers(left: NumberMention, right: NumberMention) -> Status | None:
    """Whether two quantities are the same, can both be true, or differ; None if not comparable."""
    return _relate(left, right) if _comparable(left, right) else None


def relate_counts(left: NumberMention, right: NumberMention) -> Status | None:
    """As `relate_numbers` for two counts of whatever; None if one has a unit."""
    return None if left.unit or right.unit else _relate(left, right)


def counts_same(left: NumberMention, right: NumberMention) -> bool:
    """Whether both say that they count the same kind of thing: victims and casualties, jobs and workers."""
    return bool(left.noun and right.noun) and _comparable(left, right)


def kind_of(number: NumberMention) -> str:
    """What kind of quantity it is: a length, money, a share; "" for a bare count."""
    unit = BY_NAME.get(number.unit)
    return unit.kind if unit else number.unit


def _relate(left: NumberMention, right: NumberMention) -> Status:
    ours, theirs = _bounds(left), _bounds(right)
    if ours == theirs:
        return Status.SAME if left.hedge == right.hedge else Status.COMPATIBLE
    if left.unit == TALLY:
        return Status.DIFFERS
    converted = left.unit != right.unit
    if _meet(_admitted(left, converted=converted), theirs) or _meet(
        _admitted(right, converted=converted), ours
    ):
        return Status.COMPATIBLE
    return Status.DIFFERS


def _comparable(left: NumberMention, right: NumberMention) -> bool:
    """Whether both count or measure the same kind of thing."""
    if left.unit or right.unit:
        return kind_of(left) == kind_of(right)
    ours, theirs = (singular(number.noun) or number.noun for number in (left, right))
    if not ours or not theirs or ours == theirs:
        return True
    kinds = {_KIND_OF.get(ours), _KIND_OF.get(theirs)}
    if "people" in (ours, theirs):
        return kinds != {None}
    return len(kinds) == 1 and not kinds & {None, _NO_SYNONYMS}


def _bounds(number: NumberMention) -> tuple[Decimal, Decimal]:
    """The values named, in the base of the unit's kind."""
    return _based((number.low, number.high), BY_NAME.get(number.unit))


def _based(values: tuple[Decimal, Decimal], unit: Unit | None) -> tuple[Decimal, Decimal]:
    return (to_base(values[0], unit), to_base(values[1], unit)) if unit else values


def _admitted(number: NumberMention, *, converted: bool) -> tuple[Decimal, Decimal]:
    """The values the words leave room for, by their rounding and hedge, in the base of the unit's kind."""
    low, high = number.low, number.high
    if number.hedge in ("at least", "more than"):
        high = max(high * _AT_MOST, high)
    elif number.hedge in ("up to", "less than"):
        low = min(low / _AT_MOST, low)
    elif number.hedge == "nearly":
        low = min(low * _NEARLY, low)
    else:
        low, high = (
            low - _slack(number, low, converted=converted),
            high + _slack(number, high, converted=converted),
        )
    return _based((low, high), BY_NAME.get(number.unit))


def _slack(number: NumberMention, value: Decimal, *, converted: bool) -> Decimal:
    """How far the true value may lie from the one written."""
    step = number.step
    share = _PLAIN_SLACK
    if number.hedge == "about":
        step, share = max(step, _zeros(value)), _HEDGED_SLACK
    elif abs(value) >= _ROUND:
        step = max(step, _zeros(value))
    if converted:
        share = _CONVERTED_SLACK
    return min(step / 2, abs(value) * share)


def _zeros(value: Decimal) -> Decimal:
    """The size of the last digit that is not zero: 100 for 1,200."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if value and isinstance(exponent, int) and exponent > 0 else Decimal(1)


def _meet(left: tuple[Decimal, Decimal], right: tuple[Decimal, Decimal]) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]
