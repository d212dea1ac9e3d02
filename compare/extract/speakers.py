"""Who said a quote: the cue beside it, the subject of that cue, and what later quotes inherit.

A quote's sentence is read twice, behind the quote ("...", said X) and before it (X said "..."). Each
reading that finds a cue with a subject is an offer with a strength; the strongest counts. What has no
cue of its own goes on with the speaker of the quote before it in the same paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.extract.clauses import Clause, Token, read_clauses
from compare.extract.cues import Cues, find_cues, guess_language
from compare.extract.grammar import Grammar, find_grammar
from compare.extract.mentions import Mention, Phrases
from compare.extract.people import People
from compare.extract.provenance import find_via, is_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.extract.names import Name

# How sure a reading is; only their order matters.
_AFTER_COMMA = 100  # "...," said X
_CLOSE_BEFORE = 90  # X said, "..."
_AFTER = 85  # "..." said X
_SHARED = 80  # X called it "..." and "..."
_ACCORDING = 70  # according to X
_BEFORE = 60  # X said that the thing was so very "..."
_NOUN = 50  # X's claim that "..."
_FURTHER = 40  # the "..." is large, X said
_INHERITED = 30  # the quote before it in the paragraph

_BEFORE_WORDS = 60  # tokens looked at before a quote
_AFTER_WORDS = 40
_CLOSE = 4  # tokens between a cue and the quote it leads up to
_TAG = 8  # tokens of a sentence that is no more than a tag: Trump asked.
_SHARED_WORDS = 3
_NOUN_WORDS = 8
_NAMING = frozenset("called named dubbed titled entitled labeled labelled nicknamed termed branded".split())
_MOTIONS = frozenset("shot shoots fired fires hit hits went goes came chimed struck lashed".split())
_COMMAS = frozenset((",", "-", "–", "—", "--"))
_TAGGED = "?!—–-….,"  # what a quote may end with when its tag is taken for a sentence of its own
_NOT_VERBAL = frozenset(
    "the a an his her its their this that these those of in on for with our my your no any".split()
)
_AFTER_VERB = frozenset(
    ("that", ":", ",", "him", "her", "them", "the", "a", "an", "his", "its", "their", "out")
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quote, and by which words the text tells so."""

    strength: int
    mention: Mention
    speaker: str | None = None
    cue: tuple[int, int] | None = None
    via: tuple[str, ...] = ()

    @property
    def beside(self) -> bool:
        """Whether the cue stands right behind the quote, as it does behind a whole sentence."""
        return self.strength >= _AFTER_COMMA


def attribute(
    text: str, pieces: Sequence[tuple[int, int, int]], names: Sequence[Name]
) -> dict[int, Attribution]:
    """For each number of a quote the text attributes, who says it. Pieces as in `read_clauses`."""
    language = guess_language(text[:SAMPLE].lower().split())
    reader = _Reader(text, find_cues(language), find_grammar(language), People(text, names))
    clauses = list(read_clauses(text, pieces, names))
    for clause, following in zip_longest(clauses, clauses[1:]):
        reader.read(clause, following)
    return reader.found


SAMPLE = 4000  # characters that tell the language


