"""gaoya, in bulk: all documents inserted, then all asked, by as many threads as there are cores.

Settings as in gaoya_one.py. Of each group found the first document is kept.
"""

# requires: gaoya==0.2.2 orjson==3.13.0

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_lines import SHINGLE, choose_first, read_texts, run, split_words
from gaoya_index import make_index

if TYPE_CHECKING:
    from pathlib import Path


def find_removed(source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one; texts shorter than a shingle stay."""
    index = make_index()
    words = enumerate(map(split_words, read_texts(source)))
    texts = {row: " ".join(found) for row, found in words if len(found) >= SHINGLE}
    rows, joined = list(texts), list(texts.values())
    index.par_bulk_insert_docs(rows, joined)
    return choose_first(zip(rows, index.par_bulk_query(joined), strict=True))


if __name__ == "__main__":
    run(find_removed)
