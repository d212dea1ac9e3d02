"""The places where two nearly equal texts differ, on a line: ... said [-forty-] {+fifty+} lorries ..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.escape import escape_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.dedup.changes import Change

_ELLIPSIS = "..."


def show_change(change: Change) -> str:
    """What was dropped and added between the words around it, safe for a terminal."""
    dropped, added = escape_line(change.dropped), escape_line(change.added)
    pieces = [
        escape_line(change.before),
        f"[-{dropped}-]" if dropped else "",
        f"{{+{added}+}}" if added else "",
        escape_line(change.after),
    ]
    return " ".join(piece for piece in pieces if piece)


def show_changes(changes: Sequence[Change], length: int) -> str:
    """As many of the changes as fit into so many characters, at least the beginning of the first."""
    line = show_change(changes[0])
    for change in changes[1:]:
        longer = f"{line} {_ELLIPSIS} {show_change(change)}"
        if len(longer) > length:
            break
        line = longer
    return line if len(line) <= length else line[: length - len(_ELLIPSIS)] + _ELLIPSIS
