"""Inputs that are not read where they lie: packed files, pipes, other charsets, texts and pages.

They become lines of JSON in UTF-8 in a spool. Of a text or page that is its id and its text.
"""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.encode import encode_json
from compare.corpus.open import UnreadableError
from compare.corpus.source import PART, JsonSource, cut_parts, is_foreign
from compare.text.decode import decode_bytes, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.corpus.log import Log
    from compare.corpus.open import Entry
    from compare.corpus.spool import Spool
    from compare.settings import ReadSettings


class Reading(NamedTuple):
    """How inputs are read, and where what is odd about them is noted."""

    settings: ReadSettings
    log: Log


class SpooledSource(JsonSource):
    """Lines of JSON that come from a packed file, a pipe, or another charset."""

    def __init__(
        self, number: int, entry: Entry, pieces: Iterable[bytes], spool: Spool, reading: Reading
    ) -> None:
        self.number = number
        self.by_entry = False
        self.entries: Sequence[Entry] = (entry,)
        self._pieces = pieces
        self._spooled = False
        self._spool = spool
        self._settings, self._log = reading

    def fileno(self) -> int:
        """The descriptor of the spool."""
        return self._spool.fileno()

    def parts(self) -> Iterator[tuple[int, int]]:
        """Ranges that end behind a line, while the spool fills; again, ranges of what is there."""
        if self._spooled:
            yield from cut_parts(self._spool.size)
            return
        self._spooled = True
        begin = whole = 0
        try:
            for piece in self._decode():
                start = self._spool.size
                self._spool.write(piece)
                whole = start + piece.rfind(b"\n") + 1 if b"\n" in piece else whole
                if whole - begin >= PART:
                    yield begin, whole
                    begin = whole
        except UnreadableError:  # what came before is good
            yield from self._rest(begin)
            raise
        yield from self._rest(begin)

    def _rest(self, begin: int) -> Iterator[tuple[int, int]]:
        if begin < self._spool.size:
            yield begin, self._spool.size

    def _decode(self) -> Iterator[bytes]:
        """The pieces in UTF-8, without a byte-order mark."""
        pieces = iter(self._pieces)
        head = next(pieces, b"")
        if not is_foreign(self._settings) and not is_wide(head):
            return chain([head.removeprefix(codecs.BOM_UTF8)], pieces)
        charset = self._settings.encoding or decode_bytes(head[:4]).encoding
        return self._convert(chain([head], pieces), charset)

    def _convert(self, pieces: Iterable[bytes], charset: str) -> Iterator[bytes]:
        replaced, first = 0, True
        for text, bad in self._decode_pieces(chain(pieces, [b""]), charset):
            replaced += bad
            yield (text.removeprefix("\ufeff") if first else text).encode("utf-8", "surrogatepass")
            first = first and not text
        if replaced:
            notice = f"not all of it is {charset}; {replaced} shown as \ufffd"
            self._log.note(self.entries[0].path, None, notice, self.number)

    def _decode_pieces(self, pieces: Iterable[bytes], charset: str) -> Iterator[tuple[str, int]]:
        """The text of each piece, and how much of it could not be read and was replaced."""
        make = codecs.getincrementaldecoder(charset)
        try:
            decoder, ignoring = make("replace"), make("ignore")
            for piece in pieces:
                text = decoder.decode(piece, final=not piece)
                # What still stands there when nothing is replaced was there before.
                yield text, text.count("\ufffd") - ignoring.decode(piece, final=not piece).count("\ufffd")
        except UnicodeError:  # a codec without replacement, such as idna
            reason = f"it cannot be read as {charset}; name another charset with --encoding"
            raise UnreadableError(self.entries[0].path, reason) from None

    def entry(self, _line: int) -> Entry:
        """The input."""
        return self.entries[0]

    def place(self, line: int) -> str:
        """Its path and the number of the line."""
        return f"{self.entries[0].path}:{line}"

    def take(self, begin: int, end: int) -> None:
        """The checksum is that of the input, not of the spool."""

    def check(self) -> None:
        """Nobody else can write to the spool."""

    def close(self) -> None:
        """Give the space back, and let go of an input that was not read to its end."""
        self._pieces = ()
        self._spool.close()


class TextsSource(JsonSource):
    """Texts and pages, each a line of JSON with its path as the id."""

    def __init__(self, number: int, spool: Spool, reading: Reading) -> None:
        self.number = number
        self.by_entry = True
        self._spool = spool
        self._settings, self._log = reading
        self._entries: list[Entry] = []

    @property
    def entries(self) -> Sequence[Entry]:
        """The texts, one for each line."""
        return self._entries

    def add(self, data: bytes, entry: Entry) -> None:
        """Take in the bytes of one text."""
        from compare.corpus.text import decode_text  # noqa: PLC0415 - loads the rules for titles and dates

        text, notice = decode_text(data, entry, self._settings, entry.unpacked_suffix)
        if notice:
            self._log.note(entry.path, None, notice, self.number)
        record = {"id": entry.path, self._settings.text[0]: text}
        self._spool.write(encode_json(record) + b"\n")
        self._entries.append(entry)

    def fileno(self) -> int:
        """The descriptor of the spool."""
        return self._spool.fileno()

    def parts(self) -> Iterator[tuple[int, int]]:
        """Ranges of equal length."""
        return cut_parts(self._spool.size)

    def entry(self, line: int) -> Entry:
        """The text that a line was made of."""
        return self._entries[line - 1]

    def place(self, line: int) -> str:
        """Its path."""
        return self._entries[line - 1].path

    def take(self, begin: int, end: int) -> None:
        """The checksum is that of the input, not of the spool."""

    def check(self) -> None:
        """Nobody else can write to the spool."""

    def close(self) -> None:
        """Give the space back."""
        self._spool.close()
