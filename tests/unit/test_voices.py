"""Who said what: the quotations of each speaker, in the results and in the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest

from compare.analyse.comparison import compare_documents
from compare.errors import SettingsError
from compare.render.layout import width_of
from compare.render.markdown import render_markdown
from compare.render.page import Page
from compare.render.terminal import render_finding, render_report
from compare.results import Comparison
from compare.settings import CompareSettings, Section

if TYPE_CHECKING:
    from compare.results import Voice

Compare: TypeAlias = Callable[..., Comparison]

LEFT = (
    '"The harbour wall is cracked, badly drained, and sinking into the mud," said Peter Ellwood in Selby. '
    '"Nobody has paid for the lamps on the pier," he said. '
    '"We shall see," said Anna Brandt, the mayor. '
    'Ellwood said that the ferry would sail on Sunday. On the gate stood "come back tomorrow morning".'
)
RIGHT = (
    'It is "sinking into the mud," said Mr. Ellwood. Critics called the pier a "joke". '
    '"I have never liked boats at all," said Peter Ellwood. "Divers cost more than pumps," said Jan Roy.'
)


def voice_of(comparison: Comparison, name: str | None) -> Voice:
    """The speaker of this name."""
    (voice,) = (one for one in comparison.voices if one.name == name)
    return voice


def test_all_quotes_of_a_speaker_stand_together(compare_texts: Compare) -> None:
    """Under any form of the name, in the order of the texts, with the finding that several texts have."""
    comparison = compare_texts(LEFT, RIGHT)
    voice = voice_of(comparison, "Peter Ellwood")

    assert ["Q1", None, None, "Q1", None] == [group for _, group in voice.said]
    assert comparison.documents == voice.documents
    assert [
        '"The harbour wall is cracked, badly drained, and sinking into the mud,"',
        '"Nobody has paid for the lamps on the pier,"',
        "the ferry would sail on Sunday",
        '"sinking into the mud,"',
        '"I have never liked boats at all,"',
    ] == [quote.span.text for quote, _ in voice.said]


def test_who_is_quoted_by_both_leads_and_nobody_ends(compare_texts: Compare) -> None:
    """First the speaker of what several texts have; last what the text gives to nobody."""
    names = [voice.name for voice in compare_texts(LEFT, RIGHT).voices]

    assert "Peter Ellwood" == names[0]
    assert None is names[-1]
    assert {"Anna Brandt", "Jan Roy"} <= set(names)


def test_a_short_word_in_marks_is_no_speech(compare_texts: Compare) -> None:
    """What is held at arm's length is listed for nobody."""
    told = [quote.span.text for voice in compare_texts(LEFT, RIGHT).voices for quote, _ in voice.said]

    assert '"joke"' not in told


def test_the_same_office_in_two_stories_is_two_speakers(compare_texts: Compare) -> None:
    """Police in two towns are not one voice."""
    ferry = 'The ferry Aurora sank off Korvana. "Nobody is missing tonight," the police said. '
    fair = 'Apples won the fair of Ostrow again. "We counted nine hundred visitors," the police said. '
    comparison = compare_texts(
        ferry * 2, ferry + "Korvana mourns the Aurora.", fair * 2, fair + "Ostrow eats."
    )

    assert 2 == len(comparison.stories)
    assert 2 == sum("police" in (voice.name or "") for voice in comparison.voices)


def test_the_report_tells_who_said_what(compare_texts: Compare) -> None:
    """Speaker, documents, number of quotes, the finding in common, and first words with their places."""
    lines = render_report(compare_texts(LEFT, RIGHT), Page(width=80)).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("WHO SAID WHAT"))

    assert lines[start].endswith("3 speakers; what has no quotation marks is retold")
    assert lines[start + 1].startswith(" V1 Peter Ellwood")
    assert 'A:1  Q1 "The harbour wall is cracked' in lines[start + 1]
    assert "A B · 5 quotes" in lines[start + 2]
    assert any("… 2 more: " in line for line in lines[start : start + 6])
    assert any("V4 speaker not named" in line for line in lines)


def test_what_one_alone_has_points_to_the_speakers(compare_texts: Compare) -> None:
    """Quotes are counted there, and listed where the speakers are not."""
    whole = render_report(compare_texts(LEFT, RIGHT), Page(width=80)).split("ONLY IN ONE")[1]
    alone = compare_texts(LEFT, RIGHT)
    text = render_finding(alone, "only-A", Page(width=80))

    assert "quotes (see who said what)" in whole
    assert "lamps" not in whole
    assert '"Nobody has paid for the lamps on the pier,"' in " ".join(text.split())


def test_a_speaker_is_shown_with_all_quotes(compare_texts: Compare) -> None:
    """`show V1` leaves nothing out; a name that is none is answered with those there are."""
    comparison = compare_texts(LEFT, RIGHT)
    text = " ".join(render_finding(comparison, "V1", Page(width=80)).split())

    assert all(quote.span.text in text.replace("  ", " ") for quote, _ in comparison.voices[0].said[1:])
    with pytest.raises(SettingsError, match="V4, A-B, only-A, only-B"):
        render_finding(comparison, "V9", Page())


@pytest.mark.parametrize("width", [60, 80, 160, 200])
def test_many_speakers_are_bounded_and_counted(compare_texts: Compare, width: int) -> None:
    """Twenty speakers are shown; how many more there are is said, and how to see them."""
    names = [f"{given} {sur}" for given in ("Anna", "Peter", "Jan", "Lena", "Karl") for sur in
             ("Brandt", "Ellwood", "Roy", "Drost", "Hruska", "Mrak")]  # fmt: skip
    text = " ".join(
        f'"Pump number {number} is broken again," said {name}.' for number, name in enumerate(names)
    )
    comparison = compare_texts(text, "It rained in Ostrow on Monday, and nobody said a word about it.")
    report = render_report(comparison, Page(width=width))

    hidden = len(comparison.voices) - 20
    assert hidden > 0
    assert f"… {hidden} more speakers: --top {-(-len(comparison.voices) // 4)} shows them" in report
    assert all(width_of(line) <= width for line in report.splitlines())
    assert f"_… {hidden} more: `--top" in render_markdown(comparison, top=5)


def test_voices_are_a_part_of_the_quotes(compare_texts: Compare) -> None:
    """Where quotes were not asked for, nobody's are listed."""
    documents = compare_texts(LEFT, RIGHT).documents
    sections = frozenset({Section.FACTS, Section.ONLY})
    comparison = compare_documents(documents, CompareSettings(), sections=sections)

    assert () == comparison.voices
    assert "lamps on the pier" in render_report(comparison, Page(width=80)).split("ONLY IN ONE")[1]


def test_markdown_has_a_row_a_speaker(compare_texts: Compare) -> None:
    """Id, name, documents, how many quotes, and the first words of some."""
    text = render_markdown(compare_texts(LEFT, RIGHT), top=5)

    assert '| V1 | Peter Ellwood | A B | 5 | A:1 **Q1** "The harbour wall' in text
