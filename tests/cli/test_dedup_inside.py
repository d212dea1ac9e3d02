"""`compare dedup --match inside`: what it writes and says of texts inside longer ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

STORY = " ".join(f"story{number}" for number in range(40))
RELEASE = " ".join(f"release{number}" for number in range(60))


def line(text: str, **fields: object) -> bytes:
    """A record as a line of JSON."""
    return json.dumps({**fields, "text": text}).encode() + b"\n"


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(one) for one in path.read_bytes().splitlines()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_text_inside_a_longer_one_goes_if_asked_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It goes for the one that holds it, with its share as the score; `why`, `--pairs` and counts say so."""
    article = " ".join([*(f"before{number}" for number in range(60)), RELEASE, STORY])
    lines = [line(RELEASE, id="short"), line(article, id="long"), line(STORY, id="story")]
    (here / "in.jsonl").write_bytes(b"".join(lines))
    run = ["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "--force"]

    assert Exit.DONE == main([*run, "-q"])
    assert 3 == len(records(here / "out.jsonl"))
    assert Exit.MET == main([*run, "--match", "exact,inside", "--pairs", "p.jsonl", "--fail-on", "inside>0"])
    said = capsys.readouterr().err
    assert "1 removed (0 exact, 0 near, 1 inside)" in said
    assert "inside others: 1 pair compared, 1 confirmed" in said
    assert [{"left": "long", "right": "short", "kind": "inside", "score": 1.0}] == records(here / "p.jsonl")
    (gone,) = records(here / "out.jsonl.removed.jsonl")
    assert ("short", "long", "inside", 1.0) == tuple(
        gone[name] for name in ("id", "duplicate_of", "duplicate_kind", "duplicate_score")
    )
    assert 1 == json.loads((here / "out.jsonl.manifest.json").read_text())["counts"]["inside"]
    assert Exit.DONE == main(["why", "out.jsonl", "short"])
    assert "it is inside long (in.jsonl:2)" in capsys.readouterr().out.replace("\n", " ")


def test_what_stays_inside_a_later_one_is_counted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the shorter text stands first in keep order both stay; summary and manifest count it."""
    (here / "in.jsonl").write_bytes(line(RELEASE, id="a") + line(f"{RELEASE} {STORY}", id="b"))
    run = ["dedup", "in.jsonl", "-o", "out.jsonl", "--match", "inside", "--keep", "first"]

    assert Exit.DONE == main(run)
    assert "1 record kept, inside one that stands later" in capsys.readouterr().err
    counts = json.loads((here / "out.jsonl.manifest.json").read_text())["counts"]
    assert (2, 0, 1) == (counts["kept"], counts["inside"], counts["inside_kept"])


def test_a_dry_run_tells_of_texts_inside_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its table has a column for them."""
    (here / "in.jsonl").write_bytes(line(RELEASE) + line(f"{RELEASE} {STORY} {STORY}"))

    assert Exit.DONE == main(["dedup", "in.jsonl", "-n", "--match", "exact,near,inside"])
    said = capsys.readouterr().err
    assert "threshold  exact  near  inside  removed" in said
    assert "0.9            0     0       1        1" in said
