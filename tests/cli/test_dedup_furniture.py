"""`compare dedup --ignore furniture`: copies under other page furniture go, and records stay whole."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

MENUS = {
    "east": ["Home", "Harbour news", "All rights reserved"],
    "west": ["Start page", "Ferry times and fares", "Write to the editor"],
}
WORDS = "harbour board pier ferry tide quay crane rope gull lamp dock sail mast anchor winch".split()


def article(number: int) -> str:
    """Paragraphs that no other number has."""
    rng = random.Random(number)  # noqa: S311 - the same each time
    return "\n".join(f"{' '.join(rng.choices(WORDS, k=12))} {number} {place}." for place in range(3))


def page(site: str, number: int) -> str:
    """An article on a site."""
    first, *rest = MENUS[site]
    return "\n".join([first, article(number), *rest])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with eight articles on each of two sites, one of which both have."""
    monkeypatch.chdir(tmp_path)
    for site, start in (("east", 0), ("west", 7)):
        lines = [json.dumps({"text": page(site, number), "site": site}) for number in range(start, start + 8)]
        (tmp_path / f"{site}.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of out.jsonl."""
    manifest: dict[str, Any] = json.loads((folder / "out.jsonl.manifest.json").read_text())
    return manifest


SOURCES = ("east.jsonl", "west.jsonl")
INPUTS = [[*SOURCES], [*SOURCES, "--source", "site"], ["--threads", "1", *SOURCES]]


@pytest.mark.parametrize("given", INPUTS)
def test_a_copy_on_another_site_goes(
    here: Path, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    """Its line is in the removed records as it was, and the manifest lists the furniture of each site."""
    assert Exit.DONE == main(["dedup", *given, "-o", "out.jsonl", "--ignore", "furniture"])

    (removed,) = map(json.loads, (here / "out.jsonl.removed.jsonl").read_text().splitlines())
    assert ("exact", page("west", 7)) == (removed["duplicate_kind"], removed["text"])
    table = read_manifest(here)["furniture"]
    lines = sorted([site, line, 8, 8] for site, menu in MENUS.items() for line in menu)
    assert (6, 16, lines) == (table["lines"], table["records"], table["table"])
    told = "6 lines of 2 sources set aside as furniture in 16 records"
    assert told in capsys.readouterr().err


def test_without_it_the_copy_stays(here: Path) -> None:
    """The menus make two pages of it, and nothing of furniture stands in the manifest."""
    assert Exit.DONE == main(["dedup", *SOURCES, "-o", "out.jsonl", "-q"])
    assert "" == (here / "out.jsonl.removed.jsonl").read_text()
    assert "furniture" not in read_manifest(here)


def test_of_many_lines_the_manifest_has_a_digest(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells the table from another one; the same run has the same."""
    command = ["dedup", *SOURCES, "-o", "out.jsonl", "--ignore", "furniture", "-q", "--force"]
    main(command)
    whole = read_manifest(here)["furniture"]
    monkeypatch.setattr("compare.corpus.manifest._FURNITURE_LISTED", 5)
    main(command)
    short = read_manifest(here)["furniture"]

    assert (None, whole["digest"]) == (short["table"], short["digest"])


@pytest.mark.usefixtures("here")
def test_a_dry_run_forecasts_without_furniture(capsys: pytest.CaptureFixture[str]) -> None:
    """At each threshold the copy would go."""
    assert Exit.DONE == main(["dedup", *SOURCES, "-n", "--ignore", "furniture"])
    rows = [line.split() for line in capsys.readouterr().err.splitlines() if line.startswith("  0.")]

    assert [["0.7", "1", "0", "1"], ["0.8", "1", "0", "1"], ["0.9", "1", "0", "1"]] == rows


def test_records_that_python_reads_are_no_exception(here: Path) -> None:
    """Pages as files, and lines that the scan leaves to the strict library, lose their furniture as well."""
    pages = here / "pages"
    for site in MENUS:
        (pages / site).mkdir(parents=True)
        start = 0 if site == "east" else 7
        for number in range(start, start + 8):
            (pages / site / f"{number}.txt").write_text(page(site, number))
    lines = (here / "east.jsonl").read_text().replace('{"text"', '{"x": [NaN], "text"', 1).splitlines()
    odd = [line.replace('"text"', '"te\\u0078t"') for line in lines]
    (here / "east.jsonl").write_text("\n".join(odd) + "\n")

    assert Exit.DONE == main(["dedup", "pages", "-o", "out.jsonl", "--ignore", "furniture", "-q"])
    assert 1 == len((here / "out.jsonl.removed.jsonl").read_text().splitlines())
    assert Exit.SKIPPED == main(["dedup", *SOURCES, "-o", "two.jsonl", "--ignore", "furniture", "-q"])
    assert 1 == len((here / "two.jsonl.removed.jsonl").read_text().splitlines())


def test_what_is_furniture_alone_is_empty(here: Path) -> None:
    """Pages without an article are nobody's duplicates, and --drop-empty takes them out."""
    with (here / "east.jsonl").open("a") as file:
        file.writelines(json.dumps({"text": "\n".join(MENUS["east"])}) + "\n" for _ in range(2))
    command = ["dedup", *SOURCES, "--ignore", "furniture", "-q", "--force", "-o", "out.jsonl"]
    main(command)
    kept = read_manifest(here)["counts"]
    main([*command, "--drop-empty"])

    assert (2, 1, 0) == (kept["empty"], kept["removed"], kept["emptied"])
    assert (3, 2) == tuple(read_manifest(here)["counts"][name] for name in ("removed", "emptied"))
