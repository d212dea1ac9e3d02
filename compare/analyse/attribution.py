"""Whose word a statement is: the speaker of its quotation, or the source that its sentence names.

Two documents that give different sources tell a fact differently, also where all else is the same. A body and
who speaks for it may be one source, and so may two that are not named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.grounds import Word, count_common, read_words
from compare.analyse.speakers import Speaker, must_be_two
from compare.extract.number_values import singular
from compare.extract.provenance import is_outlet
from compare.extract.sourcing import find_sources
from compare.extract.titles import OFFICES
from compare.model import Span
from compare.results import Form, Quote, Status
from compare.text.stopwords import is_stopword, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.similar import Voices
    from compare.analyse.units import Unit
    from compare.extract.sourcing import Sourcing

# Nobody in particular: what else a phrase says of them tells little of who they are.
_NAMELESS = frozenset(
    map(
        stem,
        "source insider people person official aide media press story woman man teenager girl boy witness "
        "resident neighbour neighbor critic supporter analyst expert".split(),
    )
)
# Words that many sources have in common.
_COMMON = _NAMELESS | frozenset(
    map(
        stem,
        "mr mrs ms dr sir spokesman spokeswoman spokesperson representative report memo document dossier "
        "statement leak leaked local senior former new two three several other others who work working "
        "close".split(),
    )
)
_POLICE = frozenset(
    map(
        stem,
        "police officer inspector constable detective superintendent sheriff commissioner sergeant".split(),
    )
)
_BODY = re.compile(
    r"(?:the|its|their|both)(?: \w+)? (?:compan(?:y|ies)|firms?|groups?|operators?|authorit(?:y|ies)|owners?"
    r"|organi[sz]ations?"
    r"|statements?|reports?|letters?|drafts?|documents?|e-?mails?|agency|department|ministry|government|office"
    r"|team|club|union|party|bank|paper)",
    re.IGNORECASE,
)
_PAPERS = frozenset(
    map(
        stem,
        "report memo document dossier statement letter draft indictment filing complaint lawsuit log "
        "study".split(),
    )
)
_OF_ONE = frozenset("the a an his her its their one another".split())
_TELLING = frozenset(
    map(stem, "according announce state declare report reveal confirm insist claim add".split())
)
_LEAST_TOLD = 2  # words of what two sources tell that are the same
_OF_SHORTER, _OF_LONGER = 0.5, 0.45  # share of what either of them tells
_OPENS = 8  # characters before a source that opens its clause
# He told a paper after the vote: what follows is when he spoke, and not what he said.
_ASIDE_OF = re.compile(
    r"\s(?:said|told|tells|says)\b(?:\s[\w.’'-]+){0,5}?\s(?:after|when|while|before|during|as)\b"
)
_UNREAL = re.compile(
    r"\b(?:if|unless|whether|should|must|ought)\b|\?", re.IGNORECASE
)  # what nobody tells as a fact
_NO_SOURCE = re.compile(r"[0-9]|[A-Z]-[A-Z]|\w+['’]re\b")  # 19 other, R-Texas, They're
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Whose word something is, and the phrase that says so."""

    speaker: Speaker
    phrase: Span
    told: tuple[Word, ...] = ()
    """The words of what it is given for."""
    around: tuple[Word, ...] = ()
    """All words of its sentence that say something."""

    @property
    def described(self) -> bool:
        """Whether it is one person without a name, by what they are: the real estate mogul."""
        words = self.speaker.text.lower().split()
        one = words[:1] and words[0] in _OF_ONE and not self.words & (_PAPERS | _POLICE)
        return self.speaker.entity is None and bool(one) and not singular(words[-1])

    @property
    def named_words(self) -> tuple[Word, ...]:
        """What says who it is: the name, or the words of the phrase that few sources share."""
        if self.speaker.entity is not None:
            return (frozenset({f"@{self.speaker.entity}"}),)
        return tuple(frozenset({word}) for word in self.words - _COMMON)

    @property
    def words(self) -> frozenset[str]:
        """Stems of what the texts say of them: names, offices, whom they speak for."""
        texts = (self.phrase.text, self.speaker.text, *self.speaker.descriptions)
        return frozenset(
            stem(word)
            for text in texts
            for word in _WORD.findall(text.lower())
            if len(word) > 1 and not is_stopword(word)
        )

    @property
    def nameless(self) -> bool:
        """Whether the text keeps back who it is."""
        return self.speaker.entity is None and not self.words.isdisjoint(_NAMELESS)

    @property
    def unnamed_body(self) -> bool:
        """Whether it is a body named elsewhere in the text: the company, its owners."""
        return self.speaker.entity is None and _BODY.fullmatch(self.phrase.text) is not None

    @property
    def holder_unnamed(self) -> bool:
        """Whether it is whoever holds an office, by that office alone: the governor."""
        words = self.speaker.text.lower().split()
        return self.speaker.entity is None and words[:1] == ["the"] and words[-1] in OFFICES

    def tells_of(self, other: Speaker) -> bool:
        """Whether what the texts say of them names the other: Bell, who runs the Northern Line."""
        name = other.text.lower()
        texts = (self.phrase.text, *self.speaker.descriptions)
        return other.entity is not None and any(name in text.lower() for text in texts)


