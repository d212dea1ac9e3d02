"""The rule of removal against two oracles.

The first oracle applies the rule word by word to the rows that share a band; the second looks at all
pairs, bands or not. Neither knows how `decide` works: texts are compared as sets of tuples of tokens.
"""

from __future__ import annotations

import random
import unicodedata
from array import array
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    from conftest import Rows

    from compare.kernels import Decision

    Text = str | None
    Removals = list[tuple[int, int, str, float]]

SIZE = 3
NUM_PERM = 32


class Cut(NamedTuple):
    """How signatures are cut, and from where pairs are duplicates."""

    bands: int
    rows: int
    threshold: float
    min_tokens: int


CUTS = st.builds(
    Cut,
    bands=st.sampled_from([1, 4, 8]),
    rows=st.sampled_from([1, 2, 4]),
    threshold=st.sampled_from([0.2, 0.5, 0.8, 1.0]),
    min_tokens=st.sampled_from([0, 1, 3, 5]),
)

# --- corpora: a few words, so that texts meet, and copies with one or two words changed -----------------

WORDS = st.sampled_from("a b c d e f".split())
ODD = st.sampled_from([None, "", " ", "!", "?!", "a", "A", "a b", "a  b", " a b ", "a-b", "a b c", "A b c."])


@st.composite
def corpora(draw: st.DrawFn) -> list[Text]:
    """Texts of a small vocabulary, near copies of each other, and odd ones between them."""
    texts: list[Text] = []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(st.lists(WORDS, min_size=1, max_size=24))
        for _ in range(draw(st.integers(1, 4))):
            texts.append(draw(st.sampled_from([" ", "  ", "\n"])).join(words))
            words = list(words)
            for _ in range(draw(st.integers(0, 2))):
                words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
    return draw(st.permutations(texts + draw(st.lists(ODD, max_size=4))))


class Case(NamedTuple):
    """A corpus and what decides about it."""

    texts: list[Text]
    cut: Cut
    keep: str
    ranks: list[int]

    @property
    def order(self) -> list[int]:
        """The rows in keep order."""
        rows = range(len(self.texts))
        if self.keep == "longest":
            return sorted(rows, key=lambda row: -len(self.texts[row] or ""))
        return sorted(rows, key=self.ranks.__getitem__) if self.keep == "ranks" else list(rows)

    def decide(self, make: Callable[..., Rows], kernel: ModuleType, **options: object) -> Decision:
        """What a kernel decides."""
        rows = make(kernel, self.texts, size=SIZE, num_perm=NUM_PERM, **self.cut._asdict())
        ranks = array("Q", self.ranks[: len(self.texts)]).tobytes() if self.keep == "ranks" else None
        return rows.decide(self.keep, ranks=ranks, **options)


RANKS = st.lists(st.integers(0, (1 << 64) - 1) | st.integers(0, 3), min_size=24, max_size=24)
CASES = st.builds(Case, corpora(), CUTS, st.sampled_from(["longest", "first", "ranks"]), RANKS)

# --- the definitions ----------------------------------------------------------------------------------


def tokens_of(text: str) -> list[str]:
    """The tokens of a text."""
    return [word.token for word in split_words(text)]


def shingles_of(text: str) -> set[tuple[str, ...]]:
    """All runs of tokens; a short text is one."""
    tokens = tokens_of(text)
    width = min(SIZE, len(tokens))
    return {tuple(tokens[i : i + width]) for i in range(len(tokens) - width + 1)} if tokens else set()


def jaccard(left: str, right: str) -> float:
    """The share of shingles in common."""
    shared = len(shingles_of(left) & shingles_of(right))
    return shared / (len(shingles_of(left)) + len(shingles_of(right)) - shared)


def is_same(left: str, right: str) -> bool:
    """Whether two texts differ in white space at most."""
    one, other = (" ".join(unicodedata.normalize("NFC", text).split()) for text in (left, right))
    return one == other


def band_mates(texts: Sequence[Text], cut: Cut) -> set[tuple[int, int]]:
    """Pairs of rows whose signatures agree in a whole band."""
    encoded = [(text or "").encode() for text in texts]
    values = array("I", plain.sign_texts(encoded, "auto", SIZE, NUM_PERM, 1, 1))
    bands = [
        {
            (band, *values[row * NUM_PERM + band * cut.rows : row * NUM_PERM + (band + 1) * cut.rows])
            for band in range(cut.bands)
        }
        for row in range(len(texts))
    ]
    return {pair for pair in combinations(range(len(texts)), 2) if bands[pair[0]] & bands[pair[1]]}


