"""A suffix array of all texts, by libdivsufsort: what finding repeated passages byte by byte begins with.

    suffix_array.py TEXT

TEXT is a file of texts as they are, one behind the other. Printed is JSON: the bytes, and the processor
seconds that the array takes, read already; neither the lengths of common prefixes nor the cutting is counted.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from pydivsufsort import divsufsort


def main() -> None:
    """Build the array once."""
    text = Path(sys.argv[1]).read_bytes()
    begun = time.process_time()
    divsufsort(text)
    print(json.dumps({"bytes": len(text), "seconds": time.process_time() - begun}))


if __name__ == "__main__":
    main()
