"""The part of the report on text that documents share word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.aligned import EDIT_KEY, Version, align_versions
from compare.render.copies import LARGEST_MATRIX, render_copies, render_matrix
from compare.render.escape import escape_line
from compare.render.layout import (
    count_of,
    hang,
    heading,
    left_out,
    pad,
    shorten,
    width_of,
    wrap,
    wrap_shortened,
)
from compare.render.page import UNICODE_MARKS, Style
from compare.render.tree import Link, render_tree
from compare.results import Op, OverlapKind, PassageKind
from compare.settings import By, Unit
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Span
    from compare.render.labels import Labels
    from compare.render.page import Marks, Page
    from compare.results import Comparison, Overlap, Passage, SourceOverlap
    from compare.settings import CompareSettings

_SAME_LINES = 2
_SUMMARIES = {PassageKind.SUMMARY_LEFT, PassageKind.SUMMARY_RIGHT}
_HEAD = ["", "", "Jaccard", "of left", "of right", "longest run"]
_MOST_ALIKE = 0.99  # said of a passage with edits
_NAME_WIDTH = 8  # columns that the name of a source needs
KIND_NAMES = {
    OverlapKind.EXACT: "the same",
    OverlapKind.NEAR: "near copy",
    OverlapKind.INSIDE: "inside",
    OverlapKind.NONE: "",
}


def render_overlap(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Pairs of documents with shared text, then the passages."""
    pairs = [overlap for overlap in comparison.overlaps if shares_text(overlap, comparison.settings)]
    sources = [pair for pair in comparison.source_overlaps if sources_share(pair, comparison.settings)]
    found = comparison.overlaps or comparison.passages
    note = (
        describe_source_overlap(sources)
        if comparison.by is By.SOURCE
        else describe_overlap(comparison, pairs)
    )
    lines = heading("OVERLAP", note, page) if found else []
    if comparison.by is By.SOURCE:
        lines += _sources(sources, page)
    elif pairs:
        lines += render_matrix(comparison.overlaps, page, labels)
        if len(comparison.documents) > LARGEST_MATRIX:
            lines += _tree(comparison, page, labels)
        lines += [*_table(pairs[: page.top], page, labels), *left_out(len(pairs), page)]
    elif comparison.overlaps:
        lines += _longest_run(comparison.overlaps, page, labels)
    copies, passages = comparison.listed_copies, comparison.listed_passages
    for index, group in enumerate(copies[: page.top]):
        lines += ([] if index else [""]) + render_copies(group, page, labels)
    lines += left_out(len(copies), page)
    key = _edit_key(passages[: page.top], page)
    lines += key
    for index, passage in enumerate(passages[: page.top]):
        lines += ([] if index or key else [""]) + render_passage(passage, page, labels)
    return [*lines, *left_out(len(passages), page), *_unlisted(comparison, page, labels)]


def _edit_key(passages: Sequence[Passage], page: Page) -> list[str]:
    """How passages with edits are read, before the first of some that have any."""
    if all(passage.is_verbatim or passage.kind in _SUMMARIES for passage in passages):
        return []
    return ["", *(page.paint(line, Style.QUIET) for line in hang(" ", wrap(EDIT_KEY, page.width - 1)))]


def name_pairs(comparison: Comparison, labels: Labels) -> dict[str, Overlap]:
    """The pairs of documents that share text, by the name under which one can be shown: A-B."""
    return {
        f"{labels.letters[pair.left]}-{labels.letters[pair.right]}": pair
        for pair in comparison.overlaps
        if shares_text(pair, comparison.settings)
    }


def render_pair(pair: Overlap, page: Page, labels: Labels) -> list[str]:
    """How much text two documents share, and the longest run of words in both."""
    return [*_table([pair], page, labels), *_longest_run([pair], page, labels)]


def describe_unlisted(comparison: Comparison, labels: Labels) -> list[str]:
    """Where the passages stand that are not listed: in copies, or twice in one text."""
    listed = {id(one) for one in (*comparison.listed_passages, *comparison.repeats)}
    whole = [one for one in comparison.passages if id(one) not in listed]
    repeats = comparison.repeats
    notes = []
    if whole:
        pairs = dict.fromkeys(
            f"{labels.letters[one.left.document]} {labels.letters[one.right.document]}" for one in whole
        )
        what = "passage is all of a copy" if len(whole) == 1 else "passages are all of copies"
        notes.append(f"{len(whole):,} {what}: {', '.join(pairs)}")
    if repeats:
        names = ", ".join(f"{one.id} in {labels.letters[one.left.document]}" for one in repeats)
        stand = "passage stands" if len(repeats) == 1 else "passages stand"
        notes.append(f"{len(repeats):,} {stand} twice in one text: {names}")
    return notes


