"""Words and tokens with their places in the text.

Tokens are DESIGN.md's, section 2: maximal runs of letters, digits, underscore and combining marks,
lower-cased character by character; a character of a script written without spaces is one token.
Plain words are what a person counts: runs between white space that hold a letter or digit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_RUN = re.compile(r"\w+")
_SPACED = re.compile(r"\S+")
_FIRST_MARK = "\u0300"
# Han, Kana, Thai, Lao, Myanmar, Khmer: scripts written without spaces between words.
_UNSPACED = re.compile(
    "[\u3005\u3007\u3021-\u3029\u3038-\u303a\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u0e01-\u0e7f\u0e81-\u0eff\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f\u1780-\u17ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2032": "'"})


class Word(NamedTuple):
    """A word's place, characters *start* up to *end*, and its normalised form."""

    start: int
    end: int
    token: str


def normalise_token(text: str) -> str:
    """NFC, each character lower-cased on its own (no final-sigma rule)."""
    if text.isascii():
        return text.lower()
    return "".join(map(str.lower, unicodedata.normalize("NFC", text)))


def split_words(text: str, start: int = 0, end: int | None = None, *, unspaced: bool = True) -> list[Word]:
    """The tokens between *start* and *end*; *unspaced* makes each Han, Kana, Thai ... character one."""
    end = len(text) if end is None else end
    words: list[Word] = []
    position = start
    while match := _RUN.search(text, position, end):
        position = _end_with_marks(text, match.end(), end)
        if unspaced and not text[match.start() : position].isascii():
            words.extend(_split_unspaced(text, match.start(), position))
        else:
            words.append(Word(match.start(), position, normalise_token(text[match.start() : position])))
    return words


def _end_with_marks(text: str, position: int, end: int) -> int:
    """Where a run that reaches *position* ends, combining marks and what follows them included."""
    while position < end and _is_mark(text[position]):
        position += 1
        if match := _RUN.match(text, position, end):
            position = match.end()
    return position


def _split_unspaced(text: str, start: int, end: int) -> list[Word]:
    """A run cut so that each character of an unspaced script, with its marks, stands alone."""
    words: list[Word] = []
    first, alone = start, False
    for position in range(start, end):
        if position > start and _is_mark(text[position]):
            continue  # a mark belongs to the character before it
        unspaced = _UNSPACED.match(text, position) is not None
        if position > first and (alone or unspaced):
            words.append(Word(first, position, normalise_token(text[first:position])))
            first = position
        alone = unspaced
    words.append(Word(first, end, normalise_token(text[first:end])))
    return words


def _is_mark(character: str) -> bool:
    return character >= _FIRST_MARK and unicodedata.category(character) in ("Mn", "Mc")


def fold_apostrophes(text: str) -> str:
    """The text with every apostrophe straight; its length does not change."""
    return text.translate(_APOSTROPHES)


def split_plain_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """White-space words that hold a letter or digit, outer punctuation left out of place and token."""
    words = []
    for match in _SPACED.finditer(text, start, len(text) if end is None else end):
        first, last = match.span()
        while first < last and not text[first].isalnum():
            first += 1
        while last > first and not text[last - 1].isalnum():
            last -= 1
        while last < match.end() and _is_mark(text[last]):
            last += 1
        if first < last:
            core = text[first:last]
            token = core.lower() if core.isascii() else normalise_token(fold_apostrophes(core))
            words.append(Word(first, last, token))
    return words


def count_words(text: str) -> int:
    """How many words a person would count."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
