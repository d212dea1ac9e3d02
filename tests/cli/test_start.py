"""The command starts fast: asking for help loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "numpy",
    "datasketch",
    "rapidfuzz",
    "tabulate",
    "charset_normalizer",
    "snowballstemmer",
}
LIGHT = """
import sys
sys.argv = ["compare", "--help"]
{run}
print("LOADED", *sys.modules)
"""
HELP = """
from compare.cli.main import main
main(["--help"])
main(["report", "--help"])
"""


@pytest.mark.parametrize("run", ["import compare", HELP])
def test_nothing_heavy_is_loaded(run: str) -> None:
    """Importing compare, or asking for help, loads none of the libraries that take long."""
    code = LIGHT.format(run=run)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    loaded = done.stdout.rpartition("LOADED")[2].split()

    assert not HEAVY & {name.partition(".")[0] for name in loaded}


def test_the_module_runs_as_the_command_does() -> None:
    """`python -m compare` says that it is not ImageMagick's compare."""
    command = [sys.executable, "-m", "compare", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603

    assert "compare-texts 0.1.0 (compares texts; not ImageMagick's compare)\n" == done.stdout
