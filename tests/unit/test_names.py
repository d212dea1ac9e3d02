"""Proper names, and the titles before them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.names import find_names

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = st.sampled_from(
    [
        *(
            "Mr.",
            "Okafor",
            "Ulla",
            "Berg",
            "President",
            "Dutch",
            "The",
            "the",
            "of",
            "Bank",
            "Act",
            "van",
            "el-Din",
        ),
        *(
            "resigned",
            "said",
            "Jan",
            "April",
            "U.S.",
            "R.",
            "'s",
            "’",
            "“",
            "”",
            ",",
            ".",
            " ",
            " ",
            "  ",
            "\n",
            "&",
        ),
        *("Min-ho", "\ud800", "e\u0301", "_x_", "東京", "Ǆ", "ß", "1", "-"),
    ]
)
ANY = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text())


def names(text: str) -> list[str]:
    """The names of a text, each with its title before a bar."""
    return [f"{name.title}|{name.text}" if name.title else name.text for name in find_names(text)]


@given(text=ANY)
def test_names_are_slices_in_order(text: str) -> None:
    """Places rise without overlap, and what is shown is what stands there, line breaks folded."""
    found = find_names(text)

    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(name.text == " ".join(text[name.start : name.end].split()) for name in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Mr. Okafor spoke.", ["Mr.|Okafor"]),
        ("It was Dr. Ana María López who left.", ["Dr.|Ana María López"]),
        ("It was signed by Col. R. J. Tanaka himself.", ["Col.|R. J. Tanaka"]),
        ("So Prime Minister Ingrid Solberg left.", ["Prime Minister|Ingrid Solberg"]),
        ("Later French President Camille Dubois came.", ["French President|Camille Dubois"]),
        ("Then South Korean President Park Min-ho came.", ["South Korean President|Park Min-ho"]),
        ("She met U.S. Senator Mary O'Neill, R-Ohio, there.", ["U.S. Senator|Mary O'Neill"]),
        ("They told former mayor Lars Holm so.", ["Lars Holm"]),
        ("He saw Queen Silvia and Lord Ashby.", ["Queen|Silvia", "Lord|Ashby"]),
        (
            "Then Prime Minister May met Prime Minister Theresa May.",
            ["Prime Minister|May", "Prime Minister|Theresa May"],
        ),
        ("They told President Will Smith so.", ["President|Will Smith"]),
        ("He called Police Chief Omar Said.", ["Police Chief|Omar Said"]),
    ],
)
def test_titles_stand_before_names(text: str, expected: list[str]) -> None:
    """Address, office and nationality are the title, and no part of the name."""
    assert expected == names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Jan van der Berg there.", ["Jan van der Berg"]),
        ("They met Ali el-Masri and Nour al-Din there.", ["Ali el-Masri", "Nour al-Din"]),
        ("They met Maria de la Cruz there.", ["Maria de la Cruz"]),
        ("They met Usama bin Talal there.", ["Usama bin Talal"]),
        ("They met April Jones in April at last.", ["April Jones"]),
        ("In April Smith & Sons closed.", ["Smith & Sons"]),
        (
            "They met Stephen King and Martin Luther King Jr. there.",
            ["Stephen King", "Martin Luther King Jr"],
        ),
        ("They met Will Smith and Don Lee there.", ["Will Smith", "Don Lee"]),
        ("They met Jose\u0301 Lima there.", ["Jose\u0301 Lima"]),
        ("They met _Lars Holm_ there.", ["Lars Holm"]),
    ],
)
def test_names_of_many_shapes(text: str, expected: list[str]) -> None:
    """Particles, months that are first names, offices that are last names, accents of their own."""
    assert expected == names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was the Clean Rivers Act that passed.", ["Clean Rivers Act"]),
        ("It cited the Protection of Wetlands Act there.", ["Protection of Wetlands Act"]),
        ("Then the Bank of Norway cut rates.", ["Bank of Norway"]),
        ("Then the Department of Public Health agreed.", ["Department of Public Health"]),
        ("Then the Justice Department agreed.", ["Justice Department"]),
        ("He worked for Smith & Sons there.", ["Smith & Sons"]),
        ("He lived in Saudi Arabia and New York then.", ["Saudi Arabia", "New York"]),
        ("He left the U.S. for the UK then.", ["U.S.", "UK"]),
        ("He lived in the United Arab Emirates then.", ["United Arab Emirates"]),
    ],
)
def test_bodies_laws_and_places_are_whole(text: str, expected: list[str]) -> None:
    """What ends in Act, Bank or Department keeps the words that make its name."""
    assert expected == names(text)


def test_the_hague_is_not_mr_hague() -> None:
    """The article belongs to the city only."""
    assert ["The Hague", "Mr.|Hague", "Hague"] == names(
        "It sits in The Hague. There Mr. Hague spoke, and Hague left."
    )


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_possessive_ending_is_left_out(mark: str) -> None:
    """The name ends where the person does, and the next name is another."""
    text = f"They read Okafor{mark}s Bill of Rights and Barnes{mark} Diary."

    assert ["Okafor", "Bill of Rights", "Barnes", "Diary"] == names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Many people like tea. Nobody knows why. Critics disagree.",
        "On Monday and in December I left. Then we met.",
        "Western officials and Libyan rebels met. A US-led force came.",
        "Foreign ministers met. The Prime Minister left.",
        "“Nothing happened,” they said. “Everything is fine.”",
        "Nice weather, they said. Meanwhile it rained.",
    ],
)
def test_capitals_that_name_nobody(text: str) -> None:
    """First words, days, nationalities, offices without a holder and quoted openings are no names."""
    assert [] == names(text)


def test_a_first_word_is_a_name_when_the_text_names_it_elsewhere() -> None:
    """A capital at the start of a sentence needs a witness, and small letters speak against it."""
    assert ["Okafor", "Okafor"] == names("Okafor left early. They asked Okafor why.")
    assert [] == names("Rain fell. The rain stopped. Rain fell again.")


def test_who_speaks_behind_a_quotation_needs_no_witness() -> None:
    """Behind the comma of a quotation the sentence goes on."""
    assert ["Lindqvist"] == names("“It is over,” Lindqvist said.")


@pytest.mark.parametrize(
    "headline", ["Town Mourns Okafor After Harbour Fire", "TOWN MOURNS OKAFOR AFTER HARBOUR FIRE"]
)
def test_headlines_name_whom_the_text_names(headline: str) -> None:
    """In title case and capitals only words that are names below are names."""
    found = names(f"{headline}\n\nThe town mourned on Tuesday. There Mr. Okafor had lived for years.")

    assert ["okafor", "mr.|okafor"] == [name.lower() for name in found]


def test_a_sentence_full_of_names_is_no_headline() -> None:
    """A sentence with a full stop and a small verb is read as one, however many capitals it has."""
    assert ["Sir|Keith", "Lady|Anne"] == names("Sir Keith and Lady Anne danced.")


def test_names_cross_the_breaks_of_wrapped_lines() -> None:
    """In text wrapped by hand a name may be broken by the margin; its text shows a space."""
    text = (
        "The council of the small harbour town voted on Tuesday to thank Ulla\n"
        "Berg, who had been its mayor for the last nine years and who leaves\n"
        "the town in spring for a post in the capital of the country."
    )

    assert ["Ulla Berg"] == names(text)


def test_names_do_not_cross_lines_and_gaps() -> None:
    """Two lines, or two columns, hold two names."""
    assert ["Okafor", "Berg"] == names("It was for Okafor\nand for Berg")
    assert ["Ulla"] == names("it was said by Ulla  Berg")


@pytest.mark.parametrize(
    "piece", ["Abc ", "Mr. Xyz(a(b(", "and Bank of ", "Xyz-", "Xyz’", "Xyz van ", "x Jan "]
)
def test_work_grows_with_the_text_only(
    piece: str, count_calls: Callable[[Callable[[], object]], int]
) -> None:
    """Text made to hurt takes no more than in step with its length."""

    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        return count_calls(lambda: find_names(text))

    assert calls(96_000) < 24 * calls(6_000) + 1000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met in Queen Street, and Mr. Street left.", ["Queen Street", "Street"]),
        ("He worked for General Motors in Selby.", ["General Motors", "Selby"]),
        ("In Paris, The French lost.", ["Paris"]),
        ("The court and Judges said no to Selby.", ["Selby"]),
        ("THE HAGUE, Netherlands \u2014 The court sat.", ["THE HAGUE", "Netherlands"]),
        ("The Hague was cold.", ["The Hague"]),
    ],
)
def test_what_a_capital_and_an_article_make(text: str, wanted: list[str]) -> None:
    """A street of a queen's name, a people, an office, a city with its article."""
    assert wanted == [name.text for name in find_names(text)]
