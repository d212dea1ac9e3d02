"""No text of a corpus reaches a terminal raw."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.render.escape import escape_json, escape_line, escape_non_ascii, escape_text

ANY_TEXT = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]0;x\x07", r"\x1b]0;x\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("a\x7f", r"a\x7f"),
        ("\u202etxt", r"\u202etxt"),
        ("\u2066a\u2069", r"\u2066a\u2069"),
        ("\u200f", r"\u200f"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("sous‑chef “né” 中文 ≠", "sous‑chef “né” 中文 ≠"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_controls_are_written_out_and_letters_are_not(raw: str, shown: str) -> None:
    """A control character becomes a visible escape; letters and signs stay as they are."""
    assert shown == escape_text(raw)


@given(text=ANY_TEXT)
def test_nothing_unsafe_is_left(text: str) -> None:
    """Of any text whatever no control, surrogate or direction mark is left, and no line break."""
    left = {
        unicodedata.category(character) for character in escape_line(text) if character not in "\u200c\u200d"
    }

    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_line_breaks_become_one_space() -> None:
    """Words on two lines stand on one, a space between them."""
    assert "one two three" == escape_line(" one\r\n\r\ntwo\u2028\u2029three\n")


@given(text=ANY_TEXT)
def test_json_of_any_text_is_valid_utf_8(text: str) -> None:
    """JSON that holds lone surrogates can be written as UTF-8 and reads back the same."""
    written = escape_json(json.dumps([text], ensure_ascii=False)).encode("utf-8")
    back = json.loads(written)[0]

    assert text.encode("utf-16", "surrogatepass") == back.encode("utf-16", "surrogatepass")


@given(text=ANY_TEXT)
def test_json_of_any_text_can_be_ascii(text: str) -> None:
    """JSON in ASCII reads back the same, letters beyond 16 bits included."""
    written = escape_non_ascii(json.dumps([text], ensure_ascii=False))
    back = json.loads(written.encode("ascii"))[0]

    assert text.encode("utf-16", "surrogatepass") == back.encode("utf-16", "surrogatepass")


@pytest.mark.parametrize("raw", "\x7f\x85\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ud800")
def test_json_holds_no_control_raw(raw: str) -> None:
    """What moves a cursor or turns the direction of text is a JSON escape; letters stay as they are."""
    assert f'"é\\u{ord(raw):04x}"' == escape_json(f'"é{raw}"')
