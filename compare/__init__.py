"""compare: what a corpus of texts has in common, and what it tells differently.

`compare.report(["seeds/"])` gives a `Comparison`, `compare.diff("a.txt", "b.txt")` a `Diff`;
`compare.Dedup().run(["crawl/"], "clean.jsonl")` takes duplicates out, and `compare.why` tells the reason;
`compare.signatures(texts)` gives MinHash signatures as an array; `compare.likeness(left, right)` says how
likely two statements tell one fact; `compare.json_schema()` gives the schema of a report as JSON.
Nothing is imported before one of them is asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import takes as long as all else up to the first line of ours
if TYPE_CHECKING:
    from compare.api import Dedup, diff, json_schema, likeness, report, sample, signatures, why
    from compare.settings import CompareSettings, DedupSettings, OutputSettings, ReadSettings

__version__ = "0.1.0"

__all__ = [
    "CompareSettings",
    "Dedup",
    "DedupSettings",
    "OutputSettings",
    "ReadSettings",
    "__version__",
    "diff",
    "json_schema",
    "likeness",
    "report",
    "sample",
    "signatures",
    "why",
]


def __getattr__(name: str) -> object:
    """Import what is offered when it is first asked for."""
    if name in {"Dedup", "diff", "json_schema", "likeness", "report", "sample", "signatures", "why"}:
        from compare import api  # noqa: PLC0415 - loads numpy and the rest

        return getattr(api, name)
    if name in {"CompareSettings", "DedupSettings", "OutputSettings", "ReadSettings"}:
        from compare import settings  # noqa: PLC0415 - the command takes charge of signals before it loads any

        return getattr(settings, name)
    msg = f"module 'compare' has no attribute {name!r}"
    raise AttributeError(msg)
