"""What `compare dedup` and `compare why` write, say, and end with."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.errors import SettingsError
from compare.settings import OutputSettings

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "the harbour minister resigned on monday after hundreds of boats had blocked the quay for three days and "
    "the owners of the ferries asked the government for help with the cost of the fuel that they had lost"
).split()
STORY = " ".join(WORDS)
NEAR = " ".join([*WORDS[:-1], "burnt"])
BESIDE = ("--removed", "--manifest", "--pairs")
OTHER = "quite another story about a bridge that nobody wants to pay for in this poor town of ours"


def line(text: str, **fields: object) -> bytes:
    """A record as a line of JSON, spaced in a way of its own."""
    return json.dumps({**fields, "text": text}, ensure_ascii=False, separators=(" , ", " :")).encode() + b"\n"


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(one) for one in path.read_bytes().splitlines()]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a small corpus of two near, two equal and one other record."""
    monkeypatch.chdir(tmp_path)
    lines = [line(NEAR, id="a"), line(STORY, id="b"), line(OTHER, id="c"), line(OTHER, id="d")]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def test_duplicates_go_and_the_rest_stays_byte_for_byte(here: Path) -> None:
    """One of each group stays, its line as it was; the trail holds the others with the reason."""
    lines = (here / "in.jsonl").read_bytes().splitlines(keepends=True)

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q"])
    assert lines[0] + lines[2] == (here / "out.jsonl").read_bytes()
    removed = records(here / "out.jsonl.removed.jsonl")
    assert [("b", "a", "near"), ("d", "c", "exact")] == [
        (one["id"], one["duplicate_of"], one["duplicate_kind"]) for one in removed
    ]
    assert 0.8 <= removed[0]["duplicate_score"] < 1.0 == removed[1]["duplicate_score"]
    assert "in.jsonl:2" == removed[0]["duplicate_path"]


def test_the_rest_of_a_removed_line_is_as_it_was(here: Path) -> None:
    """Fields are added before the closing brace, and nothing else is touched."""
    original = (here / "in.jsonl").read_bytes().splitlines()[3]
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])

    assert (here / "out.jsonl.removed.jsonl").read_bytes().splitlines()[1].startswith(original[:-1] + b", ")


def test_the_manifest_adds_up(here: Path) -> None:
    """Read is kept, removed and skipped; settings and inputs are there to run it again."""
    with (here / "in.jsonl").open("ab") as file:
        file.write(b"\n{broken\n")

    assert Exit.SKIPPED == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--threshold", "0.7"])
    manifest = json.loads((here / "out.jsonl.manifest.json").read_bytes())
    counts = manifest["counts"]
    assert counts["read"] == 5 == counts["kept"] + counts["removed"] + counts["skipped"]
    assert (1, 1) == (counts["skipped"], counts["blank_lines"])
    assert 0.7 == manifest["settings"]["threshold"]
    assert "in.jsonl" == manifest["inputs"][0]["path"]
    assert (here / "in.jsonl").stat().st_size == manifest["inputs"][0]["bytes"]
    assert [("in.jsonl", 6)] == [(one["path"], one["line"]) for one in manifest["skipped"]]


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (["--keep", "first"], ["1", "3"]),
        (["--keep", "longest"], ["2", "3"]),
        (["--keep", "newest"], ["2", "4"]),
        (["--keep", "newest", "--date", "when"], ["1", "3"]),
        (["--keep", "source:y,x", "--source", "outlet"], ["2", "3"]),
        (["--match", "exact"], ["1", "2", "3"]),
        (["--match", "near"], ["2", "3"]),
        (["--threshold", "0.99"], ["1", "2", "3"]),
        (["--min-tokens", "50"], ["1", "2", "3"]),
    ],
)
def test_settings_choose_what_stays(here: Path, arguments: list[str], kept: list[str]) -> None:
    """The keep order, the kinds of duplicates and their limits do what they say."""
    lines = [
        line(NEAR, id="1", outlet="x", published="2024-01-01", when="2024-05-05T10:00:00Z"),
        line(STORY + " today", id="2", outlet="y", published="2024-01-02"),
        line(OTHER, id="3", outlet="x", date="2023-12-31", when="2024-01-01"),
        line(OTHER, id="4", outlet="x", date="2024-01-01T01:00:00+00:30", when=None),
    ]
    (here / "in.jsonl").write_bytes(b"".join(lines))

    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--id", "id", *arguments])

    assert kept == [one["id"] for one in records(here / "out.jsonl")]


