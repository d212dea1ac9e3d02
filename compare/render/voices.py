"""The part of the report on who said what: the quotes of each speaker, by their first words."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.render.layout import count_of, hang, heading, pad, shorten, width_of, wrap_shortened
from compare.render.page import DEFAULT_TOP, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.render.labels import Labels
    from compare.render.page import Page
    from compare.results import Comparison, Quote, Voice

SPEAKERS = 4
"""Speakers shown for each finding that a page shows: they take a line or three, a finding far more."""

QUOTES = 3
"""Quotes of a speaker shown, unless more findings are asked for."""

_NAME_SHARE = 4  # a quarter of the page at most is for names
_NAME_LINES = 2


def render_voices(comparison: Comparison, page: Page, labels: Labels) -> list[str]:
    """Each speaker with the first words of what is quoted, and the finding that tells more of it."""
    voices = comparison.voices
    if not voices:
        return []
    shown = voices[: SPEAKERS * page.top]
    room = max(width_of(voice.id) for voice in shown)
    names = min(
        page.width // _NAME_SHARE,
        max(width_of(line) for voice in shown for line in (name_voice(voice), *_size(voice, page, labels))),
    )
    lines = heading("WHO SAID WHAT", describe_voices(voices), page)
    for voice in shown:
        lines += _set_voice(voice, (room, names), page, labels)
    if missing := len(voices) - len(shown):
        text = (
            f" {page.marks.ellipsis} {count_of(missing, 'more speaker')}: --top {top_for(voices)} shows them"
        )
        lines.append(page.paint(text, Style.QUIET))
    return lines


def describe_voices(voices: Sequence[Voice]) -> str:
    """How many speakers there are, and how a retelling is told from a quote."""
    named = sum(voice.name is not None for voice in voices)
    return f"{count_of(named, 'speaker')}; what has no quotation marks is retold"


def top_for(voices: Sequence[Voice]) -> int:
    """The number for `--top` that shows all speakers."""
    return -(-len(voices) // SPEAKERS)


def name_voice(voice: Voice) -> str:
    """The speaker's name, or that there is none."""
    return voice.name or "speaker not named"


def pick_quotes(voice: Voice, top: int) -> tuple[tuple[Quote, str | None], ...]:
    """The quotes to show: of each document first what others have too, then what comes first in the text."""
    limit = QUOTES if top == DEFAULT_TOP else top
    if len(voice.said) <= limit:
        return voice.said
    turns: dict[object, int] = {}
    ranked = []
    for place, (quote, group) in sorted(enumerate(voice.said), key=lambda item: item[1][1] is None):
        turn = turns[quote.span.document] = turns.get(quote.span.document, -1) + 1
        ranked.append((turn, group is None, place))
    return tuple(voice.said[place] for place in sorted(place for *_, place in sorted(ranked)[:limit]))


def render_voice(voice: Voice, page: Page, labels: Labels) -> list[str]:
    """One speaker with all quotes."""
    names = min(page.width // _NAME_SHARE, max(width_of(name_voice(voice)), QUOTES * _NAME_SHARE))
    return _set_voice(voice, (width_of(voice.id), names), page, labels)


def _set_voice(voice: Voice, columns: tuple[int, int], page: Page, labels: Labels) -> list[str]:
    """Id and name beside the quotes; *columns* are the widths of both."""
    room, names = columns
    name = wrap_shortened(page.text(name_voice(voice)), names, page, lines=_NAME_LINES)
    size = [shorten(line, names, page) for line in _size(voice, page, labels)]
    left = [page.paint(line, Style.STRONG) for line in name] + [
        page.paint(line, Style.QUIET) for line in size
    ]
    right = _set_quotes(voice, page.width - room - names - 4, page, labels)
    head = page.paint(voice.id, Style.STRONG) + " " * (room - width_of(voice.id))
    return [
        f" {head if not index else ' ' * room} {pad(one, names)}  {other}".rstrip()
        for index, (one, other) in enumerate(zip_longest(left, right, fillvalue=""))
    ]


def _size(voice: Voice, page: Page, labels: Labels) -> list[str]:
    """Which documents quote somebody and how often, where that is more than once."""
    if len(voice.said) == 1:
        return []
    letters = labels.letters_of(voice.documents)
    return [f"{letters} {page.marks.dot} {count_of(len(voice.said), 'quote')}"]


def _set_quotes(voice: Voice, room: int, page: Page, labels: Labels) -> list[str]:
    shown = voice.said if page.full else pick_quotes(voice, page.top)
    gutter = max(width_of(labels.place(quote.span)) for quote, _ in shown) + 2
    lines = []
    for quote, group in shown:
        text = (f"{group} " if group else "") + page.text(quote.span.text)
        cut = wrap_shortened(text, room - gutter, page, lines=page.limit(1))
        lines += hang(pad(labels.place(quote.span), gutter), cut)
    kept = {id(quote) for quote, _ in shown}
    rest = [quote.span for quote, _ in voice.said if id(quote) not in kept]
    if rest:
        places = ", ".join(dict.fromkeys(map(labels.place, rest)))
        text = f"{page.marks.ellipsis} {len(rest):,} more: {places}"
        lines.append(page.paint(shorten(text, room, page), Style.QUIET))
    return lines
