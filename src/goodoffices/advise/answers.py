"""The unknowns of a case, each with what the case would be were it answered either way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from goodoffices.advise import dividing, listening, promises
from goodoffices.advise.lines import shown
from goodoffices.advise.mediators import asked, consents, is_side, sides
from goodoffices.advise.moment import current
from goodoffices.advise.moment import questions as ripeness_questions
from goodoffices.advise.sheets import answer_of
from goodoffices.base.i18n import _
from goodoffices.case.basis import UNSAID
from goodoffices.case.judgements import RIPENESS, Advised, Blocker, Candidate, Judged
from goodoffices.case.nouns import Case, Consent, Interval, Party, Worth

Answered = tuple[Case, Advised]
WORDS: tuple[Consent, Consent] = ("yes", "no")
MOST_WORTHS = 60
"""How many numbers of worths are put at their ends, of those that a named package hangs on."""


MOST_PACKAGES = 10_000
"""With more packages fair solutions are not worked out anew for each number of a worth."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question, the parts of the advice that hang on it, and the case for each answer.

    ``group`` is its topic and with which others it goes together: the same question to all sides.
    """

    text: str
    group: tuple[str, str]
    parts: tuple[str, ...]
    answers: tuple[Answered, ...]


def unknowns(case: Case, said: Advised) -> Iterator[Unknown]:
    """Yield every unknown of a case."""
    yield from _ripeness(case, said)
    yield from _gates(case, said)
    yield from _functions(case, said)
    yield from _counsel(case, said)
    yield from _worths(case, said)
    yield from _obligations(case, said)
    yield from _blockers(case, said)
    yield from _contested(case, said)


def absent(case: Case, said: Advised) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what has numbers that nobody gave: the id of its lines, what it is, and which."""
    names = _names(case)
    for candidate in said.candidates.values():
        for listener, terms in candidate.counsel.items():
            lacking = [n for n in listening.absent(terms) if n != "independent"]
            if lacking and terms.independent != "no":
                what = _("the warning of {mediator} to {listener}")
                path = f"counsel:advice.mediation.{candidate.mediator}.counsel.{listener}"
                named = what.format(mediator=names[candidate.mediator], listener=names[listener])
                yield path, named, lacking
    for obligation in said.commitments:
        if lacking := promises.absent(obligation):
            ident = f"commitment:{obligation.id}"
            yield ident, promises.about(case, obligation), lacking
    for blocker in said.blockers:
        lacking = [
            n
            for n, x in (
                ("worth", blocker.worth or blocker.worths),
                ("walk_away", blocker.walk_away),
            )
            if not x
        ]
        if lacking and blocker.party is None and blocker.able != "no":
            yield f"blocker:{blocker.id}", blocker.name, lacking
    for contested in said.contested:
        if lacking := dividing.absent(contested):
            topic = "window" if set(lacking) <= set(dividing.SHIFT) else "range"
            yield f"{topic}:{contested.id}", contested.name, lacking


def _names(case: Case) -> dict[str, str]:
    return {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}


def ends(what: str, name: str, span: Interval) -> str:
    """Ask for a number to be narrowed."""
    text = _("Where between {low} and {high} is {name}, for: {what}?")
    return text.format(low=shown(span[0]), high=shown(span[1]), name=name, what=what)


# -- yes or no ---------------------------------------------------------------------------------


def _ripeness(case: Case, said: Advised) -> Iterator[Unknown]:
    sure, perhaps = sides(case, said)
    sheet, _stale = current(case, said)
    for item in RIPENESS:
        for party in (p for p in case.parties if p.id in (*sure, *perhaps)):
            if answer_of(sheet.get(party.id, {}).get(item)) != "unknown":
                continue
            answered = []
            for word in WORDS:
                own = {**said.ripeness.get(party.id, {}), item: Judged(word, case.as_of)}
                answered.append((case, replace(said, ripeness={**said.ripeness, party.id: own})))
            text = ripeness_questions(party.name)[item]
            yield Unknown(text, ("ripeness", item), ("moment",), tuple(answered))


