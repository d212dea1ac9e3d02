"""Overlaps of a JSON lines corpus as pairs: a, b, Jaccard, containments, kind (tab-separated, on stdout).

Give the folder of a data set, which holds docs.jsonl or docs.jsonl.zst, or a file, and the least Jaccard:

    python benchmarks/quality/pairs.py EVAL/bbc --least 0.5 > pairs.tsv
    python EVAL/scorers/score_pairs.py EVAL/bbc/oracle_w5_j0.5.tsv pairs.tsv
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from compare.analyse.bodies import read_bodies
from compare.analyse.overlap import find_overlaps
from compare.analyse.sketches import Sketches
from compare.match.passages import find_reuse
from compare.model import Document, Span
from compare.results import Passage, PassageKind
from compare.settings import CompareSettings, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.analyse.bodies import Body


def find_docs(path: Path) -> Path:
    """The file of the documents of a data set: of a folder docs.jsonl or docs.jsonl.zst."""
    return next(found for found in sorted(path.glob("*docs.jsonl*"))) if path.is_dir() else path


def read_lines(path: Path) -> list[str]:
    """The lines of a file, unpacked by zstd where they are packed."""
    if path.suffix != ".zst":
        return path.read_text(encoding="utf-8").split("\n")
    unpacked = subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True)  # noqa: S603, S607
    return unpacked.stdout.decode("utf-8").split("\n")


def read_documents(path: Path) -> list[Document]:
    """The records of a data set as documents."""
    records = [json.loads(line) for line in read_lines(find_docs(path)) if line.strip()]
    return [
        Document(id=record["id"], text=record["text"] or "", path=str(path), source=record["id"])
        for record in records
    ]


def find_places(bodies: list[Body], settings: CompareSettings) -> Iterator[Passage]:
    """The passages of the documents without their word edits, which no overlap needs."""
    stretches = [Span(body.document, start, end) for body in bodies for start, end in body.ranges]
    for found in find_reuse(stretches, unspaced=settings.unit is not Unit.WORD):
        yield Passage("", PassageKind.COPIED, found.left, found.right, found.similarity, ())


def main() -> None:
    """Print the pairs; time and counts go to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--ngram", type=int)
    parser.add_argument("--threshold", type=float, default=0.8)
    parser.add_argument("--unit", type=Unit, choices=list(Unit), default=Unit.AUTO)
    arguments = parser.parse_args()
    documents = read_documents(arguments.data)
    started = time.perf_counter()
    settings = CompareSettings(unit=arguments.unit, ngram=arguments.ngram, threshold=arguments.threshold)
    bodies = read_bodies(documents, ())
    sketches = Sketches([body.text for body in bodies], settings)
    overlaps = find_overlaps(bodies, find_places(bodies, settings), sketches)
    took = time.perf_counter() - started
    print(f"{len(documents)} documents, {len(overlaps)} overlaps, {took:.1f} s", file=sys.stderr)
    print("a\tb\tjaccard\tleft\tright\tkind")
    for overlap in overlaps:
        if overlap.jaccard >= arguments.least:
            ids = f"{overlap.left.id}\t{overlap.right.id}"
            figures = (
                f"{overlap.jaccard:.6f}\t{overlap.containment_left:.6f}\t{overlap.containment_right:.6f}"
            )
            print(f"{ids}\t{figures}\t{overlap.kind}")


if __name__ == "__main__":
    main()
