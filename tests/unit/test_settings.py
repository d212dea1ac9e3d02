"""Settings are checked when they are made, and say what is wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from compare import Dedup
from compare.errors import CompareError, SettingsError
from compare.settings import CompareSettings, ReadSettings, Unit


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (CompareSettings, "ngram", 0),
        (CompareSettings, "ngram", 101),
        (CompareSettings, "num_perm", 0),
        (CompareSettings, "seed", -1),
        (CompareSettings, "seed", 1 << 32),
        (CompareSettings, "threshold", 0.0),
        (CompareSettings, "threshold", 1.01),
        (CompareSettings, "threshold", float("nan")),
        (ReadSettings, "max_doc_bytes", 0),
        (ReadSettings, "max_doc_bytes", 1 << 31),
        (Dedup, "threads", 0),
        (Dedup, "threads", -1),
        (ReadSettings, "text", ()),
        (ReadSettings, "text", ("body", "")),
        (ReadSettings, "encoding", "utf-9"),
        (ReadSettings, "encoding", "utf\x008"),
        (ReadSettings, "encoding", ""),
        (ReadSettings, "encoding", "base64"),
        (ReadSettings, "encoding", "undefined"),
    ],
)
def test_a_bad_value_is_refused_by_name(kind: type, name: str, value: object) -> None:
    """The message names the option as it is written on the command line, or the charset."""
    with pytest.raises(SettingsError) as caught:
        kind(**{name: value})

    assert name.replace("_", "-") in str(caught.value) or repr(value) in str(caught.value)


@pytest.mark.parametrize("values", [{"threshold": 1.0}, {"ngram": 1}, {"num_perm": 1}, {"seed": 0}])
def test_values_at_the_edge_are_taken(values: dict[str, Any]) -> None:
    """Limits belong to the range."""
    settings = CompareSettings(**values)

    assert values.items() <= settings.as_dict().items()


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "cp1252", "latin-1", "utf-16", "utf-8-sig", "idna"])
def test_charsets_go_by_any_of_their_names(encoding: str) -> None:
    """What Python decodes text with is taken."""
    assert encoding == ReadSettings(encoding=encoding).encoding


@pytest.mark.parametrize(
    ("unit", "ngram", "expected"),
    [(Unit.AUTO, None, 5), (Unit.WORD, None, 5), (Unit.CHAR, None, 8), (Unit.CHAR, 3, 3), (Unit.AUTO, 1, 1)],
)
def test_the_unit_says_how_long_a_shingle_is(unit: Unit, ngram: int | None, expected: int) -> None:
    """Five words or eight characters, unless a number is given."""
    assert expected == CompareSettings(unit=unit, ngram=ngram).shingle_size


def test_every_setting_is_recorded() -> None:
    """The record of a report has each field by name, with its value."""
    settings = CompareSettings(threshold=0.7)

    assert [field.name for field in fields(settings)] == list(settings.as_dict())
    assert 0.7 == settings.as_dict()["threshold"]


def test_settings_do_not_change() -> None:
    """A setting cannot be set again once it is checked."""
    with pytest.raises(FrozenInstanceError):
        CompareSettings().threshold = 0.5  # type: ignore[misc]


def test_settings_errors_are_the_users_to_mend() -> None:
    """They belong to the tree that the command line turns into one line."""
    assert issubclass(SettingsError, CompareError)
