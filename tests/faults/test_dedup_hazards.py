"""Hostile texts, little memory, kills and stale results: dedup stays right, or says what to do."""

from __future__ import annotations

import gzip
import json
import random
import resource
import signal
import subprocess
import sys
import time
from array import array
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

import pytest
import zstandard

import compare
from compare import kernels
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus.jobs import Jobs
from compare.settings import OutputSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMMAND = [sys.executable, "-m", "compare", "dedup"]
WRITTEN = ("out.jsonl", "out.jsonl.manifest.json", "out.jsonl.removed.jsonl")
compiled = pytest.mark.skipif(kernels.isa() == "plain", reason="no compiled kernel")
SIZE, NUM_PERM, SEED, ROWS = 5, 128, 1, 7  # the defaults: 18 bands of 7 rows at 0.8


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, texts: Sequence[str]) -> None:
    """Write a file of records."""
    path.write_bytes(b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts))


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


# --- made to collide: whoever knows the hash can build such texts ----------------------------------------


def invent(count: int, seed: int) -> list[str]:
    """Words that stand nowhere else."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [f"w{chance.getrandbits(40):x}" for _ in range(count)]


def first_band(text: str) -> bytes:
    """What decides about the first band of a text."""
    return kernels.sign_texts([text.encode()], "auto", SIZE, NUM_PERM, SEED, 1)[: 4 * ROWS]


def lowest_shingles(words: list[str]) -> list[str]:
    """The shingles that a text's first band consists of."""
    (hashes,) = kernels.hash_texts([" ".join(words).encode()], "auto", SIZE)
    values = [array("I", kernels.sign_hashes([one], NUM_PERM, SEED)) for one in hashes]
    places = {min(range(len(values)), key=lambda place: values[place][row]) for row in range(ROWS)}
    return [" ".join(words[place : place + SIZE]) for place in sorted(places)]


def collide(victim: list[str], count: int) -> list[str]:
    """Texts that share a band with a victim, and next to nothing else with it or one another."""
    band, shingles = first_band(" ".join(victim)), lowest_shingles(victim)
    made: list[str] = []
    for seed in range(10_000):
        if len(made) == count:
            break
        fill = invent(8 * len(shingles), seed)
        text = " ".join(f"{' '.join(fill[8 * at : 8 * at + 8])} {one}" for at, one in enumerate(shingles))
        if first_band(text) == band:
            made.append(text)
    assert len(made) == count
    return made


def test_texts_made_to_collide_are_told_apart(here: Path) -> None:
    """Texts that share a whole band by design are compared in full, and both stay."""
    victim = invent(1000, seed=-1)
    write(here / "in.jsonl", [" ".join(victim), *collide(victim, 3)])

    outcome = compare.Dedup().run(["in.jsonl"], "out.jsonl")

    assert (4, 4) == (outcome.read, outcome.kept)
    assert outcome.candidates > 0 == outcome.confirmed
    assert (here / "in.jsonl").read_bytes() == (here / "out.jsonl").read_bytes()


@compiled
def test_a_flood_of_collisions_takes_linear_work(here: Path) -> None:
    """Twice as many such texts are compared about twice as often, not four times."""
    victim = invent(1000, seed=-1)
    texts = collide(victim, 120)
    work = []
    for count in (60, 120):
        write(here / "in.jsonl", texts[:count])
        outcome = compare.Dedup().run(["in.jsonl"], OutputSettings(output="out.jsonl", force=True))
        assert count == outcome.kept
        work.append(outcome.candidates)

    assert work[1] < 2.5 * work[0]


# --- killed, and made again -----------------------------------------------------------------------------


def corpus(count: int) -> list[str]:
    """Texts a third of which have a near one."""
    chance = random.Random(8)  # noqa: S311 - no secret
    texts: list[str] = []
    for number in range(count):
        words = invent(60, number) if number % 3 else texts[-1].split() if texts else invent(60, number)
        words[chance.randrange(60)] = f"x{number}"
        texts.append(" ".join(words))
    return texts


def test_a_killed_run_leaves_nothing_that_stays(here: Path) -> None:
    """Killed at any time, a run is made again with the same bytes, and what it left behind is gone."""
    write(here / "in.jsonl", corpus(3000))
    run = [*COMMAND, "in.jsonl", "-o", "out.jsonl", "-q", "--force"]
    subprocess.run(run, check=True)  # noqa: S603 - our own command
    wanted = [(here / name).read_bytes() for name in WRITTEN]
    chance = random.Random(4)  # noqa: S311 - no secret
    for _ in range(12):
        with subprocess.Popen(run) as process:  # noqa: S603 - as above
            time.sleep(chance.uniform(0.1, 0.7))
            process.kill()
        assert wanted == [(here / name).read_bytes() for name in WRITTEN]

    subprocess.run(run, check=True)  # noqa: S603 - as above
    assert wanted == [(here / name).read_bytes() for name in WRITTEN]
    assert sorted(("in.jsonl", *WRITTEN)) == names(here)


def test_what_a_killed_run_left_is_cleaned(here: Path) -> None:
    """Temporary files of a run that is no more go with the next; those of one that works stay."""
    write(here / "in.jsonl", corpus(10))
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    left = f".out.jsonl.{dead.pid}.0.tmp", f".out.jsonl.manifest.json.{dead.pid}.1.old"
    others = ".out.jsonl.1.0.tmp", ".out.jsonl.x.tmp"  # process 1 is there as long as the machine
    for name in (*left, *others):
        (here / name).write_bytes(b"half")

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    assert sorted(("in.jsonl", *WRITTEN, *others)) == names(here)


