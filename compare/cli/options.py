"""The options of the commands; what stands for a setting takes its default and its help from the setting."""

from __future__ import annotations

import ast
import inspect
import os
import shutil
import sys
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compare.cli.output import FORMATS, Output
from compare.render.page import DEFAULT_TOP, DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH, SIGNS, Page
from compare.settings import CompareSettings, OnError, ReadSettings, Section, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
    Values = Mapping[str, Any]

Member = TypeVar("Member", bound=StrEnum)


def describe(owner: type) -> dict[str, str]:
    """The text under each field of a class of settings."""
    body = ast.parse(inspect.getsource(owner)).body[0]
    texts: dict[str, str] = {}
    name = None
    for statement in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif name and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            texts[name] = " ".join(str(statement.value.value).split())
            name = None
    return texts


def read_options() -> list[Decorator]:
    """How inputs become documents."""
    say, default = describe(ReadSettings), ReadSettings()
    return [
        click.option(
            "--text",
            metavar="FIELD[,FIELD]",
            default=",".join(default.text),
            show_default=True,
            help=say["text"],
        ),
        click.option("--id", metavar="FIELD", help=say["id"]),
        click.option("--source", metavar="FIELD", help=say["source"]),
        click.option("--encoding", metavar="NAME", help=say["encoding"]),
        click.option(
            "--max-doc-bytes",
            type=int,
            metavar="N",
            default=default.max_doc_bytes,
            show_default=True,
            help=say["max_doc_bytes"],
        ),
        click.option(
            "--on-error",
            type=_choice(OnError),
            default=str(default.on_error),
            show_default=True,
            help=say["on_error"],
        ),
    ]


def compare_options() -> list[Decorator]:
    """How documents are compared."""
    say, default = describe(CompareSettings), CompareSettings()
    return [
        click.option(
            "--unit", type=_choice(Unit), default=str(default.unit), show_default=True, help=say["unit"]
        ),
        click.option("--ngram", type=int, metavar="N", help=say["ngram"]),
        click.option(
            "--threshold",
            type=float,
            metavar="T",
            default=default.threshold,
            show_default=True,
            help=say["threshold"],
        ),
    ]


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
            "--only", metavar="LIST", callback=_parse_sections, help=f"{say['only']} {_listed(Section)}."
        ),
        click.option("--show-furniture", is_flag=True, help=say["show_furniture"]),
        click.option("-v", "--verbose", is_flag=True, help=say["verbose"]),
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
    ]


def output_options() -> list[Decorator]:
    """Where a result goes, and as what."""
    return [
        click.option(
            "--format",
            type=click.Choice(FORMATS),
            help="What to write; else by the extension of FILE, else text.",
        ),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write to this file, whole or not at all, instead of stdout.",
        ),
    ]


def message_options() -> list[Decorator]:
    """What is said besides the result."""
    return [
        click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors."),
        click.option("--debug", is_flag=True, help="Show the traceback of an error of ours."),
    ]


def with_options(*groups: Iterable[Decorator]) -> Decorator:
    """All options of some groups at once."""
    options = [option for group in groups for option in group]
    return lambda command: reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


def make_read_settings(values: Values) -> ReadSettings:
    """The settings for reading that a command line asks for."""
    return ReadSettings(
        text=tuple(name.strip() for name in values["text"].split(",")),
        id=values["id"],
        source=values["source"],
        encoding=values["encoding"],
        max_doc_bytes=values["max_doc_bytes"],
        on_error=OnError(values["on_error"]),
    )


def make_compare_settings(values: Values) -> CompareSettings:
    """The settings for comparing that a command line asks for."""
    return CompareSettings(unit=Unit(values["unit"]), ngram=values["ngram"], threshold=values["threshold"])


def make_page(values: Values, output: Output) -> Page:
    """The page for an output, as wide and as colourful as it can show."""
    to_terminal = output.path is None and sys.stdout is not None and sys.stdout.isatty()
    return Page(
        width=values["width"] or _find_width(to_terminal=to_terminal),
        top=values.get("top", DEFAULT_TOP),
        only=values.get("only", frozenset(Section)),
        show_furniture=values.get("show_furniture", False),
        verbose=values.get("verbose", False),
        color=_has_color(values["color"], to_terminal=to_terminal),
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


def _choice(members: type[Member]) -> click.Choice[str]:
    return click.Choice([str(member) for member in members])


def _listed(members: type[Member]) -> str:
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
