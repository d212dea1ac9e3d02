"""Two documents as a patch."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.match.lines import diff_lines, split_lines
from compare.model import Document
from compare.render.patch import render_patch
from compare.results import Diff, Op

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "a\r", "\x0b", "--- a"]), max_size=30).map("\n".join)
_HEAD = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n")


def make_patch(left: str, right: str, *, escape: bool = False) -> str:
    """The patch between two texts."""
    one, other = (
        Document(id=name, text=text, path=name, source="") for name, text in (("l", left), ("r", right))
    )
    return render_patch(Diff(one, other, diff_lines(one, other)), escape=escape)


def apply_patch(left: str, patch: str) -> str:
    """The text that a patch makes, applied as its format says, every line of it checked."""
    lines, made = split_lines(left), []
    rows = split_lines(patch)[2:]
    place = 0
    while rows:
        first, count, start, number = map(int, _HEAD.fullmatch(rows.pop(0)).groups())  # type: ignore[union-attr]
        begin = first - bool(count)
        made += lines[place:begin]
        place = begin
        assert start == len(made) + bool(number)
        while rows and rows[0][0] in " +-":
            sign, line = rows[0][0], rows.pop(0)[1:]
            if rows and rows[0].startswith("\\"):
                rows.pop(0)
                line = line.removesuffix("\n")
            if sign != "+":
                assert line == lines[place]
                place += 1
            made += [line] if sign != "-" else []
    return "".join([*made, *lines[place:]])


@given(left=TEXTS, right=TEXTS)
def test_a_patch_makes_the_right_text_of_the_left(left: str, right: str) -> None:
    """Whatever the lines, with or without a line feed at the end."""
    patch = make_patch(left, right)

    assert bool(patch) == (left != right)
    assert right == apply_patch(left, patch)


@given(left=TEXTS, right=TEXTS)
def test_edits_of_lines_hold_both_texts(left: str, right: str) -> None:
    """The ranges follow each other without gaps, and the same lines are the same to the character."""
    one, other = (Document(id="", text=text, path="", source="") for text in (left, right))
    edits = diff_lines(one, other)

    assert left == "".join(left[slice(*edit.left)] for edit in edits)
    assert right == "".join(right[slice(*edit.right)] for edit in edits)
    assert all(
        (left[slice(*edit.left)] == right[slice(*edit.right)]) == (edit.op is Op.SAME) for edit in edits
    )


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no program named patch")
def test_the_program_patch_takes_it(tmp_path: Path) -> None:
    """What is written is what the program reads, changes far apart in hunks of their own."""
    left = "".join(f"line {number}\n" for number in range(40)) + "the end"
    right = left.replace("line 3\n", "line three\n").replace("line 30\n", "") + " of it\n"
    target = tmp_path / "text"
    target.write_bytes(left.encode())
    patch = make_patch(left, right)
    subprocess.run(["patch", "-s", str(target)], input=patch.encode(), check=True, cwd=tmp_path)  # noqa: S603, S607

    assert right == target.read_text()
    assert 3 == patch.count("\n@@ ")


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no program named patch")
def test_the_program_patch_finds_a_name_with_spaces(tmp_path: Path) -> None:
    """The name ends where it ends, not at its first space."""
    (tmp_path / "an old  one.txt").write_text("a\n")
    left, right = (
        Document(id="", text=text, path=name, source="")
        for name, text in (("an old  one.txt", "a\n"), ("a new one.txt", "b\n"))
    )
    patch = render_patch(Diff(left, right, diff_lines(left, right)))
    subprocess.run(["patch", "-s", "-p0"], input=patch.encode(), check=True, cwd=tmp_path)  # noqa: S607

    assert "b\n" == (tmp_path / "an old  one.txt").read_text()


def test_a_patch_to_look_at_steers_no_terminal() -> None:
    """Escapes are written out there, tabs kept; in a file the text stands as it is."""
    shown = make_patch("a\n", "\tb \x1b[31m\n", escape=True)

    assert "+\tb \\x1b[31m\n" in shown
    assert "+\tb \x1b[31m\n" in make_patch("a\n", "\tb \x1b[31m\n")


def test_a_lone_surrogate_can_be_written() -> None:
    """It stands as a question mark: no file holds it."""
    assert "+?b" in make_patch("a", "\ud800b")
