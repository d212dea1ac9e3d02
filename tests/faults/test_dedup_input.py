"""Broken and hostile inputs of dedup cost themselves alone, are named and counted, and never crash a run."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

from compare.cli.main import main
from compare.corpus import read_documents
from compare.settings import ReadSettings

COMMAND = [sys.executable, "-m", "compare", "dedup"]
GOOD = b'{"text": "a good record about the harbour and its boats"}\n'
CUT = "truncated: its packed data has no end; what could be read was read"
MEMORY = 2 << 30  # bytes of address space that hostile inputs must do with


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dedup(*arguments: object, limit: int | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - as subprocess takes them
    """Run the command; within so many bytes of memory, if that is said."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit or 0, limit or 0))

    command = [*COMMAND, *map(str, arguments)]
    settings = {"capture_output": True, "timeout": 120, "check": False, **more}
    return subprocess.run(command, preexec_fn=bound if limit else None, **settings)  # noqa: S603, PLW1510


def counts(out: str = "out.jsonl") -> dict[str, int]:
    """The counts of a run, once it is sure that they add up."""
    found = json.loads(Path(f"{out}.manifest.json").read_bytes())["counts"]
    assert found["read"] == found["kept"] + found["removed"] + found["skipped"]
    return found


def skipped(out: str = "out.jsonl") -> list[tuple[str, int | None, str]]:
    """What a run skipped: path, line, reason."""
    manifest = json.loads(Path(f"{out}.manifest.json").read_bytes())
    return [(one["path"], one["line"], one["reason"]) for one in manifest["skipped"]]


def test_bad_bytes_pass_through_and_are_named(here: Path) -> None:
    """A line that is not UTF-8 stays as it is; its place is told, other lines do not change."""
    bad = b'{"text": "bad \xff byte in a text of its own, quite long"}\n'
    (here / "in.jsonl").write_bytes(GOOD + bad + GOOD)

    done = dedup("in.jsonl", "-o", "out.jsonl")

    assert 0 == done.returncode
    assert GOOD + bad == (here / "out.jsonl").read_bytes()
    assert f"in.jsonl:2: 1 byte was not UTF-8, the first at byte {len(GOOD) + 14}".encode() in done.stderr
    assert 3 == counts()["read"]


def test_nul_and_half_characters_are_text(here: Path) -> None:
    """NUL bytes and lone surrogates in JSON are kept, their escapes as they were."""
    lines = [
        b'{"text": "a\\u0000b c d e f"}\n',
        b'{"text": "\\ud800 x y z"}\n',
        b'{"text": "\\ud800 x y z"}\n',
    ]
    (here / "in.jsonl").write_bytes(b"".join(lines))

    assert 0 == dedup("in.jsonl", "-o", "out.jsonl").returncode
    assert lines[0] + lines[1] == (here / "out.jsonl").read_bytes()
    assert json.loads((here / "out.jsonl.removed.jsonl").read_bytes())["text"].startswith("\ud800")


