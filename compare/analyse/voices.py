"""Who said what: the quotations of all documents, speaker by speaker."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from compare.analyse.places import Places
from compare.analyse.speakers import find_voice
from compare.extract.quotes import is_speech, is_title
from compare.results import Form, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.names import NameTable
    from compare.model import Document
    from compare.results import Quote, QuoteGroup, Story

# An entity; or the words for somebody without a name, who is one within a story; or nobody.
Key: TypeAlias = "int | tuple[str, tuple[str, ...]] | None"


def list_voices(
    quotes: Sequence[Quote], groups: Iterable[QuoteGroup], stories: Iterable[Story], names: NameTable
) -> tuple[Voice, ...]:
    """The speakers, those first whom several documents quote with the same words, then the most quoted.

    What has no speaker stands last. A retelling counts where no quotation stands in it; a title or a single
    word held at arm's length is nobody's speech, unless several documents have it.
    """
    group_of = {id(one.quote): group.id for group in groups for one in group.renderings if one.quote}
    story_of = {document: story.id for story in stories for document in story.documents}
    told = [quote for quote in quotes if id(quote) in group_of or _is_told(quote)]
    direct = Places((quote.span, quote) for quote in told if quote.form is Form.DIRECT)
    said: defaultdict[Key, list[Quote]] = defaultdict(list)
    for quote in told:
        if quote.form is Form.DIRECT or id(quote) in group_of or not direct.meeting(quote.span):
            said[_find_key(quote, names, story_of)].append(quote)
    voices = [
        Voice("", _name(key, own, names), tuple((quote, group_of.get(id(quote))) for quote in own))
        for key, own in said.items()
    ]
    ordered = sorted(voices, key=_rank)
    return tuple(Voice(f"V{number}", one.name, one.said) for number, one in enumerate(ordered, start=1))


def _is_told(quote: Quote) -> bool:
    """Whether a quote is somebody's words; a retelling is, where the text says whose."""
    if quote.form is Form.INDIRECT:
        return quote.speaker is not None
    return is_speech(quote) and not is_title(quote)


def _find_key(quote: Quote, names: NameTable, story_of: dict[Document, str]) -> Key:
    """What quotes of one speaker have in common: police of two stories are two."""
    if not quote.speaker:
        return None
    named = any(word[:1].isupper() for word in quote.speaker.split())
    entity = find_voice(quote, names) if named else None
    if entity is not None:
        return entity
    words = quote.speaker.casefold().removeprefix("the ")
    return story_of.get(quote.span.document, ""), tuple(sorted(words.split(" and ")))


def _name(key: Key, quotes: Sequence[Quote], names: NameTable) -> str | None:
    return names.name_of(key) if isinstance(key, int) else quotes[0].speaker


def _rank(voice: Voice) -> tuple[bool, int, int, int]:
    """Named first, then by what several documents have of it; ties keep the order of the texts."""
    shared = set(chain.from_iterable([group] if group else [] for _, group in voice.said))
    return voice.name is None, -len(shared), -len(voice.documents), -len(voice.said)
