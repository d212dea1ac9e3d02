"""Sentences as rows of words and quotes: what the search for a speaker reads.

Each quote is one token, so that stops and commas inside it do not cut the sentence around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from compare.text.remembered import Remembered
from compare.text.sentences import cut_paragraphs, split_paragraph, split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.extract.names import Name

# French hangs the subject on its verb: affirme-t-il, dit-elle.
_HUNG = r"(?:il|elle|on|ils|elles)\b"
_TOKEN = re.compile(
    rf"[^\W_]+(?:(?!-(?:t-)?{_HUNG})[’'.&-][^\W_]+)*|-(?:t-)?(?={_HUNG})|\$?\d[\d.,]*|--+|\.\.\.|[^\w\s]"
)
_GAP = re.compile(r"[ \t\u00a0]{2}")
DASHES = "-–—―"
BREAK = "\u2029"
"""The text of the token that stands for a wide gap between words."""

_APOSTROPHES = ("'", "’")
_POSSESSIVE = re.compile(r"[’']s?$")


class Token(NamedTuple):
    """A word, a mark, or a whole quote (then *quote* is its number) at characters *start* up to *end*."""

    start: int
    end: int
    low: str
    capital: bool = False
    possessive: bool = False
    quote: int = -1
    is_word: bool = False
    """Whether it is a word, neither mark nor quote."""
    name: Name | None = None


_as_token = partial(tuple.__new__, Token)
"""A token of all its values in a row: most of the time of reading a sentence would go into naming them."""


class _Shape(NamedTuple):
    """A word or mark without its place; *bare* is one that an apostrophe alone makes a possessive."""

    offset: int
    """Where it begins in what stands between two spaces."""
    length: int
    low: str
    capital: bool
    possessive: bool
    bare: bool
    apostrophe: bool
    is_word: bool


@dataclass(slots=True)
class Clause:
    """One sentence, its quotes closed up, of paragraph number *paragraph*, which begins at *start*."""

    paragraph: int
    start: int
    tokens: list[Token]


def find_token(tokens: Sequence[Token], start: int) -> int:
    """The number of the first token at or behind character *start*."""
    return bisect_left(tokens, start, key=lambda token: token.start)


def read_clauses(
    text: str, pieces: Sequence[tuple[int, int, int]], names: Sequence[Name]
) -> Iterator[Clause]:
    """The sentences of the paragraphs that hold a quote, or that one beside them may belong to.

    Those are the paragraph before a quote that stands alone, and a signature: a dash right behind one.
    A piece is the part of a quote that stands in one paragraph: start, end, number of the quote.
    """
    before: _Paragraph | None = None
    quoted = -2  # the last paragraph that ended with a quote
    for paragraph in _open_text(text, tuple(pieces), tuple(names)):
        inside, start, end = paragraph.pieces, paragraph.start, paragraph.end
        if before is not None and inside and inside[0][0] == start and inside[-1][1] == end:
            yield from before.clauses()
        signs = not inside and quoted == paragraph.number - 1 and text[start] in DASHES
        if inside or signs:
            yield from paragraph.clauses()
        quoted = paragraph.number if inside and inside[-1][1] == end else quoted
        before = None if inside else paragraph


def read_sentences(
    text: str, pieces: Sequence[tuple[int, int, int]], names: Sequence[Name], wanted: re.Pattern[str]
) -> Iterator[Clause]:
    """The sentences of all paragraphs in which *wanted* is found outside the quotes."""
    for paragraph in _open_text(text, tuple(pieces), tuple(names)):
        if wanted.search(text, paragraph.start, paragraph.end):
            yield from paragraph.clauses(wanted)


@lru_cache(maxsize=1)  # a text is read for its direct and its indirect speech, one after the other
def _open_text(
    text: str, pieces: tuple[tuple[int, int, int], ...], names: tuple[Name, ...]
) -> tuple[_Paragraph, ...]:
    starts = [piece[0] for piece in pieces]
    return tuple(
        _Paragraph(
            text,
            number,
            start,
            end,
            pieces[bisect_left(starts, start) : bisect_left(starts, end)],
            names,
            cut,
        )
        for number, ((start, end), cut) in enumerate(
            zip(split_paragraphs(text), cut_paragraphs(text), strict=True)
        )
    )


@dataclass(slots=True)
class _Paragraph:
    """A paragraph of a text, cut into sentences when it is first asked for them."""

    text: str
    number: int
    start: int
    end: int
    pieces: tuple[tuple[int, int, int], ...]
    names: tuple[Name, ...]
    _cut: tuple[tuple[int, int], ...]
    """The places of its sentences, quotes not closed up."""
    _masked: str = ""
    _places: Sequence[tuple[int, int]] = ()
    _clauses: dict[int, Clause] = field(default_factory=dict)

    def clauses(self, wanted: re.Pattern[str] | None = None) -> Iterator[Clause]:
        """Its sentences; those in which *wanted* is found, if it is given."""
        if not self._masked:
            self._masked = _mask(self.text, self.start, self.end, self.pieces)
            if self.pieces:
                self._places = split_paragraph(self._masked, 0, len(self._masked))
            else:
                self._places = [(left - self.start, right - self.start) for left, right in self._cut]
        position = 0
        for left, right in self._places:
            first = position
            while position < len(self.pieces) and self.pieces[position][0] < self.start + right:
                position += 1
            if wanted is not None and not wanted.search(self._masked, left, right):
                continue
            if left not in self._clauses:
                self._clauses[left] = self._read(left, right, self.pieces[first:position])
            yield self._clauses[left]

    def _read(self, left: int, right: int, pieces: Sequence[tuple[int, int, int]]) -> Clause:
        tokens = _read_tokens(self.text, self.start + left, self.start + right, pieces)
        _mark_names(tokens, self.names)
        return Clause(self.number, self.start, tokens)


def _mask(text: str, start: int, end: int, pieces: Sequence[tuple[int, int, int]]) -> str:
    """The paragraph, one line of it, with all but the ends of its quotes blotted out."""
    parts = []
    for left, right, _ in pieces:
        parts.append(text[start:left])
        inner = max(0, right - left - 4)
        parts.append(text[left : right - 2 - inner] + "x" * inner + text[right - 2 : right])
        start = right
    parts.append(text[start:end])
    return "".join(parts).translate(_ONE_LINE)


_ONE_LINE = dict.fromkeys(map(ord, "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def _read_tokens(text: str, start: int, end: int, pieces: Sequence[tuple[int, int, int]]) -> list[Token]:
    tokens: list[Token] = []
    for left, right, quote in pieces:
        _read_words(tokens, text, start, left)
        tokens.append(Token(left, right, text[left:right], quote=quote))
        start = max(right, start)
    _read_words(tokens, text, start, end)
    return tokens


def _read_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    """Add words and marks; a wide gap, as behind the label of a list item, is a mark of its own."""
    before, behind_word, owned = end, False, False
    for piece in text[start:end].split(" "):
        for offset, length, low, capital, possessive, bare, apostrophe, is_word in _SHAPES[piece]:
            first = start + offset
            if first - before > 1 and (capital or not behind_word) and _GAP.match(text, before, first):
                tokens.append(Token(before, before, BREAK))
            before, behind_word = first + length, is_word
            if owned and apostrophe:
                owned = False
                continue
            owned = possessive or (bare and _owns(text, before))
            tokens.append(_as_token((first, before, low, capital, owned, -1, is_word, None)))
        start += len(piece) + 1


def _owns(text: str, end: int) -> bool:
    """Whether an apostrophe alone stands behind a word."""
    return text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isspace()


def _find_shapes(piece: str) -> tuple[_Shape, ...]:
    """The words and marks of what stands between two spaces."""
    return tuple(_find_shape(match[0], match.start()) for match in _TOKEN.finditer(piece))


def _find_shape(word: str, offset: int) -> _Shape:
    length = len(word)
    ending = _POSSESSIVE.search(word) if length > 1 and ("'" in word or "’" in word) else None
    apostrophe = word in _APOSTROPHES
    if ending is not None:
        word = word[: ending.start()]
    low, capital = word.lower(), word[:1].isupper()
    bare = ending is None and capital and word[-1:] in "sS"
    is_word = low[:1].isalnum() or low[1:2].isdigit()
    return _Shape(offset, length, low, capital, ending is not None, bare, apostrophe, is_word)


_SHAPES = Remembered(_find_shapes)


def _mark_names(tokens: list[Token], names: Sequence[Name]) -> None:
    """Give each word of a name that name; a word of its title is none of it."""
    if not tokens:
        return
    first = bisect_right(names, tokens[0].start, key=lambda name: name.end)
    number = 0
    for name in names[first:]:
        if name.start >= tokens[-1].end:
            break
        while number < len(tokens) and tokens[number].start < name.start:
            number += 1
        while number < len(tokens) and tokens[number].start < name.end:
            if tokens[number].quote < 0:
                tokens[number] = tokens[number]._replace(name=name)
            number += 1
