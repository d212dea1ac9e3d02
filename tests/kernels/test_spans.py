"""Repeated passages: the kernels against their plain twin, and both against what was promised."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.parts import widen_cut
from compare.text.sentences import split_sentences
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from conftest import Rows

    Cut = tuple[int, int, int, int, int]

RUN = 50
ALL = 10_000  # places of a mark: as many as there can be
WORDS = [f"{syllable}{ending}" for syllable in "ba ce di fo gu".split() for ending in "lmnrst"]
JOINTS = [" ", " ", " ", " ", ". ", ".\n", "\n", "\r\n", "\n\n", ".\u2028", ", "]


@st.composite
def corpora(draw: st.DrawFn) -> list[str | None]:
    """Texts put together of pieces of a few long passages, which so repeat one another and themselves."""
    passages = [
        draw(st.lists(st.sampled_from(WORDS), min_size=RUN + 10, max_size=2 * RUN + 30)) for _ in range(3)
    ]
    texts: list[str | None] = []
    for _ in range(draw(st.integers(1, 5))):
        words: list[str] = []
        for _ in range(draw(st.integers(1, 4))):
            passage = draw(st.sampled_from(passages))
            first = draw(st.sampled_from([0, 0, 1, 5, 12]))
            length = draw(st.sampled_from([RUN - 1, RUN, RUN + 1, RUN + 9, 200]))
            words += passage[first : first + length]
            words += draw(st.lists(st.sampled_from(["x", "y", "\u00e9t\u00e9", "\u4e2d\u6587"]), max_size=3))
        joints = draw(st.lists(st.sampled_from(JOINTS), min_size=7, max_size=7))
        text = "".join(f"{word}{joints[(i * i + i // 3) % 7]}" for i, word in enumerate(words))
        texts.append(text[:1].upper() + text[1:])
    return draw(st.permutations([*texts, *draw(st.lists(st.sampled_from([None, "", "a b."]), max_size=1))]))


def cut_all(
    kernel: ModuleType,
    texts: Sequence[str | None],
    table_of_texts: Callable[..., Rows],
    *,
    keep: str = "first",
    **settings: Any,  # noqa: ANN401 - as they come
) -> dict[int, list[Cut]]:
    """What goes of each text, by its number, in sentences."""
    most = settings.pop("most", ALL)
    rows = table_of_texts(kernel, texts, **settings)
    spans = rows.table.spans(keep=keep, ranks=None, load=rows.texts.__getitem__, threads=2, most=most)
    cuts: dict[int, list[Cut]] = {}
    while (found := spans.next()) is not None:
        row, text, _ = found
        assert text == rows.texts[row]
        places = split_sentences(text.decode("utf-8", "surrogatepass"))
        cuts[row] = list(spans.cut(array("I", [edge for place in places for edge in place]).tobytes()))
    return cuts


def find_gone(text: str, parts: Sequence[Cut]) -> list[tuple[int, int]]:
    """The characters of the sentences that go."""
    places = split_sentences(text)
    return [(places[first][0], places[last - 1][1]) for first, last, *_ in parts]


@given(texts=corpora(), min_tokens=st.sampled_from([0, 5, 20]), keep=st.sampled_from(["first", "longest"]))
def test_kernels_find_what_the_twin_finds(
    native: ModuleType,
    table_of_texts: Callable[..., Rows],
    texts: list[str | None],
    min_tokens: int,
    keep: str,
) -> None:
    """Every kernel cuts the same sentences, and names the same place for each."""
    expected = cut_all(plain, texts, table_of_texts, keep=keep, min_tokens=min_tokens)
    actual = cut_all(native, texts, table_of_texts, keep=keep, min_tokens=min_tokens)

    assert expected == actual
