"""How alike two clauses must be to tell one fact: the more sentences there are, the more is alike by chance.

Attributes that differ - another number, day, denial - count nothing against a match: they are the news.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from compare.analyse.similar import Explained, are_two_voices
from compare.results import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.analyse.matching import Pair
    from compare.analyse.similar import Background
    from compare.analyse.units import Unit
    from compare.model import Span
    from compare.results import SimilarClaim

# Scores of `Pair`, set by reading pairs of the invented stories (tests/quality) and of news of three outlets.
_SURE = 0.5  # from which two clauses are held to tell one fact
_MAYBE = 0.15  # from which two clauses may tell one fact
_AT_LENGTH = 4  # words in common on what happened that are no turn of phrase, though nobody is named
_RETOLD = 1.25  # share of the score for a sure fact that these ask for
_BY_CHANCE = 0.15  # more asked for, for each unit of chance; half as much to be sure
_NEARLY = 0.7  # share of that from which a clause is looked at that is like several of a group
_FEW_PAIRS = 5.0  # log of the sentence pairs of two short articles: no chance worth a count
_FEW_SENTENCES = 4.5  # log of the sentences of a few articles
_WHAT = 0.3  # evidence, in rare words, of what happened besides whom it is about


class Judge:
    """Judges pairs of clauses by how many there are to choose from."""

    def __init__(
        self, units: Iterable[Unit], background: Background, similar: Iterable[SimilarClaim]
    ) -> None:
        self.background = background
        self._similar = Explained((claim.left, claim.right) for claim in similar)
        self._lengths = Counter(unit.span.document for unit in units)

    def find_least(self, pair: Pair) -> float:
        """The score from which two clauses may be one fact."""
        return self._find_least(pair.left_unit, pair.right_unit)

    def find_nearly(self, left: Unit, right: Unit) -> float:
        """The score from which a clause of one sentence may tell what the other, and further ones, tell."""
        return _NEARLY * self._find_least(left, right)

    def _find_least(self, left: Unit, right: Unit) -> float:
        return _MAYBE + _BY_CHANCE * self._weigh_chance(left, right)

    def admits(self, pair: Pair) -> bool:
        """Whether two clauses may be one fact: shown as nothing else yet, and not quoted from two."""
        if pair.score < self.find_nearly(pair.left_unit, pair.right_unit):
            return False
        told = (self.background.explained, self._similar)
        if any(shown.covers(pair.left, pair.right) for shown in told):
            return False
        left, right = self.background.voices.of(pair.left), self.background.voices.of(pair.right)
        return not (left.direct and right.direct and are_two_voices(left, right))

    def judge(self, pair: Pair) -> Certainty | None:
        """Whether two clauses that are alike tell one fact."""
        if pair.score < self.find_least(pair) or not self._says_what(pair):
            return None
        sure = _SURE + _BY_CHANCE * self._weigh_chance(pair.left_unit, pair.right_unit) / 2
        telling = pair.telling
        plain = pair.score >= sure and len(telling) > 1 and pair.specific
        # A word of one phrase may stand for all of it: "real estate" is no two words in common.
        words = sum(match.sign[0] not in "~#" for match in telling)
        retold = pair.score >= _RETOLD * sure and words >= _AT_LENGTH
        alike = (plain or retold) and not self._tell_of_strangers(pair)
        return Certainty.SURE if alike else Certainty.MAYBE

    def _tell_of_strangers(self, pair: Pair) -> bool:
        """Whether both clauses name persons, and none in common: two ministers who resign are two facts."""
        left = self._persons_in(pair.left_unit, pair.left)
        right = self._persons_in(pair.right_unit, pair.right)
        return bool(left and right) and left.isdisjoint(right)

    def _persons_in(self, unit: Unit, clause: Span) -> set[int]:
        names = self.background.names
        entities = (names.entity_at(clause.document, name.start) for name in unit.reading.names_in(clause))
        return {entity for entity in entities if entity is not None and names.is_person(entity)}

    def _weigh_chance(self, left: Unit, right: Unit) -> float:
        """How many more pairs of sentences than usual could be as much alike by chance, as a logarithm."""
        sentences = self._lengths[left.span.document] * self._lengths[right.span.document]
        others = max(0.0, self.background.rare - _FEW_SENTENCES)
        return max(0.0, math.log(sentences) - _FEW_PAIRS) + others / 2

    def _says_what(self, pair: Pair) -> bool:
        """Whether both say what happened, or what only one sentence of each tells: whom alone is no fact."""
        telling = pair.telling
        if sum(match.weight for match in telling) >= _WHAT * self.background.rare:
            return True
        if any(match.sign[0] == "#" for match in telling):
            return True
        signs = {match.sign for match in pair.matches}
        once = signs & pair.left_unit.told_once
        if any(sign[0] == "=" or sign == "%age" for sign in signs) or any(sign[0] == "%" for sign in once):
            return True
        # To say who somebody is tells no more of them.
        return any(sign[0] == "@" and (telling or not self._names_person(sign)) for sign in once)

    def _names_person(self, sign: str) -> bool:
        return self.background.names.is_person(int(sign[1:]))
