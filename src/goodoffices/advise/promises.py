"""Would it be kept? Lines on each obligation, on pairs of them, and on what is paid for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from goodoffices.advise import temptation
from goodoffices.advise.commitment import (
    Compliance,
    Lever,
    Terms,
    compliance,
    first_to_give,
    headroom,
    of_numbers,
)
from goodoffices.advise.corners import Status, all_of
from goodoffices.advise.lines import Line, given, missing, reviewed, shown, span, unfit
from goodoffices.base.edtf import passed
from goodoffices.base.i18n import _
from goodoffices.case.judgements import TEMPTATIONS, Advised, Inducement, Obligation
from goodoffices.case.nouns import Case, Interval

METHOD = "commitment"
LAPSE = "inducement"
PAIR = "counterpart"
_CHANCES = ("detection", "delta", "withdrawal", "false_alarm")


def promises(case: Case, said: Advised) -> Iterator[Line]:
    """Yield the lines on every obligation, with those of its inducement and its counterpart."""
    told: set[frozenset[str]] = set()
    for obligation in said.commitments:
        yield from kept(case, obligation)
    for obligation in said.commitments:
        other = next((o for o in said.commitments if o.id == obligation.counterpart), None)
        if other is not None and frozenset((obligation.id, other.id)) not in told:
            told.add(frozenset((obligation.id, other.id)))
            yield pair(case, obligation, other)


def absent(obligation: Obligation) -> list[str]:
    """Return the numbers of an obligation that nobody has given."""
    numbers = obligation.numbers
    return [*temptation.absent(numbers), *(name for name in _CHANCES if name not in numbers)]


def about(case: Case, obligation: Obligation) -> str:
    """Name an obligation: whose, and what."""
    party = case.party(obligation.party)
    return f"{party.name if party else obligation.party}: {obligation.text}"


def kept(case: Case, obligation: Obligation) -> Iterator[Line]:
    """Yield whether an obligation would be kept, and whether it outlives what is paid for it."""
    yield _whole(case, obligation)
    inducement = obligation.inducement
    if inducement is not None and not absent(obligation) and not lapsed(case, obligation):
        yield _after(case, obligation, inducement)


def lapsed(case: Case, obligation: Obligation) -> bool:
    """Tell whether what is paid for an obligation is over for sure, and it is said what then."""
    paid = obligation.inducement
    return paid is not None and bool(paid.without) and passed(paid.until, case.as_of) == "yes"


def in_force(case: Case, obligation: Obligation) -> Obligation:
    """Return an obligation as it stands by ``as_of``: what has lapsed is left out."""
    if obligation.inducement is None or not lapsed(case, obligation):
        return obligation
    return replace(obligation, numbers=lapsed_numbers(obligation, obligation.inducement))


def _path(obligation: Obligation) -> str:
    return f"advice.commitments.{obligation.id}"


def _inputs(obligation: Obligation, numbers: Mapping[str, Interval]) -> tuple[str, ...]:
    found = given(_path(obligation), numbers)
    if obligation.inspections is None:
        return found
    few, many = obligation.inspections
    return (*found, f"{_path(obligation)}.inspections = {few}..{many}")


def _whole(case: Case, obligation: Obligation) -> Line:
    over = lapsed(case, obligation)
    obligation = in_force(case, obligation)
    name, lacking = about(case, obligation), absent(obligation)
    ident = f"commitment:{obligation.id}"
    if lacking:
        return missing("commitment", name, lacking, METHOD, ident)
    try:
        found = compliance(of_numbers(obligation.numbers, obligation.inspections))
    except ValueError as wrong:
        return unfit("commitment", name, str(wrong), METHOD, ident)
    text = {
        "certain": _("Would be kept, whatever of what was allowed is so."),
        "impossible": _("Would not be kept, whatever of what was allowed is so."),
    }.get(found.status, _("Whether it would be kept depends on what was allowed."))
    text += " " + _needs(found)
    if over and obligation.inducement is not None:
        gone = _("What was paid for it has lapsed by {date} and is left out: {what}.")
        text += " " + gone.format(date=case.as_of, what=obligation.inducement.text)
    if obligation.broken_before:
        text += " " + _("An earlier one was broken: see the evidence.")
    evidence = (*obligation.basis.evidence, *obligation.broken_before)
    line = Line(
        "commitment",
        name,
        found.status,
        text,
        METHOD,
        _inputs(obligation, obligation.numbers),
        evidence,
        levers(found),
        id=ident,
    )
    return reviewed(line, {_path(obligation): obligation.basis})


def _needs(found: Compliance) -> str:
    more = _(
        "Breach must be found with a chance of {detection} (now {now}); the risk that the "
        "other side quits may be at most {risk}."
    )
    low, high = (None if x is None or x < 0 else x for x in found.withdrawal_tolerated)
    risk = _("none that is allowed") if high is None else span((low, high))
    told = more.format(detection=span(found.detection_needed), now=span(found.found_out), risk=risk)
    least = found.detection_needed[0]
    if least is None or least > 1:
        told += " " + _("No inspection is enough: what cheating gains or costs must change.")
    return told


def levers(found: Compliance) -> str:
    """Say what each input alone would have to be, the nearest first; or what would undo it."""
    if found.status == "certain":
        return _undone(found)
    return "; ".join(lever(one) for one in found.levers if one.needed is not None)


def _undone(found: Compliance) -> str:
    """Say from where on an obligation that is certain to be kept would not be, for sure."""
    told = []
    seen, risk = found.detection_needed[1], found.withdrawal_tolerated[0]
    if seen is not None and seen > 0:
        told.append(_("breach found with a chance below {number}").format(number=shown(seen)))
    if risk is not None and risk < 1:
        told.append(_("a risk of withdrawal above {number}").format(number=shown(risk)))
    return "; ".join(told)


def lever(one: Lever) -> str:
    """Say what one input would have to be."""
    texts = {
        "detection": _("breach found with a chance of at least {number}"),
        "inspections": _("at least {number} inspections before the breach is complete"),
        "false_alarm": _("false alarms with a chance of at most {number}"),
        "withdrawal": _("a risk of withdrawal of at most {number}"),
        "delta": _("a weight of the future of at least {number}"),
        "ratio": _("a gain from cheating of at most {number} of what being found out costs"),
        "gain": _("a gain from cheating of at most {number}"),
        "loss": _("a cost of being found out of at least {number}"),
        "cheat": _("a worth of cheating of at most {number}"),
        "comply": _("a worth of complying of at least {number}"),
        "punished": _("a worth of being punished of at most {number}"),
    }
    return texts[one.name].format(number=shown(one.needed))


# -- what is paid for it -----------------------------------------------------------------------


def lapsed_numbers(obligation: Obligation, inducement: Inducement) -> dict[str, Interval]:
    """Return an obligation's numbers once an inducement has lapsed."""
    then = dict(inducement.without)
    said = [way for way in TEMPTATIONS if any(name in then for name in way)]
    other = {name for way in TEMPTATIONS if said and way != said[0] for name in way}
    before = {name: span for name, span in obligation.numbers.items() if name not in other}
    return {**before, **then}


