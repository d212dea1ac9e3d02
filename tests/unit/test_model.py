"""Documents and the places in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable

LINES = st.text(st.sampled_from("ab \n\r\x0b\x0c\x1c\x85\u2028\u2029\ud800"))


def reference_line(text: str, offset: int) -> int:
    """The line that holds a character, by counting the lines up to and with it."""
    count = 0
    place = 0
    for line in text.splitlines(keepends=True):
        count += 1
        place += len(line)
        if offset < place:
            break
    return max(count, 1)


@given(text=LINES, offset=st.integers(0, 40))
def test_lines_are_numbered_as_an_editor_does(text: str, offset: int) -> None:
    """Every line break counts once, a character stands on the line it ends, the end on the last line."""
    document = Document(id="a", text=text, path="a.txt", source="a")

    assert reference_line(text, offset) == document.line_of(offset)


def test_an_empty_document_has_one_line(document: Callable[..., Document]) -> None:
    """There is a line to point at even without text."""
    assert 1 == document("").line_of(0)


def test_documents_with_equal_text_are_two(document: Callable[..., Document]) -> None:
    """Documents are told apart by identity, so two files of the same words stay two."""
    assert document("one") != document("one")


def test_a_span_shows_its_characters_and_line(document: Callable[..., Document]) -> None:
    """Text is taken as it stands, the line is that of the first character."""
    span = Span(document("First.\r\nSecond  line."), 8, 20)

    assert "Second  line" == span.text
    assert 2 == span.line


@pytest.mark.parametrize(
    ("place", "holds", "meets"),
    [
        ((2, 5), True, True),
        ((2, 3), True, True),
        ((0, 3), False, True),
        ((5, 6), False, False),
        ((0, 2), False, False),
    ],
)
def test_spans_hold_and_meet(
    document: Callable[..., Document], place: tuple[int, int], *, holds: bool, meets: bool
) -> None:
    """Ends are half-open: a span that begins where another ends does not meet it."""
    text = document("abcdefgh")
    span, other = Span(text, 2, 5), Span(text, *place)

    assert holds is span.holds(other)
    assert meets is span.meets(other)


def test_spans_of_different_documents_never_meet(document: Callable[..., Document]) -> None:
    """Equal offsets in another document are another place."""
    left, right = Span(document("abc"), 0, 3), Span(document("abc"), 0, 3)

    assert not left.holds(right)
    assert not left.meets(right)
    assert left != right
