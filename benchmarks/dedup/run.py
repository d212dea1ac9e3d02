"""All peers and ours on one corpus, side by side: `run.py CORPUS.jsonl [--truth PAIRS.bin]`.

Every contestant reads the same JSON lines and writes the lines it keeps, with the same shingles (lower-cased
words, 5-grams), 128 values and threshold 0.8, at its default number of threads. The runs are interleaved:
first everyone once, then everyone again, --repeat times. Wall and CPU time count the start of the interpreter
and all child processes. Answers are checked against the exact truth, which truth.py makes first if --truth
names none. Each run is one JSON line in --results; the table shows medians, and each as a multiple of ours.

    python benchmarks/dedup/run.py corpus.jsonl --truth pairs_wl.bin
    python benchmarks/dedup/run.py corpus.jsonl --lines 5000 --only daft_minhash --repeat 1
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median

from environments import EnvironmentFailedError, Runner, find_runners, make_environment, read_versions
from measure import measure

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
# Ours runs from the tree; its modules are compiled once, as those that pip installed are.
PYTHON_PATH = {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": ""}
OURS = {
    "compare": ("near", ()),
    "compare_word": ("near", ("--unit", "word")),
    "compare_exact": ("exact", ("--match", "exact")),
}
VERSION = "import compare; from compare import kernels; print(compare.__version__, kernels.isa())"
BLOCK = 1 << 24
FIGURES = ("wall", "cpu", "peak_mb", "anonymous_mb")
COLUMNS = ("wall s", "CPU s", "peak MB", "anon MB", "covered", "unjust", "wall x", "CPU x")


@dataclass(frozen=True, slots=True)
class Contestant:
    """Who runs: the words of the command before and after IN and OUT, and the versions at work."""

    name: str
    kind: str
    command: tuple[str, ...]
    versions: dict[str, str]

    def words(self, source: Path, target: Path) -> list[str]:
        """The command line of one run."""
        if self.name in OURS:
            return [
                *self.command,
                str(source),
                "-o",
                str(target),
                "--force",
                *OURS[self.name][1],
            ]
        return [*self.command, str(source), str(target)]


def find_ours(python: str, names: set[str]) -> list[Contestant]:
    """Our own rows, run from this tree by the interpreter named."""
    asked = [python, "-c", VERSION]
    done = subprocess.run(  # noqa: S603 - the interpreter the user names
        asked, capture_output=True, text=True, check=False, env={**os.environ, **PYTHON_PATH}
    )
    versions = {"compare": " ".join(done.stdout.split())}
    command = (python, "-m", "compare", "dedup")
    return [Contestant(name, kind, command, versions) for name, (kind, _) in OURS.items() if name in names]


def find_peer(runner: Runner, folder: Path) -> Contestant | None:
    """A peer in its environment; None, and said so, where that cannot be made."""
    try:
        python = make_environment(runner, folder)
        versions = read_versions(python, runner)
    except EnvironmentFailedError as error:
        print(f"{runner.name}: no environment: {error}", file=sys.stderr)
        return None
    return Contestant(runner.name, runner.kind, (str(python), str(runner.path)), versions)


def find_contestants(arguments: argparse.Namespace) -> list[Contestant]:
    """Ours and the peers asked for."""
    runners = {runner.name: runner for runner in find_runners()}
    names = set(arguments.only.split(",")) if arguments.only else {*OURS, *runners}
    if unknown := names - {*OURS, *runners}:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join([*OURS, *runners])}")
    wanted = [
        runner
        for runner in runners.values()
        if runner.name in names and (arguments.slow or arguments.only or not runner.slow)
    ]
    peers = [find_peer(runner, arguments.envs) for runner in wanted]
    return [*find_ours(arguments.python, names), *(peer for peer in peers if peer)]


def cut_corpus(corpus: Path, lines: int, folder: Path) -> Path:
    """The corpus, or a copy of its first lines."""
    if not lines:
        return corpus
    target = folder / corpus.name
    with corpus.open("rb") as whole, target.open("wb") as part:
        part.writelines(islice(whole, lines))
    return target


def warm(path: Path) -> None:
    """Read the file once, so that all find it in memory."""
    with path.open("rb") as data:
        while data.read(BLOCK):
            pass


def run_script(name: str, *words: Path) -> str:
    """What a script of this folder printed; apart, so that numpy does not count towards anybody's memory."""
    command = [sys.executable, str(HERE / name), *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def describe_machine() -> dict[str, object]:
    """The processor, its cores and the system."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def run_once(contestant: Contestant, corpus: Path, truth: Path | None, folder: Path) -> dict[str, object]:
    """One run: what it cost, and how right it was."""
    target = folder / "kept.jsonl"
    load = os.getloadavg()[0]
    cost = measure(contestant.words(corpus, target), PYTHON_PATH if contestant.name in OURS else None)
    record: dict[str, object] = {
        "peer": contestant.name,
        "kind": contestant.kind,
        "load": load,
        **asdict(cost),
    }
    if not cost.code:
        record["said"] = ""
        if truth:
            record["score"] = json.loads(run_script("score.py", corpus, target, truth))
    target.unlink(missing_ok=True)
    return {**record, "versions": contestant.versions}


def render_row(name: str, runs: list[dict], ours: list[dict]) -> str:
    """One line of the table: medians over the runs that went well."""
    good = [run for run in runs if not run["code"]]
    if not good:
        return f"{name:20} failed: {runs[-1]['said']}"
    middle = {figure: median(run[figure] for run in good) for figure in FIGURES}
    score = good[-1].get("score", {})
    cells = [f"{middle['wall']:9.2f}", f"{middle['cpu']:9.2f}"]
    cells += [f"{middle[figure]:9.0f}" for figure in FIGURES[2:]]
    cells += [f"{score.get('covered', float('nan')):9.4f}", f"{score.get('unjustified', '-'):>9}"]
    base = [run for run in ours if not run["code"]]
    for figure in FIGURES[:2]:
        own = median(run[figure] for run in base) if base else float("nan")
        cells.append(f"{middle[figure] / own:9.1f}")
    return f"{name:20} {' '.join(cells)}"


def print_table(records: list[dict]) -> None:
    """All medians; the last two columns say how many times ours of the same kind."""
    runs: dict[str, list[dict]] = defaultdict(list)
    for record in records:
        runs[record["peer"]].append(record)
    ours = {"near": runs.get("compare", []), "exact": runs.get("compare_exact", [])}
    print(f"{'':20} {' '.join(f'{column:>9}' for column in COLUMNS)}")
    for name, own in runs.items():
        print(render_row(name, own, ours[own[0]["kind"]]))
    print("\nversions")
    for name, own in runs.items():
        print(f"  {name}: {', '.join(' '.join(pair) for pair in own[0]['versions'].items())}")


def run_all(arguments: argparse.Namespace, folder: Path) -> list[dict]:
    """Every contestant --repeat times, interleaved; each run is written down as it ends."""
    contestants = find_contestants(arguments)
    corpus = cut_corpus(arguments.corpus, arguments.lines, folder)
    truth = arguments.truth
    if not truth and not arguments.no_truth:
        truth = folder / "truth.bin"
        run_script("truth.py", corpus, truth)
    warm(corpus)
    shared = {"corpus": corpus.name, "bytes": corpus.stat().st_size, "machine": describe_machine()}
    records = []
    started = datetime.now(UTC)
    results = arguments.results / f"dedup-{started:%Y%m%d-%H%M%S}.jsonl"
    results.parent.mkdir(parents=True, exist_ok=True)
    with results.open("w", encoding="utf-8") as out:
        for repeat in range(arguments.repeat):
            for contestant in contestants:
                print(f"{repeat + 1}/{arguments.repeat} {contestant.name}", file=sys.stderr)
                record = run_once(contestant, corpus, truth, folder)
                at = datetime.now(UTC).isoformat(timespec="seconds")
                out.write(json.dumps({"at": at, **shared, **record}) + "\n")
                out.flush()
                records.append(record)
    return records


def main() -> None:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--truth", type=Path, help="every pair of 0.5 or more, as truth.py writes it")
    parser.add_argument("--no-truth", action="store_true", help="do not check the answers")
    parser.add_argument("--envs", type=Path, default=HERE.parent / ".envs", help="the peers' environments")
    parser.add_argument("--results", type=Path, default=HERE.parent / "results")
    parser.add_argument("--temp", type=Path, help="folder for what the contestants write")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--lines", type=int, default=0, help="only the first lines of the corpus")
    parser.add_argument("--only", default="", help="contestants, with commas")
    parser.add_argument("--slow", action="store_true", help="also the peers that take minutes")
    parser.add_argument("--python", default=sys.executable, help="the interpreter ours runs in")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.temp) as folder:
        records = run_all(arguments, Path(folder))
    if records:
        print_table(records)


if __name__ == "__main__":
    main()
