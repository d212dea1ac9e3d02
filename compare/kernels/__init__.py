"""The kernels: hashes, signatures and the table of a run, compiled for this machine, else slow and plain.

`COMPARE_KERNEL=plain` in the environment takes the slow ones even where there are others.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    # The compiled modules offer the same.
    from compare.kernels.plain import (
        Chunk,
        Decision,
        Spans,
        Table,
        add_fields,
        bound_alike,
        count_common,
        cut_string,
        find_alike,
        find_broken_cut,
        find_passages,
        hash_texts,
        list_shingles,
        longest_run,
        place_tokens,
        quote_column,
        sign_column,
        sign_hashes,
        sign_texts,
        sign_tokens,
    )

__all__ = [
    "Chunk",
    "Decision",
    "Spans",
    "Table",
    "add_fields",
    "bound_alike",
    "count_common",
    "cut_string",
    "describe",
    "find_alike",
    "find_broken_cut",
    "find_file",
    "find_passages",
    "hash_texts",
    "isa",
    "list_shingles",
    "longest_run",
    "place_tokens",
    "quote_column",
    "sign_column",
    "sign_hashes",
    "sign_texts",
    "sign_tokens",
]

# The modules are called by the levels of x86-64.
_INSTRUCTION_SETS = {"v4": "avx512", "v3": "avx2"}


def _choose() -> tuple[ModuleType, str, str]:
    """The kernel that runs, its instruction set, and why it is the plain one."""
    reason = "asked for by COMPARE_KERNEL"
    if os.environ.get("COMPARE_KERNEL") != "plain":
        try:
            return *_load_best(), ""
        except ModuleNotFoundError:
            reason = "no compiled kernel"
        except ImportError as error:
            reason = f"the compiled kernel does not load: {error}"
    # It imports numpy, a fifth of a second: only where it is needed.
    return import_module("compare.kernels.plain"), "plain", reason


def _load_best() -> tuple[ModuleType, str]:
    """Of the compiled kernels that are there the best one that this machine runs, and its instruction set."""
    generic = import_module("compare.kernels._native_generic")
    for name in generic.instruction_sets():
        try:
            return import_module(f"compare.kernels._native_{name}"), _INSTRUCTION_SETS.get(name, name)
        except ImportError:  # it was not built, or does not load
            continue
    return generic, "generic"


_kernel, _isa, _reason = _choose()
if not TYPE_CHECKING:
    Chunk, Decision, Table = _kernel.Chunk, _kernel.Decision, _kernel.Table
    Spans, cut_string, find_broken_cut = _kernel.Spans, _kernel.cut_string, _kernel.find_broken_cut
    add_fields, hash_texts, sign_hashes = _kernel.add_fields, _kernel.hash_texts, _kernel.sign_hashes
    list_shingles, count_common = _kernel.list_shingles, _kernel.count_common
    longest_run = _kernel.longest_run
    place_tokens, find_passages = _kernel.place_tokens, _kernel.find_passages
    find_alike, bound_alike = _kernel.find_alike, _kernel.bound_alike
    quote_column = _kernel.quote_column
    sign_column, sign_texts, sign_tokens = _kernel.sign_column, _kernel.sign_texts, _kernel.sign_tokens


def isa() -> str:
    """The instruction set that runs: avx512, avx2, generic or plain."""
    return _isa


def find_file() -> str:
    """The file of the module that runs."""
    return str(_kernel.__file__)


def describe() -> str:
    """Which kernel runs, for people."""
    return f"plain: slow, {_reason}" if _isa == "plain" else f"native, {_isa}"
