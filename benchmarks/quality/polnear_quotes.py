"""Score the extraction of quotes and speakers on PolNeAR: `polnear_quotes.py EVAL [--split dev]`.

EVAL is the folder of evaluation sets; its scorer counts as gold each string between double quotation
marks (curly or straight) that an annotator attributed. So only quotes in such marks are handed over, a
part a paragraph, and of several paragraphs the last one, which alone has its closing mark. Quotes that
look like titles or scare quotes (not `is_speech`) are left out. The speaker is given as it stands in
the text, as gold does, except for pronouns: there it is the name they stand for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from compare.extract.quotes import find_quotes, is_speech
from compare.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.results import Quote

MARKS = '“”"'
PRONOUNS = frozenset("he she they it his her who we i you".split())


def read_documents(folder: Path, split: str) -> Iterator[Document]:
    """The articles of one split."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["split"] == split:
                yield Document(record["id"], record["text"], record["id"], record["publisher"])


def name_speaker(quote: Quote) -> str | None:
    """The speaker in the text's words, or the name behind a pronoun."""
    said = quote.speaker_span.text if quote.speaker_span else None
    return quote.speaker if said is None or said.lower() in PRONOUNS else said


def convert(document: Document, *, everything: bool) -> Iterator[dict[str, object]]:
    """What the scorer reads of one article."""
    for quote in find_quotes(document):
        if quote.span.text[0] in MARKS and (everything or is_speech(quote)):
            part = quote.parts[-1]
            yield {"doc": document.id, "start": part.start, "end": part.end, "speaker": name_speaker(quote)}


def main() -> None:
    """Convert one split and run the scorer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--everything", action="store_true", help="hand over titles and scare quotes too")
    arguments = parser.parse_args()
    folder = arguments.eval / "polnear"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as target:
        for document in read_documents(folder, arguments.split):
            for row in convert(document, everything=arguments.everything):
                target.write(json.dumps(row) + "\n")
        target.flush()
        scorer = arguments.eval / "scorers" / "score_quote_extract.py"
        command = [sys.executable, str(scorer), str(folder), target.name, "--split", arguments.split]
        subprocess.run(command, check=True)  # noqa: S603 - the scorer of the folder the user names


if __name__ == "__main__":
    main()
