"""Values to JSON in bytes, as it is added to lines or written as one."""

from __future__ import annotations

import json
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
