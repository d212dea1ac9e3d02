"""How sure each document is of a fact, and whether two of them contradict each other in it.

A denial or a doubt may stand in another clause of the sentence than the fact does ("though the company has
not confirmed any number"), so the clause counts that shares most with the other tellings. What is negated
contradicts only those who affirm the same verb: "was not overloaded" says nothing of "had been inspected".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.analyse.scopes import Scope, bears_on, is_supposed, read_scope, waits
from compare.extract.modality import Stance, StanceCue, find_aside, find_denial, find_stances
from compare.model import Span
from compare.results import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from compare.analyse.units import Key, Unit

_TURN = re.compile(r";\s|,?\s(?=(?:though|although|but|while|whereas)\s)")  # where what is sure may change
_LEAD = 25  # characters before the words that documents share in which a word such as "may" belongs to them
_ABOUT = 6  # words behind a negation among which is the first that it is about
_BEHIND = 6  # words behind another cue that tell what it is about
_SUBJECT = 4  # words before it of which the last that says something is its subject
_OPEN = re.compile(r"\?[\s”\"’']*\Z|(?<!say )(?<!said )(?<!clear )(?<!known )(?<!sked )\bwhether\b")
_AFTER = 80  # characters behind a statement in which an aside may take back some of it
_FIRM = frozenset(("will", "shall", "'ll", "’ll"))  # what is only expected or likely may be, too
_WORD = 10  # characters before a negation in which the rest of its word stands, or a "will"
_LED = re.compile(r"\b(?:(?:will|would|shall) (?:not|never)|[a-z]{2,7}n['’]t)\Z", re.IGNORECASE)
_TO_COME = ("will", "would", "shall", "won")  # how a negation of what is to come begins
_PAST = re.compile(r"[a-z]\w*ed\Z")  # no name: the Fed


@dataclass(frozen=True, slots=True)
class Stand:
    """How sure a document is: its stance, the words that say so, and what they are about."""

    stance: Stance
    span: Span
    about: frozenset[str] | None = None
    """Keys of the words that its cue belongs to; None where all of the clause is meant."""
    keys: frozenset[str] = frozenset()
    """Keys of the clause."""
    verb: frozenset[str] = frozenset()
    """The key of the verb behind its cue."""
    past: frozenset[str] = frozenset()
    """Keys of verbs in the past in it."""
    also: frozenset[Stance] = frozenset()
    """The stances of all cues in it, and of it as a whole."""
    scope: Scope | None = None
    """What its cue governs, or what it tells, where its sentence is known."""


def find_stand(unit: Unit | None, wide: Span, narrow: Span, others: AbstractSet[str]) -> Stand | None:
    """How sure a statement is; None for a question, or what is left open ("whether he stays").

    Args:
        unit: its sentence.
        wide: all of the statement.
        narrow: where the words stand that it shares with the others; wide itself where that is not known.
        others: keys of its words that the others have too.
    """
    piece = max(_pieces(wide), key=lambda part: _shared_in(unit, part, others))
    core = _core(unit, piece, others) if narrow == wide else narrow
    text = wide.document.text
    if _OPEN.search(text, wide.start, wide.end) or text[wide.end : wide.end + 1] == "?":
        return None
    cues = {
        cue: _about(unit, cue)
        for part in _pieces(wide)
        for cue in _list_cues(part)
        if ((part == piece and cue.start <= core.end) or _negates(cue)) and not _is_supposed(unit, cue)
    }
    fitting = [cue for cue, about in cues.items() if about is None or about & others]
    chosen = _choose(fitting, core)
    if chosen is None and unit is not None:
        chosen = find_aside(text, core.start, min(unit.span.end, core.end + _AFTER))
    if chosen is None:  # what is in doubt about another thing is not stated plainly either
        chosen = _choose([cue for cue in cues if not _negates(cue)], core)
    keys, past = _keys_in(unit, piece), _past_in(unit, piece)
    if chosen is None and unit is not None and waits(unit, piece):
        return None
    if chosen is None:
        also = {cue.stance for cue in cues}
        if find_denial(piece.text):  # rejected: a word that denies affirms nothing that another one negates
            also.add(Stance.DENIED)
        scope = read_scope(unit, piece, None, plain=False) if unit else None
        return Stand(Stance.STATED, wide, keys=keys, past=past, also=frozenset(also), scope=scope)
    place = _show_cue(wide, chosen)
    stances = frozenset(cue.stance for cue in (*cues, chosen))
    scope = read_scope(unit, piece, (chosen.start, chosen.end), plain=chosen.plain) if unit else None
    return Stand(chosen.stance, place, cues.get(chosen), keys, _verb(unit, chosen), past, stances, scope)


def _list_cues(part: Span) -> list[StanceCue]:
    """The cues of a clause, without the "will" of a "will not"."""
    found = find_stances(part.document.text, part.start, part.end)
    negated = {cue.start for cue in found if _negates(cue)}
    to_come = Stance.EXPECTED
    return [cue for cue in found if cue.stance is not to_come or negated.isdisjoint((cue.end, cue.end + 1))]


def _show_cue(wide: Span, cue: StanceCue) -> Span:
    """A cue as a reader knows it: a negation with the "will" before it, or the word it ends."""
    led = _LED.search(wide.document.text, max(wide.start, cue.start - _WORD), cue.end)
    start = led.start() if led and led.end() == cue.end and _negates(cue) else cue.start
    return Span(wide.document, start, cue.end)


def _is_supposed(unit: Unit | None, cue: StanceCue) -> bool:
    """Whether it stands in a condition or a wish, or grants what it is not about."""
    return unit is not None and is_supposed(unit, cue.start, granted=cue.stance is Stance.POSSIBLE)


def _negates(cue: StanceCue) -> bool:
    """Whether it is a plain negation: not, never, nobody."""
    return cue.plain and cue.stance is Stance.DENIED


def _choose(cues: Iterable[StanceCue], core: Span) -> StanceCue | None:
    """The cue that counts: of a whole clause, a hedge, a negation, a "will"."""
    near = [cue for cue in cues if not cue.plain or core.start - _LEAD <= cue.start or _negates(cue)]
    ranks = {Stance.POSSIBLE: 1, Stance.DENIED: 2}
    return min(near, key=lambda cue: (ranks.get(cue.stance, 3) if cue.plain else 0, cue.start), default=None)


def _pieces(span: Span) -> list[Span]:
    """The clauses of a statement that may be meant in different ways."""
    text = span.document.text
    cuts = [match.end() for match in _TURN.finditer(text, span.start, span.end) if match.start() > span.start]
    places = zip([span.start, *cuts], [*cuts, span.end], strict=True)
    return [Span(span.document, start, end) for start, end in places]


def _shared_in(unit: Unit | None, span: Span, others: AbstractSet[str]) -> float:
    return sum(weight for word, weight in _weighed(unit, span) if word.key in others)


def _weighed(unit: Unit | None, span: Span) -> Iterator[tuple[Key, float]]:
    if unit is not None:
        first = bisect_left(unit.keys, span.start, key=attrgetter("start"))
        for word, weight in zip(unit.keys[first:], unit.weights[first:], strict=True):
            if word.end > span.end:
                return
            yield word, weight


def _core(unit: Unit | None, piece: Span, others: AbstractSet[str]) -> Span:
    """From the first word of a clause that others have too; all of it where they share too little."""
    shared = [word for word, _ in _weighed(unit, piece) if word.content and word.key in others]
    if len(shared) < 2:  # noqa: PLR2004 - one word tells no stretch
        return piece
    return Span(piece.document, shared[0].start, piece.end)


def _keys_in(unit: Unit | None, span: Span) -> frozenset[str]:
    return frozenset(word.key for word, _ in _weighed(unit, span) if word.content)


def _past_in(unit: Unit | None, span: Span) -> frozenset[str]:
    text = span.document.text
    words = (word for word, _ in _weighed(unit, span) if word.content)
    return frozenset(word.key for word in words if _PAST.match(text[word.start : word.end]))


def _about(unit: Unit | None, cue: StanceCue) -> frozenset[str] | None:
    """The keys of what a cue belongs to: of a negation the verb, else the words behind it and its subject."""
    if unit is None:
        return None
    if _negates(cue) or unit.span.document.text.endswith("ly", cue.start, cue.end):
        return _verb(unit, cue)
    first = bisect_left(unit.keys, cue.end, key=attrgetter("start"))
    last = bisect_left(unit.keys, cue.start, key=attrgetter("start"))
    before = [word.key for word in unit.keys[max(0, last - _SUBJECT) : last] if word.content and cue.plain][
        -1:
    ]
    behind = [word.key for word in unit.keys[first : first + _BEHIND] if word.content]
    return frozenset((*before, *behind)) if behind or cue.plain else None


def _verb(unit: Unit | None, cue: StanceCue) -> frozenset[str]:
    """The key of the first word behind a cue that says what happens."""
    if unit is None:
        return frozenset()
    first = bisect_left(unit.keys, cue.end, key=attrgetter("start"))
    words = [word for word in unit.keys[first : first + _ABOUT] if word.content]
    text = unit.span.document.text
    return frozenset(next(([word.key] for word in words if text[word.end - 2 : word.end] != "ly"), ()))


def relate_stands(left: Stand, right: Stand) -> Status | None:
    """Whether two documents are equally sure; None where what is negated, or in doubt, is another thing."""
    if left.stance is right.stance:
        apart = left.about is not None and right.about is not None and left.about.isdisjoint(right.about)
        return Status.COMPATIBLE if apart else Status.SAME
    if left.stance in right.also or right.stance in left.also:
        return Status.COMPATIBLE  # both sentences have the same cues, of which another one was taken
    stances = {left.stance, right.stance}
    for one, other in ((left, right), (right, left)):
        if one.about is not None and one.stance is not Stance.EXPECTED and one.about.isdisjoint(other.keys):
            return None
    if stances == {Stance.EXPECTED, Stance.STATED}:
        coming, told = (left, right) if left.stance is Stance.EXPECTED else (right, left)
        return Status.DIFFERS if _is_done(coming, told) else Status.COMPATIBLE
    return Status.DIFFERS


def may_oppose(left: Stand, right: Stand) -> bool:
    """Whether two stands of sentences that were only found to tell one fact are on one thing."""
    if left.scope is None or right.scope is None or _may_be_one(left, right) or _may_be_one(right, left):
        return False
    if _is_past(left, right) or _is_past(right, left) or _came_true(left, right) or _came_true(right, left):
        return False
    if any(
        _is_unable(one) and other.stance is not Stance.STATED for one, other in ((left, right), (right, left))
    ):
        return False
    doubts = [
        (one, other) for one, other in ((left, right), (right, left)) if one.stance is not Stance.STATED
    ]
    return all(bears_on(one.scope, other.scope) for one, other in doubts if one.scope and other.scope)


def _may_be_one(one: Stand, other: Stand) -> bool:
    """Whether one only expects what the other holds for possible, or does not confirm."""
    firm = one.span.text.lower() in _FIRM and "likely" not in other.span.text.lower()
    open_to_all = other.stance is Stance.UNCONFIRMED or (other.stance is Stance.POSSIBLE and not firm)
    return one.stance is Stance.EXPECTED and open_to_all


def _is_unable(stand: Stand) -> bool:
    """Whether it says that a thing cannot be done: that does not keep anybody from planning it."""
    return stand.stance is Stance.DENIED and stand.span.text.lower() in ("cannot", "can not")


def _is_past(one: Stand, other: Stand) -> bool:
    """Whether one says that something did not happen which the other says will."""
    plain = one.scope is not None and not one.scope.doubted
    past = not one.span.text.lower().startswith(_TO_COME)
    return one.stance is Stance.DENIED and plain and past and other.stance is Stance.EXPECTED


def _came_true(one: Stand, other: Stand) -> bool:
    """Whether one says that a thing may be which another tells on a later day."""
    earlier, later = one.span.document.published, other.span.document.published
    possible = one.stance is Stance.POSSIBLE and other.stance is Stance.STATED
    return possible and earlier is not None and later is not None and earlier < later


def _is_done(coming: Stand, told: Stand) -> bool:
    """Whether one document says that a thing is still to come which another, no later, tells as done."""
    if coming.verb.isdisjoint(told.past) or coming.span.text.lower() == "would":  # in speech retold, of then
        return False
    earlier, later = coming.span.document.published, told.span.document.published
    return earlier is None or later is None or earlier >= later
