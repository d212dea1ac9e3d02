"""What `compare dedup` says of settings that nothing in the inputs answers to."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import zstandard

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.settings import OutputSettings

TEXT = "the harbour minister resigned on monday after hundreds of boats had blocked the quay for three days"


def write(name: str, *records: dict[str, object]) -> None:
    """A file of JSON lines, all of the same text."""
    Path(name).write_text("".join(json.dumps({**record, "text": TEXT}) + "\n" for record in records))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notices(*arguments: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a run that succeeds says besides its summary."""
    assert Exit.DONE == main(["dedup", *arguments, "-o", "out.jsonl", "--force"])
    lines = capsys.readouterr().err.splitlines()
    return [line.removeprefix("compare: ") for line in lines if line.startswith("compare: ")]


@pytest.mark.usefixtures("here")
def test_dates_that_cannot_be_read_are_told_once_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """The first stands there with its place, and how many more there are; null and nothing are no dates."""
    undated = [{"date": "12 May 2024"}, {"date": 1715500000}, {"date": True}, {}]
    write("a.jsonl", {"date": "2024-05-01"}, *undated)
    write("b.jsonl", {"date": None}, {"date": ""}, {"published": "2024-05-02T10:00Z"})
    write("c.jsonl", {"published": ["2024"]})
    form = "is not ISO 8601 (such as 2024-05-31 or 2024-05-31T12:00:00Z) and counts as none"

    assert [
        f"a.jsonl:2: the date '12 May 2024' {form}, as with 2 more in this file",
        f"c.jsonl:1: the date \"['2024']\" {form}",
    ] == notices("a.jsonl", "b.jsonl", "c.jsonl", "--keep", "newest", capsys=capsys)
    assert "2024-05-02T10:00Z" == json.loads(Path("out.jsonl").read_bytes())["published"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("options", "absent", "effect", "there"),
    [
        (["--id", "uid"], "field 'uid', so", "records go by path and line", "the nearest is 'id'"),
        (
            ["--source", "outlet"],
            "field 'outlet', so",
            "the folder or file is the source",
            "the nearest is 'meta.outlet'",
        ),
        (
            ["--keep", "newest", "--date", "xyz"],
            "field 'xyz', so",
            "of equals the first one stays",
            "there are 'id', 'meta', 'meta.outlet', 'text'",
        ),
        (
            ["--keep", "newest"],
            "field 'date' or 'published', so",
            "of equals the first one stays",
            "there are 'id', 'meta', 'meta.outlet', 'text'",
        ),
        (
            ["--source", "meta.outlet", "--keep", "source:north,suoth"],
            "is of the source",
            "'suoth'",
            "the nearest is 'south'",
        ),
    ],
)
def test_a_name_that_no_record_has_is_told(
    options: list[str], absent: str, effect: str, there: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in a field's or a source's name is told once, with the nearest name there is."""
    write("in.jsonl", *({"id": one, "meta": {"outlet": one}} for one in ("north", "south")))

    (told,) = notices("in.jsonl", *options, capsys=capsys)
    assert "no record" in told
    assert told.endswith(f"{absent} {effect}; {there}")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "options",
    [
        ["--id", "id", "--source", "meta.outlet"],
        ["--keep", "newest"],
        ["--keep", "newest", "--date", "when"],
        ["--keep", "source:in,other"],
    ],
)
def test_a_name_that_some_record_has_is_not_told(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One record is enough, wherever it stands; and where none could be read, none is missed."""
    write("in.jsonl", {}, {"id": 7, "meta": {"outlet": "x"}, "published": "2024-05-02", "when": "2024"})
    write("other.jsonl", {})
    Path("empty.jsonl").write_bytes(b"")

    assert not [
        line for line in notices("in.jsonl", "other.jsonl", *options, capsys=capsys) if "no record" in line
    ]
    assert [] == notices("empty.jsonl", *options, capsys=capsys)


def test_a_name_that_is_not_there_is_in_the_outcome(here: Path) -> None:
    """From Python the same stands among the notices."""
    write("in.jsonl", {"id": "a"})
    job = compare.Dedup(read=compare.ReadSettings(id="uid"))

    noted = job.run(["in.jsonl"], OutputSettings(dry_run=True)).notices

    assert ["--id"] == [notice.path for notice in noted]
    assert ["in.jsonl"] == [path.name for path in here.iterdir()]


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_id_is_none(here: Path, blank: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A record without anything in its id goes by path and line, wherever it is named."""
    write("in.jsonl", {"id": blank, "site": blank}, {"id": blank, "site": blank}, {"id": "x", "site": "s"})
    options = ["--id", "id", "--source", "site", "--pairs", "pairs.jsonl"]
    main(["dedup", "in.jsonl", "-o", "out.jsonl", *options])

    shown = capsys.readouterr().err
    assert "3  in.jsonl:1" in shown
    assert ["in", "2", "1"] in [line.split() for line in shown.splitlines()]  # the file is the source
    pairs = [json.loads(line) for line in (here / "pairs.jsonl").read_bytes().splitlines()]
    assert [("in.jsonl:1", "in.jsonl:2"), ("in.jsonl:1", "x")] == [
        (one["left"], one["right"]) for one in pairs
    ]
    removed = [json.loads(line) for line in (here / "out.jsonl.removed.jsonl").read_bytes().splitlines()]
    assert ["in.jsonl:1"] * 2 == [one["duplicate_of"] for one in removed]


def test_a_packed_file_is_the_source_that_it_is_unpacked(here: Path) -> None:
    """The source of a file is its name without the suffix, and without that of its packing."""
    write("a.jsonl", {})
    (here / "a.jsonl.gz").write_bytes(gzip.compress(Path("a.jsonl").read_bytes()))
    (here / "b.ndjson.zst").write_bytes(zstandard.compress(Path("a.jsonl").read_bytes()))

    sources = compare.Dedup().run(["."], OutputSettings(dry_run=True)).sources
    assert [("a", 2), ("b", 1)] == [(source.name, source.read) for source in sources]
