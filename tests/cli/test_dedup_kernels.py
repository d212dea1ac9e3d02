"""A run gives the same bytes whichever kernel makes it, and however many threads."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from compare import kernels

if TYPE_CHECKING:
    from pathlib import Path

ODD = (
    b'{"text": "a field twice within", "x": {"y": 1, "y": 2}}',
    b'{"text": "a field twice", "text": "the last one counts"}',
    b'{"te\\u0078t": "a name with an escape in it"}',
    b'{"text": "a lone \\ud800 surrogate and a \\ud83d\\ude00 pair"}',
    b'{"text": "bad \xff bytes \xed\xa0\x80 in a text"}',
    b'\xef\xbb\xbf{"text": "behind a byte-order mark"}',
    b'{"text": "tab\there"}',
    b'{"text": "no number", "n": NaN}',
    b'{"text": "long number", "n": ' + b"1" * 5000 + b"}",
    b'{"text": "deep", "x": ' + b"[" * 70 + b"]" * 70 + b"}",
    b'{"text": null, "content": "in the second field"}',
    b'{"text": 5}',
    b'["text"]',
    b'{"text": "cut off',
    b"{}",
    b" \t",
    b"\xef\xbb\xbf",
    b"",
)
WORDS = "the harbour was closed for THREE days by fog CAFÉ Ünder İstanbul 港務局 宣布 ท่าเรือ e\u0301".split()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with sound and odd lines, many of them near each other."""
    source = random.Random(5)  # noqa: S311 - no secret
    lines = [*ODD]
    for number in range(60):
        words = source.choices(WORDS, k=30)
        for _ in range(3):
            text = source.choice([" ", "  ", "\u3000"]).join(words)
            lines.append(f'{{"id": {number}, "text": "{text}"}}'.encode())
            words[source.randrange(len(words))] = "fog"
    source.shuffle(lines)
    (tmp_path / "in.jsonl").write_bytes(b"\r\n".join(lines))
    return tmp_path


def run(here: Path, name: str, *arguments: str, **environment: str) -> dict[str, bytes]:
    """All that a run writes into a folder of its own, and what it says."""
    folder = here / name
    folder.mkdir()
    command = [
        sys.executable,
        "-m",
        "compare",
        "dedup",
        "../in.jsonl",
        "-o",
        "out.jsonl",
        "--pairs",
        "pairs.jsonl",
    ]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [*command, "-q", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )
    said = {"exit": str(done.returncode).encode(), "stderr": done.stderr, "stdout": done.stdout}
    return said | {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(kernels.isa() == "plain", reason="no compiled kernel")
@pytest.mark.parametrize("unit", ["auto", "word", "char"])
@pytest.mark.parametrize("keep", ["longest", "first"])
def test_kernels_and_threads_give_the_same_files(here: Path, unit: str, keep: str) -> None:
    """Kept and removed records, pairs, the manifest and all that is said are the twin's, byte for byte."""
    arguments = ("--unit", unit, "--keep", keep, "--threshold", "0.5", "--id", "id")
    expected = run(here, "plain", *arguments, COMPARE_KERNEL="plain")

    assert b"3" == expected["exit"]
    assert expected["pairs.jsonl"].count(b"near") > 50
    for threads in "13":
        assert expected == run(here, threads, *arguments, "--threads", threads, PYTHONHASHSEED=threads)
