"""Which kernel runs, and what importing it costs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import compare.kernels

SCRIPT = """
import sys
{before}
import compare.kernels as kernels
print(kernels.isa(), "numpy" in sys.modules, kernels.describe(), kernels.Table.__module__, sep="|")
"""


def choose(before: str = "", **environment: str) -> list[str]:
    """What a fresh interpreter says of its kernel."""
    command = [sys.executable, "-c", SCRIPT.format(before=before)]
    run = subprocess.run(  # noqa: S603 - our own interpreter
        command, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    assert not run.stderr
    return run.stdout.strip().split("|")


def test_the_twin_can_be_asked_for() -> None:
    """COMPARE_KERNEL=plain takes the slow kernel, and says so."""
    expected = ["plain", "True", "plain: slow, asked for by COMPARE_KERNEL", "compare.kernels.plain"]

    assert expected == choose(COMPARE_KERNEL="plain")


def test_the_twin_stands_in_for_what_is_not_there() -> None:
    """Without a compiled kernel the slow one runs, and says why."""
    hide = "sys.modules['compare.kernels._native_generic'] = None"
    isa, _, described, _ = choose(hide, COMPARE_KERNEL="")

    assert ("plain", "plain: slow, no compiled kernel") == (isa, described)


def test_a_compiled_kernel_needs_no_numpy() -> None:
    """Where there is a compiled kernel, the best one for the machine runs, and numpy is not imported."""
    generic = pytest.importorskip("compare.kernels._native_generic", reason="no compiled kernel")
    best = generic.instruction_sets()[0]
    isa, numpy, described, module = choose(COMPARE_KERNEL="")

    assert "False" == numpy
    assert f"native, {isa}" == described
    assert f"compare.kernels._native_{best}" == module


def test_the_next_best_stands_in_for_the_best() -> None:
    """A package without the kernel for this very machine runs another compiled one."""
    generic = pytest.importorskip("compare.kernels._native_generic", reason="no compiled kernel")
    best, *others = generic.instruction_sets()
    if not others:
        pytest.skip("this machine runs no other")
    hide = f"sys.modules['compare.kernels._native_{best}'] = None"
    _, _, described, module = choose(hide, COMPARE_KERNEL="")

    assert described.startswith("native, ")
    assert module in {f"compare.kernels._native_{name}" for name in others}


def test_all_that_is_promised_is_there() -> None:
    """Every name of the package can be taken from it."""
    assert [] == [name for name in compare.kernels.__all__ if not hasattr(compare.kernels, name)]
