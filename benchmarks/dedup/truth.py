"""The exact truth about a corpus: `truth.py CORPUS.jsonl PAIRS.bin [--least 0.5]`.

Every pair of documents whose sets of word 5-grams (lower-cased, as Python's regular expressions know words)
have a Jaccard similarity of at least 0.5, as records of row (u4), row (u4), similarity (f4). Nothing is
sampled: two sets that similar share one of the first n - ceil(n / 2) + 1 shingles of either, rarest first, so
only documents that share one of those are compared. A text of fewer than five words is one shingle; a text
without words is in no pair. Shingles are 64-bit numbers made of word numbers: two different ones are taken
for equal by an accident of 2 to the -64 only. Pairs past --most stop the run instead of filling the memory.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from pathlib import Path

import numpy as np

PAIR = np.dtype([("a", "<u4"), ("b", "<u4"), ("j", "<f4")])
WORD = re.compile(r"\w+")
SHINGLE = 5
MIX = np.uint64(0x9E3779B97F4A7C15)
BASE = np.uint64(0xD6E8FEB86659FD93)
SHIFT = np.uint64(32)


def hash_words(numbers: np.ndarray) -> np.ndarray:
    """The set of shingles of a text, given its words as numbers."""
    mixed = (numbers.astype(np.uint64) + np.uint64(1)) * MIX
    mixed ^= mixed >> SHIFT
    mixed *= BASE
    mixed ^= mixed >> SHIFT
    size = min(SHINGLE, len(mixed))
    count = len(mixed) - size + 1
    total = np.full(count, size, np.uint64)
    for start in range(size):
        total = total * BASE + mixed[start : start + count]
        total ^= total >> SHIFT
    return np.unique(total)


def read_shingles(path: Path) -> list[np.ndarray]:
    """The set of shingles of each document."""
    words: dict[str, int] = {}
    sets = []
    with path.open("rb") as lines:
        for line in lines:
            found = WORD.findall(json.loads(line)["text"].lower())
            numbers = np.array([words.setdefault(word, len(words)) for word in found], np.int64)
            sets.append(hash_words(numbers) if found else np.zeros(0, np.uint64))
    return sets


def rank_shingles(sets: list[np.ndarray]) -> tuple[list[np.ndarray], int]:
    """The shingles that occur in two documents or more, as ranks, rarest first; and how many there are."""
    flat = np.concatenate(sets)
    unique, place, counts = np.unique(flat, return_inverse=True, return_counts=True)
    order = np.argsort(counts, kind="stable")
    single = int((counts == 1).sum())
    rank = np.empty(len(unique), np.int64)
    rank[order] = np.arange(len(unique)) - single
    ranks = rank[place]
    ends = np.cumsum([len(found) for found in sets])[:-1]
    shared = [np.sort(part[part >= 0]) for part in np.split(ranks, ends)]
    return shared, len(unique) - single


def measure_prefix(size: int, shared: int, least: float) -> int:
    """How many of a document's shared shingles may be the only ones it shares with a similar document."""
    return max(0, size - math.ceil(least * size) + 1 - (size - shared))


def index_prefixes(prefixes: list[np.ndarray], ranks: int) -> tuple[np.ndarray, np.ndarray]:
    """For each shingle the documents with it in their prefix: starts, and documents in one array."""
    tokens = np.concatenate(prefixes)
    documents = np.repeat(np.arange(len(prefixes)), [len(prefix) for prefix in prefixes])
    order = np.argsort(tokens, kind="stable")
    starts = np.searchsorted(tokens[order], np.arange(ranks + 1))
    return starts, documents[order]


def count_shared(document: np.ndarray, others: list[np.ndarray], mark: np.ndarray) -> np.ndarray:
    """How many shingles the document shares with each of the others; *mark* is all false, and left so."""
    mark[document] = True
    held = mark[np.concatenate(others)].astype(np.int64)
    mark[document] = False
    starts = np.cumsum([0, *(len(other) for other in others[:-1])])
    return np.add.reduceat(held, starts)


def find_pairs(sets: list[np.ndarray], least: float, most: int) -> np.ndarray:
    """Every pair that is similar enough, by row."""
    shared, ranks = rank_shingles(sets)
    sizes = np.array([len(found) for found in sets])
    cuts = [measure_prefix(len(all_), len(some), least) for all_, some in zip(sets, shared, strict=True)]
    prefixes = [found[:cut] for found, cut in zip(shared, cuts, strict=True)]
    starts, documents = index_prefixes(prefixes, ranks)
    mark = np.zeros(ranks, bool)
    found = []
    count = 0
    for row, prefix in enumerate(prefixes):
        slices = [documents[starts[rank] : starts[rank + 1]] for rank in prefix]
        if not slices:
            continue
        others = np.unique(np.concatenate(slices))
        others = others[
            (others < row) & (sizes[others] * least <= sizes[row]) & (sizes[row] * least <= sizes[others])
        ]
        if not len(others):
            continue
        common = count_shared(shared[row], [shared[other] for other in others], mark)
        similarity = common / (sizes[row] + sizes[others] - common)
        good = similarity >= least
        pairs = np.empty(int(good.sum()), PAIR)
        pairs["a"], pairs["b"], pairs["j"] = others[good], row, similarity[good]
        found.append(pairs)
        count += len(pairs)
        if count > most:
            sys.exit(f"more than {most} pairs. Hint: raise --most")
    return np.concatenate(found) if found else np.empty(0, PAIR)


def main() -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--least", type=float, default=0.5)
    parser.add_argument("--most", type=int, default=50_000_000)
    arguments = parser.parse_args()
    started = time.perf_counter()
    pairs = find_pairs(read_shingles(arguments.corpus), arguments.least, arguments.most)
    pairs.tofile(arguments.pairs)
    print(f"{len(pairs)} pairs, {time.perf_counter() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
