"""Versions of one wording set under each other, so that the words they share stand in one column.

The first version is given in full. Under it stand the words that each other version keeps, in place;
words it has of its own between plus signs; and hyphens where it leaves words out between two others.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from compare.render.layout import hang, pad, width_of, wrap_shortened
from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.model import Span
    from compare.render.page import Page

EDIT_KEY = "under a first version: --- words left out, +words+ it has instead or added"
"""How the versions are read."""

_INDENT = 2
# Lines of a version shown in the overview.
_BLOCKS = 4
_OPENING = "\"'“”„‘’‚«»‹›(["
_WORD = re.compile(r"\S+")


class Version(NamedTuple):
    """Another version: its label, its place, and the runs it keeps, each in the first version and here."""

    label: str
    span: Span
    kept: Sequence[tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands under one word of the first version."""

    text: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class _Row:
    """A version set against the first: under each of its words, and what is added before it."""

    under: list[_Cell]
    before: dict[int, list[_Cell]]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a place: its text, where it starts in the document, and the ends of each word in it."""

    text: str
    offset: int
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, span: Span) -> _Words:
        text = span.text
        places = [match.span() for match in _WORD.finditer(text)]
        return cls(text, span.start, [start for start, _ in places], [end for _, end in places])

    def __len__(self) -> int:
        return len(self.starts)

    def texts(self, page: Page) -> list[str]:
        """Each word as it may stand on the page."""
        return [page.text(self.text[start:end]) for start, end in zip(self.starts, self.ends, strict=True)]

    def numbers_in(self, run: Span) -> list[int]:
        """Numbers of the words that share a letter or digit with the run."""
        start, end = run.start - self.offset, run.end - self.offset
        met = range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        return [number for number in met if self._has_letter(number, start, end)]

    def _has_letter(self, number: int, start: int, end: int) -> bool:
        part = self.text[max(self.starts[number], start) : min(self.ends[number], end)]
        return any(map(str.isalnum, part))


_Block: TypeAlias = list[list[_Cell]]


def align_versions(label: str, first: Span, others: Sequence[Version], page: Page) -> list[str]:
    """Lines that show the first version and the others under it."""
    gutter = max(map(width_of, [label, *(other.label for other in others)])) + _INDENT + 2
    room = page.width - gutter
    left = _Words.of(first)
    words = left.texts(page)
    aligned = [(other.label, _align(left, _Words.of(other.span), other.kept, page)) for other in others]
    fitting = [(name, row) for name, row in aligned if row is not None]
    blocks = _choose_blocks(_blocks(_columns(words, [row for _, row in fitting]), room), page)
    if max((_width(column) for block in blocks for column in block), default=0) > room:
        fitting, blocks = [], _choose_blocks(_blocks(_columns(words, []), room), page)
    lines = _set_blocks(blocks, [label, *(name for name, _ in fitting)], gutter, page)
    shown = {name for name, _ in fitting}
    for other in others:
        if other.label not in shown:
            lines += set_text(other.label, other.span, gutter, page)
    return lines


def set_text(label: str, span: Span, gutter: int, page: Page) -> list[str]:
    """The text of a place after its label, wrapped; in the overview as many lines as of the first version."""
    text = wrap_shortened(page.text(span.text), page.width - gutter, page, lines=page.limit(_BLOCKS))
    return hang(pad(" " * _INDENT + label, gutter), text)


def _align(left: _Words, right: _Words, kept: Sequence[tuple[Span, Span]], page: Page) -> _Row | None:
    """The version set under the first one; None where too little of it is the same to be read so."""
    pairs = _pair_words(left, right, kept)
    if 2 * len(pairs) < len(right):
        return None
    texts = right.texts(page)
    row = _Row([_Cell()] * len(left), {})
    last_left = last_right = -1
    for at_left, at_right in [*pairs, (len(left), len(right))]:
        _fill_gap(row, range(last_left + 1, at_left), texts[last_right + 1 : at_right])
        if at_left < len(left):
            row.under[at_left] = _Cell(texts[at_right])
        last_left, last_right = at_left, at_right
    return row


def _pair_words(left: _Words, right: _Words, kept: Sequence[tuple[Span, Span]]) -> list[tuple[int, int]]:
    """Numbers of the words that stand under each other, rising on both sides."""
    pairs: list[tuple[int, int]] = []
    for left_run, right_run in sorted(kept, key=lambda run: run[0].start):
        for pair in zip(left.numbers_in(left_run), right.numbers_in(right_run), strict=False):
            if not pairs or (pair[0] > pairs[-1][0] and pair[1] > pairs[-1][1]):
                pairs.append(pair)
    return pairs


def _fill_gap(row: _Row, dropped: range, added: list[str]) -> None:
    """Set the added words under the dropped ones, those left over before the next word.

    Words added before the first kept one stand right before it.
    """
    cells = [_Cell(text, Style.ADDED) for text in _with_plus_signs(added)]
    over: list[_Cell] = []
    if dropped.start == 0 and dropped.stop < len(row.under):
        dropped = dropped[max(0, len(dropped) - len(cells)) :]
    for place, cell in zip_longest(dropped, cells):
        if place is None:
            over.append(cell)
        else:
            row.under[place] = cell or _Cell(style=Style.DROPPED)
    if over:
        row.before[dropped.stop] = over


def _with_plus_signs(words: list[str]) -> list[str]:
    """The words with a plus sign at each end, inside the opening marks; mere punctuation gets none."""
    if not any(any(map(str.isalnum, word)) for word in words):
        return words
    first = words[0].lstrip(_OPENING)
    marks = words[0][: len(words[0]) - len(first)]
    signed = [f"{marks}+{first}", *words[1:]]
    return [*signed[:-1], f"{signed[-1]}+"]


def _columns(words: list[str], rows: list[_Row]) -> Iterator[list[_Cell]]:
    """Every word of the first version over what stands under it; added words over nothing."""
    for index in range(len(words) + 1):
        extra = zip_longest(*(row.before.get(index, []) for row in rows), fillvalue=_Cell())
        yield from (_hang_marks([_Cell(), *cells]) for cells in extra)
        if index < len(words):
            yield _hang_marks([_Cell(words[index]), *(row.under[index] for row in rows)])


def _width(column: list[_Cell]) -> int:
    return max(width_of(cell.text) for cell in column)


def _hang_marks(column: list[_Cell]) -> list[_Cell]:
    """The column with its first letters under each other, whatever marks stand before them."""
    marks = [len(cell.text) - len(cell.text.lstrip(_OPENING)) for cell in column]
    most = max(marks)
    if not most:
        return column
    return [
        replace(cell, text=" " * (most - own) + cell.text) if cell.text else cell
        for cell, own in zip(column, marks, strict=True)
    ]


def _set_blocks(blocks: list[_Block], labels: list[str], gutter: int, page: Page) -> list[str]:
    """The lines of each block, a label before each version's first line; an ellipsis for an empty one."""
    waiting = dict(enumerate(labels))
    lines: list[str] = []
    for block in blocks:
        if not block:
            lines.append(" " * gutter + page.marks.ellipsis)
            continue
        widths = [_width(column) for column in block]
        for index in range(len(labels)):
            cells = [column[index] for column in block]
            if any(cell.text for cell in cells):
                label = pad(" " * _INDENT + waiting.pop(index, ""), gutter)
                lines.append((label + _set_row(cells, widths, page)).rstrip())
    return lines


