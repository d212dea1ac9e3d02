"""Events with their participants: "Bell resigned", "his departure for Oslo", "the rebels were pushed back".

No parser: the participant of a noun is its possessor, that of a verb the nearest thing before it that can be
its subject. Where that is not plain, the event is left out: better none than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from compare.extract.events import can_tell_event, find_event_classes, find_phrase_class
from compare.extract.titles import HONORIFICS, OFFICE_MODIFIERS, OFFICES, PEOPLE
from compare.text.stopwords import is_stopword, stem
from compare.text.words import Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.extract.names import Name


class Kind(StrEnum):
    """How a text points at a participant."""

    NAME = "name"  # value: where the name starts
    PRONOUN = "pronoun"  # value: where the pronoun starts
    ROLE = "role"  # value: the office, lower case
    NOUN = "noun"  # value: the stem


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what an event happens to, as the text points at it."""

    kind: Kind
    value: str | int


@dataclass(frozen=True, slots=True)
class Event:
    """An event at characters *start* up to *end*, told by the word at *trigger*."""

    start: int
    end: int
    trigger: int
    classes: frozenset[str]
    participants: tuple[Participant, ...]
    nominal: bool
    """Told by a noun: such a mention names the event without telling it."""


_AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would shall should may might must can "
    "could to not never also already just still now then later recently reportedly finally suddenly "
    "formally soon has".split()
)
_PRONOUNS = frozenset("he she they".split())
_POSSESSIVES = frozenset("his her their".split())
_RELATIVES = frozenset("who which that".split())
_PREPOSITIONS = frozenset(
    "of in at to by with from for on against between near under over into among about after before since "
    "during off outside inside across through along behind beyond beside above below around within without "
    "toward towards onto upon".split()
)
_BEFORE_NAMES = HONORIFICS | OFFICES | OFFICE_MODIFIERS | {"the", "a", "an"}
_BREAK = re.compile(r"[,;:.!?()\[\]“”\"…]|--|\s[–—-]\s")
_PLACE_TAIL = re.compile(r"\s+(?:to|into|in|from|at|for)\s+(?:the\s+)?(?:[A-Z][^\W]*(?:[ .-][A-Z]\w*)*)")
_TIME_TAIL = re.compile(
    r"\s+(?:in|over|during)\s+(?:the\s+)?(?:recent|past|last|coming|next|previous)\s+(?:\w+\s+)?"
    r"(?:hours|days|weeks|months|years)\b"
)
_NOUN_ENDINGS = ("tion", "sion", "ure", "ment", "al", "ance", "ence", "ath", "sis", "back", "backs")
_NEVER_VERBS = (
    *(
        ending + plural
        for ending in ("tion", "sion", "ment", "ance", "ence", "er", "or")
        for plural in ("", "s")
    ),
    "ure",
)
_SUFFERED = frozenset(
    "kill injure arrest release charge convict elect appoint dismiss attack rescue destroy".split()
)
_OBJECT_REACH = 5  # words after a verb in which its object's name begins, title and all
_LONGEST = 2000  # characters of a sentence that are read: what is longer is no sentence
_CLOSERS = " .\"'’”»)]"
_REACH = 3  # words between a verb and its small word, or an object


def find_events(text: str, start: int, end: int, names: Sequence[Name]) -> list[Event]:
    """The events told between *start* and *end*, a sentence; *names*, in order of place, stand in it."""
    end = min(end, start + _LONGEST)
    words = split_words(text, start, end)
    telling = [index for index, word in enumerate(words) if can_tell_event(word.token)]
    inside = [name for name in names if start <= name.start and name.end <= end] if telling else []
    sentence = _Sentence(text, words, inside, [name.start for name in inside], end)
    events: list[Event] = []
    for index in telling:
        if sentence.name_over(words[index].start) is not None:
            continue
        event = _phrase_event(sentence, index) or _nominal_event(sentence, index)
        event = event or _verbal_event(sentence, index, events[-1] if events else None)
        if event and events and events[-1].end >= event.end and events[-1].participants == event.participants:
            events[-1] = replace(events[-1], classes=events[-1].classes | event.classes)  # resigned and fled
        elif event:
            events.append(event)
    return events


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: list[Word]
    names: list[Name]
    starts: list[int]
    end: int

    def gap(self, index: int) -> str:
        """What stands between a word and the next; a stop within a sentence is that of an abbreviation."""
        return self.text[self.words[index].end : self.words[index + 1].start].replace(".", "")

    def name_over(self, offset: int) -> Name | None:
        """The name that covers a character."""
        place = bisect_right(self.starts, offset)
        return self.names[place - 1] if place and offset < self.names[place - 1].end else None

    def clause_end(self, offset: int) -> int:
        """Where the clause that holds *offset* ends."""
        stop = _BREAK.search(self.text, offset, self.end)
        while stop and stop.group() == "." and self.text[stop.end() : self.end].strip(_CLOSERS):
            stop = _BREAK.search(self.text, stop.end(), self.end)
        return stop.start() if stop else self.end


