"""How sure it is that two short statements tell one fact, by what their words mean.

Each word looks for its best match on the other side: the same stem, a word of the same concept, a related
one (`compare.extract.concepts`); numbers and dates by value. What counts is the share of each side's weight
that is matched: of the side where it is more, since a short statement inside a longer one is often the same
fact, and of both. One that says no, or the opposite, where the other does not speaks against it.

    compare_statements("lorries were searched", "truck inspections").score
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from compare.analyse.statements import read_statement
from compare.extract.concepts import find_denied
from compare.extract.dates import relate_dates
from compare.extract.numbers import relate_numbers
from compare.results import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.statements import Statement, Word
    from compare.extract.dates import DateMention
    from compare.extract.numbers import NumberMention

# A logistic regression over 1,574 pairs of answers to four questions on the news, read by people, and pairs
# of invented answers (tests/quality, the known ones); both sets, their questions and labels weigh the same.
# `python benchmarks/quality/nanco.py EVAL --fit` fits it again, each question left out in turn.
_CONSTANT = -1.6
_CONTAINED = 2.8
_SHARED = 4.2
_DENIED = -0.6

LIKELY = 0.5
"""The score above which two statements rather tell one fact than not."""
LONGEST = 4000
"""Characters of a statement: pairs of words grow with the square, and what is longer is a text."""

_SAME_CONCEPT = 0.8  # what a match counts, 1 being the same stem; figures around these do as well
_RELATED = 0.4
_COMPATIBLE = 0.8
_FIGURE = 1.5  # weight of a number or date, that of a word being 1


class Likeness(NamedTuple):
    """What speaks for and against two statements telling one fact."""

    contained: float
    """The share of a statement's weight that the other has too, of the side where that is more."""
    shared: float
    """The geometric mean of these shares of both sides."""
    denied: bool = False
    """Whether one says no, or the opposite, where the other does not."""

    @property
    def score(self) -> float:
        """From 0 to 1 (equal statements): about the probability that they tell one fact."""
        return _give_odds(self) / _give_odds(Likeness(1.0, 1.0))

    @property
    def likely(self) -> bool:
        """Whether they rather tell one fact than not."""
        return self.score > LIKELY


def _give_odds(likeness: Likeness) -> float:
    evidence = _CONSTANT + _CONTAINED * likeness.contained + _SHARED * likeness.shared
    return 1 / (1 + math.exp(-(evidence + _DENIED * likeness.denied)))


def compare_statements(left: str, right: str, *, context: str = "") -> Likeness:
    """How much of what each says the other says too, in other words perhaps.

    The words of *context* are known to be shared, and count little.
    """
    known = frozenset(key for word in read_statement(context).words for key in word.keys)
    return _compare(read_statement(left, context=known), read_statement(right, context=known))


def _compare(left: Statement, right: Statement) -> Likeness:
    ours, theirs = _match_words(left.words, right.words)
    opposite = _has_opposites(_find_lone(left.words, ours), _find_lone(right.words, theirs))
    shares = _share(left, ours, right), _share(right, theirs, left)
    denied = (left.negated != right.negated) != opposite
    return Likeness(max(shares), math.sqrt(shares[0] * shares[1]), denied)


def _match_words(left: Sequence[Word], right: Sequence[Word]) -> tuple[list[float], list[float]]:
    """For each word of both sides how well its best match on the other side fits, 0 to 1."""
    ours, theirs = [0.0] * len(left), [0.0] * len(right)
    for i, word in enumerate(left):
        for j, other in enumerate(right):
            if (fit := _match(word, other)) > 0:
                ours[i], theirs[j] = max(ours[i], fit), max(theirs[j], fit)
    return ours, theirs


def _match(word: Word, other: Word) -> float:
    if not frozenset(word.keys).isdisjoint(other.keys):
        return 1.0
    if not word.concepts.isdisjoint(other.concepts):
        return _SAME_CONCEPT
    return 0.0 if word.topics.isdisjoint(other.topics) else _RELATED


def _find_lone(words: Sequence[Word], matches: Sequence[float]) -> set[str]:
    """What words say that the other side does not: their concepts, and the keys of those that have none."""
    lone = [word for word, fit in zip(words, matches, strict=True) if fit < _SAME_CONCEPT]
    return {name for word in lone for name in (*word.concepts, *word.keys)}


def _has_opposites(names: Iterable[str], others: set[str]) -> bool:
    return any(not find_denied(name).isdisjoint(others) for name in names)


def _share(statement: Statement, matches: Sequence[float], other: Statement) -> float:
    """Of a statement's weight, the share that is matched on the other side."""
    weights = [word.weight for word in statement.words]
    figures = [
        max((_match_numbers(number, each) for each in other.numbers), default=0.0)
        for number in statement.numbers
    ]
    figures += [
        max((_match_dates(date, each) for each in other.dates), default=0.0) for date in statement.dates
    ]
    matched = sum(weight * match for weight, match in zip(weights, matches, strict=True))
    total = sum(weights) + _FIGURE * len(figures)
    return min(1.0, (matched + _FIGURE * sum(figures)) / total) if total else 0.0


def _match_numbers(left: NumberMention, right: NumberMention) -> float:
    """How well two numbers fit; of one that counts nothing known the value alone is compared."""
    counted = all(each.unit or each.noun for each in (left, right))
    if (left.low, left.high) == (right.low, right.high) and (left.normal == right.normal or not counted):
        return 1.0
    return _value(relate_numbers(left, right))


def _match_dates(left: DateMention, right: DateMention) -> float:
    return 1.0 if left.meaning == right.meaning else _value(relate_dates(left, right))


def _value(status: Status | None) -> float:
    if status is Status.SAME:
        return 1.0
    return _COMPATIBLE if status is Status.COMPATIBLE else 0.0
