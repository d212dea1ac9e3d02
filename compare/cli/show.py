"""`compare show PATH... ID`: one finding in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compare.cli import options
from compare.cli.inputs import refuse_images
from compare.cli.output import Output, write_output
from compare.cli.report import compare_paths, finish

if TYPE_CHECKING:
    from compare.cli.exits import Exit


@click.command("show")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.argument("name", metavar="ID")
@options.with_options(
    options.read_options(), options.compare_options(), options.page_options(), options.message_options()
)
def show(paths: tuple[str, ...], name: str, **values: Any) -> Exit:  # noqa: ANN401 - click's values are of all types
    """Show one finding of the report in full, by its id, such as Q1 or F2."""
    from compare.render.terminal import render_finding  # noqa: PLC0415 - loads tabulate

    refuse_images(paths)
    output = Output(None, "text")
    comparison = compare_paths(paths, values)
    write_output(render_finding(comparison, name, options.make_page(values, output)), output)
    return finish(comparison, values)
