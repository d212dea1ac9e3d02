"""Scope and guard against an oracle that applies the rule word by word to the rows that share a band."""

from __future__ import annotations

import random
import re
from array import array
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.guard import GuardKind
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from conftest import Rows

    from compare.kernels import Decision

    Text = str | None

SIZE, NUM_PERM, BANDS, ROWS = 3, 32, 8, 2
KINDS = {"not": GuardKind.ALWAYS, "n": GuardKind.ALWAYS}
"""The oracle of the guard counts figures and these words alone."""


class Case(NamedTuple):
    """A corpus, who may be compared with whom, and in which order rows are kept."""

    texts: list[Text]
    sources: list[int]
    scope: str
    inputs: int
    guarded: bool
    keep: str
    ranks: list[int]
    threshold: float = 0.5
    min_tokens: int = 3

    @property
    def order(self) -> list[int]:
        """The rows in keep order, those that are only compared with first."""
        rows = list(range(len(self.texts)))
        if self.keep == "longest":
            rows.sort(key=lambda row: -len(self.texts[row] or ""))
        if self.keep == "ranks":
            rows.sort(key=self.ranks.__getitem__)
        return sorted(rows, key=lambda row: row < self.inputs)

    def fill(self, make: Callable[..., Rows], kernel: ModuleType) -> Rows:
        """The table of a kernel."""
        guard = [(word, int(kind)) for word, kind in KINDS.items()] if self.guarded else []
        cut = {"bands": BANDS, "rows": ROWS, "threshold": self.threshold, "min_tokens": self.min_tokens}
        rows = make(kernel, self.texts, size=SIZE, num_perm=NUM_PERM, guard=guard, **cut)
        numbers = array("I", self.sources[: len(self.texts)]).tobytes()
        rows.table.limit(sources=self.scope, source_of=numbers, inputs=self.inputs)
        return rows

    def decide(self, make: Callable[..., Rows], kernel: ModuleType, **options: object) -> Decision:
        """What a kernel decides."""
        ranks = array("Q", self.ranks[: len(self.texts)]).tobytes() if self.keep == "ranks" else None
        return self.fill(make, kernel).decide(self.keep, ranks=ranks, **options)


# --- the definitions ----------------------------------------------------------------------------------


def tokens_of(text: Text) -> list[str]:
    """The tokens of a text."""
    return [word.token for word in split_words(text or "")]


def jaccard(left: Text, right: Text) -> float:
    """The share of runs of words in common."""

    def shingles(text: Text) -> set[tuple[str, ...]]:
        tokens = tokens_of(text)
        width = min(SIZE, len(tokens))
        return {tuple(tokens[i : i + width]) for i in range(len(tokens) - width + 1)}

    one, other = shingles(left), shingles(right)
    return len(one & other) / len(one | other)


def guard_of(text: Text) -> list[str]:
    """The figures and negations of a text."""
    return [token for token in tokens_of(text) if re.search(r"\d", token) or token in KINDS]


