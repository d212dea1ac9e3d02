"""Text set to a width keeps its words, its width and a mark at each cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.render.labels import letter
from compare.render.layout import (
    count_of,
    heading,
    left_out,
    pad,
    shorten,
    spread,
    width_of,
    wrap,
    wrap_shortened,
)
from compare.render.page import ASCII_MARKS, Page, Style

WORDS = st.text(st.sampled_from("ab é中文,."), max_size=200)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("\x1b[1mab\x1b[0m", 2), ("", 0)]
)
def test_width_counts_columns(text: str, width: int) -> None:
    """Wide characters take two columns, combining marks and our own colours none."""
    assert width == width_of(text)


@given(text=WORDS, width=st.integers(2, 40))
def test_wrapped_text_keeps_every_letter_within_the_width(text: str, width: int) -> None:
    """No line is too wide, and nothing is lost but spaces."""
    lines = wrap(text, width)

    assert all(width_of(line) <= width for line in lines)
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")


@given(text=WORDS, width=st.integers(4, 40))
def test_shortened_text_ends_with_a_mark(text: str, width: int) -> None:
    """A text that does not fit is cut with an ellipsis; one that fits is left alone."""
    short = shorten(text, width, Page())

    assert width_of(short) <= width
    assert short == text or short.endswith("…")


def test_shortened_text_is_cut_between_words() -> None:
    """The cut does not part a word if it can be helped, nor leave a comma before the mark."""
    assert "fled to London…" == shorten("fled to London, and on to Cairo", 18, Page())


def test_a_cell_of_too_many_lines_is_cut_with_a_mark() -> None:
    """Of five lines two are shown, and the second says that there is more."""
    lines = wrap_shortened("one two three four five six seven", 9, Page(), lines=2)

    assert ["one two", "three…"] == lines


def test_ends_of_a_line_are_spread_if_they_fit() -> None:
    """Two texts stand at both ends of a line, or not on one line at all."""
    assert "a        b" == spread("a", "b", 10)
    assert spread("aaaaa", "bbbbb", 11) is None


def test_numbers_are_counted_in_words() -> None:
    """One is singular, thousands have a comma."""
    assert ["1 word", "0 words", "2,000 inputs"] == [
        count_of(1, "word"),
        count_of(0, "word"),
        count_of(2000, "input"),
    ]


def test_what_is_left_out_names_the_option_that_shows_it() -> None:
    """Findings past --top are counted, with the option that shows them; without any nothing is said."""
    assert [" … 7 more: --top 12 shows them"] == left_out(12, Page(top=5))
    assert not left_out(5, Page(top=5))


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")])
def test_documents_are_lettered_like_columns(index: int, name: str) -> None:
    """After Z comes AA."""
    assert name == letter(index)


def test_colours_only_where_the_page_has_them() -> None:
    """Painting changes nothing on a page without colours."""
    assert "x" == Page().paint("x", Style.STRONG)
    assert "\x1b[1mx\x1b[0m" == Page(color=True).paint("x", Style.STRONG)


def test_ascii_pages_hold_ascii_signs() -> None:
    """With --ascii the report's signs and common punctuation are ASCII."""
    page = Page(ascii=True)

    assert page.text("“a” – ‘b’…").isascii()
    assert all(sign.isascii() for sign in (page.marks.dot, page.marks.differs, page.marks.ellipsis))
    assert ASCII_MARKS == page.marks


def test_headings_and_padding_keep_their_columns() -> None:
    """The note of a heading begins in one column, whatever the title."""
    assert ["", "FACTS" + " " * 20 + "2"] == heading("FACTS", "2", Page())
    assert "中  " == pad("中", 4)
