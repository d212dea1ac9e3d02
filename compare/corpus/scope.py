"""Which rows are compared with which: the sources of rows as numbers, and where --against begins."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.corpus.rows import Rows
    from compare.settings import DedupSettings


def limit_rows(rows: Rows, settings: DedupSettings) -> None:
    """Tell the table which rows may be duplicates of each other."""
    sources = "same" if settings.within else "different" if settings.across else "any"
    source_of = b"" if sources == "any" else _number_sources(rows)
    rows.table.limit(sources=sources, source_of=source_of, inputs=rows.count)


def _number_sources(rows: Rows) -> bytes:
    """For each row a number of 32 bits that rows of its source have in common."""
    numbers: dict[str, int] = {}
    names = map(rows.source_of, range(len(rows.table)))
    return array("I", (numbers.setdefault(name, len(numbers)) for name in names)).tobytes()
