"""Many short made-up documents, for memory: `synthetic.py OUT.jsonl [--documents 10000000]`.

Each has 20 to 60 words of a vocabulary of made-up ones, frequent and rare as in a language; every tenth is a
copy of a recent one, every other copy with one word changed. The file is written as it is made, seeded, so
that it can be of any size and comes out the same again.
"""

from __future__ import annotations

import argparse
from collections import deque
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
VOCABULARY = 50_000
LEAST_WORDS, MOST_WORDS = 20, 60
DRAWN = 1 << 20
"""Words drawn by weight once; documents then draw evenly from these, which is several times as fast."""
COPY_EVERY = 10
RECENT = 1000
"""How far back the original of a copy may lie."""
BATCH = 1000


def make_vocabulary(chance: Random) -> list[str]:
    """Different made-up words of two to five syllables."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))] = None
    return list(words)


def make_texts(documents: int, chance: Random) -> Iterator[list[str]]:
    """The words of each document."""
    vocabulary = make_vocabulary(chance)
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    drawn = chance.choices(vocabulary, cum_weights=weights, k=DRAWN)
    recent: deque[list[str]] = deque(maxlen=RECENT)
    for row in range(documents):
        if row % COPY_EVERY == COPY_EVERY - 1:
            words = list(chance.choice(recent))
            if row % (2 * COPY_EVERY) == COPY_EVERY - 1:
                words[chance.randrange(len(words))] = chance.choice(vocabulary)
        else:
            count = chance.randint(LEAST_WORDS, MOST_WORDS)
            words = chance.choices(drawn, k=count)
            recent.append(words)
        yield words


def main() -> None:
    """Write the documents, some thousand lines at a time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = Random(arguments.seed)  # noqa: S311 - chance that can be repeated
    lines = []
    with arguments.out.open("w", encoding="ascii") as out:
        for row, words in enumerate(make_texts(arguments.documents, chance)):
            lines.append(f'{{"id": "d{row:08}", "text": "{" ".join(words)}."}}\n')
            if len(lines) == BATCH:
                out.writelines(lines)
                lines.clear()
        out.writelines(lines)


if __name__ == "__main__":
    main()
