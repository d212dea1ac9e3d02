"""A second corpus, from Debian's documentation packages: `debian_corpus.py OUT.jsonl [--cache FOLDER]`.

Packages are fetched by name with apt-get (run `apt-get update` first), unpacked with dpkg-deb and never
installed. Their text and HTML files become documents, long ones cut at paragraphs; copies of some are planted
among them, each changed in one way (see planted.py); all are shuffled by --seed. The same packages give the
same bytes.
OUT.jsonl has id (d and the row), source (the package, or mirror-a to mirror-c for copies) and text; beside it
OUT.pairs.bin, the exact truth as truth.py finds it. The cache and the corpus are not part of the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from planted import plant_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
PACKAGES = tuple(
    """
    erlang-doc qtbase5-doc-html python-pandas-doc libstdc++-12-doc llvm-14-doc cmake-doc libglib2.0-doc
    nodejs-doc ruby3.1-doc qtdeclarative5-doc-html openjdk-17-doc libboost1.74-doc python3.11-doc
    postgresql-doc-15 sqlite3-doc perl-doc python-django-doc apache2-doc octave-doc maxima-doc git-doc
    linux-doc-6.1
    """.split()
)
SUFFIXES = frozenset(".txt .html .htm .md .rst .xhtml .text .pod".split())
MIRRORS = ("mirror-a", "mirror-b", "mirror-c")
LEAST_TEXT = 200
"""Characters: what is shorter is an index or a redirection."""
LONGEST_TEXT = 8000
LARGEST_FILE = 4_000_000
"""Bytes: what is larger is a table or a whole book in one page."""
SHARE_PLANTED = 0.4
"""Copies for each original."""
SILENT = frozenset("script style head nav svg".split())
BREAKS = frozenset("p div li tr pre table section article h1 h2 h3 h4 h5 h6 dt dd ul ol dl br".split())
BLANKS = re.compile(r"[ \t\r\f\v]+")
GAPS = re.compile(r" ?\n(?: ?\n)+ ?")


class TextOfPage(HTMLParser):
    """The running text of an HTML page; blocks become paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A block begins a paragraph; some elements are no text."""
        self.silent += tag in SILENT
        if tag in BREAKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a block ends its paragraph."""
        self.silent -= tag in SILENT and self.silent > 0
        if tag in BREAKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Text that is shown."""
        if not self.silent:
            self.parts.append(data)


def read_file(path: Path) -> str:
    """The text of a documentation file, or nothing if it is no text."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if len(data) > LARGEST_FILE or b"\0" in data:
        return ""
    text = data.decode("utf-8", "replace")
    if ".htm" in path.name or ".xhtml" in path.name:
        page = TextOfPage()
        page.feed(text)
        text = "".join(page.parts)
    return GAPS.sub("\n\n", BLANKS.sub(" ", text)).strip()


def split_text(text: str) -> Iterator[str]:
    """Parts of a text, cut at paragraphs, of about the greatest length at most."""
    part: list[str] = []
    length = 0
    for paragraph in text.split("\n\n"):
        if part and length + len(paragraph) > LONGEST_TEXT:
            yield "\n\n".join(part)
            part, length = [], 0
        part.append(paragraph)
        length += len(paragraph) + 2
    yield "\n\n".join(part)


def fetch_package(name: str, cache: Path) -> Path | None:
    """The folder of an unpacked package; None, and said so, if it cannot be had."""
    folder = cache / name
    if folder.exists():
        return folder
    done = subprocess.run(  # noqa: S603 - a name of our own list or of the user's
        ["apt-get", "download", name],  # noqa: S607 - Debian's own tools are on the path
        cwd=cache,
        capture_output=True,
        text=True,
        check=False,
    )
    archives = sorted(cache.glob(f"{name}_*.deb"))
    if done.returncode or not archives:
        print(f"{name}: {(done.stderr.strip().splitlines() or ['not found'])[-1]}", file=sys.stderr)
        return None
    half = cache / f"{name}.half"
    subprocess.run(["dpkg-deb", "-x", archives[-1], half], check=True)  # noqa: S603, S607
    half.rename(folder)
    archives[-1].unlink()
    return folder


def find_files(folder: Path) -> Iterator[Path]:
    """The documentation files of an unpacked package, in order of name."""
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(base, name)
            suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
            if suffix in SUFFIXES and path.is_file() and not path.is_symlink():
                yield path


def read_originals(cache: Path, packages: tuple[str, ...], limit: int) -> Iterator[tuple[str, str]]:
    """Source and text of every document; each package gives an even share of *limit* characters at most."""
    for name in packages:
        folder = fetch_package(name, cache)
        taken = 0
        for path in find_files(folder) if folder else ():
            if taken >= limit / len(packages):
                break
            for text in split_text(read_file(path)):
                if len(text) >= LEAST_TEXT:
                    taken += len(text)
                    yield name, text
        print(f"{name}: {taken / 1e6:.1f} million characters", file=sys.stderr)


def make_documents(originals: list[tuple[str, str]], chance: Random) -> list[tuple[str, str]]:
    """The originals and the planted copies, shuffled."""
    count = int(len(originals) * SHARE_PLANTED)
    copied = (chance.choice(originals)[1] for _ in range(count))
    documents = [*originals, *((chance.choice(MIRRORS), plant_copy(text, chance)) for text in copied)]
    chance.shuffle(documents)
    return documents


def main() -> None:
    """Write the corpus and its truth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path, default=HERE.parent / ".debian", help="where packages are kept")
    parser.add_argument("--packages", default=",".join(PACKAGES))
    parser.add_argument("--megabytes", type=int, default=180, help="about how much original text")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.cache.mkdir(parents=True, exist_ok=True)
    packages = tuple(arguments.packages.split(","))
    originals = list(read_originals(arguments.cache, packages, arguments.megabytes * 1_000_000))
    documents = make_documents(originals, Random(arguments.seed))  # noqa: S311 - chance that can be repeated
    with arguments.out.open("w", encoding="utf-8") as out:
        for row, (source, text) in enumerate(documents):
            record = {"id": f"d{row:06}", "source": source, "text": text}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    print(f"{len(documents)} documents, {arguments.out.stat().st_size / 1e6:.0f} MB", file=sys.stderr)
    pairs = arguments.out.with_suffix(".pairs.bin")
    subprocess.run([sys.executable, HERE / "truth.py", arguments.out, pairs], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
