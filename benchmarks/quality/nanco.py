"""Score whether two outlets tell one fact: answers to a question on the news, read by people.

`nanco.py EVAL`, EVAL being the folder of evaluation sets. The score of a pair is that of
`compare.likeness`; what the words of the question say counts little, since all its answers share
them. Besides what the scorer of the set prints, the invented answers of tests/quality are scored, known ones
and fresh ones (see the README there), and all of them at the fixed threshold of the package. With --fit the
weights of the score are fitted again, each question left out in turn.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

import compare
from compare.analyse.likeness import LIKELY, Likeness

STATEMENTS = Path(__file__).parents[2] / "tests" / "quality" / "statements.tsv"
_ALONE = "none"  # answers of this group are no fact that another one tells
_RIDGE = 1.0
_STEPS = 30


class Pair(NamedTuple):
    """Two answers to a question, and whether they tell one fact."""

    name: str
    part: str
    question: str
    same: bool
    likeness: Likeness


def read_real(path: Path) -> list[Pair]:
    """The pairs of the evaluation set."""
    with path.open(encoding="utf-8") as lines:
        return [
            Pair(
                row["n"], "real", row["qid"], row["label"] == "1",
                compare.likeness(row["answer_a"], row["answer_b"], context=row["question"]),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]  # fmt: skip


def read_invented(path: Path = STATEMENTS) -> list[Pair]:
    """All pairs of invented answers to one question."""
    answers = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            answers[row["part"], row["question"]].append(row)
    return [
        Pair(
            "", part, question, left["group"] == right["group"] != _ALONE,
            compare.likeness(left["answer"], right["answer"], context=question),
        )
        for (part, question), rows in answers.items()
        for left, right in combinations(rows, 2)
    ]  # fmt: skip


def balance(pairs: list[Pair], weights: list[float] | None = None) -> float:
    """The mean, over both labels, of the share of pairs on the right side of the fixed threshold."""
    found = [
        (_odds(pair.likeness, weights) > LIKELY if weights else pair.likeness.likely) == pair.same
        for pair in pairs
    ]
    shares = [
        [right for right, pair in zip(found, pairs, strict=True) if pair.same is label]
        for label in (True, False)
    ]
    return sum(sum(share) / len(share) for share in shares if share) / sum(map(bool, shares))


def _odds(likeness: Likeness, weights: list[float]) -> float:
    return float(1 / (1 + np.exp(-np.dot([1.0, *likeness], weights))))


def fit(pairs: list[Pair]) -> list[float]:
    """The weights of a logistic regression with a small ridge: every question and label weighs the same."""
    counts = Counter((pair.question, pair.same) for pair in pairs)
    parts = {part: len({pair.question for pair in pairs if pair.part == part}) for part in ("real", "known")}
    scale = {"real": 50.0, "known": 50.0 * parts["real"] / max(1, parts["known"])}
    mass = np.array([scale[pair.part] / counts[pair.question, pair.same] for pair in pairs])
    features = np.array([[1.0, *pair.likeness] for pair in pairs], dtype=float)
    labels = np.array([pair.same for pair in pairs], dtype=float)
    ridge = np.diag([1e-6, *[_RIDGE] * (features.shape[1] - 1)])
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (mass * (labels - odds)) - ridge @ weights
        weights += np.linalg.solve((features.T * (mass * odds * (1 - odds))) @ features + ridge, slope)
    return [float(weight) for weight in weights]


def _print_fit(pairs: list[Pair]) -> None:
    """The weights, and how each question fares with those fitted on the others."""
    names = ("constant", *Likeness._fields)
    print("fitted:", " ".join(f"{name} {value:.2f}" for name, value in zip(names, fit(pairs), strict=True)))
    for part in ("real", "known"):
        left_out = [
            balance(
                [p for p in pairs if p.question == question],
                fit([p for p in pairs if p.question != question]),
            )
            for question in sorted({pair.question for pair in pairs if pair.part == part})
        ]
        print(f"{part}: each question by the weights of the others: {np.mean(left_out):.3f}")


def _print_fixed(name: str, pairs: list[Pair]) -> None:
    by_question = defaultdict(list)
    for pair in pairs:
        by_question[pair.question].append(pair)
    shares = [balance(group) for group in by_question.values()]
    print(f"{name}: {len(pairs)} pairs, {len(shares)} questions, at {LIKELY}: {np.mean(shares):.3f}")


def main() -> None:
    """Score all pairs and run the scorer of the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--fit", action="store_true", help="fit the weights again")
    arguments = parser.parse_args()
    gold = arguments.eval / "nanco" / "pairs.tsv"
    real, invented = read_real(gold), read_invented()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as target:
        target.write("n\tscore\n")
        target.writelines(f"{pair.name}\t{pair.likeness.score}\n" for pair in real)
        target.flush()
        command = [sys.executable, str(arguments.eval / "scorers" / "score_nanco.py"), str(gold), target.name]
        subprocess.run(command, check=True)  # noqa: S603 - the scorer of the folder the user names
    _print_fixed("real answers", real)
    for part in ("known", "fresh"):
        _print_fixed(f"{part} invented answers", [pair for pair in invented if pair.part == part])
    if arguments.fit:
        _print_fit([*real, *(pair for pair in invented if pair.part == "known")])


if __name__ == "__main__":
    main()
