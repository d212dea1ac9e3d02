"""Two documents word by word: what was dropped in [-...-], added in {+...+}, moved in <...>."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.model import Span
from compare.render.beside import render_beside
from compare.render.labels import Labels
from compare.render.layout import Piece, count_of, hang, pad, shorten, width_of, wrap_pieces
from compare.render.page import Style
from compare.render.stretches import (
    AROUND,
    FOLDED,
    Stretch,
    cover_text,
    follows_break,
    list_arrivals,
    read_words,
    widen,
)
from compare.results import Op
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.render.page import Page
    from compare.render.stretches import ShownWord
    from compare.results import Diff, Edit


class _Paragraph(NamedTuple):
    """Words to wrap after the place where they begin, or a line that says what was left out."""

    label: str
    pieces: list[Piece]


def render_diff(diff: Diff, page: Page) -> str:
    """The left text with everything that the right one drops, adds, changes and moves."""
    labels = Labels.of((diff.left, diff.right))
    lines = [*_head(diff, page, labels), *_summary(diff, page)]
    if page.side_by_side:
        return "\n".join([*lines, *render_beside(diff, page)]) + "\n"
    paragraphs = _paragraphs(list(_stretches(diff, labels)), page, labels)
    gutter = max((width_of(paragraph.label) for paragraph in paragraphs), default=0) + 3
    for paragraph in paragraphs:
        lines += ["", *_set_paragraph(paragraph, gutter, page)]
    return "\n".join(lines) + "\n"


def count_by_op(diff: Diff) -> dict[Op, tuple[int, int]]:
    """Words of the left and of the right text that each kind of edit covers."""
    counts = dict.fromkeys(Op, (0, 0))
    for edit in diff.edits:
        left, right = counts[edit.op]
        left += count_counted_words(diff.left.text[slice(*edit.left)])
        counts[edit.op] = left, right + count_counted_words(diff.right.text[slice(*edit.right)])
    return counts


def _head(diff: Diff, page: Page, labels: Labels) -> list[str]:
    rows = []
    for document in (diff.left, diff.right):
        name = page.text(document.path)
        title = f"  {page.text(document.title)}" if document.title else ""
        rows.append(shorten(f" {labels.letters[document]}  {name}{title}", page.width, page))
    return rows


def _summary(diff: Diff, page: Page) -> list[str]:
    """How many words were kept, dropped, added, changed and moved, with the signs that show them."""
    counts = count_by_op(diff)
    parts = [
        (Op.SAME, f"{count_of(counts[Op.SAME][0], 'word')} the same"),
        (Op.DROPPED, f"{counts[Op.DROPPED][0]:,} [-dropped-]"),
        (Op.ADDED, f"{counts[Op.ADDED][1]:,} {{+added+}}"),
        (Op.CHANGED, f"[-{counts[Op.CHANGED][0]:,}-] changed into {{+{counts[Op.CHANGED][1]:,}+}}"),
        (Op.MOVED, f"{counts[Op.MOVED][0]:,} <moved>"),
    ]
    shown = [part for op, part in parts if any(counts[op])] or ["no words in either"]
    pieces = [Piece(f"{part} {page.marks.dot}") for part in shown[:-1]] + [Piece(shown[-1])]
    lines = wrap_pieces(pieces, page.width - 1)
    return ["", *(" " + " ".join(piece.text for piece in line) for line in lines)]


def _stretches(diff: Diff, labels: Labels) -> Iterator[Stretch]:
    """What to show, in the order of the left text; a moved run stands also where it came to."""
    arrivals = list_arrivals(diff.edits)
    lefts = cover_text(diff.left, [edit.left for edit in diff.edits])
    for index, (edit, left) in enumerate(zip(diff.edits, lefts, strict=True)):
        yield from _show_edit(edit, left, widen(diff.right, edit.right), labels)
        for arrival in arrivals.get(index, ()):
            yield _arrival(diff, arrival, labels)


def _show_edit(edit: Edit, left: Span, right: Span, labels: Labels) -> Iterator[Stretch]:
    left_breaks, right_breaks = follows_break(left), follows_break(right)
    if edit.op is Op.SAME:
        yield Stretch(Op.SAME, left, left_breaks and right_breaks)
    elif edit.op is Op.MOVED:
        yield Stretch(Op.MOVED, left, left_breaks, f"moved to {labels.place(right)}:")
    else:
        if left.text:
            yield Stretch(Op.DROPPED, left, left_breaks)
        if right.text:
            yield Stretch(Op.ADDED, right, right_breaks and not left.text)


def _arrival(diff: Diff, edit: Edit, labels: Labels) -> Stretch:
    source = Span(diff.left, *edit.left)
    start, end = edit.right
    breaks = follows_break(Span(diff.right, start, end))
    return Stretch(
        Op.MOVED, Span(diff.right, start, start), breaks, f"moved here from {labels.place(source)}"
    )


def _paragraphs(stretches: Sequence[Stretch], page: Page, labels: Labels) -> list[_Paragraph]:
    """The stretches as paragraphs, long unchanged ones folded."""
    paragraphs: list[_Paragraph] = []
    for index, stretch in enumerate(stretches):
        words = read_words(stretch, page, labels)
        tail = len(words) - (AROUND if index < len(stretches) - 1 else 0)
        head = AROUND if index else 0
        if stretch.op is Op.SAME and tail - head >= FOLDED and not page.full:
            _add(paragraphs, words[:head])
            note = f"{page.marks.ellipsis} {count_of(tail - head, 'word')} the same {page.marks.ellipsis}"
            paragraphs.append(_Paragraph("", [Piece(note, Style.QUIET)]))
            words = words[tail:]
            if words:
                words[0] = words[0]._replace(breaks=True)
        _add(paragraphs, words)
    return paragraphs


def _add(paragraphs: list[_Paragraph], words: Iterable[ShownWord]) -> None:
    for word in words:
        if word.breaks or not paragraphs:
            paragraphs.append(_Paragraph(word.label, []))
        paragraphs[-1].pieces.append(Piece(word.text, word.style))


def _set_paragraph(paragraph: _Paragraph, gutter: int, page: Page) -> list[str]:
    lines = wrap_pieces(paragraph.pieces, page.width - gutter)
    painted = [" ".join(page.paint(piece.text, piece.style) for piece in line) for line in lines]
    return hang(pad(f" {paragraph.label}", gutter), painted)