def test_empty_records_are_nobodys_duplicates(here: Path) -> None:
    """Without a word in them they stay, all of them; --drop-empty removes and counts them."""
    (here / "in.jsonl").write_bytes(line("") + line(" ") + line("\n") + line(OTHER))

    main(["dedup", "in.jsonl", "-o", "all.jsonl", "-q"])
    main(["dedup", "in.jsonl", "-o", "some.jsonl", "-q", "--drop-empty"])

    assert 4 == len(records(here / "all.jsonl"))
    assert [OTHER] == [one["text"] for one in records(here / "some.jsonl")]
    removed = records(here / "some.jsonl.removed.jsonl")
    assert [("empty", None)] * 3 == [(one["duplicate_kind"], one["duplicate_of"]) for one in removed]


def test_short_and_unspaced_texts_are_told_apart(here: Path) -> None:
    """Texts shorter than a shingle are duplicates when equal, and two Chinese texts only when near."""
    chinese = "北京市政府今天宣布新的交通规则将于下个月开始实施请市民注意"
    texts = ["hi", "hi", "ok", chinese, chinese + "了", chinese[::-1]]
    (here / "in.jsonl").write_bytes(b"".join(map(line, texts)))

    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])

    assert ["hi", "ok", chinese + "了", chinese[::-1]] == [one["text"] for one in records(here / "out.jsonl")]


def test_packed_files_folders_and_texts_are_read(here: Path) -> None:
    """Gzip, zstd, text files and pages go through as JSON lines, in sorted order."""
    folder = here / "crawl"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.jsonl.gz").write_bytes(
        gzip.compress(line(STORY, id="a")) + gzip.compress(line("x y z", id="aa"))
    )
    (folder / "b.ndjson.zst").write_bytes(zstandard.compress(line(STORY, id="b")))
    (folder / "c.txt").write_text(OTHER, encoding="utf-8")
    (folder / "d.html").write_text(f"<title>T</title><p>{OTHER}</p>", encoding="utf-8")
    (folder / "e.txt").write_text("Caf\u00e9 an der Br\u00fccke", encoding="utf-16")
    (folder / "sub" / "f.jsonl").write_bytes(b"\xef\xbb\xbf" + line("the last one", id="f"))

    assert Exit.DONE == main(["dedup", "crawl", "-o", "out.jsonl", "-q"])
    texts = [(one["id"], one["text"]) for one in records(here / "out.jsonl")]
    assert [
        ("a", STORY),
        ("aa", "x y z"),
        ("crawl/c.txt", OTHER),
        ("crawl/e.txt", "Caf\u00e9 an der Br\u00fccke"),
        ("f", "the last one"),
    ] == texts


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_the_output_is_packed_as_its_name_says(here: Path, suffix: str) -> None:
    """.gz and .zst outputs hold the same lines, and can be read again as inputs."""
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    main(["dedup", "in.jsonl", "-o", f"out.jsonl{suffix}", "-q"])
    main(["dedup", f"out.jsonl{suffix}", "-o", "again.jsonl", "-q"])

    assert (here / "out.jsonl").read_bytes() == (here / "again.jsonl").read_bytes()


