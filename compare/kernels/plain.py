"""The slow, plain twin of the compiled kernels: what they must agree with, and what runs where none is.

Its scan leaves every line to the caller's strict JSON library.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import starmap
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from compare.kernels.plain_alike import bound_alike, find_alike
from compare.kernels.plain_column import Plain, read_again, split_fields
from compare.kernels.plain_furniture import find_furniture, list_lines, strip_lines
from compare.kernels.plain_hash import (
    TokenHashes,
    hash_bands,
    hash_shingles,
    jaccard,
    sign_sketches,
    sketch_hashes,
)
from compare.kernels.plain_inside import share_inside, winnow
from compare.kernels.plain_lines import add_fields, read_lines
from compare.kernels.plain_parts import cut_string, find_broken_cut, find_parts
from compare.kernels.plain_passages import find_passages, place_tokens
from compare.kernels.plain_rule import Decision, Rule, Scope
from compare.kernels.plain_spans import Spans
from compare.kernels.plain_text import decode_text, digest_text, split_tokens
from compare.kernels.plain_texts import (
    check_settings,
    count_common,
    hash_texts,
    list_shingles,
    longest_run,
    quote_column,
    sign_column,
    sign_hashes,
    sign_texts,
    sign_tokens,
    sketch_tokens,
)
from compare.text.guard import find_guard_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from compare.kernels.plain_column import Buffer
    from compare.kernels.plain_furniture import FurnitureLine
    from compare.kernels.plain_hash import Hashes

    Load = Callable[[int], bytes]

__all__ = [
    "Chunk",
    "Decision",
    "Spans",
    "Table",
    "add_fields",
    "bound_alike",
    "count_common",
    "cut_string",
    "find_alike",
    "find_broken_cut",
    "find_passages",
    "hash_texts",
    "list_shingles",
    "longest_run",
    "place_tokens",
    "quote_column",
    "sign_column",
    "sign_hashes",
    "sign_texts",
    "sign_tokens",
]

_BY_CALLER, _SKIPPED, _PLAIN = 1, 2, 3
_FIELDS = ("id", "source", "date")
_SOURCES = ("any", "same", "different")
_TOO_LONG = -1
_REMEMBERED = 1 << 13  # rows whose shingles are kept from one verification to the next
_PAIR = Struct("=IIdQ")
_PLACE = Struct("=QqQ")
_LINE_END = 2  # bytes of the end of a line, at most


@dataclass(frozen=True, slots=True)
class _Signed:
    """What is known of a row once its text was seen."""

    characters: int = 0
    tokens: int = 0
    digest: bytes = b""
    keys: Sequence[int] = ()
    fields: tuple[bytes | None, ...] = (None, None, None)
    skipped: bool = False
    lines: tuple[str, ...] = ()
    fingerprints: Collection[int] = ()


_UNREAD = _Signed(skipped=True)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row's line stands; its number counts from the first line of its chunk, then of its file."""

    file: int
    offset: int = 0
    length: int = 0
    number: int = 0
    plain: Plain | None = None
    """Of a text that stands in the file as it is, in no line."""