class Oracle:
    """The rule over all rows of a case, by definition."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.mates = band_mates(case.texts)
        self.kept: list[int] = []
        self.gone: dict[int, tuple[int, str, float]] = {}

    def may_compare(self, left: int, right: int) -> bool:
        """Whether the scope lets two rows be duplicates."""
        case = self.case
        if min(left, right) >= case.inputs:
            return False
        same = case.sources[left] == case.sources[right]
        return case.scope == "any" or same == (case.scope == "same")

    def is_equal(self, left: int, right: int) -> bool:
        """Whether two texts differ in white space at most."""
        one, other = (" ".join((self.case.texts[row] or "").split()) for row in (left, right))
        return one == other

    def is_alike(self, left: int, right: int) -> bool:
        """Whether two rows share a band and reach the threshold, whatever their guards are."""
        texts = self.case.texts[left], self.case.texts[right]
        long = min(len(tokens_of(text)) for text in texts) >= max(self.case.min_tokens, 1)
        return long and frozenset((left, right)) in self.mates and jaccard(*texts) >= self.case.threshold

    def has_same_guard(self, left: int, right: int) -> bool:
        """Whether two rows have the same figures and negations, in the same order."""
        return guard_of(self.case.texts[left]) == guard_of(self.case.texts[right])

    def decide(self, *, exact: bool, near: bool) -> list[tuple[int, int, str, float]]:
        """The removals, by row."""
        for row in self.case.order:
            if not tokens_of(self.case.texts[row]):
                continue
            if row < self.case.inputs and (reason := self.find_reason(row, exact=exact, near=near)):
                self.gone[row] = reason
            else:
                self.kept.append(row)
        return [(row, *self.gone[row]) for row in sorted(self.gone)]

    def find_reason(self, row: int, *, exact: bool, near: bool) -> tuple[int, str, float] | None:
        """The first kept row that a row is an exact duplicate of, else a near one."""
        before = [other for other in self.kept if self.may_compare(row, other)]
        equal = next((other for other in before if exact and self.is_equal(row, other)), None)
        if equal is not None:
            return equal, "exact", 1.0
        alike = (
            other
            for other in before
            if near
            and self.is_alike(row, other)
            and (not self.case.guarded or self.has_same_guard(row, other))
        )
        other = next(alike, None)
        return (
            None
            if other is None
            else (other, "near", jaccard(*map(self.case.texts.__getitem__, (row, other))))
        )

    def versions(self) -> list[tuple[int, int, float]]:
        """The rows that stay, with the first that they would repeat but for the guard."""
        return sorted(self._find_versions()) if self.case.guarded else []

    def _find_versions(self) -> Iterator[tuple[int, int, float]]:
        for place, row in enumerate(self.kept):
            for other in self.kept[:place]:
                near = row < self.case.inputs and self.may_compare(row, other) and self.is_alike(row, other)
                if near and not self.has_same_guard(row, other):
                    yield row, other, jaccard(self.case.texts[row], self.case.texts[other])
                    break


def band_mates(texts: Sequence[Text]) -> set[frozenset[int]]:
    """Pairs of rows whose signatures agree in a whole band."""
    encoded = [(text or "").encode() for text in texts]
    values = array("I", plain.sign_texts(encoded, "auto", SIZE, NUM_PERM, 1, 1))
    bands = [
        {
            (band, *values[row * NUM_PERM + band * ROWS : row * NUM_PERM + (band + 1) * ROWS])
            for band in range(BANDS)
        }
        for row in range(len(texts))
    ]
    pairs = combinations(range(len(texts)), 2)
    return {frozenset(pair) for pair in pairs if bands[pair[0]] & bands[pair[1]]}


# --- corpora ------------------------------------------------------------------------------------------

WORDS = st.sampled_from("a b c d e f not 1 2 -2 $2".split())
ODD = st.sampled_from([None, "", "!", "a", "1", "a b", "a b 1"])


@st.composite
def corpora(draw: st.DrawFn) -> list[Text]:
    """Texts of few words and figures, near copies of each other, and odd ones between them."""
    texts: list[Text] = []
    for _ in range(draw(st.integers(1, 3))):
        words = draw(st.lists(WORDS, min_size=1, max_size=20))
        for _ in range(draw(st.integers(1, 5))):
            texts.append(draw(st.sampled_from([" ", "  "])).join(words))
            words = list(words)
            for _ in range(draw(st.integers(0, 1))):
                words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
    return draw(st.permutations(texts + draw(st.lists(ODD, max_size=3))))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A corpus with sources, some of its rows only there to be compared with."""
    texts = draw(corpora())
    return Case(
        texts,
        draw(st.lists(st.integers(0, 2), min_size=len(texts), max_size=len(texts))),
        draw(st.sampled_from(["any", "same", "different"])),
        draw(st.just(len(texts)) | st.integers(0, len(texts))),
        draw(st.booleans()),
        draw(st.sampled_from(["longest", "first", "ranks"])),
        draw(st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts))),
        draw(st.sampled_from([0.3, 0.5, 0.8])),
        draw(st.sampled_from([1, 3, 5])),
    )


def invent(seed: int) -> Case:
    """A case made of a number: families of near copies and equals, of few sources."""
    source = random.Random(seed)  # noqa: S311 - no secret
    texts: list[Text] = [None, "", "a 1", "a 1"]
    for _ in range(3):
        words = source.choices("abcdefgh12", k=source.randint(4, 14))
        for _ in range(source.randint(2, 6)):
            texts.append(source.choice([" ", "  "]).join(words))
            if source.random() < 0.6:
                words = [*words]
                words[source.randrange(len(words))] = source.choice("abcdefgh123n")
    source.shuffle(texts)
    count = len(texts)
    return Case(
        texts,
        source.choices(range(source.choice([1, 2, 4])), k=count),
        source.choice(["any", "same", "different"]),
        source.choice([count, count, source.randrange(count)]),
        source.random() < 0.5,
        source.choice(["longest", "first", "ranks"]),
        source.choices(range(4), k=count),
        source.choice([0.25, 0.5]),
    )


def check(case: Case, made: Decision, *, exact: bool = True, near: bool = True) -> None:
    """What was decided is what the oracle says."""
    oracle = Oracle(case)

    assert oracle.decide(exact=exact, near=near) == made.rows(), case
    assert (oracle.versions() if near else []) == made.versions(), case
    assert len(made.versions()) == made.versioned
    assert made.confirmed <= made.near + made.versioned
    empty = [text for text in case.texts[: case.inputs] if text is not None and not tokens_of(text)]
    assert len(empty) == made.empty


