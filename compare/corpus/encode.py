"""Values to JSON in bytes, as it is added to lines or written as one."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring, encode_basestring_ascii


def encode_json(value: object) -> bytes:
    """JSON in UTF-8; in ASCII, if it holds half a character."""
    if isinstance(value, str):
        return encode_text(value)
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def encode_text(text: str) -> bytes:
    """A string as JSON; many times as fast as the way for any value."""
    try:
        return encode_basestring(text).encode()
    except UnicodeEncodeError:
        return encode_basestring_ascii(text).encode()


def encode_record(record: dict[str, object]) -> bytes:
    """An object as JSON, on a line of its own; many times as fast as the way for any value, of texts."""
    fields = (b"%b: %b" % (_encode_name(name), encode_json(value)) for name, value in record.items())
    return b"{%b}\n" % b", ".join(fields)


@lru_cache(maxsize=1024)
def _encode_name(name: str) -> bytes:
    return encode_text(name)
