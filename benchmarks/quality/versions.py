"""Pairs of reports that differ in one figure, date or negation, or elsewhere: what --guard keeps.

    python benchmarks/quality/versions.py
    python benchmarks/quality/versions.py --pairs 2000 --seed 7 --list

The reports are made up, of sentences in three languages; each pair is one report and a copy with one change.
Printed is for each kind of change how many copies (or originals) went, with the guard and
without it. With --list, the pairs that went or stayed against expectation are shown.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import compare
from compare.settings import Guard

NUMBERED = "numbers, dates, negations"
ELSEWHERE = "elsewhere"

PLACES = (
    "Aldmouth Brackley Corvane Dunholt Estermere Fallowby Garrick Hexley Ingleton Jarrow Kelmore Lunt".split()
)
PEOPLE = (
    "Abara Bexley Cordes Dahl Eriksen Fontaine Grieve Halloran Ibsen Jellicoe Kovac Lindqvist Moreau".split()
)
THINGS = (
    "ferries orchards turbines libraries bakeries bridges kilns trams lanterns barges mills canals".split()
)
KINDS = "old narrow quiet famous wooden northern crowded busy handsome modest sturdy bright".split()
VERBS = "welcomed criticised studied praised noticed described discussed mentioned recalled defended".split()
ADVERBS = "quickly gladly openly briefly plainly politely firmly warmly loudly calmly".split()
MONTHS = "January February April June July September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WORDS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
ORDINALS = "second third fourth fifth sixth seventh eighth".split()
GERMAN_MONTHS = "Januar Februar April Juni Juli September Oktober Dezember".split()
DAYS_FROM_NOW = "yesterday today tomorrow".split()
SHORT = "Jan Feb Mar Apr Jun Sept Oct Dec".split()
FRENCH_MONTHS = "janvier février avril juin juillet septembre octobre décembre".split()

FILLING = (
    "{person} {verb} the {kind} {thing} near {place} and spoke {adverb} with visitors from {place}.",
    "People in {place} said the {thing} were {kind}, and that the {kind} {thing} of {place} were as {kind}.",
    "According to {person}, the council of {place} {verb} the plan for {kind} {thing} {adverb}.",
    "The {kind} road between {place} and {place} passes the {thing} that {person} once {verb}.",
    "{person} of {place} {adverb} {verb} what {person} had written about the {kind} {thing}.",
    "Traders along the {kind} quay {verb} the {thing}, while {person} waited {adverb} in {place}.",
    "A spokeswoman for the {thing} of {place} {verb} the {kind} proposal and thanked {person} {adverb}.",
    "Students from {place} {adverb} {verb} the {kind} {thing}, which {person} had shown to them.",
)
"""Sentences that hold no figure, date or negation."""

Draw = Callable[[random.Random], str]


class Change(NamedTuple):
    """A sentence with a gap, and what may stand in it."""

    name: str
    sentence: str
    draw: Draw


def _of(words: list[str]) -> Draw:
    return lambda source: source.choice(words)


def _digits(low: int, high: int, form: str = "{}") -> Draw:
    return lambda source: form.format(source.randint(low, high))


CHANGES = (
    Change("count", "Some {} of the {kind} {thing} were closed after the storm.", _digits(2, 980)),
    Change("thousands", "The fair drew {} visitors to {place}.", _digits(1000, 98000, "{:,}")),
    Change("decimal", "The river rose by {} metres within hours.", lambda s: f"{s.uniform(0.2, 9):.1f}"),
    Change("percent", "Prices of {thing} went up by {}% over the period.", _digits(2, 97)),
    Change("money", "The repair will cost ${} million, {person} said.", _digits(2, 900)),
    Change("currency", "The loan of {}500 was repaid to {person}.", _of(["$", "€", "£"])),
    Change("sign", "At dawn the gauge at {place} showed {}8 degrees.", _of(["-", ""])),
    Change("scale", "The budget of {place} reached 7 {} in all.", _of(["thousand", "million", "billion"])),
    Change("score", "{place} beat {place} {}-1 in the final.", _digits(2, 9)),
    Change("words", "Police said {} workers were hurt at the {kind} mill.", _of(WORDS)),
    Change("compound", "{person} is twenty-{} years old and lives in {place}.", _of(WORDS[:8])),
    Change("ordinal", "It was the {} such meeting in {place}.", _of(ORDINALS)),
    Change("share", "About {} of the {thing} belong to the town.", _of(["half", "a third", "a quarter"])),
    Change("time", "The boat leaves at {}pm from the {kind} quay.", _digits(1, 9, "{}.30")),
    Change("year", "The bridge of {place} was opened in {}.", _digits(1805, 2023)),
    Change("day", "The court will sit on March {} in {place}.", _digits(2, 28)),
    Change("month", "The {thing} reopen on 14 {} with a small feast.", _of(MONTHS)),
    Change("month alone", "The {kind} hall has been shut since {}.", _of([*MONTHS, "May", "March"])),
    Change("short month", "{person} signed the deed on {} 9 in {place}.", _of(SHORT)),
    Change("weekday", "{person} will speak in {place} on {} evening.", _of(DAYS)),
    Change("relative day", "{person} arrived {} and {verb} the {thing}.", _of(DAYS_FROM_NOW)),
    Change("relative week", "Talks about the {thing} begin {} week in {place}.", _of(["last", "next"])),
    Change("not", "{person} did {}agree with the mayor of {place}.", _of(["", "not "])),
    Change("contraction", "The {thing} {} safe, an inspector from {place} wrote.", _of(["are", "aren't"])),
    Change("curly contraction", "{person} {} seen the {kind} letter.", _of(["has", "hasn’t"])),
    Change("never", "{person} {}met the owners of the {thing}.", _of(["", "never "])),
    Change("no", "There were {}witnesses when the {kind} barn burned.", _of(["", "no "])),
    Change("without", "The vote was held {} the members from {place}.", _of(["with", "without"])),
    Change("denied", "{person} {} that the {thing} had been sold.", _of(["said", "denied"])),
    Change("cannot", "The {kind} ferry {} be repaired, {person} added.", _of(["can", "cannot"])),
    Change("German date", "Der Rat von {place} sprach am 7. {} über die Brücke.", _of(GERMAN_MONTHS)),
    Change("German number", "Am Hafen wurden {} Arbeiter verletzt.", _of(["zwei", "sieben", "zwölf"])),
    Change("German negation", "Der Plan für {place} wird {}weiter verfolgt.", _of(["", "nicht "])),
    Change("French date", "Le conseil de {place} se réunira le 3 {} à la mairie.", _of(FRENCH_MONTHS)),
    Change("French number", "Les pompiers ont sauvé {} personnes au canal.", _of(["deux", "trois", "sept"])),
    Change("French negation", "Le maire de {place} n'est {} revenu de la ville.", _of(["pas", "jamais"])),
)  # fmt: skip
"""Each is one of a kind: figures, dates, negations."""


def fill(sentence: str, source: random.Random) -> str:
    """The sentence with a word of its kind in each gap that has a name."""
    lists = {
        "place": PLACES,
        "person": PEOPLE,
        "thing": THINGS,
        "kind": KINDS,
        "verb": VERBS,
        "adverb": ADVERBS,
    }
    while (start := sentence.find("{", sentence.find("{}") + 2 if "{}" in sentence else 0)) >= 0:
        end = sentence.index("}", start)
        word = source.choice(lists[sentence[start + 1 : end]])
        sentence = sentence[:start] + word + sentence[end + 1 :]
    return sentence


def fill_all(sentence: str, source: random.Random) -> str:
    """The same for sentences whose nameless gap stands between others."""
    head, gap, tail = sentence.partition("{}")
    return fill(head, source) + gap + fill(tail, source)


def write_report(source: random.Random) -> list[str]:
    """The sentences of a report, with figures, dates and negations of its own among them."""
    sentences = [fill(source.choice(FILLING), source) for _ in range(source.randint(9, 16))]
    for change in source.sample(CHANGES, 3):
        place = source.randrange(len(sentences))
        sentences.insert(place, fill_all(change.sentence, source).replace("{}", change.draw(source)))
    return sentences


class Pair(NamedTuple):
    """A report, its copy, what was changed, and whether the guard must keep both."""

    left: str
    right: str
    kind: str
    guarded: bool


def plant_guarded(change: Change, source: random.Random) -> Pair:
    """A report and a copy with another figure, date or negation."""
    sentences = write_report(source)
    sentence, place = fill_all(change.sentence, source), source.randrange(len(sentences) + 1)
    first = second = change.draw(source)
    while second == first:
        second = change.draw(source)
    texts = [
        " ".join([*sentences[:place], sentence.replace("{}", one), *sentences[place:]])
        for one in (first, second)
    ]
    return Pair(texts[0], texts[1], change.name, guarded=True)


def change_word(sentences: list[str], source: random.Random) -> list[str]:
    """Another word of the same kind in a sentence without figures."""
    words = " ".join(sentences).split(" ")
    open_words = {*PLACES, *PEOPLE, *THINGS, *KINDS, *VERBS, *ADVERBS}
    place = source.choice([place for place, word in enumerate(words) if word in open_words])
    words[place] = source.choice("harvest copper gentle Marlow curious timber wandered softly Verity".split())
    return [" ".join(words)]


def add_sentence(sentences: list[str], source: random.Random) -> list[str]:
    """One more sentence."""
    return [*sentences, fill(source.choice(FILLING), source)]


def change_marks(sentences: list[str], source: random.Random) -> list[str]:
    """Other punctuation, and a word in capitals."""
    text = " ".join(sentences).replace(", and", " - and").replace(". ", "! ", source.randint(1, 3))
    return [text.replace("The ", "THE ", 1) + " (Report)"]


def swap_byline(sentences: list[str], source: random.Random) -> list[str]:
    """A byline before the text."""
    return [f"By {source.choice(PEOPLE)} in {source.choice(PLACES)} -", *sentences]


def change_phrase(sentences: list[str], source: random.Random) -> list[str]:
    """A sentence about somebody put in other words."""
    place = source.randrange(len(sentences) // 2)
    return [
        *sentences[:place],
        f"As {source.choice(PEOPLE)} told us {source.choice(ADVERBS)}:",
        *sentences[place:],
    ]


EDITS = (change_word, add_sentence, change_marks, swap_byline, change_phrase)


def plant_elsewhere(edit: Callable[[list[str], random.Random], list[str]], source: random.Random) -> Pair:
    """A report and a copy that differs where no figure, date or negation stands."""
    sentences = write_report(source)
    kind = edit.__name__.replace("_", " ")
    return Pair(" ".join(sentences), " ".join(edit(sentences, source)), kind, guarded=False)


def find_gone(pairs: list[Pair], guard: Guard | None) -> set[int]:
    """The pairs of which one side went."""
    with TemporaryDirectory() as folder:
        records, output = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        with records.open("w") as file:
            for number, pair in enumerate(pairs):
                for text in (pair.left, pair.right):
                    file.write(json.dumps({"id": str(number), "text": text}) + "\n")
        settings = compare.DedupSettings(guard=guard)
        compare.Dedup(settings=settings, read=compare.ReadSettings(id="id")).run([records], output)
        with Path(f"{output}.removed.jsonl").open() as file:
            removed = [json.loads(line) for line in file]
        return {int(one["id"]) for one in removed if one["id"] == one["duplicate_of"]}


def main() -> None:
    """Plant, run with the guard and without it, and count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=500, help="of either kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--list", action="store_true", help="show the pairs that went, or stayed, unexpectedly"
    )
    arguments = parser.parse_args()
    source = random.Random(arguments.seed)  # noqa: S311 - no secret
    pairs = [plant_guarded(CHANGES[number % len(CHANGES)], source) for number in range(arguments.pairs)]
    pairs += [plant_elsewhere(EDITS[number % len(EDITS)], source) for number in range(arguments.pairs)]
    gone = {guard: find_gone(pairs, guard) for guard in (Guard.NUMBERS, None)}
    for guarded, title in ((True, NUMBERED), (False, ELSEWHERE)):
        numbers = [number for number, pair in enumerate(pairs) if pair.guarded == guarded]
        with_guard, without = (
            sum(number in gone[guard] for number in numbers) for guard in (Guard.NUMBERS, None)
        )
        print(
            f"{title}: of {len(numbers)} pairs {with_guard} removed with --guard numbers, {without} without"
        )
        odd = Counter(pairs[number].kind for number in numbers if (number in gone[Guard.NUMBERS]) == guarded)
        for kind, count in odd.most_common():
            print(f"  against expectation: {count} of {kind}")
        if arguments.list:
            for number in numbers:
                if (number in gone[Guard.NUMBERS]) == guarded:
                    print(f"    {pairs[number].left}\n    {pairs[number].right}\n")


if __name__ == "__main__":
    main()
