"""Broken, hostile and vanishing inputs cost themselves alone, are named, and never hang or crash a run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.corpus import open as opening
from compare.corpus import read_documents
from compare.errors import InputError
from compare.settings import OnError, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compare.results import Corpus

ROOT = Path(__file__).parents[2]
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
from compare.corpus import read_documents
from compare.settings import ReadSettings
corpus = read_documents(sys.argv[1:], ReadSettings(max_doc_bytes=1 << 21))
for document in corpus.documents: print(document.id, len(document.text))
for item in corpus.skipped: print(item.path, item.line, item.reason)
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good file, in which the test runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text("good\n", encoding="utf-8")
    return tmp_path


def read(*paths: str, settings: ReadSettings | None = None) -> Corpus:
    """What the paths hold, standard input being empty."""
    return read_documents(paths, settings or ReadSettings(), stdin=BytesIO())


def reasons(corpus: Corpus) -> dict[str, str]:
    """Why each path was skipped, once it is sure that the good file was read."""
    assert ["good.txt"] == [document.path for document in corpus.documents if document.path == "good.txt"]
    return {skipped.path: skipped.reason for skipped in corpus.skipped}


def test_what_is_no_file_is_not_waited_for(here: Path) -> None:
    """A FIFO, a socket and a device are named with their kind, in a folder or given themselves."""
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")

        found = reasons(read(".", "/dev/null"))

    assert {
        "pipe.txt": "a FIFO, not a file",
        "socket": "a socket, not a file",
        "/dev/null": "a device, not a file",
    } == found
    assert "a FIFO, not a file" == read("pipe.txt").skipped[0].reason
    assert here.is_dir()


def test_links_are_followed_to_files_only(here: Path) -> None:
    """Links back to a folder are not followed, and a link to nothing is named."""
    (here / "sub").mkdir()
    for name in ("one", "two"):
        (here / "sub" / name).symlink_to(here)
    (here / "dangling.txt").symlink_to(here / "gone")
    (here / "loop.txt").symlink_to(here / "loop.txt")

    wanted = {
        "dangling.txt": "a link to nothing",
        "loop.txt": "a link that leads back to itself",
        "sub/one": "a link to a folder, not followed",
        "sub/two": "a link to a folder, not followed",
    }

    assert wanted == reasons(read("."))
    assert ["good.txt"] == [document.path for document in read("**/*.txt").documents]
    assert {name: wanted[name] for name in ("dangling.txt", "loop.txt")} == reasons(
        read("good.txt", "dangling.txt", "loop.txt")
    )


def test_a_link_to_a_folder_that_is_named_is_followed(here: Path) -> None:
    """The user may give a link as the folder to read."""
    (here / "folder").mkdir()
    (here / "folder" / "a.txt").touch()
    (here / "link").symlink_to(here / "folder")

    assert ["link/a.txt"] == [document.path for document in read("link").documents]


@pytest.fixture
def nobody(here: Path) -> Iterator[None]:
    """Let the test run without root's right to read everything."""
    here.chmod(0o755)
    (here / "good.txt").chmod(0o644)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    if user == 0:
        os.seteuid(user)


@pytest.fixture
def locked(here: Path) -> Iterator[None]:
    """A file and a folder that nobody may read."""
    (here / "locked.txt").touch(mode=0o000)
    (here / "closed").mkdir()
    (here / "closed" / "inner.txt").touch()
    (here / "closed").chmod(0o000)
    yield
    (here / "closed").chmod(0o755)


@pytest.fixture
def half(here: Path) -> Iterator[None]:
    """A folder whose names may be listed while nothing in it may be looked at."""
    folder = here / "half"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").touch()
    (folder / "sub" / "b.txt").touch()
    folder.chmod(0o444)
    yield
    folder.chmod(0o755)


@pytest.mark.usefixtures("here", "locked", "nobody")
def test_what_may_not_be_read_is_named() -> None:
    """A file or folder without permission is skipped, in a folder or given itself; nothing else suffers."""
    wanted = {"closed": "permission denied", "locked.txt": "permission denied"}

    assert wanted == reasons(read("."))
    assert {"closed/inner.txt": "permission denied"} == reasons(read("closed/inner.txt", "good.txt"))
    assert "permission denied" == read("locked.txt").skipped[0].reason


@pytest.mark.usefixtures("here", "locked", "nobody")
@pytest.mark.parametrize("path", ["closed", "closed/", "clos*", "locked.txt"])
def test_what_is_there_but_closed_is_skipped_not_missing(path: str) -> None:
    """A file or folder that may not be read is skipped, also when nothing else was asked for."""
    corpus = read(path)

    assert () == corpus.documents
    assert ["permission denied"] == [skipped.reason for skipped in corpus.skipped]


def test_a_folder_of_nothing_readable_is_skipped(here: Path) -> None:
    """Where files are, the path leads somewhere, be there none that is read."""
    (here / "folder").mkdir()
    (here / "folder" / "a.pdf").touch()

    assert ["folder/a.pdf"] == [skipped.path for skipped in read("folder").skipped]


