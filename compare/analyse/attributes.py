"""The attributes of a fact, document by document, compared by normal value."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeVar

from compare.analyse.attribution import (
    Attributed,
    find_attribution,
    may_be_rival_sources,
    relate_attributions,
)
from compare.analyse.contrasts import find_contrasts
from compare.analyse.figures import (
    Day,
    Figure,
    may_be_rival_days,
    may_be_rivals,
    read_days,
    read_figures,
    relate_days,
    relate_figures,
    shared_beside,
)
from compare.analyse.grounds import Ground, read_ground, share_day_ground
from compare.analyse.stances import Stand, find_stand, may_oppose, relate_stands
from compare.extract.modality import Stance
from compare.extract.places import is_place, places_agree
from compare.model import Span
from compare.results import Attribute, Certainty, Status, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from compare.analyse.reading import Reading
    from compare.analyse.similar import Voices
    from compare.analyse.units import Unit
    from compare.model import Document

T = TypeVar("T")

_MOST_COMPARED = 60  # documents with values of their own that are held against each other; pairs grow with n²
_CLOSE = 0.4  # likeness from which two statements that may tell one fact can contradict each other


@dataclass(frozen=True, slots=True)
class Statement:
    """What is compared of one mention: the span shown, and where its dates and numbers stand."""

    shown: Span
    around: tuple[Span, ...]
    reading: Reading
    modal: Span | None = None
    """Where a hedge belongs to it; None for a mention that names an event and does not tell it."""
    denial: Span | None = None
    """Where a denial does, if that is a wider place."""
    voice: Attributed | None = None
    """Whose word it is, if it is not the document's own."""
    told: tuple[Unit, Span] | None = None
    """The sentence, and the clause of it, that a contradiction is looked for in."""

    @property
    def unit(self) -> Unit | None:
        """Its sentence, with the words that are compared."""
        return self.told[0] if self.told else None

    @property
    def sentence(self) -> Span:
        """Its sentence, as far as that is known."""
        return self.told[0].span if self.told else self.shown


@dataclass(frozen=True, slots=True)
class _Kind(Generic[T]):
    """What is compared as one attribute, and how."""

    name: str
    find: Callable[[Statement], Iterable[tuple[Value, T]]]
    """The values in a statement."""
    relate: Callable[[T, T], Status | None]
    """How two values stand to each other; None if they are not of one thing."""
    likeness: Callable[[T, T], int] | None = None
    """Of values that fit equally well, how alike what stands beside them is."""
    rivals: Callable[[T, T], bool] | None = None
    """Whether two values are of one thing, where it is not sure that the facts are one."""
    every: bool = False
    """Whether each value of a document counts, or only the one that fits the other document best."""


def make_statement(span: Span, unit: Unit, voices: Voices, *, core: Span | None = None) -> Statement:
    """What is compared of a clause of a sentence; *core* is what it shares with the others that tell it."""
    core = core or span
    denial = Span(span.document, span.start, core.end)
    voice = find_attribution(unit, span, core, voices)
    return Statement(span, (span,), unit.reading, modal=core, denial=denial, voice=voice, told=(unit, span))


def compare_attributes(
    statements: Sequence[Statement], *, found: Certainty | None = None
) -> tuple[Attribute, ...]:
    """When, how many, where and how sure, over the documents that tell it; what none gives is left out.

    That they tell one fact is given, or was *found*, more or less surely. Sentences that were found to be
    alike can contradict each other only in values that depend on the same words. Where even that they are one
    fact is not sure, only those in much the same words can, and only by figures or doubts: of two facts each
    has its own day and source.
    """
    like = _close_documents(statements) if found is Certainty.MAYBE else None
    close = _akin_documents(statements) if found else None
    if close is not None and like is not None:
        close &= like
    rivals = _FOUND if found is Certainty.SURE else _DOUBTED if found else _Rivals()
    stands = _Stands(statements)
    # Of several figures and places each counts; of several dates one may belong to another clause.
    attributes = (
        _compare(_Kind("when", _find_dates, relate_days, shared_beside, rivals.days), statements, close),
        _compare(
            _Kind("number", _find_numbers, relate_figures, shared_beside, rivals.figures, every=True),
            statements,
            close,
        ),
        _compare(
            _Kind("where", _find_places, _relate_places, None, rivals.places, every=True), statements, close
        ),
        _compare(_Kind("certainty", stands, relate_stands, None, rivals.stands), statements, close),
        _compare(
            _Kind("according to", _find_voice, relate_attributions, None, rivals.sources), statements, like
        ),
    )
    told = [
        statement.told
        for statement in statements
        if statement.told is not None
        and (like is None or any(statement.shown.document in pair for pair in like))
    ]
    return (
        *find_contrasts(told[:_MOST_COMPARED]),
        *(attribute for attribute in attributes if attribute is not None and _tells(attribute)),
    )


