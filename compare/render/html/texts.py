"""Texts as the script of the page gets them: offsets in units of UTF-16, whole texts while there is room.

JavaScript counts a character beyond U+FFFF as two; every offset of the report is turned into its count.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compare.model import Document, Span
    from compare.render.html.view import Finding

Piece: TypeAlias = "tuple[int, int]"

_WIDE = re.compile("[\U00010000-\U0010ffff]")
# Characters of a text kept on either side of a place where the whole text has no room.
_AROUND = 200
# The longest escape of one character, such as a backslash u003c, in bytes; few characters need it.
_ESCAPED = 6


@dataclass(frozen=True, slots=True)
class Units:
    """Offsets into documents as JavaScript counts them."""

    _wide: dict[Document, list[int]] = field(default_factory=dict)

    def of(self, document: Document, offset: int) -> int:
        """The offset in units of UTF-16."""
        wide = self._wide.get(document)
        if wide is None:
            text = document.text
            wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
            self._wide[document] = wide
        return offset + bisect_left(wide, offset) if wide else offset


def collect_spans(findings: Iterable[Finding]) -> dict[Document, list[Span]]:
    """The places that are shown of each document, those of the first findings first."""
    spans: defaultdict[Document, list[Span]] = defaultdict(list)
    for finding in findings:
        for version in finding.versions:
            spans[version.span.document].append(version.span)
            for stretch in version.stretches:
                spans[stretch.span.document].append(stretch.span)
        for said in (one for row in finding.rows for cell in row.cells for one in cell):
            if said.span:
                spans[said.span.document].append(said.span)
    return spans


def choose_pieces(
    documents: Iterable[Document], spans: Mapping[Document, list[Span]], room: int
) -> dict[Document, list[Piece]]:
    """Ranges of each text to be shown: all of it, those first that findings point at, while *room* lasts.

    Of the other texts there is what stands around the places of findings.
    """
    chosen: dict[Document, list[Piece]] = {}
    for document in sorted(documents, key=lambda document: document not in spans):
        size = _measure(document.text)
        whole = size <= room
        chosen[document] = [(0, len(document.text))] if whole else _cut_out(document, spans.get(document, ()))
        room -= size if whole else 0
    return chosen


def _measure(text: str) -> int:
    """Bytes of a text as an escaped string of JSON, or a few more."""
    plain = len(json.dumps(text)) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    return plain + (_ESCAPED - 1) * sum(map(text.count, '<>&\n"'))


def _cut_out(document: Document, spans: Iterable[Span]) -> list[Piece]:
    """The places with what stands around them; those that meet as one."""
    pieces: list[Piece] = []
    for span in sorted(spans, key=lambda span: span.start):
        start, end = max(0, span.start - _AROUND), min(len(document.text), span.end + _AROUND)
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], end))
        else:
            pieces.append((start, end))
    return pieces
