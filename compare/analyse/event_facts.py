"""Facts that are events: one class of event that happens to one participant, told in two documents or more.

Two tellings are one event when their sentences share more than participant and class, and each is the other's
best match. A place that only names the event ("his resignation") joins when nothing else can be meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from compare.analyse.attributes import Statement
from compare.analyse.drafts import Draft
from compare.analyse.matching import find_best_clauses
from compare.analyse.units import shared_weight
from compare.model import Span
from compare.results import WORDING, Certainty

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from compare.analyse.events import Mention
    from compare.analyse.names import NameTable
    from compare.analyse.similar import Background
    from compare.model import Document

    Key = tuple[str, str]

# Evidence is counted in rare words: 1 is the weight of a word that one sentence alone has.
_EVIDENCE = 0.9  # what two tellings share beside participant and class
_SURE = 0.45  # score of two sentences, the event being told in both
_MOST_TOLD = 40  # tellings of one kind of event; more are a topic, not an event
_OPENING = 25  # characters of a sentence in which a date stands that belongs to all of it: On Wednesday, ...
_HEDGE_REACH = 40  # characters before a verb in which a hedge or denial belongs to it


class _Telling(NamedTuple):
    """Two places that tell one event, and what they share."""

    left: Mention
    right: Mention
    evidence: float


def group_events(mentions: Sequence[Mention], background: Background) -> list[Draft]:
    """The events told in two documents or more."""
    by_key: dict[Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for key in mention.keys:
            by_key[key].append(mention)
    tellings = _find_tellings(by_key, background)
    groups = _join(tellings)
    claimed = Counter(key for group in groups for key in {key for mention in group for key in mention.keys})
    evidence: dict[Mention, float] = defaultdict(float)
    for telling in tellings:
        evidence[telling.left] = max(evidence[telling.left], telling.evidence)
    drafts = []
    for told in groups:
        who = _commonest_participant(told)
        keys = {key for mention in told for key in mention.keys if key[0] == who}
        core = _find_core(told, background.rare)
        certainty = Certainty.SURE if core else Certainty.MAYBE
        members = sorted([*(core or told), *_find_named(keys, by_key, claimed)], key=_by_place)
        weak = sorted((mention for mention in told if core and mention not in core), key=_by_place)
        score = max(evidence[mention] for mention in told)
        statements, maybe = tuple(map(_state, members)), tuple(mention.span for mention in weak)
        title = _title(who, core or told, background.names)
        drafts.append(Draft(title, certainty, score, statements, WORDING, maybe))
    return drafts


def _find_named(
    keys: Collection[Key], by_key: Mapping[Key, Sequence[Mention]], claimed: Mapping[Key, int]
) -> list[Mention]:
    """Places that name an event of these keys and can mean no other: no second group *claimed* its keys."""
    named = {mention: None for key in sorted(keys) for mention in by_key[key] if mention.nominal}
    return [mention for mention in named if all(claimed[key] == 1 for key in mention.keys & set(keys))]


def _find_core(told: Sequence[Mention], rare: float) -> Sequence[Mention]:
    """The tellings of one document and those of others whose sentences are plainly like it; else none."""
    best: Sequence[Mention] = ()
    for hub in told:
        alike = [other for other in told if other is hub or _are_alike(hub, other, rare)]
        if len(alike) > max(1, len(best)):
            best = alike
    return best


def _are_alike(left: Mention, right: Mention, rare: float) -> bool:
    pair = find_best_clauses(left.unit, right.unit, rare)
    return pair is not None and pair.score >= _SURE


def _by_place(mention: Mention) -> tuple[str, int, int]:
    return mention.span.document.id, mention.span.start, mention.span.end


def _state(mention: Mention) -> Statement:
    """An event that is told has the date its sentence opens with, and the hedges right before its verb."""
    if mention.nominal:
        return Statement(mention.span, (mention.span,), mention.unit.reading)
    sentence = mention.unit.span
    modal = Span(sentence.document, max(sentence.start, mention.trigger - _HEDGE_REACH), mention.trigger)
    opening = Span(sentence.document, sentence.start, min(sentence.start + _OPENING, mention.span.start))
    told = Span(sentence.document, sentence.start, mention.span.end)
    return Statement(
        mention.span, (mention.span, opening), mention.unit.reading, modal=modal, told=(mention.unit, told)
    )


def _find_tellings(by_key: Mapping[Key, Sequence[Mention]], background: Background) -> list[_Telling]:
    """Pairs of mentions that tell one event: best mutual matches of two documents, with more in common."""
    best: dict[tuple[Mention, Document], tuple[float, Mention]] = {}
    for (who, _), members in sorted(by_key.items()):
        if len(members) > _MOST_TOLD:
            continue
        for left, right in combinations(members, 2):
            if left.span.document is right.span.document or left.nominal or right.nominal:
                continue
            if background.explained.covers(left.span, right.span):
                continue
            evidence = _evidence(left, right, who) / background.rare
            if evidence < _EVIDENCE:
                continue
            for one, other in ((left, right), (right, left)):
                place = (one, other.span.document)
                if place not in best or evidence > best[place][0]:
                    best[place] = (evidence, other)
    return [
        _Telling(one, other, evidence)
        for (one, _), (evidence, other) in best.items()
        if best[other, one.span.document][1] is one
    ]


def _evidence(left: Mention, right: Mention, who: str) -> float:
    """The weight of what the two sentences share beside the participant."""
    return shared_weight(left.unit, right.unit) - left.unit.bag.get(who, 0.0)


def _join(tellings: Iterable[_Telling]) -> list[list[Mention]]:
    """Groups of the pairs, the plainest first, with one telling a document."""
    group_of: dict[Mention, list[Mention]] = {}
    groups: list[list[Mention]] = []
    for left, right, _ in sorted(tellings, key=_by_evidence):
        for one, other in ((left, right), (right, left)):
            group = group_of.get(one)
            if (
                group
                and other not in group_of
                and all(m.span.document is not other.span.document for m in group)
            ):
                group.append(other)
                group_of[other] = group
        if left not in group_of and right not in group_of:
            groups.append([left, right])
            group_of[left] = group_of[right] = groups[-1]
    return groups


def _by_evidence(telling: _Telling) -> tuple[float, str, int, str, int]:
    left, right = telling.left.span, telling.right.span
    return -telling.evidence, left.document.id, left.start, right.document.id, right.start


def _commonest_participant(told: Sequence[Mention]) -> str:
    count: dict[str, int] = defaultdict(int)
    for mention in told:
        for who in {who for who, _ in mention.keys}:
            count[who] += 1
    return min(count, key=lambda who: (-count[who], not who.startswith("@"), who))


def _title(who: str, told: Sequence[Mention], names: NameTable) -> str:
    name = names.name_of(int(who[1:])) if who.startswith("@") else f"the {_surface(who, told)}"
    kinds = Counter(kind for mention in told for whose, kind in mention.keys if whose == who)
    return f"{name} · {min(kinds, key=lambda kind: (-kinds[kind], kind))}"


def _surface(stem: str, told: Sequence[Mention]) -> str:
    """A word of the text for a stem."""
    for mention in told:
        for key in mention.unit.keys:
            if key.key == stem:
                return mention.unit.span.document.text[key.start : key.end].lower()
    return stem