def _never(_left: object, _right: object) -> bool:
    """No two values are rivals."""
    return False


def _close_documents(statements: Sequence[Statement]) -> frozenset[frozenset[Document]]:
    """The pairs of documents that tell it in much the same words."""
    bags = [(statement.shown.document, _bag(statement)) for statement in statements[:_MOST_COMPARED]]
    return frozenset(
        frozenset((left, right))
        for (left, one), (right, other) in combinations(bags, 2)
        if left is not right and _likeness(one, other) >= _CLOSE
    )


def _akin_documents(statements: Sequence[Statement]) -> frozenset[frozenset[Document]]:
    """The pairs of documents that name one: two companies earn two profits."""
    told = [
        (statement.shown.document, statement.unit.resolver.named if statement.unit else frozenset[str]())
        for statement in statements[:_MOST_COMPARED]
    ]
    return frozenset(
        frozenset((left, right))
        for (left, ours), (right, theirs) in combinations(told, 2)
        if left is not right and (not ours or not theirs or ours & theirs)
    )


def _bag(statement: Statement) -> dict[str, float]:
    """The content words of a statement with their weights."""
    if statement.unit is None:
        return {}
    own = _keys_of(statement)
    return {key: weight for key, weight in statement.unit.bag.items() if key in own}


def _likeness(left: dict[str, float], right: dict[str, float]) -> float:
    """The weight of what two statements share over the geometric mean of what each says."""
    shared = sum(weight for key, weight in left.items() if key in right)
    mass = sum(left.values()) * sum(right.values())
    return shared / math.sqrt(mass) if mass else 0.0


def _tells(attribute: Attribute) -> bool:
    """Whether an attribute is worth a line: that all state a thing plainly is none."""
    return any(value.normal != Stance.STATED for value in attribute.values)


def _value(span: Span, normal: str) -> Value:
    return Value(span.document, span.text, normal, span)


def _find_dates(statement: Statement) -> Iterator[tuple[Value, Day]]:
    mentions = [date for span in statement.around for date in statement.reading.dates_in(span)]
    for day in read_days(mentions, statement.unit, statement.sentence):
        date = day.mention
        yield _value(Span(statement.shown.document, date.start, date.end), date.normal), day


def _find_numbers(statement: Statement) -> Iterator[tuple[Value, Figure]]:
    mentions = [number for span in statement.around for number in statement.reading.numbers_in(span)]
    dates = [date for span in statement.around for date in statement.reading.dates_in(span)]
    for figure in read_figures(mentions, dates, statement.unit):
        number = figure.mention
        yield _value(Span(statement.shown.document, number.start, number.end), number.normal), figure


@dataclass(frozen=True, slots=True)
class _Place:
    """A place by its name, and what it depends on."""

    text: str
    ground: Ground | None


def _find_places(statement: Statement) -> Iterator[tuple[Value, _Place]]:
    span, unit = statement.shown, statement.unit
    for name in statement.reading.names_in(span):
        if is_place(name.text):
            ground = read_ground(unit, name.start, name.end) if unit else None
            yield (
                _value(Span(span.document, name.start, name.end), name.text.lower()),
                _Place(name.text, ground),
            )