@pytest.mark.usefixtures("locked", "nobody")
@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("**/*.txt", {"closed", "locked.txt"}),
        ("*/*.txt", {"closed"}),
        ("*/inner.txt", {"closed/inner.txt"}),
        ("closed/*", {"closed/*"}),
        ("clos*", {"closed"}),
    ],
)
def test_what_a_pattern_may_not_read_is_named(pattern: str, wanted: set[str]) -> None:
    """A folder without permission in the way of a pattern is skipped by name, never passed over."""
    assert dict.fromkeys(wanted, "permission denied") == reasons(read(pattern, "good.txt"))


@pytest.mark.usefixtures("here", "half", "nobody")
@pytest.mark.parametrize("pattern", ["half/*", "h*/a.txt", "half/**", "half/**/*.txt", "half/*/b.txt"])
def test_a_folder_that_may_only_be_listed_is_no_crash(pattern: str) -> None:
    """Names that can be listed but not looked at are skipped with the reason."""
    found = reasons(read(pattern, "good.txt"))

    assert found
    assert {"permission denied", "nothing matches this pattern"} >= set(found.values())


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a", "a.log"])
def test_binary_files_are_skipped(here: Path, name: str) -> None:
    """A file with NUL bytes in its head is named as binary, with a way out."""
    (here / name).write_bytes(b"abc\0def")

    assert reasons(read(name, "good.txt"))[name].startswith("binary: it holds NUL bytes")
    assert "--encoding" in reasons(read(name, "good.txt"))[name]


def test_utf16_is_not_binary(here: Path) -> None:
    """NUL bytes behind a byte-order mark, or in a charset that was named, are text."""
    (here / "marked.txt").write_bytes("text".encode("utf-16"))
    (here / "bare.txt").write_bytes("text".encode("utf-16-le"))

    assert "text" == read("marked.txt").documents[0].text
    assert "text" == read("bare.txt", settings=ReadSettings(encoding="utf-16-le")).documents[0].text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.txt.gz.zst", ".gz files cannot be read yet: unpack it first"),
        ("a.txt.BZ2", ".bz2 files cannot be read yet: unpack it first"),
        ("a.tar.gz", ".tar files cannot be read yet: unpack it first"),
        ("a.pdf", ".pdf files cannot be read: save it as text or HTML first"),
    ],
)
def test_kinds_of_files_that_are_not_read(here: Path, name: str, reason: str) -> None:
    """A file of a kind that is not read is named with what to do, in a folder or given itself."""
    (here / name).write_bytes(b"text")

    assert {name: reason} == reasons(read("."))
    assert {name: reason} == reasons(read(name, "good.txt"))


def test_unknown_names_are_read_only_when_given(here: Path) -> None:
    """In a folder only known endings are read, the others are named; a file given itself is text."""
    (here / "notes").write_text("notes", encoding="utf-8")

    assert "of a folder only .txt .md" in reasons(read("."))["notes"]
    assert {} == reasons(read(".", "notes"))
    assert ["good\n", "notes"] == [document.text for document in read("notes", ".").documents]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_document_over_the_limit_is_not_read(here: Path, name: str) -> None:
    """A file larger than the limit is named with the option that lifts it; one at the limit is read."""
    (here / name).write_bytes(b"x" * 11)
    (here / "fits.txt").write_bytes(b"x" * 10)

    corpus = read(name, "fits.txt", "good.txt", settings=ReadSettings(max_doc_bytes=10))

    assert {name: "larger than 10 bytes; raise --max-doc-bytes to read it"} == reasons(corpus)
    assert ["fits.txt", "good.txt"] == [document.path for document in corpus.documents]


@pytest.mark.parametrize("text", [b"x" * 20, b'{"text": "' + b"x" * 20, b" " * 20, b"\n" * 20])
def test_standard_input_over_the_limit(text: bytes) -> None:
    """A pipe is read no further than the limit."""
    settings = ReadSettings(max_doc_bytes=10)

    corpus = read_documents(["-"], settings, stdin=BytesIO(text))

    assert [("stdin", "larger than 10 bytes; raise --max-doc-bytes to read it")] == [
        (skipped.path, skipped.reason) for skipped in corpus.skipped
    ]


def test_standard_input_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed standard input, or a folder in its place, is named as any other input."""

    class Folder(BytesIO):
        def readline(self, _size: int | None = -1, /) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    monkeypatch.setattr(sys, "stdin", None)

    closed = read_documents(["-"], ReadSettings())
    folder = read_documents(["-"], ReadSettings(), stdin=Folder())

    assert [("stdin", "standard input is closed")] == [(item.path, item.reason) for item in closed.skipped]
    assert [("stdin", "is a directory")] == [(item.path, item.reason) for item in folder.skipped]


def run_limited(*paths: str) -> str:
    """What a process that may use 400 MB prints of the paths."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", LIMITED, *paths],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
    )
    return done.stdout


