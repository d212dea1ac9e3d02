"""The pairs of a group."""

from __future__ import annotations

from itertools import combinations

from compare.sketch.members import pair_members


def test_a_few_are_all_paired() -> None:
    """In a small group each is paired with each."""
    assert list(combinations(range(9), 2)) == list(pair_members(range(9)))


def test_a_crowd_is_paired_as_a_star() -> None:
    """The pairs of a large group grow with it, and each member is in one."""
    pairs = set(pair_members(range(1000)))

    assert len(pairs) < 2000
    assert set(range(1000)) == {member for pair in pairs for member in pair}
    assert all(left < right for left, right in pairs)
