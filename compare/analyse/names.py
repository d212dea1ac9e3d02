"""Who is who: every mention of a name over all documents, folded into entities.

A surname alone is the fuller name last given in its document, else the only fuller name of all
documents; two people of one surname stay two, and so do father and son: another suffix, other initials.
A text spells a name in one way, so two spellings in one text are two names. "The Hague" is not Hague: a
name that begins with The is never a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING

from compare.analyse.name_parts import (
    differ,
    find_acronym,
    find_gender,
    find_initials,
    find_suffix,
    find_surname,
    is_acronym,
    is_body,
    is_introduced_as_kin,
    looks_like_person,
    read_name_words,
    same_full_name,
)
from compare.analyse.spelling import list_given_keys, same_spelling, spelling_key
from compare.extract.given_names import gender_of
from compare.extract.places import is_place, of_other_countries
from compare.extract.titles import NAME_SUFFIXES
from compare.results import NameGroup, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.analyse.reading import Reading
    from compare.extract.names import Name
    from compare.model import Document

_MOST_SPELLINGS = 100  # entities of one consonant skeleton whose spellings are compared


@dataclass(slots=True)
class Entity:
    """One bearer of names: its fullest name, whether it is a person, and its mentions by document."""

    words: tuple[str, ...]
    person: bool = False
    gender: str = ""
    """By the title a text gives: Mr. (m), Mrs. (f)."""
    spellings: Counter[str] = field(default_factory=Counter)
    documents: dict[str, set[Document]] = field(default_factory=lambda: defaultdict(set))

    @property
    def name(self) -> str:
        """The name to show: the one with most words, then the commonest, then the first by alphabet."""
        return min(self.spellings, key=lambda text: (-len(text.split()), -self.spellings[text], text))


class NameTable:
    """The entity of each mention, and the entities as groups of spellings."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._entities: list[Entity] = []
        self._of_mention: dict[tuple[Document, int], int] = {}
        self._last: dict[tuple[Document, int], int] = {}  # where a document last named an entity
        self._by_surname: dict[str, list[int]] = defaultdict(list)  # spelling of the last word of full names
        self._by_both: dict[tuple[str, str], list[int]] = defaultdict(list)  # and a key of the given name
        self._by_full_name: dict[tuple[str, ...], int] = {}
        self._surnames: dict[int, set[str]] = defaultdict(set)  # the spellings of an entity's surname
        self._bearers_of: dict[str, list[int]] = {}  # what was found, once all full names are known
        # How many of the singles were looked at for a word, and those of them that may be spelt so.
        self._alike: dict[str, tuple[int, list[int]]] = {}
        self._users: dict[tuple[str, ...], set[Document]] = defaultdict(set)  # of full names and last words
        self._by_given_name: dict[str, list[int]] = defaultdict(list)
        self._singles: dict[str, list[int]] = defaultdict(list)  # spelling of names of one word
        mentions = [(reading.document, name) for reading in readings for name in reading.names]
        self._by_initials: dict[str, list[int]] = defaultdict(list)  # un: United Nations
        self._titles: dict[tuple[Document | None, str], set[str]] = defaultdict(set)
        self._kin: dict[tuple[Document, tuple[str, ...]], int] = {}  # who is first named as a brother, a wife
        self._alone = {words[0] for _, name in mentions if len(words := read_name_words(name.text)) == 1}
        self._note_users(mentions)
        self._add_full_names(mentions)
        for document, name in mentions:
            self._add(document, name)

    def entity_at(self, document: Document, start: int) -> int | None:
        """The number of the entity named at this place, if a name begins there."""
        return self._of_mention.get((document, start))

    def name_of(self, entity: int) -> str:
        """The fullest name of an entity."""
        return self._entities[entity].name

    def documents_of(self, entity: int) -> set[Document]:
        """The documents that name an entity."""
        return set().union(*self._entities[entity].documents.values())

    def may_be_one(self, left: int, right: int) -> bool:
        """Whether two entities share their last word: a surname alone may have gone to the wrong one."""
        return same_spelling(self.surname_of(left), self.surname_of(right))

    def surname_of(self, entity: int) -> str:
        """The last word of an entity's name, in lower case."""
        return find_surname(self._entities[entity].words)

    def gender_of(self, entity: int) -> str:
        """Whether an entity is a man (m) or a woman (f), by address or given name; '' if neither says so."""
        bearer = self._entities[entity]
        return (bearer.gender or gender_of(bearer.words[0])) if bearer.person else ""

    def is_person(self, entity: int) -> bool:
        """Whether the texts use the name as a person's."""
        return self._entities[entity].person

    def find(self, text: str, document: Document, start: int | None = None) -> int | None:
        """The entity that *document*, best the mention at *start*, else any document, calls by this name."""
        words = read_name_words(text)
        if not words:
            return None
        named = None if start is None else self._of_mention.get((document, start))
        if named is not None and text in self._entities[named].spellings:
            return named
        if len(words) > 1:
            return self._full(words)
        if is_acronym(text) and len(spelt_out := self._by_initials[words[0].replace(".", "")]) == 1:
            return spelt_out[0]
        fitting = [*self._bearers(words[0]), *_noted(self._singles, words[0])]
        fitting = [
            number
            for number in fitting
            if same_spelling(find_surname(self._entities[number].words), words[0])
        ]
        own = [number for number in fitting if (document, number) in self._last]
        return next(iter(own or fitting), None)

    def groups(self) -> tuple[NameGroup, ...]:
        """Every entity with its spellings, the most mentioned first."""
        order = sorted(
            (entity for entity in self._entities if entity.spellings),
            key=lambda entity: (-entity.spellings.total(), entity.name),
        )
        return tuple(NameGroup(entity.name, _variants(entity)) for entity in order)

    def _note_users(self, mentions: Iterable[tuple[Document, Name]]) -> None:
        for document, name in mentions:
            if words := read_name_words(name.text):
                if len(words) > 1 and is_introduced_as_kin(document.text, name):
                    self._kin.setdefault((document, words), name.start)
                self._users[words].add(document)
                self._users[find_surname(words),].add(document)
                if name.title:
                    # A surname's titles are those of its text; a full name's are its own everywhere.
                    place = (document, words[0]) if len(words) == 1 else (None, " ".join(words))
                    self._titles[place].add(name.title)

    def _add_full_names(self, mentions: Iterable[tuple[Document, Name]]) -> None:
        """Make the entities of names of two words or more, those with a suffix first, then the longest."""
        counts = Counter(words for _, name in mentions if len(words := read_name_words(name.text)) > 1)
        for words in sorted(
            counts, key=lambda words: (words[-1] not in NAME_SUFFIXES, -len(words), -counts[words], words)
        ):
            number = self._full(words)
            if number is None:
                number = self._new(words)
                surname = spelling_key(find_surname(words))
                for key in list_given_keys(words[0])[0]:
                    group = self._by_both[surname, key]
                    (group if len(group) < _MOST_SPELLINGS else self._by_both[_own_key(words)]).append(number)
                if not is_body(words):
                    _note(self._by_surname, find_surname(words), number)
                    # Ibsen is called Henrik where Ibsen alone is a name too; Far is not Far East.
                    if find_surname(words) in self._alone:
                        self._by_given_name[words[0]].append(number)
                if letters := find_acronym(words):
                    self._by_initials[letters].append(number)
            self._surnames[number].add(find_surname(words))

    def _new(self, words: tuple[str, ...]) -> int:
        self._entities.append(Entity(words))
        return len(self._entities) - 1

    def _add(self, document: Document, name: Name) -> None:
        words = read_name_words(name.text)
        if not words:
            return
        number = self._full(words) if len(words) > 1 else self._single(words[0], name, document)
        if number is None:
            number = self._new(words)
            _note(self._singles, words[0], number)
        entity = self._entities[number]
        entity.person = entity.person or looks_like_person(name, entity.words)
        entity.gender = entity.gender or find_gender(name.title)
        entity.spellings[name.text] += 1
        entity.documents[name.text].add(document)
        self._of_mention[document, name.start] = number
        self._last[document, number] = name.start

    def _full(self, words: tuple[str, ...]) -> int | None:
        if words not in self._by_full_name:
            surname = spelling_key(find_surname(words))
            keys = [_own_key(words), *((surname, key) for key in list_given_keys(words[0])[1])]
            fitting = {n for key in keys for n in self._by_both.get(key, ())}
            found = [n for n in sorted(fitting) if self._is_one(words, self._entities[n].words)]
            if not found or self._are_apart(found):  # George Bush is neither George W. nor George H.W.
                return None
            self._by_full_name[words] = found[0]
        return self._by_full_name[words]

    def _is_one(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        """Whether two full names are one person's, and no text uses them side by side as two people's."""
        if not same_full_name(left, right):
            return False
        surnames = find_surname(left), find_surname(right)
        if surnames[0] != surnames[1] and self._stand_together(surnames[:1], surnames[1:]):
            return False
        one_initialled = left[0] == right[0] and find_initials(left) != find_initials(right)  # George W. Bush
        return not (one_initialled and self._stand_together(left, right))

    def _are_apart(self, fitting: Sequence[int]) -> bool:
        """Whether a name fits two bearers whom initials or a suffix tell apart, and is none of theirs."""
        words = [self._entities[number].words for number in fitting]
        return any(
            differ(find_suffix(left), find_suffix(right)) or differ(find_initials(left), find_initials(right))
            for left, right in pairwise(words)
        )

    def _stand_together(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        return not self._users[left].isdisjoint(self._users[right])

    def _single(self, word: str, name: Name, document: Document) -> int | None:
        """The entity a single word names: the person last called so in full, else an equal single name."""
        if is_acronym(name.text) and not name.title:
            spelt_out = self._by_initials[word.replace(".", "")]
            if len(spelt_out) == 1:
                return spelt_out[0]
        elif not is_place(word) or name.title:
            bearers = [n for n in self._bearers(word) if self._may_be_called(n, word, name, document)]
            last = max(bearers, key=lambda n: self._last.get((document, n), -1), default=None)
            if last is not None and ((document, last) in self._last or len(bearers) == 1):
                return last
        same = [n for n in self._spelt_so(word) if self._is_same_word(n, word, name, document)]
        return max(same, key=lambda n: self._last.get((document, n), -1), default=None)

    def _spelt_so(self, word: str) -> list[int]:
        """Entities of one word that may be spelt so: Hanson is not Hansen in one text."""
        entities = _noted(self._singles, word)
        looked_at, alike = self._alike.setdefault(word, (0, []))
        if looked_at < len(entities):
            alike += [n for n in entities[looked_at:] if self._may_be_spelt(self._entities[n].words[0], word)]
            self._alike[word] = (len(entities), alike)
        return alike

    def _may_be_spelt(self, known: str, word: str) -> bool:
        return known == word or (same_spelling(known, word) and not self._stand_together((known,), (word,)))

    def _is_same_word(self, number: int, word: str, name: Name, document: Document) -> bool:
        """Whether one word is an entity's name by how the text addresses it: Mr. Bell is not Mrs. Bell."""
        titles = {name.title} if name.title else self._titles.get((document, word))
        if not titles:
            return True
        genders = {find_gender(title) for title in titles} - {""}
        return len(genders) != 1 or not differ(self._entities[number].gender, *genders)

    def _may_be_called(self, number: int, word: str, name: Name, document: Document) -> bool:
        """Whether a surname may be the entity by its titles: Mr. is no woman, nor one of another country."""
        words = self._entities[number].words
        if name.start < self._kin.get((document, words), 0):
            return False  # Bell was arrested; his brother Tom Bell is somebody else
        # What a text calls others of the surname says nothing of one whom it names in full.
        own_text = (document, number) in self._last
        titles = {name.title} if name.title else None if own_text else self._titles.get((document, word))
        if not titles:
            return True
        genders = {find_gender(title) for title in titles} - {""}
        if len(genders) == 1 and differ(gender_of(words[0]), *genders):
            return False
        own = self._titles.get((None, " ".join(words)), set())
        apart = (of_other_countries(left, right) for left, right in product(titles, own))
        return not (own and all(apart))

    def _bearers(self, word: str) -> list[int]:
        """Entities of full names whose surname, or else given name, this word is, the same spelling first."""
        if word not in self._bearers_of:
            self._bearers_of[word] = self._find_bearers(word)
        return self._bearers_of[word]

    def _find_bearers(self, word: str) -> list[int]:
        alike = [
            number
            for number in _noted(self._by_surname, word)
            if same_spelling(find_surname(self._entities[number].words), word)
        ]
        if by_surname := [number for number in alike if word in self._surnames[number]]:
            return by_surname
        # Hanson is not Hansen where a text has both.
        respelled = [
            number
            for number in alike
            if not any(self._stand_together((word,), (surname,)) for surname in self._surnames[number])
        ]
        return respelled or self._by_given_name[word]


def _note(groups: dict[str, list[int]], word: str, number: int) -> None:
    """Note an entity under the spelling of a word; where that has many, under the word alone."""
    group = groups[spelling_key(word)]
    (group if len(group) < _MOST_SPELLINGS else groups[f"={word}"]).append(number)


def _noted(groups: dict[str, list[int]], word: str) -> list[int]:
    """The entities that may be spelt as a word, in the order they were noted."""
    key, own = spelling_key(word), f"={word}"
    return groups[key] + groups[own] if key != own and own in groups else groups[key]


def _own_key(words: tuple[str, ...]) -> tuple[str, str]:
    """The key of a full name that only it has."""
    return " ".join(words), "="


def _variants(entity: Entity) -> tuple[Variant, ...]:
    order = sorted(entity.spellings, key=lambda text: (-entity.spellings[text], text))
    return tuple(
        Variant(text, tuple(sorted(entity.documents[text], key=lambda document: document.id)))
        for text in order
    )


def iter_persons(table: NameTable, reading: Reading) -> Iterator[tuple[int, Name]]:
    """The mentions of persons in a document, in order of place."""
    for name in reading.names:
        entity = table.entity_at(reading.document, name.start)
        if entity is not None and table.is_person(entity):
            yield entity, name
