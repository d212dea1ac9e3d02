"""What documents take from the code; CONTRIBUTING.md says how cog writes it."""

from __future__ import annotations

import atexit
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from compare.cli import exits
from compare.cli.given import settings_of, variable_of
from compare.cli.main import commands
from compare.cli.options import describe
from compare.render.rows import Kind, Row, columns_of

_EXAMPLE = 44  # columns of an example before what it does
_ALL_OF_IT = re.MULTILINE | re.DOTALL
ROOT = Path(__file__).parent.parent
_TYPES = {"str": "text", "int": "whole number", "float": "number"}


def show(command: str, *, until: str | None = None, folder: Path = ROOT) -> str:
    """A command line and its true output at 80 columns; cut before the line that begins with *until*."""
    words = shlex.split(command)
    done = subprocess.run(  # noqa: S603 - the commands stand in our own documents
        [sys.executable, "-P", "-m", *words],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
    )
    lines = [line.rstrip() for line in (done.stdout + done.stderr).rstrip().splitlines()]
    if until is not None:
        cut = next(index for index, line in enumerate(lines) if line.startswith(until))
        lines = [*lines[:cut], "..."]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


def copy_example() -> Path:
    """A new folder with the example of docs/dedup.md in it, to run commands in."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    return Path(shutil.copy(ROOT / "docs" / "example" / "crawl.jsonl", folder)).parent


def tell(texts: dict[str, str], command: str, part: str) -> str:
    """What a command says of these texts, files of its folder: the *part* of the report so headed."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for name, text in texts.items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    fence, line, *lines, end = show(command, folder=folder).splitlines()
    first = next(index for index, shown in enumerate(lines) if shown.startswith(part))
    rest = lines[first + 1 :]
    last = next((index for index, shown in enumerate(rest) if shown[:1].isupper()), len(rest))
    body = "\n".join(lines[first : first + 1 + last]).rstrip()
    said = "".join(f"    {name}: {text}\n" for name, text in texts.items())
    return f"{said}\n{fence}\n{line}\n...\n{body}\n...\n{end}"


def list_columns() -> str:
    """A row for each column of the table of findings."""
    types = {name: _TYPES[kind.split(" ")[0]] for name, kind in Row.__annotations__.items()}
    rows = [f"| `{name}` | {types[name]} | {_in_table(text)} |" for name, text in describe(Row).items()]
    return "\n".join(["| column | type | what it holds |", "| --- | --- | --- |", *rows])


def list_kinds() -> str:
    """A row for each kind of finding, with the columns that it fills."""
    rows = [f"| `{kind}` | {' '.join(f'`{name}`' for name in columns_of([kind])[1:])} |" for kind in Kind]
    return "\n".join(["| kind | columns besides `kind` |", "| --- | --- |", *rows])


def list_commands() -> str:
    """A chapter for each command: what it does, its arguments and its options."""
    return "\n\n".join(_chapter(name, command) for name, command in sorted(commands.commands.items()))


def _chapter(name: str, command: click.Command) -> str:
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    usage = " ".join(["compare", name, "[OPTIONS]", *(one.metavar or one.name or "" for one in arguments)])
    text = "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    examples = [f"    {line:<{_EXAMPLE}} # {what}" for line, what in getattr(command, "examples", ())]
    options = [_row(one) for one in command.params if isinstance(one, click.Option)]
    table = ["| option | default | what it does |", "| --- | --- | --- |", *options]
    return "\n".join([f"## compare {name}", "", f"    {usage}", "", *examples, "", text, "", *table])


def _row(option: click.Option) -> str:
    names = ", ".join(option.opts)
    if isinstance(option.type, click.Choice):
        names += f" {'|'.join(map(str, option.type.choices))}"
    elif option.metavar:
        names += f" {option.metavar}"
    default = (
        "" if option.is_flag or option.default is None or not option.show_default else f"`{option.default}`"
    )
    return f"| `{_in_table(names)}` | {default} | {_in_table(option.help or '')} |"


def list_exits() -> str:
    """A table of what each exit code says, by the text under its name."""
    said = re.findall(
        r'^    ([A-Z_]+) = (\d+)\n    """(.*?)"""', Path(exits.__file__).read_text("utf-8"), _ALL_OF_IT
    )
    rows = [f"| {code} | `{name}` | {' '.join(text.split())} |" for name, code, text in said]
    return "\n".join(["| exit code | name | what it says |", "| --- | --- | --- |", *rows])


def list_settings() -> str:
    """A table of all settings: where they may stand, what they are called there, and what they do."""
    rows: dict[str, list[tuple[str, click.Option]]] = {}
    for name, command in sorted(commands.commands.items()):
        for key, option in settings_of(command).items():
            rows.setdefault(key, []).append((name, option))
    head = ["| setting | in the environment | commands | default | what it does |", "| --- " * 5 + "|"]
    return "\n".join([*head, *(_setting(key, rows[key]) for key in sorted(rows))])


def _setting(key: str, found: list[tuple[str, click.Option]]) -> str:
    option = found[0][1]
    helps = list(dict.fromkeys(one.help or "" for _, one in found))
    names = [name for name, _ in found]
    used = "all" if len(names) == len(commands.commands) else ", ".join(names)
    cells = [f"`{key}`", f"`{variable_of(key)}`", used, _default(option), " / ".join(helps)]
    return f"| {' | '.join(map(_in_table, cells))} |"


def _default(option: click.Option) -> str:
    if option.is_flag:
        return "`false`"
    return "" if option.default is None or not option.show_default else f"`{option.default}`"


def _in_table(text: str) -> str:
    """The text without bars that would end the cell."""
    return text.replace("|", "\\|")
