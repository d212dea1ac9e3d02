"""How sure it is that two quotations are one utterance.

What they share speaks for it: how much of the shorter one, how rare its words are, how long the longest run
is, and whether whole sentences are the same. What speaks against it is where each has words of its own in
one place, unless words were left out there; words that only one of them has are what the other cut. The
score is the natural logarithm of the odds, by a logistic regression over pairs of quotations of news
articles on one event, read by people; `python benchmarks/quality/quotepairs.py` measures it,
docs/quality.md has the figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compare.extract.spoken import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.analyse.wording import SpokenWord, Wording

_CONSTANT = -7.2
_SHARE = 7.5
_SUPPORT = 1.0
_LONGEST = 2.0
_CONFLICT = -6.25
_WHOLE = 2.0
_OTHER_VOICE = -2.0
_NEGATIONS = frozenset("no not never nobody nothing none neither nor without".split())
_LEAST_SUPPORT = 0.3  # weight added before the logarithm, so that little is no abyss
_FEW_CONFLICT = 0.1
_MOST_LIKE = 4  # words of a gap that may be spellings of those on the other side
_OVER_CUT = 0.25  # of a conflict's weight where an ellipsis stands


class Run(NamedTuple):
    """Spoken words *left* up to *left_end* of one wording that stand at *right* of the other."""

    left: int
    left_end: int
    right: int
    right_end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against two wordings being one utterance; weights in rare words (see `Rarity`)."""

    share: float
    """Of the other wording's weight, what the fuller one has too."""
    support: float
    """Weight of what both have."""
    longest: int
    """Spoken words of the longest run that both have."""
    conflict: float
    """Weight of the words that each has instead of the other's."""
    whole: float
    """Weight of the longest row of whole sentences that both have."""
    negated: bool = False
    """Whether one says no more often than the other, from the first word that both have to the last."""

    def score(self, *, other_voice: bool = False) -> float:
        """Natural logarithm of the odds for one utterance; *other_voice*: two speakers are named."""
        told = self.support + self.conflict + _FEW_CONFLICT
        return (
            _say_common(self.share, self.support, self.longest)
            + _CONFLICT * self.conflict / told
            + _WHOLE * math.log1p(self.whole)
            + _OTHER_VOICE * other_voice
        )


def bound_score(weight: float, total: float, longest: int, heaviest: float) -> float:
    """The highest score of a wording of weight *total*, of which another has words of this *weight*.

    The runs of these words have *longest* words, and weigh *heaviest*, at most.
    """
    share = weight / total if total else 0.0
    return _say_common(share, weight, longest) + _WHOLE * math.log1p(heaviest)


def _say_common(share: float, support: float, longest: int) -> float:
    """What the words that both have say, whatever stands beside them."""
    return (
        _CONSTANT
        + _SHARE * share
        + _SUPPORT * math.log(_LEAST_SUPPORT + support)
        + _LONGEST * math.log1p(longest)
    )


def weigh(
    fuller: Wording, other: Wording, runs: Sequence[Run], weights: tuple[Sequence[float], Sequence[float]]
) -> Evidence:
    """The evidence of two wordings whose spoken words have these *runs* in common.

    Args:
        fuller: the longer wording.
        other: the shorter one.
        runs: in order on both sides.
        weights: of the spoken words of each.
    """
    left, right = weights
    support = sum(sum(right[run.right : run.right_end]) for run in runs)
    conflict = 0.0
    for gap in _gaps(runs, len(left), len(right)):
        here, there = sum(left[gap.left : gap.left_end]), sum(right[gap.right : gap.right_end])
        disputed = min(here, there)
        if disputed:
            like = _likeness(fuller.spoken, other.spoken, gap)
            support += disputed * like
            cut = _is_cut(fuller.spoken, gap.left, gap.left_end) or _is_cut(
                other.spoken, gap.right, gap.right_end
            )
            conflict += 0.0 if like else disputed * (_OVER_CUT if cut else 1.0)
    total = sum(right)
    return Evidence(
        share=support / total if total else 0.0,
        support=support,
        longest=max((run.left_end - run.left for run in runs), default=0),
        conflict=conflict,
        whole=max((_whole(fuller.spoken, other.spoken, run, left) for run in runs), default=0.0),
        negated=bool(runs)
        and _count_negations(fuller, runs[0].left, runs[-1].left_end)
        != _count_negations(other, runs[0].right, runs[-1].right_end),
    )


def _count_negations(wording: Wording, first: int, last: int) -> int:
    return sum(token in _NEGATIONS for token in wording.spoken_tokens[first:last])


def _gaps(runs: Sequence[Run], left_size: int, right_size: int) -> Iterator[Run]:
    """What lies before, between and after the runs; nothing where there are none."""
    left = right = 0
    for run in [*runs, Run(left_size, left_size, right_size, right_size)] if runs else []:
        yield Run(left, run.left, right, run.right)
        left, right = run.left_end, run.right_end


def _likeness(left: Sequence[SpokenWord], right: Sequence[SpokenWord], gap: Run) -> float:
    """How alike the letters on both sides of a gap are, if these may be spellings of one thing; else 0."""
    if max(gap.left_end - gap.left, gap.right_end - gap.right) > _MOST_LIKE:
        return 0.0
    here = " ".join(word.token for word in left[gap.left : gap.left_end])
    there = " ".join(word.token for word in right[gap.right : gap.right_end])
    return likeness(here, there)


def _is_cut(words: Sequence[SpokenWord], first: int, last: int) -> bool:
    """Whether an ellipsis stands before one of the words of a gap, or right behind it."""
    return any(word.cut for word in words[first : last + 1])


def _whole(
    left: Sequence[SpokenWord], right: Sequence[SpokenWord], run: Run, weights: Sequence[float]
) -> float:
    """Weight of the words of a run from the first to the last place where both begin or end a sentence."""
    shift = run.right - run.left
    bounds = [
        place
        for place in range(run.left, run.left_end + 1)
        if _is_bound(left, place) and _is_bound(right, place + shift)
    ]
    return sum(weights[bounds[0] : bounds[-1]]) if bounds else 0.0


def _is_bound(words: Sequence[SpokenWord], place: int) -> bool:
    return place == len(words) or words[place].first