def test_a_folder_as_output(here: Path) -> None:
    """OUT/ gets the kept records, the removed ones and the manifest; old shards go with --force only."""
    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out/", "-q"])
    assert ["kept-00000.jsonl", "manifest.json", "removed.jsonl"] == sorted(
        path.name for path in (here / "out").iterdir()
    )

    (here / "out" / "kept-00007.jsonl").write_bytes(line("stale"))
    assert Exit.USAGE == main(["dedup", "in.jsonl", "-o", "out", "-q"])
    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "out", "-q", "--force"])
    assert not (here / "out" / "kept-00007.jsonl").exists()


def test_annotate_removes_nothing(here: Path) -> None:
    """Every record is written, with the fields behind its own; who has such a field is refused."""
    lines = (here / "in.jsonl").read_bytes().splitlines()

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "all.jsonl", "-q", "--annotate", "--id", "id"])
    marked = (here / "all.jsonl").read_bytes().splitlines()
    assert all(new.startswith(old[:-1] + b", ") for old, new in zip(lines, marked, strict=True))
    assert [None, "a", None, "c"] == [one["duplicate_of"] for one in records(here / "all.jsonl")]
    assert ["a", "a", "c", "c"] == [one["duplicate_group"] for one in records(here / "all.jsonl")]

    assert Exit.USAGE == main(["dedup", "all.jsonl", "-o", "b.jsonl", "-q", "--annotate"])
    assert not (here / "b.jsonl").exists()
    again = ["dedup", "all.jsonl", "-o", "b.jsonl", "-q", "--annotate", "--annotate-prefix", "again_"]
    assert Exit.DONE == main(again)


def test_pairs_are_listed(here: Path) -> None:
    """Every pair is there with kind and score, identical records as a star."""
    with (here / "in.jsonl").open("ab") as file:
        file.write(line(OTHER, id="e"))
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--id", "id", "--pairs", "pairs.jsonl"])

    pairs = records(here / "pairs.jsonl")
    assert [("a", "b", "near"), ("c", "d", "exact"), ("c", "e", "exact")] == [
        (one["left"], one["right"], one["kind"]) for one in pairs
    ]


def test_a_dry_run_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what would go, here and at other thresholds."""
    before = sorted(here.iterdir())

    assert Exit.DONE == main(["dedup", "in.jsonl", "--dry-run"])
    assert before == sorted(here.iterdir())
    shown = capsys.readouterr()
    assert "" == shown.out
    assert "2 would be removed (1 exact, 1 near)" in shown.err
    assert all(f"\n  {threshold} " in shown.err for threshold in ("0.7", "0.8", "0.9"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_a_dry_run_of_a_pipe_tries_all_thresholds(here: Path, pack: Callable[[bytes], bytes]) -> None:
    """What cannot be read twice is not: the forecasts are those of the same records in a file."""
    texts = [" ".join(["word", *WORDS[:-shorter], *map(str, range(shorter))]) for shorter in range(9)]
    data = b"".join(map(line, [*texts, OTHER, OTHER])) + b"{broken\n"
    (here / "in.jsonl").write_bytes(data)
    job, output = compare.Dedup(), OutputSettings(dry_run=True)

    piped = job.run(["-"], output, stdin=BytesIO(pack(data)))
    read = job.run(["in.jsonl"], output)

    assert [0.7, 0.8, 0.9] == [one.threshold for one in piped.forecasts]
    assert read.forecasts == piped.forecasts
    assert 1 == len({one.exact for one in piped.forecasts})
    assert 3 == len({one.near for one in piped.forecasts})
    assert (12, 1, 1) == (piped.read, piped.unread, len(piped.skipped))


def test_a_dry_run_says_what_the_runs_would_do(here: Path) -> None:
    """Each forecast is what a run at that threshold removes, of files of all kinds."""
    for number, pack in enumerate([bytes, gzip.compress, zstandard.compress]):
        texts = [" ".join(["word", *WORDS[: -number - more], *map(str, range(more))]) for more in range(9)]
        suffix = ["", ".gz", ".zst"][number]
        (here / f"in.jsonl{suffix}").write_bytes(pack(b"".join(map(line, texts))))
    (here / "in.txt").write_text(STORY, encoding="utf-16")
    paths = ["in.jsonl", "in.jsonl.gz", "in.jsonl.zst", "in.txt"]

    for one in compare.Dedup().run(paths, OutputSettings(dry_run=True)).forecasts:
        settings = compare.DedupSettings(threshold=one.threshold)
        made = compare.Dedup(settings=settings).run(paths, OutputSettings(output="out.jsonl", force=True))
        assert (one.exact, one.near) == (made.exact, made.near)


def test_a_dry_run_counts_what_is_empty(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would go is the same number in the summary and at the threshold of the run."""
    with (here / "in.jsonl").open("ab") as file:
        file.write(line("") + line("..."))
    main(["dedup", "in.jsonl", "-n", "--drop-empty"])
    shown = capsys.readouterr().err

    assert "4 would be removed (1 exact, 1 near, 2 empty)" in shown
    assert ["0.8", "1", "1", "2", "4"] == next(one.split() for one in shown.splitlines() if "  0.8 " in one)


