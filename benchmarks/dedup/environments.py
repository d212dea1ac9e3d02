"""The runners in peers/ and, for each, a virtual environment of its own, made with pip when first needed.

A runner says in comment lines after its docstring what it needs: `requires:` (packages, pinned, on one line
or more), `regardless:` (a package to install whatever Python and dependencies it asks for), `kind:` (near,
unless the first word is exact), `slow:` (why it is left out unless asked for).
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
HEAD = re.compile(r"^# (requires|regardless|kind|slow): (.+)$", re.MULTILINE)
READY = "ready"
"""The file that says that an environment is complete."""
VERSIONS = """
import importlib.metadata, json, sys
print(json.dumps({name: importlib.metadata.version(name) for name in sys.argv[1:]}))
"""


class EnvironmentFailedError(Exception):
    """A peer's environment could not be made."""


@dataclass(frozen=True, slots=True)
class Runner:
    """One peer in one configuration."""

    name: str
    path: Path
    requires: tuple[str, ...]
    regardless: tuple[str, ...]
    kind: str
    slow: str

    @property
    def home(self) -> str:
        """The name of the environment: runners with the same needs share one."""
        needs = " ".join([*self.regardless, *self.requires])
        first = (self.regardless or self.requires)[0].replace("==", "-")
        return f"{first}-{hashlib.sha256(needs.encode()).hexdigest()[:8]}"


def read_runner(path: Path) -> Runner:
    """What the head of a runner says."""
    said: dict[str, str] = {}
    for name, words in HEAD.findall(path.read_text(encoding="utf-8")):
        said[name] = f"{said.get(name, '')} {words}".strip()
    return Runner(
        name=path.stem,
        path=path,
        requires=tuple(said.get("requires", "").split()),
        regardless=tuple(said.get("regardless", "").split()),
        kind=said.get("kind", "near").partition(" ")[0],
        slow=said.get("slow", ""),
    )


def find_runners() -> list[Runner]:
    """All runners, by name."""
    runners = map(read_runner, sorted(PEERS.glob("*.py")))
    return [runner for runner in runners if runner.requires]


def run_quietly(*command: str | Path) -> str:
    """What the command printed.

    Raises:
        EnvironmentFailedError: It failed; the message is the last line it printed.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["failed without a word"]
        raise EnvironmentFailedError(lines[-1])
    return done.stdout


def make_environment(runner: Runner, folder: Path) -> Path:
    """The interpreter of the runner's environment below *folder*, made if it is not there yet."""
    home = folder / runner.home
    python = home / "bin" / "python"
    if not (home / READY).exists():
        run_quietly(sys.executable, "-m", "venv", "--clear", home)
        pip = (python, "-m", "pip", "install", "--quiet")
        run_quietly(*pip, *runner.requires)
        if runner.regardless:
            run_quietly(*pip, "--no-deps", "--ignore-requires-python", "--no-compile", *runner.regardless)
        (home / READY).touch()
    return python


def read_versions(python: Path, runner: Runner) -> dict[str, str]:
    """The installed version of each package the runner asks for."""
    names = [name.partition("==")[0] for name in [*runner.regardless, *runner.requires]]
    return json.loads(run_quietly(python, "-c", VERSIONS, *names))
