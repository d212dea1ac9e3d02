"""rensa, CMinHashDeduplicator: shingles in, flags of the documents to keep out."""

# requires: rensa==0.5.0 orjson==3.13.0

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_lines import NUM_PERM, THRESHOLD, make_shingles, read_texts, run, split_batches
from rensa import CMinHashDeduplicator

if TYPE_CHECKING:
    from pathlib import Path

BATCH = 1000
"""Documents handed over at once, so that their shingles need not all be in memory."""


def find_removed(source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one."""
    deduplicator = CMinHashDeduplicator(threshold=THRESHOLD, num_perm=NUM_PERM)
    removed = set()
    for batch in split_batches(enumerate(map(make_shingles, read_texts(source))), BATCH):
        entries = [(str(row), shingles) for row, shingles in batch if shingles]
        kept = deduplicator.add_pairs(entries)
        removed.update(int(key) for (key, _), keep in zip(entries, kept, strict=True) if not keep)
    return removed


if __name__ == "__main__":
    run(find_removed)
