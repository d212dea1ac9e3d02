"""The command as a process: pipes, full disks, signals, encodings, terminals."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND = [sys.executable, "-m", "compare"]
TEXT = "Harbour\n\n“The quay is not for sale,” said Anna Berg on Monday.\n"
FULL = Path("/dev/full")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("Monday", "Tuesday"), encoding="utf-8")
    return folder


def _run(
    *arguments: object, env: Mapping[str, str] | None = None, **more: object
) -> subprocess.CompletedProcess:
    command = [*COMMAND, *map(str, arguments)]
    settings = {
        "env": {**os.environ, **(env or {})},
        "timeout": 60,
        "check": False,
        "stderr": subprocess.PIPE,
    }
    return subprocess.run(command, **{"stdout": subprocess.PIPE, **settings, **more})  # noqa: S603, PLW1510


def test_stdin_is_read_where_a_dash_stands(texts: Path) -> None:
    """`-` is a document like any other."""
    done = _run(texts / "b.txt", "-", "--format", "json", input=TEXT.encode())

    assert 2 == len(json.loads(done.stdout)["documents"])


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_full_disk_ends_with_5(texts: Path) -> None:
    """What cannot be written is said in one line, on stdout as in a file."""
    with FULL.open("wb") as full:
        done = _run(texts, stdout=full)

    assert (5, 1) == (done.returncode, done.stderr.count(b"\n"))
    assert 5 == _run(texts, "-o", FULL).returncode


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["report", "--help"]])
def test_help_on_a_full_disk_ends_with_5(arguments: list[str]) -> None:
    """Help that cannot be written is an output like any other."""
    with FULL.open("wb") as full:
        done = _run(*arguments, stdout=full)

    assert 5 == done.returncode
    assert b"compare: cannot write to stdout: No space left on device\n" == done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize(("arguments", "code"), [(["nowhere"], 4), (["--nonsense"], 2), ([], 2)])
def test_messages_that_cannot_be_written_leave_the_exit_code(arguments: list[str], code: int) -> None:
    """Where stderr is full, the exit code is what it would be."""
    with FULL.open("wb") as full:
        assert code == _run(*arguments, stderr=full).returncode


@pytest.mark.parametrize("output", ["a.txt", "hard.txt"])
def test_standard_input_is_not_overwritten(texts: Path, output: str) -> None:
    """A file that stdin is redirected from is an input, by any of its names."""
    (texts / "hard.txt").hardlink_to(texts / "a.txt")
    with (texts / "a.txt").open("rb") as stdin:
        done = _run("-", "-o", texts / output, stdin=stdin)

    assert 2 == done.returncode
    assert b"is the input stdin: write it elsewhere" in done.stderr
    assert TEXT == (texts / "a.txt").read_text(encoding="utf-8")


def test_a_closed_pipe_is_silent(texts: Path) -> None:
    """A reader that goes away is no error and leaves no message, of a report as of the help."""
    for arguments in ([texts], ["--help"]):
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as closed:
            done = _run(*arguments, stdout=closed)

        assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_without_a_traceback(number: signal.Signals, code: int) -> None:
    """Ctrl-C and SIGTERM end a run that waits for stdin with their codes and nothing on stderr."""
    with subprocess.Popen([*COMMAND, "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        time.sleep(1.5)
        process.send_signal(number)
        assert code == process.wait(20)
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def _find_children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


@pytest.mark.skipif(sys.platform != "linux", reason="work is shared on Linux alone")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_all_processes_of_a_large_report(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """A report that several processes work at ends at once, quietly, and leaves none of them behind."""
    path = tmp_path / "large.jsonl"
    lines = (json.dumps({"text": f"“House {n} is sold,” said Anna Berg. " * 40}) for n in range(2000))
    path.write_text("\n".join(lines), encoding="utf-8")
    arguments = [*COMMAND, str(path), "--threads", "2", "-q"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, start_new_session=True) as process:  # noqa: S603
        while not (children := _find_children(process.pid)):
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, number)
        assert code == process.wait(20)
        assert process.stderr is not None
        assert b"" == process.stderr.read().strip()  # click ends the line of the Ctrl-C
    deadline = time.monotonic() + 20
    while (left := [child for child in children if Path(f"/proc/{child}").exists()]) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.05)

    assert [] == left


def test_the_number_of_threads_does_not_change_the_report(texts: Path) -> None:
    """One core, or more than there are, give the same bytes."""
    usual = _run(texts).stdout

    assert usual == _run(texts, "--threads", 1).stdout
    assert usual == _run(texts, "--threads", 64).stdout


def test_the_environment_does_not_change_the_report(texts: Path) -> None:
    """Locale, hash seed and terminal make no difference to a report that is piped."""
    plain = {"PYTHONIOENCODING": "utf-8"}
    usual = _run(texts, env=plain).stdout

    for env in (
        {"LC_ALL": "C", "PYTHONHASHSEED": "0"},
        {"LC_ALL": "C.UTF-8", "COLUMNS": "80", "PYTHONHASHSEED": "1"},
        {"TERM": "dumb", "NO_COLOR": "1"},
    ):
        assert usual == _run(texts, env={**plain, **env}).stdout


def test_an_ascii_stream_gets_ascii(texts: Path) -> None:
    """Where stdout takes only ASCII, the report uses ASCII signs and escapes what is left."""
    done = _run(texts, env={"PYTHONIOENCODING": "ascii", "COLUMNS": "20"})

    assert 0 == done.returncode
    assert done.stdout.isascii()
    assert rb"\xb7" not in done.stdout


def test_a_terminal_gets_colours_of_ours_and_no_others(texts: Path) -> None:
    """On a terminal the report has our colours, and a text's own escapes are written out."""
    (texts / "c.txt").write_text(f"\x1b]0;x\x07\x1b[2J\n\n{TEXT}", encoding="utf-8")
    shown = _run_in_terminal(texts, {"TERM": "xterm", "COLUMNS": "90"})

    assert "\x1b[1m" in shown
    assert "\x1b" not in re.sub("\x1b\\[[0-9;]*m", "", shown)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours_gets_none(texts: Path, env: dict[str, str]) -> None:
    """NO_COLOR and TERM=dumb are obeyed."""
    assert "\x1b" not in _run_in_terminal(texts, {"TERM": "xterm", **env})


