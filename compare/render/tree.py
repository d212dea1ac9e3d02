"""Who has whose text: of many documents or sources, each under the one that has most of its text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from compare.render.layout import left_out, shorten, wrap
from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from compare.render.page import Page

_LEAST = 0.1  # share of a text that another has, from which it hangs on it
_FEWEST = 3  # members of a tree: of two the table says all
_DEEPEST = 8  # levels that are set in; further ones stand under the last of these
_ROWS = 4  # rows for each finding that the page shows


class Link(NamedTuple):
    """Two documents or sources by name, and the share of each one's text that stands in the other's."""

    left: str
    right: str
    of_left: float
    of_right: float


class _Row(NamedTuple):
    """A member of a tree: how deep it hangs, and the share of it that the one above has."""

    member: str
    depth: int
    share: float


def render_tree(links: Iterable[Link], name: Callable[[str], str], page: Page) -> list[str]:
    """The trees of three or more, the largest first; nothing where there are none."""
    rows = [row for tree in _grow(links) for row in tree]
    if not rows:
        return []
    shown = rows[: _ROWS * page.top]
    note = wrap("each under the one that has most of its text, with the share of it there", page.width - 1)
    lines = [page.paint(f" {line}", Style.QUIET) for line in note]
    lines += [_set_row(row, name, page) for row in shown]
    return [*lines, *left_out(len(rows), page, shown=len(shown)), ""]


def _set_row(row: _Row, name: Callable[[str], str], page: Page) -> str:
    indent = "   " * (min(row.depth, _DEEPEST) - 1) + f" {page.marks.branch} " if row.depth else " "
    share = f"{row.share:4.0%} " if row.depth else ""
    return shorten(f"{indent}{share}{name(row.member)}", page.width, page)


def _grow(links: Iterable[Link]) -> list[list[_Row]]:
    """Trees of the strongest links, each from its fullest member (a maximum spanning forest, Kruskal)."""
    neighbours: dict[str, list[tuple[str, float]]] = defaultdict(list)
    leader: dict[str, str] = {}
    strong = [link for link in links if max(link.of_left, link.of_right) >= _LEAST]
    for left, right, of_left, of_right in sorted(strong, key=lambda link: -max(link.of_left, link.of_right)):
        ours, theirs = _find(leader, left), _find(leader, right)
        if ours != theirs:
            leader[ours] = theirs
            neighbours[left].append((right, of_right))
            neighbours[right].append((left, of_left))
    members: dict[str, list[str]] = defaultdict(list)
    for member in neighbours:
        members[_find(leader, member)].append(member)
    trees = [_walk(own, neighbours) for own in members.values() if len(own) >= _FEWEST]
    return sorted(trees, key=lambda tree: -len(tree))


def _find(leader: dict[str, str], member: str) -> str:
    """The leader of a member's tree; the way to it is halved."""
    leader.setdefault(member, member)
    while leader[member] != member:
        leader[member] = leader[leader[member]]
        member = leader[member]
    return member


def _walk(members: Sequence[str], neighbours: dict[str, list[tuple[str, float]]]) -> list[_Row]:
    """The members from the one that has most of the others' texts downwards."""
    root = max(members, key=lambda member: sum(share for _, share in neighbours[member]))
    rows, waiting, seen = [], [_Row(root, 0, 1.0)], {root}
    while waiting:
        row = waiting.pop()
        rows.append(row)
        below = [(other, share) for other, share in neighbours[row.member] if other not in seen]
        seen.update(other for other, _ in below)
        waiting += [
            _Row(other, row.depth + 1, share) for other, share in sorted(below, key=lambda one: one[1])
        ]
    return rows
