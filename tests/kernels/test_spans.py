"""Repeated passages: the kernels against their plain twin, and both against what was promised."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.kernels import plain
from compare.text.parts import widen_cut
from compare.text.sentences import split_sentences
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from conftest import Rows

    Cut = tuple[int, int, int, int, int]

RUN = 50
ALL = 10_000  # places of a mark: as many as there can be
WORDS = [f"{syllable}{ending}" for syllable in "ba ce di fo gu".split() for ending in "lmnrst"]
JOINTS = [" ", " ", " ", " ", ". ", ".\n", "\n", "\r\n", "\n\n", ".\u2028", ", "]


@st.composite
def corpora(draw: st.DrawFn) -> list[str | None]:
    """Texts put together of pieces of a few long passages, which so repeat one another and themselves."""
    passages = [
        draw(st.lists(st.sampled_from(WORDS), min_size=RUN + 10, max_size=2 * RUN + 30)) for _ in range(3)
    ]
    texts: list[str | None] = []
    for _ in range(draw(st.integers(1, 5))):
        words: list[str] = []
        for _ in range(draw(st.integers(1, 4))):
            passage = draw(st.sampled_from(passages))
            first = draw(st.sampled_from([0, 0, 1, 5, 12]))
            length = draw(st.sampled_from([RUN - 1, RUN, RUN + 1, RUN + 9, 200]))
            words += passage[first : first + length]
            words += draw(st.lists(st.sampled_from(["x", "y", "\u00e9t\u00e9", "\u4e2d\u6587"]), max_size=3))
        joints = draw(st.lists(st.sampled_from(JOINTS), min_size=7, max_size=7))
        text = "".join(f"{word}{joints[(i * i + i // 3) % 7]}" for i, word in enumerate(words))
        texts.append(text[:1].upper() + text[1:])
    return draw(st.permutations([*texts, *draw(st.lists(st.sampled_from([None, "", "a b."]), max_size=1))]))


def cut_all(
    kernel: ModuleType,
    texts: Sequence[str | None],
    table_of_texts: Callable[..., Rows],
    *,
    keep: str = "first",
    **settings: Any,  # noqa: ANN401 - as they come
) -> dict[int, list[Cut]]:
    """What goes of each text, by its number, in sentences."""
    most = settings.pop("most", ALL)
    rows = table_of_texts(kernel, texts, **settings)
    spans = rows.table.spans(keep=keep, ranks=None, load=rows.texts.__getitem__, threads=2, most=most)
    cuts: dict[int, list[Cut]] = {}
    while (found := spans.next()) is not None:
        row, text, _ = found
        assert text == rows.texts[row]
        places = split_sentences(text.decode("utf-8", "surrogatepass"))
        cuts[row] = list(spans.cut(array("I", [edge for place in places for edge in place]).tobytes()))
    return cuts


def find_gone(text: str, parts: Sequence[Cut]) -> list[tuple[int, int]]:
    """The characters of the sentences that go."""
    places = split_sentences(text)
    return [(places[first][0], places[last - 1][1]) for first, last, *_ in parts]


@given(texts=corpora(), min_tokens=st.sampled_from([0, 5, 20]), keep=st.sampled_from(["first", "longest"]))
def test_kernels_find_what_the_twin_finds(
    native: ModuleType,
    table_of_texts: Callable[..., Rows],
    texts: list[str | None],
    min_tokens: int,
    keep: str,
) -> None:
    """Every kernel cuts the same sentences, and names the same place for each."""
    expected = cut_all(plain, texts, table_of_texts, keep=keep, min_tokens=min_tokens)
    actual = cut_all(native, texts, table_of_texts, keep=keep, min_tokens=min_tokens)

    assert expected == actual


@given(texts=corpora())
def test_no_repeated_sentence_is_left(
    native: ModuleType, table_of_texts: Callable[..., Rows], texts: list[str | None]
) -> None:
    """50 tokens of whole sentences that stay are in no text before, as far as that stays."""
    cuts = cut_all(native, texts, table_of_texts, min_tokens=0)

    kept: set[tuple[str, ...]] = set()
    for row, text in enumerate(texts):
        words = split_words(text or "")
        gone = find_gone(text or "", cuts.get(row, []))
        stays = [not any(start <= word.start < end for start, end in gone) for word in words]
        places = split_sentences(text or "")
        inside = [[i for i, word in enumerate(words) if start <= word.start < end] for start, end in places]
        begins, ends = ({some[edge] for some in inside if some} for edge in (0, -1))
        windows = [
            (first, tuple(word.token for word in words[first : first + RUN]))
            for first in range(len(words) - RUN + 1)
            if all(stays[first : first + RUN])
        ]
        for first, tokens in windows:
            assert not (first in begins and first + RUN - 1 in ends and tokens in kept)
        kept.update(tokens for _, tokens in windows)


@given(texts=corpora())
def test_what_a_part_repeats_stays(
    native: ModuleType, table_of_texts: Callable[..., Rows], texts: list[str | None]
) -> None:
    """The tokens of each part are those of the place it names, none of which goes."""
    cuts = cut_all(native, texts, table_of_texts)

    words = {row: split_words(text or "") for row, text in enumerate(texts)}
    for row, parts in cuts.items():
        places = split_sentences(texts[row] or "")
        for first, last, source, start, end in parts:
            copy = [word for word in words[row] if places[first][0] <= word.start < places[last - 1][1]]
            original = words[source][start:end]
            assert [word.token for word in original] == [word.token for word in copy]
            gone = find_gone(texts[source] or "", cuts.get(source, []))
            assert not any(a < original[-1].end and original[0].start < b for a, b in gone)


@pytest.mark.parametrize("length", [RUN - 1, RUN, RUN + 1])
def test_a_passage_has_fifty_tokens(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], length: int
) -> None:
    """49 equal tokens are too few, 50 are enough, wherever they stand."""
    passage = " ".join(f"p{i}" for i in range(length)).capitalize() + "."
    texts: list[str | None] = [f"Begin so. {passage} And end.", f"Other {'words ' * 40}here.\n{passage} Bye."]

    assert (length >= RUN) == bool(cut_all(kernel, texts, table_of_texts).get(1))


def test_a_repeat_of_a_repeat_names_what_stays(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Of three copies the second and the third both repeat the first."""
    passage = " ".join(f"p{i}" for i in range(60)).capitalize() + "."
    texts: list[str | None] = [passage, f"More. {passage}", f"{passage} Yet {passage}"]

    cuts = cut_all(kernel, texts, table_of_texts)

    assert [0] == [source for *_, source, _, _ in cuts[1]]
    assert [0] == [source for *_, source, _, _ in cuts[2]]  # "Yet ..." is a sentence of its own


