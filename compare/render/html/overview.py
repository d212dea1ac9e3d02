"""Who shares how much with whom: the rows of a heat map, ordered by a tree that joins the closest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from compare.settings import By, Section

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from compare.model import Document
    from compare.results import Comparison

Member = TypeVar("Member", bound="Hashable")

# Rows that fit on a screen; with more the cells are too small for their figures.
LARGEST_MAP = 40


@dataclass(frozen=True, slots=True)
class Merge:
    """Two nodes of a tree become one: rows by their number, earlier merges from the number of rows on.

    *share* is the largest share of a text that one member of the one has in common with one of the other.
    """

    left: int
    right: int
    share: float


@dataclass(frozen=True, slots=True)
class OverlapMap(Generic[Member]):
    """Documents or sources in the order of the tree, and the share of each that stands in each other."""

    members: tuple[Member, ...]
    shares: Mapping[tuple[Member, Member], float]
    merges: tuple[Merge, ...]
    left_out: int


def map_documents(comparison: Comparison) -> OverlapMap[Document]:
    """The documents that share text, if that was asked for; of many those of the largest groups."""
    if Section.OVERLAP not in comparison.sections:
        return OverlapMap((), {}, (), 0)
    return _draw((one.left, one.right, one.reused_left, one.reused_right) for one in comparison.overlaps)


def map_sources(comparison: Comparison) -> OverlapMap[str]:
    """The sources that share text, if that was asked for, and by source."""
    if comparison.by is not By.SOURCE or Section.OVERLAP not in comparison.sections:
        return OverlapMap((), {}, (), 0)
    pairs = comparison.source_overlaps
    return _draw((one.left, one.right, one.reused_left, one.reused_right) for one in pairs)


def _draw(pairs: Iterable[tuple[Member, Member, float, float]]) -> OverlapMap[Member]:
    shares: dict[tuple[Member, Member], float] = {}
    for left, right, left_share, right_share in pairs:
        if max(left_share, right_share) > 0:
            shares[left, right] = left_share
            shares[right, left] = right_share
    ordered = [member for group in _join(shares) for member in group.members]
    inside = set(ordered[:LARGEST_MAP])
    shown = {pair: share for pair, share in shares.items() if inside.issuperset(pair)}
    groups = _join(shown)
    members = tuple(member for group in groups for member in group.members)
    return OverlapMap(members, shown, _list_merges(groups), len(ordered) - len(members))


@dataclass(frozen=True, slots=True)
class _Joint(Generic[Member]):
    """Two groups are joined, each named by its first member."""

    left: Member
    right: Member
    share: float


@dataclass(frozen=True, slots=True)
class _Group(Generic[Member]):
    """Members that share text, the closest side by side, and how they were joined."""

    members: list[Member]
    joints: list[_Joint[Member]]


def _join(shares: Mapping[tuple[Member, Member], float]) -> list[_Group[Member]]:
    """The groups that share text, the largest first."""
    groups = {member: _Group([member], []) for pair in shares for member in pair}
    closest = {pair: max(share, shares[pair[::-1]]) for pair, share in shares.items()}
    for (left, right), share in sorted(closest.items(), key=lambda item: -item[1]):
        ours, theirs = groups[left], groups[right]
        if ours is not theirs:
            joint = _Joint(ours.members[0], theirs.members[0], share)
            ours.joints.extend([*theirs.joints, joint])
            ours.members.extend(theirs.members)
            groups.update(dict.fromkeys(theirs.members, ours))
    distinct = {id(group): group for group in groups.values()}
    return sorted(distinct.values(), key=lambda group: -len(group.members))


def _list_merges(groups: Iterable[_Group[Member]]) -> tuple[Merge, ...]:
    """The tree over the rows, from the closest pair up."""
    groups = list(groups)
    members = [member for group in groups for member in group.members]
    nodes = {member: number for number, member in enumerate(members)}
    merges: list[Merge] = []
    # A group was joined before it was made part of another: the sort keeps that order of equal shares.
    for joint in sorted((one for group in groups for one in group.joints), key=lambda one: -one.share):
        merges.append(Merge(nodes[joint.left], nodes[joint.right], joint.share))
        nodes[joint.left] = len(members) + len(merges) - 1
    return tuple(merges)
