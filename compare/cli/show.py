"""`compare show PATH... ID`: one finding in full."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import click

from compare.cli import options, pages
from compare.cli.command import Command
from compare.cli.inputs import refuse_images
from compare.cli.output import Output, write_output
from compare.cli.report import compare_paths, finish
from compare.settings import Format

if TYPE_CHECKING:
    from compare.cli.exits import Exit

# Q1; only-A or only-2, what one has alone; A-B, a pair that shares text.
_ID = re.compile(r"[A-Za-z]\d+|[A-Za-z]{1,4}-(?:[A-Za-z]{1,4}|\d+)")
_ONLY = "ONLY-"


@click.command(
    "show",
    cls=Command,
    examples=[
        ("compare show seeds/ Q1", "the first quote of the report on a folder, in full"),
        ("compare show a.txt b.txt F2", "the second fact of two files"),
    ],
)
@options.path_argument("words", "PATH... ID", nargs=-1, required=True)
@options.with_options(
    options.read_options(),
    options.compare_options(),
    options.work_options(),
    pages.column_options(),
    pages.page_options(),
    options.message_options(),
)
def show(words: tuple[str, ...], **values: Any) -> Exit:  # noqa: ANN401 - click's values are of all types
    """Show one finding of the report in full, by its id, such as Q1 or F2, and where it stands in the texts.

    The texts stand side by side from 100 columns.
    """
    from compare.render.terminal import render_finding  # noqa: PLC0415 - loads tabulate

    paths, name = _split(words)
    refuse_images(paths)
    output = Output(None, Format.TEXT)
    comparison = compare_paths(paths, values)
    text = render_finding(comparison, name, pages.make_page(values, output))
    write_output(text, output, paged=not values["no_pager"])
    return finish(comparison, values)


def _split(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The paths, and the id as the report writes it; people write it small as well."""
    *paths, name = words
    is_id = _ID.fullmatch(name) is not None
    if (not is_id or "-" in name) and (not paths or os.path.lexists(name)):
        msg = f"the id of a finding is missing, such as Q1: compare show {' '.join(words)} Q1"
        raise click.UsageError(msg)
    if not paths:
        msg = f"a path is missing: compare show PATH {name}"
        raise click.UsageError(msg)
    return tuple(paths), name.upper().replace(_ONLY, _ONLY.lower()) if is_id else name
