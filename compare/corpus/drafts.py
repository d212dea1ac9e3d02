"""Documents in the making: what was read, before all of them have names of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document whose id may still be that of another one; *line* is where it stands in its file."""

    id: str
    text: str
    path: str
    source: str
    line: int = 1
    title: str | None = None
    published: date | None = None
    notice: str | None = None


def name_documents(drafts: Iterable[Draft]) -> tuple[Document, ...]:
    """The documents, sorted by path and line; an id that repeats gets @path:line, wherever it stands."""
    named = sorted(drafts, key=lambda draft: (draft.path, draft.line))
    while repeated := {name for name, count in Counter(draft.id for draft in named).items() if count > 1}:
        # Once more when a new name is another draft's id; places differ, so this comes to an end.
        named = [_add_place(draft) if draft.id in repeated else draft for draft in named]
    return tuple(map(_finish, named))


def _add_place(draft: Draft) -> Draft:
    return replace(draft, id=f"{draft.id}@{draft.path}:{draft.line}")


def _finish(draft: Draft) -> Document:
    return Document(
        id=draft.id,
        text=draft.text,
        path=draft.path,
        source=draft.source,
        title=draft.title,
        published=draft.published,
        notice=draft.notice,
    )
