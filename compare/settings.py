"""Every setting of the report and of dedup: one field each, with its default, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from compare.errors import SettingsError
from compare.fields import convert_fields

KEEP_LONGEST, KEEP_FIRST, KEEP_NEWEST, KEEP_SOURCE = "longest", "first", "newest", "source:"
DATE_FIELDS = ("date", "published")
LARGEST_SEED = 2**32 - 1  # what the generator of the permutations takes
LARGEST_NUM_PERM = 1 << 14  # values: with them bands are found for every threshold from 0.01 on
LARGEST_DOCUMENT = 0x7FFFF000  # bytes: what Linux reads at once; the kernels count in 32 bits
LONGEST_SHINGLE = 100  # tokens; nothing is found by longer ones that is not found by these


class Unit(StrEnum):
    """What a token is (DESIGN.md, section 2)."""

    AUTO = "auto"
    WORD = "word"
    CHAR = "char"


class ShingleHash(StrEnum):
    """How a shingle becomes the 32 bits that MinHash sees (docs/hashing.md)."""

    ROLLING = "rolling"
    XXH3 = "xxh3"


class Section(StrEnum):
    """A part of the report that `--only` can name."""

    OVERLAP = "overlap"
    QUOTES = "quotes"
    FACTS = "facts"
    ONLY = "only"


class Format(StrEnum):
    """What a result is written as."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"
    PATCH = "patch"
    """A unified diff."""


class By(StrEnum):
    """What is put side by side."""

    DOC = "doc"
    SOURCE = "source"


class Match(StrEnum):
    """A kind of duplicate (DESIGN.md, section 2)."""

    EXACT = "exact"
    NEAR = "near"
    INSIDE = "inside"


class Within(StrEnum):
    """What records may have to have in common, or not, to be compared."""

    SOURCE = "source"


class Guard(StrEnum):
    """What near duplicates may not differ in."""

    NUMBERS = "numbers"


class Ignore(StrEnum):
    """What of a text does not count when records are compared."""

    FURNITURE = "furniture"


