"""The heat map of who shares how much with whom, and the tree that orders it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from compare.model import Document
from compare.render.html.overview import LARGEST_MAP, map_documents, map_sources
from compare.results import Comparison, Overlap, OverlapKind, SourceOverlap
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from compare.render.html.overview import OverlapMap

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.sampled_from([0, 0.2, 0.5, 0.7, 1]), st.sampled_from([0.2, 0.5, 1])),
)


def compare(pairs: dict[tuple[int, int], tuple[float, float]], documents: list[Document]) -> Comparison:
    """A comparison in which documents share so much."""
    overlaps = tuple(
        Overlap(documents[left], documents[right], OverlapKind.NONE, 0, 0, 0, 0, *shares, 0, None, None)
        for (left, right), shares in pairs.items()
    )
    return Comparison(
        CompareSettings(), By.DOC, frozenset(Section), (), (), tuple(documents), (), (), overlaps,
        (), (), (), (), (), (), (), (), (),
    )  # fmt: skip


def make(count: int) -> list[Document]:
    """So many documents."""
    return [Document(id=str(number), text="", path="", source="") for number in range(count)]


def list_leaves(drawn: OverlapMap[Document]) -> list[set[int]]:
    """The rows under each merge."""
    leaves = [{row} for row in range(len(drawn.members))]
    for merge in drawn.merges:
        leaves.append(leaves[merge.left] | leaves[merge.right])
    return leaves[len(drawn.members) :]


def connect(shares: dict[tuple[Document, Document], float], least: float) -> set[frozenset[Document]]:
    """Groups of documents joined by shares of at least so much: the slow twin of the tree."""
    groups: list[set[Document]] = []
    for pair, share in shares.items():
        if share >= least:
            met = [group for group in groups if group & set(pair)]
            groups = [group for group in groups if group not in met] + [set(pair).union(*met)]
    return set(map(frozenset, groups))


@given(pairs=PAIRS)
def test_branches_of_the_tree_do_not_cross(pairs: dict[tuple[int, int], tuple[float, float]]) -> None:
    """The rows under every merge stand side by side, and no merge shares more than one before it."""
    drawn = map_documents(compare(pairs, make(10)))

    for rows in list_leaves(drawn):
        assert max(rows) - min(rows) == len(rows) - 1
    shares = [merge.share for merge in drawn.merges]
    assert sorted(shares, reverse=True) == shares


@given(pairs=PAIRS, least=st.sampled_from([0.2, 0.5, 0.7, 1]))
def test_tree_cut_at_a_share_gives_the_groups_that_share_so_much(
    pairs: dict[tuple[int, int], tuple[float, float]], least: float
) -> None:
    """Whatever is joined by a chain of pairs that share so much is one branch, and nothing else is."""
    drawn = map_documents(compare(pairs, make(10)))

    branches = [
        rows for rows, merge in zip(list_leaves(drawn), drawn.merges, strict=True) if merge.share >= least
    ]
    largest = [rows for rows in branches if not any(rows < other for other in branches)]

    assert connect(dict(drawn.shares), least) == {
        frozenset(drawn.members[row] for row in rows) for rows in largest
    }


def test_cells_are_the_share_of_the_row_in_the_column() -> None:
    """Of a pair, each row has its own share."""
    documents = make(2)
    drawn = map_documents(compare({(0, 1): (0.25, 1.0)}, documents))

    assert {tuple(documents): 0.25, tuple(documents[::-1]): 1.0} == drawn.shares


def test_of_many_documents_the_largest_groups_are_drawn() -> None:
    """A map has so many rows at most, and says how many are left out."""
    pairs = {(number, number + 1): (0.5, 0.5) for number in range(0, 2 * LARGEST_MAP, 2)}
    pairs |= {(1, number): (0.4, 0.4) for number in range(2, 7)}
    documents = make(2 * LARGEST_MAP)
    drawn = map_documents(compare(pairs, documents))

    assert LARGEST_MAP == len(drawn.members)
    assert LARGEST_MAP == drawn.left_out
    assert set(documents[:7]) <= set(drawn.members)


def test_sources_are_drawn_when_they_were_compared() -> None:
    """By source, the map has the sources as its rows; else there is none."""
    shared = SourceOverlap("north", "south", 1, 1, 0.5, 0, 0, 0.5, 0.25, 9, None, None)
    comparison = replace(compare({}, []), source_overlaps=(shared,))

    assert () == map_sources(comparison).members
    assert ("north", "south") == map_sources(replace(comparison, by=By.SOURCE)).members
