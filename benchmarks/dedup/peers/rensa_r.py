"""rensa, RMinHashDeduplicator: shingles in, flags of the documents to keep out."""

# requires: rensa==0.5.0 orjson==3.13.0

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_lines import NUM_PERM, THRESHOLD, run
from rensa import RMinHashDeduplicator
from rensa_batches import find_removed_by

if TYPE_CHECKING:
    from pathlib import Path


def find_removed(source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one."""
    return find_removed_by(RMinHashDeduplicator(threshold=THRESHOLD, num_perm=NUM_PERM, use_lsh=True), source)


if __name__ == "__main__":
    run(find_removed)
