"""The one thing to do next in a case: what is proposed first, then what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from goodoffices.base.i18n import _, n_
from goodoffices.case.file.text import Plain
from goodoffices.case.nouns import Case


@dataclass(frozen=True, slots=True)
class CaseStep:
    """What to do next: in words, and the page where it is done."""

    words: str
    path: str


def next_in_case(case: Case, held: Plain) -> CaseStep | None:
    """Return what to do next; None where all is written that outcomes need."""
    if not case.parties:
        return None
    top = held if isinstance(held, Mapping) else {}
    for section in ("parties", "mediators", "issues"):
        inside = top.get(section)
        count = _own(inside)
        if count:
            text = n_("Look at {count} proposal", "Look at {count} proposals", count)
            return CaseStep(text.format(count=count), f"/case/at/{section}#next")
    within = waits(held)
    for party in case.parties:
        page = f"/case/at/parties/{quote(party.id)}"
        count = within.get(party.id, 0)
        if count:
            text = n_(
                "Look at {count} proposal for {party}",
                "Look at {count} proposals for {party}",
                count,
            )
            return CaseStep(text.format(count=count, party=party.name), f"{page}#next")
    for party in case.parties:
        page = f"/case/at/parties/{quote(party.id)}"
        if party.options and not party.ranks:
            text = _("Say what {party} prefers")
            return CaseStep(text.format(party=party.name), f"{page}#next")
    if not case.options:
        first = case.parties[0]
        text = _("Say what {party} can do")
        return CaseStep(
            text.format(party=first.name), f"/case/at/parties/{quote(first.id)}#s-options"
        )
    if case.status_quo is None:
        return CaseStep(_("Say what is done today"), "/case/at/status_quo")
    return _worths(case)


def _worths(case: Case) -> CaseStep | None:
    """Return what is missing of the worths, where there is something to bargain over."""
    issues = [issue for issue in case.issues if issue.values or issue.range]
    weighed = [party for party in case.parties if party.worth is not None]
    for party in (weighed if len(weighed) > 1 else case.parties) if issues else ():
        page = f"/case/at/parties/{quote(party.id)}/worth"
        if party.worth is None:
            text = _("Say what packages are worth to {party}")
            return CaseStep(text.format(party=party.name), page)
        for issue in issues:
            if issue.id not in party.worth.weights:
                text = _("Say what “{issue}” is worth to {party}")
                add = page.replace("/case/at/", "/case/add/") + f"/issues?name={quote(issue.id)}"
                return CaseStep(text.format(issue=issue.name, party=party.name), add)
    return None


def waiting(held: Plain) -> int:
    """Count the proposals that wait for a person."""
    if isinstance(held, Mapping):
        own = held.get("unreviewed") in ("yes", "true")
        return own + sum(waiting(inner) for inner in held.values())
    return sum(map(waiting, held)) if isinstance(held, list) else 0


def waits(held: Plain) -> dict[str, int]:
    """Count the proposals that wait within each party."""
    parties = held.get("parties") if isinstance(held, Mapping) else None
    if not isinstance(parties, Mapping):
        return {}
    return {name: waiting(one) for name, one in parties.items()}


def _own(section: Plain | None) -> int:
    """Count the things of a section that are themselves proposed."""
    things = section.values() if isinstance(section, Mapping) else ()
    return sum(isinstance(t, Mapping) and t.get("unreviewed") in ("yes", "true") for t in things)
