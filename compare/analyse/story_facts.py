"""The facts of many stories, each looked for by itself: stories are shared between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.crew import Crew, cut_pieces
from compare.analyse.events import Resolver, find_mentions, find_role_mentions
from compare.analyse.facts import find_facts
from compare.analyse.freight import Freight
from compare.analyse.judging import Judge
from compare.analyse.matching import match_sentences
from compare.analyse.sentence_pairs import find_candidates, keep_likely
from compare.analyse.sign_rows import SignRows, list_signs
from compare.analyse.similar import Explained, find_similar_claims
from compare.analyse.units import note_signs, sentences_of
from compare.extract.modality import Stance
from compare.model import Span
from compare.results import Attribute, Certainty, Fact, SimilarClaim, Status, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias, TypeVar

    from compare.analyse.events import Mention, RoleMention
    from compare.analyse.reading import Reading
    from compare.analyse.similar import Background
    from compare.analyse.units import Unit

    T = TypeVar("T")
    Found: TypeAlias = tuple[tuple[Fact, ...], tuple[SimilarClaim, ...]]


@dataclass(frozen=True, slots=True)
class StoryPart:
    """What tells one story: of the last versions of its articles the readings, and their sentences."""

    readings: Sequence[Reading]
    units: Sequence[Unit]


def list_signs_beside(stories: Sequence[StoryPart], *, helpers: int) -> Crew[tuple[SignRows, ...]]:
    """A crew that reads the signs of the stories' sentences; `weigh_stories` notes what they say."""
    return _share_out(lambda story: list_signs(story.units), stories, Freight((), (SignRows,)), helpers)


def weigh_stories(stories: Iterable[StoryPart], crew: Crew[tuple[SignRows, ...]]) -> None:
    """Note with the sentences of all stories their signs, and what each of these says."""
    rows = (each for piece in crew.results() for each in piece)
    note_signs([(story.units, own) for story, own in zip(stories, rows, strict=True)])


def find_facts_beside(
    stories: Sequence[StoryPart], background: Background, *, helpers: int
) -> Crew[tuple[Found, ...]]:
    """A crew that looks in each story for facts, and for claims of different voices that are alike."""
    documents = [reading.document for story in stories for reading in story.readings]
    kinds = (Span, Fact, SimilarClaim, Attribute, Value, Certainty, Status, Stance)
    return _share_out(lambda story: _find(story, background), stories, Freight(documents, kinds), helpers)


def _share_out(
    work: Callable[[StoryPart], T], stories: Sequence[StoryPart], freight: Freight, helpers: int
) -> Crew[tuple[T, ...]]:
    """A crew that does a work for each story."""
    pieces = [stories[piece] for piece in cut_pieces(len(stories))]
    return Crew(
        lambda piece: tuple(work(story) for story in pieces[piece]),
        len(pieces),
        freight=freight,
        helpers=max(0, min(helpers, len(pieces) - 1)),
    )


def _find(story: StoryPart, background: Background) -> Found:
    mentions, roles = _find_mentions(story, background)
    candidates = _find_candidates(story.units, background.explained)
    similar = find_similar_claims(candidates, background)
    judge = Judge(story.units, background, similar)
    likely = keep_likely(candidates, background.rare, judge.find_nearly)
    pairs = match_sentences(likely, background.rare, judge.admits)
    return tuple(find_facts(mentions, roles, pairs, judge)), tuple(similar)


def _find_mentions(story: StoryPart, background: Background) -> tuple[list[Mention], list[RoleMention]]:
    """The events and offices that a story's documents tell."""
    mentions: list[Mention] = []
    roles: list[RoleMention] = []
    by_document = sentences_of(story.units)
    for reading in story.readings:
        own = by_document.get(id(reading.document), [])
        resolver = own[0].resolver if own else Resolver(reading, background.names)
        mentions += find_mentions(own, resolver)
        roles += find_role_mentions(own, resolver, background.names)
    return mentions, roles


def _find_candidates(units: Sequence[Unit], explained: Explained) -> list[tuple[Unit, Unit]]:
    """Sentences that may tell a fact: no headings, and not copied both from one text."""
    texts = [unit for unit in units if not unit.heading]
    copied = {unit: explained.holding(unit.span) for unit in texts}
    return [pair for pair in find_candidates(texts) if copied[pair[0]].isdisjoint(copied[pair[1]])]
