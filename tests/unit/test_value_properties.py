"""Laws that comparing values keeps, whatever the values are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.extract.dates import find_dates, relate_dates
from compare.extract.numbers import find_numbers, relate_numbers
from compare.results import Status

if TYPE_CHECKING:
    from compare.extract.number_values import NumberMention

_UNITS = ("people", "km", "miles", "percent", "dollars", "degrees Celsius", "minutes")
_HEDGES = ("", "about ", "at least ", "more than ", "nearly ", "up to ", "less than ")
_DAY = date(2024, 5, 15)


def read(text: str) -> NumberMention:
    """The only quantity of a text."""
    (found,) = find_numbers(text)
    return found


quantities = st.builds(
    lambda hedge, value, unit: read(f"It was {hedge}{value:,} {unit} there."),
    st.sampled_from(_HEDGES),
    st.integers(21, 9_999_999),
    st.sampled_from(_UNITS),
)
days = st.sampled_from(
    [
        "on Monday", "last Friday", "yesterday", "today", "in March", "in 2023", "on 3 May", "on 12 May 2024",
        "two weeks ago", "last month", "in the second quarter", "next Tuesday", "in the new year",
    ]
)  # fmt: skip


@given(quantities, quantities)
def test_quantities_relate_the_same_way_from_both_sides(left: NumberMention, right: NumberMention) -> None:
    """Which of two is asked about the other makes no difference."""
    assert relate_numbers(left, right) is relate_numbers(right, left)


@given(quantities)
def test_a_quantity_is_the_same_as_itself(number: NumberMention) -> None:
    """No hedge and no unit sets a quantity apart from itself."""
    assert Status.SAME is relate_numbers(number, number)


@given(st.integers(21, 9_999_999), st.integers(21, 9_999_999), st.sampled_from(_UNITS))
def test_a_hedge_never_makes_a_conflict(left: int, right: int, unit: str) -> None:
    """What can both be true as plain figures can be so with "about" before either."""
    plain = [read(f"It was {value:,} {unit} there.") for value in (left, right)]
    hedged = read(f"It was about {left:,} {unit} there.")

    if relate_numbers(*plain) is not Status.DIFFERS:
        assert relate_numbers(hedged, plain[1]) is not Status.DIFFERS


@given(days, days, st.integers(0, 3), st.booleans())
def test_dates_relate_the_same_way_from_both_sides(left: str, right: str, later: int, dated: bool) -> None:  # noqa: FBT001
    """With the dates of their articles and without."""
    one, other = (
        find_dates(f"It fell {words}.", published=day if dated else None)[0]
        for words, day in ((left, _DAY), (right, _DAY + timedelta(later)))
    )

    assert relate_dates(one, other) is relate_dates(other, one)


@given(days, st.booleans())
def test_a_date_does_not_differ_from_itself(words: str, dated: bool) -> None:  # noqa: FBT001
    """A soft period may be another part of itself, but never something else."""
    (one,) = find_dates(f"It fell {words}.", published=_DAY if dated else None)

    assert relate_dates(one, one) is not Status.DIFFERS
