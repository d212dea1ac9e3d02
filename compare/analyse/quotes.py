"""Utterances and their renderings: which quotations of different documents are the same words, and how told.

Every group has its fullest rendering in front; the others join the fuller one they keep most of, so that two
utterances are never joined through a third.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.quote_attributes import compare_renderings, names_speaker
from compare.analyse.renderings import (
    FEW_WORDS,
    LEAST_COVERED,
    Rarity,
    Wording,
    find_kept,
    is_rendering,
    read_wording,
)
from compare.analyse.unmarked import Unmarked
from compare.results import Form, QuoteGroup, Relation, Rendering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.analyse.renderings import Kept
    from compare.analyse.speakers import Speakers
    from compare.model import Document
    from compare.results import Quote

_BRACKETS = re.compile(r"\[[^\]]*\]")
_TERM = 2  # words
_MOST_QUOTES = 200  # quotations that may share a key; more, and it is a stock phrase
_MOST_ALIGNED = 10  # quotations, those with most words in common, that one is aligned with


@dataclass(slots=True, eq=False)
class _Saying:
    """A quotation with its words and its speaker's entity."""

    quote: Quote
    wording: Wording
    voice: int | None

    @property
    def document(self) -> Document:
        return self.quote.span.document


def group_quotes(readings: Sequence[Reading], speakers: Speakers, names: NameTable) -> tuple[QuoteGroup, ...]:
    """Utterances that two documents or more render, those with most outlets and most differences first."""
    by_document = {reading.document: reading for reading in readings}
    sayings = [
        _Saying(quote, read_wording(quote.parts), _voice(quote, names))
        for reading in readings
        for quote in reading.quotes
    ]
    rarity = Rarity(
        (sentence for reading in readings for sentence in reading.sentences),
        (saying.quote.span for saying in sayings if saying.quote.form is Form.DIRECT),
        (saying.wording for saying in sayings),
    )
    clusters = _cluster(sayings, rarity, names)
    unmarked = Unmarked(readings, (fullest.wording for fullest, _ in clusters), rarity)
    groups = []
    for fullest, members in clusters:
        renderings = [_render(fullest, saying, kept) for saying, kept in members]
        renderings += [
            Rendering(
                kept.other.parts[0],
                None,
                Relation.UNMARKED,
                kept.words,
                len(fullest.wording.words),
                kept.spans,
            )
            for kept in unmarked.find(fullest.wording, {saying.document for saying, _ in members})
        ]
        if {rendering.span.document for rendering in renderings} - {fullest.document}:
            quotes = _order(fullest, renderings)
            differs = compare_renderings(quotes, by_document, speakers, names)
            groups.append(QuoteGroup("", quotes, differs))
    return tuple(sorted(groups, key=_rank))


def _voice(quote: Quote, names: NameTable) -> int | None:
    if not quote.speaker:
        return None
    start = quote.speaker_span.start if quote.speaker_span else None
    return names.find(quote.speaker, quote.span.document, start)


def _rank(group: QuoteGroup) -> tuple[int, int, int, str, int]:
    fullest = group.renderings[0]
    outlets = len({rendering.span.document for rendering in group.renderings})
    conflicts = sum(attribute.name == "speaker" for attribute in group.differs)
    return -conflicts, -outlets, -fullest.of, fullest.span.document.id, fullest.span.start


