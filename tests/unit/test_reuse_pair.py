"""What two texts took from each other: word for word, shuffled, reworded, summed up, or nothing."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.match import reuse_passages
from compare.match.reuse import Borrowing, BorrowingKind, find_borrowings, number_texts
from compare.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.match.reuse_words import Stretch

ORCHARD = (
    "The cooperative planted nine hundred pear trees along the northern terraces after the frost of April "
    "had killed most of the almonds. Growers from three valleys pooled their savings, borrowed a tractor "
    "from the monastery and dug every hole within eleven days. A botanist from Lisbon advised them to "
    "graft old local varieties onto hardy quince stock, since the imported saplings had never survived a "
    "winter above eight hundred metres. By September the terraces were green again and two bakeries had "
    "already ordered the first harvest."
)
LIGHTHOUSE = (
    "Nobody had climbed the lighthouse stairs since the keeper retired, so the lens was grey with salt. "
    "Volunteers carried buckets of warm vinegar up two hundred steps and polished each prism by hand. "
    "Engineers replaced the corroded clockwork with a small electric motor, powered by panels on the "
    "roof. When the beam swept the strait for the first time in forty years, fishing boats sounded their "
    "horns."
)
# On the matter of ORCHARD, written without it.
OTHER_ORCHARD = (
    "A farmers' association says it will replace almonds lost to spring frost with fruit trees that stand "
    "the cold. Its chairwoman told reporters that members expect subsidies to cover half of the cost, and "
    "that pear growers elsewhere on the plateau have done well. The ministry has yet to answer. Critics "
    "in the regional assembly doubt whether irrigation will suffice, pointing at a reservoir that stood "
    "empty last summer, while beekeepers welcomed anything that blooms. Planting could begin next spring "
    "if the loans are approved."
)
REWORDED = (
    "The co-op put in nine hundred pear trees on the northern terraces when the frost of April had killed "
    "most almonds. Farmers of three valleys pooled savings, borrowed a tractor from the abbey and dug "
    "each hole within eleven days. A botanist from Lisbon told them to graft old local kinds onto tough "
    "quince stock, as imported saplings had never survived a winter over eight hundred metres. By "
    "September the terraces were green once more and two bakeries had by then ordered the first crop."
)


def fill(words: int, seed: int = 1) -> str:
    """Sentences of made-up words, so many in all, that hardly repeat themselves."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    made = ["".join(chance.choices("bdfgklmnprstaeiou", k=7)) for _ in range(words)]
    return ". ".join(" ".join(made[start : start + 12]) for start in range(0, words, 12)) + ". "


def find(left: str, right: str) -> tuple[Borrowing, ...]:
    """What two texts have in common."""
    return find_borrowings(*number_texts([[span(left, "left")], [span(right, "right")]]))


def span(text: str, name: str) -> Span:
    """A whole document."""
    return Span(Document(id=name, text=text, path="", source=""), 0, len(text))


def shuffle(text: str) -> str:
    """The text with its sentences, and the words in the middle of each, in another order."""
    chance = random.Random(3)  # noqa: S311 - it need not be secret
    sentences = re.findall(r"[^.]+\.", text)
    chance.shuffle(sentences)
    shuffled = []
    for sentence in sentences:
        words = sentence.split()
        for start in range(0, len(words) - 6, 6):
            words[start : start + 6] = words[start + 3 : start + 6] + words[start : start + 3]
        shuffled.append(" ".join(words))
    return " ".join(shuffled)


def test_a_copied_passage_is_found_to_the_word() -> None:
    """Its places are those of the first and the last word that were copied, in both texts."""
    [found] = find(fill(200, 1) + ORCHARD + " " + fill(150, 2), fill(70, 3) + ORCHARD + " " + fill(90, 4))

    assert BorrowingKind.PASSAGE == found.kind
    assert ORCHARD.rstrip(".") == found.left.text == found.right.text


@pytest.mark.parametrize("change", [shuffle, lambda _: REWORDED], ids=["shuffled", "reworded"])
def test_a_changed_passage_is_found(change: Callable[[str], str]) -> None:
    """Neither another order nor other words for a quarter of them hide where it is."""
    changed, before = change(ORCHARD), fill(200, 1)
    [found] = find(before + changed + " " + fill(150, 2), fill(70, 3) + ORCHARD + " " + fill(90, 4))
    outside = max(0, len(before) - found.left.start) + max(0, found.left.end - len(before + changed))

    assert len(ORCHARD) * 0.8 < len(found.right.text) < len(ORCHARD) * 1.1
    assert outside < len(changed) * 0.1


