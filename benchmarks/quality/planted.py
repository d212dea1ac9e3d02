"""Passages of 8 to 200 words planted in other texts with up to 15 % of their words edited: which are found.

The texts are made up, of words as frequent as Zipf's law has it and of stock phrases, or those of a data set
(docs.jsonl or docs.jsonl.zst), cut to the same length. What is found before anything is planted is reuse that
was there, and is set aside.

    python benchmarks/quality/planted.py
    python benchmarks/quality/planted.py --corpus EVAL/bbc

The search runs in a process of its own. Printed are its processor time, from the texts in memory to the
passages and of the whole process, its highest memory, Python and the texts included, as a multiple of the
text, and how much longer all texts take than half as many: medians over runs that take turns.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pairs import read_documents
from planted_texts import Garden, Language, Place, Planted, plant, write_out

from compare.match.passages import find_reuse
from compare.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLASSES = ((8, 14), (15, 29), (30, 59), (60, 200))
"""Lengths of passages that are counted apart."""
KIBIBYTE = 1024
MEGABYTE = 1_000_000


class Found(NamedTuple):
    """A passage that was reported."""

    left: Place
    right: Place


class Run(NamedTuple):
    """What a search found and cost."""

    found: list[Found]
    characters: int
    seconds: float
    process: float
    peak: int


@dataclass(slots=True)
class Score:
    """What of the planted was found, and what was right of the found."""

    planted: Counter[tuple[int, int]] = field(default_factory=Counter)
    found: Counter[tuple[int, int]] = field(default_factory=Counter)
    words_planted: int = 0
    words_found: int = 0
    words_reported: int = 0
    words_right: int = 0


def search(path: Path, threads: int) -> None:
    """Find the passages of the texts of a file; print places in characters, time and memory."""
    texts = json.loads(path.read_text(encoding="utf-8"))
    documents = [Document(id=str(place), text=text, path="", source="") for place, text in enumerate(texts)]
    spans = [Span(document, 0, len(document.text)) for document in documents]
    started = time.process_time()
    reuses = find_reuse(spans, threads=threads)
    seconds = time.process_time() - started
    peak = read_peak()
    rows = [(int(side.document.id), side.start, side.end) for one in reuses for side in (one.left, one.right)]
    told = {"rows": rows, "seconds": seconds, "process": time.process_time(), "peak": peak}
    print(json.dumps(told))


def read_peak() -> int:
    """The highest memory of this process; getrusage would count what its parent held when it began, too."""
    _, _, rest = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").partition("VmHWM:")
    return int(rest.split(maxsplit=1)[0]) * KIBIBYTE


def run(texts: Sequence[str], threads: int) -> Run:
    """Search the texts in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(list(texts)), encoding="utf-8")
        command = [sys.executable, __file__, "--search", path, "--threads", str(threads)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603
    edges: dict[int, tuple[list[int], list[int]]] = {}
    places = [place_words(row, texts, edges) for row in told["rows"]]
    found = [Found(*pair) for pair in zip(places[::2], places[1::2], strict=True)]
    return Run(found, sum(map(len, texts)), told["seconds"], told["process"], told["peak"])


def place_words(
    row: tuple[int, int, int], texts: Sequence[str], edges: dict[int, tuple[list[int], list[int]]]
) -> Place:
    """Characters of a text as words of it."""
    text, start, end = row
    if text not in edges:
        words = texts[text].split()
        starts = [0]
        for word in words:  # one character of white space stands behind each
            starts.append(starts[-1] + len(word) + 1)
        edges[text] = starts[:-1], [start + len(word) for start, word in zip(starts, words, strict=False)]
    starts, ends = edges[text]
    return Place(text, bisect_right(ends, start), bisect_left(starts, end))


def pair_of(left: Place, right: Place) -> tuple[tuple[int, int], Place, Place]:
    """The two texts, the earlier one first, and the places in their order."""
    left, right = sorted((left, right), key=lambda place: (place.text, place.start))
    return (left.text, right.text), left, right


def by_pair(passages: Sequence[tuple[Place, Place]]) -> defaultdict[tuple[int, int], list[Found]]:
    """Passages by their two texts."""
    grouped: defaultdict[tuple[int, int], list[Found]] = defaultdict(list)
    for passage in passages:
        pair, *sides = pair_of(*passage)
        grouped[pair].append(Found(*sides))
    return grouped


def judge(garden: Garden, found: Sequence[Found], before: Sequence[Found]) -> Score:
    """A planted passage is found when half of its words, on both sides, are in a passage that was reported.

    A reported word is right when it lies, on its side, in the passage of the two texts that it meets; words
    of passages found *before* anything was planted are not counted.
    """
    score = Score()
    reported = by_pair(found)
    planted = by_pair([(one.source, one.copy) for one in garden.planted])
    for one in garden.planted:
        judge_planted(one, reported, score)
    there = by_pair(before)
    for pair, passages in reported.items():
        for passage in passages:
            size = count(passage)
            right = max((meet(passage, gold) for gold in planted[pair]), default=0)
            aside = max((meet(passage, old) for old in there[pair]), default=0)
            score.words_right += right
            score.words_reported += size if right else size - aside
    return score


def count(passage: Found) -> int:
    """The words of both sides."""
    return sum(side.end - side.start for side in passage)


def meet(passage: Found, other: Found) -> int:
    """Words of both sides that are in the other, which must be met on both."""
    sides = [one.common(two.start, two.end) for one, two in zip(passage, other, strict=True)]
    return sum(sides) if all(sides) else 0


def judge_planted(one: Planted, reported: dict[tuple[int, int], list[Found]], score: Score) -> None:
    """Count a planted passage, and what of it was found."""
    pair, *sides = pair_of(one.source, one.copy)
    kind = next(kind for kind in CLASSES if kind[0] <= one.words <= kind[1])
    lengths = [side.end - side.start for side in sides]
    score.planted[kind] += 1
    score.words_planted += sum(lengths)
    covered = [
        [side.common(part.start, part.end) for side, part in zip(sides, passage, strict=True)]
        for passage in reported.get(pair, [])
    ]
    score.words_found += max((sum(parts) for parts in covered), default=0)
    score.found[kind] += any(
        all(2 * part >= length for part, length in zip(parts, lengths, strict=True)) for parts in covered
    )


def make(arguments: argparse.Namespace, documents: int) -> tuple[Garden, list[str], list[Found]]:
    """The garden, its texts written out, and what of them is found before anything is planted."""
    chance = random.Random(arguments.seed)  # noqa: S311 - it need not be secret
    before: list[Found] = []
    if arguments.corpus:
        texts = [
            document.text.split()[: arguments.words]
            for document in read_documents(arguments.corpus)[:documents]
        ]
        before = run([write_out(text, chance) for text in texts], 1).found
    else:
        language = Language(chance)
        texts = [language.write(arguments.words) for _ in range(documents)]
    garden = plant(texts, len(texts) // 2, [side for passage in before for side in passage], chance)
    return garden, [write_out(text, chance) for text in garden.texts], before


def render(score: Score, searched: Run) -> Iterator[str]:
    """The lines of the result."""
    for kind in CLASSES:
        if score.planted[kind]:
            share = score.found[kind] / score.planted[kind]
            yield f"recall, {kind[0]} to {kind[1]} words: {share:.4f} of {score.planted[kind]}"
    yield f"words planted that were found: {score.words_found / score.words_planted:.4f}"
    yield f"words reported that are right: {score.words_right / score.words_reported:.4f}"
    size, peak = searched.characters / MEGABYTE, searched.peak / MEGABYTE
    yield f"CPU {searched.seconds:.2f} s, of the process {searched.process:.2f} s"
    yield f"peak {peak:.0f} MB for {size:.1f} MB of text, {peak / size:.1f} times as much"


def main() -> None:
    """Plant, search, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="a data set; made-up texts without it")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=500, help="words of a text, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3, help="times that each search is run")
    parser.add_argument("--search", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.search:
        search(arguments.search, arguments.threads)
        return
    made = [make(arguments, documents) for documents in (arguments.documents // 2, arguments.documents)]
    # Half, whole, half, whole ...: what else the machine does meets both alike.
    runs = [[run(texts, arguments.threads) for _, texts, _ in made] for _ in range(arguments.repeat)]
    medians = [sorted(same, key=lambda one: one.seconds)[len(same) // 2] for same in zip(*runs, strict=True)]
    for (garden, texts, before), middle in zip(made, medians, strict=True):
        print(f"{len(texts)} texts, {len(garden.planted)} passages planted, {len(middle.found)} found")
        print(*render(judge(garden, middle.found, before), middle), sep="\n")
    half, whole = medians
    print(f"time(2n) / time(n): {whole.seconds / half.seconds:.2f}")


if __name__ == "__main__":
    main()