def _cluster(
    sayings: Sequence[_Saying], rarity: Rarity, names: NameTable
) -> list[tuple[_Saying, list[tuple[_Saying, Kept]]]]:
    """Each fullest quotation with those that render it; a quotation that none renders stands alone."""
    order = sorted(
        (saying for saying in sayings if saying.wording.words),
        key=lambda saying: (
            saying.quote.form is Form.INDIRECT,
            -len(saying.wording.words),
            saying.document.id,
            saying.quote.span.start,
        ),
    )
    clusters: list[tuple[_Saying, list[tuple[_Saying, Kept]]]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for saying in order:
        best = _find_fuller(saying, clusters, index, rarity, names)
        if best is not None:
            number, kept = best
            clusters[number][1].append((saying, kept))
        elif saying.quote.form is Form.DIRECT:
            for token in set(saying.wording.tokens):
                index[token].append(len(clusters))
            clusters.append((saying, []))
    return clusters


def _find_fuller(
    saying: _Saying,
    clusters: Sequence[tuple[_Saying, list[tuple[_Saying, Kept]]]],
    index: dict[str, list[int]],
    rarity: Rarity,
    names: NameTable,
) -> tuple[int, Kept] | None:
    """The cluster whose fullest quotation this one renders, and what it keeps."""
    best: tuple[float, int, Kept] | None = None
    tokens = saying.wording.tokens
    # Two words in marks that nobody says are a term ("soft landing"), as is what all texts say.
    term = len(tokens) <= _TERM and saying.quote.speaker is None
    phrase = term or (len(tokens) < FEW_WORDS and rarity.is_phrase(tokens))
    for number in _find_likely(saying.wording.tokens, index, rarity):
        fullest = clusters[number][0]
        kept = find_kept(fullest.wording, saying.wording, rarity)
        same_voice = _same_voice(fullest, saying, names)
        if phrase and not same_voice:
            continue
        if is_rendering(kept, same_voice=same_voice) and _may_join(saying, fullest):
            same_document = saying.document is fullest.document
            score = kept.weight - same_document * 0.01
            if best is None or score > best[0]:
                best = (score, number, kept)
    return None if best is None else (best[1], best[2])


def _find_likely(tokens: Sequence[str], index: Mapping[str, Sequence[int]], rarity: Rarity) -> list[int]:
    """The clusters that have enough of these words, in whatever order, those with most of them first."""
    votes: dict[int, float] = defaultdict(float)
    total = everywhere = 0.0
    for token, times in Counter(tokens).items():
        weight = times * rarity.of(token)
        total += weight
        numbers = index.get(token, ())
        if len(numbers) > _MOST_QUOTES:
            everywhere += weight
        else:
            for number in numbers:
                votes[number] += weight
    least = LEAST_COVERED * total - everywhere
    likely = (number for number, weight in votes.items() if weight >= least)
    return sorted(likely, key=lambda number: (-votes[number], number))[:_MOST_ALIGNED]


def _may_join(saying: _Saying, fullest: _Saying) -> bool:
    """Indirect speech renders an utterance only of the same voice."""
    return saying.quote.form is Form.DIRECT or (saying.voice is not None and saying.voice == fullest.voice)


def _same_voice(left: _Saying, right: _Saying, names: NameTable) -> bool | None:
    """Whether both have one speaker; None where that cannot be told: a role, or a "he"."""
    if left.voice is None or right.voice is None:
        strangers = names_speaker(left.quote) and names_speaker(right.quote)
        return False if strangers and len(right.wording.words) < FEW_WORDS else None
    if left.voice == right.voice:
        return True
    sure = (
        names_speaker(left.quote)
        and names_speaker(right.quote)
        and not names.may_be_one(left.voice, right.voice)
    )
    return False if sure else None


def _render(fullest: _Saying, saying: _Saying, kept: Kept) -> Rendering:
    relation = _relate(fullest, saying, kept)
    return Rendering(
        saying.quote.span, saying.quote, relation, kept.words, len(fullest.wording.words), kept.spans
    )


def _relate(fullest: _Saying, saying: _Saying, kept: Kept) -> Relation:
    """How a rendering stands to the fullest one."""
    if saying.quote.form is Form.INDIRECT:
        return Relation.INDIRECT
    text = " ".join(part.text for part in saying.quote.parts)
    size = len(saying.wording.words)
    if kept.words == size == len(fullest.wording.words):
        return Relation.VERBATIM
    if kept.words == size:
        return Relation.SHORTENED if len(kept.runs) == 1 else Relation.SPLICED
    if _BRACKETS.search(text) and kept.words >= size - sum(
        len(m.group().split()) for m in _BRACKETS.finditer(text)
    ):
        return Relation.BRACKETED
    return Relation.ALTERED


def _order(fullest: _Saying, renderings: Sequence[Rendering]) -> tuple[Rendering, ...]:
    """The fullest rendering, then the others, those that keep most of it first."""
    size = len(fullest.wording.words)
    first = Rendering(fullest.quote.span, fullest.quote, Relation.FULLEST, size, size)
    return (first, *sorted(renderings, key=lambda r: (-r.kept, r.span.document.id, r.span.start)))
