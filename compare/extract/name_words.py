"""The words of a sentence as names are looked for in them: capitals, possessives, and what opens a phrase."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, count
from operator import add
from typing import NamedTuple, overload

from compare.extract.places import is_country_code, is_place
from compare.extract.titles import HONORIFICS
from compare.text.remembered import Remembered
from compare.text.sentences import split_sentences
from compare.text.stopwords import is_stopword

# A word: letters, with their marks, and digits, joined by single inner apostrophes, hyphens, points or
# ampersands; with its point: U.N., D.
_TOKEN = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:[’'&.-][^\W_][\w\u0300-\u036f]*)*\.?")
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)
_PARTY_TAG = re.compile(r"[RDI]-[A-Z]")  # R-Calif.: a seat, not a name
PARTICLES = frozenset(
    "al el bin bint ibn abu ben van von der den de da di du del della dos la le ter ten y".split()
)
SMALL = PARTICLES | frozenset("of for and the &".split())
"""What stands in small letters inside names: Bank of America."""

_PARTICIPLES = frozenset(
    "led run era based born made like wide only held style owned cum old long type level class free size "
    "area".split()
)
_LONGEST_SYLLABLE = 5  # letters of the second half of a given name: Jong-un, Seung-hui

_TITLE_CASE = 0.6  # share of a line's content words with a capital from which capitals say nothing
# What title case leaves small. A line with a full stop is a headline only when nothing else in it is.
_LEFT_SMALL = frozenset(
    "a an the and but or nor for so yet as at by in of off on per to up via with from into over than that "
    "after amid is be vs".split()
)
_FEWEST_TO_TELL = 4  # content words of a line that can be title case
_APOSTROPHES = ("'", "’")
_CLOSERS = "\"'’”»)]"
_SAID = re.compile(r",[\"'’”»]+ ")  # "...," Smith said: what follows a quotation goes on the sentence
_ENDING = 3  # characters at the end of a sentence that may be its stop and closing marks


class Token(NamedTuple):
    """A word at characters *start* up to *end*, without a possessive ending.

    *low* is it in lower case, apostrophes straight, without a last point; *capital* whether it is written as
    names are. A word that *opens* is first in a sentence, quotation or list item: its capital says nothing.
    """

    start: int
    end: int
    text: str
    low: str
    capital: bool
    possessive: bool
    opens: bool


_as_token = partial(tuple.__new__, Token)  # of all its values in a row


class Shape(NamedTuple):
    """A word without its place; *bare* is one that an apostrophe alone makes a possessive: the Joneses'."""

    text: str
    low: str
    capital: bool
    possessive: bool
    bare: bool
    goes_on: bool
    """Whether it may stand in a name behind another word."""
    content: bool
    """Whether it says something."""
    plain: bool
    """Whether it is written small where title case would not leave it so."""
    sure: bool
    """Whether it is a name by itself even where every word has a capital: a place."""
    offset: int = 0
    """Where it begins in what stands between two spaces."""


class _Words:
    """The words of a text: what stands between its spaces, cut once for each that is different."""

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = text.split(" ")
        found = list(map(_PIECES.__getitem__, pieces))
        self.shapes = list(chain.from_iterable(found))
        # Where each piece begins, and how many words stand before it.
        self._starts: list[int] = list(map(add, accumulate(map(len, pieces), initial=0), count()))
        self._before = list(accumulate(map(len, found), initial=0))

    def start_of(self, number: int) -> int:
        """Where a word begins."""
        piece = bisect_right(self._before, number) - 1
        return self._starts[piece] + self.shapes[number].offset

    def count_to(self, end: int) -> int:
        """How many words begin before character *end*."""
        piece = bisect_left(self._starts, end)
        if piece and self._starts[piece] - 1 > end:
            first, last = self._before[piece - 1], self._before[piece]
            return first + sum(self.start_of(number) < end for number in range(first, last))
        return self._before[piece]


