"""Signatures alone, ours against datasketch and rensa: `signatures.py CORPUS.jsonl [--documents 2000]`.

- From text: ours hashes and signs (compare.kernels.sign_texts, one thread), by its own hash and by xxh3;
  datasketch takes the words and shingles as Python makes them, and the same xxh3. Where the words are alike,
  the two must give the same signatures, bit for bit, or the run stops.
- From hashes: datasketch is spared words, shingles and hashes, which our kernel makes outside its clock; ours
  makes them. The same signatures here, too.
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
from xxhash import xxh3_64_intdigest  # noqa: E402 - as above

from compare import kernels  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    print(f"from {what:22} ours {own:8.3f} s {rate:12} {peer:10} {other:8.3f} s {other / own:8.1f}x")


def sign_with_datasketch(shingles: Iterable[Iterable[object]], hashfunc: Callable[..., int]) -> np.ndarray:
    """One row a document."""
    settings = {"num_perm": NUM_PERM, "seed": SEED, "scheme": "affine32", "hashfunc": hashfunc}
    return np.stack([sketch.hashvalues for sketch in MinHash.generator(shingles, **settings)])


def hash_xxh3(shingle: bytes) -> int:
    """The lower half of XXH3's 64 bits."""
    return xxh3_64_intdigest(shingle) & 0xFFFFFFFF


def sign_texts_with_datasketch(texts: list[str]) -> np.ndarray:
    """One row a document, from its text."""
    return sign_with_datasketch(
        ([shingle.encode() for shingle in make_shingles(text)] for text in texts), hash_xxh3
    )


def compare_from_text(texts: list[str], repeat: int) -> None:
    """Ours against datasketch."""
    data = [text.encode("utf-8", "surrogatepass") for text in texts]
    hashes = kernels.hash_texts(data, "word", SHINGLE)
    size = sum(map(len, data)) / 1e6

    def sign(name: str = "rolling") -> bytes:
        return kernels.sign_texts(data, "word", SHINGLE, NUM_PERM, SEED, 1, hash=name)

    def sign_xxh3() -> bytes:
        return sign("xxh3")

    def from_text() -> np.ndarray:
        return sign_texts_with_datasketch(texts)

    def from_hashes() -> np.ndarray:
        return sign_with_datasketch(hashes, int)

    own, own_xxh3 = (np.frombuffer(call(), "<u4").reshape(-1, NUM_PERM) for call in (sign, sign_xxh3))
    same = [text.isascii() for text in texts]  # elsewhere a word of Python's is not always one of ours
    if not (np.array_equal(own, from_hashes()) and np.array_equal(own_xxh3[same], from_text()[same])):
        sys.exit("the signatures differ from datasketch's")
    for what, ours, theirs in (
        ("text", sign, from_text),
        ("text, both by xxh3", sign_xxh3, from_text),
        ("text, theirs hashed", sign, from_hashes),
    ):
        seconds = time_calls(ours, repeat)
        print_row(what, seconds, f"({size / seconds:.0f} MB/s)", "datasketch", time_calls(theirs, repeat))


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
    """Print the lines."""
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
