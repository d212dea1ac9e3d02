"""JSON lines to documents: a record a line, each judged on its own.

A line is never held when it is longer than the limit, and nothing in a line (bad bytes, deep nesting,
endless numbers, a list where an object should be) reaches further than that line.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from compare.corpus.drafts import Draft
from compare.corpus.metadata import find_published, find_title, fold_title, read_iso_date
from compare.corpus.open import read_bounded, too_large
from compare.corpus.records import find_field, find_label, find_text, parse_record, tell_repeated
from compare.errors import InputError, RecordError
from compare.text.decode import Decoded, decode_bytes, decode_utf8, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from compare.corpus.open import ByteStream, Entry
    from compare.settings import ReadSettings

_TITLES = ("title", "headline")
_DATES = ("date", "published", "published_at")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file, from 1, the byte it starts at, and its bytes (None when they are too many)."""

    number: int
    offset: int
    data: bytes | None


def read_records(stream: ByteStream, entry: Entry, settings: ReadSettings) -> Iterator[Draft | RecordError]:
    """Each record of the stream: a document in the making, or why it is none. Blank lines are passed over."""
    pieces, encoding = _open_pieces(stream, entry, settings)
    for line in _join_lines(pieces, settings.max_doc_bytes):
        if line.data is None:
            yield RecordError(entry.path, line.number, too_large(settings.max_doc_bytes))
        elif line.data.removeprefix(BOM_UTF8).strip():
            try:
                yield _read_record(line, line.data, encoding, entry, settings)
            except RecordError as error:
                yield error


def _open_pieces(
    stream: ByteStream, entry: Entry, settings: ReadSettings
) -> tuple[Iterable[bytes], str | None]:
    """The stream cut behind each newline, and the charset of the pieces (None is UTF-8).

    What is written in two or four bytes a character cannot be cut so: it is read whole and made UTF-8.
    """
    limit = settings.max_doc_bytes
    pieces = iter(partial(stream.readline, limit + 1), b"")
    first = next(pieces, b"")
    if not is_wide(first, encoding=settings.encoding):
        return chain([first], pieces), settings.encoding
    data = first + read_bounded(stream, max(0, limit - len(first)), entry.path)
    text = decode_bytes(data, encoding=settings.encoding).text
    return iter(BytesIO(text.encode("utf-8", "surrogatepass")).readline, b""), None


def _join_lines(pieces: Iterable[bytes], limit: int) -> Iterator[_Line]:
    """The lines; a piece without a newline at its end is part of a line over the limit, or the last."""
    number, offset, start, fits = 1, 0, 0, True
    for piece in pieces:
        fits = fits and len(piece.removesuffix(b"\n")) <= limit
        offset += len(piece)
        if piece.endswith(b"\n") or fits:
            yield _Line(number, start, piece if fits else None)
            number, start, fits = number + 1, offset, True
    if not fits:
        yield _Line(number, start, None)


def _read_record(
    line: _Line, data: bytes, encoding: str | None, entry: Entry, settings: ReadSettings
) -> Draft:
    decoded = _decode(data, line, encoding, entry.path)
    record, repeated = parse_record(decoded.text, entry.path, line.number)
    text = find_text(record, entry.path, line.number, settings)
    notices = [decoded.notice] if decoded.notice else []
    if repeated:
        notices.append(f"line {line.number}: {tell_repeated(repeated)}")
    return Draft(
        id=find_label(record, settings.id) or f"{entry.path}:{line.number}",
        text=text,
        path=entry.path,
        source=find_label(record, settings.source) or entry.source,
        line=line.number,
        title=_title_of(record) or find_title(text),
        published=_date_of(record) or find_published(text),
        notice="; ".join(notices) or None,
    )


def _decode(data: bytes, line: _Line, encoding: str | None, path: str) -> Decoded:
    """The text of a line; a bad byte does not make it another charset than its neighbours."""
    if encoding is None:
        return decode_utf8(data, offset=line.offset)
    try:
        return decode_bytes(data, encoding=encoding)
    except InputError as error:
        raise RecordError(path, line.number, str(error)) from error


def _title_of(record: dict[str, object]) -> str | None:
    titles = (find_field(record, name) for name in _TITLES)
    return next((fold_title(title) for title in titles if isinstance(title, str) and title.strip()), None)


def _date_of(record: dict[str, object]) -> date | None:
    values = (find_field(record, name) for name in _DATES)
    dates = (read_iso_date(value) for value in values if isinstance(value, str))
    return next((found for found in dates if found), None)
