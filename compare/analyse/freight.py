"""Findings as bytes and back, between copies of one process; nothing in these bytes can be run.

What both sides have already, such as the documents, goes as its number.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Parts: TypeAlias = Callable[[Any], Iterable[Any]]

_KNOWN = 0  # in front of the number of what both sides have
_PLAIN = frozenset({str, int, float, bool, type(None)})


class Freight:
    """Packs plain values, bytes, tuples, and objects of some *kinds*; *known* is what both sides have."""

    def __init__(self, known: Sequence[object], kinds: Sequence[type]) -> None:
        self._known = known
        self._numbers = {id(each): number for number, each in enumerate(known)}
        self._makers: list[Callable[..., Any]] = [known.__getitem__, _make_tuple, b64decode, *kinds]
        packed = (tuple, bytes, *kinds)
        self._parts = {kind: (place, _parts_of(kind)) for place, kind in enumerate(packed, start=1)}

    def pack(self, value: object) -> bytes:
        """The value as bytes.

        Raises:
            KeyError: something in it is of no kind that is packed.
        """
        return json.dumps(self._flatten(value)).encode()

    def unpack(self, packed: bytes) -> Any:  # noqa: ANN401 - whatever was packed
        """The value that was packed."""
        return self._restore(json.loads(packed))

    def _flatten(self, value: object) -> object:
        if value.__class__ in _PLAIN:
            return value
        if (number := self._numbers.get(id(value))) is not None:
            return [_KNOWN, number]
        kind, parts = self._parts[value.__class__]
        return [kind, *[self._flatten(part) for part in parts(value)]]

    def _restore(self, value: Any) -> Any:  # noqa: ANN401 - as above
        if value.__class__ is not list:
            return value
        return self._makers[value[0]](*[self._restore(part) for part in value[1:]])


def _make_tuple(*parts: object) -> tuple[object, ...]:
    return parts


def _parts_of(kind: type) -> Parts:
    """What gives the arguments that an object of the kind is made of again."""
    if kind is bytes:
        return lambda value: [b64encode(value).decode()]
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        return attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, names[0])]
    return (lambda value: [value.value]) if issubclass(kind, StrEnum) else tuple
