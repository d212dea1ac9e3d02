"""Ranks for the keep orders that records themselves decide."""

from __future__ import annotations

from array import array

import pytest

from compare.dedup.order import rank_dates, rank_sources, read_moment


def test_newest_is_first_and_undated_last() -> None:
    """The later a date, the smaller its rank; what is no date is last, with equals, and told apart."""
    dates = ["2024-01-01", "2024-01-02T00:30:00+01:00", None, "2024-01-01T23:45:00Z", "yesterday", "20240103"]
    packed, unread = rank_dates(dates)
    ranks = array("Q", packed).tolist()

    assert [5, 3, 1, 0, 2, 4] == sorted(range(6), key=lambda row: (ranks[row], row))
    assert ranks[2] == ranks[4]
    assert [4] == unread.tolist()


@pytest.mark.parametrize(
    "text", ["", "2024-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "12"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    """No text raises, not even a date that no clock reaches."""
    assert read_moment(text) is None


def test_more_digits_than_a_clock_has() -> None:
    """Nanoseconds are cut to what can be held."""
    assert read_moment("2024-01-01T00:00:00.123456789Z") == read_moment("2024-01-01T00:00:00.123456Z")


def test_sources_stand_as_named() -> None:
    """Named sources come in their order, all others after them, alike."""
    ranks = array("Q", rank_sources(["x", "b", "a", "y"], ["a", "b", "a"])).tolist()

    assert ranks[2] < ranks[1] < ranks[0] == ranks[3]
