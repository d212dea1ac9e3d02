"""What a comparison finds: frozen values that carry their evidence. Renderers only read them.

The two sides of anything are `left` and `right`. Every place is a `Span`, so a reader of a result
can always go back to the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import Document, Skipped, Span
    from compare.settings import By, CompareSettings, Section


class Op(StrEnum):
    """What an edit does on the way from the left text to the right one."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"


class OverlapKind(StrEnum):
    """How much of two documents is the same."""

    EXACT = "exact"
    NEAR = "near"
    INSIDE = "inside"
    NONE = "none"


class PassageKind(StrEnum):
    """How the right place of a passage stands to the left one."""

    COPIED = "copied"
    """The same words, edits allowed."""
    REWORDED = "reworded"
    """The same matter in the same course, mostly in other words or another order."""
    SUMMARY_LEFT = "summary_left"
    """The left one may sum up the right one."""
    SUMMARY_RIGHT = "summary_right"


class Relation(StrEnum):
    """How one rendering of an utterance stands to the fullest one."""

    FULLEST = "fullest"
    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    ALTERED = "altered"
    SPLICED = "spliced"
    BRACKETED = "bracketed"
    INDIRECT = "indirect"
    UNMARKED = "unmarked"


class Status(StrEnum):
    """How the values of one attribute stand to each other across documents."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERS = "differs"
    ONE_SIDED = "one_sided"


class Certainty(StrEnum):
    """Whether a group of mentions is one fact."""

    SURE = "sure"
    MAYBE = "maybe"


class Told(StrEnum):
    """How the documents that tell one fact stand to each other: what matters most first."""

    IN_CONFLICT = "in conflict"
    """They differ in what they say: a figure, a date, who says so, whether it is so at all."""
    IN_OTHER_WORDS = "in other words"
    COMPATIBLY = "compatibly"
    """One says more than another, or less exactly."""
    ALIKE = "alike"


WORDING = "told as"  # the attribute that shows each document's own words: that these differ is no conflict


class Form(StrEnum):
    """Whether an utterance is given word for word or retold."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents that were read, and what was not."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of page boilerplate that was set aside, and the rule that says so."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of an alignment: character ranges of the two documents."""

    op: Op
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much text two documents share, furniture set aside.

    *jaccard* and the containments are exact, over the sets of shingles; *estimate* is MinHash's.
    *reused_left* is the share of the left text's words that lie in passages of both, edits included.
    *longest_run* counts words; the two spans show where it stands (None when nothing is shared).
    *earlier* is the text published first, by the dates both give; *fuller* the one that has what the
    other has and more; None where neither can be said.
    """

    left: Document
    right: Document
    kind: OverlapKind
    jaccard: float
    estimate: float
    containment_left: float
    containment_right: float
    reused_left: float
    reused_right: float
    longest_run: int
    run_left: Span | None
    run_right: Span | None
    earlier: Document | None = None
    fuller: Document | None = None


@dataclass(frozen=True, slots=True)
class SourceOverlap:
    """How much text two sources share over all their documents; as in `Overlap`.

    *copies* counts pairs of documents that are exact, near or inside duplicates, *pairs* all that share
    passages.
    """

    left: str
    right: str
    copies: int
    pairs: int
    jaccard: float
    containment_left: float
    containment_right: float
    reused_left: float
    reused_right: float
    longest_run: int
    run_left: Span | None
    run_right: Span | None


@dataclass(frozen=True, slots=True)
class Credit:
    """A news agency that a text names as where it comes from."""

    agency: str
    span: Span


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Documents of which each shares most of its text with another one, or has most of another's.

    *kind* is that of the weakest link. *fullest* is the one that none is fuller than and no other about as
    long as, *earliest* was published first, by the dates of all of them; None where it cannot be said.
    *agency* is named where the *carriers*, which credit it or share most of a text with one that does, are
    of two sources or more.
    """

    id: str
    documents: tuple[Document, ...]
    kind: OverlapKind
    fullest: Document | None
    earliest: Document | None
    agency: str | None
    carriers: tuple[Document, ...]
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Two spans that share their wording, and where they part."""

    id: str
    kind: PassageKind
    left: Span
    right: Span
    similarity: float
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words a text gives as somebody's own.

    *span* holds the marks, *parts* the words between them, a part a paragraph. *via* names the
    outlets and agencies through which the words came, nearest first.
    """

    id: str
    span: Span
    parts: tuple[Span, ...]
    form: Form
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What one document says of an attribute: its words, where, and their normal value."""

    document: Document
    text: str
    normal: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a fact or of an utterance over the documents that tell it."""

    name: str
    status: Status
    values: tuple[Value, ...]
    conflicts: tuple[tuple[Value, Value], ...] = ()
    """Values of two documents that cannot both be true, a pair of documents once."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One outlet's version of an utterance.

    Its *relation* to the group's fullest rendering; *kept* of the fullest one's *of* words stand in
    it; *kept_spans* pairs each kept run, in the fullest rendering and in this one.
    """

    span: Span
    quote: Quote | None
    relation: Relation
    kept: int
    of: int
    kept_spans: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """One utterance in every rendering found, the fullest first, and what is told differently."""

    id: str
    renderings: tuple[Rendering, ...]
    differs: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Mentions, in two documents or more, of what is held to be one fact."""

    id: str
    title: str
    certainty: Certainty
    score: float
    mentions: tuple[Span, ...]
    attributes: tuple[Attribute, ...]

    @property
    def told(self) -> Told:
        """How its documents stand to each other, by the attribute in which they are furthest apart."""
        statuses = {attribute.status for attribute in self.attributes}
        if any(attribute.name != WORDING for attribute in self.conflicts):
            return Told.IN_CONFLICT
        if self.conflicts:
            return Told.IN_OTHER_WORDS
        return Told.COMPATIBLY if statuses - {Status.SAME} else Told.ALIKE

    @property
    def conflicts(self) -> tuple[Attribute, ...]:
        """The attributes that differ, the words it is told in among them."""
        return tuple(attribute for attribute in self.attributes if attribute.status is Status.DIFFERS)


@dataclass(frozen=True, slots=True)
class Change:
    """A *kind* of value, number, date, name or denial, that one version of an article gives otherwise."""

    kind: str
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Update:
    """Two versions of one article: *right* is the later one if they are *ordered* by their dates."""

    id: str
    left: Document
    right: Document
    ordered: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SimilarClaim:
    """Two different voices that say much the same: never one utterance."""

    id: str
    left: Span
    right: Span
    score: float
    left_voice: str | None = None
    right_voice: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of a name, and the documents that use it."""

    text: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Every spelling of one name."""

    name: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Only:
    """What one document alone has, or one source: *document* is None then."""

    source: str
    document: Document | None
    quotes: tuple[Quote, ...]
    claims: tuple[Span, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What one source did over all stories.

    *dated* counts the stories of several sources in which the dates say who was *first*; *alone* those
    that no other has. It tells *facts* with others, and some of them *differently* than most do; of
    *quotes* that others have too, it *cut* or *altered* some in all its documents.
    """

    source: str
    documents: int = 0
    stories: int = 0
    dated: int = 0
    first: int = 0
    alone: int = 0
    facts: int = 0
    differently: int = 0
    quotes: int = 0
    cut: int = 0
    altered: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell of the same events."""

    id: str
    documents: tuple[Document, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Two documents word by word, in the order of the left text; between two edits lies white space."""

    left: Document
    right: Document
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything found between the documents of a corpus; findings stand largest first.

    *source_overlaps* and *outlets* are there if it was made *by* source; of parts that *sections* lacks,
    nothing is there.
    """

    settings: CompareSettings
    by: By
    sections: frozenset[Section]
    verdict: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    furniture: tuple[Furniture, ...]
    overlaps: tuple[Overlap, ...]
    source_overlaps: tuple[SourceOverlap, ...]
    copies: tuple[CopyGroup, ...]
    passages: tuple[Passage, ...]
    quotes: tuple[Quote, ...]
    quote_groups: tuple[QuoteGroup, ...]
    facts: tuple[Fact, ...]
    similar_claims: tuple[SimilarClaim, ...]
    names: tuple[NameGroup, ...]
    only: tuple[Only, ...]
    updates: tuple[Update, ...] = ()
    outlets: tuple[Outlet, ...] = ()
