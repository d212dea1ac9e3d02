"""What a past run took out of a text, found again in the file of what was removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compare.dedup.explanation import RemovedPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.dedup.explanation import Explanation

    Record = dict[str, Any]

_PARTS = 20  # that are shown of a record
_COPIES = 5  # records that are named of those that lost what stands in one


class PartsOf:
    """The parts that went of the record of a name, or because of it."""

    def __init__(self, records: Iterable[Record], name: str) -> None:
        self._name = name
        self.path: str | None = None
        """Where the record stands that lost them: the first of that name."""
        self.parts: list[RemovedPart] = []
        self._count = 0
        self._copies: dict[str, None] = {}
        for record in records:
            self._take(record)

    def _take(self, record: Record) -> None:
        """Look at a part that went.

        Raises:
            KeyError: it is none.
            TypeError: as above.
        """
        source = record["repeats"]
        path = str(record["path"])
        if self._name in (record["document"], path) and self.path in (None, path):
            self.path = path
            self._count += 1
            if len(self.parts) < _PARTS:
                places = record["start"], record["end"], str(record["text"])
                names = str(source["document"]), str(source["path"])
                self.parts.append(RemovedPart(*places, *names, source["start"], source["end"]))
        elif self._name in (source["document"], source["path"]):
            self._copies[str(record["document"])] = None

    def add_to(self, explanation: Explanation) -> Explanation:
        """What became of the record, with the parts of it that went."""
        return replace(
            explanation,
            path=self.path or explanation.path,
            parts=tuple(self.parts),
            part_count=self._count,
            copies=tuple(self._copies)[:_COPIES],
            copy_count=len(self._copies),
        )