def test_every_passage_of_two_texts_is_found() -> None:
    """Two passages far apart are two findings, in the order of the left text."""
    left = ORCHARD + " " + fill(120, 1) + LIGHTHOUSE
    right = LIGHTHOUSE + " " + fill(120, 2) + ORCHARD

    first, second = find(left, right)

    assert ORCHARD[:-1] == first.left.text == first.right.text
    assert LIGHTHOUSE[:-1] == second.left.text == second.right.text


def test_one_passage_with_edits_is_one_finding() -> None:
    """Words put in and left out here and there do not break it into pieces."""
    edited = LIGHTHOUSE.replace("by hand", "by hand, singing").replace("small ", "").replace("forty", "fifty")

    [found] = find(fill(100, 1) + edited + " " + fill(100, 2), LIGHTHOUSE)

    assert edited[:-1] == found.left.text
    assert LIGHTHOUSE[:-1] == found.right.text


def test_two_texts_on_one_matter_have_nothing_in_common() -> None:
    """The words that a matter brings with it are no reuse."""
    assert () == find(ORCHARD, OTHER_ORCHARD)


def test_the_seeds_have_nothing_in_common(seeds: Path) -> None:
    """The two example articles were written separately."""
    left, right = (path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt")))

    assert () == find(left, right)


def edit(text: str, part: float, seed: int) -> str:
    """The text with about such a part of its words replaced by made-up ones."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    made = iter(fill(400, seed + 1).replace(".", "").split())
    return " ".join(next(made) if chance.random() < part else word for word in text.split())


@pytest.mark.parametrize(("between", "seed"), [(300, 1), (120, 2)])
def test_passages_are_found_among_words_that_both_texts_use(between: int, seed: int) -> None:
    """Two long texts of the same few hundred words share pairs of them everywhere."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    made = fill(300, 1).replace(".", "").split()
    left, right = ([" ".join(chance.choices(made, k=size)) for size in (800, between, 800)] for _ in range(2))

    found = find(*(f"{noise[0]} {ORCHARD} {noise[1]} {LIGHTHOUSE} {noise[2]}" for noise in (left, right)))

    assert 2 == len(found)
    for each, copied in zip(found, (ORCHARD, LIGHTHOUSE), strict=True):
        for text in (each.left.text, each.right.text):
            assert copied[:-1] in text
            assert len(text) < len(copied) + 30


@pytest.mark.parametrize(("part", "found"), [(0.4, 1), (0.55, 0), (0.7, 0)])
def test_few_words_of_a_passage_are_no_passage(part: float, found: int) -> None:
    """Where more than every second word is another one, what is left could be chance."""
    assert found == len(find(fill(90, 1) + edit(ORCHARD, part, 2), fill(50, 2) + ORCHARD))


def test_a_sentence_is_no_passage() -> None:
    """Two dozen words in common are left to those who look for copies among many texts."""
    phrase = " ".join(ORCHARD.split()[:28])

    assert () == find(fill(100, 1) + phrase + fill(100, 2), phrase + ". " + fill(100, 3))


def write_long(seed: int = 5) -> tuple[str, str]:
    """A long text, and a short one that has a phrase of four words from every second sentence of it."""
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    sentences = [fill(14, seed=100 + number).replace(". ", " ").split() for number in range(40)]
    kept = [" ".join(words[3:7] if chance.random() < 0.5 else words[8:12]) for words in sentences[::2]]
    return ". ".join(map(" ".join, sentences)) + ".", ". ".join(kept) + "."


def test_a_summary_is_found() -> None:
    """A stretch whose words come from all over the other text stands for the whole of it."""
    told, summary = write_long()

    [found] = find(fill(300, 1) + summary + " " + fill(200, 2), told)

    assert BorrowingKind.SUMMARY_LEFT == found.kind
    assert summary[:-1] == found.left.text
    assert len(told) * 0.8 < len(found.right.text)


def test_a_sentence_copied_in_a_summary_is_part_of_it() -> None:
    """The passage is not told apart from the summary that holds it."""
    told, summary = write_long()
    copied = " ".join(ORCHARD.split()[:35])

    [found] = find(f"{fill(300, 1)}{summary} {copied}. {fill(200, 2)}", f"{told} {copied}.")

    assert BorrowingKind.SUMMARY_LEFT == found.kind
    assert copied in found.left.text


def test_a_sentence_is_no_summary() -> None:
    """A few phrases from all over another text are not enough."""
    told, summary = write_long()
    short = ". ".join(summary.split(". ")[:10]) + ". "

    assert () == find(fill(300, 1) + short + fill(200, 2), told)


def test_passages_from_all_over_a_text_are_no_summary() -> None:
    """What long passages tell already needs no other name, though they come from far apart."""
    left = fill(100, 1) + ORCHARD + " " + LIGHTHOUSE + " " + fill(100, 2)

    kinds = [found.kind for found in find(left, LIGHTHOUSE + " " + fill(600, 3) + ORCHARD)]

    assert [BorrowingKind.PASSAGE] * 2 == kinds


def test_long_texts_of_few_words_have_nothing_in_common() -> None:
    """All their words stand in both, and many side by side, by chance alone."""
    chance = random.Random(8)  # noqa: S311 - it need not be secret
    made = fill(400, 1).replace(".", "").split()

    assert () == find(*(" ".join(chance.choices(made, k=12_000)) for _ in range(2)))


def test_a_summary_beside_much_of_the_same_matter_is_none() -> None:
    """Where the rest of a text shares the words of the other too, no stretch of it stands out."""
    told, summary = write_long()
    words = told.replace(".", "").split()
    random.Random(9).shuffle(words)  # noqa: S311 - it need not be secret

    kinds = {found.kind for found in find(" ".join(words) + ". " + summary, told)}

    assert BorrowingKind.SUMMARY_LEFT not in kinds


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (fill(200, 1) + ORCHARD + " " + fill(150, 2), LIGHTHOUSE + " " + ORCHARD),
        (fill(300, 1) + write_long()[1], write_long()[0]),
        (fill(100, 1) + edit(f"{ORCHARD} {LIGHTHOUSE}", 0.45, 1), fill(40, 3) + f"{ORCHARD} {LIGHTHOUSE}"),
    ],
    ids=["passage", "summary", "much changed"],
)
def test_the_order_of_the_texts_makes_no_difference(left: str, right: str) -> None:
    """Exchanged texts give the same places, exchanged."""
    there = [(found.left.text, found.right.text, found.score) for found in find(left, right)]
    back = [(found.right.text, found.left.text, found.score) for found in find(right, left)]

    assert there
    assert there == back


