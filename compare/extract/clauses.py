"""Sentences as rows of words and quotes: what the search for a speaker reads.

Each quote is one token, so that stops and commas inside it do not cut the sentence around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.text.sentences import split_paragraphs, split_sentences

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

_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(slots=True)
class Token:
    """A word, a mark, or a whole quote (then *quote* is its number) at characters *start* up to *end*."""

    start: int
    end: int
    low: str
    capital: bool = False
    possessive: bool = False
    quote: int = -1
    name: Name | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is a word, neither mark nor quote."""
        return self.quote < 0 and (self.low[:1].isalnum() or self.low[1:2].isdigit())


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
    starts = [piece[0] for piece in pieces]
    before: tuple[int, int] | None = None
    quoted = -2  # the last paragraph that ended with a quote
    for number, (start, end) in enumerate(split_paragraphs(text)):
        inside = pieces[bisect_left(starts, start) : bisect_left(starts, end)]
        if before is not None and inside and inside[0][0] == start and inside[-1][1] == end:
            yield from _read_paragraph(text, before, number - 1, (), names)
        signs = not inside and quoted == number - 1 and text[start] in DASHES
        if inside or signs:
            yield from _read_paragraph(text, (start, end), number, inside, names)
        quoted = number if inside and inside[-1][1] == end else quoted
        before = None if inside else (start, end)


def read_sentences(
    text: str, pieces: Sequence[tuple[int, int, int]], names: Sequence[Name], wanted: re.Pattern[str]
) -> Iterator[Clause]:
    """The sentences of all paragraphs in which *wanted* is found outside the quotes."""
    starts = [piece[0] for piece in pieces]
    for number, (start, end) in enumerate(split_paragraphs(text)):
        inside = pieces[bisect_left(starts, start) : bisect_left(starts, end)]
        if wanted.search(text, start, end):
            yield from _read_paragraph(text, (start, end), number, inside, names, wanted=wanted)


def _read_paragraph(  # noqa: PLR0913 - what a paragraph is, and what is wanted of it
    text: str,
    place: tuple[int, int],
    number: int,
    pieces: Sequence[tuple[int, int, int]],
    names: Sequence[Name],
    *,
    wanted: re.Pattern[str] | None = None,
) -> Iterator[Clause]:
    start, end = place
    masked = _mask(text, start, end, pieces)
    position = 0
    for left, right in split_sentences(masked):
        first = position
        while position < len(pieces) and pieces[position][0] < start + right:
            position += 1
        if wanted is not None and not wanted.search(masked, left, right):
            continue
        tokens = _read_tokens(text, start + left, start + right, pieces[first:position])
        _mark_names(tokens, names)
        yield Clause(number, start, tokens)


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
        tokens.extend(_read_words(text, start, left))
        tokens.append(Token(left, right, text[left:right], quote=quote))
        start = max(right, start)
    tokens.extend(_read_words(text, start, end))
    return tokens


def _read_words(text: str, start: int, end: int) -> Iterator[Token]:
    """Words and marks; a wide gap, as behind the label of a list item, is a mark of its own."""
    previous: Token | None = None
    for match in _TOKEN.finditer(text, start, end):
        token = _make_token(match)
        if (
            previous is not None
            and token.start - previous.end > 1
            and _GAP.match(text, previous.end, token.start)
            and (token.capital or not previous.is_word)
        ):
            yield Token(previous.end, previous.end, BREAK)
        if not (previous is not None and previous.possessive and token.low in ("'", "’")):
            yield token
        previous = token


def _make_token(match: re.Match[str]) -> Token:
    word = match.group()
    start, end = match.span()
    ending = _POSSESSIVE.search(word) if len(word) > 1 and ("'" in word or "’" in word) else None
    possessive = ending is not None
    if ending is not None:
        word = word[: ending.start()]
    if not possessive and word[-1:] in "sS" and match.string[end : end + 1] in ("'", "’"):
        possessive = match.string[end + 1 : end + 2].isspace() and word[:1].isupper()
    return Token(start, end, word.lower(), word[:1].isupper(), possessive)


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
                tokens[number].name = name
            number += 1
