"""The files that a run writes, checked before anything is read: none is an input, or there already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from compare.corpus.forms import Form, form_of
from compare.corpus.open import STDIN
from compare.corpus.paths import refuse_entries, refuse_folders, resolve
from compare.corpus.suffixes import COLUMN_SUFFIXES, PACKINGS, TABLE_SUFFIXES, unpacked_suffix
from compare.errors import OutputError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.corpus.open import Entry
    from compare.settings import OutputSettings

REMOVED, MANIFEST, VERSIONS = "removed.jsonl", "manifest.json", "versions.jsonl"
_TRAIL = (REMOVED, MANIFEST, VERSIONS)
KEPT = re.compile(r"kept-\d{5,}\.[a-z.]+")
"""The names of the kept records in a folder."""
# Under such a name nobody expects JSON lines as they are, or packed by gzip or zstd.
_TABLES = frozenset((*TABLE_SUFFIXES, *COLUMN_SUFFIXES))
_OTHER_FORMATS = frozenset(".html .md .bz2 .xz .lzma .lz4 .br .zip .7z .tar .tgz".split())
_WRITTEN = ".jsonl, .csv, .tsv, .arrow, each also .gz or .zst, or .parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The files that a run writes; None where it does not, and for *kept* where that is stdout."""

    kept: Path | None = None
    removed: Path | None = None
    manifest: Path | None = None
    versions: Path | None = None
    """The records that stay as versions of others; only with a guard."""
    pairs: Path | None = None
    stale: tuple[Path, ...] = ()
    """Files of an earlier run that would be mixed up with those of this one, or be taken for its trail."""
    folder: Path | None = None
    """The folder for all of them, to be made if it is not there."""
    spool: Path
    """The folder for what must be spooled."""
    form: Form = Form.LINES
    """What the kept records are written as."""
    suffix: str = str(Form.LINES)
    """The end of their files' names that says so, and how they are packed."""

    def shard(self, number: int) -> Path:
        """A file of the kept records, from 0."""
        if self.folder is None:
            return cast("Path", self.kept)
        return self.folder / f"kept-{number:05d}{self.suffix}"


class Read(NamedTuple):
    """What a run reads: paths and what they lead to, and the same of what is only compared with."""

    inputs: Sequence[str]
    entries: Sequence[Entry]
    against: Sequence[str] = ()
    also: Sequence[Entry] = ()


def plan_targets(
    output: OutputSettings, read: Read, *, guarded: bool = False, rewritten: bool = False
) -> Targets:
    """The files asked for; with a guard, one for the versions.

    Records that are *rewritten* are JSON lines where no name of a file says otherwise, as with --annotate.

    Raises:
        SettingsError: one is an input, lies in one, or is there already.
        OutputError: one could not be written.
    """
    _check_names(output)
    if output.dry_run:
        return Targets(spool=find_temp(output))
    temp = Path(output.temp) if output.temp else None
    lines = rewritten or output.annotate
    targets = _name_targets(output, read, temp, guarded=guarded, lines=lines)
    if targets.form is not Form.LINES and output.annotate:
        msg = f"--annotate writes JSON lines, not {targets.form}: name -o .jsonl"
        raise SettingsError(msg)
    named = [
        (option, path)
        for option, path in (
            ("-o", targets.kept),
            ("--removed", targets.removed),
            ("--manifest", targets.manifest),
            ("-o", targets.versions),
            ("--pairs", targets.pairs),
        )
        if path
    ]
    if len({resolve(path) for _, path in named}) < len(named):
        raise SettingsError("two of -o, --removed, --manifest and --pairs name the same file")
    for option, path in named:
        _refuse_format(path, option)
        refuse_folders(path, [*read.inputs, *read.against], option)
        refuse_entries(path, [*read.entries, *read.also], option)
        _check_place(path, targets.folder, force=output.force)
    for stale in targets.stale:
        refuse_entries(stale, [*read.entries, *read.also])
        if not output.force:
            msg = f"{stale} of an earlier run exists: --force removes it"
            raise SettingsError(msg)
    return targets


def find_temp(output: OutputSettings) -> Path:
    """The folder for temporary files where no output says another."""
    return Path(output.temp) if output.temp else _temp_folder()


