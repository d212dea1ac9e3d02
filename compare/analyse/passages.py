"""Shared passages: places in two documents, or in one, that have their wording in common, edits allowed."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from compare.match.align import align_spans
from compare.match.passages import find_reuse
from compare.match.reuse import BorrowingKind, find_borrowings, number_texts
from compare.model import Span
from compare.results import Passage, PassageKind
from compare.settings import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.analyse.bodies import Body
    from compare.match.passages import Reuse
    from compare.match.reuse import Borrowing
    from compare.model import Document
    from compare.settings import CompareSettings

    Pair = tuple[Document, Document]
    Weighed = tuple[float, Passage]

# Up to this many documents each pair is looked at closely; of more, those that share copied passages,
# but no more pairs than that, the ones that share most: it takes some milliseconds a pair.
_ALL_PAIRS = 12
_MOST_PAIRS = 4_000
# The log of the odds from which reworded text is a finding: below, on news that was read, one in five
# tells the same fact in nearly the same words by chance.
_LEAST_ODDS = 32.0
# Part of a reworded passage that copied ones tell already, from which they stand for it.
_TOLD = 0.5
_KINDS = {
    BorrowingKind.PASSAGE: PassageKind.REWORDED,
    BorrowingKind.SUMMARY_LEFT: PassageKind.SUMMARY_LEFT,
    BorrowingKind.SUMMARY_RIGHT: PassageKind.SUMMARY_RIGHT,
}


def find_passages(bodies: Sequence[Body], settings: CompareSettings) -> tuple[Passage, ...]:
    """The passages that stand in two places, what says most first, but within one document last.

    They have no id yet. No copied one crosses a piece of furniture, and stock phrases are left out.
    """
    unspaced = settings.unit is not Unit.WORD
    stretches = [Span(body.document, start, end) for body in bodies for start, end in body.ranges]
    copied: defaultdict[Pair, list[Reuse]] = defaultdict(list)
    for reuse in find_reuse(stretches, unspaced=unspaced):
        copied[reuse.left.document, reuse.right.document].append(reuse)
    found: list[Weighed] = []
    for pair, borrowings in _look_closely(bodies, copied, unspaced=unspaced):
        for borrowing in borrowings:
            inside = [reuse for reuse in copied[pair] if _holds(borrowing, reuse)]
            if not _is_told(borrowing, copied[pair]):
                copied[pair] = [reuse for reuse in copied[pair] if reuse not in inside]
                found.append((borrowing.score / math.log(2), _describe_borrowing(borrowing)))
    found += [(reuse.bits, _describe_copy(reuse)) for group in copied.values() for reuse in group]
    return tuple(passage for _, passage in sorted(found, key=_strength))


def _look_closely(
    bodies: Sequence[Body], copied: dict[Pair, list[Reuse]], *, unspaced: bool
) -> Iterator[tuple[Pair, list[Borrowing]]]:
    """What the likeliest pairs of documents have in common that is reworded or summed up."""
    spans = {
        body.document: Span(body.document, body.ranges[0][0], body.ranges[-1][1])
        for body in bodies
        if body.ranges
    }
    pairs = _choose_pairs(list(spans), copied)
    named = {document for pair in pairs for document in pair}
    wanted = [document for document in spans if document in named]
    texts = dict(
        zip(wanted, number_texts([spans[document] for document in wanted], unspaced=unspaced), strict=True)
    )
    for left, right in pairs:
        found = find_borrowings(texts[left], texts[right])
        yield (left, right), [each for each in found if each.score >= _LEAST_ODDS]


def _choose_pairs(documents: Sequence[Document], copied: dict[Pair, list[Reuse]]) -> list[Pair]:
    if len(documents) <= _ALL_PAIRS:
        return list(combinations(documents, 2))
    bits = {
        pair: sum(reuse.bits for reuse in found) for pair, found in copied.items() if pair[0] is not pair[1]
    }
    return sorted(bits, key=lambda pair: -bits[pair])[:_MOST_PAIRS]


def _holds(borrowing: Borrowing, reuse: Reuse) -> bool:
    return borrowing.left.holds(reuse.left) and borrowing.right.holds(reuse.right)


def _is_told(borrowing: Borrowing, copied: Iterable[Reuse]) -> bool:
    """Whether copied passages say most of it."""
    met = [
        reuse for reuse in copied if borrowing.left.meets(reuse.left) and borrowing.right.meets(reuse.right)
    ]
    parts = (
        (borrowing.left, [reuse.left for reuse in met]),
        (borrowing.right, [reuse.right for reuse in met]),
    )
    return any(
        sum(_common(whole, part) for part in each) >= _TOLD * (whole.end - whole.start)
        for whole, each in parts
    )


def _common(one: Span, other: Span) -> int:
    """How many characters two places of a document share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _describe_copy(reuse: Reuse) -> Passage:
    edits, similarity = align_spans(reuse.left, reuse.right)
    return Passage("", PassageKind.COPIED, reuse.left, reuse.right, similarity, edits)


def _describe_borrowing(borrowing: Borrowing) -> Passage:
    edits, similarity = align_spans(borrowing.left, borrowing.right)
    return Passage("", _KINDS[borrowing.kind], borrowing.left, borrowing.right, similarity, edits)


def _strength(weighed: Weighed) -> tuple[bool, float, str, int, str, int]:
    weight, passage = weighed
    left, right = passage.left, passage.right
    within = left.document is right.document
    return within, -weight, left.document.id, left.start, right.document.id, right.start
