"""Who is meant by a mention: the fullest name a text gives a person, and whom a pronoun stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.extract.given_names import gender_of
from compare.extract.mentions import is_body
from compare.extract.places import is_nationality, is_place
from compare.extract.provenance import is_outlet
from compare.extract.titles import HONORIFICS, NAME_SUFFIXES
from compare.text.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.extract.mentions import Mention
    from compare.extract.names import Name

_MALE = frozenset("mr sir lord king prince father brother herr monsieur senor signor pope".split())
_FEMALE = frozenset("mrs ms miss dame lady queen princess sister mme madame mlle frau senora signora".split())
_ARTICLES = frozenset(
    "A An The Some One Two Another Many Several Der Die Ein Eine Le La Les Un Une El Los Il De Een".split()
)
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "er", "il", "él", "lui", "egli", "ele", "hij", "dit-il"), "m"),
    **dict.fromkeys(("she", "her", "sie", "elle", "ella", "lei", "ela", "zij", "ze", "dit-elle"), "f"),
}
_REACH = 2500  # characters back in which a pronoun finds its person
_SENTENCE_START = re.compile(r"(?:^|[.!?:”\"’'\n\r\u2029•*–—])\s*$")
_LOOK_BACK = 6
_MOST_FORMS = 30  # names of one surname that are looked through


class _Named:
    """The names of a text by surname, with what they tell of gender."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.places: dict[str, list[int]] = defaultdict(list)
        self.genders: dict[str, str] = {}
        self.titled = {_surname(name.text) for name in names if name.title}
        for name in names:
            self._learn(name)

    def _learn(self, name: Name) -> None:
        surname = _surname(name.text)
        if name.text.lower().startswith("the ") or not surname:
            return
        self.forms[surname][name.text] += 1
        self.places[name.text].append(name.start)
        gender = _gender_of_title(name.title) or gender_of(name.text.split()[0].lower())
        if gender and len(name.text.split()) > (0 if name.title else 1):
            self.genders.setdefault(surname, gender)


@lru_cache(maxsize=1)  # a text is read for its direct and its indirect speech, one after the other
def _learn_names(names: tuple[Name, ...]) -> _Named:
    return _Named(names)


