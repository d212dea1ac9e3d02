"""Finds what a past run says of a record that stays as a version of another one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from compare.corpus.past import read_lines
from compare.corpus.rows import AGAINST
from compare.corpus.trail import VERSION_FIELDS, version_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from compare.corpus.past import Past

    Record = dict[str, Any]


class PastVersion(NamedTuple):
    """Where a version stands, the record it is like, where that stands, and how like they are."""

    path: str
    of: str
    of_path: str
    score: float


def find_version(past: Past, name: str, stay: Iterable[Record]) -> PastVersion | None:
    """What is said of a record of that name or place: of an annotated run, by records of it that *stay*."""
    if past.annotated:
        prefix, place = version_prefix(past.prefix), past.prefix + "path"
        return next(filter(None, (_read(record, prefix, place) for record in stay)), None)
    lines = _find_lines(past.versions, name) if past.versions and past.versions.is_file() else iter(())
    return next(filter(None, (_read(record, "", "path") for record in lines)), None)


def is_against(past: Past, name: str) -> bool:
    """Whether a name is that of a record which was only compared with."""
    return name.startswith(AGAINST) or not past.against.isdisjoint((name, name.rpartition(":")[0]))


def _find_lines(path: Path, name: str) -> Iterator[Record]:
    for line in read_lines(path):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and name in (record.get("id"), record.get("path")):
            yield record


def _read(record: Record, prefix: str, place: str) -> PastVersion | None:
    of, of_path, score = (record.get(prefix + field) for field in VERSION_FIELDS)
    path = record.get(place)
    texts = all(isinstance(value, str) for value in (path, of, of_path))
    return (
        PastVersion(str(path), str(of), str(of_path), score) if texts and isinstance(score, float) else None
    )
