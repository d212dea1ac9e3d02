"""Records inside others: fingerprints and the rule, against definitions that know neither kernel nor twin."""

from __future__ import annotations

import random
from array import array
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from conftest import Rows

    from compare.kernels import Decision

SIZE = 5
LEAST_TOKENS = 50
WORDS = [f"w{number}" for number in range(400)]
INSIDE = 2  # the kind of a pair


class Case(NamedTuple):
    """A corpus, and in which order its rows stand."""

    texts: list[str | None]
    keep: str = "first"
    ranks: tuple[int, ...] = ()

    @property
    def order(self) -> list[int]:
        """The rows in keep order."""
        rows = range(len(self.texts))
        if self.keep == "longest":
            return sorted(rows, key=lambda row: -len(self.texts[row] or ""))
        return sorted(rows, key=self.ranks.__getitem__) if self.keep == "ranks" else list(rows)

    def decide(self, make: Callable[..., Rows], kernel: ModuleType, **options: object) -> Decision:
        """What a kernel decides."""
        ranks = array("Q", self.ranks).tobytes() if self.keep == "ranks" else None
        return make(kernel, self.texts, inside=True).decide(self.keep, ranks=ranks, **options)


def invent(seed: int) -> Case:
    """A case made of a number: texts, parts of them inside others, with words changed, dropped and added."""
    source = random.Random(seed)  # noqa: S311 - no secret
    boilerplate = source.choices(WORDS, k=source.choice([0, 0, 40, 90]))
    texts: list[str | None] = [None, "", "a b c d e f"]
    for _ in range(source.randint(1, 4)):
        own = source.choices(WORDS[: source.choice([3, 50, 400])], k=source.randint(100, 260))
        for part in [own, *(cut(own, source) for _ in range(source.randint(1, 5)))]:
            head, tail = (source.choices(WORDS, k=source.choice([0, 0, 2, 60, 90])) for _ in range(2))
            words = [*source.choice([boilerplate, [], []]), *head, *part, *tail]
            texts.append(source.choice([" ", "  "]).join(words))
    source.shuffle(texts)
    ranks = tuple(source.randrange(4) for _ in texts)
    return Case(texts, source.choice(["longest", "first", "ranks"]), ranks)


