"""The inputs of a run, opened one after the other as files of JSON lines."""

from __future__ import annotations

import os
import stat
from itertools import chain
from typing import TYPE_CHECKING

from compare.corpus.forms import Form, find_columns, form_of
from compare.corpus.open import (
    STDIN_NAME,
    UnreadableError,
    check_unchanged,
    explain_error,
    explain_names,
    open_file,
    too_large,
)
from compare.corpus.pipes import open_pipe
from compare.corpus.seen import Seen
from compare.corpus.source import PlainSource, is_foreign
from compare.corpus.spool import Spool
from compare.corpus.spooled import Reading, SpooledSource, TextsSource
from compare.corpus.stored import StoredSpool
from compare.corpus.suffixes import (
    HTML_SUFFIXES,
    READ_SUFFIXES,
    TEXT_SUFFIXES,
    explain_suffix,
)
from compare.corpus.unpack import PART_READ, find_packing, unpack
from compare.errors import InputError
from compare.text.decode import decode_bytes, has_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from compare.corpus.log import Log
    from compare.corpus.open import Entry
    from compare.corpus.source import Source
    from compare.settings import ReadSettings

_PIECE = 1 << 20  # bytes read at a time
_HEAD = 1 << 16  # bytes in which the first character that is no blank is looked for
_MARK = 4  # bytes of the longest byte-order mark


class Inputs:
    """Opens inputs; a spool, where one needs it, in *folder*."""

    def __init__(
        self,
        settings: ReadSettings,
        folder: Path,
        stdin: BinaryIO | None,
        log: Log,
        *,
        dates: Sequence[str] = (),
    ) -> None:
        self._reading = Reading(settings, log)
        self._settings, self._log = self._reading
        self._folder = folder
        self._stdin = stdin
        self._dates = dates
        """The fields of a record in which its date is looked for."""
        self.seen: list[Seen] = []
        """What is known of each input that was opened."""
        self.compared_with: list[Seen] = []
        """The same of what is only compared with."""
        self._noted = self.seen

    def open_others(self, entries: Sequence[Entry], first: int) -> Iterator[Source]:
        """What is only compared with, opened once all inputs were; it is numbered from *first* on."""
        self._noted = self.compared_with
        yield from self.open(entries, first=first)

    def open(self, entries: Sequence[Entry], *, first: int = 0) -> Iterator[Source]:
        """Each input that can be opened; texts that follow one another are one source.

        They are numbered from *first* on.
        """
        texts: TextsSource | None = None
        for number, entry in enumerate(entries, first):
            if note := explain_names(entry):
                self._log.note(entry.path, None, note, number)
            try:
                opened = self._open(number, entry)
                if isinstance(opened, bytes):
                    texts = texts or TextsSource(number, Spool(self._folder), self._reading)
                    texts.add(opened, entry)
                    continue
            except UnreadableError as error:
                self._log.skip(error, number)
                continue
            except InputError as error:
                self._log.skip(UnreadableError(entry.path, str(error)), number)
                continue
            if texts:
                yield texts
                texts = None
            yield opened
        if texts:
            yield texts

    def _open(self, number: int, entry: Entry) -> Source | bytes:
        """The source that an input is, or the bytes of one text."""
        if reason := explain_suffix(entry.unpacked_suffix):
            raise UnreadableError(entry.path, reason)
        file, status = self._open_bytes(entry)
        seen = Seen(entry, status)
        self._noted.append(seen)
        form = self._find_plain(entry, file) if status is not None else None
        if status is not None and form:
            return self._wrap(PlainSource(number, file, status, seen), form)
        return self._open_stream(number, file, seen)

    def _find_plain(self, entry: Entry, file: BinaryIO) -> Form | None:
        """The form of a file that can be read where it lies: not packed, of text UTF-8 without a mark."""
        try:
            head = os.pread(file.fileno(), _HEAD, 0)
        except OSError as error:
            file.close()
            raise UnreadableError(entry.path, explain_error(error)) from error
        if _packing_of(head, entry):
            return None
        form = self._find_form(entry, head)
        is_text = form is not None and not form.is_columns
        return None if is_text and (has_mark(head) or is_foreign(self._settings)) else form

    def _open_stream(self, number: int, file: BinaryIO, seen: Seen) -> Source | bytes:
        entry = seen.entry
        pieces = _read_pieces(file, seen)
        head = _read_head(pieces)
        pieces = chain([head], pieces)
        form = self._find_form(entry, head[:_HEAD])
        if form is None:
            return _join(pieces, self._settings.max_doc_bytes, entry)
        if form.is_columns:
            return self._wrap(StoredSpool(number, entry, self._fill_spool(pieces)), form)
        spooled = SpooledSource(number, entry, pieces, Spool(self._folder), self._reading)
        return self._wrap(spooled, form)

    def _fill_spool(self, pieces: Iterable[bytes]) -> Spool:
        """All the bytes of an input of which a part is none."""
        spool = Spool(self._folder)
        try:
            for piece in pieces:
                spool.write(piece)
        except UnreadableError as error:
            spool.close()
            raise UnreadableError(error.path, error.reason.removesuffix(PART_READ)) from error
        return spool

    def _wrap(self, stored: PlainSource | SpooledSource | StoredSpool, form: Form) -> Source:
        """The source of a form that bytes are."""
        if not isinstance(stored, StoredSpool) and (isinstance(stored, SpooledSource) or not form.is_columns):
            if not form.is_table:
                return stored
            from compare.corpus.table_source import TableSource  # noqa: PLC0415 - most inputs are no tables

            return TableSource(stored, form, self._reading)
        from compare.corpus.column_source import ColumnSource  # noqa: PLC0415 - loads numpy, and pyarrow if it is there

        spool = Spool(self._folder)
        try:
            return ColumnSource(stored, form, spool, self._reading, self._dates)
        except BaseException:
            spool.close()
            stored.close()
            raise

    def _open_bytes(self, entry: Entry) -> tuple[BinaryIO, os.stat_result | None]:
        """The bytes of an input, and what it is like if it is a file."""
        if entry.path == STDIN_NAME:
            return self._open_stdin(entry)
        pipe = open_pipe(entry)
        return (pipe, None) if pipe else open_file(entry)

    def _open_stdin(self, entry: Entry) -> tuple[BinaryIO, os.stat_result | None]:
        """Standard input, and what it is like if it is a file that can be read as any other."""
        if self._stdin is None:
            raise UnreadableError(entry.path, "standard input is closed")
        try:
            fd = self._stdin.fileno()
            status = os.fstat(fd)
            if stat.S_ISREG(status.st_mode) and os.lseek(fd, 0, os.SEEK_CUR) == 0:
                return os.fdopen(os.dup(fd), "rb"), status
        except (OSError, ValueError):  # such as io.UnsupportedOperation: bytes in memory
            pass
        return self._stdin, None

    def _find_form(self, entry: Entry, head: bytes) -> Form | None:
        """The form of an input by its name, else by its first bytes; None of a text or page."""
        suffix = entry.unpacked_suffix
        if suffix in (*TEXT_SUFFIXES, *HTML_SUFFIXES):
            return None
        if suffix in READ_SUFFIXES:
            return form_of(entry.place)
        if not head.strip():
            return Form.LINES
        text = decode_bytes(head, encoding=self._settings.encoding).text
        return find_columns(head) or (Form.LINES if text.lstrip().startswith("{") else None)


