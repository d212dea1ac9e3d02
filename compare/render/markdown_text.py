"""Text of a corpus within Markdown as GitHub reads it: it stays text, whatever stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from compare.render.escape import escape_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Span

ELLIPSIS = "…"
_BREAK = "&#8203;"  # a space of no width: what it parts is neither a link nor a name any more
_SIGNS = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}
_SPECIAL = re.compile(
    r"[\\`*_\[\]|~<>&$]"  # emphasis, code, links, cells, HTML, formulas
    r"|[@#](?=\w)"  # @somebody, #123, me@example.com
    r"|(?<=\bGH)-(?=\d)"  # GH-123
    r"|:(?=//)|\bwww(?=\.)"  # what becomes a link by itself
    r"|:(?=[a-z0-9_+-]+:)",  # :smile:
    re.IGNORECASE,
)
_LONGEST_GAP = 240  # characters between two marked runs that are shown whole
_LONGEST_RUN = 480
_LONGEST_TEXT = 1_500


class Piece(NamedTuple):
    """A part of a text, and the marks that stand on both sides of it."""

    text: str
    marks: str = ""


def escape_markdown(raw: str) -> str:
    """The text on one line, with nothing in it that Markdown or GitHub would take for a sign of theirs.

    It must not stand at the start of a line.
    """
    return _SPECIAL.sub(_escape, escape_line(raw))


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign in "@#-:" or len(sign) > 1:
        return sign + _BREAK
    return "\\" + sign


def cut(raw: str, longest: int) -> str:
    """The text, escaped; cut after a word and closed by an ellipsis if it is longer."""
    return escape_markdown(_cut_end(escape_line(raw), longest))


def _cut_end(text: str, longest: int) -> str:
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
    for start, end in _join((run.start, run.end) for run in runs):
        if end <= position or start >= span.end:
            continue
        start, end = max(start, position), min(end, span.end)  # noqa: PLW2901 - the part within the place
        pieces += [Piece(text[position:start]), Piece(text[start:end], marks)]
        position = end
    return [piece for piece in [*pieces, Piece(text[position : span.end])] if piece.text]


def _join(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that meet as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def set_pieces(pieces: Sequence[Piece]) -> str:
    """The pieces as one text, escaped; of a long text what is marked, and the ends of what lies between."""
    text = ""
    marks: list[tuple[int, str]] = []
    for index, piece in enumerate(pieces):
        # The letters keep the blanks at the ends, where the next piece follows.
        line = _abridge(escape_line(f"x{piece.text}x")[1:-1], piece, index, len(pieces))
        line = _cut_end(line, _LONGEST_TEXT - len(text))
        marks += [(len(text) + place, piece.marks) for place in _ends(line) if piece.marks]
        text += line
        if len(text) >= _LONGEST_TEXT:
            break
    return _escape_marked(text, marks).strip()


def _abridge(line: str, piece: Piece, index: int, count: int) -> str:
    """The piece without its middle if it is long; of the first its end is shown, of the last its start."""
    longest = _LONGEST_RUN if piece.marks else _LONGEST_GAP
    if count == 1 or len(line) <= longest:
        return line
    if not piece.marks and index == 0:
        return _cut_start(line, longest)
    if not piece.marks and index == count - 1:
        return _cut_end(line, longest)
    return f"{_cut_end(line, longest // 2)} {_cut_start(line, longest // 2)}"


def _ends(line: str) -> tuple[int, ...]:
    """Where marks may stand: next to a letter or digit, or they would not count as marks."""
    places = [index for index, character in enumerate(line) if category(character)[0] in "LMN"]
    return (places[0], places[-1] + 1) if places else ()


def _escape_marked(text: str, marks: Iterable[tuple[int, str]]) -> str:
    """The text, escaped as a whole, with marks put in at their places."""
    parts = []
    position = 0
    waiting = [*marks, (len(text), "")]
    for found in [*_SPECIAL.finditer(text), None]:
        start, end = found.span() if found else (len(text), len(text))
        while waiting and waiting[0][0] <= start:
            place, sign = waiting.pop(0)
            parts += [text[position:place], sign]
            position = max(position, place)
        parts.append(text[position:start])
        if found:
            parts.append(_escape(found))
        position = end
    return "".join(parts)


def row(cells: Iterable[str]) -> str:
    """A row of a table; the cells are escaped."""
    return f"| {' | '.join(cells)} |"


def head(names: Sequence[str], *, figures: Sequence[int] = ()) -> str:
    """The head of a table; the columns *figures* are set to the right."""
    return f"{row(names)}\n{row('---:' if index in figures else '---' for index in range(len(names)))}"


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of escaped cells under their heads."""
    return "\n".join([head(names), *map(row, rows)])


def fold(summary: str, text: str) -> str:
    """Text that is shown when its summary is clicked."""
    return f"<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>"
