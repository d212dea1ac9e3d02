"""The report as Markdown that fits into a comment on GitHub: the verdict first, then what supports it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from compare.render.labels import Labels
from compare.render.markdown_parts import list_parts
from compare.render.markdown_tables import DOCUMENTS, set_document
from compare.render.markdown_text import cut, fold, head
from compare.render.summary import count_own_words, count_read, describe_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from compare.model import Document
    from compare.render.markdown_parts import Part
    from compare.results import Comparison

LONGEST_COMMENT = 65_536  # characters, with which GitHub still takes a comment
_ROOM_OF_DOCUMENTS = 10_000
_ROOM_OF_HEADING = 400
_SENTENCES = 12
_SENTENCE = 400
_FEW_DOCUMENTS = 10  # are all listed; of more only those that findings name
_WORDS_COLUMN = 4


def render_markdown(comparison: Comparison, *, top: int) -> str:
    """The report with the first *top* findings of each part, as many of them as fit into one comment."""
    labels = Labels.of(comparison.documents)
    parts = list_parts(comparison, top, labels)
    opening = _set_verdict(comparison)
    room = LONGEST_COMMENT - len(opening) - _ROOM_OF_DOCUMENTS - _ROOM_OF_HEADING * len(parts)
    texts: list[str] = []
    cited: dict[Document, None] = {}
    for part in parts:
        # Half of what is left to each: no part, however long, keeps another one out.
        entries = _take((entry.write for entry in part.entries), room // 2)
        texts.append(_set_part(part, entries))
        room -= sum(map(len, entries))
        cited.update(dict.fromkeys(one for entry in part.entries[: len(entries)] for one in entry.documents))
    documents = _set_documents(comparison, cited, labels)
    return "\n\n".join(filter(None, [opening, documents, *texts])) + "\n"


def _set_verdict(comparison: Comparison) -> str:
    """The verdict, its first sentence in bold, and what was read."""
    first, *others = [cut(sentence, _SENTENCE) for sentence in comparison.verdict[:_SENTENCES]] or [""]
    verdict = " ".join([f"**{first}**" if first else "", *others]).strip()
    return "\n\n".join(filter(None, [verdict, " · ".join(count_read(comparison))]))


def _set_documents(comparison: Comparison, cited: Iterable[Document], labels: Labels) -> str:
    """The documents behind the letters, and how a place is read."""
    documents = comparison.documents
    if not documents:
        return ""
    named = set(cited)
    shown = [one for one in documents if one in named or len(documents) <= _FEW_DOCUMENTS]
    words = count_own_words(comparison)
    writers = (partial(set_document, one, words[one], labels) for one in shown)
    rows = _take(writers, _ROOM_OF_DOCUMENTS - _ROOM_OF_HEADING)
    table = "\n".join([head(DOCUMENTS, figures=[_WORDS_COLUMN]), *rows])
    note = f"{describe_places(documents, labels)}.".replace("A:31", "`A:31`", 1)
    if len(documents) <= _FEW_DOCUMENTS:
        return f"{table}\n\n{note}"
    if missing := len(documents) - len(rows):
        table += f"\n\n{missing:,} more documents are not named in what is shown here."
    return fold(f"<b>Documents</b>: {len(rows):,} of {len(documents):,}", table) + f"\n\n{note}"


def _take(writers: Iterable[Callable[[], str]], room: int) -> list[str]:
    """What the first of them write, as many as there is room for."""
    taken = []
    for write in writers:
        text = write()
        room -= len(text) + 2  # and an empty line
        if room < 0:
            break
        taken.append(text)
    return taken


def _set_part(part: Part, entries: Sequence[str]) -> str:
    """The part with those of its findings that are shown, and how many are not."""
    shown = "\n".join([part.table, *entries]) if part.table else part.between.join(entries)
    text = "\n\n".join([*([shown] if entries else []), *_left_out(part, len(entries))])
    if part.folded:
        return fold(f"<b>{part.title}</b>: {part.note}", text)
    return "\n\n".join(filter(None, [f"### {part.title}", part.note, text]))


def _left_out(part: Part, shown: int) -> list[str]:
    missing = part.total - shown
    if not missing:
        return []
    if shown < len(part.entries):
        return [f"_… {missing:,} more, for which a comment of {LONGEST_COMMENT:,} characters has no room_"]
    return [f"_… {missing:,} more: `--top {part.top or part.total}` shows them_"]