@pytest.mark.parametrize("text", ["", ".", "One.", "Only one sentence stands here."])
def test_texts_of_next_to_nothing_have_nothing_in_common(text: str) -> None:
    """Neither with themselves nor with another one."""
    assert () == find(text, text)
    assert () == find(text, ORCHARD)


def test_a_passage_in_a_script_without_spaces_is_found() -> None:
    """Each character is a word then."""
    chance = random.Random(2)  # noqa: S311 - it need not be secret
    made = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(700))
    copied = made[:80]

    [found] = find(
        made[100:300] + "。" + copied + "。" + made[300:400], made[400:500] + copied + made[500:600]
    )

    assert copied == found.left.text == found.right.text


def test_a_stretch_of_a_document_is_compared_alone() -> None:
    """Places are those of the document, and nothing outside of the stretch counts."""
    before = fill(50, 1)
    document = Document(id="a", text=before + ORCHARD + fill(50, 2) + LIGHTHOUSE, path="", source="")
    part = Span(document, len(before), len(before + ORCHARD))

    [found] = find_borrowings(*number_texts([[part], [span(ORCHARD + LIGHTHOUSE, "b")]]))

    assert (len(before), len(before + ORCHARD) - 1) == (found.left.start, found.left.end)


def test_a_flood_of_equal_sentences_costs_no_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many words are looked at as the texts have, ten times, however often they repeat themselves."""
    chance = random.Random(4)  # noqa: S311 - it need not be secret
    known = [fill(9, seed=number) for number in range(60)]
    left, right = ("".join(chance.choices(known, k=800)) for _ in range(2))
    looked_at: list[int] = []

    def give_up(_: object, sides: tuple[Stretch, Stretch], __: float) -> None:
        looked_at.append(200 + sides[0].length + sides[1].length)

    monkeypatch.setattr(reuse_passages, "fit_region", give_up)
    find(left, right)
    words = len(left.split()) + len(right.split())

    assert 10 * words < sum(looked_at[:-1]) + 20_000
    assert sum(looked_at[:-1]) <= 10 * (words + 200)


WORDS = st.sampled_from([*ORCHARD.split(), *LIGHTHOUSE.split()])


@given(left=st.lists(WORDS, max_size=150), right=st.lists(WORDS, max_size=150), whole=st.booleans())
def test_places_lie_within_the_texts(left: list[str], right: list[str], *, whole: bool) -> None:
    """Whatever the texts, a finding holds something on both sides, and no two take the same place."""
    texts = " ".join(left) + (ORCHARD if whole else ""), (ORCHARD if whole else "") + " ".join(right)
    found = find(*texts)

    for each in found:
        assert 0 <= each.left.start < each.left.end <= len(texts[0])
        assert 0 <= each.right.start < each.right.end <= len(texts[1])
    passages = [each for each in found if each.kind is BorrowingKind.PASSAGE]
    for which in ("left", "right"):
        places = sorted((getattr(each, which) for each in passages), key=lambda place: place.start)
        assert all(one.end <= other.start for one, other in pairwise(places))
