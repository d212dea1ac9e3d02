"""`compare dedup --level`: parts of texts go, the rest of a line stays as it was, and all of it adds up."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import compare
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.corpus import verdict as verdicts
from compare.dedup.check import BrokenInvariantError
from compare.dedup.explanation import Fate
from compare.settings import DedupSettings, Level, OutputSettings, ReadSettings

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = "All rights of this page are reserved by those who wrote it."
PASSAGE = " ".join(
    f"{word.capitalize()} went by the {word} road and came home again."
    for word in ("first second third fourth fifth sixth seventh eighth").split()
)
OUT = "out.jsonl"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, *lines: str) -> None:
    """The lines as the input, in bytes as they are."""
    (folder / "in.jsonl").write_bytes(
        "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    )


def record(name: str, text: str) -> str:
    """A line of JSON."""
    return json.dumps({"id": name, "text": text})


def dedup(level: str, *options: str) -> int:
    """The exit code of a run in which the first copy stays."""
    return main(["dedup", "in.jsonl", "-o", OUT, "--id", "id", "--level", level, "--keep", "first", *options])


def kept(folder: Path) -> list[str]:
    """The lines that were written."""
    return (folder / OUT).read_bytes().decode("utf-8", "surrogateescape").splitlines()


def removed(folder: Path) -> list[dict[str, Any]]:
    """The records of what went."""
    return [json.loads(line) for line in (folder / f"{OUT}.removed.jsonl").read_bytes().splitlines()]


def test_a_repeated_line_goes_with_its_end(here: Path) -> None:
    """The first copy of a line stays, white space aside; with the others their line ends go."""
    write(
        here,
        record("a", f"One.\n{NOTICE}\nTwo."),
        record("b", f"Three.\r\n{NOTICE.replace(' ', '  ')}\r\nFour."),
    )

    assert Exit.DONE == dedup("line")
    assert [record("a", f"One.\n{NOTICE}\nTwo."), record("b", "Three.\r\nFour.")] == kept(here)


def test_a_repeated_paragraph_goes_with_the_blank_lines_behind_it(here: Path) -> None:
    """Paragraphs are lines between blank ones, wrapped however they are."""
    wrapped = NOTICE.replace(" of ", " of\n")
    write(
        here,
        record("a", NOTICE),
        record("b", f"Three.\n\n{wrapped}\n \n\nFour."),
        record("c", f"{NOTICE}\nFive."),
    )

    assert Exit.DONE == dedup("paragraph")
    assert [NOTICE, "Three.\n\nFour.", f"{NOTICE}\nFive."] == [
        json.loads(line)["text"] for line in kept(here)
    ]


def test_a_repeated_passage_goes_in_whole_sentences(here: Path) -> None:
    """Sentences that are in the passage go, the one that only begins with it stays."""
    write(
        here,
        record("a", f"Begin. {PASSAGE} Nobody knows why."),
        record("b", f"Now: {PASSAGE} Nobody asked. End."),
    )

    assert Exit.DONE == dedup("span")
    first, rest = PASSAGE.split(". ", 1)
    assert f"Now: {first}. Nobody asked. End." == json.loads(kept(here)[1])["text"]
    (part,) = removed(here)
    assert f"{rest} " == part["text"]
    source = json.loads(kept(here)[0])["text"]
    assert rest.removesuffix(".") == source[part["repeats"]["start"] : part["repeats"]["end"]]
    assert ("b", "in.jsonl:2", "a") == (part["document"], part["path"], part["repeats"]["document"])


@pytest.mark.parametrize("level", ["line", "paragraph", "span"])
def test_what_went_and_what_stays_is_what_was_read(here: Path, level: str) -> None:
    """Put back at their places, the parts make the texts that were read."""
    texts = [
        f"Alpha {i}.\n\n{PASSAGE}\n\n{NOTICE}\n\nOmega {i}. {PASSAGE if i % 2 else ''}" for i in range(6)
    ]
    write(here, *(record(str(i), text) for i, text in enumerate(texts)))

    assert Exit.DONE == dedup(level)
    parts: dict[str, list[dict[str, Any]]] = {}
    for part in removed(here):
        parts.setdefault(part["document"], []).append(part)
    assert parts
    for line in kept(here):
        text = json.loads(line)["text"]
        for part in parts.get(json.loads(line)["id"], []):
            text = text[: part["start"]] + part["text"] + text[part["start"] :]
        assert texts[int(json.loads(line)["id"])] == text


ODD_LINES = [
    '{"n": 1.50, "text": "%s\\u0041\\/b \\ud83d\\ude00 \\ud800.", "x" : [1,  2] } ',
    '{"text": "old", "id": "twice", "text" : "%sEnd \u00e9."}',
    '{"meta": {"text": "no", "a": {}}, "text": null, "content": "%sEnd of it."}',
    '\ufeff  {"text":"%sEnd of it.","id":7}',
    '{"id": "bad \udcff byte", "text": "%sEnd of it."}',
    '{"text": "%sBad \udcff byte.", "id": 3}',
]


@pytest.mark.parametrize("line", ODD_LINES)
def test_the_rest_of_a_line_stays_byte_for_byte(here: Path, line: str) -> None:
    """However odd the line: escapes, fields that stand twice, marks, bytes that are not UTF-8."""
    write(here, record("a", NOTICE), line % f"{NOTICE}\\r\\n")

    assert Exit.DONE == dedup("line", "--text", "text,content")
    expected = line % ""
    if "Bad" in expected:
        expected = expected.replace("\udcff", "\ufffd")  # of the text itself, which is written anew
    assert expected == kept(here)[1]


def test_a_nested_text_is_found_in_its_line(here: Path) -> None:
    """The text that --text names by a path is the one that is rewritten."""
    write(here, record("a", NOTICE), json.dumps({"text": "no", "meta": {"b": 1, "body": f"{NOTICE}\nMine."}}))

    assert Exit.DONE == dedup("line", "--text", "meta.body,text")
    assert {"text": "no", "meta": {"b": 1, "body": "Mine."}} == json.loads(kept(here)[1])


@pytest.mark.parametrize("level", ["line", "paragraph", "span"])
def test_a_record_left_without_a_word_is_emptied(
    here: Path, level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes as a whole, with the reason, and its parts are told."""
    write(here, record("a", f"{PASSAGE}\n\nMore."), record("b", f"{PASSAGE}\n\n***"), record("c", "..."))

    assert Exit.DONE == dedup(level)
    assert ["a", "c"] == [json.loads(line)["id"] for line in kept(here)]
    gone, part = removed(here)
    assert ("b", "emptied", None) == (gone["id"], gone["duplicate_kind"], gone["duplicate_of"])
    assert "b" == part["document"]
    assert "1 removed (1 emptied)" in capsys.readouterr().err
    manifest = json.loads((here / f"{OUT}.manifest.json").read_bytes())
    assert {"read": 3, "kept": 2, "removed": 1, "emptied": 1} == {
        name: manifest["counts"][name] for name in ("read", "kept", "removed", "emptied")
    }
    assert {"parts": 1, "shortened": 0, "emptied": 1} == {
        name: manifest["parts"][name] for name in ("parts", "shortened", "emptied")
    }


