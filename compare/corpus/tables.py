"""Tables (.csv, .tsv) to documents: the first row names the fields, each further row is a record.

Quoting is that of RFC 4180: a field in quotation marks may hold separators, line ends, and a mark written
twice. A row is never held when it is longer than the limit, and what is wrong with one reaches no further.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from enum import Enum, auto
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from compare.corpus.jsonl import Line, decode_line, open_pieces
from compare.corpus.open import UnreadableError, too_large
from compare.corpus.records import explain_absent, tell_repeated
from compare.corpus.streams import Pieced
from compare.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.corpus.drafts import Draft
    from compare.corpus.open import ByteStream, Entry
    from compare.settings import ReadSettings

MOST_FIELDS = 16_384  # the columns of the widest sheet that Excel knows
SEPARATORS = {".csv": ",", ".tsv": "\t"}
_NAMES = {",": "a comma", "\t": "a tab"}
_LINE_END = b"\r\n"
_QUOTED = re.compile('([^"]*+(?:""[^"]*+)*)"(?!")')  # a field behind its opening mark
# A row with its newline. No group is repeated possessively, which Python before 3.11.5 gets wrong where it
# fails half-way; what is gone back over begins with a separator or two marks, where nothing else fits.
_ROWS = {
    sign: re.compile(
        b"FIELD(?:SEPFIELD)*\n".replace(
            b"FIELD", b'(?:"[^"]*+(?:""[^"]*+)*"(?!")[^SEP\n]*+|(?!")[^SEP\n]*+)'
        ).replace(b"SEP", sign)
    )
    for sign in (b",", b"\t")
}
UNCLOSED = "a field in quotation marks begins in this row and has no end; nothing behind it was read"
_BEHIND = "something stands between the closing quotation mark of a field and the next separator"


def read_table(stream: ByteStream, entry: Entry, settings: ReadSettings) -> Iterator[Draft | RecordError]:
    """Each row below the first: a document in the making, or why it is none. Blank lines are passed over.

    Raises:
        UnreadableError: the first row does not name a field with text.
    """
    from compare.corpus.record_drafts import draft_record  # noqa: PLC0415 - loads the rules for titles and dates, which dedup has no need of

    separator = SEPARATORS[entry.unpacked_suffix]
    pieces, encoding = open_pieces(stream, entry, settings)
    names: list[str] | None = None
    notice: str | None = None
    for row in join_rows(pieces, separator.encode(), settings.max_doc_bytes):
        try:
            fields, decoded = read_row(row, separator, encoding, entry, settings.max_doc_bytes)
            if names is None:
                names = fields
                notice = check_names(names, separator, entry, settings)
            elif fields:
                record = make_record(names, fields, entry.path, row.number)
                yield draft_record(record, row.number, entry, settings, notice=_join(notice, decoded))
                notice = None  # once a file
        except RecordError as error:
            if names is None:
                raise UnreadableError(entry.path, f"the names of its fields: {error.reason}") from error
            yield error


def cut_rows(pieces: Iterable[bytes], separator: bytes, limit: int) -> Iterator[Line]:
    """The rows of pieces that end anywhere: what `join_rows` gives, found by a pattern as far as one can."""
    row = _ROWS[separator]
    pieces = iter(pieces)
    data = next(pieces, b"")
    number, at = 1, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    before = 0  # bytes before *data*
    while True:
        while found := row.match(data, at):
            yield _cut(data[at : found.end()], number, before + at, limit)
            number, at = number + data.count(b"\n", at, found.end()), found.end()
        if len(data) - at > limit + len(_LINE_END) or (piece := next(pieces, None)) is None:
            break
        data, before, at = data[at:] + piece, before + at, 0
    rest = Pieced(chain([data[at:]], pieces))  # a row that is too long, is not closed, or has no line end
    yield from join_rows(
        iter(partial(rest.readline, limit + 1), b""), separator, limit, (number, before + at)
    )


def _cut(row: bytes, number: int, offset: int, limit: int) -> Line:
    data = row.removesuffix(b"\n").removesuffix(b"\r")
    return Line(number, offset, data if len(data) <= limit else None, len(row), row.count(b"\n"))


def join_rows(
    pieces: Iterable[bytes], separator: bytes, limit: int, place: tuple[int, int] = (1, 0)
) -> Iterator[Line]:
    """The rows; each piece ends behind a newline, or is part of a line over the limit, or the last one.

    The first one has the number and the offset of *place*.
    """
    pieces = iter(pieces)
    first = next(pieces, b"")
    start = len(BOM_UTF8) if first.startswith(BOM_UTF8) and place == (1, 0) else 0
    row = _Row(place[0], place[1] + start)
    for piece in chain([first[start:]], pieces):
        row.add(piece, separator, limit)
        if piece.endswith(b"\n") and not row.is_open:
            yield row.finish(limit)
            row = _Row(row.number + row.lines, row.offset + row.size)
    if row.size:
        yield row.finish(limit)


class _State(Enum):
    """Where in a row we are."""

    FIELD = auto()
    """Where a field begins."""
    PLAIN = auto()
    """In a field without quotation marks, or behind one with them."""
    QUOTED = auto()
    """Between quotation marks."""
    MARKED = auto()
    """Behind a quotation mark that closes a field, or is the first of two that stand for one."""


class _Row:
    """A row in the making, of which no more is held than it may have."""

    def __init__(self, number: int, offset: int) -> None:
        self.number = number
        self.offset = offset
        self.lines = 0
        self.size = 0
        self._parts: list[bytes] = []
        self._state = _State.FIELD

    @property
    def is_open(self) -> bool:
        """Whether a quotation mark was opened and not closed."""
        return self._state is _State.QUOTED

    def add(self, data: bytes, separator: bytes, limit: int) -> None:
        """Take in a line of it, or a part of one."""
        self.size += len(data)
        self.lines += data.endswith(b"\n")
        if self.size <= limit + len(_LINE_END):
            self._parts.append(data)
        else:
            self._parts.clear()
        if self.is_open or b'"' in data:
            self._state = _scan(data, separator, self._state)
        elif data:  # it may be part of a line, and end where a field begins
            self._state = _State.FIELD if data.endswith(separator) else _State.PLAIN

    def finish(self, limit: int) -> Line:
        """The row, as it is."""
        if self.is_open:
            data = b'"'  # as much of it as it takes to tell
            return Line(self.number, self.offset, data, self.size, self.lines)
        data = b"".join(self._parts).removesuffix(b"\n").removesuffix(b"\r")
        fits = bool(self._parts) and len(data) <= limit
        return Line(self.number, self.offset, data if fits else None, self.size, self.lines)


def _scan(data: bytes, separator: bytes, state: _State) -> _State:
    """Where we are behind some bytes."""
    at = 0
    while at < len(data):
        if state in {_State.FIELD, _State.MARKED}:
            state = _State.QUOTED if data.startswith(b'"', at) else _State.PLAIN
            at += state is _State.QUOTED
            continue
        found = data.find(b'"' if state is _State.QUOTED else separator, at)
        if found < 0:
            return state
        at = found + 1
        state = _State.FIELD if state is _State.PLAIN else _State.MARKED
    return state


def split_row(text: str, separator: str) -> list[str]:
    """The fields of a row, without its line end.

    Raises:
        ValueError: it is not written as RFC 4180 wants it, and how.
    """
    fields = list[str]()
    at = 0
    while at <= len(text):
        if len(fields) == MOST_FIELDS:
            msg = f"more than {MOST_FIELDS:,} fields"
            raise ValueError(msg)
        quoted = text.startswith('"', at)
        field, at = _read_quoted(text, at + 1) if quoted else _read_plain(text, at, separator)
        if at < len(text) and not text.startswith(separator, at):
            raise ValueError(_BEHIND)
        fields.append(field)
        at += 1
    return fields


def _read_plain(text: str, at: int, separator: str) -> tuple[str, int]:
    end = text.find(separator, at)
    end = len(text) if end < 0 else end
    return text[at:end], end


def _read_quoted(text: str, at: int) -> tuple[str, int]:
    """The field whose opening mark stands before *at*, and the place behind its closing one."""
    found = _QUOTED.match(text, at)
    if not found:
        raise ValueError(UNCLOSED)
    return found[1].replace('""', '"'), found.end()


def read_row(
    row: Line, separator: str, encoding: str | None, entry: Entry, limit: int
) -> tuple[list[str], str | None]:
    """The fields of a row, none of a blank one, and what should be known of how it was read."""
    if row.data is None:
        raise RecordError(entry.path, row.number, too_large(limit))
    decoded = decode_line(row.data, row, encoding, entry.path)
    try:
        fields = split_row(decoded.text, separator) if decoded.text.strip() else []
    except ValueError as error:
        raise RecordError(entry.path, row.number, str(error)) from None
    return fields, decoded.notice


def check_names(names: list[str], separator: str, entry: Entry, settings: ReadSettings) -> str | None:
    """What should be known of the names of fields, one of which must be that of the text."""
    if not {*settings.text} & {*names}:
        raise UnreadableError(
            entry.path,
            f"{explain_absent(settings.text, names)}. Its first row must name the fields, "
            f"{_NAMES[separator]} between them; the one with the text is named with --text",
        )
    repeated = [name for name, count in Counter(names).items() if count > 1]
    return tell_repeated(repeated) if repeated else None


def make_record(names: list[str], fields: list[str], path: str, number: int) -> dict[str, object]:
    """The fields of a row by their names.

    Raises:
        RecordError: they are not as many.
    """
    if len(fields) != len(names):
        reason = f"{len(fields):,} field{'s' * (len(fields) != 1)}, where the first row names {len(names):,}"
        raise RecordError(path, number, reason)
    return dict(zip(names, fields, strict=True))


def _join(*notices: str | None) -> str | None:
    return "; ".join(notice for notice in notices if notice) or None
