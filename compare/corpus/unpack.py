"""Packed streams to bytes: .gz and .zst in pieces of bounded size, their ends checked, bombs refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from compare.corpus.open import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Feed = Callable[[bytes], Iterator[bytes]]

# A zstd block of 4 bytes may stand for 128 KB: so many bytes at a time cannot unpack to more than 256 MB.
_PIECE = 8192
_MOST = 1 << 20  # bytes unpacked at a time from gzip
GZIP = 31  # zlib's word for a gzip header and the largest window
_LARGEST_WINDOW = 1 << 27  # bytes: what zstd itself allows without --long
_TRUSTED = 64 << 20  # bytes that any file may unpack to
_RATIO = 200  # and beyond them so many for each packed byte
_MAGIC = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
LONGEST_MAGIC = max(map(len, _MAGIC.values()))
_SKIPPABLE = b"\x2a\x4d\x18"  # the end of the magic number of a zstd frame without data
_NO_MEMORY = "not enough memory"  # in zstd's words
PART_READ = "; what could be read was read"
_TRUNCATED = f"truncated: its packed data has no end{PART_READ}"
_GARBAGE = f"truncated: behind its packed data stands something else{PART_READ}"


class _Member(Protocol):
    """A gzip member or a zstd frame, as far as it was read."""

    @property
    def eof(self) -> bool:
        """Whether its end was seen."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind its end."""


class _Readable(Protocol):
    """What packed bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Up to *size* bytes, none at the end."""


def unpack(file: _Readable, packing: str, path: str) -> Iterator[bytes]:
    """The bytes that a packed file holds, those of all its members or frames.

    Raises:
        UnreadableError: behind the bytes given, the file is cut off, damaged, or a bomb.
    """
    open_member, failure = _gzip() if packing == ".gz" else _zstd()
    member, feed = open_member()
    head, rest, begun, packed, unpacked = b"", b"", False, 0, 0
    try:
        while data := rest or file.read(_PIECE):
            head = head or data
            packed += 0 if rest else len(data)
            rest = b""
            if not begun and packing == ".gz" and unpacked:
                data = data.lstrip(b"\0")  # tapes and disks fill up with zeros
            for piece in feed(data):
                unpacked += len(piece)
                check_ratio(unpacked, packed, path)
                yield piece
            begun = begun or bool(data)
            if member.eof:
                rest, begun = member.unused_data, False
                member, feed = open_member()
    except failure as error:
        check_memory(error)
        reason = _GARBAGE if unpacked and not begun else _explain_head(head, packing) or f"damaged: {error}"
        raise UnreadableError(path, reason) from error
    if begun or not packed:
        raise UnreadableError(path, _explain_head(head, packing) or _TRUNCATED)


def find_packing(head: bytes) -> str:
    """The suffix that fits how some bytes begin, or nothing."""
    return next((packing for packing, magic in _MAGIC.items() if head.startswith(magic)), "")


def _explain_head(head: bytes, packing: str) -> str | None:
    """That a file is not packed as it is called, where its beginning tells."""
    found = find_packing(head)
    if found == packing or _MAGIC[packing].startswith(head) or head[1:4] == _SKIPPABLE:
        return None
    return f"no {packing} file{f' but a {found} one' if found else ', whatever its name says'}: rename it"


def check_memory(error: Exception) -> None:
    """Raise MemoryError where that is what an error of zstd means."""
    if _NO_MEMORY in str(error):
        raise MemoryError from error


def _gzip() -> tuple[Callable[[], tuple[_Member, Feed]], type[Exception]]:
    from isal import isal_zlib  # noqa: PLC0415 - only where something is packed

    def open_member() -> tuple[_Member, Feed]:
        member = isal_zlib.decompressobj(wbits=GZIP)

        def feed(data: bytes) -> Iterator[bytes]:
            while data:
                yield member.decompress(data, _MOST)
                data = member.unconsumed_tail

        return member, feed

    return open_member, cast("type[Exception]", isal_zlib.error)  # its stub calls it an instance


def _zstd() -> tuple[Callable[[], tuple[_Member, Feed]], type[Exception]]:
    import zstandard  # noqa: PLC0415 - only where something is packed

    unpacker = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)

    def open_member() -> tuple[_Member, Feed]:
        member = unpacker.decompressobj()

        def feed(data: bytes) -> Iterator[bytes]:
            yield member.decompress(data)

        return member, feed

    return open_member, zstandard.ZstdError


def check_ratio(unpacked: int, packed: int, path: str) -> None:
    """Refuse a file that holds endlessly much for its size.

    Raises:
        UnreadableError: so it is.
    """
    if unpacked > _TRUSTED and unpacked > _RATIO * packed:
        reason = f"it unpacks to more than {_RATIO} times its size; unpack it yourself if you trust it"
        raise UnreadableError(path, reason)
