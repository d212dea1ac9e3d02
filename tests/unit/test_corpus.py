"""Files, folders, patterns and standard input become documents with names of their own."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.corpus import read_documents
from compare.corpus.drafts import Draft, name_documents
from compare.errors import NoInputError
from compare.settings import ReadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from compare.results import Corpus

SETTINGS = ReadSettings()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the test runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(root: Path, *names: str) -> None:
    """Write files that hold their own names."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}\n", encoding="utf-8")


def read(*paths: str, settings: ReadSettings = SETTINGS, stdin: bytes = b"") -> Corpus:
    """What the paths hold."""
    return read_documents(paths, settings, stdin=BytesIO(stdin))


def ids(corpus: Corpus) -> list[str]:
    """The names of the documents."""
    return [document.id for document in corpus.documents]


def test_the_two_example_articles(seeds: Path) -> None:
    """The seeds are read as they stand, with their titles and without dates they do not give."""
    corpus = read(str(seeds))
    left, right = corpus.documents

    assert "What Qaddafi loses with Moussa Koussa's defection" == left.title
    assert "What Libyan Defections Mean for Muammar Qaddafi" == right.title
    assert (None, None) == (left.published, right.published)
    assert (seeds / "000_db8b2aaffeb7cb22.txt").read_bytes() == left.text.encode()
    assert "000_db8b2aaffeb7cb22" == left.source
    assert () == corpus.skipped


@pytest.mark.parametrize("path", ["seeds", "seeds/", "./seeds", ".//seeds/./"])
def test_paths_are_joined_and_cleaned(here: Path, path: str) -> None:
    """A document's path is the argument and the way within it; a leading ./ is dropped."""
    make(here, "seeds/b.txt", "seeds/sub/a.md")

    assert ["seeds/b.txt", "seeds/sub/a.md"] == ids(read(path))


def test_the_current_folder_leaves_no_trace_in_paths(here: Path) -> None:
    """`compare .` names files as they lie."""
    make(here, "b.txt")

    assert ["b.txt"] == ids(read("."))


def test_sources_are_folders_or_else_files(here: Path) -> None:
    """The first folder below the argument is the source; a file right in it or named itself is its own."""
    make(here, "crawl/one/2011/a.txt", "crawl/two/b.txt", "crawl/c.txt", "d.txt")

    sources = {document.path: document.source for document in read("crawl", "d.txt").documents}

    assert {
        "crawl/one/2011/a.txt": "one",
        "crawl/two/b.txt": "two",
        "crawl/c.txt": "c",
        "d.txt": "d",
    } == sources


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_arguments_does_not_matter(here: Path, order: int) -> None:
    """A file reached twice is one document, by the same name and source whatever came first."""
    make(here, "crawl/one/a.txt", "crawl/b.txt", "z.txt")
    arguments = ["crawl/one/a.txt", "crawl", "crawl/one", "z.txt", "./crawl/b.txt", str(here / "z.txt")]

    corpus = read(*arguments[::order])

    assert ["crawl/b.txt", "crawl/one/a.txt", "z.txt"] == ids(corpus)
    assert ["b", "one", "z"] == [document.source for document in corpus.documents]


def test_two_names_of_one_file_are_one_document(here: Path) -> None:
    """A hard link and a link count as the file they lead to, which is told; another way there is no link."""
    make(here, "a.txt", "b.txt")
    (here / "long-name.txt").hardlink_to(here / "a.txt")
    (here / "link.txt").symlink_to(here / "a.txt")

    for paths in (["."], [".", str(here), "./link.txt"]):
        corpus = read(*paths)
        assert ["a.txt", "b.txt"] == ids(corpus)
        assert () == corpus.skipped
        assert ["the same file as link.txt, long-name.txt, read once", None] == [
            document.notice for document in corpus.documents
        ]