class Chunk:
    """Rows of consecutive lines of a file, or of texts, on their way into the table."""

    def __init__(self, table: Table, places: Sequence[_Place], *, lines: int, blank: int = 0) -> None:
        self.lines, self.blank = lines, blank
        self.places = places
        self.signed = [_UNREAD] * len(places)
        self._table = table

    @property
    def rows(self) -> int:
        """How many rows the chunk has."""
        return len(self.places)

    @property
    def unsure(self) -> list[tuple[int, int, int, int]]:
        """Row, offset, length and line of what is skipped unless the caller signs it; length -1: too long."""
        return [
            (row, place.offset, place.length, place.number)
            for row, place in enumerate(self.places)
            if self.signed[row].skipped
        ]

    def dump(self) -> bytes:
        """The chunk as bytes, as it is before the caller has signed any row."""
        head = _PLACE.pack(0, self.lines, self.blank)
        return head + b"".join(_PLACE.pack(one.offset, one.length, one.number) for one in self.places)

    def reach(self, end: int) -> int:
        """Where the bytes end that the chunk depends on, those up to *end* being some of them."""
        longest = self._table.longest_line(self.places[0].file) if self.places else 0
        lengths = (longest if one.length == _TOO_LONG else one.length for one in self.places)
        ends = (one.offset + length + _LINE_END for one, length in zip(self.places, lengths, strict=True))
        return max(end, *ends, 0)

    def sign(
        self,
        row: int,
        text: bytes,
        id: bytes | None = None,  # noqa: A002 - the name of the setting it belongs to
        source: bytes | None = None,
        date: bytes | None = None,
    ) -> None:
        """Give a row its text and the raw JSON values of its fields."""
        self._set(row, self._table.sign(text, (id, source, date)))

    def skip(self, row: int) -> None:
        """Leave a row out: never a duplicate, never written."""
        self._set(row, _UNREAD)

    def _set(self, row: int, signed: _Signed) -> None:
        if not 0 <= row < self.rows:
            msg = f"the chunk has no row {row}"
            raise IndexError(msg)
        self.signed[row] = signed


