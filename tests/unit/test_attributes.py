"""The attributes of a fact, compared by normal value over the documents that tell it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.attributes import Statement, compare_attributes, make_statement
from compare.analyse.attribution import Attributed
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.similar import Voices
from compare.analyse.speakers import Speaker, Speakers
from compare.analyse.units import make_units
from compare.model import Document, Span
from compare.results import Certainty, Status

if TYPE_CHECKING:
    from compare.results import Attribute


def state(text: str, name: str, *, voice: str | None = None) -> Statement:
    """All of a text as one mention."""
    document = Document(id=name, text=text, path="", source=name)
    span = Span(document, 0, len(text))
    source = Attributed(Speaker(voice, (voice,)), Span(document, 0, 0)) if voice else None
    return Statement(span, (span,), take_apart(document, ()), modal=span, voice=source)


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


def make_statements(*texts: str, days: tuple[int, ...] = ()) -> list[Statement]:
    """Each text as a statement of its own document, with its sentence, sources and words."""
    documents = [
        Document(
            id=f"d{n}", text=text, path="", source="", published=date(2024, 5, days[n]) if days else None
        )
        for n, text in enumerate(texts)
    ]
    readings = [take_apart(document, ()) for document in documents]
    names = NameTable(readings)
    voices = Voices(readings, Speakers(readings, names))
    return [make_statement(unit.span, unit, voices) for unit in make_units(readings, names)]


def conflicts(
    name: str, *texts: str, days: tuple[int, ...] = (), found: Certainty | None = None
) -> list[tuple[str, str]]:
    """The words of two documents each that contradict each other in one attribute."""
    found = {one.name: one for one in compare_attributes(make_statements(*texts, days=days), found=found)}
    return [(one.text, other.text) for one, other in found[name].conflicts] if name in found else []


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The storm left 40 homes dark.", "The storm left 40 homes dark.", False),
        ("The storm left about 1.5 million homes dark.", "The storm left 1,500,000 homes dark.", False),
        ("The storm left 40 homes dark.", "The storm left 90 homes dark.", True),
        ("Some 60 miles away the storm sank a boat.", "About 100 km away the storm sank a boat.", False),
        ("Two dozen boats sank in the storm.", "Seventeen vessels sank in the storm.", True),
        ("The storm sank 30 boats within six minutes.", "The storm sank 30 boats in 20 minutes.", True),
        ("The storm cost more than half an hour.", "The storm cost 20 minutes.", True),
        ("The bill could top $100 million.", "The bill is $120 million.", False),
    ],
)
def test_figures_that_count_the_same_are_rivals(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """Rounded, hedged and converted ones agree; others differ, whatever is counted is called."""
    assert differs is bool(conflicts("number", left, right))


def test_figures_of_a_list_meet_their_own() -> None:
    """Of the shares of two candidates each is compared with that of the same one."""
    found = conflicts(
        "number",
        "Ann Bell won 40 percent and Peter Dorn won 20 percent of the vote.",
        "Peter Dorn won 21.5 percent and Ann Bell won 40 percent of the vote.",
    )

    assert [("20 percent", "21.5 percent")] == found


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The mill burnt down on Monday.", "The mill burnt down yesterday.", False),
        ("The mill burnt down on Sunday.", "The mill burnt down yesterday.", True),
        ("The mill burnt down on Sunday.", "The mill burnt down, Ann Bell said on Monday.", False),
        ("The mill was built in 1912.", "The mill was built in 1921.", True),
        ("The mill was built in 1912.", "The mill burnt down on Monday.", False),
        ("The mill opens in the second quarter.", "The mill opens in September.", True),
        ("The mill opens in the new year.", "The mill opens in January.", False),
    ],
)
def test_days_are_placed_by_the_articles_date(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """Monday, 13 May is the day before Tuesday's paper; when it was said is not when it was."""
    assert differs is bool(conflicts("when", left, right, days=(14, 14)))


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The pipe had burst.", "The mill denied that the pipe had burst.", True),
        ("The pipe had burst.", "The mill declined to say whether the pipe had burst.", True),
        ("The pipe had burst.", "The pipe may have burst.", True),
        ("The pipe had burst.", "The pipe had not burst.", True),
        ("The pipe had burst.", "The pipe had burst and was not new.", False),
        ("The mill will close.", "The mill might close.", True),
        ("The mill closed.", "The mill will be closed.", True),
        ("The pipe had burst.", "Had the pipe burst?", False),
        ("The pipe had burst.", "The mayor, not the mill, said the pipe had burst.", False),
    ],
)
def test_doubt_and_denial_count_for_what_they_belong_to(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """A negation contradicts who affirms the same verb; a question, or another verb, nobody."""
    assert differs is bool(conflicts("certainty", left, right))


def test_what_was_to_come_and_is_done_is_no_conflict_of_the_next_day() -> None:
    """The earlier document could not know."""
    texts = ("The mill will be closed.", "The mill closed.")

    assert [] == conflicts("certainty", *texts, days=(14, 15))
    assert [] != conflicts("certainty", *texts, days=(15, 14))


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The pipe had burst, said Ann Bell.", "Ann Bell said the pipe had burst.", False),
        ("The pipe had burst, police said.", "Peter Dorn said the pipe had burst.", True),
        (
            "A leaked town memo put the cost at 2 million.",
            "The cost is 2 million, a memo of the town says.",
            False,
        ),
        ("Insiders said the pipe had burst.", "A source said the pipe had burst.", False),
        ("The pipe had burst, the company said.", "Peter Dorn said the pipe had burst.", False),
        ("Ann Bell, who runs Dorn Mills, said it burst.", "Dorn Mills said the pipe had burst.", False),
    ],
)
def test_two_sources_are_told_from_one(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """A body and who runs it may be one source, as may two without a name; two persons are two."""
    assert differs is bool(conflicts("according to", left, right))


def test_what_is_not_sure_to_be_one_fact_contradicts_nothing_from_afar() -> None:
    """Of two facts each has its own figures and sources."""
    texts = (
        "Police said 40 homes in Arden were dark.",
        "Peter Dorn said 90 homes would be built in spring.",
    )

    for name in ("number", "according to"):
        assert [] != conflicts(name, *texts)
        assert [] == conflicts(name, *texts, found=Certainty.MAYBE)


@given(st.permutations(range(4)))
def test_the_order_of_the_documents_changes_no_conflict(order: list[int]) -> None:
    """Who contradicts whom does not depend on who comes first."""
    texts = (
        "The storm sank 40 boats.",
        "The storm sank 90 boats.",
        "A storm sank boats.",
        "The storm sank 41 boats.",
    )
    found = conflicts("number", *(texts[n] for n in order))

    assert {frozenset(("40", "90")), frozenset(("41", "90"))} <= {frozenset(pair) for pair in found}


def test_of_very_many_documents_those_with_other_values_are_compared() -> None:
    """A flood of copies neither hides the one that differs nor is held against itself pair by pair."""
    statements = make_statements(*["The storm sank 40 boats."] * 300, "The storm sank 90 boats.")
    (number,) = (one for one in compare_attributes(statements) if one.name == "number")

    assert Status.DIFFERS is number.status
    assert 1 == len(number.conflicts)
    assert 301 == len(number.values)
