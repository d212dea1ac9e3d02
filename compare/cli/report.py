"""`compare PATH...`: the report."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from compare.cli import options, pages
from compare.cli.command import Command
from compare.cli.exits import Exit
from compare.cli.fail_on import REPORT_KINDS, fail_option, judge, refuse_unlooked
from compare.cli.inputs import open_stdin, refuse_images
from compare.cli.messages import say_notices, say_places
from compare.cli.output import REPORT_FORMATS, plan_output, write_output
from compare.cli.progress import show_stages
from compare.settings import By, Format, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.cli.output import Output
    from compare.results import Comparison

# Options that change what documents are read and what is found in them, those of which `show` has too.
_CHANGING = frozenset("text id source encoding max_doc_bytes unit ngram threshold".split())


@click.command(
    "report",
    cls=Command,
    examples=[
        ("compare seeds/", "the report on a folder"),
        ("compare a.txt b.html c.csv -o report.html", "on files, for the browser"),
    ],
)
@options.path_argument("paths", "PATH...", nargs=-1, required=True)
@options.with_options(
    options.read_options(),
    options.compare_options(),
    options.work_options(),
    pages.section_options(),
    fail_option(REPORT_KINDS),
    pages.page_options(),
    pages.output_options(REPORT_FORMATS),
    options.message_options("; in the report, how documents were compared"),
)
def report(paths: tuple[str, ...], **values: Any) -> Exit:  # noqa: ANN401 - click's values are of all types
    """Put sources side by side: what they share, and what they tell differently.

    PATH is a file, a folder (read with all that is in it), a glob, or - for stdin: .txt, .md, .html,
    .jsonl, .csv, .tsv, .parquet or .arrow, each also .gz or .zst. The largest findings come first;
    A:31 is line 31 of document A.
    """
    refuse_images(paths)
    refuse_unlooked(values["fail_on"], values["only"])
    output = plan_output(values["output"], values["format"], paths, REPORT_FORMATS)
    if not values["quiet"]:
        pages.say_unused(output)
    comparison = compare_paths(paths, values)
    write_output(render(comparison, values, output, paths), output, paged=not values["no_pager"])
    return Exit.worst(finish(comparison, values), _judge(comparison, values))


def _judge(comparison: Comparison, values: options.Values) -> Exit:
    from compare.cli.counts import count_findings  # noqa: PLC0415 - not for --help

    return judge(values["fail_on"], partial(count_findings, comparison))


def compare_paths(paths: tuple[str, ...], values: options.Values) -> Comparison:
    """The comparison of what the paths hold."""
    from compare import api  # noqa: PLC0415 - loads numpy and the rest, which --help does not need

    with _without_collecting(), show_stages(wanted=not values["quiet"]) as progress:
        return api.report(
            paths,
            read=options.make_read_settings(values),
            settings=options.make_compare_settings(values),
            by=By(values.get("by", By.DOC)),
            sections=values.get("only", frozenset(Section)),
            threads=values["threads"],
            stdin=open_stdin(paths),
            progress=progress,
        )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the garbage collector rest: what a report is made of stays, and would be gone through in vain."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.freeze()  # rendering makes a few objects more, for which nobody need go through all of these
            gc.enable()


def render(comparison: Comparison, values: options.Values, output: Output, paths: tuple[str, ...]) -> str:
    """The comparison in the format of the output."""
    if output.format is Format.JSON:
        from compare.render.json import render_report_json  # noqa: PLC0415 - one format a run

        return render_report_json(comparison)
    if output.format is Format.MARKDOWN:
        from compare.render.markdown import render_markdown  # noqa: PLC0415 - as above

        return render_markdown(comparison, top=values["top"])
    if output.format is Format.HTML:
        from compare.render.html import render_html  # noqa: PLC0415 - loads jinja2

        return render_html(comparison)
    if output.format is Format.CSV:
        from compare.render.csv_rows import render_csv  # noqa: PLC0415 - as above

        return render_csv(comparison)
    from compare.render.terminal import render_report  # noqa: PLC0415 - loads tabulate

    return render_report(comparison, pages.make_page(values, output, (*paths, *_repeat_options())))


def _repeat_options() -> Iterator[str]:
    """The options given that change what is found, for a command that is to find it again."""
    context = click.get_current_context()
    for option in context.command.params:
        given = option.name and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
        if given and option.name in _CHANGING:
            yield from (option.opts[0], str(context.params[option.name]))


def finish(comparison: Comparison, values: options.Values) -> Exit:
    """Say what was skipped, and give the exit code."""
    if not values["quiet"]:
        say_notices(comparison.documents)
    say_places(comparison.skipped, "--format json", prefix="skipped ")
    return Exit.SKIPPED if comparison.skipped else Exit.DONE
