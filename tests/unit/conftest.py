"""Comparisons with every kind of finding: of articles, and of texts that mean harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compare.analyse.comparison import compare_documents
from compare.model import Document, Skipped, Span
from compare.results import (
    Attribute,
    Certainty,
    Change,
    Comparison,
    CopyGroup,
    Credit,
    Edit,
    Fact,
    Form,
    Furniture,
    NameGroup,
    Only,
    Op,
    Outlet,
    Overlap,
    OverlapKind,
    Passage,
    PassageKind,
    Quote,
    QuoteGroup,
    Relation,
    Rendering,
    SimilarClaim,
    Status,
    Story,
    Update,
    Value,
    Variant,
    Voice,
)
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from collections.abc import Callable

WIRE = """Kolmar bridge closed after cracks are found

KOLMAR (Reuters) - The Kolmar bridge was closed on Monday after engineers found cracks in {} of its pillars,
and traffic will be sent through Ostrow for three weeks, the city said in a statement.

"The bridge is old, it has carried far more lorries than it was ever built for, and we will not wait until \
somebody is hurt," said Mayor Lena Drost, who had ordered the inspection in April.

Some 12,000 cars cross the river there every day. A repair would cost about 40 million crowns, according to
the city's engineer, Pavel Hruska, who inspected the pillars with two divers at the weekend.
"""
PAPER = """Drivers face weeks of detours

Cracks in four pillars have shut the Kolmar bridge since Monday. Drivers have to go through Ostrow
for a month.

Lena Drost, the mayor, asked whether the city should "wait until somebody is hurt?"

Engineer Pavel Hruska put the cost of a repair at 55 million crowns. "It was a matter of time," said
Ivan Mrak, who drives a lorry across the river every day.
"""
OTHER = """Orchestra names a conductor

Mira Solt will lead the Ostrow Philharmonic from September. The board chose her on Friday from 80 candidates.

"I grew up with this orchestra," Solt said. She follows Karl Brandt, who retires after eleven seasons.
"""
SECOND = """Solt to conduct in Ostrow

The Ostrow Philharmonic has chosen Mira Solt as its conductor out of 90 candidates, its board said on Friday.

Solt, who said she grew up with the orchestra, follows Karl Brandt in September.
"""


@pytest.fixture(scope="session")
def mixed() -> Callable[..., Comparison]:
    """Compare six articles on two stories: copies of an agency's text, a later version, quotes, facts.

    A similar claim is added by hand, so that every kind of finding is there.
    """
    texts = (
        ("wire", date(2024, 5, 6), WIRE.format("three")),
        ("wire", date(2024, 5, 7), WIRE.format("five")),
        ("herald", date(2024, 5, 7), "Herald | News | Sport\n\n" + WIRE.format("three")),
        ("gazette", date(2024, 5, 7), PAPER),
        ("herald", date(2024, 5, 8), OTHER),
        ("gazette", None, SECOND),
    )
    documents = [
        Document(
            f"{source}/{number}", text, f"{source}/{number}.txt", source, text.splitlines()[0], published
        )
        for number, (source, published, text) in enumerate(texts)
    ]
    skipped = (Skipped("photo.png", None, "binary"), Skipped("a.jsonl", 3, "no text"))

    @cache
    def compare(by: By = By.DOC, sections: tuple[Section, ...] = tuple(Section)) -> Comparison:
        found = compare_documents(
            documents, CompareSettings(), by=by, sections=frozenset(sections), skipped=skipped
        )
        sides = Span(documents[0], 0, 20), Span(documents[3], 0, 7)
        claim = SimilarClaim("C1", *sides, 0.5, "the city", None)
        return replace(found, similar_claims=(claim,)) if Section.FACTS in found.sections else found

    return compare


@pytest.fixture(scope="session")
def hostile() -> Callable[[str], Comparison]:
    """A comparison with every kind of finding, in which every text of a corpus is the one given."""
    return _spoil


def _spoil(text: str) -> Comparison:
    left, right = (
        Document(
            f"{text}{number}", f"{text} x {text} {number} {text}", text, text, text, date(2024, 5, number)
        )
        for number in (1, 2)
    )
    spans = Span(left, 0, len(left.text)), Span(right, 0, len(right.text))
    runs = ((Span(left, 0, len(text) + 2), Span(right, 0, len(text) + 2)),)
    values = Value(left, text, text, spans[0]), Value(right, f"{text}2", f"{text}2")
    attributes = tuple(Attribute(text, status, values) for status in Status)
    quotes = tuple(
        Quote("1.1", span, (span,), Form.DIRECT, text, span, text, span, (text,)) for span in spans
    )
    # A part of a place, which is not too long to be shown whole in the table of speakers.
    once = [replace(quote, span=Span(quote.span.document, 0, len(text))) for quote in quotes]
    shares = {"containment_left": 0.0, "containment_right": 0.0, "reused_left": 0.5, "reused_right": 0.5}
    facts = (
        Fact("F1", text, Certainty.SURE, 1.0, spans, attributes),
        Fact("F2", text, Certainty.SURE, 1.0, spans, attributes[:1]),
        Fact("F3", text, Certainty.MAYBE, 1.0, spans, attributes),
    )
    edits = (
        Edit(Op.CHANGED, (0, len(text)), (0, len(text))),
        Edit(Op.SAME, *[(len(text), len(text) + 2)] * 2),
    )
    return Comparison(
        settings=CompareSettings(),
        by=By.DOC,
        sections=frozenset(Section),
        verdict=(f"{text}.", text),
        skipped=(Skipped(text, 1, text),),
        documents=(left, right),
        stories=tuple(Story(f"S{number}", (left, right), text) for number in (1, 2)),
        furniture=(Furniture(spans[0], text),),
        overlaps=(
            Overlap(
                left,
                right,
                OverlapKind.NEAR,
                0.1,
                0.1,
                **shares,
                longest_run=2,
                run_left=spans[0],
                run_right=spans[1],
            ),
        ),
        source_overlaps=(),
        copies=(
            CopyGroup(
                "G1",
                (left, right),
                OverlapKind.NEAR,
                left,
                left,
                text,
                (left, right),
                (Credit(text, spans[0]),),
            ),
        ),
        passages=tuple(
            Passage(f"P{number}", kind, *spans, 0.7, edits) for number, kind in enumerate(PassageKind)
        ),
        quotes=quotes,
        quote_groups=(
            QuoteGroup(
                "Q1",
                (
                    Rendering(spans[0], quotes[0], Relation.FULLEST, 2, 2),
                    Rendering(spans[1], quotes[1], Relation.ALTERED, 1, 2, runs),
                ),
                attributes,
            ),
        ),
        facts=facts,
        similar_claims=(SimilarClaim("C1", *spans, 0.5, text, text),),
        names=(NameGroup(text, (Variant(text, (left,)), Variant(f"{text}2", (right,)))),),
        only=(Only(text, left, quotes, spans, (text,)), Only(text, None, quotes, spans, (text,))),
        updates=(Update("U1", left, right, ordered=True, changes=(Change("number", *values),)),),
        outlets=(Outlet(source=text),),
        voices=(Voice("V1", text, ((once[0], "Q1"), (once[1], None))), Voice("V2", None, ((once[1], None),))),
    )
