"""What of a document is compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.bodies import read_bodies
from compare.model import Document, Span
from compare.results import Furniture
from compare.text.counted import split_counted_words


@given(text=st.text("ab'-.\u201c\u0301 \n", max_size=30), data=st.data())
def test_the_words_in_a_place_are_those_of_its_text(text: str, data: st.DataObject) -> None:
    """They are what one would get by reading that place alone, words cut at its ends too."""
    document = Document(id="d", text=text, path="d", source="s")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (body,) = read_bodies([document], ())

    assert split_counted_words(text, start, end) == body.words_in(Span(document, start, end))


def test_furniture_in_a_place_is_none_of_its_words() -> None:
    """A notice between two words of a place is left out of them."""
    document = Document(id="d", text="one two\nRead more\nthree four", path="d", source="s")
    (body,) = read_bodies([document], [Furniture(Span(document, 8, 17), "notice")])

    assert ["two", "three"] == [word.token for word in body.words_in(Span(document, 4, 23))]