def nearness(texts: Sequence[Text], pair: Iterable[int], cut: Cut) -> float:
    """The Jaccard similarity of two rows; 0 if one of them is too short to be near to anything."""
    left, right = (texts[row] or "" for row in pair)
    if min(len(tokens_of(left)), len(tokens_of(right))) < max(cut.min_tokens, 1):
        return 0.0
    return jaccard(left, right)


def reference_decide(case: Case, *, exact: bool, near: bool) -> Removals:
    """A document is removed exactly when a kept one that stands before it is its duplicate."""
    mates = band_mates(case.texts, case.cut) if near else set()
    kept: list[int] = []
    removed: Removals = []
    for row in case.order:
        text = case.texts[row]
        if text is None or not tokens_of(text):
            continue
        same = [other for other in kept if exact and is_same(case.texts[other] or "", text)]
        alike = [other for other in kept if (min(row, other), max(row, other)) in mates]
        scores = [(other, nearness(case.texts, (other, row), case.cut)) for other in alike]
        close = [(other, score) for other, score in scores if score >= case.cut.threshold]
        if same:
            removed.append((row, same[0], "exact", 1.0))
        elif close:
            removed.append((row, close[0][0], "near", close[0][1]))
        else:
            kept.append(row)
    return sorted(removed)


# --- the oracles --------------------------------------------------------------------------------------


@given(
    case=CASES,
    kinds=st.sampled_from([(True, True), (True, False), (False, True), (False, False)]),
    threads=st.sampled_from([1, 2, 5]),
)
@example(
    case=Case(["a b c d e f"] * 4, Cut(8, 4, 0.8, 5), "longest", [0] * 24), kinds=(False, True), threads=1
)
@example(
    case=Case(
        ["a b c d e f", "a b c d e  f", "a b c d e f a", "a  b  c  d  e  f"],
        Cut(8, 1, 0.5, 5),
        "ranks",
        [2, 1, 0, 1, *[0] * 20],
    ),
    kinds=(True, True),
    threads=1,
)
def test_the_rule_is_applied_to_the_letter(
    kernel: ModuleType,
    table_of_texts: Callable[..., Rows],
    case: Case,
    kinds: tuple[bool, bool],
    threads: int,
) -> None:
    """Of rows that share a band those are removed, with those reasons, that the rule names."""
    exact, near = kinds
    made = case.decide(table_of_texts, kernel, exact=exact, near=near, threads=threads)
    expected = reference_decide(case, exact=exact, near=near)
    gone = {row for row, *_ in expected}

    assert expected == made.rows()
    assert bytes(row in gone for row in range(len(case.texts))) == made.drop()
    assert len(expected) == made.removed == made.exact + made.near
    assert sum(kind == "exact" for _, _, kind, _ in expected) == made.exact
    assert sum(text is not None and not tokens_of(text) for text in case.texts) == made.empty
    assert made.confirmed <= made.near
    assert made.confirmed <= made.candidates


def invent(seed: int) -> Case:
    """A case made of a number: families of near copies, most of them candidates of each other."""
    source = random.Random(seed)  # noqa: S311 - no secret
    texts: list[Text] = [None, "", "a b"]
    for _ in range(3):
        words = source.choices("abcdefgh", k=source.randint(3, 14))
        for _ in range(source.randint(2, 5)):
            texts.append(source.choice([" ", "  "]).join(words))
            words = [*words]
            words[source.randrange(len(words))] = source.choice("abcdefgh")
    source.shuffle(texts)
    cut = Cut(
        source.choice([8, 16]), source.choice([1, 2]), source.choice([0.25, 0.5, 1.0]), source.choice([1, 5])
    )
    ranks = [source.randrange(4) for _ in texts]
    return Case(texts, cut, source.choice(["longest", "first", "ranks"]), ranks)


@pytest.mark.parametrize("exact", [True, False])
def test_many_small_corpora_are_decided_to_the_letter(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], *, exact: bool
) -> None:
    """In hundreds of corpora where much is alike, those rows go, for those reasons, that the rule names."""
    for seed in range(300):
        case = invent(seed)
        made = case.decide(table_of_texts, kernel, exact=exact)

        assert reference_decide(case, exact=exact, near=True) == made.rows(), case


@given(case=CASES)
def test_nothing_goes_unjustified_and_only_bands_leak(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], case: Case
) -> None:
    """Over all pairs: what goes repeats a kept row before it; of duplicates both kept no band is shared."""
    made = case.decide(table_of_texts, kernel)
    place = {row: at for at, row in enumerate(case.order)}
    dropped = {row for row, *_ in made.rows()}
    mates = band_mates(case.texts, case.cut)

    for row, kept, kind, score in made.rows():
        left, right = case.texts[kept] or "", case.texts[row] or ""
        assert kept not in dropped
        assert place[kept] < place[row]
        assert is_same(left, right) if kind == "exact" else jaccard(left, right) == score
        assert score >= case.cut.threshold
    for pair in combinations(sorted(place.keys() - dropped), 2):
        left, right = (case.texts[row] or "" for row in pair)
        assert not is_same(left, right) or not tokens_of(left)
        assert nearness(case.texts, pair, case.cut) < case.cut.threshold or pair not in mates


