"""Word by word: what is the same in two texts, and what was added, dropped, changed or moved."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from compare.match.runs import Run, find_numbered_runs
from compare.model import Span
from compare.results import Edit, Op
from compare.sketch.shingles import number_runs, number_tokens
from compare.text.counted import split_counted_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    import numpy.typing as npt

    from compare.model import Document
    from compare.text.words import Word

    Ids = npt.NDArray[np.int64]

# Words of the runs that two texts are first pinned together by, and where those do not suffice.
_ANCHORS = (12, 6, 3)
# Words of one side times words of the other up to which an alignment is exact: 10 ms and 2 MB.
_CELLS = 4_000_000
# Words of one side times words of the other up to which the words are aligned as they are: half the time of
# numbering them first, a third where a few are held against many thousands.
_FEW_CELLS = 2_000_000
# Words from which a run that left one place and stands in another has moved; shorter ones are chance.
_MOVED = 8
# Words up to which a common run between two changes is chance, such as a lone "the".
_ISLAND = 2
# ... where the one change is this many times as long, and the other at least as long.
_FAR = 8

_OPS = {"equal": Op.SAME, "insert": Op.ADDED, "delete": Op.DROPPED}


class Block(NamedTuple):
    """A step of an alignment: words *left* up to *left_end* of one text, *right* ... of the other."""

    op: Op
    left: int
    left_end: int
    right: int
    right_end: int


def align_words(left: Sequence[str], right: Sequence[str]) -> list[Block]:
    """The steps from *left* to *right*, without gaps: same, added, dropped, changed."""
    if len(left) * len(right) <= _FEW_CELLS:
        return _merge(_align_exactly(left, right, 0, 0))
    return _align(*number_tokens([left, right]))


def align_spans(
    left: Span, right: Span, words: tuple[Sequence[Word], Sequence[Word]] | None = None
) -> tuple[tuple[Edit, ...], float]:
    """The word edits between two places, as character ranges of their documents; the share that is the same.

    A range reaches from its first word to its last, outer punctuation left out; what is missing on
    one side has an empty range there, after the word before it. *words* are those of the places, if they
    are known. The share is that of the words of both places, 0 to 1.
    """
    left_words, right_words = words or (_split(left), _split(right))
    blocks = align_words([word.token for word in left_words], [word.token for word in right_words])
    same = sum(block.left_end - block.left for block in blocks if block.op is Op.SAME)
    share = 2 * same / max(1, len(left_words) + len(right_words))
    return _place(blocks, (left.start, left_words), (right.start, right_words)), share


def diff_texts(left: Document, right: Document) -> tuple[Edit, ...]:
    """All edits between two documents, in the order of the left text.

    A run of eight words or more that left one place and stands in another is moved: one edit, where
    it left, with both places.
    """
    left_words, right_words = (_split(Span(side, 0, len(side.text))) for side in (left, right))
    ids = number_tokens([word.token for word in words] for words in (left_words, right_words))
    blocks = _drop_islands(_align(*ids))
    moves = _find_moves(blocks, *ids)
    return _place(_cut_moves(blocks, moves), (0, left_words), (0, right_words))


def _split(span: Span) -> list[Word]:
    return split_counted_words(span.document.text, span.start, span.end)


def _align(left: Ids, right: Ids) -> list[Block]:
    """Pinned together by runs that stand once in each text, then word by word between the pins."""
    blocks: list[Block] = []
    work = [(Block(Op.CHANGED, 0, len(left), 0, len(right)), 0)]
    while work:
        box, level = work.pop()
        start, end, again, stop = box[1:]
        pins = _find_ends(left[start:end], right[again:stop]) if box.op is not Op.SAME else []
        if box.op is Op.SAME:
            blocks.append(box)
        elif pins:
            work.extend((piece, level) for piece in reversed(_cut_at_pins(pins, box)))
        elif (end - start) * (stop - again) <= _CELLS:
            blocks.extend(_align_exactly(left[start:end].tolist(), right[again:stop].tolist(), start, again))
        elif level == len(_ANCHORS):
            blocks.append(box)
        else:
            pins = _find_pins(left[start:end], right[again:stop], _ANCHORS[level])
            work.extend((piece, level + 1) for piece in reversed(_cut_at_pins(pins, box)))
    return _merge(blocks)


def _find_ends(left: Ids, right: Ids) -> list[Run]:
    """The words with which both texts begin, and those with which both end."""
    shorter = min(len(left), len(right))
    first = _count_equal(left[:shorter] == right[:shorter])
    shorter -= first
    last = _count_equal((left[len(left) - shorter :] == right[len(right) - shorter :])[::-1])
    runs = Run(0, 0, first), Run(len(left) - last, len(right) - last, last)
    return [run for run in runs if run.length]


def _count_equal(equal: npt.NDArray[np.bool_]) -> int:
    """How many are true before the first that is not."""
    return len(equal) if equal.all() else int(equal.argmin())


def _cut_at_pins(pins: Iterable[Run], box: Block) -> list[Block]:
    """The pins of two stretches, and what lies before, between and after them."""
    pieces = []
    left, right = box.left, box.right
    for pin in pins:
        start, again = box.left + pin.left, box.right + pin.right
        pieces.append(Block(Op.CHANGED, left, start, right, again))
        left, right = start + pin.length, again + pin.length
        pieces.append(Block(Op.SAME, start, left, again, right))
    return [*pieces, Block(Op.CHANGED, left, box.left_end, right, box.right_end)]


def _find_pins(left: Ids, right: Ids, size: int) -> list[Run]:
    """Runs of *size* words or more that stand once in each text, as many as keep one order."""
    if min(len(left), len(right)) < size:
        return []
    wall = np.array([max(left.max(), right.max()) + 1])
    grams = number_runs(np.concatenate([left, wall, right]), size)
    lefts, left_places = _find_unique(grams[: len(left) - size + 1])
    rights, right_places = _find_unique(grams[len(left) + 1 :])
    _, in_left, in_right = np.intersect1d(lefts, rights, assume_unique=True, return_indices=True)
    order = np.argsort(left_places[in_left])
    kept = _longest_rise(right_places[in_right][order].tolist())
    pairs = zip(
        left_places[in_left][order][kept].tolist(), right_places[in_right][order][kept].tolist(), strict=True
    )
    return _join_pins(pairs, size)


def _find_unique(numbers: Ids) -> tuple[Ids, Ids]:
    """The numbers that stand once, in order, and where."""
    values, places, counts = np.unique(numbers, return_index=True, return_counts=True)
    return values[counts == 1], places[counts == 1]


def _longest_rise(values: Sequence[int]) -> list[int]:
    """Places of a longest rising subsequence."""
    tails: list[int] = []
    tail_places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(tail_places[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        tail_places[length : length + 1] = [place]
    rise = []
    place = tail_places[-1] if tail_places else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]


def _join_pins(pairs: Iterable[tuple[int, int]], size: int) -> list[Run]:
    """Pins that overlap or touch on one diagonal made one; one that overlaps otherwise is left out."""
    pins: list[Run] = []
    for left, right in pairs:
        if not pins:
            pins.append(Run(left, right, size))
            continue
        last = pins[-1]
        if right - left == last.right - last.left and left <= last.left + last.length:
            pins[-1] = last._replace(length=left + size - last.left)
        elif left >= last.left + last.length and right >= last.right + last.length:
            pins.append(Run(left, right, size))
    return pins


def _align_exactly(
    left: Sequence[Hashable], right: Sequence[Hashable], left_start: int, right_start: int
) -> list[Block]:
    """The steps with the fewest words added and dropped, for texts that begin at the places given."""
    blocks = []
    for step in Indel.opcodes(left, right):
        start, end = left_start + step.src_start, left_start + step.src_end
        again, stop = right_start + step.dest_start, right_start + step.dest_end
        blocks.append(Block(_OPS[step.tag], start, end, again, stop))
    return blocks


def _merge(blocks: Iterable[Block]) -> list[Block]:
    """Neighbours of one kind made one; dropped and added words side by side are changed."""
    merged: list[Block] = []
    for block in blocks:
        if block.left == block.left_end and block.right == block.right_end:
            continue
        if merged and (merged[-1].op is Op.SAME) == (block.op is Op.SAME):
            last = merged.pop()
            block = Block(block.op, last.left, block.left_end, last.right, block.right_end)  # noqa: PLW2901
        merged.append(block._replace(op=_name(block)))
    return merged


def _name(block: Block) -> Op:
    if block.op is Op.SAME:
        return Op.SAME
    if block.left == block.left_end:
        return Op.ADDED
    return Op.DROPPED if block.right == block.right_end else Op.CHANGED


def _drop_islands(blocks: Sequence[Block]) -> list[Block]:
    """The alignment without lone words that two rewritten stretches have in common by chance."""
    steps = list(blocks)
    for before, place, after in zip(blocks, range(1, len(blocks) - 1), blocks[2:], strict=False):
        length = blocks[place].left_end - blocks[place].left
        less, more = sorted((_size(before), _size(after)))
        rewritten = less > 2 * length or (less >= length and more > _FAR * length)
        if blocks[place].op is Op.SAME and length <= _ISLAND and rewritten:
            steps[place] = blocks[place]._replace(op=Op.CHANGED)
    return _merge(steps)


def _size(block: Block) -> int:
    return max(block.left_end - block.left, block.right_end - block.right)


def _find_moves(blocks: Sequence[Block], left: Ids, right: Ids) -> list[Run]:
    """Runs that were dropped in one place and added in another, the longest first chosen."""
    here = np.zeros(len(left), dtype=bool)
    there = np.zeros(len(right), dtype=bool)
    for block in blocks:
        here[block.left : block.left_end] = block.op is not Op.SAME
        there[block.right : block.right_end] = block.op is not Op.SAME
    # Words that stayed become numbers no other word has, so that no run reaches over them.
    alone = max(left.max(initial=0), right.max(initial=0)) + 1
    lefts = np.where(here, left, alone + np.arange(len(left)))
    rights = np.where(there, right, alone + len(left) + np.arange(len(right)))
    moves = []
    for run in sorted(find_numbered_runs(lefts, rights, shortest=_MOVED), key=lambda run: (-run.length, run)):
        if here[run.left : run.left + run.length].all() and there[run.right : run.right + run.length].all():
            here[run.left : run.left + run.length] = False
            there[run.right : run.right + run.length] = False
            moves.append(run)
    return moves


def _cut_moves(blocks: Iterable[Block], moves: Iterable[Run]) -> list[Block]:
    """The blocks with the moved runs taken out of both sides, and put in where they left."""
    left_moves = sorted(moves, key=attrgetter("left"))
    right_moves = sorted(moves, key=attrgetter("right"))
    cut: list[Block] = []
    for block in blocks:
        gone = _between(left_moves, block.left, block.left_end, "left")
        come = _between(right_moves, block.right, block.right_end, "right")
        if gone or come:
            cut.extend(_cut_left(block, gone))
            cut.extend(_cut_right(block, come))
        else:
            cut.append(block)
    return cut


def _between(moves: Sequence[Run], start: int, end: int, side: str) -> Sequence[Run]:
    """The moves, sorted by that side, that begin there from *start* up to *end*."""
    key = attrgetter(side)
    return moves[bisect_left(moves, start, key=key) : bisect_left(moves, end, key=key)]


def _cut_left(block: Block, gone: Iterable[Run]) -> Iterator[Block]:
    """The left words of a block: dropped, or moved away."""
    place = block.left
    for run in gone:
        if place < run.left:
            yield Block(Op.DROPPED, place, run.left, block.right, block.right)
        place = run.left + run.length
        yield Block(Op.MOVED, run.left, place, run.right, run.right + run.length)
    if place < block.left_end:
        yield Block(Op.DROPPED, place, block.left_end, block.right, block.right)


def _cut_right(block: Block, come: Iterable[Run]) -> Iterator[Block]:
    """The right words of a block that were added; those moved here stand where they left."""
    place = block.right
    for run in come:
        if place < run.right:
            yield Block(Op.ADDED, block.left_end, block.left_end, place, run.right)
        place = run.right + run.length
    if place < block.right_end:
        yield Block(Op.ADDED, block.left_end, block.left_end, place, block.right_end)


def _place(
    blocks: Iterable[Block], left: tuple[int, Sequence[Word]], right: tuple[int, Sequence[Word]]
) -> tuple[Edit, ...]:
    """The blocks as character ranges; each side is given by where it starts and its words."""
    return tuple(
        Edit(
            block.op, _range(block.left, block.left_end, *left), _range(block.right, block.right_end, *right)
        )
        for block in blocks
    )


def _range(first: int, end: int, start: int, words: Sequence[Word]) -> tuple[int, int]:
    if first < end:
        return words[first].start, words[end - 1].end
    place = words[first - 1].end if first else start
    return place, place
