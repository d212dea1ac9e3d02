"""The command starts fast: asking for help loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from compare import kernels

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


VERSION = """
import sys
from compare.cli.main import main
main(sys.argv[1:])
print("LOADED", *sys.modules)
"""


@pytest.mark.parametrize("option", ["-v", "--verbose"])
def test_the_version_tells_the_kernel(option: str) -> None:
    """With -v it says which kernel runs; without it none is loaded."""

    def say(*arguments: str) -> tuple[list[str], set[str]]:
        command = [sys.executable, "-c", VERSION, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        said, _, loaded = done.stdout.partition("LOADED")
        return said.splitlines(), set(loaded.split())

    brief, light = say("--version")
    full, loaded = say("--version", option)

    assert 1 == len(brief)
    assert [*brief, f"kernel: {kernels.describe()}"] == full
    assert "compare.kernels" in loaded
    assert not {"compare.kernels", *HEAVY} & light


EARLY = """
import signal, sys
class Finder:
    def find_spec(self, name, *_):
        if name == "compare.cli.main":
            signal.raise_signal(signal.{name})
sys.meta_path.insert(0, Finder())
from compare.cli.start import run
run()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_amid_the_imports_has_its_code(name: str, code: int) -> None:
    """Ctrl-C before the command is even loaded ends it as later on: with 130, and not a word."""
    done = subprocess.run([sys.executable, "-c", EARLY.format(name=name)], capture_output=True, check=False)  # noqa: S603

    assert (code, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_an_ignored_interrupt_stays_ignored() -> None:
    """What was started with Ctrl-C ignored, as by nohup, is not ended by it."""
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    code = ignoring + EARLY.format(name="SIGINT").replace(
        "run()", "sys.argv = ['compare', '--version']; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603

    assert 0 == done.returncode
    assert done.stdout.startswith("compare-texts")


def test_the_way_to_the_signals_is_short() -> None:
    """What is loaded before signals have their codes is next to nothing."""
    code = "import sys; before = {*sys.modules}; import compare.cli.start; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert not {"click", "dataclasses", "typing", "inspect", "re"} & set(done.stdout.split())
