"""Fields and sources that the settings name and no record has: slips, mostly, which change what stays."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from compare.corpus.dates import find_dates
from compare.settings import DATE_FIELDS, KEEP_NEWEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.corpus.rows import Rows
    from compare.settings import DedupSettings

_LISTED = 5  # names that are listed where none is like the one asked for
_LOOKED_AT = 1000  # names among which one like it is looked for
_LENGTH = 40  # characters of a name that are shown


def note_absent(rows: Rows, settings: DedupSettings) -> None:
    """Note each such name, and the nearest one that there is."""
    some = next((row for row in range(rows.count) if row not in rows.skipped_rows), None)
    if some is None:  # nothing was read that could have them
        return
    for option, names, effect in _find_fields(rows, settings):
        wanted = " or ".join(map(repr, names))
        near = _name_nearest(names[0], _list_fields(rows.record(some)))
        rows.log.note(option, None, f"no record has the field {wanted}, so {effect}{near}")
    _note_sources(rows, settings.sources)


def _find_fields(rows: Rows, settings: DedupSettings) -> Iterator[tuple[str, Sequence[str], str]]:
    """The option for each field that no record has, the names of the field, and what comes of it."""
    if rows.read.id and not _is_found(rows, "id"):
        yield "--id", [rows.read.id], "records go by path and line"
    if rows.read.source and not _is_found(rows, "source"):
        yield "--source", [rows.read.source], "the folder or file is the source"
    if settings.keep == KEEP_NEWEST and not any(find_dates(rows, settings)):
        names = [settings.date] if settings.date else DATE_FIELDS
        yield "--date" if settings.date else "--keep newest", names, "of equals the first one stays"


def _note_sources(rows: Rows, names: Sequence[str]) -> None:
    """Note each source that no record is of."""
    absent, there = dict.fromkeys(names), dict[str, None]()
    for row in range(rows.count):
        if not absent:
            return
        there[rows.source_of(row)] = None
        absent.pop(rows.source_of(row), None)
    for name in absent:
        rows.log.note(
            "--keep source", None, f"no record is of the source {name!r}{_name_nearest(name, there)}"
        )


def _is_found(rows: Rows, which: str) -> bool:
    return any(rows.label(row, which) is not None for row in range(rows.count))


def _list_fields(record: dict[str, object]) -> Iterator[str]:
    """The fields of a record, and those of the objects in them."""
    for name, value in record.items():
        yield name
        if isinstance(value, dict):
            yield from (f"{name}.{inner}" for inner in value)


def _name_nearest(name: str, others: Iterable[str]) -> str:
    """The name that is most like another, else the first few there are."""
    from difflib import get_close_matches  # noqa: PLC0415 - a rare need

    names = [other[:_LENGTH] for other in islice(others, _LOOKED_AT)]
    if near := get_close_matches(name, names, n=1):
        return f"; the nearest is {near[0]!r}"
    return f"; there are {', '.join(map(repr, names[:_LISTED]))}" if names else ""
