"""What the commands print, and what they end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare import api
from compare.cli.commands import NAMES
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.cli.output import REPORT_FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from compare.settings import Format

ONE = "Harbour minister goes\n\nAnna Berg resigned on Monday after 400 boats had blocked the quay.\n"
OTHER = "Berg leaves\n\nMinister Anna Berg resigned on Monday after some 380 boats had blocked the quay.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two texts, in the folder we are in."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(ONE, encoding="utf-8")
    (texts / "other.txt").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return texts


@pytest.mark.usefixtures("folder")
def test_a_path_is_enough_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    """`compare texts` prints the report, plain, and is done."""
    assert Exit.DONE == main(["texts"])
    assert capsys.readouterr().out.startswith("2 documents · ")


@pytest.mark.usefixtures("folder")
def test_report_is_the_command_without_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    """`compare report PATH` and `compare PATH` print the same, options before or after the path."""
    shown = []
    for arguments in (["texts", "--top", "3"], ["report", "texts", "--top", "3"], ["--top", "3", "texts"]):
        main(arguments)
        shown.append(capsys.readouterr().out)

    assert 1 == len(set(shown))


@pytest.mark.usefixtures("folder")
def test_the_commands_for_what_next_find_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """They repeat the options that change what is found, not those of the page, and work as printed."""
    main(["texts", "--ngram", "3", "--width", "120", "--encoding", "utf-8"])
    report = capsys.readouterr().out
    command = next(line for line in report.splitlines() if "compare show" in line).split("  ")[0]
    ends = main(command.split()[1:])

    assert " compare show texts --encoding utf-8 --ngram 3 F1" == command
    assert Exit.DONE == ends
    assert capsys.readouterr().out.startswith(" F1 ")


@pytest.mark.usefixtures("folder")
def test_the_order_of_arguments_does_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    """The report is about a set of documents: their order on the command line changes nothing."""
    shown = []
    for paths in (["texts/one.txt", "texts/other.txt"], ["texts/other.txt", "texts/one.txt"]):
        main([*paths, "--format", "json"])
        shown.append(capsys.readouterr().out)

    assert shown[0] == shown[1]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.txt", "2 documents"),
        ("out.json", '{\n "schema": "compare/report/1"'),
        ("out.md", "**One fact told differently (the number in one).**"),
        ("OUT.MARKDOWN", "**One fact told differently (the number in one).**"),
        ("out.csv", "kind,id,title,"),
    ],
)
def test_a_file_gets_the_format_of_its_name(name: str, start: str, tmp_path: Path) -> None:
    """-o FILE writes what the name says, and replaces what was there."""
    (tmp_path / name).write_text("old")

    assert Exit.DONE == main(["texts", "-o", name])
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert {name, "texts"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_stdout_gets_what_a_file_gets(
    name: Format, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--format without a file prints the bytes that a file of that format would hold."""
    assert Exit.DONE == main(["texts", "--format", str(name)])
    shown = capsys.readouterr().out

    assert Exit.DONE == main(["texts", "--format", str(name), "-o", "out"])
    assert (tmp_path / "out").read_bytes().decode("utf-8") == shown


@pytest.mark.usefixtures("folder")
def test_only_and_top_shape_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    """--only names the parts to show."""
    main(["texts", "--only", "quotes,only"])
    shown = capsys.readouterr().out

    assert "OVERLAP" not in shown
    assert "FACTS" not in shown


@pytest.mark.usefixtures("folder")
def test_diff_shows_two_documents_word_by_word(capsys: pytest.CaptureFixture[str]) -> None:
    """`compare diff A B` marks what changed."""
    assert Exit.DONE == main(["diff", "texts/one.txt", "texts/other.txt"])
    assert "{+380+}" in capsys.readouterr().out.replace("{+some 380+}", "{+380+}")


