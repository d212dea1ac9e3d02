"""Every quotation of a text, with its speaker where the text gives one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from compare.extract.attribution import Attribution, Strength
from compare.extract.headings import attribute_headings
from compare.extract.marks import Marked, find_marked
from compare.extract.names import find_names
from compare.extract.speakers import attribute
from compare.model import Span
from compare.results import Form, Quote

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LONG_WORD = 4  # letters from which a word of a title has a capital
_LOOK_BACK = 16
# What stands before the title of a broadcast, book or song.
_BEFORE_WORK = re.compile(
    r"(?:[’']s?|\b(?:on|in|to|called|titled|entitled|named|dubbed|show|book|movie|film|song|"
    r"album|podcast|program|programme|series|documentary|magazine)),?\s+$",
    re.IGNORECASE,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.names import Name
    from compare.model import Document
    from compare.results import Furniture


def find_quotes(
    document: Document, *, furniture: Sequence[Furniture] = (), names: Sequence[Name] | None = None
) -> tuple[Quote, ...]:
    """The quotations of a document in order of place; those in *furniture* are left out."""
    own = [item.span for item in furniture if item.span.document is document]
    marked = find_marked(document.text, skipped=[(span.start, span.end) for span in own])
    quotes = [_make_quote(document, number, quote) for number, quote in enumerate(marked)]
    pieces = [piece for n, quote in enumerate(quotes) for piece in find_pieces(n, quote.span, quote.parts)]
    names = find_names(document.text) if names is None else names
    said = attribute(document.text, pieces, names)
    return tuple(attribute_headings([_attribute(quote, said.get(n)) for n, quote in enumerate(quotes)]))


def find_pieces(number: int, span: Span, parts: Sequence[Span]) -> list[tuple[int, int, int]]:
    """The parts of quote *number* with their marks, for each paragraph one: start, end, number."""
    last = len(parts) - 1
    return [
        (span.start if n == 0 else part.start - 1, span.end if n == last else part.end, number)
        for n, part in enumerate(parts)
    ]


def _make_quote(document: Document, number: int, marked: Marked) -> Quote:
    parts = tuple(Span(document, start, end) for start, end in marked.parts if start < end)
    return Quote(f"q{number + 1}", Span(document, marked.start, marked.end), parts, Form.DIRECT)


def _attribute(quote: Quote, said: Attribution | None) -> Quote:
    """The quote with its speaker; the title of a work has none, unless its own tag gives one."""
    if said is None or said.speaker is None or (said.strength < Strength.TAGGED and _is_named_work(quote)):
        return quote
    document = quote.span.document
    cue = Span(document, *said.cue) if said.cue else None
    return replace(
        quote,
        speaker=said.speaker,
        speaker_span=Span(document, said.mention.start, said.mention.end),
        cue=cue.text if cue else None,
        cue_span=cue,
        via=said.via,
    )


def is_speech(quote: Quote) -> bool:
    """Whether a quote is likely what somebody said: no title of a work, no word held at arm's length."""
    words = quote.span.text.split()
    if quote.speaker is None:
        return len(words) > 1 and not _has_title_case(quote)
    return not _is_named_work(quote) and not (len(words) == 1 and _has_title_case(quote))


def _has_title_case(quote: Quote) -> bool:
    """Whether the first word and every long one of a quote has a capital."""
    words = _WORD.findall(quote.parts[0].text)
    return (
        bool(words) and words[0][0].isupper() and all(w[0].isupper() for w in words if len(w) >= _LONG_WORD)
    )


def _is_named_work(quote: Quote) -> bool:
    """Whether a quote is written as a title is and stands where one does: on X's "...", in "..."."""
    start = quote.span.start
    before = quote.span.document.text[max(0, start - _LOOK_BACK) : start]
    return _has_title_case(quote) and _BEFORE_WORK.search(before) is not None
