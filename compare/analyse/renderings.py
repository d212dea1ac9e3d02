"""Whether two quotations are renderings of one utterance, and which words of the fuller one the other keeps.

Directed containment: what share of the shorter one's words stands, in runs, in the longer one. Marks are
evidence; words every sentence has are none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.analyse.places import Places
from compare.match.align import align_words
from compare.model import Span
from compare.results import Op
from compare.text.stopwords import is_stopword
from compare.text.words import split_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document
    from compare.text.words import Word

    _Run = tuple[int, int, int, int]

FEW_WORDS = 4  # words; a shorter quotation must stand in the other word for word
_COVERED = 0.75  # share of the shorter one's weight that stands in the longer one
_SAME_VOICE = 0.65  # the share asked for where both name the same speaker
LEAST_COVERED = 0.599  # no rendering covers less: what cannot reach this need not be aligned
_PHRASE = 2  # documents that have two words side by side, from which they are a turn of phrase
_RUN = 3  # words of the longest run both share
_RARE = 1.4  # weight, in rare words, that a quotation of less needs: two words that hardly stand elsewhere
_RARE_SAME_VOICE = 0.7
_LEAST_KEPT = 1.5  # weight, in rare words, of what is kept where not all is
_RARE_WORD = 0.85  # one word alone, of the same speaker


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a place, for comparing; the place may have several parts."""

    parts: tuple[Span, ...]
    words: tuple[Word, ...]

    @property
    def tokens(self) -> list[str]:
        """The words as they are compared."""
        return [word.token for word in self.words]

    def span(self, first: int, last: int) -> Span:
        """The place of words *first* up to *last*."""
        return Span(self.parts[0].document, self.words[first].start, self.words[last - 1].end)


@dataclass(frozen=True, slots=True)
class Kept:
    """Which words of the *fuller* wording stand in the *other*: runs as (first, last) of both."""

    fuller: Wording
    other: Wording
    runs: tuple[_Run, ...]
    share: float
    """Of the other one's weight."""
    weight: float

    @property
    def words(self) -> int:
        """How many words of the fuller wording are kept."""
        return sum(last - first for first, last, _, _ in self.runs)

    @property
    def longest(self) -> int:
        """The words of the longest kept run."""
        return max((last - first for first, last, _, _ in self.runs), default=0)

    @property
    def spans(self) -> tuple[tuple[Span, Span], ...]:
        """Each kept run, in the fuller wording and in the other."""
        return tuple(
            (self.fuller.span(first, last), self.other.span(start, stop))
            for first, last, start, stop in self.runs
        )


def read_wording(parts: Sequence[Span]) -> Wording:
    """The words of these places of one document."""
    words = tuple(
        word for part in parts for word in split_plain_words(part.document.text, part.start, part.end)
    )
    return Wording(tuple(parts), words)


class Rarity:
    """How much a word says: its inverse sentence frequency; 1 is a word that one sentence alone has."""

    def __init__(
        self, sentences: Iterable[Span], quoted: Iterable[Span], wordings: Iterable[Wording]
    ) -> None:
        """Of *sentences*, those that are *quoted* make no phrase of a short one among the *wordings*."""
        short = {
            pair
            for wording in wordings
            if len(wording.words) < FEW_WORDS
            for pair in pairwise(wording.tokens)
        }
        marked = Places((span, span) for span in quoted)
        frequency: Counter[str] = Counter()
        holders: dict[tuple[str, str], set[Document]] = defaultdict(set)
        count = 0
        for sentence in sentences:
            count += 1
            words = split_plain_words(sentence.document.text, sentence.start, sentence.end)
            tokens = [word.token for word in words]
            frequency.update(set(tokens))
            pairs = short.intersection(pairwise(tokens))
            if pairs and not marked.meeting(sentence):
                for pair in pairs:
                    holders[pair].add(sentence.document)
        self._common = {pair for pair, documents in holders.items() if len(documents) >= _PHRASE}
        unit = math.log(count + 1) or 1.0
        self._weights = {
            token: math.log((count + 1) / times) / unit / (4 if is_stopword(token) else 1)
            for token, times in frequency.items()
        }

    def is_phrase(self, tokens: Sequence[str]) -> bool:
        """Whether each two neighbouring words stand so in several documents, unquoted: nobody's own words."""
        return len(tokens) > 1 and all(pair in self._common for pair in pairwise(tokens))

    def of(self, token: str) -> float:
        """The weight of a word, 0 to 1; function words count a quarter, a word that is nowhere as if once."""
        weight = self._weights.get(token)
        return weight if weight is not None else 0.25 if is_stopword(token) else 1.0


def find_kept(fuller: Wording, other: Wording, rarity: Rarity) -> Kept:
    """What *other* keeps of *fuller*; a lone function word between two changes is not kept."""
    blocks = [
        (block.left, block.left_end, block.right, block.right_end)
        for block in align_words(fuller.tokens, other.tokens)
        if block.op is Op.SAME
    ]
    runs = [run for run in _slide(blocks, fuller.tokens) if _says(fuller.tokens[run[0] : run[1]], other)]
    weights = [rarity.of(token) for token in other.tokens]
    weight = sum(sum(weights[start:stop]) for _, _, start, stop in runs)
    total = sum(weights)
    return Kept(fuller, other, tuple(runs), weight / total if total else 0.0, weight)


def _says(words: Sequence[str], other: Wording) -> bool:
    return len(words) > 1 or not is_stopword(words[0]) or len(other.words) == 1


def _slide(runs: Sequence[_Run], fuller: Sequence[str]) -> list[_Run]:
    """The runs with each word as near as can be to what follows it: "I ... I love" keeps the second I."""
    moved = list(runs)
    for i in range(len(moved) - 1, 0, -1):
        first, last, start, stop = moved[i - 1]
        next_first, next_last, next_start, next_stop = moved[i]
        while stop == next_start and first < last < next_first and fuller[last - 1] == fuller[next_first - 1]:
            last, stop, next_first, next_start = last - 1, stop - 1, next_first - 1, next_start - 1
        moved[i - 1], moved[i] = (first, last, start, stop), (next_first, next_last, next_start, next_stop)
    return [run for run in moved if run[0] < run[1]]


def is_rendering(kept: Kept, *, same_voice: bool | None) -> bool:
    """Whether the other wording renders the fuller one's utterance; *same_voice* is None if unknown."""
    size = len(kept.other.words)
    if size == 0 or not any(not is_stopword(token) for token in kept.other.tokens):
        return False
    if size < FEW_WORDS:
        whole = kept.longest == size
        least = _RARE if not same_voice else _RARE_WORD if size == 1 else _RARE_SAME_VOICE
        return whole and same_voice is not False and kept.weight >= least
    if kept.longest < size and kept.weight < _LEAST_KEPT:
        return False  # "we don't have that" is not "we don't think we have to"
    if same_voice is False:
        return kept.share >= _COVERED and kept.longest >= _RUN + 2
    return kept.share >= (_SAME_VOICE if same_voice else _COVERED) and kept.longest >= _RUN
