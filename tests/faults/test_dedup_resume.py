"""`compare dedup --resume`: a run that was killed goes on, and writes what it would have written."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import checkpoint as checkpoints
from compare.corpus.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = [f"word{number}" for number in range(300)]
FILES = 8
CHECKPOINT = "out.jsonl.checkpoint"
COMMAND = ["dedup", "in", "-o", "out.jsonl", "--id", "id", "--resume", "--force", "--threads", "1"]


def lines(seed: int) -> list[str]:
    """Records of which some are copies, some near, and some cannot be read."""
    rng = random.Random(seed)  # noqa: S311 - the same each time
    made = ["[1]", json.dumps({"text": " ".join(WORDS[:9])}).replace("text", "te\\u0078t")]
    for number in range(30):
        text = WORDS[:40] if number % 7 == 0 else rng.choices(WORDS, k=40)
        made.append(json.dumps({"id": f"{seed}-{number}", "text": " ".join(text) + (" more" * (seed % 2))}))
    return made


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with files of JSON lines, a packed one, and a text."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number}.jsonl").write_text("\n".join(lines(number)))
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress("\n".join(lines(0)).encode()))
    (folder / "page.txt").write_text(" ".join(WORDS[:40]))
    return tmp_path


def outputs(folder: Path) -> dict[str, bytes]:
    """The files that a run wrote."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("out*"))}


@pytest.fixture
def expected(here: Path) -> dict[str, bytes]:
    """What a run writes that nobody kills."""
    assert Exit.SKIPPED == main([one for one in COMMAND if one != "--resume"] + ["-q"])
    return outputs(here)


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Run until so many parts were taken in."""

    def run(parts: int) -> None:
        append, taken = Rows.append, 0

        def count(self: Rows, file: int, chunk: Any) -> None:  # noqa: ANN401 - of any kernel
            nonlocal taken
            if taken == parts:
                raise KeyboardInterrupt
            taken += 1
            append(self, file, chunk)

        with monkeypatch.context() as patched:
            patched.setattr(Rows, "append", count)
            assert Exit.INTERRUPTED == main([*COMMAND, "-q"])
        assert Path(CHECKPOINT).exists()

    return run


def resumed(capsys: pytest.CaptureFixture[str]) -> int:
    """How many parts the run before had read, as the summary says."""
    told = [
        line for line in capsys.readouterr().err.splitlines() if "had been read by the run before" in line
    ]
    return int(told[0].split()[0]) if told else 0


@pytest.mark.parametrize("parts", [0, 1, 5, FILES + 1])
def test_a_run_goes_on(
    here: Path,
    expected: dict[str, bytes],
    interrupt: Callable[[int], None],
    capsys: pytest.CaptureFixture[str],
    parts: int,
) -> None:
    """What was read is not read again, the result is the same, and no checkpoint is left."""
    interrupt(parts)
    capsys.readouterr()
    assert Exit.SKIPPED == main(COMMAND)

    assert expected == outputs(here)
    assert parts <= resumed(capsys) <= FILES + 2


def test_it_may_be_killed_again_and_again(here: Path, expected: dict[str, bytes]) -> None:
    """Killed whenever the checkpoint has grown, it leaves no half file, and the last run writes the whole."""
    checkpoint = here / CHECKPOINT
    command = [sys.executable, "-m", "compare", *COMMAND, "-q"]
    before = outputs(here)
    for step in range(6):
        size = checkpoint.stat().st_size if checkpoint.exists() else 0
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
            while process.poll() is None and (not checkpoint.exists() or checkpoint.stat().st_size <= size):
                time.sleep(0.0005 * step)
            process.send_signal(signal.SIGKILL)
        left = outputs(here)
        left.pop(CHECKPOINT, None)
        assert before == {name: data for name, data in left.items() if not name.endswith(".tmp")}
    assert Exit.SKIPPED == subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode  # noqa: S603

    assert expected == outputs(here)


@pytest.mark.parametrize(
    "extra", [["--threshold", "0.7"], ["--source", "id"], ["--ignore", "furniture"], ["--seed", "2"]]
)
def test_other_settings_begin_anew(
    here: Path, interrupt: Callable[[int], None], capsys: pytest.CaptureFixture[str], extra: list[str]
) -> None:
    """A checkpoint of another question answers none of this one."""
    main([one for one in COMMAND if one != "--resume"] + ["-q", *extra])
    expected = outputs(here)
    interrupt(5)
    capsys.readouterr()
    main([*COMMAND, *extra])

    assert 0 == resumed(capsys)
    assert expected == outputs(here)


def test_another_version_begins_anew(
    here: Path,
    expected: dict[str, bytes],
    interrupt: Callable[[int], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Other code may make other records of the same bytes."""
    interrupt(5)
    (here / "kernel").write_bytes(b"another")
    monkeypatch.setattr(checkpoints.kernels, "find_file", lambda: here / "kernel")
    capsys.readouterr()
    main(COMMAND)

    assert 0 == resumed(capsys)
    assert expected == outputs(here)


