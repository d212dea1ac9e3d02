"""The part of the report on facts: told differently, told alike, perhaps the same, and names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tabulate import tabulate

from compare.render.attributes import render_attributes
from compare.render.layout import (
    NOTE_COLUMN,
    count_of,
    hang,
    heading,
    left_out,
    pad,
    shorten,
    width_of,
    wrap,
    wrap_shortened,
)
from compare.render.page import Style
from compare.results import Certainty, Status, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Document, Span
    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Fact, NameGroup, SimilarClaim

_MENTION_LINES = 2
_MENTIONS = 4
MAYBE = "maybe"  # before a place that only may tell a fact
_KEY = {
    Status.SAME: "same",
    Status.DIFFERS: "differs",
    Status.COMPATIBLE: "no conflict",
    Status.ONE_SIDED: "one side",
}


def render_facts(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Facts, then what may be one fact, similar claims, and names in several spellings."""
    sure = [fact for fact in comparison.facts if fact.certainty is Certainty.SURE]
    maybe = [fact for fact in comparison.facts if fact.certainty is Certainty.MAYBE]
    return [
        *_sure(sure, page, labels),
        *_maybe(maybe, page, labels),
        *_similar(comparison.similar_claims, page, labels),
        *_names(comparison.names, page, labels),
    ]


def _sure(facts: Sequence[Fact], page: Page, labels: Labels) -> list[str]:
    """The facts that are not told alike, and in one line how many are."""
    if not facts:
        return []
    apart = [fact for fact in facts if fact.told is not Telling.ALIKE]
    lines = heading("FACTS", f"{len(facts):,} in common: {count_told(facts)}", page)
    if apart:
        key = "  ".join(f"{page.marks.of(status)} {name}" for status, name in _KEY.items())
        lines.append(" " * min(NOTE_COLUMN, page.width - width_of(key)) + page.paint(key, Style.QUIET))
    for index, fact in enumerate(apart[: page.top]):
        lines += ([""] if index else []) + render_fact(fact, page, labels)
    lines += left_out(len(apart), page)
    return [*lines, *_alike([fact for fact in facts if fact.told is Telling.ALIKE], page, among=bool(apart))]


def count_told(facts: Sequence[Fact]) -> str:
    """How many facts are told in which way, in words."""
    counts = Counter(fact.told for fact in facts)
    return ", ".join(f"{counts[how]:,} {name_telling(how)}" for how in Telling if counts[how])


def name_telling(how: Telling) -> str:
    """How documents tell a fact, in words that can stand alone."""
    return f"told {how}" if how is Telling.DIFFERENTLY else str(how)


def _alike(facts: Sequence[Fact], page: Page, *, among: bool) -> list[str]:
    """One line on the facts that are told the same way: how many, and the first of them by name."""
    if not facts:
        return []
    many = f"{count_of(len(facts), 'fact')} {'is' if len(facts) == 1 else 'are'}"
    text = f"{many.replace(' ', ' more ', 1) if among else many} told the same way"
    titles = ", ".join(f"{fact.id} {page.text(fact.title)}" for fact in facts[: page.top])
    return ["", *(f" {line}" for line in wrap_shortened(f"{text}: {titles}", page.width - 1, page, lines=2))]


def render_fact(fact: Fact, page: Page, labels: Labels) -> list[str]:
    """A fact: its mentions, then its attributes as each document gives them."""
    title = f" {page.paint(fact.id, Style.STRONG)} "
    name = shorten(page.text(fact.title), page.width - len(fact.id) - 2, page)
    return [
        title + page.paint(name, Style.STRONG),
        *_mentions(fact.mentions, page, labels),
        *_weak(fact.maybe, page, labels),
        *render_attributes(fact.attributes, fact.mentions, page, labels),
    ]


def _mentions(spans: Sequence[Span], page: Page, labels: Labels) -> list[str]:
    """Some mentions with their words, of every document its longest first; of the others the places."""
    shown = set(pick_mentions(spans, page.limit(_MENTIONS)))
    wordings: dict[str, list[Span]] = {}
    for span in spans:
        if span in shown:
            wordings.setdefault(page.text(span.text).casefold(), []).append(span)
    gutter = max(width_of(labels.place(same[0])) for same in wordings.values()) + 4
    lines = []
    for first, *again in wordings.values():
        text = page.text(first.text)
        if again:
            text += f"  (also {', '.join(map(labels.place, again))})"
        wrapped = wrap_shortened(text, page.width - gutter, page, lines=page.limit(_MENTION_LINES))
        lines += hang(pad(f"  {labels.place(first)}", gutter), wrapped)
    rest = ", ".join(labels.place(span) for span in spans if span not in shown)
    if rest:
        lines += hang("  also ", wrap_shortened(rest, page.width - 7, page, lines=2))
    return lines


