"""Who has whose text: of many documents or sources, each under the one that has most of its text."""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from compare.render.layout import left_out, shorten, wrap
from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from compare.render.page import Page

# Of each member, by name, the share that each other one has.
Shares: TypeAlias = "dict[str, dict[str, float]]"

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
    """A tree for each group of three or more that strong links hold together, the largest first."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        if max(link.of_left, link.of_right) >= _LEAST:
            shares[link.left][link.right] = link.of_left
            shares[link.right][link.left] = link.of_right
    trees = [_walk(group, shares) for group in _join(shares) if len(group) >= _FEWEST]
    return sorted(trees, key=lambda tree: -len(tree))


def _join(shares: Shares) -> list[list[str]]:
    """The groups of members that links hold together, in the order of their first members."""
    groups, seen = [], set[str]()
    for first in shares:
        group, waiting = [], [first]
        while waiting:
            member = waiting.pop()
            if member not in seen:
                seen.add(member)
                group.append(member)
                waiting += shares[member]
        if group:
            groups.append(group)
    return groups


def _walk(members: Sequence[str], shares: Shares) -> list[_Row]:
    """The members from the one that has most of the others' texts downwards."""
    parents = _find_parents(members, shares)
    below: dict[str, list[str]] = defaultdict(list)
    for member, parent in parents.items():
        below[parent].append(member)
    root = next(member for member in members if member not in parents)
    rows, waiting = [], [_Row(root, 0, 1.0)]
    while waiting:
        row = waiting.pop()
        rows.append(row)
        next_ones = [_Row(one, row.depth + 1, shares[one][row.member]) for one in below[row.member]]
        waiting += sorted(next_ones, key=lambda one: one.share)
    return rows


def _find_parents(members: Sequence[str], shares: Shares) -> dict[str, str]:
    """Under which member each but the root hangs: the one that has most of its text, of all not below it."""
    root = max(members, key=lambda member: sum(shares[other][member] for other in shares[member]))
    parents = _hang(root, shares)
    ranked = [
        (one, other)
        for one in members
        for other in sorted(shares[one], key=shares[one].__getitem__, reverse=True)
    ]
    moved = True
    while moved:  # each move raises the sum of the shares: it ends
        moved = False
        for one, other in ranked:
            better = one != root and shares[one][other] > shares[one][parents[one]]
            if better and not _is_below(other, one, parents):
                parents[one] = other
                moved = True
    return parents


def _hang(root: str, shares: Shares) -> dict[str, str]:
    """A tree to begin with: next comes who has most of its text in one that hangs already (Prim)."""
    parents: dict[str, str] = {}
    order = count()
    heap = [(-shares[one][root], next(order), one, root) for one in shares[root]]
    heapify(heap)
    while heap:
        _, _, member, parent = heappop(heap)
        if member == root or member in parents:
            continue
        parents[member] = parent
        for one in shares[member]:
            heappush(heap, (-shares[one][member], next(order), one, member))
    return parents


def _is_below(member: str, above: str, parents: dict[str, str]) -> bool:
    """Whether *member* is *above* or hangs on it."""
    while member != above and member in parents:
        member = parents[member]
    return member == above