@pytest.mark.parametrize("keep_time", [False, True])
@pytest.mark.parametrize("name", ["3.jsonl", "packed.jsonl.gz", "page.txt"])
def test_an_input_that_changed_is_read_again(
    here: Path,
    interrupt: Callable[[int], None],
    name: str,
    keep_time: bool,  # noqa: FBT001 - as pytest gives it
) -> None:
    """Even where it has the size and the time that it had."""
    interrupt(FILES + 1)
    path = here / "in" / name
    status = path.stat()
    data = path.read_bytes()
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(gzip.decompress(data).replace(b"word7 ", b"word8 ")))
    else:
        path.write_bytes(data.replace(b"word7 ", b"word8 "))
    if keep_time:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert Exit.SKIPPED == main([*COMMAND, "-q"])
    found = outputs(here)
    assert Exit.SKIPPED == main([one for one in COMMAND if one != "--resume"] + ["-q"])

    assert outputs(here) == found


def test_a_file_that_grew_is_read_again(
    here: Path, interrupt: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """A line more is a line more in the result; the other parts need no reading."""
    interrupt(FILES)
    with (here / "in" / "3.jsonl").open("a") as file:
        file.write('\n{"id": "new", "text": "a line that was not there when the run was killed"}\n')
    capsys.readouterr()
    main(COMMAND)

    assert FILES - 1 <= resumed(capsys) <= FILES + 1
    assert b'"new"' in (here / "out.jsonl").read_bytes()


def test_a_damaged_checkpoint_harms_nothing(
    here: Path, expected: dict[str, bytes], interrupt: Callable[[int], None]
) -> None:
    """Whatever byte is another, and wherever it ends, the result is the same."""
    interrupt(FILES)
    checkpoint = here / CHECKPOINT
    whole = checkpoint.read_bytes()
    rng = random.Random(3)  # noqa: S311 - the same each time
    for place in [len(checkpoints._OPENING), 200, *rng.sample(range(40, len(whole)), 12)]:  # noqa: SLF001
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        for data in (bytes(damaged), whole[:place]):
            checkpoint.write_bytes(data)
            assert Exit.SKIPPED == main([*COMMAND, "-q"])
            assert expected == outputs(here)


def test_what_is_no_checkpoint_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of that name that is somebody else's is not touched, and neither is what a link leads to."""
    (here / CHECKPOINT).write_text("my diary")
    assert Exit.USAGE == main([*COMMAND, "-q"])
    assert "is no checkpoint of a run" in capsys.readouterr().err
    assert "my diary" == (here / CHECKPOINT).read_text()
    (here / CHECKPOINT).unlink()
    (here / "secret").write_text("")
    (here / CHECKPOINT).symlink_to(here / "secret")
    assert Exit.NO_OUTPUT == main([*COMMAND, "-q"])
    assert "" == (here / "secret").read_text()


@pytest.mark.usefixtures("here")
def test_the_key_is_nobody_elses_business(interrupt: Callable[[int], None]) -> None:
    """Only the user may read the file."""
    interrupt(1)

    assert 0o600 == Path(CHECKPOINT).stat().st_mode & 0o777


@pytest.mark.usefixtures("here")
def test_two_runs_do_not_share_one(
    interrupt: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The second ends with 5 and says why."""
    interrupt(1)
    import fcntl  # noqa: PLC0415 - the other run

    with Path(CHECKPOINT).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert Exit.NO_OUTPUT == main([*COMMAND, "-q"])
    assert "another run is at work" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("target", [["-o", "-"], ["-o", "/dev/null"], ["-n"]])
def test_without_a_file_there_is_no_place_for_it(target: list[str]) -> None:
    """What goes to stdout or nowhere cannot be gone on with."""
    assert Exit.USAGE == main(["dedup", "in", "--resume", "-q", *target])


def test_a_folder_has_it_beside(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a new folder for all files the checkpoint stands next to it while the run goes."""
    seen: list[str] = []
    append = Rows.append

    def note(self: Rows, file: int, chunk: Any) -> None:  # noqa: ANN401 - of any kernel
        seen.extend(path.name for path in here.glob("*.checkpoint"))
        append(self, file, chunk)

    monkeypatch.setattr(Rows, "append", note)
    assert Exit.SKIPPED == main(["dedup", "in", "-o", "new/", "--resume", "-q"])
    assert {"new.checkpoint"} == set(seen)
    assert not list(here.glob("*.checkpoint"))


@pytest.mark.usefixtures("here")
def test_a_full_disk_ends_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A checkpoint that cannot be written is an error of the output."""

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoints.os, "pwrite", fail)
    assert Exit.NO_OUTPUT == main([*COMMAND, "-q"])
    assert "for --resume: no space left on device" in capsys.readouterr().err


def test_a_dry_run_says_that_it_keeps_no_checkpoint(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong is that both are asked for, and no missing -o."""
    assert Exit.USAGE == main([*COMMAND, "--dry-run", "-q"])
    assert "a dry run writes nothing" in capsys.readouterr().err
    assert not (here / CHECKPOINT).exists()
