"""How much text documents share."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from compare.analyse.bodies import read_bodies
from compare.analyse.overlap import find_overlaps
from compare.analyse.passages import find_passages
from compare.analyse.sketches import Sketches
from compare.errors import SettingsError
from compare.model import Document, Span
from compare.results import Furniture, OverlapKind
from compare.settings import CompareSettings, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from compare.results import Overlap

SETTINGS = CompareSettings()
CHANCE = random.Random(7)  # noqa: S311 - a test
WORDS = [f"word{number}" for number in range(400)]


def make_text(count: int) -> str:
    """A text of so many random words."""
    return " ".join(CHANCE.choices(WORDS, k=count))


def overlap_of(
    documents: Sequence[Document],
    furniture: Sequence[Furniture] = (),
    settings: CompareSettings = SETTINGS,
) -> tuple[Overlap, ...]:
    """The overlaps of documents, by their passages."""
    bodies = read_bodies(documents, furniture)
    sketches = Sketches([body.text for body in bodies], settings)
    return find_overlaps(bodies, find_passages(bodies, settings), sketches)


def compare_two(left: str, right: str, settings: CompareSettings = SETTINGS) -> Overlap:
    """The overlap of two texts."""
    documents = [
        Document(id=name, text=text, path="", source="") for name, text in (("a", left), ("b", right))
    ]
    (overlap,) = overlap_of(documents, settings=settings)
    return overlap


def test_white_space_and_accents_do_not_make_texts_differ() -> None:
    """Equal but for white space and Unicode form is exact."""
    overlap = compare_two(
        "The cafe\u0301 on the corner\nis closed.", " The caf\u00e9 on the corner is closed.\n"
    )

    assert OverlapKind.EXACT is overlap.kind
    assert 1.0 == overlap.jaccard == overlap.estimate


def test_case_and_punctuation_make_a_near_duplicate() -> None:
    """The same words in other dress are near, not exact."""
    overlap = compare_two("The shop on the corner is closed.", "the shop on the corner is closed")

    assert OverlapKind.NEAR is overlap.kind
    assert 7 == overlap.longest_run


def test_jaccard_and_containment_are_exact() -> None:
    """3 of 4 and 3 of 5 shingles are shared: Jaccard 3 of 6."""
    overlap = compare_two("x b c d e f g h", "b c d e f g h y z")

    assert (3 / 6, 3 / 4, 3 / 5) == (overlap.jaccard, overlap.containment_left, overlap.containment_right)
    assert 7 == overlap.longest_run
    assert overlap.run_left is not None
    assert overlap.run_right is not None
    assert "b c d e f g h" == overlap.run_left.text == overlap.run_right.text


@pytest.mark.parametrize(("count", "expected"), [(50, OverlapKind.INSIDE), (49, OverlapKind.NONE)])
def test_a_text_can_be_inside_another(count: int, expected: OverlapKind) -> None:
    """A text of 50 tokens that another holds is inside it; a shorter one may be so by chance."""
    part = make_text(count)
    whole = f"{make_text(100)} {part} {make_text(100)}"

    assert expected is compare_two(part, whole).kind
    assert expected is compare_two(whole, part).kind


@pytest.mark.parametrize("text", ["", "  \n", "...!"])
def test_empty_texts_are_no_duplicates(text: str) -> None:
    """Texts without a token have nothing in common."""
    overlap = compare_two(text, text)

    assert OverlapKind.NONE is overlap.kind
    assert (0.0, 0.0, 0, None) == (overlap.jaccard, overlap.estimate, overlap.longest_run, overlap.run_left)


def test_a_text_shorter_than_a_shingle_counts_when_exact() -> None:
    """Of four words only an exact copy is a duplicate."""
    assert OverlapKind.EXACT is compare_two("Four more years now", "Four more  years now").kind
    assert OverlapKind.NONE is compare_two("Four more years now", "four more years now!").kind


def test_furniture_does_not_count() -> None:
    """Pages with another navigation around the same article are exact duplicates."""
    article = make_text(60)
    texts = [f"Home News Sport\n{article}", f"{article}\nSkip to next paragraph"]
    documents = [Document(id=text, text=text, path="", source="") for text in texts]
    lines = [Span(documents[0], 0, 15), Span(documents[1], len(article) + 1, len(texts[1]))]

    furniture = [Furniture(line, "navigation") for line in lines]

    assert OverlapKind.EXACT is not overlap_of(documents)[0].kind
    assert OverlapKind.EXACT is overlap_of(documents, furniture)[0].kind


def test_the_seeds_share_no_text(seeds: Path, document: Callable[..., Document]) -> None:
    """Two articles written apart: Jaccard 0, three words in a row."""
    documents = [
        document(path.read_text(encoding="utf-8"), path.stem) for path in sorted(seeds.glob("*.txt"))
    ]
    (overlap,) = overlap_of(documents)

    assert (OverlapKind.NONE, 0.0, 3) == (overlap.kind, overlap.jaccard, overlap.longest_run)


def test_the_strongest_stands_first() -> None:
    """Exact, near, inside, the rest."""
    text, other = make_text(80), make_text(200)
    texts = {"a": other, "b": text, "c": text, "d": f"{text} more", "e": f"{text} {make_text(40)}"}
    documents = [Document(id=name, text=text, path="", source="") for name, text in texts.items()]
    overlaps = overlap_of(documents)

    assert ["exact", "near", "near", "inside", "inside", "inside"] == [each.kind for each in overlaps[:6]]
    assert ("b", "c") == (overlaps[0].left.id, overlaps[0].right.id)
    assert 10 == len(overlaps)


def test_of_many_documents_only_those_that_share_are_reported() -> None:
    """Among 60 texts the copy, the edited copy and the excerpt are found, and nothing else."""
    texts = [make_text(120) for _ in range(60)]
    words = texts[3].split()
    texts[17] = texts[3]
    texts[29] = " ".join([*words[:60], "changed", *words[61:]])
    texts[41] = f"{make_text(60)} {' '.join(texts[8].split()[:20])}"
    documents = [
        Document(id=f"{place:02}", text=text, path="", source="") for place, text in enumerate(texts)
    ]
    overlaps = overlap_of(documents)

    assert [
        ("03", "17", OverlapKind.EXACT),
        ("03", "29", OverlapKind.NEAR),
        ("17", "29", OverlapKind.NEAR),
        ("08", "41", OverlapKind.NONE),
    ] == [(each.left.id, each.right.id, each.kind) for each in overlaps]


def test_many_copies_of_one_text_do_not_cost_the_square() -> None:
    """Of 300 copies each is linked to another, in a number of pairs that grows with them."""
    text = make_text(40)
    documents = [Document(id=f"{place}", text=text, path="", source="") for place in range(300)]
    overlaps = overlap_of(documents)

    assert {document.id for document in documents} == {
        side.id for each in overlaps for side in (each.left, each.right)
    }
    assert len(overlaps) < 600


def test_scripts_without_spaces_are_compared_by_character() -> None:
    """A copied sentence of Chinese is found with every unit but whole words."""
    copied = "我们今天去北京看长城然后回家"
    left, right = f"{copied}吃饭睡觉", f"昨天他们说{copied}"

    assert len(copied) == compare_two(left, right).longest_run
    assert 0 < compare_two(left, right, CompareSettings(unit=Unit.CHAR)).jaccard
    assert 0 == compare_two(left, right, CompareSettings(unit=Unit.WORD)).jaccard


def test_values_too_few_for_the_threshold_are_refused() -> None:
    """A signature that could not find the duplicates is an error, not a silent miss."""
    with pytest.raises(SettingsError, match="num-perm 4"):
        compare_two("a", "b", CompareSettings(num_perm=4, threshold=0.5))
