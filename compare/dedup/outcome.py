"""What a run found: frozen values, which the summary and the manifest only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.dedup.changes import Change
    from compare.dedup.cuts import PartCounts
    from compare.dedup.furniture import FurnitureTable
    from compare.model import Skipped
    from compare.settings import DedupSettings
    from compare.sketch.lsh import Bands


@dataclass(frozen=True, slots=True)
class SourceCount:
    """Records of one source."""

    name: str
    read: int
    removed: int


@dataclass(frozen=True, slots=True)
class Group:
    """A record that stays, and how many there are of it with its duplicates."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Close:
    """A removal, the record that stays for it, and their Jaccard similarity."""

    removed: str
    kept: str
    score: float
    changes: tuple[Change, ...] = ()
    """The first places where their texts differ."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A version that stays, the record it is like, how like, and the words that differ."""

    version: str
    of: str
    score: float
    words: tuple[tuple[str, str], ...]
    """Figures, dates and negations of the other record and of the version; "" where one side has none."""


@dataclass(frozen=True, slots=True)
class Insides:
    """What came of looking for records inside others."""

    candidates: int
    """Pairs that were compared."""
    confirmed: int
    kept: int
    """Records that stay though they are inside another, since that stands behind them in keep order."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    seconds: float
    megabytes: int
    """The most memory that was in use at a time, pages of files included."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run that writes its records would take; as much memory as the dry run, else."""

    seconds: float
    least: int
    """Bytes of memory without band keys: from there on --memory can do with a file for these."""
    keys: int
    """Bytes of band keys, which is what that file would hold."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run at some threshold would remove; None where its signatures would be too short."""

    threshold: float
    exact: int = 0
    near: int | None = None
    inside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A run: what was read, what became of it, and how sure that is."""

    settings: DedupSettings
    read: int
    kept: int
    exact: int
    near: int
    inside: int
    emptied: int
    """Records that went since they hold no token, or since none of it stayed."""
    empty: int
    """Records without a token, gone or not."""
    unread: int
    """Records that were skipped."""
    blank: int
    skipped: tuple[Skipped, ...]
    notices: tuple[Skipped, ...]
    sources: tuple[SourceCount, ...]
    group_count: int
    groups: tuple[Group, ...]
    """The largest."""
    candidates: int
    confirmed: int
    bands: Bands | None
    insides: Insides | None
    """None where nobody asked for these."""
    closest: tuple[Close, ...]
    """The removals nearest the threshold."""
    versions: int
    """Records that stay since a figure, date or negation differs."""
    differing: tuple[Differing, ...]
    """Those most like the records that they are versions of."""
    kernel: str
    bytes: int
    cost: Cost
    furniture: FurnitureTable | None = None
    """What was set aside, if that was asked for."""
    forecasts: tuple[Forecast, ...] = ()
    resumed: int = 0
    """Parts of the inputs that a run which was ended had read before."""
    estimate: Estimate | None = None
    """Of a dry run."""
    manifest: str | None = None
    """The file that names all of what was skipped, if one was written."""
    parts: PartCounts | None = None
    """Below whole documents: how much of texts went, or in a dry run would go."""
    dry_run: bool = False

    @property
    def removed(self) -> int:
        """Records that went, or in a dry run would go."""
        return self.exact + self.near + self.inside + self.emptied
