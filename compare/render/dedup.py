"""The summary of a dedup run: what was read, what went and why, how sure that is. ASCII, but for names."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from compare.render.changes import show_changes
from compare.render.escape import escape_line
from compare.render.versions import tell_differences
from compare.settings import Level, Match
from compare.sketch.lsh import detection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.dedup.outcome import Outcome

_MEGA = 1_000_000
_NAME_LENGTH = 36  # characters shown of an id or a source
_LINE_LENGTH = 140  # characters of a line of changes
_SOURCES = 8  # sources that are shown
_CURVE = (0.05, 0.0, -0.05, -0.1, -0.2)  # above and below the threshold
_INDENT = "  "
_PARTS = {Level.PARAGRAPH: "repeated paragraph", Level.LINE: "repeated line", Level.SPAN: "repeated passage"}
_WINDOW = 16  # shingles of which one becomes a fingerprint (docs/dedup.md)


def render_outcome(outcome: Outcome, *, verbose: bool = False) -> str:
    """The summary, of parts with an empty line between them."""
    parts = [
        _counts(outcome),
        _parts(outcome),
        _forecasts(outcome),
        _sources(outcome, verbose=verbose),
        _groups(outcome),
        _closest(outcome),
        _versions(outcome),
        _furniture(outcome),
        _evidence(outcome),
        _estimate(outcome),
        _cost(outcome, verbose=verbose),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _counts(outcome: Outcome) -> list[str]:
    would = "would be " if outcome.dry_run else ""
    rows = [
        (outcome.read, "read", f"and {_count(outcome.blank, 'blank line')}" if outcome.blank else ""),
        (outcome.kept, f"{would}kept", _kinds_kept(outcome)),
        (outcome.removed, f"{would}removed", _kinds(outcome)),
        (outcome.unread, "skipped", "" if not outcome.unread else "see above"),
    ]
    rows = [row for row in rows if row[0] or row[1] != "skipped"]
    width = max(len(f"{number:,}") for number, *_ in rows)
    return [f"{number:>{width},} {what}{f' ({note})' if note else ''}" for number, what, note in rows]


def _kinds_kept(outcome: Outcome) -> str:
    """What of that which stays one might not expect."""
    left_empty = outcome.parts.emptied if outcome.parts else 0
    empty = outcome.empty - (outcome.emptied - left_empty)
    without = f"{empty:,} of them without any word" if empty else ""
    versions = f"{outcome.versions:,} of them as versions" if outcome.versions else ""
    return ", ".join(filter(None, (without, versions)))


def _kinds(outcome: Outcome) -> str:
    kinds = [f"{outcome.exact:,} exact", f"{outcome.near:,} near"]
    if outcome.parts:
        kinds = [f"{outcome.parts.emptied:,} emptied"]
    kinds += [f"{outcome.inside:,} inside"] if outcome.insides else []
    empty = outcome.emptied - (outcome.parts.emptied if outcome.parts else 0)
    return ", ".join([*kinds, f"{empty:,} empty"] if empty else kinds)


def _parts(outcome: Outcome) -> list[str]:
    """How much went of texts, where that was looked for."""
    if not outcome.parts:
        return []
    parts, would = outcome.parts, "would be " if outcome.dry_run else ""
    what = _count(parts.parts, _PARTS[outcome.settings.level])
    return [
        *(["dry run: nothing was written"] if outcome.dry_run else []),
        f"{what} {would}removed: {_count(parts.characters, 'character')}",
        f"{_count(parts.shortened, 'record')} {would}shortened, {parts.emptied:,} {would}emptied and removed",
    ]


def _forecasts(outcome: Outcome) -> list[str]:
    """What would go at other thresholds; what is empty goes at each of them."""
    if not outcome.forecasts:
        return []
    rows = [["threshold", "exact", "near", "inside", "empty", "removed"]]
    for one in outcome.forecasts:
        near, inside, total = "num-perm too small", "", ""
        if one.near is not None:
            near, inside = f"{one.near:,}", f"{one.inside:,}"
            total = f"{one.exact + one.near + one.inside + outcome.emptied:,}"
        rows.append([f"{one.threshold:g}", f"{one.exact:,}", near, inside, f"{outcome.emptied:,}", total])
    shown = [True, True, True, outcome.insides is not None, outcome.emptied > 0, True]
    rows = [list(compress(row, shown)) for row in rows]
    return _table("dry run: nothing was written", rows, "<" + ">" * (len(rows[0]) - 1))


def _sources(outcome: Outcome, *, verbose: bool) -> list[str]:
    """Records and removals of each source, if there are several."""
    sources = sorted(outcome.sources, key=lambda source: (-source.read, source.name))
    shown = sources if verbose else sources[:_SOURCES]
    if len(sources) < 2:  # noqa: PLR2004 - one source is the whole
        return []
    rows = [("source", "read", "removed")]
    rows += [(_name(source.name), f"{source.read:,}", f"{source.removed:,}") for source in shown]
    more = (
        [f"{_INDENT}... {len(sources) - len(shown):,} more: -v shows them"]
        if len(shown) < len(sources)
        else []
    )
    return _table("", rows, "<>>") + more


def _groups(outcome: Outcome) -> list[str]:
    if not outcome.groups:
        return []
    rows = [(f"{group.size:,}", _name(group.name)) for group in outcome.groups]
    return _table(
        f"largest of {_count(outcome.group_count, 'group')} of duplicates, by what stays", rows, "><"
    )


def _closest(outcome: Outcome) -> list[str]:
    """The removals that a slightly higher threshold would not make."""
    if not outcome.closest:
        return []
    lines = [f"removals nearest the threshold of {outcome.settings.threshold:g}"]
    for one in outcome.closest:
        lines.append(f"{_INDENT}{one.score:.4f}  {_name(one.removed)} of {_name(one.kept)}")
        if one.changes:
            lines.append(f"{_INDENT}        {show_changes(one.changes, _LINE_LENGTH)}")
    return lines


def _furniture(outcome: Outcome) -> list[str]:
    """What was set aside, if that was asked for."""
    table = outcome.furniture
    if table is None:
        return []
    lines = _count(len(table.lines), "line")
    where = f"{_count(table.sources, 'source')} set aside as furniture in {_count(table.records, 'record')}"
    return [f"{lines} of {where}"]


def _versions(outcome: Outcome) -> list[str]:
    """What stays for a figure, date or negation, and which these are."""
    if not outcome.differing:
        return []
    rows = [
        (f"{one.score:.4f}", f"{_name(one.version)} of {_name(one.of)}", _name(tell_differences(one.words)))
        for one in outcome.differing
    ]
    more = outcome.versions - len(rows)
    title = "kept as versions, since a figure, date or negation differs"
    return _table(f"{title}{f' ({more:,} more)' if more else ''}", rows, "><<")


def _evidence(outcome: Outcome) -> list[str]:
    """How many candidates were compared, and how likely a pair is to be one."""
    if outcome.parts:
        return []
    insides = _insides(outcome)
    if outcome.bands is None or Match.NEAR not in outcome.settings.match:
        return insides or ["only exact duplicates were looked for"]
    compared = f"{_count(outcome.candidates, 'candidate pair')} compared, {outcome.confirmed:,} confirmed"
    points = [outcome.settings.threshold + step for step in _CURVE]
    curve = ", ".join(
        f"{point:g}: {detection(outcome.bands, point):.1%}"
        for point in (round(point, 3) for point in sorted(points))
        if 0 < point <= 1
    )
    return [compared, f"chance that a pair of a similarity is compared: {curve}", *insides]


def _insides(outcome: Outcome) -> list[str]:
    """How many pairs were compared as one inside the other, and how likely such a pair is to be one."""
    if outcome.insides is None:
        return []
    found = outcome.insides
    pairs = f"{_count(found.candidates, 'pair')} compared, {found.confirmed:,} confirmed"
    stay = f"; {_count(found.kept, 'record')} kept, inside one that stands later" if found.kept else ""
    run = outcome.settings.shingle_size + _WINDOW - 1
    chance = f"found by shared runs of {run} tokens, as 99.9% of those were that were planted in longer ones"
    return [f"inside others: {pairs}{stay}", chance]


def _cost(outcome: Outcome, *, verbose: bool) -> list[str]:
    seconds = outcome.cost.seconds
    speed = f", {outcome.bytes / _MEGA / seconds:,.0f} MB/s" if seconds else ""
    line = (
        f"{outcome.bytes / _MEGA:,.1f} MB in {seconds:.1f} s{speed}, {outcome.cost.megabytes:,} MB of memory"
    )
    parts = f"{_count(outcome.resumed, 'part')} of the inputs had been read by the run before"
    return [
        *([parts] if outcome.resumed else []),
        f"{line}, kernel {outcome.kernel}" if verbose else line,
    ]


def _estimate(outcome: Outcome) -> list[str]:
    """What a run would take that writes its records."""
    estimate = outcome.estimate
    if estimate is None:
        return []
    time, memory = f"{estimate.seconds:.1f} s", f"{outcome.cost.megabytes:,} MB of memory"
    least = f"{-(-estimate.least // _MEGA)}MB"
    keys = f"{-(-estimate.keys // _MEGA):,} MB"
    return [
        f"a run that writes the records would take about {time} and {memory}",
        f"with --memory {least} or more it can do, with up to {keys} of band keys in a file",
    ]


def _table(title: str, rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """Rows in columns, each aligned by one of the signs < and >."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(f"{cell:{sign}{width}}" for cell, sign, width in zip(row, align, widths, strict=True))
        for row in rows
    ]
    return [*([title] if title else []), *((_INDENT + line).rstrip() for line in lines)]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _name(text: str) -> str:
    line = escape_line(text)
    return line if len(line) <= _NAME_LENGTH else f"{line[: _NAME_LENGTH - 3]}..."
