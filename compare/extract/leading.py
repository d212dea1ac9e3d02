"""What leads up to a quote and tells who says it: X said, "..."; X called it "..."; X's claim that "..."."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.attribution import Attribution, Strength, Tongue, offer
from compare.extract.clauses import find_token
from compare.extract.mentions import Mention, as_pronoun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token

WINDOW = 60
"""Tokens looked at before a quote."""

_BEHIND = 40  # tokens behind the quote where the subject of an opening participle may be
_CLOSE = 4  # tokens between a cue and the quote it leads up to, or a noun and its possessor
_OPENING = 4  # characters in which a quote shows whether it begins with a capital
_NOUN_WORDS = 8  # tokens between a noun of speech and the quote
# A book called "...", a man named "...": no cue, unless somebody did the naming.
_NAMING = frozenset("called named dubbed titled entitled labeled labelled nicknamed termed branded".split())


@dataclass(frozen=True, slots=True)
class Leading:
    """Reads what leads up to a quote."""

    text: str
    tongue: Tongue

    def read(self, tokens: Sequence[Token], earlier: int, place: int) -> Attribution | None:
        """The offer before token *place*; *earlier* is where the quote before it or the sentence begins.

        The nearest cue counts, unless it is one of doing rather than saying and an earlier one tells whose
        words the whole is: X said that Y would demand "...".
        """
        low = max(earlier, place - WINDOW)
        noun: Attribution | None = None
        vague: Attribution | None = None
        for number in range(place - 1, low - 1, -1):
            if tokens[number].low not in self.tongue.verbs.stirring:
                continue
            if length := self.tongue.verbs.according(tokens, number):
                return self.tongue.source(self.text, tokens, (number, length), place)
            if self.tongue.verbs.is_noun(tokens, number):
                near = noun is None and place - number <= _NOUN_WORDS
                noun = self._noun(tokens, number, low, place) if near else noun
            found = self._verb(tokens, number, earlier, place)
            if found is None:
                continue
            if vague is not None:
                return found if self._governs(tokens, number, found.mention, low) else vague
            said = tokens[number].low in self.tongue.cues.speech or found.strength > Strength.BEFORE
            if said and (found.mention.is_person or self._introduces(tokens, number, place)):
                return found
            vague = found
        return vague or noun or self._label(tokens, low, place)

    def _introduces(self, tokens: Sequence[Token], verb: int, place: int) -> bool:
        """Whether a cue stands right before a quote that is a sentence: a man yelled "Stay there!"."""
        beside = verb + 1 + (verb + 1 < place and tokens[verb + 1].low in (",", ":")) == place
        return beside and place < len(tokens) and self._opens_upper(tokens[place])

    def _opens_upper(self, quote: Token) -> bool:
        """Whether the words of a quote begin with a capital."""
        words = self.text[quote.start + 1 : quote.start + _OPENING]
        return words.lstrip()[:1].isupper()

    def _verb(self, tokens: Sequence[Token], verb: int, earlier: int, place: int) -> Attribution | None:
        """The offer of the cue at *verb*, if it is one."""
        if not self.tongue.verbs.is_verb(tokens, verb):
            return None
        joined = verb > 0 and tokens[verb - 1].low == self.tongue.grammar.conjunction
        low = 0 if tokens[verb].low.endswith("ing") or joined else earlier
        subject = self._subject(tokens, verb, max(low, verb - WINDOW), place)
        if subject is None or (verb + 1 == place and tokens[verb].low in _NAMING and not subject.is_person):
            return None
        between = tokens[verb + 1 : place]
        close = len(between) <= _CLOSE or any(token.low in (":", "that") for token in between[-2:])
        return offer(Strength.CLOSE_BEFORE if close else Strength.BEFORE, subject, tokens[verb])

    def _subject(self, tokens: Sequence[Token], verb: int, low: int, place: int) -> Mention | None:
        """The subject of the cue: before it, behind it (But, said X) or behind the quote (Calling it)."""
        subjects = self.tongue.subjects
        if self._goes_on(tokens, verb, low):
            verb -= 2
        subject = subjects.before(tokens, verb, low)
        set_off = verb == low or (subject is None and tokens[verb - 1].low == ",")
        if set_off and tokens[verb].low in self.tongue.cues.speech:
            inverted = subjects.after(tokens, verb + 1, place)
            if inverted is not None and (inverted.names or verb == low):
                return inverted
        if subject is None and tokens[verb].low.endswith("ing") and verb - low <= 1:
            return subjects.after(tokens, place + 1, min(len(tokens), place + _BEHIND))
        return subject

    def _goes_on(self, tokens: Sequence[Token], verb: int, low: int) -> bool:
        """Whether a participle goes on with the speaker of a cue before it: ..., X said, adding."""
        participle = tokens[verb].low.endswith("ing") and verb - 2 > low and tokens[verb - 1].low == ","
        return participle and tokens[verb - 2].low in self.tongue.cues.speech

    def _governs(self, tokens: Sequence[Token], verb: int, mention: Mention, low: int) -> bool:
        """Whether an earlier cue is the better one: said that ... wants "...", or an insertion, as X said."""
        if not mention.is_person or tokens[verb].low in self.tongue.cues.retelling:
            return mention.is_person
        first = find_token(tokens, mention.phrase)
        return first > low and tokens[first - 1].low == "as"

    def _noun(self, tokens: Sequence[Token], noun: int, low: int, place: int) -> Attribution | None:
        """The possessor of a noun of speech: X's claim that "..."."""
        for token in reversed(tokens[max(low, noun - _CLOSE) : noun]):
            if token.possessive and token.name is not None:
                name = token.name
                return offer(Strength.NOUN, Mention(name.start, name.end, name.start, (name,)), tokens[noun])
            if token.low in ("his", "her"):
                return offer(Strength.NOUN, as_pronoun(token), tokens[noun])
        if place - noun > _CLOSE:
            return None
        return offer(Strength.NOUN, self.tongue.subjects.of_clause(tokens, noun, low), tokens[noun])

    def _label(self, tokens: Sequence[Token], low: int, place: int) -> Attribution | None:
        """A name and a colon before the quote, as in a headline or transcript."""
        if place - 2 < low or tokens[place - 1].low != ":":
            return None
        subject = self.tongue.subjects.before(tokens, place - 1, low)
        return offer(Strength.NOUN, subject, None) if subject is not None and subject.is_person else None
