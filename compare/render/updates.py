"""The part of the report on articles that are there in several versions: what the later one changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.layout import count_of, hang, heading, left_out, pad, width_of, wrap_shortened
from compare.render.page import Style
from compare.results import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Change, Comparison, Update, Value

_KINDS = list(ChangeKind)
_KIND_WIDTH = max(map(len, _KINDS))


def render_updates(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Each version of an article beside the one before it."""
    updates = comparison.updates
    if not updates:
        return []
    note = f"{count_of(len(updates), 'other version')} of articles: no conflict"
    lines = heading("UPDATES", note, page)
    changed = [update for update in updates if update.changes]
    for update in changed[: page.top]:
        lines += render_update(update, page, labels)
    lines += left_out(len(changed), page)
    if others := [update for update in updates if not update.changes]:
        more, verb = "more " if changed else "", "changes" if len(others) == 1 else "change"
        which = ", ".join(labels.letters_of((one.left, one.right)) for one in others)
        text = f"{len(others):,} {more}{verb} no figure, date, name or denial: {which}"
        lines += hang(" ", wrap_shortened(text, page.width - 1, page, lines=page.limit(2)))
    return lines


def render_update(update: Update, page: Page, labels: Labels) -> list[str]:
    """Which version follows which, and what it changes, each thing once with its places."""
    sides = [_name_version(side, labels) for side in (update.left, update.right)]
    head = f" {page.marks.arrow} ".join(sides) if update.ordered else " and ".join(sides)
    if not update.ordered:
        head += "  (which is later is not known)"
    lines = [f" {page.paint(update.id, Style.STRONG)} {head}"]
    changes: dict[tuple[ChangeKind, str, str], list[Change]] = {}
    for change in update.changes:
        key = change.kind, _words(change.left, page), _words(change.right, page)
        changes.setdefault(key, []).append(change)
    for (kind, left, right), same in sorted(changes.items(), key=lambda item: _KINDS.index(item[0][0])):
        places = _list_places((one.right for one in same), labels)
        first = f"  {pad(kind, _KIND_WIDTH)}  "
        text = f"{left} {page.marks.arrow if update.ordered else '/'} {right} ({places})"
        room = page.width - width_of(first)
        lines += hang(first, wrap_shortened(text, room, page, lines=page.limit(2)))
    return lines


def _name_version(document: Document, labels: Labels) -> str:
    date = f" {document.published.isoformat()}" if document.published else ""
    return f"{labels.letters[document]}{date}"


def _words(value: Value, page: Page) -> str:
    """The words; of a bare number its normal value, which says what it counts."""
    return page.text(value.normal if value.normal.startswith(value.text + " ") else value.text)


def _list_places(values: Iterable[Value], labels: Labels) -> str:
    return ", ".join(dict.fromkeys(labels.place(value.span) for value in values if value.span))
