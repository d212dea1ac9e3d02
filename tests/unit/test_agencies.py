"""News agencies that texts credit."""

from __future__ import annotations

import pytest

from compare.extract.agencies import find_agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SELBY (AP) — The harbour wall broke.", "AP"),
        ("BERLIN, Feb 3 (Reuters) - Farmers raged.", "Reuters"),
        ("Selby (dpa/lno) - Die Mauer brach.", "dpa"),
        ("Wall breaks\nBy Anna Berg, Associated Press\nThe wall broke.", "AP"),
        ("Wall breaks\nThe wall broke.\nCopyright 2014 The Associated Press. All rights reserved.", "AP"),
        ("Wall breaks\nThe wall broke.\n© 2014 AFP", "AFP"),
        ("Wall breaks\nSource: Reuters\nThe wall broke.", "Reuters"),
        ("Wall breaks\nBy Reuters\nThe wall broke.", "Reuters"),
    ],
)
def test_a_credit_names_the_agency(text: str, agency: str) -> None:
    """A dateline, a byline or a line of credit says where a text comes from, and the span shows it."""
    found = find_agency(text)

    assert found is not None
    assert agency == found.name
    assert text[found.start : found.end] in {"AP", "Reuters", "dpa", "Associated Press", "AFP"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "He told Reuters on Monday that the wall broke.",
        "Michael Bloomberg came to see the wall.",
        "Wall breaks\nBy Michael Bloomberg\nThe wall broke.",
        "Wall breaks\nBy Dr. Ani\nThe wall broke.",
        "HARRISBURG (PA) - The wall broke.",
        "The Aam Aadmi Party, which has asked its members (AAP) - came to see the wall of the city.",
        "American Academy of Pediatrics (AAP): the wall broke.",
        "The wall in May.Credit Anna Berg/Reuters",
        "A line.\n" * 6 + "Six (AP) - in the middle of it.\n" + "A line.\n" * 6,
    ],
)
def test_a_mention_is_no_credit(text: str) -> None:
    """An agency that a text speaks of, or that took a photograph, is not where it comes from."""
    assert find_agency(text) is None
