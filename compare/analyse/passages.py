"""Shared passages: places in two documents, or in one, that have their wording in common, edits allowed."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations, islice
from typing import TYPE_CHECKING

from compare.match.align import align_spans
from compare.match.passages import find_reuse
from compare.match.reuse import BorrowingKind, find_borrowings, number_texts
from compare.model import Span
from compare.results import Op, Passage, PassageKind
from compare.settings import Unit
from compare.stages import Stage, tell_nobody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.analyse.bodies import Body
    from compare.match.passages import Reuse
    from compare.match.reuse import Borrowing
    from compare.model import Document
    from compare.settings import CompareSettings
    from compare.stages import Progress

    Pair = tuple[Document, Document]
    Weighed = tuple[float, Passage]

# Up to this many documents each pair is looked at closely; of more, those that share copied passages,
# but no more pairs than that, the ones that share most: it takes some milliseconds a pair. Not those of
# which one text is a copy but for so many characters: that is less than a reworded passage takes.
_ALL_PAIRS = 12
_MOST_PAIRS = 4_000
_REST = 100
# Part of a passage that copied ones tell, from which they stand for it, if they have so many words, each;
# part from which it is a copy as a whole; and part of a copied one that lies in a passage, from which the
# passage tells it.
_ALL = 0.9
_LONG = 20
_MOST = 0.5
# Part of the copied ones that a passage must show as the same, to stand for them: set against each other as
# a whole, texts whose sentences were shuffled show little of what they share.
_IN_ORDER = 0.25
_KINDS = {
    BorrowingKind.PASSAGE: PassageKind.REWORDED,
    BorrowingKind.SUMMARY_LEFT: PassageKind.SUMMARY_LEFT,
    BorrowingKind.SUMMARY_RIGHT: PassageKind.SUMMARY_RIGHT,
}


def find_passages(
    bodies: Sequence[Body], settings: CompareSettings, *, progress: Progress = tell_nobody
) -> tuple[Passage, ...]:
    """The passages that stand in two places, what says most first, but within one document last.

    They have no id yet. Stock phrases are left out, and no passage is there for the furniture it may cross.
    """
    unspaced = settings.unit is not Unit.WORD
    stretches = [Span(body.document, start, end) for body in bodies for start, end in body.ranges]
    copied: defaultdict[Pair, list[Reuse]] = defaultdict(list)
    for reuse in find_reuse(stretches, unspaced=unspaced):
        copied[reuse.left.document, reuse.right.document].append(reuse)
    owners = {body.document: body for body in bodies}
    found: list[Weighed] = []
    for pair, borrowings in _look_closely(bodies, copied, progress, unspaced=unspaced):
        for borrowing in borrowings:
            told = [reuse for reuse in copied[pair] if _tells(borrowing, reuse)]
            part = _measure(borrowing, told)
            if part >= _ALL and all(reuse.words >= _LONG for reuse in told):
                continue
            kind = PassageKind.COPIED if part >= _MOST else _KINDS[borrowing.kind]
            passage = _describe(kind, borrowing, owners)
            if kind is PassageKind.COPIED and _is_shuffled(passage, told):
                continue
            found.append((borrowing.score / math.log(2), passage))
            copied[pair] = [reuse for reuse in copied[pair] if reuse not in told]
    found += [
        (reuse.bits, _describe(PassageKind.COPIED, reuse, owners))
        for group in copied.values()
        for reuse in group
    ]
    return tuple(passage for _, passage in sorted(found, key=_strength))


def _look_closely(
    bodies: Sequence[Body], copied: dict[Pair, list[Reuse]], progress: Progress, *, unspaced: bool
) -> Iterator[tuple[Pair, Sequence[Borrowing]]]:
    """What the likeliest pairs of documents have in common that is reworded or summed up."""
    pairs = _choose_pairs([body for body in bodies if body.ranges], copied)
    named = {document for pair in pairs for document in pair}
    stretches = {
        body.document: [Span(body.document, start, end) for start, end in body.ranges]
        for body in bodies
        if body.document in named
    }
    texts = dict(zip(stretches, number_texts(stretches.values(), unspaced=unspaced), strict=True))
    for done, (left, right) in enumerate(pairs):
        progress(Stage.SHARED, done, len(pairs))
        yield (left, right), find_borrowings(texts[left], texts[right])


def _choose_pairs(bodies: Sequence[Body], copied: dict[Pair, list[Reuse]]) -> list[Pair]:
    """All pairs of a few documents, of many those that share most; but none that holds a mere copy."""
    sizes = {body.document: sum(end - start for start, end in body.ranges) for body in bodies}
    if len(bodies) <= _ALL_PAIRS:
        pairs = list(combinations(sizes, 2))
    else:
        bits = {
            pair: sum(reuse.bits for reuse in found)
            for pair, found in copied.items()
            if pair[0] is not pair[1]
        }
        pairs = sorted(bits, key=lambda pair: -bits[pair])
    left = (pair for pair in pairs if not _is_told(pair, copied.get(pair, ()), sizes))
    return list(islice(left, _MOST_PAIRS))


def _is_told(pair: Pair, copied: Iterable[Reuse], sizes: dict[Document, int]) -> bool:
    """Whether one copied passage leaves nothing of one of the two texts that could be reworded."""
    left, right = (sizes[document] - _REST for document in pair)
    return any(
        reuse.left.end - reuse.left.start > left or reuse.right.end - reuse.right.start > right
        for reuse in copied
    )


def _tells(borrowing: Borrowing, reuse: Reuse) -> bool:
    """Whether a run of copied words mostly lies in a passage, on both sides."""
    sides = (borrowing.left, reuse.left), (borrowing.right, reuse.right)
    return all(_common(whole, part) >= _MOST * (part.end - part.start) for whole, part in sides)


def _measure(borrowing: Borrowing, copied: Iterable[Reuse]) -> float:
    """How much of a passage was copied word for word, on the side where it is less."""
    sides = (
        (borrowing.left, [reuse.left for reuse in copied]),
        (borrowing.right, [reuse.right for reuse in copied]),
    )
    return min(
        sum(_common(whole, part) for part in parts) / (whole.end - whole.start) for whole, parts in sides
    )


def _is_shuffled(passage: Passage, copied: Iterable[Reuse]) -> bool:
    """Whether a passage, aligned as a whole, loses most of what was copied in it."""
    shown = sum(edit.left[1] - edit.left[0] for edit in passage.edits if edit.op is Op.SAME)
    return shown < _IN_ORDER * sum(reuse.left.end - reuse.left.start for reuse in copied)


def _common(one: Span, other: Span) -> int:
    """How many characters two places of a document share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _describe(kind: PassageKind, found: Reuse | Borrowing, owners: dict[Document, Body]) -> Passage:
    left, right = (owners[side.document].words_in(side) for side in (found.left, found.right))
    edits, similarity = align_spans(found.left, found.right, (left, right))
    return Passage("", kind, found.left, found.right, similarity, edits)


def _strength(weighed: Weighed) -> tuple[bool, float, str, int, str, int]:
    weight, passage = weighed
    left, right = passage.left, passage.right
    within = left.document is right.document
    return within, -weight, left.document.id, left.start, right.document.id, right.start
