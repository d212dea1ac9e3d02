"""Paths in, documents out; what cannot be read is named, never lost silently."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from compare.corpus.drafts import Draft, name_documents
from compare.corpus.jsonl import read_records
from compare.corpus.open import (
    STDIN_NAME,
    Entry,
    UnreadableError,
    explain_error,
    explain_names,
    find_inputs,
    open_entry,
    read_bounded,
    read_entry,
)
from compare.corpus.suffixes import JSONL_SUFFIXES, explain_suffix
from compare.corpus.text import read_text
from compare.errors import InputError, RecordError
from compare.model import Skipped
from compare.results import Corpus
from compare.settings import OnError
from compare.text.decode import decode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO, TypeAlias

    from compare.settings import ReadSettings

    _Item: TypeAlias = Draft | RecordError | UnreadableError

_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # bytes of white space and byte-order marks in any charset of UTF


def read_documents(paths: Sequence[str], settings: ReadSettings, *, stdin: BinaryIO | None = None) -> Corpus:
    """The documents in files, folders, globs and "-" (*stdin*), and what was skipped, both in order of path.

    Raises:
        NoInputError: no path leads to anything that can be read.
        InputError: something could not be read and the settings say to stop at the first.
    """
    entries, left_out = find_inputs(paths)
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    for item in _read_all(entries, left_out, settings, stdin):
        if isinstance(item, Draft):
            drafts.append(item)
        elif settings.on_error is OnError.FAIL:
            raise item
        else:
            skipped.append(
                Skipped(item.path, item.line if isinstance(item, RecordError) else None, item.reason)
            )
    skipped.sort(key=lambda item: (item.path, item.line or 0))
    return Corpus(name_documents(drafts), tuple(skipped))


def _read_all(
    entries: Iterable[Entry],
    left_out: Iterable[UnreadableError],
    settings: ReadSettings,
    stdin: BinaryIO | None,
) -> Iterator[_Item]:
    """Every document in the making, and in their places the reasons why something is none."""
    yield from left_out
    for entry in entries:
        note = explain_names(entry)
        try:
            for item in _read_entry(entry, settings, stdin):
                yield _add_note(item, note)
                note = None  # once a file
        except UnreadableError as error:
            yield _add_note(error, note)
        except InputError as error:
            yield _add_note(UnreadableError(entry.path, str(error)), note)


def _add_note(item: _Item, note: str | None) -> _Item:
    """What was read, or why it was not, with a note added."""
    if note is None:
        return item
    if isinstance(item, Draft):
        return replace(item, notice=f"{item.notice}; {note}" if item.notice else note)
    reason = f"{item.reason}; {note}"
    return (
        RecordError(item.path, item.line, reason)
        if isinstance(item, RecordError)
        else UnreadableError(item.path, reason)
    )


def _read_entry(
    entry: Entry, settings: ReadSettings, stdin: BinaryIO | None
) -> Iterator[Draft | RecordError]:
    if entry.path == STDIN_NAME:
        yield from _read_stdin(entry, settings, stdin)
    elif entry.suffix in JSONL_SUFFIXES:
        with open_entry(entry) as file:
            yield from read_records(file, entry, settings)
    elif reason := explain_suffix(entry.suffix):
        raise UnreadableError(entry.path, reason)
    else:
        yield read_text(read_entry(entry, settings.max_doc_bytes), entry, settings)


def _read_stdin(
    entry: Entry, settings: ReadSettings, stdin: BinaryIO | None
) -> Iterator[Draft | RecordError]:
    """Standard input: JSON lines when its first character that is no blank is `{`, else one text."""
    source = stdin or getattr(sys.stdin, "buffer", None)
    if source is None:
        raise UnreadableError(entry.path, "standard input is closed")
    try:
        stream = _Rewound(source, settings.max_doc_bytes)
        if decode_bytes(stream.head, encoding=settings.encoding).text.lstrip().startswith("{"):
            yield from read_records(stream, entry, settings)
        else:
            yield read_text(read_bounded(stream, settings.max_doc_bytes, entry.path), entry, settings)
    except OSError as error:
        raise UnreadableError(entry.path, explain_error(error)) from error


class _Rewound:
    """A stream whose first lines, up to one that is not blank, were looked at and are read again."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        lines = [stream.readline(limit + 1)]
        length = len(lines[0])
        while lines[-1] and not lines[-1].strip(_BLANK) and length <= limit:
            lines.append(stream.readline(limit + 1))
            length += len(lines[-1])
        self.head = b"".join(lines)
        self._first = BytesIO(self.head)
        self._rest = stream

    def read(self, size: int) -> bytes:
        """Up to *size* bytes, none at the end."""
        return self._first.read(size) or self._rest.read(size)

    def readline(self, size: int) -> bytes:
        """A line, or *size* bytes of it, nothing at the end."""
        return self._first.readline(size) or self._rest.readline(size)
