"""Unicode 14.0, whatever Python's own version is: what tokens are must not change with the interpreter.

The native kernels have tables of the same version (native/make_tables.py makes them). A character that
14.0 does not know, a newer Python may: here it is part of no word, its own lower case, and left alone by
NFC. Python 3.11 has 14.0 itself and pays nothing for this.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = "14.0.0"

# Han, Kana, Thai, Lao, Myanmar, Khmer: scripts written without spaces between words.
UNSPACED = re.compile(
    "[\u3005\u3007\u3021-\u3029\u3038-\u303a\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u0e01-\u0e7f\u0e81-\u0eff\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f\u1780-\u17ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
_FIRST_MARK = "\u0300"
_SECOND_PLANE = 0x10000
_HIDDEN = "\ufdd0"  # a noncharacter: no version will ever give it a meaning


def is_mark(character: str) -> bool:
    """Whether the character combines with the one before it (Mn, Mc)."""
    return character >= _FIRST_MARK and unicodedata.category(character) in ("Mn", "Mc")


def is_numeric(character: str) -> bool:
    """Whether the character is a digit or another one that stands for a number (Nd, Nl, No)."""
    return unicodedata.category(character) in ("Nd", "Nl", "No")


class Newer:
    """What a newer version than 14.0 may know; *lengths* are of the runs that 14.0 does and does not know."""

    def __init__(self, lengths: tuple[int, ...]) -> None:
        self._edges = list(accumulate(lengths))
        gaps = list(pairwise(self._edges))[::2]
        # One class for the first plane is quick; the hundreds of ranges above it would be tried one by one.
        ranges = "".join(f"{chr(first)}-{chr(last - 1)}" for first, last in gaps if last <= _SECOND_PLANE)
        self._suspect = re.compile(f"[{ranges}\ufffe-\U0010ffff]")

    def hide(self, text: str) -> str:
        """The text with a noncharacter for each character that 14.0 does not know; its length stays."""
        return self._suspect.sub(self._hide_one, text)

    def _hide_one(self, match: re.Match[str]) -> str:
        known = bisect(self._edges, ord(match[0])) % 2 == 0
        return match[0] if known else _HIDDEN

    def spare(self, change: Callable[[str], str], text: str) -> str:
        """The text changed piece by piece between the characters that 14.0 does not know."""
        hidden = self.hide(text)
        if _HIDDEN not in hidden:
            return change(text)
        pieces: list[str] = []
        start = 0
        for piece in hidden.split(_HIDDEN):
            end = start + len(piece)
            pieces += change(piece), text[end : end + 1]
            start = end + 1
        return "".join(pieces)


def _find_newer() -> Newer | None:
    if unicodedata.unidata_version == VERSION:
        return None
    from compare.text.unicode_ranges import LENGTHS  # noqa: PLC0415 -- of no use to Python 3.11

    return Newer(LENGTHS)


_NEWER = _find_newer()


def normalise(text: str) -> str:
    """The text in NFC."""
    if _NEWER is None or text.isascii():
        return unicodedata.normalize("NFC", text)
    return _NEWER.spare(_compose, text)


def lower(text: str) -> str:
    """The text with each character lower-cased on its own (no final-sigma rule)."""
    if text.isascii():
        return text.lower()
    return _lower_each(text) if _NEWER is None else _NEWER.spare(_lower_each, text)


def hide_newer(text: str) -> str:
    """The text with a noncharacter for each character that 14.0 does not know; its length stays."""
    return text if _NEWER is None or text.isascii() else _NEWER.hide(text)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _lower_each(text: str) -> str:
    return "".join(map(str.lower, text))
