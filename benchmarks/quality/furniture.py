"""Exact copies of articles under the furniture of 20 sites: what `compare dedup --ignore furniture` finds.

    python benchmarks/quality/furniture.py [--loose]

Each site has a menu, a notice, section pages with a menu of their own, links that change from page to page,
and a footer, some with more of all that than an article holds. With --loose two lines that differ on every
page stand there as well, a time and a link to another article: nobody's furniture. Of 3,000 made-up articles
1,000 stand on two or three sites, word for word; some sites also carry one wire text 50 times, in versions
with a sentence changed. Printed: copies found with the option and without it, removals that are no copy of
what stays, and the whole-page Jaccard of the copies.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from compare.kernels.plain_text import split_tokens

SITES = 20
ARTICLES = 3000
COPIED = 1000
VERSIONS = 50
SIZE = 5
"""Words of a shingle, as the command has it."""

Record: TypeAlias = dict[str, str]


def make_words(rng: random.Random, count: int) -> list[str]:
    """So many made-up words."""
    letters = "abcdefghiklmnoprstuvw"
    return ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(count)]


class Writer:
    """Writes made-up lines."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words = make_words(rng, 6000)

    def line(self, least: int, most: int) -> str:
        """So many words."""
        return " ".join(self.rng.choices(self.words, k=self.rng.randint(least, most))).capitalize()

    def article(self) -> str:
        """A headline and paragraphs."""
        paragraphs = [self.line(25, 70) + "." for _ in range(self.rng.randint(3, 9))]
        return "\n".join([self.line(5, 10), *paragraphs])


class Site:
    """What a site puts around its articles."""

    def __init__(self, writer: Writer) -> None:
        rng = self.rng = writer.rng
        self.menu = [writer.line(1, 3) for _ in range(rng.randint(8, 40))]
        self.sections = [[writer.line(1, 3) for _ in range(6)] for _ in range(4)]
        self.notice = writer.line(20, 35)
        self.links = [writer.line(4, 9) for _ in range(60)]
        self.footer = [writer.line(2, 8) for _ in range(rng.randint(3, 30))]
        self.titles = [writer.line(5, 10) for _ in range(400)]

    def page(self, article: str, *, loose: bool) -> str:
        """The article among all that."""
        links = self.rng.sample(self.links, 5)
        if loose:
            article = f"Published on day {self.rng.randint(1, 365)} at {self.rng.randint(0, 23)} h\n{article}"
            links.append(self.rng.choice(self.titles))
        section = self.rng.choice(self.sections)
        return "\n".join([*self.menu, *section, article, "Read more", *links, self.notice, *self.footer])


def make_corpus(seed: int, *, loose: bool) -> list[Record]:
    """Pages, each with the number of the article that it holds."""
    rng = random.Random(seed)  # noqa: S311 - the same corpus each time
    writer = Writer(rng)
    sites = [Site(writer) for _ in range(SITES)]
    records = []

    def add(site: int, article: str, name: str) -> None:
        text = sites[site].page(article, loose=loose)
        records.append({"id": f"p{len(records)}", "site": f"site{site}", "article": name, "text": text})

    for number in range(ARTICLES):
        article = writer.article()
        for site in rng.sample(range(SITES), rng.choice([2, 2, 3]) if number < COPIED else 1):
            add(site, article, f"a{number}")
    for site in range(0, SITES, 4):
        lines = writer.article().split("\n")
        for version in range(VERSIONS):
            edited = [*lines[:-1], f"{lines[-1]} Version {version}."]
            add(site, "\n".join(edited), f"w{site}-{version}")
    rng.shuffle(records)
    return records


def shingles_of(text: str) -> set[tuple[str, ...]]:
    """The runs of words of a text."""
    tokens = split_tokens(text, "auto")
    return {tuple(tokens[i : i + SIZE]) for i in range(len(tokens) - SIZE + 1)}


def run_dedup(records: list[Record], options: list[str]) -> dict[str, str]:
    """Which pages go, each with the page that stays for it."""
    with TemporaryDirectory() as folder:
        corpus, out = Path(folder) / "pages.jsonl", Path(folder) / "kept.jsonl"
        corpus.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        command = [sys.executable, "-m", "compare", "dedup", str(corpus), "-o", str(out), "--id", "id"]
        subprocess.run([*command, "--source", "site", "-q", *options], check=True)  # noqa: S603
        removed = Path(f"{out}.removed.jsonl").read_text(encoding="utf-8").splitlines()
        return {record["id"]: record["duplicate_of"] for record in map(json.loads, removed)}


def judge(records: list[Record], gone: dict[str, str]) -> tuple[float, int]:
    """The share of planted copies that went, and how many pages went that are no copy of what stays for them.

    Versions of the wire text are near duplicates of one another by right.
    """
    article = {record["id"]: record["article"] for record in records}
    pages: dict[str, list[str]] = {}
    for record in records:
        pages.setdefault(record["article"], []).append(record["id"])
    planted = [ids for name, ids in pages.items() if name.startswith("a") and len(ids) > 1]
    found = sum(len([one for one in ids if one in gone]) for ids in planted)
    false = sum(article[one].split("-")[0] != article[kept].split("-")[0] for one, kept in gone.items())
    return found / sum(len(ids) - 1 for ids in planted), false


def measure_pages(records: list[Record]) -> list[float]:
    """The whole-page Jaccard of the first two copies of each article, from the least."""
    pages: dict[str, list[str]] = {}
    for record in records:
        if record["article"].startswith("a"):
            pages.setdefault(record["article"], []).append(record["text"])
    values = []
    for texts in pages.values():
        if len(texts) > 1:
            left, right = map(shingles_of, texts[:2])
            values.append(len(left & right) / len(left | right))
    return sorted(values)


def main() -> None:
    """Make the corpus, run both, print both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--loose", action="store_true")
    given = parser.parse_args()
    records = make_corpus(given.seed, loose=given.loose)
    values = measure_pages(records)
    least, middle, most = values[0], values[len(values) // 2], values[-1]
    print(
        f"{len(records):,} pages; whole-page Jaccard of copies {least:.2f} to {most:.2f}, median {middle:.2f}"
    )
    for name, options in (("--ignore furniture", ["--ignore", "furniture"]), ("without", [])):
        found, false = judge(records, run_dedup(records, options))
        print(f"{name:<18}  {found:.4f} of the copies found, {false} removals of what is no copy")


if __name__ == "__main__":
    main()
