"""Sources summed over all stories: who covers what, who is first or alone, and who tells it otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from compare.results import WORDING, Certainty, Outlet, Relation, Telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.model import Document
    from compare.results import Attribute, Fact, QuoteGroup, Story

_WHOLE = {Relation.FULLEST, Relation.VERBATIM}
_ALTERED = {Relation.ALTERED, Relation.SPLICED, Relation.BRACKETED}


def sum_outlets(
    documents: Sequence[Document],
    stories: Iterable[Story],
    facts: Iterable[Fact],
    quote_groups: Iterable[QuoteGroup],
) -> tuple[Outlet, ...]:
    """Each source with what it did, those that cover most stories first."""
    counts: dict[str, Counter[str]] = {document.source: Counter() for document in documents}
    for document in documents:
        counts[document.source]["documents"] += 1
    for story in stories:
        _count_story(story, counts)
    for fact in facts:
        _count_fact(fact, counts)
    for group in quote_groups:
        _count_quote(group, counts)
    outlets = [Outlet(source=source, **count) for source, count in counts.items()]
    return tuple(sorted(outlets, key=lambda outlet: (-outlet.stories, outlet.source)))


def _count_story(story: Story, counts: Mapping[str, Counter[str]]) -> None:
    sources = {document.source for document in story.documents}
    first = _find_first(story.documents) if len(sources) > 1 else None
    for source in sources:
        counts[source]["stories"] += 1
        counts[source]["alone"] += len(sources) == 1
        counts[source]["dated"] += first is not None
        counts[source]["first"] += first == {source}


def _find_first(documents: Sequence[Document]) -> set[str] | None:
    """The sources of the first day, if all documents say when they were published."""
    dated = [(document.published, document.source) for document in documents if document.published]
    if len(dated) < len(documents):
        return None
    day = min(published for published, _ in dated)
    return {source for published, source in dated if published == day}


def _count_fact(fact: Fact, counts: Mapping[str, Counter[str]]) -> None:
    sources = {span.document.source for span in fact.mentions}
    if fact.certainty is not Certainty.SURE or len(sources) == 1:
        return
    apart = (
        {source for attribute in fact.conflicts for source in _find_apart(attribute)}
        if fact.told is Telling.DIFFERENTLY
        else set()
    )
    for source in sources:
        counts[source]["facts"] += 1
        counts[source]["differently"] += source in apart


def _find_apart(attribute: Attribute) -> set[str]:
    """The sources that do not give the value that most give; all, where no value has most."""
    if attribute.name == WORDING:
        return set()
    given: dict[str, set[str]] = defaultdict(set)
    for value in attribute.values:
        given[value.document.source].add(value.normal)
    ranked = Counter(normal for normals in given.values() for normal in normals).most_common(2)
    if len(given) == 1:  # one source against itself
        return set()
    if len(ranked) == 1 or ranked[0][1] == ranked[1][1]:
        return set(given)
    return {source for source, normals in given.items() if ranked[0][0] not in normals}


def _count_quote(group: QuoteGroup, counts: Mapping[str, Counter[str]]) -> None:
    """A source that has the words whole somewhere neither cut nor altered them."""
    relations: dict[str, set[Relation]] = defaultdict(set)
    for rendering in group.renderings:
        relations[rendering.span.document.source].add(rendering.relation)
    if len(relations) == 1:
        return
    for source, found in relations.items():
        counts[source]["quotes"] += 1
        if not found & _WHOLE:
            counts[source]["altered" if found & _ALTERED else "cut"] += bool(
                found & (_ALTERED | {Relation.SHORTENED})
            )
