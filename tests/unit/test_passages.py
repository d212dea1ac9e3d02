"""Shared passages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from compare.analyse.bodies import read_bodies
from compare.analyse.passages import find_passages
from compare.model import Document, Span
from compare.results import Furniture, Op, PassageKind
from compare.settings import CompareSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from compare.results import Passage

SETTINGS = CompareSettings()
CHANCE = random.Random(7)  # noqa: S311 - a test
WORDS = [f"word{number}" for number in range(2000)]
COPIED = "When the river rose over the old stone bridge, nobody in town was surprised."


def make_text(count: int) -> str:
    """A text of so many random words."""
    return " ".join(CHANCE.choices(WORDS, k=count))


def make_documents(*texts: str) -> list[Document]:
    """Documents named by their place."""
    return [Document(id=f"{place}", text=text, path="", source="") for place, text in enumerate(texts)]


def find_in(documents: Sequence[Document], furniture: Sequence[Furniture] = ()) -> tuple[Passage, ...]:
    """The passages of documents."""
    return find_passages(read_bodies(documents, furniture), SETTINGS)


def test_a_copied_sentence_is_a_passage() -> None:
    """Its spans hold the words that are shared, no more."""
    documents = make_documents(f"{make_text(40)}. {COPIED} {make_text(40)}", f"{COPIED} {make_text(60)}")
    (passage,) = find_in(documents)

    assert COPIED.rstrip(".") == passage.left.text == passage.right.text
    assert 1.0 == passage.similarity
    assert [Op.SAME] == [edit.op for edit in passage.edits]


def test_edits_do_not_cut_a_passage() -> None:
    """Runs of a copy that was edited here and there are one passage, its edits shown."""
    edited = COPIED.replace("the old stone bridge", "the old wooden bridge")
    documents = make_documents(f"{COPIED} {make_text(40)}", f"{make_text(40)} {edited}")
    (passage,) = find_in(documents)

    assert COPIED.rstrip(".") == passage.left.text
    assert [("stone", "wooden")] == [
        (passage.left.document.text[slice(*edit.left)], passage.right.document.text[slice(*edit.right)])
        for edit in passage.edits
        if edit.op is Op.CHANGED
    ]


def test_reordered_passages_are_found_apart() -> None:
    """Two paragraphs that changed places are two passages, the longer first."""
    first, second = make_text(30), make_text(20)
    documents = make_documents(f"{first}\n{second}", f"{second}\n{first}")

    assert [first, second] == [passage.left.text for passage in find_in(documents)]


def test_a_repeated_paragraph_is_one_passage_with_the_other_text() -> None:
    """What the other text says twice is found once between the two, and once within the other."""
    documents = make_documents(COPIED, f"{COPIED} {make_text(30)} {COPIED}")
    found = [(passage.left.document.id, passage.right.document.id) for passage in find_in(documents)]

    assert [("0", "1"), ("1", "1")] == sorted(found)


def test_five_words_are_no_passage() -> None:
    """A short run is left out, rare as its words may be; one of ten words is found."""
    five, ten = (" ".join(COPIED.split()[:count]) for count in (5, 10))

    assert () == find_in(make_documents(f"{five} {make_text(30)}", f"{make_text(30)} {five}"))
    assert 1 == len(find_in(make_documents(f"{ten} {make_text(30)}", f"{make_text(30)} {ten}")))


def test_a_stock_phrase_is_no_passage() -> None:
    """Words that many documents use are no finding; the same words in two documents are one."""
    phrase = "told reporters on Monday that there was nothing more to say"
    texts = [f"{make_text(30)} {phrase} {make_text(30)}" for _ in range(20)]

    assert () == find_in(make_documents(*texts))
    assert 1 == len(find_in(make_documents(*texts[:2], *map(make_text, [60] * 18))))


def test_a_wire_copy_is_a_finding_however_many_hold_it() -> None:
    """A long passage is no stock phrase although all documents share it."""
    wire = make_text(60)
    documents = make_documents(*(f"{make_text(20)} {wire}" for _ in range(12)))

    assert 12 * 11 / 2 == len(find_in(documents))


def test_furniture_is_no_passage() -> None:
    """A notice that was set aside is not compared, and no passage crosses it."""
    documents = make_documents(f"{COPIED}\n{make_text(30)}", f"{COPIED}\n{make_text(30)}")
    notices = [Furniture(Span(document, 0, len(COPIED)), "notice") for document in documents]

    assert () == find_in(documents, notices)


def shuffle(words: list[str]) -> str:
    """The words with each two of them after the two that follow."""
    turned = [words[start + 2 : start + 4] + words[start : start + 2] for start in range(0, len(words), 4)]
    return " ".join(word for part in turned for word in part)


def test_a_shuffled_passage_is_reworded() -> None:
    """Text in another order is found between two documents, and told apart from a copy."""
    words = [f"x{number}y" for number in range(90)]
    documents = make_documents(
        f"{make_text(150)} {' '.join(words)} {make_text(80)}",
        f"{make_text(60)} {shuffle(words)} {make_text(90)}",
    )
    (passage,) = find_in(documents)

    assert PassageKind.REWORDED is passage.kind
    assert len({*words} & {*passage.left.text.split()}) >= 80
    assert len({*words} & {*passage.right.text.split()}) >= 80


def test_what_is_copied_is_told_once() -> None:
    """A long copy with an edit here and there is copied, and no reworded passage as well."""
    words = [f"x{number}y" for number in range(90)]
    edited = [word if place % 13 else "changed" for place, word in enumerate(words)]
    documents = make_documents(
        f"{make_text(150)} {' '.join(words)} {make_text(80)}",
        f"{make_text(60)} {' '.join(edited)} {make_text(90)}",
    )

    assert [PassageKind.COPIED] == [passage.kind for passage in find_in(documents)]


def test_shuffled_sentences_are_passages_of_their_own() -> None:
    """Two texts of the same short sentences in another order share each of them, not one long passage."""
    sentences = [" ".join(f"w{number}" for number in CHANCE.sample(range(2000), 14)) for _ in range(150)]
    documents = make_documents("\n".join(sentences), "\n".join(CHANCE.sample(sentences, len(sentences))))
    found = find_in(documents)

    assert len(found) > 75
    assert all(len(passage.left.text.split()) < 60 for passage in found)


def test_of_many_documents_those_that_share_a_copy_are_looked_at_closely() -> None:
    """Reworded text is found in a folder, beside a copied sentence of the same two documents."""
    words = [f"x{number}y" for number in range(90)]
    documents = make_documents(
        *(make_text(200) for _ in range(18)),
        f"{make_text(50)} {' '.join(words)} {make_text(80)} {COPIED}",
        f"{COPIED} {make_text(60)} {shuffle(words)} {make_text(90)}",
    )

    assert [("18", "19")] * 2 == [(one.left.document.id, one.right.document.id) for one in find_in(documents)]
    assert {PassageKind.COPIED, PassageKind.REWORDED} == {passage.kind for passage in find_in(documents)}


def test_furniture_in_the_middle_is_no_reworded_passage() -> None:
    """A menu between two paragraphs is not found by the closer look at a pair, either."""
    menu = " ".join(f"m{number}n" for number in range(90))
    documents = make_documents(*(f"{make_text(80)}\n{menu}\n{make_text(80)}" for _ in range(2)))
    spans = [Span(one, one.text.index(menu), one.text.index(menu) + len(menu)) for one in documents]

    assert () == find_in(documents, [Furniture(span, "notice") for span in spans])


def test_a_mere_copy_takes_no_place_of_the_pairs_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all pairs are looked at closely, those that are whole copies of each other come last."""
    monkeypatch.setattr("compare.analyse.passages._MOST_PAIRS", 1)
    words = [f"x{number}y" for number in range(90)]
    copy = make_text(300)
    documents = make_documents(
        *(make_text(200) for _ in range(16)),
        copy,
        copy,
        f"{make_text(50)} {' '.join(words)} {make_text(80)} {COPIED}",
        f"{COPIED} {make_text(60)} {shuffle(words)} {make_text(90)}",
    )

    assert PassageKind.REWORDED in {passage.kind for passage in find_in(documents)}
