"""Plain text, Markdown and HTML files to documents: one file, one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.corpus.drafts import Draft
from compare.corpus.metadata import find_published, find_title, fold_title, read_iso_date, split_front_matter
from compare.corpus.open import UnreadableError
from compare.corpus.suffixes import HTML_SUFFIXES
from compare.text.decode import Decoded, decode_bytes, looks_binary

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.corpus.open import Entry
    from compare.settings import ReadSettings

_BINARY = "binary: it holds NUL bytes; if it is text, name its charset with --encoding"


def read_text(data: bytes, entry: Entry, settings: ReadSettings) -> Draft:
    """The document that the bytes of a text file hold."""
    if entry.unpacked_suffix in HTML_SUFFIXES:
        return _read_html(data, entry, settings)
    decoded = _decode(data, entry, settings, decode_bytes)
    fields, body = split_front_matter(decoded.text)
    return Draft(
        id=entry.path,
        text=decoded.text,
        path=entry.path,
        source=entry.source,
        title=fold_title(fields.get("title", "")) or find_title(body),
        published=read_iso_date(fields.get("date", "")) or find_published(body),
        notice=decoded.notice,
    )


def decode_text(data: bytes, entry: Entry, settings: ReadSettings, suffix: str) -> tuple[str, str | None]:
    """The text alone of a text file or page with such a *suffix*, and the notice on how it was decoded."""
    if suffix not in HTML_SUFFIXES:
        decoded = _decode(data, entry, settings, decode_bytes)
        return decoded.text, decoded.notice
    from compare.corpus.html import decode_page, read_page  # noqa: PLC0415 - most corpora hold no page

    decoded = _decode(data, entry, settings, decode_page)
    return read_page(decoded.text).text, decoded.notice


def _read_html(data: bytes, entry: Entry, settings: ReadSettings) -> Draft:
    from compare.corpus.html import decode_page, read_page  # noqa: PLC0415 - most corpora hold no page

    decoded = _decode(data, entry, settings, decode_page)
    page = read_page(decoded.text)
    return Draft(
        id=entry.path,
        text=page.text,
        path=entry.path,
        source=entry.source,
        title=page.title,
        published=page.published,
        notice=decoded.notice,
    )


def _decode(data: bytes, entry: Entry, settings: ReadSettings, decode: Callable[..., Decoded]) -> Decoded:
    if settings.encoding is None and looks_binary(data):
        raise UnreadableError(entry.path, _BINARY)
    return decode(data, encoding=settings.encoding)
