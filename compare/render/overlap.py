"""The part of the report on text that documents share word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.aligned import Version, align_versions
from compare.render.layout import count_of, hang, heading, left_out, wrap, wrap_shortened
from compare.render.page import Style
from compare.results import Op, OverlapKind
from compare.settings import Unit
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from compare.model import Span
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Overlap, Passage
    from compare.settings import CompareSettings

_SAME_LINES = 2
_KIND_NAMES = {
    OverlapKind.EXACT: "the same",
    OverlapKind.NEAR: "near copy",
    OverlapKind.INSIDE: "one in the other",
    OverlapKind.NONE: "",
}


def render_overlap(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Pairs of documents with shared text, then the passages."""
    pairs = [overlap for overlap in comparison.overlaps if _shares_text(overlap, comparison.settings)]
    lines = heading("OVERLAP", _note(comparison, pairs), page) if comparison.overlaps else []
    if pairs:
        lines += [*_table(pairs[: page.top], page, labels), *left_out(len(pairs), page)]
    elif comparison.overlaps:
        lines += _longest_run(comparison.overlaps, page, labels)
    for index, passage in enumerate(comparison.passages[: page.top]):
        lines += ([] if index else [""]) + render_passage(passage, page, labels)
    return [*lines, *left_out(len(comparison.passages), page)]


def render_passage(passage: Passage, page: Page, labels: Labels) -> list[str]:
    """A passage: once if both have the same words, else both versions, word under word."""
    size = count_of(count_counted_words(passage.left.text), "word")
    places = labels.place(passage.left), labels.place(passage.right)
    name = page.paint(passage.id, Style.STRONG)
    if all(edit.op is Op.SAME for edit in passage.edits):
        text = page.text(passage.left.text)
        lines = wrap_shortened(text, page.width - 4, page, lines=page.limit(_SAME_LINES))
        return [f" {name} {size}, word for word in {places[0]} and {places[1]}", *hang("    ", lines)]
    kept = tuple(
        (_part(passage.left, edit.left), _part(passage.right, edit.right))
        for edit in passage.edits
        if edit.op is Op.SAME
    )
    title = f" {name} {size}, {passage.similarity:.0%} the same"
    return [title, *align_versions(places[0], passage.left, [Version(places[1], passage.right, kept)], page)]


def _part(span: Span, place: tuple[int, int]) -> Span:
    return type(span)(span.document, *place)


def _shares_text(overlap: Overlap, settings: CompareSettings) -> bool:
    """Whether the pair is worth a row; parts of one hyphenated word are a run of no words."""
    shares = max(overlap.jaccard, overlap.containment_left, overlap.containment_right) > 0
    runs = settings.unit is Unit.CHAR or overlap.longest_run >= settings.shingle_size
    return overlap.kind is not OverlapKind.NONE or (shares and runs)


def _note(comparison: Comparison, pairs: list[Overlap]) -> str:
    shingle = f"{comparison.settings.shingle_size}-word"
    if not pairs:
        return f"no {shingle} run in two documents"
    return f"{count_of(len(pairs), 'pair')} with {shingle} runs in common"


def _table(pairs: list[Overlap], page: Page, labels: Labels) -> list[str]:
    """A row a pair, under the names of the columns."""
    names = ["", "", "Jaccard", "left in right", "right in left", "longest run"]
    table = tabulate(
        [names, *(_row(overlap, labels) for overlap in pairs)],
        tablefmt="plain",
        disable_numparse=True,
        colalign=("left", "left", "right", "right", "right", "right"),
    )
    head, *rows = [f" {line}".rstrip() for line in table.splitlines()]
    return [page.paint(head, Style.QUIET), *rows]


def _row(overlap: Overlap, labels: Labels) -> list[str]:
    return [
        labels.letters[overlap.left] + " " + labels.letters[overlap.right],
        _KIND_NAMES[overlap.kind],
        f"{overlap.jaccard:.3f}",
        f"{overlap.containment_left:.0%}",
        f"{overlap.containment_right:.0%}",
        count_of(overlap.longest_run, "word"),
    ]


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
