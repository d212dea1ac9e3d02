"""Packed files and columns: read as what they hold, and named when they are cut, damaged, or a bomb."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet

from compare.corpus import read_documents
from compare.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Corpus

PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
LINES = b'{"text": "one", "id": 1}\n{"text": "two", "id": 2}\n'
FILES = {"a.txt": b"plain text", "a.md": b"# Head\n", "a.html": b"<p>page</p>", "a.jsonl": LINES}
ROWS = {"id": ["007", "8"], "text": ["one", "two"], "published": [dt.date(2011, 3, 31), None]}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured as on Linux")
WITHOUT_ARROW = """
import sys
sys.modules["pyarrow"] = None
from compare.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
SMALL_MEMORY = """
import resource, sys
import pyarrow
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from compare.corpus import read_documents
from compare.settings import ReadSettings
for item in read_documents(sys.argv[1:], ReadSettings()).skipped:
    if item.line is None: print(item.reason)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)  # ru_maxrss would be that of the tests, if they had more before
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, in which the test runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*paths: str, **settings: Any) -> Corpus:  # noqa: ANN401 - settings are of all types
    """What the paths hold."""
    return read_documents(paths, ReadSettings(**settings), stdin=BytesIO())


def texts(corpus: Corpus) -> list[str]:
    """The texts, once it is sure that nothing was skipped."""
    assert not corpus.skipped
    return [document.text for document in corpus.documents]


def write_columns(name: str, columns: dict[str, Any]) -> None:
    """A table in the format of its name; of Arrow, s.arrow has no table of contents."""
    table = pa.table(columns)
    if name.endswith(".parquet"):
        parquet.write_table(table, name)
        return
    make = pa.ipc.new_stream if name == "s.arrow" else pa.ipc.new_file
    with make(name, table.schema) as writer:
        writer.write_table(table)


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("name", FILES)
def test_packed_files_are_read_as_what_they_hold(here: Path, name: str, packing: str) -> None:
    """Named, in a folder and found by a pattern; source and records as without the packing."""
    (here / name).write_bytes(FILES[name])
    plain = read(name)
    (here / name).unlink()
    (here / (name + packing.upper())).write_bytes(PACKERS[packing](FILES[name]))

    for path in (name + packing.upper(), ".", "a.*"):
        corpus = read(path)
        assert texts(plain) == texts(corpus)
        assert {"a"} == {document.source for document in corpus.documents}


@pytest.mark.parametrize("packing", PACKERS)
def test_standard_input_may_be_packed(packing: str) -> None:
    """It is known by how it begins."""
    for data in FILES.values():
        packed = read_documents(["-"], ReadSettings(), stdin=BytesIO(PACKERS[packing](data)))
        plain = read_documents(["-"], ReadSettings(), stdin=BytesIO(data))

        assert texts(plain) == texts(packed)


@pytest.mark.parametrize("packing", PACKERS)
def test_every_cut_is_told(here: Path, packing: str) -> None:
    """Wherever a packed file ends too early it is named; records before that are read."""
    data = b"".join(b'{"text": "%d %d"}\n' % (number, number**7) for number in range(4000))
    packed = PACKERS[packing](data)
    generator = random.Random(1)  # noqa: S311 - any places will do, the same each time
    for place in sorted(generator.sample(range(len(packed)), 50)):
        (here / "r.jsonl").with_suffix(f".jsonl{packing}").write_bytes(packed[:place])
        corpus = read(f"r.jsonl{packing}")
        whole = [item for item in corpus.skipped if item.line is None]

        assert ["truncated" in item.reason or "damaged" in item.reason for item in whole] == [True]
        assert [f"{number} {number**7}" for number in range(len(corpus.documents))] == [
            document.text for document in sorted(corpus.documents, key=lambda one: int(one.text.split()[0]))
        ]
    assert corpus.documents


def test_half_a_text_is_none(here: Path) -> None:
    """A packed text that is cut off is skipped, and nothing is said of a part that was read."""
    (here / "a.txt.gz").write_bytes(gzip.compress(b"some text " * 500)[:-9])
    corpus = read("a.txt.gz")

    assert not corpus.documents
    assert ["truncated: its packed data has no end"] == [item.reason for item in corpus.skipped]


@pytest.mark.parametrize("packing", PACKERS)
def test_what_is_not_packed_as_it_is_called_is_told(here: Path, packing: str) -> None:
    """Neither truncated nor damaged."""
    (here / f"a.txt{packing}").write_bytes(b"plain text")

    assert "whatever its name says: rename it" in read(f"a.txt{packing}").skipped[0].reason


@LINUX
@pytest.mark.parametrize("name", ["bomb.txt.zst", "bomb.jsonl.zst", "bomb.csv.zst", "bomb.jsonl.gz"])
def test_bombs_do_not_go_off(here: Path, name: str) -> None:
    """A few kilobytes that unpack to hundreds of megabytes are refused, within little memory."""
    zeros = PACKERS[Path(name).suffix](bytes(64 << 20))
    line = PACKERS[Path(name).suffix](b"text\n")
    (here / name).write_bytes(line + zeros * 5)
    limited = SMALL_MEMORY.replace("3 << 30, 3 << 30", "900 << 20, 900 << 20").replace("import pyarrow\n", "")
    command = [sys.executable, "-c", limited, name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603

    assert "larger than" in done.stdout or "200 times its size" in done.stdout


@pytest.mark.parametrize("packing", ["", *PACKERS])
@pytest.mark.parametrize("name", ["a.parquet", "f.arrow", "s.arrow"])
def test_a_row_of_columns_is_a_document(here: Path, name: str, packing: str) -> None:
    """Its columns are the fields of a JSON line; its number is that of the row."""
    write_columns(name, ROWS)
    if packing:
        (here / (name + packing)).write_bytes(PACKERS[packing]((here / name).read_bytes()))
        (here / name).unlink()
    corpus = read(name + packing)

    assert ["one", "two"] == texts(corpus)
    assert [f"{name}{packing}:1", f"{name}{packing}:2"] == [document.id for document in corpus.documents]
    assert [dt.date(2011, 3, 31), None] == [document.published for document in corpus.documents]
    assert ["007", "8"] == [document.id for document in read(".", id="id").documents]


@pytest.mark.parametrize("name", ["a.parquet", "f.arrow", "s.arrow"])
@pytest.mark.usefixtures("here")
def test_odd_values_of_columns(name: str) -> None:
    """A missing text is a skipped row, bad UTF-8 a notice, a nested text is found, numbers name sources."""
    bad = pa.Array.from_buffers(pa.string(), 2, pa.array([b"b\xffd", b"x"], pa.binary()).buffers())
    write_columns(name, {"meta": [{"body": "inner"}, None], "text": bad, "who": [1.5, 2]})
    plain, nested = read(name, source="who"), read(name, text=("meta.body",))

    assert [("b\ufffdd", "1.5"), ("x", "2.0")] == [(one.text, one.source) for one in plain.documents]
    assert "not UTF-8" in (plain.documents[0].notice or "")
    assert ["inner"] == [document.text for document in nested.documents]
    assert [(name, 2)] == [(item.path, item.line) for item in nested.skipped]
    assert "no field 'meta.body'; it has: meta, text, who" in nested.skipped[0].reason
    assert not plain.skipped
    assert ["x"] == [document.text for document in read(name, max_doc_bytes=2).documents]


@pytest.mark.parametrize("name", ["a.parquet", "f.arrow", "s.arrow"])
@pytest.mark.usefixtures("here")
def test_columns_without_a_text_are_skipped_whole(name: str) -> None:
    """One reason, with the names there are and the remedy."""
    write_columns(name, {"body_text": ["a", "b"]})

    reason = read(name).skipped[0].reason
    assert "no field 'text' or 'content' or 'body'; it has: body_text. Hint: " in reason
    assert ["a", "b"] == texts(read(name, text=("body_text",)))


@pytest.mark.parametrize("name", ["a.parquet", "f.arrow", "s.arrow"])
def test_cut_and_changed_columns_are_told(here: Path, name: str) -> None:
    """A file that is cut anywhere is named; one with changed bytes is read or named, and crashes nothing."""
    write_columns(name, {"text": [f"text {number}" for number in range(50)]})
    whole = (here / name).read_bytes()
    generator = random.Random(1)  # noqa: S311 - as above
    for place in generator.sample(range(len(whole)), 60):
        (here / name).write_bytes(whole[:place])
        assert [None] == [item.line for item in read(name).skipped], place
        changed = bytearray(whole)
        changed[place] ^= 1 << generator.randrange(8)
        (here / name).write_bytes(changed)
        read(name)


@LINUX
@pytest.mark.usefixtures("here")
def test_endless_columns_are_refused() -> None:
    """A long text that stands in thousands of rows, of a file of a kilobyte, takes no memory to speak of."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 3000, pa.int32()), ["x" * (5 << 20)])
    parquet.write_table(pa.table({"text": texts}), "a.parquet", compression="zstd", store_schema=False)
    table = pa.table({"text": texts})
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file("a.arrow", table.schema, options=options) as writer:
        writer.write_table(table)
    command = [sys.executable, "-c", SMALL_MEMORY, "."]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    *reasons, megabytes = done.stdout.splitlines()

    assert 2 == len(reasons)
    assert all("200 times its size" in reason for reason in reasons)
    assert 400 > int(megabytes)


def test_what_is_missing_for_columns_is_told(here: Path) -> None:
    """Without pyarrow a report names what to install, reads the rest, and ends with 3."""
    write_columns("a.parquet", ROWS)
    (here / "b.txt").write_text("text", encoding="utf-8")
    command = [sys.executable, "-c", WITHOUT_ARROW, "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert 3 == done.returncode
    assert "skipped a.parquet: .parquet needs pyarrow" in done.stderr
    assert "pip install 'compare-texts[parquet]'" in done.stderr


def test_columns_are_not_loaded_in_vain(here: Path) -> None:
    """A report on texts does without pyarrow, which takes a sixth of a second."""
    (here / "b.txt").write_text("text", encoding="utf-8")
    code = "import sys; from compare.cli.main import main; main(['b.txt']); print('pyarrow' in sys.modules)"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603

    assert "False" == done.stdout.splitlines()[-1]
