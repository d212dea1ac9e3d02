"""What two sentences can have in common, whatever their words: signs, and the words they stand on.

A word has the sign of its stem and of each concept and class of events it belongs to ("~arrest", "#arrest"),
a name that of its bearer ("@7"), a number those of its value and kind ("=312 tally", "%people"), a date that
of its day. A pronoun or an office points at a bearer too, less surely.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from compare.extract.concepts import PHRASE_WORDS, find_concepts, key_of, read_rows
from compare.extract.events import find_event_classes
from compare.extract.frames import Kind, Participant
from compare.extract.places import is_nationality, is_place
from compare.extract.quantities import list_number_signs
from compare.extract.titles import HONORIFICS, OFFICE_MODIFIERS, OFFICES
from compare.text.commonplace import COMMONPLACE, is_commonplace
from compare.text.remembered import Remembered
from compare.text.stopwords import is_stopword, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from compare.analyse.events import Resolver
    from compare.analyse.reading import Reading
    from compare.analyse.units import Key
    from compare.extract.dates import DateMention
    from compare.model import Span

# How much of a sign's weight counts, by what it is: its first character.
_SHARES = {"~": 0.8, "#": 0.8, "%": 0.8, "^": 0.6}
_GUESSED = 0.5  # of the weight of a bearer whom a pronoun or an office points at
_ABBREVIATED = {
    "capt": "captain", "gov": "governor", "rep": "representative", "sen": "senator", "gen": "general",
    "col": "colonel", "lt": "lieutenant", "sgt": "sergeant", "prof": "professor", "pm": "premier",
}  # fmt: skip
_PRONOUNS = frozenset("he she his him her".split())
# How it became known, which is not what happened.
_SAID = frozenset(
    "statement interview conference news press reporter reporters briefing remarks comment comments article "
    "report reports newspaper spokesman spokeswoman source sources tweet twitter according".split()
)
_WHO = OFFICES | OFFICE_MODIFIERS | HONORIFICS | _PRONOUNS | _SAID


class Sign(NamedTuple):
    """A word that has a sign, by its place among the keys, and how much of the sign's weight counts."""

    place: int
    share: float


class Signs(NamedTuple):
    """The signs of a sentence."""

    words: dict[str, tuple[Sign, ...]]
    who: frozenset[int]
    """Places of words that say who or when, not what: names, offices, pronouns, numbers, dates."""


def read_signs(reading: Reading, sentence: Span, keys: Sequence[Key], resolver: Resolver) -> Signs:
    """The signs of a sentence, each with the words that have it."""
    text = reading.document.text
    values = _read_values(reading, sentence)
    words = [_WORDS[text[key.start : key.end]] for key in keys]
    found: dict[str, list[Sign]] = defaultdict(list)
    who = set()
    taken: set[int] = set()
    for place, (key, word) in enumerate(zip(keys, words, strict=True)):
        if key.key[0] == "@":
            who.add(place)
            found[key.key].append(Sign(place, 1.0))
        elif value := values.get(key.start):
            who.add(place)
            if value.start not in taken:
                taken.add(value.start)
                for sign in value.signs:
                    found[sign].append(Sign(place, _SHARES.get(sign[0], 1.0)))
        else:
            if word.says_who:
                who.add(place)
            following = words[place + 1].stem if place + 1 < len(words) else ""
            plain = not (word.points or following in word.followed)
            own = word.meanings if plain else _read_word(words, place, key.start, resolver)
            for sign, share in own:
                found[sign].append(Sign(place, share))
    return Signs({sign: tuple(places) for sign, places in found.items()}, frozenset(who))


class _Word(NamedTuple):
    """What is known of a word wherever it stands."""

    token: str
    stem: str
    says_who: bool
    points: bool
    """Whether it may stand for somebody the text has named."""
    followed: frozenset[str]
    """The stems behind it in phrases of the thesaurus that begin with it."""
    meanings: tuple[tuple[str, float], ...]
    """The signs of the word by itself."""


