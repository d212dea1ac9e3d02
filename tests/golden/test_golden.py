"""The whole report on the two articles, as text: a change of it is seen in review."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLDEN = runpy.run_path(str(HERE / "regenerate.py"))


@pytest.mark.parametrize("hash_seed", ["0", "1"])
@pytest.mark.parametrize("name", GOLDEN["REPORTS"])
def test_the_report_on_the_seeds_is_the_golden_one(name: str, hash_seed: str) -> None:
    """The command prints the golden file, byte for byte, whatever the seed of Python's hashes."""
    golden = (HERE / name).read_bytes().decode("utf-8")

    assert golden == GOLDEN["make_report"](name, hash_seed=hash_seed)