def _run_in_terminal(folder: Path, env: dict[str, str]) -> str:
    """What the report prints on a terminal, without a pager."""
    main, side = pty.openpty()
    command = [*COMMAND, str(folder), "-q"]
    env = {**os.environ, "PAGER": "", **env}
    with subprocess.Popen(command, stdout=side, stderr=side, env=env) as process:  # noqa: S603
        os.close(side)
        chunks = []
        try:
            while chunk := os.read(main, 65536):
                chunks.append(chunk)
        except OSError:  # Linux says so when the other end is closed
            pass
        process.wait(30)
    os.close(main)
    return b"".join(chunks).decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "utf-16"])
def test_json_is_json_in_any_charset(texts: Path, encoding: str) -> None:
    """JSON on a stream that is not UTF is ASCII, and says the same as on one that is."""
    (texts / "c.txt").write_text(f"Café 🚢\n\x85\u202e\n{TEXT}", encoding="utf-8")
    arguments = (texts, "--format", "json", "-q")
    usual = json.loads(_run(*arguments, env={"PYTHONIOENCODING": "utf-8"}).stdout)

    shown = _run(*arguments, env={"PYTHONIOENCODING": encoding}).stdout

    assert usual == json.loads(shown.decode(encoding))
    assert shown.decode(encoding).isascii() == (encoding in {"ascii", "latin-1"})


@pytest.mark.parametrize("name", ["markdown", "csv"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_what_other_programs_read_is_utf_8_in_any_locale(texts: Path, name: str, encoding: str) -> None:
    """Markdown and CSV on stdout are the bytes that a file of them would hold."""
    arguments = (texts, "--format", name, "-q")
    usual = _run(*arguments, env={"PYTHONIOENCODING": "utf-8"}).stdout

    assert "“The quay is not for sale,”" in usual.decode("utf-8")
    assert usual == _run(*arguments, env={"PYTHONIOENCODING": encoding}).stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_patch_is_utf_8_in_any_locale(texts: Path, encoding: str) -> None:
    """It holds the letters of the texts, so that it applies to them."""
    (texts / "c.txt").write_text("Café\n", encoding="utf-8")

    done = _run(
        "diff", texts / "a.txt", texts / "c.txt", "--format", "patch", env={"PYTHONIOENCODING": encoding}
    )

    assert "+Café\n" in done.stdout.decode()
