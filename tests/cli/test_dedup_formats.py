"""Dedup reads and writes tables and columns: rows of one form pass as they are, others are converted."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import zstandard
from pyarrow import ipc, parquet

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import parts
from compare.settings import OutputSettings

STORY = (
    "the ferry left the quay at six in the morning with forty lorries on board and no passengers as the "
    "harbour office had asked for and the crew of the other one which lies in the dock for repairs until "
    "the end of the month was sent home and the drivers who had waited were told to come again on Monday"
)
OTHER = "a library in the old town lends tools and seeds to everybody who can show a card of membership"
NEWS = "rain fell on the hills all night and by the morning two roads were under water"
NEAR = STORY.replace("forty", "fifty")
pytestmark = pytest.mark.usefixtures("here")

COLUMN_FILES = [".parquet", ".arrow", ".feather"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(path: str) -> pa.Table:
    """All of a file of columns."""
    return parquet.read_table(path) if path.endswith(".parquet") else ipc.open_file(path).read_all()


def write(table: pa.Table, path: str, *, rows: int = 2) -> None:
    """Write a file of columns, in groups of a few rows."""
    if path.endswith(".parquet"):
        parquet.write_table(table, path, row_group_size=rows, compression="zstd")
        return
    with pa.OSFile(path, "wb") as file, ipc.new_file(file, table.schema) as out:
        out.write_table(table, rows)


def records(path: str) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def write_lines(path: str, lines: list[dict[str, Any]]) -> None:
    """Write a file of JSON lines."""
    Path(path).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def make_table() -> pa.Table:
    """Records with columns of all kinds, of which rows 1 and 4 go; row 3 has no text."""
    return pa.table(
        {
            "id": ["a", "b", "c", "d", "e"],
            "text": pa.array([STORY, NEAR, OTHER, None, STORY], pa.large_string()),
            "when": pa.array(
                [datetime(2024, 5, day, tzinfo=UTC) for day in range(1, 6)], pa.timestamp("ns", "UTC")
            ),
            "kind": pa.array(["x", "y", "x", None, "y"]).dictionary_encode(),
            "tags": [["p"], [], None, ["q", None], ["r"]],
            "meta": [
                {"n": 1, "to": [2.5]},
                None,
                {"n": 3, "to": None},
                {"n": 4, "to": []},
                {"n": 5, "to": []},
            ],
            "raw": pa.array([b"\xff\x00", b"text", None, b"", b"x"]),
            "score": pa.array([float("nan"), 1.5, None, 2.0, -1.0], pa.float32()),
        },
        metadata={"made by": "a test"},
    )


# --- rows of one form pass as they are --------------------------------------------------------------------


@pytest.mark.parametrize("suffix", COLUMN_FILES)
def test_columns_pass_with_their_types(suffix: str) -> None:
    """The rows that stay are those of the input, column for column, with the metadata of its schema."""
    table = make_table()
    write(table, f"in{suffix}")

    outcome = compare.Dedup().run([f"in{suffix}"], f"out{suffix}")
    made = read(f"out{suffix}")

    assert (5, 2, 1, 1, 1) == (outcome.read, outcome.kept, outcome.exact, outcome.near, outcome.unread)
    assert made.schema.equals(read(f"in{suffix}").schema, check_metadata=True)
    assert str(table.take([0, 2]).to_pylist()) == str(made.to_pylist())
    assert ["b", "e"] == [one["id"] for one in records(f"out{suffix}.removed.jsonl")]


def test_a_parquet_file_is_compressed_as_before() -> None:
    """What compressed the columns of the input compresses those of the output."""
    write(make_table(), "in.parquet")
    compare.Dedup().run(["in.parquet"], "out.parquet")

    group = parquet.ParquetFile("out.parquet").metadata.row_group(0)
    assert {"ZSTD"} == {group.column(number).compression for number in range(group.num_columns)}


@pytest.mark.parametrize("kind", ["string", "binary", "large_binary", "string_view"])
@pytest.mark.parametrize("suffix", [".parquet", ".arrow"])
def test_texts_of_all_types_are_read(kind: str, suffix: str) -> None:
    """Whatever the type of the column is, what is the same is found and the column keeps its type."""
    texts = pa.array([STORY, OTHER, None, STORY])
    views = getattr(pa, kind)()
    table = pa.table(
        {"text": texts.cast(views) if "view" not in kind else pa.array(texts.to_pylist(), views)}
    )
    if suffix == ".parquet" and "view" in kind:
        pytest.skip("Parquet has no such type")
    write(table, f"in{suffix}", rows=3)

    outcome = compare.Dedup().run([f"in{suffix}"], f"out{suffix}")

    assert (4, 2, 1, 1) == (outcome.read, outcome.kept, outcome.exact, outcome.unread)
    assert table.schema == read(f"out{suffix}").schema


def test_a_text_that_stands_once_for_many_rows_is_read() -> None:
    """A text column with a dictionary, whose batches have dictionaries of their own, stays one."""
    first = pa.table({"text": pa.array([STORY, OTHER, STORY]).dictionary_encode()})
    second = pa.table({"text": pa.array([None, NEWS, OTHER]).dictionary_encode()})
    write(first, "a.arrow")
    write(second, "b.arrow")

    outcome = compare.Dedup().run(["a.arrow", "b.arrow"], "out.arrow")

    assert (6, 3, 2, 1) == (outcome.read, outcome.kept, outcome.exact, outcome.unread)
    assert [STORY, OTHER, NEWS] == read("out.arrow")["text"].to_pylist()
    assert first.schema == read("out.arrow").schema


def test_rows_of_a_table_pass_as_they_stand() -> None:
    """Quoting, spaces and formulas of kept rows of CSV are not touched; line ends become newlines."""
    rows = [
        f'1,"{STORY}", x\r\n',
        '"2","a ""quoted""\nword, and\r\nmore lines of it","=1+1"\r\n',
        f"3,{STORY},y\r\n",
    ]
    Path("in.csv").write_bytes(("id,text,n\r\n" + "".join(rows)).encode())

    assert Exit.DONE == main(["dedup", "in.csv", "-o", "out.csv", "-q", "--id", "id"])
    assert ("id,text,n\n" + "".join(row[:-2] + "\n" for row in rows[:2])).encode() == Path(
        "out.csv"
    ).read_bytes()
    assert [("3", "1", "in.csv:6")] == [
        (one["id"], one["duplicate_of"], one["duplicate_path"]) for one in records("out.csv.removed.jsonl")
    ]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_packed_tables(suffix: str) -> None:
    """Tables are read and written packed."""
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[suffix]
    data = f"id\ttext\n1\t{STORY}\n2\t{STORY}\n3\t{OTHER}\n".encode()
    Path(f"in.tsv{suffix}").write_bytes(pack(data))

    assert Exit.DONE == main(["dedup", f"in.tsv{suffix}", "-o", f"out.tsv{suffix}", "-q"])
    assert Exit.DONE == main(["dedup", f"out.tsv{suffix}", "-o", "again.tsv", "-q"])
    assert f"id\ttext\n1\t{STORY}\n3\t{OTHER}\n".encode() == Path("again.tsv").read_bytes()


def test_a_table_in_another_charset_is_written_as_utf8() -> None:
    """Rows in the charset of --encoding, or behind a mark, are UTF-8 in the output."""
    Path("in.csv").write_bytes(f"id,text\n1,Caf\u00e9 {STORY}\n".encode("utf-16"))

    assert Exit.DONE == main(["dedup", "in.csv", "-o", "out.csv", "-q"])
    assert f"id,text\n1,Caf\u00e9 {STORY}\n".encode() == Path("out.csv").read_bytes()


# --- conversions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [*COLUMN_FILES, ".csv", ".tsv"])
def test_what_is_converted_and_back_is_the_same(suffix: str) -> None:
    """JSON lines of texts survive a way through each other form."""
    lines = [
        {"id": "1", "text": STORY + '"\n, \t;', "x": ""},
        {"id": "2", "text": "  = a formula", "x": "\x00'-"},
    ]
    Path("in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    assert Exit.DONE == main(["dedup", "in.jsonl", "-o", f"there{suffix}", "-q"])
    assert Exit.DONE == main(["dedup", f"there{suffix}", "-o", "back.jsonl", "-q"])
    back = records("back.jsonl")
    if suffix in {".csv", ".tsv"}:  # of which formulas are made harmless
        assert ["  = a formula", "\x00'-"] == [back[1][name].removeprefix("'") for name in ("text", "x")]
        back[1] = lines[1]
    assert lines == back


def test_columns_become_json_lines() -> None:
    """Times are ISO 8601, what is no number is null, and bytes that are no text stand in base 64."""
    write(make_table(), "in.parquet")
    compare.Dedup().run(["in.parquet"], "out.jsonl")

    first, second = records("out.jsonl")
    assert {
        "id": "a",
        "text": STORY,
        "when": "2024-05-01T00:00:00+00:00",
        "kind": "x",
        "tags": ["p"],
        "meta": {"n": 1, "to": [2.5]},
        "raw": "/wA=",
        "score": None,
    } == first
    assert (None, {"n": 3, "to": None}) == (second["raw"], second["meta"])


def test_nested_values_are_json_in_a_table() -> None:
    """Objects and lists stand as JSON, null as nothing, numbers as they are, formulas are made harmless."""
    record = {"text": STORY, "meta": {"a": [1, None]}, "n": -5, "no": None, "yes": True, "cell": "=cmd()"}
    other = {"text": OTHER, "more": "@x"}
    Path("in.jsonl").write_text(json.dumps(record) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    compare.Dedup().run(["in.jsonl"], "out.csv")

    rows = list(csv.reader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    assert ["text", "meta", "n", "no", "yes", "cell", "more"] == rows[0]
    assert [STORY, '{"a": [1, null]}', "-5", "", "true", "'=cmd()", ""] == rows[1]
    assert [OTHER, "", "", "", "", "", "'@x"] == rows[2]


def test_inputs_of_several_schemas_are_put_together() -> None:
    """Fields that only some have are null in the others, and numbers find a type that holds all of them."""
    write(pa.table({"text": [STORY], "n": pa.array([1], pa.int32())}), "a.parquet")
    write(pa.table({"n": [2.5], "text": [OTHER], "x": ["y"]}), "b.arrow")
    Path("c.jsonl").write_text(json.dumps({"text": "some other words here", "x": None}), encoding="utf-8")

    compare.Dedup().run(["a.parquet", "b.arrow", "c.jsonl"], "out.parquet")
    made = read("out.parquet")

    assert [1.0, 2.5, None] == made["n"].to_pylist()
    assert [None, "y", None] == made["x"].to_pylist()


def test_tables_with_other_fields_are_put_under_one_head() -> None:
    """Rows of the same fields in another order, or of fewer, are written anew."""
    Path("a.csv").write_text(f"id,text\n1,{STORY}\n", encoding="utf-8")
    Path("b.csv").write_text(f'text,id,n\n"{OTHER}",2,=x\n', encoding="utf-8")

    compare.Dedup().run(["a.csv", "b.csv"], "out.csv")

    assert f"id,text,n\n1,{STORY},\n2,{OTHER},=x\n" == Path("out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("left", "right"),
    [({"n": 1}, {"n": "one"}), ({"n": [1]}, {"n": {"a": 1}}), ({"n": 2**70}, {}), ({"n": [{}]}, {})],
)
@pytest.mark.parametrize("files", [1, 2])
def test_values_that_no_column_holds_are_told(
    here: Path,
    left: dict[str, object],
    right: dict[str, object],
    files: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The field and the file are named, and nothing is written."""
    lines = [json.dumps({"text": text, **more}) + "\n" for text, more in ((STORY, left), (OTHER, right))]
    for number in range(files):
        Path(f"in{number}.jsonl").write_text("".join(lines[number::files]), encoding="utf-8")
    paths = [f"in{number}.jsonl" for number in range(files)]

    assert Exit.USAGE == main(["dedup", *paths, "-o", "out.parquet", "-q"])
    told = capsys.readouterr().err
    assert "the field 'n' " in told
    assert ("in0.jsonl" in told) != ({"n": [{}]} == left)
    assert sorted(paths) == sorted(path.name for path in here.iterdir())


