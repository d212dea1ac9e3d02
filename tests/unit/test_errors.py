"""Errors: one tree, one line each, and what to do about it."""

from __future__ import annotations

import inspect

import pytest

from compare import errors
from compare.errors import CompareError, MissingFieldError, RecordError

ALL = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_belongs_to_the_tree(kind: type[Exception]) -> None:
    """Whoever catches the base catches all."""
    assert issubclass(kind, CompareError)


def test_a_record_error_names_file_and_line() -> None:
    """The place stands first, as editors and grep have it, and can be read off."""
    error = RecordError("news/day.jsonl", 17, "no JSON object")

    assert "news/day.jsonl:17: no JSON object" == str(error)
    assert ("news/day.jsonl", 17, "no JSON object") == (error.path, error.line, error.reason)


def test_a_missing_field_says_what_is_there_and_how_to_name_it() -> None:
    """The fields the record has are listed in order, with the option that picks one."""
    error = MissingFieldError("day.jsonl", 3, ["text", "body"], {"story", "id"})

    assert (
        "day.jsonl:3: no field 'text' or 'body'; it has: id, story. Hint: name the text field with --text"
        == str(error)
    )


def test_a_field_that_holds_null_is_not_called_missing() -> None:
    """Null is told as what it is, with the other fields."""
    error = MissingFieldError("day.jsonl", 3, ["text", "body"], {"story", "id"}, nulls=["body"])

    assert "the field 'body' holds null, not text; the others: id, story. Hint" in error.reason


def test_a_record_without_fields_is_told_so() -> None:
    """An empty record has no list to show."""
    assert "no field at all" in str(MissingFieldError("day.jsonl", 3, ["text"], ()))
