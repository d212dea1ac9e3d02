"""The index of places against looking at every place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.analyse.places import Places
from compare.model import Document, Span

LEFT, RIGHT = (Document(id=name, text="x" * 3000, path="", source="") for name in "ab")
SPANS = st.builds(
    lambda document, start, size: Span(document, start, start + size),
    st.sampled_from([LEFT, RIGHT]),
    st.integers(0, 2000),
    st.sampled_from([1, 2, 511, 512, 513, 900]),
)


@given(places=st.lists(SPANS, max_size=8), span=SPANS)
def test_it_finds_what_a_look_at_each_place_finds(places: list[Span], span: Span) -> None:
    """All places that share a character come, each once, in the order they were given."""
    index = Places((place, number) for number, place in enumerate(places))

    assert [number for number, place in enumerate(places) if place.meets(span)] == index.meeting(span)


@given(places=st.lists(SPANS, max_size=8), offset=st.integers(0, 2999))
def test_an_offset_is_in_a_place_that_holds_its_character(places: list[Span], offset: int) -> None:
    """A place begins with its first character and ends before its end."""
    index = Places((place, number) for number, place in enumerate(places))

    inside = [n for n, p in enumerate(places) if p.document is LEFT and p.start <= offset < p.end]
    assert inside == index.at(LEFT, offset)
