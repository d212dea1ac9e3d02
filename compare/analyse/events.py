"""Events of each document with their participants resolved: who left, what rose.

Pronouns go to the last fitting person before them, offices to the one person whom the document gives them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from compare.analyse.names import iter_persons
from compare.analyse.places import Places
from compare.extract.frames import Kind, find_events
from compare.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.analyse.units import Unit
    from compare.extract.frames import Event, Participant
    from compare.extract.names import Name
    from compare.extract.roles import Role
    from compare.results import Quote


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A place that tells or names an event; its *keys* are pairs of participant and class."""

    span: Span
    unit: Unit
    trigger: int
    keys: frozenset[tuple[str, str]]
    nominal: bool


@dataclass(frozen=True, slots=True, eq=False)
class RoleMention:
    """A place where a document gives an office to an entity."""

    span: Span
    unit: Unit
    entity: int
    role: Role


class Resolver:
    """Whom the words of one document point at."""

    def __init__(self, reading: Reading, names: NameTable) -> None:
        self._reading = reading
        self._names = names

    @cached_property
    def _persons(self) -> tuple[list[int], list[int]]:
        """Where persons are named, and who."""
        persons = list(iter_persons(self._names, self._reading))
        return [name.start for _, name in persons], [entity for entity, _ in persons]

    @cached_property
    def _quotes(self) -> Places[Quote]:
        return Places((quote.span, quote) for quote in self._reading.quotes)

    @cached_property
    def _name_at(self) -> dict[int, Name]:
        return {name.start: name for name in self._reading.names}

    @cached_property
    def named(self) -> frozenset[str]:
        """The keys of all whom the document names."""
        found = (self._names.entity_at(self._reading.document, name.start) for name in self._reading.names)
        return frozenset(f"@{entity}" for entity in found if entity is not None)

    def roles_in(self, span: Span) -> Iterator[tuple[Role, Name]]:
        """The offices that are given in a place of the document, with the names they are given to."""
        first, last = (
            bisect_left(self._reading.roles, at, key=lambda role: role.start) for at in (span.start, span.end)
        )
        return ((role, self._name_at[role.name_start]) for role in self._reading.roles[first:last])

    def resolve(self, participant: Participant) -> str | None:
        """The key of a participant: an entity (@7), or a noun's stem; None when nobody fits."""
        if participant.kind is Kind.NOUN:
            return str(participant.value)
        entity: int | None
        if participant.kind is Kind.NAME:
            entity = self._names.entity_at(self._reading.document, int(participant.value))
        elif participant.kind is Kind.ROLE:
            entity = self._of_role.get(str(participant.value))
            if entity is None:
                return str(participant.value)
        else:
            entity = self._before(int(participant.value))
        return None if entity is None else f"@{entity}"

    def _before(self, offset: int) -> int | None:
        """The last person named before *offset* who is not speaking there: nobody calls himself "he"."""
        speaking = self._speaker_at(offset)
        starts, persons = self._persons
        for index in range(bisect_left(starts, offset) - 1, -1, -1):
            if persons[index] != speaking:
                return persons[index]
        return None

    def _speaker_at(self, offset: int) -> int | None:
        for quote in self._quotes.at(self._reading.document, offset):
            if quote.speaker:
                start = quote.speaker_span.start if quote.speaker_span else None
                return self._names.find(quote.speaker, self._reading.document, start)
        return None

    @cached_property
    def _of_role(self) -> dict[str, int | None]:
        """The one holder of each office; None where there are several."""
        holder: dict[str, int | None] = {}
        for role in self._reading.roles:
            entity = self._names.entity_at(self._reading.document, role.name_start)
            if entity is not None and not role.former:
                known = holder.setdefault(role.normal, entity)
                holder[role.normal] = known if known == entity else None
        return holder


def find_mentions(units: Sequence[Unit], resolver: Resolver) -> list[Mention]:
    """The events told in the sentences of one document."""
    mentions = []
    for unit in units:
        if not unit.tells_event:
            continue
        start, end = unit.span.start, unit.span.end
        for event in find_events(unit.span.document.text, start, end, list(unit.reading.names_in(unit.span))):
            keys = frozenset(
                (who, name)
                for participant in event.participants
                if (who := resolver.resolve(participant)) is not None
                for name in event.classes
            )
            if keys:
                mentions.append(Mention(_trim(unit.span, event), unit, event.trigger, keys, event.nominal))
    return mentions


def _trim(sentence: Span, event: Event) -> Span:
    end = event.end
    while end > event.start and not sentence.document.text[end - 1].isalnum():
        end -= 1
    return Span(sentence.document, event.start, end)


def find_role_mentions(units: Iterable[Unit], resolver: Resolver, names: NameTable) -> list[RoleMention]:
    """The offices a document gives to persons; the span holds name and office where they stand together."""
    found = []
    taken: set[int] = set()
    for unit in units:
        document = unit.span.document
        for role, name in resolver.roles_in(unit.span):
            entity = names.entity_at(document, role.name_start)
            if entity is None or not names.is_person(entity):
                continue
            titled = name.start - len(name.title) - bool(name.title)
            start, end = min(role.start, titled), max(role.end, name.end)
            if role.name_start in taken or start < unit.span.start:  # a second office of the same mention
                start, end = role.start, role.end
            taken.add(role.name_start)
            found.append(RoleMention(Span(document, start, end), unit, entity, role))
    return found
