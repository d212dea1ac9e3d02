"""The removals nearest the threshold, in the summary and by `compare why RUN --sample N`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import compare
from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [f"word{number}" for number in range(60)]
EVIL = "\x1b\u202e"


def edited(*places: int) -> str:
    """The text with other words at some places."""
    return " ".join(f"{EVIL}new{place}" if place in places else word for place, word in enumerate(WORDS))


TEXTS = {"whole": " ".join(WORDS), "one": edited(30), "two": edited(0, 40), "same": " ".join(WORDS)}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a text and copies with one and with two words changed."""
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


DEDUP = ["dedup", "in.jsonl", "--id", "id", "--keep", "first"]


@pytest.mark.usefixtures("here")
def test_the_summary_shows_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    """The changed words among a few others, those nearest the threshold first, and no control character."""
    assert Exit.DONE == main([*DEDUP, "-o", "out.jsonl"])
    printed = capsys.readouterr().err
    start = printed.index("removals nearest the threshold")

    assert "\x1b" not in printed
    assert [
        "removals nearest the threshold of 0.8",
        "  0.8065  two of whole",
        r"          [-word0-] {+\x1b\u202enew0+} word1 word2 word3 word4",
        "  0.8361  one of whole",
        r"          word26 word27 word28 word29 [-word30-] {+\x1b\u202enew30+} word31 word32 word33 word34",
    ] == printed[start:].splitlines()[:5]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("extra", [[], ["--annotate"]])
def test_a_sample_shows_more_of_it(capsys: pytest.CaptureFixture[str], extra: list[str]) -> None:
    """The near duplicates of a run by score, as many as asked for, with ids, places and changes."""
    main([*DEDUP, "-o", "out.jsonl", "-q", *extra])
    assert Exit.DONE == main(["why", "out.jsonl", "--sample", "1", "--width", "200"])
    printed = capsys.readouterr().out

    assert "0.8065 two (in.jsonl:3) of whole (in.jsonl:1)" == printed.splitlines()[0]
    assert "[-word40-] {+\\x1b\\u202enew40+} word41 word42 word43" in printed
    assert "one" not in printed
    found = compare.sample("out.jsonl")
    assert [("two", 2), ("one", 1)] == [(one.name, len(one.changes)) for one in found]


@pytest.mark.usefixtures("here")
def test_without_near_duplicates_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Exact ones are no sample."""
    main([*DEDUP, "-o", "out.jsonl", "-q", "--match", "exact"])
    assert Exit.DONE == main(["why", "out.jsonl", "--sample", "50"])
    assert "The run removed no near duplicates.\n" == capsys.readouterr().out


def test_texts_that_cannot_be_read_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where an input has changed since, the scores are shown and the reason instead of words."""
    main([*DEDUP, "-o", "out.jsonl", "-q"])
    (here / "in.jsonl").write_text("{}\n")
    assert Exit.DONE == main(["why", "out.jsonl", "--sample", "50"])
    printed = capsys.readouterr().out

    assert 2 == printed.count("the input in.jsonl has changed since the run")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("given", [[], ["one", "--sample", "5"], ["--sample", "0"]])
def test_an_id_or_a_sample_is_asked_for(given: list[str]) -> None:
    """Neither, both, and a sample of none are wrong use."""
    main([*DEDUP, "-o", "out.jsonl", "-q"])

    assert Exit.USAGE == main(["why", "out.jsonl", *given])


@pytest.mark.usefixtures("here")
def test_a_run_without_trail_has_no_sample(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told how it could have one."""
    main([*DEDUP, "-o", "out.jsonl", "-q", "--no-trail", "--manifest", "m.json"])

    assert Exit.USAGE == main(["why", "m.json", "--sample", "5"])
    assert "--removed" in capsys.readouterr().err
