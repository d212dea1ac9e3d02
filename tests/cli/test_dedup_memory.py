"""`compare dedup --memory`: the same result with band keys in a file, or a clear end."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

import click
import pytest

from compare import kernels
from compare.cli.exits import Exit
from compare.cli.main import main
from compare.cli.sizes import Size
from compare.corpus import run

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = 2000
BETWEEN = (48 << 20) + 300_000  # bytes: enough for the records, not for their keys as well


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with many records, each tenth of them a near copy."""
    monkeypatch.chdir(tmp_path)
    rng = random.Random(5)  # noqa: S311 - the same each time
    words = [f"word{number}" for number in range(400)]
    lines = []
    for number in range(RECORDS):
        text = rng.choices(words, k=40)
        if number % 10 == 9:
            text = [*json.loads(lines[-5])["text"].split()[:-1], "new"]
        lines.append(json.dumps({"id": number, "text": " ".join(text)}))
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    (tmp_path / "temp").mkdir()
    return tmp_path


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The tables whose memory was limited."""
    seen: list[Any] = []
    limit = run.limit_memory

    def note(table: Any, size: int, folder: Path) -> object:  # noqa: ANN401 - of any kernel
        seen.append(table)
        return limit(table, size, folder)

    monkeypatch.setattr(run, "limit_memory", note)
    return seen


def outputs(folder: Path) -> dict[str, bytes]:
    """The files that runs wrote."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("out*"))}


@pytest.mark.skipif(kernels.isa() == "plain", reason="the twin holds all keys")
@pytest.mark.parametrize("extra", [[], ["--ignore", "furniture"], ["--pairs", "out.pairs", "--threads", "3"]])
def test_the_result_is_the_same(here: Path, tables: list[Any], extra: list[str]) -> None:
    """Past the limit all keys are in a file without a name, and what is written is the same byte for byte."""
    command = ["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--force", "--temp", "temp", *extra]
    assert Exit.DONE == main(command)
    expected = outputs(here)
    assert Exit.DONE == main([*command, "--memory", str(BETWEEN)])

    assert expected == outputs(here)
    assert [RECORDS * 18 * 8] == [table.spilled for table in tables]
    assert not list((here / "temp").iterdir())
    assert Exit.DONE == main([*command, "--memory", "4GB"])
    assert expected == outputs(here)
    assert 0 == tables[-1].spilled


@pytest.mark.skipif(kernels.isa() == "plain", reason="the twin does not know what it needs")
def test_what_does_not_fit_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what is needed, exits with 5, and writes nothing."""
    assert Exit.NO_OUTPUT == main(["dedup", "in.jsonl", "-o", "out.jsonl", "--memory", "20MB"])
    assert "2,000 records need 51 MB of memory, and --memory allows 20 MB" in capsys.readouterr().err
    assert {} == outputs(here)


@pytest.mark.skipif(kernels.isa() == "plain", reason="the twin does not know what it needs")
def test_a_dry_run_says_what_would_do(
    here: Path, capsys: pytest.CaptureFixture[str], tables: list[Any]
) -> None:
    """With as much memory as it names a run works, with 2 MB less not; time and keys are named as well."""
    assert Exit.DONE == main(["dedup", "in.jsonl", "-n", "--temp", "temp"])
    printed = capsys.readouterr().err
    found = re.search(
        r"with --memory (\d+)MB or more it can do, with up to 1 MB of band keys in a file", printed
    )
    assert found
    assert re.search(r"would take about [\d.]+ s and [\d,]+ MB of memory\n", printed)
    command = ["dedup", "in.jsonl", "-o", "out.jsonl", "-q", "--force", "--memory"]

    assert Exit.DONE == main([*command, f"{found[1]}MB"])
    assert Exit.NO_OUTPUT == main([*command, f"{int(found[1]) - 2}MB"])
    assert Exit.DONE == main(["dedup", "in.jsonl", "-n", "-q", "--memory", str(BETWEEN)])
    assert [RECORDS * bands * 8 for bands in (25, 10)] == [table.spilled for table in tables[-2:]]
    assert not list((here / "temp").iterdir())


@pytest.mark.skipif(kernels.isa() == "plain", reason="the twin writes no keys")
def test_a_full_disk_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys that cannot be written end the run with 5 and the option that helps."""
    monkeypatch.setattr("compare.corpus.memory.Spool", lambda _: open("/dev/full", "wb", buffering=0))  # noqa: SIM115, PTH123 - the run closes it
    assert Exit.NO_OUTPUT == main(["dedup", "in.jsonl", "-o", "out.jsonl", "--memory", str(BETWEEN)])
    assert "No space left on device. Hint: name a folder with --temp" in capsys.readouterr().err
    assert {} == outputs(here)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("4GB", 4_000_000_000),
        ("512mb", 512_000_000),
        ("1GiB", 1 << 30),
        ("1.5 k", 1500),
        ("7", 7),
        ("7B", 7),
        ("2T", 2_000_000_000_000),
    ],
)
def test_sizes_are_read(text: str, size: int) -> None:
    """By their units, whatever their case."""
    assert size == Size().convert(text, None, None)


@pytest.mark.parametrize("text", ["", "GB", "-1GB", "4XB", "1e9", "4 G B", "1.2.3", "\u0664GB", "9" * 40])
def test_what_is_no_size_is_refused(text: str) -> None:
    """With words that say how one is written."""
    with pytest.raises(click.BadParameter, match="write 4GB"):
        Size().convert(text, None, None)


@pytest.mark.usefixtures("here")
def test_no_memory_at_all_is_wrong_use() -> None:
    """A run needs a byte."""
    assert Exit.USAGE == main(["dedup", "in.jsonl", "-o", "out.jsonl", "--memory", "0"])
