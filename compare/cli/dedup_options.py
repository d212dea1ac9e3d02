"""The options of `compare dedup`, each with the default and the help of the setting it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compare.cli.options import choice, complete_path, describe, message_options, work_options
from compare.cli.sizes import Size
from compare.errors import SettingsError
from compare.settings import (
    CompareSettings,
    DedupSettings,
    Guard,
    Ignore,
    Level,
    Match,
    OutputSettings,
    Unit,
    Within,
)

if TYPE_CHECKING:
    from compare.cli.options import Decorator, Values


def target_options() -> list[Decorator]:
    """Where records go, and what is said of them."""
    say, default = describe(OutputSettings), OutputSettings()
    return [
        click.option("-o", "--output", metavar="OUT", shell_complete=complete_path, help=say["output"]),
        click.option("--annotate", is_flag=True, help=say["annotate"]),
        click.option(
            "--annotate-prefix",
            metavar="TEXT",
            default=default.annotate_prefix,
            show_default=True,
            help=say["annotate_prefix"],
        ),
        click.option("--removed", metavar="FILE", shell_complete=complete_path, help=say["removed"]),
        click.option("--manifest", metavar="FILE", shell_complete=complete_path, help=say["manifest"]),
        click.option("--no-trail", is_flag=True, help="Write neither of these two unless it is named."),
        click.option("--pairs", metavar="FILE", shell_complete=complete_path, help=say["pairs"]),
        click.option("--force", is_flag=True, help=say["force"]),
        click.option("--temp", metavar="FOLDER", shell_complete=complete_path, help=say["temp"]),
        click.option("--memory", type=Size(), metavar="SIZE", help=say["memory"]),
        click.option("--resume", is_flag=True, help=say["resume"]),
        click.option("-n", "--dry-run", is_flag=True, help=say["dry_run"]),
    ]


def duplicate_options() -> list[Decorator]:
    """Which records are duplicates, and which of them stay."""
    say, default = {**describe(CompareSettings), **describe(DedupSettings)}, DedupSettings()
    return [
        click.option(
            "--match",
            metavar="KIND[,KIND]",
            default=",".join(kind for kind in Match if kind in default.match),
            show_default=True,
            help=say["match"],
        ),
        _number("--threshold", float, "T", default.threshold, say["threshold"]),
        click.option(
            "--level", type=choice(Level), default=str(default.level), show_default=True, help=say["level"]
        ),
        click.option("--keep", metavar="ORDER", default=default.keep, show_default=True, help=say["keep"]),
        click.option("--date", metavar="FIELD", help=say["date"]),
        click.option("--within", type=choice(Within), help=say["within"]),
        click.option("--across", type=choice(Within), help=say["across"]),
        click.option(
            "--against",
            metavar="PATH",
            multiple=True,
            shell_complete=complete_path,
            help="Files, a folder or a glob whose records stand before all others: what repeats one of them "
            "goes. They are not written, counted or compared with one another. May repeat.",
        ),
        click.option("--guard", type=choice(Guard), help=say["guard"]),
        _number("--min-tokens", int, "N", default.min_tokens, say["min_tokens"]),
        click.option("--drop-empty", is_flag=True, help=say["drop_empty"]),
        click.option("--ignore", type=choice(Ignore), help=say["ignore"]),
        click.option(
            "--unit", type=choice(Unit), default=str(default.unit), show_default=True, help=say["unit"]
        ),
        click.option("--ngram", type=int, metavar="N", help=say["ngram"]),
        _number("--num-perm", int, "N", default.num_perm, say["num_perm"]),
        _number("--seed", int, "N", default.seed, say["seed"]),
    ]


def run_options() -> list[Decorator]:
    """How the run goes, none of which changes what it finds."""
    return [
        *work_options(),
        *message_options(", which kernel ran, and list all sources"),
    ]


def make_dedup_settings(values: Values) -> DedupSettings:
    """The settings for duplicates that a command line asks for."""
    return DedupSettings(
        unit=Unit(values["unit"]),
        ngram=values["ngram"],
        num_perm=values["num_perm"],
        seed=values["seed"],
        threshold=values["threshold"],
        match=_parse_match(values["match"]),
        level=Level(values["level"]),
        keep=values["keep"],
        date=values["date"],
        min_tokens=values["min_tokens"],
        within=values["within"],
        across=values["across"],
        guard=values["guard"],
        drop_empty=values["drop_empty"],
        ignore=Ignore(values["ignore"]) if values["ignore"] else None,
    )


def make_output_settings(values: Values) -> OutputSettings:
    """The settings for the output that a command line asks for."""
    return OutputSettings(
        output=values["output"],
        annotate=values["annotate"],
        annotate_prefix=values["annotate_prefix"],
        removed=values["removed"],
        manifest=values["manifest"],
        trail=not values["no_trail"],
        pairs=values["pairs"],
        force=values["force"],
        temp=values["temp"],
        memory=values["memory"],
        resume=values["resume"],
        dry_run=values["dry_run"],
    )


def _number(name: str, kind: type, metavar: str, default: float, text: str) -> Decorator:
    return click.option(name, type=kind, metavar=metavar, default=default, show_default=True, help=text)


def _parse_match(listed: str) -> frozenset[Match]:
    """The kinds of duplicates in a list such as exact,near."""
    names = [name.strip() for name in listed.split(",")]
    for name in names:
        if name not in set(Match):
            msg = f"match knows no kind {name!r}: {', '.join(map(str, Match))}"
            raise SettingsError(msg)
    return frozenset(map(Match, names))
