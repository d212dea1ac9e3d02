"""The part of the report on utterances that several documents quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.aligned import Version, align_versions
from compare.render.attributes import render_differences
from compare.render.layout import count_of, hang, heading, left_out, spread, wrap
from compare.render.page import Style
from compare.results import Relation

if TYPE_CHECKING:
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, QuoteGroup, Rendering

# Different wordings of one utterance shown in the overview; `compare show` gives all.
_VERSIONS = 4
_PHRASES = {
    Relation.VERBATIM: "{letter} word for word",
    Relation.SHORTENED: "{letter} keep{s} {part} of {first}'s {of} words",
    Relation.ALTERED: "{letter} reword{s} it, with {part} of {first}'s {of} words",
    Relation.SPLICED: "{letter} leave{s} words out within, keeping {part} of {first}'s {of}",
    Relation.BRACKETED: "{letter} put{s} words in brackets, keep{s} {part} of {first}'s {of}",
    Relation.INDIRECT: "{letter} retell{s} it, with {part} of {first}'s {of} words",
    Relation.UNMARKED: "{letter} {has} {part} of {first}'s {of} words without quotation marks",
}

_OWN_TEXT = "{letter}, written by the speaker, {has} {part} of {first}'s {of} words"


def render_quotes(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """The utterances told in more than one document, each with what is told differently."""
    groups = comparison.quote_groups
    if not comparison.quotes and not groups:
        return []
    total = f"{count_of(len(comparison.quotes), 'quote')}, {len(groups):,} in more than one document"
    lines = heading("QUOTES", total, page)
    for index, group in enumerate(groups[: page.top]):
        lines += ([""] if index else []) + render_quote_group(group, page, labels)
    return [*lines, *left_out(len(groups), page)]


def render_quote_group(group: QuoteGroup, page: Page, labels: Labels) -> list[str]:
    """One utterance in its versions, set under each other."""
    first, *others = group.renderings
    wordings = group_by_wording(others, first)
    versions = page.limit(_VERSIONS)
    shown = [
        Version(labels.place(same[0].span), same[0].span, same[0].kept_spans) for same in wordings[:versions]
    ]
    return [
        *_title(group, page, labels),
        *align_versions(labels.place(first.span), first.span, shown, page),
        *_repeats(first, others, wordings, page, labels),
        *_hidden(group, wordings[versions:], page),
        *render_differences(group.news, page, labels),
    ]


def _title(group: QuoteGroup, page: Page, labels: Labels) -> list[str]:
    """Id and speaker, and how the other renderings stand to the first, on as few lines as it takes."""
    first, *others = group.renderings
    speaker = find_speaker(group)
    name = page.text(speaker) if speaker else "speaker not named"
    phrases = f" {page.marks.dot} ".join(describe_renderings(first, others, labels))
    left = f" {page.paint(group.id, Style.STRONG)} {page.paint(name, Style.STRONG)}"
    line = spread(left, phrases, page.width)
    return [line] if line else [left, *hang("  ", wrap(phrases, page.width - 2))]


def find_speaker(group: QuoteGroup) -> str | None:
    """Who says it, as the first rendering has it that names somebody."""
    return next((one.quote.speaker for one in group.renderings if one.quote and one.quote.speaker), None)


def describe_renderings(first: Rendering, others: list[Rendering], labels: Labels) -> list[str]:
    """A phrase for each way in which documents give the utterance."""
    letters: dict[str, list[str]] = {}
    for other in others:
        usual = _PHRASES.get(other.relation, _PHRASES[Relation.VERBATIM])
        template = _OWN_TEXT if other.own_text else usual
        phrase = template.replace("{part}", "all" if other.kept == other.of else str(other.kept))
        phrase = phrase.replace("{of}", str(other.of))
        letters.setdefault(phrase, []).append(labels.letters[other.span.document])
    own = labels.letters[first.span.document]
    return [
        _fill(phrase.replace("{first}", own), list(dict.fromkeys(names))) for phrase, names in letters.items()
    ]


def _fill(phrase: str, names: list[str]) -> str:
    """The phrase with the letters of documents, and its verb in their number."""
    one = len(names) == 1
    return (
        phrase.replace("{letter}", ", ".join(names))
        .replace("{s}", "s" if one else "")
        .replace("{has}", "has" if one else "have")
    )


def group_by_wording(others: list[Rendering], first: Rendering) -> list[list[Rendering]]:
    """The renderings that differ from the first in their words, those with one wording together."""
    groups: dict[str, list[Rendering]] = {}
    own = _wording(first)
    for other in others:
        groups.setdefault(_wording(other), []).append(other)
    groups.pop(own, None)
    return list(groups.values())


def _wording(rendering: Rendering) -> str:
    """The words without case, marks and punctuation."""
    return " ".join("".join(c if c.isalnum() else " " for c in rendering.span.text.casefold()).split())


def _repeats(
    first: Rendering, others: list[Rendering], wordings: list[list[Rendering]], page: Page, labels: Labels
) -> list[str]:
    """Where the wordings shown stand again."""
    again = {id(one) for same in wordings for one in same[:1]}
    rest = [one for one in others if id(one) not in again]
    lines = []
    for start in [first, *(same[0] for same in wordings)]:
        places = [labels.place(one.span) for one in rest if _wording(one) == _wording(start)]
        if places:
            text = f"{labels.place(start.span)} stands also in {', '.join(places)}"
            lines += hang("  ", wrap(text, page.width - 2))
    return [page.paint(line, Style.QUIET) for line in lines]


def _hidden(group: QuoteGroup, wordings: list[list[Rendering]], page: Page) -> list[str]:
    if not wordings:
        return []
    more = count_of(len(wordings), "wording")
    return [page.paint(f"  {page.marks.ellipsis} {more} more: compare show PATH {group.id}", Style.QUIET)]
