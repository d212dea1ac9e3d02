"""Documents that have an utterance from one agency are one source for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from compare.results import Attribute, Comparison, Status

Compare: TypeAlias = Callable[..., Comparison]

WORDS = '"I will not cling to an office that I can no longer fill,"'


def one_source(comparison: Comparison) -> Attribute | None:
    """What is told of a common source of the one utterance that was found."""
    (group,) = comparison.quote_groups
    return next((found for found in group.differs if found.name == "one source"), None)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{WORDS} Maria Holt told Reuters.", f"{WORDS} Maria Holt said, according to Reuters."),
        (f"{WORDS} Maria Holt told the Associated Press.", f"{WORDS} Maria Holt told the AP."),
        (f"BRIGPORT (Reuters) - {WORDS} Maria Holt said.", f"{WORDS} Maria Holt told Reuters."),
    ],
)
def test_an_agency_shared_by_two_is_one_source(compare_texts: Compare, left: str, right: str) -> None:
    """Two texts that name one agency, or come from it, are told of as one source, under one name."""
    found = one_source(compare_texts(left, right))

    assert found is not None
    assert Status.SAME is found.status
    assert ["a", "b"] == [value.document.id for value in found.values]
    assert 1 == len({value.normal for value in found.values})


@pytest.mark.parametrize(
    "right",
    [f"{WORDS} Maria Holt told AFP.", f"{WORDS} Maria Holt said.", f"{WORDS} Maria Holt told the house."],
)
def test_other_ways_are_other_sources(compare_texts: Compare, right: str) -> None:
    """Another agency, or none, is another source."""
    assert None is one_source(compare_texts(f"{WORDS} Maria Holt told Reuters.", right))


def test_a_folder_is_no_common_source(compare_texts: Compare) -> None:
    """That two documents carry the same words says nothing about where these come from."""
    assert None is one_source(compare_texts(f"{WORDS} Maria Holt said.", f"{WORDS} Maria Holt said."))
