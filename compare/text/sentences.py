"""Lines, paragraphs and sentences, as places in the text.

A paragraph is a line, or the lines of one that was wrapped by hand, as in e-mail.
A sentence never crosses the end of a paragraph.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from compare.text.abbreviations import ends_abbreviation

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# A stop, what may close behind it, and numbers of notes: [3].
_STOP = re.compile(
    r"[.!?\u2026\u3002\uff01\uff1f]+[\"'\u2019\u201d\u00bb)\]\u300d\u300f\uff09]{0,3}(?:\[\d{1,3}\]){0,5}"
)
_OPENERS = "\"'\u2018\u201c\u201e\u00ab([-\u2013\u2014\u2022*"
_WIDE_STOPS = "\u3002\uff01\uff1f"

# A list item whose label is set off by a wide gap: "•  Budget passes   The council voted ...".
_LABEL = re.compile(
    r"[\u2022\u2023\u25aa\u25ab\u25cf\u25e6\u00b7*\u2013\u2014-][ \t\u00a0]+"
    r"(\S(?:[^\s.!?]|[ \u00a0](?![ \u00a0])){0,99})"
    r"[ \t\u00a0]{2,}(?=[\"'\u2018\u201c\u201e\u00ab]?\w)"
)

# Lines wrapped by hand: no editor wraps narrower, no reader likes them wider.
_NARROWEST = 45
_WIDEST = 100
_FEWEST_LINES = 3  # of a paragraph that shows by itself that the text is wrapped
_RAGGED = 0.9  # share of the width that a line with the next word would reach: fillers even out the lines
_WORD = re.compile(r"\S{1,100}")
_ITEM = re.compile(r"[\u2022\u2023\u25aa\u25cf\u25e6\u00b7*+\u2013\u2014-]\s|\(?\w{1,3}[.)]\s|--|[|#>=_~]")
_ENDED = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\]]*\Z")
_LONGEST_ENDING = 8  # characters looked at for a stop


def split_lines(text: str) -> list[tuple[int, int]]:
    """Places of the lines that hold something, without their outer white space."""
    places = (_strip(text, *match.span()) for match in _LINE.finditer(text))
    return [place for place in places if place[0] < place[1]]


def split_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Places of the paragraphs: lines, those of hard-wrapped text joined; without outer white space."""
    if start == 0 and end is None:
        return list(_split_whole(text))
    return _find_paragraphs(text, start, len(text) if end is None else end)


@lru_cache(maxsize=1)  # a text is cut several times in a row: for its names, its quotations, its sentences
def _split_whole(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_find_paragraphs(text, 0, len(text)))


def _find_paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    blocks = _split_blocks(text, start, end)
    width = max((_width(block) for block in blocks if _is_wrapped(text, block)), default=0)
    if not width:
        return [line for block in blocks for line in block]
    return [place for block in blocks for place in _join_lines(text, block, width)]


def _split_blocks(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Lines that hold something, in blocks between empty lines."""
    blocks: list[list[tuple[int, int]]] = []
    previous = -1
    for match in _LINE.finditer(text, start, end):
        place = _strip(text, *match.span())
        if place[0] == place[1]:
            continue
        gap = _BREAK.match(text, previous) if previous >= 0 else None
        if gap is not None and gap.end() == match.start():
            blocks[-1].append(place)
        else:
            blocks.append([place])
        previous = match.end()
    return blocks


def _width(block: list[tuple[int, int]]) -> int:
    """The longest line that can be one of wrapped text."""
    return max((end - start for start, end in block if end - start <= _WIDEST), default=0)


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether most lines of a block are full and run on: its breaks are those of a margin."""
    width = _width(block)
    if len(block) < _FEWEST_LINES or width < _NARROWEST:
        return False
    running = sum(_is_full(text, *pair, width) and _runs_on(text, *pair) for pair in pairwise(block))
    return 2 * running >= len(block) - 1


def _is_full(text: str, line: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line below had no room in this one."""
    length = line[1] - line[0]
    word = _WORD.match(text, below[0], below[1])
    if word is None or not _NARROWEST <= length <= _WIDEST:
        return False
    return length + 1 + len(word.group()) > _RAGGED * width and not _ITEM.match(text, *below)


def _runs_on(text: str, line: tuple[int, int], below: tuple[int, int]) -> bool:
    """Whether a sentence plainly goes on: no stop at the end of the line, no capital below."""
    if _ENDED.search(text, max(line[0], line[1] - _LONGEST_ENDING), line[1]):
        return False
    return text[below[0]].isalpha() and not text[below[0]].isupper()


def _join_lines(text: str, block: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The paragraphs of a block, in a text that is wrapped at about *width*."""
    if len(block) >= _FEWEST_LINES and not _is_wrapped(text, block):
        return block
    if len(block) >= _FEWEST_LINES:
        width = _width(block)
    places = block[:1]
    for line, below in pairwise(block):
        if _goes_on(text, line, below, width, sure=len(block) >= _FEWEST_LINES):
            places[-1] = (places[-1][0], below[1])
        else:
            places.append(below)
    return places


def _goes_on(text: str, line: tuple[int, int], below: tuple[int, int], width: int, *, sure: bool) -> bool:
    """Whether the line below belongs to this one's paragraph; *sure* when the block is wrapped text."""
    if _is_full(text, line, below, width):
        return True
    long = sure and line[1] - line[0] >= _NARROWEST
    return long and _runs_on(text, line, below) and not _ITEM.match(text, *below)


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Places of the sentences between *start* and *end*; none crosses the end of a paragraph."""
    if start == 0 and end is None:
        return [place for paragraph in cut_paragraphs(text) for place in paragraph]
    paragraphs = split_paragraphs(text, start, end)
    return [place for paragraph in paragraphs for place in split_paragraph(text, *paragraph)]


@lru_cache(maxsize=1)  # the same text is cut for its names, its clauses and its sentences
def cut_paragraphs(text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Places of the sentences of each paragraph."""
    return tuple(tuple(split_paragraph(text, *paragraph)) for paragraph in _split_whole(text))


def split_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of the sentences of one paragraph, the label of a list item being one."""
    places = []
    label = _LABEL.match(text, start, end)
    if label is not None and not text[label.end()].islower():
        places.append((start, label.end(1)))
        start = label.end()
    first = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, first, match, end):
            places.append((first, match.end()))
            first = match.end()
    places.append((first, end))
    return [place for place in (_strip(text, *place) for place in places) if place[0] < place[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, first: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop ends a sentence that began at *first*."""
    if text[stop.start()] in _WIDE_STOPS:
        return True
    if not text[stop.end()].isspace():
        return False
    follower = _opening_place(text, stop.end(), end)
    if text[follower : follower + 1].islower():
        return False
    if text[stop.start()] != "." or text[stop.start() + 1 : stop.start() + 2] in (".", "!", "?"):
        return True
    return not ends_abbreviation(text, first, stop.start(), follower)


def _opening_place(text: str, position: int, end: int) -> int:
    """Where the first character after *position* stands that is neither space nor an opening mark."""
    while position < end and (text[position].isspace() or text[position] in _OPENERS):
        position += 1
    return position
