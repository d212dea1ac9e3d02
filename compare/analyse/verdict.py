"""What the comparison comes to, in a few sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analyse.copies import group_equals
from compare.results import Certainty, OverlapKind, PassageKind, Relation, Status, Telling
from compare.settings import Section
from compare.text.stopwords import is_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.model import Document
    from compare.results import CopyGroup, Fact, Overlap, Passage, QuoteGroup, Story, Update

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PAIR = 2
_AGENCIES = 3  # texts of agencies that are named in words
_BECAME = {
    "cut short": {Relation.SHORTENED},
    "reworded": {Relation.ALTERED, Relation.BRACKETED, Relation.SPLICED},
    "retold": {Relation.INDIRECT},
    "copied without quotation marks": {Relation.UNMARKED},
}
_OWN_TEXT = "also in the speaker's own article"
_DISPUTED = "given to different speakers"
# What an attribute in which documents are in conflict is called in words.
_CONFLICTS = {
    "number": "the number",
    "when": "the date",
    "certainty": "whether it is so",
    "according to": "who says so",
    "who to whom": "who did it",
    "which way": "which way it went",
    "of what country": "the country",
    "in office": "who is in office",
    "where": "the place",
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What a verdict is about."""

    stories: Sequence[Story]
    overlaps: Sequence[Overlap]
    copies: Sequence[CopyGroup]
    passages: Sequence[Passage]
    quote_groups: Sequence[QuoteGroup]
    facts: Sequence[Fact]
    updates: Sequence[Update] = ()
    alone: int = 0
    """Documents that have text, and no company in their story."""


def tell_verdict(documents: int, findings: Findings, sections: frozenset[Section]) -> tuple[str, ...]:
    """The findings of so many documents in words: copies, quotes in common, what is told differently.

    Nothing is said of what was not looked for.
    """
    if documents < _PAIR:
        return _tell_alone(findings.passages) if documents else ("Nothing to compare.",)
    told = sections >= {Section.QUOTES, Section.FACTS}
    opening = _tell_story(findings, told=told) if documents == _PAIR else _tell_corpus(findings, told=told)
    quotes = _tell_quotes(findings.quote_groups) if Section.QUOTES in sections else ""
    updates = _tell_updates(findings.updates, findings.overlaps) if Section.FACTS in sections else ""
    facts = _tell_facts(findings) if Section.FACTS in sections else ""
    # What sources contradict each other in is what a reader wants to know first.
    lines = (
        (facts, *opening, updates, quotes)
        if any(fact.disputed for fact in findings.facts)
        else (*opening, updates, quotes, facts)
    )
    return tuple(line for line in lines if line)


