"""FastSketchLSH: sketches in batches, one LSH over the matrix, candidates of the flagged rows.

The library flags both sides of a pair; of these the first is kept: a row goes when an earlier kept candidate
agrees with it in at least as many values of the sketch as the threshold says.
"""

# requires: FastSketchLSH==1.0.1 orjson==3.13.0

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from corpus_lines import NUM_PERM, THRESHOLD, choose_first, make_shingles, read_texts, run, split_batches
from FastSketchLSH import LSH, FastSimilaritySketch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BATCH = 1000
"""Documents sketched at once, so that their shingles need not all be in memory."""
BANDS = 16
"""As in the library's own example."""


def sketch_rows(source: Path) -> np.ndarray:
    """One sketch a row; a row without words gets a sketch of its own."""
    sketcher = FastSimilaritySketch(size=NUM_PERM)
    parts = []
    named = ((make_shingles(text) or [f"\n{row}"]) for row, text in enumerate(read_texts(source)))
    for batch in split_batches(named, BATCH):
        sketches = np.asarray(sketcher.batch(batch), dtype=np.uint64)
        parts.append(sketches)
    return np.concatenate(parts)


def verify(
    matrix: np.ndarray, rows: np.ndarray, flat: np.ndarray, ends: np.ndarray
) -> Iterator[tuple[int, list[int]]]:
    """Each row with those of its candidates that agree with it in enough values."""
    for place, row in enumerate(rows):
        others = np.asarray(flat[int(ends[place]) : int(ends[place + 1])], dtype=np.int64)
        agreement = (matrix[others] == matrix[row]).mean(axis=1)
        yield int(row), others[agreement >= THRESHOLD].tolist()


def find_removed(source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one."""
    matrix = sketch_rows(source)
    index = LSH(num_perm=NUM_PERM, num_bands=BANDS)
    rows = np.flatnonzero(index.insert_and_query_duplicates(matrix))
    flat, ends = index.query(np.ascontiguousarray(matrix[rows]), format="csr")
    return choose_first(verify(matrix, rows, flat, ends))


if __name__ == "__main__":
    run(find_removed)
