"""What the report finds in the invented stories does not fall: the figures of docs/quality.md are floors."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
STORIES = runpy.run_path(str(HERE.parents[1] / "benchmarks" / "quality" / "stories.py"))
measure = STORIES["measure"]


@pytest.fixture(scope="module")
def measured() -> list[Any]:
    """The scores of each story by kind of finding, the hard negatives joined, and how many there are."""
    return [measure(folder) for folder in sorted((HERE / "stories").iterdir())]


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("sure facts", 0.95, 0.15), ("all facts", 0.82, 0.56), ("quotes", 0.95, 0.74)],
)
def test_facts_and_quotes_are_found(measured: list[Any], kind: str, precision: float, recall: float) -> None:
    """Enough pairs of outlets that tell one thing are found, and enough of what is joined is right."""
    found, right, wanted, hit = (sum(scores[kind][place] for scores, _, _ in measured) for place in range(4))

    assert precision <= right / found
    assert recall <= hit / wanted


def test_look_alikes_stay_apart(measured: list[Any]) -> None:
    """No hard negative is joined: another person, another number, the same idea from another mouth."""
    joined = [name for _, names, _ in measured for name in names]

    assert sum(negatives for _, _, negatives in measured) > 0
    assert [] == joined


@pytest.fixture(scope="module")
def conflicts() -> tuple[Any, Any]:
    """The conflicts of attributes of all stories, end to end and given the mentions of the gold."""
    tallies = STORIES["new_tally"](), STORIES["new_tally"]()
    for folder in sorted((HERE / "stories").iterdir()):
        STORIES["measure_attributes"](folder, *tallies)
    return tallies


@pytest.mark.parametrize("kind", ["number", "distance", "date", "attribution", "modality"])
def test_conflicts_are_told_from_what_is_compatible(conflicts: tuple[Any, Any], kind: str) -> None:
    """Given what is one fact, its conflicts are found and what can both be true is none."""
    _, given = conflicts

    assert 0.85 * given.wanted[kind] <= given.found[kind]
    assert 0.85 * (given.right[kind] + given.wrong[kind]) <= given.right[kind]
    assert 0.05 * given.compatible[kind] >= given.parted[kind]


def test_what_the_report_calls_a_conflict_is_one(conflicts: tuple[Any, Any]) -> None:
    """End to end few conflicts are found as yet, but they are conflicts."""
    found, _ = conflicts

    assert sum(found.right.values()) >= 0.85 * (sum(found.right.values()) + sum(found.wrong.values())) > 0
    assert 0.05 * sum(found.compatible.values()) >= sum(found.parted.values())
