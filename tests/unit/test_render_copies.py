"""The report's part on copied text: matrix, pairs, groups of copies, sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compare.analyse.comparison import compare_documents
from compare.model import Document, Span
from compare.render.layout import width_of
from compare.render.page import Page
from compare.render.terminal import render_finding, render_report
from compare.results import Passage, PassageKind
from compare.settings import By, CompareSettings, Section

OVERLAP = frozenset({Section.OVERLAP})
WALL = "The harbour wall of Selby broke on Sunday night and the river ran into forty houses below the mill."
PIER = "Divers from Karlstad found rotten timber under the pier, last mended sixty years ago by the guild."


def report(*texts: str, width: int = 80, by: By = By.DOC, sources: int = 100, top: int = 5) -> str:
    """The overlap part of the report on texts, each a day older than the one before it."""
    documents = [
        Document(
            id=f"d{place:02}",
            text=text,
            path=f"d{place}",
            source=f"the outlet number {place % sources} of the valley",
            published=date(2024, 5, 28 - place),
        )
        for place, text in enumerate(texts)
    ]
    comparison = compare_documents(documents, CompareSettings(), by=by, sections=OVERLAP)
    return render_report(comparison, Page(width=width, top=top))


def test_a_few_documents_are_shown_as_a_matrix() -> None:
    """Each row says how much of that document stands in the others."""
    lines = report(f"{WALL} {PIER}", WALL, "Otters sleep at noon.").splitlines()
    head = next(place for place, line in enumerate(lines) if line.split() == ["A", "B", "C"])

    assert [["A", "·", "53%", "·"], ["B", "100%", "·", "·"], ["C", "·", "·", "·"]] == [
        line.split() for line in lines[head + 1 : head + 4]
    ]


@pytest.mark.parametrize("texts", [(WALL, WALL), (WALL, PIER, "Otters."), (*[WALL] * 13,)])
def test_two_many_or_strangers_need_no_matrix(texts: tuple[str, ...]) -> None:
    """Of two documents, of more than twelve, and where nothing is shared, there is none."""
    assert "share of each row" not in report(*texts)


def test_passages_of_one_document_stand_under_a_heading() -> None:
    """What a lone document says twice is no part of its summary."""
    lines = report(f"{WALL} {PIER} {WALL}").splitlines()

    assert "OVERLAP                  within one document" in lines
    assert any(line.startswith(" P1 ") for line in lines)


def test_a_pair_says_which_side_is_earlier_and_which_has_more() -> None:
    """The dates of both, and that one holds the other, stand in its row."""
    assert "A fuller" in report(f"{WALL} {PIER}", WALL)
    assert "B earlier, A fuller" in report(f"{WALL} {PIER}", WALL)
    assert "B earlier and fuller" in report(WALL, f"{WALL} {PIER}")


def test_a_group_of_copies_is_a_finding() -> None:
    """It has an id, by which it can be shown, its documents, the fullest and the earliest."""
    documents = [
        Document(id=name, text=text, path=name, source=name, published=date(2024, 5, day))
        for name, text, day in (("a", f"SELBY (AP) - {WALL}", 2), ("b", f"{WALL} {PIER}", 3))
    ]
    shown = render_finding(compare_documents(documents, CompareSettings(), sections=OVERLAP), "G1", Page())

    assert "G1 2 documents, share most of a text: A B · a text of AP in A B · fullest B" in shown
    assert "earliest A, 2024-05-02" in shown


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("by", list(By))
def test_no_line_is_wider_than_the_page(width: int, by: By) -> None:
    """Twelve documents with long names of sources fit any page."""
    text = report(
        *(f"{WALL} {PIER}" if place % 2 else WALL for place in range(12)), width=width, by=by, sources=5
    )

    assert "OVERLAP" in text
    assert max(map(width_of, text.splitlines())) <= width


def test_sources_stand_in_rows() -> None:
    """By source, a row tells how many pairs of documents share text, and how many are copies."""
    text = report(WALL, PIER, WALL, WALL, by=By.SOURCE, sources=2, width=120)
    rows = [
        line.split() for line in text.splitlines() if "outlet number 0" in line and "outlet number 1" in line
    ]

    assert [["2", "2"]] == [row[-2:] for row in rows]


def test_sources_that_share_no_more_than_a_run_have_a_row() -> None:
    """As many rows as the heading counts; where no two sources share text it says so."""
    run = "on the night of the great flood"
    shared = report(f"They slept {run}.", f"Lamps went out {run}, it is said.", by=By.SOURCE, sources=2)
    apart = report(WALL, "Otters sleep at noon.", by=By.SOURCE, sources=2)

    assert "OVERLAP                  1 pair of sources that shares text" in shared
    assert 1 == sum("7 words" in line for line in shared.splitlines())
    assert "OVERLAP                  no text in two sources" in apart


def test_a_summary_shows_both_places_the_shorter_first() -> None:
    """A passage that may sum up another says so, and gives both texts, none word under word."""
    left = Document(id="a", text=f"{WALL} {PIER}", path="a", source="a")
    right = Document(id="b", text="The wall of Selby broke, rotten as it was.", path="b", source="b")
    comparison = compare_documents([left, right], CompareSettings(), sections=OVERLAP)
    spans = Span(left, 0, len(left.text)), Span(right, 0, len(right.text))
    passage = Passage("P1", PassageKind.SUMMARY_RIGHT, *spans, 0.2, ())
    text = render_finding(replace(comparison, passages=(passage,)), "P1", Page())

    assert (
        " P1 9 words that may sum up 36 words\n  B:1  The wall of Selby broke, rotten as it was.\n  A:1"
        in text
    )


def test_text_shared_by_edits_alone_has_a_row() -> None:
    """A pair with passages, but no run as long as a shingle, stands in the matrix and in the table."""
    words = [f"w{number}" for number in range(200)]
    edited = [word if number % 5 else f"x{number}" for number, word in enumerate(words)]
    lines = report(" ".join(words), " ".join(edited), "Otters sleep at noon.").splitlines()

    assert "OVERLAP                  1 pair that shares text" in lines
    assert any(line.startswith(" A B ") and "0.000" in line and "4 words" in line for line in lines)
    assert any("share of each row" in line for line in lines)


def test_pairs_with_long_runs_are_counted_as_such() -> None:
    """Where all pairs have a run of a shingle or more, the heading says so."""
    assert "1 pair with 5-word runs in common" in report(f"{WALL} {PIER}", WALL)


def test_a_passage_with_an_edit_is_not_all_the_same() -> None:
    """However few of its words are changed, no passage shown with an edit is called 100% the same."""
    left, right = (
        Document(id=name, text=text, path=name, source=name)
        for name, text in (("a", WALL), ("b", WALL.replace("broke", "fell")))
    )
    comparison = compare_documents([left, right], CompareSettings(), sections=OVERLAP)
    (passage,) = comparison.passages
    text = render_finding(
        replace(comparison, passages=(replace(passage, similarity=0.999),)), passage.id, Page()
    )

    assert "words, 99% the same" in text


@pytest.mark.parametrize(("width", "note"), [(56, ""), (60, "B earlier…"), (80, "B earlier, A fuller")])
def test_a_note_stands_whole_or_not_at_all(width: int, note: str) -> None:
    """A page with no room for the first note of a pair has none, rather than a letter of it."""
    lines = report(f"{WALL} {PIER}", WALL, width=width).splitlines()
    (row,) = [line for line in lines if line.startswith(" A B ") and "words" in line]

    assert note == row.rpartition("words")[2].strip()


def test_the_letters_of_a_large_group_are_counted() -> None:
    """The overview names four documents for each finding that it shows, one finding shown alone names all."""
    documents = [Document(id=f"d{place}", text=WALL, path="d", source="d") for place in range(30)]
    comparison = compare_documents(documents, CompareSettings(), sections=OVERLAP)

    assert "copies of one text: A B C D and 26 more" in render_report(comparison, Page(top=1))
    assert "AB AC AD" in render_finding(comparison, "G1", Page())
