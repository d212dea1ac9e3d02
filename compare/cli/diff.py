"""`compare diff A B`: two documents word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compare.cli import options, pages
from compare.cli.command import Command
from compare.cli.exits import Exit
from compare.cli.inputs import open_stdin, refuse_images
from compare.cli.messages import say_notices
from compare.cli.output import DIFF_FORMATS, plan_output, write_output
from compare.corpus.open import STDIN
from compare.settings import Format

if TYPE_CHECKING:
    from compare.cli.output import Output
    from compare.results import Diff


@click.command(
    "diff",
    cls=Command,
    examples=[
        ("compare diff old.txt new.txt", "two texts, word by word"),
        ("compare diff - new.txt --whole", "the same of stdin, nothing folded"),
    ],
)
@options.path_argument("left", "A")
@options.path_argument("right", "B")
@click.option("--whole", is_flag=True, help="Show unchanged stretches whole, however long they are.")
@options.with_options(
    pages.column_options(),
    options.read_options(),
    pages.page_options(),
    pages.output_options(DIFF_FORMATS),
    options.message_options(),
)
def diff(left: str, right: str, **values: Any) -> Exit:  # noqa: ANN401 - click's values are of all types
    """Show two documents word by word: what B drops, adds, changes and moves.

    Dropped words stand in [-...-], added ones in {+...+}, moved ones in <...>; long stretches without
    a change are folded. Each path holds one document. --format patch is what `patch` and `git apply` read;
    it fits plain text in UTF-8.
    """
    from compare import api  # noqa: PLC0415 - loads numpy and the rest, which --help does not need

    if left == right == STDIN:
        raise click.UsageError("- can stand for A or for B, not for both: stdin is read once")
    refuse_images((left, right))
    output = plan_output(values["output"], values["format"], (left, right), DIFF_FORMATS)
    if not values["quiet"]:
        pages.say_unused(output)
    result = api.diff(
        left,
        right,
        by_line=output.format is Format.PATCH,
        read=options.make_read_settings(values),
        stdin=open_stdin((left, right)),
    )
    write_output(_render(result, values, output), output, paged=not values["no_pager"])
    if not values["quiet"]:
        say_notices((result.left, result.right))
    return Exit.DONE


def _render(result: Diff, values: options.Values, output: Output) -> str:
    if output.format is Format.JSON:
        from compare.render.json import render_diff_json  # noqa: PLC0415 - one format a run

        return render_diff_json(result)
    if output.format is Format.PATCH:
        from compare.render.patch import render_patch  # noqa: PLC0415 - one format a run

        return render_patch(result, escape=pages.is_to_terminal(output))
    from compare.render.diff import render_diff  # noqa: PLC0415 - loads wcwidth

    return render_diff(result, pages.make_page(values, output))
