"""Paths in, documents out; what cannot be read is named, never lost silently."""

from __future__ import annotations

import sys
from dataclasses import replace
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
from compare.corpus.streams import Pieced, Rewound, read_head
from compare.corpus.suffixes import (
    COLUMN_SUFFIXES,
    JSONL_SUFFIXES,
    TABLE_SUFFIXES,
    explain_suffix,
)
from compare.corpus.tables import read_table
from compare.corpus.text import read_text
from compare.corpus.unpack import LONGEST_MAGIC, PART_READ, find_packing, unpack
from compare.errors import InputError, RecordError
from compare.model import Skipped
from compare.results import Corpus
from compare.settings import OnError
from compare.stages import Stage, tell_nobody
from compare.text.decode import decode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO, TypeAlias

    from compare.corpus.open import ByteStream
    from compare.settings import ReadSettings
    from compare.stages import Progress

    _Item: TypeAlias = Draft | RecordError | UnreadableError


def read_documents(
    paths: Sequence[str],
    settings: ReadSettings,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress = tell_nobody,
) -> Corpus:
    """The documents in files, folders, globs and "-" (*stdin*), and what was skipped, both in order of path.

    *progress* is told how many there are so far.

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
            progress(Stage.READ, len(drafts), 0)
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
    elif reason := explain_suffix(entry.unpacked_suffix):
        raise UnreadableError(entry.path, reason)
    elif entry.unpacked_suffix in COLUMN_SUFFIXES:
        from compare.corpus.columns import read_columns  # noqa: PLC0415 - loads pyarrow, if it is there at all

        with open_entry(entry) as file:
            yield from read_columns(file, entry, settings)
    elif entry.packing:
        with open_entry(entry) as file:
            yield from _read_stream(Pieced(unpack(file, entry.packing, entry.path)), entry, settings)
    elif entry.unpacked_suffix in (*JSONL_SUFFIXES, *TABLE_SUFFIXES):
        with open_entry(entry) as file:
            yield from _read_stream(file, entry, settings)
    else:
        yield read_text(read_entry(entry, settings.max_doc_bytes), entry, settings)


def _read_stream(stream: ByteStream, entry: Entry, settings: ReadSettings) -> Iterator[Draft | RecordError]:
    """What the bytes of a file hold, by its name: records, rows, or else one text."""
    if entry.unpacked_suffix in JSONL_SUFFIXES:
        yield from read_records(stream, entry, settings)
    elif entry.unpacked_suffix in TABLE_SUFFIXES:
        yield from read_table(stream, entry, settings)
    else:
        try:
            data = read_bounded(stream, settings.max_doc_bytes, entry.path)
        except UnreadableError as error:  # half a text is none
            raise UnreadableError(entry.path, error.reason.removesuffix(PART_READ)) from error
        yield read_text(data, entry, settings)


def _read_stdin(
    entry: Entry, settings: ReadSettings, stdin: BinaryIO | None
) -> Iterator[Draft | RecordError]:
    """Standard input, unpacked: JSON lines when its first character but for blanks is `{`, else one text."""
    source = stdin or getattr(sys.stdin, "buffer", None)
    if source is None:
        raise UnreadableError(entry.path, "standard input is closed")
    try:
        mark = source.read(LONGEST_MAGIC)
        stream: ByteStream = Rewound(mark, source)
        if packing := find_packing(mark):
            stream = Pieced(unpack(stream, packing, entry.path))
        head = read_head(stream, settings.max_doc_bytes)
        stream = Rewound(head, stream)
        if decode_bytes(head, encoding=settings.encoding).text.lstrip().startswith("{"):
            yield from read_records(stream, entry, settings)
        else:
            yield read_text(read_bounded(stream, settings.max_doc_bytes, entry.path), entry, settings)
    except OSError as error:
        raise UnreadableError(entry.path, explain_error(error)) from error