def _phrase_event(sentence: _Sentence, index: int) -> Event | None:
    """A verb with its small word: the participant is what stands between them, else the subject."""
    words = sentence.words
    for ahead in range(index + 1, min(index + 2 + _REACH, len(words))):
        name = find_phrase_class(words[index].token, words[ahead].token)
        if name is None:
            continue
        if any(_BREAK.search(sentence.gap(i)) for i in range(index, ahead)):
            return None
        between = _thing_at(sentence, ahead - 1) if ahead > index + 1 else None
        participant = between or _subject(sentence, index)
        if participant is None:
            return None
        start, end = words[index].start, sentence.clause_end(words[ahead].end)
        if not between and participant.kind is Kind.NOUN:
            start = _phrase_start(sentence, index)
        return Event(start, end, words[index].start, frozenset({name}), (participant,), nominal=False)
    return None


def _phrase_start(sentence: _Sentence, index: int) -> int:
    """Where the noun phrase right before a verb begins."""
    first = _before_auxiliaries(sentence, index)
    while first is not None and first > 0 and not _BREAK.search(sentence.gap(first - 1)):
        if is_stopword(sentence.words[first].token) and sentence.words[first].token not in ("the", "a", "an"):
            break
        if sentence.words[first].token in ("the", "a", "an"):
            return sentence.words[first].start
        first -= 1
    return sentence.words[first].start if first is not None else sentence.words[index].start


def _nominal_event(sentence: _Sentence, index: int) -> Event | None:
    """An event told by a noun with a possessor, or with the thing it happens to right before it."""
    word = sentence.words[index]
    classes = find_event_classes(word.token)
    if not classes or index == 0:
        return None
    participant, start = _possessor(sentence, index)
    if participant is None:
        return None
    end = word.end
    for pattern in (_PLACE_TAIL, _TIME_TAIL):
        tail = pattern.match(sentence.text, end, sentence.end)
        end = tail.end() if tail else end
    return Event(start, end, word.start, classes, (participant,), nominal=True)


def _possessor(sentence: _Sentence, index: int) -> tuple[Participant | None, int]:
    """Whose event it is, and where the phrase starts; one adjective may stand between."""
    words = sentence.words
    for back in (index - 1, index - 2):
        if back < 0 or _BREAK.search(sentence.gap(back)):
            break
        token = words[back].token
        if token in _POSSESSIVES:
            return Participant(Kind.PRONOUN, words[back].start), words[back].start
        if token == "s" and back > 0 and sentence.gap(back - 1) in ("'", "’"):  # noqa: S105 - a word
            thing = _thing_at(sentence, back - 1)
            return thing, _thing_start(sentence, back - 1)
        if back == index - 1 and words[index].token.endswith(_NOUN_ENDINGS) and not is_stopword(token):
            thing = _thing_at(sentence, back)
            if thing and (
                thing.kind is Kind.NAME or (thing.kind is Kind.NOUN and _opens_phrase(sentence, back))
            ):
                return thing, _thing_start(sentence, back)
        if is_stopword(token):
            break
    return None, 0


def _opens_phrase(sentence: _Sentence, index: int) -> bool:
    """Whether a noun stands at the head of its phrase: first in the sentence, or behind "the"."""
    return index == 0 or sentence.words[index - 1].token == "the"  # noqa: S105 - a word


def _thing_at(sentence: _Sentence, index: int) -> Participant | None:
    """The participant whose last word this is."""
    word = sentence.words[index]
    if name := sentence.name_over(word.start):
        return Participant(Kind.NAME, name.start)
    if word.token in OFFICES:
        first = index
        while first > 0 and sentence.words[first - 1].token in OFFICE_MODIFIERS:
            first -= 1
        return Participant(Kind.ROLE, " ".join(w.token for w in sentence.words[first : index + 1]))
    if word.token not in PEOPLE and word.token.removesuffix("s") not in PEOPLE:
        return None
    return Participant(Kind.NOUN, stem(word.token))


