"""A document taken apart: what stands where, furniture set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.reading import take_apart
from compare.model import Document, Span
from compare.results import Furniture

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = (
    "Peter Ellwood left Selby on 3 May. He sold 40 boats. Anna Brandt stayed.\n\nRead more by Anna Brandt\n"
)


def test_furniture_has_no_sentences_and_no_names(document: Callable[..., Document]) -> None:
    """A line that was set aside is not read."""
    page = document(TEXT)
    line = Span(page, TEXT.index("Read"), len(TEXT) - 1)
    reading = take_apart(page, [Furniture(line, "link")])

    assert 3 == len(reading.sentences)
    assert ["Peter Ellwood", "Selby", "Anna Brandt"] == [name.text for name in reading.names]


def test_what_stands_in_a_place_is_found(document: Callable[..., Document]) -> None:
    """The names, dates and numbers of a sentence, and the sentences that a place meets."""
    reading = take_apart(document(TEXT), ())
    first, second, *_ = reading.sentences

    assert ["Peter Ellwood", "Selby"] == [name.text for name in reading.names_in(first)]
    assert 1 == len(list(reading.dates_in(first)))
    assert ["40"] == [TEXT[number.start : number.end] for number in reading.numbers_in(second)]
    assert (first, second) == reading.sentences_at(Span(first.document, first.end - 1, second.start + 1))


@given(start=st.integers(0, len(TEXT) - 1), size=st.integers(1, len(TEXT)))
def test_sentences_at_a_place_are_those_that_meet_it(start: int, size: int) -> None:
    """The search by place finds what a look at each sentence finds."""
    reading = take_apart(Document(id="a", text=TEXT, path="", source=""), ())
    span = Span(reading.document, start, min(start + size, len(TEXT)))

    assert tuple(s for s in reading.sentences if s.meets(span)) == reading.sentences_at(span)
    assert [n for n in reading.names if start <= n.start and n.end <= span.end] == list(
        reading.names_in(span)
    )


def test_a_that_with_nothing_behind_it_retells_nothing(document: Callable[..., Document]) -> None:
    """A sentence that breaks off behind its verb of saying is read without a word retold."""
    assert () == take_apart(document("Peter Ellwood said that"), ()).quotes
