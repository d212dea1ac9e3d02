"""The command on a terminal: the pager, how far a report is, and Ctrl-C."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from compare.cli import progress as progresses
from compare.cli.main import main
from compare.stages import Stage

COMMAND = [sys.executable, "-m", "compare"]
TEXT = "Harbour\n\n“The quay is not for sale,” said Anna Berg on Monday.\n"
PAGED = "sh -c 'echo PAGED; cat'"
CLEAR = "\r\x1b[K"
PATIENCE = 60  # seconds after which a test gives up


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("Monday", "Tuesday"), encoding="utf-8")
    return folder


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Records enough for a report that takes a while."""
    path = tmp_path / "large.jsonl"
    lines = (json.dumps({"text": f"“House {n} is sold,” said Anna Berg. " * 40}) for n in range(2000))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class Terminal:
    """A command on a terminal of 24 lines of 80 columns, of which it is the only one."""

    def __init__(self, *arguments: object, **env: str) -> None:
        self.shown = ""
        self._code: int | None = None
        known = {
            name: value for name, value in os.environ.items() if name not in {"PAGER", "LESS", "COLUMNS"}
        }
        self.process, self._main = pty.fork()
        if not self.process:
            os.execvpe(  # noqa: S606 - our own command
                COMMAND[0], [*COMMAND, *map(str, arguments)], {**known, "TERM": "xterm", **env}
            )
        fcntl.ioctl(self._main, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def type(self, keys: str) -> None:
        """Type something."""
        os.write(self._main, keys.encode())

    def wait_for(self, pattern: str) -> str:
        """What is shown, once the pattern is in it, or all of it when the command has ended."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(pattern, self.shown):
            assert not self._is_silent(deadline - time.monotonic()), self.shown
            if not self._read():
                break
        return self.shown

    def end(self, keys: str = "") -> int:
        """The exit code, once all is shown; the keys are typed whenever it waits."""
        deadline = time.monotonic() + PATIENCE
        while self._is_silent(1.0 if keys else PATIENCE) or self._read():
            assert time.monotonic() < deadline, self.shown
            if self._is_silent(0):
                self.type(keys)
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
            os.close(self._main)
        return self._code

    def _is_silent(self, seconds: float) -> bool:
        return not select.select([self._main], [], [], seconds)[0]

    def _read(self) -> bool:
        try:
            data = os.read(self._main, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)


def test_a_result_goes_through_the_pager(texts: Path) -> None:
    """The report, one finding, and a diff; with the colours of a terminal."""
    for arguments in ((texts,), ("show", texts, "Q1"), ("diff", texts / "a.txt", texts / "b.txt")):
        terminal = Terminal(*arguments, "-q", PAGER=PAGED)

        assert 0 == terminal.end()
        assert terminal.shown.startswith("PAGED\r\n")
        assert "\x1b[" in terminal.shown


@pytest.mark.parametrize(
    ("more", "env"),
    [
        (["--no-pager"], {"PAGER": PAGED}),
        ([], {"PAGER": ""}),
        ([], {"PAGER": "cat"}),
        ([], {"PAGER": PAGED, "TERM": "dumb"}),
        ([], {"PAGER": PAGED, "COMPARE_NO_PAGER": "1"}),
        ([], {"PAGER": "/no/such/pager"}),
        ([], {"PAGER": "'"}),
        ([], {"PAGER": "sh -c 'exit 3'"}),
    ],
)
def test_without_a_pager_the_result_is_printed(texts: Path, more: list[str], env: dict[str, str]) -> None:
    """None is wanted, it cannot be, is not there, or fails: nothing is lost, and nothing said of it."""
    terminal = Terminal(texts, "-q", *more, **env)

    assert 0 == terminal.end()
    assert "PAGED" not in terminal.shown
    assert terminal.shown.startswith("2 documents")


def test_only_a_terminal_gets_a_pager(texts: Path, tmp_path: Path) -> None:
    """Not a pipe, and not where a file is written."""
    done = subprocess.run(  # noqa: S603
        [*COMMAND, texts],
        capture_output=True,
        check=True,
        env={**os.environ, "PAGER": PAGED, "TERM": "xterm"},
    )
    terminal = Terminal(texts, "-q", "-o", tmp_path / "r.txt", PAGER=PAGED)

    assert b"PAGED" not in done.stdout
    assert 0 == terminal.end()
    assert not terminal.shown


def test_a_closed_pager_is_silent(texts: Path) -> None:
    """A reader that has seen enough is no error."""
    (texts / "a.txt").write_text("a word\n" * 50_000, encoding="utf-8")
    terminal = Terminal("diff", texts / "a.txt", texts / "a.txt", "--whole", "-q", PAGER="head -1")

    assert 0 == terminal.end()
    assert 1 == terminal.shown.count("\n")


@pytest.mark.skipif(shutil.which("less") is None, reason="no less here")
def test_less_is_the_usual_pager(texts: Path) -> None:
    """It waits where there is more than a screen, Ctrl-C is its own, and q ends it; less is just shown."""
    (texts / "a.txt").write_text("\n".join(f"Line {number} of it." for number in range(90)), encoding="utf-8")
    terminal = Terminal("diff", texts / "a.txt", texts / "a.txt", "--whole")
    assert "Line 40" not in terminal.wait_for(r":\x1b\[K$")
    terminal.type("\x03")

    assert 0 == terminal.end("q")
    brief = Terminal("diff", texts / "b.txt", texts / "b.txt")
    assert 0 == brief.end()
    assert "Anna Berg" in brief.shown


class Screen:
    """A terminal that keeps what is written to it, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, text: str) -> None:
        """Take in a line."""
        self.lines.append(text)

    def flush(self) -> None:
        """There is nothing to wait for."""

    def isatty(self) -> bool:
        """As a terminal says."""
        return True

    def fileno(self) -> int:
        """None that anybody knows."""
        return -1


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each look at the clock find it one second further."""
    clock = iter(range(100_000))
    monkeypatch.setattr(progresses.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setenv("TERM", "xterm")


def show(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """What a command line writes to a terminal that its messages go to."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert 0 == main([*arguments])
    return [line for line in screen.lines if line.startswith(CLEAR)]