def _name_targets(
    output: OutputSettings, read: Read, temp: Path | None, *, guarded: bool, lines: bool
) -> Targets:
    removed, manifest, pairs = (
        Path(name) if name else None for name in (output.removed, output.manifest, output.pairs)
    )
    kept = _name_output(output, read.inputs)
    if kept is None or (kept.exists() and not kept.is_file() and not kept.is_dir()):  # such as /dev/null
        form = Form.LINES if lines or kept is not None else _form_for_stream(read.entries)
        spool = temp or _temp_folder()
        return Targets(kept=kept, removed=removed, manifest=manifest, pairs=pairs, spool=spool, form=form)
    whole_folder = (output.output or "").endswith("/") or kept.is_dir()
    folder = kept if whole_folder else kept.parent
    form, suffix = form_of(kept), unpacked_suffix(kept)
    if whole_folder:
        form, suffix = (Form.LINES, str(Form.LINES)) if lines else _form_of_inputs(read.entries)
        kept, own = folder / f"kept-00000{suffix}", [folder / end for end in _TRAIL]
    else:
        own = [folder / f"{kept.name}.{end}" for end in _TRAIL]
    own_removed, own_manifest, own_versions = own
    removed = removed or (own_removed if output.trail and not output.annotate else None)
    manifest = manifest or (own_manifest if output.trail else None)
    versions = own_versions if guarded and output.trail and not output.annotate else None
    earlier = sorted(_find_kept(folder)) if whole_folder else []
    if own_manifest.is_file():  # else what has such a name may be anybody's
        earlier += own
    written = {resolve(path) for path in (kept, removed, manifest, versions, pairs) if path}
    return Targets(
        kept=kept,
        removed=removed,
        manifest=manifest,
        versions=versions,
        pairs=pairs,
        stale=tuple(path for path in earlier if path.is_file() and resolve(path) not in written),
        folder=folder if whole_folder else None,
        spool=temp or next(path for path in (folder, *folder.parents) if path.is_dir()),
        form=form,
        suffix=suffix,
    )


def _find_kept(folder: Path) -> Iterator[Path]:
    """The files with kept records that a run may have written to a folder."""
    return (path for path in folder.glob("kept-*") if KEPT.fullmatch(path.name))


def _form_of_inputs(entries: Sequence[Entry]) -> tuple[Form, str]:
    """The form of what goes to a folder, and the end of its names: as those of the inputs, if they agree."""
    forms = {form_of(entry.place) for entry in entries}
    form = forms.pop() if len(forms) == 1 else Form.LINES
    names = {entry.unpacked_suffix for entry in entries}
    packings = {"" if form is Form.PARQUET else entry.packing for entry in entries}
    suffix = names.pop() if len(names) == 1 and form is not Form.LINES else str(form)
    return form, suffix + (packings.pop() if len(packings) == 1 else "")


def _form_for_stream(entries: Sequence[Entry]) -> Form:
    """The form of what goes to stdout: that of tables if all inputs are such, else JSON lines."""
    form, _ = _form_of_inputs(entries)
    return form if form.is_table else Form.LINES


def _name_output(output: OutputSettings, inputs: Sequence[str]) -> Path | None:
    """Where the kept records go, None for stdout: by default only what comes from there."""
    if output.output is None and list(inputs) != [STDIN]:
        raise SettingsError("name the file for the kept records with -o (or -o - for stdout)")
    return Path(output.output) if output.output not in (None, STDIN) else None


def _check_names(output: OutputSettings) -> None:
    """Refuse a name that is none, and stdout for what cannot go there."""
    for option in ("removed", "manifest", "pairs"):
        if getattr(output, option) == STDIN:
            msg = f"--{option} - : only -o writes to stdout; name a file (./- is one of that name)"
            raise SettingsError(msg)
    for option in ("output", "removed", "manifest", "pairs", "temp"):
        if getattr(output, option) == "":
            msg = f"--{option} names nothing: give it a name, or leave it out"
            raise SettingsError(msg)


def _refuse_format(path: Path, option: str) -> None:
    """Refuse a name that promises what is not written."""
    suffixes = {path.suffix.lower(), unpacked_suffix(path)}
    if option == "--manifest" and suffixes & {*_OTHER_FORMATS, *_TABLES, *PACKINGS}:
        msg = f"{option} {path}: a manifest is plain JSON; name it .json"
        raise SettingsError(msg)
    if option == "-o" and suffixes & _OTHER_FORMATS:
        msg = f"{option} {path}: that is not written; name it {_WRITTEN}"
        raise SettingsError(msg)
    if option != "-o" and suffixes & (_OTHER_FORMATS | _TABLES):
        msg = f"{option} {path}: only JSON lines are written there; name it .jsonl, .jsonl.gz or .jsonl.zst"
        raise SettingsError(msg)
    if form_of(path) is Form.PARQUET and path.suffix.lower() in PACKINGS:
        msg = f"{option} {path}: a Parquet file is packed within; name it .parquet"
        raise SettingsError(msg)


def _check_place(path: Path, made: Path | None, *, force: bool) -> None:
    """Refuse what is there already, and a folder that neither is there nor is the one *made* for the run."""
    if path.is_dir():
        msg = f"{path} is a folder"
        raise SettingsError(msg)
    if path.is_file() and not force:
        raise SettingsError(_exists(path))
    if not path.parent.is_dir() and path.parent != made:
        msg = f"cannot write {path}: there is no folder {path.parent}"
        raise OutputError(msg)


def _exists(path: Path) -> str:
    return f"{path} exists: --force replaces it"


def _temp_folder() -> Path:
    import tempfile  # noqa: PLC0415 - loads what few runs need

    return Path(tempfile.gettempdir())
