"""A line of JSON to a record, strictly, and a record to its text and the fields that name it.

Whatever is wrong with a line is told in one error: bad JSON, deep nesting, endless numbers, NaN, a list
where an object should be. Of a field that stands twice the last one counts, and the caller learns of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from compare.errors import MissingFieldError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

    from compare.settings import ReadSettings

_KINDS = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
_FIELDS_NAMED = 12  # fields of a record listed when the text field is missing
_NAME_LENGTH = 40  # characters of each
_ABSENT = object()
_NUL = "; it holds NUL bytes: if it is UTF-16, name its charset, as in --encoding utf-16-le"


def parse_record(text: str, path: str, number: int) -> tuple[dict[str, object], list[str]]:
    """The record in a line, and which of its fields stand in it twice."""
    repeated: list[str] = []

    def build(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made: dict[str, object] = {}
        repeated.clear()  # the record itself is built last: what stands in it twice is what remains
        for name, value in pairs:
            if name in made:
                repeated.append(name[:_NAME_LENGTH])
            made[name] = value
        return made

    decoder = json.JSONDecoder(object_pairs_hook=build, parse_constant=_reject_constant)
    try:
        record = decoder.decode(text)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")  # as in "Invalid control character at"
        hint = _NUL if "\0" in text else ""
        raise RecordError(path, number, f"invalid JSON: {what} at column {error.colno}{hint}") from None
    except RecursionError:
        raise RecordError(path, number, "nested too deep") from None
    except _ConstantError as error:
        raise RecordError(path, number, f"invalid JSON: {error} is no number") from None
    except ValueError:
        raise RecordError(path, number, "a number with too many digits") from None
    if not isinstance(record, dict):
        raise RecordError(path, number, f"not an object but {_describe(record)}")
    return record, repeated


def tell_repeated(names: Sequence[str]) -> str:
    """What is said of a record in which fields stand twice."""
    return f"the field {names[0]!r} stands twice; the last one counts"


class _ConstantError(ValueError):
    """NaN or Infinity, which Python reads and JSON does not know."""


def _reject_constant(name: str) -> NoReturn:
    raise _ConstantError(name)


def find_text(record: dict[str, object], path: str, number: int, settings: ReadSettings) -> str:
    """The first text field that is there; null counts as absent."""
    for name in settings.text:
        value = find_field(record, name)
        if isinstance(value, str):
            return value
        if value is not None:
            raise RecordError(path, number, f"the field {name!r} holds {_describe(value)}, not text")
    nulls = [name for name in settings.text if find_field(record, name, default=_ABSENT) is None]
    names = sorted(name[:_NAME_LENGTH] for name in record if name not in nulls)
    raise MissingFieldError(path, number, settings.text, names[:_FIELDS_NAMED], nulls=nulls)


def explain_absent(wanted: Iterable[str], names: Iterable[str]) -> str:
    """That a table has no field of the names wanted, but others."""
    shown = [name[:_NAME_LENGTH] for name in names][:_FIELDS_NAMED]
    return f"no field {' or '.join(map(repr, wanted))}; it has: {', '.join(shown) or 'no field at all'}"


def find_field(record: dict[str, object], name: str, *, default: object = None) -> object:
    """The value of a field, by its exact name or else by its path (meta.body); a default if there is none."""
    if name in record:
        return record[name]
    value: object = record
    for part in name.split("."):
        value = value.get(part, default) if isinstance(value, dict) else default
    return value


def find_label(record: dict[str, object], name: str | None) -> str | None:
    """The value of a field that names something, as text; None when it cannot."""
    return name_value(find_field(record, name)) if name else None


def name_value(value: object) -> str | None:
    """A value as a name; None when it cannot be one, or is blank."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    name = str(value)
    return None if not name or name.isspace() else name


def _describe(value: object) -> str:
    return _KINDS.get(type(value), "a number")
