"""What each page of the desk shows, from the case's material; pure, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from goodoffices.brief import answer, sources
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import Selection
from goodoffices.conflict.words.acts import capital, statement
from goodoffices.evidence.claims import Claim
from goodoffices.evidence.selection import ClaimSelection, selected
from goodoffices.folder.asking import order
from goodoffices.look.sides import Side, sides

if TYPE_CHECKING:
    from goodoffices.brief.compose import Material
    from goodoffices.brief.evidence import Quote
    from goodoffices.case.nouns import Party, Preference

LISTED = 200
"""How many claims one page lists."""


@dataclass(frozen=True)
class DeskView:
    """The case's material, looked at page by page."""

    material: Material

    @cached_property
    def evidence(self) -> Evidence:
        """The claims as a page shows them."""
        return Evidence(self.material.case, self.material.dossier)

    @cached_property
    def sides(self) -> dict[str, Side]:
        """The parties with their shapes."""
        return sides([(party.id, party.name) for party in self.material.case.parties])

    @cached_property
    def selection(self) -> Selection | None:
        """The outcomes shown; None where none can be computed yet."""
        found = self.material.outcomes
        return Selection(found) if found is not None else None

    @cached_property
    def deals(self) -> Deals | None:
        """The packages; None where none can be weighed yet."""
        packages = self.material.packages
        if packages is None or not set(packages.negotiation.parties) <= set(self.sides):
            return None
        return Deals(packages, self.sides)

    def overview(self) -> dict[str, Any]:
        """Return the first page: what holds, what could be signed, what to check, what is next."""
        return {
            "holds": answer.holds(self.selection),
            "signable": answer.signable(self.deals),
            "checks": answer.checks(self.evidence, self.material.findings),
            "waiting": len(self.waiting()),
            "claims": len(self.material.dossier.claims),
            "pages": len(self.material.dossier.documents),
            "strongest": self.strongest(),
        }

    def waiting(self) -> list[str]:
        """Return the claims that wait for a person, those that the case uses first."""
        asked = ClaimSelection(statuses=frozenset({"unreviewed"}))
        return list(order(selected(self.material.dossier, asked), self.material.dossier, self.used))

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The claims that the case rests on."""
        return tuple(self.evidence.uses)

    def strongest(self) -> Quote | None:
        """Return the quotation that the case rests on most."""
        ranked = sorted(self.evidence.uses.items(), key=lambda one: -len(one[1]))
        quotes = (self.evidence.quote(claim) for claim, _grounds in ranked)
        return next((q for q in quotes if q.kind == "statement"), None)

    def listed(self, asked: ClaimSelection) -> list[Quote]:
        """Return claims of a selection, what matters first."""
        dossier = self.material.dossier
        ids = order(selected(dossier, asked), dossier, self.used)
        return self.evidence.quotes(ids[:LISTED])

    def source(self, document: str) -> sources.Source | None:
        """Return a source with every claim at its place."""
        shown = sources.sources(self.evidence)
        return next((s for s in shown if s.document.id == document), None)

    def preference(self, preference: Preference) -> str:
        """Return a preference in words where the conflict can be made, else as it is written."""
        found = self.material.outcomes
        if found is None:
            return preference.source
        return capital(statement(found.conflict, preference.condition))

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim, or None."""
        return self.material.dossier.claim(claim_id)

    def after(self, claim_id: str) -> str | None:
        """Return the next claim that waits."""
        waiting = [one for one in self.waiting() if one != claim_id]
        return waiting[0] if waiting else None


def proposals(party: Party) -> Iterable[tuple[str, str, str, bool]]:
    """Yield a party's wants and options: path, kind, words, and whether nobody reviewed it."""
    for number, (text, basis) in enumerate(party.wants):
        yield f"parties/{party.id}/wants/{number}", "want", text, basis.unreviewed
    for option in party.options:
        short = option.id.partition(".")[2]
        path = f"parties/{party.id}/options/{short}"
        yield path, "option", option.text or short, option.basis.unreviewed
