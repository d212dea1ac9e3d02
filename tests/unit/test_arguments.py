"""What is given from Python is made what it must be, or refused at once, by name and as one of our errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import compare
from compare.errors import SettingsError
from compare.settings import (
    LARGEST_NUM_PERM,
    CompareSettings,
    DedupSettings,
    Match,
    OnError,
    OutputSettings,
    ReadSettings,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: CompareSettings(threshold="0.8"), "threshold must be a number, not '0.8'"),
        (lambda: CompareSettings(num_perm=2.0), "num-perm must be a whole number, not 2.0"),
        (lambda: CompareSettings(seed=True), "seed must be a whole number, not True"),
        (lambda: CompareSettings(ngram="5"), "ngram must be a whole number or None, not '5'"),
        (lambda: CompareSettings(unit="words"), "unit must be auto or word or char, not 'words'"),
        (lambda: CompareSettings(num_perm=LARGEST_NUM_PERM + 1), f"from 1 to {LARGEST_NUM_PERM}, not"),
        (lambda: DedupSettings(min_tokens=None), "min-tokens must be a whole number, not None"),
        (lambda: DedupSettings(keep=5), "keep must be a string, not 5"),
        (lambda: DedupSettings(drop_empty="no"), "drop-empty must be True or False, not 'no'"),
        (
            lambda: DedupSettings(match="exact"),
            "match must be a frozenset of exact or near or inside each, not 'exact'",
        ),
        (
            lambda: DedupSettings(match={"exactly"}),
            "match must be a frozenset of exact or near or inside each, not",
        ),
        (lambda: ReadSettings(text="text"), "text must be a tuple of a string each, not 'text'"),
        (lambda: ReadSettings(text=[b"text"]), "text must be a tuple of a string each, not"),
        (lambda: ReadSettings(id=5), "id must be a string or None, not 5"),
        (lambda: ReadSettings(on_error="ignore"), "on-error must be skip or fail, not 'ignore'"),
        (lambda: ReadSettings(max_doc_bytes="5"), "max-doc-bytes must be a whole number, not '5'"),
        (lambda: OutputSettings(output=5), "output must be a string or None, not 5"),
        (lambda: compare.Dedup(threads="4"), "threads must be a whole number from 1 on, not '4'"),
        (lambda: compare.Dedup(threads=0), "threads must be a whole number from 1 on, not 0"),
        (
            lambda: compare.Dedup(settings=CompareSettings()),
            "settings must be DedupSettings, not CompareSettings",
        ),
        (lambda: compare.Dedup(read={"id": "x"}), "read must be ReadSettings, not dict"),
        (lambda: compare.Dedup().run(None), "paths must be a list, not NoneType"),
        (lambda: compare.Dedup().run(Path("x")), "paths must be a list: give [PosixPath('x')] for one"),
        (lambda: compare.Dedup().run(["x"], 5), "a path or id must be a string, not 5"),
        (lambda: compare.report(b"x"), "paths must be a list: give [b'x'] for one"),
        (lambda: compare.report([5]), "a path or id must be a string, not 5"),
        (lambda: compare.report([], read={}), "read must be ReadSettings, not dict"),
        (lambda: compare.diff("x", 5), "a path or id must be a string, not 5"),
        (lambda: compare.why("x", 5), "a path or id must be a string, not 5"),
        (lambda: compare.signatures(["x"], threads=-1), "threads must be a whole number from 1 on, not -1"),
        (lambda: compare.signatures(["x"], num_perm="2"), "num-perm must be a whole number, not '2'"),
        (lambda: compare.signatures(5), "signatures are made of a list of texts, not of int"),
    ],
)
def test_a_wrong_argument_is_told_by_name(make: Callable[[], object], message: str) -> None:
    """No argument of a wrong type ends as an error of Python, and none is silently taken for another."""
    with pytest.raises(SettingsError) as told:
        make()

    assert message in str(told.value)


def test_what_means_the_same_is_taken() -> None:
    """Names stand for kinds, lists for sets and tuples, whole numbers for others."""
    names: dict[str, Any] = {"unit": "char", "match": ["near"], "threshold": 1}
    settings = DedupSettings(**names)

    assert (Unit.CHAR, frozenset({Match.NEAR}), 8) == (settings.unit, settings.match, settings.shingle_size)
    assert isinstance(settings.threshold, float)
    names = {"text": ["body"], "on_error": "fail"}
    assert (("body",), OnError.FAIL) == (ReadSettings(**names).text, ReadSettings(**names).on_error)


def test_paths_may_be_objects(tmp_path: Path) -> None:
    """Wherever a file is named, a path does as well as a string."""
    (tmp_path / "in.jsonl").write_text('{"text": "one"}\n' * 2)
    files: dict[str, Any] = {name: tmp_path / f"{name}.jsonl" for name in ("output", "removed", "pairs")}

    compare.Dedup().run([tmp_path / "in.jsonl"], OutputSettings(**files, manifest=tmp_path / "m.json"))  # type: ignore[arg-type]

    assert (
        str(tmp_path / "output.jsonl") == json.loads((tmp_path / "m.json").read_bytes())["output"]["output"]
    )
    assert 1 == len((tmp_path / "removed.jsonl").read_bytes().splitlines())
