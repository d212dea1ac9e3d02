"""The part of the report on what one document alone has, and on what was set aside or skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.layout import count_of, hang, heading, left_out, pad, shorten, width_of, wrap_shortened
from compare.render.page import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Furniture, Only, Quote, Skipped

# Of each kind so many are shown for a document, of few documents and of many.
_ITEMS, _ITEMS_OF_MANY = 3, 1
_MANY = 4


def render_only(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """For each document, the quotes, claims and names that no other has."""
    shown = [one for one in comparison.only if one.quotes or one.claims or one.names]
    if not shown:
        return []
    lines = heading("ONLY IN ONE", "what no other document has", page)
    items = page.limit(_ITEMS if len(shown) < _MANY else _ITEMS_OF_MANY)
    for one in shown[: page.top]:
        lines += _document(one, items, page, labels)
    return [*lines, *left_out(len(shown), page)]


def _document(only: Only, items: int, page: Page, labels: Labels) -> list[str]:
    """Counts, then the first few of each kind."""
    counts = [(only.quotes, "quote"), (only.claims, "claim"), (only.names, "name")]
    total = f" {page.marks.dot} ".join(count_of(len(found), noun) for found, noun in counts if found)
    rows = [(labels.place(quote.span), _quote(quote, page)) for quote in only.quotes[:items]]
    rows += [(labels.place(span), page.text(span.text)) for span in only.claims[:items]]
    letter = page.paint(labels.letters[only.document], Style.STRONG)
    lines = 1 if items == _ITEMS_OF_MANY else 2
    return [f" {letter}  {total}", *_items(rows, page), *_names(only.names, lines, page)]


def _quote(quote: Quote, page: Page) -> str:
    """Who said it, and its words."""
    speaker = f"{page.text(quote.speaker)}: " if quote.speaker else ""
    return speaker + page.text(quote.span.text)


def _items(rows: Sequence[tuple[str, str]], page: Page) -> list[str]:
    gutter = max((width_of(place) for place, _ in rows), default=0) + 6
    return [pad(f"    {place}", gutter) + shorten(text, page.width - gutter, page) for place, text in rows]


def _names(names: Sequence[str], lines: int, page: Page) -> list[str]:
    if not names:
        return []
    text = "names: " + ", ".join(map(page.text, names))
    return hang("    ", wrap_shortened(text, page.width - 4, page, lines=page.limit(lines)))


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
