"""The dates of records, by which the newest stays."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compare.corpus.records import find_field
from compare.dedup.order import rank_dates
from compare.settings import DATE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.corpus.rows import Rows
    from compare.settings import DedupSettings

_SHOWN = 40  # characters of a date that cannot be read
_READ = "ISO 8601 (such as 2024-05-31 or 2024-05-31T12:00:00Z)"


def rank_by_date(rows: Rows, settings: DedupSettings) -> bytes:
    """The ranks of the rows, the newest first; dates that cannot be read are named."""
    ranks, unread = rank_dates(find_dates(rows, settings))
    _tell_unread(rows, settings, unread)
    return ranks


def find_dates(rows: Rows, settings: DedupSettings, first: int = 0) -> Iterator[str | None]:
    """What each row from *first* on has in the place of its date; None where that is nothing."""
    others = () if settings.date else DATE_FIELDS[1:]
    for row in range(first, len(rows.table)):
        value = rows.value(row, "date")
        if value is None and others and row not in rows.skipped_rows and not rows.is_column(row):
            record = rows.record(row)
            value = next(filter(None, (find_field(record, name) for name in others)), None)
        yield None if value is None else str(value).strip()


def _tell_unread(rows: Rows, settings: DedupSettings, unread: Sequence[int]) -> None:
    """Name for each input the first date that cannot be read, and say how many more there are."""
    for source, span in rows.spans():
        first, end = bisect_left(unread, span.start), bisect_left(unread, span.stop)
        if first == end:
            continue
        line = rows.table.place(unread[first])[3]
        date = next(find_dates(rows, settings, unread[first])) or ""
        more = f", as with {end - first - 1:,} more in this file" if end - first > 1 else ""
        notice = f"the date {date[:_SHOWN]!r} is not {_READ} and counts as none{more}"
        rows.log.note(source.entry(line).path, line, notice, source.number)
