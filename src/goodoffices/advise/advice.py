"""All advice on a case, in the order a mediator would ask, each line with what it hangs on.

Everything here is *computed* from *judged* inputs. Where an input is missing, the line says which,
and its status is unknown: no default is put in its place. There is no index, no total, no best
mediator, and no probability of success or of war.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from goodoffices.advise import lines as say
from goodoffices.advise.bargaining import bargaining_range, closing_window
from goodoffices.advise.corners import Status
from goodoffices.advise.counsel import DISAGREE, Listening, warning
from goodoffices.advise.lines import Line
from goodoffices.advise.mediators import mediators, sides
from goodoffices.advise.moment import hints, moment
from goodoffices.advise.moment import questions as ripeness_questions
from goodoffices.advise.promises import promises
from goodoffices.advise.reference_class import rates
from goodoffices.advise.reference_class import warning as selection
from goodoffices.advise.sheets import blocks
from goodoffices.advise.standing import standings
from goodoffices.case import Basis, Case, Interval
from goodoffices.claims import Dossier
from goodoffices.errors import CaseError
from goodoffices.i18n import _
from goodoffices.judgements import RIPENESS, Advised, CounselTerms, Judged, Obligation

QUESTIONS = 5
Key = tuple[str, str, str]
"""Which line it is."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Every line, the questions whose answers would change most, and counts of the past."""

    lines: tuple[Line, ...]
    questions: tuple[str, ...]
    reference: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "lines": [line.to_dict() for line in self.lines],
            "questions": list(self.questions),
            "reference_class": list(self.reference),
            "reference_class_warning": selection(),
        }


def advise(case: Case, dossier: Dossier | None = None) -> Advice:
    """Return the advice on a case.

    Parameters
    ----------
    dossier
        what was read into the case; without it nothing is told of how mediators stand to the sides.
    """
    said = case.advice or Advised()
    lines = tuple(_lines(case, said, dossier))
    counted = tuple(map(str, rates("1946")))
    return Advice(lines, tuple(questions(case, said)), counted)


def _lines(case: Case, said: Advised, dossier: Dossier | None) -> Iterator[Line]:
    yield from moment(case, said)
    yield from hints(case, said, dossier)
    yield from mediators(case, said)
    if dossier is not None:
        yield from standings(case, dossier)
    yield from _counsel(case, said)
    yield from _signable(case)
    yield from promises(case, said)
    if not said.commitments:
        yield say.nothing_said("commitment", _("which obligations a deal would hold"), "commitment")
    for blocker in said.blockers:
        yield say.blocked(blocker, blocks(blocker))
    yield from _ranges(said)


# -- one topic each ----------------------------------------------------------------------------


def _counsel(case: Case, said: Advised) -> Iterator[Line]:
    names = {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}
    for candidate in said.candidates.values():
        for listener, terms in candidate.counsel.items():
            yield _word(names[candidate.mediator], names[listener], terms)


def _word(mediator: str, listener: str, terms: CounselTerms) -> Line:
    about = _("{mediator} to {listener}").format(mediator=mediator, listener=listener)
    against = tuple(DISAGREE)
    if terms.independent == "no":
        return say.adds_nothing(about, against)
    fields = Listening.__dataclass_fields__
    missing = [name for name in fields if name not in terms.numbers]
    if terms.independent == "unknown":
        missing = ["independent", *missing]
    if missing:
        return say.missing("counsel", about, missing, "counsel: Kydd 2003")
    try:
        found = warning(Listening(**{name: terms.numbers[name] for name in fields}))
    except ValueError as unfit:
        return say.unfit("counsel", about, str(unfit), "counsel: Kydd 2003")
    return say.counsel(about, found, _evidence([terms.basis]), against)


def _signable(case: Case) -> Iterator[Line]:
    from goodoffices.analyse.acceptability import acceptability
    from goodoffices.analyse.negotiation import from_case

    if not case.packages:
        yield say.nothing_said("package", _("packages: nobody has named one"), "acceptability")
        return
    try:
        negotiation = from_case(case)
    except CaseError as error:
        yield say.nothing_said("package", error.findings[0].text, "acceptability")
        return
    for package in case.packages:
        found = acceptability(negotiation, package.choices)
        lever = found.lever.input.describe(negotiation) if found.lever else ""
        yield say.package(package.name, found, lever)


