"""How fast repeated passages and lines are found: `spans.py CORPUS.jsonl [--megabytes 100] [--repeat 3]`.

Texts are put into the kernels' table first, outside the clock; timed is, on one thread, all that finds what
repeats (marks, the marks that occur more than once, and the comparison of the texts that have one) and,
beside it, the same for lines. Not sentences, which Python cuts, but lines go, cut before the clock. A suffix
array (peers/suffix_array.py, in an environment of its own as run.py makes it, or --peer PYTHON) gets the same
texts. Processor seconds, medians of --repeat; half of the corpus tells how time grows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from array import array
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from environments import Runner, make_environment  # noqa: E402 - the tree's own package comes first

from compare import kernels  # noqa: E402 - as above
from compare.dedup.tables import make_table  # noqa: E402 - as above
from compare.settings import DedupSettings, Level, ReadSettings  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Find = Callable[[Any, Callable[[int], bytes], Sequence[bytes]], int]

MEGA = 1_000_000
PEER = HERE / "peers" / "suffix_array.py"
SUFFIX_ARRAY = Runner("suffix_array", PEER, ("pydivsufsort==0.0.20",), (), "exact", "")


def read_texts(path: Path, most: int) -> list[bytes]:
    """The texts of a corpus, up to so many bytes."""
    texts, size = list[bytes](), 0
    with path.open("rb") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"].encode("utf-8", "surrogatepass"))
            size += len(texts[-1])
            if size >= most:
                break
    return texts


def fill_table(texts: Sequence[bytes], level: Level) -> Any:  # noqa: ANN401 - of whichever kernel runs
    """A table that has read the texts."""
    table = make_table(DedupSettings(level=level), ReadSettings())
    table.append(table.texts(table.add_file(0), list(texts)), 0)
    return table


def cut_lines(text: bytes) -> bytes:
    """The places of the lines of a text, in characters."""
    ends = [0, *accumulate(len(line) for line in text.decode("utf-8", "surrogatepass").split("\n"))]
    edges = [edge + number for number, pair in enumerate(pairwise(ends)) for edge in pair]
    return array("I", edges).tobytes()


def find_spans(table: Any, load: Callable[[int], bytes], lines: Sequence[bytes]) -> int:  # noqa: ANN401 - as above
    """How many texts have a passage that is repeated."""
    spans = table.spans(keep="longest", ranks=None, load=load, threads=1)
    found = 0
    while (repeating := spans.next()) is not None:
        found += 1
        spans.cut(lines[repeating[0]])
    return found


def find_lines(table: Any, load: Callable[[int], bytes], lines: Sequence[bytes]) -> int:  # noqa: ANN401, ARG001 - as above
    """How many lines repeat others."""
    packed, _ = table.parts(paragraphs=False, keep="longest", ranks=None, load=load, threads=1)
    return len(packed) // 24


def measure(find: Find, texts: Sequence[bytes], level: Level) -> tuple[float, int]:
    """Processor seconds, and what was found."""
    table, lines = fill_table(texts, level), list(map(cut_lines, texts))
    begun = time.process_time()
    found = find(table, texts.__getitem__, lines)
    return time.process_time() - begun, found


def tell(name: str, texts: Sequence[bytes], level: Level, repeat: int) -> None:
    """One line: seconds, speed, what was found."""
    find = find_spans if level is Level.SPAN else find_lines
    runs = [measure(find, texts, level) for _ in range(repeat)]
    seconds, size = median(seconds for seconds, _ in runs), sum(map(len, texts))
    speed = size / MEGA / seconds
    print(f"{name}: {size / MEGA:,.0f} MB, {seconds:.3f} s, {speed:,.0f} MB/s, found {runs[0][1]:,}")


def tell_peer(texts: Sequence[bytes], python: str) -> None:
    """The same of a suffix array."""
    with tempfile.NamedTemporaryFile() as file:
        file.writelines(texts)
        file.flush()
        command = [python, str(PEER), file.name]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own script
    said = json.loads(done.stdout)
    size, seconds = said["bytes"] / MEGA, said["seconds"]
    print(f"suffix array alone: {size:,.0f} MB, {seconds:.3f} s, {size / seconds:,.0f} MB/s")


def main() -> None:
    """Measure ours, at two lengths, and the peer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--envs", type=Path, default=HERE.parent / ".envs", help="the peers' environments")
    parser.add_argument("--peer", help="the Python of an environment that has pydivsufsort")
    chosen = parser.parse_args()
    texts = read_texts(chosen.corpus, chosen.megabytes * MEGA)
    print(f"kernel: {kernels.describe()}; {len(texts):,} texts")
    tell("passages, of half", texts[: len(texts) // 2], Level.SPAN, chosen.repeat)
    tell("passages", texts, Level.SPAN, chosen.repeat)
    tell("lines", texts, Level.LINE, chosen.repeat)
    tell_peer(texts, chosen.peer or str(make_environment(SUFFIX_ARRAY, chosen.envs)))


if __name__ == "__main__":
    main()
