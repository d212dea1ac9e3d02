"""The paths of a command line: what can be seen of them before they are read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compare.corpus.globs import is_folder
from compare.corpus.open import STDIN
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

# What people mean who take this program for ImageMagick's.
_IMAGES = frozenset(
    {
        ".bmp",
        ".gif",
        ".heic",
        ".jpeg",
        ".jpg",
        ".miff",
        ".pgm",
        ".png",
        ".ppm",
        ".psd",
        ".tif",
        ".tiff",
        ".webp",
        ".xcf",
    }
)


def refuse_images(paths: Iterable[str]) -> None:
    """Tell who asks for a comparison of pictures that this is another program."""
    for path in map(Path, paths):
        if path.suffix.lower() in _IMAGES and not is_folder(path):
            msg = f"{path} is an image, and this compare reads texts; ImageMagick's is another program"
            raise click.UsageError(msg)


def open_stdin(paths: Iterable[str]) -> BinaryIO | None:
    """The bytes of stdin, if a path asks for them."""
    if STDIN not in paths:
        return None
    if sys.stdin is None:
        raise InputError("cannot read stdin: it is closed")
    return sys.stdin.buffer