def _after(case: Case, obligation: Obligation, inducement: Inducement) -> Line:
    name, ident = about(case, obligation), f"commitment:{obligation.id}:lapsed"
    if not inducement.without:
        return missing("commitment", name, ["inducement.without"], LAPSE, ident)
    numbers = lapsed_numbers(obligation, inducement)
    if lacking := temptation.absent(numbers):
        return missing(
            "commitment", name, [f"inducement.without.{n}" for n in lacking], LAPSE, ident
        )
    try:
        found = compliance(of_numbers(numbers, obligation.inspections))
    except ValueError as wrong:
        return unfit("commitment", name, str(wrong), LAPSE, ident)
    what = inducement.text or _("what is paid for it")
    text = {
        "certain": _("Would still be kept once this has lapsed: {what}."),
        "impossible": _("Would no longer be kept once this has lapsed: {what}."),
    }.get(found.status, _("Whether it would be kept once this has lapsed depends: {what}."))
    told = [text.format(what=what), *_held(case, inducement)]
    evidence = (*obligation.basis.evidence, *obligation.broken_before)
    inputs = given(f"{_path(obligation)}.inducement.without", inducement.without)
    line = Line(
        "commitment",
        name,
        found.status,
        " ".join(told),
        LAPSE,
        inputs,
        evidence,
        levers(found),
        id=ident,
    )
    return reviewed(line, {_path(obligation): obligation.basis})


