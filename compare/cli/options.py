"""The options of the commands; what stands for a setting takes its default and its help from the setting."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compare.settings import CompareSettings, OnError, ReadSettings, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from click.shell_completion import CompletionItem

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
    Values = Mapping[str, Any]

Member = TypeVar("Member", bound=StrEnum)
# A field of a class, and the text under it.
_FIELD = re.compile(r'^    (\w+): [^\n]*\n    """([^"]*)"""', re.MULTILINE)


def describe(owner: type) -> dict[str, str]:
    """The text under each field of a class of settings; read as text, since every command waits for it."""
    source = Path(sys.modules[owner.__module__].__file__ or "").read_text(encoding="utf-8")
    body = source.partition(f"\nclass {owner.__name__}")[2].partition("\nclass ")[0]
    return {name: " ".join(text.split()) for name, text in _FIELD.findall(body)}


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
            type=choice(OnError),
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
            "--unit", type=choice(Unit), default=str(default.unit), show_default=True, help=say["unit"]
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


def work_options() -> list[Decorator]:
    """How the work is done, which does not change what is found."""
    return [
        click.option(
            "--threads",
            type=click.IntRange(1),
            metavar="N",
            help="Cores that work at once; without it, all. The result is the same.",
        )
    ]


def message_options(more: str = "") -> list[Decorator]:
    """What is said besides the result; *more* is what a command says as well when asked to."""
    return [
        click.option(
            "-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors and what was skipped."
        ),
        click.option("-v", "--verbose", is_flag=True, help=f"Say where settings come from{more}."),
        click.option("--debug", is_flag=True, help="Show the traceback of an error of ours."),
    ]


def path_argument(name: str, metavar: str, **more: Any) -> Decorator:  # noqa: ANN401 - click's settings
    """An argument for paths, which shells complete as such."""
    return click.argument(name, metavar=metavar, shell_complete=complete_path, **more)


def complete_path(_context: object, _parameter: object, incomplete: str) -> list[CompletionItem]:
    """Leave the completion of a path to the shell."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only while a line is typed

    return [CompletionItem(incomplete, type="file")]


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


def choice(members: type[Member]) -> click.Choice[str]:
    """The values that an option may have."""
    return click.Choice([str(member) for member in members])
