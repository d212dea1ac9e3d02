"""datasketch: one MinHash a document, MinHashLSH asked before each insertion.

The library picks the bands (9 x 13). Candidates count as duplicates, as in the library's own examples; the
hash is xxh32, since the default SHA-1 is slower.
"""

# requires: datasketch==2.0.0 orjson==3.13.0 xxhash==4.1.0

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_lines import NUM_PERM, THRESHOLD, make_shingles, read_texts, run
from datasketch import MinHash, MinHashLSH
from xxhash import xxh32_intdigest

if TYPE_CHECKING:
    from pathlib import Path


def hash_shingle(shingle: str) -> int:
    """The 32-bit hash of a shingle."""
    return xxh32_intdigest(shingle.encode())


def find_removed(source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one."""
    index = MinHashLSH(threshold=THRESHOLD, num_perm=NUM_PERM)
    shingles = map(make_shingles, read_texts(source))
    removed = set()
    sketches = MinHash.generator(shingles, num_perm=NUM_PERM, hashfunc=hash_shingle, scheme="affine32")
    for row, sketch in enumerate(sketches):
        if sketch.is_empty():
            continue
        if index.query(sketch):
            removed.add(row)
        else:
            index.insert(row, sketch)
    return removed


if __name__ == "__main__":
    run(find_removed)
