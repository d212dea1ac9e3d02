"""Words and tokens with their places in the text.

Tokens are DESIGN.md's, section 2: maximal runs of letters, digits, underscore and combining marks,
lower-cased character by character; a character of a script written without spaces is one token.
Plain words are what a person counts: runs between white space that hold a letter or digit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compare.text.remembered import Remembered
from compare.text.unicode import UNSPACED, hide_newer, is_mark, lower, normalise

_RUN = re.compile(r"\w+")
# What is neither plain ASCII nor one of the commonest signs that news puts between its words.
_UNUSUAL = re.compile("[^\\x00-\\x7f\\xa0\xa3\u20ac\u2013\u2014\u2018\u2019\u201c\u201d\u2026]")
_OUTER = "".join(character for character in map(chr, range(128)) if not character.isalnum())
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
    return lower(normalise(text))


def split_words(text: str, start: int = 0, end: int | None = None, *, unspaced: bool = True) -> list[Word]:
    """The tokens between *start* and *end*; *unspaced* makes each Han, Kana, Thai ... character one."""
    end = len(text) if end is None else end
    if text.isascii() or _UNUSUAL.search(text, start, end) is None:
        return _split_usual_words(text[start:end].lower(), start)
    return split_any_words(text, start, end, unspaced=unspaced)


def _split_usual_words(lower: str, start: int) -> list[Word]:
    """The tokens of a piece of text in small letters that begins at *start*; case changed no length in it."""
    words = []
    make = tuple.__new__  # a quarter of the time: Python need not be asked what a Word is for each
    place = 0
    for token in _RUN.findall(lower):
        place = lower.find(token, place)  # there it stands: no letter or digit comes before it
        words.append(make(Word, (start + place, start + (place := place + len(token)), token)))
    return words


def split_any_words(text: str, start: int, end: int, *, unspaced: bool) -> list[Word]:
    """What `split_words` does, for text of any script: one run after the other."""
    words: list[Word] = []
    position = start
    while match := _RUN.search(text, position, end):
        first, position = match.start(), _end_with_marks(text, match.end(), end)
        run = text[first:position]
        if run.isascii():
            words.append(Word(first, position, run.lower()))
        elif (known := hide_newer(run)) != run:
            parts = split_words(known, unspaced=unspaced)
            words.extend(Word(first + part.start, first + part.end, part.token) for part in parts)
        elif unspaced:
            words.extend(_split_unspaced(text, first, position))
        else:
            words.append(Word(first, position, normalise_token(run)))
    return words


def _end_with_marks(text: str, position: int, end: int) -> int:
    """Where a run that reaches *position* ends, combining marks and what follows them included."""
    while position < end and is_mark(text[position]):
        position += 1
        if match := _RUN.match(text, position, end):
            position = match.end()
    return position


def _split_unspaced(text: str, start: int, end: int) -> list[Word]:
    """A run cut so that each character of an unspaced script, with its marks, stands alone."""
    words: list[Word] = []
    first, alone = start, False
    for position in range(start, end):
        if position > start and is_mark(text[position]):
            continue  # a mark belongs to the character before it
        unspaced = UNSPACED.match(text, position) is not None
        if position > first and (alone or unspaced):
            words.append(Word(first, position, normalise_token(text[first:position])))
            first = position
        alone = unspaced
    words.append(Word(first, end, normalise_token(text[first:end])))
    return words


def fold_apostrophes(text: str) -> str:
    """The text with every apostrophe straight; its length does not change."""
    return text.translate(_APOSTROPHES)


def split_plain_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """White-space words that hold a letter or digit, outer punctuation left out of place and token."""
    words = []
    make = tuple.__new__  # as above
    place = start
    for chunk in text[start:end].split():
        place = text.find(chunk, place)  # there it stands: white space alone comes before it
        first, last, token = _CORES[chunk]
        if token:
            words.append(make(Word, (place + first, place + last, token)))
        place += len(chunk)
    return words


def list_plain_tokens(text: str) -> list[str]:
    """The tokens of the plain words of a text, without their places."""
    return list(filter(None, map(_TOKENS.__getitem__, text.split())))


def _find_core(chunk: str) -> Word:
    """The plain word in a run without white space; without token where it holds no letter or digit."""
    if chunk.isascii():
        inner = chunk.lstrip(_OUTER)
        core, first = inner.rstrip(_OUTER), len(chunk) - len(inner)
        return Word(first, first + len(core), core.lower())
    known = hide_newer(chunk)
    first, last = 0, len(known)
    while first < last and not known[first].isalnum():
        first += 1
    while last > first and not known[last - 1].isalnum():
        last -= 1
    while last < len(known) and is_mark(known[last]):
        last += 1
    core = chunk[first:last] if first < last else ""
    return Word(first, last, normalise_token(fold_apostrophes(core)))


_CORES = Remembered(_find_core)
_TOKENS = Remembered(lambda chunk: _find_core(chunk).token)


def count_words(text: str) -> int:
    """How many words a person would count."""
    return sum(map(bool, map(_TOKENS.__getitem__, text.split())))
