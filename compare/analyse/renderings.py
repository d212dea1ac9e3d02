"""Whether two quotations are renderings of one utterance, and which words of the fuller one the other keeps.

Directed containment: the words of the shorter one, as they are spoken, that stand in runs in the longer
one. Marks are evidence; words every sentence has are none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.analyse.evidence import Run, weigh
from compare.analyse.places import Places
from compare.extract.spoken import split_spoken
from compare.match.align import align_words
from compare.results import Op
from compare.text.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.analyse.evidence import Evidence
    from compare.analyse.sentence_words import Gram, SentenceWords
    from compare.analyse.wording import SpokenWord, Wording
    from compare.model import Document, Span

FEW_WORDS = 4  # words; a shorter quotation must stand in the other word for word
SURE = 1.0  # logarithm of the odds from which two wordings are one utterance
SURE_RETOLD = -1.0  # where the other one retells the same voice, with words that may change
_PHRASE = 2  # documents that have two words side by side, from which they are a turn of phrase
_RARE = 1.4  # weight, in rare words, that a quotation of less needs: two words that hardly stand elsewhere
_RARE_SAME_VOICE = 0.7
_OTHER_STORY = -1.0  # logarithm of the odds from which a few words alone say nothing
_RARE_WORD = 0.85  # one word alone, of the same speaker


@dataclass(frozen=True, slots=True)
class Kept:
    """Which words of the *fuller* wording stand in the *other*, and what that says."""

    fuller: Wording
    other: Wording
    runs: tuple[Run, ...]
    """Of written words."""
    evidence: Evidence

    @property
    def words(self) -> int:
        """How many words of the fuller wording are kept."""
        return sum(run.left_end - run.left for run in self.runs)

    @property
    def other_words(self) -> int:
        """How many words of the other wording are the fuller one's."""
        return sum(run.right_end - run.right for run in self.runs)

    @property
    def is_one_run(self) -> bool:
        """Whether the kept words stand side by side in both wordings."""
        return all(
            one.left_end == two.left and one.right_end == two.right for one, two in pairwise(self.runs)
        )

    @property
    def is_literal(self) -> bool:
        """Whether the runs have the same letters on both sides, so that "I'd" is not "I would"."""
        return all(_letters(left) == _letters(right) for left, right in self.spans)

    @property
    def spans(self) -> tuple[tuple[Span, Span], ...]:
        """Each kept run, in the fuller wording and in the other."""
        return tuple(
            (self.fuller.span(run.left, run.left_end), self.other.span(run.right, run.right_end))
            for run in self.runs
        )


class Rarity:
    """How much a word says: its inverse sentence frequency; 1 is a word that one sentence alone has."""

    def __init__(self, words: SentenceWords, quoted: Iterable[Span], wordings: Iterable[Wording]) -> None:
        """Of the sentences, those that are *quoted* make no phrase of a short one among the *wordings*."""
        short = {
            pair
            for wording in wordings
            if len(wording.words) < FEW_WORDS
            for pair in pairwise(wording.tokens)
        }
        marked = Places((span, span) for span in quoted)
        holders: dict[Gram, set[Document]] = defaultdict(set)
        for pair, places in words.find_repeated(short, 2).items():
            for sentence in {words.sentences[number] for number, _ in places}:
                if not marked.meeting(sentence):
                    holders[pair].add(sentence.document)
        count = len(words.sentences)
        frequency = words.count_sentences()
        self._weighed: dict[Wording, list[float]] = {}
        self._common = {pair for pair, documents in holders.items() if len(documents) >= _PHRASE}
        unit = math.log(count + 1) or 1.0
        self._weights = {
            token: math.log((count + 1) / min(times, count)) / unit / (4 if is_stopword(token) else 1)
            for token, times in _as_spoken(frequency).items()
        }

    def is_phrase(self, tokens: Sequence[str]) -> bool:
        """Whether each two neighbouring words stand so in several documents, unquoted: nobody's own words."""
        return len(tokens) > 1 and all(pair in self._common for pair in pairwise(tokens))

    def of(self, token: str) -> float:
        """A spoken word's weight, 0 to 1; function words count a quarter, what is nowhere counts as once."""
        weight = self._weights.get(token)
        return weight if weight is not None else 0.25 if is_stopword(token) else 1.0

    def weigh(self, wording: Wording) -> list[float]:
        """The weight of each spoken word of a wording; what the outlet put in brackets has none."""
        if wording not in self._weighed:
            self._weighed[wording] = [0.0 if word.added else self.of(word.token) for word in wording.spoken]
        return self._weighed[wording]