def _ranges(said: Advised) -> Iterator[Line]:
    for contested in said.contested:
        n = contested.numbers
        evidence = _evidence([contested.basis])
        missing = [name for name in ("p", "cost", "other_cost") if name not in n]
        if missing:
            yield say.missing("range", contested.name, missing, "range: Fearon 1995")
            continue
        try:
            found = bargaining_range(n["p"], n["cost"], n["other_cost"])
            yield say.bargaining(contested.name, found, evidence)
            if {"later", "delta"} <= set(n):
                window = closing_window(n["p"], n["later"], n["cost"], n["other_cost"], n["delta"])
                yield say.window(contested.name, window, evidence)
        except ValueError as unfit:
            yield say.unfit("range", contested.name, str(unfit), "range: Fearon 1995")


def _evidence(bases: Any) -> tuple[str, ...]:  # noqa: ANN401 - any iterable of Basis
    return tuple(dict.fromkeys(claim for basis in bases for claim in _of(basis)))


def _of(basis: Basis) -> tuple[str, ...]:
    return basis.evidence


# -- what to ask -------------------------------------------------------------------------------


def questions(case: Case, said: Advised) -> list[str]:
    """Return the questions whose answers would most change the advice.

    Each unknown is answered either way in turn, each interval at either end; the answer that
    changes the status of most lines makes the question's rank.
    """
    now = _statuses(case, said)
    ranked = []
    for text, answers in _unknowns(case, said):
        changed = max((_changed(now, _statuses(*answer)) for answer in answers), default=0)
        if changed:
            ranked.append((changed, text))
    ranked.sort(key=lambda pair: -pair[0])
    return [text for _changed, text in ranked[:QUESTIONS]]


def _changed(now: Mapping[Key, Status], then: Mapping[Key, Status]) -> int:
    """Count the lines of another status; lines come and go where a mediator is ruled out."""
    return sum(now.get(key) != then.get(key) for key in {**now, **then})


def _statuses(case: Case, said: Advised) -> dict[Key, Status]:
    lines = [*moment(case, said), *mediators(case, said), *_counsel(case, said)]
    lines += promises(case, said)
    lines += [say.blocked(b, blocks(b)) for b in said.blockers]
    return {x.key: x.status for x in [*lines, *_ranges(said)]}


def _unknowns(case: Case, said: Advised) -> Iterator[tuple[str, list[tuple[Case, Advised]]]]:
    sure, perhaps = sides(case, said)
    parties = [party for party in case.parties if party.id in (*sure, *perhaps)]
    for item in RIPENESS:  # the same question to every side, before the next
        for party in parties:
            known = said.ripeness.get(party.id, {}).get(item, Judged("unknown"))
            if known.answer == "unknown":
                answers = [_ripe_with(said, party.id, item, word) for word in ("yes", "no")]
                asked = ripeness_questions(party.name)[item]
                yield asked, [(case, answer) for answer in answers]
    for mediator in case.mediators:
        for party in (p for p in case.parties if p.id != mediator.party):
            answer, basis = mediator.consent.get(party.id, ("unknown", Basis()))
            if answer == "unknown":
                text = _("Does {party} consent to {mediator}?")
                changed = [
                    (_consent(case, mediator.id, party.id, word, basis), said)
                    for word in ("yes", "no")
                ]
                yield text.format(party=party.name, mediator=mediator.name), changed
    for place, obligation in enumerate(said.commitments):
        yield from _narrowed(case, said, place, obligation)


def _narrowed(
    case: Case, said: Advised, place: int, obligation: Obligation
) -> Iterator[tuple[str, list[tuple[Case, Advised]]]]:
    for name, (low, high) in obligation.numbers.items():
        if low == high:
            continue
        answers = []
        for end in (low, high):
            numbers: Mapping[str, Interval] = {**obligation.numbers, name: (end, end)}
            changed = list(said.commitments)
            changed[place] = replace(obligation, numbers=numbers)
            answers.append((case, replace(said, commitments=tuple(changed))))
        yield say.number_question(obligation.text, name, (low, high)), answers


def _ripe_with(said: Advised, party: str, item: str, word: Any) -> Advised:  # noqa: ANN401 - Consent
    own = {**said.ripeness.get(party, {}), item: Judged(word)}
    return replace(said, ripeness={**said.ripeness, party: own})


def _consent(case: Case, mediator: str, party: str, word: Any, basis: Basis) -> Case:  # noqa: ANN401 - Consent
    changed = tuple(
        replace(m, consent={**m.consent, party: (word, basis)}) if m.id == mediator else m
        for m in case.mediators
    )
    return replace(case, mediators=changed)
