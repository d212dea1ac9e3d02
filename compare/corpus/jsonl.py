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

from compare.corpus.open import read_bounded, too_large
from compare.corpus.records import parse_record, tell_repeated
from compare.errors import InputError, RecordError
from compare.text.decode import Decoded, decode_bytes, decode_utf8, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.corpus.drafts import Draft
    from compare.corpus.open import ByteStream, Entry
    from compare.settings import ReadSettings


@dataclass(frozen=True, slots=True)
class Line:
    """Lines that are one record: the first one's number and offset, and the bytes (None: too many)."""

    number: int
    offset: int
    data: bytes | None
    size: int = 0
    """Bytes up to the next record, of a row of a table."""
    count: int = 1
    """How many lines they are."""


def read_records(stream: ByteStream, entry: Entry, settings: ReadSettings) -> Iterator[Draft | RecordError]:
    """Each record of the stream: a document in the making, or why it is none. Blank lines are passed over."""
    pieces, encoding = open_pieces(stream, entry, settings)
    for line in _join_lines(pieces, settings.max_doc_bytes):
        if line.data is None:
            yield RecordError(entry.path, line.number, too_large(settings.max_doc_bytes))
        elif line.data.removeprefix(BOM_UTF8).strip():
            try:
                yield _read_record(line, line.data, encoding, entry, settings)
            except RecordError as error:
                yield error


def open_pieces(
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


def _join_lines(pieces: Iterable[bytes], limit: int) -> Iterator[Line]:
    """The lines; a piece without a newline at its end is part of a line over the limit, or the last."""
    number, offset, start, fits = 1, 0, 0, True
    for piece in pieces:
        fits = fits and len(piece.removesuffix(b"\n")) <= limit
        offset += len(piece)
        if piece.endswith(b"\n") or fits:
            yield Line(number, start, piece if fits else None)
            number, start, fits = number + 1, offset, True
    if not fits:
        yield Line(number, start, None)


def _read_record(
    line: Line, data: bytes, encoding: str | None, entry: Entry, settings: ReadSettings
) -> Draft:
    from compare.corpus.record_drafts import draft_record  # noqa: PLC0415 - loads the rules for titles and dates, which dedup has no need of

    decoded = decode_line(data, line, encoding, entry.path)
    record, repeated = parse_record(decoded.text, entry.path, line.number)
    notices = [decoded.notice] if decoded.notice else []
    if repeated:
        notices.append(f"line {line.number}: {tell_repeated(repeated)}")
    return draft_record(record, line.number, entry, settings, notice="; ".join(notices) or None)


def decode_line(data: bytes, line: Line, encoding: str | None, path: str) -> Decoded:
    """The text of a line; a bad byte does not make it another charset than its neighbours."""
    if encoding is None:
        return decode_utf8(data, offset=line.offset)
    try:
        return decode_bytes(data, encoding=encoding)
    except InputError as error:
        raise RecordError(path, line.number, str(error)) from error
