"""Shells complete commands, options, their values, and paths; nothing heavy is loaded for that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

HEAVY = {"numpy", "pyarrow", "datasketch", "rapidfuzz", "tabulate", "compare.results", "compare.kernels"}
CODE = """
import sys
from compare.cli.main import main
try:
    main([])
finally:
    print("LOADED", *sys.modules)
"""


def run(**env: str) -> str:
    """What the command prints for a shell."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CODE],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )
    assert not done.stderr
    shown, _, loaded = done.stdout.rpartition("LOADED")
    assert not HEAVY & set(loaded.split())
    return shown


def complete(line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    env = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    return run(_COMPARE_COMPLETE="bash_complete", **env).splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("compare d", ["plain,dedup", "plain,diff", "file,d"]),
        ("compare see", ["file,see"]),
        ("compare --thre", ["plain,--threshold", "plain,--threads"]),
        ("compare seeds --on", ["plain,--on-error", "plain,--only"]),
        ("compare seeds --by ", ["plain,doc", "plain,source"]),
        ("compare seeds -o rep", ["file,rep"]),
        ("compare report se", ["file,se"]),
        ("compare show se", ["file,se"]),
        ("compare diff a.txt b", ["file,b"]),
        ("compare why cl", ["file,cl"]),
        ("compare dedup a.jsonl --kee", ["plain,--keep"]),
        ("compare dedup a.jsonl --removed x", ["file,x"]),
    ],
)
def test_words_are_completed(line: str, offered: list[str]) -> None:
    """Commands and paths, options that were not given, values, and files."""
    assert set(offered) == set(complete(line))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    """It defines a completion of `compare`, and is one that the shell takes."""
    script = run(_COMPARE_COMPLETE=f"{shell}_source")

    assert f"_COMPARE_COMPLETE={shell}_complete" in script
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script, text=True, check=True)  # noqa: S603
