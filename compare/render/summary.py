"""The head of the report: what was read, the letters of the documents, and the verdict in words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.layout import count_of, hang, left_out, pad, shorten, width_of, wrap, wrap_shortened
from compare.render.page import Style
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document, Span
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison

# With more documents than this the legend turns from a table into columns of letters and titles.
LARGEST_TABLE = 10
_CELL_WIDTH = 38
_WIDE_CELL = 52  # columns that most titles need, where there is room for them
_SOURCE_WIDTH = 16


def count_own_words(comparison: Comparison) -> dict[Document, int]:
    """Words of each document outside of its page furniture."""
    spans: defaultdict[Document, list[Span]] = defaultdict(list)
    for line in comparison.furniture:
        spans[line.span.document].append(line.span)
    return {document: _count_beside(document, spans[document]) for document in comparison.documents}


def _count_beside(document: Document, spans: Iterable[Span]) -> int:
    """Words of a document outside of the spans."""
    words = 0
    position = 0
    for span in sorted(spans, key=lambda span: span.start):
        words += count_counted_words(document.text[position : span.start])
        position = max(position, span.end)
    return words + count_counted_words(document.text[position:])


def render_summary(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """The first lines of the report."""
    return [
        *_header(comparison, page),
        *render_legend(comparison, page, labels),
        *_key(comparison.documents, page, labels),
        *_verdict(comparison.verdict, page),
    ]


def _header(comparison: Comparison, page: Page) -> list[str]:
    return wrap(f" {page.marks.dot} ".join(count_read(comparison)), page.width)


def count_read(comparison: Comparison) -> list[str]:
    """How much was read, set aside and skipped."""
    counts = list(count_own_words(comparison).values())
    parts = [count_of(len(counts), "document"), count_of(sum(counts), "word")]
    if empty := counts.count(0):
        parts[0] += f" ({empty:,} without text)"
    if comparison.furniture:
        parts.append(f"{count_of(len(comparison.furniture), 'line')} of page furniture set aside")
    if comparison.skipped:
        parts.append(f"{count_of(len(comparison.skipped), 'input')} skipped")
    return parts


def render_legend(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Which letter stands for which document."""
    documents = comparison.documents
    if not documents:
        return []
    if len(documents) > LARGEST_TABLE:
        return ["", *_legend_columns(documents, page, labels)]
    return ["", *_legend_table(count_own_words(comparison), page, labels)]


def describe_places(documents: Sequence[Document], labels: Labels) -> str:
    """How a place such as A:31 is read; lines of a record are those of its text."""
    if not documents:
        return ""
    first = labels.letters[documents[0]]
    records = any(document.path != document.id for document in documents)
    return f"{first}:31 is line 31 of {f'the text of record {first}' if records else first}"


def _key(documents: Sequence[Document], page: Page, labels: Labels) -> list[str]:
    lines = hang(" ", wrap(describe_places(documents, labels), page.width - 1))
    return [page.paint(line, Style.QUIET) for line in lines]


def _legend_table(words: dict[Document, int], page: Page, labels: Labels) -> list[str]:
    """A row a document: letter, source, title and id (under each other on a short line), date, words."""
    # Where nothing else is known, the file is the source, and stands in the id.
    known = any(document.source not in labels.keys[document] for document in words)
    several = known and len({document.source for document in words}) > 1
    rows = [
        [
            labels.letters[document],
            shorten(page.text(document.source), _SOURCE_WIDTH, page) if several else "",
            page.text(document.title or ""),
            page.text(labels.keys[document]),
            document.published.isoformat() if document.published else "",
            count_of(count, "word"),
        ]
        for document, count in words.items()
    ]
    letter, source, title, name, date, count = (
        max(width_of(row[column]) for row in rows) for column in range(6)
    )
    room = page.width - letter - source - date - count - (4 + several) * 2 - 1
    if title + name > room and title:
        rows = [[*row[:2], _stack(row[2], row[3], room + 2, page), "", *row[4:]] for row in rows]
    else:
        rows = [[*row[:3], shorten(row[3], room - title, page), *row[4:]] for row in rows]
    return _plain_table(rows, ("left", "left", "left", "left", "left", "right"))


def _stack(title: str, name: str, room: int, page: Page) -> str:
    """A title, on two lines at most, with the id under it on one."""
    lines = wrap_shortened(title, room, page, lines=2) if title else []
    return "\n".join([*lines, page.paint(shorten(name, room, page), Style.QUIET)])


def _plain_table(rows: Sequence[Sequence[str]], align: Sequence[str]) -> list[str]:
    """Rows without a frame, one column in; empty columns take no room."""
    used = [index for index in range(len(align)) if any(row[index] for row in rows)]
    table = tabulate(
        [[row[index] for index in used] for row in rows],
        tablefmt="plain",
        disable_numparse=True,
        colalign=[align[index] for index in used],
    )
    return [f" {line}".rstrip() for line in table.splitlines()]


def _legend_columns(documents: Sequence[Document], page: Page, labels: Labels) -> list[str]:
    """Letters and titles in columns, read downwards, as many as fit."""
    shown = documents[: max(4 * page.top, 2 * LARGEST_TABLE + page.top, 50)]
    room = page.width - 1
    columns = max(1, min(room // (_CELL_WIDTH + 1), max(2, room // _WIDE_CELL)))
    cell = (room - 2 * (columns - 1)) // columns
    rows = -(-len(shown) // columns)
    letters = max(width_of(labels.letters[document]) for document in shown)
    names = [
        pad(labels.letters[document], letters) + " " + _name(document, cell - letters - 1, page, labels)
        for document in shown
    ]
    lines = [" " + "  ".join(pad(name, cell) for name in names[row::rows]) for row in range(rows)]
    return [*(line.rstrip() for line in lines), *left_out(len(documents), page, shown=len(shown))]


def _name(document: Document, width: int, page: Page, labels: Labels) -> str:
    return shorten(page.text(document.title or labels.keys[document]), width, page)


def _verdict(verdict: Sequence[str], page: Page) -> list[str]:
    lines = [line for sentence in verdict for line in wrap(page.text(sentence), page.width - 4)]
    return ["", *(f"  {page.paint(line, Style.STRONG)}" for line in lines)] if lines else []
