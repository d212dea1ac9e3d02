"""polars, streaming: the same as polars_exact.py, but lazily, from scan to sink."""

# requires: polars==2.1.0
# kind: exact duplicates only

from __future__ import annotations

import sys

import polars as pl

if __name__ == "__main__":
    source, target = sys.argv[1:]
    frame = pl.scan_ndjson(source)
    frame.unique("text", keep="first", maintain_order=True).sink_ndjson(target)
