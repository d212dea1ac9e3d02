"""The keep order: which of two duplicates stands first, and so stays."""

from __future__ import annotations

import re
from array import array
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LAST = 2**64 - 1  # the rank of what has no date
_START = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FRACTION = re.compile(r"([.,]\d{6})\d{1,12}")  # more digits than a datetime holds


def rank_sources(names: Iterable[str], first: Sequence[str]) -> bytes:
    """The ranks of rows by the names of their sources: those of *first* in its order, then all others."""
    places = {name: place for place, name in reversed(list(enumerate(first)))}
    return array("Q", (places.get(name, len(first)) for name in names)).tobytes()


def rank_dates(dates: Iterable[str | None]) -> tuple[bytes, array[int]]:
    """The ranks of rows by their dates in ISO 8601: newest first, last those without one.

    And which of these have something in its place that cannot be read.
    """
    known: dict[str | None, int] = {}
    ranks, unread = array("Q"), array("I")
    for row, text in enumerate(dates):
        rank = known.get(text)
        if rank is None:
            rank = known[text] = _rank_date(text)
        if rank == _LAST and text:
            unread.append(row)
        ranks.append(rank)
    return ranks.tobytes(), unread


def _rank_date(text: str | None) -> int:
    moment = read_moment(text) if text else None
    return _LAST if moment is None else _LAST - 1 - (moment - _START) // _MICROSECOND


def read_moment(text: str) -> datetime | None:
    """The moment that a date in ISO 8601 names: midnight without a time, UTC without a zone."""
    text = _FRACTION.sub(r"\1", text.strip())
    try:
        moment = datetime.fromisoformat(text)
        # A day before or behind the years that there are, once it is in UTC:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