def test_the_summary_names_what_went(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, groups, the closest removals, candidates, the curve and the cost stand on stderr."""
    (here / "more.jsonl").write_bytes(line(STORY + " \x1b]0;evil\x07", id="\x1b[2Jx"))
    main(["dedup", "in.jsonl", "more.jsonl", "-o", "out.jsonl", "--id", "id"])
    shown = capsys.readouterr()

    assert "" == shown.out
    for part in (
        "5 read",
        "kept",
        "removed (",
        "source",
        "largest of",
        "nearest the threshold",
        "0.8: 98.6%",
    ):
        assert part in shown.err
    assert "\x1b" not in shown.err


def test_quiet_is_quiet(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-q says nothing when nothing went wrong."""
    main(["dedup", str(here / "in.jsonl"), "-o", "out.jsonl", "-q"])

    assert ("", "") == capsys.readouterr()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["in.jsonl"], Exit.USAGE, "-o"),
        (["in.jsonl", "-o", "in.jsonl"], Exit.USAGE, "is the input"),
        (["in.jsonl", "-o", "x.jsonl.bz2"], Exit.USAGE, "name it .jsonl, .csv, .tsv, .arrow"),
        (["in.jsonl", "-o", "x.html"], Exit.USAGE, "that is not written"),
        (["in.jsonl", "-o", "x.parquet.gz"], Exit.USAGE, "a Parquet file is packed within"),
        (["in.jsonl", "-o", "x.csv", "--annotate"], Exit.USAGE, "--annotate writes JSON lines"),
        (["in.jsonl", "-o", "x", "--pairs", "x.parquet"], Exit.USAGE, "only JSON lines"),
        (["in.jsonl", "-o", "x", "--removed", "x.zip"], Exit.USAGE, "--removed x.zip: only JSON lines"),
        (["in.jsonl", "-o", "x", "--pairs", "x.xz"], Exit.USAGE, "--pairs x.xz: only JSON lines"),
        (["in.jsonl", "-o", "x", "--manifest", "x.json.gz"], Exit.USAGE, "name it .json"),
        *((["in.jsonl", "-o", "x", name, "-"], Exit.USAGE, "only -o writes to stdout") for name in BESIDE),
        *((["in.jsonl", "-o", "x", name, ""], Exit.USAGE, f"{name} names nothing") for name in BESIDE),
        (["in.jsonl", "-o", ""], Exit.USAGE, "--output names nothing"),
        (["in.jsonl", "-n", "--temp", ""], Exit.USAGE, "--temp names nothing"),
        (["in.jsonl", "-o", "x", "--num-perm", "1"], Exit.USAGE, "num-perm 1 is too small"),
        (["in.jsonl", "-o", "x", "--keep", "oldest"], Exit.USAGE, "keep must be"),
        (["in.jsonl", "-o", "x", "--match", "similar"], Exit.USAGE, "no kind 'similar'"),
        (["in.jsonl", "-o", "x", "--seed", "-1"], Exit.USAGE, "seed"),
        (["in.jsonl", "-o", "x", "--date", "when"], Exit.USAGE, "--keep newest"),
        (["in.jsonl", "-o", "x", "--removed", "./x"], Exit.USAGE, "same file"),
        (["nowhere.jsonl", "-o", "x"], Exit.NO_INPUT, "nowhere.jsonl"),
        (["in.jsonl", "-o", "no/folder/x"], Exit.NO_OUTPUT, "no folder"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], code: Exit, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each mistake ends with its code and one line that says what to do, and nothing is written."""
    before = sorted(Path.cwd().iterdir())

    assert code == main(["dedup", *arguments])
    error = capsys.readouterr().err
    assert message in error
    assert 1 == error.count("\n")
    assert before == sorted(Path.cwd().iterdir())


def test_why_says_by_which_record(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A removed record is explained with its twin, kind, score and a diff, by its id or its place."""
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "--id", "id", "-q"])
    for run in ("out.jsonl", "out.jsonl.manifest.json"):
        for name in ("b", "in.jsonl:2"):
            assert Exit.DONE == main(["why", run, name])
            shown = " ".join(capsys.readouterr().out.split())
            assert "was removed: it is a near duplicate of a (in.jsonl:1), which was kept" in shown
            assert "{+lost+}" in shown

    main(["why", "out.jsonl", "d"])
    assert "has the same text as c" in " ".join(capsys.readouterr().out.split())
    main(["why", "out.jsonl", "a"])
    assert "a was kept. 1 record went because of it: b." in " ".join(capsys.readouterr().out.split())
    assert here.is_dir()


