"""What `compare why` says of ids that several records have, and of files of a run that are gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import compare
from compare.cli.exits import Exit
from compare.cli.main import main

STORY = "the mill on the river has ground its last sack of flour and nobody knows who will buy the stones"
NEAR = STORY.replace("stones", "wheel")
OTHER = "seven geese walked over the bridge at noon and the mayor waited for them with all the others"


def write(*records: tuple[str, str]) -> None:
    """in.jsonl with records of an id and a text."""
    lines = [json.dumps({"id": name, "text": text}) + "\n" for name, text in records]
    Path("in.jsonl").write_text("".join(lines))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)


def why(run: str, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What is printed, on one line."""
    capsys.readouterr()
    assert Exit.DONE == main(["why", run, name])
    return " ".join(capsys.readouterr().out.split())


def test_records_of_one_id_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """The first that went is explained, and it is said where the others stand."""
    write(("x", STORY), ("x", STORY), ("y", OTHER), ("x", NEAR), ("y", OTHER + " again"))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q", "--threshold", "0.7"])

    shown = why("out.jsonl", "x", capsys)
    assert shown.startswith(
        "x (in.jsonl:2) was removed: it has the same text as x (in.jsonl:1), which was kept."
    )
    wanted = "3 records have this id: in.jsonl:2, in.jsonl:4, line 1 of out.jsonl (kept). This is the first;"
    assert wanted in shown
    assert "x (in.jsonl:4) was removed" not in shown
    assert "have this id" not in why("out.jsonl", "in.jsonl:4", capsys)
    assert "2 records have this id: in.jsonl:3, line 2 of out.jsonl (kept)" in why("out.jsonl", "y", capsys)


def test_kept_records_of_one_id_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """Several that stay are several, of an annotated run with the places of their inputs."""
    write(("x", STORY), ("x", OTHER))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q"])
    main(["dedup", "in.jsonl", "-o", "all.jsonl", "--id", "id", "-q", "--annotate"])

    shown = why("out.jsonl", "x", capsys)
    assert shown.startswith("x was kept. No record was removed because of it. 2 records have this id: ")
    assert "line 1 of out.jsonl (kept), line 2 of out.jsonl (kept)." in shown
    assert "2 records have this id: in.jsonl:1 (kept), in.jsonl:2 (kept)." in why("all.jsonl", "x", capsys)


def test_many_records_of_one_id_are_counted() -> None:
    """The first few are named."""
    write(*[("x", STORY)] * 9)
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q"])

    found = compare.why("out.jsonl", "x")
    assert 9 == found.namesake_count
    assert tuple(f"in.jsonl:{line}" for line in range(2, 7)) == found.namesakes


def test_a_text_of_another_record_of_that_id_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the inputs are gone the kept text comes from the output only if it is the one of that id."""
    write(("x", STORY), ("x", OTHER), ("y", NEAR))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q", "--threshold", "0.7"])
    Path("in.jsonl").unlink()

    shown = why("out.jsonl", "y", capsys)
    assert "y (in.jsonl:3) was removed: it is a near duplicate of x (in.jsonl:1)" in shown
    assert "The two texts are not shown" in shown
    assert "geese" not in shown


@pytest.mark.parametrize("run", ["out", "out/kept-00000.jsonl", "out/removed.jsonl", "out/manifest.json"])
def test_each_file_of_a_folder_is_the_run(run: str) -> None:
    """A run is known by its folder and by what lies in it."""
    write(("x", STORY), ("y", STORY))
    main(["dedup", "in.jsonl", "-o", "out/", "--id", "id", "-q"])

    assert "x" == compare.why(run, "y").kept


@pytest.mark.parametrize("run", ["out.jsonl", "out.jsonl.removed.jsonl", "out.jsonl.manifest.json"])
def test_each_file_beside_the_output_is_the_run(run: str) -> None:
    """A run is known by OUT and by what lies beside it."""
    write(("x", STORY), ("y", STORY))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q"])

    assert "x" == compare.why(run, "y").kept


def test_without_the_output_what_went_is_still_known(capsys: pytest.CaptureFixture[str]) -> None:
    """What stays is known by its path and line then; without the removed records nothing is."""
    write(("x", STORY), ("y", STORY))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q"])
    Path("out.jsonl").unlink()

    assert "has the same text as x" in why("out.jsonl", "y", capsys)
    assert "in.jsonl:1 was kept" in why("out.jsonl", "in.jsonl:1", capsys)
    assert Exit.USAGE == main(["why", "out.jsonl", "z"])
    assert "of those that stay, which are in out.jsonl, which is gone" in capsys.readouterr().err
    Path("out.jsonl.removed.jsonl").unlink()
    assert Exit.NO_INPUT == main(["why", "out.jsonl", "y"])
    assert (
        "out.jsonl.removed.jsonl, in which it stood what became of records, is gone"
        in capsys.readouterr().err
    )


def test_scores_are_the_same_everywhere() -> None:
    """The score of a removed record is that of its pair, whole, so that others may filter by it."""
    write(("x", STORY), ("y", NEAR))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--threshold", "0.7", "--pairs", "pairs.jsonl"])

    (pair,) = map(json.loads, Path("pairs.jsonl").read_bytes().splitlines())
    (removed,) = map(json.loads, Path("out.jsonl.removed.jsonl").read_bytes().splitlines())
    assert pair["score"] == removed["duplicate_score"] == compare.why("out.jsonl", "in.jsonl:2").score
    assert pair["score"] != round(pair["score"], 6)
