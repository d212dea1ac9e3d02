"""The page from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_name_of_the_file_asks_for_a_page(seeds: Path, tmp_path: Path) -> None:
    """`-o report.html` and `-o report.htm` write a page."""
    for name in ("report.html", "report.htm"):
        assert Exit.DONE == main([str(seeds), "-q", "-o", str(tmp_path / name)])
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_page_goes_to_stdout_when_asked_for(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--format html` prints the page."""
    assert Exit.DONE == main([str(seeds), "-q", "--format", "html"])
    assert capsys.readouterr().out.rstrip().endswith("</html>")


def test_page_is_utf_8_whatever_the_charset_of_stdout(seeds: Path) -> None:
    """A page says that it is UTF-8, and is: its script would not run with other bytes than were hashed."""
    command = [sys.executable, "-m", "compare", str(seeds), "-q", "--format", "html"]
    run = subprocess.run(  # noqa: S603 - our own program
        command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )

    assert "≠" in run.stdout.decode("utf-8")