def _weak(spans: Sequence[Span], page: Page, labels: Labels) -> list[str]:
    """Some of the places that only may tell it, and of the others how many."""
    shown = spans[: page.limit(_MENTIONS)]
    leads = [f"  {MAYBE} {labels.place(span)}" for span in shown]
    gutter = max(map(width_of, leads), default=0) + 2
    lines = []
    for lead, span in zip(leads, shown, strict=True):
        text = wrap_shortened(
            page.text(span.text), page.width - gutter, page, lines=page.limit(_MENTION_LINES)
        )
        lines += hang(pad(lead, gutter), text)
    more = len(spans) - len(shown)
    return [*lines, f"  {MAYBE} {more:,} more"] if more else lines


def pick_mentions(spans: Sequence[Span], limit: int) -> list[Span]:
    """As many mentions as may be shown: the longest of each document, then the second of each, and so on."""
    ranks: Counter[Document] = Counter()
    ranked = []
    for span in sorted(spans, key=lambda span: span.start - span.end):
        ranked.append((ranks[span.document], span))
        ranks[span.document] += 1
    return [span for _, span in sorted(ranked, key=lambda item: item[0])[:limit]]


def _maybe(facts: Sequence[Fact], page: Page, labels: Labels) -> list[str]:
    if not facts:
        return []
    lines = heading("MAYBE THE SAME FACT", f"{len(facts):,}, most likely first", page)
    for fact in facts[: page.top]:
        lines += _pair(fact.id, fact.mentions[:2], ("", ""), page, labels)
        if len(fact.mentions) > 2:  # noqa: PLR2004 - both sides are shown
            others = ", ".join(labels.place(span) for span in fact.mentions[2:])
            indent = len(fact.id) + 2
            lines += hang(" " * indent, wrap(f"also {others}", page.width - indent))
    return [*lines, *left_out(len(facts), page)]


def _similar(claims: Sequence[SimilarClaim], page: Page, labels: Labels) -> list[str]:
    if not claims:
        return []
    note = f"{len(claims):,}, of different voices: not one statement"
    lines = heading("SIMILAR CLAIMS", note, page)
    for claim in claims[: page.top]:
        lines += render_claim(claim, page, labels)
    return [*lines, *left_out(len(claims), page)]


def render_claim(claim: SimilarClaim, page: Page, labels: Labels) -> list[str]:
    """Two claims of two voices, one under the other."""
    voices = (claim.left_voice or "", claim.right_voice or "")
    return _pair(claim.id, (claim.left, claim.right), voices, page, labels)


def _pair(name: str, spans: Sequence[Span], voices: Sequence[str], page: Page, labels: Labels) -> list[str]:
    """An id and two texts, each after its place and the voice that says it."""
    places = [labels.place(span) for span in spans]
    gutter = max(map(width_of, places)) + 2
    lines = []
    first = f" {page.paint(name, Style.STRONG)} "
    indent = len(name) + 2
    for span, place, voice in zip(spans, places, voices, strict=False):
        said = f"{page.text(voice)}: " if voice else ""
        room = page.width - indent - gutter
        text = wrap_shortened(said + page.text(span.text), room, page, lines=page.limit(_MENTION_LINES))
        head, *tail = hang(pad(place, gutter), text)
        lines += [first + head, *(" " * indent + line for line in tail)]
        first = " " * indent
    return lines


def is_varied(group: NameGroup) -> bool:
    """Whether documents write the name differently; capitals are no news, nor a short form within one."""
    documents = {document for variant in group.variants for document in variant.documents}
    return len(documents) > 1 and len({variant.text.casefold() for variant in group.variants}) > 1


def _names(names: Sequence[NameGroup], page: Page, labels: Labels) -> list[str]:
    names = [group for group in names if is_varied(group)]
    if not names:
        return []
    lines = heading("NAMES", f"{count_of(len(names), 'name')} in several forms", page)
    room = page.width - 2
    rows = []
    column = min(30, max(width_of(page.text(group.name)) for group in names[: page.top]))
    for group in names[: page.top]:
        forms = [f"{page.text(one.text)} ({labels.letters_of(one.documents)})" for one in group.variants]
        text = wrap_shortened(", ".join(forms), room - column - 2, page, lines=2)
        rows.append([shorten(page.text(group.name), column, page), "\n".join(text)])
    table = tabulate(rows, tablefmt="plain", disable_numparse=True)
    return [*lines, *(f" {line}".rstrip() for line in table.splitlines()), *left_out(len(names), page)]
