"""A table for a run: the settings in the words of the kernels."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from compare.kernels import Table
from compare.settings import DATE_FIELDS, KEEP_NEWEST, LARGEST_DOCUMENT, Match
from compare.sketch.lsh import Bands, choose_bands

if TYPE_CHECKING:
    from compare.settings import DedupSettings, ReadSettings

_ONE_BAND = Bands(1, 1)  # what a table must have where nobody asks for near duplicates


class Tables(NamedTuple):
    """Two that differ in nothing but how long a line may be."""

    records: Table
    """The one that is filled; a line may have as many bytes as a document."""

    texts: Table
    """Scans for it lines that were made of texts within that limit: in JSON they are longer."""


def plan_bands(settings: DedupSettings) -> Bands | None:
    """How signatures are cut, if near duplicates are asked for."""
    return choose_bands(settings.num_perm, settings.threshold) if Match.NEAR in settings.match else None


def make_tables(settings: DedupSettings, read: ReadSettings) -> Tables:
    """Empty tables; the key of their verification is random, and nothing found depends on it."""
    key = (int.from_bytes(os.urandom(8), "little"), int.from_bytes(os.urandom(8), "little"))
    limits = read.max_doc_bytes, LARGEST_DOCUMENT
    return Tables(*(_make_table(settings, read, key, limit) for limit in limits))


def _make_table(settings: DedupSettings, read: ReadSettings, key: tuple[int, int], max_line: int) -> Table:
    bands = plan_bands(settings) or _ONE_BAND
    return Table(
        unit=str(settings.unit),
        size=settings.shingle_size,
        num_perm=settings.num_perm if bands is not _ONE_BAND else 1,
        seed=settings.seed,
        bands=bands.bands,
        rows=bands.rows,
        threshold=settings.threshold,
        min_tokens=settings.min_tokens,
        key=key,
        text_fields=read.text,
        id_field=read.id or "",
        source_field=read.source or "",
        date_field=date_field(settings),
        max_line=max_line,
    )


def date_field(settings: DedupSettings) -> str:
    """The field of a record that holds its date, where the keep order asks for it."""
    return (settings.date or DATE_FIELDS[0]) if settings.keep == KEEP_NEWEST else ""
