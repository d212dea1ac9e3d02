"""Values as the fields of a settings class want them: what means the same is made so, all else refused."""

from __future__ import annotations

import os
from enum import StrEnum
from operator import index
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

_MAKERS: dict[type, Callable[[Any], object]] = {int: index, str: os.fspath}
_WORDS = {int: "a whole number", float: "a number", bool: "True or False", str: "a string"}


def convert_fields(settings: object) -> None:
    """Make each field of a frozen dataclass, which is being made itself, what its annotation says.

    Raises:
        SettingsError: a value cannot be that.
    """
    for name, kind in get_type_hints(type(settings)).items():
        value = getattr(settings, name)
        try:
            made = _convert(value, kind)
        except (TypeError, ValueError, OverflowError):
            msg = f"{name.replace('_', '-')} must be {_describe(kind)}, not {value!r}"
            raise SettingsError(msg) from None
        if made is not value:
            object.__setattr__(settings, name, made)


def _convert(value: Any, kind: Any) -> object:  # noqa: ANN401 - of any type, that is the matter
    """The value as one of a kind: a name as what it names, a path as its name, a list as a tuple."""
    if isinstance(kind, UnionType):  # with None
        return None if value is None else _convert(value, get_args(kind)[0])
    if origin := get_origin(kind):
        if isinstance(value, str):
            raise TypeError  # its letters are no list
        return origin(_convert(one, get_args(kind)[0]) for one in value)
    if isinstance(value, bool) != (kind is bool) or (kind is float and isinstance(value, str)):
        raise TypeError  # True is no number
    made: object = _MAKERS.get(kind, kind)(value)
    if kind is str and not isinstance(made, str):  # but bytes
        raise TypeError
    return made


def _describe(kind: Any) -> str:  # noqa: ANN401 - as above
    """What a value must be, for people."""
    if isinstance(kind, UnionType):
        return f"{_describe(get_args(kind)[0])} or None"
    if origin := get_origin(kind):
        return f"a {origin.__name__} of {_describe(get_args(kind)[0])} each"
    return " or ".join(kind) if issubclass(kind, StrEnum) else _WORDS[kind]
