"""Score quotes, speakers and furniture on the two seed articles: `seeds_quotes.py EVAL SEEDS`.

EVAL is the folder of evaluation sets, SEEDS the folder of the two articles. A speaker is right when the
last word of the gold speaker's name, or a word of the gold role, stands in ours; where gold says that
the speaker is unknown, none or the outlet named is right.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.extract.quotes import find_quotes
from compare.model import Document
from compare.text.furniture import find_furniture

if TYPE_CHECKING:
    from compare.results import Quote

SMALL = frozenset("a an the and of to".split())


def words_of(name: str) -> list[str]:
    """The words of a name or role that tell it from others, without what stands in brackets."""
    words = re.findall(r"\w+", re.sub(r"\([^)]*\)", "", name).lower())
    return [word for word in words if word not in SMALL]


def is_right(gold: dict[str, Any], quote: Quote) -> bool:
    """Whether our speaker is the one of the gold quote."""
    if gold["speaker"].startswith("unknown"):
        return quote.speaker is None or quote.speaker in gold["speaker"]
    named = gold["speaker"][0].isupper()
    parts = [words_of(part) for part in gold["speaker"].split(" and ")]
    wanted = [set(part[-1:]) if named else set(part) for part in parts]
    found = words_of(quote.speaker or "")
    return all(part & set(found) for part in wanted)


def main() -> None:
    """Print the three scores and every quote with its gold speaker and ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", type=Path)
    parser.add_argument("seeds", type=Path)
    arguments = parser.parse_args()
    gold = json.loads((arguments.eval / "seeds" / "gold.json").read_text(encoding="utf-8"))
    documents = [
        Document(id=key, text=path.read_bytes().decode(), path=path.name, source="seeds")
        for key, path in zip("AB", sorted(arguments.seeds.iterdir()), strict=True)
    ]
    furniture = find_furniture(documents)
    lines = {(item.span.document.id, item.span.start, item.span.end) for item in furniture}
    wanted = {(item["doc"], item["start"], item["end"]) for item in gold["boilerplate"]}
    print(f"furniture: {len(lines & wanted)} of {len(wanted)} lines, {len(lines - wanted)} false")
    found = {
        (document.id, quote.span.start, quote.span.end): quote
        for document in documents
        for quote in find_quotes(document, furniture=furniture)
    }
    matched = [(item, found.get((item["doc"], item["start"], item["end"]))) for item in gold["quotes"]]
    right = sum(quote is not None and is_right(item, quote) for item, quote in matched)
    exact = sum(quote is not None for _, quote in matched)
    print(
        f"quotes: {exact} of {len(matched)} spans exact, {len(found) - exact} false, {right} speakers right"
    )
    for item, quote in matched:
        ours = quote.speaker if quote else "not found"
        print(f"  {item['id']:5} {item['speaker']}  |  {ours}  |  {quote.via if quote else ()}")


if __name__ == "__main__":
    main()
