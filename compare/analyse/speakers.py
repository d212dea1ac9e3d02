"""Who speaks, where a text names or describes somebody; and whether two such speakers must be two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from compare.analyse.spelling import same_spelling
from compare.extract.offices import describe_two, gender_of_words
from compare.extract.places import is_nationality, is_place, of_other_countries
from compare.extract.provenance import is_outlet
from compare.extract.spoken import split_spoken
from compare.extract.titles import BODIES, OFFICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.extract.roles import Role
    from compare.model import Document
    from compare.results import Quote

_PRONOUNS = frozenset("he she they it i we him her them who".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody by name, or by an office, with what the texts say of them."""

    text: str
    descriptions: tuple[str, ...]
    """Offices with their countries, or the words of the text where it gives no name."""
    entity: int | None = None
    """Of the name, or of the one who holds this office in the text."""
    named: bool = False
    """Whether the text gives a name."""
    person: bool = False
    """Whether that is somebody, and no body or paper."""
    surname: str = ""
    gender: str = ""
    """As the texts address them, or by the given name: a man (m), a woman (f); '' if neither says so."""


class Speakers:
    """The speakers of all documents."""

    def __init__(self, readings: Iterable[Reading], names: NameTable) -> None:
        self._names = names
        self._readings = {reading.document: reading for reading in readings}
        self._order = {document: number for number, document in enumerate(self._readings)}
        self._phrases: dict[int, tuple[str, ...]] = {}

    def of(self, quote: Quote) -> Speaker | None:
        """Whoever a text gives a quotation to."""
        if not quote.speaker:
            return None
        text, document = quote.speaker, quote.span.document
        entity = find_voice(quote, self._names)
        if entity is None:
            held = self._holder(text, document)
            return self._make(text, held, (text,), named=False)
        return self._make(text, entity, self._phrases_of(entity) or (text,), named=True)

    def _phrases_of(self, entity: int) -> tuple[str, ...]:
        """The offices that any document gives somebody, each once."""
        if entity not in self._phrases:
            documents = sorted(self._names.documents_of(entity), key=self._order.__getitem__)
            phrases = (
                role.phrase for one in documents for role, holder in self._held_in(one) if holder == entity
            )
            self._phrases[entity] = tuple(dict.fromkeys(phrases))
        return self._phrases[entity]

    def _held_in(self, document: Document) -> Iterator[tuple[Role, int]]:
        """The offices that a document says somebody holds, with the holder's entity."""
        for role in self._readings[document].roles:
            entity = self._names.entity_at(document, role.name_start)
            if entity is not None and not role.former:
                yield role, entity

    def _make(self, text: str, entity: int | None, descriptions: tuple[str, ...], *, named: bool) -> Speaker:
        if entity is None:
            return Speaker(text, descriptions)
        person = not named or self._names.is_person(entity) or is_surname(text)
        surname, gender = self._names.surname_of(entity), self._names.gender_of(entity)
        return Speaker(text, descriptions, entity, named, person, surname, gender)

    def _holder(self, text: str, document: Document) -> int | None:
        """The one person to whom a document gives the office that it names with "the"."""
        words = text.lower().split()
        if words[:1] != ["the"] or words[-1] not in OFFICES:
            return None
        office = " ".join(word for word in words[1:] if not is_nationality(word))
        holders = {
            entity
            for role, entity in self._held_in(document)
            if f" {role.normal}".endswith(f" {office}") and not of_other_countries(text, role.phrase)
        }
        holders |= self._find_titled(words[-1], document) if holders else set()
        return holders.pop() if len(holders) == 1 else None

    def _find_titled(self, office: str, document: Document) -> set[int]:
        """Whom a document gives an office by a title before the name, be it cut short: Gov. Bell."""
        titled = (name for name in self._readings[document].names if _is_title_of(name.title, office))
        found = (self._names.entity_at(document, name.start) for name in titled)
        return {entity for entity in found if entity is not None}


def _is_title_of(title: str, office: str) -> bool:
    last = title.rsplit(maxsplit=1)[-1:]
    return bool(last) and [piece.token for piece in split_spoken(last[0].lower().rstrip("."))] == [office]


def find_voice(quote: Quote, names: NameTable) -> int | None:
    """The entity whose a quotation is, by the name that the text gives; None where it gives none."""
    if not quote.speaker:
        return None
    start = quote.speaker_span.start if quote.speaker_span else None
    return names.find(quote.speaker, quote.span.document, start)


def names_speaker(quote: Quote) -> bool:
    """Whether the text names the speaker where it quotes: what a pronoun stands for is a guess."""
    if quote.speaker is None or quote.speaker_span is None:
        return False
    mention = set(quote.speaker_span.text.lower().replace("’", "'").split())
    return not mention <= _PRONOUNS


def must_be_two(left: Speaker, right: Speaker) -> bool:
    """Whether the texts name two persons, or describe two: the foreign, the finance minister."""
    if left.entity is not None and left.entity == right.entity:
        return False
    if _differ(left.gender, right.gender):
        return True
    if left.person and right.person:
        return not same_spelling(left.surname, right.surname)
    if _is_other_gender(left, right) or _is_other_gender(right, left):
        return True
    return all(describe_two(one, other) for one, other in product(left.descriptions, right.descriptions))


def _differ(left: str, right: str) -> bool:
    return bool(left and right) and left != right


def _is_other_gender(left: Speaker, right: Speaker) -> bool:
    """Whether one is a man by his name, the other a woman by her office; a chairman may be a woman."""
    return left.gender == "m" and not right.named and gender_of_words(right.text.lower().split()) == "f"


def is_surname(text: str) -> bool:
    """Whether a single word that is no place, body or outlet is used as a name: Bell said."""
    if " " in text or not text[:1].isupper() or text.isupper():
        return False
    return not (is_place(text) or is_outlet(text) or is_nationality(text) or text.lower() in BODIES)
