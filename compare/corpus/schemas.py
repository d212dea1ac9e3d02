"""The schema of a file of columns: that of the inputs, or one that holds the records of all of them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from compare.corpus.forms import Form
from compare.corpus.row_batches import as_columns, list_records
from compare.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.corpus.column_files import Column, Schema
    from compare.corpus.rows import Rows
    from compare.corpus.source import Source

    Records = Sequence[dict[str, object]]

# What values that no column holds raise when one is made of them.
_MIXED = (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError)


class _Found(NamedTuple):
    """The type of a field, and an input in which it has that type."""

    kind: Any
    path: str


def plan_schema(rows: Rows, gone: bytes, suffix: str) -> Schema:
    """The schema of what is written: that of the inputs, if all have one, else one that holds what stays.

    Raises:
        SettingsError: a field has values that no column holds, here or in two inputs.
    """
    spans = [(source, span) for source, span in rows.input_spans() if len(span)]
    schemas = [as_columns(source).schema for source, _ in spans if source.form.is_columns]
    if len(schemas) == len(spans) and all(one.equals(schemas[0], check_metadata=True) for one in schemas):
        return schemas[0] if schemas else pa.schema([])
    planner = _Planner(rows, gone, suffix)
    for source, span in spans:
        planner.take(source, span)
    schema = planner.make(_common_metadata(schemas))
    empty = next((field.name for field in schema if _holds_nothing(field.type)), None)
    if suffix == Form.PARQUET and empty is not None:
        msg = f"the field {empty!r} holds objects without fields alone, as Parquet cannot: name -o .jsonl"
        raise SettingsError(msg)
    return schema


def make_column(values: Iterable[object], name: str, path: str, suffix: str, kind: Column = None) -> Column:
    """A column of values, of a type of its own where none is given.

    Raises:
        SettingsError: no column holds them.
    """
    values = list(values)
    try:
        try:
            return pa.array(values, kind)
        except UnicodeEncodeError:  # half a character, which JSON knows and UTF-8 does not
            return pa.array([_repair(value) for value in values], kind)
    except _MIXED as error:
        msg = (
            f"the field {name!r} has values in {path} that no column of one type holds, as a {suffix} file "
            f"needs them ({error}): name -o .jsonl"
        )
        raise SettingsError(msg) from error


class _Planner:
    """Finds types that hold the fields of all inputs."""

    def __init__(self, rows: Rows, gone: bytes, suffix: str) -> None:
        self._rows = rows
        self._gone = gone
        self._suffix = suffix
        self._fields = dict[str, _Found]()

    def take(self, source: Source, span: range) -> None:
        """Take in the fields of a source."""
        for name, found in self._find_fields(source, span):
            other = self._fields.get(name)
            self._fields[name] = self._merge(name, other, found) if other else found

    def make(self, metadata: dict[bytes, bytes] | None) -> Schema:
        """The schema of all."""
        return pa.schema(
            [pa.field(name, found.kind) for name, found in self._fields.items()], metadata=metadata
        )

    def _find_fields(self, source: Source, span: range) -> Iterable[tuple[str, _Found]]:
        """The fields of a source with their types, of records again for each batch."""
        path = source.entries[0].path
        if source.form.is_columns:
            schema = as_columns(source).schema
            if len(set(schema.names)) < len(schema.names):
                msg = f"a column of {path} stands twice, so its rows fit no file but one of their own"
                raise SettingsError(msg)
            yield from ((field.name, _Found(field.type, path)) for field in schema)
        elif source.names is not None:
            yield from ((name, _Found(pa.string(), path)) for name in source.names)
        else:
            yield from self._find_types(source, span)

    def _find_types(self, source: Source, span: range) -> Iterable[tuple[str, _Found]]:
        for records, some in list_records(self._rows, source, span, self._gone):
            path = self._rows.entry(some.start).path
            for name in dict.fromkeys(name for record in records for name in record):
                values = (record.get(name) for record in records)
                yield name, _Found(make_column(values, name, path, self._suffix).type, path)

    def _merge(self, name: str, left: _Found, right: _Found) -> _Found:
        """What holds the values of a field in two inputs."""
        if left.kind == right.kind:
            return left
        for left_kind, right_kind in ((left.kind, right.kind), (_simple(left.kind), _simple(right.kind))):
            with suppress(*_MIXED):
                return _Found(_unify(left_kind, right_kind), right.path)
        places = " and ".join(f"{found.kind} in {found.path}" for found in (left, right))
        msg = f"the field {name!r} is {places}, which one {self._suffix} file cannot hold: name -o .jsonl"
        raise SettingsError(msg)


def _holds_nothing(kind: Column) -> bool:
    """Whether a type is, or is made of, objects without fields."""
    if pa.types.is_list(kind):
        return _holds_nothing(kind.value_type)
    if not pa.types.is_struct(kind):
        return False
    return not kind.num_fields or any(_holds_nothing(kind.field(at).type) for at in range(kind.num_fields))


def _unify(left: Column, right: Column) -> Column:
    schemas = [pa.schema([("field", kind)]) for kind in (left, right)]
    return pa.unify_schemas(schemas, promote_options="permissive").field(0).type


def _simple(kind: Column) -> Column:
    """The type of the values of a dictionary, or of texts that are only referred to."""
    if pa.types.is_dictionary(kind):
        return _simple(kind.value_type)
    if pa.types.is_string_view(kind):
        return pa.large_string()
    return pa.large_binary() if pa.types.is_binary_view(kind) else kind


def _common_metadata(schemas: Sequence[Schema]) -> dict[bytes, bytes] | None:
    """What all schemas say of themselves that is no description of columns that are others now."""
    if not schemas:
        return None
    first, *others = ({**(schema.metadata or {})} for schema in schemas)
    return {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}


def _repair(value: object) -> object:
    """A value in which U+FFFD stands for what is half a character."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, dict):
        return {_repair(name): _repair(one) for name, one in value.items()}
    return [_repair(one) for one in value] if isinstance(value, list) else value
