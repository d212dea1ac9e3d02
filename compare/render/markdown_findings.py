"""Each kind of finding as a piece of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.model import Span
from compare.render.excerpts import Piece, mark_runs
from compare.render.facts import MAYBE, name_telling, pick_mentions
from compare.render.layout import count_of
from compare.render.markdown_text import cut, escape_markdown, set_pieces, table
from compare.render.overlap import tell_similarity
from compare.render.page import UNICODE_MARKS
from compare.render.quotes import describe_renderings, find_speaker, group_by_wording
from compare.results import Op, OverlapKind, PassageKind
from compare.text.counted import count_counted_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document
    from compare.render.labels import Labels
    from compare.results import (
        Attribute,
        CopyGroup,
        Fact,
        Passage,
        QuoteGroup,
        Rendering,
        SimilarClaim,
        Update,
        Value,
    )

_BOLD, _STRUCK = "**", "~~"
_VERSIONS = 4  # wordings, mentions or documents side by side
_PLACES = 12
_TEXT = 240  # characters of a mention, value or title
_LETTERS = 30
_SUMMARIES = {PassageKind.SUMMARY_LEFT, PassageKind.SUMMARY_RIGHT}


def set_quote_group(group: QuoteGroup, labels: Labels) -> str:
    """An utterance in its wordings, the words that were kept in bold, and what is told differently."""
    first, *others = group.renderings
    wordings = group_by_wording(others, first)
    apart = {id(one) for same in wordings for one in same}
    wordings.insert(0, [first, *(one for one in others if id(one) not in apart)])
    speaker = find_speaker(group)
    how = "; ".join(describe_renderings(first, others, labels))
    title = f"**{group.id}** · **{cut(speaker or 'speaker not named', _TEXT)}** — {how}"
    shown = wordings[: _VERSIONS + 1]
    lines = [
        _quoted(_list_places((one.span for one in same), labels), set_pieces(pieces))
        for same, pieces in zip(shown, _mark_kept([same[0] for same in shown]), strict=True)
    ]
    if len(wordings) > len(shown):
        lines.append(f"> … {count_of(len(wordings) - len(shown), 'more wording')}")
    documents = list(dict.fromkeys(one.span.document for one in group.renderings))
    return _blocks(title, "\n>\n".join(lines), set_attributes(group.news, documents, labels))


def _mark_kept(renderings: Sequence[Rendering]) -> list[list[Piece]]:
    """The renderings, the first one's words in bold that are kept where others leave words out."""
    first, *others = renderings
    runs = [one.kept_spans if one.kept < one.of else () for one in others]
    pieces = mark_runs(first.span, (there for kept in runs for there, _ in kept), _BOLD)
    if not any(character.isalnum() for piece in pieces if not piece.marks for character in piece.text):
        return [[Piece(one.span.text)] for one in renderings]
    marked = zip(others, runs, strict=True)
    return [pieces, *(mark_runs(one.span, (here for _, here in kept), _BOLD) for one, kept in marked)]


def _quoted(place: str, text: str) -> str:
    return f"> {place} {text}"


def _blocks(*blocks: str) -> str:
    return "\n\n".join(filter(None, blocks))


def set_attributes(attributes: Sequence[Attribute], documents: Sequence[Document], labels: Labels) -> str:
    """A column for each of a few documents; of more, a row for each value and who gives it."""
    if not attributes:
        return ""
    signs = [f"{escape_markdown(one.name)} | {_sign(one)}" for one in attributes]
    if len(documents) <= _VERSIONS:
        head = ["", "", *(labels.letters[document] for document in documents)]
        cells = [[_cell(one, document) for document in documents] for one in attributes]
        return table(head, [[sign, *row] for sign, row in zip(signs, cells, strict=True)])
    rows = [row for sign, one in zip(signs, attributes, strict=True) for row in _by_value(sign, one, labels)]
    return table(["", "", "", "in"], rows)


