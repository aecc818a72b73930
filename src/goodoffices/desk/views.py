"""What each page of the desk shows, from the case's material; pure, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from goodoffices.brief import figures, sources, timeline
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import Selection
from goodoffices.brief.short import Known, short
from goodoffices.brief.shortparts import ShortBrief
from goodoffices.conflict.words.acts import capital, statement
from goodoffices.desk.dossier import DeskEvidence
from goodoffices.evidence.claims import Actor, Claim
from goodoffices.evidence.selection import ClaimSelection, selected
from goodoffices.folder.asking import order
from goodoffices.look.markup import anchor
from goodoffices.look.sides import Side, sides

if TYPE_CHECKING:
    from goodoffices.brief.evidence import Quote
    from goodoffices.case.nouns import Party, Preference
    from goodoffices.conflict.stress.stress import Stress
    from goodoffices.desk.bench import DeskMaterial
    from goodoffices.desk.dossier import ReadDossier
    from goodoffices.evidence.across.positions import Position


_ROOMS = {
    "sources": "/sources",
    "check": "/check",
    "methods": "/brief.html#methods",
    "mediation": "/case/at/mediators",
    "advice": "/advice",
    "packages": "/packages",
}
"""The pages of the brief's sections."""


@dataclass(frozen=True)
class DeskView:
    """The case's material, looked at page by page."""

    material: DeskMaterial

    @property
    def read(self) -> ReadDossier:
        """What was read, looked up by id, page and words."""
        return self.material.read

    @cached_property
    def evidence(self) -> Evidence:
        """The claims as a page shows them."""
        return DeskEvidence(self.material.case, self.read)

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

    @property
    def short(self) -> ShortBrief:
        """The two pages of the brief, which the first page of the desk shows."""
        stress = self.material.stress
        return self.material.part(f"short {stress is not None}", lambda: self._short(stress))

    def _short(self, stress: Stress | None) -> ShortBrief:
        material = self.material
        return short(
            Known(
                case=material.case,
                evidence=self.evidence,
                sides=self.sides,
                selection=self.selection,
                deals=self.deals,
                events=self.events,
                advice=material.advice,
                stress=stress,
            )
        )

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """The claims that wait for a person, those that the case uses first."""
        asked = ClaimSelection(statuses=frozenset({"unreviewed"}))
        return order(selected(self.material.dossier, asked), self.material.dossier, self.used)

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The claims that the case rests on."""
        return tuple(self.evidence.uses)

    def strongest(self) -> Quote | None:
        """Return the quotation that the case rests on most: word for word before retold."""
        quotes = [self.evidence.quote(claim) for claim in self.evidence.uses]
        said = [q for q in quotes if q.kind == "statement" and q.status != "rejected"]
        weight = {q.id: (q.speech != "direct", -len(self.evidence.uses[q.id])) for q in said}
        return min(said, key=lambda q: weight[q.id], default=None)

    def chosen(self, asked: ClaimSelection) -> tuple[str, ...]:
        """Return the ids of a selection's claims, what matters first."""
        dossier = self.material.dossier
        return order(selected(dossier, asked), dossier, self.used)

    def source(self, document: str) -> sources.Source | None:
        """Return a source with every claim at its place."""
        found = self.read.documents.get(document)
        if found is None:
            return None
        return sources.source(self.evidence, found, self.read.on_page.get(document, ()))

    @property
    def events(self) -> list[timeline.Row]:
        """What happened, by date."""
        return self.read.events(self.evidence, self.material.language)

    @cached_property
    def ties(self) -> figures.Pictured | None:
        """Who has to do with whom."""
        return figures.ties(self.evidence, self.sides)

    @property
    def tied(self) -> list[tuple[str, str]]:
        """The two actors of each row of who has to do with whom, by their ids."""
        if self.ties is None:
            return []
        ids = {actor.name: actor.id for actor in reversed(self.actors)}
        return [(ids.get(one, one), ids.get(other, other)) for one, other, *_n in self.ties.rows]

    @cached_property
    def actors(self) -> list[Actor]:
        """The actors that were not rejected, those that are named most first."""
        known = [a for a in self.material.dossier.actors if a.status != "rejected"]
        return sorted(known, key=lambda actor: -len(actor.spans))

    @cached_property
    def stances(self) -> figures.Pictured | None:
        """Who stood where on what, and when."""
        return figures.stances(self.evidence, self.sides, self.material.language, self.stood)

    @property
    def stood(self) -> tuple[Position, ...]:
        """Who said what on which issue, and when."""
        return self.material.positions

    def preference(self, preference: Preference) -> str:
        """Return a preference in words where the conflict can be made, else as it is written."""
        found = self.material.outcomes
        if found is None:
            return preference.source
        return capital(statement(found.conflict, preference.condition))

    def lead_to(self, place: str) -> str:
        """Return where on the desk a place of the brief is; empty where it has none."""
        found = _ROOMS.get(place) or self.addresses.get(place)
        if found is not None:
            return found
        kind, _dash, rest = place.partition("-")
        outcomes = self.material.outcomes
        if kind == "s" and rest.isdecimal() and outcomes is not None:
            return f"/outcomes/{outcomes.conflict.label(int(rest) - 1)}"
        return {"c": f"/claims/{quote(rest)}", "advice": "/advice"}.get(kind, "")

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The page of the case where each of the brief's places is written, by its anchor."""
        case, found = self.material.case, dict[str, str]()
        for party in case.parties:
            page = f"/case/at/parties/{quote(party.id)}"
            found[anchor("party", party.id)] = page
            for name, count in (("want", len(party.wants)), ("prefers", len(party.prefers))):
                section = "wants" if name == "want" else name
                for number in range(1, count + 1):
                    found[anchor(name, party.id, number)] = f"{page}#s-{section}"
            for option in party.options:
                found[anchor("option", option.id)] = f"{page}#s-options"
        for kind, things in (("mediator", case.mediators), ("issue", case.issues)):
            for one in things:
                found[anchor(kind, one.id)] = f"/case/at/{kind}s/{quote(one.id)}"
        return found

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim, or None."""
        return self.read.claims.get(claim_id)


def proposals(party: Party) -> Iterable[tuple[str, str, str, bool]]:
    """Yield a party's wants and options: path, kind, words, and whether nobody reviewed it."""
    for number, (text, basis) in enumerate(party.wants):
        yield f"parties/{party.id}/wants/{number}", "want", text, basis.unreviewed
    for option in party.options:
        short = option.id.partition(".")[2]
        path = f"parties/{party.id}/options/{short}"
        yield path, "option", option.text or short, option.basis.unreviewed
