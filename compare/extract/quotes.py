"""Every quotation of a text, with its speaker where the text gives one."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from compare.extract.attribution import Attribution, Strength, learn_tongue
from compare.extract.cues import LANGUAGES, find_cues
from compare.extract.headings import attribute_headings
from compare.extract.incises import cut_incises
from compare.extract.marks import Marked, find_marked
from compare.extract.names import find_names
from compare.extract.speakers import attribute
from compare.model import Span
from compare.results import Form, Quote

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LONG_WORD = 4  # letters from which a word of a title has a capital
_LOOK_BACK = 16
_SHORT = 8  # characters of a quote below which two of three are nobody's words
_SENTENCE = 300  # characters before a quote in which its sentence begins
_SENTENCE_END = re.compile(r"[.!?][\"'”’»]?\s|[\r\n]")
_ENDS = tuple(".,!?…")
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
    language = learn_tongue(document.text).language
    quotes = [_make_quote(document, number, quote, language) for number, quote in enumerate(marked)]
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


def _make_quote(document: Document, number: int, marked: Marked, language: str) -> Quote:
    parts = tuple(
        Span(document, *piece)
        for part in marked.parts
        if part[0] < part[1]
        for piece in cut_incises(document.text, part, language) or [part]
    )
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
    """Whether a quote is likely what somebody said: no title of a work, no word held at arm's length.

    A few letters are a term, unless they are a sentence ("Never," he said). What has a speaker is speech,
    unless it is the title of a work where one stands. What has none is speech when its sentence tells of
    speaking, or when it is several words that are not written as a title.
    """
    words = quote.parts[0].text.split()
    if len(quote.span.text) - 2 < _SHORT and not _is_sentence(quote) and not _is_one_of_several(quote):
        return False
    if _is_named_work(quote):
        return False
    told = quote.speaker is not None or _tells_of_speech(quote)
    return told or (len(words) > 1 and not _has_title_case(quote))


def is_title(quote: Quote) -> bool:
    """Whether a quote is the title of a work or a slogan: words in capitals that no verb gives to anybody."""
    return quote.cue is None and is_written_as_title(quote)


def is_written_as_title(quote: Quote) -> bool:
    """Whether a quote is several words in capitals, as a title, a slogan or a motto is."""
    return len(quote.parts[0].text.split()) > 1 and _has_title_case(quote)


def _is_sentence(quote: Quote) -> bool:
    """Whether a quote begins with a capital and ends with a stop or comma, on either side of its mark."""
    last, whole = quote.parts[-1], quote.span.document.text
    closed = last.text[-1:] in _ENDS or whole[quote.span.end : quote.span.end + 1] in _ENDS
    return closed and quote.parts[0].text[:1].isupper()


def _is_one_of_several(quote: Quote) -> bool:
    """Whether other quotes stand in the sentence of an attributed one: called her "vain" and "sad"."""
    text, mark = quote.span.document.text, quote.span.text[-1]
    before = text[max(0, quote.span.start - _SENTENCE) : quote.span.start]
    after = _SENTENCE_END.split(text[quote.span.end : quote.span.end + _SENTENCE])[0]
    return quote.speaker is not None and (mark in _SENTENCE_END.split(before)[-1] or mark in after)


def _tells_of_speech(quote: Quote) -> bool:
    """Whether a cue verb stands before a quote in its sentence."""
    start = quote.span.start
    before = quote.span.document.text[max(0, start - _SENTENCE) : start]
    sentence = _SENTENCE_END.split(before)[-1]
    return any(word.lower() in _every_cue() for word in _WORD.findall(sentence))


@cache
def _every_cue() -> frozenset[str]:
    """The verbs of speech of all languages, without the shortest, which are other words elsewhere."""
    return frozenset(
        verb for language in LANGUAGES for verb in find_cues(language).speech if len(verb) >= _LONG_WORD
    )


def _has_title_case(quote: Quote) -> bool:
    """Whether the first word, another one, and every long one of a quote has a capital."""
    words = _WORD.findall(quote.parts[0].text)
    if (
        not words
        or not words[0][0].isupper()
        or not all(w[0].isupper() for w in words if len(w) >= _LONG_WORD)
    ):
        return False
    return len(words) == 1 or any(word[0].isupper() for word in words[1:])


def _is_named_work(quote: Quote) -> bool:
    """Whether a quote is written as a title is and stands where one does: on X's "...", in "..."."""
    start = quote.span.start
    before = quote.span.document.text[max(0, start - _LOOK_BACK) : start]
    return _has_title_case(quote) and _BEFORE_WORK.search(before) is not None