def _gates(case: Case, said: Advised) -> Iterator[Unknown]:
    for mediator in case.mediators:
        for party in (p for p in case.parties if p.id in asked(case, mediator)):
            if consents(case, mediator).get(party.id, "unknown") != "unknown":
                continue
            answered = tuple((_consent(case, mediator.id, party.id, word), said) for word in WORDS)
            text = _("Does {party} consent to {mediator}?")
            yield Unknown(
                text.format(party=party.name, mediator=mediator.name),
                ("gates", mediator.id),
                ("mediators",),
                answered,
            )
        if is_side(case, said, mediator) == "unknown":
            text = _("Is {mediator} itself a side of the dispute?").format(mediator=mediator.name)
            own = said.candidates.get(mediator.id, Candidate(mediator.id))
            yield Unknown(
                text,
                ("gates", f"{mediator.id} as a side"),
                ("moment", "mediators"),
                tuple((case, _with(said, replace(own, direct_party=Judged(w)))) for w in WORDS),
            )


def _consent(case: Case, mediator: str, party: str, word: Consent) -> Case:
    changed = tuple(
        replace(m, consent={**m.consent, party: (word, UNSAID)}) if m.id == mediator else m
        for m in case.mediators
    )
    return replace(case, mediators=changed)


def _with(said: Advised, candidate: Candidate) -> Advised:
    return replace(said, candidates={**said.candidates, candidate.mediator: candidate})


def _functions(case: Case, said: Advised) -> Iterator[Unknown]:
    for mediator in case.mediators:
        own = said.candidates.get(mediator.id, Candidate(mediator.id))
        for function in said.needed:
            if answer_of(own.functions.get(function)) != "unknown":
                continue
            answered = tuple(
                (case, _with(said, replace(own, functions={**own.functions, function: Judged(w)})))
                for w in WORDS
            )
            text = _("Can {mediator} bring this: {function}?")
            yield Unknown(
                text.format(mediator=mediator.name, function=function),
                ("functions", f"{mediator.id}.{function}"),
                ("mediators",),
                answered,
            )


# -- numbers at either end ---------------------------------------------------------------------


def _counsel(case: Case, said: Advised) -> Iterator[Unknown]:
    names = _names(case)
    for candidate in said.candidates.values():
        for listener, terms in candidate.counsel.items():

            def answer(
                changes: Mapping[str, Any], own: Candidate = candidate, to: str = listener
            ) -> Answered:
                counsel = {**own.counsel, to: replace(own.counsel[to], **changes)}
                return case, _with(said, replace(own, counsel=counsel))

            group = ("counsel", f"{candidate.mediator} to {listener}")
            about = {"mediator": names[candidate.mediator], "listener": names[listener]}
            if terms.independent == "unknown":
                text = _("Does {mediator} know anything of its own that it could tell {listener}?")
                yield Unknown(
                    text.format(**about),
                    (group[0], f"{group[1]}: independent"),
                    ("listening",),
                    tuple(answer({"independent": w}) for w in WORDS),
                )
            what = _("the warning of {mediator} to {listener}").format(**about)
            for name, span, numbers in _narrowed(terms.numbers):
                yield Unknown(
                    ends(what, name, span),
                    (group[0], f"{group[1]}: {name}"),
                    ("listening",),
                    tuple(answer({"numbers": n}) for n in numbers),
                )


def _narrowed(
    numbers: Mapping[str, Interval],
) -> Iterator[tuple[str, Interval, list[dict[str, Interval]]]]:
    """Yield each interval that is open, with the numbers as they would be at either end."""
    for name, (low, high) in numbers.items():
        if low < high:
            yield name, (low, high), [{**numbers, name: (end, end)} for end in (low, high)]


def _replaced(items: Iterable[Any], place: int, item: Any) -> tuple[Any, ...]:  # noqa: ANN401 - of one type
    found = list(items)
    found[place] = item
    return tuple(found)


def _obligations(case: Case, said: Advised) -> Iterator[Unknown]:
    for place, obligation in enumerate(said.commitments):
        what = promises.about(case, obligation)
        for name, span, numbers in _narrowed(obligation.numbers):
            answered = tuple(
                (
                    case,
                    replace(
                        said,
                        commitments=_replaced(
                            said.commitments, place, replace(obligation, numbers=n)
                        ),
                    ),
                )
                for n in numbers
            )
            yield Unknown(
                ends(what, name, span),
                ("promises", f"{obligation.id}.{name}"),
                ("promises",),
                answered,
            )


