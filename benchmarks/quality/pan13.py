"""Score reused passages on PAN 2013 text alignment: `pan13.py EVAL [--pairs N] [--half 0|1]`.

EVAL is the folder of evaluation sets. Every pair that the gold names is compared by itself, with one set of
settings; plagdet and its parts are printed over all and for each kind of reuse, as EVAL's scorer counts them.
--half takes the pairs of which the digest of the names is even (0) or odd (1), --pairs about so many.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairs import read_lines

from compare.match.reuse import find_borrowings, number_texts
from compare.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def read_gold(folder: Path, half: int | None, pairs: int | None) -> list[dict[str, Any]]:
    """The pairs of documents asked for, with their passages."""
    gold = [json.loads(line) for line in read_lines(folder / "train.gold.jsonl") if line.strip()]
    if half is not None:
        gold = [pair for pair in gold if find_half(pair) == half]
    return gold[:: max(1, len(gold) // pairs)] if pairs else gold


def find_half(pair: dict[str, Any]) -> int:
    """Which half of the pairs this one is in."""
    names = f"{pair['susp']} {pair['src']}"
    return sha1(names.encode(), usedforsecurity=False).digest()[-1] % 2


def read_spans(folder: Path) -> dict[str, Span]:
    """All documents, whole, by name."""
    records = [json.loads(line) for line in read_lines(folder / "train.docs.jsonl.zst") if line.strip()]
    documents = [Document(each["id"], each["text"], each["id"], each["id"]) for each in records]
    return {document.id: Span(document, 0, len(document.text)) for document in documents}


def detect(gold: Sequence[dict[str, Any]], spans: dict[str, Span]) -> Iterator[dict[str, object]]:
    """What the scorer reads of each finding."""
    for pair in gold:
        left, right = number_texts([spans[pair["susp"]], spans[pair["src"]]])
        for found in find_borrowings(left, right):
            yield {
                "susp": pair["susp"],
                "src": pair["src"],
                "this_offset": found.left.start,
                "this_length": found.left.end - found.left.start,
                "source_offset": found.right.start,
                "source_length": found.right.end - found.right.start,
            }


def main() -> None:
    """Compare the pairs and run the scorer; the time goes to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--half", type=int, choices=(0, 1))
    arguments = parser.parse_args()
    folder = arguments.eval / "pan13"
    gold, spans = read_gold(folder, arguments.half, arguments.pairs), read_spans(folder)
    started = time.process_time()
    rows = list(detect(gold, spans))
    took = time.process_time() - started
    print(f"{len(gold)} pairs, {len(rows)} findings, {took:.1f} CPU s", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        names = Path(temporary, "gold.jsonl"), Path(temporary, "found.jsonl")
        for name, lines in zip(names, (gold, rows), strict=True):
            name.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [sys.executable, str(arguments.eval / "scorers" / "score_plagdet.py"), *map(str, names)]
        subprocess.run(command, check=True)  # noqa: S603 - the scorer of the folder the user names


if __name__ == "__main__":
    main()
