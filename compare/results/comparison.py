"""The whole of a comparison: what was read, set aside, grouped into stories and summed, with all findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.results.overlaps import OverlapKind

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from compare.model import Document, Skipped, Span
    from compare.results.facts import Fact, SimilarClaim, Update
    from compare.results.overlaps import CopyGroup, Overlap, Passage, SourceOverlap
    from compare.results.quotes import Quote, QuoteGroup, Voice
    from compare.settings import By, CompareSettings, Section

_PAIR = 2
_WHOLE = frozenset({OverlapKind.EXACT, OverlapKind.INSIDE})


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
class Story:
    """Documents that tell of the same events."""

    id: str
    documents: tuple[Document, ...]
    title: str


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything found between the documents of a corpus; findings stand largest first.

    *source_overlaps* and *outlets* are there if it was made *by* source; of parts that *sections* lacks, no
    more is there than others needed, and renderers leave it out.
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
    voices: tuple[Voice, ...] = ()
    """Who said what: the speakers, those first whom several documents quote."""

    @property
    def listed_copies(self) -> tuple[CopyGroup, ...]:
        """The groups that say more than the pairs do: of three documents or more, or of an agency's text."""
        return tuple(group for group in self.copies if len(group.documents) > _PAIR or group.agency)

    @property
    def listed_passages(self) -> tuple[Passage, ...]:
        """The passages that are worth a reader's time beside the pairs of documents.

        Of many documents the equal passages of copies are not, whose pair says that one has all of the other;
        and what stands twice in one text is shared by nobody, unless there is but one text.
        """
        copies = {
            frozenset((one.left, one.right))
            for one in self.overlaps
            if one.kind in _WHOLE and len(self.documents) > _PAIR
        }
        return tuple(
            one
            for one in self.passages
            if (one.left.document is not one.right.document or len(self.documents) < _PAIR)
            and not (one.is_verbatim and frozenset((one.left.document, one.right.document)) in copies)
        )

    @property
    def repeats(self) -> tuple[Passage, ...]:
        """What stands twice in one of several texts."""
        several = len(self.documents) >= _PAIR
        return tuple(one for one in self.passages if several and one.left.document is one.right.document)

    def to_pandas(self, *kinds: str) -> pd.DataFrame:
        """Findings of some kinds (all, if none is named) as a data frame: a row a place (docs/formats.md).

        Kinds are overlaps, copies, passages, quotes, updates, facts, claims, names and only.

        Raises:
            SettingsError: there is no such kind.
            MissingPackageError: pandas is not installed.
        """
        from compare.render.frames import make_frame  # noqa: PLC0415 - renderers stand above results

        return make_frame(self, kinds)

    def to_arrow(self, *kinds: str) -> pa.Table:
        """The same as an Arrow table, with pyarrow."""
        from compare.render.frames import make_table  # noqa: PLC0415 - as above

        return make_table(self, kinds)

    def _repr_html_(self) -> str:
        """What a notebook shows: the verdict, quotes and facts."""
        from compare.render.notebook import render_notebook  # noqa: PLC0415 - as above

        return render_notebook(self)
