"""Facts: groups of mentions, in two documents or more, of one event, one office or one claim.

Three kinds of evidence make a group, the plainest first: an event of one class that befalls one participant,
told with further words in common; an office given to one person; clauses that say much the same in one order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analyse.claim_facts import group_claims, group_roles
from compare.analyse.event_facts import group_events
from compare.results import Certainty, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.analyse.claims import ClaimPair
    from compare.analyse.events import Mention, RoleMention
    from compare.analyse.similar import Background
    from compare.results import Fact


def find_facts(
    mentions: Sequence[Mention],
    roles: Sequence[RoleMention],
    claims: Sequence[ClaimPair],
    background: Background,
) -> list[Fact]:
    """Facts told in two documents or more, sure ones first, then those told differently, then by score."""
    drafts = [*group_events(mentions, background), *group_roles(roles, background.names)]
    drafts += group_claims(claims, drafts, background)
    return sorted((draft.finish() for draft in drafts), key=rank_fact)


def rank_fact(fact: Fact) -> tuple[bool, int, float, str, int]:
    """Differences lead: told differently, then compatibly or with more on one side, then the same."""
    statuses = {attribute.status for attribute in fact.attributes}
    told = 0 if Status.DIFFERS in statuses else 1 if statuses - {Status.SAME} else 2
    maybe = fact.certainty is Certainty.MAYBE
    first = fact.mentions[0]
    return maybe, 0 if maybe else told, -fact.score, first.document.id, first.start