def test_other_charsets_are_decoded(here: Path) -> None:
    """UTF-16 and UTF-8 with a byte-order mark read as the same text; a binary file is skipped."""
    text = "The quay is not for sale, said Anna Berg on Monday in the harbour."
    (here / "in").mkdir()
    for name, charset in (("a.txt", "utf-8"), ("b.txt", "utf-8-sig"), ("c.txt", "utf-16")):
        (here / "in" / name).write_text(text, encoding=charset)
    (here / "in" / "d.jsonl").write_text(json.dumps({"text": text}) + "\n", encoding="utf-16")
    (here / "in" / "e.txt").write_bytes(b"abc\0def")

    assert 3 == dedup("in", "-o", "out.jsonl").returncode
    assert (4, 1) == (counts()["read"], counts()["kept"])
    assert ["in/e.txt"] == [path for path, _, _ in skipped()]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[" * 100_000, "nested too deep"),
        (b'{"text": "x", "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
        (b'{"text": "x", "n": NaN}', "NaN is no number"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "too many digits"),
        (b'["text"]', "not an object"),
        (b'{"text": 5}', "not text"),
        (b'{"other": "x"}', "no field"),
        (b'{"text": "cut', "invalid JSON"),
        (b'{"text": "x"} trailing', "invalid JSON"),
        (b'{"text": "x", "n": 01}', "invalid JSON"),
        (b'{"text": "x" "n": 1}', "invalid JSON"),
        (b"{'text': 'x'}", "invalid JSON"),
    ],
)
def test_a_broken_line_is_skipped_with_its_reason(here: Path, line: bytes, reason: str) -> None:
    """It costs itself alone, is named with path and line, and the run ends with 3."""
    (here / "in.jsonl").write_bytes(GOOD + line + b"\n" + b'{"text": "another good one"}\n')

    done = dedup("in.jsonl", "-o", "out.jsonl")

    assert 3 == done.returncode
    assert 2 == counts()["kept"]
    ((path, number, why),) = skipped()
    assert ("in.jsonl", 2) == (path, number)
    assert reason in why
    assert b"skipped in.jsonl:2: " in done.stderr


def test_a_field_that_stands_twice(here: Path) -> None:
    """The last one counts, and that is told."""
    (here / "in.jsonl").write_bytes(b'{"text": "one two", "text": "three four"}\n{"text": "three four"}\n')

    done = dedup("in.jsonl", "-o", "out.jsonl")

    assert b"compare: in.jsonl:1: the field 'text' stands twice; the last one counts\n" in done.stderr
    assert 1 == counts()["exact"]
    (document, _) = read_documents(["in.jsonl"], ReadSettings()).documents
    assert "line 1: the field 'text' stands twice; the last one counts" == document.notice


def test_a_byte_order_mark_alone_is_a_blank_line(here: Path) -> None:
    """Of files put together a mark may be left in a line of its own: no record, here as in the report."""
    mark = b"\xef\xbb\xbf"
    (here / "in.jsonl").write_bytes(GOOD + mark + b"\n" + mark + b" \r\n" + mark + GOOD + mark)

    assert 0 == dedup("in.jsonl", "-o", "out.jsonl").returncode
    assert (2, 3) == (counts()["read"], counts()["blank_lines"])
    corpus = read_documents(["in.jsonl"], ReadSettings())
    assert (2, 0) == (len(corpus.documents), len(corpus.skipped))


def test_other_names_of_a_file_are_told(here: Path) -> None:
    """A file is read once; its other names, and that it was named again, are told and in the manifest."""
    folder = here / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_bytes(GOOD)
    (folder / "b.jsonl").hardlink_to(folder / "a.jsonl")
    (folder / "c.jsonl").symlink_to("a.jsonl")
    (folder / "d.jsonl").write_bytes(GOOD)

    done = dedup("in", "./in/d.jsonl", "-o", "out.jsonl")

    told = [
        ("in/a.jsonl", "the same file as in/b.jsonl, in/c.jsonl, read once"),
        ("in/d.jsonl", "named more than once, read once"),
    ]
    assert 0 == done.returncode
    assert (2, 1) == (counts()["read"], counts()["kept"])
    assert all(f"compare: {path}: {notice}\n".encode() in done.stderr for path, notice in told)
    manifest = json.loads((here / "out.jsonl.manifest.json").read_bytes())
    assert told == [(one["path"], one["reason"]) for one in manifest["notices"]]
    assert b"named more than once" in dedup("-", "-", "-o", "-", input=GOOD).stderr
    assert b"named more than once" in dedup("in/d.jsonl", "in/d.jsonl", "-o", "-").stderr
    assert b"read once" not in dedup("in/a.jsonl", "in/d.jsonl", "-o", "-").stderr


