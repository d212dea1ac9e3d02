"""The manifest of a run: what was asked, what was read, what came of it, and how to do it again."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.names import show_name
from compare.corpus.paths import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from compare.corpus.run import Run
    from compare.corpus.seen import Seen
    from compare.corpus.targets import Targets
    from compare.dedup.furniture import FurnitureTable
    from compare.dedup.outcome import Outcome
    from compare.model import Skipped

_FURNITURE_LISTED = 1000  # lines of furniture; of more there is a digest
SCHEMA = "compare/dedup/1"
_HALF = re.compile("[\ud800-\udfff]")  # half a character, or a byte of a name that is not UTF-8
_OF_NO_EFFECT = frozenset({"force", "temp", "memory", "resume", "dry_run"})  # on what is written


class AllSeen(NamedTuple):
    """What is known of the files that were read."""

    inputs: Sequence[Seen]
    against: Sequence[Seen]


def make_manifest(run: Run, targets: Targets, kept: int, seen: AllSeen, outcome: Outcome) -> bytes:
    """The manifest as JSON; the records that stay are in so many files.

    The same run gives the same bytes: there is no time in it, no machine or kernel, no number of threads,
    and not how many candidates were compared, which depends on the secret key of the run.
    """
    content = {
        "schema": SCHEMA,
        "version": run.version,
        "arguments": list(run.paths),
        "against": list(run.against),
        "settings": _plain(outcome.settings.as_dict()),
        "reading": _plain(asdict(run.read)),
        "output": {name: value for name, value in asdict(run.output).items() if name not in _OF_NO_EFFECT},
        "files": {
            "kept": _list_kept(targets, kept),
            "removed": _beside(targets.removed, targets),
            "versions": _beside(targets.versions, targets),
        },
        "bands": asdict(outcome.bands) if outcome.bands else None,
        "inputs": [one.as_dict() for one in seen.inputs],
        "compared_with": [one.as_dict() for one in seen.against],
        "counts": _counts(outcome),
        "parts": asdict(outcome.parts) if outcome.parts else None,
        "sources": [asdict(source) for source in outcome.sources],
        "confirmed": outcome.confirmed,
        **_furniture(outcome.furniture),
        "skipped": _list(outcome.skipped),
        "notices": _list(outcome.notices),
    }
    text = json.dumps(content, indent=1, ensure_ascii=False)
    return _HALF.sub(_write_out, text).encode() + b"\n"


def _write_out(half: re.Match[str]) -> str:
    """What stands for no character, as text in JSON: as names are shown, so with all else."""
    shown = show_name(half[0])
    return "\\" + (shown if shown != half[0] else f"\\u{ord(shown):04x}")


def _list_kept(targets: Targets, count: int) -> str | list[str | None] | None:
    """How to get to the kept records: of a folder a list, be it of one file."""
    if targets.folder is None:
        return _beside(targets.kept, targets)
    return [_beside(targets.shard(number), targets) for number in range(count)]


def _beside(path: Path | None, targets: Targets) -> str | None:
    """How to get to a file from the folder of the manifest."""
    if path is None or targets.manifest is None:
        return None
    return os.path.relpath(resolve(path), resolve(targets.manifest).parent)


def _counts(outcome: Outcome) -> dict[str, int]:
    return {
        "read": outcome.read,
        "kept": outcome.kept,
        "removed": outcome.removed,
        "exact": outcome.exact,
        "near": outcome.near,
        "inside": outcome.inside,
        "inside_kept": outcome.insides.kept if outcome.insides else 0,
        "emptied": outcome.emptied,
        "versions": outcome.versions,
        "skipped": outcome.unread,
        "empty": outcome.empty,
        "blank_lines": outcome.blank,
    }


def _furniture(table: FurnitureTable | None) -> dict[str, object]:
    """The lines that were set aside, and what tells their table from another where they are too many."""
    if table is None:
        return {}
    listed = [list(line) for line in table.lines] if len(table.lines) <= _FURNITURE_LISTED else None
    content = {"lines": len(table.lines), "records": table.records, "digest": table.digest, "table": listed}
    return {"furniture": content}


def _plain(settings: dict[str, object]) -> dict[str, object]:
    """The settings as JSON can hold them, none in an order of chance."""
    return {
        name: sorted(map(str, value)) if isinstance(value, frozenset) else value
        for name, value in settings.items()
    }


def _list(items: Iterable[Skipped]) -> list[dict[str, object]]:
    return [{"path": one.path, "line": one.line, "reason": one.reason} for one in items]
