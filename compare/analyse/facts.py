"""Facts: groups of mentions, in two documents or more, of one event, one office or one claim.

Three kinds of evidence make a group, the plainest first: an event of one class that happens to one participant, told
with further words in common; an office given to one person; clauses that say much the same in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from compare.analyse.attributes import Statement, compare_attributes
from compare.analyse.units import shared_weight
from compare.model import Span
from compare.results import Attribute, Certainty, Fact, Status, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.claims import ClaimPair
    from compare.analyse.events import Mention, RoleMention
    from compare.analyse.names import NameTable
    from compare.analyse.units import Unit
    from compare.model import Document

# Evidence is counted in rare words: 1 is the weight of a word that one sentence alone has.
_EVENT_EVIDENCE = 0.9  # what two tellings of an event share beside participant and class
_SURE_CLAIM = 0.45  # similarity of two clauses from which they are held to tell one fact
_SURE_EVIDENCE = 2.2
_MAYBE_EVIDENCE = 1.1
_MOST_TOLD = 40  # tellings of one kind of event; more are a topic, not an event


@dataclass(slots=True)
class _Group:
    """Mentions on their way to a fact."""

    title: str
    certainty: Certainty
    score: float
    mentions: list[Statement]
    wording: str = ""  # name of the attribute that shows the mentions' own words, if any


def find_facts(
    mentions: Sequence[Mention],
    roles: Sequence[RoleMention],
    claims: Sequence[ClaimPair],
    names: NameTable,
    rare: float,
) -> list[Fact]:
    """Facts told in two documents or more, sure ones first, then by score; ids are given later.

    *rare* is the weight of a word that one sentence alone has.
    """
    groups = [*_group_events(mentions, names, rare), *_group_roles(roles, names)]
    groups += _group_claims(claims, groups, rare)
    facts = [_make_fact(group) for group in groups]
    return sorted(facts, key=lambda fact: (fact.certainty is Certainty.MAYBE, _told(fact), -fact.score, _first(fact)))


def _told(fact: Fact) -> int:
    """Differences lead: 0 told differently, 1 told compatibly or with more on one side, 2 told the same."""
    statuses = {attribute.status for attribute in fact.attributes}
    return 0 if Status.DIFFERS in statuses else 1 if statuses - {Status.SAME} else 2


def _first(fact: Fact) -> tuple[str, int]:
    return fact.mentions[0].document.id, fact.mentions[0].start


def _make_fact(group: _Group) -> Fact:
    attributes = compare_attributes(group.mentions)
    if group.wording:
        attributes = (*attributes, _compare_wording(group))
    spans = tuple(statement.shown for statement in group.mentions)
    return Fact("", group.title, group.certainty, round(group.score, 3), spans, attributes)


def _compare_wording(group: _Group) -> Attribute:
    """How each document tells it, in its own words; the first telling of each."""
    told = [statement.shown for statement in group.mentions if not statement.nominal]
    first: dict[Document, Span] = {}
    for span in told or [statement.shown for statement in group.mentions]:
        first.setdefault(span.document, span)
    values = tuple(Value(span.document, span.text, " ".join(span.text.lower().split()), span) for span in first.values())
    same = len({value.normal for value in values}) == 1
    status = Status.ONE_SIDED if len(values) == 1 else Status.SAME if same else Status.DIFFERS
    return Attribute(group.wording, status, values)


def _statement(span: Span, unit: Unit, *, nominal: bool = False) -> Statement:
    return Statement(span, span if nominal else unit.span, unit.reading, nominal)


# --- events -----------------------------------------------------------------------------------------------------


def _group_events(mentions: Sequence[Mention], names: NameTable, rare: float) -> list[_Group]:
    by_key: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        for key in mention.keys:
            by_key[key].append(mention)
    tellings = _find_tellings(by_key, rare)
    groups = []
    for told in _join(tellings):
        keys = {key for mention in told for key in mention.keys}
        who = _commonest_participant(told)
        named = [mention for mention in mentions if mention not in told and _only_names(mention, keys, who, tellings, told)]
        members = sorted((*told, *named), key=lambda mention: (mention.span.document.id, mention.span.start))
        score = max(score for left, _, score in tellings if left in told)
        statements = [_statement(mention.span, mention.unit, nominal=mention.nominal) for mention in members]
        groups.append(_Group(_title(who, told, names), Certainty.SURE, score, statements, "told as"))
    return groups


def _find_tellings(by_key: dict[tuple[str, str], list[Mention]], rare: float) -> list[tuple[Mention, Mention, float]]:
    """Pairs of mentions that tell one event: best mutual matches of two documents, with words in common beside."""
    best: dict[tuple[Mention, Document], tuple[float, Mention]] = {}
    for (who, _), members in sorted(by_key.items()):
        if len(members) > _MOST_TOLD:
            continue
        for left, right in combinations(members, 2):
            if left.span.document is right.span.document or left.nominal or right.nominal:
                continue
            evidence = _evidence(left, right, who, rare)
            if evidence < _EVENT_EVIDENCE:
                continue
            for one, other in ((left, right), (right, left)):
                place = (one, other.span.document)
                if place not in best or evidence > best[place][0]:
                    best[place] = (evidence, other)
    return [
        (one, other, evidence)
        for (one, _), (evidence, other) in best.items()
        if best[other, one.span.document][1] is one
    ]


def _evidence(left: Mention, right: Mention, who: str, rare: float) -> float:
    """What the two sentences share beside the participant, in rare words."""
    return (shared_weight(left.unit, right.unit) - left.unit.bag.get(who, 0.0)) / rare


def _join(tellings: Iterable[tuple[Mention, Mention, float]]) -> list[list[Mention]]:
    """Connected components of the pairs, in order of first appearance."""
    group_of: dict[Mention, list[Mention]] = {}
    for left, right, _ in tellings:
        one, other = group_of.setdefault(left, [left]), group_of.setdefault(right, [right])
        if one is not other:
            one.extend(other)
            for mention in other:
                group_of[mention] = one
    return list({id(group): group for group in group_of.values()}.values())


def _commonest_participant(told: Sequence[Mention]) -> str:
    count: dict[str, int] = defaultdict(int)
    for mention in told:
        for who in {who for who, _ in mention.keys}:
            count[who] += 1
    return min(count, key=lambda who: (-count[who], not who.startswith("@"), who))


def _only_names(
    mention: Mention,
    keys: set[tuple[str, str]],
    who: str,
    tellings: Sequence[tuple[Mention, Mention, float]],
    told: Sequence[Mention],
) -> bool:
    """Whether a further mention can mean only this event: no other event of its kind is told of its participant."""
    own = {key for key in mention.keys if key in keys and key[0] == who}
    if not own or not mention.nominal:
        return False
    others = (one for one, _, _ in tellings if one not in told)
    return not any(own & other.keys for other in others)


def _title(who: str, told: Sequence[Mention], names: NameTable) -> str:
    name = names.name_of(int(who[1:])) if who.startswith("@") else f"the {_surface(who, told)}"
    kinds = sorted(set.intersection(*({name for whose, name in mention.keys if whose == who} for mention in told)))
    return f"{name} · {kinds[0]}" if kinds else name


def _surface(stem: str, told: Sequence[Mention]) -> str:
    """A word of the text for a stem."""
    for mention in told:
        for key in mention.unit.keys:
            if key.key == stem:
                return mention.unit.span.document.text[key.start : key.end].lower()
    return stem


# --- offices ----------------------------------------------------------------------------------------------------


def _group_roles(roles: Sequence[RoleMention], names: NameTable) -> list[_Group]:
    """Offices that two documents or more give to one person, the first mention of each document."""
    by_role: dict[tuple[int, str], dict[Document, RoleMention]] = defaultdict(dict)
    for mention in roles:
        if len(mention.role.normal.split()) > 1 or not mention.role.former:
            by_role[mention.entity, mention.role.normal].setdefault(mention.span.document, mention)
    groups = []
    for (entity, normal), members in by_role.items():
        if len(members) > 1:
            statements = [Statement(m.span, Span(m.span.document, m.span.start, m.span.start), m.unit.reading, nominal=True)
                          for m in members.values()]  # fmt: skip
            groups.append(_Group(f"{names.name_of(entity)} · {normal}", Certainty.SURE, len(members), statements))
    return groups


# --- claims -----------------------------------------------------------------------------------------------------


def _group_claims(claims: Sequence[ClaimPair], groups: Sequence[_Group], rare: float) -> list[_Group]:
    """Claim pairs that no event told already, best mutual matches of two documents only."""
    taken = [
        {id(statement.around) for statement in group.mentions} for group in groups
    ]
    used: set[tuple[Span, Document]] = set()
    found = []
    for pair in claims:
        sides = ((pair.left_unit.span, pair.right.document), (pair.right_unit.span, pair.left.document))
        if any(side in used for side in sides):
            continue
        if any({id(pair.left_unit.span), id(pair.right_unit.span)} <= places for places in taken):
            continue
        evidence = pair.weight / rare
        certainty = _judge(pair, evidence)
        if certainty is None:
            continue
        used.update(sides)
        statements = [Statement(span, span, unit.reading) for span, unit in ((pair.left, pair.left_unit), (pair.right, pair.right_unit))]
        found.append(_Group(_topic(pair), certainty, pair.similarity * evidence, statements))
    return found


def _judge(pair: ClaimPair, evidence: float) -> Certainty | None:
    """Whether two clauses that are alike tell one fact."""
    content = pair.distinct
    if pair.similarity >= _SURE_CLAIM and evidence >= _SURE_EVIDENCE and content > 2:  # noqa: PLR2004 - two words may be a phrase
        return Certainty.SURE
    if evidence >= _MAYBE_EVIDENCE and content > 1 and pair.common > 2:  # noqa: PLR2004 - as above
        return Certainty.MAYBE
    return None


def _topic(pair: ClaimPair) -> str:
    """The rarest words both share, as the left text writes them."""
    unit = pair.left_unit
    rarest = sorted(
        {word.key: (-weight, word.start, unit.span.document.text[word.start : word.end])
         for word, weight in zip(unit.keys, unit.weights, strict=True)
         if word.key in pair.shared and pair.left.start <= word.start < pair.left.end}.values()
    )[:3]  # fmt: skip
    return " · ".join(text for _, _, text in sorted(rarest, key=lambda item: item[1]))
