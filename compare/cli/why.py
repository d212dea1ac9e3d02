"""`compare why RUN ID`: why a record was removed or kept."""

from __future__ import annotations

from typing import Any

import click

from compare.cli import options, pages
from compare.cli.command import Command
from compare.cli.exits import Exit
from compare.cli.output import Output, write_output
from compare.errors import SettingsError
from compare.settings import Format


@click.command(
    "why",
    cls=Command,
    examples=[
        ("compare why clean.jsonl story-17", "why the record of that id went or stays"),
        ("compare why clean.jsonl crawl/a.jsonl:17", "the same of a line"),
        ("compare why clean.jsonl --sample 50", "what went nearest the threshold, and how it differs"),
    ],
)
@options.path_argument("run", "RUN")
@click.argument("name", metavar="[ID]", required=False)
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help="Instead of one record, show the N near duplicates that went nearest the threshold.",
)
@click.option("--whole", is_flag=True, help="Show unchanged stretches whole, however long they are.")
@options.with_options(pages.page_options(), options.message_options())
def why(run: str, name: str | None, sample: int | None, **values: Any) -> Exit:  # noqa: ANN401 - click's values are of all types
    """Say why a record was removed or kept, by which other one, and show both texts word by word.

    RUN is what `compare dedup` wrote: OUT, its folder, or the manifest. ID is the record's id, or its
    path and line, such as crawl/a.jsonl:17. With --sample there is no ID: a person can judge by it in a few
    minutes whether the threshold is right.
    """
    from compare import api  # noqa: PLC0415 - loads what --help does not need
    from compare.render.why import render_explanation, render_samples  # noqa: PLC0415 - as above

    output = Output(None, Format.TEXT)
    page = pages.make_page(values, output)
    if (name is None) == (sample is None):
        raise SettingsError("name the ID of a record, or ask for several with --sample N")
    text = (
        render_samples(api.sample(run, sample), page)
        if sample
        else render_explanation(api.why(run, name or ""), page)
    )
    write_output(text, output, paged=not values["no_pager"])
    return Exit.DONE
