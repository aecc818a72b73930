"""What a case still lacks: preferences, worths, values, answers, parties, confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from goodoffices.base.errors import Finding
from goodoffices.base.exact import shown
from goodoffices.base.findings import finding
from goodoffices.base.i18n import n_
from goodoffices.case.file.terms import JudgementGround
from goodoffices.case.nouns import Case, Mediator, Party, Worth
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.proposals.sides import Candidates

NEEDS_BASIS = frozenset(
    {
        "preference",
        "want",
        "worth",
        "interest",
        "ripeness",
        "function",
        "counsel",
        "commitment",
        "contested",
        "blocker",
        "cost",
        "direct party",
        "criteria",
    }
)
"""Judgements that must say what they rest on; others may be plain descriptions."""

FAR_BELOW, FAR_BELOW_BEST = 4, 50
"""How many times smaller than the worst package, or the best, a walk-away is asked about."""


def gaps(case: Case, grounds: Sequence[JudgementGround], dossier: Dossier) -> Iterator[Finding]:
    """Find everything that is missing, part by part."""
    yield from _preferences(case)
    yield from _today(case)
    yield from _values(case)
    yield from _worths(case)
    yield from _units(case)
    yield from _todays(case)
    yield from _answers(case)
    yield from _bases(grounds)
    yield from _unreviewed(grounds)
    yield from _rejected(case, dossier)
    yield from _left_out(case, dossier)


def _preferences(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        if party.options and not party.ranks:
            yield finding("GO317", party.place, severity="warning", party=party.name)


def _today(case: Case) -> Iterator[Finding]:
    """Ask what is done today, once all who can act have preferences."""
    acting = [party for party in case.parties if party.options]
    if case.status_quo is None and acting and all(party.ranks for party in acting):
        example = acting[0].options[0].id
        yield finding("GO329.today", acting[0].place, severity="note", example=example)


def _values(case: Case) -> Iterator[Finding]:
    for issue in case.issues:
        if not issue.values and issue.range is None:
            yield finding("GO318", issue.place, severity="warning", issue=issue.name)


def _worths(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        for issue in case.issues:
            worth = party.worth
            if worth and (issue.values or issue.range) and issue.id not in worth.weights:
                yield finding(
                    "GO316", party.place, severity="warning", party=party.name, issue=issue.name
                )


def _units(case: Case) -> Iterator[Finding]:
    """Find the parties whose walk-away is so far below packages that its units may be others."""
    for party in case.parties:
        worth = party.worth
        if worth is None or worth.curves or worth.pairs or not _whole(worth):
            continue
        weighed = [(worth.weights[i], levels.values()) for i, levels in worth.values.items()]
        least = sum((w * min(each) for w, each in weighed), Fraction())
        most = sum((w * max(each) for w, each in weighed), Fraction())
        away = worth.walk_away
        if away > 0 and (away * FAR_BELOW < least or away * FAR_BELOW_BEST < most):
            yield finding(
                "GO327.units",
                party.place,
                severity="warning",
                party=party.name,
                walk_away=shown(away),
                least=shown(least),
                most=shown(most),
            )


def _whole(worth: Worth) -> bool:
    """Tell whether a worth names values, and a weight for each; a file may be half written."""
    return bool(worth.values) and all(
        levels and issue in worth.weights for issue, levels in worth.values.items()
    )


def _todays(case: Case) -> Iterator[Finding]:
    """Find the parties whose walk-away is below what they say today is worth to them."""
    today = {issue.id: issue.today for issue in case.issues if issue.today is not None}
    for party in case.parties:
        worth = party.worth
        if worth is None or worth.curves or not _whole(worth):
            continue
        if any(today.get(i) not in levels for i, levels in worth.values.items()):
            continue
        parts = [worth.weights[i] * levels[today[i]] for i, levels in worth.values.items()]
        parts += [pair.adds for pair in worth.pairs if pair.choices.items() <= today.items()]
        now = sum(parts, Fraction())
        if worth.walk_away < now:
            yield finding(
                "GO327.today",
                party.place,
                severity="warning",
                party=party.name,
                walk_away=shown(worth.walk_away),
                today=shown(now),
            )


def _answers(case: Case) -> Iterator[Finding]:
    for mediator in case.mediators:
        for party in case.parties:
            itself = party.id == mediator.party or (
                mediator.actor and party.actor == mediator.actor
            )
            if not itself and party.id not in mediator.consent:
                yield finding(
                    "GO312",
                    mediator.place,
                    severity="warning",
                    party=party.name,
                    mediator=mediator.name,
                    id=party.id,
                )


def _bases(grounds: Sequence[JudgementGround]) -> Iterator[Finding]:
    for ground in grounds:
        if ground.kind in NEEDS_BASIS and ground.basis.empty:
            yield finding("GO305", ground.place, severity="warning")


def _unreviewed(grounds: Sequence[JudgementGround]) -> Iterator[Finding]:
    """Tell what nobody has confirmed: once for each kind of entry, at the first."""
    waiting: dict[str, list[JudgementGround]] = {}
    for ground in grounds:
        if ground.basis.unreviewed:
            waiting.setdefault(ground.kind, []).append(ground)
    for first, *more in waiting.values():
        if more:
            what = _counted(first.kind, 1 + len(more))
            yield finding("GO310.several", first.place, severity="warning", what=what)
        else:
            yield finding("GO310.one", first.place, severity="warning")


def _counted(kind: str, count: int) -> str:
    """Say how many entries of a kind there are."""
    said = {
        "party": n_("{count} party", "{count} parties", count),
        "want": n_("{count} want", "{count} wants", count),
        "option": n_("{count} option", "{count} options", count),
        "mediator": n_("{count} mediator", "{count} mediators", count),
        "consent": n_("{count} answer on a mediator", "{count} answers on mediators", count),
        "issue": n_("{count} issue", "{count} issues", count),
    }
    other = n_("{count} entry", "{count} entries", count)
    return said.get(kind, other).format(count=count)


def _rejected(case: Case, dossier: Dossier) -> Iterator[Finding]:
    """Find parties and mediators whose actor a person rejected."""
    rejected = {actor.id for actor in dossier.actors if actor.status == "rejected"}
    named: tuple[Party | Mediator, ...] = (*case.parties, *case.mediators)
    for one in named:
        actor = one.actor or one.id
        if actor in rejected:
            yield finding("GO303.actor", one.place, severity="warning", name=one.name, actor=actor)


def _left_out(case: Case, dossier: Dossier) -> Iterator[Finding]:
    known = {party.actor or party.id for party in case.parties}
    known |= {mediator.actor or mediator.id for mediator in case.mediators}
    for candidate in Candidates(dossier, parsed=False).parties():
        if candidate.actor.id not in known:
            claims = ", ".join(candidate.evidence)
            yield finding("GO311", severity="note", actor=candidate.actor.name, claims=claims)
