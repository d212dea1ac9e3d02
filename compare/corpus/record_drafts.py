"""Records to documents in the making: their text, and the fields that name, date and place it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.corpus.drafts import Draft
from compare.corpus.metadata import find_published, find_title, fold_title, read_iso_date
from compare.corpus.records import find_field, find_label, find_text

if TYPE_CHECKING:
    from datetime import date

    from compare.corpus.open import Entry
    from compare.settings import ReadSettings

TITLES = ("title", "headline")
DATES = ("date", "published", "published_at")


def draft_record(
    record: dict[str, object],
    number: int,
    entry: Entry,
    settings: ReadSettings,
    *,
    notice: str | None = None,
) -> Draft:
    """The document that a record holds; *number* is that of its line or row.

    Raises:
        RecordError: it has no text.
    """
    text = find_text(record, entry.path, number, settings)
    return Draft(
        id=find_label(record, settings.id) or f"{entry.path}:{number}",
        text=text,
        path=entry.path,
        source=find_label(record, settings.source) or entry.source,
        line=number,
        title=_title_of(record) or find_title(text),
        published=_date_of(record) or find_published(text),
        notice=notice,
    )


def _title_of(record: dict[str, object]) -> str | None:
    titles = (find_field(record, name) for name in TITLES)
    return next((fold_title(title) for title in titles if isinstance(title, str) and title.strip()), None)


def _date_of(record: dict[str, object]) -> date | None:
    values = (find_field(record, name) for name in DATES)
    dates = (read_iso_date(value) for value in values if isinstance(value, str))
    return next((found for found in dates if found), None)
