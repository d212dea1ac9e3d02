"""Passages that texts have in common, place for place those of the compiled kernels: seed, chain, extend.

Slow and plain: it looks at all there is where the kernel takes a shorter way. Bits are counted in eighths.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compare.kernels.plain_texts import sketch_tokens
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Buffer = bytes | bytearray | memoryview
    Find = Callable[[int, int], "_Run"]

_BIT = 8
_LEAST, _FEW, _MOST = 2 * _BIT, 4 * _BIT, 12 * _BIT
_GAP, _EDIT, _GAP_WORD, _ENOUGH = 12, 5 * _BIT, 2 * _BIT, 40 * _BIT
_PIECE = 16
_WALL = 0
_ALL = 1 << 62
_MOST_BITS = (1 << 31) - 1


class _Run(NamedTuple):
    """Words that are the same from two places on, and what they say."""

    left: int
    right: int
    length: int
    bits: int


@dataclass(slots=True)
class _Chain:
    """Two stretches that share their wording."""

    left: int
    left_end: int
    right: int
    right_end: int
    matched: int
    bits: int

    def holds(self, run: _Run) -> bool:
        """Whether a run begins inside, on both sides."""
        return self.left <= run.left < self.left_end and self.right <= run.right < self.right_end

    def rank(self) -> tuple[int, ...]:
        """What says more stands before."""
        return -self.bits, self.left, self.right, self.left_end, self.right_end, self.matched


def place_tokens(
    stretches: Sequence[tuple[str, int, int]],
    unspaced: bool,  # noqa: FBT001 - as the compiled ones are called
) -> tuple[bytearray, bytearray, bytearray]:
    """The tokens of stretches of texts: hashes, where each begins and ends; where each stretch begins."""
    hashes: list[int] = []
    places: list[int] = []
    starts = [0]
    for text, start, end in stretches:
        if not 0 <= start <= end <= len(text):
            raise ValueError("a stretch lies outside its text")
        for word in split_words(text, start, end, unspaced=unspaced):
            hashes.append(sketch_tokens[word.token])
            places += word.start, word.end
        starts.append(len(hashes))
    numbers, edges, begins = (
        np.array(hashes, np.uint64),
        np.array(places, np.uint32),
        np.array(starts, np.uint64),
    )
    return bytearray(numbers), bytearray(edges), bytearray(begins)


def find_passages(  # noqa: PLR0913 - each is one setting of what a passage is
    tokens: Buffer,
    starts: Buffer,
    *,
    cap: int,
    handful: int,
    least: int,
    seed: int,
    shortest: int,
    threads: int = 1,  # noqa: ARG001 - the twin has one
) -> bytearray:
    """The passages of texts with one another and each with itself, by place; eight 32-bit numbers each.

    Text, first word and the one behind its last, on either side; words in common; eighths of a bit.
    """
    first = np.frombuffer(starts, np.uint64).tolist()
    hashes = np.frombuffer(tokens, np.uint64).tolist()
    if not first or first[0] or first[-1] != len(hashes) or first != sorted(first):
        raise ValueError("starts must rise from 0 to the number of tokens")
    if cap < 1 or handful < 2:  # noqa: PLR2004 - a passage and its copy
        raise ValueError("cap must be at least 1, handful at least 2")
    words = _Words(hashes, first, handful)
    found = bytearray()
    for (text, other), runs in sorted(_group_runs(words, cap, seed).items()):
        chains = _chain_runs(words, sorted(runs))
        strong = [chain for chain in chains if chain.bits >= least and chain.matched >= shortest]
        begin, again = words.begins[text], words.begins[other]
        for chain in sorted(_choose(strong), key=lambda chain: (chain.left, chain.right)):
            left = text, chain.left - begin, chain.left_end - begin
            right = other, chain.right - again, chain.right_end - again
            found += pack("=7Ii", *left, *right, chain.matched, min(chain.bits, _MOST_BITS))
    return found


@lru_cache(maxsize=1 << 12)
def _log(number: int) -> int:
    """The logarithm to base 2, linear between powers of two."""
    whole = number.bit_length() - 1
    rest = number >> (whole - 3) if whole >= 3 else number << (3 - whole)  # noqa: PLR2004 - three binary places
    return _BIT * whole + rest - _BIT


def _clamp(bits: int) -> int:
    return min(max(bits, _LEAST), _MOST)


class _Words:
    """The words of all texts as numbers, a wall before and behind each text; and what they say."""

    def __init__(self, hashes: Sequence[int], starts: Sequence[int], handful: int) -> None:
        numbers: dict[int, int] = {}
        self.words = [_WALL]
        self.begins: list[int] = []
        self.text_of: list[int] = [0]
        for text, (start, end) in enumerate(pairwise(starts)):
            self.begins.append(len(self.words))
            self.words += [numbers.setdefault(word, len(numbers) + 1) for word in hashes[start:end]]
            self.words.append(_WALL)
            self.text_of += [text] * (end - start + 1)
        self.handful = handful
        self.said: dict[tuple[int, int], int] = {}
        self.total = max(len(hashes), 1)
        self.counts = [Counter(self.visit(size)) for size in (1, 2, 3)]

    def visit(self, size: int) -> Iterator[tuple[int, ...]]:
        """All runs of so many words of a text."""
        return (run for _, run in self.visit_places(size))

    def visit_places(self, size: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """All runs of so many words, and where they begin."""
        runs = zip(*(self.words[first:] for first in range(size)), strict=False)
        return ((place, run) for place, run in enumerate(runs) if _WALL not in run)

    def same(self, left: int, right: int) -> bool:
        """Whether there is a word at both places, and the same."""
        return self.words[left] == self.words[right] != _WALL

    def say(self, place: int, step: int) -> int:
        """The bits of a word that is number *step* of a run."""
        key = place, min(step, 2)
        if key not in self.said:
            self.said[key] = self._say(*key)
        return self.said[key]

    def _say(self, place: int, step: int) -> int:
        bits = _clamp(_log(self.total) - _log(self.counts[0][(self.words[place],)]))
        for size in range(2, step + 2):
            bits = min(bits, self._say_after(place, size))
        return bits

    def _say_after(self, place: int, size: int) -> int:
        """The bits of the last of *size* words, once the others are known."""
        run = tuple(self.words[place - size + 1 : place + 1])
        times, usual = self.counts[size - 1][run], _MOST
        if times > self.handful:
            usual = _clamp(_log(self.counts[size - 2][run[:-1]]) - _log(times - self.handful))
        return min(usual, _FEW) if size == 3 and times > 2 else usual  # noqa: PLR2004 - two are a copy

    def run(self, left: int, right: int, limit: int, enough: int = _ALL) -> _Run:
        """The run that begins at two places."""
        length = bits = 0
        while bits < enough and left + length < limit and self.same(left + length, right + length):
            bits += self.say(left + length, length)
            length += 1
        return _Run(left, right, length, bits)

    def run_before(self, left: int, right: int, least: int, enough: int = _ALL) -> _Run:
        """The run that ends before two places, followed until its words but the first two say enough."""
        length = behind = 0
        while behind < enough and right - length > least and self.same(left - length - 1, right - length - 1):
            length += 1
            behind += self.say(left - length + 2, 2) if length > 2 else 0  # noqa: PLR2004
        first = left - length
        bits = behind + sum(self.say(first + step, step) for step in range(min(length, 2)))
        return _Run(first, right - length, length, bits)


def _group_runs(words: _Words, cap: int, seed: int) -> dict[tuple[int, int], set[_Run]]:
    """The runs that say enough, by their texts."""
    found: defaultdict[tuple[int, int], set[_Run]] = defaultdict(set)
    for left, right in _pair_places(words, cap, seed):
        back = 0
        while words.same(left - back - 1, right - back - 1):
            back += 1
        run = words.run(left - back, right - back, len(words.words))
        if run.bits >= seed:
            found[words.text_of[left], words.text_of[right]].update(_cut(words, run, seed))
    return found


def _pair_places(words: _Words, cap: int, seed: int) -> Iterator[tuple[int, int]]:
    """Places where the same three words begin: each with each.

    In a crowd it is each with the one before it, and the first of each text with the first of all.
    """
    groups: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, run in words.visit_places(3):
        groups[run].append(place)
    for places in groups.values():
        if len(places) > cap or sum(words.say(places[0] + step, 0) for step in range(3)) < seed:
            yield from pairwise(places)
            firsts = {words.text_of[place]: place for place in reversed(places)}
            yield from ((places[0], other) for other in firsts.values() if other > places[0])
        else:
            yield from ((one, other) for i, one in enumerate(places) for other in places[i + 1 :])


def _cut(words: _Words, run: _Run, seed: int) -> list[_Run]:
    """The run; words of one text that go on repeating themselves as pieces, each with the next."""
    distance = run.right - run.left
    if words.text_of[run.left] != words.text_of[run.right] or run.length <= distance:
        return [run]
    whole = distance + run.length
    step = distance * min(max(-(-_PIECE // distance), 1), whole // (2 * distance))
    starts = range(run.left, run.left + whole - 2 * step + 1, step)
    pieces = (words.run(start, start + step, start + step) for start in starts)
    return [piece for piece in pieces if piece.bits >= seed]


def _chain_runs(words: _Words, runs: Sequence[_Run]) -> list[_Chain]:
    """A chain around each run that does not begin in one that is there already."""
    chains: list[_Chain] = []
    for run in runs:
        if any(chain.holds(run) for chain in chains):
            continue
        chain = _Chain(run.left, run.left + run.length, run.right, run.right + run.length, *run[2:])
        while _step_on(words, chain):
            pass
        while _step_back(words, chain):
            pass
        chains.append(chain)
    return chains


def _cost(left: int, right: int) -> int:
    """What a run must say to be worth the gaps before it."""
    return _EDIT + _GAP_WORD * max(left, right)


def _choose_gaps(find: Find) -> tuple[int, int] | None:
    """The gaps whose run says most more than they cost, if there is one."""
    gaps = product(range(_GAP + 1), repeat=2)
    gain, i, j = max((find(i, j).bits - _cost(i, j), -i, -j) for i, j in gaps)
    return (-i, -j) if gain > 0 else None


def _step_on(words: _Words, chain: _Chain) -> bool:
    """Add the run that follows best; on the left side it ends where the right one begins."""
    left, right, limit = chain.left_end, chain.right_end, chain.right
    rooms = _room(words, left, 1), _room(words, right, 1)

    def find(i: int, j: int, enough: int = _ENOUGH) -> _Run:
        inside = i < rooms[0] and j < rooms[1]
        return words.run(left + i, right + j, limit, enough) if inside else _Run(0, 0, 0, 0)

    gaps = _choose_gaps(find)
    if gaps is None:
        return False
    run = find(*gaps, _ALL)
    chain.left_end, chain.right_end = run.left + run.length, run.right + run.length
    chain.matched += run.length
    chain.bits += run.bits - _cost(*gaps)
    return True


def _step_back(words: _Words, chain: _Chain) -> bool:
    """Add the run that stands best before it; on the right side it begins where the left one ends."""
    left, right, least = chain.left, chain.right, chain.left_end
    rooms = _room(words, left - 1, -1), _room(words, right - 1, -1)

    def find(i: int, j: int, enough: int = _ENOUGH) -> _Run:
        inside = i < rooms[0] and j < rooms[1]
        return words.run_before(left - i, right - j, least, enough) if inside else _Run(0, 0, 0, 0)

    gaps = _choose_gaps(find)
    if gaps is None:
        return False
    run = find(*gaps, _ALL)
    chain.left, chain.right = run.left, run.right
    chain.matched += run.length
    chain.bits += run.bits - _cost(*gaps)
    return True


def _room(words: _Words, place: int, step: int) -> int:
    """How many words there are from *place* on, in steps of 1 or -1."""
    room = 0
    while words.words[place + step * room] != _WALL:
        room += 1
    return room


def _choose(chains: Sequence[_Chain]) -> list[_Chain]:
    """Of chains that are mostly in the place of better ones, on either side, only those."""
    left_cover: set[int] = set()
    right_cover: set[int] = set()
    chosen = []
    for chain in sorted(chains, key=_Chain.rank):
        left, right = range(chain.left, chain.left_end), range(chain.right, chain.right_end)
        if 2 * len(left_cover & set(left)) > len(left) or 2 * len(right_cover & set(right)) > len(right):
            continue
        left_cover.update(left)
        right_cover.update(right)
        chosen.append(chain)
    return chosen
