"""Files of columns and tables that are broken, hostile or odd: dedup accounts for every row of them."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import ipc, parquet

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import column_source
from compare.corpus import run as running
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = "the ferry left the quay at six in the morning with forty lorries on board and no passengers"
OTHER = "a library in the old town lends tools and seeds to everybody who can show a card of membership"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


pytestmark = pytest.mark.usefixtures("here")


def write_arrow(table: pa.Table, path: str, *, stream: bool = False, rows: int = 2) -> None:
    """Write an Arrow file or stream."""
    make = ipc.new_stream if stream else ipc.new_file
    with pa.OSFile(path, "wb") as file, make(file, table.schema) as out:
        out.write_table(table, rows)


def told(path: str) -> tuple[dict[str, int], list[tuple[str, int | None, str]], list[str]]:
    """The counts of a run, what it skipped, and its notices."""
    manifest: dict[str, Any] = json.loads(Path(f"{path}.manifest.json").read_bytes())
    skipped = [(one["path"], one["line"], one["reason"]) for one in manifest["skipped"]]
    counts = manifest["counts"]
    assert counts["read"] == counts["kept"] + counts["removed"] + counts["skipped"]
    return counts, skipped, [one["reason"] for one in manifest["notices"]]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary()])
def test_a_text_that_is_not_utf8_is_read_and_passes(kind: pa.DataType) -> None:
    """It is told with its row, found equal to what it is shown as, and its bytes stay what they are."""
    texts = pa.array(
        [b"a bad \xff byte in this text", "a bad \ufffd byte in this text".encode(), b"another text"], kind
    )
    parquet.write_table(pa.table({"text": texts}), "in.parquet")

    assert Exit.DONE == main(["dedup", "in.parquet", "-o", "out.parquet", "-q"])
    counts, _, notices = told("out.parquet")
    assert (3, 2, 1) == (counts["read"], counts["kept"], counts["exact"])
    assert ["1 byte was not UTF-8, the first at byte 6; shown as \ufffd"] == notices
    assert texts[0] == parquet.read_table("out.parquet")["text"][0]


def test_a_string_that_is_not_utf8_passes_as_it_is() -> None:
    """Also where the file says that it is a string."""
    offsets = pa.py_buffer(b"".join(number.to_bytes(4, "little") for number in (0, 11, 22)))
    text = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"bad \xff bytes" + b"other bytes"))
    write_arrow(pa.table({"text": text, "more": text}), "in.arrow")

    assert Exit.DONE == main(["dedup", "in.arrow", "-o", "out.arrow", "-q"])
    made = ipc.open_file("out.arrow").read_all()
    assert [b"bad \xff bytes", b"other bytes"] == made["text"].cast(pa.binary()).to_pylist()


def test_a_text_that_is_too_large_is_skipped() -> None:
    """--max-doc-bytes holds for cells of columns and rows of tables."""
    parquet.write_table(pa.table({"text": [STORY, "x" * 300, STORY, OTHER]}), "in.parquet")
    Path("in.csv").write_text(f'text\n{STORY}\n"{"x" * 300}"\n{STORY}\n', encoding="utf-8")

    for suffix in (".parquet", ".csv"):
        assert Exit.SKIPPED == main(
            ["dedup", f"in{suffix}", "-o", f"out{suffix}", "-q", "--max-doc-bytes", "200"]
        )
        counts, skipped, _ = told(f"out{suffix}")
        assert (1, 1) == (counts["exact"], counts["skipped"])
        row = 2 if suffix == ".parquet" else 3
        assert [(f"in{suffix}", row, "larger than 200 bytes; raise --max-doc-bytes to read it")] == skipped


def test_rows_without_a_text_are_skipped() -> None:
    """A null, or what is no text, is named with its row as in JSON lines."""
    parquet.write_table(pa.table({"text": pa.array([None, None], pa.string()), "n": [1, 2]}), "null.parquet")
    parquet.write_table(pa.table({"text": pa.array([1, None])}), "number.parquet")
    parquet.write_table(pa.table({"txt": ["a"]}), "other.parquet")
    parquet.write_table(pa.table({"text": [STORY]}), "good.parquet")
    names = [f"{name}.parquet" for name in ("null", "number", "other", "good")]

    assert Exit.SKIPPED == main(["dedup", *names, "-o", "out.jsonl", "-q"])
    counts, skipped, _ = told("out.jsonl")
    assert (5, 1, 4) == (counts["read"], counts["kept"], counts["skipped"])
    reasons = {(path, line): reason for path, line, reason in skipped}
    assert reasons["null.parquet", 2].startswith("the field 'text' holds null, not text; the others: n")
    assert "the field 'text' holds a number, not text" == reasons["number.parquet", 1]
    assert reasons["other.parquet", None].startswith("no field 'text' or 'content' or 'body'; it has: txt")


@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".stream.arrow"])
def test_a_cut_file_is_named_and_no_row_lost_silently(suffix: str) -> None:
    """Wherever a file ends too soon: it is read as far as it can be, and told as cut."""
    table = pa.table({"text": [f"{STORY} {number}" for number in range(30)]})
    if suffix == ".parquet":
        parquet.write_table(table, f"whole{suffix}", row_group_size=5)
    else:
        write_arrow(table, f"whole{suffix}", stream="stream" in suffix, rows=5)
    data = Path(f"whole{suffix}").read_bytes()
    Path("good.jsonl").write_text(json.dumps({"text": OTHER}) + "\n", encoding="utf-8")
    chance = random.Random(7)  # noqa: S311 - no secret
    for end in (0, 1, len(data) - 1, *(chance.randrange(len(data)) for _ in range(12))):
        Path(f"cut{suffix}").write_bytes(data[:end])

        code = main(
            ["dedup", f"cut{suffix}", "good.jsonl", "-o", "out.jsonl", "-q", "--force", "--match", "exact"]
        )
        assert Exit.SKIPPED == code
        counts, skipped, _ = told("out.jsonl")
        assert [f"cut{suffix}"] == [path for path, _, _ in skipped]
        assert counts["kept"] == counts["read"] == len(Path("out.jsonl").read_bytes().splitlines())


def test_damaged_columns_crash_nothing() -> None:
    """Arrow files with wrong bytes, for which pyarrow does not look, are told or read; nothing crashes."""
    table = pa.table(
        {
            "text": [STORY, OTHER, None, STORY],
            "n": [1, 2, 3, 4],
            "d": pa.array(["x", "y", "x", "x"]).dictionary_encode(),
        }
    )
    write_arrow(table, "in.arrow")
    data = bytearray(Path("in.arrow").read_bytes())
    chance = random.Random(3)  # noqa: S311 - as above
    for _ in range(60):
        bad = bytearray(data)
        for _ in range(4):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        Path("bad.arrow").write_bytes(bad)

        code = main(["dedup", "bad.arrow", "-o", "out.arrow", "-q", "--force"])
        assert code in {Exit.DONE, Exit.SKIPPED, Exit.NO_OUTPUT, Exit.USAGE}


def test_a_small_file_that_holds_endlessly_much_is_refused() -> None:
    """A text that stands in very many rows, and once in the file."""
    text = pa.DictionaryArray.from_arrays(
        pa.array([0] * 100_000, pa.int32()), pa.array(["many words " * 50_000])
    )
    parquet.write_table(pa.table({"text": text}), "bomb.parquet", compression="zstd")

    assert Exit.SKIPPED == main(["dedup", "bomb.parquet", "-o", "out.parquet", "-q"])
    assert "it unpacks to more than 200 times its size" in told("out.parquet")[1][0][2]


def test_columns_of_one_name_pass_together() -> None:
    """A file with two columns of a name passes as it is, and with another is refused."""
    twice = pa.Table.from_arrays(
        [pa.array([STORY, OTHER]), pa.array([1, 2]), pa.array([3, 4])], names=["text", "n", "n"]
    )
    write_arrow(twice, "in.arrow")
    write_arrow(pa.table({"text": ["more of it"]}), "more.arrow")

    assert Exit.DONE == main(["dedup", "in.arrow", "-o", "out.arrow", "-q"])
    assert twice.equals(ipc.open_file("out.arrow").read_all())
    assert Exit.USAGE == main(["dedup", "in.arrow", "more.arrow", "-o", "both.arrow", "-q"])
    assert not Path("both.arrow").exists()


def test_rows_of_a_table_that_are_wrong_are_skipped() -> None:
    """Too few fields, a NUL, signs behind a quotation mark, and a mark that is not closed."""
    rows = [
        f"1,{STORY}",
        "2",
        f'3,"{OTHER}"x',
        f"4,a\0b {OTHER}",
        f"5,{STORY}",
        f'6,"open {STORY}',
        "7,never read",
    ]
    Path("in.csv").write_text("\n".join(["id,text", *rows]) + "\n", encoding="utf-8")

    assert Exit.SKIPPED == main(["dedup", "in.csv", "-o", "out.csv", "-q"])
    counts, skipped, _ = told("out.csv")
    assert (6, 2, 1, 3) == (counts["read"], counts["kept"], counts["removed"], counts["skipped"])
    assert [3, 4, 7] == [line for _, line, _ in skipped]
    assert "has no end; nothing behind it was read" in skipped[-1][2]
    assert "\n".join(["id,text", rows[0], rows[3], ""]) == Path("out.csv").read_text(encoding="utf-8")


def test_a_head_that_names_a_field_twice_is_told() -> None:
    """The rows pass with both, and the last one counts."""
    Path("in.csv").write_text(f"text,text\n{OTHER},{STORY}\nx,{STORY}\n", encoding="utf-8")

    assert Exit.DONE == main(["dedup", "in.csv", "-o", "out.csv", "-q"])
    counts, _, notices = told("out.csv")
    assert (1, ["the field 'text' stands twice; the last one counts"]) == (counts["exact"], notices)
    assert f"text,text\n{OTHER},{STORY}\n" == Path("out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
@pytest.mark.parametrize("change", [lambda data: data[:-5], lambda data: bytes(reversed(data))])
def test_a_file_that_changes_ends_the_run(
    suffix: str, change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written of what was read of two files, the old one and the new."""
    Path("in.jsonl").write_text(
        "".join(json.dumps({"text": f"{STORY} {one}"}) + "\n" for one in "abcabc"), encoding="utf-8"
    )
    compare.Dedup(settings=compare.DedupSettings(match=["exact"], keep="first")).run(
        ["in.jsonl"], f"in{suffix}"
    )
    decide = running.decide_rows

    def change_first(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
        place = Path(f"in{suffix}")
        place.write_bytes(change(place.read_bytes()))
        os.utime(place, (1, 1))
        return decide(*arguments, **named)

    monkeypatch.setattr(running, "decide_rows", change_first)
    with pytest.raises(InputError, match="changed while it was read"):
        compare.Dedup().run([f"in{suffix}"], f"out{suffix}")
    assert {"in.jsonl", f"in{suffix}"} <= {path.name for path in Path().iterdir()}
    assert not Path(f"out{suffix}").exists()


def test_a_full_disk_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the machine amid columns is told as one of the output, and nothing stays."""
    parquet.write_table(pa.table({"text": [STORY, OTHER]}), "in.parquet")
    real = os.write

    def refuse(handle: int, data: Any) -> int:  # noqa: ANN401 - whatever is written
        if os.path.realpath(f"/proc/self/fd/{handle}").startswith(str(Path.cwd() / ".out.parquet.")):
            raise OSError(28, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", refuse)
    assert Exit.NO_OUTPUT == main(["dedup", "in.parquet", "-o", "out.parquet", "-q"])
    assert ["in.parquet"] == [path.name for path in Path().iterdir()]


@pytest.mark.parametrize("rows", [1, 3, 1000])
@pytest.mark.parametrize("threads", [1, 3])
def test_the_same_file_comes_out_whatever_the_batches(
    rows: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the number of rows read at a time nor that of threads changes what is kept."""
    monkeypatch.setattr(column_source, "_MOST_ROWS", rows)
    texts = [f"{STORY} {number % 7}" if number % 3 else f"{OTHER} {number}" for number in range(50)]
    parquet.write_table(pa.table({"text": texts, "n": range(50)}), "in.parquet", row_group_size=8)

    settings = compare.DedupSettings(match=["exact"], keep="first")
    compare.Dedup(settings=settings, threads=threads).run(["in.parquet"], "out.parquet")

    kept = [texts.index(text) for text in dict.fromkeys(texts)]
    assert kept == parquet.read_table("out.parquet")["n"].to_pylist()
    assert [texts[row] for row in kept] == parquet.read_table("out.parquet")["text"].to_pylist()
