"""The whole comparison: what holds for any documents."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.analyse.comparison import compare_documents
from compare.model import Document, Span
from compare.render.json import render_report_json
from compare.settings import CompareSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.results import Comparison

SENTENCES = (
    "“The harbour wall is cracked, badly drained, and sinking into the mud,” said Mr. Ellwood.",
    "Peter Ellwood resigned on Monday.",
    "Harbour master Peter Ellwood stepped down yesterday, officials said.",
    "Anna Ellwood, the foreign minister, fled to London.",
    '"sinking into the mud?"',
    "Ellwood said that the wall was cracked and badly drained.",
    "In The Hague, 1.5 million people marched against the harbour wall.",
    "Finance Minister Carla Mendes may not resign next week.",
    "«Nous», dit-il. „Nein!“",
    "他说：“我们会赢。”",
    "(Page 3 of 3)",
    "Read more",
    '"',
    "“",
    "'",
    "—",
    "\t\t\t",
    "\n\n",
    "\ud800",
)
TEXTS = st.builds(
    lambda parts, joint: joint.join(parts),
    st.lists(st.sampled_from(SENTENCES) | st.text(max_size=15), max_size=10),
    st.sampled_from([" ", "\n", "\n\n", ""]),
)
CORPORA = st.lists(TEXTS, max_size=4)
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def compare_all(documents: list[Document]) -> Comparison:
    """The comparison at default settings."""
    return compare_documents(documents, CompareSettings())


def make_documents(texts: list[str]) -> list[Document]:
    """A document of each text."""
    return [Document(id=f"d:{n}", text=text, path=f"d{n}", source=f"s{n}") for n, text in enumerate(texts)]


def spans_of(value: Any) -> Iterator[Span]:  # noqa: ANN401 - whatever a result is made of
    """All places that a result points at."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value) and not isinstance(value, Document):
        for field in fields(value):
            yield from spans_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)


@SLOW
@given(texts=CORPORA)
def test_every_place_is_in_its_text(texts: list[str]) -> None:
    """No span is empty or leaves its document."""
    for span in spans_of(compare_all(make_documents(texts))):
        assert 0 <= span.start < span.end <= len(span.document.text)


@SLOW
@given(texts=CORPORA, chance=st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(texts: list[str], chance: Any) -> None:  # noqa: ANN401 - hypothesis' Random
    """The same documents in any order make the same report."""
    documents = make_documents(texts)
    expected = compare_all(documents)
    chance.shuffle(documents)

    assert expected == compare_all(documents)


@SLOW
@given(texts=CORPORA)
def test_ids_are_unique(texts: list[str]) -> None:
    """Every finding has an id of its own."""
    found = compare_all(make_documents(texts))
    findings = (
        found.stories, found.passages, found.quotes, found.quote_groups, found.facts, found.similar_claims,
    )  # fmt: skip
    ids = [finding.id for those in findings for finding in those]

    assert len(set(ids)) == len(ids)


@SLOW
@given(texts=CORPORA)
def test_figures_are_within_their_bounds(texts: list[str]) -> None:
    """Shares are at most 1, no rendering keeps more words than there are, every finding joins documents."""
    found = compare_all(make_documents(texts))

    assert all(
        0 <= share <= 1
        for o in found.overlaps
        for share in (o.jaccard, o.containment_left, o.containment_right)
    )
    assert all(0 <= claim.score <= 1 for claim in found.similar_claims)
    assert all(0 < r.kept <= r.of for group in found.quote_groups for r in group.renderings)
    assert all(len({r.span.document for r in group.renderings}) > 1 for group in found.quote_groups)
    assert all(len({span.document for span in fact.mentions}) > 1 for fact in found.facts)
    assert all(fact.score >= 0 for fact in found.facts)


def test_documents_stand_in_the_order_a_person_expects() -> None:
    """x:9 before x:10."""
    documents = [Document(id=f"x:{n}", text="Rain.", path="", source="") for n in (10, 9, 100, 1)]

    assert ["x:1", "x:9", "x:10", "x:100"] == [document.id for document in compare_all(documents).documents]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], [" \n", "Rain fell."], ["Rain fell."] * 3])
def test_little_to_compare_is_no_error(texts: list[str]) -> None:
    """No document, empty ones, one, or equal ones."""
    found = compare_all(make_documents(texts))

    assert len(texts) == len(found.documents)
    assert found.verdict


def test_the_report_does_not_depend_on_the_hash_seed(seeds: Path) -> None:
    """Two runs with other seeds for Python's hashes give the same bytes."""
    outputs = {
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "compare", "--format", "json", str(seeds)],
            check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip

    assert 1 == len(outputs)


def test_the_number_of_workers_changes_nothing(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process, or more of them, find the same."""
    monkeypatch.setattr("compare.analyse.comparison._TEXT_OF_ONE", 1)
    paths = sorted(seeds.glob("*.txt"))
    documents = [Document(path.name, path.read_text(encoding="utf-8"), "", "") for path in paths]
    alone, together = (
        render_report_json(compare_documents(documents, CompareSettings(), workers=workers))
        for workers in (1, 4)
    )

    assert alone == together
