"""Text of a corpus within Markdown as GitHub reads it: it stays text, whatever stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from compare.render.escape import escape_line
from compare.render.excerpts import abridge, cut_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.render.excerpts import Piece

_BREAK = "&#8203;"  # a space of no width: what it parts is neither a link nor a name any more
_SIGNS = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}
_SPECIAL = re.compile(  # one character at a time: marks can be put between any two
    r"[\\`*_\[\]|~<>&$]"  # emphasis, code, links, cells, HTML, formulas
    r"|@|#(?=\w)"  # @somebody, me@example.com, #123
    r"|(?<=\bGH)-(?=\d)"  # GH-123
    r"|:(?=//)|(?<=ww)w(?=\.)"  # what becomes a link by itself
    r"|:(?=[a-z0-9_+-]+:)",  # :smile:
    re.IGNORECASE,
)


def escape_markdown(raw: str) -> str:
    """The text on one line, with nothing in it that Markdown or GitHub would take for a sign of theirs.

    It must not stand at the start of a line.
    """
    return _SPECIAL.sub(_escape, escape_line(raw))


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SIGNS:
        return _SIGNS[sign]
    return sign + _BREAK if sign in "@#-:wW" else "\\" + sign


def cut(raw: str, longest: int) -> str:
    """The text, escaped; cut after a word and closed by an ellipsis if it is longer."""
    return _SPECIAL.sub(_escape, cut_line(raw, longest))


def set_pieces(pieces: Sequence[Piece]) -> str:
    """The pieces as one text, escaped, with their marks; of a long text what matters."""
    text = ""
    marks: list[tuple[int, str]] = []
    for piece in abridge(pieces):
        marks += [(len(text) + place, piece.marks) for place in _ends(piece.text) if piece.marks]
        text += piece.text
    return _escape_marked(text, marks).strip()


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
            position = place
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