class _Stands:
    """Finds how sure each document is, by the statement that has most words in common with the others'."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        users: dict[str, set[Document]] = defaultdict(set)
        for statement in statements:
            for key in _keys_of(statement):
                users[key].add(statement.shown.document)
        self._common = frozenset(key for key, documents in users.items() if len(documents) > 1)
        self._best: dict[Document, tuple[int, Statement]] = {}
        for statement in statements:
            rank = len(_keys_of(statement) & self._common)
            best = self._best.get(statement.shown.document)
            if statement.modal is not None and (best is None or rank > best[0]):
                self._best[statement.shown.document] = (rank, statement)

    def __call__(self, statement: Statement) -> Iterator[tuple[Value, Stand]]:
        span, document = statement.modal, statement.shown.document
        if span is None or self._best[document][1] is not statement:
            return
        others = _keys_of(statement) & self._common
        stand = find_stand(statement.unit, statement.denial or span, span, others)
        if stand is None:
            return
        said = "" if stand.stance is Stance.STATED else stand.span.text
        yield Value(document, said or stand.stance, stand.stance, stand.span), stand


def _keys_of(statement: Statement) -> frozenset[str]:
    """The keys of the content words of a statement."""
    if statement.told is None:
        return frozenset()
    unit, span = statement.told[0], statement.told[1]
    return frozenset(word.key for word in unit.keys if word.content and span.start <= word.start < span.end)


def _find_voice(statement: Statement) -> Iterator[tuple[Value, Attributed]]:
    if voice := statement.voice:
        text = voice.speaker.text
        yield Value(statement.shown.document, text, text.lower(), voice.phrase), voice


def _relate_places(left: _Place, right: _Place) -> Status:
    if left.text.lower() == right.text.lower():
        return Status.SAME
    return Status.COMPATIBLE if places_agree(left.text, right.text) else Status.DIFFERS


def _may_be_rival_places(left: _Place, right: _Place) -> bool:
    """Whether two places stand behind the same words in sentences that were only found to tell one fact."""
    return (
        left.ground is not None and right.ground is not None and share_day_ground(left.ground, right.ground)
    )


@dataclass(frozen=True, slots=True)
class _Rivals:
    """For each attribute, which values of two statements are of one thing; None where all are."""

    days: Callable[[Day, Day], bool] | None = None
    figures: Callable[[Figure, Figure], bool] | None = None
    places: Callable[[_Place, _Place], bool] | None = None
    stands: Callable[[Stand, Stand], bool] | None = None
    sources: Callable[[Attributed, Attributed], bool] | None = None


_FOUND = _Rivals(may_be_rival_days, may_be_rivals, _may_be_rival_places, may_oppose, may_be_rival_sources)
_DOUBTED = _Rivals(_never, may_be_rivals, _may_be_rival_places, may_oppose, _never)
_ORDER = (Status.SAME, Status.COMPATIBLE, Status.DIFFERS)


def _compare(
    kind: _Kind[T], statements: Iterable[Statement], close: frozenset[frozenset[Document]] | None
) -> Attribute | None:
    """The attribute over all documents: as far apart as the two documents that are furthest apart in it.

    Only those of *close* can contradict each other, if that is given.
    """
    given: dict[Document, list[tuple[Value, T]]] = defaultdict(list)
    for statement in statements:
        for value, item in kind.find(statement):
            if all(value.normal != known.normal for known, _ in given[value.document]):
                given[value.document].append((value, item))
    documents = [document for document, values in given.items() if values]
    if not documents:
        return None
    shown = tuple(value for document in documents for value, _ in given[document])
    status, conflicts, beside = Status.ONE_SIDED, [], False
    for left, right in combinations(_choose(documents, given), 2):
        matched = _match(given[left], given[right], kind)
        if close is not None and frozenset((left, right)) not in close:
            matched = [row for row in matched if row[0] is not Status.DIFFERS]
        if not matched:
            beside = True
            continue
        counted = matched if kind.every else matched[:1]
        conflicts += [pair for one, pair in counted if one is Status.DIFFERS]
        alone = len(given[left]) + len(given[right]) > 2 * len(matched)
        more = alone or matched[-1][0] is not Status.SAME
        both = Status.COMPATIBLE if more and counted[-1][0] is Status.SAME else counted[-1][0]
        status = both if status is Status.ONE_SIDED else max(status, both, key=_ORDER.index)
    if beside and status is Status.SAME:  # what a third document gives is of another thing
        status = Status.COMPATIBLE
    return Attribute(kind.name, status, shown, tuple(conflicts))


def _choose(
    documents: Sequence[Document], given: Mapping[Document, Sequence[tuple[Value, T]]]
) -> Sequence[Document]:
    """The documents that are held against each other: all, or of very many one for each set of values."""
    if len(documents) <= _MOST_COMPARED:
        return documents
    distinct = {frozenset(value.normal for value, _ in given[one]): one for one in reversed(documents)}
    return list(distinct.values())[::-1][:_MOST_COMPARED]


def _match(
    left: Sequence[tuple[Value, T]],
    right: Sequence[tuple[Value, T]],
    kind: _Kind[T],
) -> list[tuple[Status, tuple[Value, Value]]]:
    """The values of two documents, each beside its best partner, what agrees first.

    A value without a comparable partner is more on one side: then they are no more than compatible.
    """
    ranked = sorted(
        (_ORDER.index(status), -(kind.likeness(one, other) if kind.likeness else 0), i, j)
        for i, (_, one) in enumerate(left)
        for j, (_, other) in enumerate(right)
        if (status := kind.relate(one, other)) is not None
        and (status is not Status.DIFFERS or kind.rivals is None or kind.rivals(one, other))
    )
    taken, given, matched = set(), set(), []
    for rank, _, i, j in ranked:
        if i not in taken and j not in given:
            taken.add(i)
            given.add(j)
            matched.append((_ORDER[rank], (left[i][0], right[j][0])))
    return matched
