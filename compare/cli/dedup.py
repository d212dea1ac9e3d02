"""`compare dedup IN... -o OUT`: the records without their duplicates."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from compare.cli import dedup_options, options
from compare.cli.command import Command
from compare.cli.exits import Exit
from compare.cli.fail_on import DEDUP_KINDS, fail_option, judge
from compare.cli.inputs import open_stdin, refuse_images
from compare.cli.messages import say_places
from compare.cli.output import silence_stdout
from compare.cli.progress import show_progress
from compare.cli.start import load

if TYPE_CHECKING:
    from compare.dedup.outcome import Outcome


@click.command(
    "dedup",
    cls=Command,
    examples=[
        ("compare dedup crawl/*.jsonl -o clean.jsonl", "records without duplicates"),
        ("compare dedup crawl.jsonl.gz -n", "what would be removed"),
        ("compare dedup crawl.csv -o clean.parquet", "from one form to another"),
    ],
)
@options.path_argument("paths", "IN...", nargs=-1, required=True)
@options.with_options(
    dedup_options.target_options(),
    dedup_options.duplicate_options(),
    options.read_options(),
    fail_option(DEDUP_KINDS),
    dedup_options.run_options(),
)
def dedup(paths: tuple[str, ...], **values: Any) -> Exit:  # noqa: ANN401 - click's values are of all types
    """Take duplicates out: of several records that are the same, or nearly, one stays.

    IN is a file of JSON lines (.jsonl, .ndjson), a table (.csv, .tsv), .parquet or .arrow, each also .gz and
    .zst, a text or page, a folder, a glob, a pipe such as <(zcat x), or - for stdin. A record goes exactly
    when one that stays, and stands before it in the order of --keep, is its duplicate; those that stay are
    copied as they are, or converted where the name of OUT says so (out.parquet, out.csv). What goes is in
    OUT.removed.jsonl, each with the reason, and OUT.manifest.json says how to do it again.
    """
    refuse_images((*paths, *values["against"]))
    outcome = _run(paths, values)
    say_places(outcome.skipped, _name_manifest(outcome), prefix="skipped ")
    if not values["quiet"]:
        _show(outcome, verbose=values["verbose"])
    return Exit.worst(Exit.SKIPPED if outcome.skipped else Exit.DONE, _judge(outcome, values))


def _judge(outcome: Outcome, values: options.Values) -> Exit:
    from compare.cli.counts import count_records  # noqa: PLC0415 - not for --help

    return judge(values["fail_on"], partial(count_records, outcome))


def _run(paths: tuple[str, ...], values: options.Values) -> Outcome:
    load("compare.corpus.run")  # what --help does not need, and the run needs all of
    from compare import api  # noqa: PLC0415 - light

    job = api.Dedup(
        settings=dedup_options.make_dedup_settings(values),
        read=options.make_read_settings(values),
        threads=values["threads"],
    )
    with show_progress(wanted=not values["quiet"]) as progress:
        try:
            return job.run(
                paths,
                dedup_options.make_output_settings(values),
                against=values["against"],
                stdin=open_stdin(paths),
                stdout=None if sys.stdout is None else sys.stdout.buffer,
                progress=progress,
            )
        except BrokenPipeError:  # the reader of what we write has seen enough
            silence_stdout()
            sys.exit(Exit.DONE)


def _show(outcome: Outcome, *, verbose: bool) -> None:
    from compare.render.dedup import render_outcome  # noqa: PLC0415 - only when something is shown

    say_places(outcome.notices, _name_manifest(outcome))
    if sys.stderr is not None:
        sys.stderr.write(render_outcome(outcome, verbose=verbose))


def _name_manifest(outcome: Outcome) -> str:
    return outcome.manifest or "the manifest of a run that writes one"
