"""What stands between a text and a terminal: no text of a corpus may move the cursor or hide a letter."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile("[ \t\n\v\f\r\u0085\u00a0\u2028\u2029]+")
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Zero-width joiners shape letters in Persian, Hindi and emoji; they change no order and move no cursor.
_JOINERS = "\u200c\u200d"
# What JSON allows raw and a terminal or a UTF-8 stream does not bear: DEL, C1, direction marks, surrogates.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_ASCII = re.compile("[^\0-\x7f]")


def escape_text(text: str) -> str:
    r"""The text with every control, format and surrogate character written out, such as \x1b or \u202e."""
    if text.isprintable():
        return text
    return "".join(map(_escape_character, text))


def escape_line(text: str) -> str:
    """The text on one line: line breaks and runs of blanks folded to a space, the rest escaped."""
    return escape_text(_BLANKS.sub(" ", text).strip(" "))


def escape_json(json_text: str) -> str:
    """JSON text safe to print as UTF-8: controls, direction marks and lone surrogates as JSON escapes."""
    return _UNSAFE_IN_JSON.sub(_escape_in_json, json_text)


def escape_non_ascii(json_text: str) -> str:
    """JSON text in ASCII, the same to a reader of JSON."""
    return _NOT_ASCII.sub(_escape_in_json, json_text)


def _escape_in_json(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _escape_character(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE_CATEGORIES:
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - the last code of two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as above, four digits
