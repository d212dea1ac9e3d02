"""Score the findings on the invented stories of tests/quality; it takes no arguments.

A predicted pair of spans (two mentions of a fact, or two renderings of a quote, in two documents) is right
when on both sides it covers at least half of the shorter of the two spans, of a gold fact or utterance. A
gold fact or utterance is found in two outlets when such a pair exists for them. Hard negatives are hit when
intersection over union is at least one half on both sides.

Attributes are scored by pairs of outlets, each kind apart: end to end, and given the gold's mentions, so that
they are seen apart from grouping. A conflict is found when the report calls the values of these two outlets
different; it is right when the gold does, and wrong when the gold calls them the same or compatible, or when
the clauses are not of one gold fact. Where the gold compares nothing of this kind in these outlets it is
doubtful, and only counted.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import compare
from compare.analyse.attributes import compare_attributes, make_statement
from compare.analyse.comparison import compare_documents
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.similar import Voices
from compare.analyse.speakers import Speakers
from compare.analyse.units import make_units
from compare.corpus import read_documents
from compare.model import Span
from compare.results import Certainty
from compare.settings import CompareSettings, ReadSettings
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from compare.analyse.units import Unit
    from compare.model import Document
    from compare.results import Attribute, Comparison

STORIES = Path(__file__).parents[2] / "tests" / "quality" / "stories"
UNSEEN = STORIES.with_name("unseen")
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
    sure = [fact for fact in report.facts if fact.certainty is Certainty.SURE]
    return {
        "sure facts": [pair for fact in sure for pair in _pairs(list(map(_place, fact.mentions)))],
        "all facts": [
            pair for fact in report.facts for pair in _pairs(list(map(_place, (*fact.mentions, *fact.maybe))))
        ],
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


KINDS = {
    "when": ("date",),
    "number": ("number", "distance"),
    "certainty": ("modality",),
    "according to": ("attribution",),
    "who to whom": ("name",),
}
"""What the gold calls each attribute of a fact."""
_BY_VALUE = ("date", "number", "distance")  # a conflict of these is known by its values, others by the fact


class Conflict(NamedTuple):
    """Values of two outlets that are called different."""

    kinds: tuple[str, ...]
    left: Place
    right: Place


class Tally(NamedTuple):
    """Conflicts by kind: in the gold, and found; called so and right, wrong, doubtful; what is compatible."""

    wanted: Counter[str]
    found: Counter[str]
    right: Counter[str]
    wrong: Counter[str]
    doubtful: Counter[str]
    compatible: Counter[str]
    parted: Counter[str]


def read_dated(folder: Path) -> list[Document]:
    """The documents of a story, with the days on which the gold says they appeared."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    days = {each["id"]: date.fromisoformat(each["published"]) for each in gold["documents"]}
    found = read_documents([str(folder / "*.txt")], ReadSettings()).documents
    return [replace(document, published=days[Path(document.path).stem]) for document in found]


def find_conflicts(attributes: Iterable[Attribute]) -> Iterator[Conflict]:
    """What the attributes of a fact say differs between two outlets."""
    for attribute in attributes:
        for one, other in attribute.conflicts:
            if attribute.name in KINDS and one.span and other.span:
                yield Conflict(KINDS[attribute.name], _place(one.span), _place(other.span))


def state_gold(documents: Sequence[Document], gold: dict[str, Any]) -> list[list[Attribute]]:
    """For each gold fact its attributes, compared over its mentions, each in its sentence."""
    furniture = find_furniture(documents)
    readings = [
        take_apart(each, [line for line in furniture if line.span.document is each]) for each in documents
    ]
    names = NameTable(readings)
    voices = Voices(readings, Speakers(readings, names))
    units: dict[str, list[Unit]] = defaultdict(list)
    for unit in make_units(readings, names):
        units[Path(unit.span.document.path).stem].append(unit)
    compared = []
    for fact in gold["facts"]:
        statements = []
        for mention in fact["mentions"]:
            around = [unit for unit in units[mention["document"]] if unit.span.start < mention["end"]]
            unit = next(unit for unit in around if mention["start"] < unit.span.end)
            span = Span(unit.span.document, mention["start"], mention["end"])
            statements.append(make_statement(span, unit, voices))
        compared.append(list(compare_attributes(statements)))
    return compared


