"""Each line of a JSON lines file is a document, or is named with the reason why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from compare.corpus import read_documents
from compare.errors import MissingFieldError, RecordError
from compare.settings import OnError, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.results import Corpus

GOOD = b'{"text": "good"}'


@pytest.fixture
def read_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Corpus]:
    """Read bytes as the file r.jsonl."""
    monkeypatch.chdir(tmp_path)

    def read(data: bytes, **settings: object) -> Corpus:
        (tmp_path / "r.jsonl").write_bytes(data)
        return read_documents(["r.jsonl"], ReadSettings(**settings))  # type: ignore[arg-type]

    return read


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[1, 2]", "not an object but an array"),
        (b'"text"', "not an object but a string"),
        (b"12", "not an object but a number"),
        (b"null", "not an object but null"),
        (b"true", "not an object but true or false"),
        (b'{"text": 12}', "the field 'text' holds a number, not text"),
        (b'{"text": ["a"]}', "the field 'text' holds an array, not text"),
        (b'{"title": "x", "id": 1}', "it has: id, title. Hint: name the text field with --text"),
        (b'{"text": null}', "the field 'text' holds null, not text; the others: none. Hint: name"),
        (b'{"id": null, "body": null}', "the field 'body' holds null, not text; the others: id. Hint"),
        (b"{}", "no field 'text' or 'content' or 'body'"),
        (b'{"text": "cut', "invalid JSON: "),
        (b'{"text": "a"} {"text": "b"}', "invalid JSON: Extra data"),
        (b'{"text": "a\tb"}', "invalid JSON: Invalid control character at column 12"),
        (b"{'text': 'a'}", "invalid JSON: "),
        (b'{"text": "a", "n": NaN}', "invalid JSON: NaN is no number"),
        (b'{"text": "a", "n": -Infinity}', "invalid JSON: -Infinity is no number"),
        (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", "a number with too many digits"),
        (b'{"text": "a", "n": ' + b"[" * 100_000, "nested too deep"),
        (b'{"n":' * 100_000, "nested too deep"),
        (b"\0\0\0", "invalid JSON: "),
        (b'{"text": "' + b"x" * 6000 + b'"}', "larger than 6,000 bytes; raise --max-doc-bytes"),
    ],
)
def test_a_bad_line_is_named_and_its_neighbours_are_read(
    read_lines: Callable[..., Corpus], line: bytes, reason: str
) -> None:
    """A line that is no record costs that line alone; path, line and reason are told."""
    limit = 6000 if len(line) < 7000 else 1_000_000

    corpus = read_lines(GOOD + b"\n" + line + b"\n" + GOOD, max_doc_bytes=limit)

    assert ["r.jsonl:1", "r.jsonl:3"] == [document.id for document in corpus.documents]
    assert [("r.jsonl", 2)] == [(skipped.path, skipped.line) for skipped in corpus.skipped]
    assert reason in corpus.skipped[0].reason


def test_the_first_bad_line_may_end_the_run(read_lines: Callable[..., Corpus]) -> None:
    """With on_error fail the error names file and line."""
    with pytest.raises(RecordError, match=r"r\.jsonl:2: not an object"):
        read_lines(GOOD + b"\n[]\n", on_error=OnError.FAIL)
    with pytest.raises(MissingFieldError, match=r"r\.jsonl:1: no field 'page'.*--text"):
        read_lines(GOOD, on_error=OnError.FAIL, text=("page",))


def test_a_record_with_many_fields_does_not_fill_the_screen(read_lines: Callable[..., Corpus]) -> None:
    """Only some of the fields of a record without text are listed, and no endless names."""
    record = {f"{number:05}" + "x" * 1000: 1 for number in range(1000)}

    (skipped,) = read_lines(json.dumps(record).encode()).skipped

    assert len(skipped.reason) < 1000


def test_blank_lines_are_passed_over(read_lines: Callable[..., Corpus]) -> None:
    """Blank lines and Windows line ends are no records, yet they count as lines."""
    corpus = read_lines(b"\xef\xbb\xbf\r\n" + GOOD + b"\r\n\r\n  \n" + GOOD + b"\r\n")

    assert ["r.jsonl:2", "r.jsonl:5"] == [document.id for document in corpus.documents]
    assert () == corpus.skipped


@pytest.mark.parametrize("length", range(18, 26))
def test_lines_around_the_limit(read_lines: Callable[..., Corpus], length: int) -> None:
    """Line numbers stay right whatever the length of a line that is too long."""
    long = b'{"text": "%s"}' % (b"x" * (length - 12))

    corpus = read_lines(long + b"\r\n" + GOOD + b"\n" + long, max_doc_bytes=20)

    assert "r.jsonl:2" in [document.id for document in corpus.documents]
    assert [(1, length > 19), (3, length > 20)] == [
        (line, line in [skipped.line for skipped in corpus.skipped]) for line in (1, 3)
    ]


def test_fields_by_name_and_by_path(read_lines: Callable[..., Corpus]) -> None:
    """A field is found by its exact name first, then by its path."""
    lines = b'{"meta.body": "exact", "meta": {"body": "nested"}}\n{"meta": {"body": "nested"}}\n{"meta": 1}'

    corpus = read_lines(lines, text=("meta.body",))

    assert ["exact", "nested"] == [document.text for document in corpus.documents]
    assert [3] == [skipped.line for skipped in corpus.skipped]


def test_null_and_absent_are_told_apart(read_lines: Callable[..., Corpus]) -> None:
    """A field that holds null is there, by its path too; below a null nothing is."""
    lines = b'{"meta": {"body": null}}\n{"meta": null}\n{"meta": {}}'

    corpus = read_lines(lines, text=("meta.body",))

    assert [True, False, False] == ["'meta.body' holds null" in skipped.reason for skipped in corpus.skipped]
    assert all("meta. Hint" in skipped.reason for skipped in corpus.skipped)


def test_the_first_text_field_present_is_taken(read_lines: Callable[..., Corpus]) -> None:
    """Of the default fields the first that is not null gives the text."""
    lines = b'{"body": "b", "content": "c"}\n{"text": null, "body": "b"}\n{"text": "", "body": "b"}'

    assert ["c", "b", ""] == [document.text for document in read_lines(lines).documents]


def test_id_and_source_come_from_fields(read_lines: Callable[..., Corpus]) -> None:
    """Fields named give id and source, numbers as text; without a usable value the place and file do."""
    lines = b'{"text": "", "n": "0010", "from": {"name": "x"}}\n{"text": "", "n": 7}\n{"text": "", "n": [1]}'

    corpus = read_lines(lines, id="n", source="from.name")

    assert [("0010", "x"), ("7", "r"), ("r.jsonl:3", "r")] == [
        (document.id, document.source) for document in corpus.documents
    ]


def test_a_source_field_is_not_guessed(read_lines: Callable[..., Corpus]) -> None:
    """A field that happens to be called source counts only when it is asked for."""
    assert "r" == read_lines(b'{"text": "", "source": "x"}').documents[0].source


def test_title_and_date_come_from_fields_or_text(read_lines: Callable[..., Corpus]) -> None:
    """Fields for title and date win over what the text seems to say."""
    text = "A headline on its own\nMarch 31, 2011\n\nText."
    records = [
        {"text": text, "title": " Another\n title ", "date": "2012-01-02T03:04:05"},
        {"text": text, "title": "", "headline": None, "date": 20120102, "published_at": "2013-05-06"},
        {"text": text, "date": "soon"},
    ]

    corpus = read_lines("\n".join(map(json.dumps, records)).encode())

    assert [
        ("Another title", "2012-01-02"),
        ("A headline on its own", "2013-05-06"),
        ("A headline on its own", "2011-03-31"),
    ] == [(document.title, str(document.published)) for document in corpus.documents]


def test_a_bad_byte_is_replaced_in_its_line_alone(read_lines: Callable[..., Corpus]) -> None:
    """A record with a byte that is not UTF-8 is read with a notice that gives its place in the file."""
    data = GOOD + b'\n{"text": "caf\xe9"}\n' + GOOD

    corpus = read_lines(data)
    notices = [document.notice for document in corpus.documents]

    assert ["good", "caf\ufffd", "good"] == [document.text for document in corpus.documents]
    assert (None, None) == (notices[0], notices[2])
    assert f"1 byte was not UTF-8, the first at byte {data.index(0xE9)}" in str(notices[1])


def test_other_charsets(read_lines: Callable[..., Corpus]) -> None:
    """Records in a named charset, or in UTF-16 with a mark, are read; their line numbers hold."""
    line = '{"text": "café ✓"}\n{"text": "Ċ"}\n'

    for charset, named in (("utf-16", None), ("utf-32", None), ("utf-16-le", "utf-16-le")):
        documents = read_lines(line.encode(charset), encoding=named).documents
        assert [("r.jsonl:1", "café ✓"), ("r.jsonl:2", "Ċ")] == [(one.id, one.text) for one in documents]
    assert "café" == read_lines(b'{"text": "caf\xe9"}', encoding="cp1252").documents[0].text


def test_lone_surrogates_are_kept(read_lines: Callable[..., Corpus]) -> None:
    """A half of a pair escaped in JSON stays in the text, wherever it stands."""
    document = read_lines(
        b'{"text": "a \\ud800 b", "id": "\\udfff", "title": "\\ud800 t"}', id="id"
    ).documents[0]

    assert ("a \ud800 b", "\udfff", "\ud800 t") == (document.text, document.id, document.title)


def test_a_field_that_stands_twice_is_told(read_lines: Callable[..., Corpus]) -> None:
    """Of two fields of one name the last counts, and the notice says so."""
    document = read_lines(b'{"text": "one", "text": "two", "x": {"y": 1}}').documents[0]

    assert "two" == document.text
    assert "line 1: the field 'text' stands twice; the last one counts" == document.notice


def test_nul_escapes_are_kept(read_lines: Callable[..., Corpus]) -> None:
    """A NUL written as an escape is a character like any other."""
    assert "a\0b" == read_lines(b'{"text": "a\\u0000b"}').documents[0].text