@pytest.mark.usefixtures("folder")
def test_diff_needs_one_document_a_path(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of two documents cannot be a side of a diff; the message counts them."""
    assert Exit.USAGE == main(["diff", "texts", "texts/one.txt"])
    assert "texts holds 2 documents" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_an_unknown_finding_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """`compare show` of an id that is not there says which are."""
    assert Exit.USAGE == main(["show", "texts", "Z9"])
    assert "no finding is called 'Z9'" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere"], Exit.NO_INPUT, "nowhere"),
        (["texts", "--only", "cats"], Exit.USAGE, "'cats' is no part of the report"),
        (["texts", "--ngram", "0"], Exit.USAGE, "ngram must be from 1 to 100"),
        (["texts", "--threshold", "2"], Exit.USAGE, "threshold must be"),
        (["texts", "--encoding", "klingon"], Exit.USAGE, "no charset is called 'klingon'"),
        (["texts", "--width", "20"], Exit.USAGE, "--width"),
        (["texts", "--nonsense"], Exit.USAGE, "--nonsense"),
        (["texts", "--format", "json", "-o", "x.txt"], Exit.USAGE, "two formats"),
        (["texts", "-o", "texts/report.json"], Exit.USAGE, "lies in the input folder"),
        (["texts/one.txt", "-o", "texts/../texts/one.txt"], Exit.USAGE, "is the input"),
        (["texts/*.txt", "-o", "texts/one.txt"], Exit.USAGE, "is the input texts/one.txt"),
        (["*/o*.txt", "-o", "texts/one.txt"], Exit.USAGE, "is the input texts/one.txt"),
        (["te*", "-o", "texts/new.txt"], Exit.USAGE, "lies in the input folder texts"),
        (["diff", "texts/one.txt", "texts/[o]ther.txt", "-o", "texts/other.txt"], Exit.USAGE, "is the input"),
        (["texts", "-o", "no/such/folder/x.json"], Exit.NO_OUTPUT, "cannot write"),
        (["texts", "-o", ""], Exit.USAGE, "-o names no file"),
        (["texts", "--format", "text", "-o", "r.md"], Exit.USAGE, "two formats"),
        (["texts", "--format", "markdown", "-o", "r.csv"], Exit.USAGE, "two formats"),
        (["texts", "-o", "r.PDF"], Exit.USAGE, "--format text writes text"),
        (["texts", "-o", "r.csv.gz"], Exit.USAGE, "--format text writes text"),
        (["diff", "texts/one.txt", "texts/other.txt", "-o", "d.md"], Exit.USAGE, "text, json and patch"),
        (["diff", "-", "-"], Exit.USAGE, "stdin is read once"),
        (["shwo", "texts", "Q1"], Exit.USAGE, "shwo is neither a path nor a command: did you mean show?"),
        (["reports"], Exit.USAGE, "did you mean report?"),
        (["show.txt"], Exit.NO_INPUT, "show.txt: no such file or folder"),
        (["show", "texts"], Exit.USAGE, "the id of a finding is missing, such as Q1: compare show texts Q1"),
        (["show", "texts", "texts/one.txt"], Exit.USAGE, "the id of a finding is missing"),
        (["show", "Q1"], Exit.USAGE, "a path is missing: compare show PATH Q1"),
        (["a.png", "b.PNG"], Exit.USAGE, "reads texts"),
        (["diff", "texts/one.txt", "b.jpg"], Exit.USAGE, "reads texts"),
        (["show", "a.png", "Q1"], Exit.USAGE, "reads texts"),
        (["report", "a.webp"], Exit.USAGE, "reads texts"),
        (["dedup", "a.gif", "-o", "b.jsonl"], Exit.USAGE, "reads texts"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    arguments: list[str], code: Exit, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each mistake has its exit code and one line on stderr that names it; nothing else is printed."""
    assert code == main(arguments)

    out, err = capsys.readouterr()
    assert not out
    assert 1 == err.count("\n")
    assert err.startswith("compare: ")
    assert message in err


@pytest.mark.usefixtures("folder")
def test_a_folder_nearly_called_as_a_command_is_read(tmp_path: Path) -> None:
    """What is a path is no slip."""
    (tmp_path / "texts").rename(tmp_path / "shows")

    assert Exit.DONE == main(["shows"])


@pytest.mark.usefixtures("folder")
def test_an_id_is_known_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    """`show texts f1` shows F1."""
    shown = []
    for name in ("F1", "f1"):
        assert Exit.DONE == main(["show", "texts", name])
        shown.append(capsys.readouterr().out)

    assert shown[0] == shown[1]


@pytest.mark.usefixtures("folder")
def test_text_may_have_any_name_if_it_is_asked_for(tmp_path: Path) -> None:
    """--format text writes text to a name that promises something else."""
    assert Exit.DONE == main(["texts", "-o", "r.xml", "--format", "text"])
    assert (tmp_path / "r.xml").read_text(encoding="utf-8").startswith("2 documents")


def test_many_skipped_records_do_not_fill_the_screen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten are named on stderr, the others counted."""
    (folder / "r.jsonl").write_text("[]\n" * 1234, encoding="utf-8")

    main(["texts"])
    lines = capsys.readouterr().err.splitlines()

    assert 11 == len(lines)
    assert "compare: … 1,224 more like these; --format json names them all" == lines[-1]


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """`compare` alone is wrong use, answered by the help on stderr."""
    assert Exit.USAGE == main([])
    assert "Usage: compare PATH..." in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", NAMES)
def test_a_command_that_is_a_path_too_is_not_guessed_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """With a folder called diff here, `compare diff` could mean both, and says how to mean the path."""
    (tmp_path / name).mkdir()

    assert Exit.USAGE == main([name, "texts/one.txt", "texts/other.txt"])
    assert f"{name} is a command and a path here: write ./{name} for the path" in capsys.readouterr().err


def test_skipped_inputs_are_named_and_change_the_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A binary file among texts is skipped, named on stderr and in the report, and the exit code is 3."""
    (folder / "picture.txt").write_bytes(b"\x7fELF\0\0")

    assert Exit.SKIPPED == main(["texts"])
    out, err = capsys.readouterr()
    assert "SKIPPED" in out
    assert "compare: skipped texts/picture.txt" in err
    assert Exit.SKIPPED == main(["texts", "-q"])
    assert 1 == capsys.readouterr().err.count("\n") == err.count("skipped")
    assert Exit.SKIPPED == main(["texts", "--on-error", "fail"])


@pytest.mark.usefixtures("folder")
def test_a_bug_of_ours_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What we did not foresee ends with 70 and one line; --debug shows where it happened."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\x1bzero")

    monkeypatch.setattr(api, "report", fail)

    assert Exit.BUG == main(["texts"])
    short = capsys.readouterr().err
    assert 1 == short.count("\n")
    assert r"ZeroDivisionError: by\x1bzero; --debug" in short
    assert Exit.BUG == main(["texts", "--debug"])
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("error", "code"), [(MemoryError(), 5), (KeyboardInterrupt(), 130)])
def test_memory_and_interrupts_have_their_codes(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Running out of memory is 5, Ctrl-C 130, neither with a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(api, "report", fail)

    assert code == main(["texts"])


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_an_input_is_not_overwritten_by_another_name(
    link: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """-o refuses a file that is read under another name, whichever of the two is the link."""
    (tmp_path / "report.txt").write_text(ONE, encoding="utf-8")
    getattr(folder / "linked.txt", link)(tmp_path / "report.txt")

    for paths in (["texts"], ["texts/*.txt"], ["texts/linked.txt"]):
        assert Exit.USAGE == main([*paths, "-o", "report.txt"])
        assert "-o report.txt is the input texts/linked.txt" in capsys.readouterr().err
    assert ONE == (tmp_path / "report.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_a_link_to_itself_is_replaced_as_output(tmp_path: Path) -> None:
    """A file that cannot be resolved is no input and no bug of ours."""
    (tmp_path / "loop.txt").symlink_to("loop.txt")

    assert Exit.DONE == main(["texts", "-o", "loop.txt"])


def test_only_paths_are_taken_for_images(folder: Path, tmp_path: Path) -> None:
    """A folder may be called like an image, and so may an output."""
    folder.rename(tmp_path / "texts.png")

    assert Exit.DONE == main(["texts.png", "-o", "report.png"])
    assert (tmp_path / "report.png").read_text(encoding="utf-8").startswith("2 documents")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "csv", "--width", "100"], "--width changes nothing in csv: it is for text"),
        (["--format", "json", "--top", "3"], "--top changes nothing in json: it is for text and markdown"),
        (["--format", "html", "--show-furniture"], "--show-furniture changes nothing in html"),
        (["--format", "markdown", "--top", "3"], ""),
        (["--width", "100", "--top", "3"], ""),
        (["--format", "csv", "--width", "100", "-q"], ""),
    ],
)
def test_an_option_without_effect_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """What sets a page has no part in a table or an object, and the reader is told."""
    assert Exit.DONE == main(["texts", *arguments])

    told = capsys.readouterr().err
    assert said in told
    assert bool(said) == ("changes nothing" in told)


@pytest.mark.parametrize(("name", "shown"), [("only-a", " A  "), ("only-B", " B  "), ("a-b", " A B  ")])
def test_what_one_alone_has_and_pairs_can_be_shown(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, shown: str
) -> None:
    """By the ids that the page for the browser has, in small letters too."""
    for file, town in (("one", "Selby"), ("other", "Karlstad")):
        with (folder / f"{file}.txt").open("a", encoding="utf-8") as text:
            text.write(f"Divers from {town} inspected the rotten timber of seven old lighters.\n")

    assert Exit.DONE == main(["show", "texts", name])
    assert shown in capsys.readouterr().out


def test_a_path_with_a_hyphen_is_no_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file is called as a pair is, the id is what is missing."""
    (folder.parent / "a-b").write_text(ONE, encoding="utf-8")

    assert Exit.USAGE == main(["show", "texts", "a-b"])
    assert "the id of a finding is missing" in capsys.readouterr().err
