"""A short statement as what it says: words and phrases with weights, numbers, dates, whether it says no.

Common words weigh less, and so do those of the *context* that statements are known to share: the question
they answer, the topic. Of a name the last word stands for its bearer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from compare.extract.concepts import PHRASE_WORDS, find_concepts, find_topics
from compare.extract.date_values import of_years
from compare.extract.dates import DateMention, find_dates
from compare.extract.names import find_names
from compare.extract.numbers import find_numbers
from compare.text.stopwords import is_stopword, stem
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.extract.numbers import NumberMention

_COMMON_WORD = 0.5  # weight of such a word, another's being 1; from 0.35 to 1 makes little difference
_CONTEXT_WORD = 0.3  # of its weight: what a word of the context counts
_MOST_FIGURES = 50  # numbers, and dates, that count: what gives more is a list

# Words that say no by themselves; "denied" and "refused" are concepts, which have opposites.
_NO = re.compile(
    r"\b(?:no|not|never|nobody|nothing|none|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words that news uses so often, and of so much, that sharing one says little, however few the statements are.
# Fewer than `compare.text.commonplace` has: without prices and months, which are what an answer may be about.
_COMMON = """
able according act action add address affect age ago agree aim announce answer appear area away back bad base
become begin being believe best better big bring build case cause certain change claim clear close concern
consider continue could country course cut day deal decide decision despite different direct early effort end
entire event expect fact far feel figure final first follow force former free full future general give good
government great group grow half happen hard head help high history hold home hope hour house idea image
important include increase industry interest involve issue keep key kind large last late lead leader leave
level life likely line little live local long low main major man matter meet member million minute moment
month move much national need new news next night note number offer office official old open order part pass
past people percent person place plan play point policy possible power present president press problem process
program programme project provide public push question raise reach ready real reason recent remain report
response rest result return right rise role run second seek sell send series serious service set several share
short show side sign similar since situation small special speak spend stand start state statement stay step
stop story strong support sure system talk team term thing time top total town trade try turn type use value
various view visit wait walk watch week well whole win word work world write wrong year young
"""


@cache
def _common() -> frozenset[str]:
    return frozenset(map(stem, _COMMON.split()))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement, what it weighs and what it may mean; see `_make_word`."""

    keys: tuple[str, ...]
    """The stems it may be matched by: its own, and those of a phrase that it stands in."""
    weight: float
    concepts: frozenset[str]
    topics: frozenset[str]


def _make_word(keys: tuple[str, ...], weight: float) -> Word:
    """A word with the concepts and the circles of related words that its keys belong to."""
    concepts, topics = (frozenset[str]().union(*map(find, keys)) for find in (find_concepts, find_topics))
    return Word(keys, weight, concepts, topics)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a short text says."""

    words: tuple[Word, ...]
    numbers: tuple[NumberMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    negated: bool = False


def read_statement(text: str, *, context: frozenset[str] = frozenset()) -> Statement:
    """What a short text says; *context* are keys that all statements at hand are known to share."""
    dates = find_dates(text)
    numbers = find_numbers(text, dates=dates)
    taken = [(date.start, date.end) for date in dates] + [(one.start, one.end) for one in numbers]
    years = tuple(_find_years(text, taken))
    taken += [(year.start, year.end) for year in years]
    forenames = _find_forenames(text)
    tokens = [
        word.token
        for word in split_words(text)
        if word.start not in forenames and not _lies_in(word.start, taken)
    ]
    keys = _find_keys(tokens)
    if not (keys or dates or numbers or years):  # a few function words, which then have to do
        keys = [(stem(token),) for token in tokens]
    words = tuple(_make_word(each, _weigh(each, context)) for each in dict.fromkeys(keys))
    told = numbers[:_MOST_FIGURES], (*dates, *years)[:_MOST_FIGURES]
    return Statement(words, *told, negated=_NO.search(text) is not None)


def _find_years(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[DateMention]:
    """Years without a preposition, as only a short answer names them."""
    for match in _YEAR.finditer(text):
        if not _lies_in(match.start(), taken):
            year = int(match.group())
            yield DateMention(match.start(), match.end(), match.group(), of_years(year, year))


def _lies_in(place: int, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in taken)


def _find_forenames(text: str) -> set[int]:
    """Where the words of names begin, but for the last word of each."""
    places: set[int] = set()
    for name in find_names(text):
        words = split_words(text, name.start, name.end)
        if words and not is_stopword(words[-1].token):
            places.update(word.start for word in words[:-1])
    return places


def _find_keys(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The keys of each content word; one in a phrase that is a concept may be matched by that, too."""
    stems = [stem(token) for token in tokens]
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(tokens):
        size = _measure_phrase(stems, place)
        phrase = (" ".join(stems[place : place + size]),) if size > 1 else ()
        content = [i for i in range(place, place + size) if not is_stopword(tokens[i])]
        found += [(stems[i], *phrase) for i in content]
        found += [phrase] if phrase and not content else []
        place += size
    return found


def _measure_phrase(stems: Sequence[str], place: int) -> int:
    """How many words the longest phrase that begins there has, if it is a concept; else one."""
    longest = min(PHRASE_WORDS, len(stems) - place)
    sizes = range(longest, 1, -1)
    return next((size for size in sizes if find_concepts(" ".join(stems[place : place + size]))), 1)


def _weigh(keys: tuple[str, ...], context: frozenset[str]) -> float:
    weight = _COMMON_WORD if keys[0] in _common() else 1.0
    return weight if context.isdisjoint(keys) else weight * _CONTEXT_WORD
