"""Page furniture: lines a site puts around an article, found by rules that hold for any site.

A line is set aside when its phrasing is known, when it is a row of links or a list to pick from, or
when it is short, no sentence, and repeated in texts that otherwise differ. Copies of one article share
all their lines; that makes none of them furniture.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.model import Span
from compare.results import Furniture
from compare.text.countries import count_countries, is_country
from compare.text.notices import find_notice
from compare.text.sentences import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compare.model import Document

REPEATED_LINE = "repeated line"
LINK_ROW = "link row"
PICK_LIST = "list to pick from"

_SHORT_WORDS = 8  # words of a line that may be furniture for being repeated
_SHORT_CHARACTERS = 70
_LABEL_WORDS = 4  # words of a line that may be furniture for being repeated within its own document
_TIMES_WITHIN = 3
_TEXTS_ACROSS = 3
_BLOCK_LINES = 3  # so many repeated lines on end are a menu, even when only two texts have it
_BLOCK_TEXTS = 2
_LONG_LINE = 60  # characters from which a sentence says which text a document is a copy of
_COPY_SHARE = 0.3  # share of the smaller text's long sentences that makes two documents copies
_LINK_ITEMS = 3
_LINK_WORDS = 5  # words of one link of a row
_PICKED = 20  # countries in one line that make it a list
_PICKED_SHARE = 0.2  # and their share of its words
_PICKED_LINES = 10  # so many lines on end that are each a country are a list too
_CAPITAL = re.compile(r"\b[A-Z]")  # quicker to find than the countries, which all begin so
_ROW_MARKS = re.compile(r"\s*[|\u2022\u00b7\u203a\u00bb]\s*")
_NO_LABEL = re.compile(r"[.!?:;,\u2026\u3002\uff01\uff1f\"\u201c\u201d\u201e\u00ab\u00bb\d]|^\W*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a document; *key* is its folded text when repetition may tell against it, else ''."""

    document: int
    start: int
    end: int
    text: str
    key: str


def find_furniture(documents: Sequence[Document]) -> tuple[Furniture, ...]:
    """Every line of page furniture, by document and place, each with the rule that says so."""
    lines = [_read_lines(number, document.text) for number, document in enumerate(documents)]
    repeated = _find_repeated(lines)
    found = []
    for document, own in zip(documents, lines, strict=True):
        picks = set(_runs(own, _PICKED_LINES, lambda line: is_country(line.text)))
        for number, line in enumerate(own):
            reason = _judge(line, headline=number == 0)
            place = (line.document, line.start)
            if reason is None and (place in repeated or place in picks):
                reason = PICK_LIST if place in picks else REPEATED_LINE
            if reason is not None:
                found.append(Furniture(Span(document, line.start, line.end), reason))
    return tuple(found)


def _read_lines(number: int, text: str) -> list[_Line]:
    lines = []
    for start, end in split_lines(text):
        line = text[start:end]
        lines.append(_Line(number, start, end, line, _label_key(line)))
    return lines


def _label_key(line: str) -> str:
    """The folded text of a short line without a sentence; '' for any other."""
    if len(line) > _SHORT_CHARACTERS or _NO_LABEL.search(line):
        return ""
    words = line.casefold().split()
    return " ".join(words) if len(words) <= _SHORT_WORDS else ""


def _judge(line: _Line, *, headline: bool) -> str | None:
    """What the line itself says: the reason it is furniture, or None."""
    reason = find_notice(line.text, headline=headline)
    if reason is None and _is_link_row(line.text):
        reason = LINK_ROW
    if reason is None and _is_pick_list(line.text):
        reason = PICK_LIST
    return reason


def _is_link_row(line: str) -> bool:
    """Whether the line is short items between bars or bullets, none of them with a figure."""
    if len(line) > 2 * _LONG_LINE or line.startswith("|"):
        return False
    items = [item for item in _ROW_MARKS.split(line) if item]
    return len(items) >= _LINK_ITEMS and all(
        len(item.split()) <= _LINK_WORDS and not _NO_LABEL.search(item) for item in items
    )


def _is_pick_list(line: str) -> bool:
    if len(line) <= _LONG_LINE or len(_CAPITAL.findall(line)) < _PICKED:
        return False
    countries = count_countries(line)
    return countries >= _PICKED and countries >= _PICKED_SHARE * len(line.split())


def _find_repeated(lines: list[list[_Line]]) -> set[tuple[int, int]]:
    """Places (document, start) of short lines that are furniture for being repeated."""
    texts = _group_copies(lines)
    spread: dict[str, set[int]] = defaultdict(set)
    for line in _labels(lines):
        spread[line.key].add(texts[line.document])
    found = {(line.document, line.start) for line in _labels(lines) if len(spread[line.key]) >= _TEXTS_ACROSS}
    for own in lines:
        found.update(_repeated_within(own))
        found.update(_repeated_blocks(own, spread))
    return found


def _labels(lines: Iterable[list[_Line]]) -> Iterable[_Line]:
    return (line for own in lines for line in own if line.key)


def _repeated_within(lines: list[_Line]) -> Iterable[tuple[int, int]]:
    times = Counter(line.key for line in lines if line.key and len(line.key.split()) <= _LABEL_WORDS)
    return ((line.document, line.start) for line in lines if times[line.key] >= _TIMES_WITHIN)


def _repeated_blocks(lines: list[_Line], spread: dict[str, set[int]]) -> Iterable[tuple[int, int]]:
    """Places of the lines of menus: runs of short lines that another text has too."""
    return _runs(lines, _BLOCK_LINES, lambda line: bool(line.key) and len(spread[line.key]) >= _BLOCK_TEXTS)


def _runs(lines: list[_Line], least: int, fits: Callable[[_Line], bool]) -> Iterator[tuple[int, int]]:
    """Places of the lines that fit and stand in runs of *least* or more."""
    run: list[_Line] = []
    for line in [*lines, None]:
        if line is not None and fits(line):
            run.append(line)
            continue
        if len(run) >= least:
            yield from ((member.document, member.start) for member in run)
        run = []


def _group_copies(lines: list[list[_Line]]) -> list[int]:
    """For each document a number of its text: copies of one article, edited or not, have the same.

    Each long sentence is paired with the first document that has it only, which keeps this linear.
    """
    first: dict[str, int] = {}
    size = [0] * len(lines)
    shared: Counter[tuple[int, int]] = Counter()
    for number, own in enumerate(lines):
        for sentence in {part for line in own for part in line.text.split(". ") if len(part) >= _LONG_LINE}:
            size[number] += len(sentence)
            holder = first.setdefault(sentence, number)
            if holder != number:
                shared[holder, number] += len(sentence)
    return _join_copies(size, shared)


def _join_copies(size: list[int], shared: Counter[tuple[int, int]]) -> list[int]:
    text = list(range(len(size)))
    for (holder, number), characters in sorted(shared.items(), key=lambda item: item[0][1]):
        if characters >= _COPY_SHARE * min(size[holder], size[number]):
            text[number] = min(text[number], text[holder])
    return text
