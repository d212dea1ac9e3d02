"""Furniture set aside: the lines of all rows are counted by source, and the rule sees texts without them."""

from __future__ import annotations

from array import array
from itertools import chain, repeat
from typing import TYPE_CHECKING

from compare.corpus.rows import reading_again
from compare.dedup.furniture import FurnitureLine, FurnitureTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.corpus.rows import Rows


def set_aside_furniture(rows: Rows, *, threads: int) -> FurnitureTable:
    """Freeze the table of furniture of rows whose lines were collected."""
    numbers: dict[str, int] = {}
    sources = array("I", (numbers.setdefault(name, len(numbers)) for name in _name_sources(rows)))
    with reading_again(rows.sources):
        found, changed = rows.table.set_aside(sources=sources.tobytes(), load=rows.load, threads=threads)
    names = list(numbers)
    lines = (
        FurnitureLine(names[source], line.decode("utf-8", "surrogatepass"), documents, texts)
        for source, line, documents, texts in found
    )
    return FurnitureTable(tuple(sorted(lines)), changed)


def strip_furniture(text: str, source: str, table: FurnitureTable) -> str:
    """A text of a source as the rule sees it."""
    from compare.kernels.plain_furniture import strip_lines  # noqa: PLC0415 - loads what few runs need

    return strip_lines(text, {one.line for one in table.lines if one.source == source})


def _name_sources(rows: Rows) -> Iterable[str]:
    """The source of each row."""
    if rows.read.source:
        return map(rows.source_of, range(len(rows.table)))
    return chain.from_iterable(_name_inputs(rows))


def _name_inputs(rows: Rows) -> Iterator[Iterable[str]]:
    for source, span in rows.spans():
        if source.by_entry:
            yield (entry.source for entry in source.entries)
        else:
            yield repeat(source.entries[0].source, len(span))
