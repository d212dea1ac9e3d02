"""Unicode 14.0 on any Python: what is pinned, and what is done with characters that came later."""

from __future__ import annotations

import sys
import unicodedata
from hashlib import blake2b
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text import unicode
from compare.text.unicode import UNSPACED, Newer, hide_newer, is_mark, lower, normalise
from compare.text.unicode_ranges import LENGTHS
from compare.text.words import count_words, split_plain_words, split_words

# Made with Python 3.11, whose unicodedata is of 14.0: another Python must come to the same.
PINNED = "6c48bb018c638775cde6b92ed2cee5cb"


EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_every_code_point_is_as_in_14() -> None:
    """Classes, white space, lower case and NFC of all characters are those of Unicode 14.0."""
    known = hide_newer("".join(EVERY))
    every = "\n".join(EVERY)
    digest = blake2b(digest_size=16)
    for told in (str.isalnum, is_mark, str.isspace, UNSPACED.match):
        digest.update(bytes(map(bool, map(told, known))))
    for text in (lower(every), normalise(every)):
        digest.update(text.encode("utf-8", "surrogatepass"))

    assert PINNED == digest.hexdigest()


def test_the_ranges_cover_all_code_points() -> None:
    """The lengths add up to the whole of Unicode."""
    assert len(EVERY) == sum(LENGTHS)


def test_what_14_does_not_know_is_hidden() -> None:
    """A character assigned later becomes a noncharacter, every other one stays."""
    newer = Newer(LENGTHS)

    assert "a\ufdd0b" == newer.hide("a\u0cf3b")  # a Kannada mark of 15.0
    assert "\ufdd0\ufdd0" == newer.hide("\U00011f00\U0002ebf0")  # of 15.0 and 15.1
    assert "é漢\ud800\ue000😀\U000e0100" == newer.hide("é漢\ud800\ue000😀\U000e0100")


def test_exactly_what_is_unassigned_is_hidden() -> None:
    """The ranges are those of unicodedata, where that is of 14.0."""
    if unicodedata.unidata_version != unicode.VERSION:
        pytest.skip("this Python has another version")
    expected = ["\ufdd0" if unicodedata.category(character) == "Cn" else character for character in EVERY]

    assert "".join(expected) == Newer(LENGTHS).hide("".join(EVERY))


@pytest.fixture
def ignorant(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of Unicode to which é, the acute accent, か and 𝒜 are unknown."""
    edges = [edge for code in (0xE9, 0x301, 0x304B, 0x1D49C) for edge in (code, code + 1)]
    edges.append(sys.maxunicode + 1)
    lengths = [edges[0], *(last - first for first, last in pairwise(edges))]
    assert edges == list(accumulate(lengths))
    monkeypatch.setattr(unicode, "_NEWER", Newer(tuple(lengths)))


@pytest.mark.usefixtures("ignorant")
def test_unknown_characters_are_left_alone() -> None:
    """They are neither composed nor lowered, and keep their neighbours apart."""
    assert "a\u0301è\u0301" == normalise("a\u0301e\u0300\u0301")
    assert "é𝒜àa" == lower("é𝒜ÀA")


@pytest.mark.usefixtures("ignorant")
def test_unknown_characters_are_no_parts_of_words() -> None:
    """Words end before them, and places still point into the text."""
    text = "Caféine Ça\u0301\u0327va\n𝒜 ちかて"

    assert [(0, 3, "caf"), (4, 7, "ine"), (8, 10, "ça"), (12, 14, "va"), (17, 18, "ち"), (19, 20, "て")] == [
        tuple(word) for word in split_words(text)
    ]
    assert [(0, 7, "caféine"), (8, 14, "ça\u0301\u0327va"), (17, 20, "ちかて")] == [
        tuple(word) for word in split_plain_words(text)
    ]
    assert 3 == count_words(text)


@given(text=st.text())
def test_hiding_keeps_the_length(text: str) -> None:
    """Places in the hidden text are places in the text."""
    hidden = Newer(LENGTHS).hide(text)

    assert len(text) == len(hidden)
    assert all(new in (old, "\ufdd0") for old, new in zip(text, hidden, strict=True))


def test_every_changing_character_gives_the_tokens_of_its_composed_form() -> None:
    """Between letters, after a blank and before marks, a text and its NFC have the same tokens."""
    forms = ("a{}b", " {}b", "{}\u0301\u0338", "か{}\u3099", "={}\u0338", "\u1100{}\u11a8", "漢{}ก")
    for character in EVERY:
        if is_mark(character) or unicodedata.decomposition(character) or "\u1100" <= character < "\u1200":
            for text in map(str.format, forms, [character] * len(forms)):
                expected = [word.token for word in split_words(normalise(text))]
                assert expected == [word.token for word in split_words(text)], ascii(text)
