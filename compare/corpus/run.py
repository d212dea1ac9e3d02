"""A dedup run from paths to files: scan, decide, write, and see to it that all of it adds up."""

from __future__ import annotations

import resource
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from compare.corpus.absent import note_absent
from compare.corpus.checkpoint import Checkpoint, find_checkpoint
from compare.corpus.estimate import estimate_run
from compare.corpus.files import NewFiles, StreamSink
from compare.corpus.forms import Form
from compare.corpus.inputs import Inputs
from compare.corpus.jobs import Jobs
from compare.corpus.log import Log
from compare.corpus.manifest import AllSeen, make_manifest
from compare.corpus.memory import limit_memory
from compare.corpus.open import STDIN, STDIN_NAME, UnreadableError, find_inputs_in_order, find_others
from compare.corpus.parts import SHARD, Parts
from compare.corpus.paths import refuse_entries
from compare.corpus.rows import Rows, reading_again
from compare.corpus.scan import scan_sources
from compare.corpus.set_aside import set_aside_furniture
from compare.corpus.summing import sum_up
from compare.corpus.targets import Read, find_temp, plan_targets
from compare.corpus.verdict import decide_rows
from compare.corpus.versions import go_through, write_versions
from compare.corpus.writing import write_annotated, write_kept, write_pairs, write_removed
from compare.dedup.outcome import Cost, Forecast
from compare.dedup.tables import date_field, date_fields, make_table, plan_bands
from compare.errors import InputError, SettingsError
from compare.settings import Level, Match, OnError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from compare.corpus.files import Sink
    from compare.corpus.open import Entry
    from compare.corpus.source import Source
    from compare.corpus.targets import Targets
    from compare.corpus.verdict import Verdict
    from compare.dedup.outcome import Outcome
    from compare.model import Skipped
    from compare.settings import DedupSettings, OutputSettings, ReadSettings

_FORECAST = (0.7, 0.8, 0.9)  # the thresholds that a dry run tries
_OTHER_FILES = 64  # files that are open besides the inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a run has to work with, none of which changes what it finds."""

    threads: int
    stdin: BinaryIO | None = None
    stdout: BinaryIO | None = None
    progress: Callable[[int, int], None] | None = None
    """Is told how many bytes were scanned, of how many (0: not known)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it was asked for."""

    paths: Sequence[str]
    settings: DedupSettings
    read: ReadSettings
    output: OutputSettings
    means: Means
    version: str
    against: Sequence[str] = ()
    """Paths whose records are only compared with: they stand before all others, and stay."""


class _Sources(NamedTuple):
    """What was scanned: the inputs, and what they are compared with."""

    inputs: Sequence[Source]
    against: Sequence[Source]


def run_dedup(run: Run) -> Outcome:
    """Do it all, and say what came of it; of a dry run, also what would go at other thresholds."""
    with ExitStack() as opened:
        outcome, sources = _run_once(run, opened)
        if not run.output.dry_run or run.settings.level is not Level.DOCUMENT:
            return outcome
        forecasts = [_forecast_at(threshold, run, sources, outcome) for threshold in _FORECAST]
        return replace(outcome, forecasts=tuple(forecasts))


def _forecast_at(threshold: float, run: Run, sources: _Sources, outcome: Outcome) -> Forecast:
    """What a run at another threshold would remove: all is scanned and decided again."""
    if threshold == run.settings.threshold or Match.NEAR not in run.settings.match:
        return Forecast(threshold, outcome.exact, outcome.near, outcome.inside)
    settings = replace(run.settings, threshold=threshold)
    try:
        rows = _make_rows(settings, run, Log(OnError.SKIP))
    except SettingsError:  # the signatures are too short for it
        return Forecast(threshold, outcome.exact)
    with ExitStack() as opened:
        _limit(rows, run, find_temp(run.output), opened)
        _fill(rows, sources.inputs, sources.against, run.means.threads, lambda _: None)
        if settings.ignore:
            set_aside_furniture(rows, threads=run.means.threads)
        decision = decide_rows(rows, settings, threads=run.means.threads).decision
    return Forecast(threshold, decision.exact, decision.near, decision.inside)


def _fill(
    rows: Rows,
    inputs: Iterable[Source],
    against: Iterable[Source],
    threads: int,
    progress: Callable[[int], None],
) -> None:
    scan_sources(rows, inputs, threads=threads, progress=progress)
    rows.end_inputs()
    scan_sources(rows, against, threads=threads, progress=progress)