def find_attribution(unit: Unit, span: Span, core: Span, voices: Voices) -> Attributed | None:
    """Whose word a clause of a sentence is; *core* is what it shares with others that tell the same."""
    sourcings = find_sources(span.document.text, unit.span.start, unit.span.end)
    quote = voices.quote_at(span, core)
    if quote and (speaker := voices.speaker_of(quote)) and not _NO_SOURCE.match(speaker.text):
        return _attribute(speaker, _phrase_of(quote, span, sourcings), unit, span)
    sourcing = _governing(sourcings, core)
    if sourcing is None:
        return None
    phrase = Span(span.document, sourcing.start, sourcing.end)
    speaker = _read_speaker(unit, phrase, voices)
    return None if _NO_SOURCE.match(speaker.text) else _attribute(speaker, phrase, unit, span)


def _attribute(speaker: Speaker, phrase: Span, unit: Unit, span: Span) -> Attributed:
    """A source with what it is given for: the clause without the phrase that names it, or who tells."""
    told = (
        word
        for word in unit.keys
        if span.start <= word.start < span.end and not phrase.start <= word.start < phrase.end
    )
    who = f"@{speaker.entity}"
    text = span.document.text
    leads = phrase.start - span.start < _OPENS and _ASIDE_OF.match(text, phrase.end, span.end) is not None
    if leads or _UNREAL.search(text, span.start, span.end):
        return Attributed(speaker, phrase, (), read_words(unit, unit.keys))
    words = tuple(word for word in read_words(unit, told) if who not in word and word.isdisjoint(_TELLING))
    return Attributed(speaker, phrase, words, read_words(unit, unit.keys))


def _phrase_of(quote: Quote, span: Span, sourcings: Iterable[Sourcing]) -> Span:
    """The words that name a speaker, with their apposition where the sentence has one."""
    named = quote.speaker_span
    if named is None:
        return span
    wider = (Span(named.document, one.start, one.end) for one in sourcings)
    return next((phrase for phrase in wider if phrase.meets(named)), named)


def _governing(sourcings: Sequence[Sourcing], core: Span) -> Sourcing | None:
    """The source of what stands at *core*: the last that leads up to it, else the first that closes it."""
    middle = (core.start + core.end) // 2
    leading = [one for one in sourcings if not one.closes and one.start <= middle and one.cue < core.end]
    closing = (one for one in sourcings if one.cue > core.start)
    return leading[-1] if leading else next(closing, None)


def _read_speaker(unit: Unit, phrase: Span, voices: Voices) -> Speaker:
    """Whoever a phrase names, a person first; else its own words."""
    names = [Span(phrase.document, name.start, name.end) for name in unit.reading.names_in(phrase)]
    speakers = [voices.speaker_of(_as_quote(phrase, name)) for name in names]
    found = [speaker for speaker in speakers if speaker is not None and speaker.entity is not None]
    chosen = next((speaker for speaker in found if speaker.person), next(iter(found), None))
    return chosen or voices.speaker_of(_as_quote(phrase, phrase)) or Speaker(phrase.text, (phrase.text,))


def _as_quote(phrase: Span, speaker: Span) -> Quote:
    return Quote("", phrase, (phrase,), Form.INDIRECT, " ".join(speaker.text.split()), speaker)


def may_be_rival_sources(left: Attributed, right: Attributed) -> bool:
    """Whether two sources of sentences that were only found to tell one fact are given for the same.

    One without a name may be whoever the other names. And a source that the other sentence speaks of, too, is
    no rival of whom else it speaks of: the indictment that says it is the one that names him.
    """
    named = left.speaker.entity is not None or right.speaker.entity is not None
    if named and (left.described or right.described):
        return False
    if count_common(left.named_words, right.around) or count_common(right.named_words, left.around):
        return False
    shared = min(count_common(left.told, right.told), count_common(right.told, left.told))
    few, many = sorted((len(left.told), len(right.told)))
    return shared >= _LEAST_TOLD and shared >= _OF_SHORTER * few and shared >= _OF_LONGER * many


def relate_attributions(left: Attributed, right: Attributed) -> Status:
    """Whether two documents give one source, sources that may be one, or two."""
    one, other = left.speaker, right.speaker
    if one.text.lower() == other.text.lower() or (one.entity is not None and one.entity == other.entity):
        return Status.SAME
    last, other_last = one.text.rsplit(maxsplit=1)[-1], other.text.rsplit(maxsplit=1)[-1]
    if last == other_last and last[0].isupper() and not must_be_two(one, other):
        return Status.SAME
    if _may_pass_on(left, right) or left.tells_of(other) or right.tells_of(one):
        return Status.COMPATIBLE
    two = must_be_two(one, other)
    if (two and one.person and other.person) or not _share_words(left, right):
        open_office = (left.holder_unnamed or right.holder_unnamed) and not two
        return Status.COMPATIBLE if open_office else Status.DIFFERS
    return Status.COMPATIBLE


def _may_pass_on(left: Attributed, right: Attributed) -> bool:
    """Whether the words do not tell who it is: no name, an outlet that passes on, a body named elsewhere."""
    if left.nameless and right.nameless:
        return True
    outlet = is_outlet(left.speaker.text) or is_outlet(right.speaker.text)
    return outlet or left.unnamed_body or right.unnamed_body


def _share_words(left: Attributed, right: Attributed) -> bool:
    """Whether what the texts say of both has a telling word in common; all of the police are one body."""
    ours, theirs = left.words, right.words
    police = not ours.isdisjoint(_POLICE) and not theirs.isdisjoint(_POLICE)
    return bool((ours & theirs) - _COMMON) or (police and (ours | theirs).isdisjoint(_NAMELESS))
