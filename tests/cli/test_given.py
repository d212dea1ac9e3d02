"""Settings in files and in the environment: which counts, what is refused, and how that is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from compare import api
from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Harbour minister goes\n\nAnna Berg resigned on Monday after 400 boats had blocked the quay.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in a repository, with one text, in which the test runs."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(folder)
    for name in os.environ:
        if name.startswith("COMPARE_"):
            monkeypatch.delenv(name)
    return folder


@pytest.fixture
def said(here: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command line says on stderr, and that it ends with 0, or else with the code given."""

    def run(*arguments: str, code: Exit = Exit.DONE) -> str:
        assert here.is_dir()
        assert code == main(list(arguments) or ["a.txt", "-v"])
        return capsys.readouterr().err

    return run


def test_settings_come_from_a_file(here: Path, said: Callable[..., str]) -> None:
    """pyproject.toml or compare.toml; -v says of each which file and which table."""
    (here / "pyproject.toml").write_text(
        '[tool.compare]\ntop = 3\n[tool.compare.report]\nonly = ["quotes"]\n'
    )
    assert "compare: top = 3 (pyproject.toml [tool.compare])\n" in said()
    assert "compare: only = quotes (pyproject.toml [tool.compare.report])\n" in said()

    (here / "compare.toml").write_text("top = 4\n[report]\nascii = true\n")
    assert "compare: top = 4 (compare.toml)\ncompare: ascii = true (compare.toml [report])\n" in said()
    assert "pyproject" not in said()


def test_they_are_really_used(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file says reaches the work, with the type that the option has."""
    seen = {}

    def report(_paths: object, **given: object) -> None:
        seen.update(given)
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "report", report)
    (here / "compare.toml").write_text('threshold = 1\ntext = ["one", "two"]\nonly = "facts, quotes"\n')
    main(["a.txt"])

    assert 1.0 == seen["settings"].threshold
    assert ("one", "two") == seen["read"].text
    assert {"facts", "quotes"} == seen["sections"]


def test_flag_beats_environment_beats_file(
    here: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the table of the command beats the one for all."""
    (here / "compare.toml").write_text("[report]\ntop = 2\n")
    (here / "compare.toml").write_text("top = 1\n[report]\ntop = 2\n")
    assert "top = 2 (compare.toml [report])" in said()

    monkeypatch.setenv("COMPARE_TOP", "3")
    assert "top = 3 (COMPARE_TOP)" in said()
    assert "top = 4 (command line)" in said("a.txt", "--top", "4", "-v")


def test_what_is_left_at_its_default_is_not_told(said: Callable[..., str]) -> None:
    """Nor anything at all without -v, or with -q."""
    assert not said()
    assert not said("a.txt", "--top", "4")
    assert not said("a.txt", "--top", "4", "-v", "-q")


def test_the_nearest_file_counts(here: Path, said: Callable[..., str]) -> None:
    """Up to the folder of the repository, files without our table passed over."""
    root = here.parent.parent
    (root.parent / "compare.toml").write_text("top = 9\n")  # outside: not ours to heed
    try:
        assert not said()
    finally:
        (root.parent / "compare.toml").unlink()
    (root / "compare.toml").write_text("top = 1\n")
    (here / "pyproject.toml").write_text("[tool.other]\ncompare = 1\n")
    assert "top = 1 (../../compare.toml)" in said()
    (here.parent / "pyproject.toml").write_text("[tool.compare]\ntop = 2\n")
    assert "top = 2 (../pyproject.toml [tool.compare])" in said()

    (root / ".git").rmdir()
    assert not said()


def test_only_options_of_the_command_are_taken(here: Path, said: Callable[..., str]) -> None:
    """What stands at the top may be of another command, and tables of others are theirs."""
    (here / "compare.toml").write_text('keep = "first"\n[dedup]\ntemp = "."\n[diff]\nwhole = true\n')

    assert not said()
    assert "whole = true (compare.toml [diff])" in said("diff", "a.txt", "a.txt", "-v")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("tresh = 1", "compare.toml: tresh is no setting: did you mean threshold?"),
        ("max_doc_bytes = 1", "max_doc_bytes is no setting: did you mean max-doc-bytes?"),
        ("zzz = 1", "zzz is no setting: docs/settings.md lists all there are"),
        ("[diff]\nkeep = 'first'", "compare.toml [diff]: keep is no setting"),
        ("[nonsense]\nx = 1", "nonsense is no setting"),
        ("threads = '2'", 'compare.toml: threads must be a whole number, not "2": write 2'),
        ("threads = 2.5", "threads must be a whole number, not 2.5"),
        ("threads = true", "threads must be a whole number, not true"),
        ("threads = 0", "compare.toml: threads: 0 is not in the range x>=1"),
        ("id = 3", 'id must be a string, not 3: write "3"'),
        ("quiet = 'true'", 'quiet must be true or false, not "true": write true'),
        ("text = [1]", "text must be a string or a list of them, not a list"),
        ("by = 'cat'", "compare.toml: by: 'cat' is not one of 'doc', 'source'"),
        ("only = 'cats'", "compare.toml: only: 'cats' is no part of the report"),
        ("threshold = 7", "compare.toml: threshold must be above 0 and at most 1"),
        ("encoding = 'klingon'", "no charset is called 'klingon'"),
        ("[report]\nfail-on = 'cats>1'", "compare.toml [report]: fail-on: 'cats' in 'cats>1' is no kind"),
        ("fail-on = 'near>1'", "(what is for report alone stands in the table report)"),
        ("output = 'x'", "compare.toml: output is given on the command line alone: --output"),
        ("[dedup]\nforce = true", "force is given on the command line alone: --force"),
        ("top = = 1", "compare.toml is no TOML: Invalid value (at line 1, column 7)"),
        ("top = \xff", "is no TOML: "),
    ],
)
def test_what_is_wrong_in_a_file_is_told(
    here: Path, said: Callable[..., str], toml: str, message: str
) -> None:
    """In one line, with the file, the name, and what to write; nothing is read then."""
    (here / "compare.toml").write_bytes(toml.encode("latin-1"))
    told = said("a.txt", code=Exit.USAGE)

    assert 1 == told.count("\n")
    assert message in told


