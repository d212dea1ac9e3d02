"""text-dedup: its MinHash command with the check of false positives, in a folder of its own.

It writes a data set, not lines, so the kept rows are read from there and the lines copied. It asks for Python
3.12, of which it needs two things that an older one can be given: type aliases and `typing.override`.
"""

# requires: orjson==3.13.0 datasets==5.2.0 numpy==2.4.6 polars==1.44.2 polars-grouper==0.6.1
# requires: bitarray==3.12.3 ftfy==6.3.1 psutil==7.2.2 pydantic-settings==2.16.3 rbloom==1.5.4
# requires: regex==2026.11.15 rich==15.0.0 scipy==1.17.1 tqdm==4.70.1 typing_extensions==4.16.0
# requires: xxhash==4.1.0
# regardless: text-dedup==0.4.1
# slow: takes minutes

from __future__ import annotations

import os
import re
import sys
import tempfile
import typing
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, FileFinder, SourceFileLoader
from pathlib import Path

from corpus_lines import NUM_PERM, SHINGLE, THRESHOLD, write_kept

ALIAS = re.compile(rb"^type (\w+) =", re.MULTILINE)
CONFIG = """
[input]
input_type = "local_files"
file_type = "json"
[input.read_arguments]
path = "json"
data_files = [{source!r}]
split = "train"
cache_dir = {cache!r}
[algorithm]
algorithm_name = "minhash"
text_column = "text"
num_perm = {num_perm}
ngram_size = {shingle}
threshold = {threshold}
min_length = 1
check_false_positive = true
[output]
output_dir = {output!r}
keep_index_column = true
[debug]
"""


class OlderSource(SourceFileLoader):
    """Reads text-dedup's modules with type aliases as plain assignments."""

    def get_data(self, path: str) -> bytes:
        """The bytes of a module; its compiled form, which an older Python cannot have, is not looked at."""
        data = super().get_data(path)
        return ALIAS.sub(rb"\1 =", data) if "text_dedup" in path and path.endswith(".py") else data


def allow_older_python() -> None:
    """Give an older Python what text-dedup takes from 3.12."""
    from typing_extensions import override  # noqa: PLC0415 - only an older Python needs it

    typing.override = override
    loaders = ((ExtensionFileLoader, EXTENSION_SUFFIXES), (OlderSource, [".py"]))
    sys.path_hooks.insert(0, FileFinder.path_hook(*loaders))
    sys.path_importer_cache.clear()


def deduplicate(source: Path, folder: Path) -> set[int]:
    """Run the command in *folder*; the rows it kept."""
    from datasets import load_from_disk  # noqa: PLC0415 - reads its cache folder from the environment
    from text_dedup.config.base import load_config_from_toml  # noqa: PLC0415 - imports datasets
    from text_dedup.minhash import main  # noqa: PLC0415 - as above

    output = folder / "out"
    settings = CONFIG.format(
        source=str(source),
        cache=str(folder / "cache"),
        output=str(output),
        num_perm=NUM_PERM,
        shingle=SHINGLE,
        threshold=THRESHOLD,
    )
    path = folder / "config.toml"
    path.write_text(settings, encoding="utf-8")
    main(load_config_from_toml(path))
    return set(load_from_disk(str(output))["__INDEX__"])


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    if sys.version_info < (3, 12):
        allow_older_python()
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        os.environ["HF_HOME"] = folder
        kept = deduplicate(source.resolve(), Path(folder))
    with source.open("rb") as lines:
        count = sum(1 for _ in lines)
    write_kept(source, target, set(range(count)) - kept)
