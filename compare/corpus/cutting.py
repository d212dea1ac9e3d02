"""What becomes of texts below whole documents: which of their lines, paragraphs or passages go."""

from __future__ import annotations

import re
from array import array
from itertools import chain
from typing import TYPE_CHECKING

from compare.corpus.rows import reading_again
from compare.dedup.cuts import PACKED, Cut, Cuts
from compare.settings import Level
from compare.text.parts import widen_cut
from compare.text.sentences import split_paragraph, split_paragraphs
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.corpus.rows import Rows

    Place = tuple[int, int]
    Part = tuple[int, int, int, int, int]
    """The first sentence and the one behind the last; the row that is repeated, from which token to which."""

_PLAIN = re.compile("[0-9A-Za-z_]")


def find_cuts(rows: Rows, level: Level, keep: str, ranks: bytes | None, *, threads: int) -> Cuts:
    """What goes of the texts of the rows, in the keep order as the table takes it."""
    with reading_again(rows.sources):
        if level is Level.SPAN:
            return _find_spans(rows, keep, ranks, threads=threads)
        paragraphs = level is Level.PARAGRAPH
        packed, emptied = rows.table.parts(
            paragraphs=paragraphs, keep=keep, ranks=ranks, load=rows.load, threads=threads
        )
    return Cuts(packed, array("I", emptied))


def _find_spans(rows: Rows, keep: str, ranks: bytes | None, *, threads: int) -> Cuts:
    """Repeated passages: the kernels find them, and sentences are cut here."""
    found: dict[int, bytes] = {}
    emptied: list[int] = []
    spans = rows.table.spans(keep=keep, ranks=ranks, load=rows.load, threads=threads)
    while (repeating := spans.next()) is not None:
        row, encoded, whole = repeating
        text = encoded.decode("utf-8", "surrogatepass")
        sentences = [(0, len(text))] if whole else _split_sentences(text)
        parts = spans.cut(array("I", chain.from_iterable(sentences)).tobytes())
        if not parts:
            continue
        cuts = list(_place_cuts(row, text, sentences, parts))
        found[row] = b"".join(PACKED.pack(*cut) for cut in cuts)
        if not _holds_token(text, cuts):
            emptied.append(row)
    packed = spans.place(b"".join(found[row] for row in sorted(found)))
    return Cuts(packed, array("I", sorted(emptied)))


def _split_sentences(text: str) -> list[Place]:
    return [place for paragraph in split_paragraphs(text) for place in split_paragraph(text, *paragraph)]


def _place_cuts(row: int, text: str, sentences: Sequence[Place], parts: Sequence[Part]) -> Iterator[Cut]:
    """The parts as places in the text, what they repeat still in tokens.

    Those side by side share the white space around them.
    """
    for group in _group_adjacent(parts):
        first, last = group[0][0], group[-1][1]
        start, end = widen_cut(text, sentences[first][0], sentences[last - 1][1])
        edges = [start, *(sentences[part[0]][0] for part in group[1:]), end]
        for part, part_start, part_end in zip(group, edges[:-1], edges[1:], strict=True):
            yield Cut(row, part_start, part_end, *part[2:])


def _group_adjacent(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts in groups in which no sentence stands between them."""
    group: list[Part] = []
    for part in parts:
        if group and group[-1][1] != part[0]:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _holds_token(text: str, cuts: Sequence[Cut]) -> bool:
    """Whether a token stays of a text."""
    places = zip([0, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), len(text)], strict=True)
    kept = [text[start:end] for start, end in places]
    return any(map(_PLAIN.search, kept)) or any(map(split_words, kept))
