"""Groups of copies, and what is known of where their text comes from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from compare.analyse.comparison import compare_documents
from compare.model import Document
from compare.settings import By, CompareSettings, Section

if TYPE_CHECKING:
    from compare.results import Comparison

WIRE = (
    "The harbour wall of Selby broke on Sunday night and the river ran into forty houses below the mill.\n"
    "Divers from Karlstad found rotten timber under the pier, which had last been mended sixty years ago.\n"
    "Nobody was hurt, but the mayor called the council together for an unusual meeting at daybreak.\n"
)
MORE = "Our reporter saw sandbags being filled by schoolchildren until late in the evening at the depot.\n"
OTHER = "Otters sleep at noon, keepers of the zoo report, and they hold hands so that none drifts away.\n"


def make(name: str, text: str, day: int | None = None) -> Document:
    """A document of the source that its name begins with."""
    published = date(2024, 5, day) if day else None
    return Document(id=name, text=text, path=name, source=name.partition("/")[0], published=published)


def compare(*documents: Document, by: By = By.DOC) -> Comparison:
    """What is found of copied text."""
    return compare_documents(documents, CompareSettings(), by=by, sections=frozenset({Section.OVERLAP}))


def test_copies_are_grouped_with_their_fullest_and_earliest() -> None:
    """Of a text, a longer one with it and one without, the first two are a group."""
    found = compare(make("a/1", WIRE, 3), make("b/1", WIRE + MORE, 2), make("c/1", OTHER, 1))

    (group,) = found.copies
    assert ["a/1", "b/1"] == [document.id for document in group.documents]
    assert group.earliest is not None
    assert group.documents[1] is group.earliest is group.fullest
    assert group.agency is None


@pytest.mark.parametrize("days", [(3, None), (3, 3)])
def test_what_is_earliest_is_never_guessed(days: tuple[int, int | None]) -> None:
    """A text without a date, or two of one day, leave it open."""
    (group,) = compare(make("a/1", WIRE, days[0]), make("b/1", WIRE, days[1])).copies
    (overlap,) = compare(make("a/1", WIRE, days[0]), make("b/1", WIRE, days[1])).overlaps

    assert group.earliest is None
    assert overlap.earlier is None


def test_a_wire_copy_is_recognised() -> None:
    """Two outlets with a text that one of them credits to an agency carry that agency's text."""
    found = compare(make("a/1", f"SELBY (AP) - {WIRE}"), make("b/1", WIRE + MORE), make("c/1", OTHER))

    (group,) = found.copies
    assert "AP" == group.agency
    assert ["AP"] == [credit.span.text for credit in group.credits]
    assert "Two documents carry a text of one agency, AP." in found.verdict


def test_a_text_of_an_agency_is_not_what_stands_beside_it() -> None:
    """A roundup carries it; an article that shares only the rest of the roundup does not."""
    other = OTHER + MORE * 3
    documents = [make("a/1", f"SELBY (AP) - {WIRE}"), make("b/1", WIRE + other), make("c/1", other)]
    (group,) = compare(*documents).copies

    assert ["a/1", "b/1", "c/1"] == [document.id for document in group.documents]
    assert ["a/1", "b/1"] == [document.id for document in group.carriers]
    assert group.fullest is documents[1]


def test_the_fullest_is_not_the_one_with_words_put_in() -> None:
    """A shortened copy with a few words more than it took is not fuller than the whole."""
    part = WIRE.partition("\n")[0].replace("broke", "broke at last, as all had long foreseen,")
    (group,) = compare(make("a/1", WIRE + MORE), make("b/1", part)).copies
    (tie,) = compare(make("a/1", WIRE), make("b/1", WIRE)).copies

    assert group.fullest is group.documents[0]
    assert tie.fullest is None


def test_no_document_is_counted_as_a_copy_twice() -> None:
    """Beside pairs of copies those documents are told that share most of a text and are in no such pair."""
    documents = make("a/1", WIRE + MORE), make("b/1", WIRE + OTHER), make("c/1", WIRE + MORE)

    assert ("Two documents share most of a text.",) == compare(*documents[:2], make("d/1", "Snow.")).verdict
    assert (
        "One pair the same text, one more document with most of a text in common."
        == (compare(*documents).verdict[0])
    )


