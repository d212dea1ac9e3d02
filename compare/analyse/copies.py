"""Groups of documents that are copies of one text, and where that text comes from, as far as they say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.extract.agencies import find_agency
from compare.model import Span
from compare.results import CopyGroup, Credit, OverlapKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.analyse.bodies import Body
    from compare.model import Document
    from compare.results import Overlap

# Part of a text that stands in another, from which it is a copy for the most part.
_MOST = 0.5


def group_copies(bodies: Sequence[Body], overlaps: Iterable[Overlap]) -> tuple[CopyGroup, ...]:
    """The groups of documents that share most of their text, the largest first. They have no id yet."""
    links = [overlap for overlap in overlaps if _is_copy(overlap)]
    linked = {document for link in links for document in (link.left, link.right)}
    words = {body.document: len(body.words) for body in bodies if body.document in linked}
    shared: defaultdict[Document, int] = defaultdict(int)
    for link in links:
        shared[link.left] += round(link.reused_left * words[link.left])
        shared[link.right] += round(link.reused_right * words[link.right])
    fullness = {document: (count, words[document]) for document, count in shared.items()}
    groups = [_describe(group, fullness) for group in _join(list(words), links)]
    return tuple(sorted(groups, key=lambda group: -len(group.documents)))


def _is_copy(overlap: Overlap) -> bool:
    return overlap.kind is not OverlapKind.NONE or max(overlap.reused_left, overlap.reused_right) >= _MOST


def _join(documents: Sequence[Document], links: Iterable[Overlap]) -> list[list[Document]]:
    """The linked documents, in their order, a group for all that are linked by way of others."""
    group_of: dict[Document, list[Document]] = {}
    for link in links:
        one = group_of.setdefault(link.left, [link.left])
        other = group_of.setdefault(link.right, [link.right])
        if one is not other:
            one, other = (one, other) if len(one) > len(other) else (other, one)
            one.extend(other)
            group_of.update(dict.fromkeys(other, one))
    order = {document: place for place, document in enumerate(documents)}
    groups = {id(group): sorted(group, key=order.__getitem__) for group in group_of.values()}
    return sorted(groups.values(), key=lambda group: order[group[0]])


def _describe(group: Sequence[Document], fullness: dict[Document, tuple[int, int]]) -> CopyGroup:
    credits_ = tuple(
        Credit(found.name, Span(document, found.start, found.end))
        for document in group
        if (found := find_agency(document.text))
    )
    return CopyGroup(
        id="",
        documents=tuple(group),
        fullest=max(group, key=fullness.__getitem__),
        earliest=_find_earliest(group),
        agency=_find_agency(group, credits_),
        credits=credits_,
    )


def _find_earliest(group: Sequence[Document]) -> Document | None:
    """The one published first, if all say when, and no other on that day."""
    dated = [(document.published, document) for document in group if document.published]
    if len(dated) < len(group):
        return None
    first = min(day for day, _ in dated)
    earliest = [document for day, document in dated if day == first]
    return earliest[0] if len(earliest) == 1 else None


def _find_agency(group: Sequence[Document], credits_: Sequence[Credit]) -> str | None:
    """The one agency that is named, where the copies are of several sources."""
    names = {credit.agency for credit in credits_}
    return names.pop() if len(names) == 1 and len({document.source for document in group}) > 1 else None
