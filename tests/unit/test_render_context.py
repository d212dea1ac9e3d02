"""Where the places of a finding stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.model import Document, Span
from compare.render.context import render_context
from compare.render.labels import Labels
from compare.render.layout import width_of
from compare.render.page import Page

WORDS = "The ferry sank. Nine people, said the mayor, were on it (two of them children)."


def make(*texts: str) -> list[Document]:
    """Documents with these texts."""
    return [Document(id=f"d{number}", text=text, path="", source="") for number, text in enumerate(texts)]


def place(document: Document, words: str) -> Span:
    """Where words stand in a document."""
    start = document.text.index(words)
    return Span(document, start, start + len(words))


def show(spans: list[Span], page: Page) -> list[str]:
    """The lines under the heading."""
    documents = list(dict.fromkeys(span.document for span in spans))
    return render_context(spans, page, Labels.of(documents))[2:]


def test_a_place_is_marked_in_its_line() -> None:
    """The words stand between marks, punctuation that touches them outside, the rest of the line around."""
    (document,) = make(f"Before.\n{WORDS}\nBehind.")
    lines = show([place(document, "Nine people"), place(document, "two of them children")], Page())

    assert " A  d0" == lines[0]
    assert " A:2  The ferry sank. ▸Nine people◂, said the mayor, were on it (two of them" == lines[1]
    assert "(▸two of them children◂)." in " ".join(" ".join(lines).split())
    assert not any("Before" in line or "Behind" in line for line in lines)


def test_long_lines_are_cut_at_words_with_a_mark() -> None:
    """A paragraph without end is shown only near the place."""
    (document,) = make("word " * 500 + "here it is " + "tail " * 500)
    text = " ".join(" ".join(show([place(document, "here it is")], Page())).split())

    assert text.startswith("A d0 A:1 … word word")
    assert "word ▸here it is◂ tail" in text
    assert text.endswith("tail …")
    assert 450 > len(text)


def test_texts_stand_side_by_side_from_100_columns() -> None:
    """On a narrower page they stand under each other."""
    left, right = make(WORDS, "Eleven were on the ferry.")
    spans = [place(left, "Nine people"), place(right, "Eleven")]

    assert "│" in show(spans, Page(width=100))[1]
    assert not any("│" in line for line in show(spans, Page(width=99)))
    assert any("│" in line for line in show(spans, Page(width=80, side_by_side=True)))


def test_of_many_places_three_are_shown_and_the_others_named() -> None:
    """Nothing is left out without a word."""
    (document,) = make("\n".join(f"The ferry sank in {year}." for year in range(2001, 2007)))
    lines = show([place(document, f"in {year}") for year in range(2001, 2007)], Page())

    assert [" A:1  The ferry sank ▸in 2001◂."] == lines[1:2]
    assert " also A:4, 5, 6" == lines[-1]


def test_a_place_within_another_is_shown_once() -> None:
    """A quotation and a fact in it are one place to look at."""
    (document,) = make(WORDS)

    assert 1 == sum(
        "▸" in line for line in show([place(document, "Nine people"), place(document, "people")], Page())
    )


@given(
    text=st.text(st.sampled_from("ab c\n.,“)中\x1b\u202e"), min_size=1, max_size=300),
    edges=st.tuples(st.integers(0, 299), st.integers(1, 300)),
    width=st.sampled_from([60, 100, 131]),
)
def test_no_line_is_too_wide_and_none_steers_the_terminal(
    text: str, edges: tuple[int, int], width: int
) -> None:
    """Whatever the text around a place."""
    (document,) = make(text)
    start = min(edges[0], len(text) - 1)
    span = Span(document, start, max(start + 1, min(edges[1], len(text))))
    lines = show([span, span], Page(width=width))

    assert all(width_of(line) <= width and line.isprintable() for line in lines)
