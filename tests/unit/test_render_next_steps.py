"""What a reader may want to do next."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import compare
from compare.render.next_steps import render_next_steps
from compare.render.page import Page

if TYPE_CHECKING:
    from pathlib import Path

SAID = "“We shall rebuild the bridge by the spring,” said Mayor Jane Roe on Monday."


def steps(folder: Path, *paths: str, width: int = 120) -> list[str]:
    """The commands that are named for a folder of texts."""
    comparison = compare.report([folder])
    lines = render_next_steps(comparison, Page(width=width, paths=paths))
    return [re.split(" +(?=a finding|a page|both)", line)[0].strip() for line in lines[2:]]


def test_commands_name_the_paths_as_given_and_a_finding(tmp_path: Path) -> None:
    """They can be copied: what a shell would split or read otherwise is quoted."""
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "b.txt").write_text(f"The town is angry.\n\n{SAID}")
    commands = steps(tmp_path, "my  texts", "$HOME")

    assert ["compare", "show", "my  texts", "$HOME", "Q1"] == shlex.split(commands[0])
    assert ["compare", "my  texts", "$HOME", "-o", "report.html"] == shlex.split(commands[-1])


def test_many_paths_are_not_repeated(tmp_path: Path) -> None:
    """PATH stands for what a shell has made of a glob."""
    (tmp_path / "a.txt").write_text(SAID)

    assert "compare PATH -o report.html" == steps(tmp_path, *(f"{n}.txt" for n in range(100)))[-1]


def test_a_path_steers_no_terminal(tmp_path: Path) -> None:
    """The name of a file is as hostile as its text."""
    (tmp_path / "a.txt").write_text(SAID)

    assert "\x1b" not in "".join(steps(tmp_path, "\x1b[31mred"))


def test_nothing_read_needs_no_next_step(tmp_path: Path) -> None:
    """An empty file gives a report that ends with its verdict."""
    (tmp_path / "a.jsonl").write_text("")

    assert not steps(tmp_path, "a.jsonl")
