"""A table for a run: the settings in the words of the kernels."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compare.kernels import Table
from compare.settings import DATE_FIELDS, KEEP_NEWEST, Ignore, Level, Match
from compare.sketch.lsh import Bands, choose_bands

if TYPE_CHECKING:
    from compare.settings import DedupSettings, ReadSettings

_ONE_BAND = Bands(1, 1)  # what a table must have where nobody asks for near duplicates


def plan_bands(settings: DedupSettings) -> Bands | None:
    """How signatures are cut, if near duplicates are asked for."""
    if settings.level is not Level.DOCUMENT or Match.NEAR not in settings.match:
        return None
    return choose_bands(settings.num_perm, settings.threshold)


def make_table(settings: DedupSettings, read: ReadSettings, key: tuple[int, int] | None = None) -> Table:
    """An empty table; the key of its verification is random unless given, and nothing found depends on it."""
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
        key=key or (int.from_bytes(os.urandom(8), "little"), int.from_bytes(os.urandom(8), "little")),
        inside=Match.INSIDE in settings.match,
        text_fields=read.text,
        id_field=read.id or "",
        source_field=read.source or "",
        date_field=date_field(settings),
        max_line=read.max_doc_bytes,
        guard=_list_guard_words() if settings.guard else (),
        lines=settings.ignore is Ignore.FURNITURE,
    )


def _list_guard_words() -> list[tuple[str, int]]:
    from compare.dedup.guard_words import GUARD_WORDS  # noqa: PLC0415 - loads what few runs need

    return [(word, int(kind)) for word, kind in GUARD_WORDS.items()]


def date_field(settings: DedupSettings) -> str:
    """The field of a record that holds its date, where the keep order asks for it."""
    return next(iter(date_fields(settings)), "")


def date_fields(settings: DedupSettings) -> tuple[str, ...]:
    """The fields in which a date is looked for, one after the other."""
    if settings.keep != KEEP_NEWEST:
        return ()
    return (settings.date,) if settings.date else DATE_FIELDS
