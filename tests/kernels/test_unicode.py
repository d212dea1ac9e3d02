"""The tables of the compiled kernels against Python's: all code points, and texts that NFC changes."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.text.unicode import UNSPACED, hide_newer, is_mark, lower, normalise

if TYPE_CHECKING:
    from types import ModuleType

CODE_POINTS = range(sys.maxunicode + 1)
OTHER, WORD, MARK, ALONE = range(4)


@cache
def _changed() -> str:
    """Every character with a canonical decomposition, and every part of one."""
    decomposed = {c: unicodedata.decomposition(c) for c in map(chr, CODE_POINTS)}
    parts = {chr(int(part, 16)) for d in decomposed.values() if d[:1] != "<" for part in d.split()}
    return "".join(sorted(parts | {c for c, d in decomposed.items() if d and d[0] != "<"}))


@cache
def _marks() -> str:
    return "".join(c for c in map(chr, CODE_POINTS) if unicodedata.combining(c))


HANGUL = st.one_of(
    st.characters(min_codepoint=0x10FE, max_codepoint=0x1115),
    st.characters(min_codepoint=0x115F, max_codepoint=0x1177),
    st.characters(min_codepoint=0x11A5, max_codepoint=0x11C4),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xAC40),
)
CHANGED = st.deferred(lambda: st.sampled_from(_changed()))
MARKS = st.deferred(lambda: st.sampled_from(_marks()))
TEXTS = st.one_of(
    st.text(st.one_of(CHANGED, MARKS, HANGUL, st.sampled_from("aé \ud800漢"))),
    st.text(st.one_of(CHANGED, MARKS)),
    st.text(HANGUL),
    st.builds(str.__add__, st.text(CHANGED, max_size=2), st.text(MARKS, min_size=20, max_size=200)),
    st.text(),
)


@cache
def _classes() -> list[int]:
    classes = []
    for code in CODE_POINTS:
        character = hide_newer(chr(code))
        word = character.isalnum() or character == "_"
        kind = (ALONE if UNSPACED.match(character) else WORD) if word else OTHER
        classes.append(MARK if is_mark(character) else kind)
    return classes


def test_every_code_point_is_of_its_class(native: ModuleType) -> None:
    """What is part of a token, and how, is what the twin says."""
    assert _classes() == [native.char_class(code) for code in CODE_POINTS]


def test_every_code_point_is_lowered_alike(native: ModuleType) -> None:
    """The lower case of one character, which may be two, is the twin's."""
    differing = [code for code in CODE_POINTS if native.lower(code) != [*map(ord, lower(chr(code)))]]

    assert [] == differing


def test_white_space_is_what_python_splits_at(native: ModuleType) -> None:
    """White space is folded at the same characters."""
    spaces = [code for code in CODE_POINTS if not hide_newer(chr(code)).split()]

    assert spaces == [code for code in CODE_POINTS if native.is_space(code)]


def test_every_code_point_is_normalised_alike(native: ModuleType) -> None:
    """Alone, and between a jamo and a mark, each character becomes the same."""
    for form in ("\n{}", "\n\u1100{}\u0301"):
        text = "".join(map(form.format, map(chr, CODE_POINTS)))
        assert normalise(text) == _normalise(native, text)


@given(text=TEXTS)
def test_texts_are_normalised_alike(native: ModuleType, text: str) -> None:
    """Marks in any order and number, jamo, and what decomposes: NFC is the twin's."""
    assert normalise(text) == _normalise(native, text)


def test_long_runs_of_marks_are_normalised_alike(native: ModuleType) -> None:
    """A character under a thousand marks is put in order."""
    text = "a" + "".join(_marks())[::-1]

    assert normalise(text) == _normalise(native, text)


def _normalise(native: ModuleType, text: str) -> str:
    return native.normalise(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")