def test_empty_records_go_when_asked(here: Path) -> None:
    """What had no word goes for another reason than what lost all of them."""
    write(here, record("a", NOTICE), record("b", NOTICE), record("c", "..."))

    assert Exit.DONE == dedup("line", "--drop-empty")
    kinds = {one["id"]: one["duplicate_kind"] for one in removed(here) if "id" in one}
    assert {"b": "emptied", "c": "empty"} == kinds


def test_short_parts_stay(here: Path) -> None:
    """Lines of fewer words than --min-tokens are no copies."""
    write(here, record("a", "Read on\nx"), record("b", "Read on\ny"))

    dedup("line")
    assert [record("a", "Read on\nx"), record("b", "Read on\ny")] == kept(here)
    dedup("line", "--min-tokens", "2", "--force")
    assert [record("a", "Read on\nx"), record("b", "y")] == kept(here)


def test_the_keep_order_says_which_copy_stays(here: Path) -> None:
    """With --keep longest the copy in the longest text stays, wherever it stands."""
    write(here, record("a", f"{NOTICE}\nA."), record("b", f"{NOTICE}\nA longer end."))

    assert Exit.DONE == dedup("line", "--keep", "longest")
    assert [record("a", "A."), record("b", f"{NOTICE}\nA longer end.")] == kept(here)


