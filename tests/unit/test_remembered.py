"""What a piece of text is, worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.text import remembered
from compare.text.remembered import Remembered

if TYPE_CHECKING:
    import pytest


@given(pieces=st.lists(st.text(max_size=3)))
def test_what_is_remembered_is_what_was_found(pieces: list[str]) -> None:
    """Each piece gives what the function gives for it, and is asked for once."""
    asked: list[str] = []
    lengths = Remembered(lambda piece: (asked.append(piece), len(piece))[1])

    assert [len(piece) for piece in pieces] == [lengths[piece] for piece in pieces]
    assert len(set(pieces)) == len(asked)


def test_a_flood_of_pieces_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many pieces nor long ones fill the memory; they are found all the same."""
    monkeypatch.setattr(remembered, "_MOST", 10)
    upper = Remembered(str.upper)
    pieces = [*map(str, range(35)), *("x" * length for length in range(60, 70))]

    assert [piece.upper() for piece in pieces] == [upper[piece] for piece in pieces]
    assert len(upper) <= 10
    assert max(map(len, upper)) <= 64