class Tokens(Sequence[Token]):
    """The words of a sentence; each is made when it is asked for, since most are of no interest."""

    def __init__(self, words: _Words, first: int, last: int) -> None:
        """Of the words of a text those from *first* up to *last*."""
        self._words = words
        self._first = first
        self.shapes = words.shapes[first:last]
        """What each word tells without its place."""
        self.capitals = [place for place, shape in enumerate(self.shapes) if shape.capital]
        """The places of the words that are written as names are."""
        self._made: dict[int, Token] = {}

    def __len__(self) -> int:
        return len(self.shapes)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        """A word, or several; places count from the first."""
        if isinstance(place, slice):
            first, last, _ = place.indices(len(self.shapes))
            return self.run(first, last)
        return self.at(place)

    def at(self, place: int) -> Token:
        """One word; like `run`, without a look at what is asked for."""
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._make(place)
        return made

    def run(self, first: int, last: int) -> list[Token]:
        """The words from *first* up to *last*."""
        return [self.at(place) for place in range(first, last)]

    def _make(self, place: int) -> Token:
        text = self._words.text
        start, shape = self._words.start_of(self._first + place), self.shapes[place]
        word, low, capital, possessive, bare, *_ = shape
        end = start + len(word)
        if bare and not possessive:
            possessive = text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isspace()
        return _as_token(
            (start, end, word, low, capital, possessive, place == 0 or self._opens(place, start))
        )

    def _opens(self, place: int, start: int) -> bool:
        before = self.shapes[place - 1].text
        if self._words.text.endswith(before + " ", 0, start):
            return False
        end = self._words.start_of(self._first + place - 1) + len(before)
        return _opens(self._words.text[end:start])

    def may_go_on(self, place: int) -> bool:
        """Whether a word is there that may stand in a name behind another."""
        return place < len(self.shapes) and self.shapes[place].goes_on


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; *mute* when its capitals say nothing, as in a headline."""

    tokens: Tokens
    mute: bool


def read_lines(text: str) -> list[Line]:
    """The sentences of a text."""
    words = _Words(text)
    lines = []
    last = 0
    for start, end in split_sentences(text):
        first, last = last, words.count_to(end)  # no sentence ends within a word
        tokens = Tokens(words, first, last)
        lines.append(Line(tokens, _is_mute(text, start, end, tokens.shapes)))
    return lines


def _is_mute(text: str, start: int, end: int, words: list[Shape]) -> bool:
    ended = text[max(start, end - _ENDING) : end].rstrip(_CLOSERS).endswith(".")
    if ended and any(word.plain for word in words):
        return False
    return _is_title_case(words)


def _find_shape(word: str) -> Shape:
    """What a word tells without its place: a sentence's stop and a possessive ending are no part of it."""
    if word.endswith(".") and not _is_abbreviated(word):
        word = word[:-1]
    word = word.rstrip("_")
    if ending := _POSSESSIVE.search(word):
        word = word[: ending.start()]
    low = word.lower().rstrip(".").replace("’", "'")
    bare = ending is None and word.endswith("s") and word[0].isupper()
    capital, content = _is_capital(word), word[0].isalpha() and not is_stopword(low)
    goes_on = capital or word.lower() in SMALL or is_given(word)
    sure, plain = is_place(word) or is_country_code(word), word[0].islower() and low not in _LEFT_SMALL
    return Shape(word, low, capital, ending is not None, bare, goes_on, content, plain, sure)


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is: Treki, el-Treki, but not US-led."""
    first, hyphen, rest = word.partition("-")
    if not hyphen:
        return word[0].isupper()
    if first.lower() in PARTICLES:
        return rest[:1].isupper()
    return first[0].isupper() and not rest[:1].islower() and not _PARTY_TAG.match(word)


def is_given(word: str) -> bool:
    """Whether a word may be a given name of two halves, as in Ban Ki-moon."""
    first, _, rest = word.partition("-")
    return (
        first[:1].isupper()
        and 0 < len(rest) <= _LONGEST_SYLLABLE
        and rest.islower()
        and rest not in _PARTICIPLES
        and not rest.endswith("ed")
    )


def _is_abbreviated(word: str) -> bool:
    return "." in word[:-1] or len(word) == 2 or word[:-1].lower() in HONORIFICS  # noqa: PLR2004 - a letter and its point


def _opens(between: str) -> bool:
    """Whether a word opens something by what stands between it and the word before."""
    if between == " " or _SAID.match(between):
        return False
    spaces = len(between) > 1 and between.isspace() and not between.lstrip(" \t").startswith(("\n", "\r"))
    return spaces or any(mark in between for mark in '"“”„«»•:;!?…‘') or " '" in between


def _is_title_case(words: list[Shape]) -> bool:
    """Whether the capitals of a line say nothing: a headline, or shouted text."""
    content = [word.capital for word in words if word.content]
    if len(content) < _FEWEST_TO_TELL:
        return False
    return sum(content) > _TITLE_CASE * len(content) or (
        sum(word.text.isupper() for word in words) > len(words) / 2
    )


_SHAPES = Remembered(_find_shape)


def _find_shapes(piece: str) -> tuple[Shape, ...]:
    """The words of what stands between two spaces."""
    return tuple([_place(_SHAPES[match[0]], match.start()) for match in _TOKEN.finditer(piece)])


def _place(shape: Shape, offset: int) -> Shape:
    return shape._replace(offset=offset) if offset else shape


_PIECES = Remembered(_find_shapes)
