"""What a comparison comes to in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from compare.results import Comparison

Compare: TypeAlias = Callable[..., Comparison]

WALL = '"The harbour wall is cracked, badly drained, and sinking into the mud," said Peter Ellwood.'
LONG = (
    "Floods in Arvika have killed 14 people and swept away the old mill near the new harbour bridge. "
    "Rescue boats came from Karlstad with blankets, bread and forty sacks of dry sand for the dykes."
)


@pytest.mark.parametrize(("texts", "verdict"), [((), "Nothing to compare."), ((LONG,), "only one document")])
def test_too_few_documents_are_nothing_to_compare(
    compare_texts: Compare, texts: tuple[str, ...], verdict: str
) -> None:
    """No document or one says so, and nothing else."""
    (line,) = compare_texts(*texts).verdict

    assert verdict in line


def test_what_one_document_says_twice_is_told(compare_texts: Compare) -> None:
    """There is nothing to compare it with, but a passage that stands twice in it is a finding."""
    verdict = compare_texts(f"{LONG}\nNobody was hurt.\n{LONG}").verdict

    assert verdict[1:] == ("One passage in two places of it.",)


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Die Fähre sank am Montag vor der Küste, sagte die Polizei.",
            "Der Käse reift im Keller des Klosters.",
        ),
        ("El barco se hundió el lunes, dijo la policía.", "No hay queso en la isla desde el invierno."),
        ("月曜日にフェリーが沈没した。", "修道院の地下室でチーズが熟成している。"),
    ],
)
def test_texts_in_other_languages_are_told_why_no_fact_is_found(
    compare_texts: Compare, texts: tuple[str, str]
) -> None:
    """No fact in two German texts is no word on what they tell; of English texts nothing is added."""
    verdict = compare_texts(*texts).verdict

    assert "No fact was found in more than one of them: they are looked for in English" in verdict[-1]
    assert "which two of the texts are not." in verdict[-1]
    assert "No fact was found in more than one of them." == compare_texts(LONG, WALL).verdict[-1]


def test_a_contradiction_leads(compare_texts: Compare) -> None:
    """It stands before what is said of copies; facts without one stand last."""
    other = LONG.replace("14 people", "17 people")

    assert compare_texts(LONG, other).verdict[0].startswith("One fact told differently")
    assert not compare_texts(LONG, LONG.replace("Rescue", "Open")).verdict[0].startswith("One fact")


def test_the_same_text_twice(compare_texts: Compare) -> None:
    """Two copies are named first."""
    assert "The same text twice." == compare_texts(LONG, LONG).verdict[0]


def test_nearly_the_same_text(compare_texts: Compare) -> None:
    """A copy with other punctuation says how much is in both."""
    assert "Nearly the same text twice: 100%" in compare_texts(LONG, LONG.replace(",", ";")).verdict[0]


def test_a_text_inside_the_other(compare_texts: Compare) -> None:
    """A text that was taken whole into a longer one."""
    lines = [f"Sentence number{n} speaks of thing{n} and of place{n} as well." for n in range(20)]
    whole, part = " ".join(lines), " ".join(lines[:8])

    assert "One text stands inside the other." == compare_texts(whole, part).verdict[0]


def test_separate_texts_of_one_story(compare_texts: Compare) -> None:
    """Findings in common without copied text."""
    verdict = compare_texts(
        "Finance Minister Carla Mendes resigned yesterday after the Brigport bridge scandal. Farmers raged.",
        "Carla Mendes, the finance minister, stepped down on Wednesday over the Brigport scandal. Rain.",
    ).verdict

    assert verdict[0] == "Same story, written separately."
    assert verdict[1].startswith("No copied text (longest run of words in both: ")
    assert verdict[-1] == "One fact told in other words, one told alike."


def test_nothing_in_common(compare_texts: Compare) -> None:
    """Two texts about different things."""
    verdict = compare_texts("Otters sleep at noon.", "The choir sang loudly.").verdict

    assert "Nothing much in common." == verdict[0]
    assert "No quotation is in more than one of them." in verdict
    assert "No fact was found in more than one of them." in verdict


@pytest.mark.parametrize(
    ("other", "became"),
    [
        (WALL, "word for word"),
        ('It was "sinking into the mud," said Mr. Ellwood.', "cut short"),
        (WALL.replace("badly", "poorly"), "reworded"),
        (WALL.replace("Peter Ellwood", "Anna Brandt"), "given to different speakers"),
        (
            "Peter Ellwood said the harbour wall was cracked, badly drained, and sinking into the mud.",
            "retold",
        ),
        (
            "The harbour wall is cracked, badly drained, and sinking into the mud.",
            "copied without quotation marks",
        ),
    ],
)
def test_one_quote_and_what_became_of_it(compare_texts: Compare, other: str, became: str) -> None:
    """The one quotation in common, in words."""
    verdict = compare_texts(WALL, other).verdict

    assert f"One quote is in more than one source: {became}." in verdict


def test_several_quotes_are_counted(compare_texts: Compare) -> None:
    """How many there are, and how many of them were changed in which way."""
    lamps = '"Nobody paid a penny for the new lighthouse lamps," said Anna Brandt.'
    verdict = compare_texts(
        f"{WALL} {lamps}", f'{lamps} It is "sinking into the mud," said Mr. Ellwood.'
    ).verdict

    assert "Two quotes in more than one source, one cut short." in verdict


def test_many_documents_are_told_as_stories(compare_texts: Compare) -> None:
    """Of three or more: the stories, and which texts are copies."""
    verdict = compare_texts(LONG, LONG, "Otters sleep at noon.").verdict

    assert ("One story, told by two of the three documents.", "One pair the same text.") == verdict[:2]


def test_every_line_is_a_sentence(compare_texts: Compare) -> None:
    """Each line of a verdict begins with a capital and ends with a full stop."""
    for verdict in (
        compare_texts(WALL, f"We saw it. {WALL} Rain.").verdict,
        compare_texts(LONG, WALL, WALL).verdict,
    ):
        assert all(line[0].isupper() and line.endswith(".") for line in verdict)