def test_half_a_character_is_no_hindrance() -> None:
    """What JSON can hold and UTF-8 cannot is U+FFFD in columns and tables."""
    Path("in.jsonl").write_text(
        '{"text": "a half \\\\ud800 of it"}\n'.replace("\\\\", "\\"), encoding="utf-8"
    )
    for suffix in (".parquet", ".csv"):
        assert Exit.DONE == main(["dedup", "in.jsonl", "-o", f"out{suffix}", "-q"])
    assert "\ufffd" in read("out.parquet")["text"][0].as_py()
    assert "\ufffd" in Path("out.csv").read_text(encoding="utf-8")


# --- folders and streams ----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".arrow"])
def test_a_folder_is_filled_in_shards(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of as many bytes as a shard has; all of them together are the one file, and old ones do not stay."""
    monkeypatch.setattr(parts, "SHARD", 1000)
    monkeypatch.setattr("compare.corpus.run.SHARD", 1000)
    monkeypatch.setattr("compare.corpus.rows.BATCH", 500)
    monkeypatch.setattr("compare.corpus.row_batches._RECORDS", 3)
    monkeypatch.setattr("compare.corpus.column_source._MOST_ROWS", 3)
    monkeypatch.setattr("compare.corpus.column_writer._GROUP", 500)
    texts = [f"{STORY} number {number} {OTHER if number % 2 else ''}" for number in range(40)]
    Path("in.jsonl").write_text("".join(json.dumps({"text": one}) + "\n" for one in texts), encoding="utf-8")
    exact = compare.DedupSettings(match=["exact"])
    if suffix != ".jsonl":
        compare.Dedup(settings=exact).run(["in.jsonl"], f"in{suffix}")

    compare.Dedup(settings=exact).run([f"in{suffix}"], "out/")
    shards = sorted(str(path) for path in Path("out").glob("kept-*"))
    compare.Dedup(settings=exact).run(shards, "all.jsonl")

    assert len(shards) > 2
    assert f"out/kept-00000{suffix}" == shards[0]
    assert texts == [one["text"] for one in records("all.jsonl")]
    listed = json.loads(Path("out/manifest.json").read_bytes())["files"]["kept"]
    assert [Path(shard).name for shard in shards] == listed

    Path("one.jsonl").write_text(json.dumps({"text": STORY}), encoding="utf-8")
    assert Exit.USAGE == main(["dedup", "one.jsonl", "-o", "out", "-q"])
    assert Exit.DONE == main(["dedup", "one.jsonl", "-o", "out", "-q", "--force"])
    assert ["kept-00000.jsonl"] == [path.name for path in Path("out").glob("kept-*")]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["a.jsonl", "b.txt"], "kept-00000.jsonl"),
        (["a.jsonl.gz"], "kept-00000.jsonl.gz"),
        (["a.csv"], "kept-00000.csv"),
        (["a.csv", "b.tsv"], "kept-00000.jsonl"),
        (["a.csv.zst"], "kept-00000.csv.zst"),
        (["a.jsonl", "a.jsonl.gz"], "kept-00000.jsonl"),
    ],
)
def test_a_folder_gets_what_its_inputs_are(here: Path, names: list[str], kept: str) -> None:
    """The form and the packing of the inputs, where all have the same; else JSON lines as they are."""
    for name in names:
        text = f"text\n{name} {OTHER}\n" if ".csv" in name or ".tsv" in name else json.dumps({"text": name})
        pack = {".gz": gzip.compress, ".zst": zstandard.compress}.get(Path(name).suffix, bytes)
        Path(name).write_bytes(pack(text.encode()))

    assert Exit.DONE == main(["dedup", *names, "-o", "out/", "-q"])
    assert (here / "out" / kept).is_file()


def test_stdout_gets_a_table_of_tables(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """-o - writes what the inputs are if these are tables, of columns JSON lines."""
    Path("in.csv").write_text(f"id,text\n1,{STORY}\n2,{STORY}\n", encoding="utf-8")
    write(pa.table({"text": [STORY]}), "in.parquet")

    assert Exit.DONE == main(["dedup", "in.csv", "-o", "-", "-q"])
    assert f"id,text\n1,{STORY}\n".encode() == capfdbinary.readouterr().out
    assert Exit.DONE == main(["dedup", "in.parquet", "-o", "-", "-q"])
    assert {"text": STORY} == json.loads(capfdbinary.readouterr().out)


def test_columns_come_through_a_pipe() -> None:
    """What has no name is known by its first bytes."""
    write(make_table(), "in.parquet")

    outcome = compare.Dedup().run(["-"], "out.parquet", stdin=io.BytesIO(Path("in.parquet").read_bytes()))

    assert (5, 2) == (outcome.read, outcome.kept)
    assert make_table().schema == read("out.parquet").schema


# --- fields -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".jsonl"])
def test_fields_in_objects_are_found(suffix: str) -> None:
    """--text, --id, --source and --date name columns, or what stands in a column of objects."""
    meta = [
        {"body": STORY, "at": "2024-05-01", "by": {"name": "north"}},
        {"body": STORY, "at": "2024-06-01", "by": {"name": "south"}},
    ]
    table = pa.table({"key": [7, 8], "meta": meta})
    if suffix == ".jsonl":
        Path("in.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in table.to_pylist()), encoding="utf-8"
        )
    else:
        write(table, f"in{suffix}")
    fields = [
        "--text",
        "meta.body",
        "--id",
        "key",
        "--source",
        "meta.by.name",
        "--keep",
        "newest",
        "--date",
        "meta.at",
    ]

    assert Exit.DONE == main(["dedup", f"in{suffix}", "-o", "out.jsonl", "-q", "--keep", "newest", *fields])
    assert [8] == [one["key"] for one in records("out.jsonl")]
    gone = records("out.jsonl.removed.jsonl")[0]
    assert ("8", f"in{suffix}:1") == (str(gone["duplicate_of"]), gone["duplicate_path"])
    sources = json.loads(Path("out.jsonl.manifest.json").read_bytes())["sources"]
    assert [("north", 1, 1), ("south", 1, 0)] == [
        (one["name"], one["read"], one["removed"]) for one in sources
    ]


def test_the_first_field_with_a_text_counts_in_each_row() -> None:
    """A row without the first of several columns of text has that of the second."""
    write(pa.table({"content": [OTHER, STORY, None], "text": [STORY, None, None]}), "in.parquet")

    outcome = compare.Dedup().run(["in.parquet"], "out.jsonl")

    assert (3, 1, 1, 1) == (outcome.read, outcome.kept, outcome.exact, outcome.unread)


# --- why --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv"])
def test_why_shows_both_texts(suffix: str) -> None:
    """Of a run over columns or tables `why` finds records by id and by place, kept and removed."""
    Path("in.jsonl").write_text(
        "".join(
            json.dumps({"id": name, "text": text}) + "\n"
            for name, text in zip("abc", (STORY, NEAR, OTHER), strict=True)
        ),
        encoding="utf-8",
    )
    settings = compare.DedupSettings(match=["exact"])
    compare.Dedup(settings=settings).run(["in.jsonl"], f"all{suffix}")
    job = compare.Dedup(read=compare.ReadSettings(id="id"))
    job.run([f"all{suffix}"], f"out{suffix}")

    gone = compare.why(f"out{suffix}", "b")
    assert ("near", "a") == (gone.kind, gone.kept)
    assert gone.texts is not None
    assert [STORY, NEAR] == [document.text for document in gone.texts]
    assert "kept" == compare.why(f"out{suffix}", "c").fate
    place = "all.csv:4" if suffix == ".csv" else f"all{suffix}:3"
    assert "kept" == compare.why(f"out{suffix}", place).fate
    Path(f"all{suffix}").unlink()
    again = compare.why(f"out{suffix}", "b")
    assert again.texts is not None
    assert STORY == again.texts[0].text


def test_a_dry_run_of_columns_tries_all_thresholds() -> None:
    """Files of columns are read again for each."""
    texts = [" ".join([*STORY.split()[:-shorter], *map(str, range(shorter))]) for shorter in range(1, 8)]
    write(pa.table({"text": texts}), "in.parquet")

    forecasts = compare.Dedup().run(["in.parquet"], OutputSettings(dry_run=True)).forecasts

    for one in forecasts:
        job = compare.Dedup(settings=compare.DedupSettings(threshold=one.threshold))
        assert one.near == job.run(["in.parquet"], OutputSettings(output="out.parquet", force=True)).near
