"""The words of a sentence as names are looked for in them: capitals, possessives, and what opens a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from compare.extract.titles import HONORIFICS
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
_TITLE_CASE = 0.6  # share of a line's content words with a capital from which capitals say nothing
# What title case leaves small. A line with a full stop is a headline only when nothing else in it is.
_LEFT_SMALL = frozenset(
    "a an the and but or nor for so yet as at by in of off on per to up via with from into over than that "
    "after amid is be vs".split()
)
_FEWEST_TO_TELL = 4  # content words of a line that can be title case
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


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; *mute* when its capitals say nothing, as in a headline."""

    tokens: list[Token]
    mute: bool


def read_lines(text: str) -> list[Line]:
    """The sentences of a text."""
    return [_read_line(text, *place) for place in split_sentences(text)]


def _read_line(text: str, start: int, end: int) -> Line:
    tokens = _split_tokens(text, start, end)
    ended = text[max(start, end - _ENDING) : end].rstrip(_CLOSERS).endswith(".")
    small = {token.low for token in tokens if token.text[0].islower()}
    return Line(tokens, _is_title_case(tokens) and not (ended and small - _LEFT_SMALL))


def _split_tokens(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word, possessive = _split_ending(text, match)
        first = match.start()
        opens = not tokens or _opens(text, tokens[-1].end, first)
        low = word.lower().rstrip(".").replace("’", "'")
        tokens.append(Token(first, first + len(word), word, low, _is_capital(word), possessive, opens))
    return tokens


def _split_ending(text: str, match: re.Match[str]) -> tuple[str, bool]:
    """The word without a sentence's stop and a possessive ending, and whether it had that ending."""
    word = match.group()
    if word.endswith(".") and not _is_abbreviated(word):
        word = word[:-1]
    word = word.rstrip("_")
    if ending := _POSSESSIVE.search(word):
        return word[: ending.start()], True
    last = match.start() + len(word)
    bare = text[last : last + 1] in ("'", "’") and text[last + 1 : last + 2].isspace()
    return word, bare and word.endswith("s") and word[0].isupper()


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is: Treki, el-Treki, but not US-led."""
    first, hyphen, rest = word.partition("-")
    if not hyphen:
        return word[0].isupper()
    if first.lower() in PARTICLES:
        return rest[:1].isupper()
    return first[0].isupper() and not rest[:1].islower() and not _PARTY_TAG.match(word)


def _is_abbreviated(word: str) -> bool:
    return "." in word[:-1] or len(word) == 2 or word[:-1].lower() in HONORIFICS  # noqa: PLR2004 - a letter and its point


def _opens(text: str, previous: int, start: int) -> bool:
    between = text[previous:start]
    if between == " " or _SAID.match(between):
        return False
    spaces = len(between) > 1 and between.isspace() and not between.lstrip(" \t").startswith(("\n", "\r"))
    return spaces or any(mark in between for mark in '"“”„«»•:;!?…‘') or " '" in between


def _is_title_case(tokens: list[Token]) -> bool:
    """Whether the capitals of a line say nothing: a headline, or shouted text."""
    content = [token for token in tokens if not is_stopword(token.low) and token.text[0].isalpha()]
    raised = sum(token.capital for token in content)
    shouted = sum(token.text.isupper() for token in tokens) > len(tokens) / 2
    return len(content) >= _FEWEST_TO_TELL and (raised > _TITLE_CASE * len(content) or shouted)
