"""The output of dedup is there whole or not at all, never in the place of an input, and always the same."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import run as running
from compare.corpus import verdict

COMMAND = [sys.executable, "-m", "compare", "dedup"]
FULL = Path("/dev/full")
SENTENCE = "record {} tells of the harbour, of its boats, of the quay and of all who work there every day"
WRITTEN = ("out.jsonl", "out.jsonl.manifest.json", "out.jsonl.removed.jsonl")


def record(text: str, **fields: object) -> bytes:
    """A line of JSON."""
    return json.dumps({**fields, "text": text}).encode() + b"\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a corpus in which every third record is a duplicate."""
    monkeypatch.chdir(tmp_path)
    lines = [record(SENTENCE.format(number // 3 * 3 if number % 3 == 2 else number)) for number in range(60)]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def dedup(*arguments: object, **more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - as subprocess takes them
    """Run the command."""
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, "check": False, **more}
    return subprocess.run([*COMMAND, *map(str, arguments)], **settings)  # noqa: S603, PLW1510


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def test_an_output_that_exists_is_kept_without_force(here: Path) -> None:
    """Neither the output nor its trail is replaced unless --force says so."""
    for name in WRITTEN:
        (here / name).write_bytes(b"old\n")

        assert 2 == dedup("in.jsonl", "-o", "out.jsonl").returncode
        assert b"old\n" == (here / name).read_bytes()
        assert 0 == dedup("in.jsonl", "-o", "out.jsonl", "--force").returncode
        assert b"old\n" != (here / name).read_bytes()
        for written in WRITTEN:
            (here / written).unlink()


def test_the_output_is_no_input(here: Path) -> None:
    """Under any name, a link, a hard link or a pattern, an input is not written to, nor a folder read."""
    before = (here / "in.jsonl").read_bytes()
    (here / "hard.jsonl").hardlink_to(here / "in.jsonl")
    (here / "soft.jsonl").symlink_to(here / "in.jsonl")
    (here / "folder").mkdir()
    (here / "folder" / "in.jsonl").write_bytes(before)

    for target in ("in.jsonl", "hard.jsonl", "soft.jsonl", "./folder/../in.jsonl"):
        assert 2 == dedup("i*.jsonl", "-o", target, "--force").returncode
    for option in ("--removed", "--manifest", "--pairs"):
        assert 2 == dedup("in.jsonl", "-o", "out.jsonl", option, "hard.jsonl", "--force").returncode
    assert 2 == dedup("folder", "-o", "folder/out.jsonl").returncode
    assert 2 == dedup("folder", "-o", "folder/").returncode
    assert before == (here / "in.jsonl").read_bytes()
    assert ["in.jsonl"] == names(here / "folder")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_full_disk_under_stdout(here: Path) -> None:
    """It ends with 5 and one line."""
    with FULL.open("wb") as full:
        done = dedup("in.jsonl", "-o", "-", "-q", stdout=full)

    assert (5, 1) == (done.returncode, done.stderr.count(b"\n"))
    assert 5 == dedup("in.jsonl", "-o", FULL, "-q").returncode
    assert ["in.jsonl"] == names(here)


@pytest.mark.parametrize("size", [0, 100, 2500])
def test_a_full_disk_leaves_the_old_output(here: Path, size: int) -> None:
    """What cannot be written whole is not written: the old files stay, and no new one is begun."""
    for name in WRITTEN:
        (here / name).write_bytes(b"old\n")

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = dedup("in.jsonl", "-o", "out.jsonl", "--force", "-q", preexec_fn=bound)

    assert 5 == done.returncode
    assert 1 == done.stderr.count(b"\n")
    assert sorted((*WRITTEN, "in.jsonl")) == names(here)
    assert {b"old\n"} == {(here / name).read_bytes() for name in WRITTEN}


@pytest.mark.parametrize("call", ["fsync", "replace", "link"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_error_at_the_end_brings_the_old_output_back(
    here: Path, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call of the last steps fails, either all files are new or all are old."""
    for name in WRITTEN:
        (here / name).write_bytes(b"old\n")
    real, calls = getattr(os, call), 0

    def fail(*arguments: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(5, "Input/output error")
        return real(*arguments, **more)

    monkeypatch.setattr(os, call, fail)
    code = main(["dedup", "in.jsonl", "-o", "out.jsonl", "--force", "-q"])

    assert sorted((*WRITTEN, "in.jsonl")) == names(here)
    old = [(here / name).read_bytes() == b"old\n" for name in WRITTEN]
    assert old == ([True] * 3 if code == Exit.NO_OUTPUT else [False] * 3)
    assert code in {Exit.NO_OUTPUT, Exit.DONE}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_leave_nothing_behind(here: Path, number: signal.Signals, code: int) -> None:
    """Ctrl-C and SIGTERM end a run at any time with their codes, without a word or a file."""
    for pause in (0.0, 0.1, 0.3, 0.6, 0.9, 1.2):
        with subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, "-", "-o", "out.jsonl"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            process.stdin.write((here / "in.jsonl").read_bytes())
            process.stdin.flush()
            time.sleep(0.3 + pause)
            process.send_signal(number)
            found = process.wait(30)
            assert process.stderr is not None
            shown = process.stderr.read()

        assert (code, b"") == (found, shown.strip())
        assert ["in.jsonl"] == names(here)


def test_a_killed_run_can_be_made_again(here: Path) -> None:
    """A run killed at any time leaves no half file under a final name; made again, it is the same."""
    dedup("in.jsonl", "-o", "wanted.jsonl", "-q")
    for pause in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8):
        with subprocess.Popen([*COMMAND, "in.jsonl", "-o", "out.jsonl", "-q", "--force"]) as process:  # noqa: S603
            time.sleep(pause)
            process.kill()

        if (here / "out.jsonl").exists():
            assert (here / "wanted.jsonl").read_bytes() == (here / "out.jsonl").read_bytes()
    assert 0 == dedup("in.jsonl", "-o", "out.jsonl", "-q", "--force").returncode
    assert (here / "wanted.jsonl").read_bytes() == (here / "out.jsonl").read_bytes()


def test_a_closed_pipe_is_silent(here: Path) -> None:
    """A reader of stdout that goes away is no error."""
    (here / "big.jsonl").write_bytes(b"".join(record(f"{n} {SENTENCE} {n}") for n in range(2000)))
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = dedup("big.jsonl", "-o", "-", "-q", stdout=closed)

    assert (0, b"") == (done.returncode, done.stderr)


def test_a_result_that_does_not_add_up_is_not_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run checks its own sums: if they fail, that is a bug of ours, and no file gets its name."""
    decide = running.decide_rows

    def lose(*arguments: Any, **more: Any) -> verdict.Verdict:  # noqa: ANN401 - whatever it takes
        found = decide(*arguments, **more)
        return verdict.Verdict(
            found.decision, found.removals, bytes(len(found.drop)), found.kept, found.emptied
        )

    monkeypatch.setattr(running, "decide_rows", lose)

    assert Exit.BUG == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    assert ["in.jsonl"] == names(here)


@pytest.mark.parametrize("rest", ["", " and one word more that is rare {}"])
def test_floods_take_linear_work(here: Path, rest: str) -> None:
    """Of many records that are the same, or nearly, each is compared with the one that stays, at most."""
    lines = [record(SENTENCE.format(0) + rest.format(number)) for number in range(4000)]
    (here / "flood.jsonl").write_bytes(b"".join(lines))

    outcome = compare.Dedup().run(["flood.jsonl"], "out.jsonl")

    assert (4000, 1) == (outcome.read, outcome.kept)
    assert outcome.candidates < len(lines)


def test_nothing_goes_by_chaining(here: Path) -> None:
    """In a chain in which each is like the next, what goes is a duplicate of what stays, each time."""
    words = [f"word{number}" for number in range(700)]
    lines = [record(" ".join(words[start : start + 100])) for start in range(0, 600, 4)]
    (here / "chain.jsonl").write_bytes(b"".join(lines))

    assert Exit.DONE == main(["dedup", "chain.jsonl", "-o", "out.jsonl", "-q"])
    kept = (here / "out.jsonl").read_bytes().splitlines()
    trail = [json.loads(line) for line in (here / "out.jsonl.removed.jsonl").read_bytes().splitlines()]
    assert 10 < len(kept) < len(lines)
    assert all(lines[int(one["duplicate_of"].split(":")[1]) - 1].strip() in kept for one in trail)
    assert all(one["duplicate_score"] >= 0.8 for one in trail)


TRAIL = WRITTEN[1:]


@pytest.mark.parametrize("options", [["--no-trail"], ["--annotate"], ["--removed", "other.jsonl"]])
def test_the_trail_of_an_earlier_run_goes(here: Path, options: list[str]) -> None:
    """What a run does not write of its own trail is not left of another run, of which `why` would tell."""
    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    (here / "more.jsonl").write_bytes(record("something else"))
    (here / "out.jsonl").unlink()
    arguments = ["dedup", "more.jsonl", "-o", "out.jsonl", "-q", *options]

    assert Exit.USAGE == main(arguments)
    assert all((here / name).exists() for name in TRAIL)
    assert Exit.DONE == main([*arguments, "--force"])
    manifest = here / "out.jsonl.manifest.json"
    assert not (here / "out.jsonl.removed.jsonl").exists()
    assert manifest.exists() == (options != ["--no-trail"])
    assert not manifest.exists() or b"more.jsonl" in manifest.read_bytes()


def test_the_trail_of_a_folder_goes_as_well(here: Path) -> None:
    """In a folder that is replaced the trail of the run before is not left, either."""
    main(["dedup", "in.jsonl", "-o", "out/", "-q"])

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out", "-q", "--force", "--no-trail"])
    assert ["kept-00000.jsonl"] == names(here / "out")


def test_a_file_of_an_earlier_run_that_is_read_does_not_go(here: Path) -> None:
    """What would be taken away as an earlier run's may be an input: then the run is refused."""
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    before = (here / "out.jsonl.removed.jsonl").read_bytes()
    arguments = ["out.jsonl.removed.jsonl", "-o", "out.jsonl", "-q", "--force"]

    assert Exit.USAGE == main(["dedup", *arguments, "--no-trail"])
    assert before == (here / "out.jsonl.removed.jsonl").read_bytes()
    main(["dedup", "in.jsonl", "-o", "out/", "-q"])
    (here / "out" / "kept-00007.jsonl").write_bytes(before)
    assert Exit.USAGE == main(["dedup", "out/kept-00007.jsonl", "-o", "out/", "-q", "--force"])
    assert before == (here / "out" / "kept-00007.jsonl").read_bytes()


def test_a_trail_under_its_own_name_is_written(here: Path) -> None:
    """With --no-trail, a file that is named is written, even if it is the one that is usual."""
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    named = ["--no-trail", "--manifest", "./out.jsonl.manifest.json", "--pairs", "out.jsonl.removed.jsonl"]

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--force", *named])
    assert sorted((*WRITTEN, "in.jsonl")) == names(here)
    assert b'"left"' in (here / "out.jsonl.removed.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz"])
def test_new_folders_in_new_folders(here: Path, name: str) -> None:
    """A folder in one that is not there is made, also where something must be spooled before it is."""
    (here / "in.jsonl.gz").write_bytes(gzip.compress((here / "in.jsonl").read_bytes()))

    assert Exit.DONE == main(["dedup", name, "-o", "new/sub/", "-q"])
    assert 3 == len(names(here / "new" / "sub"))


@pytest.mark.parametrize("written", [["-o", "out.jsonl"], ["-o", "-", "--removed", "r.jsonl"]])
def test_a_removed_record_with_fields_of_ours_is_refused(
    here: Path, written: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """No line holds a field twice: the run ends, naming the record and the option that mends it."""
    again = record(SENTENCE.format(0), duplicate_of="mine")
    (here / "in.jsonl").write_bytes(record(SENTENCE.format(0)) + again)

    assert Exit.USAGE == main(["dedup", "in.jsonl", *written, "-q"])
    assert 'in.jsonl:2 has a field "duplicate_of" already' in (error := capsys.readouterr().err)
    assert "--annotate-prefix" in error
    assert ["in.jsonl"] == names(here)
    assert Exit.DONE == main(["dedup", "in.jsonl", *written, "-q", "--annotate-prefix", "we_"])


def test_fields_of_ours_may_stay(here: Path) -> None:
    """Records that are kept, and texts that only tell of such a field, are written as they are."""
    told = record(SENTENCE.format(0) + ' "duplicate_of"', id=2, meta={"duplicate_of": 1})
    (here / "in.jsonl").write_bytes(record(SENTENCE.format(9), duplicate_of="mine") + told + told)

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    assert 2 == (here / "out.jsonl").read_bytes().count(b"\n")
