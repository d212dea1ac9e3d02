"""Quantities in news text: what is found, what is left alone, and how two quantities stand to each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract import numbers
from compare.extract.numbers import NumberMention, find_numbers, relate_numbers
from compare.results import Status

_PIECES = st.sampled_from(
    [
        *(
            "about at least more than 1 12 1,500,000 1.5 1.500.000 8,5 % $ \u00a3 \u20ac - \u2013 to and or "
            "in of one two twenty-five hundred million a dozen half third two-thirds hundreds m bn k "
            "percent points people troops miles km \u00b0C "
            "years old voted Page France 24 No. \u00bd \u00b2 \u0663 . , ( )"
        ).split(),
        "\n",
        "\u00a0",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES).map("".join)
)


def only(text: str) -> NumberMention:
    """The one quantity of a text."""
    (mention,) = find_numbers(text)
    return mention


@pytest.mark.parametrize(
    ("text", "found", "normal"),
    [
        ("They sold 1,500,000 cars.", "1,500,000", "1,500,000 cars"),
        ("They sold 1.5 million cars.", "1.5 million", "1,500,000 cars"),
        ("They sold 1.5m cars.", "1.5m", "1,500,000 cars"),
        ("It cost $1.5m to build.", "$1.5m", "1,500,000 USD"),
        ("It cost \u00a32bn to build.", "\u00a32bn", "2,000,000,000 GBP"),
        ("It cost 1.500.000 euros.", "1.500.000 euros", "1,500,000 EUR"),
        ("It cost one and a half million euros.", "one and a half million euros", "1,500,000 EUR"),
        ("A dozen men came.", "A dozen", "12 men"),
        ("It took half a million dollars.", "half a million dollars", "500,000 USD"),
        ("The top two-thirds of voters.", "two-thirds", "66.6667 %"),
        ("It drew hundreds of people.", "hundreds", "100\u20131,000 people"),
        ("It drew tens of thousands of people.", "tens of thousands", "10,000\u2013100,000 people"),
        ("They lost twenty-five boats.", "twenty-five", "25 boats"),
        ("Prices rose 8.5 per cent.", "8.5 per cent", "8.5 %"),
        ("Rates rose two percentage points.", "two percentage points", "2 percentage point"),
        ("Rates rose three-quarters of a percentage point.", "three-quarters of a percentage point",
         "0.75 percentage point"),
        ("It lasts 10 to 12 days.", "10 to 12 days", "10\u201312 day"),
        ("It lasts between 10 and 12 days.", "10 and 12 days", "10\u201312 day"),
        ("It cost $10m to $12m.", "$10m to $12m", "10,000,000\u201312,000,000 USD"),
        ("A fourfold rise.", "fourfold", "4 times"),
        ("A 40-year high.", "40-year", "40 year"),
        ("A 34-year-old driver.", "34-year-old", "34 age"),
        ("John Smith, 40, drove.", "40", "40 age"),
        ("At least 12 people died.", "12", "at least 12 people"),
        ("Some 200 people died.", "200", "about 200 people"),
        ("It drew 100+ people.", "100", "more than 100 people"),
        ("The house voted 312 to 298.", "312 to 298", "298\u2013312 tally"),
        ("Some say one in five agreed.", "one in five", "20 %"),
        ("It was minus 5\u00b0C outside.", "minus 5\u00b0C", "-5 \u00b0C"),
        ("It fell to -5 C overnight.", "-5 C", "-5 \u00b0C"),
        ("Profits were down -5%.", "-5%", "-5 %"),
        ("Only one person was hurt.", "one", "1 person"),
        ("The two high-profile defections.", "two", "2 defections"),
    ],
)  # fmt: skip
def test_a_quantity_is_found_with_its_value(text: str, found: str, normal: str) -> None:
    """Each way of writing a quantity gives a tight span, its value, unit, hedge and noun."""
    mention = only(text)

    assert (found, normal) == (mention.text, mention.normal)


@pytest.mark.parametrize(
    "text",
    [
        "One of the men said no one can.",
        "France 24 showed a Boeing 737 and an F-16.",
        "The G7 met about COVID-19.",
        "(Page 3 of 3)",
        "It began on March 31, 2011, in 1969, two days ago.",
        "The 3rd and 21st men left at 10:30, at 6pm, or 10 a.m.",
        "Call 555-1234 or agent 007 on 24/7 duty.",
        "He lives at No. 10.",
        "Channel Four and the Group of Seven.",
        "\n3. On the docket",
        "a third man, the second half, half asleep",
    ],
)
def test_a_look_alike_is_no_quantity(text: str) -> None:
    """Pronouns, names, dates, times, ranks and codes are left alone."""
    assert () == find_numbers(text)


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("1.5 million people", "1,500,000 people", Status.SAME),
        ("about 1.5 million people", "1,480,000 people", Status.COMPATIBLE),
        ("1.5 million people", "1,480,000 people", Status.COMPATIBLE),
        ("about 50 people", "47 people", Status.COMPATIBLE),
        ("10 people", "12 people", Status.DIFFERS),
        ("2 million people", "1.6 million people", Status.DIFFERS),
        ("more than 1,000 workers", "1,200 workers", Status.COMPATIBLE),
        ("more than 1,000 workers", "900 workers", Status.DIFFERS),
        ("at least 10 people", "10 people", Status.COMPATIBLE),
        ("10 to 12 people", "11 people", Status.COMPATIBLE),
        ("10 to 12 people", "14 people", Status.DIFFERS),
        ("hundreds of people", "about 340 people", Status.COMPATIBLE),
        ("thousands of people", "dozens of workers", Status.DIFFERS),
        ("5 miles", "8 km", Status.COMPATIBLE),
        ("5 miles", "12 km", Status.DIFFERS),
        ("68\u00b0F", "20\u00b0C", Status.SAME),
        ("50 basis points", "half a percentage point", Status.SAME),
        ("two-thirds of voters", "67% of voters", Status.COMPATIBLE),
        ("8.5%", "8.5 percentage points", None),
        ("$5 million", "\u20ac5 million", None),
        ("12 people", "12 boats", None),
        ("12 people", "14 passengers", Status.DIFFERS),
        ("voted 312 to 298", "voted 298-312", Status.SAME),
        ("voted 312 to 298", "voted 310 to 298", Status.DIFFERS),
        ("nearly 200 people", "187 people", Status.COMPATIBLE),
        ("nearly 200 people", "210 people", Status.DIFFERS),
        ("two weeks", "14 days", Status.SAME),
        ("300 soldiers", "300 troops", Status.SAME),
        ("300 soldiers", "12 nurses", None),
        ("the car turned over two miles away", "three miles away", Status.DIFFERS),
        ("a night in 5C", "41 degrees Fahrenheit", Status.SAME),
    ],
)
def test_two_quantities_are_related(left: str, right: str, status: Status | None) -> None:
    """Quantities are the same, can both be true, differ, or measure different things."""
    assert status is relate_numbers(only(left), only(right))


def test_from_to_is_a_change_and_shares_its_scale() -> None:
    """A change is two values, and the first takes the scale and unit of the second."""
    first, second = find_numbers("It rose from 8 to 9 million euros.")

    assert (Decimal(8_000_000), "EUR") == (first.low, first.unit)
    assert Decimal(9_000_000) == second.high


@given(text=TEXTS)
def test_spans_are_slices_in_order(text: str) -> None:
    """Any text at all gives spans that are slices of it, in order, without overlap, and a value each."""
    mentions = find_numbers(text)

    assert [text[mention.start : mention.end] for mention in mentions] == [
        mention.text for mention in mentions
    ]
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(mention.low <= mention.high and mention.normal for mention in mentions)


@given(left=TEXTS, right=TEXTS)
def test_relations_are_symmetric(left: str, right: str) -> None:
    """It does not matter which of two quantities stands left, and each is the same as itself."""
    for one in find_numbers(left):
        assert Status.SAME is relate_numbers(one, one)
        for other in find_numbers(right):
            assert relate_numbers(one, other) is relate_numbers(other, one)


@pytest.mark.parametrize(
    "piece",
    [
        "1,000,",
        "1\u00a0000\u00a0",
        "a hundred and ",
        "ten million ",
        "1 to ",
        "$",
        "111",
        "half a ",
        "5 km per ",
    ],
)
def test_work_grows_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the hostile text is at most about twice the reads, each of which looks a bounded way."""
    calls: list[int] = []
    for name in ("read_digits", "read_word"):
        read = getattr(numbers, name)
        monkeypatch.setattr(
            numbers, name, lambda text, start, read=read: (calls.append(start), read(text, start))[1]
        )
    find_numbers(piece * 200)
    once = len(calls)
    calls.clear()
    find_numbers(piece * 400)

    assert len(calls) <= 2 * once + 10
