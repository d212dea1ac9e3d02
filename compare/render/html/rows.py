"""The attributes of a finding as a table: a column a document where these are few, else by value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.html.view import Row, Said
from compare.results import WORDING, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document
    from compare.results import Attribute, Change, Value

_MOST_COLUMNS = 3
_ORDER = (Status.DIFFERS, Status.COMPATIBLE, Status.SAME, Status.ONE_SIDED)
# A longer normal value is no word for a kind of thing, but the words again.
_LONGEST_NORMAL = 24


def tabulate_facts(
    attributes: Sequence[Attribute], documents: tuple[Document, ...]
) -> tuple[tuple[Document, ...], tuple[Row, ...]]:
    """The columns, none where one cell holds the values of all documents, and a row an attribute."""
    attributes = sorted(attributes, key=lambda one: (one.name == WORDING, _ORDER.index(one.shown_as)))
    if len(documents) > _MOST_COLUMNS:
        return (), tuple(Row(one.name, one.shown_as, (_group_by_value(one.values),)) for one in attributes)
    return documents, tuple(
        Row(one.name, one.shown_as, tuple(_say_of(one.values, document) for document in documents))
        for one in attributes
    )


def tabulate_changes(changes: Iterable[Change]) -> tuple[Row, ...]:
    """A row for each thing that a later version gives otherwise."""
    rows: dict[tuple[str, str, str], Row] = {}
    for one in changes:
        row = Row(one.kind, Status.DIFFERS, ((_say(one.left),), (_say(one.right),)))
        rows.setdefault((one.kind, one.left.text, one.right.text), row)
    return tuple(rows.values())


def contrast(attributes: Sequence[Attribute]) -> str:
    """The first attribute in which documents part, with the values of two of them."""
    signs = {Status.DIFFERS: "≠", Status.COMPATIBLE: "~"}
    parted = [one for one in attributes if one.shown_as in signs]
    parted.sort(key=lambda one: (one.name == WORDING, one.shown_as is not Status.DIFFERS))
    for attribute in parted:
        texts = list(dict.fromkeys(said.text for said in _group_by_value(attribute.values)))
        if len(texts) > 1:
            return f"{attribute.name}: {texts[0]} {signs[attribute.shown_as]} {texts[1]}"
    return ""


def _say_of(values: Iterable[Value], document: Document) -> tuple[Said, ...]:
    own: dict[str, Said] = {}
    for value in values:
        if value.document is document:
            own.setdefault(value.text or value.normal, _say(value))
    return tuple(own.values())


def _group_by_value(values: Iterable[Value]) -> tuple[Said, ...]:
    """A value with all documents that give it, the most common first."""
    groups: dict[str, list[Value]] = {}
    for value in values:
        groups.setdefault(value.normal, []).append(value)
    ordered = sorted(groups.values(), key=len, reverse=True)
    return tuple(_say(same[0], tuple(dict.fromkeys(one.document for one in same))) for same in ordered)


def _say(value: Value, documents: tuple[Document, ...] = ()) -> Said:
    text = value.text or value.normal
    plain = value.normal.casefold()
    more = plain != text.casefold() and len(plain) <= _LONGEST_NORMAL
    return Said(documents or (value.document,), text, value.normal if more else "", value.span)
