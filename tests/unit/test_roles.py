"""Offices that a text gives to a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.names import find_names
from compare.extract.roles import find_roles
from compare.extract.titles import BODIES, HONORIFICS, OFFICE_MODIFIERS, OFFICES, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = st.sampled_from(
    [
        *(
            "Okafor",
            "Mr. Berg",
            "Prime Minister",
            "Dutch",
            "former",
            "minister",
            "as",
            "who",
            "the",
            "and",
            "Oslo’s",
        ),
        *(
            "acting",
            "said",
            ",",
            ".",
            "(",
            "–",
            "--",
            "’",
            " ",
            " ",
            "\n",
            "\n\n",
            "\ud800",
            "chief executive",
        ),
    ]
)
ANY = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text())


def roles(text: str) -> list[tuple[str, str]]:
    """Each office with the name it is given to."""
    names = find_names(text)
    holder = {name.start: name.text for name in names}
    return [(holder[role.name_start], role.normal) for role in find_roles(text, names)]


@given(text=ANY)
def test_roles_are_slices_that_end_in_an_office(text: str) -> None:
    """Every role shows what stands at its place, belongs to a name, and its last word is an office."""
    names = find_names(text)

    for role in find_roles(text, names):
        assert role.text == text[role.start : role.end]
        assert role.name_start in {name.start for name in names}
        assert role.normal.split()[-1] in OFFICES
        assert role.former in (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Prime Minister Ulla Berg left.", [("Ulla Berg", "prime minister")]),
        ("Then Dutch Foreign Minister Jan Smit left.", [("Jan Smit", "foreign minister")]),
        ("Then U.S. Senator Mary Lee left.", [("Mary Lee", "senator")]),
        ("They asked former intelligence chief Tarek Aziz.", [("Tarek Aziz", "former intelligence chief")]),
        ("They asked Tarek Aziz, the foreign secretary, why.", [("Tarek Aziz", "foreign secretary")]),
        ("They asked Tarek Aziz (a former mayor of Oslo) why.", [("Tarek Aziz", "former mayor")]),
        ("They asked Tarek Aziz – acting chief executive – why.", [("Tarek Aziz", "chief executive")]),
        ("They asked Tarek Aziz, Norway's defence minister, why.", [("Tarek Aziz", "defence minister")]),
        ("They asked Tarek Aziz, who as deputy premier ran it.", [("Tarek Aziz", "deputy premier")]),
        ("They kept Tarek Aziz as foreign minister.", [("Tarek Aziz", "foreign minister")]),
        (
            "They asked Tarek Aziz, a former mayor and party leader.",
            [("Tarek Aziz", "former mayor"), ("Tarek Aziz", "party leader")],
        ),
        ("They asked Tarek Aziz, the foreign\nminister, why.", [("Tarek Aziz", "foreign minister")]),
    ],
)
def test_offices_before_and_after_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    """Title, apposition, "as": modifiers belong to the office, nationality, country and "acting" do not."""
    assert expected == roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "They asked Tarek Aziz, who said the minister left.",
        "They asked Tarek Aziz. The minister left.",
        "They asked Mr. Aziz and Dr. Berg.",
        "They asked Tarek Aziz\n\n– Minister leaves",
        "They asked Tarek Aziz, and many others of the town, about the new minister.",
    ],
)
def test_an_office_of_somebody_else_is_none(text: str) -> None:
    """Across a verb, a stop or a blank line no office is given, and an address is none."""
    assert [] == roles(text)


def test_the_title_of_the_next_name_is_his() -> None:
    """What stands between two names belongs to the second when it is his title."""
    assert [("Ulla Berg", "president")] == roles("They asked Tarek Aziz, President Ulla Berg and others.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("former mayor", True), ("late king", True), ("mayor", False), ("acting mayor", False)],
)
def test_an_office_may_be_over(text: str, *, expected: bool) -> None:
    """Former and late say so, acting does not."""
    source = f"They asked Tarek Aziz, the {text}, why."

    assert [expected] == [role.former for role in find_roles(source, find_names(source))]


def test_the_lists_hold_single_lower_case_words() -> None:
    """Words are looked up in lower case and one by one."""
    for words in (HONORIFICS, OFFICES, OFFICE_MODIFIERS, BODIES, PEOPLE):
        assert all(word == word.lower() for word in words)


@pytest.mark.parametrize("piece", ["Xyz(a(b(", "Xyz, and ", "said Xyz, former ", "x President "])
def test_work_grows_with_the_text_only(
    piece: str, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Text made to hurt takes no more than in step with its length."""

    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        names = find_names(text)
        return count_calls(lambda: find_roles(text, names))

    assert calls(96_000) < 24 * calls(6_000) + 1000
