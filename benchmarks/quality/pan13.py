"""Score reused passages on PAN 2013 text alignment: `pan13.py EVAL [--part NAME] [--half 0|1] [--report]`.

EVAL is the folder of evaluation sets. Every pair that the gold names is compared by itself, with one set of
settings; plagdet and its parts are printed over all and for each kind of reuse, as EVAL's scorer counts them.
--part is the part of the data, train or test. --half takes the pairs of which the digest of the names is even
(0) or odd (1), --pairs about so many. --report judges the passages of the report, short ones among them.
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

from compare.analyse.bodies import read_bodies
from compare.analyse.passages import find_passages
from compare.match.reuse import find_borrowings, number_texts
from compare.model import Document, Span
from compare.settings import CompareSettings
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compare.match.reuse import Borrowing
    from compare.results import Passage

    Find = Callable[[Span, Span], Iterable[Borrowing | Passage]]


def read_gold(folder: Path, part: str, half: int | None, pairs: int | None) -> list[dict[str, Any]]:
    """The pairs of documents asked for, with their passages."""
    gold = [json.loads(line) for line in read_lines(folder / f"{part}.gold.jsonl") if line.strip()]
    if half is not None:
        gold = [pair for pair in gold if find_half(pair) == half]
    return gold[:: max(1, len(gold) // pairs)] if pairs else gold


def find_half(pair: dict[str, Any]) -> int:
    """Which half of the pairs this one is in."""
    names = f"{pair['susp']} {pair['src']}"
    return sha1(names.encode(), usedforsecurity=False).digest()[-1] % 2


def read_spans(folder: Path, part: str) -> dict[str, Span]:
    """All documents, whole, by name."""
    records = [json.loads(line) for line in read_lines(find_docs(folder, part)) if line.strip()]
    documents = [Document(each["id"], each["text"], each["id"], each["id"]) for each in records]
    return {document.id: Span(document, 0, len(document.text)) for document in documents}


def find_docs(folder: Path, part: str) -> Path:
    """The file of the documents, packed or not."""
    return next(found for found in sorted(folder.glob(f"{part}.docs.jsonl*")))


def find_directly(left: Span, right: Span) -> Iterable[Borrowing]:
    """What two texts took from each other."""
    return find_borrowings(*number_texts([[left], [right]]))


def find_in_report(left: Span, right: Span) -> Iterator[Passage]:
    """The passages that the report tells of two texts."""
    documents = [left.document, right.document]
    for passage in find_passages(read_bodies(documents, find_furniture(documents)), CompareSettings()):
        if passage.left.document is not passage.right.document:
            yield passage


def detect(gold: Sequence[dict[str, Any]], spans: dict[str, Span], find: Find) -> Iterator[dict[str, object]]:
    """What the scorer reads of each finding."""
    for pair in gold:
        for found in find(spans[pair["susp"]], spans[pair["src"]]):
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
    parser.add_argument("--part", default="train")
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--report", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.eval / "pan13"
    gold = read_gold(folder, arguments.part, arguments.half, arguments.pairs)
    spans = read_spans(folder, arguments.part)
    started = time.process_time()
    rows = list(detect(gold, spans, find_in_report if arguments.report else find_directly))
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
