"""Offsets as JavaScript counts them, and how much of each text a page has room for."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.model import Document, Span
from compare.render.html.texts import Units, choose_pieces

if TYPE_CHECKING:
    from collections.abc import Callable


def make(text: str) -> Document:
    """A document of a text."""
    return Document(id="a", text=text, path="a", source="a")


@given(text=st.text(st.characters(codec=None) | st.sampled_from("🚢🌊a")), data=st.data())
def test_offset_is_the_number_of_units_before_it(text: str, data: st.DataObject) -> None:
    """The fast count agrees with that of the encoded text, lone surrogates and all."""
    offset = data.draw(st.integers(0, len(text)))

    expected = sum(2 if ord(character) > 0xFFFF else 1 for character in text[:offset])

    assert expected == Units().of(make(text), offset)


@given(
    text=st.text(st.sampled_from('ab \n<&"ü字🚢'), max_size=3000),
    cuts=st.lists(st.integers(0, 3000)),
    room=st.integers(0, 5000),
)
def test_every_place_shown_lies_in_a_piece(text: str, cuts: list[int], room: int) -> None:
    """With room for the whole text or without, what a finding points at is there; pieces do not meet."""
    document = make(text)
    places = [Span(document, cut, min(len(text), cut + 7)) for cut in cuts if cut < len(text)]

    pieces = choose_pieces([document], {document: places}, room)[document]

    for place in places:
        assert any(start <= place.start and place.end <= end for start, end in pieces)
    assert all(before[1] < after[0] for before, after in pairwise(pieces))


@given(texts=st.lists(st.text(st.sampled_from('ab \n<&"ü字🚢\\\x00'), max_size=99)), room=st.integers(0, 999))
def test_whole_texts_fit_into_the_room(texts: list[str], room: int) -> None:
    """Texts that are there whole take no more bytes of JSON than there is room for."""
    documents = [make(text) for text in texts]

    pieces = choose_pieces(documents, {}, room)
    whole = [document.text for document in documents if pieces[document]]
    size = sum(len(json.dumps(text, ensure_ascii=False).encode()) for text in whole)

    assert size <= room + 2 * len(whole)


def test_texts_that_findings_point_at_come_first(document: Callable[..., Document]) -> None:
    """Where there is room for one text, it is that of the finding."""
    first, second = document("x" * 500), document("y" * 500)

    pieces = choose_pieces([first, second], {second: [Span(second, 3, 5)]}, 600)

    assert {first: [], second: [(0, 500)]} == pieces