def test_a_table_that_is_none_is_told(here: Path, said: Callable[..., str]) -> None:
    """`compare = 1` under [tool]."""
    (here / "pyproject.toml").write_text("[tool]\ncompare = 1\n")

    assert "pyproject.toml: tool.compare must be a table" in said("a.txt", code=Exit.USAGE)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("COMPARE_THREADS", "x", "COMPARE_THREADS: threads: 'x' is not a valid integer"),
        ("COMPARE_TPO", "1", "COMPARE_TPO is no setting: did you mean COMPARE_TOP?"),
        ("COMPARE_TRESHOLD", "1", "COMPARE_TRESHOLD is no setting: did you mean COMPARE_THRESHOLD?"),
        ("COMPARE_FORCE", "1", "COMPARE_FORCE: force is given on the command line alone: --force"),
        ("COMPARE_THRESHOLD", "7", "COMPARE_THRESHOLD: threshold must be above 0"),
    ],
)
def test_what_is_wrong_in_the_environment_is_told(
    said: Callable[..., str], monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    """With the name of the variable."""
    monkeypatch.setenv(name, value)

    assert message in said("a.txt", code=Exit.USAGE)


@pytest.mark.parametrize(
    ("name", "value"), [("COMPARE_BRANCH_NAME", "x"), ("COMPARE_TOP", ""), ("COMPARE_KEEP", "odd")]
)
def test_variables_of_others_are_left_alone(
    said: Callable[..., str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """What is no setting of ours, is empty, or is of another command."""
    monkeypatch.setenv(name, value)

    assert not said()


def test_switches_and_lists_in_the_environment(
    said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A switch takes 1 or 0; what may be given several times is cut at spaces."""
    monkeypatch.setenv("COMPARE_ASCII", "1")
    monkeypatch.setenv("COMPARE_FAIL_ON", "facts>0 overlap>50%")

    assert "ascii = true (COMPARE_ASCII)" in said()
    monkeypatch.setenv("COMPARE_ASCII", "0")
    assert "ascii = false (COMPARE_ASCII)" in said()


def test_help_and_odd_files_are_no_trouble(here: Path, said: Callable[..., str]) -> None:
    """--help reads no settings, and a pipe called as the file is not waited for."""
    os.mkfifo(here / "compare.toml")
    assert not said()
    (here / "pyproject.toml").write_text("[tool.compare]\nnonsense = 1\n")
    assert not said("report", "--help")
