"""What documents say of one thing, attribute by attribute: side by side, or grouped by value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.layout import hang, pad, width_of, wrap_shortened
from compare.render.page import Style
from compare.results import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document, Span
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Attribute, Value

# Narrower columns break most lines after a word or two.
_NARROWEST_COLUMN = 24
_CELL_LINES = 3
_WIDEST_KIND = 16
_SPEAKER = "speaker"
_STYLES = {Status.DIFFERS: Style.CHANGED, Status.ONE_SIDED: Style.ADDED, Status.COMPATIBLE: Style.QUIET}


def render_attributes(
    attributes: Sequence[Attribute], mentions: Sequence[Span], page: Page, labels: Labels
) -> list[str]:
    """The attributes of a fact: a column a document where there is room, else a row a value."""
    if not attributes:
        return []
    documents = list(dict.fromkeys(span.document for span in mentions))
    names = max(width_of(page.text(attribute.name)) for attribute in attributes)
    room = (page.width - names - 8) // max(1, len(documents)) - 2
    if room >= _NARROWEST_COLUMN:
        return _side_by_side(attributes, mentions, (names, room), page, labels)
    return [line for attribute in attributes for line in _by_value(attribute, names, page, labels)]


def _side_by_side(
    attributes: Sequence[Attribute],
    mentions: Sequence[Span],
    columns: tuple[int, int],
    page: Page,
    labels: Labels,
) -> list[str]:
    """A table with a column a document; *columns* are the widths of the names and of a document."""
    names, room = columns
    documents = list(dict.fromkeys(span.document for span in mentions))
    places = [labels.places([span for span in mentions if span.document is one]) for one in documents]
    rows = [
        [f"{pad(page.text(attribute.name), names)}  {page.marks.of(attribute.shown_as)}"]
        + [_cell(attribute, document, room, page) for document in documents]
        for attribute in attributes
    ]
    heads = ["", *(page.paint(place, Style.QUIET) for place in places)]
    table = tabulate([heads, *rows], tablefmt="plain", disable_numparse=True)
    return [f"  {line}".rstrip() for line in table.splitlines()]


def _cell(attribute: Attribute, document: Document, room: int, page: Page) -> str:
    values = _put_rivals_first(attribute, [one for one in attribute.values if one.document is document])
    texts = [_words(value, page) for value in values]
    joined = " / ".join(dict.fromkeys(texts))
    lines = wrap_shortened(joined, room, page, lines=page.limit(_CELL_LINES))
    style = _STYLES.get(attribute.shown_as, Style.PLAIN)
    return "\n".join(page.paint(line, style) for line in lines)


def _put_rivals_first(attribute: Attribute, values: Sequence[Value]) -> list[Value]:
    """The values that another document contradicts before those it does not."""
    rivals = {(value.document, value.normal) for pair in attribute.conflicts for value in pair}
    return sorted(values, key=lambda value: (value.document, value.normal) not in rivals)


def _words(value: Value, page: Page) -> str:
    return page.text(value.text or value.normal)


def _by_value(attribute: Attribute, names: int, page: Page, labels: Labels) -> list[str]:
    """A row for each value that documents give, those in conflict first, then the most common."""
    groups: dict[str, list[Value]] = {}
    for value in attribute.values:
        groups.setdefault(value.normal, []).append(value)
    rivals = {value.normal for pair in attribute.conflicts for value in pair}
    lines = []
    mark = page.marks.of(attribute.shown_as)
    first = f"  {pad(page.text(attribute.name), names)}  {pad(mark, width_of(page.marks.differs))} "
    for values in sorted(groups.values(), key=lambda same: (same[0].normal not in rivals, -len(same))):
        letters = labels.letters_of(value.document for value in values)
        text = _words(values[0], page)
        room = page.width - width_of(first)
        lines += hang(
            first, wrap_shortened(f"{text}  ({letters})", room, page, lines=page.limit(_CELL_LINES))
        )
        first = " " * width_of(first)
    return lines


def render_differences(attributes: Sequence[Attribute], page: Page, labels: Labels) -> list[str]:
    """What differs between the renderings of an utterance: a row a value; what is common, with who has it."""
    names = max((width_of(page.text(attribute.name)) for attribute in attributes), default=0)
    return [
        line
        for attribute in attributes
        for line in (_by_value if attribute.shown_as is Status.SAME else _by_document)(
            attribute, names, page, labels
        )
    ]


def _by_document(attribute: Attribute, names: int, page: Page, labels: Labels) -> list[str]:
    told = [(value, *_kind_and_words(attribute, value, page)) for value in attribute.values]
    kinds = max(width_of(kind) for _, kind, _ in told)
    name, mark = page.text(attribute.name), page.marks.of(attribute.shown_as)
    signs = width_of(page.marks.differs)
    lines = []
    for value, kind, words in told:
        column = f"{pad(kind, kinds)}  " if kinds else ""
        first = f"  {pad(name, names)}  {pad(mark, signs)} {labels.letters[value.document]}  {column}"
        room = page.width - width_of(first)
        lines += hang(first, wrap_shortened(words, room, page, lines=page.limit(2)))
        name, mark = "", ""
    return lines


def _kind_and_words(attribute: Attribute, value: Value, page: Page) -> tuple[str, str]:
    """A speaker by name, with the words that only stand for it ("he"); else the kind and the words."""
    if attribute.name != _SPEAKER:
        return _kind(value, page), _words(value, page)
    name = _words(value, page)
    said = page.text(value.span.text) if value.span else name
    apart = set(said.casefold().split()).isdisjoint(name.casefold().split())
    return "", f'{name} ("{said}")' if apart else name


def _kind(value: Value, page: Page) -> str:
    """The normal value, where it is a word or two and says more than the words of the text."""
    kind = page.text(value.normal)
    apart = bool(value.text) and kind.casefold() != page.text(value.text).casefold()
    return kind if apart and width_of(kind) <= _WIDEST_KIND else ""