class _Reader:
    """Reads clauses in order and remembers who speaks."""

    def __init__(self, text: str, cues: Cues, grammar: Grammar, people: People) -> None:
        self._text = text
        self._cues = cues
        self._grammar = grammar
        self._people = people
        self._phrases = Phrases(cues, grammar)
        self._tags = cues.speech | {"tell", "tells", "told", "telling"}
        self._last: Attribution | None = None
        self._paragraph = -1
        self.found: dict[int, Attribution] = {}

    def read(self, clause: Clause, following: Clause | None) -> None:
        """Attribute the quotes of a clause; without one, note who speaks in it."""
        tokens = clause.tokens
        alone = self._opens_alone(clause)
        if clause.paragraph != self._paragraph and not alone:
            self._last = None
        self._paragraph = clause.paragraph
        places = [number for number, token in enumerate(tokens) if token.quote >= 0]
        if not places:
            self._note(tokens)
        earlier = 0
        for index, place in enumerate(places):
            later = places[index + 1] if index + 1 < len(places) else len(tokens)
            offers = list(self._offers(clause, earlier, place, later, following))
            best = max(offers, key=lambda offer: offer.strength, default=None)
            self._settle(tokens[place].quote, best, tokens)
            earlier = place + 1

    def _opens_alone(self, clause: Clause) -> bool:
        """Whether a paragraph right behind the last one begins with nothing but a quote."""
        quotes = sum(token.quote >= 0 for token in clause.tokens)
        return clause.paragraph == self._paragraph + 1 and quotes == len(clause.tokens)

    def _note(self, tokens: Sequence[Token]) -> None:
        """Remember who speaks in a sentence without a quote: the next one may be theirs."""
        offer = self._before(tokens, 0, len(tokens))
        if offer is not None and offer.strength >= _BEFORE:
            self._last = self._name(offer, tokens)

    def _settle(self, quote: int, best: Attribution | None, tokens: Sequence[Token]) -> None:
        held = self.found.get(quote)
        if best is None or (held is not None and held.strength >= best.strength):
            return
        if best.speaker is None:
            best = self._name(best, tokens)
        self.found[quote] = best
        self._last = best

    def _name(self, offer: Attribution, tokens: Sequence[Token]) -> Attribution:
        speaker = self._inner_person(offer.mention, tokens) or self._people.name_of(offer.mention)
        via = find_via(self._text, tokens)
        outlets = tuple(
            name for start, end, name in via if end <= offer.mention.start or start >= offer.mention.end
        )
        if speaker is not None:
            self._people.hear(offer.mention, speaker)
        return replace(offer, speaker=speaker, via=outlets)

    def _inner_person(self, mention: Mention, tokens: Sequence[Token]) -> str | None:
        """The person a pronoun means when the same sentence names one as its subject before."""
        if mention.pronoun not in self._grammar.singular or self._people.heard_since(tokens[0].start):
            return None
        place = next((n for n, token in enumerate(tokens) if token.start >= mention.start), 0)
        subject = self._phrases.subject(tokens, place, max(0, place - _BEFORE_WORDS))
        if subject is None or len(subject.names) != 1 or subject.start >= mention.start:
            return None
        return self._people.fitting(subject.names[0], mention.pronoun)

    def _offers(
        self, clause: Clause, earlier: int, place: int, later: int, following: Clause | None
    ) -> Iterable[Attribution]:
        tokens = clause.tokens
        behind = self._behind(tokens, place, later)
        if behind is not None:
            yield behind
        if following is not None and place == len(tokens) - 1:
            tag = self._signature(following)
            if following.paragraph == clause.paragraph and tokens[place].low[-2:-1] in _TAGGED:
                tag = tag or self._tag(following.tokens)
            if tag is not None:
                yield tag
        before = self._before(tokens, earlier, place)
        if before is not None:
            yield before
        inherited = self._inherited(tokens, earlier, place)
        if inherited is not None:
            yield inherited

    def _behind(self, tokens: Sequence[Token], place: int, later: int) -> Attribution | None:
        """What stands behind the quote: "...", said X / X said / according to X."""
        inner = tokens[place].low.rstrip("\"'”’»“‘")[-1:]
        first = place + 1
        comma = inner in ",?!—–-" or (first < later and tokens[first].low in _COMMAS)
        while first < later and tokens[first].low in _COMMAS:
            first += 1
        high = min(later, place + _AFTER_WORDS)
        if first >= high:
            return None
        if (length := self._according(tokens, first)) is not None:
            return self._source(tokens, first, first + length, high)
        strength = _AFTER_COMMA if comma else _AFTER
        if tokens[first].low == "by" and any(t.low in self._cues.verbs for t in tokens[max(0, place - 2) : place]):
            subject = self._phrases.after(tokens, first + 1, high)
            return self._offer(_AFTER_COMMA, subject, None) if subject is not None else None
        verb = self._verb_at(tokens, first)
        if verb is not None and tokens[verb].low in self._cues.speech:
            subject = self._phrases.after(tokens, verb + 1, high)
            if subject is not None:
                return self._offer(strength, subject, tokens[verb])
        found = self._subject_first(tokens, first, high, strength)
        return found or (self._unlisted_verb(tokens, first, high) if comma else None)

    def _subject_first(
        self, tokens: Sequence[Token], first: int, high: int, strength: int
    ) -> Attribution | None:
        """A subject and its cue behind a quote: "...," X said; the subject must begin right there."""
        if tokens[first].low in ("as", "so"):
            first += 1
            if first >= high:
                return None
        free = tokens[first].low not in self._grammar.breaks and tokens[first].low not in self._grammar.relative
        for number in range(first, high):
            if (length := self._according(tokens, number)) is not None:
                return self._source(tokens, number, number + length, high)
            if not self._is_tag(tokens, number) or self._is_noun(tokens, number):
                continue
            if tokens[number].low.endswith("ing") and not self._is_progressive(tokens, number):
                continue
            inverted = (
                number > first
                and tokens[number - 1].low in _COMMAS
                and tokens[number].low in self._cues.speech
            )
            subject = self._phrases.after(tokens, number + 1, high) if inverted else None
            if subject is not None and subject.names:
                return self._offer(_FURTHER, subject, tokens[number])
            subject = self._phrases.before(tokens, number, first)
            if subject is None:
                return None
            near = free and subject.phrase <= tokens[min(first + 2, number)].start
            if free and not near and not tokens[number - 1].is_word:
                head = self._phrases.after(tokens, first, number)
                subject, near = (head, True) if head is not None and head.names else (subject, False)
            if not near and not self._closes(tokens, number, high, subject):
                return None
            return self._offer(strength if near else _FURTHER, subject, tokens[number])
        return None

    def _is_progressive(self, tokens: Sequence[Token], number: int) -> bool:
        return number > 0 and tokens[number - 1].low in self._cues.helpers

    def _unlisted_verb(self, tokens: Sequence[Token], first: int, high: int) -> Attribution | None:
        """A verb that is on no list but stands where a cue does: "...," X groused / groused X."""
        if _is_past(tokens[first]) and first + 1 < high and tokens[first + 1].capital:
            subject = self._phrases.after(tokens, first + 1, high)
            return self._offer(_AFTER, subject, tokens[first]) if subject else None
        if tokens[first].name is None and tokens[first].low not in self._grammar.singular:
            return None
        for number in range(first + 1, min(high, first + _TAG)):
            if _is_past(tokens[number]):
                subject = self._phrases.before(tokens, number, first)
                return self._offer(_AFTER, subject, tokens[number]) if subject else None
        return None

    def _closes(self, tokens: Sequence[Token], verb: int, high: int, subject: Mention) -> bool:
        """Whether a subject and its verb close the sentence behind a comma: ..., X said on Monday."""
        after = tokens[verb + 1] if verb + 1 < high else None
        small = self._grammar.prepositions | self._grammar.times
        if after is not None and after.is_word and after.low not in small:
            return False
        first = next((n for n in range(verb) if tokens[n].start >= subject.phrase), 0)
        return first > 0 and tokens[first - 1].low == ","

    def _signature(self, clause: Clause) -> Attribution | None:
        """A dash and a name that stand by themselves behind a quote."""
        tokens = [token for token in clause.tokens if token.low != "."]
        if len(tokens) < 2 or len(tokens) > _TAG or tokens[0].low not in _COMMAS or not tokens[1].capital:  # noqa: PLR2004
            return None
        subject = self._phrases.after(tokens, 1, len(tokens))
        whole = subject is not None and subject.phrase == tokens[1].start and subject.end >= tokens[-1].start
        return self._offer(_AFTER, subject, None) if subject is not None and whole else None

    def _tag(self, tokens: Sequence[Token]) -> Attribution | None:
        """A sentence behind "...?" that is no more than its tag: Trump asked."""
        if not tokens or tokens[0].quote >= 0:
            return None
        offer = self._subject_first(tokens, 0, min(len(tokens), _TAG), _AFTER)
        if offer is None or offer.strength < _AFTER or offer.cue is None:
            return None
        behind = next((t for t in tokens if t.start >= offer.cue[1]), None)
        small = self._grammar.prepositions | self._grammar.times
        return offer if behind is None or behind.low in (".", ",") or behind.low in small else None

    def _before(self, tokens: Sequence[Token], earlier: int, place: int) -> Attribution | None:
        """What leads up to the quote: X said, "..." / X called it "..." / according to X, "..."."""
        low = max(earlier, place - _BEFORE_WORDS)
        noun: Attribution | None = None
        vague: Attribution | None = None
        for number in range(place - 1, low - 1, -1):
            if (length := self._according(tokens, number)) is not None:
                return self._source(tokens, number, number + length, place)
            if not self._is_verb(tokens, number) and tokens[number].low not in self._cues.nouns:
                continue
            if self._is_noun(tokens, number):
                near = noun is None and place - number <= _NOUN_WORDS and tokens[number].low in self._cues.nouns
                noun = self._noun(tokens, number, low) if near else noun
            elif (found := self._leading(tokens, number, earlier, place)) is not None:
                if vague is not None:
                    return found if self._governs(tokens, number, found.mention, low) else vague
                if _is_person(found.mention) and (tokens[number].low in self._cues.speech or found.strength > _BEFORE):
                    return found
                vague = found
        return vague or noun or self._label(tokens, low, place)

    def _governs(self, tokens: Sequence[Token], verb: int, mention: Mention, low: int) -> bool:
        """Whether an earlier cue is the better one: said that ... wants "...", or an insertion, as X said."""
        return _is_person(mention) and (
            tokens[verb].low in self._cues.retelling or self._is_comment(tokens, mention, low)
        )

    def _is_comment(self, tokens: Sequence[Token], mention: Mention, low: int) -> bool:
        """Whether the subject is that of an insertion such as "as X suggested"."""
        first = next((n for n in range(low, len(tokens)) if tokens[n].start >= mention.phrase), low)
        return first > low and tokens[first - 1].low == "as"

    def _leading(self, tokens: Sequence[Token], verb: int, earlier: int, place: int) -> Attribution | None:
        low = 0 if tokens[verb].low.endswith("ing") or earlier == 0 else earlier
        subject = self._phrases.before(tokens, verb, max(low, verb - _BEFORE_WORDS))
        set_off = verb == low or (subject is None and tokens[verb - 1].low == ",")
        if set_off and tokens[verb].low in self._cues.speech and tokens[verb + 1 : verb + 2]:
            speaker = self._phrases.after(tokens, verb + 1, place)
            subject = speaker if speaker is not None and (speaker.names or verb == low) else subject
        if subject is None and tokens[verb].low.endswith("ing") and verb - low <= 1:
            subject = self._phrases.after(tokens, place + 1, min(len(tokens), place + _AFTER_WORDS))
        if subject is None or (verb + 1 == place and tokens[verb].low in _NAMING and not _is_person(subject)):
            return None
        between = tokens[verb + 1 : place]
        opened = any(token.low in (":", "that") for token in between[-2:])
        close = len(between) <= _CLOSE or opened
        return self._offer(_CLOSE_BEFORE if close else _BEFORE, subject, tokens[verb])

    def _noun(self, tokens: Sequence[Token], noun: int, low: int) -> Attribution | None:
        """The possessor of a noun of speech: X's claim that "..."."""
        for number in range(noun - 1, max(low, noun - _CLOSE) - 1, -1):
            if tokens[number].possessive and tokens[number].name is not None:
                name = tokens[number].name
                return self._offer(_NOUN, Mention(name.start, name.end, name.start, (name,)), tokens[noun])
            if tokens[number].low in ("his", "her"):
                token = tokens[number]
                return self._offer(
                    _NOUN, Mention(token.start, token.end, token.start, pronoun=token.low), tokens[noun]
                )
        return None

    def _label(self, tokens: Sequence[Token], low: int, place: int) -> Attribution | None:
        """A name and a colon before the quote, as in a headline or transcript."""
        if place - 2 < low or tokens[place - 1].low != ":":
            return None
        subject = self._phrases.before(tokens, place - 1, low)
        if subject is None or not _is_person(subject):
            return None
        return self._offer(_NOUN, subject, None)

    def _inherited(self, tokens: Sequence[Token], earlier: int, place: int) -> Attribution | None:
        """The speaker of the quote before, when nothing between the two says otherwise."""
        held = self._last
        if held is None:
            return None
        if earlier and place - earlier <= _SHARED_WORDS:
            return replace(held, strength=_SHARED)
        if earlier or place <= 1:
            return replace(held, strength=_INHERITED)
        return None

    def _source(self, tokens: Sequence[Token], first: int, start: int, high: int) -> Attribution | None:
        subject = self._phrases.after(tokens, start, high)
        if subject is None:
            return None
        words = self._text[subject.start : subject.end]
        strength = _INHERITED + 1 if is_outlet(words) else _ACCORDING
        return Attribution(strength, subject, cue=(tokens[first].start, tokens[start - 1].end))

    def _according(self, tokens: Sequence[Token], first: int) -> int | None:
        """How many tokens a phrase such as "according to" takes from *first* on."""
        for phrase in self._cues.according:
            if all(
                first + n < len(tokens) and tokens[first + n].low == word for n, word in enumerate(phrase)
            ):
                return len(phrase)
        return None

    def _verb_at(self, tokens: Sequence[Token], first: int) -> int | None:
        while first < len(tokens) and tokens[first].low in self._cues.helpers:
            first += 1
        return first if first < len(tokens) and tokens[first].low in self._cues.verbs else None

    def _is_verb(self, tokens: Sequence[Token], number: int) -> bool:
        return tokens[number].low in self._cues.verbs or self._shoots_back(tokens, number)

    def _is_tag(self, tokens: Sequence[Token], number: int) -> bool:
        return tokens[number].low in self._tags or self._shoots_back(tokens, number)

    def _shoots_back(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a verb of motion tells of speech by the word behind it: shot back, went on."""
        return tokens[number].low in _MOTIONS and tokens[number + 1 : number + 2] != [] and (
            tokens[number + 1].low in ("back", "on", "in")
        )

    def _is_noun(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a form that may be a verb is a noun here: his claims, Trump's remark."""
        token = tokens[number]
        before = tokens[number - 1] if number else None
        if token.name is not None or (token.capital and before is not None and before.quote < 0):
            return True
        if not self._is_verb(tokens, number):
            return True
        if token.low not in self._cues.homographs and token.low not in self._cues.nouns:
            return False
        if before is None or before.possessive or before.low in _NOT_VERBAL:
            return True
        if (
            before.name is not None
            or before.low in self._grammar.pronouns
            or before.low in self._cues.helpers
        ):
            return False
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if after is None or after.quote >= 0 or after.name is not None:
            return False
        return after.low not in _AFTER_VERB and after.low not in self._grammar.pronouns

    def _offer(self, strength: int, subject: Mention, verb: Token | None) -> Attribution:
        return Attribution(strength, subject, cue=(verb.start, verb.end) if verb is not None else None)


def _is_person(mention: Mention) -> bool:
    return bool(mention.names or mention.pronoun)


def _is_past(token: Token) -> bool:
    return token.low.endswith("ed") and token.is_word and not token.capital
