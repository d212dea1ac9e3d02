"""Passages reused between the texts of a folder, as places in its documents."""

from __future__ import annotations

import random

import pytest

from compare.match.passages import find_reuse
from compare.model import Document, Span

COPIED = "The harbour master of Lindow counted forty barges, none of them licensed, before the ice came."


def write(count: int, seed: int = 1) -> str:
    """A text of so many made-up words that hardly repeat themselves."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    return " ".join("".join(chance.choices("bdfgklmnprstaeiou", k=6)) for _ in range(count))


def spans(*texts: str) -> list[Span]:
    """Whole documents, called by number."""
    documents = [Document(id=str(i), text=text, path="", source="") for i, text in enumerate(texts)]
    return [Span(document, 0, len(document.text)) for document in documents]


def test_a_copy_is_given_as_the_places_it_has_in_both_texts() -> None:
    """Spans hold the passage from its first word to its last, as it stands on each side."""
    shouted = COPIED.upper().replace(",", " -")
    texts = [write(90, seed=i) for i in range(6)]
    texts[2] = f"{texts[2]}.\n\n{COPIED}"
    texts[4] = f"{shouted} {texts[4]}"
    reuses = find_reuse(spans(*texts))

    assert [("2", "4")] == [(reuse.left.document.id, reuse.right.document.id) for reuse in reuses]
    assert COPIED.rstrip(".") == reuses[0].left.text
    assert shouted.rstrip(".") == reuses[0].right.text
    assert (16, 1.0) == (reuses[0].words, reuses[0].similarity)


def test_an_edited_copy_says_how_much_of_it_is_the_same() -> None:
    """Words replaced or dropped inside a passage lower its similarity."""
    copied = f"{COPIED} Nobody in the valley remembered such a winter."
    edited = copied.replace("forty", "fifty").replace(" none of them licensed,", "")
    reuses = find_reuse(spans(f"{write(90)} {copied}", f"{edited} {write(90, seed=2)}"))

    assert 1 == len(reuses)
    # Of the barges, alone between two edits, nothing is said.
    assert (18, 36 / 44) == (reuses[0].words, reuses[0].similarity)


def test_what_says_most_stands_first() -> None:
    """A long passage of rare words stands before a short one."""
    short, long = write(9, seed=7), write(60, seed=8)
    reuses = find_reuse(
        spans(f"{short} {write(80)}", f"{long} {write(80, seed=2)}", f"{long}. {write(80, seed=3)} {short}")
    )

    assert [60, 9] == [reuse.words for reuse in reuses]
    assert reuses[0].bits > reuses[1].bits


def test_several_passages_of_two_texts_are_all_found() -> None:
    """Passages that stand in another order in the other text are given one by one."""
    parts = [write(20, seed=i) for i in range(3)]
    left = f"{parts[0]} {write(40, seed=11)} {parts[1]} {write(40, seed=12)} {parts[2]}"
    right = f"{parts[2]} {write(40, seed=13)} {parts[0]} {write(40, seed=14)} {parts[1]}"
    reuses = find_reuse(spans(left, right))

    assert sorted(parts) == sorted(reuse.left.text for reuse in reuses)
    assert all(reuse.left.text == reuse.right.text for reuse in reuses)


def test_a_passage_repeated_in_one_document_is_found() -> None:
    """The left place is the first one."""
    text = f"{COPIED} {write(80)} {COPIED}"
    reuses = find_reuse(spans(text, write(90, seed=3)))

    assert [(0, text.rindex("The"))] == [(reuse.left.start, reuse.right.start) for reuse in reuses]


def test_stretches_are_searched_and_nothing_beside_them() -> None:
    """What stands outside the stretches, such as furniture, is no reuse."""
    whole = spans(f"{COPIED} {write(80)}", f"{COPIED} {write(80, seed=2)}")
    cut = [Span(span.document, len(COPIED), span.end) for span in whole]

    assert 1 == len(find_reuse(whole))
    assert [] == find_reuse(cut)


@pytest.mark.parametrize("texts", [[], [""], ["", " \n"], ["one", "one"], ["!?", "a b"]])
def test_texts_without_enough_words_share_nothing(texts: list[str]) -> None:
    """No text, empty texts and texts of a few words give no passage."""
    assert [] == find_reuse(spans(*texts))


def test_a_stock_phrase_of_many_texts_is_no_finding() -> None:
    """Words that many texts have in common say little, in whatever company."""
    phrase = "a spokesman for the ministry of transport said on Thursday"
    texts = [f"{write(40, seed=i)} {phrase} {write(40, seed=i + 100)}" for i in range(40)]

    assert [] == find_reuse(spans(*texts))


def test_one_and_many_threads_find_the_same() -> None:
    """The order of what is found does not depend on who found it."""
    parts = [write(12, seed=i) for i in range(90)]
    chance = random.Random(3)  # noqa: S311 - it need not be secret
    # For fewer than 32,768 words no thread is started. The first texts take longest: others are done before.
    sizes = [500] * 64 + [30] * 200
    texts = ([*chance.sample(parts, 2), write(size, seed=i + 100)] for i, size in enumerate(sizes))
    given = spans(*map(" ".join, texts))
    found = find_reuse(given)

    assert len(found) > 300
    assert found == find_reuse(given, threads=4)