def _blocks(columns: Iterable[list[_Cell]], room: int) -> Iterator[_Block]:
    """The columns in blocks of lines no wider than the room."""
    block: _Block = []
    used = 0
    for column in columns:
        width = _width(column)
        if used and used + 1 + width > room:
            yield block
            block, used = [], 0
        block.append(column)
        used += width + (1 if used else 0)
    yield block


def _choose_blocks(blocks: Iterable[_Block], page: Page) -> list[_Block]:
    """As many blocks as may be shown: the first, then those that show a difference; a gap is an empty one.

    No more blocks are made than it takes to find these: an article can be a megabyte long.
    """
    limit = page.limit(_BLOCKS)
    found: list[tuple[int, _Block]] = []
    spare: list[tuple[int, _Block]] = []
    end = 0
    for end, block in enumerate(blocks):
        if len(found) == limit:
            break
        if not end or _shows_difference(block):
            found.append((end, block))
        elif len(spare) < limit:
            spare.append((end, block))
    chosen: list[_Block] = []
    last = -1
    for index, block in sorted([*found, *spare[: limit - len(found)]], key=itemgetter(0)):
        chosen += [block] if index == last + 1 else [[], block]
        last = index
    return chosen if last == end else [*chosen, []]


def _shows_difference(block: _Block) -> bool:
    """Whether a version has words of its own in the block, or only a part of the first one's."""
    for index in range(1, len(block[0])):
        filled = [bool(column[index].text) for column in block]
        if any(filled) and (not all(filled) or any(column[index].style for column in block)):
            return True
    return False


def _set_row(cells: list[_Cell], widths: list[int], page: Page) -> str:
    """One line of a version; hyphens stand for words left out between two of its words."""
    with_text = [index for index, cell in enumerate(cells) if cell.text]
    shown = []
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        inside = with_text[0] < index < with_text[-1]
        if cell.style is Style.DROPPED and inside:
            shown.append(page.paint("-" * width, Style.DROPPED))
        else:
            shown.append(page.paint(cell.text, cell.style) + " " * (width - width_of(cell.text)))
    return " ".join(shown)
