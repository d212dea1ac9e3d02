"""A folder of articles in which every kind of finding is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compare.analyse.comparison import compare_documents
from compare.model import Document, Skipped, Span
from compare.results import SimilarClaim
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison

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
