"""The part of the report on text that documents share word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.aligned import Version, align_versions
from compare.render.layout import count_of, hang, heading, left_out, shorten, wrap
from compare.render.page import Style
from compare.results import Op, OverlapKind
from compare.text.words import count_words

if TYPE_CHECKING:
    from compare.model import Span
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Overlap, Passage

_KIND_NAMES = {
    OverlapKind.EXACT: "the same",
    OverlapKind.NEAR: "near copy",
    OverlapKind.INSIDE: "one in the other",
    OverlapKind.NONE: "",
}


def render_overlap(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Pairs of documents with shared text, then the passages."""
    pairs = [overlap for overlap in comparison.overlaps if _shares_text(overlap)]
    lines = heading("OVERLAP", _note(comparison, pairs), page) if comparison.overlaps else []
    if pairs:
        lines += [*_table(pairs[: page.top], page, labels), *left_out(len(pairs), page)]
    elif comparison.overlaps:
        lines += _longest_run(comparison.overlaps, page, labels)
    for passage in comparison.passages[: page.top]:
        lines += ["", *render_passage(passage, page, labels)]
    return [*lines, *left_out(len(comparison.passages), page)]


def render_passage(passage: Passage, page: Page, labels: Labels) -> list[str]:
    """A passage in both its versions, word under word."""
    size = count_of(count_words(passage.left.text), "word")
    title = f" {page.paint(passage.id, Style.STRONG)} {size}, {passage.similarity:.0%} the same"
    kept = tuple(
        (_part(passage.left, edit.left), _part(passage.right, edit.right))
        for edit in passage.edits
        if edit.op is Op.SAME
    )
    version = Version(labels.place(passage.right), passage.right, kept)
    return [title, *align_versions(labels.place(passage.left), passage.left, [version], page)]


def _part(span: Span, place: tuple[int, int]) -> Span:
    return type(span)(span.document, *place)


def _shares_text(overlap: Overlap) -> bool:
    shares = max(overlap.jaccard, overlap.containment_left, overlap.containment_right)
    return overlap.kind is not OverlapKind.NONE or shares > 0


def _note(comparison: Comparison, pairs: list[Overlap]) -> str:
    shingle = f"{comparison.settings.shingle_size}-word"
    total = count_of(len(comparison.overlaps), "pair")
    if not pairs:
        return f"{total}, no {shingle} run in both"
    return f"{len(pairs):,} of {total} share {shingle} runs"


def _table(pairs: list[Overlap], page: Page, labels: Labels) -> list[str]:
    """A row a pair; of the longest run as much as there is room for."""
    numbers = [_numbers(overlap, labels) for overlap in pairs]
    headers = ["", "", "Jaccard", "left in right", "right in left", "longest run"]
    table = tabulate(
        numbers,
        headers=headers,
        tablefmt="plain",
        disable_numparse=True,
        colalign=("left", "left", "right", "right", "right", "right"),
    ).splitlines()
    room = page.width - max(map(len, table)) - 3
    texts = ["", *(_run_text(overlap, room, page) for overlap in pairs)]
    return [f" {line}  {text}".rstrip() for line, text in zip(table, texts, strict=True)]


def _numbers(overlap: Overlap, labels: Labels) -> list[str]:
    return [
        labels.letters[overlap.left] + " " + labels.letters[overlap.right],
        _KIND_NAMES[overlap.kind],
        f"{overlap.jaccard:.3f}",
        f"{overlap.containment_left:.0%}",
        f"{overlap.containment_right:.0%}",
        count_of(overlap.longest_run, "word"),
    ]


def _run_text(overlap: Overlap, room: int, page: Page) -> str:
    if overlap.run_left is None or room < 12:  # noqa: PLR2004 - fewer columns show no words
        return ""
    marks = page.marks
    return marks.opening + shorten(page.text(overlap.run_left.text), room - 2, page) + marks.closing


def _longest_run(overlaps: tuple[Overlap, ...], page: Page, labels: Labels) -> list[str]:
    """One line on the longest run of words, which is shorter than a shingle."""
    longest = max(overlaps, key=lambda overlap: overlap.longest_run)
    if longest.run_left is None or longest.run_right is None:
        return []
    places = f"{labels.place(longest.run_left)} {labels.place(longest.run_right)}"
    marks = page.marks
    text = f"{marks.opening}{page.text(longest.run_left.text)}{marks.closing}"
    words = count_of(longest.longest_run, "word")
    return hang("  ", wrap(f"longest run in both: {words}, {text}  {places}", page.width - 2))