def _contested(case: Case, said: Advised) -> Iterator[Unknown]:
    for place, contested in enumerate(said.contested):
        for name, span, numbers in _narrowed(contested.numbers):
            answered = tuple(
                (
                    case,
                    replace(
                        said,
                        contested=_replaced(said.contested, place, replace(contested, numbers=n)),
                    ),
                )
                for n in numbers
            )
            yield Unknown(
                ends(contested.name, name, span),
                ("ranges", f"{contested.id}.{name}"),
                ("ranges",),
                answered,
            )


def _blockers(case: Case, said: Advised) -> Iterator[Unknown]:
    for place, blocker in enumerate(said.blockers):

        def answer(own: Blocker, place: int = place) -> Answered:
            return case, replace(said, blockers=_replaced(said.blockers, place, own))

        if blocker.able == "unknown":
            text = _("Is {blocker} able to block a settlement?").format(blocker=blocker.name)
            yield Unknown(
                text,
                ("blockers", f"{blocker.id}.able"),
                ("blockers",),
                tuple(answer(replace(blocker, able=w)) for w in WORDS),
            )
        single = {"worth": blocker.worth, "walk_away": blocker.walk_away}
        for name, span, numbers in _narrowed({k: v for k, v in single.items() if v is not None}):
            yield Unknown(
                ends(blocker.name, name, span),
                ("blockers", f"{blocker.id}.{name}"),
                ("blockers",),
                tuple(answer(replace(blocker, **n)) for n in numbers),  # type: ignore[arg-type]
            )
        for name, span, worths in _narrowed(blocker.worths):
            what = _("the worth of {package}").format(package=name)
            yield Unknown(
                ends(blocker.name, what, span),
                ("blockers", f"{blocker.id}.{name}"),
                ("blockers",),
                tuple(answer(replace(blocker, worths=w)) for w in worths),
            )


# -- worths ------------------------------------------------------------------------------------


def _worths(case: Case, said: Advised) -> Iterator[Unknown]:
    """Yield each number of a worth that is known as an interval, and bears on a named package."""
    if not case.packages:
        return
    small = math.prod(max(1, len(issue.values)) for issue in case.issues) <= MOST_PACKAGES
    blocked = small and any(b.party for b in said.blockers)
    parts = ("packages", "blockers") if blocked else ("packages",)
    named = {choice for package in case.packages for choice in package.choices.items()}
    count = 0
    for party in case.parties:
        if party.worth is None:
            continue
        for about, (low, high) in party.worth.intervals.items():
            tied = about[0] == "weight" and (
                party.worth.weight_order or party.worth.weight_total is not None
            )
            chosen = about[0] != "value" or about[1:] in named
            if low == high or tied or not chosen or count == MOST_WORTHS:
                continue
            count += 1
            answered = tuple(
                (_worth(case, party, _at(party.worth, about, end)), said) for end in (low, high)
            )
            yield Unknown(
                ends(party.name, _named(case, about), (low, high)),
                ("packages", f"{party.id}: {'.'.join(about)}"),
                parts,
                answered,
            )


def _named(case: Case, about: tuple[str, ...]) -> str:
    """Name a number of a worth."""
    issues = {issue.id: issue for issue in case.issues}
    kind, *rest = about
    if kind == "walk_away":
        return _("the worth of no deal")
    issue = issues.get(rest[0])
    name = issue.name if issue else rest[0]
    if kind == "weight":
        return _("the weight of “{issue}”").format(issue=name)
    texts = {value.id: value.text for value in issue.values} if issue else {}
    text = _("the worth of “{issue}: {value}”")
    return text.format(issue=name, value=texts.get(rest[-1], rest[-1]))


def _at(worth: Worth, about: tuple[str, ...], end: Fraction) -> Worth:
    """Return a worth with one of its numbers known."""
    return replace(worth, intervals={**worth.intervals, about: (end, end)})


def _worth(case: Case, party: Party, worth: Worth) -> Case:
    changed = replace(party, worth=worth)
    return replace(case, parties=tuple(changed if p.id == party.id else p for p in case.parties))
