"""The kernels there are, and tables made of lines or texts by each of them."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from struct import iter_unpack
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest

from compare.kernels import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from compare.kernels import Decision

COMPILED = ("generic", "v3", "v4")
SKIPPED = 2  # a row's status
NEAR = 1  # the kind of a pair
SETTINGS: dict[str, Any] = {
    "unit": "auto",
    "size": 5,
    "num_perm": 128,
    "seed": 1,
    "bands": 18,
    "rows": 7,
    "threshold": 0.8,
    "min_tokens": 5,
    "key": (0x0123456789ABCDEF, 0xFEDCBA9876543210),
    "text_fields": ["text"],
    "id_field": "id",
    "max_line": 1 << 20,
}


def _compiled(name: str) -> ModuleType:
    generic = pytest.importorskip("compare.kernels._native_generic", reason="no compiled kernel")
    if name not in generic.instruction_sets():
        pytest.skip(f"this machine does not run {name}")
    module: ModuleType = pytest.importorskip(f"compare.kernels._native_{name}", reason="not built")
    return module


@pytest.fixture(scope="session", params=["plain", *COMPILED])
def kernel(request: pytest.FixtureRequest) -> ModuleType:
    """Each kernel that runs on this machine."""
    return plain if request.param == "plain" else _compiled(request.param)


@pytest.fixture(scope="session", params=COMPILED)
def native(request: pytest.FixtureRequest) -> ModuleType:
    """Each compiled kernel that runs on this machine."""
    return _compiled(request.param)


@dataclass
class Rows:
    """A table and the texts of its rows."""

    table: Any
    texts: list[bytes]
    chunks: list[Any] = field(default_factory=list)

    def decide(self, keep: str = "first", **options: Any) -> Decision:  # noqa: ANN401 - as they come
        """The decision of the table."""
        chosen = {"ranks": None, "exact": True, "near": True, "threads": 1, "load": self.texts.__getitem__}
        made: Decision = self.table.decide(keep=keep, **chosen | options)
        return made

    def pairs(self) -> list[tuple[int, int, float]]:
        """The near pairs of the table."""
        return [pair[:3] for pair in self.all_pairs() if pair[3] == NEAR]

    def all_pairs(self, **options: Any) -> list[tuple[int, int, float, int]]:  # noqa: ANN401 - as they come
        """The pairs of the table, each with its kind."""
        chosen = {"near": True, "load": self.texts.__getitem__, "threads": 1}
        return list(iter_unpack("=IIdQ", self.table.pairs(**chosen | options)))

    def write(self, drop: bytes, limit: int = 100) -> bytes:
        """All kept lines, gathered piece by piece."""
        written, row = b"", 0
        while row < len(self.table):
            lines, after, count = self.table.gather(row, drop, limit)
            assert after > row
            assert lines.count(b"\n") == count
            written += lines
            row = after
        return written


@pytest.fixture(scope="session")
def new_table() -> Callable[..., Any]:
    """Make an empty table, with settings that a test does not care about."""

    def make(kernel: ModuleType, **settings: object) -> Any:  # noqa: ANN401 - of any kernel
        return kernel.Table(**SETTINGS | settings)

    return make


@pytest.fixture(scope="session")
def sign_unsure() -> Callable[..., None]:
    """Read strictly what a scan left, as the dedup step does."""
    return _sign_unsure


@pytest.fixture(scope="session")
def table_of_texts() -> Callable[..., Rows]:
    """Make a table of texts; None is a record that is skipped."""

    def make(kernel: ModuleType, texts: Sequence[str | None], **settings: object) -> Rows:
        table = kernel.Table(**SETTINGS | settings)
        encoded = [(text or "").encode("utf-8", "surrogatepass") for text in texts]
        chunk = table.texts(table.add_file(0), encoded)
        for row, text in enumerate(texts):
            if text is None:
                chunk.skip(row)
        table.append(chunk, 0)
        return Rows(table, encoded)

    return make


@pytest.fixture(scope="session")
def table_of_lines() -> Iterator[Callable[..., Rows]]:
    """Make a table of the lines of a file, scanned in parts that are cut at *cuts*."""
    with TemporaryFile() as file:

        def make(kernel: ModuleType, data: bytes, *, cuts: Sequence[int] = (), **settings: object) -> Rows:
            file.seek(0)
            file.truncate()
            file.write(data)
            file.flush()
            chosen = SETTINGS | settings
            table = kernel.Table(**chosen)
            number, line, chunks = table.add_file(file.fileno()), 1, []
            for begin, end in pairwise([0, *cuts, len(data)]):
                chunk = table.scan(number, begin, end)
                chunks.append((chunk.rows, chunk.lines, chunk.blank))
                _sign_unsure(chunk, file.fileno(), chosen["text_fields"], chosen["id_field"])
                lines = chunk.lines
                table.append(chunk, line)
                line += lines
            names = chosen["text_fields"]
            texts = [_text_or_nothing(table, row, names) for row in range(len(table))]
            return Rows(table, texts, chunks)

        yield make


def _sign_unsure(chunk: Any, descriptor: int, text_fields: Sequence[str], id_field: str) -> None:  # noqa: ANN401
    for row, offset, length, _ in chunk.unsure:
        try:
            record = read_strictly(os.pread(descriptor, max(length, 0), offset))
            text = text_of(record, text_fields)
        except (ValueError, TypeError, RecursionError):
            chunk.skip(row)
        else:
            value = field_of(record, id_field)
            chunk.sign(row, text, None if value is None else json.dumps(value).encode())


def read_strictly(line: bytes) -> dict[str, Any]:
    """The record in a line; of fields that stand twice the last one counts."""
    record = json.loads(line.decode("utf-8", "replace").removeprefix("\ufeff"), parse_constant=_refuse)
    if not isinstance(record, dict):
        raise TypeError
    return record


def _refuse(name: str) -> None:
    raise ValueError(name)


def field_of(record: dict[str, Any], name: str) -> object:
    """The value of a field, by its name or else by its path; None where there is none."""
    if name in record:
        return record[name]
    value: object = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def text_of(record: dict[str, Any], names: Sequence[str]) -> bytes:
    """The first text field that is there; what is no text is refused."""
    value = next((value for name in names if (value := field_of(record, name)) is not None), None)
    if not isinstance(value, str):
        raise TypeError
    return value.encode("utf-8", "surrogatepass")


def _text_or_nothing(table: Any, row: int, text_fields: Sequence[str]) -> bytes:  # noqa: ANN401
    with suppress(ValueError, TypeError, RecursionError):
        if table.status(row) != SKIPPED:
            return text_of(read_strictly(table.line(row)), text_fields)
    return b""
