"""The removals of a past run that were nearest its threshold, with what their texts differ in."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.lookup import find_trail, parse_line
from compare.corpus.past import open_past, read_input_lines, read_lines, split_place
from compare.corpus.records import find_label, find_text
from compare.dedup.changes import Extent, find_changes
from compare.dedup.explanation import Sample
from compare.errors import CompareError, InputError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compare.corpus.lookup import Record
    from compare.corpus.past import Past

_SHOWN = Extent(changes=6, context=8, words=24)  # of the texts of each removal


class _Removal(NamedTuple):
    """A record that went, as the trail has it; those nearest the threshold sort first."""

    score: float
    number: int
    record: Record


def sample_removals(run: str, count: int) -> tuple[Sample, ...]:
    """The near duplicates that went with the lowest scores, of equals the first ones.

    Raises:
        NoInputError: there is no such run.
        SettingsError: the run wrote nothing by which they are known.
    """
    past = open_past(run)
    trail = find_trail(past)
    if not trail:
        msg = f"{past.manifest} is of a run that wrote no removed records: run it again with --removed FILE"
        raise SettingsError(msg)
    lines = chain.from_iterable(map(read_lines, trail))
    removals = nsmallest(count, _find_near(past, lines), key=lambda removal: removal[:2])
    kept, notes = _read_kept(past, [_path_of(past, one.record) for one in removals])
    return tuple(_explain(past, one, kept, notes) for one in removals)


def _find_near(past: Past, lines: Iterable[bytes]) -> Iterator[_Removal]:
    """The near duplicates among the lines of the trail."""
    for number, line in enumerate(lines):
        record = parse_line(line)
        score = record.get(past.prefix + "score") if record else None
        if record and record.get(past.prefix + "kind") == "near" and isinstance(score, float):
            yield _Removal(score, number, record)


def _path_of(past: Past, record: Record) -> str:
    return str(record.get(past.prefix + "of_path"))


def _read_kept(past: Past, places: Sequence[str]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The lines of inputs that stay, each input read once; of places that cannot be read the reason."""
    wanted: dict[str, list[int]] = defaultdict(list)
    inputs = {place: known for place in places if (known := split_place(past, place))}
    for path, number in inputs.values():
        wanted[path].append(number)
    lines: dict[str, bytes] = {}
    failed: dict[str, str] = {}
    for path, numbers in wanted.items():
        try:
            lines |= read_input_lines(past, path, numbers)
        except CompareError as error:
            failed[path] = str(error)
    return lines, {place: failed[path] for place, (path, _) in inputs.items() if path in failed}


def _explain(past: Past, removal: _Removal, kept: Mapping[str, bytes], notes: Mapping[str, str]) -> Sample:
    record, kept_path = removal.record, _path_of(past, removal.record)
    path = str(record.get(past.prefix + "path"))
    line = parse_line(kept[kept_path]) if kept_path in kept else None
    changes = None
    if line is not None:
        try:
            texts = [find_text(one, kept_path, 1, past.read) for one in (line, record)]
            changes = find_changes(texts[0], texts[1], _SHOWN)
        except InputError:  # a text that is no longer one
            changes = None
    return Sample(
        name=find_label(record, past.read.id) or path,
        path=path,
        kept=str(record.get(past.prefix + "of")),
        kept_path=kept_path,
        score=removal.score,
        changes=changes or (),
        note=None if changes is not None else notes.get(kept_path, f"{kept_path} cannot be read any more"),
    )
