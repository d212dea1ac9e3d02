"""Documents planted in longer ones, 10 to 90 % of these, up to 4 % of their words edited: which are found.

The texts are made up, of words as frequent as Zipf's law has it and of stock phrases, or those of a data set
(docs.jsonl or docs.jsonl.zst), put together and cut to length until they are used up. As many other documents
share only a part of their words with a longer one, and as many nothing.

    python benchmarks/quality/inside.py
    python benchmarks/quality/inside.py --corpus EVAL/bbc

The truth is told by sets of runs of five tokens, without fingerprints: a pair counts as inside by the
share of the shorter one's runs that the longer one has. Printed is how many such pairs the command lists
with --match inside and --pairs, by that share, by how much of the longer one the shorter one is, and by its
length; and how many of the pairs listed, and of the records removed, are inside.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from collections import Counter
from itertools import chain, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from pairs import read_documents, read_lines
from planted_texts import Language, edit, write_out

from compare.kernels.plain_text import split_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SHORTEST, LONGEST = 60, 1200
"""Words of a planted document before it is edited."""
LEAST_PART, MOST_PART = 0.1, 0.9
"""Its share of the longer document."""
MOST_EDITED = 0.04
"""The share of its words; half of the documents have a quarter of that at most."""
LEAST_KNOWN, MOST_KNOWN = 0.3, 0.9
"""The share of a decoy that is taken from a longer document."""
RUN = 5
INSIDE = 0.95
SHARES = (0.95, 0.96, 0.97, 0.98, 0.99, 1.0)
PARTS = (0.1, 0.3, 0.5, 0.7, 0.9)
LENGTHS = (50, 100, 200, 400, 1200)
NAMES = ("share of its runs", "part of the longer", "words")


class Pair(NamedTuple):
    """A document and a longer one in which it was planted."""

    inner: int
    outer: int
    part: float
    """How much of the longer one it is."""


class Corpus(NamedTuple):
    """Documents as words, and what is planted in what."""

    texts: list[list[str]]
    pairs: list[Pair]


def plant(count: int, take: Callable[[int], list[str]], chance: Random) -> Corpus:
    """Documents planted in longer ones, decoys of which only a part is planted, and others."""
    texts: list[list[str]] = []
    pairs: list[Pair] = []
    vocabulary = take(10 * LONGEST)
    for _ in range(count):
        size = round(math.exp(chance.uniform(math.log(SHORTEST), math.log(LONGEST))))
        inner, part = take(size), chance.uniform(LEAST_PART, MOST_PART)
        outer = take(round(size / part) - size)
        decoy, other = take(size), take(size)
        if len(other) < size:
            break
        place = chance.randint(0, len(outer))
        edited = edit(inner, round(MOST_EDITED * chance.random() ** 2 * size), vocabulary, chance)
        known = round(chance.uniform(LEAST_KNOWN, MOST_KNOWN) * size)
        pairs.append(Pair(len(texts), len(texts) + 1, part))
        texts += [
            edited,
            outer[:place] + inner + outer[place:],
            inner[:known] + decoy[known:],
            other,
        ]
    return Corpus(texts, pairs)


def take_from(path: Path | None, chance: Random) -> Callable[[int], list[str]]:
    """Gives texts of so many words, made up or from a data set, whose texts follow one another."""
    if path is None:
        return Language(chance).write
    texts = [document.text.split() for document in read_documents(path)]
    chance.shuffle(texts)
    words = chain.from_iterable(texts)
    return lambda size: list(islice(words, size))


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of five tokens of a text."""
    tokens = split_tokens(text, "auto")
    return frozenset(tuple(tokens[i : i + RUN]) for i in range(max(1, len(tokens) - RUN + 1)))


def share_of(inner: frozenset[tuple[str, ...]], outer: frozenset[tuple[str, ...]]) -> float:
    """The share of the runs of the one that the other has; 0 if that has no more of them."""
    return len(inner & outer) / len(inner) if len(inner) < len(outer) else 0.0


def run_dedup(
    texts: Sequence[str], order: Sequence[int]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The pairs that are listed, and those of what was removed and what stays for it: inner, outer."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = (json.dumps({"id": str(row), "text": texts[row]}) + "\n" for row in order)
        (folder / "in.jsonl").write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "compare", "dedup", folder / "in.jsonl", "-o", folder / "kept.jsonl"]
        options = ["--id", "id", "--match", "inside", "--pairs", folder / "pairs.jsonl"]
        subprocess.run([*command, *options], check=True)  # noqa: S603 - our own command
        listed = {(int(one["right"]), int(one["left"])) for one in read_json(folder / "pairs.jsonl")}
        gone = read_json(folder / "kept.jsonl.removed.jsonl")
        return listed, {(int(one["id"]), int(one["duplicate_of"])) for one in gone}


def read_json(path: Path) -> Iterator[dict[str, str]]:
    """The records of a file."""
    return (json.loads(line) for line in read_lines(path) if line)


def class_of(value: float, least: Sequence[float]) -> str:
    """The class of a number, of those that begin with *least*."""
    place = sum(value >= one for one in least) - 1
    return f"{least[place]:g}" + (f" to {least[place + 1]:g}" if place + 1 < len(least) else "")


def report(
    corpus: Corpus, texts: Sequence[str], found: set[tuple[int, int]], gone: set[tuple[int, int]]
) -> None:
    """Print the figures."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    sets = [runs_of(text) for text in texts]
    for pair in corpus.pairs:
        share = share_of(sets[pair.inner], sets[pair.outer])
        if share < INSIDE:
            continue
        hit = (pair.inner, pair.outer) in found
        classes = (
            class_of(share, SHARES),
            class_of(pair.part, PARTS),
            class_of(len(corpus.texts[pair.inner]), LENGTHS),
        )
        for name, kind in zip(NAMES, classes, strict=True):
            counts[name, kind, hit] += 1
        counts["all", "from 0.97" if share >= 0.97 else "0.95 to 0.97", hit] += 1  # noqa: PLR2004 - the goal
    for name, kind in sorted({key[:2] for key in counts}):
        right, missed = counts[name, kind, True], counts[name, kind, False]
        print(f"{name} {kind}: {right} of {right + missed}, recall {right / (right + missed):.4f}")
    for name, some in (("listed", found), ("removed", gone)):
        right = sum(share_of(sets[inner], sets[outer]) >= INSIDE for inner, outer in some)
        print(f"{name}: {len(some)}, {right} of them inside, precision {right / max(1, len(some)):.4f}")


def main() -> None:
    """Print what was found of what was planted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = Random(arguments.seed)  # noqa: S311 - chance that can be repeated
    corpus = plant(arguments.count, take_from(arguments.corpus, chance), chance)
    texts = [write_out(words, chance) for words in corpus.texts]
    order = list(range(len(texts)))
    chance.shuffle(order)
    report(corpus, texts, *run_dedup(texts, order))


if __name__ == "__main__":
    main()
