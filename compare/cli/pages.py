"""The options of a page, and the page for an output."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from compare.cli.messages import say
from compare.cli.options import choice, complete_path, describe
from compare.render.page import DEFAULT_TOP, DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH, SIGNS, Page
from compare.settings import By, Format, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

    from compare.cli.options import Decorator, Values
    from compare.cli.output import Output

# The formats in which an option of the page tells; the others hold all, or are laid out by their readers.
_TEXT = (Format.TEXT,)
_SHAPED: dict[str, tuple[Format, ...]] = {
    "top": (Format.TEXT, Format.MARKDOWN),
    "show_furniture": _TEXT,
    "width": _TEXT,
    "color": _TEXT,
    "ascii": _TEXT,
    "side_by_side": _TEXT,
    "whole": _TEXT,
}


def section_options() -> list[Decorator]:
    """What of a report is shown."""
    say = describe(Page)
    return [
        click.option(
            "--top",
            type=click.IntRange(1),
            metavar="N",
            default=DEFAULT_TOP,
            show_default=True,
            help=say["top"],
        ),
        click.option(
            "--only",
            metavar="LIST",
            callback=_parse_sections,
            help=f"Look for these parts of the report alone: {_listed(Section)}.",
        ),
        click.option(
            "--by",
            type=choice(By),
            default=str(By.DOC),
            show_default=True,
            help="Tell overlaps, and what one alone has, of documents or of their sources, and sum these up.",
        ),
        click.option("--show-furniture", is_flag=True, help=say["show_furniture"]),
    ]


def page_options() -> list[Decorator]:
    """How a result is set."""
    say = describe(Page)
    width = f"{say['width']} Else that of the terminal, {DEFAULT_WIDTH} without one."
    return [
        click.option("--width", type=click.IntRange(MIN_WIDTH, MAX_WIDTH), metavar="N", help=width),
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help=say["color"],
        ),
        click.option("--ascii", is_flag=True, help=say["ascii"]),
        click.option(
            "--no-pager",
            is_flag=True,
            help="Print it; on a terminal it goes through $PAGER otherwise, or less.",
        ),
    ]


def column_options() -> list[Decorator]:
    """Whether two texts stand side by side."""
    return [click.option("--side-by-side", is_flag=True, help=describe(Page)["side_by_side"])]


def output_options(formats: Sequence[Format]) -> list[Decorator]:
    """Where a result goes, and as what."""
    return [
        click.option(
            "--format",
            type=click.Choice(list(map(str, formats))),
            help="What to write; else by the extension of FILE, else text.",
        ),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            shell_complete=complete_path,
            help="Write to this file, whole or not at all, instead of stdout.",
        ),
    ]


def say_unused(output: Output) -> None:
    """Say of each option that was given how to set a page, and has no part in the format, that this is so."""
    context = click.get_current_context()
    for option in context.command.params:
        given = option.name and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
        formats = _SHAPED.get(option.name or "", ())
        if given and formats and output.format not in formats:
            shaped = " and ".join(formats)
            say(f"{option.opts[0]} changes nothing in {output.format}: it is for {shaped}")


def is_to_terminal(output: Output) -> bool:
    """Whether somebody reads the result as it is written."""
    return output.path is None and sys.stdout is not None and sys.stdout.isatty()


def make_page(values: Values, output: Output, paths: tuple[str, ...] = ()) -> Page:
    """The page for an output, as wide and as colourful as it can show."""
    to_terminal = is_to_terminal(output)
    return Page(
        width=values["width"] or _find_width(to_terminal=to_terminal),
        paths=paths,
        top=values.get("top", DEFAULT_TOP),
        show_furniture=values.get("show_furniture", False),
        verbose=values.get("verbose", False),
        color=_has_color(values["color"], to_terminal=to_terminal),
        side_by_side=values.get("side_by_side", False),
        full=values.get("whole", False),
        ascii=values["ascii"] or (output.path is None and not _shows_signs()),
    )


def _parse_sections(_context: object, _option: object, listed: str | None) -> frozenset[Section]:
    """The parts of a report in a list such as quotes,facts; all of them without a list."""
    if listed is None:
        return frozenset(Section)
    names = [name.strip() for name in listed.split(",")]
    for name in names:
        if name not in set(Section):
            msg = f"{name!r} is no part of the report: {_listed(Section)}"
            raise click.BadParameter(msg)
    return frozenset(map(Section, names))


def _listed(members: type[StrEnum]) -> str:
    return ", ".join(map(str, members))


def _find_width(*, to_terminal: bool) -> int:
    """COLUMNS, else the width of the terminal; within the widths that a report is made for."""
    known = to_terminal or os.environ.get("COLUMNS", "").isdecimal()
    width = shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if known else DEFAULT_WIDTH
    return min(max(width, MIN_WIDTH), MAX_WIDTH)


def _has_color(wanted: str, *, to_terminal: bool) -> bool:
    if wanted != "auto":
        return wanted == "always"
    return to_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _shows_signs() -> bool:
    """Whether stdout can take the signs of a report."""
    try:
        SIGNS.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
