"""rensa's RMinHash over Python token lists, timed: `rensa_signatures.py CORPUS.jsonl DOCUMENTS REPEAT SIZE`.

For signatures.py, in rensa's own environment. Tokens are words (SIZE 1) or word 5-grams (SIZE 5), made before
the clock starts; the best way the library has for many documents is taken: one digest matrix. Prints the CPU
seconds of each repeat as a JSON list.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import islice
from pathlib import Path

from corpus_lines import NUM_PERM, SHINGLE, make_shingles, read_texts, split_words
from rensa import RMinHash

if __name__ == "__main__":
    corpus, documents, repeat, size = sys.argv[1:]
    split = make_shingles if int(size) == SHINGLE else split_words
    tokens = [split(text) for text in islice(read_texts(Path(corpus)), int(documents))]
    times = []
    for _ in range(int(repeat)):
        started = time.process_time()
        RMinHash.digest_matrix_from_token_sets(tokens, NUM_PERM, 1)
        times.append(time.process_time() - started)
    print(json.dumps(times))
