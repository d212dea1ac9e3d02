"""Score which documents are held to tell one story: `python benchmarks/quality/story_groups.py EVAL`.

The articles on many events in `quotepairs/docs.jsonl`, dated and without their dates; the invented stories of
tests/quality in one folder; both with the articles of `nanco/recession_story.docs.jsonl`, a topic more than
an event, whose own pairs are left out. A pair of documents is right when both are on one event.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from compare.analyse.comparison import compare_documents
from compare.corpus import read_documents
from compare.settings import CompareSettings, ReadSettings, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document

    Labelled = list[tuple[Document, str]]

INVENTED = Path(__file__).parents[2] / "tests" / "quality" / "stories"
TOPIC = "topic"


def _read(path: Path | str) -> Sequence[Document]:
    return read_documents([str(path)], ReadSettings()).documents


def _read_events(path: Path) -> Labelled:
    with path.open(encoding="utf-8") as lines:
        events = [json.loads(line)["event"] for line in lines]
    documents = sorted(_read(path), key=lambda document: int(document.id.rpartition(":")[2]))
    return list(zip(documents, events, strict=True))


def _read_invented() -> Labelled:
    return [
        (document, folder.name)
        for folder in sorted(INVENTED.iterdir())
        for document in _read(folder / "*.txt")
    ]


def _count_pairs(groups: Iterable[Iterable[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def score(labelled: Labelled) -> tuple[float, float, list[int]]:
    """Precision and recall of the pairs of documents of one story, and the sizes of the largest stories."""
    label_of = dict(labelled)
    number = {document: place for place, document in enumerate(label_of)}
    settings, sections = CompareSettings(), frozenset({Section.QUOTES})
    stories = compare_documents(list(label_of), settings, sections=sections).stories
    labels = list(label_of.values())
    topic = {number[document] for document, label in labelled if label == TOPIC}
    wanted = {pair for pair in combinations(range(len(labels)), 2) if labels[pair[0]] == labels[pair[1]]}
    found = _count_pairs([number[document] for document in story.documents] for story in stories)
    wanted, found = ({pair for pair in pairs if not set(pair) <= topic} for pairs in (wanted, found))
    right = len(wanted & found)
    sizes = sorted((len(story.documents) for story in stories), reverse=True)
    return right / len(found), right / len(wanted), sizes


def _print_row(name: str, labelled: Labelled) -> None:
    start = process_time()
    precision, recall, sizes = score(labelled)
    taken = process_time() - start
    print(
        f"{name:28} {len(labelled):4} documents  precision {precision:.3f}  recall {recall:.3f}  "
        f"stories {len(sizes)}, largest {sizes[:5]}  {taken:.1f} s with quotes"
    )


def main() -> None:
    """Print a row a mixture."""
    folder = Path(sys.argv[1])
    events = _read_events(folder / "quotepairs" / "docs.jsonl")
    topic = [(document, TOPIC) for document in _read(folder / "nanco" / "recession_story.docs.jsonl")]
    invented = _read_invented()
    _print_row("events", events)
    _print_row("events without dates", [(replace(one, published=None), label) for one, label in events])
    _print_row("invented stories", invented)
    _print_row("all, and a topic", [*events, *invented, *topic])


if __name__ == "__main__":
    main()
