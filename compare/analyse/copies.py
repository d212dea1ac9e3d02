"""Groups of documents that are copies of one text, and where that text comes from, as far as they say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.analyse.linked import join_linked
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
# Part by which a text has more words than another one that has it too, from which it is fuller: a dateline,
# a byline, a word put in here and there are less.
_MORE = 0.05


def group_copies(bodies: Sequence[Body], overlaps: Iterable[Overlap]) -> tuple[CopyGroup, ...]:
    """The groups of documents that share most of their text, the largest first. They have no id yet."""
    links = [overlap for overlap in overlaps if is_copy(overlap)]
    own_links: defaultdict[Document, list[Overlap]] = defaultdict(list)
    for link in links:
        own_links[link.left].append(link)
        own_links[link.right].append(link)
    words = {body.document: len(body.words) for body in bodies if body.document in own_links}
    joined = join_linked(list(words), ((link.left, link.right) for link in links))
    groups = [_describe(group, own_links, words) for group in joined]
    return tuple(sorted(groups, key=lambda group: -len(group.documents)))


def is_copy(overlap: Overlap) -> bool:
    """Whether one of two documents has most of its text in common with the other."""
    return overlap.kind is not OverlapKind.NONE or max(overlap.reused_left, overlap.reused_right) >= _MOST


def _describe(
    group: Sequence[Document], links: dict[Document, list[Overlap]], words: dict[Document, int]
) -> CopyGroup:
    own = [link for document in group for link in links[document]]
    credits_ = tuple(
        Credit(found.name, Span(document, found.start, found.end))
        for document in group
        if (found := find_agency(document.text))
    )
    carriers = _find_carriers(group, own, credits_)
    return CopyGroup(
        id="",
        documents=tuple(group),
        kind=max((link.kind for link in own), key=list(OverlapKind).index),
        fullest=_find_fullest(group, own, words),
        earliest=_find_earliest(group),
        agency=credits_[0].agency if carriers else None,
        carriers=carriers,
        credits=credits_,
    )


def _find_fullest(
    group: Sequence[Document], links: Iterable[Overlap], words: dict[Document, int]
) -> Document | None:
    """Of those that none is fuller than, the one that has clearly more words than each other."""
    lesser = {link.left if link.fuller is link.right else link.right for link in links if link.fuller}
    full = [document for document in group if document not in lesser]
    most = max((words[document] for document in full), default=0)
    fullest = [document for document in full if words[document] * (1 + _MORE) > most]
    return fullest[0] if len(fullest) == 1 else None


def _find_earliest(group: Sequence[Document]) -> Document | None:
    """The one published first, if all say when, and no other on that day."""
    dated = [(document.published, document) for document in group if document.published]
    if len(dated) < len(group):
        return None
    first = min(day for day, _ in dated)
    earliest = [document for day, document in dated if day == first]
    return earliest[0] if len(earliest) == 1 else None


def _find_carriers(
    group: Sequence[Document], links: Iterable[Overlap], credits_: Sequence[Credit]
) -> tuple[Document, ...]:
    """Where one agency is named, those that name it and those linked to them, if they are of several sources.

    Not those linked by way of others: a roundup also holds text that is not the agency's.
    """
    if len({credit.agency for credit in credits_}) != 1:
        return ()
    named = {credit.span.document for credit in credits_}
    near = {side for link in links if {link.left, link.right} & named for side in (link.left, link.right)}
    carriers = tuple(document for document in group if document in named | near)
    return carriers if len({document.source for document in carriers}) > 1 else ()


def group_equals(overlaps: Iterable[Overlap]) -> list[list[Document]]:
    """The groups of exact duplicates: of many, not each pair is among the overlaps, but all are equal."""
    pairs = [(each.left, each.right) for each in overlaps if each.kind is OverlapKind.EXACT]
    return join_linked(list(dict.fromkeys(side for pair in pairs for side in pair)), pairs)
