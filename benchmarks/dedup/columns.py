"""The same records as JSON lines, Parquet, Arrow and CSV: `columns.py CORPUS.jsonl [--repeat 5]`.

Each form goes in and comes out again (`compare dedup IN -o OUT --force`), interleaved: first all once, then
all again. The table shows medians, and the speed against that of JSON lines; what is kept must be the same.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measure import measure
from run import PROJECT, PYTHON_PATH, describe_machine, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from measure import Cost

BATCH = 10_000
FORMS = (".jsonl", ".parquet", ".arrow", ".csv")


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The records of a corpus."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_forms(corpus: Path, folder: Path) -> dict[str, Path]:
    """The corpus in each form, by the end of its name."""
    import pyarrow as pa  # noqa: PLC0415 - as little as may be held while others are measured
    from pyarrow import ipc, parquet  # noqa: PLC0415 - as above

    paths = {form: folder / f"in{form}" for form in FORMS}
    paths[".jsonl"] = corpus
    table = pa.Table.from_pylist(list(read_lines(corpus)))
    parquet.write_table(table, paths[".parquet"])
    with pa.OSFile(str(paths[".arrow"]), "wb") as file, ipc.new_file(file, table.schema) as out:
        out.write_table(table, BATCH)
    with paths[".csv"].open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(table.column_names)
        rows.writerows(row.values() for row in table.to_pylist())
    return paths


def read_kept(path: Path) -> list[object]:
    """The ids of the records that stayed."""
    from pyarrow import ipc, parquet  # noqa: PLC0415 - as above

    if path.suffix == ".jsonl":
        return [record["id"] for record in read_lines(path)]
    if path.suffix == ".csv":
        csv.field_size_limit(sys.maxsize)
        with path.open(encoding="utf-8", newline="") as rows:
            return [row["id"] for row in csv.DictReader(rows)]
    table = parquet.read_table(path) if path.suffix == ".parquet" else ipc.open_file(path).read_all()
    return list(table["id"].to_pylist())


def in_another_process(work: Callable[..., object], *arguments: object) -> object:
    """What a call gives, without its memory: a child never seems to hold less than its parent did."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as above

    with ProcessPoolExecutor(1) as pool:
        return pool.submit(work, *arguments).result()


def run_all(paths: dict[str, Path], folder: Path, repeat: int) -> dict[str, list[Cost]]:
    """All forms, *repeat* times."""
    costs: dict[str, list[Cost]] = defaultdict(list)
    for path in paths.values():
        warm(path)
    for number in range(repeat):
        for form, path in paths.items():
            print(f"{number + 1}/{repeat} {form}", file=sys.stderr)
            out = folder / f"out{form}"
            command = [sys.executable, "-m", "compare", "dedup", str(path), "-o", str(out), "--force", "-q"]
            costs[form].append(measure(command, PYTHON_PATH))
    return costs


def main() -> None:
    """Run, check, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--temp", type=Path, help="folder for all that is written")
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.temp) as name:
        folder = Path(name)
        paths: dict[str, Path] = in_another_process(write_forms, arguments.corpus, folder)  # type: ignore[assignment]
        costs = run_all(paths, folder, arguments.repeat)
        kept = {form: in_another_process(read_kept, folder / f"out{form}") for form in FORMS}
        sizes = {form: path.stat().st_size / 1e6 for form, path in paths.items()}
    print(f"{PROJECT.name}: {describe_machine()}")
    heads = ("in MB", "wall s", "CPU s", "peak MB", "speed", "by CPU", "same")
    print(" " * 10, *(f"{head:>8}" for head in heads))
    own = {figure: median(getattr(cost, figure) for cost in costs[".jsonl"]) for figure in ("wall", "cpu")}
    for form, runs in costs.items():
        wall, cpu = (median(getattr(cost, figure) for cost in runs) for figure in ("wall", "cpu"))
        peak = median(cost.peak_mb for cost in runs)
        speeds = own["wall"] / wall, own["cpu"] / cpu
        cells = f"{sizes[form]:8.0f} {wall:8.2f} {cpu:8.2f} {peak:8.0f} {speeds[0]:8.2f} {speeds[1]:8.2f}"
        print(f"{form:10} {cells} {kept[form] == kept['.jsonl']!s:>8}")


if __name__ == "__main__":
    main()
