"""Which words of a sentence are cues: verbs of speech, not the nouns that look like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.clauses import Token
    from compare.extract.cues import Cues
    from compare.extract.grammar import Grammar

_STRIKES = frozenset("shot shoots fired fires hit hits struck lashed".split())
_MOVES = {"went": "on", "goes": "on", "chimed": "in"}
_TELLING = frozenset(("tell", "tells", "told"))
_BEFORE_NOUN = frozenset(
    "the a an his her its their this that these those of in on for with our my your no any".split()
)
_BEHIND_VERB = frozenset(
    ("that", ":", ",", "him", "her", "them", "the", "a", "an", "his", "its", "their", "out")
)


class CueVerbs:
    """Tells cues from other words in a row of tokens."""

    def __init__(self, cues: Cues, grammar: Grammar) -> None:
        self.cues = cues
        self.grammar = grammar
        opening = {phrase[0] for phrase in cues.according}
        self.stirring = cues.verbs.union(cues.nouns, cues.retelling, _TELLING, _STRIKES, _MOVES, opening)
        """Every word that can be a cue or begin one, in lower case: most words need not be looked at."""

    def is_verb(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a token is a verb that may lead up to a quote."""
        listed = tokens[number].low in self.cues.verbs or _shoots_back(tokens, number)
        return listed and not self._is_noun(tokens, number)

    def is_tag(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a token is a verb that may stand behind a quote: "...", X said, or X told Y."""
        low = tokens[number].low
        if low.endswith("ing") and (number == 0 or tokens[number - 1].low not in self.cues.helpers):
            return False
        listed = low in self.cues.speech or low in _TELLING or _shoots_back(tokens, number)
        return listed and not self._is_noun(tokens, number)

    def is_noun(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a token is a noun of speech: his claims, X's remark."""
        token = tokens[number]
        if token.low not in self.cues.nouns or token.capital or token.name is not None:
            return False
        return token.low not in self.cues.verbs or self._is_noun(tokens, number)

    def according(self, tokens: Sequence[Token], first: int) -> int:
        """How many tokens a phrase such as "according to" takes from *first* on; 0 when it is none."""
        low = tokens[first].low
        for phrase in self.cues.according:
            if low == phrase[0] and tuple(t.low for t in tokens[first : first + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def _is_noun(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether a form that is as often a noun is one here."""
        token = tokens[number]
        before = tokens[number - 1] if number else None
        if token.name is not None or (token.capital and before is not None and before.quote < 0):
            return True
        if token.low not in self.cues.homographs:
            return False
        if before is None or before.possessive or before.low in _BEFORE_NOUN:
            return True
        if before.low == "to" or before.low in self.grammar.pronouns or before.low in self.cues.helpers:
            return False
        singular = not token.low.endswith("s") and _is_singular(tokens, number, self.grammar)
        return singular or (before.name is None and self._leads_nowhere(tokens, number))

    def _leads_nowhere(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether nothing behind a word can be what a verb of speech leads up to."""
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if after is None or after.quote >= 0 or after.name is not None:
            return False
        return after.low not in _BEHIND_VERB and after.low not in self.grammar.pronouns


def _is_singular(tokens: Sequence[Token], number: int, grammar: Grammar) -> bool:
    """Whether the word before a base form is no subject of it: a snappy retort, the Union address."""
    before, earlier = tokens[number - 1], tokens[number - 2] if number > 1 else None
    if before.low.endswith("s") or not before.is_word or (earlier is None and before.name is None):
        return False
    if before.name is not None:
        return earlier is None or earlier.low != grammar.conjunction
    return earlier is not None and (earlier.possessive or earlier.low in grammar.determiners)


def _shoots_back(tokens: Sequence[Token], number: int) -> bool:
    """Whether a verb of motion tells of speech by the word behind it: shot back; went on, and no further."""
    following = [token.low for token in tokens[number + 1 : number + 3]]
    if tokens[number].low in _STRIKES:
        return following[:1] == ["back"]
    particle = _MOVES.get(tokens[number].low)
    return following[:1] == [particle] and not (following[1:] and following[1][:1].isalpha())