class People:
    """The persons a text names, and who spoke last."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        self._names = names
        self._starts = [name.start for name in names]
        named = _learn_names(tuple(names))
        self._forms, self._places = named.forms, named.places
        self._genders, self._titled = named.genders, named.titled
        self._ranked: dict[str, list[str]] = {}
        self._spoke: tuple[int, str, str] = (-1, "", "")

    def fullest(self, name: str, *, before: int | None = None, gender: str = "") -> str:
        """The longest name in the text that ends in this one's surname and agrees with it.

        Of two persons the one last named *before* a place, or the one of the *gender* that a title gives.
        """
        words = _words(name)
        if not words or (is_place(name) and _surname(name) not in self._titled):
            return name
        longer = [
            form
            for form in self._frequent(_surname(name))
            if len(_words(form)) > len(words)
            and _agree(words, _words(form))
            and {gender, gender_of(_words(form)[0])} != {"m", "f"}
        ]
        if len(longer) > 1 and before is not None:
            last = self._last_of(longer, before)
            longer = [form for form in longer if last is None or _are_alike(form, last)]
        return next(iter(longer), name)

    def _last_of(self, forms: Sequence[str], before: int) -> str | None:
        """The one of these names that stands last before a place."""
        last = {}
        for form in forms:
            places = self._places[form]
            if at := bisect_left(places, before):
                last[form] = places[at - 1]
        return max(last, key=last.__getitem__, default=None)

    def _frequent(self, surname: str) -> list[str]:
        """The forms of the names that end in a surname, the most frequent and longest first."""
        if surname not in self._ranked:
            forms = self._forms[surname] if surname in self._forms else Counter[str]()
            ranked = sorted(forms, key=lambda form: (-forms[form], -len(form), form))
            self._ranked[surname] = ranked[:_MOST_FORMS]
        return self._ranked[surname]

    def name_of(self, mention: Mention) -> str | None:
        """How the speaker is called: the fullest name, the words of the role, or whom the pronoun means."""
        if mention.pronoun:
            return self._resolve(mention)
        if not mention.names:
            words = " ".join(self._text[mention.start : mention.end].split())
            article, _, rest = words.partition(" ")
            if article in _ARTICLES and (article != "The" or rest[:1].islower()):
                return words[0].lower() + words[1:]
            known = _surname(words) in self._forms and words[:1].isupper()
            return self.fullest(words, before=mention.start) if known else words
        return " and ".join(self._fullest_of(name) for name in mention.names)

    def _fullest_of(self, name: Name) -> str:
        return self.fullest(name.text, before=name.start, gender=_gender_of_title(name.title))

    def hear(self, mention: Mention, speaker: str) -> None:
        """Note who spoke, so that a later pronoun finds them."""
        if not is_outlet(speaker):
            self._spoke = (mention.start, speaker, self._gender(speaker) or _gender_of(mention.pronoun))

    def heard_since(self, start: int) -> bool:
        """Whether somebody has spoken from character *start* on."""
        return self._spoke[0] >= start

    def _resolve(self, mention: Mention) -> str | None:
        wanted = _gender_of(mention.pronoun)
        if not wanted:
            return None
        place, speaker, gender = self._spoke
        last = place if speaker and gender in ("", wanted) and mention.start - place < _REACH else -1
        subject = self._last_subject(mention.start, last, wanted)
        if subject:
            return subject
        return speaker if last >= 0 else self._last_person(mention.start, wanted)

    def _last_subject(self, end: int, start: int, wanted: str) -> str | None:
        """The person who last opened a sentence between the last speaker and here."""
        for name in self._persons_before(end, max(start, end - _REACH), wanted):
            before = name.start - len(name.title) - 1 if name.title else name.start
            if _SENTENCE_START.search(self._text, max(0, before - _LOOK_BACK), max(0, before)):
                return self._fullest_of(name)
        return None

    def _last_person(self, end: int, wanted: str) -> str | None:
        found = next(iter(self._persons_before(end, end - _REACH, wanted)), None)
        return self._fullest_of(found) if found else None

    def _persons_before(self, end: int, start: int, wanted: str) -> list[Name]:
        last = bisect_left(self._starts, end)
        first = bisect_left(self._starts, start + 1)
        return [
            name
            for name in reversed(self._names[first:last])
            if self.is_person(name) and self._gender(name.text) in ("", wanted)
        ]

    def fitting(self, name: Name, pronoun: str) -> str | None:
        """The fullest form of a name when the pronoun can stand for it."""
        fits = self.is_person(name) and self._gender(name.text) in ("", _gender_of(pronoun))
        return self._fullest_of(name) if fits else None

    def is_person(self, name: Name) -> bool:
        """Whether a name looks like that of a person in this text."""
        surname = _surname(name.text)
        if not surname or is_body(name.text) or is_nationality(name.text) or is_outlet(name.text):
            return False
        if name.title or surname in self._titled:
            return True
        if is_place(name.text) or name.text.lower().startswith("the ") or name.text.isupper():
            return False
        return len(_words(self.fullest(name.text))) > 1 or surname in self._genders

    def _gender(self, name: str) -> str:
        words = _words(name)
        if not words:
            return ""
        return (gender_of(words[0]) if len(words) > 1 else "") or self._genders.get(_surname(name), "")


def _words(name: str) -> list[str]:
    return _WORDS[name]


def _find_words(name: str) -> list[str]:
    words = [word.strip(".,'’").lower() for word in name.split()]
    return [word for word in words if word and word not in HONORIFICS]


_WORDS = Remembered(_find_words)


def _surname(name: str) -> str:
    return _SURNAMES[name]


def _find_surname(name: str) -> str:
    words = list(_words(name))
    while len(words) > 1 and words[-1] in NAME_SUFFIXES:
        words.pop()
    return words[-1] if words else ""


_SURNAMES = Remembered(_find_surname)


def _agree(short: list[str], long: list[str]) -> bool:
    """Whether the words of a shorter name stand in a longer one, in order, initials for names allowed."""
    position = 0
    for word in long:
        if position < len(short) and (
            word == short[position] or (word[0] == short[position] and len(word) > 1)
        ):
            position += 1
    return position == len(short)


def _are_alike(left: str, right: str) -> bool:
    """Whether two names of one surname may be one person's."""
    short, long = sorted((_words(left), _words(right)), key=len)
    return _agree(short, long)


def _gender_of(pronoun: str) -> str:
    return _PRONOUNS.get(pronoun, "")


def _gender_of_title(title: str) -> str:
    return _GENDERS[title] if title else ""


def _find_gender(title: str) -> str:
    words = {word.strip(".").lower() for word in title.split()}
    return "m" if words & _MALE else "f" if words & _FEMALE else ""


_GENDERS = Remembered(_find_gender)
