"""The part of a report by source on what each source did over all stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.layout import count_of, heading, left_out, shorten, width_of
from compare.render.page import Style

if TYPE_CHECKING:
    from compare.render.page import Page
    from compare.results import Comparison, Outlet

_HEAD = ["", "stories", "first", "alone", "facts apart", "quotes cut", "altered"]
_NAME_WIDTH = 8  # columns that the name of a source needs


def render_outlets(comparison: Comparison, page: Page) -> list[str]:
    """A row a source: its stories, in how many it was first or alone, facts told apart, quotes cut."""
    outlets = comparison.outlets
    if not outlets:
        return []
    several = sum(len({one.source for one in story.documents}) > 1 for story in comparison.stories)
    stories = count_of(len(comparison.stories), "story", plural="stories")
    lines = heading("SOURCES", f"{stories}, {several:,} told by more than one source", page)
    rows = [_HEAD, *(_row(outlet) for outlet in outlets[: page.top])]
    while len(rows[0]) > 2 and _room(rows, page) < _NAME_WIDTH:  # noqa: PLR2004 - the name and one figure
        rows = [row[:-1] for row in rows]
    room = max(_room(rows, page), 1)
    rows[1:] = [[shorten(page.text(row[0]), room, page), *row[1:]] for row in rows[1:]]
    align = ["left", *["right"] * (len(rows[0]) - 1)]
    table = tabulate(rows, tablefmt="plain", disable_numparse=True, colalign=align)
    head, *others = [f" {line}".rstrip() for line in table.splitlines()]
    return [*lines, page.paint(head, Style.QUIET), *others, *left_out(len(outlets), page)]


def _row(outlet: Outlet) -> list[str]:
    return [
        outlet.source,
        f"{outlet.stories:,}",
        _of(outlet.first, outlet.dated),
        f"{outlet.alone:,}",
        _of(outlet.differently, outlet.facts),
        _of(outlet.cut, outlet.quotes),
        _of(outlet.altered, outlet.quotes),
    ]


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" if whole else ""


def _room(rows: list[list[str]], page: Page) -> int:
    """Columns of the page that the figures leave to the names."""
    return (
        page.width - 1 - sum(2 + max(map(width_of, column)) for column in list(zip(*rows, strict=True))[1:])
    )
