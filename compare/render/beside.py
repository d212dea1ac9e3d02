"""Two documents side by side, word by word: the left text in one column, the right one in the other.

Words that only the left text has stand in [-...-], those of the right one in {+...+}, moved ones in <...>.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.model import Span
from compare.render.columns import column_width, set_beside
from compare.render.labels import Labels
from compare.render.layout import Piece, count_of, hang, pad, width_of, wrap_pieces
from compare.render.page import Style
from compare.render.stretches import (
    AROUND,
    FOLDED,
    Stretch,
    cover_text,
    follows_break,
    list_arrivals,
    read_words,
)
from compare.results import Op

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.render.page import Page
    from compare.render.stretches import ShownWord
    from compare.results import Diff


@dataclass(slots=True)
class _Row:
    """Words of both texts that stand beside each other, or a note on what was left out of both."""

    left: list[ShownWord] = field(default_factory=list)
    right: list[ShownWord] = field(default_factory=list)
    note: str = ""


def render_beside(diff: Diff, page: Page) -> list[str]:
    """Both texts, paragraph by paragraph."""
    labels = Labels.of((diff.left, diff.right))
    rows = _make_rows(diff, page, labels)
    labelled = [side[0].label for row in rows for side in (row.left, row.right) if side]
    gutter = max(map(width_of, labelled), default=0) + 3
    lines = []
    for row in rows:
        note = [" " * gutter + page.paint(row.note, Style.QUIET)] if row.note else []
        left, right = (note or _set_side(side, gutter, page) for side in (row.left, row.right))
        lines += ["", *set_beside(left, right, page)]
    return lines


def _set_side(words: Sequence[ShownWord], gutter: int, page: Page) -> list[str]:
    if not words:
        return []
    lines = wrap_pieces((Piece(word.text, word.style) for word in words), column_width(page) - gutter)
    painted = [" ".join(page.paint(piece.text, piece.style) for piece in line) for line in lines]
    return hang(pad(f" {words[0].label}", gutter), painted)


def _make_rows(diff: Diff, page: Page, labels: Labels) -> list[_Row]:
    rows: list[_Row] = []
    arrivals = list_arrivals(diff.edits)
    rights = _cover_right(diff)
    for index, (edit, left) in enumerate(
        zip(diff.edits, cover_text(diff.left, [edit.left for edit in diff.edits]), strict=True)
    ):
        right = rights[edit.right]
        if edit.op is Op.MOVED:
            stretch = Stretch(Op.MOVED, left, follows_break(left), f"moved to {labels.place(right)}:")
            _add(rows, read_words(stretch, page, labels), [])
        elif edit.op is Op.SAME:
            ends = index > 0, index < len(diff.edits) - 1
            same = _read(Op.SAME, left, page, labels), _read(Op.SAME, right, page, labels)
            _add_same(rows, same, page, ends=ends)
        else:
            _add(rows, _read(Op.DROPPED, left, page, labels), _read(Op.ADDED, right, page, labels))
        for arrival in arrivals.get(index, ()):
            note = f"moved here from {labels.place(Span(diff.left, *arrival.left))}:"
            span = rights[arrival.right]
            words = read_words(Stretch(Op.MOVED, span, follows_break(span), note), page, labels)
            _add(rows, [], words)
    return rows


def _cover_right(diff: Diff) -> dict[tuple[int, int], Span]:
    """What each place of the right text shows there."""
    places = sorted({edit.right for edit in diff.edits})
    return dict(zip(places, cover_text(diff.right, places), strict=True))


def _read(op: Op, span: Span, page: Page, labels: Labels) -> list[ShownWord]:
    return read_words(Stretch(op, span, follows_break(span)), page, labels)


def _add_same(
    rows: list[_Row],
    words: tuple[Sequence[ShownWord], Sequence[ShownWord]],
    page: Page,
    *,
    ends: tuple[bool, bool],
) -> None:
    """Words that both have; the middle of many is folded, what touches a change shown."""
    left, right = words
    head, tail = (AROUND if touched else 0 for touched in ends)
    hidden = min(len(left), len(right)) - head - tail
    if hidden < FOLDED or page.full:
        _add_together(rows, left, right)
        return
    _add_together(rows, left[:head], right[:head])
    ellipsis = page.marks.ellipsis
    rows.append(_Row(note=f"{ellipsis} {count_of(len(left) - head - tail, 'word')} the same {ellipsis}"))
    rows.append(_Row())
    if tail:
        _add_together(rows, left[-tail:], right[-tail:])


def _add_together(rows: list[_Row], left: Sequence[ShownWord], right: Sequence[ShownWord]) -> None:
    """The same words of both: where one text begins a paragraph, both begin a row."""
    if len(left) != len(right):
        _add(rows, left, right)
        return
    for one, other in zip(left, right, strict=True):
        if one.breaks or other.breaks or not rows:
            _begin(rows)
        rows[-1].left.append(one)
        rows[-1].right.append(other)


def _add(rows: list[_Row], left: Sequence[ShownWord], right: Sequence[ShownWord]) -> None:
    """Words of each: the first paragraph of one beside the first of the other, and so on."""
    nothing: list[ShownWord] = []
    for one, other in zip_longest(_paragraphs(left), _paragraphs(right), fillvalue=nothing):
        if not rows or any(side[0].breaks for side in (one, other) if side):
            _begin(rows)
        rows[-1].left.extend(one)
        rows[-1].right.extend(other)


def _begin(rows: list[_Row]) -> None:
    if not rows or rows[-1].left or rows[-1].right or rows[-1].note:
        rows.append(_Row())


def _paragraphs(words: Iterable[ShownWord]) -> Iterator[list[ShownWord]]:
    paragraph: list[ShownWord] = []
    for word in words:
        if word.breaks and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(word)
    if paragraph:
        yield paragraph
