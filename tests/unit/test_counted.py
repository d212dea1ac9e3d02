"""Words as a person counts them, in every script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.labels import Labels
from compare.render.overlap import render_overlap
from compare.render.page import Page
from compare.text.counted import count_counted_words, split_counted_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.results import Comparison


def test_characters_count_where_no_spaces_stand() -> None:
    """A Chinese sentence has as many words as characters; a hyphenated word is one."""
    assert 4 == count_counted_words("\u5229\u6bd4\u4e9a\u4eba\u3002")
    assert 3 == count_counted_words("a state-of-the-art plan")
    assert ["\u5229", "\u6bd4"] == [word.token for word in split_counted_words("\u5229\u6bd4\u3002")]


def test_a_passage_without_spaces_is_compared_by_characters(compare_texts: Callable[..., Comparison]) -> None:
    """Two of 22 characters changed leave nearly all the same."""
    start, end = (
        "\u5229\u6bd4\u4e9a\u5916\u4ea4\u90e8\u957f\u5468\u4e09\u62b5\u8fbe",
        "\u5e76\u5ba3\u5e03\u8f9e\u804c",
    )

    comparison = compare_texts(f"{start}\u4f26\u6566{end}\u3002", f"{start}\u5df4\u9ece{end}\u3002")

    assert [0.8] < [passage.similarity for passage in comparison.passages] < [1.0]


def test_one_long_hyphenated_word_is_no_run_of_words(compare_texts: Callable[..., Comparison]) -> None:
    """What both share is one word: the report has no pair with runs in common."""
    word = "state-of-the-art-and-then-some"

    comparison = compare_texts(f"He showed a {word} plan in Selby.", f"They want one {word} deal by noon.")

    text = "\n".join(render_overlap(comparison, Page(width=80), Labels.of(comparison.documents)))
    assert "no 5-word run" in text
    assert "1 word," in text
