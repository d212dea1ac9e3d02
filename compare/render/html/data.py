"""What the script of the page reads: an index of all findings; their details and texts in blocks apart.

A block is parsed when it is first needed, so that a page of thousands of findings opens at once.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from compare.render.escape import escape_json
from compare.render.facts import is_varied
from compare.render.html.overview import map_documents, map_sources
from compare.render.html.texts import Units, choose_pieces, collect_spans
from compare.render.html.view import HEADINGS, Kind
from compare.render.overlap import describe_longest_run
from compare.settings import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from compare.model import Document, Span
    from compare.render.html.overview import Member, OverlapMap
    from compare.render.html.texts import Piece
    from compare.render.html.view import Finding, Row, Said, Version
    from compare.render.labels import Labels
    from compare.results import Comparison

Object: TypeAlias = "dict[str, object]"

# Findings whose details share a block: some tens of kilobytes.
CHUNK = 50
# Bytes of the whole file, and what the page itself takes of it beside the data.
LARGEST_FILE = 14_000_000
_PAGE = 500_000
_STORIES = 300
_NAMES = 200
_IN_SCRIPT = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


@dataclass(frozen=True, slots=True)
class Block:
    """JSON under a name, safe to stand in a script element."""

    name: str
    json: str


def list_blocks(
    comparison: Comparison, findings: Sequence[Finding], labels: Labels, words: Mapping[Document, int]
) -> Iterator[Block]:
    """The index, then the details, then the texts that there is room for; *words* has how many each has."""
    writer = _Writer({document: number for number, document in enumerate(comparison.documents)}, Units())
    index = _write_index(comparison, findings, writer, labels) | {"documents": _list_documents(labels, words)}
    blocks = [_dump("report", index)]
    blocks += [
        _dump(f"details-{number}", [writer.details(finding) for finding in chunk])
        for number, chunk in enumerate(_split(findings))
    ]
    room = LARGEST_FILE - _PAGE - sum(len(block.json.encode()) for block in blocks)
    yield from blocks
    yield from _list_texts(comparison, findings, writer, room)


def _split(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    rest = iter(findings)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _list_texts(
    comparison: Comparison, findings: Sequence[Finding], writer: _Writer, room: int
) -> Iterator[Block]:
    """A block a document: its text or pieces of it, furniture, and where its findings stand."""
    pieces = choose_pieces(comparison.documents, collect_spans(findings), room)
    furniture: dict[Document, list[list[int]]] = {}
    for line in comparison.furniture:
        furniture.setdefault(line.span.document, []).append(writer.range(line.span))
    hits = writer.hits(findings)
    for number, document in enumerate(comparison.documents):
        text = {
            "pieces": [writer.piece(document, piece) for piece in pieces[document]],
            "length": writer.units.of(document, len(document.text)),
            "furniture": furniture.get(document, []),
            "hits": hits.get(document, []),
        }
        yield _dump(f"text-{number}", text)


def _dump(name: str, value: object) -> Block:
    """JSON in which nothing can end the script element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Block(name, escape_json(text).translate(_IN_SCRIPT))


def _list_documents(labels: Labels, words: Mapping[Document, int]) -> list[Object]:
    return [
        {
            "letter": labels.letters[document],
            "id": labels.keys[document],
            "source": document.source,
            "title": document.title or "",
            "published": document.published.isoformat() if document.published else "",
            "words": count,
        }
        for document, count in words.items()
    ]


def _tell_nothing(comparison: Comparison, labels: Labels) -> str:
    """Where no text is shared, that this is so, and the longest run of words that is in two texts."""
    if Section.OVERLAP not in comparison.sections or not comparison.overlaps:
        return ""
    run = describe_longest_run(comparison.overlaps, labels)
    return f"No text in common; {run}." if run else "No text in common."


def _write_index(
    comparison: Comparison, findings: Sequence[Finding], writer: _Writer, labels: Labels
) -> Object:
    return {
        "chunk": CHUNK,
        "kinds": {kind: list(HEADINGS[kind]) for kind in Kind},
        "findings": [
            {
                "id": one.id,
                "kind": one.kind,
                "title": one.title,
                "lead": one.lead,
                "note": one.note,
                "in": writer.numbers(one.documents),
            }
            for one in findings
        ],
        "stories": [
            {"id": story.id, "title": story.title, "in": writer.numbers(story.documents)}
            for story in sorted(comparison.stories, key=lambda story: -len(story.documents))[:_STORIES]
            if len(story.documents) > 1
        ],
        "names": [
            [[variant.text, writer.numbers(variant.documents)] for variant in name.variants]
            for name in comparison.names
            if is_varied(name) and Section.FACTS in comparison.sections
        ][:_NAMES],
        "outlets": list(map(asdict, comparison.outlets)),
        "map": _write_map(map_documents(comparison), writer.rows.__getitem__)
        | {"none": _tell_nothing(comparison, labels)},
        "sources": _write_map(map_sources(comparison), str),
    }


def _write_map(drawn: OverlapMap[Member], name: Callable[[Member], object]) -> Object:
    """The rows, by number or by name; the cells above nothing; the tree."""
    places = {member: place for place, member in enumerate(drawn.members)}
    return {
        "rows": list(map(name, drawn.members)),
        "cells": [
            [places[left], places[right], round(share, 3)] for (left, right), share in drawn.shares.items()
        ],
        "merges": [[merge.left, merge.right, round(merge.share, 3)] for merge in drawn.merges],
        "left_out": drawn.left_out,
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    """Findings as JSON values; documents go by their number."""

    rows: dict[Document, int]
    units: Units

    def numbers(self, documents: Iterable[Document]) -> list[int]:
        return [self.rows[document] for document in documents]

    def range(self, span: Span) -> list[int]:
        of = self.units.of
        return [of(span.document, span.start), of(span.document, span.end)]

    def place(self, span: Span) -> list[int]:
        """Document, start, end, line."""
        return [self.rows[span.document], *self.range(span), span.line]

    def piece(self, document: Document, piece: Piece) -> list[object]:
        """Where a piece begins, its first line, and its characters."""
        start, end = piece
        return [self.units.of(document, start), document.line_of(start), document.text[start:end]]

    def hits(self, findings: Iterable[Finding]) -> dict[Document, list[list[int]]]:
        """Of each document where findings stand, as start, end and number of the finding."""
        hits: dict[Document, list[list[int]]] = {}
        for number, finding in enumerate(findings):
            for span in dict.fromkeys(version.span for version in finding.versions):
                hits.setdefault(span.document, []).append([*self.range(span), number])
        return hits

    def details(self, finding: Finding) -> Object:
        return {
            "versions": list(map(self.version, finding.versions)),
            "columns": self.numbers(finding.columns),
            "rows": list(map(self.row, finding.rows)),
            "remarks": list(finding.remarks),
        }

    def version(self, version: Version) -> Object:
        value: Object = {"at": self.place(version.span)}
        if version.stretches:
            value["parts"] = [
                [str(one.part), self.place(one.span), int(one.spaced), one.words] for one in version.stretches
            ]
        for name in ("voice", "heading"):
            if text := getattr(version, name):
                value[name] = text
        return value

    def row(self, row: Row) -> Object:
        cells = [[self.said(one) for one in cell] for cell in row.cells]
        return {"name": row.name, "status": str(row.status), "cells": cells}

    def said(self, said: Said) -> Object:
        return {
            "in": self.numbers(said.documents),
            "text": said.text,
            "normal": said.normal,
            "at": self.place(said.span) if said.span else None,
        }
