"""The rows of the tables of a Markdown report, and what one document alone has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.render.layout import count_of
from compare.render.markdown_findings import list_letters
from compare.render.markdown_text import cut, row
from compare.render.only import count_only, pick_claims
from compare.render.overlap import KIND_NAMES, describe_sides
from compare.render.voices import name_voice, pick_quotes

if TYPE_CHECKING:
    from compare.model import Document, Skipped
    from compare.render.labels import Labels
    from compare.results import NameGroup, Only, Outlet, Overlap, Quote, SourceOverlap, Story, Voice

DOCUMENTS = ("", "title", "document", "published", "words")
STORIES = ("", "documents", "title")
OUTLETS = ("source", "stories", "first", "alone", "facts apart", "quotes cut", "altered")
OVERLAPS = ("left", "right", "", "Jaccard", "of left", "of right", "longest run", "")
SOURCE_OVERLAPS = ("left", "right", "Jaccard", "of left", "of right", "longest run", "pairs", "copies")
NAMES = ("name", "forms")
VOICES = ("", "speaker", "in", "quotes", "said")
_TITLE = 120
_TEXT = 240
_QUOTE = 120
_FORMS = 12  # of a name, and names that one document alone has


def set_document(document: Document, words: int, labels: Labels) -> str:
    """A document: its letter, what it is called, and how long it is."""
    published = document.published.isoformat() if document.published else ""
    title, name = cut(document.title or "", _TITLE), cut(labels.keys[document], _TITLE)
    return row([labels.letters[document], title, name, published, f"{words:,}"])


def set_story(story: Story, labels: Labels) -> str:
    """The documents of a story."""
    return row([story.id, list_letters(story.documents, labels), cut(story.title, _TITLE)])


def set_outlet(outlet: Outlet) -> str:
    """What a source did over all stories."""
    return row(
        [
            cut(outlet.source, _TITLE),
            f"{outlet.stories:,}",
            _of(outlet.first, outlet.dated),
            f"{outlet.alone:,}",
            _of(outlet.differently, outlet.facts),
            _of(outlet.cut, outlet.quotes),
            _of(outlet.altered, outlet.quotes),
        ]
    )


def _of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" if whole else ""


def set_overlap(overlap: Overlap, labels: Labels) -> str:
    """How much text two documents share."""
    left, right = labels.letters[overlap.left], labels.letters[overlap.right]
    notes = describe_sides(overlap, labels)
    return row([left, right, KIND_NAMES[overlap.kind], *_figures(overlap), notes])


def set_source_overlap(overlap: SourceOverlap) -> str:
    """How much text two sources share."""
    names = cut(overlap.left, _TITLE), cut(overlap.right, _TITLE)
    return row([*names, *_figures(overlap), f"{overlap.pairs:,}", f"{overlap.copies:,}"])


def _figures(overlap: Overlap | SourceOverlap) -> list[str]:
    shares = (f"{share:.0%}" for share in (overlap.reused_left, overlap.reused_right))
    return [f"{overlap.jaccard:.3f}", *shares, count_of(overlap.longest_run, "word")]


def set_longest_run(overlap: Overlap, labels: Labels) -> str:
    """The longest run of words in both, where it is all that they share."""
    if overlap.run_left is None or overlap.run_right is None:
        return "No word stands in both."
    places = f"{labels.place(overlap.run_left)} and {labels.place(overlap.run_right)}"
    words = count_of(overlap.longest_run, "word")
    return f"Longest run in both: {words}, “{cut(overlap.run_left.text, _TEXT)}”, {places}"


def set_names(group: NameGroup, labels: Labels) -> str:
    """The forms of a name, each with who writes it so."""
    forms = [
        f"{cut(one.text, _TITLE)} ({list_letters(one.documents, labels)})" for one in group.variants[:_FORMS]
    ]
    return row([cut(group.name, _TITLE), ", ".join([*forms, *_more(len(group.variants))])])


def _more(total: int) -> list[str]:
    return [f"… {total - _FORMS:,} more"] if total > _FORMS else []


def set_voice(voice: Voice, top: int, labels: Labels) -> str:
    """A speaker: who quotes, and the first words of some quotes, each with the finding that tells more."""
    shown = pick_quotes(voice, top)
    quotes = [
        f"{labels.place(quote.span)} {f'**{group}** ' if group else ''}{cut(quote.span.text, _QUOTE)}"
        for quote, group in shown
    ]
    if missing := len(voice.said) - len(shown):
        quotes.append(f"… {missing:,} more")
    letters = list_letters(voice.documents, labels)
    return row(
        [voice.id, cut(name_voice(voice), _TITLE), letters, f"{len(voice.said):,}", "<br>".join(quotes)]
    )


def set_only(only: Only, *, items: int, labels: Labels, quotes_told: bool) -> str:
    """What one document or source alone has: how much, and the first few of each kind.

    Where the quotes stand with their speakers, only how many they are.
    """
    total = count_only(only, quotes_told=quotes_told)
    quotes = () if quotes_told else only.quotes[:items]
    owner = labels.letters[only.document] if only.document else cut(only.source, _TITLE)
    lines = [f"- **{owner}** {total}", *(f"  - {_quote(quote, labels)}" for quote in quotes)]
    lines += [f"  - {labels.place(span)} {cut(span.text, _TEXT)}" for span in pick_claims(only, items)]
    if only.names:
        names = [*(cut(name, _TITLE) for name in only.names[:_FORMS]), *_more(len(only.names))]
        lines.append(f"  - names: {', '.join(names)}")
    return "\n".join(lines)


def _quote(quote: Quote, labels: Labels) -> str:
    speaker = f"{cut(quote.speaker, _TITLE)}: " if quote.speaker else ""
    return f"{labels.place(quote.span)} {speaker}{cut(quote.span.text, _TEXT)}"


def set_skipped(skipped: Skipped) -> str:
    """An input that was not read, and why."""
    place = skipped.path if skipped.line is None else f"{skipped.path}:{skipped.line}"
    return f"- input {cut(place, _TITLE)}: {cut(skipped.reason, _TEXT)}"
