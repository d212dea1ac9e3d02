"""What the comparison comes to, in a few sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compare.results import Certainty, OverlapKind, Relation, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.results import Fact, Overlap, Passage, QuoteGroup, Story

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PAIR = 2
_BECAME = {
    "cut short": {Relation.SHORTENED},
    "reworded": {Relation.ALTERED, Relation.BRACKETED, Relation.SPLICED},
    "retold": {Relation.INDIRECT},
    "copied without quotation marks": {Relation.UNMARKED},
}
_DISPUTED = "given to different speakers"


def tell_verdict(
    stories: Sequence[Story],
    overlaps: Sequence[Overlap],
    passages: Sequence[Passage],
    quote_groups: Sequence[QuoteGroup],
    facts: Sequence[Fact],
) -> tuple[str, ...]:
    """The findings in words: what is copied, what is quoted in common, what is told differently."""
    documents = sum(len(story.documents) for story in stories)
    if documents < _PAIR:
        return ("Nothing to compare: there is only one document.",) if documents else ("Nothing to compare.",)
    opening = (
        _tell_story(stories, overlaps, passages) if documents == _PAIR else _tell_corpus(stories, overlaps)
    )
    return tuple(line for line in (*opening, _tell_quotes(quote_groups), _tell_facts(facts)) if line)


def _tell_story(
    stories: Sequence[Story], overlaps: Sequence[Overlap], passages: Sequence[Passage]
) -> tuple[str, ...]:
    """Of two documents: whether they tell one story, and whether one was copied."""
    same = len(stories) == 1
    kind = overlaps[0].kind if overlaps else OverlapKind.NONE
    longest = overlaps[0].longest_run if overlaps else 0
    if kind is OverlapKind.EXACT:
        return ("The same text twice.",)
    if kind is OverlapKind.NEAR:
        return (f"Nearly the same text twice: {overlaps[0].jaccard:.0%} of the wording is in both.",)
    if kind is OverlapKind.INSIDE:
        return ("One text stands inside the other.",)
    if passages:
        count = _count(len(passages), "passage")
        return (_sentence([f"{count} of the same wording in both (longest run of words: {longest})"]),)
    opening = "Same story, written separately." if same else "Nothing much in common."
    return opening, f"No copied text (longest run of words in both: {longest})."


def _tell_corpus(stories: Sequence[Story], overlaps: Sequence[Overlap]) -> tuple[str, ...]:
    """Of three documents or more: whether most tell one story, and which texts are the same."""
    documents = sum(len(story.documents) for story in stories)
    largest = max(len(story.documents) for story in stories)
    lines = []
    if largest == documents:
        lines.append("One story, told by all of them.")
    elif 2 * largest > documents:
        lines.append(f"One story, told by {_number(largest)} of the {_number(documents)} documents.")
    counts = [
        (sum(overlap.kind is kind for overlap in overlaps), words)
        for kind, words in (
            (OverlapKind.EXACT, "the same text"),
            (OverlapKind.NEAR, "nearly the same text"),
            (OverlapKind.INSIDE, "one inside the other"),
        )
    ]
    copies = [f"{_count(count, 'pair')} {words}" for count, words in counts if count]
    lines.append(_sentence(copies) if copies else "No two documents are copies of each other.")
    return tuple(lines)


def _tell_quotes(groups: Sequence[QuoteGroup]) -> str:
    if not groups:
        return "No quotation is in more than one of them."
    became = Counter(words for group in groups for words in _tell_quote(group))
    if len(groups) == 1:
        return f"One quote is in more than one source: {' and '.join(became) or 'word for word'}."
    parts = [f"{_number(became[words])} {words}" for words in (*_BECAME, _DISPUTED) if became[words]]
    return _sentence([f"{_count(len(groups), 'quote')} in more than one source", *parts])


def _tell_quote(group: QuoteGroup) -> Iterator[str]:
    """What became of an utterance in its renderings, each thing once."""
    relations = {rendering.relation for rendering in group.renderings}
    yield from (words for words, those in _BECAME.items() if relations & those)
    if any(a.name == "speaker" and a.status is Status.DIFFERS for a in group.differs):
        yield _DISPUTED


def _tell_facts(facts: Sequence[Fact]) -> str:
    sure = [fact for fact in facts if fact.certainty is Certainty.SURE]
    differing = sum(any(a.status is Status.DIFFERS for a in fact.attributes) for fact in sure)
    maybe = len(facts) - len(sure)
    if not facts:
        return "No fact was found in more than one of them."
    parts = []
    if differing:
        parts.append(f"{_count(differing, 'fact')} told differently")
    if len(sure) > differing:
        agreed = len(sure) - differing
        parts.append(
            f"{_number(agreed) if differing else _count(agreed, 'fact')} told the same or compatibly"
        )
    if maybe:
        parts.append(
            f"{_number(maybe)} more may be the same" if sure else f"{_count(maybe, 'fact')} may be the same"
        )
    return _sentence(parts)


def _sentence(parts: Sequence[str]) -> str:
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _number(count: int) -> str:
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def _count(count: int, noun: str, plural: str | None = None) -> str:
    return f"{_number(count)} {noun if count == 1 else plural or noun + 's'}"
