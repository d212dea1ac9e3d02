"""The documents say what the code does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import compare
from compare.cli.command import Command
from compare.cli.exits import Exit
from compare.cli.given import settings_of, variable_of
from compare.cli.main import commands

ROOT = Path(__file__).parent.parent.parent
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_documented(name: str) -> None:
    """docs/cli.md has a heading for each command, and names each of its options."""
    assert f"## compare {name}\n" in CLI

    chapter = CLI.split(f"## compare {name}\n")[1].split("\n## ")[0]
    options = [one for one in commands.commands[name].params if isinstance(one, click.Option)]
    assert all(name in chapter for option in options for name in option.opts)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_setting_is_documented(name: str) -> None:
    """docs/settings.md has a row for each, with its variable and the command."""
    rows = {row.split("`")[1]: row for row in SETTINGS.splitlines() if row.startswith("| `")}
    for key in settings_of(commands.commands[name]):
        assert f"`{variable_of(key)}`" in rows[key]
        assert name in rows[key].split("|")[3] or "all" in rows[key].split("|")[3]


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_examples_are_right_and_come_first(name: str) -> None:
    """The help of each command leads with command lines that it takes, and docs/cli.md has them too."""
    command = commands.commands[name]
    assert isinstance(command, Command)
    shown = command.get_help(click.Context(command, info_name=f"compare {name}"))
    assert command.examples
    for line, what in command.examples:
        program, *words = shlex.split(line)
        assert program == "compare"
        words = words[1:] if words[0] == name else words
        command.make_context(name, words, resilient_parsing=False)
        assert line in CLI
        assert what in CLI
    assert shown.index("Examples:") < shown.index(command.examples[0][0]) < shown.index("Options:")
    assert "\n\n" not in shown[: shown.index("Examples:")].rstrip()


@pytest.mark.parametrize("code", sorted(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    """The table of exit codes in docs/cli.md has each of them."""
    rows = [line for line in CLI.splitlines() if line.startswith("| ") and line[2].isdigit()]
    codes = [cell.strip() for row in rows for cell in row.split("|")[1].split(",")]

    assert str(int(code)) in codes


def test_the_changelog_knows_this_version() -> None:
    """The changelog has a chapter for the version of the package."""
    assert f"\n## {compare.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", compare.__all__)
def test_everything_offered_is_there(name: str) -> None:
    """What the package says it offers can be had, and every function of it has a docstring."""
    offered = getattr(compare, name)

    assert offered.__doc__


def test_the_example_of_statements_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    """What README.md says that its example of two statements prints, it prints."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = (
        block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "likeness" in block
    )
    exec(code, {})  # noqa: S102 - our own example

    assert code.rpartition("# ")[2] == capsys.readouterr().out
