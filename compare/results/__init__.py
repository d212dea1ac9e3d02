"""What a comparison finds: frozen values that carry their evidence. Renderers only read them.

The two sides of anything are `left` and `right`. Every place is a `Span`, so a reader of a result
can always go back to the text. All are imported from here: `from compare.results import Fact`.
"""

from __future__ import annotations

from compare.results.comparison import Comparison, Corpus, Furniture, NameGroup, Only, Outlet, Story, Variant
from compare.results.facts import (
    WORDING,
    Attribute,
    Certainty,
    Change,
    ChangeKind,
    Fact,
    SimilarClaim,
    Status,
    Telling,
    Update,
    Value,
)
from compare.results.overlaps import (
    CopyGroup,
    Credit,
    Diff,
    Edit,
    Op,
    Overlap,
    OverlapKind,
    Passage,
    PassageKind,
    SourceOverlap,
)
from compare.results.quotes import LEAD_IN, MOOD, Form, Quote, QuoteGroup, Relation, Rendering, Voice

__all__ = [
    "LEAD_IN",
    "MOOD",
    "WORDING",
    "Attribute",
    "Certainty",
    "Change",
    "ChangeKind",
    "Comparison",
    "CopyGroup",
    "Corpus",
    "Credit",
    "Diff",
    "Edit",
    "Fact",
    "Form",
    "Furniture",
    "NameGroup",
    "Only",
    "Op",
    "Outlet",
    "Overlap",
    "OverlapKind",
    "Passage",
    "PassageKind",
    "Quote",
    "QuoteGroup",
    "Relation",
    "Rendering",
    "SimilarClaim",
    "SourceOverlap",
    "Status",
    "Story",
    "Telling",
    "Update",
    "Value",
    "Variant",
    "Voice",
]