class Table:
    """The records of a run, in rows from 0 in input order."""

    def __init__(  # noqa: PLR0913 - each is one setting of the run
        self,
        *,
        unit: str,
        size: int,
        num_perm: int,
        seed: int,
        bands: int,
        rows: int,
        threshold: float,
        min_tokens: int,
        key: tuple[int, int],
        text_fields: Sequence[str],  # noqa: ARG002 - where the compiled scan finds the text
        id_field: str = "",  # noqa: ARG002 - as above
        source_field: str = "",  # noqa: ARG002 - as above
        date_field: str = "",  # noqa: ARG002 - as above
        max_line: int,
        guard: Sequence[tuple[str, int]] = (),
        lines: bool = False,
        inside: bool = False,
    ) -> None:
        check_settings(unit, size, num_perm)
        if bands < 1 or rows < 1 or bands * rows > num_perm:
            msg = f"{bands} bands of {rows} rows do not fit {num_perm} values"
            raise ValueError(msg)
        if max_line < 1:
            raise ValueError("a line has at least 1 byte")
        self._unit, self._size = unit, size
        self._num_perm, self._seed = num_perm, seed
        self._bands, self._rows = bands, rows
        self._threshold, self._min_tokens = threshold, min_tokens
        self._secret = TokenHashes(key[0], key[1] | 1)
        self._max_line = max_line
        self._guard = dict(guard)
        self._scope = Scope()
        self._collects_lines, self._inside = lines, inside
        self._sources: Sequence[int] = ()
        self._furniture: set[tuple[int, str]] = set()  # of a source, a line
        self._files: list[tuple[int, int]] = []  # each with what its lines may have
        self._places: list[_Place] = []
        self._records: list[_Signed] = []

    def add_file(self, fd: int, max_line: int | None = None) -> int:
        """The number of a file from now on; it stays open and is never closed here.

        Its lines may have as many bytes as those of any, or up to *max_line*.
        """
        self._files.append((fd, self._max_line if max_line is None else max_line))
        return len(self._files) - 1

    def scan(self, file: int, begin: int, end: int) -> Chunk:
        """The lines that start in [begin, end) of a file."""
        places, lines, blank = [], 0, 0
        for line in read_lines(self._files[file][0], begin, end, self._files[file][1]):
            if line.blank:
                blank += 1
            else:
                length = _TOO_LONG if line.data is None else len(line.data)
                places.append(_Place(file, line.offset, length, lines))
            lines += 1
        return Chunk(self, places, lines=lines, blank=blank)

    def restore(self, file: int, data: bytes) -> Chunk:
        """The chunk of a file that was dumped as these bytes."""
        if not data or len(data) % _PLACE.size:
            raise ValueError("these bytes are no chunk of such a table")
        (_, lines, blank), *rows = _PLACE.iter_unpack(data)
        return Chunk(self, [_Place(file, *row) for row in rows], lines=lines, blank=blank)

    def longest_line(self, file: int) -> int:
        """Bytes that a line of a file may have."""
        return self._files[file][1]

    def texts(self, file: int, texts: Sequence[bytes]) -> Chunk:
        """Texts that stand in no line of a file, signed."""
        chunk = Chunk(self, [_Place(file)] * len(texts), lines=len(texts))
        for row, text in enumerate(texts):
            chunk.sign(row, text)
        return chunk

    def lines(self, file: int, places: Sequence[tuple[int, int, int]], *, lines: int, blank: int) -> Chunk:
        """Records of a file whose places are known: offset, length (-1: too long) and line, all unsure."""
        return Chunk(self, [_Place(file, *place) for place in places], lines=lines, blank=blank)

    def column(  # noqa: PLR0913 - what a column is made of
        self,
        file: int,
        data: Buffer,
        starts: Buffer,
        ends: Buffer,
        *,
        offset: int,
        absent: bytes,
        extras: bytes | None = None,
    ) -> Chunk:
        """The texts of a column, which stand in the file from *offset* on as they do in *data*.

        *starts* and *ends* are numbers of 64 bits, a pair for each text; those *absent* marks are unsure.
        *extras* has, for each, the place in the file and the size of its id, source and date: none of size 0.
        """
        columns, whole = list(zip(array("Q", starts), array("Q", ends), strict=True)), memoryview(data)
        if len(columns) != len(absent):
            raise ValueError("there must be a start and an end for each row")
        if any(not 0 <= start <= end <= len(whole) for start, end in columns):
            raise ValueError("a text ends before it begins, or behind the data")
        fields = split_fields(extras, len(columns))
        places = [
            _Place(file, offset + start, 0 if gone else end - start, row, Plain(fields[row]))
            for row, ((start, end), gone) in enumerate(zip(columns, absent, strict=True))
        ]
        chunk = Chunk(self, places, lines=len(places))
        for row, (start, end) in enumerate(columns):
            if not absent[row]:
                chunk.sign(row, bytes(whole[start:end]))
        return chunk

    def sign(self, text: bytes, fields: tuple[bytes | None, ...]) -> _Signed:
        """What the table keeps of a text."""
        decoded = decode_text(text)
        tokens = split_tokens(decoded, self._unit)
        shingles = hash_shingles(tokens, self._size, sketch_tokens)
        signature = sign_sketches(sketch_hashes(shingles), self._num_perm, self._seed)
        keys = array("Q", hash_bands(signature, self._bands, self._rows).tobytes())
        lines = list_lines(decoded) if self._collects_lines else ()
        fingerprints = winnow(shingles) if self._inside and len(tokens) >= self._min_tokens else ()
        return _Signed(
            len(decoded),
            len(tokens),
            digest_text(decoded),
            keys,
            fields,
            lines=lines,
            fingerprints=fingerprints,
        )

    def append(self, chunk: Chunk, first_line: int) -> None:
        """Take over a chunk's rows; its first line is line *first_line* of the file, from 1; 0 for texts."""
        self._records.extend(chunk.signed)
        self._places.extend(replace(place, number=first_line + place.number) for place in chunk.places)

    def __len__(self) -> int:
        return len(self._records)

    def place(self, row: int) -> tuple[int, int, int, int]:
        """The row's file, the offset of its line, the line's length without its end, and its number."""
        place = self._places[row]
        return place.file, place.offset, max(place.length, 0), place.number

    def field(self, row: int, which: str) -> bytes | None:
        """The raw JSON value of the id, source or date of a row."""
        number, place = _FIELDS.index(which), self._places[row]
        if place.plain and place.plain.fields:
            offset, size = place.plain.fields[number]
            return read_again(self._files[place.file][0], size, offset) if size else None
        return self._records[row].fields[number]

    def line(self, row: int) -> bytes:
        """The bytes of a row's line, read again."""
        place = self._places[row]
        if place.number == 0 or place.length == _TOO_LONG:
            msg = f"row {row} has no line that could be read"
            raise ValueError(msg)
        return read_again(self._files[place.file][0], place.length, place.offset)

    def size(self, row: int) -> tuple[int, int]:
        """Characters and tokens of a row's text."""
        return self._records[row].characters, self._records[row].tokens

    def status(self, row: int) -> int:
        """1 for a row signed by the caller, 2 for one that was skipped, 3 for a text of a column."""
        if self._records[row].skipped:
            return _SKIPPED
        return _PLAIN if self._places[row].plain else _BY_CALLER

    def limit(self, *, sources: str = "any", source_of: bytes = b"", inputs: int | None = None) -> None:
        """Compare rows of any sources, the same or different ones; those from *inputs* on always stay."""
        if sources not in _SOURCES:
            msg = f"sources must be one of {_SOURCES}, not {sources!r}"
            raise ValueError(msg)
        numbers = array("I", source_of)
        if sources != "any" and len(numbers) != len(self):
            msg = f"{len(numbers)} sources for {len(self)} rows"
            raise ValueError(msg)
        self._scope = Scope(sources, numbers, sys.maxsize if inputs is None else inputs)

    def decide(  # noqa: PLR0913 - each is one setting of the run
        self,
        *,
        keep: str,
        ranks: bytes | None,
        exact: bool,
        near: bool,
        load: Load,
        threads: int,  # noqa: ARG002 - the twin has one
    ) -> Decision:
        """What goes, in the keep order "longest", "first" or "ranks"."""
        return self._rule(load).decide(self._order(keep, ranks), exact=exact, near=near)

    def pairs(self, *, near: bool = True, load: Load, threads: int) -> bytes:  # noqa: ARG002 - as above
        """All pairs of rows that share a band and reach the threshold, of equal texts the first row only.

        And those of which the right one is inside the left one, where that is looked for.
        Sorted; each is two rows of 32 bits, their score, of 64, and as many for the kind: 1 near, 2 inside.
        """
        return b"".join(starmap(_PAIR.pack, self._rule(load).find_pairs(near=near)))

    def limit_memory(self, limit: int, fd: int) -> None:
        """Past so many bytes the compiled tables keep band keys in a file; the twin holds all of them."""

    @property
    def needed(self) -> int:
        """Bytes that deciding takes; the twin does not know."""
        return 0

    @property
    def key_bytes(self) -> int:
        """Bytes of all band keys."""
        return 8 * self._bands * len(self)

    @property
    def spilled(self) -> int:
        """Bytes of those that are in the file."""
        return 0

    def set_aside(
        self,
        *,
        sources: bytes,
        load: Load,
        threads: int,  # noqa: ARG002 - as above
    ) -> tuple[list[FurnitureLine], int]:
        """From now on the rule sees texts without the furniture of their sources, numbered for each row.

        The lines, each with its source, and how many documents and texts have it; how many rows have any.
        """
        numbers = array("I", sources)
        if len(numbers) != len(self):
            raise ValueError("sources must hold one 32-bit number for each row")
        found = list(find_furniture([record.lines for record in self._records], numbers))
        self._sources = numbers
        self._furniture = {(one.source, one.line.decode("utf-8", "surrogatepass")) for one in found}
        changed = 0
        for row, record in enumerate(self._records):
            if any((numbers[row], line) in self._furniture for line in record.lines):
                text = self._read(row, load).encode("utf-8", "surrogatepass")
                self._records[row] = self.sign(text, record.fields)
                changed += 1
        return found, changed

    def _read(self, row: int, load: Load) -> str:
        """The text of a row as the rule sees it."""
        plain = self._read_plain(row)
        text = decode_text(load(row) if plain is None else plain)
        if not self._furniture:
            return text
        return strip_lines(text, {line for source, line in self._furniture if source == self._sources[row]})

    def exact_groups(self) -> list[list[int]]:
        """The rows of each text that two or more rows have."""
        return self._rule(lambda _: b"").find_equals()

    def gather(self, first: int, drop: bytes, limit: int, end: int | None = None) -> tuple[bytes, int, int]:
        """Kept lines from row *first* on, before row *end*, the row to go on with, and the number of lines.

        They are about *limit* bytes.
        """
        if len(drop) != len(self):
            msg = f"{len(drop)} marks for {len(self)} rows"
            raise ValueError(msg)
        lines, size, row = [], 0, first
        while row < min(len(self), len(self) if end is None else end) and size < limit:
            if not drop[row] and not self._records[row].skipped:
                lines.append(self.line(row) + b"\n")
                size += len(lines[-1])
            row += 1
        return b"".join(lines), row, len(lines)

    def text_place(self, row: int) -> tuple[int, int] | None:  # noqa: ARG002 - as the kernels have it
        """Where in its line a text stands that the scan has read: the twin leaves all to the caller."""
        return None

    def parts(
        self,
        *,
        paragraphs: bool,
        keep: str,
        ranks: bytes | None,
        load: Load,
        threads: int,  # noqa: ARG002 - the twin has one
    ) -> tuple[bytes, list[int]]:
        """Lines or paragraphs that repeat others, in keep order, and the rows of which no token stays."""
        texts, order = self._texts(load), self._in_order(keep, ranks)
        return find_parts(texts, order, self._unit, self._min_tokens, paragraphs=paragraphs)

    def spans(
        self,
        *,
        keep: str,
        ranks: bytes | None,
        load: Load,
        threads: int,  # noqa: ARG002 - the twin has one
        most: int = 32,  # noqa: ARG002 - and looks at every place
    ) -> Spans:
        """Passages that repeat others, in keep order; kernels look at the first *most* places of a mark."""
        texts, order = self._texts(load), self._in_order(keep, ranks)
        return Spans(texts, order, self._min_tokens, unspaced=self._unit != "word")

    def _texts(self, load: Load) -> list[str | None]:
        return [None if record.skipped else self._read(row, load) for row, record in enumerate(self._records)]

    def _in_order(self, keep: str, ranks: bytes | None) -> list[int]:
        return sorted(range(len(self)), key=self._order(keep, ranks))

    def _read_plain(self, row: int) -> bytes | None:
        """A text that stands in its file as it is."""
        place = self._places[row]
        fd, plain = self._files[place.file][0], place.plain
        return read_again(fd, place.length, place.offset) if plain else None

    def _rule(self, load: Load) -> Rule:
        @lru_cache(maxsize=_REMEMBERED)
        def shingles(row: int) -> Hashes:
            tokens = split_tokens(self._read(row, load), self._unit)
            return np.unique(hash_shingles(tokens, self._size, self._secret))

        def score(left: int, right: int) -> float:
            return jaccard(shingles(left), shingles(right))

        def share(inner: int, outer: int) -> float:
            return share_inside(shingles(inner), shingles(outer))

        @lru_cache(maxsize=_REMEMBERED)
        def guard(row: int) -> tuple[tuple[str, str], ...]:
            words = find_guard_words(self._read(row, load), self._guard, unspaced=self._unit != "word")
            return tuple((word.token, word.sign) for word in words)

        return Rule(
            self._records,
            score,
            self._threshold,
            self._min_tokens,
            self._scope,
            guard if self._guard else None,
            share if self._inside else None,
        )

    def _order(self, keep: str, ranks: bytes | None) -> Callable[[int], tuple[int, int]]:
        """What rows are sorted by."""
        if keep == "longest":
            return lambda row: (-self._records[row].characters, row)
        if keep == "first":
            return lambda row: (0, row)
        if keep != "ranks":
            msg = f"no keep order is called {keep!r}"
            raise ValueError(msg)
        numbers = array("Q", ranks or b"")
        if len(numbers) != len(self):
            msg = f"{len(numbers)} ranks for {len(self)} rows"
            raise ValueError(msg)
        return lambda row: (numbers[row], row)
