"""A word as it is spoken, however it is spelled: I'd is I would, G.O.P. is GOP, two-in-three is 2 in 3."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from compare.extract.number_words import SMALL

_LIKE = 0.7  # similarity of the letters from which two words are spellings of one: Moammar, Muammar
_LONGEST = 60  # characters; what is longer is an address or a rubbish line, and stays whole
_INNER = re.compile(r"(?:[^-‐‑–—/….]|\.(?!\.)(?<!\.\.))+")
# A word with letters left out for decency: f***ing, s--t.
_MASKED = re.compile(r"[^\W\d_]{1,2}[–—-]{2,}[^\W\d_]*|[^\W\d_]+[*#@]+[^\W\d_]*")
_POINTS = ".,;:!?'\""
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?")
_MASK = re.compile(r"[*#@–—-]+")
_SHORT = re.compile(r"(?:n't|'(?:m|re|ve|ll|d|s))$")
_OPENED = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "is"}
# Behind these 's is no possessive.
_IS = frozenset("he here how it let she that there this what when where who".split())
# Two words written as one: the first, after how many letters it ends, the second.
_JOINED = {
    "can't": ("can", 3, "not"),
    "cannot": ("can", 3, "not"),
    "won't": ("will", 2, "not"),
    "shan't": ("shall", 3, "not"),
    "gonna": ("going", 3, "to"),
    "gotta": ("got", 3, "to"),
    "wanna": ("want", 3, "to"),
    "percent": ("per", 3, "cent"),
}
_NO_BRACKETS = str.maketrans("", "", "()[]{}")
# An article or pronoun that French and Italian write together with its word: l'Europe, dell'Italia.
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|all|dall|dell|nell|sull|un)'(?=\w{2})")
_FULL = {
    "capt": "captain",
    "col": "colonel",
    "dr": "doctor",
    "gen": "general",
    "gov": "governor",
    "lt": "lieutenant",
    "mr": "mister",
    "ok": "okay",
    "prof": "professor",
    "rep": "representative",
    "reps": "representatives",
    "sen": "senator",
    "sens": "senators",
    "sgt": "sergeant",
}


class Piece(NamedTuple):
    """A spoken word within a written one: characters *start* up to *end* of that one."""

    start: int
    end: int
    token: str


@lru_cache(maxsize=1 << 16)
def split_spoken(word: str) -> tuple[Piece, ...]:
    """The spoken words of a written one, which is in small letters with straight apostrophes."""
    if word.isalpha() and word not in _JOINED:
        return (Piece(0, len(word), _spell(word)),)
    if len(word) > _LONGEST or _MASKED.fullmatch(word):
        return (Piece(0, len(word), word),)
    return tuple(
        piece for match in _INNER.finditer(word) for piece in _open(match.group(), match.start())
    ) or (Piece(0, len(word), word),)


def likeness(left: str, right: str) -> float:
    """How alike the letters of two words, or of a few, are, 0 to 1; 0 if they can be no spellings of one."""
    if _is_masked_form(left, right) or _is_masked_form(right, left):
        return 1.0
    return Indel.normalized_similarity(left, right, score_cutoff=_LIKE)


def _is_masked_form(masked: str, word: str) -> bool:
    """Whether a spoken word with letters left out for decency may stand for another: f***ing, s--t."""
    if not _MASKED.fullmatch(masked):
        return False
    first, last = _MASK.split(masked, maxsplit=1)[0], _MASK.split(masked)[-1]
    return len(word) > len(first) + len(last) and word.startswith(first) and word.endswith(last)


def _open(word: str, at: int) -> list[Piece]:
    """The pieces of a word without hyphens that stands at *at*."""
    end = at + len(word)
    if word in _JOINED:
        first, length, second = _JOINED[word]
        return [Piece(at, at + length, first), Piece(at + length, end, second)]
    if elided := _ELIDED.match(word):
        cut = elided.end()
        return [Piece(at, at + cut, word[: cut - 1]), *_open(word[cut:], at + cut)]
    short = _SHORT.search(word)
    if short and short.start() and (short.group() != "'s" or word[: short.start()] in _IS):
        cut = short.start()
        return [Piece(at, at + cut, _spell(word[:cut])), Piece(at + cut, end, _OPENED[short.group()])]
    return [Piece(at, end, _spell(word))]


def _spell(word: str) -> str:
    """A word without the points of initials and what brackets and points stand in it, in full, in digits."""
    if not word.isalnum():
        word = word.translate(_NO_BRACKETS) or word  # [W]e
        word = word.replace(".", "") if _INITIALS.fullmatch(word) else word.strip(_POINTS) or word
    word = _FULL.get(word, word)
    return str(SMALL[word]) if word in SMALL else word
