"""The members of a group, paired: all with all, or a crowd as a star and a chain."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Members from which a group is paired as a star: its pairs then grow with it, not with its square.
_CROWD = 32


def pair_members(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a group; of a crowd, each member with the first and with the one before it."""
    return combinations(members, 2) if len(members) <= _CROWD else _pair_crowd(members)


def _pair_crowd(members: Iterable[int]) -> Iterator[tuple[int, int]]:
    first, before, *rest = members
    yield first, before
    for member in rest:
        yield first, member
        yield before, member
        before = member
