"""The rows of a comparison as columns: a data frame of pandas, a table of Arrow."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_type_hints

from compare.errors import MissingPackageError, SettingsError
from compare.render.rows import Kind, Row, columns_of, list_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    import pandas as pd
    import pyarrow as pa

    from compare.results import Comparison

_SURROGATES = re.compile("[\ud800-\udfff]")
# The types of a column that may have no value: of text, whole numbers and shares.
_IN_PANDAS = {str: "string", int: "Int64", float: "Float64"}
_IN_ARROW = {str: "string", int: "int64", float: "float64"}


def make_frame(comparison: Comparison, kinds: Sequence[str]) -> pd.DataFrame:
    """Findings of these kinds, of all if none is named, as a data frame."""
    pandas = _load("pandas", "to_pandas")
    columns, types = _read(comparison, kinds)
    return pandas.DataFrame(
        {name: pandas.array(cells, dtype=_IN_PANDAS[types[name]]) for name, cells in columns.items()}
    )


def make_table(comparison: Comparison, kinds: Sequence[str]) -> pa.Table:
    """Findings of these kinds, of all if none is named, as an Arrow table."""
    pyarrow = _load("pyarrow", "to_arrow")
    columns, types = _read(comparison, kinds)
    return pyarrow.table(
        {name: pyarrow.array(cells, type=_IN_ARROW[types[name]]) for name, cells in columns.items()}
    )


def _read(comparison: Comparison, names: Sequence[str]) -> tuple[dict[str, list[Any]], dict[str, type]]:
    """The columns that the kinds fill, and the type of each."""
    kinds = [_choose(name) for name in names or Kind]
    rows = list(list_rows(comparison, kinds))
    columns = {name: [_clean(getattr(row, name)) for row in rows] for name in columns_of(kinds)}
    return columns, {name: _type_of(hint) for name, hint in get_type_hints(Row).items()}


def _choose(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        msg = f"no table is called {name!r}; there are {', '.join(Kind)}"
        raise SettingsError(msg) from None


def _type_of(hint: Any) -> type:  # noqa: ANN401 - a type, or a union with None
    """What a field holds when it holds anything."""
    return next(kind for kind in _IN_PANDAS if kind is hint or kind in getattr(hint, "__args__", ()))


def _clean(cell: Any) -> Any:  # noqa: ANN401 - cells are of all types
    """The cell; a lone surrogate, which no UTF-8 can hold, written out."""
    if not isinstance(cell, str):
        return cell
    return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", str(cell))


def _load(package: str, method: str) -> ModuleType:
    try:
        return import_module(package)
    except ImportError as error:
        msg = f"{method} needs {package}: pip install 'compare-texts[notebook]'"
        raise MissingPackageError(msg) from error
