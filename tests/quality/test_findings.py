"""What the report finds in the invented stories does not fall: the figures of docs/quality.md are floors."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
measure = runpy.run_path(str(HERE.parents[1] / "benchmarks" / "quality" / "stories.py"))["measure"]


@pytest.fixture(scope="module")
def measured() -> list[Any]:
    """The scores of each story by kind of finding, the hard negatives joined, and how many there are."""
    return [measure(folder) for folder in sorted((HERE / "stories").iterdir())]


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("sure facts", 0.5, 0.05), ("all facts", 0.75, 0.26), ("quotes", 0.95, 0.74)],
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
