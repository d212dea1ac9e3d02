"""The part of the report on what one document alone has, and on what was set aside or skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

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
from compare.render.page import DEFAULT_TOP, Style
from compare.settings import By, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Skipped, Span
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Furniture, Only, Quote

# From so many documents on, each has one line beside other parts of the report.
_MANY = 4
# Of each kind so many items are shown with `--top` at its default.
_ITEMS = 4
_ITEM_LINES = 2
_NAME_LINES = 2
_NAME_WIDTH = 24  # columns for the name of a source


def render_only(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """For each document, the quotes, claims and names that no other has.

    Of many, how many and some names, unless nothing else was asked for.
    """
    named = name_only(comparison, labels)
    if not named:
        return []
    shown, first = list(named.values()), next(iter(named))
    note = describe_only(comparison)
    if len(shown) >= _MANY and comparison.sections > {Section.ONLY}:
        lines = heading("ONLY IN ONE", f"{note}; --only only lists it", page)
        return [*lines, *_table(shown[: page.top], page, labels), *left_out(len(shown), page)]
    lines = heading("ONLY IN ONE", f"{note}; show {first} lists all", page)
    told = bool(comparison.voices)
    lines += [
        line
        for one in shown[: max(page.top, _MANY - 1)]
        for line in _document(one, page, labels, quotes_told=told)
    ]
    return [*lines, *left_out(len(shown), page, shown=max(page.top, _MANY - 1))]


def name_only(comparison: Comparison, labels: Labels) -> dict[str, Only]:
    """What each document or source alone has, by the name under which it can be shown: only-A, only-2."""
    return {
        f"only-{labels.letters[one.document] if one.document else number}": one
        for number, one in enumerate(comparison.only, start=1)
        if one.quotes or one.claims or one.names
    }


def describe_only(comparison: Comparison) -> str:
    """What the part is about."""
    return f"what no other {'source' if comparison.by is By.SOURCE else 'document'} has"


def count_only(only: Only, *, quotes_told: bool) -> str:
    """How much of each kind one alone has; of quotes also where they are listed."""
    claims, names = count_of(len(only.claims), "claim"), count_of(len(only.names), "name")
    quotes = count_of(len(only.quotes), "quote") + (" (see who said what)" if quotes_told else "")
    counts = ((only.claims, claims), (only.names, names), (only.quotes, quotes))
    return " · ".join(text for found, text in counts if found)


def pick_claims(only: Only, limit: int) -> list[Span]:
    """The claims that say most, in the order of the text."""
    return sorted(only.claims[:limit], key=lambda span: (span.document.id, span.start))


def render_one(only: Only, page: Page, labels: Labels) -> list[str]:
    """All that one document or source alone has."""
    return _document(only, page, labels, quotes_told=False)


def _counts(only: Only) -> list[str]:
    counts = [(only.quotes, "quote"), (only.claims, "claim"), (only.names, "name")]
    return [count_of(len(found), noun) if found else "" for found, noun in counts]


def _table(shown: Sequence[Only], page: Page, labels: Labels) -> list[str]:
    """A row a document: how much it alone has, and the names."""
    rows = [[_owner(one, page, labels), *_counts(one), ""] for one in shown]
    room = page.width - sum(max(width_of(row[index]) for row in rows) + 2 for index in range(4)) - 1
    for row, one in zip(rows, shown, strict=True):
        row[4] = shorten(", ".join(map(page.text, one.names)), room, page)
    align = ("left", "right", "right", "right", "left")
    table = tabulate(rows, tablefmt="plain", disable_numparse=True, colalign=align)
    return [f" {line}".rstrip() for line in table.splitlines()]


def _document(only: Only, page: Page, labels: Labels, *, quotes_told: bool) -> list[str]:
    """Counts, then the first few of each kind; of quotes that stand with their speakers only how many."""
    items = page.limit(_ITEMS if page.top == DEFAULT_TOP else page.top)
    total = count_only(only, quotes_told=quotes_told).replace("·", page.marks.dot)
    quotes = () if quotes_told else only.quotes[:items]
    rows = [(labels.place(quote.span), _quote(quote, page)) for quote in quotes]
    rows += [(labels.place(span), page.text(span.text)) for span in pick_claims(only, items)]
    owner = page.paint(_owner(only, page, labels), Style.STRONG)
    return [f" {owner}  {total}", *_items(rows, page), *_names(only.names, page)]


def _owner(only: Only, page: Page, labels: Labels) -> str:
    """The letter of the document, or the name of the source."""
    return (
        labels.letters[only.document] if only.document else shorten(page.text(only.source), _NAME_WIDTH, page)
    )


def _quote(quote: Quote, page: Page) -> str:
    """Who said it, and its words."""
    speaker = f"{page.text(quote.speaker)}: " if quote.speaker else ""
    return speaker + page.text(quote.span.text)


def _items(rows: Sequence[tuple[str, str]], page: Page) -> list[str]:
    gutter = max((width_of(place) for place, _ in rows), default=0) + 6
    return [
        line
        for place, text in rows
        for line in hang(
            pad(f"    {place}", gutter),
            wrap_shortened(text, page.width - gutter, page, lines=page.limit(_ITEM_LINES)),
        )
    ]


def _names(names: Sequence[str], page: Page) -> list[str]:
    """As many names as fit on two lines, and how many more there are."""
    if not names:
        return []
    room = page.width - 4
    lines = page.limit(_NAME_LINES if page.top == DEFAULT_TOP else page.top)
    for shown in range(len(names), 0, -1):
        more = f" {page.marks.ellipsis} {len(names) - shown:,} more" if shown < len(names) else ""
        wrapped = wrap(f"names: {', '.join(map(page.text, names[:shown]))}{more}", room)
        if len(wrapped) <= lines:
            return hang("    ", wrapped)
    return hang("    ", wrap_shortened(f"names: {page.text(names[0])}", room, page, lines=lines))


def render_furniture(furniture: Sequence[Furniture], page: Page, labels: Labels) -> list[str]:
    """Every line that was set aside, with the rule that says so."""
    if not furniture:
        return []
    rows = [
        [labels.place(line.span), page.text(line.reason), page.text(line.span.text)] for line in furniture
    ]
    room = page.width - 6 - sum(max(width_of(row[index]) for row in rows) for index in (0, 1))
    for row in rows:
        row[2] = shorten(row[2], max(room, 1), page)
    table = tabulate(rows, tablefmt="plain", disable_numparse=True)
    title = heading("PAGE FURNITURE", f"{count_of(len(rows), 'line')} set aside", page)
    return [*title, *(f" {line}" for line in table.splitlines())]


def render_skipped(skipped: Sequence[Skipped], page: Page) -> list[str]:
    """What was not read, and why."""
    if not skipped:
        return []
    lines = heading("SKIPPED", f"{count_of(len(skipped), 'input')} not read", page)
    for one in skipped[: page.top]:
        place = page.text(one.path if one.line is None else f"{one.path}:{one.line}")
        lines += hang(" ", wrap_shortened(f"{place}: {page.text(one.reason)}", page.width - 1, page, lines=3))
    return [*lines, *left_out(len(skipped), page)]
