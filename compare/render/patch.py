"""Two documents as a unified diff, which `patch` and `git apply` read."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from compare.match.lines import split_lines
from compare.render.escape import escape_text
from compare.results import Op

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.results import Diff

_CONTEXT = 3  # unchanged lines around a change, as `diff -u` shows them
_NO_END = "\\ No newline at end of file\n"


class _Line(NamedTuple):
    """A line with its sign: in both texts, dropped, or added."""

    sign: str
    text: str


def render_patch(diff: Diff, *, escape: bool = False) -> str:
    """The patch that makes the right text of the left one; the edits of *diff* are of whole lines.

    Lines are given as they stand, so that the patch applies; with *escape*, to be looked at in a terminal,
    what would steer it is written out.
    """
    lines = _read_lines(diff)
    hunks = list(_find_hunks(lines))
    if not hunks:
        return ""
    lefts, rights = (
        list(accumulate((line.sign in signs for line in lines), initial=0)) for signs in (" -", " +")
    )
    parts = [f"{sign} {_name(side.path)}\n" for sign, side in (("---", diff.left), ("+++", diff.right))]
    for start, end in hunks:
        places = " ".join(
            sign + _range(before[start], before[end]) for sign, before in (("-", lefts), ("+", rights))
        )
        parts.append(f"@@ {places} @@\n")
        parts += [_show(line, escape=escape) for line in lines[start:end]]
    return "".join(parts)


def _name(path: str) -> str:
    """The path; a tab ends one with spaces, at the first of which `patch` would end it else."""
    name = escape_text(path)
    return f"{name}\t" if " " in name else name


def _read_lines(diff: Diff) -> list[_Line]:
    lines = []
    for edit in diff.edits:
        left = split_lines(diff.left.text[slice(*edit.left)])
        if edit.op is Op.SAME:
            lines += [_Line(" ", line) for line in left]
        else:
            right = split_lines(diff.right.text[slice(*edit.right)])
            lines += [*(_Line("-", line) for line in left), *(_Line("+", line) for line in right)]
    return lines


def _find_hunks(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Changed lines with those around them; changes that share such lines are one hunk."""
    changed = [number for number, line in enumerate(lines) if line.sign != " "]
    if not changed:
        return
    start = last = changed[0]
    for number in changed[1:]:
        if number - last > 2 * _CONTEXT:
            yield max(0, start - _CONTEXT), last + 1 + _CONTEXT
            start = number
        last = number
    yield max(0, start - _CONTEXT), min(len(lines), last + 1 + _CONTEXT)


def _range(before: int, end: int) -> str:
    """First line and number of lines; of none, the line they would stand behind."""
    count = end - before
    return f"{before + bool(count)},{count}"


def _show(line: _Line, *, escape: bool) -> str:
    ended = line.text.endswith("\n")
    text = line.text.removesuffix("\n")
    if escape:
        shown = "\t".join(map(escape_text, text.split("\t")))
    else:  # a lone surrogate is no character that a file could hold
        shown = text.encode("utf-8", "replace").decode()
    return f"{line.sign}{shown}\n{'' if ended else _NO_END}"
