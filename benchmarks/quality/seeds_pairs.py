"""Score the findings on the two seed articles; arguments: EVAL_FOLDER [REPORT.json].

Converts the JSON report (made at default settings, unless given) to the pairs of spans the scorer reads:
every pair of one span in A and one in B of a quote group, a fact group or a similar claim; within a quote
group also each kept run with its place in the fullest rendering.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parents[2] / "seeds"
Pair = tuple[tuple[int, int], tuple[int, int]]


def read_pairs(report: dict[str, Any]) -> list[Pair]:
    """All cross-document pairs of spans, each once, in order of finding."""
    first = report["documents"][0]["id"]
    pairs: dict[Pair, None] = {}

    def add(left: dict[str, Any], right: dict[str, Any]) -> None:
        if left["document"] == right["document"]:
            return
        one, other = (left, right) if left["document"] == first else (right, left)
        pairs[(one["start"], one["end"]), (other["start"], other["end"])] = None

    for group in report["quote_groups"]:
        for left, right in combinations(group["renderings"], 2):
            add(left, right)
        for rendering in group["renderings"]:
            for run in rendering["kept_spans"]:
                add(run["fullest"], run["here"])
    for fact in report["fact_groups"]:
        for left, right in combinations(fact["mentions"], 2):
            add(left, right)
    for claim in report["similar_claims"]:
        add(claim["left"], claim["right"])
    return list(pairs)


def main() -> None:
    """Print the scorer's answer."""
    folder = Path(sys.argv[1])
    if len(sys.argv) > 2:  # noqa: PLR2004 - a report is given
        report = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    else:
        command = [sys.executable, "-m", "compare", "--format", "json", str(SEEDS)]
        report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
    predictions = [{"a": list(left), "b": list(right)} for left, right in read_pairs(report)]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(predictions, file)
        file.flush()
        scorer = [
            sys.executable,
            str(folder / "seeds" / "score.py"),
            file.name,
            str(folder / "seeds" / "gold.json"),
        ]
        result = json.loads(subprocess.run(scorer, check=True, capture_output=True).stdout)  # noqa: S603
    print(
        f"predictions {result['pred']}  lenient {len(result['lenient'])} of {result['gold']}  "
        f"strict {len(result['strict'])}  false {result['false']}  hard negatives {len(result['negatives'])}"
    )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
