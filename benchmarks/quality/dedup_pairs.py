"""Pairs of duplicates that `compare dedup --pairs` finds: a, b, score, kind (tab-separated, on stdout).

Give the folder of a data set, or a file, as pairs.py takes it; what stands behind it goes to the command:

    python benchmarks/quality/dedup_pairs.py EVAL/asysd --threshold 0.5 > pairs.tsv
    python EVAL/scorers/score_pairs.py EVAL/asysd/gold_clusters.tsv pairs.tsv --docs EVAL/asysd/docs.jsonl

The command lists identical records as a star; here every pair of them stands. With --gold, which names a file
of all pairs and their exact Jaccard similarity, stderr says which of those at the threshold were found:

    python benchmarks/quality/dedup_pairs.py EVAL/bbc --threshold 0.5 --gold EVAL/bbc/oracle_w5_j0.5.tsv

- short: a text has fewer tokens than --min-tokens, where only equal texts are duplicates;
- tokens: our tokens of a text are not its plain words, as regular expressions know them (scripts without
  spaces, combining marks, lower case of each character on its own): its similarity is another one.
  "As our tokens say" are pairs that are missed and less similar by them, or false and similar enough;
- rest: all other pairs.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

from pairs import find_docs, read_lines

from compare.kernels.plain_text import split_tokens
from compare.settings import DedupSettings, Unit

SLACK = 1e-6
"""The gold gives six digits of a similarity."""

WORD = re.compile(r"\w+")
SHORT, TOKENS, REST = KINDS = ("short", "tokens", "rest")
NAMED = ("threshold", "unit", "min_tokens")
Pair = tuple[str, str]


def run_dedup(data: Path, options: list[str]) -> list[dict[str, object]]:
    """The pairs as the command writes them."""
    with TemporaryDirectory() as folder:
        pairs = Path(folder) / "pairs.jsonl"
        command = [
            sys.executable,
            "-m",
            "compare",
            "dedup",
            str(data),
            "-o",
            str(Path(folder) / "kept.jsonl"),
        ]
        subprocess.run([*command, "--id", "id", "--pairs", str(pairs), *options], check=True)  # noqa: S603
        return [json.loads(line) for line in read_lines(pairs) if line]


def expand(pairs: list[dict[str, object]]) -> dict[Pair, tuple[float, str]]:
    """Every pair of records with its score and kind; identical records have the same pairs."""
    groups: dict[str, list[str]] = {}
    near = []
    for pair in pairs:
        left, right = str(pair["left"]), str(pair["right"])
        if pair["kind"] == "exact":
            groups.setdefault(left, [left]).append(right)
        else:
            near.append((left, right, float(str(pair["score"]))))
    found = {_key(*two): (1.0, "exact") for group in groups.values() for two in combinations(group, 2)}
    for left, right, score in near:
        for two in product(groups.get(left, [left]), groups.get(right, [right])):
            found[_key(*two)] = score, "near"
    return found


def _key(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def read_gold(path: Path, least: float) -> set[Pair]:
    """The pairs of the gold that are at least so similar."""
    rows = [line.split("\t") for line in read_lines(path)[1:] if line]
    return {_key(row[0], row[1]) for row in rows if float(row[2]) >= least - SLACK}


class Texts:
    """The tokens of each record that is apart, by id, and why it is."""

    def __init__(self, data: Path, settings: DedupSettings) -> None:
        self._settings = settings
        self._tokens: dict[str, list[str]] = {}
        self._kinds: dict[str, str] = {}
        for line in read_lines(data):
            if line.strip():
                record = json.loads(line)
                self._add(str(record["id"]), record["text"])

    def _add(self, record: str, text: str) -> None:
        plain = WORD.findall(text.lower())
        tokens = (
            plain
            if text.isascii() and self._settings.unit is not Unit.CHAR
            else split_tokens(text, self._settings.unit.value)
        )
        self._tokens[record] = tokens
        if len(tokens) < self._settings.min_tokens:
            self._kinds[record] = SHORT
        elif tokens != plain:
            self._kinds[record] = TOKENS

    def kind(self, pair: Pair) -> str:
        """The kind of a pair."""
        return min((self._kinds.get(record, REST) for record in pair), key=KINDS.index)

    def is_near(self, pair: Pair) -> bool:
        """Whether our tokens make the two near duplicates."""
        left, right = (shingles_of(self._tokens[record], self._settings.shingle_size) for record in pair)
        return len(left & right) >= self._settings.threshold * len(left | right)


def shingles_of(tokens: list[str], size: int) -> set[tuple[str, ...]]:
    """Every run of *size* tokens; fewer tokens are one."""
    return {tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))}


def report(found: set[Pair], gold: set[Pair], texts: Texts) -> None:
    """Print the figures of each kind of pair, and the pairs that differ."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in sorted(found | gold):
        kind = texts.kind(pair)
        outcome = "right" if pair in found & gold else "false" if pair in found else "missed"
        counts[kind, outcome] += 1
        if outcome != "right":
            counts[kind, "ours"] += texts.is_near(pair) == (outcome == "false")
            print(f"{outcome}\t{kind}\t{pair[0]}\t{pair[1]}", file=sys.stderr)
    for kind in KINDS:
        right, false, missed, ours = (counts[kind, name] for name in ("right", "false", "missed", "ours"))
        if right + false + missed:
            wrong = f"{false} false, {missed} missed ({ours} of both as our tokens say)"
            figures = f"precision {_share(right, false)}, recall {_share(right, missed)}"
            print(f"{kind}: {right} right, {wrong}; {figures}", file=sys.stderr)


def _share(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.4f}" if right + wrong else "-"


def main() -> None:
    """Print the pairs, and with gold what they are worth."""
    default = DedupSettings()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--threshold", type=float, default=default.threshold)
    parser.add_argument("--unit", type=Unit, default=default.unit)
    parser.add_argument("--min-tokens", type=int, default=default.min_tokens)
    arguments, others = parser.parse_known_args()
    settings = DedupSettings(
        threshold=arguments.threshold, unit=arguments.unit, min_tokens=arguments.min_tokens
    )
    data = find_docs(arguments.data)
    named = [f"--{name.replace('_', '-')}={getattr(settings, name)}" for name in NAMED]
    found = expand(run_dedup(data, [*named, *others]))
    print("a\tb\tscore\tkind")
    for (left, right), (score, kind) in sorted(found.items()):
        print(f"{left}\t{right}\t{score:.6f}\t{kind}")
    if arguments.gold:
        report(set(found), read_gold(arguments.gold, settings.threshold), Texts(data, settings))


if __name__ == "__main__":
    main()