def test_a_run_across_sentences_leaves_those_it_does_not_hold(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Only whole sentences of a run go: what it has of the first and the last one stays."""
    run = [f"p{i}" for i in range(70)]
    sentence = " ".join(run[10:60]).capitalize() + "."
    run_of = f"{' '.join(run[:10])}. {sentence} {' '.join(run[60:]).capitalize()}"
    texts: list[str | None] = [f"Here {run_of} one.", f"There was once {run_of} two."]

    cuts = cut_all(kernel, texts, table_of_texts)

    assert [sentence] == [texts[1][start:end] for start, end in find_gone(texts[1] or "", cuts[1])]  # type: ignore[index]


def test_scripts_without_spaces_count_characters(
    kernel: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """A repeated passage of Chinese goes from full stop to full stop."""
    passage = "".join(chr(0x4E00 + 7 * i) for i in range(60)) + "\u3002"
    texts: list[str | None] = [passage, f"\u4f60\u597d\u3002{passage}\u518d\u89c1\u3002"]

    cuts = cut_all(kernel, texts, table_of_texts)

    assert [passage] == [texts[1][start:end] for start, end in find_gone(texts[1] or "", cuts[1])]  # type: ignore[index]


@pytest.mark.parametrize("odd", ["\ud800", "e\u0301", "\U0001f600", "\u212b", "\u0130x", "\x00", "\u1161"])
def test_odd_characters_keep_places_right(
    kernel: ModuleType, table_of_texts: Callable[..., Rows], odd: str
) -> None:
    """Places count characters, whatever these are: halves of one, marks, what NFC makes another."""
    passage = f"So {' '.join(f'p{i}{odd}' for i in range(60))}."
    texts: list[str | None] = [f"{odd} a. {passage}", f"Then {odd}{odd}. {passage} End {odd}."]

    cuts = cut_all(kernel, texts, table_of_texts)
    ((start, end),) = find_gone(texts[1] or "", cuts[1])

    assert passage == texts[1][start:end]  # type: ignore[index]


def test_a_mark_in_very_many_places_takes_linear_time(
    native: ModuleType, table_of_texts: Callable[..., Rows]
) -> None:
    """Of what stays everywhere only the first places are compared, and a passage that goes is found."""
    boilerplate = " ".join(f"b{i}" for i in range(45))
    passage = " ".join(f"p{i}" for i in range(60)).capitalize() + "."
    texts: list[str | None] = [f"X{i} {boilerplate} y{i}. Z. {passage}" for i in range(300)]

    cuts = cut_all(native, texts, table_of_texts, most=4)

    assert list(range(1, 300)) == [row for row, parts in cuts.items() if parts]


def test_one_word_over_and_over_ends(native: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Texts that repeat themselves at every distance are looked at for a bounded time."""
    texts: list[str | None] = ["ha " * 20_000, "ha " * 20_000]

    cuts = cut_all(native, texts, table_of_texts, most=32)

    assert [(0, 1, 0, 0, 20_000)] == cuts[1]


def test_the_key_of_a_run_changes_nothing(native: ModuleType, table_of_texts: Callable[..., Rows]) -> None:
    """Marks do not depend on the secret of a run, so that caps cut off the same places."""
    boilerplate = " ".join(f"b{i}" for i in range(60))
    texts: list[str | None] = [
        f"W{i} {boilerplate[: 300 - i % 40]} {i}. {boilerplate[i % 30 :]} end." for i in range(60)
    ]

    found = [cut_all(native, texts, table_of_texts, most=2, key=key) for key in [(1, 2), (3, 4), (99, 7)]]

    assert found[0] == found[1] == found[2]


@given(texts=corpora())
def test_widened_cuts_leave_the_tokens_of_the_rest(
    table_of_texts: Callable[..., Rows], texts: list[str | None]
) -> None:
    """Taken out with its white space, a part joins no words and splits none."""
    for row, parts in cut_all(plain, texts, table_of_texts).items():
        text = texts[row] or ""
        places = split_sentences(text)
        rest, kept, behind = "", [], 0
        groups = [list(part[:2]) for part in parts]
        for before, part in pairwise([*groups, []]):
            if part and before[1] == part[0]:
                part[0] = before[0]
                before.clear()
        for first, last in filter(None, groups):
            start, end = widen_cut(text, places[first][0], places[last - 1][1])
            rest += text[behind:start]
            kept += [word.token for word in split_words(text[behind:start])]
            behind = end
        kept += [word.token for word in split_words(text[behind:])]

        assert kept == [word.token for word in split_words(rest + text[behind:])]


@example(literal="\\ud83d\\ude00\\ud83d", cuts=[1])
@example(literal="\\\\u0041\u00e9\\n\\/x", cuts=[1, 3])
@given(
    literal=st.lists(
        st.sampled_from(
            ["a", "\u00e9", "\U0001f600", "\\n", "\\\\", '\\"', "\\u00e9", "\\ud83d\\ude00", "\\ud83d"]
        ),
        max_size=12,
    ).map("".join),
    cuts=st.lists(st.integers(0, 12), max_size=6),
)
def test_strings_are_cut_as_they_stand(native: ModuleType, literal: str, cuts: list[int]) -> None:
    """Each kernel takes the same bytes out of a string of JSON, or refuses."""
    edges = array("I", sorted(cuts)).tobytes()

    outcomes = []
    for module in (plain, native):
        try:
            outcomes.append(module.cut_string(literal.encode(), edges))
        except ValueError:
            outcomes.append(None)

    assert outcomes[0] == outcomes[1]