@pytest.mark.usefixtures("tick")
def test_a_long_report_says_how_far_it_is(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its stages, how much of each is done; nothing of it stays."""
    shown = show(monkeypatch, str(texts))
    stages = [line.removeprefix(CLEAR).partition(":")[0].removesuffix(" ...") for line in shown[:-1]]

    assert list(Stage) == sorted(set(stages), key=stages.index)
    assert CLEAR == shown[-1]
    assert any("of 2 documents" in line for line in shown)


@pytest.mark.usefixtures("tick")
def test_who_wants_no_progress_gets_none(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With -q, or where the cursor cannot be moved."""
    assert not show(monkeypatch, str(texts), "-q")
    monkeypatch.setenv("TERM", "dumb")
    assert not show(monkeypatch, str(texts))


def test_a_short_report_says_nothing(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes less than a second is not worth a word."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progresses.time, "monotonic", lambda: 7.0)

    assert not show(monkeypatch, str(texts))


@pytest.mark.usefixtures("tick")
def test_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each stage from where it was first seen, since other processes may have begun before."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progresses.show_stages(wanted=True) as tell:
        assert tell is not None
        for done in (1, 2, 4):
            tell(Stage.READ, done, 0)
        tell(Stage.SHARED, 0, 0)
        tell(Stage.SAID, 100, 1000)
        tell(Stage.SAID, 160, 1000)
        tell(Stage.SAID, 220, 1000)
        tell(Stage.FACTS, 0, 1000)
        tell(Stage.FACTS, 1, 1000)

    line = [text.removeprefix(CLEAR) for text in screen.lines]
    assert "reading: 4 documents, 1/s" == line[2]
    assert "looking for shared text ..." == line[3]
    assert "looking for quotes and names: 100 of 1,000 documents" == line[4]
    assert "looking for quotes and names: 220 of 1,000 documents, 60/s, 13 s left" == line[6]
    assert "comparing facts: 1 of 1,000 stories, 1/s, 17 min left" == line[8]
    assert "" == line[-1]


def _in_session(session: int) -> list[str]:
    """The processes of a session that are still there."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(status.parent.name)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="work is shared on Linux alone")
def test_ctrl_c_ends_it_at_once(large: Path) -> None:
    """130, no traceback, and none of the processes that worked for it is left."""
    terminal = Terminal(large, "--threads", "2")
    deadline = time.monotonic() + PATIENCE
    while len(_in_session(terminal.process)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    terminal.type("\x03")

    assert 130 == terminal.end()
    assert "Traceback" not in terminal.shown
    deadline = time.monotonic() + PATIENCE
    while _in_session(terminal.process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [] == _in_session(terminal.process)
