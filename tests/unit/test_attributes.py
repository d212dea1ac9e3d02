"""The attributes of a fact, compared by normal value over the documents that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.analyse.attributes import Statement, compare_attributes
from compare.analyse.reading import take_apart
from compare.analyse.speakers import Speaker
from compare.model import Document, Span
from compare.results import Status

if TYPE_CHECKING:
    from compare.results import Attribute


def state(text: str, name: str, *, voice: str | None = None) -> Statement:
    """All of a text as one mention."""
    document = Document(id=name, text=text, path="", source=name)
    span = Span(document, 0, len(text))
    return Statement(
        span, (span,), take_apart(document, ()), modal=span, voice=Speaker(voice, (voice,)) if voice else None
    )


def compare_all(*statements: Statement) -> dict[str, Attribute]:
    """The attributes of mentions by name."""
    return {attribute.name: attribute for attribute in compare_attributes(statements)}


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("It lost 40 boats.", "It lost forty boats.", Status.SAME),
        ("It lost 40 boats.", "It lost nearly 41 boats.", Status.COMPATIBLE),
        ("It lost 40 boats.", "It lost 44 boats.", Status.DIFFERS),
        ("It lost 40 boats.", "It lost boats.", Status.ONE_SIDED),
    ],
)
def test_numbers_are_compared_by_value(left: str, right: str, status: Status) -> None:
    """Words or figures, exact or hedged, given or not."""
    assert status is compare_all(state(left, "a"), state(right, "b"))["number"].status


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("He sailed on 3 May 2024.", "He sailed on May 3, 2024.", Status.SAME),
        ("He sailed on 3 May 2024.", "He sailed in May 2024.", Status.COMPATIBLE),
        ("He sailed on 3 May 2024.", "He sailed on 5 May 2024.", Status.DIFFERS),
    ],
)
def test_dates_are_compared_by_day(left: str, right: str, status: Status) -> None:
    """A day in any order of words; a month holds its days."""
    assert status is compare_all(state(left, "a"), state(right, "b"))["when"].status


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("They met in Paris.", "They met in Paris.", Status.SAME),
        ("They met in Paris.", "They met in France.", Status.COMPATIBLE),
        ("They met in Paris.", "They met in London.", Status.DIFFERS),
    ],
)
def test_places_are_compared_by_what_holds_them(left: str, right: str, status: Status) -> None:
    """A city agrees with its country and with no other city."""
    assert status is compare_all(state(left, "a"), state(right, "b"))["where"].status


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The wall fell down.", "stated"),
        ("The wall may fall down.", "possible"),
        ("The wall will fall down.", "expected"),
        ("The wall did not fall down.", "denied"),
        ("The wall didn’t fall down.", "denied"),
    ],
)
def test_how_sure_a_text_is(text: str, normal: str) -> None:
    """What is stated, held possible, expected or denied."""
    certainty = compare_all(state("The wall might fall down.", "a"), state(text, "b"))["certainty"]

    assert normal == certainty.values[1].normal
    assert (Status.SAME if normal == "possible" else Status.DIFFERS) is certainty.status


def test_what_all_state_plainly_is_not_worth_a_line() -> None:
    """No attribute says that two texts are equally sure."""
    assert {} == compare_all(state("The wall fell.", "a"), state("The wall fell down.", "b"))


def test_two_names_of_one_voice_are_one() -> None:
    """Who says so is compared by the last word of the name."""
    same = compare_all(
        state("It fell.", "a", voice="Peter Ellwood"), state("It fell.", "b", voice="Mr. Ellwood")
    )
    other = compare_all(
        state("It fell.", "a", voice="Peter Ellwood"), state("It fell.", "b", voice="Anna Brandt")
    )

    assert Status.SAME is same["according to"].status
    assert Status.DIFFERS is other["according to"].status


def test_documents_that_agree_in_one_of_their_values_agree() -> None:
    """Two documents are as near as their nearest values; the pair furthest apart decides."""
    left, right = state("It lost 40 boats and 7 piers.", "a"), state("It lost 7 piers.", "b")
    third = state("It lost 9 piers.", "c")

    assert Status.COMPATIBLE is compare_all(left, right)["number"].status
    assert Status.DIFFERS is compare_all(left, right, third)["number"].status


def test_values_point_at_their_words() -> None:
    """Each value can be found again in its text."""
    for attribute in compare_all(
        state("On 3 May 2024 Paris lost 40 boats.", "a"), state("Rain.", "b")
    ).values():
        for value in attribute.values:
            assert value.span is not None
            assert value.text == value.span.text
