"""Claim pairs told apart: two voices that say much the same, or one fact told twice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.claims import find_claim_pairs
from compare.analyse.places import Places
from compare.analyse.speakers import must_be_two
from compare.extract.modality import find_denial
from compare.extract.places import is_place
from compare.extract.titles import BODIES, OFFICES, PEOPLE
from compare.model import Span
from compare.results import Form, SimilarClaim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.analyse.claims import ClaimPair
    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.analyse.speakers import Speaker, Speakers
    from compare.analyse.units import Unit
    from compare.results import Quote

# Evidence is counted in rare words: 1 is the weight of a word that one sentence alone has.
_LEAST_LIKE = 0.2  # similarity from which two clauses are looked at
_EVIDENCE = 2.0
_CLOSING = ".,;:!?\"'”’»)] "
_ORDER = 6  # words in one order that make up for content in common: "sends ... to other ... that they still"
_ORDER_EVIDENCE = 2.5


@dataclass(frozen=True, slots=True)
class Voiced:
    """Who says the words of a place, if it is not the document itself."""

    speaker: Speaker | None
    person: bool = False
    """Whether this is somebody, by name or by office; a report or an index has no voice of its own."""
    direct: bool = False
    """Whether the words stand in quotation marks."""

    @property
    def name(self) -> str | None:
        """What the text calls them."""
        return self.speaker.text if self.speaker else None

    def may_be(self, other: Voiced) -> bool:
        """Whether both may be one: the same name, or offices of one noun: police, the local police."""
        if self.speaker is None or other.speaker is None:
            return self.speaker is other.speaker
        entities = self.speaker.entity, other.speaker.entity
        if None not in entities:
            return entities[0] == entities[1]
        return _noun(self.speaker) == _noun(other.speaker) and not must_be_two(self.speaker, other.speaker)


def _noun(speaker: Speaker) -> str:
    return speaker.text.lower().split()[-1]


class Voices:
    """Whose words the places of all documents are."""

    def __init__(self, readings: Iterable[Reading], speakers: Speakers) -> None:
        self._quotes = Places((quote.span, quote) for reading in readings for quote in reading.quotes)
        self._speakers = speakers

    def speak_in(self, span: Span) -> bool:
        """Whether somebody is quoted in a place."""
        return any(quote.speaker for quote in self._quotes.meeting(span))

    def of(self, span: Span) -> Voiced:
        """The speaker of the quotation that holds most of a place."""
        for quote in self._quotes.meeting(span):
            shared = min(quote.span.end, span.end) - max(quote.span.start, span.start)
            if quote.speaker and 2 * shared >= span.end - span.start:
                speaker = self._speakers.of(quote)
                named = speaker is not None and speaker.named
                return Voiced(speaker, _is_somebody(quote.speaker, named=named), quote.form is Form.DIRECT)
        return Voiced(None)

    def quote_at(self, span: Span, core: Span) -> Quote | None:
        """The quotation or retelling, of those with a speaker, that shares most with *core*.

        It holds a third of *span*.
        """
        shares = [
            (min(quote.span.end, core.end) - max(quote.span.start, core.start), quote)
            for quote in self._quotes.meeting(span)
            if quote.speaker
            and 3 * (min(quote.span.end, span.end) - max(quote.span.start, span.start))
            >= span.end - span.start
        ]
        share, quote = max(shares, key=lambda row: (row[0], -row[1].span.start), default=(0, None))
        return quote if share > 0 else None

    def speaker_of(self, quote: Quote) -> Speaker | None:
        """Whoever a text gives a quotation to."""
        return self._speakers.of(quote)


def _is_somebody(phrase: str, *, named: bool) -> bool:
    """Whether a phrase is a person's name, or says by office or kind that it is one: a Western diplomat."""
    words = phrase.split()
    if any({word, word.removesuffix("s")} & (OFFICES | PEOPLE) for word in phrase.lower().split()):
        return True
    if named:
        return not (phrase.isupper() or is_place(phrase) or words[-1].lower() in BODIES)
    return sum(word[:1].isupper() for word in words) > 1  # two names joined by "and"


class Explained:
    """What is shown already, as places: findings that need but meet a pair, copied text that must hold it."""

    def __init__(self, met: Iterable[Iterable[Span]], copied: Iterable[Iterable[Span]] = ()) -> None:
        self._met = Places((span, number) for number, spans in enumerate(met) for span in spans)
        self._copied = Places((span, (number, span)) for number, spans in enumerate(copied) for span in spans)

    def covers(self, left: Span, right: Span) -> bool:
        """Whether one finding meets both places, or one copied passage holds both."""
        if not set(self._met.meeting(left)).isdisjoint(self._met.meeting(right)):
            return True
        return self.copies(left, right)

    def copies(self, left: Span, right: Span) -> bool:
        """Whether one copied passage holds both places."""
        return not self.holding(left).isdisjoint(self.holding(right))

    def holding(self, place: Span) -> set[int]:
        """The passages that hold a place, but for its last mark: one that stops short stops at the news."""
        end = place.end - len(place.text) + len(place.text.rstrip(_CLOSING))
        inner = Span(place.document, place.start, max(place.start + 1, end))
        return {number for number, span in self._copied.meeting(place) if span.holds(inner)}


@dataclass(frozen=True, slots=True)
class Background:
    """What findings are judged by."""

    names: NameTable
    voices: Voices
    explained: Explained
    """Renderings of one utterance, and copied passages: they make no fact."""
    rare: float
    """The weight of a word that one sentence alone has."""


def find_similar_claims(
    candidates: Iterable[tuple[Unit, Unit]], background: Background
) -> list[SimilarClaim]:
    """The claims of two voices that are alike, most alike first."""
    voices = background.voices
    both = [pair for pair in candidates if voices.speak_in(pair[0].span) and voices.speak_in(pair[1].span)]
    claims = []
    for pair in find_claim_pairs(both, least=_LEAST_LIKE):
        left, right = voices.of(pair.left), voices.of(pair.right)
        told_apart = are_two_voices(left, right) and not background.explained.covers(pair.left, pair.right)
        if told_apart and _says_enough(pair, pair.weight / background.rare) and _agree(pair):
            claims.append(
                SimilarClaim("", pair.left, pair.right, round(pair.similarity, 3), left.name, right.name)
            )
    return claims


def are_two_voices(left: Voiced, right: Voiced) -> bool:
    """Whether two persons speak, each in words of their own."""
    return left.person and right.person and not left.may_be(right)


def _agree(pair: ClaimPair) -> bool:
    """Whether both affirm or both deny: "we are in a recession" is not like "we are not"."""
    sides = ((pair.left, pair.left_core), (pair.right, pair.right_core))
    denied = [find_denial(Span(span.document, span.start, core.end).text) is not None for span, core in sides]
    return denied[0] == denied[1]


def rare_word(sentences: int) -> float:
    """The weight of a word that only one of so many sentences has."""
    return math.log(sentences + 1) if sentences else 1.0


def _says_enough(pair: ClaimPair, evidence: float) -> bool:
    if len(pair.telling) > 1 and pair.common > 2:  # noqa: PLR2004 - two words may be a phrase
        return evidence >= _EVIDENCE
    return len(pair.telling) > 0 and pair.common >= _ORDER and evidence >= _ORDER_EVIDENCE
