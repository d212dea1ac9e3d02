"""What is linked to one another, directly or by way of others: documents, places that tell one fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    Thing = TypeVar("Thing", bound=Hashable)


def join_linked(things: Sequence[Thing], links: Iterable[tuple[Thing, Thing]]) -> list[list[Thing]]:
    """The connected components of the things, and they in each, in their order; a lone one is one."""
    group_of = {thing: [thing] for thing in things}
    for left, right in links:
        one, other = group_of[left], group_of[right]
        if one is not other:
            one, other = (one, other) if len(one) > len(other) else (other, one)
            one.extend(other)
            group_of.update(dict.fromkeys(other, one))
    order = {thing: place for place, thing in enumerate(things)}
    groups = {id(group_of[thing]): group_of[thing] for thing in things}.values()
    return [sorted(group, key=order.__getitem__) for group in groups]
