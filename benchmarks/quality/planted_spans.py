"""Passages of 50 to 500 words planted in made-up texts: what `--level span` takes out, and what it leaves.

    python benchmarks/quality/planted_spans.py [--documents 4000] [--seed 1]

A planted passage is a run of words copied out of an earlier text, from anywhere in a sentence to anywhere in
another. Of its copy the sentences that it holds whole must go, and nothing else. Printed are the recall by
words of those sentences, for passages of several lengths; the words that went without being planted; and, of
the texts as they are written, the sentences that were no sentences of what was read: cut words and fragments.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

import compare
from compare.settings import DedupSettings, Level, OutputSettings, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLASSES = ((50, 59), (60, 99), (100, 199), (200, 500))
"""Lengths of passages that are counted apart."""
VOCABULARY = 30_000
COPIES = 0.5
"""The share of texts into which a passage is planted."""


@dataclass(slots=True)
class Text:
    """A made-up text: paragraphs of sentences of words, and the sentences that must go, by number."""

    paragraphs: list[list[list[str]]]
    planted: dict[int, int] = field(default_factory=dict)
    """The sentences that must go: their numbers, and the length of the passage that holds them."""

    def sentences(self) -> list[list[str]]:
        """All sentences, in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    def write_out(self) -> str:
        """The text as it is read."""
        return "\n\n".join(" ".join(map(write_sentence, paragraph)) for paragraph in self.paragraphs)


def write_sentence(words: Sequence[str]) -> str:
    """A sentence of words."""
    return f"{' '.join(words).capitalize()}."


def make_sentences(count: int, chance: random.Random) -> list[list[str]]:
    """Sentences of 4 to 40 words, of which few are frequent."""
    return [
        [f"w{int(VOCABULARY ** chance.random())}" for _ in range(chance.randint(4, 40))] for _ in range(count)
    ]


def make_texts(documents: int, chance: random.Random) -> list[Text]:
    """Texts of one to six paragraphs; into half of them a passage of an earlier one is planted."""
    texts: list[Text] = []
    for _ in range(documents):
        text = Text([make_sentences(chance.randint(3, 12), chance) for _ in range(chance.randint(1, 6))])
        if texts and chance.random() < COPIES:
            plant(text, chance.choice(texts), chance)
        texts.append(text)
    return texts


def plant(text: Text, other: Text, chance: random.Random) -> None:
    """Put a passage of another text between two sentences, its ends in sentences of their own."""
    places = [
        (number, place) for number, words in enumerate(other.sentences()) for place in range(len(words))
    ]
    length = chance.randint(50, 500)
    first = chance.randrange(len(places))
    taken = places[first : first + length]
    if (
        len(taken) < CLASSES[0][0] or other.planted
    ):  # of a text that holds a copy the first one may be elsewhere
        return
    original = other.sentences()
    passage: list[list[str]] = []
    whole: list[bool] = []
    for number in dict.fromkeys(number for number, _ in taken):
        words = [original[number][place] for at, place in taken if at == number]
        whole.append(len(words) == len(original[number]))
        passage.append(words)
    if not whole[0]:
        passage[0] = ["then", *passage[0]]
    if not whole[-1]:
        passage[-1] = [*passage[-1], "indeed"]
    paragraph = chance.randrange(len(text.paragraphs))
    place = chance.randrange(len(text.paragraphs[paragraph]) + 1)
    before = sum(map(len, text.paragraphs[:paragraph])) + place
    text.paragraphs[paragraph][place:place] = passage
    text.planted = {before + i: len(taken) for i, is_whole in enumerate(whole) if is_whole}


@dataclass(slots=True)
class Score:
    """What was found, in words."""

    planted: Counter[int] = field(default_factory=Counter)
    found: Counter[int] = field(default_factory=Counter)
    passages: Counter[int] = field(default_factory=Counter)
    wrong: int = 0
    fragments: int = 0


def class_of(length: int) -> int:
    """The number of the class of lengths."""
    return next(number for number, (_, most) in enumerate(CLASSES) if length <= most)


def judge(text: Text, left: str, score: Score) -> None:
    """Compare what is left of a text with its sentences."""
    kept = Counter(sentence + "." for part in left.split("\n\n") for sentence in cut_written(part))
    for length in set(text.planted.values()):
        score.passages[class_of(length)] += 1
    for number, sentence in enumerate(text.sentences()):
        written = write_sentence(sentence)
        stays = kept[written] > 0
        kept[written] -= stays
        if number in text.planted:
            kind = class_of(text.planted[number])
            score.planted[kind] += len(sentence)
            score.found[kind] += 0 if stays else len(sentence)
        elif not stays:
            score.wrong += len(sentence)
    score.fragments += sum(kept.values())


def cut_written(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, as write_out() puts them together."""
    return (sentence for sentence in paragraph.removesuffix(".").split(". ") if sentence)


def run(texts: Sequence[Text]) -> dict[int, str]:
    """What is left of each text."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "in.jsonl", Path(name) / "out.jsonl"
        lines = (json.dumps({"id": number, "text": text.write_out()}) for number, text in enumerate(texts))
        source.write_text("".join(f"{line}\n" for line in lines))
        settings = DedupSettings(level=Level.SPAN, keep="first")
        job = compare.Dedup(settings=settings, read=ReadSettings(id="id"))
        job.run([source], OutputSettings(output=str(target)))
        records = map(json.loads, target.read_text().splitlines())
        return {record["id"]: record["text"] for record in records}


def main() -> None:
    """Plant, take out, and count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    texts = make_texts(chosen.documents, random.Random(chosen.seed))  # noqa: S311 - no secret
    left = run(texts)
    score = Score()
    for number, text in enumerate(texts):
        judge(text, left.get(number, ""), score)
    print(f"{len(texts):,} texts, {sum(score.passages.values()):,} planted passages, seed {chosen.seed}")
    for kind, (least, most) in enumerate(CLASSES):
        recall = score.found[kind] / score.planted[kind] if score.planted[kind] else 1.0
        words = f"{score.planted[kind]:,} words of whole sentences"
        passages = f"{score.passages[kind]:>5,} passages"
        print(f"{least:>4} to {most:>3} words: {passages}, {words}, recall {recall:.4f}")
    print(f"all: recall {score.found.total() / score.planted.total():.5f}")
    print(f"words that went and were not planted: {score.wrong}")
    print(f"words cut and fragments left: {score.fragments}")


if __name__ == "__main__":
    main()
