"""`--fail-on`: exit code 1 exactly when more is found than was allowed."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from compare.cli.counts import count_findings
from compare.cli.exits import Exit
from compare.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.results import Comparison

QUOTE = "“The old quay was never for sale, and nobody should think otherwise,” said Anna Berg on {day}."
ONE = f"Harbour\n\n{QUOTE.format(day='Monday')}\n\nAnna Berg of Harl had sold 400 boats to Nils Olsen.\n"
OTHER = "Quay\n\n“The old quay was never for sale,” Anna Berg said.\n\nBerg had sold 380 boats to Olsen.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with texts and records, in which the test runs."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(ONE, encoding="utf-8")
    (texts / "other.txt").write_text(OTHER, encoding="utf-8")
    words = [f"word{number}" for number in range(40)]
    records = [
        " ".join(words),
        " ".join(words),
        " ".join(words[:-1]),
        "quite another text of few words",
    ]
    lines = "\n".join(json.dumps({"text": text}) for text in records)
    (tmp_path / "r.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and what is said of limits."""
    code = main([*arguments, "-q"])
    return code, [line for line in capsys.readouterr().err.splitlines() if "fail-on" in line]


def test_a_report_fails_when_more_is_found(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Quotes told otherwise, shared text; what is met is told with its number, also with -q."""
    texts = str(here / "texts")

    code, told = run(capsys, texts, "--fail-on", "quotes > 0", "--fail-on", "quotes>50%")
    assert Exit.MET == code
    assert [
        "compare: --fail-on 'quotes > 0' is met: quotes of several documents that are not told alike: 1",
        "compare: --fail-on 'quotes>50%' is met: quotes of several documents that are not told alike: 100%",
    ] == told
    assert (0, []) == run(capsys, texts, "--fail-on", "quotes>1")


@pytest.mark.parametrize(
    ("limit", "met"),
    [
        ("exact>0", True),
        ("exact>1", False),
        ("exact>25%", False),
        ("exact>24.9%", True),
        ("near>0", True),
        ("removed>1", True),
        ("removed>2", False),
        ("removed>49%", True),
        ("removed>50%", False),
        ("skipped>0", False),
    ],
)
@pytest.mark.usefixtures("here")
def test_dedup_fails_when_more_goes(capsys: pytest.CaptureFixture[str], limit: str, *, met: bool) -> None:
    """Of four records one is an exact duplicate and one a near one; the files are written all the same."""
    code, told = run(capsys, "dedup", "r.jsonl", "-o", "out.jsonl", "--force", "--fail-on", limit)

    assert (Exit.MET if met else Exit.DONE) == code
    assert met == bool(told)


def test_a_dry_run_fails_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what would be."""
    assert Exit.MET == run(capsys, "dedup", "r.jsonl", "-n", "--fail-on", "near>0")[0]
    assert ["r.jsonl", "texts"] == sorted(path.name for path in here.iterdir())


def test_what_was_skipped_counts_more(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3 beats 1; that the limit is met is told nevertheless."""
    (here / "r.jsonl").write_text('{"text": "a"}\n[]\n', encoding="utf-8")
    code, told = run(capsys, "dedup", "r.jsonl", "-o", "out.jsonl", "--fail-on", "skipped>49%")

    assert Exit.SKIPPED == code
    assert ["compare: --fail-on 'skipped>49%' is met: records and inputs that were skipped: 50%"] == told


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("cats>0", "'cats' in 'cats>0' is no kind: there are quotes, facts, overlap"),
        ("exact>0", "is no kind: there are quotes, facts, overlap"),
        ("quotes", "is not KIND>N or KIND>N%, such as 'quotes>0'; KIND is one of quotes, facts, overlap"),
        ("quotes>=1", "is not KIND>N or KIND>N%"),
        ("quotes>-1", "is not KIND>N or KIND>N%"),
        ("quotes>0.5", "the number must be whole; with % it is a share"),
        ("overlap>100%", "can never be met"),
        ("", "is not KIND>N"),
    ],
)
@pytest.mark.usefixtures("here")
def test_wrong_expressions_are_told(capsys: pytest.CaptureFixture[str], limit: str, message: str) -> None:
    """Before anything is read, with the kinds there are."""
    assert Exit.USAGE == main(["nowhere", "--fail-on", limit])
    assert message in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_what_is_not_looked_for_is_not_judged(capsys: pytest.CaptureFixture[str]) -> None:
    """A limit on facts needs facts: silence would look like success."""
    assert Exit.USAGE == main(["texts", "--only", "overlap", "--fail-on", "facts>0"])
    assert "needs facts, which --only leaves out" in capsys.readouterr().err


def test_what_counts_as_a_conflict(compare_texts: Callable[..., Comparison]) -> None:
    """A figure that differs does; the same told twice does not, and nothing is no share of nothing."""
    first = "The ferry Elin sank off Osmund on Monday with 40 people on board.\n"
    second = "With {} people on board, the ferry Elin went down off Osmund, where it sank on Monday.\n"
    conflict = compare_texts(first, second.format(60))
    alike = compare_texts(first, second.format(40))
    nothing = compare_texts("", "")

    assert (1, Fraction(1)) == (
        count_findings(conflict, "facts").number,
        count_findings(conflict, "facts").share,
    )
    assert 0 == count_findings(alike, "facts").number
    for kind in ("quotes", "facts", "overlap"):
        assert (0, 0) == (count_findings(nothing, kind).number, count_findings(nothing, kind).share)


def test_what_counts_as_overlap(compare_texts: Callable[..., Comparison]) -> None:
    """Pairs that share text; as a share that of the document of which most stands in another."""
    sentence = " ".join(f"marker{number} stands alone here" for number in range(12)) + ".\n"
    other = " ".join(f"elsewhere{number} goes another way" for number in range(36)) + ".\n"
    found = count_findings(compare_texts(sentence, sentence + other, "Nothing like it at all.\n"), "overlap")

    assert 1 == found.number
    assert 1 == found.share


def test_the_worst_exit_code_counts() -> None:
    """In the order of docs/cli.md."""
    order = [130, 143, 70, 5, 2, 4, 3, 1, 0]
    for place, code in enumerate(order):
        assert code == Exit.worst(*map(Exit, reversed(order[place:])))
