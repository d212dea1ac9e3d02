"""The extent of what a sentence retells: the clause behind "X said that", or before "according to X"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.extract.clauses import BREAK, find_token
from compare.extract.cues import inflect
from compare.extract.provenance import is_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.extract.attribution import Tongue
    from compare.extract.clauses import Token
    from compare.extract.mentions import Mention

_LONGEST = 200  # tokens of a sentence that are read
_LEAD_WORDS = 10  # tokens between a verb and its "that": told the paper in an interview on Monday that
_TELLING = frozenset().union(*map(inflect, ("tell", "assure", "inform", "remind", "warn")))
_THAT = {"en": "that", "de": "dass", "fr": "que", "es": "que", "it": "che", "pt": "que", "nl": "dat"}
_SUBORDINATE = frozenset("while when after as if though although since because before".split())
_ENDS = frozenset(".!?…")
_STOPS = frozenset(".!?…,;:")
_PAIRS = (("–", "–"), ("—", "—"), ("--", "--"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Retelling:
    """Whose words tokens *first* up to *last* retell, and by which cue."""

    subject: Mention
    cue: tuple[int, int]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Retellings:
    """Finds what the sentences of one text retell."""

    text: str
    tongue: Tongue

    def find(self, tokens: Sequence[Token]) -> Iterator[Retelling]:
        """Each retelling the sentence may hold, the outermost first; those of mere outlets last."""
        stop = min(len(tokens), _LONGEST)
        tokens = tokens[:stop]
        while stop > 0 and tokens[stop - 1].low in _STOPS:
            stop -= 1
        passed_on = []
        for number in range(stop):
            if tokens[number].low not in self.tongue.verbs.stirring:
                continue
            source = self._according(tokens, number, stop)
            if source is not None and is_outlet(self.text[source.subject.start : source.subject.end]):
                passed_on.append(source)
            elif source is not None:
                yield source
            elif (found := self._said(tokens, number, stop)) is not None:
                yield self._cut(tokens, found)
        yield from passed_on

    def _said(self, tokens: Sequence[Token], verb: int, stop: int) -> Retelling | None:
        """The retelling of the verb at *verb*, if it is one of saying with a subject."""
        listed = tokens[verb].low in self.tongue.cues.retelling and not tokens[verb].capital
        if not listed or not self.tongue.verbs.is_verb(tokens, verb):
            return None
        cue = (tokens[verb].start, tokens[verb].end)
        subject = self.tongue.subjects.before(tokens, verb, 0)
        if subject is not None:
            content = self._behind(tokens, verb, stop) or self._ahead(tokens, verb, subject)
            return None if content is None else Retelling(subject, cue, *content)
        subject = self.tongue.subjects.after(tokens, verb + 1, stop)
        if subject is None or verb < 2 or tokens[verb - 1].low != ",":  # noqa: PLR2004 - a word and its comma
            return None
        return Retelling(subject, cue, _first_word(tokens), verb - 1)

    def _behind(self, tokens: Sequence[Token], verb: int, stop: int) -> tuple[int, int] | None:
        """The clause behind the verb, with "that" or without."""
        first = verb + 1
        if first >= stop or not tokens[first].is_word:
            return None
        token, grammar = tokens[first], self.tongue.grammar
        that = token.low == _THAT[self.tongue.language]
        if that or tokens[verb].low in _TELLING or self._is_circumstance(token):
            return self._behind_that(tokens, first, stop)
        opens = token.name is not None or token.low in grammar.pronouns or token.low in grammar.determiners
        finite = self.tongue.cues.helpers & grammar.breaks
        return (first, stop) if opens and any(t.low in finite for t in tokens[first + 1 : stop]) else None

    def _behind_that(self, tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int] | None:
        """The clause behind a "that" which time, place or hearer may part from the verb."""
        for number in range(first, min(stop, first + _LEAD_WORDS)):
            if tokens[number].low == _THAT[self.tongue.language]:
                return number + 1, stop
            if tokens[number].quote >= 0 or tokens[number].low in _STOPS:
                return None
        return None

    def _ahead(self, tokens: Sequence[Token], verb: int, subject: Mention) -> tuple[int, int] | None:
        """The clause before a closing "X said"."""
        first = find_token(tokens, subject.phrase)
        after = tokens[verb + 1] if verb + 1 < len(tokens) else None
        closing = after is None or after.low in _ENDS or self._is_circumstance(after)
        if first < 2 or tokens[first - 1].low != "," or not closing:  # noqa: PLR2004 - a word and its comma
            return None
        return _first_word(tokens), first - 1

    def _is_circumstance(self, token: Token) -> bool:
        return token.low in self.tongue.grammar.times or token.low in self.tongue.grammar.prepositions

    def _according(self, tokens: Sequence[Token], number: int, stop: int) -> Retelling | None:
        """The clause that "according to X" opens or closes."""
        length = self.tongue.verbs.according(tokens, number)
        subject = self.tongue.subjects.after(tokens, number + length, stop) if length else None
        if subject is None:
            return None
        cue = (tokens[number].start, tokens[number + length - 1].end)
        if number > 1:
            after = find_token(tokens, subject.end)
            if after < stop and tokens[after].is_word and not self._is_circumstance(tokens[after]):
                return None
            return Retelling(subject, cue, _first_word(tokens), number - (tokens[number - 1].low == ","))
        comma = next((n for n in range(number + length, stop) if tokens[n].low == ","), stop)
        return Retelling(subject, cue, comma + 1, stop) if comma + 1 < stop else None

    def _cut(self, tokens: Sequence[Token], found: Retelling) -> Retelling:
        """The clause cut where its source follows, or where the insertion or "while X said" ends."""
        first, last = found.first, found.last
        sources = (n for n in range(first, last) if self.tongue.verbs.according(tokens, n))
        last = next(sources, last)
        last -= last > first and tokens[last - 1].low == ","
        if first >= len(tokens) or tokens[first].start < found.cue[0]:
            return found
        lead = [token.low for token in tokens[:first] if token.start < found.cue[0]]
        ends = {","} if lead and lead[0] in _SUBORDINATE else set()
        for opening, closing in _PAIRS:
            if lead.count(opening) % 2:
                ends.add(closing)
        last = next((n for n in range(first, last) if tokens[n].low in ends), last)
        return Retelling(found.subject, found.cue, first, last)


def _first_word(tokens: Sequence[Token]) -> int:
    """Where a sentence begins, the label of a list item left out."""
    start = next((n + 1 for n in range(len(tokens) - 1, -1, -1) if tokens[n].low == BREAK), 0)
    return next((n for n in range(start, len(tokens)) if tokens[n].is_word or tokens[n].quote >= 0), 0)
