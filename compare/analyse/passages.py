"""Shared passages: stretches of two documents that have their wording in common, edits allowed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from compare.analyse.bodies import read_bodies
from compare.match.align import align_spans
from compare.match.runs import join_places, pair_places
from compare.model import Span
from compare.results import Passage
from compare.settings import Unit
from compare.sketch.postings import count_holders, count_shared
from compare.sketch.shingles import number_shingles, number_tokens
from compare.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from compare.match.runs import Run
    from compare.model import Document
    from compare.results import Furniture
    from compare.settings import CompareSettings
    from compare.text.words import Word

    Ids = npt.NDArray[np.int64]
    Weights = npt.NDArray[np.float64]

# Words of the n-grams by which passages are found: what DESIGN.md makes a shingle of.
_SEED = 5
# n-grams two stretches must share to be looked at: two runs of five words make a passage at best.
_FEWEST = 2
# Words between two runs of one passage, on either side.
_GAP = 12
# An n-gram in more than this share of the documents is a stock phrase, though not one in a handful,
# and surely one in many; a passage of nothing else must have this many words to be a finding.
_STOCK = 0.25
_HANDFUL = 4
_MANY = 8
_LONG = 20
# Chains a run can be joined to: in a text that repeats itself only the latest.
_LIVE = 32
# Part of a passage, on one side, from which it repeats another.
_REPEATED = 0.5


@dataclass(slots=True)
class _Chain:
    """Runs that follow each other in both texts, and how many words they hold."""

    runs: list[Run]
    matched: int

    def gaps(self, run: Run) -> tuple[int, int]:
        """The words from its end to *run*, in both texts; below 0 where the two overlap."""
        last = self.runs[-1]
        return run.left - last.left - last.length, run.right - last.right - last.length

    def join(self, run: Run) -> None:
        """Make *run* its last one."""
        self.matched += run.length + min(0, *self.gaps(run))
        self.runs.append(run)

    def place(self) -> tuple[int, int, int, int]:
        """Its first word and the one behind its last, in the left text and in the right one."""
        first, last = self.runs[0], self.runs[-1]
        return first.left, last.left + last.length, first.right, last.right + last.length


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text of a document between two pieces of furniture, its words, and the n-gram at each."""

    place: int
    document: Document
    words: list[Word]
    ids: Ids
    grams: Ids

    def span(self, first: int, end: int) -> Span:
        """The place of the words *first* up to *end*."""
        return Span(self.document, self.words[first].start, self.words[end - 1].end)


def find_passages(
    documents: Sequence[Document],
    furniture: Iterable[Furniture],
    settings: CompareSettings,
    *,
    shortest: int = 8,
) -> tuple[Passage, ...]:
    """The passages of at least *shortest* shared words, the longest and rarest first.

    Stock phrases are left out. Passages have no id yet.
    """
    stretches = _split_stretches(documents, furniture, settings)
    weights = _weigh(stretches, len(documents))
    shared = count_shared([np.unique(stretch.grams) for stretch in stretches])
    found: list[tuple[float, Span, Span]] = []
    for (first, second), count in sorted(shared.items()):
        left, right = stretches[first], stretches[second]
        if left.place != right.place and count >= _FEWEST:
            found.extend(_find_between(left, right, weights, shortest))
    found.sort(key=_strength)
    return tuple(_describe(left, right) for _, left, right in found)


def _strength(found: tuple[float, Span, Span]) -> tuple[float, str, int, str, int]:
    """What passages are ordered by: weight, then place."""
    weight, left, right = found
    return -weight, left.document.id, left.start, right.document.id, right.start


def _describe(left: Span, right: Span) -> Passage:
    edits, similarity = align_spans(left, right)
    return Passage(id="", left=left, right=right, similarity=similarity, edits=edits)


def _split_stretches(
    documents: Sequence[Document], furniture: Iterable[Furniture], settings: CompareSettings
) -> list[_Stretch]:
    """All stretches of text of the documents that can hold a passage, in order."""
    unspaced = settings.unit is not Unit.WORD
    split = [
        (place, body.document, words)
        for place, body in enumerate(read_bodies(documents, furniture))
        for start, end in body.ranges
        if len(words := split_words(body.document.text, start, end, unspaced=unspaced)) >= _SEED
    ]
    ids = number_tokens([word.token for word in words] for _, _, words in split)
    grams = number_shingles(ids, _SEED)
    return [_Stretch(*parts, *numbers) for parts, *numbers in zip(split, ids, grams, strict=True)]


def _weigh(stretches: Sequence[_Stretch], count: int) -> Weights:
    """What an n-gram says, by number: the more, the fewer documents hold it; a stock phrase, nothing."""
    owners: defaultdict[int, list[Ids]] = defaultdict(list)
    for stretch in stretches:
        owners[stretch.place].append(stretch.grams)
    holders = count_holders([np.unique(np.concatenate(grams)) for grams in owners.values()])
    weights: Weights = 1 + np.log(count / np.maximum(holders, 1))
    weights[holders > max(_HANDFUL, min(_STOCK * count, _MANY))] = 0.0
    return weights


def _find_between(
    left: _Stretch, right: _Stretch, weights: Weights, shortest: int
) -> Iterator[tuple[float, Span, Span]]:
    """Weight and places of the passages of two stretches, without those of chance."""
    runs = join_places(pair_places(left.grams, right.grams), left.ids, right.ids, _SEED)
    for chain in _choose_chains(_chain_runs(runs), len(left.ids), len(right.ids)):
        weight = sum(float(weights[left.grams[a : a + n - _SEED + 1]].sum()) for a, _, n in chain.runs)
        if chain.matched >= (shortest if weight else _LONG):
            start, end, again, stop = chain.place()
            yield weight, left.span(start, end), right.span(again, stop)


def _chain_runs(runs: Iterable[Run]) -> list[_Chain]:
    """Each run, in order of the left text, joined to the nearest chain it continues in both texts."""
    chains: list[_Chain] = []
    live: list[_Chain] = []
    for run in runs:
        live = [chain for chain in live if chain.gaps(run)[0] <= _GAP][-_LIVE:]
        nearest = min(
            (chain for chain in live if all(-_SEED < gap <= _GAP for gap in chain.gaps(run))),
            key=lambda chain: sum(map(abs, chain.gaps(run))),
            default=None,
        )
        if nearest is None:
            live.append(_Chain([run], run.length))
            chains.append(live[-1])
        else:
            nearest.join(run)
    return chains


def _choose_chains(chains: Iterable[_Chain], left: int, right: int) -> list[_Chain]:
    """The chains of texts of so many words; one that mostly repeats the place of a longer one is left out."""
    chosen: list[_Chain] = []
    covered = np.zeros(left, dtype=bool), np.zeros(right, dtype=bool)
    for chain in sorted(chains, key=lambda chain: (-chain.matched, chain.place())):
        start, end, again, stop = chain.place()
        parts = covered[0][start:end], covered[1][again:stop]
        if max(part.mean() for part in parts) <= _REPEATED:
            chosen.append(chain)
            for part in parts:
                part[:] = True
    return chosen