@pytest.mark.usefixtures("here")
def test_why_knows_places_without_ids(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --id a record goes by its path and line, in a folder as in a file."""
    main(["dedup", "in.jsonl", "-o", "out/", "-q"])

    main(["why", "out", "in.jsonl:4"])
    assert "was removed" in capsys.readouterr().out
    main(["why", "out", "in.jsonl:3"])
    assert "in.jsonl:3 was kept" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_why_of_an_unknown_record(capsys: pytest.CaptureFixture[str]) -> None:
    """It is wrong use, and the nearest ids are named."""
    main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])

    assert Exit.USAGE == main(["why", "out.jsonl", "in.jsonl:22"])
    assert "'in.jsonl:2'" in capsys.readouterr().err
    assert Exit.NO_INPUT == main(["why", "nothing.jsonl", "x"])
    assert Exit.USAGE == main(["why", "in.jsonl", "x"])


def test_dedup_from_python(here: Path) -> None:
    """`compare.Dedup` does what the command does and gives the outcome."""
    job = compare.Dedup(settings=compare.DedupSettings(keep="first"))
    outcome = job.run(["in.jsonl"], "out.jsonl")

    assert (4, 2, 1, 1) == (outcome.read, outcome.kept, outcome.exact, outcome.near)
    assert 2 == len(records(here / "out.jsonl"))
    assert "near" == compare.why("out.jsonl", "in.jsonl:2").kind


def test_a_string_is_no_list_of_paths(here: Path) -> None:
    """Of a string in the place of a list the letters would be paths: it is refused, with the remedy."""
    for call in (lambda: compare.Dedup().run("in.jsonl", "out.jsonl"), lambda: compare.report("in.jsonl")):
        with pytest.raises(SettingsError, match=r"give \['in.jsonl'\]"):
            call()

    assert ["in.jsonl"] == sorted(path.name for path in here.iterdir())


def test_a_file_that_no_run_wrote_stays(here: Path) -> None:
    """--force takes away what an earlier run left, by its manifest, and nothing that only has such a name."""
    (here / "fd").mkdir()
    (here / "fd" / "removed.jsonl").write_text("precious")

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", "fd", "--no-trail", "--force", "-q"])
    assert "precious" == (here / "fd" / "removed.jsonl").read_text()