def test_names_of_one_file_are_told_once(here: Path) -> None:
    """Of a file of several records the first says so, beside what else is to be said; many names are cut."""
    (here / "r.jsonl").write_text('{"text": "", "text": "x"}\n{"text": "y"}', encoding="utf-8")
    for number in range(9):
        (here / f"link{number}.jsonl").symlink_to(here / "r.jsonl")

    first, second = (document.notice for document in read(".").documents)

    assert str(first).startswith(
        "line 1: the field 'text' stands twice; the last one counts; the same file as"
    )
    assert str(first).endswith("link4.jsonl and 4 more, read once")
    assert second is None


@pytest.mark.parametrize(("name", "data"), [("r.jsonl", "[]"), ("a.txt", "\0")])
def test_other_names_of_what_is_skipped_are_told(here: Path, name: str, data: str) -> None:
    """The reason for leaving a file out names its other names as well."""
    (here / name).write_text(data)
    (here / f"link-{name}").symlink_to(here / name)

    (skipped,) = read(".").skipped

    assert skipped.reason.endswith(f"; the same file as link-{name}, read once")


def test_hidden_names_are_left_out_unless_named(here: Path) -> None:
    """Hidden files and folders are no part of a folder; a hidden file named is read."""
    make(here, ".git/a.txt", ".b.txt", "c.txt")

    assert ["c.txt"] == ids(read("."))
    assert [".b.txt"] == ids(read(".b.txt"))
    assert ["c.txt"] == ids(read("*.txt"))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("*.txt", ["a.txt"]),
        ("*/*.txt", ["one/b.txt"]),
        ("**/*.txt", ["a.txt", "one/b.txt", "one/two/c.txt"]),
        ("one/**", ["one/b.txt", "one/two/c.txt"]),
        ("**/two", ["one/two/c.txt"]),
        ("[ab].???", ["a.txt"]),
        ("./o?e/*.txt", ["one/b.txt"]),
        ("one/../*.txt", ["one/../a.txt"]),
    ],
)
def test_patterns(here: Path, pattern: str, wanted: list[str]) -> None:
    """A pattern stands for the files and folders it matches, at any depth with **."""
    make(here, "a.txt", "one/b.txt", "one/two/c.txt")

    assert wanted == ids(read(pattern))


def test_an_absolute_pattern(here: Path) -> None:
    """A pattern may begin at the root."""
    make(here, "one/b.txt")

    assert [f"{here}/one/b.txt"] == ids(read(f"{here}/*/*.txt"))


def test_an_existing_name_is_no_pattern(here: Path) -> None:
    """A file whose name holds a star is read itself."""
    make(here, "a*.txt", "ab.txt")

    assert ["a*.txt"] == ids(read("a*.txt"))


def test_newlines_and_controls_stay_as_they_are(here: Path) -> None:
    """The text is what the bytes decode to, nothing folded or escaped."""
    (here / "a.txt").write_bytes(b"one\r\ntwo\rthree\x1b[2J\n")

    assert "one\r\ntwo\rthree\x1b[2J\n" == read("a.txt").documents[0].text


def test_empty_files_are_no_error(here: Path) -> None:
    """An empty text is a document without text, empty JSON lines are no documents."""
    (here / "a.txt").touch()
    (here / "b.jsonl").touch()

    corpus = read("a.txt", "b.jsonl")

    assert [("a.txt", "")] == [(document.id, document.text) for document in corpus.documents]
    assert () == corpus.skipped
    assert () == read("b.jsonl").documents
    assert ("stdin", "") == (read("-").documents[0].id, read("-").documents[0].text)


def test_front_matter_names_and_dates_a_text(here: Path) -> None:
    """The fields at the top of a Markdown file count, and stay in its text."""
    (here / "a.md").write_text("---\ntitle: A bridge\ndate: 2011-03-31\n---\nText\n", encoding="utf-8")
    document = read("a.md").documents[0]

    assert ("A bridge", "2011-03-31") == (document.title, str(document.published))
    assert document.text.startswith("---\n")