def _tell_alone(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Of one document: what stands in it twice."""
    alone = "Nothing to compare: there is only one document."
    twice = f"{_count(len(passages), 'passage')} in two places of it"
    return (alone, _sentence([twice])) if passages else (alone,)


def _tell_story(findings: Findings, *, told: bool) -> tuple[str, ...]:
    """Of two documents: whether they tell one story, and whether one was copied."""
    overlap = findings.overlaps[0]
    if overlap.kind is OverlapKind.EXACT:
        return ("The same text twice.",)
    if overlap.kind is OverlapKind.NEAR:
        return (f"Nearly the same text twice: {overlap.jaccard:.0%} of the wording is in both.",)
    if overlap.kind is OverlapKind.INSIDE:
        return ("One text stands inside the other.",)
    if shared := _tell_passages(findings.passages):
        return (shared,)
    opening = "Same story, written separately." if len(findings.stories) == 1 else "Nothing much in common."
    copied = f"No copied text (longest run of words in both: {overlap.longest_run})."
    return (opening, copied) if told else (copied,)


def _tell_passages(passages: Sequence[Passage]) -> str:
    """What two documents have of each other's text."""
    kinds = Counter(each.kind for each in passages if each.left.document is not each.right.document)
    summaries = kinds[PassageKind.SUMMARY_LEFT] + kinds[PassageKind.SUMMARY_RIGHT]
    parts = [
        f"{_count(count, 'passage')} {words}"
        for count, words in (
            (kinds[PassageKind.COPIED], "copied"),
            (kinds[PassageKind.REWORDED], "reworded"),
            (summaries, "that may be a summary"),
        )
        if count
    ]
    return _sentence(parts) if parts else ""


def _tell_corpus(findings: Findings, *, told: bool) -> tuple[str, ...]:
    """Of three documents or more: whether most tell one story, and which texts are the same."""
    sizes = [len(story.documents) for story in findings.stories]
    lines = []
    if told and max(sizes) == sum(sizes):
        lines.append("One story, told by all of them.")
    elif told and 2 * max(sizes) > sum(sizes):
        lines.append(f"One story, told by {_number(max(sizes))} of the {_number(sum(sizes))} documents.")
    elif told and (several := sum(size > 1 for size in sizes)):
        alone = f", {_count(findings.alone, 'document')} alone" if findings.alone else ""
        told_by = _count(several, "story", "stories")
        lines.append(_sentence([f"{told_by} told by two documents or more{alone}"]))
    lines.append(_tell_copies(findings))
    carried = [group for group in findings.copies if group.agency]
    return (*lines, *map(_tell_agency, carried[:_AGENCIES]))


def _tell_copies(findings: Findings) -> str:
    """How many pairs of documents are copies, and how many others share most of a text."""
    sizes = map(len, group_equals(findings.overlaps))
    counts = {
        "the same text": sum(size * (size - 1) // 2 for size in sizes),
        "nearly the same text": sum(overlap.kind is OverlapKind.NEAR for overlap in findings.overlaps),
        "one inside the other": sum(overlap.kind is OverlapKind.INSIDE for overlap in findings.overlaps),
    }
    parts = [f"{_count(count, 'pair')} {words}" for words, count in counts.items() if count]
    copies = [overlap for overlap in findings.overlaps if overlap.kind is not OverlapKind.NONE]
    paired = {document for overlap in copies for document in (overlap.left, overlap.right)}
    lesser = sum(document not in paired for group in findings.copies for document in group.documents)
    if lesser and parts:
        parts.append(f"{_count(lesser, 'more document')} with most of a text in common")
    elif lesser:
        parts.append(f"{_count(lesser, 'document')} share most of a text")
    return _sentence(parts) if parts else "No two documents are copies of each other."


def _tell_agency(group: CopyGroup) -> str:
    documents = _count(len(group.carriers), "document")
    return f"{documents[0].upper()}{documents[1:]} carry a text of one agency, {group.agency}."


def _tell_updates(updates: Sequence[Update], overlaps: Iterable[Overlap]) -> str:
    """How many documents are other versions of an article, and what these change.

    Of copies that change nothing of weight it is told already that they are copies.
    """
    copies = {(one.left, one.right) for one in overlaps if one.kind is not OverlapKind.NONE}
    if not any(one.changes or copies.isdisjoint(_both_ways(one)) for one in updates):
        return ""
    kinds = Counter(kind for update in updates for kind in _list_kinds(update))
    if len(updates) == 1:
        changed = f", which differ in {_join_words(list(kinds))}" if kinds else ""
        return f"One article is there in two versions{changed}."
    told = [f"{kind} in {_number(n)}" for kind, n in kinds.items()]
    changed = f", with another {_join_words(told)}" if told else ""
    return _sentence([f"{_number(len(updates))} more versions of articles{changed}"])


def _both_ways(update: Update) -> set[tuple[Document, Document]]:
    return {(update.left, update.right), (update.right, update.left)}


def _join_words(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _list_kinds(update: Update) -> Iterable[str]:
    return dict.fromkeys(change.kind for change in update.changes)


def _tell_quotes(groups: Sequence[QuoteGroup]) -> str:
    if not groups:
        return "No quotation is in more than one of them."
    became = Counter(words for group in groups for words in _tell_quote(group))
    if len(groups) == 1:
        return f"One quote is in more than one source: {' and '.join(became) or 'word for word'}."
    parts = [
        f"{_number(became[words])} {words}" for words in (*_BECAME, _OWN_TEXT, _DISPUTED) if became[words]
    ]
    return _sentence([f"{_count(len(groups), 'quote')} in more than one source", *parts])


def _tell_quote(group: QuoteGroup) -> Iterator[str]:
    """What became of an utterance in its renderings, each thing once."""
    relations = {rendering.relation for rendering in group.renderings if not rendering.own_text}
    yield from (words for words, those in _BECAME.items() if relations & those)
    if any(rendering.own_text for rendering in group.renderings):
        yield _OWN_TEXT
    if any(a.name == "speaker" and a.status is Status.DIFFERS for a in group.differs):
        yield _DISPUTED


def _tell_facts(findings: Findings) -> str:
    """How many are told in conflict, and in what; how many in other words, compatibly and alike."""
    facts = findings.facts
    if not facts:
        texts = [document.text for story in findings.stories for document in story.documents]
        foreign = len(texts) - sum(map(is_english, texts))
        said = f"they are looked for in English, which {_number(foreign)} of the texts are not"
        return f"No fact was found in more than one of them{f': {said}' if foreign else ''}."
    sure = [fact for fact in facts if fact.certainty is Certainty.SURE]
    told = Counter(fact.told for fact in sure)
    counts = [(how, told[how]) for how in Telling if told[how]]
    parts = [f"{_number(count)} told {how}" for how, count in counts]
    if counts:
        how, count = counts[0]
        parts[0] = f"{_count(count, 'fact')} told {how}"
    if told[Telling.DIFFERENTLY]:
        parts[0] += f" ({_tell_conflicts(sure)})"
    if maybe := len(facts) - len(sure):
        parts.append(
            f"{_number(maybe)} more may be the same" if sure else f"{_count(maybe, 'fact')} may be the same"
        )
    return _sentence(parts)


def _tell_conflicts(facts: Sequence[Fact]) -> str:
    """What the conflicts are about, and in how many facts."""
    names = Counter(name for fact in facts for name in {_CONFLICTS.get(a.name, "") for a in fact.conflicts})
    known = [
        f"{name} in {_number(names[name])}" for name in dict.fromkeys(_CONFLICTS.values()) if names[name]
    ]
    return ", ".join(known)


def _sentence(parts: Sequence[str]) -> str:
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _number(count: int) -> str:
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def _count(count: int, noun: str, plural: str | None = None) -> str:
    return f"{_number(count)} {noun if count == 1 else plural or noun + 's'}"
