"""What one of two texts took from the other: word for word, shuffled, reworded, translated back, summed up.

For two texts that are worth a close look; `match.passages` finds verbatim and lightly edited passages among
many. Seeds are pairs of neighbouring words (`reuse_seeds`), clusters of them are fitted word by word
(`reuse_bounds`), and a stretch may sum up the other text (`reuse_summary`). It follows the plan of the best
systems of PAN (Potthast et al., Overview of the 5th International Competition on Plagiarism Detection, CLEF
2013; Sanchez-Perez, Gelbukh and Sidorov, The winning approach to text alignment, CLEF 2014), seed, extend,
filter, but looks at words where they look at sentences, and weighs odds where they compare vectors.

A passage has at least 64 words, both sides together: shorter copies are for `match.passages`, whose evidence
are all the texts. Words that make up more than a few thousandths of the two texts say nothing here, so that
a text which is one sentence over and over has nothing in common with itself; `match.passages` finds it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from compare.kernels import place_tokens
from compare.match.reuse_passages import find_passages, settle
from compare.match.reuse_summary import find_summary
from compare.match.reuse_words import Region, pair_words
from compare.model import Span
from compare.text.stopwords import is_stopword
from compare.text.words import normalise_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from compare.match.reuse_words import Flags, Ids, Stretch, WordPair

    Edges = npt.NDArray[np.uint32]

# Letters of a word that count: what follows is an ending, in most languages written with letters.
_STEM = 6
# Words of a text below which nothing is looked for.
_FEWEST = 5


class BorrowingKind(StrEnum):
    """How a stretch of one text stands to that of the other."""

    PASSAGE = "passage"
    SUMMARY_LEFT = "summary_left"
    """The left one sums up what the right one tells at length."""
    SUMMARY_RIGHT = "summary_right"


@dataclass(frozen=True, slots=True)
class Borrowing:
    """Two places that say the same, since one was made from the other or both from a third."""

    left: Span
    right: Span
    kind: BorrowingKind
    score: float
    """The log of the odds for it, of the side where they are smaller."""


@dataclass(frozen=True, slots=True)
class NumberedText:
    """Stretches of a text, the places of their words, and their stems as numbers: see `number_texts`."""

    spans: Sequence[Span]
    edges: Edges
    ids: Ids
    stops: Flags


def number_texts(texts: Iterable[Sequence[Span]], *, unspaced: bool = True) -> list[NumberedText]:
    """Texts ready to be compared, each with each; equal stems have equal numbers in all of them.

    Of each text its stretches are given, one at least. *unspaced* makes each character of a script without
    spaces a word.
    """
    table: dict[str, int] = {}
    return [_number(spans, table, unspaced=unspaced) for spans in texts]


def _number(spans: Sequence[Span], table: dict[str, int], *, unspaced: bool) -> NumberedText:
    text = spans[0].document.text
    places = place_tokens([(text, span.start, span.end) for span in spans], unspaced)[1]
    edges = np.frombuffer(places, np.uint32).reshape(-1, 2)
    forms = [text[start:end] for start, end in edges.tolist()]
    known = {form: normalise_token(form) for form in dict.fromkeys(forms)}
    numbers = {form: table.setdefault(token[:_STEM], len(table)) for form, token in known.items()}
    empty = {form: is_stopword(token) for form, token in known.items()}
    ids = np.fromiter(map(numbers.__getitem__, forms), np.int64, len(forms))
    stops = np.fromiter(map(empty.__getitem__, forms), np.bool_, len(forms))
    return NumberedText(spans, edges, ids, stops)


def find_borrowings(left: NumberedText, right: NumberedText) -> tuple[Borrowing, ...]:
    """What the two texts, numbered together, have in common, in the order of the left text.

    A place stands in one finding, the surest. Which of the texts is left makes no difference.
    """
    if _order(left) < _order(right):
        return _describe([_turn(found) for found in _find(right, left)], left, right)
    return _describe(_find(left, right), left, right)


def _order(text: NumberedText) -> tuple[int, list[str]]:
    return len(text.ids), [span.text for span in text.spans]


def _find(left: NumberedText, right: NumberedText) -> list[tuple[BorrowingKind, Region]]:
    if min(len(left.ids), len(right.ids)) < _FEWEST:
        return []
    return find_regions(pair_words((left.ids, right.ids), (left.stops, right.stops)))


def find_regions(pair: WordPair) -> list[tuple[BorrowingKind, Region]]:
    """What two texts of numbered words have in common."""
    passages = find_passages(pair)
    kinds = (BorrowingKind.SUMMARY_LEFT, BorrowingKind.SUMMARY_RIGHT)
    summaries = [
        (kind, region)
        for which, kind in enumerate(kinds)
        if (region := find_summary(pair, which, passages)) is not None
    ]
    for kind, region in summaries:
        which = kinds.index(kind)
        passages = [p for p in passages if not p.sides[which].common(region.sides[which])]
    return [(BorrowingKind.PASSAGE, passage) for passage in settle(passages, pair)] + summaries


_TURNED = {
    BorrowingKind.PASSAGE: BorrowingKind.PASSAGE,
    BorrowingKind.SUMMARY_LEFT: BorrowingKind.SUMMARY_RIGHT,
    BorrowingKind.SUMMARY_RIGHT: BorrowingKind.SUMMARY_LEFT,
}


def _turn(found: tuple[BorrowingKind, Region]) -> tuple[BorrowingKind, Region]:
    """The same with its sides exchanged."""
    kind, region = found
    return _TURNED[kind], Region((region.sides[1], region.sides[0]), region.score)


def _describe(
    found: Sequence[tuple[BorrowingKind, Region]], left: NumberedText, right: NumberedText
) -> tuple[Borrowing, ...]:
    """The findings as places in the documents."""
    ordered = sorted(found, key=lambda each: each[1].sides)
    return tuple(
        Borrowing(_span(left, region.sides[0]), _span(right, region.sides[1]), kind, region.score)
        for kind, region in ordered
    )


def _span(text: NumberedText, stretch: Stretch) -> Span:
    start, end = text.edges[stretch.start, 0], text.edges[stretch.end - 1, 1]
    return Span(text.spans[0].document, int(start), int(end))
