"""Who, when and how an utterance was said, and what it is about, where its renderings part."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, islice, permutations
from operator import itemgetter
from typing import TYPE_CHECKING

from compare.analyse.speakers import find_voice, must_be_two, names_speaker
from compare.extract.dates import relate_dates
from compare.extract.plain_cues import name_cue
from compare.extract.quotes import is_written_as_title
from compare.model import Span
from compare.results import LEAD_IN, MOOD, Attribute, Relation, Status, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.analyse.names import NameTable
    from compare.analyse.one_source import Ways
    from compare.analyse.reading import Reading
    from compare.analyse.speakers import Speaker, Speakers
    from compare.model import Document
    from compare.results import Rendering

_STATEMENT, _QUESTION = "statement", "question"
_FEWEST_LEAD_IN = 3  # words before a kept run that make a lead-in worth showing
_MOST_VALUES = 100  # that are held against each other; an utterance told on more days is a flood
_DASHES = re.compile(r"\s*(?:--|[–—])\s*$")


def compare_renderings(
    renderings: Sequence[Rendering],
    readings: Mapping[Document, Reading],
    speakers: Speakers,
    names: NameTable,
    ways: Ways,
) -> tuple[Attribute, ...]:
    """The attributes in which the renderings of one utterance are not all the same; and a common source."""
    sentences = [_sentence_of(rendering, readings[rendering.span.document]) for rendering in renderings]
    attributes = (
        _compare_speakers(renderings, speakers, names),
        _compare_cues(renderings),
        _compare_times(renderings, sentences, readings),
        _compare_moods(renderings, sentences),
        _compare_lead_ins(renderings, sentences),
    )
    differing = (one for one in attributes if one is not None and one.status is not Status.SAME)
    source = ways.find_one_source(renderings)
    return (*differing, *([source] if source else ()))


def _sentence_of(rendering: Rendering, reading: Reading) -> Span:
    """The sentences a rendering stands in, as one span."""
    meeting = reading.sentences_at(rendering.span)
    if not meeting:
        return rendering.span
    return Span(rendering.span.document, meeting[0].start, max(meeting[-1].end, rendering.span.end))


def _first_of_each(values: Iterable[Value]) -> tuple[Value, ...]:
    """One value for each document and normal value."""
    seen: dict[tuple[object, str], Value] = {}
    for value in values:
        seen.setdefault((value.document, value.normal), value)
    return tuple(seen.values())


def _some_of_each(values: Iterable[Value]) -> list[Value]:
    """A limited number of values, of each document as many as of the others where it has them."""
    places: Counter[Document] = Counter()
    ranked = []
    for value in values:
        ranked.append((places[value.document], value))
        places[value.document] += 1
    return [value for _, value in sorted(ranked, key=itemgetter(0))][:_MOST_VALUES]


def _judge(name: str, values: Iterable[Value], renderings: Sequence[Rendering]) -> Attribute | None:
    """An attribute whose values are equal or differ by their normal value."""
    shown = _first_of_each(values)
    if not shown:
        return None
    if len({value.document for value in shown}) == 1 and len({r.span.document for r in renderings}) > 1:
        return Attribute(name, Status.ONE_SIDED, shown)
    return Attribute(
        name, Status.SAME if len({value.normal for value in shown}) == 1 else Status.DIFFERS, shown
    )


def _compare_speakers(
    renderings: Sequence[Rendering], speakers: Speakers, names: NameTable
) -> Attribute | None:
    """Who said it: a conflict where two texts name or describe two; "his group" and a name may be one."""
    if _have_one_speaker(renderings, names):
        return None
    values: list[Value] = []
    told: dict[Speaker, None] = {}
    for rendering in renderings:
        quote = rendering.quote
        speaker = speakers.of(quote) if quote is not None else None
        if quote is None or speaker is None or is_written_as_title(quote):
            continue  # whoever speaks a motto or a title, it is nobody's own words
        if names_speaker(quote):
            told[speaker] = None
        normal = _full_name(speaker, names)
        values.append(Value(quote.span.document, speaker.text, normal, quote.speaker_span))
    attribute = _judge("speaker", values, renderings)
    if attribute is None or attribute.status is Status.ONE_SIDED:
        return None
    if any(must_be_two(left, right) for left, right in combinations(islice(told, _MOST_VALUES), 2)):
        return Attribute("speaker", Status.DIFFERS, attribute.values)
    compatible = attribute.status is Status.DIFFERS
    return Attribute("speaker", Status.COMPATIBLE, attribute.values) if compatible else attribute


def _have_one_speaker(renderings: Sequence[Rendering], names: NameTable) -> bool:
    """Whether all that name a speaker name one: then what is told of them need not be looked up."""
    found = {
        find_voice(quote, names)
        for rendering in renderings
        if (quote := rendering.quote) is not None and quote.speaker
    }
    return len(found) == 1 and None not in found


def _full_name(speaker: Speaker, names: NameTable) -> str:
    if speaker.named and speaker.entity is not None:
        return names.name_of(speaker.entity)
    return speaker.text.lower()


def _compare_cues(renderings: Sequence[Rendering]) -> Attribute | None:
    """How it was said, where a verb tells more than that it was: claimed, warned."""
    values = [
        Value(r.span.document, r.quote.cue, name_cue(r.quote.cue), r.quote.cue_span)
        for r in renderings
        if r.quote is not None and r.quote.cue
    ]
    attribute = _judge("said how", values, renderings)
    return None if attribute is None or attribute.status is Status.ONE_SIDED else attribute


def _compare_times(
    renderings: Sequence[Rendering], sentences: Sequence[Span], readings: Mapping[Document, Reading]
) -> Attribute | None:
    """When it was said: the dates of the sentence outside the quotation."""
    found = []
    for rendering, sentence in zip(renderings, sentences, strict=True):
        for date in readings[sentence.document].dates_in(sentence):
            span = Span(sentence.document, date.start, date.end)
            if not span.meets(rendering.span):
                found.append((Value(span.document, span.text, date.normal, span), date))
    values = _first_of_each(value for value, _ in found)
    documents = {value.document for value in values}
    if not values:
        return None
    if len(documents) == 1:
        several = len({rendering.span.document for rendering in renderings}) > 1
        return Attribute("when", Status.ONE_SIDED if several else Status.SAME, values)
    dates = {(value.document, value.normal): date for value, date in reversed(found)}
    statuses = [
        relate_dates(dates[left.document, left.normal], dates[right.document, right.normal])
        for left, right in permutations(_some_of_each(values), 2)
        if left.document is not right.document
    ]
    order = (Status.SAME, Status.COMPATIBLE, Status.DIFFERS)
    return Attribute("when", min(statuses, key=order.index), values)


def _compare_moods(renderings: Sequence[Rendering], sentences: Sequence[Span]) -> Attribute | None:
    """Whether it stands as a statement or in a question."""
    values = []
    for rendering, sentence in zip(renderings, sentences, strict=True):
        asks = sentence.text.rstrip("\"'”’»)] ").endswith("?")
        span = rendering.span
        values.append(Value(span.document, span.text, _QUESTION if asks else _STATEMENT, sentence))
    attribute = _judge(MOOD, values, renderings)
    if attribute is None:
        return None
    shown = tuple(Value(v.document, v.normal, v.normal, v.span) for v in attribute.values)
    return Attribute(MOOD, attribute.status, shown)


def _compare_lead_ins(renderings: Sequence[Rendering], sentences: Sequence[Span]) -> Attribute | None:
    """What the fullest rendering says before the words that another keeps, and what the other puts there."""
    fullest = renderings[0]
    for rendering, sentence in zip(renderings[1:], sentences[1:], strict=True):
        if rendering.relation is not Relation.SHORTENED or rendering.span.document is fullest.span.document:
            continue
        kept = rendering.kept_spans[0][0]
        inner = fullest.quote.parts[0] if fullest.quote else fullest.span
        before = Span(kept.document, inner.start, kept.start) if inner.start < kept.start else None
        instead = _trim(Span(sentence.document, sentence.start, rendering.span.start))
        if before is None or instead is None or len(before.text.split()) < _FEWEST_LEAD_IN:
            continue
        if any(instead.meets(another.span) for another in renderings):
            continue  # the words before were kept as well, on the other side of "he said"
        if len(instead.text.split()) < _FEWEST_LEAD_IN:
            continue
        values = tuple(
            Value(span.document, span.text.strip(), " ".join(span.text.lower().split()), span)
            for span in (before, instead)
        )
        return Attribute(LEAD_IN, Status.DIFFERS, values)
    return None


def _trim(span: Span) -> Span | None:
    text = _DASHES.sub("", span.text.rstrip())
    return Span(span.document, span.start, span.start + len(text)) if text.strip() else None
