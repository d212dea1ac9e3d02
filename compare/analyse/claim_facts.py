"""Facts that are claims or offices: clauses that say much the same, offices that one person is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compare.analyse.attributes import Statement, make_statement
from compare.analyse.drafts import Draft
from compare.analyse.linked import join_linked
from compare.analyse.places import share_half
from compare.analyse.similar import Explained
from compare.results import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.events import RoleMention
    from compare.analyse.judging import Judge
    from compare.analyse.matching import Pair
    from compare.analyse.names import NameTable
    from compare.analyse.units import Unit
    from compare.model import Document, Span

_FIT = 0.15  # share of a pair's evidence that is the group's too, for each of its documents but one
_SHORT = 10  # content words of a clause that tells one thing
_FEW = 3  # documents of a group that one such clause ties another one to
_TOPIC = 3  # words that title a claim


def group_roles(roles: Sequence[RoleMention], names: NameTable) -> list[Draft]:
    """Offices that two documents or more give to one person, the first mention of each document."""
    by_role: dict[tuple[int, bool, str], dict[Document, RoleMention]] = defaultdict(dict)
    for mention in roles:
        if len(mention.role.normal.split()) > 1:  # "President" alone is but how somebody is addressed
            key = (mention.entity, mention.role.former, _head(mention.role.normal))
            by_role[key].setdefault(mention.span.document, mention)
    groups = []
    for (entity, _, _), members in by_role.items():
        if len(members) > 1:
            offices = Counter(mention.role.normal for mention in members.values())
            normal = min(offices, key=lambda office: (-offices[office], -len(office), office))
            statements = tuple(Statement(m.span, (), m.unit.reading) for m in members.values())
            groups.append(
                Draft(f"{names.name_of(entity)} · {normal}", Certainty.SURE, len(members), statements)
            )
    return groups


def _head(office: str) -> str:
    """The noun of an office, the same for man and woman: chair, chairman and Fed chair are one."""
    noun = office.rsplit(maxsplit=1)[-1]
    for ending in ("woman", "person", "man"):
        noun = noun.removesuffix(ending)
    return noun


@dataclass(slots=True, eq=False)
class _Group:
    """Clauses of several documents that tell one thing, on their way to a fact."""

    pairs: list[Pair]
    tellings: dict[Unit, list[Span]]
    """The clauses that tell it, by their sentence, the plainest first."""
    cores: dict[Unit, Span] = field(default_factory=dict)
    """From the first matched word of the plainest one to the last."""

    def holds(self, unit: Unit, clause: Span) -> bool:
        """Whether this clause of a sentence is one of its tellings."""
        return any(share_half(clause, span) for span in self.tellings.get(unit, ()))

    def documents(self) -> set[Document]:
        """The documents that tell it."""
        return {unit.span.document for unit in self.tellings}

    def fits(self, pair: Pair) -> bool:
        """Whether a pair tells what the group tells: the same short clause, or much of the same in common."""
        known = self.documents()
        for unit, clause in ((pair.left_unit, pair.left), (pair.right_unit, pair.right)):
            if len(known) <= _FEW and self.holds(unit, clause) and _count_words(unit, clause) <= _SHORT:
                return True
        profile = {match.sign for known in self.pairs for match in known.matches}
        common = sum(match.weight for match in pair.matches if match.sign in profile)
        return common >= _FIT * (len(known) - 1) * sum(match.weight for match in pair.matches)

    def add(self, pair: Pair) -> None:
        """Take in a pair."""
        self.pairs.append(pair)
        for unit, span in ((pair.left_unit, pair.left), (pair.right_unit, pair.right)):
            self.tellings.setdefault(unit, []).append(span)
        self.cores.setdefault(pair.left_unit, pair.left_core)
        self.cores.setdefault(pair.right_unit, pair.right_core)

    def absorb(self, other: _Group) -> None:
        """Take in another group."""
        for pair in other.pairs:
            self.add(pair)


def _count_words(unit: Unit, clause: Span) -> int:
    return sum(key.content for key in unit.keys if clause.start <= key.start and key.end <= clause.end)


class _Groups:
    """The groups so far, and which have a sentence."""

    def __init__(self) -> None:
        self.all: dict[_Group, None] = {}
        self._of_unit: dict[Unit, list[_Group]] = defaultdict(list)

    def take(self, pair: Pair) -> None:
        """Put a pair into the group of one of its sides, join the groups of both, or make a new one."""
        ours = self.find(pair.left_unit, pair.left)
        theirs = self.find(pair.right_unit, pair.right)
        if ours is not None and theirs is not None:
            self._join(ours, theirs, pair)
            return
        group = ours or theirs
        new = pair.right if group is ours else pair.left
        if group is None or new.document in group.documents() or not group.fits(pair):
            group = _Group([], {})
            self.all[group] = None
        self.put(group, pair)

    def find(self, unit: Unit, clause: Span) -> _Group | None:
        """The group that has this clause."""
        return next((group for group in self._of_unit[unit] if group.holds(unit, clause)), None)

    def put(self, group: _Group, pair: Pair) -> None:
        """Put a pair into a group."""
        group.add(pair)
        for unit in (pair.left_unit, pair.right_unit):
            if group not in self._of_unit[unit]:
                self._of_unit[unit].append(group)

    def _join(self, ours: _Group, theirs: _Group, pair: Pair) -> None:
        """Make one of two groups that a pair links, if they are of other documents and tell the same."""
        if ours is theirs or not ours.documents().isdisjoint(theirs.documents()):
            return
        if ours.fits(pair) and theirs.fits(pair):
            ours.absorb(theirs)
            del self.all[theirs]
            for unit in theirs.tellings:
                known = self._of_unit[unit]
                known[known.index(theirs)] = ours
            ours.add(pair)


def group_claims(pairs: Iterable[Pair], drafts: Iterable[Draft], judge: Judge) -> list[Draft]:
    """Pairs that tell one thing none of the *drafts* tells, the plainest first, and what else fits them."""
    told = Explained(draft.places() for draft in drafts)
    groups = _Groups()
    rest = []
    for pair in pairs:
        if told.covers(pair.left, pair.right):
            continue
        if judge.judge(pair) is not None:
            groups.take(pair)
        else:
            rest.append(pair)
    _add_supported(groups, rest, judge)
    return [draft for group in groups.all for draft in _finish(group, judge)]


def _add_supported(groups: _Groups, rest: Iterable[Pair], judge: Judge) -> None:
    """Sentences that are nearly like one of a group, and somewhat like others of it too."""
    support: dict[tuple[_Group, Unit], list[Pair]] = defaultdict(list)
    for pair in rest:
        ours = groups.find(pair.left_unit, pair.left)
        theirs = groups.find(pair.right_unit, pair.right)
        if ours is not None and theirs is None:
            support[ours, pair.right_unit].append(pair)
        elif theirs is not None and ours is None:
            support[theirs, pair.left_unit].append(pair)
    for (group, unit), found in support.items():
        documents = group.documents()
        total = sum(pair.score for pair in found)
        least = judge.find_least(found[0]) * max(1.0, len(documents) / 2)
        if len(found) > 1 and unit.span.document not in documents and total >= least:
            for pair in found:
                groups.put(group, pair)


def _finish(group: _Group, judge: Judge) -> list[Draft]:
    """What surely is one fact, with places that may tell it too; where nothing is sure, what may be one."""
    sure = [pair for pair in group.pairs if judge.judge(pair) is Certainty.SURE]
    parts = join_linked(list(group.tellings), ((pair.left_unit, pair.right_unit) for pair in sure))
    cores = [frozenset(part) for part in parts if len(part) > 1]
    if not cores:
        return [_draft(group, Certainty.MAYBE, judge)]
    beside: dict[frozenset[Unit], list[Span]] = defaultdict(list)
    for part in parts:
        if len(part) == 1:
            beside[_find_nearest(part[0], cores, group.pairs)].append(group.tellings[part[0]][0])
    drafts = []
    for core in cores:
        own = _Group([], {})
        for pair in sure:
            if pair.left_unit in core:
                own.add(pair)
        drafts.append(_draft(own, Certainty.SURE, judge, maybe=beside[core]))
    return drafts


def _find_nearest(unit: Unit, cores: Sequence[frozenset[Unit]], pairs: Sequence[Pair]) -> frozenset[Unit]:
    """The core that has the sentence which is most like this one; the first if it is like none of any."""
    beside = [(pair.score, _other_side(pair, unit)) for pair in pairs]
    return max(cores, key=lambda core: max((score for score, other in beside if other in core), default=0.0))


def _other_side(pair: Pair, unit: Unit) -> Unit | None:
    """The sentence that a pair sets beside this one, if it does."""
    if pair.left_unit is unit:
        return pair.right_unit
    return pair.left_unit if pair.right_unit is unit else None


def _draft(group: _Group, certainty: Certainty, judge: Judge, *, maybe: Iterable[Span] = ()) -> Draft:
    best = max(group.pairs, key=lambda pair: pair.score)
    voices, names = judge.background.voices, judge.background.names
    statements = [
        make_statement(spans[0], unit, voices, core=group.cores[unit])
        for unit, spans in group.tellings.items()
    ]
    statements.sort(key=lambda one: (one.shown.document.id, one.shown.start))
    weak = sorted(maybe, key=lambda span: (span.document.id, span.start))
    return Draft(_topic(best, names), certainty, best.score, tuple(statements), maybe=tuple(weak))


def _topic(pair: Pair, names: NameTable) -> str:
    """Whom it is about and the rarest words both share, as the left text writes them."""
    unit = pair.left_unit
    rows: list[tuple[bool, float, int, str]] = []
    # A value is told as an attribute; one word of it, such as the 1 of 1.5, says nothing.
    telling = [match for match in pair.matches if match.sign[0] not in "=%^"] or pair.matches
    for match in telling:
        word = unit.keys[match.left]
        named = match.sign[0] == "@"
        text = names.name_of(int(match.sign[1:])) if named else unit.span.document.text[word.start : word.end]
        rows.append((not named, -match.weight, word.start, text))
    first: dict[str, tuple[bool, float, int, str]] = {}
    for row in sorted(rows):
        first.setdefault(row[3].lower(), row)
    rarest = list(first.values())[:_TOPIC]
    words = [text for _, _, _, text in sorted(rarest, key=lambda row: (row[0], row[2]))]
    return " · ".join(word for word in words if not any(word != other and word in other for other in words))
