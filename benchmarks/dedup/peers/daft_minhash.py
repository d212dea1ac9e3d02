"""Daft: reads, normalises and sketches; bands and components by hand with numpy, as Daft has neither.

Bands are 9 x 13, which datasketch's optimum is for 0.8. Every component of documents that share a band keeps
its first document. Daft writes folders of many files, so the kept lines are copied.
"""

# requires: daft==0.7.26 numpy==2.4.6

from __future__ import annotations

from typing import TYPE_CHECKING

import daft
import numpy as np
from corpus_lines import NUM_PERM, SHINGLE, run
from daft.functions import lower, minhash, regexp_replace

if TYPE_CHECKING:
    from pathlib import Path

BANDS = 9
ROWS = 13


def sketch_rows(source: Path) -> tuple[np.ndarray, np.ndarray]:
    """The signatures, one a row, and which rows have words."""
    words = regexp_replace(lower(daft.col("text")), r"\W+", " ").strip()
    frame = daft.read_json(str(source)).select(words.alias("words"))
    sketch = minhash(daft.col("words"), num_hashes=NUM_PERM, ngram_size=SHINGLE, hash_function="xxhash3_64")
    table = frame.select(sketch.alias("sketch"), (daft.col("words") != "").alias("wordy")).to_arrow()
    values = table["sketch"].combine_chunks().flatten().to_numpy()
    return values.reshape(-1, NUM_PERM), table["wordy"].to_numpy()


def find_root(parents: list[int], row: int) -> int:
    """The first row of the component, with the path halved on the way."""
    while parents[row] != row:
        parents[row] = parents[parents[row]]
        row = parents[row]
    return row


def find_removed(source: Path) -> set[int]:
    """The rows that are not the first of their component."""
    sketches, wordy = sketch_rows(source)
    rows = np.flatnonzero(wordy)
    parents = list(range(len(sketches)))
    for start in range(0, BANDS * ROWS, ROWS):
        band = np.ascontiguousarray(sketches[rows, start : start + ROWS])
        keys = band.view(np.dtype((np.void, band.itemsize * ROWS))).ravel()
        _, first, group = np.unique(keys, return_index=True, return_inverse=True)
        partners = rows[first[group]]
        for row, partner in zip(
            rows[partners != rows].tolist(), partners[partners != rows].tolist(), strict=True
        ):
            left, right = sorted((find_root(parents, row), find_root(parents, partner)))
            parents[right] = left
    return {row for row, parent in enumerate(parents) if parent != row}


if __name__ == "__main__":
    run(find_removed)