def _unlisted(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    return [
        page.paint(line, Style.QUIET)
        for note in describe_unlisted(comparison, labels)
        for line in hang(" ", wrap_shortened(note, page.width - 1, page, lines=2))
    ]


def render_passage(passage: Passage, page: Page, labels: Labels) -> list[str]:
    """A passage: once if both have the same words, else both versions, word under word."""
    size = count_of(count_counted_words(passage.left.text), "word")
    places = labels.place(passage.left), labels.place(passage.right)
    name = page.paint(passage.id, Style.STRONG)
    if passage.kind in _SUMMARIES:
        return _summary(passage, page, labels)
    if passage.is_verbatim:
        text = page.text(passage.left.text)
        lines = wrap_shortened(text, page.width - 4, page, lines=page.limit(_SAME_LINES))
        return [f" {name} {size}, word for word in {places[0]} and {places[1]}", *hang("    ", lines)]
    kept = tuple(
        (_part(passage.left, edit.left), _part(passage.right, edit.right))
        for edit in passage.edits
        if edit.op is Op.SAME
    )
    how = "reworded, " if passage.kind is PassageKind.REWORDED else ""
    title = f" {name} {size}, {how}{tell_similarity(passage)}"
    return [title, *align_versions(places[0], passage.left, [Version(places[1], passage.right, kept)], page)]


def tell_similarity(passage: Passage) -> str:
    """How much of a passage with edits is the same; the edits are never nothing, however few they are."""
    return f"{min(passage.similarity, _MOST_ALIKE):.0%} the same"


def _summary(passage: Passage, page: Page, labels: Labels) -> list[str]:
    """Both places, the shorter one first."""
    short, long = (passage.left, passage.right)[:: 1 if passage.kind is PassageKind.SUMMARY_LEFT else -1]
    sizes = [count_of(count_counted_words(side.text), "word") for side in (short, long)]
    lines = [f" {page.paint(passage.id, Style.STRONG)} {sizes[0]} that may sum up {sizes[1]}"]
    gutter = max(width_of(labels.place(side)) for side in (short, long)) + 4
    for side in (short, long):
        text = wrap_shortened(page.text(side.text), page.width - gutter, page, lines=page.limit(_SAME_LINES))
        lines += hang(pad(f"  {labels.place(side)}", gutter), text)
    return lines


def _part(span: Span, place: tuple[int, int]) -> Span:
    return type(span)(span.document, *place)


def _tree(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Of many documents, which has most of which one's text."""
    document_of = {letter: document for document, letter in labels.letters.items()}

    def name(letter: str) -> str:
        document = document_of[letter]
        return f"{letter}  {page.text(document.title or labels.keys[document])}"

    links = (
        Link(labels.letters[one.left], labels.letters[one.right], one.reused_left, one.reused_right)
        for one in comparison.overlaps
    )
    return render_tree(links, name, page)


def shares_text(overlap: Overlap, settings: CompareSettings) -> bool:
    """Whether the pair is worth a row: it shares passages or, by Jaccard, a run of whole words."""
    passages = max(overlap.reused_left, overlap.reused_right) > 0
    # Parts of one hyphenated word are a shingle, but a run of no words.
    shingles = overlap.jaccard > 0 and _has_run(overlap, settings)
    return overlap.kind is not OverlapKind.NONE or passages or shingles


def sources_share(pair: SourceOverlap, settings: CompareSettings) -> bool:
    """Whether a pair of sources is worth a row, as a pair of documents is."""
    return bool(pair.pairs or pair.copies) or (pair.jaccard > 0 and _has_run(pair, settings))


def _has_run(overlap: Overlap | SourceOverlap, settings: CompareSettings) -> bool:
    return settings.unit is Unit.CHAR or overlap.longest_run >= settings.shingle_size


def describe_overlap(comparison: Comparison, pairs: list[Overlap]) -> str:
    """How many pairs share text, in words."""
    shingle = f"{comparison.settings.shingle_size}-word"
    if len(comparison.documents) == 1:
        return "within one document"
    if not pairs:
        return f"no {shingle} run in two documents"
    count = count_of(len(pairs), "pair")
    if all(_has_run(overlap, comparison.settings) for overlap in pairs):
        return f"{count} with {shingle} runs in common"
    return f"{count} that share{'s' if len(pairs) == 1 else ''} text"


def describe_source_overlap(pairs: Sequence[SourceOverlap]) -> str:
    """How many pairs of sources share text, in words."""
    if not pairs:
        return "no text in two sources"
    return f"{count_of(len(pairs), 'pair')} of sources that share{'s' if len(pairs) == 1 else ''} text"


def _table(pairs: list[Overlap], page: Page, labels: Labels) -> list[str]:
    """A row a pair, under the names of the columns."""
    rows = [[*_HEAD, ""], *([*_row(overlap, labels), ""] for overlap in pairs)]
    room = page.width - _width(rows)
    for row, overlap in zip(rows[1:], pairs, strict=True):
        row[-1] = _fit_notes(describe_sides(overlap, labels), room, page)
    return _lay_out(rows, page)


def _fit_notes(notes: str, room: int, page: Page) -> str:
    """The notes, or the first of them and an ellipsis; none where not even that one fits."""
    if width_of(notes) <= room:
        return notes
    first = " ".join(notes.split()[:2]).rstrip(",") + page.marks.ellipsis
    return first if width_of(first) <= room else ""


def _row(overlap: Overlap, labels: Labels) -> list[str]:
    letters = f"{labels.letters[overlap.left]} {labels.letters[overlap.right]}"
    return [letters, KIND_NAMES[overlap.kind], *_figures(overlap)]


def describe_sides(overlap: Overlap, labels: Labels) -> str:
    """Which side is earlier, which has more."""
    earlier, fuller = overlap.earlier, overlap.fuller
    if earlier is not None and earlier is fuller:
        return f"{labels.letters[earlier]} earlier and fuller"
    notes = ((earlier, "earlier"), (fuller, "fuller"))
    return ", ".join(f"{labels.letters[document]} {what}" for document, what in notes if document)


def _figures(overlap: Overlap | SourceOverlap) -> list[str]:
    return [
        f"{overlap.jaccard:.3f}",
        f"{overlap.reused_left:.0%}",
        f"{overlap.reused_right:.0%}",
        count_of(overlap.longest_run, "word"),
    ]


def _sources(shown: Sequence[SourceOverlap], page: Page) -> list[str]:
    """A row a pair of sources that share text."""
    links = (Link(one.left, one.right, one.reused_left, one.reused_right) for one in shown)
    tree = render_tree(links, page.text, page)
    rows = [[*_HEAD, "pairs", "copies"]]
    rows += [["", "", *_figures(pair), f"{pair.pairs:,}", f"{pair.copies:,}"] for pair in shown[: page.top]]
    if page.width - _width(rows) < 2 * _NAME_WIDTH:
        rows = [row[: len(_HEAD)] for row in rows]
    room = max((page.width - _width(rows)) // 2, 1)
    for row, pair in zip(rows[1:], shown, strict=False):
        row[:2] = (shorten(page.text(name), room, page) for name in (pair.left, pair.right))
    return [*tree, *_lay_out(rows, page), *left_out(len(shown), page)] if shown else []


def _width(rows: list[list[str]]) -> int:
    """What a table takes of the page without what its empty cells are to hold."""
    return sum(2 + max(map(width_of, column)) for column in zip(*rows, strict=True))


def _lay_out(rows: list[list[str]], page: Page) -> list[str]:
    table = tabulate(
        rows,
        tablefmt="plain",
        disable_numparse=True,
        colalign=["left", "left", *["right"] * (len(_HEAD) - 2), *["left"] * (len(rows[0]) - len(_HEAD))],
    )
    head, *lines = [f" {line}".rstrip() for line in table.splitlines()]
    return [page.paint(head, Style.QUIET), *lines]


def describe_longest_run(overlaps: Sequence[Overlap], labels: Labels, marks: Marks = UNICODE_MARKS) -> str:
    """The longest run of words in two documents, its words and places; nothing where there is none."""
    longest = max(overlaps, key=lambda overlap: overlap.longest_run)
    if longest.run_left is None or longest.run_right is None:
        return ""
    places = f"{labels.place(longest.run_left)} {labels.place(longest.run_right)}"
    words = count_of(longest.longest_run, "word")
    text = f"{marks.opening}{escape_line(longest.run_left.text)}{marks.closing}"
    return f"longest run in both: {words}, {text}  {places}"


def _longest_run(overlaps: Sequence[Overlap], page: Page, labels: Labels) -> list[str]:
    """One line on the longest run of words, which is shorter than a shingle."""
    return hang("  ", wrap(page.text(describe_longest_run(overlaps, labels, page.marks)), page.width - 2))