def _find_word(form: str) -> _Word:
    token = form.lower()
    token = _ABBREVIATED.get(token, token)
    return _Word(
        token,
        stem(token),
        says_who=token in _WHO or is_place(token) or is_nationality(token),
        points=token in _PRONOUNS or token in OFFICES,
        followed=_list_openings().get(stem(token), frozenset()),
        meanings=_read_meanings(token),
    )


_WORDS = Remembered(_find_word)


class _Value(NamedTuple):
    """A number or date: where it begins, and its signs."""

    start: int
    signs: tuple[str, ...]


def _read_values(reading: Reading, sentence: Span) -> dict[int, _Value]:
    """The numbers and dates of a sentence, by every character they stand on."""
    table: dict[int, _Value] = {}
    for date in reading.dates_in(sentence):
        value = _Value(date.start, tuple(_list_date_signs(date)))
        table.update(dict.fromkeys(range(date.start, date.end), value))
    for number in reading.numbers_in(sentence):
        signs = tuple(list_number_signs(number))
        if signs:
            value = _Value(number.start, signs)
            table.update(dict.fromkeys(range(number.start, number.end), value))
    return table


def _list_date_signs(date: DateMention) -> Iterator[str]:
    """The day, or the period, and the weekday: a text without a date of its own says but "Wednesday"."""
    day = date.first if date.first is not None and date.first == date.last else None
    yield f"^{day or date.normal}"
    if date.weekday is not None:
        yield f"^{date.weekday}"


def _read_word(
    words: Sequence[_Word], place: int, start: int, resolver: Resolver
) -> Iterator[tuple[str, float]]:
    """The signs of the word: of whom it points at, of itself, and of the phrases that begin with it."""
    word = words[place]
    if word.points and (bearer := _point(word.token, start, resolver)):
        yield bearer, _GUESSED
    yield from word.meanings
    yield from _read_phrases(words[place : place + PHRASE_WORDS])


def _point(token: str, start: int, resolver: Resolver) -> str | None:
    """The bearer whom a pronoun or an office stands for, if the text has one."""
    if token in _PRONOUNS:
        return resolver.resolve(Participant(Kind.PRONOUN, start))
    if token in OFFICES:
        bearer = resolver.resolve(Participant(Kind.ROLE, token))
        return bearer if bearer and bearer[0] == "@" else None
    return None


def _read_phrases(words: Sequence[_Word]) -> Iterator[tuple[str, float]]:
    """The signs of the phrases that begin with the first of these words."""
    phrase = words[0].stem
    for following in words[1:]:
        if following.stem not in _list_openings().get(phrase, ()):
            return
        phrase = f"{phrase} {following.stem}"
        yield from _share("~", find_concepts(phrase))


def _read_meanings(token: str) -> tuple[tuple[str, float], ...]:
    """The signs of a word by itself: what may mean much says the less."""
    if is_stopword(token):
        return ()
    own = stem(token)
    share = COMMONPLACE if is_commonplace(own) else 1.0
    return (
        (own, 1.0),
        *_share("#", find_event_classes(token)),
        *((sign, share * part) for sign, part in _share("~", find_concepts(own))),
    )


def _share(mark: str, names: Collection[str]) -> Iterator[tuple[str, float]]:
    for name in sorted(names):
        yield mark + name, _SHARES[mark] / len(names) ** 0.5


@cache
def _list_openings() -> dict[str, frozenset[str]]:
    """With what stems the phrases of the thesaurus begin, and which stem may follow."""
    table: dict[str, set[str]] = defaultdict(set)
    for key in (key_of(word).split(" ") for mark, words in read_rows() if not mark for word in words):
        for size in range(1, len(key)):
            table[" ".join(key[:size])].add(key[size])
    return {opening: frozenset(following) for opening, following in table.items()}
