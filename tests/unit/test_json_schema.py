"""The published schema of the report as JSON: what is printed keeps to it, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import compare
from compare.analyse.comparison import compare_documents
from compare.model import Document
from compare.render.json import REPORT_SCHEMA, render_report_json
from compare.results import Certainty, Form, Op, OverlapKind, PassageKind, Relation, Status
from compare.settings import By, CompareSettings, Section, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import StrEnum

    from compare.results import Comparison

SCHEMA: dict[str, Any] = compare.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
JSON_DOC = (Path(__file__).parent.parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
SELECTIONS = [*((section,) for section in Section), (Section.OVERLAP, Section.QUOTES, Section.ONLY)]
SENTENCES = (
    "Anna Berg resigned on Monday after 400 boats had blocked the quay.",
    "Minister Anna Berg left office on Tuesday, after some 380 boats blocked the quay.",
    '"The harbour is not for sale, and it never will be," said Anna Berg.',
    'Was the harbour "not for sale", as Ms Berg asked?',
    "The port will stay open, a clerk said in Kolmar.",
    "Jan Roy denied that he would close the port on 3 May.",
    "<b>=1+1</b> \ud800 \x00 | `x` 港は閉まる。「売らない」と述べた。",
    "",
)


def check(report: object) -> list[str]:
    """Where a report does not keep to the schema."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(report)]


def shorten(value: Any) -> Any:  # noqa: ANN401 - JSON
    """A JSON value with the first two items of each list, which is enough to hold an object of each kind."""
    if isinstance(value, dict):
        return {key: shorten(item) for key, item in value.items()}
    return [shorten(item) for item in value[:2]] if isinstance(value, list) else value


def objects_in(value: Any, place: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - JSON
    """Every object in a JSON value and where it stands, list items alike."""
    if isinstance(value, dict):
        yield place, value
        for key, item in value.items():
            yield from objects_in(item, f"{place}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from objects_in(item, f"{place}[]")


def test_the_schema_is_one() -> None:
    """It is a valid schema of draft 2020-12, for the version that reports name."""
    Draft202012Validator.check_schema(SCHEMA)

    assert {"const": REPORT_SCHEMA} == SCHEMA["properties"]["schema"]


@pytest.mark.parametrize("by", By)
def test_the_report_on_the_seeds_keeps_to_the_schema(by: By, seeds: Path) -> None:
    """What the two articles give is valid."""
    report = json.loads(render_report_json(compare.report([seeds], by=by)))

    assert [] == check(report)


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("sections", SELECTIONS, ids="-".join)
def test_every_selection_of_parts_keeps_to_the_schema(
    sections: tuple[Section, ...], by: By, mixed: Callable[..., Comparison]
) -> None:
    """With --only, by document and by source, the report is valid."""
    report = json.loads(render_report_json(mixed(by, sections)))

    assert [] == check(report)


@settings(max_examples=25)
@given(
    texts=st.lists(st.lists(st.sampled_from(SENTENCES), max_size=6), max_size=4),
    by=st.sampled_from(By),
    unit=st.sampled_from(Unit),
)
def test_any_small_corpus_keeps_to_the_schema(texts: list[list[str]], by: By, unit: Unit) -> None:
    """Whatever is compared, empty documents and broken characters among it, the report is valid."""
    documents = [
        Document(f"{number % 2}", "\n\n".join(text), f"{number}", f"{number % 3}")
        for number, text in enumerate(texts)
    ]
    found = compare_documents(documents, CompareSettings(unit=unit), by=by)

    assert [] == check(json.loads(render_report_json(found)))


@pytest.mark.parametrize("by", By)
def test_no_object_takes_a_key_that_is_not_in_the_schema(by: By, mixed: Callable[..., Comparison]) -> None:
    """One more key, in any object of a report, makes it invalid."""
    report = shorten(json.loads(render_report_json(mixed(by))))
    seen = dict(objects_in(report))

    assert len(seen) > 25
    for place, found in seen.items():
        found["surprise"] = 1
        assert not VALIDATOR.is_valid(report), place
        del found["surprise"]
    assert [] == check(report)


@pytest.mark.parametrize("by", By)
def test_no_object_lacks_a_key_of_the_schema(by: By, mixed: Callable[..., Comparison]) -> None:
    """One key less makes a report invalid; `sources` and `only`, which stand by themselves, apart."""
    report = shorten(json.loads(render_report_json(mixed(by))))
    for place, found in dict(objects_in(report)).items():
        for key in sorted(set(found) - ({"sources", "only"} if place == "$" else set())):
            value = found.pop(key)
            assert not VALIDATOR.is_valid(report), f"{place}.{key}"
            found[key] = value


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (OverlapKind, ("overlap", "kind")),
        (OverlapKind, ("copies", "kind")),
        (PassageKind, ("passage", "kind")),
        (Op, ("edit", "op")),
        (Form, ("quote", "form")),
        (Relation, ("rendering", "relation")),
        (Status, ("attribute", "status")),
        (Status, ("difference", "status")),
        (Certainty, ("fact_group", "certainty")),
    ],
)
def test_the_words_of_the_schema_are_those_of_the_code(kind: type[StrEnum], place: tuple[str, str]) -> None:
    """A key with a closed set of values allows all that the code knows, and no other."""
    name, key = place

    assert list(map(str, kind)) == SCHEMA["$defs"][name]["properties"][key]["enum"]


def test_the_settings_of_the_schema_are_those_of_the_code() -> None:
    """Every setting of a comparison stands in the schema."""
    allowed = SCHEMA["properties"]["settings"]["properties"]

    assert [field.name for field in fields(CompareSettings)] == list(allowed)
    assert list(map(str, Unit)) == allowed["unit"]["enum"]


@pytest.mark.parametrize("key", SCHEMA["properties"])
def test_every_key_is_explained_in_words(key: str) -> None:
    """docs/json.md has a row for each key of a report."""
    assert f"\n| `{key}` | " in JSON_DOC