def _sign(attribute: Attribute) -> str:
    return escape_markdown(UNICODE_MARKS.of(attribute.shown_as))


def _cell(attribute: Attribute, document: Document) -> str:
    words = [_words(value) for value in attribute.values if value.document is document]
    return " / ".join(dict.fromkeys(words))


def _words(value: Value) -> str:
    return cut(value.text or value.normal, _TEXT)


def _by_value(sign: str, attribute: Attribute, labels: Labels) -> list[list[str]]:
    groups: dict[str, list[Value]] = {}
    for value in attribute.values:
        groups.setdefault(value.normal, []).append(value)
    rows = []
    for values in sorted(groups.values(), key=len, reverse=True):
        rows.append([sign, _words(values[0]), list_letters((one.document for one in values), labels)])
        sign = " | "
    return rows


def list_letters(documents: Iterable[Document], labels: Labels) -> str:
    """The letters of the documents, and how many more there are than are shown."""
    letters = labels.letters_of(documents).split()
    more = len(letters) - _LETTERS
    return " ".join(letters[:_LETTERS]) + (f" … {more:,} more" if more > 0 else "")


def _list_places(spans: Iterable[Span], labels: Labels) -> str:
    places = list(dict.fromkeys(map(labels.place, spans)))
    more = len(places) - _PLACES
    return ", ".join(places[:_PLACES]) + (f" … {more:,} more" if more > 0 else "")


def set_fact(fact: Fact, labels: Labels) -> str:
    """A fact: some of its mentions, those of one wording together, then its attributes."""
    title = f"**{fact.id}** · **{cut(fact.title, _TEXT)}** — {name_telling(fact.told)}"
    documents = list(dict.fromkeys(span.document for span in fact.mentions))
    mentions = "\n".join([set_mentions(fact.mentions, labels), *_set_weak(fact.maybe, labels)])
    return _blocks(title, mentions, set_attributes(fact.attributes, documents, labels))


def _set_weak(spans: Sequence[Span], labels: Labels) -> list[str]:
    """Some of the places that only may tell a fact, and of the others where."""
    lines = [f"- {MAYBE} {labels.place(span)} {cut(span.text, _TEXT)}" for span in spans[:_VERSIONS]]
    rest = spans[_VERSIONS:]
    return [*lines, f"- {MAYBE} {_list_places(rest, labels)}"] if rest else lines


def set_alike(fact: Fact, labels: Labels) -> str:
    """A fact that all tell alike: what it is, and where it stands."""
    return f"- **{fact.id}** {cut(fact.title, _TEXT)} ({_list_places(fact.mentions, labels)})"


def set_mentions(spans: Sequence[Span], labels: Labels) -> str:
    """A list of some mentions, of every document its longest first, and the places of the others."""
    shown = pick_mentions(spans, _VERSIONS)
    wordings: dict[str, list[Span]] = {}
    for span in spans:
        if span in shown:
            wordings.setdefault(cut(span.text, _TEXT).casefold(), []).append(span)
    lines = [f"- {_list_places(same, labels)} {cut(same[0].text, _TEXT)}" for same in wordings.values()]
    rest = [span for span in spans if span not in shown]
    return "\n".join([*lines, f"- also {_list_places(rest, labels)}"] if rest else lines)


def set_maybe(fact: Fact, labels: Labels) -> str:
    """What may be one fact: a mention of either side."""
    places = ", ".join(labels.place(span) for span in fact.mentions[2:_PLACES])
    also = [f"also {places}"] if places else []
    return _item(fact.id, [*(_mention(span, "", labels) for span in fact.mentions[:2]), *also])


def set_claim(claim: SimilarClaim, labels: Labels) -> str:
    """Two claims of two voices."""
    sides = ((claim.left, claim.left_voice), (claim.right, claim.right_voice))
    return _item(claim.id, [_mention(span, voice or "", labels) for span, voice in sides])