# --- the oracles --------------------------------------------------------------------------------------


def signed(case: Case) -> Case:
    """The case with its signs written as words, as the oracle of the guard does not know signs."""
    return case._replace(texts=[text and re.sub(r"[-$]2", "3", text) for text in case.texts])


@given(
    case=cases().map(signed),
    kinds=st.sampled_from([(True, True), (True, False), (False, True), (False, False)]),
    threads=st.sampled_from([1, 3]),
)
@example(  # the equal of a row that went need not go: it is of another source than what that one repeats
    case=Case(
        ["a b c d e f g h", "a b c d e f g i", "a b c d e f g i"],
        [0, 1, 0],
        "different",
        3,
        guarded=False,
        keep="first",
        ranks=[],
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
    """In any scope, with a guard or without, those rows go or are versions that the rule names."""
    exact, near = kinds
    made = case.decide(table_of_texts, kernel, exact=exact, near=near, threads=threads)

    check(case, made, exact=exact, near=near)


@pytest.mark.parametrize("exact", [True, False])
def test_many_small_corpora_are_decided_to_the_letter(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], *, exact: bool
) -> None:
    """In hundreds of corpora where much is alike, within any scope, the answer is that of the rule."""
    for seed in range(400):
        case = invent(seed)

        check(case, case.decide(table_of_texts, kernel, exact=exact), exact=exact)


@given(case=cases())
def test_nothing_goes_unjustified(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], case: Case
) -> None:
    """What goes repeats a kept row before it that it may be compared with, figures and all."""
    made = case.decide(table_of_texts, kernel)
    place = {row: at for at, row in enumerate(case.order)}
    dropped = {row for row, *_ in made.rows()}
    oracle = Oracle(case)

    for row, kept, kind, score in made.rows():
        assert row < case.inputs
        assert kept not in dropped
        assert place[kept] < place[row]
        assert oracle.may_compare(row, kept)
        if kind == "near":
            assert jaccard(case.texts[row], case.texts[kept]) == score >= case.threshold
            assert not case.guarded or oracle.has_same_guard(row, kept)
        else:
            assert oracle.is_equal(row, kept)
    for row, other, score in made.versions():
        assert not {row, other} & dropped
        assert jaccard(case.texts[row], case.texts[other]) == score >= case.threshold


@given(case=cases())
def test_all_kernels_agree(native: ModuleType, table_of_texts: Callable[..., Rows], case: Case) -> None:
    """A compiled kernel and the twin give the same removals, versions, counts and pairs, signs included."""
    one, other = (case.fill(table_of_texts, kernel) for kernel in (plain, native))
    ranks = array("Q", case.ranks).tobytes() if case.keep == "ranks" else None
    left, right = (rows.decide(case.keep, ranks=ranks) for rows in (one, other))

    assert left.rows() == right.rows()
    assert left.versions() == right.versions()
    assert left.drop() == right.drop()
    assert (left.exact, left.near, left.empty) == (right.exact, right.near, right.empty)
    assert one.pairs() == other.pairs()


@given(case=cases().map(signed))
def test_pairs_are_all_that_may_be_compared(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], case: Case
) -> None:
    """Each pair may be compared and is near, not equal; of texts without equals, all such pairs are there."""
    oracle = Oracle(case)
    texts = [" ".join((text or "").split()) for text in case.texts]
    wanted = {
        (left, right)
        for left, right in combinations(range(len(texts)), 2)
        if tokens_of(texts[left]) and tokens_of(texts[right]) and texts[left] != texts[right]
        if oracle.may_compare(left, right) and oracle.is_alike(left, right)
        if not case.guarded or oracle.has_same_guard(left, right)
    }
    made = {(left, right) for left, right, _ in case.fill(table_of_texts, kernel).pairs()}

    assert made <= wanted
    assert {pair for pair in wanted if all(texts.count(texts[row]) == 1 for row in pair)} <= made
    assert {frozenset(map(texts.__getitem__, pair)) for pair in made} == {
        frozenset(map(texts.__getitem__, pair)) for pair in wanted
    }


def test_a_scope_without_meaning_is_refused(kernel: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Sources that are called otherwise, or not given for each row, are errors."""
    table: Any = table_of_texts(kernel, ["a b c d e"] * 2).table

    with pytest.raises(ValueError, match=r".+"):
        table.limit(sources="some", source_of=b"")
    with pytest.raises(ValueError, match=r".+"):
        table.limit(sources="same", source_of=b"\0" * 4)
