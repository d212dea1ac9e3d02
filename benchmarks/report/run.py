"""Time and memory of the report on a corpus, whole and part by part, with one process and with several.

Each row is a run of the command as anybody would start it; CPU is that of all its processes, memory the most
that one of them held. Runs are interleaved, first each row once, then each again; the table shows medians,
and whether the rows with several processes gave the bytes of those with one.

    python benchmarks/report/run.py CORPUS.jsonl
    python benchmarks/report/run.py CORPUS.jsonl --threads 4 --repeat 5
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

PARTS = ("overlap,quotes,facts,only", "overlap", "quotes", "facts")


class Row(NamedTuple):
    """What is run: parts of the report, and how many cores."""

    parts: str
    threads: int


class Run(NamedTuple):
    """What a run took, and the digest of what it wrote."""

    wall: float
    cpu: float
    megabytes: float
    digest: str


def measure(corpus: Path, row: Row) -> Run:
    """Run the command once."""
    command = [sys.executable, "-m", "compare", str(corpus), "-q", "--format", "json", "--only", row.parts]
    started = time.perf_counter()
    with subprocess.Popen([*command, "--threads", str(row.threads)], stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 - it was asked for
        digest = hashlib.file_digest(process.stdout, "md5").hexdigest()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, digest)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    rows = [Row(parts, threads) for parts in PARTS for threads in sorted({1, arguments.threads})]
    runs: dict[Row, list[Run]] = {row: [] for row in rows}
    for _ in range(arguments.repeat):
        for row in rows:
            runs[row].append(measure(arguments.corpus, row))
    print("| parts | threads | wall s | CPU s | MB | same |\n|---|---|---|---|---|---|")
    for row, found in runs.items():
        wall, cpu, megabytes = (median(run[place] for run in found) for place in range(3))
        same = {run.digest for run in found} == {run.digest for run in runs[Row(row.parts, 1)]}
        said = "yes" if same else "NO"
        print(f"| {row.parts} | {row.threads} | {wall:.1f} | {cpu:.1f} | {megabytes:.0f} | {said} |")


if __name__ == "__main__":
    main()
