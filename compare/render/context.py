"""Where the places of a finding stand: the lines around each, two texts side by side on a wide page."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.render.columns import BESIDE, column_width, set_beside
from compare.render.layout import Piece, hang, heading, pad, shorten, width_of, wrap, wrap_pieces
from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document, Span
    from compare.render.labels import Labels
    from compare.render.page import Page

_AROUND = 200  # characters shown before and after a place, to the end of its paragraph at most
_LONGEST = 1200  # characters of a place that are shown
_OPENING = "([“\"‘'«„"
_CLOSING = ".,;:!?)]”\"’'»"
_PLACES = 3  # of one document that are shown with what stands around them


def render_context(spans: Sequence[Span], page: Page, labels: Labels) -> list[str]:
    """The first places of each document, marked in the text around them; of the others where they stand."""
    lines = heading(
        "IN CONTEXT", f"the words meant stand between {page.marks.begins} and {page.marks.ends}", page
    )
    beside = page.side_by_side or page.width >= BESIDE
    room = column_width(page) - 1 if beside else page.width - 1
    texts = [_show_document(own, room, page, labels) for own in _by_document(spans)]
    if not beside:
        return lines + [line for text in texts for line in (*text, "")][:-1]
    for left, right in zip_longest(texts[::2], texts[1::2], fillvalue=()):
        lines += set_beside(left, right, page)
        lines.append("")
    return lines[:-1]


def _by_document(spans: Iterable[Span]) -> list[list[Span]]:
    """The places of each document in the order of its text; one that another holds is left out."""
    found: dict[Document, list[Span]] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        own = found.setdefault(span.document, [])
        if not own or not own[-1].holds(span):
            own.append(span)
    order = dict.fromkeys(span.document for span in spans)
    return [found[document] for document in order]


def _show_document(spans: Sequence[Span], room: int, page: Page, labels: Labels) -> list[str]:
    """The places of a document, each after where it stands."""
    document = spans[0].document
    title = page.text(document.title or labels.keys[document])
    head = shorten(f" {labels.letters[document]}  {title}", room, page)
    shown = spans[:_PLACES]
    gutter = max(width_of(labels.place(span)) for span in shown) + 3
    lines = [page.paint(head, Style.QUIET)]
    for span in shown:
        wrapped = wrap_pieces(_read_around(span, page), room - gutter)
        texts = [" ".join(page.paint(piece.text, piece.style) for piece in line) for line in wrapped]
        lines += hang(pad(f" {labels.place(span)}", gutter), texts)
    if others := spans[_PLACES:]:
        lines += hang(" ", wrap(f"also {labels.places(others)}", room - 1))
    return lines


def _read_around(span: Span, page: Page) -> list[Piece]:
    """The words of a place between its marks, and those around it."""
    text, marks = span.document.text, page.marks
    start, end = _find_edges(span)
    last = min(span.end, span.start + _LONGEST)
    before, words, after = text[start : span.start], text[span.start : last], text[span.end : end]
    opening = marks.ellipsis + " " if start and text[start - 1] != "\n" else ""
    closing = " " + marks.ellipsis if end < len(text) and text[end] != "\n" else ""
    missing = marks.ellipsis if last < span.end else ""
    marked = f"{marks.begins}{page.text(words)}{missing}{marks.ends}"
    # What touches the place without a space stays with it: a full stop, an opening mark.
    head, touching = _split_end(before)
    tail = after[: len(after) - len(after.lstrip(_CLOSING))]
    return [
        *map(Piece, (opening + page.text(head)).split()),
        *(Piece(word, Style.STRONG) for word in (page.text(touching) + marked + page.text(tail)).split()),
        *map(Piece, (page.text(after[len(tail) :]) + closing).split()),
    ]


def _split_end(text: str) -> tuple[str, str]:
    """The text without what is no word at its end, and that."""
    head = text.rstrip(_OPENING)
    return head, text[len(head) :]


def _find_edges(span: Span) -> tuple[int, int]:
    """From where to where the text around a place is shown: its lines, cut at a word where they are long."""
    text = span.document.text
    line = text.rfind("\n", 0, span.start) + 1
    start = max(line, span.start - _AROUND)
    if start > line:
        start = text.find(" ", start, span.start) + 1 or start
    stop = text.find("\n", span.end)
    stop = len(text) if stop < 0 else stop
    end = min(stop, span.end + _AROUND)
    if end < stop:
        end = max(span.end, text.rfind(" ", span.end, end))
    return start, end
