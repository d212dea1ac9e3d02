"""All pairs of some texts by ours, by Quid and by a loop of rapidfuzz, side by side.

The texts are those of benchmarks/quality/planted.py: made up, or of a data set, with passages planted.
Everyone is given the same texts and pairs; time is the processor's, without the start of Python. The runs are
interleaved: first everyone once, then everyone again. The table shows medians, each as a multiple of ours,
and what was found: of the planted passages, and how many of the words reported are in one. Quid and rapidfuzz
run in environments of their own, made with pip when first needed.

    python benchmarks/passages/run.py
    python benchmarks/passages/run.py --texts 300 --without quid_pairs
    python benchmarks/passages/run.py --corpus EVAL/bbc --show 20
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

HERE = Path(__file__).parent
BENCHMARKS = HERE.parent
sys.path[:0] = [str(BENCHMARKS / "quality"), str(BENCHMARKS / "dedup")]

from environments import make_environment, read_runner  # noqa: E402 - scripts of folders beside this one
from planted import Found, Score, judge, make, place_words  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planted_texts import Garden

OURS = ("compare_folder", "compare_pairs")
PEERS = ("quid_pairs", "rapidfuzz_pairs")
SHOWN = 160
"""Characters of a passage that are shown."""


class Run(NamedTuple):
    """What a run took, and the passages it found: characters of texts."""

    seconds: float
    passages: list[list[int]]


def run(name: str, given: Path, environments: Path) -> Run:
    """Run one of the runners."""
    runner = read_runner(HERE / "peers" / f"{name}.py")
    python = make_environment(runner, environments) if runner.requires else Path(sys.executable)
    path = {"PYTHONPATH": str(BENCHMARKS.parent)} if name in OURS else {}
    done = subprocess.run(  # noqa: S603 - our own words
        [python, runner.path, given], check=True, stdout=subprocess.PIPE, env={**os.environ, **path}
    )
    told = json.loads(done.stdout)
    return Run(told["seconds"], told["passages"])


def score(run: Run, garden: Garden, texts: Sequence[str], before: Sequence[Found]) -> Score:
    """What of the planted was found between two texts."""
    edges: dict[int, tuple[list[int], list[int]]] = {}
    found = [
        Found(place_words((one, start, end), texts, edges), place_words((other, again, stop), texts, edges))
        for one, start, end, other, again, stop in run.passages
    ]
    garden.planted = [one for one in garden.planted if one.source.text != one.copy.text]
    return judge(garden, found, before)


def render(runs: dict[str, list[Run]], scores: dict[str, Score], pairs: int) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':16} {'CPU s':>8} {'ms/pair':>8} {'x ours':>8} {'planted':>8} {'found':>6} {'right':>6}"
    ours = median(run.seconds for run in runs[OURS[0]])
    for name, own in runs.items():
        seconds, judged = median(run.seconds for run in own), scores[name]
        planted, found = sum(judged.planted.values()), sum(judged.found.values())
        right = judged.words_right / max(1, judged.words_reported)
        yield (
            f"{name:16} {seconds:8.3f} {1000 * seconds / pairs:8.3f} {seconds / ours:8.1f}"
            f" {planted:8} {found:6} {right:6.3f}"
        )


def show(runs: dict[str, list[Run]], texts: Sequence[str], pairs: int) -> Iterator[str]:
    """What each found in so many of the pairs in which anyone found anything."""
    found: dict[tuple[int, int], list[tuple[str, list[int]]]] = {}
    for name in (name for name in (OURS[0], PEERS[0]) if name in runs):
        for passage in runs[name][0].passages:
            found.setdefault((passage[0], passage[3]), []).append((name, passage))
    for (left, right), passages in sorted(found.items())[:pairs]:
        yield f"\n{left} {right}"
        for name, (_, start, end, _, again, stop) in passages:
            for text, first, last in ((left, start, end), (right, again, stop)):
                yield f"  {name:14} {' '.join(texts[text][first:last].split())[:SHOWN]}"


def main() -> None:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a data set; made-up texts without it")
    parser.add_argument("--texts", type=int, default=10)
    parser.add_argument("--words", type=int, default=500, help="words of a text, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--without", default="", help="runners to leave out, with commas")
    parser.add_argument("--show", type=int, default=0, help="print what ours and Quid found in so many pairs")
    parser.add_argument("--envs", type=Path, default=BENCHMARKS / ".envs", help="the peers' environments")
    arguments = parser.parse_args()
    names = [name for name in (*OURS, *PEERS) if name not in arguments.without.split(",")]
    garden, texts, before = make(arguments, arguments.texts)
    pairs = list(combinations(range(len(texts)), 2))
    runs: dict[str, list[Run]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        given.write_text(json.dumps({"texts": texts, "pairs": pairs}), encoding="utf-8")
        for _ in range(arguments.repeat):
            for name in names:
                runs[name].append(run(name, given, arguments.envs))
    scores = {name: score(own[0], garden, texts, before) for name, own in runs.items()}
    print(f"{len(texts)} texts, {len(pairs)} pairs")
    print(*render(runs, scores, len(pairs)), sep="\n")
    print(*show(runs, texts, arguments.show), sep="\n")


if __name__ == "__main__":
    main()
