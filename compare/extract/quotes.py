"""Every quotation of a text, with its speaker where the text gives one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.extract.marks import Marked, find_marked
from compare.extract.names import find_names
from compare.extract.speakers import Attribution, attribute
from compare.model import Span
from compare.results import Form, Quote

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
    pieces = [piece for number, quote in enumerate(marked) for piece in _pieces(number, quote)]
    names = find_names(document.text) if names is None else names
    attributions = attribute(document.text, pieces, names)
    return tuple(
        _make_quote(document, number, quote, attributions.get(number)) for number, quote in enumerate(marked)
    )


def _pieces(number: int, quote: Marked) -> list[tuple[int, int, int]]:
    """The parts of a quote with their marks, for each paragraph one."""
    last = len(quote.parts) - 1
    return [
        (quote.start if n == 0 else start - 1, quote.end if n == last else end, number)
        for n, (start, end) in enumerate(quote.parts)
    ]


def _make_quote(document: Document, number: int, marked: Marked, said: Attribution | None) -> Quote:
    parts = tuple(Span(document, start, end) for start, end in marked.parts)
    quote = Quote(f"q{number + 1}", Span(document, marked.start, marked.end), parts, Form.DIRECT)
    if said is None:
        return quote
    cue = Span(document, *said.cue) if said.cue else None
    return Quote(
        quote.id,
        quote.span,
        parts,
        Form.DIRECT,
        speaker=said.speaker,
        speaker_span=Span(document, said.mention.start, said.mention.end),
        cue=cue.text if cue else None,
        cue_span=cue,
        via=said.via,
    )


def is_speech(quote: Quote) -> bool:
    """Whether a quote is what somebody said, not the title of a work or a word held at arm's length."""
    return quote.speaker is not None or len(quote.span.text.split()) > 4