def _make_rows(settings: DedupSettings, run: Run, log: Log, checkpoint: Checkpoint | None = None) -> Rows:
    table = make_table(settings, run.read, checkpoint.key if checkpoint else None)
    rows = Rows(table, run.read, log, date_field(settings))
    rows.checkpoint = checkpoint
    return rows


def _open_checkpoint(run: Run, targets: Targets, entries: Sequence[Entry], opened: ExitStack) -> Checkpoint:
    """What an earlier run has left, or the beginning of what this one may leave."""
    if run.output.dry_run:
        raise SettingsError("--resume keeps a checkpoint, and a dry run writes nothing: leave one out")
    path = find_checkpoint(targets)
    refuse_entries(path, entries, "--resume")
    checkpoint = Checkpoint(path, run)
    opened.callback(checkpoint.close)
    return checkpoint


def _run_once(run: Run, opened: ExitStack) -> tuple[Outcome, _Sources]:
    """What came of a run, and its sources, which stay *opened*."""
    begun = time.perf_counter()
    _refuse_of_documents(run)
    plan_bands(run.settings)  # refuses what cannot work before anything is read
    entries, left_out = find_inputs_in_order(run.paths)
    others, twice, left_out_too = _find_against(run.against, entries)
    reads = Read(run.paths, entries, run.against, others)
    of_parts = run.settings.level is not Level.DOCUMENT
    targets = plan_targets(run.output, reads, guarded=run.settings.guard is not None, rewritten=of_parts)
    if targets.form is not Form.LINES and of_parts:
        msg = f"--level {run.settings.level} writes JSON lines, not {targets.form}: name -o .jsonl"
        raise SettingsError(msg)
    log = Log(run.read.on_error)
    for error in (*left_out, *left_out_too):
        log.skip(error)
    for entry in twice:
        log.note(entry.path, None, "it is an input, so that nothing is compared with it as --against says")
    inputs = Inputs(run.read, targets.spool, run.means.stdin, log, dates=date_fields(run.settings))
    checkpoint = _open_checkpoint(run, targets, entries, opened) if run.output.resume else None
    rows = _make_rows(run.settings, run, log, checkpoint)
    _limit(rows, run, targets.spool, opened)
    opened.callback(_close, rows.sources)  # not the rows: their table would stay as well
    try:
        _scan(run, inputs, reads, rows)
        outcome = _finish(run, inputs, rows, targets, begun)
    except Exception:  # whatever comes of an input that changed, that is why
        _check_sources(rows)
        raise
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cost = Cost(time.perf_counter() - begun, memory)
    manifest = str(targets.manifest) if targets.manifest else None
    sources = _Sources(rows.sources[: rows.input_sources], rows.sources[rows.input_sources :])
    return replace(outcome, cost=cost, manifest=manifest), sources


def _find_against(
    paths: Sequence[str], entries: Sequence[Entry]
) -> tuple[list[Entry], list[Entry], list[UnreadableError]]:
    """What is to be compared with, what of it is an input, and what was left out."""
    if STDIN in paths:
        raise SettingsError(
            "--against - : only records are read from stdin; name a file (./- is one of that name)"
        )
    return find_others(paths, entries)


def _limit(rows: Rows, run: Run, folder: Path, opened: ExitStack) -> None:
    """Keep to the limit for memory, if there is one."""
    if run.output.memory:
        rows.limit = limit_memory(rows.table, run.output.memory, folder)
        opened.callback(rows.limit.file.close)


def _refuse_of_documents(run: Run) -> None:
    """Refuse what is said of whole documents where parts of them go.

    Raises:
        SettingsError: so it is.
    """
    named: dict[str, object] = {
        "annotate": run.output.annotate,
        "pairs": run.output.pairs,
        "against": run.against,
    }
    named |= {"memory": run.output.memory, "resume": run.output.resume}
    name = next((name for name, value in named.items() if value), None)
    if name and run.settings.level is not Level.DOCUMENT:
        msg = f"--{name} is for whole documents: leave it out with --level {run.settings.level}"
        raise SettingsError(msg)


def _close(sources: Iterable[Source]) -> None:
    for source in sources:
        source.close()


def _scan(run: Run, inputs: Inputs, reads: Read, rows: Rows) -> None:
    entries, others = reads.entries, reads.also
    _allow_files(len(entries) + len(others))
    total = sum(map(_size_of, (*entries, *others)))
    done = 0

    def progress(size: int) -> None:
        nonlocal done
        done += size
        if run.means.progress:
            run.means.progress(done, total)

    against = inputs.open_others(others, len(entries))
    _fill(rows, inputs.open(entries), against, run.means.threads, progress)