def test_a_page_is_read_as_its_text(here: Path) -> None:
    """An HTML file gives paragraphs, a title and a date."""
    page = "<title>A bridge</title><meta name=date content=2011-03-31><p>One</p><p>Two"
    (here / "a.HTML").write_text(page, encoding="utf-8")
    document = read(".").documents[0]

    assert ("One\n\nTwo", "A bridge", "2011-03-31") == (
        document.text,
        document.title,
        str(document.published),
    )


def test_standard_input_is_one_text(here: Path) -> None:
    """What does not begin with a brace is one document, and "-" may stand beside files."""
    make(here, "a.txt")

    corpus = read("-", "a.txt", "-", stdin="\n Some text\n".encode("utf-16"))

    assert [("a.txt", "text of a.txt\n"), ("stdin", "\n Some text\n")] == [
        (document.id, document.text) for document in corpus.documents
    ]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_standard_input_may_be_json_lines(charset: str) -> None:
    """What begins with a brace is read as records, blank lines before it or not."""
    lines = '\n\n  {"text": "one ü"}\n{"text": "two"}'

    corpus = read("-", stdin=lines.encode(charset))

    assert [("stdin:3", "one ü"), ("stdin:4", "two")] == [
        (document.id, document.text) for document in corpus.documents
    ]


def test_a_file_called_stdin_is_not_standard_input(here: Path) -> None:
    """A file of that name keeps a name of its own."""
    make(here, "stdin")

    assert ["./stdin", "stdin"] == ids(read("stdin", "-", stdin=b"text"))


def test_repeated_ids_get_their_place(here: Path) -> None:
    """Every document that bears a repeated id gets path:line; the others keep theirs."""
    lines = [json.dumps({"id": name, "text": "x"}) for name in ("a", "b", "a", "a@r.jsonl:1")]
    (here / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")

    corpus = read("r.jsonl", settings=ReadSettings(id="id"))

    assert ["a@r.jsonl:1@r.jsonl:1", "b", "a@r.jsonl:3", "a@r.jsonl:1@r.jsonl:4"] == ids(corpus)


@given(
    places=st.sets(st.tuples(st.sampled_from(["f", "f:1", "g"]), st.integers(1, 9)), max_size=12),
    data=st.data(),
)
def test_ids_are_unique(places: set[tuple[str, int]], data: st.DataObject) -> None:
    """Whatever records call themselves, no two documents share an id."""
    names = st.sampled_from(["a", "a@f:1", "a@f:1@f:1", "f:1", ""])
    drafts = [
        Draft(id=data.draw(names), text="", path=path, source="", line=line) for path, line in sorted(places)
    ]

    assert len(drafts) == len({document.id for document in name_documents(drafts)})


@pytest.mark.parametrize("name", ["missing", "missing/a.txt", "*.nothing", "", "a\0b", "a\0*", "x" * 300])
def test_nothing_found_says_so(here: Path, name: str) -> None:
    """A path that leads nowhere is named, with what could be given instead."""
    make(here, "a.md")

    with pytest.raises(NoInputError, match=r"nothing to read: .*Name a file, a folder"):
        read(name)


def test_a_missing_path_beside_others_is_skipped(here: Path) -> None:
    """One bad path does not spoil the run."""
    make(here, "a.txt")

    corpus = read("missing", "a.txt", "*.nothing")

    assert ["a.txt"] == ids(corpus)
    assert [("*.nothing", "nothing matches this pattern"), ("missing", "no such file or folder")] == [
        (skipped.path, skipped.reason) for skipped in corpus.skipped
    ]


def test_an_empty_folder_holds_nothing_to_read(here: Path) -> None:
    """An empty folder is named; so is one that holds nothing but hidden files."""
    make(here, "empty/.hidden.txt", "empty/sub/.hidden.txt")

    with pytest.raises(NoInputError, match="empty: the folder holds nothing to read"):
        read("empty")
