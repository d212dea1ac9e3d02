"""Signatures alone, ours against datasketch and rensa: `signatures.py CORPUS.jsonl [--documents 2000]`.

- From text: ours hashes and signs (compare.kernels.sign_texts, one thread); datasketch signs the same 32-bit
  hashes, made by our kernel outside its clock, so that its own hashing is not held against it. The two must
  give the same signatures, bit for bit, or the run stops.
- From Python lists of tokens: compare.kernels.sign_tokens with shingle size 1 against rensa's RMinHash, which
  runs in its own environment (as run.py makes it) on the same lists: words, and word 5-grams as strings.

CPU seconds, medians of --repeat. Only the native kernels give figures that mean anything; the first line says
which kernel ran.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE / "peers")]

import numpy as np  # noqa: E402 - the tree's own package comes first
from corpus_lines import NUM_PERM, SHINGLE, WORD, make_shingles, split_words  # noqa: E402 - as above
from datasketch import MinHash  # noqa: E402 - as above
from environments import EnvironmentFailedError, make_environment, read_runner  # noqa: E402 - as above

from compare import kernels  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED = 1


def read_texts(path: Path, documents: int) -> list[str]:
    """The first texts of the corpus that have words."""
    with path.open("rb") as lines:
        texts = (json.loads(line)["text"] for line in lines)
        return list(islice((text for text in texts if WORD.search(text)), documents))


def time_calls(call: Callable[[], object], repeat: int) -> float:
    """The median CPU seconds of a call."""
    times = []
    for _ in range(repeat):
        started = time.process_time()
        call()
        times.append(time.process_time() - started)
    return median(times)


def print_row(what: str, own: float, rate: str, peer: str, other: float) -> None:
    """One comparison."""
    print(f"from {what:8} ours {own:8.3f} s {rate:12} {peer:10} {other:8.3f} s {other / own:8.1f}x")


def sign_with_datasketch(hashes: list[list[int]]) -> np.ndarray:
    """One row a document, from the hashes of its shingles."""
    settings = {"num_perm": NUM_PERM, "seed": SEED, "scheme": "affine32", "hashfunc": int}
    return np.stack([sketch.hashvalues for sketch in MinHash.generator(hashes, **settings)])


def compare_from_text(texts: list[str], repeat: int) -> None:
    """Ours against datasketch, with the same 32-bit hash."""
    data = [text.encode("utf-8", "surrogatepass") for text in texts]
    hashes = kernels.hash_texts(data, "word", SHINGLE)

    def sign() -> bytes:
        return kernels.sign_texts(data, "word", SHINGLE, NUM_PERM, SEED, 1)

    ours = np.frombuffer(sign(), "<u4").reshape(-1, NUM_PERM)
    if not np.array_equal(ours, sign_with_datasketch(hashes)):
        sys.exit("the signatures differ from datasketch's")
    own = time_calls(sign, repeat)
    other = time_calls(lambda: sign_with_datasketch(hashes), repeat)
    size = sum(map(len, data)) / 1e6
    print_row("text", own, f"({size / own:.0f} MB/s)", "datasketch", other)


def time_rensa(arguments: argparse.Namespace, size: int) -> float:
    """The median CPU seconds of rensa on the same tokens."""
    python = make_environment(read_runner(HERE / "peers" / "rensa_r.py"), arguments.envs)
    words = [arguments.corpus, arguments.documents, arguments.repeat, size]
    command = [str(python), str(HERE / "peers" / "rensa_signatures.py"), *map(str, words)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our runner
    return median(json.loads(done.stdout))


def compare_from_tokens(name: str, tokens: Sequence[Sequence[str]], other: float, repeat: int) -> None:
    """Ours against rensa, on lists of Python strings."""
    own = time_calls(lambda: kernels.sign_tokens(tokens, 1, NUM_PERM, SEED), repeat)
    print_row(name, own, "", "rensa", other)


def main() -> None:
    """Print the three lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--envs", type=Path, default=HERE.parent / ".envs")
    arguments = parser.parse_args()
    texts = read_texts(arguments.corpus, arguments.documents)
    print(f"{len(texts)} documents, kernel: {kernels.isa()}")
    compare_from_text(texts, arguments.repeat)
    for name, split, size in (("words", split_words, 1), ("5-grams", make_shingles, SHINGLE)):
        try:
            other = time_rensa(arguments, size)
        except EnvironmentFailedError as error:
            sys.exit(f"rensa: no environment: {error}")
        compare_from_tokens(name, [split(text) for text in texts], other, arguments.repeat)


if __name__ == "__main__":
    main()
