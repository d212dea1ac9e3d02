"""Whether two statements tell one fact, on invented answers: the figures of docs/quality.md are floors."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "quality" / "nanco.py"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """What the benchmark can do."""
    return runpy.run_path(str(SCRIPT))


@pytest.mark.parametrize(("part", "least"), [("known", 0.83), ("fresh", 0.74)])
def test_answers_that_tell_one_fact_are_told_apart(script: dict[str, Any], part: str, least: float) -> None:
    """At the fixed threshold, enough pairs of answers fall on the right side."""
    pairs = [pair for pair in script["read_invented"]() if pair.part == part]

    assert least <= script["balance"](pairs)
