"""Score whether two quotations are one utterance, on pairs read by people: `quotepairs.py EVAL`.

EVAL is the folder of evaluation sets. Its articles are taken apart as the report does, all of them
together; each quoted string of the set is given the speaker that was found for it there. The score of a
pair is the one that the report joins quotations by. With --errors, the pairs on the wrong side of the
report's threshold are printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compare.analyse.names import NameTable
from compare.analyse.places import Places
from compare.analyse.reading import take_apart
from compare.analyse.renderings import SURE, Rarity, find_kept
from compare.analyse.sayings import Saying, have_same_voice, read_sayings
from compare.analyse.sentence_words import SentenceWords
from compare.model import Document, Span
from compare.results import Form, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_lines(path: Path) -> Iterator[dict[str, str]]:
    """The records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


class Scores:
    """The score of any two quoted strings of the set."""

    def __init__(self, folder: Path) -> None:
        documents = {
            record["id"]: Document(record["id"], record["text"], record["id"], record["source"])
            for record in read_lines(folder / "docs.jsonl")
        }
        readings = [take_apart(document, ()) for document in documents.values()]
        self._names = NameTable(readings)
        found = read_sayings(readings, self._names)
        direct = [saying for saying in found if not saying.is_indirect]
        places = Places((saying.quote.span, saying) for saying in direct)
        self._sayings = {}
        for record in read_lines(folder / "quotes.jsonl"):
            span = Span(documents[record["doc"]], int(record["start"]), int(record["end"]))
            quote, voice = Quote(record["id"], span, (span,), Form.DIRECT), None
            for saying in places.at(span.document, span.start):
                quote, voice = replace(saying.quote, parts=(span,)), saying.voice
            self._sayings[record["id"]] = Saying(quote, voice)
        self._rarity = Rarity(
            SentenceWords(readings),
            (saying.quote.span for saying in direct),
            (saying.wording for saying in direct),
        )

    def of(self, left: str, right: str) -> float:
        """The score of two quoted strings by their ids."""
        sayings = [self._sayings[left], self._sayings[right]]
        fuller, other = sorted(sayings, key=lambda saying: -len(saying.wording.spoken))
        kept = find_kept(fuller.wording, other.wording, self._rarity)
        return kept.evidence.score(other_voice=have_same_voice(fuller, other, self._names) is False)


def main() -> None:
    """Score all pairs and run the scorer of the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what the threshold gets wrong")
    arguments = parser.parse_args()
    folder = arguments.eval / "quotepairs"
    gold = folder / "pairs.tsv"
    scores = Scores(folder)
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as target:
        target.write("n\tscore\n")
        with gold.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                score = scores.of(row["a"], row["b"])
                target.write(f"{row['n']}\t{score}\n")
                if arguments.errors and (score >= SURE) != (row["label"] == "1"):
                    print(row["label"], round(score, 2), row["n"], row["text_a"], row["text_b"], sep="\n  ")
        target.flush()
        command = [
            sys.executable,
            str(arguments.eval / "scorers" / "score_quotepairs.py"),
            str(gold),
            target.name,
        ]
        subprocess.run(command, check=True)  # noqa: S603 - the scorer of the folder the user names


if __name__ == "__main__":
    main()
