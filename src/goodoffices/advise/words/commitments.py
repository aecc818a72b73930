"""Would it be kept? Lines on each obligation, on pairs of them, and on what is paid for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.advise.commitments import (
    CommitmentTerms,
    Compliance,
    InputLever,
    absent,
    compliance,
    first_to_give,
    headroom,
    in_force,
    lapsed,
    lapsed_numbers,
    ratio_absent,
    terms_of,
)
from goodoffices.advise.lines import Line, inputs
from goodoffices.advise.status import Status, all_of
from goodoffices.advise.words.lines import missing, reviewed, shown, span, unfit, untold
from goodoffices.base.edtf import passed
from goodoffices.base.i18n import _, comma
from goodoffices.case.judged import Advised, Inducement, Obligation
from goodoffices.case.nouns import Case


def lines(case: Case, judgements: Advised) -> Iterator[Line]:
    """Yield the lines on every obligation, with those of its inducement and its counterpart."""
    if not judgements.commitments:
        yield untold("commitment", _("which obligations a deal would hold"), "commitment")
    for obligation in judgements.commitments:
        yield _whole(case, obligation)
        inducement = obligation.inducement
        if inducement is not None and not absent(obligation) and not lapsed(case, obligation):
            yield _after(case, obligation, inducement)
    by_id = {obligation.id: obligation for obligation in judgements.commitments}
    pairs: set[frozenset[str]] = set()
    for one in judgements.commitments:
        other = by_id.get(one.counterpart or "")
        if other is not None and frozenset((one.id, other.id)) not in pairs:
            pairs.add(frozenset((one.id, other.id)))
            yield _pair(case, one, other)


def named(case: Case, obligation: Obligation) -> str:
    """Name an obligation: whose, and what."""
    party = case.party(obligation.party)
    return f"{party.name if party else obligation.party}: {obligation.text}"


def _path(obligation: Obligation) -> str:
    return f"advice.commitments.{obligation.id}"


def _inputs(obligation: Obligation) -> tuple[str, ...]:
    numbers = inputs(_path(obligation), obligation.numbers)
    if obligation.inspections is None:
        return numbers
    few, many = obligation.inspections
    return (*numbers, f"{_path(obligation)}.inspections = {few}..{many}")


# -- one obligation ----------------------------------------------------------------------------


def _whole(case: Case, obligation: Obligation) -> Line:
    """Say whether an obligation would be kept."""
    over = lapsed(case, obligation)
    obligation = in_force(case, obligation)
    line = Line(
        topic="commitment",
        about=named(case, obligation),
        method="commitment",
        id=f"commitment:{obligation.id}",
    )
    if lacking := absent(obligation):
        return missing(line, lacking)
    try:
        result = compliance(terms_of(obligation.numbers, obligation.inspections))
    except ValueError as wrong:
        return unfit(line, str(wrong))
    text = {
        "certain": _("Would be kept, whatever of what was allowed is so."),
        "impossible": _("Would not be kept, whatever of what was allowed is so."),
    }.get(result.status, _("Whether it would be kept depends on what was allowed."))
    sentences = [text, *_needs(result)]
    if over and obligation.inducement is not None:
        text = _("What was paid for it has lapsed by {date} and is left out: {what}.")
        sentences.append(text.format(date=case.as_of, what=obligation.inducement.text))
    if obligation.broken_before:
        sentences.append(_("An earlier one was broken: see the evidence."))
    line = replace(
        line,
        status=result.status,
        text=" ".join(sentences),
        inputs=_inputs(obligation),
        evidence=(*obligation.basis.evidence, *obligation.broken_before),
        flips=_flips(result),
    )
    return reviewed(line, {_path(obligation): obligation.basis})


def _needs(result: Compliance) -> Iterator[str]:
    """Say how likely a breach must be found, and how large the risk of withdrawal may be."""
    text = _("The risk that the other side quits may be at most {risk}.")
    low, high = (None if x is None or x < 0 else x for x in result.withdrawal_tolerated)
    risk = _("none that is allowed") if high is None else span((low, high))
    least, most = result.detection_needed
    if least is None or least > 1:
        yield _("No inspection is enough: what cheating gains or costs must change.")
    else:
        enough = most is not None and most <= 1
        found = _("Breach must be found with a chance of {detection} (now {now}).")
        if not enough:
            found = _(
                "Breach must be found with a chance of {detection} (now {now}) at best; at worst "
                "no inspection is enough."
            )
        needed = span((least, most)) if enough else _("{least} or more").format(least=shown(least))
        yield found.format(detection=needed, now=span(result.found_out))
    yield text.format(risk=risk)


def _flips(result: Compliance) -> str:
    """Say what each input alone would have to be, the nearest first; or what would undo it."""
    if result.status == "certain":
        return comma("; ").join(_undone(result))
    return comma("; ").join(_lever(lever) for lever in result.levers if lever.needed is not None)


def _undone(result: Compliance) -> Iterator[str]:
    """Say from where on an obligation that is certain to be kept would not be, for sure."""
    seen, risk = result.detection_needed[1], result.withdrawal_tolerated[0]
    if seen is not None and seen > 0:
        yield _("breach found with a chance below {number}").format(number=shown(seen))
    if risk is not None and risk < 1:
        yield _("a risk of withdrawal above {number}").format(number=shown(risk))


def _lever(lever: InputLever) -> str:
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
    return texts[lever.name].format(number=shown(lever.needed))


# -- what is paid for it -----------------------------------------------------------------------


def _after(case: Case, obligation: Obligation, inducement: Inducement) -> Line:
    """Say whether an obligation outlives what is paid for it."""
    line = Line(
        topic="commitment",
        about=named(case, obligation),
        method="inducement",
        id=f"commitment:{obligation.id}:lapsed",
    )
    if not inducement.without:
        return missing(line, ["inducement.without"])
    numbers = lapsed_numbers(obligation, inducement)
    if lacking := ratio_absent(numbers):
        return missing(line, [f"inducement.without.{name}" for name in lacking])
    try:
        result = compliance(terms_of(numbers, obligation.inspections))
    except ValueError as wrong:
        return unfit(line, str(wrong))
    text = {
        "certain": _("Would still be kept once this has lapsed: {what}."),
        "impossible": _("Would no longer be kept once this has lapsed: {what}."),
    }.get(result.status, _("Whether it would be kept once this has lapsed depends: {what}."))
    text = text.format(what=inducement.text or _("what is paid for it"))
    line = replace(
        line,
        status=result.status,
        text=" ".join([text, *_holder(case, inducement)]),
        inputs=inputs(f"{_path(obligation)}.inducement.without", inducement.without),
        evidence=(*obligation.basis.evidence, *obligation.broken_before),
        flips=_flips(result),
    )
    return reviewed(line, {_path(obligation): obligation.basis})


def _holder(case: Case, inducement: Inducement) -> Iterator[str]:
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
    text = {
        "yes": _("It ran until {until} and has lapsed already."),
        "no": _("It runs until {until}."),
        "unknown": _("It runs until {until}; whether it has lapsed already cannot be told."),
    }[passed(inducement.until, case.as_of)]
    yield text.format(until=inducement.until)


# -- two obligations for one another -----------------------------------------------------------


def _pair(case: Case, one: Obligation, other: Obligation) -> Line:
    """Say whether two obligations given for one another both hold, and which gives way first."""
    both = in_force(case, one), in_force(case, other)
    names = named(case, one), named(case, other)
    line = Line(
        topic="commitment",
        about=f"{names[0]} ⇄ {names[1]}",
        method="counterpart",
        id=f"commitment:{one.id}+{other.id}",
    )
    if lacking := [f"{o.id}.{name}" for o in both for name in absent(o)]:
        return missing(line, lacking)
    terms: list[CommitmentTerms] = []
    statuses: list[Status] = []
    for o in both:
        try:
            terms.append(terms_of(o.numbers, o.inspections))
            statuses.append(compliance(terms[-1]).status)
        except ValueError as wrong:
            return unfit(line, f"{o.id}.{wrong}")
    status = all_of(*statuses)
    text = {
        "certain": _("Both would be kept."),
        "impossible": _("They would not both be kept."),
    }.get(status, _("Whether both would be kept depends on what was allowed."))
    line = replace(
        line,
        status=status,
        text=" ".join([text, _first(names, terms), *_unkept(names, terms, statuses)]),
        inputs=tuple(text for o in both for text in _inputs(o)),
        evidence=(*one.basis.evidence, *other.basis.evidence),
        flips=_("whichever of the two gives way"),
    )
    return reviewed(line, {_path(o): o.basis for o in both})


def _first(names: tuple[str, str], terms: list[CommitmentTerms]) -> str:
    """Say which gives way first if the future comes to weigh less for both."""
    first = first_to_give(*terms)
    parts = [span(headroom(each)) for each in terms]
    if first is None:
        text = _(
            "Which gives way first depends: they need {one} and {other} of the weight that "
            "the future has now."
        )
        return text.format(one=parts[0], other=parts[1])
    text = _(
        "The binding side is “{name}”: it needs {one} of the weight that the future has now, "
        "and the other only {other}, so it gives way first."
    )
    return text.format(name=names[first], one=parts[first], other=parts[1 - first])


def _unkept(
    names: tuple[str, str], terms: list[CommitmentTerms], statuses: list[Status]
) -> Iterator[str]:
    """Say where a risk of withdrawal was judged that the other promise does not bear out."""
    for place in (0, 1):
        risk = terms[place].withdrawal
        if statuses[1 - place] == "impossible" and risk[0] < 1:
            text = _(
                "“{name}” rests on a risk of {risk} that the other side quits, though what "
                "the other side promises would not be kept."
            )
            yield text.format(name=names[place], risk=span(risk))
