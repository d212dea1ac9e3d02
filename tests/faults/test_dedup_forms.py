"""Packed, in another charset, a text or a page: dedup reads what an input holds, and names what it cannot."""

from __future__ import annotations

import errno
import gzip
import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import run as running
from compare.corpus import source as sources
from compare.corpus.rows import reading_again
from compare.corpus.verdict import decide_rows

if TYPE_CHECKING:
    from collections.abc import Callable

PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
BLOCK = 1 << 17  # bytes that zstd packs at once


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invent(size: int) -> str:
    """So many characters of text that hardly pack."""
    chance = random.Random(6)  # noqa: S311 - no secret
    return " ".join(f"w{chance.getrandbits(60):x}" for _ in range(size // 8))[:size]


def records(path: str) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def told(path: str = "out.jsonl.manifest.json") -> dict[str, list[tuple[str, int | None, str]]]:
    """What a run skipped and noted: path, line, reason."""
    manifest = json.loads(Path(path).read_bytes())
    return {
        kind: [(one["path"], one["line"], one["reason"]) for one in manifest[kind]]
        for kind in ("skipped", "notices")
    }


# --- packed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("size", [300, 2 * BLOCK])
def test_packed_texts_and_pages_are_texts(here: Path, packing: str, size: int) -> None:
    """They are read as they would be unpacked, however long they are."""
    text = invent(size)
    page = f"<html><body><article><p>{text}</p></article></body></html>"
    for name, content in {"a.txt": text, "b.md": text, "c.html": page}.items():
        (here / f"{name}{packing}").write_bytes(PACKERS[packing](content.encode()))

    outcome = compare.Dedup().run([f"{name}{packing}" for name in ("a.txt", "b.md", "c.html")], "out.jsonl")

    assert (3, 1, 2) == (outcome.read, outcome.kept, outcome.exact)
    assert not outcome.skipped
    assert [{"id": f"a.txt{packing}", "text": text}] == records("out.jsonl")


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_mark_is_found_in_packed_lines(here: Path, packing: str, charset: str) -> None:
    """Lines in UTF-16, or behind a byte-order mark, are those of the same file in UTF-8."""
    lines = "".join(json.dumps({"text": f"{number} {invent(BLOCK)}"}) + "\n" for number in range(2))
    (here / f"in.jsonl{packing}").write_bytes(PACKERS[packing](lines.encode(charset)))

    outcome = compare.Dedup().run([f"in.jsonl{packing}"], "out.jsonl")

    assert (2, ()) == (outcome.read, outcome.skipped)
    assert lines.encode().splitlines()[0] == (here / "out.jsonl").read_bytes().splitlines()[0]


@pytest.mark.parametrize("packing", PACKERS)
def test_a_first_part_that_tells_nothing(here: Path, packing: str) -> None:
    """Of a packed file with no other suffix, empty and blank parts at first do not say that it is lines."""
    pack = PACKERS[packing]
    (here / f"in{packing}").write_bytes(pack(b"") + pack(b"\n") + pack(b"A text, not a record."))

    assert (1, ()) == ((outcome := compare.Dedup().run([f"in{packing}"], "out.jsonl")).read, outcome.skipped)
    assert [{"id": f"in{packing}", "text": "\nA text, not a record."}] == records("out.jsonl")


# --- texts and pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("fields", ["body", "content,text", "meta.body", "id"])
def test_a_text_is_where_the_text_is_looked_for(here: Path, fields: str) -> None:
    """With --text, the record of a text has it in the first field named, as the records beside it have."""
    name = fields.split(",", maxsplit=1)[0]
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text("the quay is not for sale, she said")
    (here / "in" / "b.jsonl").write_text(json.dumps({name: "the quay is not for sale, she said"}) + "\n")
    (here / "in" / "c.html").write_text("<p>another story altogether</p>")

    assert Exit.DONE == main(["dedup", "in", "-o", "out.jsonl", "-q", "--text", fields])
    kept, gone = records("out.jsonl"), records("out.jsonl.removed.jsonl")
    assert ["the quay is not for sale, she said", "another story altogether"] == [one[name] for one in kept]
    assert [("in/b.jsonl:1", "in/a.txt")] == [(one["duplicate_path"], one["duplicate_of"]) for one in gone]


def test_the_limit_of_a_text_is_that_of_its_bytes(here: Path) -> None:
    """What JSON adds to a text does not count; a line of JSON counts as it stands."""
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text("\n" * 450 + "x" * 50)
    (here / "in" / "b.txt").write_text("y" * 501)
    (here / "in" / "c.jsonl").write_text(json.dumps({"text": "z" * 490}) + "\n")

    assert Exit.SKIPPED == main(["dedup", "in", "-o", "out.jsonl", "-q", "--max-doc-bytes", "500"])
    assert ["\n" * 450 + "x" * 50] == [one["text"] for one in records("out.jsonl")]
    reason = "larger than 500 bytes; raise --max-doc-bytes to read it"
    assert [("in/b.txt", None, reason), ("in/c.jsonl", 1, reason)] == told()["skipped"]


def test_a_text_is_skipped_by_its_name_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line of the spool that a text became is nothing that a user could look up."""
    (here / "a.txt").write_text("a text")
    (here / "b.txt").write_text("another text")
    monkeypatch.setattr("compare.corpus.rows.LARGEST_DOCUMENT", 35)

    assert Exit.SKIPPED == main(["dedup", "a.txt", "b.txt", "-o", "out.jsonl"])
    assert [("b.txt", None)] == [one[:2] for one in told()["skipped"]]
    assert "skipped b.txt: larger" in capsys.readouterr().err


def test_an_empty_text_is_a_document(here: Path) -> None:
    """A text without a word is read, kept and counted as empty, packed or not."""
    (here / "a.txt").touch()
    (here / "b.md").write_text("\n \n")
    (here / "c.txt.zst").write_bytes(zstandard.compress(b""))

    outcome = compare.Dedup().run(["a.txt", "b.md", "c.txt.zst"], "out.jsonl")

    assert (3, 3, 3) == (outcome.read, outcome.kept, outcome.empty)


# --- other charsets -------------------------------------------------------------------------------------


def test_only_what_was_replaced_is_counted(here: Path) -> None:
    """U+FFFD that stands in the input is no damage; half a character is, even at the end of the file."""
    good = json.dumps({"text": "a \ufffd of old"}, ensure_ascii=False) + "\n"
    (here / "good.jsonl").write_bytes(good.encode("utf-16"))
    (here / "bad.jsonl").write_bytes(good.encode("utf-16") + b"\x00\xd8" + "\n".encode("utf-16-le") + b"x")
    (here / "bad.txt").write_bytes("a \ufffd of old".encode("utf-16") + b"x")

    main(["dedup", "good.jsonl", "bad.jsonl", "bad.txt", "-o", "out.jsonl", "-q"])

    assert [
        ("bad.jsonl", None, "not all of it is utf-16; 2 shown as \ufffd"),
        ("bad.txt", None, "not all of it is utf-16; 1 shown as \ufffd"),
    ] == told()["notices"]


def test_a_charset_that_replaces_nothing_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read in it is named, and nobody is sent after a bug."""
    (here / "in.jsonl").write_text('{"text": "one"}\n')

    assert Exit.SKIPPED == main(["dedup", "in.jsonl", "-o", "out.jsonl", "--encoding", "idna"])
    assert "skipped in.jsonl: it cannot be read as idna; name another charset" in capsys.readouterr().err


# --- what the machine refuses ---------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc")
def test_a_file_that_cannot_be_read_is_skipped(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that opens, but gives an error instead of its first byte, costs itself alone."""
    (here / "in.jsonl").write_text('{"text": "one"}\n')

    assert Exit.SKIPPED == main(["dedup", "/proc/self/mem", "in.jsonl", "-o", "out.jsonl"])
    assert "skipped /proc/self/mem: input/output error" in capsys.readouterr().err
    assert 1 == len(records("out.jsonl"))


class WornTable:
    """A table whose first file has a bad place where its second part begins."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401 - any table
        self._table = table

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the table has
        return getattr(self._table, name)

    def __len__(self) -> int:
        return len(self._table)

    def scan(self, file: int, begin: int, end: int) -> Any:  # noqa: ANN401 - as the method gives
        """What the table gives, if the disk gives it."""
        if file == 0 and begin == 100:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return self._table.scan(file, begin, end)


def break_second_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the second part of the first file be where a disk is worn."""
    monkeypatch.setattr(sources, "PART", 100)
    make = running.make_table
    monkeypatch.setattr(running, "make_table", lambda *settings: WornTable(make(*settings)))


def test_what_stands_before_a_bad_place_is_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of the parts before it are taken, none behind it, other files are read, and it is named."""
    lines = [json.dumps({"text": f"record number {number}"}) + "\n" for number in range(20)]
    (here / "bad.jsonl").write_text("".join(lines))
    (here / "good.jsonl").write_text(lines[15])
    break_second_part(monkeypatch)

    assert Exit.SKIPPED == main(["dedup", "bad.jsonl", "good.jsonl", "-o", "out.jsonl", "-q"])
    before = sum(1 for number in range(20) if len("".join(lines[:number])) < 100)
    assert [*lines[:before], lines[15]] == Path("out.jsonl").read_text().splitlines(keepends=True)
    assert [("bad.jsonl", None, "input/output error; what could be read was read")] == told()["skipped"]


def test_a_bad_place_stops_a_run_that_is_to_stop(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --on-error fail the file is named, and nothing is written."""
    (here / "bad.jsonl").write_text('{"text": "a record"}\n' * 20)
    break_second_part(monkeypatch)

    assert Exit.SKIPPED == main(["dedup", "bad.jsonl", "-o", "out.jsonl", "--on-error", "fail"])
    assert capsys.readouterr().err.startswith("compare: bad.jsonl: input/output error")
    assert ["bad.jsonl"] == [path.name for path in here.iterdir()]


@pytest.mark.parametrize("number", [errno.ENOMEM, errno.EAGAIN])
def test_no_room_and_no_thread_are_memory(number: int) -> None:
    """What the kernels raise where memory runs out, or no thread can be started, is no error of an input."""
    with pytest.raises(MemoryError), reading_again([]):
        raise OSError(number, os.strerror(number))


def test_a_removed_record_that_was_skipped_is_our_bug(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row is kept, removed or skipped, one of them: if the marks say otherwise, no count is given."""
    (here / "in.jsonl").write_text('{"text": "a record"}\n' * 3)

    def skip_too(rows: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        rows.skipped_rows.add(1)  # a duplicate of row 0
        return decide_rows(rows, *rest, **more)

    monkeypatch.setattr(running, "decide_rows", skip_too)

    assert Exit.BUG == main(["dedup", "in.jsonl", "-o", "out.jsonl", "--dry-run"])
