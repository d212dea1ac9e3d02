"""Score the findings on the invented stories of tests/quality; it takes no arguments.

A predicted pair of spans (two mentions of a fact, or two renderings of a quote, in two documents) is right
when on both sides it covers at least half of the shorter of the two spans, of a gold fact or utterance. A
gold fact or utterance is found in two outlets when such a pair exists for them. Hard negatives are hit when
intersection over union is at least one half on both sides.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compare.model import Span
    from compare.results import Comparison

STORIES = Path(__file__).parents[2] / "tests" / "quality" / "stories"
Place = tuple[str, int, int]
Pair = tuple[Place, Place]


def _place(span: Span) -> Place:
    return Path(span.document.path).stem, span.start, span.end


def _gold(span: dict[str, Any]) -> Place:
    return span["document"], span["start"], span["end"]


def _pairs(places: list[Place]) -> list[Pair]:
    return [pair for pair in combinations(sorted(set(places)), 2) if pair[0][0] != pair[1][0]]


def _shared(one: Place, other: Place) -> int:
    return max(0, min(one[2], other[2]) - max(one[1], other[1])) if one[0] == other[0] else 0


def _covers(one: Place, other: Place) -> bool:
    return 2 * _shared(one, other) >= max(1, min(one[2] - one[1], other[2] - other[1]))


def _alike(one: Place, other: Place) -> bool:
    shared = _shared(one, other)
    return shared > 0 and 2 * shared >= (one[2] - one[1]) + (other[2] - other[1]) - shared


def _meets(pair: Pair, gold: Pair, test: Callable[[Place, Place], bool]) -> bool:
    (a, b), (c, d) = pair, gold
    return (test(a, c) and test(b, d)) or (test(a, d) and test(b, c))


def score(found: list[Pair], gold: list[list[Pair]]) -> tuple[int, int, int, int]:
    """Pairs found and right; pairs of outlets that tell one gold item, and those of them that were found."""
    right = sum(any(_meets(pair, one, _covers) for item in gold for one in item) for pair in found)
    wanted = hit = 0
    for item in gold:
        outlets: dict[tuple[str, str], bool] = {}
        for one in item:
            key = (one[0][0], one[1][0])
            outlets[key] = outlets.get(key, False) or any(_meets(pair, one, _covers) for pair in found)
        wanted += len(outlets)
        hit += sum(outlets.values())
    return len(found), right, wanted, hit


def _found(report: Comparison) -> dict[str, list[Pair]]:
    """The predicted pairs by kind."""
    facts = [(fact.certainty, _pairs(list(map(_place, fact.mentions)))) for fact in report.facts]
    return {
        "sure facts": [pair for certainty, pairs in facts if certainty == "sure" for pair in pairs],
        "all facts": [pair for _, pairs in facts for pair in pairs],
        "quotes": [
            pair
            for group in report.quote_groups
            for pair in _pairs([_place(rendering.span) for rendering in group.renderings])
        ],
    }


def _utterances(quotes: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The renderings of each utterance; a quote that is part of another is a rendering of that one."""
    utterances: dict[str, list[dict[str, Any]]] = {}
    for quote in quotes:
        utterances.setdefault(quote.get("part_of") or quote["id"], []).extend(quote["renderings"])
    return list(utterances.values())


def measure(folder: Path) -> tuple[dict[str, tuple[int, int, int, int]], list[str], int]:
    """What `score` gives for each kind of finding; the hard negatives joined, and how many there are."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found = _found(compare.report([str(folder / "*.txt")]))
    quotes = [_pairs(list(map(_gold, renderings))) for renderings in _utterances(gold["quotes"])]
    facts = [_pairs([_gold(span) for span in fact["mentions"]]) for fact in gold["facts"]]
    scores = {
        name: score(pairs, quotes if name == "quotes" else facts + quotes) for name, pairs in found.items()
    }
    predicted = [*found["all facts"], *found["quotes"]]
    negatives = [(one["id"], (_gold(one["left"]), _gold(one["right"]))) for one in gold["hard_negatives"]]
    hit_ids = [name for name, wrong in negatives if any(_meets(pair, wrong, _alike) for pair in predicted)]
    return scores, hit_ids, len(negatives)


def _print_row(story: str, name: str, row: Iterable[int]) -> None:
    count, right, outlets, hit = row
    print(f"{story:8} {name:12} pairs {count:3} right {right:3}   outlet pairs {hit:3} of {outlets:3}")


def main() -> None:
    """Print a row a story and kind, and the sums."""
    sums: dict[str, list[int]] = {}
    for folder in sorted(STORIES.iterdir()):
        scores, hit_ids, negatives = measure(folder)
        for name, row in scores.items():
            _print_row(folder.name, name, row)
            sums[name] = [a + b for a, b in zip(sums.get(name, [0] * 4), row, strict=True)]
        print(f"{folder.name:8} hard negatives hit: {', '.join(hit_ids) or 'none'} of {negatives}")
    for name, row in sums.items():
        _print_row("all", name, row)


if __name__ == "__main__":
    main()
