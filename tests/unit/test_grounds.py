"""Sentences that were only found to tell one fact: which of their values contradict each other."""

from __future__ import annotations

from datetime import date

import pytest

from compare.analyse.attributes import Statement, compare_attributes, make_statement
from compare.analyse.contrasts import find_contrasts
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.similar import Voices
from compare.analyse.speakers import Speakers
from compare.analyse.units import make_units, weigh_signs
from compare.extract.sourcing import find_sources
from compare.model import Document
from compare.results import Certainty


def make_statements(*texts: str) -> list[Statement]:
    """The one sentence of each text as a telling of a fact that was found."""
    documents = [
        Document(id=f"d{n}", text=text, path="", source=f"s{n}", published=date(2024, 5, 14))
        for n, text in enumerate(texts)
    ]
    readings = [take_apart(document, ()) for document in documents]
    names = NameTable(readings)
    voices = Voices(readings, Speakers(readings, names))
    units = make_units(readings, names)
    weigh_signs(units)
    return [make_statement(unit.span, unit, voices) for unit in units]


def differ(name: str, left: str, right: str) -> bool:
    """Whether two sentences that were surely found to tell one fact contradict each other in an attribute."""
    found = compare_attributes(make_statements(left, right), found=Certainty.SURE)
    return any(attribute.name == name and attribute.conflicts for attribute in found)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The storm sank 40 boats.", "The storm sank 50 boats.", True),
        ("The court read a 12-page ruling.", "A 14-page ruling was read out in court.", True),
        ("Two people are missing.", "Three people, a boy among them, are missing.", True),
        ("Four women sued the mill.", "Three other women sued the mill.", False),
        ("The storm sank 40 boats.", "The storm sank 50 more boats.", False),
        ("Bread costs $4.10 a loaf.", "Bread costs less, down from $4.50 a loaf.", False),
        ("Bread costs $4.10 a loaf.", "Bread costs $2.50 a pound.", False),
        (
            "With 60 men aboard, the boat Ula sank off Rhos.",
            "The Ula sank off Rhos with 85 men aboard.",
            True,
        ),
        ("With 60 men aboard, the Ula sank.", "With 85 men watching on the quay, rain fell on Rhos.", False),
        ("Mayor Ann Bell quit after 14 years in office.", "After 12 years in office, Ann Bell quit.", True),
        ("Bread is at a 40-year high in Rhos.", "Bread is at a 41-year high in Rhos.", False),
        ("The mill had its wettest day in 40 years.", "The mill had its wettest day in 60 years.", False),
        ("The court gave him a two-year ban.", "The court gave him a four-year ban.", True),
        ("The mill took a 10-year loan.", "The mill took a 15-year loan.", False),
        (
            "The mill earned $41 million last year.",
            "The mill earned $39 million net of tax last year.",
            False,
        ),
        ("The side won six games.", "The side won most of its nine games.", False),
        ("The side lost six games.", "The side lost in the past seven games.", False),
        ("The mill donated $40 million to schools.", "The mill earned $50 million from flour.", False),
        ("Bell leads with 36 percent support.", "A poll says Bell leads with 40 percent support.", False),
        ("In Arden the mill lost 40 jobs.", "In Harlow the mill lost 50 jobs.", False),
    ],
)
def test_rival_figures_depend_on_the_same(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """Others, what was before, what comes on top and what somebody else has are other figures."""
    assert differs is differ("number", left, right)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The mill burnt down on Sunday.", "The mill burnt down on Monday.", True),
        ("The mill fell in the 2016 race.", "The mill fell in the 2020 race.", False),
        ("The mill stood idle since Monday.", "The mill stood idle until Friday.", False),
        ("RHOS, May 3 (Wire) - The mill burnt down.", "RHOS, May 4 (Post) - The mill burnt down.", False),
        ("Bell said on Monday the mill burnt.", "Bell said on Friday the mill burnt.", False),
        ("The mill burnt as voters met Sunday.", "The mill burnt after a strike Monday.", False),
        ("The mill lost Monday's vote.", "The mill lost Friday's vote.", False),
    ],
)
def test_rival_days_belong_to_one_verb(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """A day that describes, bounds a stretch, or is that of a telling or of something else is none."""
    assert differs is differ("when", left, right)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The pipe had burst.", "The mill denied that the pipe had burst.", True),
        ("The pipe burst at the mill.", "The pipe did not burst at the mill.", True),
        ("The pipe will burst at the mill.", "The pipe will not burst at the mill.", True),
        ("The pipe will burst at the mill.", "The pipe won't burst at the mill.", True),
        ("The pipe will burst at the mill.", "The pipe did not burst at the mill.", False),
        (
            "Two dry months are the definition of a drought.",
            "Two dry months aren't the definition of a drought.",
            True,
        ),
        ("Two men were the guests at the mill.", "Two men did not burst the pipe at the mill.", False),
        ("The pipe burst at the mill.", "The mill fails if the pipe does not burst.", False),
        ("The pipe burst at the mill.", "Make sure the pipe at the mill does not burst.", False),
        ("The pipe burst at the mill.", "The pipe will not burst at the mill until May.", False),
        ("The mill plans to drain the pipe.", "The mill did not drain the pipe.", False),
        ("Ann Bell drained the pipe.", "Peter Dorn did not drain the pipe.", False),
        ("The pipe was drained last week.", "Bell says he did not drain the pipe.", False),
        ("Bell drained the pipe.", "None of the men drained the pipe.", False),
        ("Bell was charged with draining the pipe.", "The paper accuses Bell of draining the pipe.", False),
        ("The pipe is likely to burst.", "The pipe is expected to burst.", False),
        ("Bell told likely voters the pipe burst.", "Bell told voters the pipe burst.", False),
    ],
)
def test_a_doubt_counts_for_the_verb_of_both(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """A condition, a wish, a plan, somebody else's deed or a charge contradicts nobody."""
    assert differs is differ("certainty", left, right)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("Ann Bell said the old pipe had burst.", "Peter Dorn said the old pipe had burst.", True),
        ("Ann Bell said the old pipe had burst.", "The mill owner said the old pipe had burst.", False),
        ("Ann Bell said the old pipe had burst.", "Peter Dorn said the pipe cost the town a road.", False),
        ("Ann Bell said the pipe should burst.", "Peter Dorn said the pipe had burst.", False),
        (
            "Ann Bell said the old pipe had burst.",
            "Peter Dorn said the old pipe had burst, as Ann Bell knew.",
            False,
        ),
    ],
)
def test_sources_are_rivals_for_the_same_content(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """Whoever has no name may be the one named; who is spoken of on both sides is no rival."""
    assert differs is differ("according to", left, right)


def test_texts_that_name_nobody_in_common_are_no_rivals() -> None:
    """Two firms have two profits."""
    assert not differ("number", "Dornwick Mills earned $40 million.", "Harwell Steel earned $50 million.")


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("The vote fell before the debate.", "The vote fell after the debate.", True),
        ("The vote fell before the debate.", "The vote fell after the strike.", False),
        ("Before the debate the vote fell.", "After the debate the vote fell.", False),
        ("Water boils at Celsius, or 212 Fahrenheit.", "Water boils at Fahrenheit (100 Celsius).", False),
    ],
)
def test_other_words_beside_make_no_contrast(left: str, right: str, differs: bool) -> None:  # noqa: FBT001
    """Before and after are of what follows them; names with a comma or a number between do nothing."""
    told = [statement.told for statement in make_statements(left, right) if statement.told]

    assert differs is bool(find_contrasts(told))


@pytest.mark.parametrize(
    "text", ["The two states hold their votes in May.", "She won most pledged delegates."]
)
def test_a_noun_or_adjective_is_no_word_of_telling(text: str) -> None:
    """States that vote state nothing, and pledged delegates pledge nothing here."""
    assert [] == find_sources(text, 0, len(text))