class Level(StrEnum):
    """What repeats and goes: whole documents, or parts of their texts (DESIGN.md, section 2)."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    LINE = "line"
    SPAN = "span"


class OnError(StrEnum):
    """What a record that cannot be read does to the run."""

    SKIP = "skip"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """How inputs become documents."""

    text: tuple[str, ...] = ("text", "content", "body")
    """Fields of a record that hold its text: the first one present is taken."""

    id: str | None = None
    """Field that names a record; without it, path:line."""

    source: str | None = None
    """Field that names a record's source; without it, its folder, else its file."""

    encoding: str | None = None
    """Charset of text files; without it, found by byte-order mark, UTF-8, detector."""

    max_doc_bytes: int = 64 * 1024 * 1024
    """Largest document read, in bytes; a larger one is skipped and named."""

    on_error: OnError = OnError.SKIP
    """Whether a record that cannot be read is skipped and named, or ends the run."""

    def __post_init__(self) -> None:
        convert_fields(self)
        if not self.text or not all(self.text):
            msg = "text must name at least one field, such as --text body"
            raise SettingsError(msg)
        if not 1 <= self.max_doc_bytes <= LARGEST_DOCUMENT:
            msg = f"max-doc-bytes must be from 1 to {LARGEST_DOCUMENT}, not {self.max_doc_bytes}"
            raise SettingsError(msg)
        if self.encoding is not None:
            _check_encoding(self.encoding)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSettings:
    """How documents are compared."""

    unit: Unit = Unit.AUTO
    """Tokens of a shingle: words, with one-character tokens for scripts without spaces (auto)."""

    ngram: int | None = None
    """Tokens in a shingle; without it 5 words, or 8 characters with unit char."""

    num_perm: int = 128
    """Values in a MinHash signature."""

    seed: int = 1
    """Seed of the MinHash permutations; other seeds lose exchange with datasketch's default."""

    threshold: float = 0.8
    """Jaccard similarity from which two documents are near duplicates."""

    def __post_init__(self) -> None:
        convert_fields(self)
        if self.ngram is not None and not 1 <= self.ngram <= LONGEST_SHINGLE:
            msg = f"ngram must be from 1 to {LONGEST_SHINGLE}, not {self.ngram}"
            raise SettingsError(msg)
        if not 1 <= self.num_perm <= LARGEST_NUM_PERM:
            msg = f"num-perm must be from 1 to {LARGEST_NUM_PERM}, not {self.num_perm}"
            raise SettingsError(msg)
        if not 0 <= self.seed <= LARGEST_SEED:
            msg = f"seed must be from 0 to {LARGEST_SEED}, not {self.seed}"
            raise SettingsError(msg)
        if not 0 < self.threshold <= 1:
            msg = f"threshold must be above 0 and at most 1, not {self.threshold}"
            raise SettingsError(msg)

    @property
    def shingle_size(self) -> int:
        """Tokens in a shingle, the default of the unit filled in."""
        if self.ngram is not None:
            return self.ngram
        return 8 if self.unit is Unit.CHAR else 5

    def as_dict(self) -> dict[str, object]:
        """Each setting by name, for the record of a report or a run."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


# What says how whole documents are compared, and nothing below them.
_OF_DOCUMENTS = frozenset("match threshold unit ngram num_perm seed within across guard ignore".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupSettings(CompareSettings):
    """Which documents are duplicates, and which of them stay."""

    match: frozenset[Match] = frozenset({Match.EXACT, Match.NEAR})
    """Kinds of duplicates that go: exact (but for white space), near (Jaccard), inside (in a longer one)."""

    level: Level = Level.DOCUMENT
    """What goes: a document, or of texts each repeated paragraph, line, or span (of 50 words and more)."""

    keep: str = KEEP_LONGEST
    """Which of several duplicates stays: longest, first, newest, or source:a,b,c (those sources first)."""

    date: str | None = None
    """Field with the date (ISO 8601) for --keep newest; without it, date, else published."""

    min_tokens: int = 5
    """Tokens below which only exact duplicates count; of parts, those with fewer stay."""

    within: Within | None = None
    """Compare only records of the same source."""

    across: Within | None = None
    """Compare only records of different sources."""

    guard: Guard | None = None
    """Keep near duplicates that differ in a figure, date or negation, as versions."""

    drop_empty: bool = False
    """Remove documents without any token, too; they are nobody's duplicates and stay otherwise."""

    ignore: Ignore | None = None
    """Part of the texts that does not count: furniture, the lines that many texts of a source have."""

    def __post_init__(self) -> None:
        CompareSettings.__post_init__(self)  # super() does not work in a dataclass with slots
        if not self.match:
            msg = "match must name a kind of duplicate: exact, near, inside, or several"
            raise SettingsError(msg)
        if self.min_tokens < 0:
            msg = f"min-tokens must be at least 0, not {self.min_tokens}"
            raise SettingsError(msg)
        _check_keep(self.keep, self.date)
        if self.within and self.across:
            raise SettingsError("within and across exclude each other: give one of them")
        if self.guard and self.match == {Match.EXACT}:
            msg = "guard narrows what goes besides exact duplicates: leave it out, or add near to match"
            raise SettingsError(msg)
        if self.level is not Level.DOCUMENT:
            self._refuse_of_documents()

    def _refuse_of_documents(self) -> None:
        """Refuse what is set and says how whole documents are compared."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in _OF_DOCUMENTS and value != field.default:
                name = field.name.replace("_", "-")
                msg = f"{name} is for whole documents: leave it out with level {self.level}"
                raise SettingsError(msg)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that `keep` names, the first one first."""
        if not self.keep.startswith(KEEP_SOURCE):
            return ()
        return tuple(name.strip() for name in self.keep.removeprefix(KEEP_SOURCE).split(","))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputSettings:
    """Where the records of a run go, and what is said of them."""

    output: str | None = None
    """File for the kept records (.jsonl, .csv, .tsv, .parquet, .arrow, also .gz, .zst), folder, or -."""

    annotate: bool = False
    """Write all records, removing none, with fields that say which are duplicates and of what."""

    annotate_prefix: str = "duplicate_"
    """What the names of the added fields begin with."""

    removed: str | None = None
    """File for the removed records, each with the reason; without it, OUT.removed.jsonl."""

    manifest: str | None = None
    """File for the settings, inputs and counts; without it, OUT.manifest.json."""

    trail: bool = True
    """Whether files for the removed records and the manifest are written where none are named."""

    pairs: str | None = None
    """File for every pair of duplicates, with kind and score, whichever of them stays."""

    force: bool = False
    """Replace files that are there already."""

    temp: str | None = None
    """Folder for what must be unpacked or kept of a pipe; without it, that of OUT."""

    memory: int | None = None
    """Memory past which band keys are kept in a file in --temp, such as 4GB; the result is the same."""

    resume: bool = False
    """Keep a checkpoint beside OUT of what was read, and go on from one that a killed run has left."""

    dry_run: bool = False
    """Write nothing: only say what would be removed, here and at other thresholds."""

    def __post_init__(self) -> None:
        convert_fields(self)
        if self.memory is not None and self.memory < 1:
            msg = f"memory must be at least 1 byte, not {self.memory}"
            raise SettingsError(msg)


def _check_encoding(name: str) -> None:
    try:
        "".encode(name)
    except (LookupError, ValueError):  # ValueError: a name no charset can have
        msg = f"no charset is called {name!r}; Python's names work, such as utf-8, cp1252 or utf-16"
        raise SettingsError(msg) from None


def _check_keep(keep: str, date: str | None) -> None:
    names = keep.removeprefix(KEEP_SOURCE).split(",") if keep.startswith(KEEP_SOURCE) else []
    if keep not in {KEEP_LONGEST, KEEP_FIRST, KEEP_NEWEST} and not any(names):
        msg = f"keep must be longest, first, newest or source:NAME[,NAME], not {keep!r}"
        raise SettingsError(msg)
    if any(not name.strip() for name in names):
        msg = f"a source without a name stands in keep {keep!r}"
        raise SettingsError(msg)
    if date is not None and keep != KEEP_NEWEST:
        msg = "date is for keep newest alone: add --keep newest"
        raise SettingsError(msg)