def _packing_of(head: bytes, entry: Entry) -> str:
    """How the bytes are packed: as the name says, else, as with a pipe, as they begin."""
    if entry.unpacked_suffix in READ_SUFFIXES:
        return entry.packing
    return entry.packing or find_packing(head)


def _read_pieces(file: BinaryIO, seen: Seen) -> Iterator[bytes]:
    """The unpacked bytes of an input, a piece at a time; an error at the end if it changed meanwhile."""
    entry = seen.entry
    try:
        stream = _Peeked(file, seen)
        packing = _packing_of(stream.head, entry)
        yield from unpack(stream, packing, entry.path) if packing else iter(lambda: stream.read(_PIECE), b"")
        if seen.status is not None:
            check_unchanged(entry, seen.status, os.fstat(file.fileno()))
    except OSError as error:
        raise UnreadableError(entry.path, explain_error(error)) from error
    finally:
        if seen.status is not None or entry.path != STDIN_NAME:
            file.close()


def _read_head(pieces: Iterator[bytes]) -> bytes:
    """The first pieces: as many as it takes to tell what they are the beginning of."""
    head = b""
    for piece in pieces:  # of packed data the first ones may be empty
        head += piece
        if len(head) >= _HEAD or (len(head) >= _MARK and head.strip()):
            break
    return head


def _join(pieces: Iterable[bytes], limit: int, entry: Entry) -> bytes:
    """All the bytes, which must be no more than *limit*."""
    joined = bytearray()
    for piece in pieces:
        joined += piece
        if len(joined) > limit:
            raise UnreadableError(entry.path, too_large(limit))
    return bytes(joined)


class _Peeked:
    """A stream whose head was looked at and is read again; what is read of it is counted."""

    def __init__(self, stream: BinaryIO, seen: Seen) -> None:
        self.head = stream.read(_HEAD)
        self._first = self.head
        self._rest = stream
        self._seen = seen

    def read(self, size: int, /) -> bytes:
        """Up to *size* bytes, none at the end."""
        data, self._first = self._first[:size], self._first[size:]
        data = data or self._rest.read(size)
        self._seen.take(data)
        return data
