"""Which quotations render one utterance: each joins the fuller one of which it is most surely a rendering.

The fullest stands in front, and the others are held against it alone, so that two utterances are never
joined through a third. Where a quotation goes on beyond what the fullest one has, it may be the fullest one
of another cluster as well.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compare.analyse.candidates import Candidates, list_keys
from compare.analyse.places import Places
from compare.analyse.renderings import FEW_WORDS, SURE, SURE_RETOLD, find_kept, is_rendering
from compare.analyse.sayings import have_same_voice
from compare.extract.quotes import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.analyse.candidates import Keys
    from compare.analyse.names import NameTable
    from compare.analyse.renderings import Kept, Rarity
    from compare.analyse.sayings import Saying
    from compare.analyse.topics import Topics
    from compare.analyse.wording import Wording

_TERM = 2  # words


@dataclass(frozen=True, slots=True)
class Cluster:
    """The fullest quotation of an utterance, and those that render it with what they keep."""

    fullest: Saying
    members: list[tuple[Saying, Kept]] = field(default_factory=list)

    def told(self) -> list[tuple[Saying, Kept]]:
        """The members without indirect speech around a direct quotation of them, which stands for it."""
        spans = [self.fullest.quote.span, *(saying.quote.span for saying, _ in self.members)]
        direct = Places((span, span) for span in spans)
        return [
            (saying, kept)
            for saying, kept in self.members
            if not saying.is_indirect or direct.meeting(saying.quote.span) == [saying.quote.span]
        ]


class Judge:
    """Decides whether one saying renders another."""

    def __init__(self, rarity: Rarity, names: NameTable, topics: Topics) -> None:
        self.rarity = rarity
        self._names = names
        self._topics = topics

    def find_kept(self, fuller: Saying, saying: Saying, *, least: float = SURE) -> Kept | None:
        """What a saying keeps of a fuller one, if it renders it."""
        same_voice = have_same_voice(fuller, saying, self._names)
        if not same_voice and self._is_phrase(saying):
            return None
        kept = find_kept(fuller.wording, saying.wording, self.rarity)
        if not is_rendering(kept, same_voice=same_voice, least=least):
            return None  # the documents can only take from the odds
        odds = self._topics.odds(fuller.document, saying.document)
        return kept if is_rendering(kept, same_voice=same_voice, odds=odds, least=least) else None

    def _is_phrase(self, saying: Saying) -> bool:
        """Whether it may be anybody's: two words that nobody says ("soft landing"), or what all texts say."""
        tokens = saying.wording.tokens
        term = len(tokens) <= _TERM and saying.quote.speaker is None
        return term or (len(tokens) < FEW_WORDS and self.rarity.is_phrase(tokens))


def cluster_sayings(sayings: Sequence[Saying], judge: Judge) -> list[Cluster]:
    """All clusters; a direct quotation that none renders is one by itself."""
    clusters = _Clusters(judge)
    direct = [saying for saying in sayings if not saying.is_indirect and not is_title(saying.quote)]
    for saying in sorted((saying for saying in direct if saying.wording.words), key=_fullest_first):
        clusters.add(saying)
    for saying in sayings:
        if saying.is_indirect and clusters.know_voice(saying):
            clusters.add(saying)
    return clusters.all


def _fullest_first(saying: Saying) -> tuple[int, str, int]:
    return -len(saying.wording.words), saying.document.id, saying.quote.span.start


class _Clusters:
    """The clusters so far; direct sayings are added fullest first, then indirect ones."""

    def __init__(self, judge: Judge) -> None:
        self.all: list[Cluster] = []
        self._judge = judge
        self._sayings: dict[Wording, Saying] = {}
        self._fronts: dict[Saying, Cluster] = {}
        self._of_all = Candidates(judge.rarity)
        self._of_voice: dict[int | None, Candidates] = defaultdict(lambda: Candidates(judge.rarity))

    def know_voice(self, saying: Saying) -> bool:
        """Whether anything that the speaker of a saying says was added."""
        return saying.voice in self._of_voice

    def add(self, saying: Saying) -> None:
        """Put a saying into the cluster it renders, or else make it the first of one."""
        indirect = saying.is_indirect
        candidates = self._of_voice[saying.voice] if indirect else self._of_all
        least = SURE_RETOLD if indirect else SURE
        keys = list_keys(saying.wording, self._judge.rarity)
        likely = [self._sayings[wording] for wording in candidates.find(saying.wording, keys, least)]
        found = [
            (fuller, kept)
            for fuller in likely
            if (kept := self._judge.find_kept(fuller, saying, least=least))
        ]
        if found:
            fuller, kept = max(found, key=lambda pair: self._rank(*pair))
            self._open(fuller).members.append((saying, kept))
            if kept.other_words == len(saying.wording.words):
                return
        elif not indirect:
            self._open(saying)
        if not indirect:
            self._take_in(saying, keys)

    def _take_in(self, saying: Saying, keys: Keys) -> None:
        """Let later sayings render this one; indirect speech renders only what the same voice says."""
        self._sayings[saying.wording] = saying
        self._of_all.add(saying.wording, keys)
        if saying.voice is not None:
            self._of_voice[saying.voice].add(saying.wording, keys)

    def _rank(self, fuller: Saying, kept: Kept) -> tuple[bool, float, bool]:
        """What tells the best of several fuller quotations: better one that is in front already."""
        same_document = kept.other.parts[0].document is fuller.document
        return fuller in self._fronts, kept.evidence.score(), not same_document

    def _open(self, fullest: Saying) -> Cluster:
        if fullest not in self._fronts:
            self._fronts[fullest] = Cluster(fullest)
            self.all.append(self._fronts[fullest])
        return self._fronts[fullest]
