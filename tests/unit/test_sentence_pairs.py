"""Pairs of sentences that may tell the same: none is lost that could be alike enough."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.analyse.matching import find_best_clauses
from compare.analyse.names import NameTable
from compare.analyse.reading import take_apart
from compare.analyse.sentence_pairs import find_candidates, keep_likely
from compare.analyse.units import Unit, make_units, weigh_signs
from compare.model import Document

PIECES = st.sampled_from(
    (
        "Mayor Peter Ellwood",
        "Selby",
        "312 crates",
        "the crates",
        "on Monday",
        "arrested",
        "detained",
        "drained the tunnel,",
        "while police",
        "he",
        "were",
        "but",
        "and the pumps",
        "stood.",
        "sank.",
    )
)
TEXTS = st.lists(st.lists(PIECES, max_size=25).map(" ".join), min_size=2, max_size=4)


def read_units(texts: list[str]) -> list[Unit]:
    """The sentences of these texts, weighed."""
    documents = [Document(id=str(n), text=text, path="", source="") for n, text in enumerate(texts)]
    readings = [take_apart(document, ()) for document in documents]
    units = make_units(readings, NameTable(readings))
    weigh_signs(units)
    return units


@settings(deadline=None)  # what words mean is read from its tables at the first one
@given(TEXTS, st.floats(0.05, 2.0))
def test_no_pair_is_dropped_that_is_alike_enough(texts: list[str], least: float) -> None:
    """Of all pairs of sentences every one is kept whose clauses reach the score."""
    units = read_units(texts)
    candidates = [(left, right) for left in units for right in units if left.number < right.number]
    rare = 4.0

    kept = keep_likely(candidates, rare, lambda *_: least)

    for left, right in candidates:
        best = find_best_clauses(left, right, rare)
        if best is not None and best.score >= least:
            assert (left, right) in kept


def test_what_cannot_be_alike_is_dropped() -> None:
    """Sentences that share too little for the score are not looked at closely."""
    units = read_units(["Police drained the tunnel.", "Police drained the tunnel.", "Police ate bread."])

    pairs = keep_likely([(units[0], units[1]), (units[0], units[2])], 4.0, lambda *_: 0.5)

    assert [(units[0], units[1])] == pairs


def test_what_is_left_out_makes_no_pair() -> None:
    """Only sentences that are asked for are put together, though others share as much."""
    units = read_units(["Otters drained the tunnel."] * 3)

    assert [(units[0], units[2])] == find_candidates([units[0], units[2]])
    assert [] == find_candidates([])


def test_signs_are_weighed_first() -> None:
    """Without weights nothing is said of what sentences share."""
    document = Document(id="1", text="Otters drained the tunnel.", path="", source="")
    reading = take_apart(document, ())

    with pytest.raises(ValueError, match="weighed"):
        find_candidates(make_units([reading], NameTable([reading])))
