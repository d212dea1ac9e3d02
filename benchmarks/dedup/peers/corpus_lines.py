"""Reading, shingling and writing that the runners written in Python share: the same for every peer."""

from __future__ import annotations

import re
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NUM_PERM = 128
THRESHOLD = 0.8
SHINGLE = 5
Item = TypeVar("Item")
WORD = re.compile(r"\w+")


def read_texts(path: Path) -> Iterator[str]:
    """The text of every record, in order."""
    import orjson  # noqa: PLC0415 - only the peers that have no reader of their own install it

    with path.open("rb") as lines:
        for line in lines:
            yield orjson.loads(line)["text"]


def split_words(text: str) -> list[str]:
    """The lower-cased words of a text."""
    return WORD.findall(text.lower())


def make_shingles(text: str) -> list[str]:
    """The word 5-grams of a text in order of place; a shorter text is one shingle of all its words.

    Repeated ones are left in: no sketch minds them, and a set costs more than it saves.
    """
    words = split_words(text)
    if len(words) < SHINGLE:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))


def split_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of *size*, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def choose_first(candidates: Iterable[tuple[int, Iterable[int]]]) -> set[int]:
    """The rows to remove: going by row, each that has an earlier candidate which is kept."""
    removed: set[int] = set()
    for row, others in candidates:
        if any(other < row and other not in removed for other in others):
            removed.add(row)
    return removed


def write_kept(source: Path, target: Path, removed: set[int]) -> None:
    """The lines of *source* that are not removed, as they stand."""
    with source.open("rb") as lines, target.open("wb") as out:
        out.writelines(line for row, line in enumerate(lines) if row not in removed)


def run(find_removed: Callable[[Path], set[int]]) -> None:
    """The runner's command line: IN.jsonl OUT.jsonl."""
    source, target = map(Path, sys.argv[1:])
    write_kept(source, target, find_removed(source))
