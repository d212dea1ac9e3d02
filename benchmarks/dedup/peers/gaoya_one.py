"""gaoya, one document after the other: asked, then inserted.

The index tokenises at white space only, so it is handed the lower-cased words joined by spaces. Of 128 values
it picks 21 bands of 6 and checks each candidate's estimate against the threshold.
"""

# requires: gaoya==0.2.2 orjson==3.13.0

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_lines import SHINGLE, read_texts, run, split_words
from gaoya_index import make_index

if TYPE_CHECKING:
    from pathlib import Path


def find_removed(source: Path) -> set[int]:
    """The rows that are near-duplicates of an earlier one; texts shorter than a shingle stay."""
    index = make_index()
    removed = set()
    for row, text in enumerate(read_texts(source)):
        words = split_words(text)
        if len(words) < SHINGLE:
            continue
        joined = " ".join(words)
        if index.query(joined):
            removed.add(row)
        else:
            index.insert_document(row, joined)
    return removed


if __name__ == "__main__":
    run(find_removed)
