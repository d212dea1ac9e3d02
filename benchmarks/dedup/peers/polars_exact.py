"""polars: `unique` on the text column, JSON lines in and out; exact duplicates only."""

# requires: polars==2.1.0
# kind: exact duplicates only

from __future__ import annotations

import sys

import polars as pl

if __name__ == "__main__":
    source, target = sys.argv[1:]
    frame = pl.read_ndjson(source)
    frame.unique("text", keep="first", maintain_order=True).write_ndjson(target)
