"""Texts of a corpus cut to what a reader needs: the runs that matter, and the ends of what lies between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.render.escape import escape_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Span

ELLIPSIS = "…"
_LONGEST_GAP = 240  # characters between two marked runs that are shown whole
_LONGEST_RUN = 480
_LONGEST_TEXT = 1_500


class Piece(NamedTuple):
    """A part of a text, and the marks that are to stand on both sides of it."""

    text: str
    marks: str = ""


def cut_line(raw: str, longest: int) -> str:
    """The text on one line; cut after a word and closed by an ellipsis if it is longer."""
    return cut_end(escape_line(raw), longest)


def cut_end(text: str, longest: int) -> str:
    """One line of text, cut after a word and closed by an ellipsis if it is longer."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    whole_words = head.rpartition(" ")[0]
    return (whole_words if 2 * len(whole_words) > longest else head).rstrip(" ,;:") + ELLIPSIS


def _cut_start(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    tail = text[-longest:]
    whole_words = tail.partition(" ")[2]
    return ELLIPSIS + (whole_words if 2 * len(whole_words) > longest else tail)


def mark_runs(span: Span, runs: Iterable[Span], marks: str) -> list[Piece]:
    """The text of a place in pieces, those that stand in the runs between marks."""
    pieces = []
    position = span.start
    text = span.document.text
    for start, end in _join(runs):
        if end <= position or start >= span.end:
            continue
        start, end = max(start, position), min(end, span.end)  # noqa: PLW2901 - the part within the place
        pieces += [Piece(text[position:start]), Piece(text[start:end], marks)]
        position = end
    return [piece for piece in [*pieces, Piece(text[position : span.end])] if piece.text]


def _join(runs: Iterable[Span]) -> list[tuple[int, int]]:
    """The places of runs in order, those as one that meet or have only blanks between them."""
    joined: list[tuple[int, int]] = []
    for run in sorted(runs, key=lambda run: (run.start, run.end)):
        start, end = joined[-1] if joined else (0, -1)
        if run.start <= end or (joined and run.document.text[end : run.start].isspace()):
            joined[-1] = start, max(end, run.end)
        else:
            joined.append((run.start, run.end))
    return joined


def abridge(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one line: whole if they are short, else what is marked, and the ends of the others."""
    shown: list[Piece] = []
    left = _LONGEST_TEXT
    for index, piece in enumerate(pieces):
        # The letters keep the blanks at the ends, where the next piece follows.
        line = escape_line(f"x{piece.text}x")[1:-1]
        line = cut_end(_cut_middle(line, piece, index, len(pieces)), left)
        shown.append(Piece(line, piece.marks))
        left -= len(line)
        if left <= 0:
            break
    return shown


def _cut_middle(line: str, piece: Piece, index: int, count: int) -> str:
    """The piece without its middle if it is long; of the first its end is shown, of the last its start."""
    longest = _LONGEST_RUN if piece.marks else _LONGEST_GAP
    if count == 1 or len(line) <= longest:
        return line
    if not piece.marks and index == 0:
        return _cut_start(line, longest)
    if not piece.marks and index == count - 1:
        return cut_end(line, longest)
    return f"{cut_end(line, longest // 2)} {_cut_start(line, longest // 2)}"