@pytest.mark.parametrize(
    "options",
    [
        ["--annotate"],
        ["--pairs", "pairs.jsonl"],
        ["--match", "exact"],
        ["--threshold", "0.7"],
        ["--ngram", "4"],
        ["--unit", "char"],
        ["--guard", "numbers"],
        ["--within", "source"],
        ["--ignore", "furniture"],
        ["--against", "in.jsonl"],
        ["--memory", "1GB"],
        ["--resume"],
    ],
)
def test_what_is_of_whole_documents_is_refused(
    here: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the option and the level."""
    write(here, record("a", NOTICE))

    assert Exit.USAGE == dedup("span", *options)
    message = capsys.readouterr().err
    assert options[0].strip("-") in message
    assert "whole documents" in message
    assert not (here / OUT).exists()


def test_a_dry_run_counts_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says how many parts would go."""
    write(here, record("a", NOTICE), record("b", f"{NOTICE}\nB."))

    assert Exit.DONE == dedup("line", "--dry-run")
    assert "1 repeated line would be removed" in capsys.readouterr().err
    assert ["in.jsonl"] == [path.name for path in here.iterdir()]


def test_why_tells_the_parts_of_a_record(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked by id or place: what went, and where in which record the copy stands that stays."""
    write(here, record("a", f"A.\n{NOTICE}"), record("b", f"{NOTICE}\nB."), record("c", NOTICE))
    dedup("line")
    capsys.readouterr()

    shortened, emptied, whole = (compare.why(OUT, name) for name in ("b", "in.jsonl:3", "a"))
    assert (Fate.KEPT, 1, f"{NOTICE}\n", "a", 3) == (
        shortened.fate,
        shortened.part_count,
        shortened.parts[0].text if shortened.parts else "",
        shortened.parts[0].of if shortened.parts else "",
        shortened.parts[0].of_start if shortened.parts else 0,
    )
    assert (Fate.REMOVED, "emptied", 1) == (emptied.fate, emptied.kind, emptied.part_count)
    assert (Fate.KEPT, 0, ("b", "c")) == (whole.fate, whole.part_count, whole.copies)
    for name, told in (
        ("b", "without 1 part that repeats other text"),
        ("c", "no word was left"),
        ("a", "2 records"),
    ):
        assert Exit.DONE == main(["why", OUT, name])
        assert told in " ".join(capsys.readouterr().out.split())
    assert Exit.USAGE == main(["why", OUT, "nobody"])


@pytest.mark.parametrize("level", list(Level)[1:])
def test_threads_and_kernels_change_nothing(here: Path, level: Level) -> None:
    """The same bytes for one thread and several."""
    lines = [record(str(i), f"A{i % 7}.\n\n{PASSAGE}\n\n{NOTICE} {i % 3}\n{PASSAGE[i:]}") for i in range(40)]
    write(here, *lines)

    outputs = []
    for threads in (1, 3):
        folder = here / f"out{threads}"
        job = compare.Dedup(settings=DedupSettings(level=level), read=ReadSettings(id="id"), threads=threads)
        job.run(["in.jsonl"], OutputSettings(output=f"{folder}/"))
        outputs.append(
            [path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "manifest.json"]
        )
        shutil.rmtree(folder)

    assert outputs[0] == outputs[1]


def test_a_copy_that_does_not_stay_ends_the_run(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run looks whether what its parts repeat is in text that stays, and writes nothing if not."""
    write(here, record("a", NOTICE), record("b", f"{NOTICE}\nB."))
    monkeypatch.setattr(verdicts, "find_broken_cut", lambda _cuts, _drop: 0)

    with pytest.raises(BrokenInvariantError):
        compare.Dedup(settings=DedupSettings(level=Level.LINE)).run(["in.jsonl"], OUT)
    assert not (here / OUT).exists()


@pytest.mark.parametrize("option", [["--level", "line"], ["--annotate"]])
def test_where_no_name_says_otherwise_rewritten_rows_are_json_lines(
    here: Path, capfdbinary: pytest.CaptureFixture[bytes], option: list[str]
) -> None:
    """Rows of tables that are rewritten go to a folder and to stdout as lines, and are refused as a table."""
    (here / "in.csv").write_text(f"id,text\na,{NOTICE}\nb,Another one.\n")
    base = ["dedup", "in.csv", "-q", "--id", "id", *option, "-o"]

    assert [Exit.DONE, Exit.DONE, Exit.USAGE] == [main([*base, out]) for out in ("-", "out/", "out.csv")]
    lines = capfdbinary.readouterr().out
    assert ["a", "b"] == [json.loads(line)["id"] for line in lines.splitlines()]
    assert lines == (here / "out" / "kept-00000.jsonl").read_bytes()