@pytest.mark.parametrize("name", ["x" * 200, "\u6f22" * 75])
def test_a_long_name_is_written_as_any_other(here: Path, name: str) -> None:
    """The files of an output whose names begin alike, and fill what a name may have, are not mixed up."""
    write(here / "in.jsonl", [*corpus(10), *corpus(10)])

    for extra in ([], ["--force"]):
        assert Exit.DONE == main(["dedup", "in.jsonl", "-o", f"{name}.jsonl", "-q", *extra])
        lines = [(here / f"{name}.jsonl{end}").read_bytes().splitlines() for end in ("", ".removed.jsonl")]
        assert 20 == sum(map(len, lines))
        assert all(b"duplicate_of" in line for line in lines[1])
        assert not any(b"duplicate_of" in line for line in lines[0])
        assert 4 == len(names(here))


@compiled
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_long_comparison(here: Path, number: signal.Signals, code: int) -> None:
    """Texts that are all compared with one another do not keep Ctrl-C and SIGTERM waiting."""
    common = " ".join(f"c{place}" for place in range(66))
    write(here / "in.jsonl", [f"{common} {' '.join(invent(30, text))}" for text in range(20_000)])
    run = [*COMMAND, "in.jsonl", "-o", "out/", "--threshold", "0.5", "--pairs", "pairs.jsonl"]
    with subprocess.Popen(run, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own command
        time.sleep(3)
        assert process.poll() is None
        process.send_signal(number)
        _, shown = process.communicate(timeout=10)

    assert (code, b"") == (process.returncode, shown.strip())
    assert ["in.jsonl"] == names(here)


# --- stale results --------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [["--threshold", "0.99"], []])
def test_a_result_of_other_settings_or_inputs_is_not_mixed(here: Path, change: list[str]) -> None:
    """What is there is not gone on with: it is refused, or with --force made anew as a whole."""
    write(here / "in.jsonl", corpus(30))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    before = [(here / name).read_bytes() for name in WRITTEN]
    if not change:
        with (here / "in.jsonl").open("ab") as file:
            file.write(b'{"text": "one line more in the file"}\n')

    assert Exit.USAGE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", *change])
    assert before == [(here / name).read_bytes() for name in WRITTEN]
    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--force", *change])
    forced = [(here / name).read_bytes() for name in WRITTEN]
    for name in WRITTEN:
        (here / name).unlink()
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", *change])

    assert all(old != new for old, new in zip(before[:2], forced[:2], strict=True))
    assert forced == [(here / name).read_bytes() for name in WRITTEN]


# --- little memory --------------------------------------------------------------------------------------


def limited(size: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in so many megabytes of address space."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (size << 20, size << 20))

    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *arguments, "--threads", "2"],
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=bound,
    )


@compiled
@pytest.mark.parametrize("size", [44, 56, 72])
@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_a_corpus_that_does_not_fit_is_told(here: Path, size: int, packing: str) -> None:
    """Where memory runs out, the run ends with 5 and one line of advice, and leaves nothing behind."""
    pack = {"": bytes, ".gz": partial(gzip.compress, compresslevel=1), ".zst": zstandard.compress}[packing]
    records = b"".join(
        b'{"text": "w%d x%d y%d z%d end"}\n' % (n, n * 7, n * 11, n * 13) for n in range(250_000)
    )
    (here / f"in.jsonl{packing}").write_bytes(pack(records))

    done = limited(size, f"in.jsonl{packing}", "-o", "out.jsonl")

    assert (5, 1) == (done.returncode, done.stderr.count(b"\n")), done.stderr
    assert b"memory ran out: " in done.stderr
    assert [f"in.jsonl{packing}"] == names(here)


@compiled
def test_an_output_that_is_packed_without_memory(here: Path) -> None:
    """Wherever memory runs out, when it is packed too, the code is 5, or all is written."""
    write(here / "in.jsonl", [f"record {number} of some" for number in range(20_000)])
    codes = []
    for size in range(44, 300, 16):
        done = limited(size, "in.jsonl", "-o", "out.jsonl.zst", "--force")
        assert done.returncode in {Exit.DONE, Exit.NO_OUTPUT}, done.stderr
        codes.append(done.returncode)

    assert [Exit.DONE] == codes[-1:]
    assert Exit.NO_OUTPUT in codes


@compiled
def test_many_pairs_take_little_memory(here: Path) -> None:
    """A crowd that is all alike is listed pair by pair, without holding each pair as an object."""
    common = " ".join(f"c{place}" for place in range(60))
    write(here / "in.jsonl", [f"{common} x{number}" for number in range(1200)])

    done = limited(176, "in.jsonl", "-o", "out.jsonl", "--pairs", "pairs.jsonl", "--no-trail", "-q")

    assert Exit.DONE == done.returncode, done.stderr
    with (here / "pairs.jsonl").open("rb") as file:
        assert 1200 * 1199 // 2 == sum(1 for _ in file)


def test_a_few_threads_do_the_work_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no more threads, those that there are go on; without any, memory has run out."""
    start, left = Thread.start, 2

    def refuse(thread: Thread) -> None:
        nonlocal left
        if not left:
            raise RuntimeError("can't start new thread")
        left -= 1
        start(thread)

    monkeypatch.setattr(Thread, "start", refuse)

    with Jobs(5) as jobs:
        assert [0, 1, 4, 9] == [job.result() for job in [jobs.start(partial(pow, n, 2)) for n in range(4)]]
    with pytest.raises(MemoryError), Jobs(5):
        pass
