"""Whether two texts give one utterance to one speaker or to two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.extract.offices import describe_two
from compare.render.attributes import render_differences
from compare.render.labels import Labels
from compare.render.page import Page
from compare.results import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison

    Compare = Callable[..., Comparison]

_WORDS = "“The bridge will stay shut, and nobody knows for how many weeks that will be,”"


def _status(comparison: Comparison) -> Status | None:
    """How the speakers of the one utterance stand to each other; None if they are the same."""
    assert 1 == len(comparison.quote_groups)
    return next((one.status for one in comparison.quote_groups[0].differs if one.name == "speaker"), None)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the foreign minister", "the finance minister"),
        ("a Danish spokesman", "a company spokeswoman"),
        ("Ellwood", "Brandt"),
        ("French Foreign Minister Marc Duval", "the British foreign minister"),
        ("Mr. Ellwood", "Mrs. Ellwood"),
        ("Peter Ellwood", "a council spokeswoman"),
        ("the governor", "a union spokesman"),
    ],
)
def test_two_who_cannot_be_one_are_a_difference(compare_texts: Compare, left: str, right: str) -> None:
    """Other offices, countries, surnames, or a man and a woman: the speakers differ."""
    comparison = compare_texts(f"{_WORDS} {left} said on Monday.", f"{_WORDS} {right} said on Monday.")

    assert Status.DIFFERS is _status(comparison)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the foreign minister", "Marc Duval"),
        ("the foreign minister", "the French foreign minister"),
        ("the foreign secretary", "the foreign minister"),
        ("a spokesman", "a company spokesman"),
        ("officials", "a senior official"),
        ("Anna Brandt", "the chairman"),
    ],
)
def test_two_who_may_be_one_are_compatible(compare_texts: Compare, left: str, right: str) -> None:
    """A name and an office, or an office told more fully, may be one person."""
    comparison = compare_texts(f"{_WORDS} {left} said on Monday.", f"{_WORDS} {right} said on Monday.")

    assert Status.COMPATIBLE is _status(comparison)


def test_an_office_is_its_holder_in_the_text(compare_texts: Compare) -> None:
    """Where a text has one foreign minister, "the foreign minister" is that one, and nobody else."""
    comparison = compare_texts(
        f"{_WORDS} Marc Duval said on Monday.",
        f"Peter Ellwood, the British foreign minister, came on Sunday. {_WORDS} the foreign minister said.",
    )

    assert Status.DIFFERS is _status(comparison)


def test_an_office_of_two_holders_is_nobody_s(compare_texts: Compare) -> None:
    """A title cut short gives an office, too: of two governors in a text, either may be "the governor"."""
    comparison = compare_texts(
        f"{_WORDS} Marc Duval said on Monday.",
        f"Governor Peter Ellwood came, and so did Gov. Marc Duval on Sunday. {_WORDS} the governor said.",
    )

    assert Status.DIFFERS is not _status(comparison)


def test_a_pronoun_is_a_guess_and_shown_beside_the_name(compare_texts: Compare) -> None:
    """Whom "he" means is not sure enough for a difference; the row says that the text has "he"."""
    comparison = compare_texts(
        f"{_WORDS} Anna Brandt said on Monday.",
        f"Peter Ellwood saw the bridge on Sunday. {_WORDS} he said on Monday.",
    )

    assert Status.COMPATIBLE is _status(comparison)
    attributes = [one for one in comparison.quote_groups[0].differs if one.name == "speaker"]
    lines = render_differences(attributes, Page(width=80), Labels.of(comparison.documents))
    assert ["Anna Brandt", 'Peter Ellwood ("he")'] == [line[15:].strip() for line in lines]


def test_the_hague_and_a_man_of_that_name_are_two_speakers(compare_texts: Compare) -> None:
    """A city that opens a sentence keeps its article, and is nobody's surname."""
    comparison = compare_texts(
        f"Mr. Hague, the British foreign secretary, said: {_WORDS}", f"The Hague said: {_WORDS}"
    )

    assert Status.DIFFERS is _status(comparison)


def test_two_offices_that_say_the_same_are_two_voices(compare_texts: Compare) -> None:
    """Indirect speech of two ministers is a similar claim, no fact told the same."""
    said = "said on Monday that the mill in Dornwick would close by June with the loss of 300 jobs."

    comparison = compare_texts(f"The foreign minister {said}", f"The finance minister {said}")

    assert not comparison.facts
    assert ["the foreign minister"] == [claim.left_voice for claim in comparison.similar_claims]


def test_an_acronym_speaks_for_what_it_is_short_for(compare_texts: Compare) -> None:
    """The UN and the United Nations are one voice."""
    said = "said on Monday that the mill in Dornwick would close by June with the loss of 300 jobs."

    comparison = compare_texts(f"The UN {said}", f"The United Nations {said}")

    assert [Status.SAME] == [
        one.status for fact in comparison.facts for one in fact.attributes if one.name == "according to"
    ]


def test_continents_tell_nobody_apart() -> None:
    """A European diplomat may be a French one; a French one is not Danish."""
    assert not describe_two("a European diplomat", "a French diplomat")
    assert describe_two("a Danish diplomat", "a French diplomat")


def test_a_word_that_ends_in_man_need_not_be_a_man() -> None:
    """A German is no man by the letters."""
    assert not describe_two("a German teacher", "a German spokeswoman")
