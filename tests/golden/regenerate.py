"""Write the golden reports anew: `python tests/golden/regenerate.py`; then read the difference."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
REPORTS = {
    "seeds.txt": ["--top", "100", "--show-furniture"],
    "seeds-60.txt": ["--width", "60"],
    "seeds-160.txt": ["--width", "160"],
    "seeds.json": ["--format", "json"],
    "seeds.md": ["--format", "markdown", "--top", "100"],
    "seeds.csv": ["--format", "csv"],
}


def make_report(name: str, *, hash_seed: str = "random") -> str:
    """What the command prints today for a golden file."""
    env = {**os.environ, "PYTHONHASHSEED": hash_seed, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "compare", "seeds", *REPORTS[name]]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env=env)  # noqa: S603
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    for golden in REPORTS:
        (HERE / golden).write_text(make_report(golden), encoding="utf-8", newline="")