def count_conflicts(
    found: Sequence[Sequence[Conflict]], gold: dict[str, Any], *, given: bool, tally: Tally
) -> None:
    """Add to *tally* the conflicts of each fact of the report, or (*given*) of each fact of the gold."""
    called: set[tuple[int, int, frozenset[str]]] = set()
    judged: set[tuple[int, int, str, frozenset[str]]] = set()
    for number, conflicts in enumerate(found):
        for conflict in conflicts:
            outlets = frozenset((conflict.left[0], conflict.right[0]))
            facts = (
                [number] if given else [n for n, one in enumerate(gold["facts"]) if _is_told(conflict, one)]
            )
            verdicts = [
                (verdict, n, m)
                for n in facts
                for m, attribute in enumerate(gold["facts"][n]["attributes"])
                if attribute["name"] in conflict.kinds
                and (verdict := _judge(conflict, attribute, outlets)) is not None
            ]
            best = max(verdicts, default=("doubtful" if facts else "a wrong", -1, -1))
            called.update((n, m, outlets) for verdict, n, m in verdicts)
            name = (
                gold["facts"][best[1]]["attributes"][best[2]]["name"] if best[1] >= 0 else conflict.kinds[0]
            )
            judged.add((best[1] if best[1] >= 0 else number, best[2], f"{best[0]} {name}", outlets))
    for _, _, words, _ in judged:
        verdict, name = words.rsplit(" ", 1)
        {"differs": tally.right, "doubtful": tally.doubtful}.get(verdict, tally.wrong)[name] += 1
    for n, fact in enumerate(gold["facts"]):
        for m, attribute in enumerate(fact["attributes"]):
            for pair in attribute["pairs"]:
                hit = (n, m, frozenset((pair["left"], pair["right"]))) in called
                if pair["status"] == "differs":
                    tally.wanted[attribute["name"]] += 1
                    tally.found[attribute["name"]] += hit
                elif pair["status"] == "compatible":
                    tally.compatible[attribute["name"]] += 1
                    tally.parted[attribute["name"]] += hit


def _is_told(conflict: Conflict, fact: dict[str, Any]) -> bool:
    """Whether both sides stand in mentions of a fact."""
    mentions = list(map(_gold, fact["mentions"]))
    return all(any(_shared(side, one) for one in mentions) for side in (conflict.left, conflict.right))


def _judge(conflict: Conflict, attribute: dict[str, Any], outlets: frozenset[str]) -> str | None:
    """The gold's status of a conflict, doubtful where it compares nothing; None if it is of other values."""
    if attribute["name"] in _BY_VALUE:
        values = list(map(_gold, attribute["values"]))
        if not all(any(_shared(side, one) for one in values) for side in (conflict.left, conflict.right)):
            return None
    stated = [pair["status"] for pair in attribute["pairs"] if {pair["left"], pair["right"]} == outlets]
    return stated[0] if stated else "doubtful"


def _print_row(story: str, name: str, row: Iterable[int]) -> None:
    count, right, outlets, hit = row
    print(f"{story:8} {name:12} pairs {count:3} right {right:3}   outlet pairs {hit:3} of {outlets:3}")


def measure_attributes(folder: Path, end_to_end: Tally, given: Tally) -> None:
    """Add the conflicts of a story to both tallies."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    documents = read_dated(folder)
    facts = compare_documents(documents, CompareSettings()).facts
    count_conflicts(
        [list(find_conflicts(fact.attributes)) for fact in facts], gold, given=False, tally=end_to_end
    )
    compared = [list(find_conflicts(attributes)) for attributes in state_gold(documents, gold)]
    count_conflicts(compared, gold, given=True, tally=given)


def new_tally() -> Tally:
    """A tally of nothing."""
    return Tally(*(Counter() for _ in Tally._fields))


def _print_tally(title: str, tally: Tally) -> None:
    for kind in ("number", "distance", "date", "attribution", "modality", "name"):
        print(
            f"{title:14} {kind:12} conflicts {tally.found[kind]:3} of {tally.wanted[kind]:3} found   right"
            f" {tally.right[kind]:3}  wrong {tally.wrong[kind]:3}  doubtful {tally.doubtful[kind]:3}"
            f"   compatible called conflicts {tally.parted[kind]:3} of {tally.compatible[kind]:3}"
        )


def report(stories: Path) -> None:
    """Print a row a story and kind, and the sums."""
    sums: dict[str, list[int]] = {}
    end_to_end, given = new_tally(), new_tally()
    for folder in sorted(stories.iterdir()):
        measure_attributes(folder, end_to_end, given)
        scores, hit_ids, negatives = measure(folder)
        for name, row in scores.items():
            _print_row(folder.name, name, row)
            sums[name] = [a + b for a, b in zip(sums.get(name, [0] * 4), row, strict=True)]
        print(f"{folder.name:8} hard negatives hit: {', '.join(hit_ids) or 'none'} of {negatives}")
    for name, row in sums.items():
        _print_row("all", name, row)
    _print_tally("end to end", end_to_end)
    _print_tally("given mentions", given)


def main() -> None:
    """Report on the stories, then on those whose errors nobody has looked at."""
    report(STORIES)
    print()
    report(UNSEEN)


if __name__ == "__main__":
    main()
