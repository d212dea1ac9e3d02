"""The part of the report on groups of copies, and the matrix of what documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.layout import count_of, hang, wrap
from compare.render.page import Style
from compare.results import OverlapKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import CopyGroup, Overlap

# With more documents than this a matrix is too wide to be read.
LARGEST_MATRIX = 12
# Letters of a group shown for each finding that the page shows: a line or two.
_LETTERS = 4
_FEWEST = 3  # documents from which there is more than one pair


def render_matrix(overlaps: Sequence[Overlap], page: Page, labels: Labels) -> list[str]:
    """The share of each document, a row, that stands in each other one; of a few that share text."""
    documents = list(labels.letters)
    reused: dict[tuple[Document, Document], float] = {}
    for overlap in overlaps:
        reused[overlap.left, overlap.right] = overlap.reused_left
        reused[overlap.right, overlap.left] = overlap.reused_right
    if not _FEWEST <= len(documents) <= LARGEST_MATRIX or not any(reused.values()):
        return []
    letters = [labels.letters[document] for document in documents]
    rows = [
        [letter, *(_cell(reused.get((row, column), 0.0), page) for column in documents)]
        for letter, row in zip(letters, documents, strict=True)
    ]
    table = tabulate(
        [["", *letters], *rows],
        tablefmt="plain",
        disable_numparse=True,
        colalign=["left"] + ["right"] * len(letters),
    )
    head, *lines = [f" {line}".rstrip() for line in table.splitlines()]
    note = page.paint(" share of each row's text that stands in the column's", Style.QUIET)
    return [note, page.paint(head, Style.QUIET), *lines, ""]


def _cell(part: float, page: Page) -> str:
    return f"{part:.0%}" if part else page.marks.dot


def render_copies(group: CopyGroup, page: Page, labels: Labels) -> list[str]:
    """A group: how many, which, and what is known of where the text comes from."""
    what = "share most of a text" if group.kind is OverlapKind.NONE else "copies of one text"
    size = count_of(len(group.documents), "document")
    parts = [f"{size}, {what}: {_letters(group.documents, page, labels)}"]
    if group.agency:
        parts.append(f"a text of {page.text(group.agency)} in {_letters(group.carriers, page, labels)}")
    if group.fullest:
        parts.append(f"fullest {labels.letters[group.fullest]}")
    if group.earliest and group.earliest.published:
        parts.append(f"earliest {labels.letters[group.earliest]}, {group.earliest.published.isoformat()}")
    named = sorted({page.text(credit.agency) for credit in group.credits} - {group.agency})
    if named:
        parts.append(f"credited to {', '.join(named)}")
    name = f" {group.id} "
    lines = hang(name, wrap(f" {page.marks.dot} ".join(parts), page.width - len(name)))
    return [lines[0].replace(group.id, page.paint(group.id, Style.STRONG), 1), *lines[1:]]


def _letters(documents: Sequence[Document], page: Page, labels: Labels) -> str:
    """The letters of the documents, and how many more there are than are shown."""
    letters = labels.letters_of(documents).split()
    shown = letters[: page.limit(_LETTERS * page.top)]
    more = len(letters) - len(shown)
    return " ".join(shown) + (f" and {more:,} more" if more else "")
