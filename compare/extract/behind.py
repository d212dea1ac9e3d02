"""What stands behind a quote and tells who says it: "...", said X; "...", X said; according to X."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.attribution import Attribution, Strength, Tongue, offer
from compare.extract.clauses import find_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Clause, Token
    from compare.extract.mentions import Mention

_WINDOW = 40  # tokens looked at behind a quote
_TAG = 14  # tokens of a sentence that is no more than a tag: Trump asked.
_COMMAS = frozenset((",", "-", "–", "—", "―", "--"))
_CLOSING_MARKS = "\"'”’»“‘›」』"
_OPEN_ENDS = ",?!—–-"  # what a quote ends with when its sentence goes on behind it
_TAGGED = _OPEN_ENDS + "….…"  # and when its tag may be written as a sentence of its own
_ASKING = frozenset("ask asks asked tell tells told".split())  # verbs behind which the hearer stands
_LEADS = frozenset(("that", "whether", "if", ":", "to"))  # what tells that a verb leads up to other words


@dataclass(frozen=True, slots=True)
class Behind:
    """Reads what stands behind a quote."""

    text: str
    tongue: Tongue

    def read(self, tokens: Sequence[Token], place: int, later: int) -> Attribution | None:
        """The offer behind the quote at token *place*, up to the next quote at *later*."""
        first = place + 1
        open_end = _last_character(tokens[place]) in _OPEN_ENDS
        comma = open_end or (first < later and tokens[first].low in _COMMAS)
        while first < later and tokens[first].low in _COMMAS:
            first += 1
        high = min(later, place + _WINDOW)
        if first >= high:
            return None
        if length := self.tongue.verbs.according(tokens, first):
            return self.tongue.source(self.text, tokens, (first, length), high)
        if tokens[first].low == "by":
            return self._agent(tokens, place, first, high)
        strength = Strength.TAGGED if comma else Strength.BEHIND
        found = self._verb_first(tokens, first, high, strength)
        found = found or self._subject_first(tokens, first, high, strength)
        return found or (self._unlisted_verb(tokens, first, high) if comma else None)

    def read_next(
        self, tokens: Sequence[Token], place: int, following: Clause, *, near: bool
    ) -> Attribution | None:
        """The offer of the next sentence: a signature, or *near* the quote a tag as "..." Trump asked."""
        found = self._signature(following.tokens)
        if found is None and near and _last_character(tokens[place]) in _TAGGED:
            found = self._tag(following.tokens)
        return found

    def _agent(self, tokens: Sequence[Token], place: int, first: int, high: int) -> Attribution | None:
        """Who a passive is told of: was called "..." by X."""
        passive = any(token.low in self.tongue.cues.verbs for token in tokens[max(0, place - 2) : place])
        subject = self.tongue.subjects.after(tokens, first + 1, high) if passive else None
        return offer(Strength.TAGGED, subject, None)

    def _verb_first(
        self, tokens: Sequence[Token], first: int, high: int, strength: Strength
    ) -> Attribution | None:
        """A cue and its subject: "...," said X."""
        while first < high and tokens[first].low in self.tongue.cues.helpers:
            first += 1
        if first >= high or tokens[first].low not in self.tongue.cues.speech:
            return None
        return offer(strength, self.tongue.subjects.after(tokens, first + 1, high), tokens[first])

    def _subject_first(
        self, tokens: Sequence[Token], first: int, high: int, strength: Strength
    ) -> Attribution | None:
        """A subject and its cue: "...," X said."""
        first += tokens[first].low in ("as", "so")
        for number in range(first, high):
            if tokens[number].low not in self.tongue.verbs.stirring:
                continue
            if length := self.tongue.verbs.according(tokens, number):
                return self.tongue.source(self.text, tokens, (number, length), high)
            if self.tongue.verbs.is_tag(tokens, number):
                return self._tagged(tokens, first, number, high, strength)
        return None

    def _tagged(
        self, tokens: Sequence[Token], first: int, verb: int, high: int, strength: Strength
    ) -> Attribution | None:
        """The offer of the cue at *verb*, strong when its subject begins right behind the quote."""
        subjects, low = self.tongue.subjects, tokens[first].low
        if verb > first and tokens[verb - 1].low in _COMMAS and tokens[verb].low in self.tongue.cues.speech:
            inverted = subjects.after(tokens, verb + 1, high)
            if inverted is not None and inverted.names:
                return offer(Strength.FURTHER, inverted, tokens[verb])
        subject = subjects.before(tokens, verb, first)
        free = low not in self.tongue.grammar.breaks and low not in self.tongue.grammar.relative
        if subject is None or (free and subject.phrase <= tokens[min(first + 2, verb)].start):
            return offer(strength, subject, tokens[verb])
        head = subjects.after(tokens, first, verb) if free and not tokens[verb - 1].is_word else None
        if head is not None and (head.names or subject.names):
            return offer(strength, head if head.names else subject, tokens[verb])
        closes = self._closes(tokens, verb, high, subject)
        return offer(Strength.FURTHER, subject, tokens[verb]) if closes else None

    def _closes(self, tokens: Sequence[Token], verb: int, high: int, subject: Mention) -> bool:
        """Whether a subject and its verb close the sentence behind a comma: ..., X said on Monday."""
        if verb + 1 < high and tokens[verb + 1].is_word and not self._is_circumstance(tokens[verb + 1]):
            return False
        first = find_token(tokens, subject.phrase)
        return first > 0 and tokens[first - 1].low == ","

    def _is_circumstance(self, token: Token) -> bool:
        """Whether a word begins the time or place of an utterance."""
        return token.low in self.tongue.grammar.prepositions or token.low in self.tongue.grammar.times

    def _unlisted_verb(self, tokens: Sequence[Token], first: int, high: int) -> Attribution | None:
        """A verb that is on no list but stands where a cue does: "...," X groused / groused X."""
        subjects = self.tongue.subjects
        if _is_past(tokens[first]) and first + 1 < high and tokens[first + 1].capital:
            return offer(Strength.BEHIND, subjects.after(tokens, first + 1, high), tokens[first])
        verb = next((n for n in range(first + 1, min(high, first + _TAG)) if _is_past(tokens[n])), None)
        if verb is None:
            return None
        known = tokens[first].name is not None or tokens[first].low in self.tongue.grammar.singular
        if not known and tokens[verb - 1].name is None:
            return None
        return offer(Strength.BEHIND, subjects.before(tokens, verb, first), tokens[verb])

    def _signature(self, tokens: Sequence[Token]) -> Attribution | None:
        """A dash and a name that are a sentence by themselves."""
        words = [token for token in tokens[:_TAG] if token.low != "."]
        if len(words) < 2 or words[0].low not in _COMMAS or words[0].low == "," or not words[1].capital:  # noqa: PLR2004 - a dash and a name
            return None
        subject = self.tongue.subjects.after(words, 1, len(words))
        if subject is None or subject.phrase != words[1].start:
            return None
        after = next((token for token in words if token.start >= subject.end), None)
        return offer(Strength.BEHIND, subject, None) if after is None or after.low == "," else None

    def _tag(self, tokens: Sequence[Token]) -> Attribution | None:
        """A subject and its cue that are a sentence by themselves: Trump asked on Monday."""
        if not tokens or tokens[0].quote >= 0:
            return None
        found = self._subject_first(tokens, 0, min(len(tokens), _TAG), Strength.BEHIND)
        if found is None or found.strength < Strength.BEHIND or found.cue is None:
            return None
        end = found.cue[1]
        after = next((token for token in tokens if token.start >= end), None)
        if after is None or after.low in (".", ",", "as", "while") or self._is_circumstance(after):
            return found
        hearer = self.text[found.cue[0] : end] in _ASKING and not any(t.low in _LEADS for t in tokens)
        return found if hearer or after.low.endswith("ly") else None


def _last_character(quote: Token) -> str:
    return quote.low.rstrip(_CLOSING_MARKS)[-1:] or " "


def _is_past(token: Token) -> bool:
    return token.low.endswith("ed") and token.is_word and not token.capital
