"""The front door: paths in, results out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from compare.errors import InputError, SettingsError
from compare.settings import (
    By,
    CompareSettings,
    DedupSettings,
    OutputSettings,
    ReadSettings,
    Section,
    ShingleHash,
    Unit,
)
from compare.stages import tell_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum
    from typing import BinaryIO, TypeAlias, TypeVar

    from compare.analyse.likeness import Likeness
    from compare.dedup.explanation import Explanation, Sample
    from compare.dedup.outcome import Outcome
    from compare.model import Document
    from compare.results import Comparison, Diff
    from compare.sketch.signatures import ArrowArray, ArrowChunks, Signatures
    from compare.stages import Progress

    Kind = TypeVar("Kind", bound=CompareSettings | ReadSettings)
    Name = TypeVar("Name", bound=StrEnum)
    StrPath: TypeAlias = str | os.PathLike[str]


def report(  # noqa: PLR0913 - each is one thing to choose about a report
    paths: Sequence[StrPath],
    *,
    read: ReadSettings | None = None,
    settings: CompareSettings | None = None,
    by: By | str = By.DOC,
    sections: Iterable[Section | str] = tuple(Section),
    threads: int | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """What the documents of files, folders and globs have in common, and what they tell differently.

    Args:
        paths: files, folders, globs, or "-" for *stdin*.
        read: how files become documents.
        settings: how documents are compared.
        by: what is put side by side: doc or source.
        sections: the parts of the report that are wanted: overlap, quotes, facts, only.
        threads: how many cores work on it, by default all; the result does not depend on it.
        stdin: bytes that the path "-" stands for.
        progress: is told, now and then, the stage of the work, how much of it is done, and how much there is
            (0: not known).

    Raises:
        NoInputError: no path leads to anything that can be read.
        InputError: something cannot be read, and *read* says to stop at the first such thing.
        SettingsError: a setting is out of range or contradicts another.
    """
    from compare.analyse.comparison import compare_documents  # noqa: PLC0415 - loads numpy, which dedup must not
    from compare.corpus import read_documents  # noqa: PLC0415 - as above

    _check_threads(threads)
    read = _expect("read", read, ReadSettings)
    progress = progress or tell_nobody
    corpus = read_documents(_name_paths(paths), read, stdin=stdin, progress=progress)
    return compare_documents(
        corpus.documents,
        _expect("settings", settings, CompareSettings),
        skipped=corpus.skipped,
        by=_choose("by", By, by),
        sections=frozenset(_choose("sections", Section, section) for section in sections),
        workers=threads or _count_threads(),
        progress=progress,
    )


def diff(
    left: StrPath,
    right: StrPath,
    *,
    by_line: bool = False,
    read: ReadSettings | None = None,
    stdin: BinaryIO | None = None,
) -> Diff:
    """Two documents word by word, or in whole lines; each path must hold exactly one.

    Raises:
        InputError: a path leads to nothing that can be read.
        SettingsError: a path holds several documents, or none.
    """
    from compare.match.align import diff_texts  # noqa: PLC0415 - as in report
    from compare.match.lines import diff_lines  # noqa: PLC0415 - as in report
    from compare.results import Diff  # noqa: PLC0415 - as in report

    settings = _expect("read", read, ReadSettings)
    first, second = (_read_one(path, settings, stdin) for path in _name_paths([left, right]))
    edits = diff_lines(first, second) if by_line else diff_texts(first, second)
    return Diff(first, second, edits)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of reports as JSON, in the version that they name as their `schema`."""
    import json  # noqa: PLC0415 - as in report
    from importlib.resources import files  # noqa: PLC0415 - as above

    text = (files("compare.render") / "schema" / "report-1.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Dedup:
    """Takes the duplicates out of records: `Dedup().run(["crawl/"], "clean.jsonl")`."""

    settings: DedupSettings = field(default_factory=DedupSettings)
    """Which records are duplicates, and which of them stay."""

    read: ReadSettings = field(default_factory=ReadSettings)
    """How inputs become records."""

    threads: int | None = None
    """How many threads work, by default one for each core; the result does not depend on it."""

    def __post_init__(self) -> None:
        _check_threads(self.threads)
        for name, kind in (("settings", DedupSettings), ("read", ReadSettings)):
            object.__setattr__(self, name, _expect(name, getattr(self, name), kind))

    def run(  # noqa: PLR0913 - each is one thing to choose about a run
        self,
        paths: Sequence[StrPath],
        output: OutputSettings | StrPath | None = None,
        *,
        against: Sequence[StrPath] = (),
        stdin: BinaryIO | None = None,
        stdout: BinaryIO | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Outcome:
        """What came of it.

        Args:
            paths: files, folders, globs, or "-" for *stdin*.
            output: the file or folder for the records that stay, or all about what is written.
            against: files, folders and globs whose records are only compared with: what repeats one of them
                goes, and none of them is written, counted or compared with another.
            stdin: bytes that the path "-" stands for.
            stdout: where the records that stay go when no file is named.
            progress: is told, now and then, how many bytes were read, and how many there are (0: not known).

        Raises:
            NoInputError: no path leads to anything that can be read.
            InputError: something cannot be read, and the settings say to stop at the first such thing.
            OutputError: the output could not be written.
            SettingsError: a setting contradicts another, or a file is there already.
        """
        from compare import __version__  # noqa: PLC0415 - it imports this module
        from compare.corpus.run import Means, Run, run_dedup  # noqa: PLC0415 - loads the kernels

        if not isinstance(output, OutputSettings):
            output = OutputSettings(output=None if output is None else _name_paths([output])[0])
        threads = self.threads or _count_threads()
        means = Means(threads=threads, stdin=stdin, stdout=stdout, progress=progress)
        others = _name_paths(against)
        return run_dedup(
            Run(_name_paths(paths), self.settings, self.read, output, means, __version__, others)
        )


def why(run: StrPath, name: str) -> Explanation:
    """What became of the record *name* in a run, and why: *run* is what it wrote, a file, folder or manifest.

    Raises:
        NoInputError: there is no such run.
        SettingsError: the run has no such record.
    """
    from compare.corpus.lookup import explain  # noqa: PLC0415 - the report does without

    return explain(*_name_paths([run, name]))


def sample(run: StrPath, count: int = 50) -> tuple[Sample, ...]:
    """The near duplicates of a run that went nearest its threshold, with where they differ from what stays.

    Raises:
        NoInputError: there is no such run.
        SettingsError: the run did not write what it removed.
    """
    from compare.corpus.sampling import sample_removals  # noqa: PLC0415 - the report does without

    return sample_removals(_name_paths([run])[0], count)


def signatures(  # noqa: PLR0913 - each is one setting of a signature
    texts: Iterable[str | None] | ArrowArray | ArrowChunks,
    *,
    num_perm: int = 128,
    seed: int = 1,
    unit: Unit | str = Unit.AUTO,
    ngram: int | None = None,
    hash: ShingleHash | str = ShingleHash.ROLLING,  # noqa: A002 - what it is called everywhere
    threads: int | None = None,
) -> Signatures:
    """The MinHash signatures of texts: an array of shape (texts, num_perm), of uint32.

    They are those of datasketch's scheme "affine32"; `compare.sketch.datasketch` makes its objects of them.

    Args:
        texts: strings, or a pyarrow.Array or ChunkedArray of them, which is read in place; None and null are
            texts without tokens, whose values are all 2^32 - 1.
        num_perm: values in a signature.
        seed: of the permutations.
        unit: what a token is: auto, word or char.
        ngram: tokens in a shingle; without it 5 words, or 8 characters with unit char.
        hash: of a shingle, before MinHash: rolling, or xxh3 of its bytes (docs/hashing.md).
        threads: how many work, by default one for each core; the result does not depend on it.

    Raises:
        SettingsError: a setting is out of range, or *texts* are no texts.
    """
    from compare.sketch.signatures import sign_texts  # noqa: PLC0415 - as in report

    _check_threads(threads)
    if not isinstance(texts, Iterable):
        msg = f"signatures are made of a list of texts, not of {type(texts).__name__}"
        raise SettingsError(msg)
    settings = CompareSettings(unit=_choose("unit", Unit, unit), ngram=ngram, num_perm=num_perm, seed=seed)
    shingle_hash = _choose("hash", ShingleHash, hash)
    return sign_texts(texts, settings, shingle_hash=shingle_hash, threads=threads or _count_threads())


def likeness(left: str, right: str, *, context: str = "") -> Likeness:
    """How likely two statements tell one fact: `likeness("the lorries were searched", "truck inspections")`.

    A statement is a sentence of English or less, such as an answer to a question. The *score* lies between
    0 and 1; above .5 they rather tell one fact than not, and are *likely*. Beside it stands what it is made
    of: the share of words, figures and dates that the other side has too (*contained*: of the side where that
    is more; *shared*: the mean of both), and whether one *denied* what the other says, which lowers the score
    but little: two who contradict each other tell of one thing. The sides may be exchanged.

    Args:
        left: the one statement.
        right: the other one.
        context: what both are known to be about, such as the question; its words count little in them.

    Raises:
        SettingsError: one of them is no string, or is too long for a statement.
    """
    from compare.analyse.likeness import LONGEST, compare_statements  # noqa: PLC0415 - as in report

    for name, text in (("left", left), ("right", right), ("context", context)):
        if not isinstance(text, str):
            msg = f"{name} must be a string, not {type(text).__name__}"
            raise SettingsError(msg)
        if len(text) > LONGEST:
            msg = f"{name} has {len(text):,} characters, more than the {LONGEST:,} of a statement"
            raise SettingsError(msg)
    return compare_statements(left, right, context=context)


def _choose(what: str, kind: type[Name], name: str) -> Name:
    """The one of a kind that is called so."""
    try:
        return kind(name)
    except ValueError:
        msg = f"{what} must be {' or '.join(kind)}, not {name!r}"
        raise SettingsError(msg) from None


def _expect(name: str, value: Kind | None, kind: type[Kind]) -> Kind:
    """The settings given, else the default ones."""
    if value is None:
        return kind()
    if not isinstance(value, kind):
        msg = f"{name} must be {kind.__name__}, not {type(value).__name__}"
        raise SettingsError(msg)
    return value


def _name_paths(paths: Iterable[StrPath]) -> list[str]:
    """The names of paths, of which a string alone is none: its letters would be."""
    if isinstance(paths, str | bytes | os.PathLike):
        msg = f"paths must be a list: give [{paths!r}] for one"
        raise SettingsError(msg)
    if not isinstance(paths, Iterable):
        msg = f"paths must be a list, not {type(paths).__name__}"
        raise SettingsError(msg)
    names = list(paths)
    for name in names:
        if not isinstance(name, str | os.PathLike):
            msg = f"a path or id must be a string, not {name!r}"
            raise SettingsError(msg)
    return list(map(os.fsdecode, names))


def _check_threads(threads: int | None) -> None:
    if threads is not None and not (isinstance(threads, int) and threads >= 1):
        msg = f"threads must be a whole number from 1 on, not {threads!r}"
        raise SettingsError(msg)


def _count_threads() -> int:
    """How many threads can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_one(path: str, settings: ReadSettings, stdin: BinaryIO | None) -> Document:
    from compare.corpus import read_documents  # noqa: PLC0415 - as in report

    corpus = read_documents([path], settings, stdin=stdin)
    if len(corpus.documents) == 1:
        return corpus.documents[0]
    if corpus.skipped and not corpus.documents:
        first = corpus.skipped[0]
        msg = f"{first.path}: {first.reason}"
        raise InputError(msg)
    msg = f"{path} holds {len(corpus.documents)} documents; diff takes two paths of one document each"
    raise SettingsError(msg)
