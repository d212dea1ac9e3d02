"""Two documents word by word: what was dropped in [-...-], added in {+...+}, moved in <...>."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compare.model import Span
from compare.render.labels import Labels
from compare.render.layout import Piece, count_of, hang, pad, shorten, width_of, wrap_pieces
from compare.render.page import Style
from compare.results import Op
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.model import Document
    from compare.render.page import Page
    from compare.results import Diff, Edit

# A stretch of unchanged words is folded where this many can be left out of its middle ...
_FOLDED = 24
# ... with so many shown on either side.
_AROUND = 8
_WORD = re.compile(r"\S+")
_STYLES = {Op.DROPPED: Style.DROPPED, Op.ADDED: Style.ADDED, Op.MOVED: Style.MOVED}
_SIGNS = {Op.SAME: ("", ""), Op.DROPPED: ("[-", "-]"), Op.ADDED: ("{+", "+}"), Op.MOVED: ("<", ">")}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text to show: what became of it, whether it begins a paragraph, and a note to stand before it."""

    op: Op
    span: Span
    breaks: bool = False
    note: str = ""


class _Word(NamedTuple):
    """A word as it is shown, its place, and whether it begins a paragraph."""

    text: str
    label: str
    style: Style = Style.PLAIN
    breaks: bool = False


class _Paragraph(NamedTuple):
    """Words to wrap after the place where they begin, or a line that says what was left out."""

    label: str
    pieces: list[Piece]


def render_diff(diff: Diff, page: Page) -> str:
    """The left text with everything that the right one drops, adds, changes and moves."""
    labels = Labels.of((diff.left, diff.right))
    lines = [*_head(diff, page, labels), *_summary(diff, page)]
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


def _stretches(diff: Diff, labels: Labels) -> Iterator[_Stretch]:
    """What to show, in the order of the left text; a moved run stands also where it came to."""
    arrivals = _arrivals(diff.edits)
    for index, (edit, left) in enumerate(zip(diff.edits, _left_spans(diff), strict=True)):
        right = _widen(diff.right, edit.right)
        yield from _show_edit(edit, left, right, labels)
        for arrival in arrivals.get(index, ()):
            yield _arrival(diff, arrival, labels)


def _left_spans(diff: Diff) -> list[Span]:
    """The left places of the edits, stretched so that they hold the whole text but for white space."""
    text = diff.left.text
    spans = [_widen(diff.left, edit.left) for edit in diff.edits]
    with_words = [index for index, span in enumerate(spans) if span.start < span.end]
    bounds = [0, *(spans[index].start for index in with_words[1:]), len(text)]
    for index, start, end in zip(with_words, bounds, bounds[1:], strict=False):
        while start < end and text[start].isspace():
            start += 1  # noqa: PLW2901 - the bound moves to the first character shown
        spans[index] = Span(diff.left, start, start + len(text[start:end].rstrip()))
    return spans


def _show_edit(edit: Edit, left: Span, right: Span, labels: Labels) -> Iterator[_Stretch]:
    left_breaks, right_breaks = _after_break(left), _after_break(right)
    if edit.op is Op.SAME:
        yield _Stretch(Op.SAME, left, left_breaks and right_breaks)
    elif edit.op is Op.MOVED:
        yield _Stretch(Op.MOVED, left, left_breaks, f"moved to {labels.place(right)}:")
    else:
        if left.text:
            yield _Stretch(Op.DROPPED, left, left_breaks)
        if right.text:
            yield _Stretch(Op.ADDED, right, right_breaks and not left.text)


def _arrivals(edits: Sequence[Edit]) -> dict[int, list[Edit]]:
    """For each edit, by its number, the moved runs that arrived right after it."""
    staying = [(edit.right[0], index) for index, edit in enumerate(edits) if edit.op is not Op.MOVED]
    arrivals: dict[int, list[Edit]] = {}
    moved = sorted((edit for edit in edits if edit.op is Op.MOVED), key=lambda edit: edit.right)
    place = 0
    for edit in moved:
        while place + 1 < len(staying) and staying[place + 1][0] <= edit.right[0]:
            place += 1
        arrivals.setdefault(staying[place][1] if staying else 0, []).append(edit)
    return arrivals


def _arrival(diff: Diff, edit: Edit, labels: Labels) -> _Stretch:
    source = Span(diff.left, *edit.left)
    start, end = edit.right
    breaks = _after_break(Span(diff.right, start, end))
    return _Stretch(
        Op.MOVED, Span(diff.right, start, start), breaks, f"moved here from {labels.place(source)}"
    )


def _widen(document: Document, place: tuple[int, int]) -> Span:
    """The range with the punctuation that touches its words."""
    start, end = place
    text = document.text
    if start < end:
        while start and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
    return Span(document, start, end)


def _after_break(span: Span) -> bool:
    """Whether a new line begins right before the place."""
    text = span.document.text
    place = span.start
    while place and text[place - 1].isspace():
        place -= 1
        if text[place] == "\n":
            return True
    return False


def _paragraphs(stretches: Sequence[_Stretch], page: Page, labels: Labels) -> list[_Paragraph]:
    """The stretches as paragraphs, long unchanged ones folded."""
    paragraphs: list[_Paragraph] = []
    for index, stretch in enumerate(stretches):
        words = _words(stretch, page, labels)
        tail = len(words) - (_AROUND if index < len(stretches) - 1 else 0)
        head = _AROUND if index else 0
        if stretch.op is Op.SAME and tail - head >= _FOLDED and not page.full:
            _add(paragraphs, words[:head])
            note = f"{page.marks.ellipsis} {count_of(tail - head, 'word')} the same {page.marks.ellipsis}"
            paragraphs.append(_Paragraph("", [Piece(note, Style.QUIET)]))
            words = words[tail:]
            if words:
                words[0] = words[0]._replace(breaks=True)
        _add(paragraphs, words)
    return paragraphs


def _words(stretch: _Stretch, page: Page, labels: Labels) -> list[_Word]:
    """The words of a stretch between its signs, each with where a paragraph begins."""
    style = _STYLES.get(stretch.op, Style.PLAIN)
    opening, closing = _SIGNS[stretch.op]
    span = stretch.span
    words = [_Word(word, labels.place(span)) for word in stretch.note.split()]
    end = span.start
    for match in _WORD.finditer(span.document.text, span.start, span.end):
        place = Span(span.document, *match.span())
        breaks = "\n" in span.document.text[end : match.start()]
        words.append(_Word(page.text(match[0]), labels.place(place), breaks=breaks))
        end = match.end()
    if not words:
        return []
    words[0] = words[0]._replace(text=opening + words[0].text, breaks=stretch.breaks)
    words[-1] = words[-1]._replace(text=words[-1].text + closing)
    return [word._replace(style=style) for word in words]


def _add(paragraphs: list[_Paragraph], words: Iterable[_Word]) -> None:
    for word in words:
        if word.breaks or not paragraphs:
            paragraphs.append(_Paragraph(word.label, []))
        paragraphs[-1].pieces.append(Piece(word.text, word.style))


def _set_paragraph(paragraph: _Paragraph, gutter: int, page: Page) -> list[str]:
    lines = wrap_pieces(paragraph.pieces, page.width - gutter)
    painted = [" ".join(page.paint(piece.text, piece.style) for piece in line) for line in lines]
    return hang(pad(f" {paragraph.label}", gutter), painted)
