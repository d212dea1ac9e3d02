"""What `--fail-on` counts: how much of a kind a report or a run has found."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from compare.results import Certainty, OverlapKind, Relation, Status

if TYPE_CHECKING:
    from compare.dedup.outcome import Outcome
    from compare.results import Comparison, Overlap, QuoteGroup


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a kind, and which share of all that is; and what is said of either."""

    number: int
    share: Fraction
    told: str
    told_share: str


def count_findings(comparison: Comparison, kind: str) -> Count:
    """How much of a kind a report has found."""
    return {"quotes": _count_quotes, "facts": _count_facts, "overlap": _count_overlap}[kind](comparison)


def _count_quotes(comparison: Comparison) -> Count:
    several = [group for group in comparison.quote_groups if _is_of_several(group)]
    return _count(
        sum(map(_differs, several)), len(several), "quotes of several documents that are not told alike"
    )


def _is_of_several(group: QuoteGroup) -> bool:
    return len({rendering.span.document for rendering in group.renderings}) > 1


def _differs(group: QuoteGroup) -> bool:
    alike = {Relation.FULLEST, Relation.VERBATIM}
    return any(rendering.relation not in alike for rendering in group.renderings) or any(
        attribute.status is Status.DIFFERS for attribute in group.differs
    )


def _count_facts(comparison: Comparison) -> Count:
    sure = [fact for fact in comparison.facts if fact.certainty is Certainty.SURE]
    return _count(sum(fact.disputed for fact in sure), len(sure), "sure facts that are told differently")


def _count_overlap(comparison: Comparison) -> Count:
    shares = [_largest_share(overlap) for overlap in comparison.overlaps]
    pairs = sum(share > 0 for share in shares)
    largest = Fraction(max(shares, default=0.0))
    return Count(pairs, largest, "pairs of documents that share text", "largest share of one in another")


def _largest_share(overlap: Overlap) -> float:
    """The part of one document that is in the other: of copies by their shingles, of others by passages."""
    reused = max(overlap.reused_left, overlap.reused_right)
    if overlap.kind is OverlapKind.NONE:
        return reused
    return max(reused, overlap.containment_left, overlap.containment_right)


def count_records(outcome: Outcome, kind: str) -> Count:
    """How many records of a kind a run has met with."""
    if kind == "skipped":
        whole = len(outcome.skipped) - outcome.unread  # inputs of which no record is known
        return _count(len(outcome.skipped), outcome.read + whole, "records and inputs that were skipped")
    told = {
        "exact": "exact duplicates",
        "near": "near duplicates",
        "inside": "records inside others",
        "removed": "records removed",
    }
    return _count(getattr(outcome, kind), outcome.read, told[kind])


def _count(number: int, whole: int, what: str) -> Count:
    return Count(number, Fraction(number, whole) if whole else Fraction(0), what, what)
