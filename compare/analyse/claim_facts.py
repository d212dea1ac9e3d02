"""Facts that are claims or offices: clauses that say much the same, offices that one person is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.attributes import Statement, make_statement
from compare.analyse.drafts import Draft
from compare.analyse.similar import Explained
from compare.results import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.claims import ClaimPair
    from compare.analyse.events import RoleMention
    from compare.analyse.names import NameTable
    from compare.analyse.similar import Background, Voices
    from compare.analyse.units import Key, Unit
    from compare.model import Document, Span

# Evidence is counted in rare words: 1 is the weight of a word that one sentence alone has.
_SURE_CLAIM = 0.45  # similarity of two clauses from which they are held to tell one fact
_SURE_EVIDENCE = 2.2
_SURE_SCORE = 1.6  # similarity times evidence that makes up for a lower similarity
_MAYBE_CLAIM = 0.28  # similarity from which two clauses may tell one fact
_MAYBE_EVIDENCE = 1.1
_MUCH_EVIDENCE = 1.5  # evidence that makes up for a lower similarity
_FEW_SENTENCES = 5.0  # log of the number of sentences up to which the evidence above is enough
_BY_CHANCE = 0.4  # evidence asked for more, for each unit of that log
_TOPIC = 3  # words that title a claim
_PHRASE = 0.6  # what a claim counts that names nobody and gives no figure: it may be a turn of phrase


def least_evidence(rare: float) -> float:
    """How many rare words two clauses share at least, if they tell one fact: for less none are aligned."""
    return min(_SURE_SCORE, _MAYBE_EVIDENCE + _BY_CHANCE * max(0.0, rare - _FEW_SENTENCES))


def group_roles(roles: Sequence[RoleMention], names: NameTable) -> list[Draft]:
    """Offices that two documents or more give to one person, the first mention of each document."""
    by_role: dict[tuple[int, bool, str], dict[Document, RoleMention]] = defaultdict(dict)
    for mention in roles:
        if len(mention.role.normal.split()) > 1 or not mention.role.former:
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


@dataclass(slots=True)
class _Claim:
    """Clauses of several documents that say the same, on their way to a fact."""

    title: str
    certainty: Certainty
    score: float
    shared: frozenset[str]
    """Keys that all of them have."""
    statements: dict[Span, Statement]
    """By the sentence each stands in."""

    def may_take(self, pair: ClaimPair, certainty: Certainty) -> bool:
        """Whether a pair tells the same: one of its sentences is here, the other's document is not."""
        left, right = pair.left_unit.span, pair.right_unit.span
        if certainty is not self.certainty or (left in self.statements) == (right in self.statements):
            return False
        new = right if left in self.statements else left
        return len(self.shared.intersection(pair.shared)) > 1 and all(
            span.document is not new.document for span in self.statements
        )


def group_claims(claims: Iterable[ClaimPair], drafts: Iterable[Draft], background: Background) -> list[Draft]:
    """Claim pairs that no event told already, best mutual matches of two documents; a third may join."""
    voices, rare = background.voices, background.rare
    told = Explained((statement.shown for statement in draft.mentions) for draft in drafts)
    used: set[tuple[Span, Document]] = set()
    of_sentence: dict[Span, list[_Claim]] = defaultdict(list)
    found: list[_Claim] = []
    for pair in claims:
        left, right = pair.left_unit.span, pair.right_unit.span
        sides = ((left, right.document), (right, left.document))
        if any(side in used for side in sides) or told.covers(pair.left, pair.right):
            continue
        certainty = _judge(pair, rare, background.names)
        if certainty is None:
            continue
        used.update(sides)
        known = (*of_sentence[left], *of_sentence[right])
        if any(left in claim.statements and right in claim.statements for claim in known):
            continue
        claim = next((claim for claim in known if claim.may_take(pair, certainty)), None)
        if claim is None:
            score = _score(pair, pair.weight / rare)
            claim = _Claim(_topic(pair), certainty, score, frozenset(pair.shared), {})
            found.append(claim)
        claim.shared = claim.shared.intersection(pair.shared)
        for unit, span, core in (
            (pair.left_unit, pair.left, pair.left_core),
            (pair.right_unit, pair.right, pair.right_core),
        ):
            claim.statements.setdefault(unit.span, _state(span, core, unit, voices))
            of_sentence[unit.span].append(claim)
    return [_finish(claim) for claim in found]


def _finish(claim: _Claim) -> Draft:
    statements = sorted(claim.statements.values(), key=lambda one: (one.shown.document.id, one.shown.start))
    return Draft(claim.title, claim.certainty, claim.score, tuple(statements))


def _state(span: Span, core: Span, unit: Unit, voices: Voices) -> Statement:
    return make_statement(span, unit, voices, core=core)


def _tell_of_strangers(pair: ClaimPair, names: NameTable) -> bool:
    """Whether both clauses name persons, and none in common: two ministers who resign are two facts."""
    left = _persons_in(pair.left_unit, pair.left, names)
    right = _persons_in(pair.right_unit, pair.right, names)
    return bool(left and right) and left.isdisjoint(right)


def _persons_in(unit: Unit, span: Span, names: NameTable) -> set[int]:
    entities = (names.entity_at(span.document, name.start) for name in unit.reading.names_in(span))
    return {entity for entity in entities if entity is not None and names.is_person(entity)}


def _score(pair: ClaimPair, evidence: float) -> float:
    return pair.similarity * evidence * (1.0 if pair.specific else _PHRASE)


def _judge(pair: ClaimPair, rare: float, names: NameTable) -> Certainty | None:
    """Whether two clauses that are alike tell one fact."""
    evidence = pair.weight / rare
    if len(pair.telling) < 2 or pair.common < 3:  # noqa: PLR2004 - two words may be a phrase
        return None
    close = pair.similarity >= _SURE_CLAIM and evidence >= _SURE_EVIDENCE and len(pair.telling) > 2  # noqa: PLR2004 - as above
    if pair.specific and (close or pair.similarity * evidence >= _SURE_SCORE):
        return Certainty.MAYBE if _tell_of_strangers(pair, names) else Certainty.SURE
    # Of more sentences, more are alike by chance.
    least = _MAYBE_EVIDENCE + _BY_CHANCE * max(0.0, rare - _FEW_SENTENCES)
    plain = pair.similarity >= _MAYBE_CLAIM and evidence >= least
    much = pair.specific and evidence >= max(least, _MUCH_EVIDENCE)
    return Certainty.MAYBE if plain or much else None


def _topic(pair: ClaimPair) -> str:
    """The rarest words both share, as the left text writes them; of a name the whole."""
    unit = pair.left_unit
    shared = [
        (-weight, word.start, _whole(word, unit))
        for word, weight in zip(unit.keys, unit.weights, strict=True)
        if word.key in pair.telling and pair.left.start <= word.start < pair.left.end
    ]
    first: dict[str, tuple[float, int, str]] = {}
    for row in shared:
        first.setdefault(row[2].lower(), row)
    rarest = sorted(first.values())[:_TOPIC]
    words = [text for _, _, text in sorted(rarest, key=lambda row: row[1])]
    return " · ".join(word for word in words if not any(word != other and word in other for other in words))


def _whole(word: Key, unit: Unit) -> str:
    """A word as it is written, or the name it belongs to."""
    for name in unit.reading.names:
        if name.start <= word.start < name.end:
            return name.text
    return unit.span.document.text[word.start : word.end]
