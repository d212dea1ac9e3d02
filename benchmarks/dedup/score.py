"""What a run did, against the exact truth: `score.py CORPUS.jsonl KEPT.jsonl PAIRS.bin [--threshold 0.8]`.

PAIRS.bin holds every pair of documents with Jaccard 0.5 or more, as truth.py writes it: records of two row
numbers (u4) and the similarity (f4). A document is known by its id, d and its row number; rows past the end
of the corpus (of a corpus cut short) are left out. Printed as JSON:

- covered: the share of pairs at the threshold or above of which at least one side was removed;
- unjustified: documents removed though no kept document is that similar to them.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np

PAIR = np.dtype([("a", "<u4"), ("b", "<u4"), ("j", "<f4")])
IDENTIFIER = re.compile(rb'"id": ?"d(\d+)"')
SLACK = 1e-6
"""The truth holds similarities as 32-bit floats."""


def read_kept(path: Path, documents: int) -> np.ndarray:
    """Which documents are kept, by row."""
    kept = np.zeros(documents, bool)
    with path.open("rb") as lines:
        for line in lines:
            if found := IDENTIFIER.search(line):
                kept[int(found[1])] = True
    return kept


def find_best(pairs: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """The highest similarity of each document to a kept one."""
    best = np.zeros(len(kept), "<f4")
    for one, other in (("a", "b"), ("b", "a")):
        held = kept[pairs[other]]
        np.maximum.at(best, pairs[one][held], pairs["j"][held])
    return best


def score(kept: np.ndarray, pairs: np.ndarray, threshold: float) -> dict[str, float]:
    """The figures of one run."""
    least = threshold - SLACK
    near = pairs[pairs["j"] >= least]
    leaks = int((kept[near["a"]] & kept[near["b"]]).sum())
    return {
        "kept": int(kept.sum()),
        "removed": int((~kept).sum()),
        "pairs": len(near),
        "covered": round(1 - leaks / max(len(near), 1), 5),
        "unjustified": int((~kept & (find_best(pairs, kept) < least)).sum()),
    }


def main() -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("kept", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--threshold", type=float, default=0.8)
    arguments = parser.parse_args()
    with arguments.corpus.open("rb") as lines:
        documents = sum(1 for _ in lines)
    pairs = np.fromfile(arguments.pairs, PAIR)
    pairs = pairs[np.maximum(pairs["a"], pairs["b"]) < documents]
    print(json.dumps(score(read_kept(arguments.kept, documents), pairs, arguments.threshold)))


if __name__ == "__main__":
    main()