def _letters(span: Span) -> str:
    return "".join(filter(str.isalnum, span.text.casefold()))


def _as_spoken(frequency: Mapping[str, int]) -> Counter[str]:
    """How often spoken words stand, of written ones."""
    spoken: Counter[str] = Counter()
    for token, times in frequency.items():
        for piece in split_spoken(token):
            spoken[piece.token] += times
    return spoken


def find_kept(fuller: Wording, other: Wording, rarity: Rarity) -> Kept:
    """What *other* keeps of *fuller*; a lone function word between two changes is not kept."""
    left, right = fuller.spoken_tokens, other.spoken_tokens
    blocks = [Run(*block[1:]) for block in align_words(left, right) if block.op is Op.SAME]
    runs = [run for run in _slide(blocks, left) if _says(left[run.left : run.left_end], right)]
    weights = (rarity.weigh(fuller), rarity.weigh(other))
    written = tuple(piece for run in runs for piece in _written(fuller, other, run))
    return Kept(fuller, other, written, weigh(fuller, other, runs, weights))


def _says(words: Sequence[str], other: Sequence[str]) -> bool:
    return len(words) > 1 or not is_stopword(words[0]) or len(other) == 1


def _slide(runs: Sequence[Run], fuller: Sequence[str]) -> list[Run]:
    """The runs with each word as near as can be to what follows it: "I ... I love" keeps the second I."""
    slid: list[Run] = []
    for each in reversed(runs):
        run = each
        while slid and run.left < run.left_end and _goes_on(run, slid[-1], fuller):
            following = slid.pop()
            slid.append(following._replace(left=following.left - 1, right=following.right - 1))
            run = run._replace(left_end=run.left_end - 1, right_end=run.right_end - 1)
        if run.left < run.left_end:
            slid.append(run)
    return slid[::-1]


def _goes_on(run: Run, following: Run, fuller: Sequence[str]) -> bool:
    """Whether a run's last word stands right before the next run as well."""
    near = run.right_end == following.right and run.left_end < following.left
    return near and fuller[run.left_end - 1] == fuller[following.left - 1]


def _written(fuller: Wording, other: Wording, run: Run) -> list[Run]:
    """A run of spoken words as runs of whole written ones, cut on both sides where "I'd" is "I would"."""
    left, right = fuller.spoken, other.spoken
    shift = run.right - run.left
    bounds = [
        place
        for place in range(run.left, run.left_end + 1)
        if _opens(left, place) and _opens(right, place + shift)
    ]
    found: list[Run] = []
    for start, end in pairwise(bounds):
        piece = Run(
            left[start].word,
            left[end - 1].word + 1,
            right[start + shift].word,
            right[end - 1 + shift].word + 1,
        )
        single = piece.left_end - piece.left == piece.right_end - piece.right == 1
        if single and found and found[-1].left_end - found[-1].left == found[-1].right_end - found[-1].right:
            found[-1] = found[-1]._replace(left_end=piece.left_end, right_end=piece.right_end)
        else:
            found.append(piece)
    return found


def _opens(words: Sequence[SpokenWord], place: int) -> bool:
    """Whether a written word begins there, or the wording ends."""
    return place == len(words) or words[place].opens


def is_rendering(kept: Kept, *, same_voice: bool | None, odds: float = 0.0, least: float = SURE) -> bool:
    """Whether the other wording renders the fuller one's utterance.

    Args:
        kept: what the two wordings share.
        same_voice: whether both have one speaker; None if that cannot be told.
        odds: logarithm of the odds from what the two documents tell of besides (see `Topics.odds`).
        least: logarithm of the odds that are asked for.
    """
    other = kept.other
    if all(is_stopword(word.token) for word in other.spoken):
        return False
    if same_voice is False and kept.evidence.negated:
        return False  # one says what the other denies
    if len(other.words) < FEW_WORDS:
        whole = kept.evidence.longest == len(other.spoken)
        least = _RARE if not same_voice else _RARE_WORD if len(other.words) == 1 else _RARE_SAME_VOICE
        return whole and same_voice is not False and kept.evidence.support >= least and odds > _OTHER_STORY
    return kept.evidence.score(other_voice=same_voice is False) + odds >= least