def _held(case: Case, inducement: Inducement) -> Iterator[str]:
    """Say who holds an inducement, and until when."""
    names = {m.id: m.name for m in case.mediators} | {p.id: p.name for p in case.parties}
    if inducement.held_by is None:
        yield _("Who holds it is not said.")
    else:
        holder = names.get(inducement.held_by, inducement.held_by)
        yield _("It is held by {holder}.").format(holder=holder)
    if inducement.until is None:
        yield _("Until when is not said.")
        return
    over = passed(inducement.until, case.as_of)
    text = {
        "yes": _("It ran until {until} and has lapsed already."),
        "no": _("It runs until {until}."),
        "unknown": _("It runs until {until}; whether it has lapsed already cannot be told."),
    }[over]
    yield text.format(until=inducement.until)


# -- two obligations for one another -----------------------------------------------------------


def pair(case: Case, one: Obligation, other: Obligation) -> Line:
    """Say whether two obligations given for one another both hold, and which gives way first."""
    one, other = in_force(case, one), in_force(case, other)
    names = about(case, one), about(case, other)
    head = f"{names[0]} ⇄ {names[1]}"
    ident = f"commitment:{one.id}+{other.id}"
    lacking = [f"{o.id}.{name}" for o in (one, other) for name in absent(o)]
    if lacking:
        return missing("commitment", head, lacking, PAIR, ident)
    terms: list[Terms] = []
    for o in (one, other):
        try:
            terms.append(of_numbers(o.numbers, o.inspections))
            compliance(terms[-1])
        except ValueError as wrong:
            return unfit("commitment", head, f"{o.id}.{wrong}", PAIR, ident)
    statuses = tuple(compliance(each).status for each in terms)
    told = [_both(all_of(*statuses)), _first(names, terms)]
    told += _unkept(names, (one, other), statuses)
    line = Line(
        "commitment",
        head,
        all_of(*statuses),
        " ".join(told),
        PAIR,
        tuple(i for o in (one, other) for i in _inputs(o, o.numbers)),
        (*one.basis.evidence, *other.basis.evidence),
        _("whichever of the two gives way"),
        id=ident,
    )
    return reviewed(line, {_path(o): o.basis for o in (one, other)})


def _both(status: Status) -> str:
    return {
        "certain": _("Both would be kept."),
        "impossible": _("They would not both be kept."),
    }.get(status, _("Whether both would be kept depends on what was allowed."))


def _first(names: tuple[str, str], terms: list[Terms]) -> str:
    """Say which gives way first if the future comes to weigh less for both."""
    gives = first_to_give(*terms)
    parts = [span(headroom(each)) for each in terms]
    if gives is None:
        text = _(
            "Which gives way first depends: they need {one} and {other} of the weight that "
            "the future has now."
        )
        return text.format(one=parts[0], other=parts[1])
    text = _(
        "The binding side is “{name}”: it needs {one} of the weight that the future has now, "
        "and the other only {other}, so it gives way first."
    )
    return text.format(name=names[gives], one=parts[gives], other=parts[1 - gives])


def _unkept(
    names: tuple[str, str], both: tuple[Obligation, Obligation], statuses: tuple[Status, ...]
) -> Iterator[str]:
    """Say where a risk of withdrawal was judged that the other promise does not bear out."""
    for place in (0, 1):
        risk = both[place].numbers["withdrawal"]
        if statuses[1 - place] == "impossible" and risk[0] < Fraction(1):
            text = _(
                "“{name}” rests on a risk of {risk} that the other side quits, though what "
                "the other side promises would not be kept."
            )
            yield text.format(name=names[place], risk=span(risk))
