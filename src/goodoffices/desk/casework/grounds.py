"""The claims to tick beside a judgement: those ticked, then those of its party, then others.

Words narrow them down; what a person rejected is not offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.evidence.selection import ClaimSelection, people, selected

if TYPE_CHECKING:
    from goodoffices.brief.evidence import Evidence, Quote
    from goodoffices.case.nouns import Case

OFFERED = 12
"""How many claims stand beside a form, besides those that are ticked."""


@dataclass(frozen=True, slots=True)
class TickList:
    """Claims to tick: which are ticked, and how many there are that were not listed."""

    quotes: tuple[Quote, ...]
    ticked: frozenset[str]
    more: int = 0
    about: str = ""


def tick_list(
    case: Case, evidence: Evidence, party: str, ticked: Sequence[str], about: str = ""
) -> TickList:
    """Return the claims to tick for something said of a party (empty: of none)."""
    asked = ClaimSelection(about=about)
    found = [c for c in selected(evidence.dossier, asked) if c.status != "rejected"]
    one = case.party(party)
    actor = (one.actor or one.id) if one else ""
    mine = {claim.id for claim in found if actor and actor in (*people(claim), claim.id)}
    used = set(evidence.uses)
    said = ("S-", "E-", "R-")

    def place(claim_id: str) -> tuple[bool, bool, bool]:
        return (claim_id not in mine, not claim_id.startswith(said), claim_id not in used)

    ids = sorted((claim.id for claim in found if claim.id not in ticked), key=place)
    quotes = [evidence.quote(claim) for claim in (*ticked, *ids[:OFFERED])]
    return TickList(tuple(quotes), frozenset(ticked), max(0, len(ids) - OFFERED), about)