def test_fail_stops_at_the_first(here: Path) -> None:
    """--on-error fail ends with 3, and nothing is written."""
    (here / "in.jsonl").write_bytes(GOOD + b"{broken\n")

    done = dedup("in.jsonl", "-o", "out.jsonl", "--on-error", "fail")

    assert 3 == done.returncode
    assert b"in.jsonl:2: invalid JSON" in done.stderr
    assert ["in.jsonl"] == [path.name for path in here.iterdir()]


def test_a_huge_line_is_not_held(here: Path) -> None:
    """A line of a gigabyte is skipped and named, in little memory."""
    with (here / "in.jsonl").open("wb") as file:
        file.write(GOOD)
        file.truncate(1 << 30)
    with (here / "in.jsonl").open("ab") as file:
        file.write(b"\n" + GOOD)

    done = dedup("in.jsonl", "-o", "out.jsonl", "--threads", "1", limit=MEMORY)

    assert 3 == done.returncode, done.stderr
    assert [("in.jsonl", 2)] == [(path, line) for path, line, _ in skipped()]
    assert (3, 1, 1) == (counts()["read"], counts()["kept"], counts()["exact"])


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_packed_file_that_is_cut_is_always_told(here: Path, packing: str) -> None:
    """Wherever it is cut, the run says so, keeps what could be read, and ends with 3."""
    text = " ".join(str(random.Random(1).random()) for _ in range(500))  # noqa: S311 - no secret
    whole = b"".join(json.dumps({"text": f"{number} {text}"}).encode() + b"\n" for number in range(20))
    packed = gzip.compress(whole) if packing == "gz" else zstandard.compress(whole)
    places = sorted(random.Random(2).sample(range(1, len(packed)), 5))  # noqa: S311 - as above
    for place in places:
        (here / f"in.jsonl.{packing}").write_bytes(packed[:place])

        done = dedup(f"in.jsonl.{packing}", "-o", "out.jsonl", "--force")

        assert 3 == done.returncode
        assert any(line is None and "truncated" in reason for _, line, reason in skipped())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.jsonl.gz", GOOD, "no .gz file, whatever its name says: rename it"),
        ("a.jsonl.gz", b"{}", "no .gz file, whatever its name says: rename it"),
        ("a.jsonl.gz", zstandard.compress(GOOD), "no .gz file but a .zst one: rename it"),
        ("a.jsonl.zst", gzip.compress(GOOD), "no .zst file but a .gz one: rename it"),
        ("a.txt.zst", b"a text", "no .zst file, whatever its name says: rename it"),
        ("a.jsonl.gz", b"\x1f", CUT),
        ("a.jsonl.zst", b"\x50\x2a\x4d\x18\x09", CUT),
    ],
)
def test_a_packed_file_that_is_none_is_told(here: Path, name: str, data: bytes, reason: str) -> None:
    """A file that is not packed as it is called is neither truncated nor damaged, and it says so."""
    (here / name).write_bytes(data)

    assert 3 == main(["dedup", name, "-o", "out.jsonl", "-q"])
    assert [(name, None, reason)] == skipped()


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_wide_characters_without_a_mark_need_a_name(here: Path, charset: str) -> None:
    """Each line says that --encoding is missing, and with it the records are read."""
    (here / "in.jsonl").write_bytes(GOOD.decode().encode(charset))

    assert 3 == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q"])
    assert all("name its charset, as in --encoding utf-16-le" in reason for _, _, reason in skipped())
    assert 0 == main(["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--encoding", charset, "--force"])
    assert 1 == counts()["kept"]


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_what_stands_behind_packed_data_is_told(here: Path, packing: str) -> None:
    """Trailing garbage is named; several members or frames are all read."""
    pack = gzip.compress if packing == "gz" else zstandard.compress
    (here / f"a.jsonl.{packing}").write_bytes(
        pack(GOOD) + pack(b'{"text": "second part"}\n') + b"garbage!" * 9
    )

    assert 3 == dedup(f"a.jsonl.{packing}", "-o", "out.jsonl").returncode
    assert 2 == counts()["read"]
    assert ["truncated" in reason or "damaged" in reason for _, _, reason in skipped()] == [True]


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_bomb_is_not_unpacked(here: Path, packing: str) -> None:
    """Zeros that unpack to hundreds of megabytes are refused, in little memory."""
    pack = gzip.compress if packing == "gz" else zstandard.compress
    (here / f"bomb.jsonl.{packing}").write_bytes(pack(bytes(300 << 20)))
    (here / "good.jsonl").write_bytes(GOOD)

    done = dedup(f"bomb.jsonl.{packing}", "good.jsonl", "-o", "out.jsonl", limit=MEMORY)

    assert 3 == done.returncode, done.stderr
    assert b"times its size" in done.stderr
    assert 1 == counts()["kept"]