def test_a_byline_makes_no_copy_the_fullest() -> None:
    """Of copies that differ by a few words none has more of the text; by a paragraph more, one has."""
    wire, byline = make("a/1", WIRE), make("b/1", f"Ann Lee\n{WIRE}")
    (group,) = compare(wire, byline).copies
    (fuller,) = compare(wire, byline, make("c/1", WIRE + MORE)).copies

    assert group.fullest is None
    assert fuller.fullest is fuller.documents[2]


def test_more_copies_than_are_paired_are_all_counted() -> None:
    """Of 40 equal texts of three sources all pairs are the same text, and each source has all of each."""
    found = compare(*(make(f"{'abc'[place % 3]}/{place}", WIRE) for place in range(40)), by=By.SOURCE)

    assert "780 pairs the same text." in found.verdict
    assert {(1.0, 1.0)} == {(one.reused_left, one.reused_right) for one in found.source_overlaps}
    assert [14 * 13, 14 * 13, 13 * 13] == sorted((one.copies for one in found.source_overlaps), reverse=True)


def test_documents_of_one_id_are_ordered_by_their_place() -> None:
    """The order in which documents are given makes no difference, though their ids be the same."""
    documents = [
        Document(id="x", text=text, path=path, source="s") for path, text in (("1", WIRE), ("2", MORE))
    ]

    assert compare(*documents) == compare(*reversed(documents))


def test_two_agencies_or_one_outlet_are_no_wire_copy() -> None:
    """Where copies credit different agencies, or all are of one source, none is called the origin."""
    (two,) = compare(make("a/1", f"SELBY (AP) - {WIRE}"), make("b/1", f"SELBY (AFP) - {WIRE}")).copies
    (one,) = compare(make("a/1", f"SELBY (AP) - {WIRE}"), make("a/2", WIRE)).copies

    assert two.agency is None
    assert {"AP", "AFP"} == {credit.agency for credit in two.credits}
    assert one.agency is None


def test_the_share_of_each_side_is_told() -> None:
    """All of the shorter text is in the longer one, which is the fuller, and three quarters the other way."""
    (overlap,) = compare(make("a/1", WIRE, 3), make("b/1", WIRE + MORE, 2)).overlaps

    assert (1.0, 52 / 68) == (overlap.reused_left, overlap.reused_right)
    assert overlap.right is overlap.fuller is overlap.earlier


def test_sources_are_compared_over_all_their_documents() -> None:
    """By source, the text two outlets share is summed, and counted against all that each of them wrote."""
    found = compare(
        make("a/1", WIRE),
        make("a/2", OTHER),
        make("b/1", WIRE),
        make("b/2", MORE),
        make("c/1", MORE),
        by=By.SOURCE,
    )

    pairs = {(one.left, one.right): one for one in found.source_overlaps}
    assert {("a", "b"), ("a", "c"), ("b", "c")} == set(pairs)
    assert (1, 1) == (pairs["a", "b"].copies, pairs["a", "b"].pairs)
    assert 0.6 < pairs["a", "b"].reused_left < 0.85
    assert 0 == pairs["a", "c"].reused_left == pairs["a", "c"].jaccard
    assert pairs["b", "c"].reused_right > 0.95
    assert () == compare(make("a/1", WIRE), make("b/1", WIRE)).source_overlaps


def test_what_one_source_alone_has_may_stand_in_two_of_its_documents() -> None:
    """By source, a sentence and a name that only the documents of one outlet have are its own."""
    documents = [make("a/1", WIRE + MORE), make("a/2", MORE + WIRE), make("b/1", WIRE)]
    found = compare_documents(documents, CompareSettings(), by=By.SOURCE).only

    assert [("a", None), ("b", None)] == [(one.source, one.document) for one in found]
    assert ["sandbags" in span.text for span in found[0].claims] == [True, True]
    assert not found[1].claims


def test_nothing_is_looked_for_that_is_not_wanted() -> None:
    """With overlaps alone there are no quotes and facts, and the verdict does not say that there are none."""
    text = f'"{MORE.strip()}," said Anna Berg.\n'
    found = compare(make("a/1", text), make("b/1", text + WIRE))

    assert () == found.quotes == found.facts == found.only
    assert not [line for line in found.verdict if "quot" in line or "fact" in line]