def _thing_start(sentence: _Sentence, index: int) -> int:
    """Where the phrase of the thing whose last word this is begins."""
    word = sentence.words[index]
    if name := sentence.name_over(word.start):
        return name.start
    while index > 0 and sentence.words[index - 1].token in OFFICE_MODIFIERS | {"the"}:
        index -= 1
    return sentence.words[index].start


def _verbal_event(sentence: _Sentence, index: int, previous: Event | None) -> Event | None:
    word = sentence.words[index]
    classes = find_event_classes(word.token)
    if not classes or word.token.endswith(_NEVER_VERBS):
        return None
    if index and sentence.words[index - 1].token in ("the", "a", "an", "this", "these", "of"):
        return None
    subject = _subject(sentence, index)
    if (
        subject is None
        and previous
        and not previous.nominal
        and index
        and sentence.words[index - 1].token == "and"  # noqa: S105 - a word
    ):
        subject = previous.participants[0]
    objects = tuple(_objects(sentence, index))
    # Who is dismissed or killed is what such an event is about, not who did it.
    suffered = objects and not classes.isdisjoint(_SUFFERED)
    candidates = objects if suffered else (subject, *objects)
    things = tuple(dict.fromkeys(thing for thing in candidates if thing))
    if not things:
        return None
    return Event(word.start, sentence.clause_end(word.end), word.start, classes, things, nominal=False)


def _objects(sentence: _Sentence, index: int) -> Iterator[Participant]:
    """A name that follows the verb directly is what the event happens to."""
    for ahead in range(index + 1, min(index + 1 + _OBJECT_REACH, len(sentence.words))):
        if _BREAK.search(sentence.gap(ahead - 1)) or sentence.words[ahead].token in _PREPOSITIONS:
            return
        if name := sentence.name_over(sentence.words[ahead].start):
            if sentence.text[name.end : name.end + 1] not in ("'", "’"):
                yield Participant(Kind.NAME, name.start)
            return


def _before_auxiliaries(sentence: _Sentence, index: int) -> int | None:
    """The word before a verb, auxiliaries and adverbs passed over; None at the start or behind a break."""
    index -= 1
    while index >= 0 and (
        sentence.words[index].token in _AUXILIARIES or sentence.words[index].token.endswith("ly")
    ):
        index -= 1
    return index if index >= 0 else None


def _subject(sentence: _Sentence, index: int) -> Participant | None:
    left = _before_auxiliaries(sentence, index)
    if left is None:
        return None
    if _BREAK.search(sentence.gap(left)):
        return _outer_subject(sentence, left)
    word = sentence.words[left]
    if word.token in _PRONOUNS:
        return Participant(Kind.PRONOUN, word.start)
    if word.token in _RELATIVES:
        name = sentence.name_over(sentence.words[left - 1].start) if left else None
        return Participant(Kind.NAME, name.start) if name else None
    thing = _thing_at(sentence, left)
    return None if thing is None or _is_governed(sentence, thing, left) else thing


def _is_governed(sentence: _Sentence, thing: Participant, index: int) -> bool:
    """Whether a preposition stands before the phrase, so that it is no subject."""
    start = thing.value if isinstance(thing.value, int) else sentence.words[index].start
    while index >= 0 and (
        sentence.words[index].start >= start or sentence.words[index].token in _BEFORE_NAMES
    ):
        index -= 1
    return index >= 0 and sentence.words[index].token in _PREPOSITIONS


def _outer_subject(sentence: _Sentence, left: int) -> Participant | None:
    """The name an apposition or relative clause, which ends right before the verb, belongs to."""
    before = [name for name in sentence.names if name.end <= sentence.words[left].end]
    for name in reversed(before):
        behind = sentence.text[name.end : name.end + 4]
        if _BREAK.match(behind) and not behind.startswith(("'", "’", ".")):
            index = next(i for i, word in enumerate(sentence.words) if word.start >= name.start)
            thing = Participant(Kind.NAME, name.start)
            if name.end != sentence.words[left].end and not _is_governed(sentence, thing, index):
                return thing
    return None
