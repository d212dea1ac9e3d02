"""The words a person would count: between spaces; in scripts written without them, the characters."""

from __future__ import annotations

from compare.text.unicode import UNSPACED
from compare.text.words import Word, count_words, list_plain_tokens, split_plain_words, split_words


def split_counted_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Plain words with their places; characters where a word is of a script without spaces."""
    if text.isascii() or UNSPACED.search(text, start, len(text) if end is None else end) is None:
        return split_plain_words(text, start, end)
    words: list[Word] = []
    for word in split_plain_words(text, start, end):
        plain = word.token.isascii() or UNSPACED.search(word.token) is None
        words.extend([word] if plain else _split_unspaced(text, word))
    return words


def list_counted_tokens(text: str) -> list[str]:
    """The tokens of the counted words of a text, without their places."""
    if text.isascii() or UNSPACED.search(text) is None:
        return list_plain_tokens(text)
    return [word.token for word in split_counted_words(text)]


def count_counted_words(text: str) -> int:
    """How many words a person would count, each character of a script without spaces being one."""
    if text.isascii() or UNSPACED.search(text) is None:
        return count_words(text)
    return len(split_counted_words(text))


def _split_unspaced(text: str, word: Word) -> list[Word]:
    """The characters of a word of a script without spaces; any other word as it is."""
    tokens = split_words(text, word.start, word.end)
    whole = split_words(text, word.start, word.end, unspaced=False)
    return [word] if len(tokens) == len(whole) else tokens