def _finish(run: Run, inputs: Inputs, rows: Rows, targets: Targets, begun: float) -> Outcome:
    """Decide, and write what is to be written, all of it or nothing."""
    threads = run.means.threads
    furniture = set_aside_furniture(rows, threads=threads) if run.settings.ignore else None
    verdict = decide_rows(rows, run.settings, threads=threads)
    note_absent(rows, run.settings)
    size = sum(seen.size for seen in (*inputs.seen, *inputs.compared_with))
    if run.output.dry_run:
        if run.settings.level is not Level.DOCUMENT:
            return replace(sum_up(rows, verdict, run.settings, size, furniture), dry_run=True)
        estimate = estimate_run(rows, verdict, begun, targets.spool)
        return replace(sum_up(rows, verdict, run.settings, size, furniture), estimate=estimate, dry_run=True)
    if rows.count == rows.skipped:
        _refuse_loss(rows.log.skipped, targets)
    with NewFiles(threads=threads) as files:
        if targets.folder:
            files.make_folder(targets.folder)
        kept = _write(run, rows, verdict, targets, files)
        _check_sources(rows)
        outcome = sum_up(rows, verdict, run.settings, size, furniture)
        if targets.manifest:
            seen = AllSeen(inputs.seen, inputs.compared_with)
            files.open(targets.manifest).write(make_manifest(run, targets, kept, seen, outcome))
        for stale in targets.stale:
            files.take_away(stale)
        files.move()
    if rows.checkpoint:
        rows.checkpoint.remove()
        return replace(outcome, resumed=rows.checkpoint.taken)
    return outcome


def _refuse_loss(skipped: Sequence[Skipped], targets: Targets) -> None:
    """Refuse to replace what an earlier run wrote where nothing could be read, such as for a slip in --text.

    Raises:
        InputError: so it is.
    """
    files = (targets.kept, targets.removed, targets.pairs, *targets.stale)
    lost = next((path for path in files if path and path.is_file()), None)
    if skipped and lost:
        first = skipped[0]
        place = first.path if first.line is None else f"{first.path}:{first.line}"
        msg = f"no record could be read, so {lost} stays as it is; {place}: {first.reason}"
        raise InputError(msg)


def _write(run: Run, rows: Rows, verdict: Verdict, targets: Targets, files: NewFiles) -> int:
    """Write all but the manifest; how many files the records that stay are in."""
    prefix = run.output.annotate_prefix
    if targets.pairs:
        write_pairs(rows, run.settings, run.means.threads, files.open(targets.pairs))
    with Jobs(min(run.means.threads - 1, 1)) as jobs:
        beside = None
        if targets.removed:
            sink = files.open(targets.removed)
            write = partial(write_removed, rows, verdict, prefix, sink, needless=jobs.are_over)
            beside = jobs.start(write) if run.means.threads > 1 else write()
        parts = _begin_parts(run, targets, files)
        if targets.versions:
            write_versions(rows, verdict.decision, files.open(targets.versions))
        if run.output.annotate:
            versions = go_through(verdict.decision) if run.settings.guard else None
            write_annotated(rows, verdict, prefix, versions, parts)
        else:
            write_kept(rows, verdict, targets.form, targets.suffix, parts)
        if beside:
            beside.result()
    return parts.count


def _begin_parts(run: Run, targets: Targets, files: NewFiles) -> Parts:
    """The files for the records that stay, or stdout."""

    def begin(number: int) -> Sink:
        return files.open(targets.shard(number)) if targets.kept else StreamSink(run.means.stdout)

    return Parts(begin, files.finish, limit=SHARD if targets.folder else None)


def _check_sources(rows: Rows) -> None:
    """Note which files grew meanwhile.

    Raises:
        InputError: what was scanned of one is no longer there.
    """
    for source in rows.sources:
        try:
            with reading_again([source]):
                source.check()
        except UnreadableError as error:
            rows.log.skip(error, source.number)


def _allow_files(number: int) -> None:
    """Have so many files open at once, as far as the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and wanted > soft:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _size_of(entry: Entry) -> int:
    """The size of a file whose bytes are scanned as they are; 0 when that cannot be known."""
    try:
        return 0 if entry.packing or entry.path == STDIN_NAME else entry.place.stat().st_size
    except (OSError, ValueError):
        return 0
