"""What the runners of rensa's two deduplicators share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from corpus_lines import make_shingles, read_texts, split_batches

if TYPE_CHECKING:
    from pathlib import Path

BATCH = 1000
"""Documents handed over at once, so that their shingles need not all be in memory."""


class Deduplicator(Protocol):
    """Shingles in, flags of the documents to keep out."""

    def add_pairs(self, entries: list[tuple[str, list[str]]]) -> list[bool]:
        """Whether each document, by its key, is kept."""


def find_removed_by(deduplicator: Deduplicator, source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one."""
    removed: set[int] = set()
    for batch in split_batches(enumerate(map(make_shingles, read_texts(source))), BATCH):
        entries = [(str(row), shingles) for row, shingles in batch if shingles]
        kept = deduplicator.add_pairs(entries)
        removed.update(int(key) for (key, _), keep in zip(entries, kept, strict=True) if not keep)
    return removed