def _mention(span: Span, voice: str, labels: Labels) -> str:
    said = f"{cut(voice, _TEXT)}: " if voice else ""
    return f"{labels.place(span)} {said}{cut(span.text, _TEXT)}"


def _item(name: str, lines: Sequence[str]) -> str:
    return f"- **{name}** " + "<br>".join(lines)


def set_passage(passage: Passage, labels: Labels) -> str:
    """A passage: once if both have the same words, else both versions and where they part."""
    left, right = passage.left, passage.right
    size = count_of(count_counted_words(left.text), "word")
    places = labels.place(left), labels.place(right)
    if passage.kind in _SUMMARIES:
        short = places[0] if passage.kind is PassageKind.SUMMARY_LEFT else places[1]
        return _versions(f"**{passage.id}** — {short} may sum up the other", passage, ("", ""), labels)
    if passage.is_verbatim:
        title = f"**{passage.id}** — {size}, word for word in {places[0]} and {places[1]}"
        return _blocks(title, _quoted(places[0], set_pieces([Piece(left.text)])))
    same = tell_similarity(passage)
    if passage.kind is PassageKind.REWORDED:
        title = f"**{passage.id}** — {size}, reworded, {same}; words of both in bold"
        return _versions(title, passage, (_BOLD, _BOLD), labels)
    title = (
        f"**{passage.id}** — {size}, {same}; struck out what {places[1]} has not, bold what it has instead"
    )
    return _versions(title, passage, (_STRUCK, _BOLD), labels)


def _versions(title: str, passage: Passage, marks: tuple[str, str], labels: Labels) -> str:
    """Both texts of a passage, the second under the first; equal marks are those of what both have."""
    shared = marks[0] == marks[1]
    edits = [edit for edit in passage.edits if (edit.op is Op.SAME) == shared]
    sides = (
        (passage.left, [edit.left for edit in edits], marks[0]),
        (passage.right, [edit.right for edit in edits], marks[1]),
    )
    texts = []
    for span, places, mark in sides:
        runs = [Span(span.document, *place) for place in places] if mark else []
        texts.append(_quoted(labels.place(span), set_pieces(mark_runs(span, runs, mark))))
    return _blocks(title, "\n>\n".join(texts))


def set_copies(group: CopyGroup, labels: Labels) -> str:
    """Documents with one text: which, whose it is, and which of them is the fullest and the earliest."""
    what = "share most of a text" if group.kind is OverlapKind.NONE else "copies of one text"
    size = count_of(len(group.documents), "document")
    parts = [f"{size}, {what}: {list_letters(group.documents, labels)}"]
    if group.agency:
        parts.append(f"a text of {cut(group.agency, _TEXT)} in {list_letters(group.carriers, labels)}")
    if group.fullest:
        parts.append(f"fullest {labels.letters[group.fullest]}")
    if group.earliest and group.earliest.published:
        parts.append(f"earliest {labels.letters[group.earliest]}, {group.earliest.published.isoformat()}")
    return f"- **{group.id}** " + " · ".join(parts)


def set_update(update: Update, labels: Labels) -> str:
    """Two versions of an article, and each thing that one of them gives otherwise."""
    sides = [_version(side, labels) for side in (update.left, update.right)]
    title = (
        f"**{update.id}** {' → '.join(sides)}" if update.ordered else f"**{update.id}** {' and '.join(sides)}"
    )
    rows = [[escape_markdown(one.kind), _words(one.left), _words(one.right)] for one in update.changes]
    head = ["", *(labels.letters[side] for side in (update.left, update.right))]
    return _blocks(title, table(head, list(map(list, dict.fromkeys(map(tuple, rows))))[:_PLACES]))


def _version(document: Document, labels: Labels) -> str:
    date = f" {document.published.isoformat()}" if document.published else ""
    return f"{labels.letters[document]}{date}"