def cut(words: list[str], source: random.Random) -> list[str]:
    """A part of a text, with a few of its words changed, or none."""
    begin = source.randrange(len(words) // 2)
    part = words[begin : begin + source.choice([30, 55, 100, len(words)])]
    for _ in range(source.choice([0, 0, 0, 1, 1, 2, 4])):
        place = source.randrange(len(part))
        part[place : place + source.randint(0, 2)] = source.choices(WORDS, k=source.randint(0, 2))
    return part


def tokens_of(text: str | None) -> list[str]:
    """The tokens of a text."""
    return [word.token for word in split_words(text or "")]


def shingles_of(text: str | None) -> set[tuple[str, ...]]:
    """All runs of tokens; a short text is one."""
    tokens = tokens_of(text)
    width = min(SIZE, len(tokens))
    return {tuple(tokens[i : i + width]) for i in range(len(tokens) - width + 1)} if tokens else set()


def share_inside(inner: str | None, outer: str | None) -> float:
    """The share of the shingles of a text that another one has; 0 where it is not inside it."""
    wanted, having = shingles_of(inner), shingles_of(outer)
    if len(tokens_of(inner)) < LEAST_TOKENS or len(wanted) >= len(having):
        return 0.0
    share = len(wanted & having) / len(wanted)
    return share if 20 * len(wanted & having) >= 19 * len(wanted) else 0.0


def jaccard(left: str | None, right: str | None) -> float:
    """The share of shingles in common."""
    one, other = shingles_of(left), shingles_of(right)
    return len(one & other) / len(one | other)


def check_justified(case: Case, made: Decision) -> None:
    """What goes inside another goes with its true share, because of one that stays and stands before it."""
    place = {row: at for at, row in enumerate(case.order)}
    dropped = {row for row, *_ in made.rows()}
    for row, kept, kind, score in made.rows():
        assert kept not in dropped
        assert place[kept] < place[row]
        if kind == "inside":
            # What equals a record that goes, goes with it; so the text may stand in other white space.
            assert share_inside(case.texts[row], case.texts[kept]) == score > 0


# --- the rule -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("near", [True, False])
def test_many_corpora_are_decided_as_by_the_twin(
    native: ModuleType, table_of_texts: Callable[..., Rows], *, exact: bool, near: bool
) -> None:
    """Corpora with parts of texts inside others: kernel and twin remove the same, and count the same."""
    for seed in range(60):
        case = invent(seed)
        twin, made = (
            case.decide(table_of_texts, kernel, exact=exact, near=near, threads=1 + seed % 3)
            for kernel in (plain, native)
        )

        assert twin.rows() == made.rows(), seed
        assert counts_of(twin) == counts_of(made), seed


def counts_of(made: Decision) -> tuple[int, ...]:
    """What a decision counts of records inside others."""
    return made.inside, made.inside_candidates, made.inside_confirmed, made.inside_kept


def test_nothing_goes_unjustified_and_little_stays(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Over all pairs of many corpora: what goes inside a text does stand in one that stays before it.

    Of those that stay next to none is inside one before it; those inside one behind them are counted.
    """
    gone = leaks = kept = behind = 0
    for seed in range(80):
        case = invent(seed)
        made = case.decide(table_of_texts, kernel, near=seed % 4 == 0)
        check_justified(case, made)
        dropped = {row for row, *_ in made.rows()}
        stays = [row for row in case.order if row not in dropped and tokens_of(case.texts[row])]
        sets = {row: shingles_of(case.texts[row]) for row in stays}
        pairs = [pair for pair in permutations(stays, 2) if is_inside(case, sets, *pair)]
        place = {row: at for at, row in enumerate(case.order)}
        leaks += sum(place[outer] < place[inner] for inner, outer in pairs)
        behind += len({inner for inner, outer in pairs if place[inner] < place[outer]})
        gone, kept = gone + made.inside, kept + made.inside_kept

    assert gone > 40
    assert leaks * 100 <= gone
    assert behind > 20
    assert behind * 0.95 <= kept <= behind


def is_inside(case: Case, sets: dict[int, set[tuple[str, ...]]], inner: int, outer: int) -> bool:
    """Whether one row is inside another one."""
    wanted, having = sets[inner], sets[outer]
    if len(tokens_of(case.texts[inner])) < LEAST_TOKENS or len(wanted) >= len(having):
        return False
    return 20 * len(wanted & having) >= 19 * len(wanted)


@pytest.mark.parametrize("near", [True, False])
def test_pairs_are_those_of_the_twin_and_justified(
    native: ModuleType, table_of_texts: Callable[..., Rows], *, near: bool
) -> None:
    """Kernel and twin list the same pairs; of one inside another the left one holds the right one."""
    listed = 0
    for seed in range(40):
        texts = invent(seed).texts
        twin, made = (
            table_of_texts(kernel, texts, inside=True).all_pairs(near=near) for kernel in (plain, native)
        )
        inside = [pair for pair in made if pair[3] == INSIDE]
        listed += len(inside)

        assert twin == made == sorted(made)
        assert near or inside == made
        for outer, inner, score, _ in inside:
            assert share_inside(texts[inner], texts[outer]) == score > 0
            assert not near or jaccard(texts[inner], texts[outer]) < 0.8 or score < 1

    assert listed > 40


@pytest.mark.parametrize("sources", ["any", "same", "different"])
@pytest.mark.parametrize("guarded", [True, False])
def test_scope_and_guard_are_those_of_the_twin(
    native: ModuleType, table_of_texts: Callable[..., Rows], sources: str, *, guarded: bool
) -> None:
    """Of any sources, with others that are only compared with, guarded or not: both do the same."""
    for seed in range(30):
        # Copies that are too short to be inside anything, of which only equality can tell.
        texts = [*invent(seed).texts, *["the tide table hangs beside the door of the pilot house"] * 4]
        source = random.Random(seed)  # noqa: S311 - no secret
        numbers = array("I", (source.randrange(2) for _ in texts)).tobytes()
        inputs = len(texts) - source.choice([0, 0, 2, 5])
        answers = []
        for kernel in (plain, native):
            rows = table_of_texts(kernel, texts, inside=True, guard=[("not", 1)] if guarded else [])
            rows.table.limit(sources=sources, source_of=numbers, inputs=max(inputs, 1))
            made = rows.decide("longest", near=seed % 2 == 0)
            answers.append((made.rows(), made.versions(), counts_of(made), rows.all_pairs()))

        assert answers[0] == answers[1], seed


# --- fingerprints ---------------------------------------------------------------------------------------

BLOCKS = st.lists(st.integers(0, 12), min_size=1, max_size=12)


@given(parts=st.tuples(BLOCKS, BLOCKS, BLOCKS), keep=st.sampled_from(["longest", "first"]))
@example(parts=([0], [0] * 12, [0]), keep="longest")
def test_an_intact_copy_is_always_found(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], parts: tuple[list[int], ...], keep: str
) -> None:
    """A text that stands whole in another one, which has more shingles, goes or is counted without fail."""
    texts = [
        " ".join(f"t{block} u{block} v{block} w{block} x{block}" for block in blocks)
        for blocks in (parts[1], [*parts[0], *parts[1], *parts[2]])
    ]
    made = table_of_texts(kernel, texts, inside=True).decide(keep, near=False)
    wanted = share_inside(texts[0], texts[1]) == 1.0

    assert wanted == (made.inside + made.inside_kept == 1)


FLOOD = 3000
COMMON = 32  # records of a fingerprint that are looked at


@pytest.mark.parametrize("common", [30, 60, 75, 90])
@pytest.mark.parametrize("keep", ["first", "longest"])
def test_common_furniture_costs_each_record_a_few_looks(
    native: ModuleType, table_of_texts: Callable[..., Rows], common: int, keep: str
) -> None:
    """However many records share most of their text, each is compared with a few of them only."""
    source = random.Random(common)  # noqa: S311 - no secret
    furniture = [f"c{number}" for number in range(common * 2)]
    own = range(200 - common * 2)
    texts = [" ".join([*furniture, *(f"w{source.getrandbits(60):x}" for _ in own)]) for _ in range(FLOOD)]
    made = table_of_texts(native, texts, inside=True).decide(keep, near=False)

    assert 0 == made.removed
    assert made.inside_candidates <= 4 * COMMON * FLOOD


def test_a_crowd_is_decided_as_by_the_twin(native: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Where more records share text than are looked at, kernel and twin look at the same ones."""
    source = random.Random(3)  # noqa: S311 - no secret
    furniture = source.choices(WORDS, k=150)
    texts = []
    for _ in range(150):
        begin = source.randrange(60)
        part = furniture[begin : begin + source.randint(60, 150)]
        own = [f"w{source.randrange(300)}" for _ in range(source.choice([0, 0, 1, 10, 40]))]
        texts.append(" ".join([*part, *own]))
    for keep in ("first", "longest"):
        twin, made = (
            table_of_texts(kernel, texts, inside=True).decide(keep, near=False) for kernel in (plain, native)
        )

        assert twin.rows() == made.rows()
        assert counts_of(twin) == counts_of(made)
        assert made.inside > 20
