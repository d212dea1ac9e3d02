"""Documents that are linked to one another, directly or by way of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Document


def join_linked(
    documents: Sequence[Document], links: Iterable[tuple[Document, Document]]
) -> list[list[Document]]:
    """The connected components of the documents, and they in each, in their order; a lone one is one."""
    group_of = {document: [document] for document in documents}
    for left, right in links:
        one, other = group_of[left], group_of[right]
        if one is not other:
            one, other = (one, other) if len(one) > len(other) else (other, one)
            one.extend(other)
            group_of.update(dict.fromkeys(other, one))
    order = {document: place for place, document in enumerate(documents)}
    groups = {id(group_of[document]): group_of[document] for document in documents}.values()
    return [sorted(group, key=order.__getitem__) for group in groups]
