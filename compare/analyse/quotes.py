"""Utterances and their renderings: which quotations of different documents are the same words, and how told.

Every group has its fullest rendering in front; the others join the fuller one they keep most of, so that two
utterances are never joined through a third.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.clusters import Judge, cluster_sayings
from compare.analyse.crew import Crew
from compare.analyse.freight import Freight
from compare.analyse.one_source import Ways
from compare.analyse.own_texts import is_by_speaker
from compare.analyse.places import Places
from compare.analyse.quote_attributes import compare_renderings
from compare.analyse.renderings import Rarity
from compare.analyse.sayings import read_sayings
from compare.analyse.sentence_words import SentenceWords
from compare.analyse.topics import Topics
from compare.analyse.unmarked import Unmarked
from compare.model import Span
from compare.results import Attribute, QuoteGroup, Relation, Rendering, Status, Value

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from compare.analyse.clusters import Cluster
    from compare.analyse.names import NameTable
    from compare.analyse.reading import Reading
    from compare.analyse.renderings import Kept
    from compare.analyse.sayings import Saying
    from compare.analyse.speakers import Speakers
    from compare.model import Document


def group_quotes(readings: Sequence[Reading], speakers: Speakers, names: NameTable) -> tuple[QuoteGroup, ...]:
    """Utterances that two documents or more render, those with most outlets and most differences first."""
    by_document = {reading.document: reading for reading in readings}
    sayings = read_sayings(readings, names)
    words = SentenceWords(readings)
    rarity = Rarity(
        words,
        (saying.quote.span for saying in sayings if not saying.is_indirect),
        (saying.wording for saying in sayings if not saying.is_indirect),
    )
    judge = Judge(rarity, names, Topics(words, rarity))
    clusters = cluster_sayings(sayings, judge)
    unquoted = _Unquoted(sayings, clusters, words, judge, names)
    ways = Ways()
    groups = []
    for cluster in clusters:
        fullest, members = cluster.fullest, cluster.told()
        renderings = [_render(fullest, saying, kept) for saying, kept in members]
        renderings += unquoted.render(fullest, {saying.document for saying, _ in members})
        if {rendering.span.document for rendering in renderings} - {fullest.document}:
            quotes = _order(fullest, renderings)
            differs = compare_renderings(quotes, by_document, speakers, names, ways)
            groups.append(QuoteGroup("", quotes, differs))
    return tuple(sorted(groups, key=_rank))


def group_beside(
    readings: Sequence[Reading], speakers: Speakers, names: NameTable, *, helpers: int
) -> Crew[tuple[QuoteGroup, ...]]:
    """A crew whose one piece of work is to group the quotations."""
    known = [each for reading in readings for each in (reading.document, *reading.quotes)]
    freight = Freight(known, (Span, QuoteGroup, Rendering, Relation, Attribute, Status, Value))
    return Crew(lambda _: group_quotes(readings, speakers, names), 1, freight=freight, helpers=helpers)


class _Unquoted:
    """Copies of quotations without marks: in nobody's name, or as what somebody else is said to have said."""

    def __init__(
        self,
        sayings: Sequence[Saying],
        clusters: Sequence[Cluster],
        words: SentenceWords,
        judge: Judge,
        names: NameTable,
    ) -> None:
        joined = {saying for cluster in clusters for saying, _ in cluster.members}
        loose = [saying for saying in sayings if saying.is_indirect and saying not in joined]
        quoted = (saying.quote.span for saying in sayings if saying in joined or not saying.is_indirect)
        wordings = (cluster.fullest.wording for cluster in clusters)
        self._unmarked = Unmarked(quoted, words, wordings, judge.rarity)
        self._retold = Places((saying.quote.span, saying) for saying in loose)
        self._judge = judge
        self._names = names

    def render(self, fullest: Saying, known: Container[Document]) -> Iterator[Rendering]:
        """The copies in other documents than the *known* ones."""
        told: set[Saying] = set()
        for unmarked in self._unmarked.find(fullest.wording, known):
            retold = self._retold.meeting(unmarked.other.parts[0])
            if not retold:
                yield _render_unmarked(fullest, unmarked, self._names)
            for saying in (saying for saying in retold if saying not in told):
                told.add(saying)
                if kept := self._judge.find_kept(fullest, saying):
                    yield _render(fullest, saying, kept)


def _rank(group: QuoteGroup) -> tuple[bool, int, int, str, int]:
    fullest = group.renderings[0]
    outlets = len({rendering.span.document for rendering in group.renderings})
    conflict = any(one.name == "speaker" and one.status is Status.DIFFERS for one in group.differs)
    return not conflict, -outlets, -fullest.of, fullest.span.document.id, fullest.span.start


def _render(fullest: Saying, saying: Saying, kept: Kept) -> Rendering:
    relation = _relate(fullest, saying, kept)
    return Rendering(
        saying.quote.span, saying.quote, relation, kept.words, len(fullest.wording.words), kept.spans
    )


def _render_unmarked(fullest: Saying, kept: Kept, names: NameTable) -> Rendering:
    span, size = kept.other.parts[0], len(fullest.wording.words)
    own = is_by_speaker(span.document, fullest.quote, names)
    return Rendering(span, None, Relation.UNMARKED, kept.words, size, kept.spans, own_text=own)


def _relate(fullest: Saying, saying: Saying, kept: Kept) -> Relation:
    """How a rendering stands to the fullest one."""
    if saying.is_indirect:
        return Relation.INDIRECT
    size = len(saying.wording.words)
    if kept.other_words == size and kept.is_literal:
        if kept.words == len(fullest.wording.words):
            return Relation.VERBATIM
        return Relation.SHORTENED if kept.is_one_run else Relation.SPLICED
    added = {word.word for word in saying.wording.spoken if word.added}
    if added and size - kept.other_words <= len(added):
        return Relation.BRACKETED
    return Relation.ALTERED


def _order(fullest: Saying, renderings: Sequence[Rendering]) -> tuple[Rendering, ...]:
    """The fullest rendering, then the others, those that keep most of it first."""
    size = len(fullest.wording.words)
    first = Rendering(fullest.quote.span, fullest.quote, Relation.FULLEST, size, size)
    return (first, *sorted(renderings, key=lambda r: (-r.kept, r.span.document.id, r.span.start)))
