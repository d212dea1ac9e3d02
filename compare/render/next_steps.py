"""What a reader may want to do next, as commands that can be copied."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from compare.render.escape import escape_text
from compare.render.layout import heading, pad, shorten, width_of
from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.render.page import Page
    from compare.results import Comparison

_TWO = 2
_BESIDE = 30  # columns that a command has beside its paths


def render_next_steps(comparison: Comparison, page: Page) -> list[str]:
    """Up to three commands, each with what it shows; of many or long arguments PATH stands for them."""
    steps = list(_list_steps(comparison, page))
    if not steps:
        return []
    column = max(width_of(command) for command, _ in steps) + 2
    lines = [
        shorten(f" {pad(command, column)}{page.paint(what, Style.QUIET)}", page.width, page)
        if column + width_of(what) < page.width
        else f" {command}"
        for command, what in steps
    ]
    return [*heading("NEXT", "", page), *lines]


def _list_steps(comparison: Comparison, page: Page) -> Iterator[tuple[str, str]]:
    paths = _quote(page.paths)
    if not paths or width_of(paths) > page.width - _BESIDE:
        paths = "PATH"
    if (finding := _choose_finding(comparison)) is not None:
        yield f"compare show {paths} {finding}", "a finding in full, where it stands in the texts"
    if len(comparison.documents) == _TWO and all(each.path == each.id for each in comparison.documents):
        files = _quote(each.path for each in comparison.documents)
        if width_of(files) <= page.width - _BESIDE:
            yield f"compare diff {files}", "both texts word by word"
    if comparison.documents:
        yield f"compare {paths} -o report.html", "a page for the browser"


def _quote(arguments: Iterable[str]) -> str:
    """Arguments for a shell; but for what would steer the terminal, as they are: blanks in them count."""
    return escape_text(shlex.join(arguments))


def _choose_finding(comparison: Comparison) -> str | None:
    """The first conflict, else the first finding there is."""
    conflicts = [fact.id for fact in comparison.facts if fact.disputed]
    others = (
        comparison.quote_groups,
        comparison.facts,
        comparison.updates,
        comparison.listed_passages,
    )
    return next(iter([*conflicts, *(one.id for found in others for one in found[:1])]), None)