@given(texts=corpora(), cut=CUTS)
def test_pairs_are_all_that_share_a_band_and_reach_the_threshold(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], texts: list[Text], cut: Cut
) -> None:
    """The pairs are all candidates at or above the threshold, of identical texts the first one's."""
    rows = table_of_texts(kernel, texts, size=SIZE, num_perm=NUM_PERM, **cut._asdict())
    firsts = [
        row
        for row, text in enumerate(texts)
        if text and tokens_of(text) and not any(other and is_same(other, text) for other in texts[:row])
    ]
    scores = {
        pair: nearness(texts, pair, cut) for pair in sorted(band_mates(texts, cut)) if {*pair} <= {*firsts}
    }

    assert [(*pair, score) for pair, score in scores.items() if score >= cut.threshold] == rows.pairs()


@given(texts=corpora())
def test_exact_groups_are_all_rows_of_a_text(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], texts: list[Text]
) -> None:
    """Rows of one text are one group; texts without a token, skipped rows and single ones are in none."""
    groups: list[list[int]] = []
    for row, text in enumerate(texts):
        if text is None or not tokens_of(text):
            continue
        group = next((group for group in groups if is_same(texts[group[0]] or "", text)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)

    made = table_of_texts(kernel, texts).table.exact_groups()

    assert [group for group in groups if len(group) > 1] == sorted(made)


# --- what one can tell without an oracle ----------------------------------------------------------------


def chain(length: int) -> list[Text]:
    """Texts each of which shares two thirds of its words with the next, and a third with the one after."""
    return [" ".join(f"w{step * 20 + word}" for word in range(60)) for step in range(length)]


def test_a_chain_is_not_followed(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """A is like B and B like C, but C not like A: A and C stay."""
    cut = Cut(bands=32, rows=1, threshold=0.45, min_tokens=5)
    made = Case(chain(3), cut, "first", []).decide(table_of_texts, kernel)

    assert [(1, 0, "near")] == [removal[:3] for removal in made.rows()]


def test_a_long_chain_loses_every_other_text(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """However long a chain of near duplicates is, what is removed repeats a text that stays."""
    cut = Cut(bands=32, rows=1, threshold=0.45, min_tokens=5)
    made = Case(chain(101), cut, "first", []).decide(table_of_texts, kernel)

    assert [(row, row - 1) for row in range(1, 101, 2)] == [removal[:2] for removal in made.rows()]


def test_what_equals_a_near_duplicate_goes_with_it(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Copies of a text that is removed are removed for the same kept text, with the same score."""
    texts: list[Text] = ["a b c d e f g h i j k", "a b c d e f g h i j x", "a b c d e f g h i j  x"]
    made = Case(texts, Cut(32, 1, 0.6, 5), "first", []).decide(table_of_texts, kernel)

    assert [(1, 0, "near", 0.8), (2, 0, "near", 0.8)] == made.rows()
    assert 1 == made.confirmed


def test_the_key_of_the_run_changes_no_answer(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Whatever the secret, the same rows go with the same scores."""
    texts = [" ".join(f"w{(number * step) % 17}" for number in range(30)) for step in range(1, 12)] * 2
    answers = {
        tuple(table_of_texts(kernel, texts, bands=32, rows=2, threshold=0.3, key=key).decide().rows())
        for key in [(0, 0), (1, 2), ((1 << 64) - 1, (1 << 64) - 1), (5, 1 << 63)]
    }

    assert 1 == len(answers)


def test_an_unknown_order_is_refused(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """A keep order without a meaning, and ranks that do not fit the rows, are errors."""
    rows = table_of_texts(kernel, ["a b c d e"] * 2)

    with pytest.raises(ValueError, match=r".+"):
        rows.decide(keep="newest")
    with pytest.raises(ValueError, match=r".+"):
        rows.decide(keep="ranks", ranks=b"\0" * 8)
    with pytest.raises(ValueError, match=r".+"):
        rows.decide(keep="ranks")


def test_an_error_of_the_caller_comes_through(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """What goes wrong while a text is read again is the caller's own error."""
    rows = table_of_texts(kernel, ["a b c d e f", "a b c d e f g"], threshold=0.1, bands=128, rows=1)

    def load(_: int) -> bytes:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        rows.decide(load=load)