def test_a_line_of_a_gigabyte_is_never_held(here: Path) -> None:
    """A file that is one endless line is passed over in bounded memory."""
    with (here / "huge.jsonl").open("wb") as file:
        file.write(b'{"text": "first"}\n')
        file.truncate(1 << 30)
    with (here / "huge.txt").open("wb") as file:
        file.truncate(1 << 30)

    lines = run_limited("huge.jsonl", "huge.txt").splitlines()

    assert [
        "huge.jsonl:1 5",
        "huge.jsonl 2 larger than 2,097,152 bytes; raise --max-doc-bytes to read it",
        "huge.txt None larger than 2,097,152 bytes; raise --max-doc-bytes to read it",
    ] == lines


def test_deep_nesting_does_not_crash(here: Path) -> None:
    """A hundred thousand brackets or tags are read or refused, not a crash."""
    deep = 100_000
    (here / "a.jsonl").write_text('{"text": "x", "n": ' + "[" * deep + "]" * deep + "}\n" + "[" * deep)
    (here / "b.html").write_text("<div>" * deep + "x" + "</div>" * deep)

    lines = run_limited("a.jsonl", "b.html").splitlines()

    assert ["b.html 1", "a.jsonl 1 nested too deep", "a.jsonl 2 nested too deep"] == lines


def on_second_look(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen between the two looks at a file that is being read."""
    looks = []
    fstat = os.fstat

    def look(descriptor: int) -> os.stat_result:
        looks.append(descriptor)
        if len(looks) == 2:
            act()
        return fstat(descriptor)

    monkeypatch.setattr(opening.os, "fstat", look)


def test_a_file_that_changes_while_it_is_read_is_skipped(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that was written to meanwhile is no document, since it may be half of one."""
    path = here / "a.txt"
    path.write_text("before")
    on_second_look(monkeypatch, lambda: path.write_text("after it all"))

    assert [("a.txt", "it changed while it was read")] == [
        (skipped.path, skipped.reason) for skipped in read("a.txt").skipped
    ]


def test_records_read_before_a_change_are_kept(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of JSON lines that grow meanwhile the records read stand, and the change is told."""
    path = here / "a.jsonl"
    path.write_text('{"text": "one"}\n')
    on_second_look(monkeypatch, lambda: path.write_text('{"text": "one"}\n{"text": "two"}\n'))

    corpus = read("a.jsonl")

    assert ["one"] == [document.text for document in corpus.documents]
    assert [(None, "it changed while it was read")] == [(item.line, item.reason) for item in corpus.skipped]


def test_a_file_that_vanishes_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone when its turn comes does not end the run."""
    path = here / "a.txt"
    path.touch()
    open_file = os.open

    def lose(place: Path, flags: int) -> int:
        path.unlink(missing_ok=True)
        return open_file(place, flags)

    monkeypatch.setattr(opening.os, "open", lose)

    assert {"a.txt": "it vanished before it was read"} == reasons(read("."))


def test_a_failing_disk_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the machine while a file is read is told in its own words."""

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(opening.os, "open", fail)

    assert [("good.txt", "input/output error")] == [(item.path, item.reason) for item in read(".").skipped]
    assert here.is_dir()


@pytest.mark.parametrize("bad", ["pipe.txt", "a.csv", "binary.txt", "missing", "wide.html"])
def test_the_first_bad_file_may_end_the_run(here: Path, bad: str) -> None:
    """With on_error fail what would be skipped is an error that names it."""
    os.mkfifo("pipe.txt")
    (here / "a.csv").write_text("id\n", encoding="utf-8")
    (here / "binary.txt").write_bytes(b"\0")
    (here / "wide.html").write_bytes(b"x" * 50)

    with pytest.raises(InputError, match=f"^{bad}: "):
        read("good.txt", bad, settings=ReadSettings(on_error=OnError.FAIL, max_doc_bytes=10))


def test_names_that_are_no_utf8_are_read(here: Path) -> None:
    """A file name of any bytes is read, and keeps its bytes in the document's path."""
    name = b"caf\xe9.txt"
    Path(os.fsdecode(name)).write_text("x", encoding="utf-8")

    paths = [os.fsencode(document.path) for document in read(".").documents]

    assert [name, b"good.txt"] == paths
    assert here.is_dir()


def test_a_charset_that_cannot_read_it_is_named(here: Path) -> None:
    """A charset that fails on a text or a record skips it; the others are read."""
    (here / "a.txt").write_bytes(b"\xff" * 100)
    (here / "b.jsonl").write_bytes(b'{"text": "\xff"}\n')

    found = reasons(read(".", settings=ReadSettings(encoding="idna")))

    assert ["a.txt", "b.jsonl"] == sorted(found)
    assert "cannot be read as idna" in found["a.txt"]