def test_what_is_no_file_is_not_waited_for(here: Path) -> None:
    """A FIFO in a folder and a link to nothing are named, and the rest is read."""
    (here / "in").mkdir()
    os.mkfifo(here / "in" / "pipe.jsonl")
    (here / "in" / "gone.jsonl").symlink_to(here / "nowhere")
    (here / "in" / "loop").symlink_to(here / "in")
    (here / "in" / "good.jsonl").write_bytes(GOOD)

    assert 3 == dedup("in", "-o", "out.jsonl").returncode
    assert {"in/pipe.jsonl", "in/gone.jsonl", "in/loop"} == {path for path, _, _ in skipped()}
    assert 1 == counts()["kept"]


def test_an_empty_input_is_no_error(here: Path) -> None:
    """An empty file and an empty pipe give zero counts and 0."""
    (here / "in.jsonl").touch()

    assert 0 == dedup("in.jsonl", "-o", "out.jsonl").returncode
    assert 0 == counts()["read"]
    assert (0, b"") == ((done := dedup("-", input=b"")).returncode, done.stdout)


def test_line_ends_become_newlines(here: Path) -> None:
    """CR LF and a last line without an end are written with a newline; blank lines are counted apart."""
    (here / "in.jsonl").write_bytes(b'{"text": "one"}\r\n\r\n  \n{"text": "two"}')

    assert 0 == dedup("in.jsonl", "-o", "out.jsonl").returncode
    assert b'{"text": "one"}\n{"text": "two"}\n' == (here / "out.jsonl").read_bytes()
    assert (2, 2) == (counts()["read"], counts()["blank_lines"])


def test_stdin_to_stdout(here: Path) -> None:
    """A pipe in and a pipe out, packed or not; nothing is left behind."""
    wanted = GOOD
    for data in (GOOD + GOOD, gzip.compress(GOOD + GOOD), zstandard.compress(GOOD + GOOD)):
        done = dedup("-", input=data)
        assert (0, wanted) == (done.returncode, done.stdout), done.stderr
    assert [] == list(here.iterdir())


def test_ids_are_printed_as_they_are(here: Path) -> None:
    """Ids that look like numbers are not changed, in the trail or on stderr."""
    text = "the same text in two records of this file"
    (here / "in.jsonl").write_text(
        "".join(json.dumps({"id": name, "text": text}) + "\n" for name in ("00012", "1e3", 7))
    )

    done = dedup("in.jsonl", "-o", "out.jsonl", "--id", "id", "--pairs", "pairs.jsonl")

    trail = [json.loads(line) for line in (here / "out.jsonl.removed.jsonl").read_bytes().splitlines()]
    assert [("1e3", "00012"), (7, "00012")] == [(one["id"], one["duplicate_of"]) for one in trail]
    assert b" 00012\n" in done.stderr
    pairs = [json.loads(line) for line in (here / "pairs.jsonl").read_bytes().splitlines()]
    assert [("00012", "1e3"), ("00012", "7")] == [(one["left"], one["right"]) for one in pairs]
