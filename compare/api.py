"""The front door: paths in, results out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.comparison import compare_documents
from compare.corpus import read_documents
from compare.errors import InputError, SettingsError
from compare.match.align import diff_texts
from compare.results import Diff
from compare.settings import CompareSettings, ReadSettings

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from typing import BinaryIO, TypeAlias

    from compare.model import Document
    from compare.results import Comparison

    StrPath: TypeAlias = str | os.PathLike[str]


def report(
    paths: Sequence[StrPath],
    *,
    read: ReadSettings | None = None,
    settings: CompareSettings | None = None,
    stdin: BinaryIO | None = None,
) -> Comparison:
    """What the documents of files, folders and globs have in common, and what they tell differently.

    Args:
        paths: files, folders, globs, or "-" for *stdin*.
        read: how files become documents.
        settings: how documents are compared.
        stdin: bytes that the path "-" stands for.

    Raises:
        NoInputError: no path leads to anything that can be read.
        InputError: something cannot be read, and *read* says to stop at the first such thing.
        SettingsError: a setting is out of range or contradicts another.
    """
    corpus = read_documents(list(map(str, paths)), read or ReadSettings(), stdin=stdin)
    return compare_documents(corpus.documents, settings or CompareSettings(), skipped=corpus.skipped)


def diff(
    left: StrPath, right: StrPath, *, read: ReadSettings | None = None, stdin: BinaryIO | None = None
) -> Diff:
    """Two documents word by word; each path must hold exactly one.

    Raises:
        InputError: a path leads to nothing that can be read.
        SettingsError: a path holds several documents, or none.
    """
    settings = read or ReadSettings()
    first, second = (_read_one(str(path), settings, stdin) for path in (left, right))
    return Diff(first, second, diff_texts(first, second))


def _read_one(path: str, settings: ReadSettings, stdin: BinaryIO | None) -> Document:
    corpus = read_documents([path], settings, stdin=stdin)
    if len(corpus.documents) == 1:
        return corpus.documents[0]
    if corpus.skipped and not corpus.documents:
        first = corpus.skipped[0]
        msg = f"{first.path}: {first.reason}"
        raise InputError(msg)
    msg = f"{path} holds {len(corpus.documents)} documents; diff takes two paths of one document each"
    raise SettingsError(msg)
