"""Words as they are spoken, however an outlet spells them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extract.spoken import likeness, split_spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("harbour", ["harbour"]),
        ("i'd", ["i", "would"]),
        ("don't", ["do", "not"]),
        ("won't", ["will", "not"]),
        ("cannot", ["can", "not"]),
        ("gonna", ["going", "to"]),
        ("percent", ["per", "cent"]),
        ("it's", ["it", "is"]),
        ("pilot's", ["pilot's"]),
        ("two-in-three", ["2", "in", "3"]),
        ("g.o.p", ["gop"]),
        ("o.k", ["okay"]),
        ("ok", ["okay"]),
        ("gen", ["general"]),
        ("w]e", ["we"]),
        ("1.5", ["1.5"]),
        ("1,500", ["1,500"]),
        ("pier...we're", ["pier", "we", "are"]),
        ("l'europe", ["l", "europe"]),
        ("qu'il", ["qu", "il"]),
        ("f***ing", ["f***ing"]),
        ("s--t", ["s--t"]),
        ("myself--frank", ["myself", "frank"]),
    ],
)
def test_a_written_word_is_split_into_spoken_ones(written: str, spoken: list[str]) -> None:
    """Short forms are opened, hyphens cut, initials joined, small numbers made figures; possessives stay."""
    assert spoken == [piece.token for piece in split_spoken(written)]


@given(st.text(alphabet="ab't.-…*[]2né", min_size=1, max_size=70))
def test_pieces_lie_in_order_within_the_word(word: str) -> None:
    """Whatever a word is made of, it has a piece, and its pieces follow one another inside it."""
    pieces = split_spoken(word)
    places = [place for piece in pieces for place in (piece.start, piece.end)]

    assert pieces
    assert places == sorted(places)
    assert 0 <= places[0]
    assert places[-1] <= len(word)
    assert all(piece.token for piece in pieces)


@pytest.mark.parametrize(
    ("masked", "word", "same"),
    [
        ("f***ing", "flaming", True),
        ("d--n", "darn", True),
        ("d--n", "dart", False),
        ("f***ing", "fing", False),
        ("flaming", "flaning", False),
    ],
)
def test_letters_left_out_may_be_any(masked: str, word: str, same: bool) -> None:  # noqa: FBT001
    """A word with letters masked stands for one that begins and ends alike and is longer."""
    assert same is (likeness(masked, word) == 1.0)
