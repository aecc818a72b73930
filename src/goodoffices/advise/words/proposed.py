"""What the machine proposed, by its path in the case file, in words: nobody has to read a path."""

from __future__ import annotations

from goodoffices.advise.words.ripeness import sheet_items
from goodoffices.base.i18n import _
from goodoffices.case.nouns import Case
from goodoffices.conflict.words.acts import called


def proposed(case: Case, path: str) -> str:
    """Return a proposed part of a case, or a claim by its id, as a question names it."""
    steps = path.split(".")
    found = {p.id: called(p.name) for p in case.parties}
    found |= {m.id: called(m.name) for m in case.mediators}
    match steps:
        case ["parties", party]:
            return _("that {party} is a party").format(party=found.get(party, party))
        case ["mediators", mediator, "consent", party]:
            text = _("the answer of {party} to {mediator}")
            return text.format(
                party=found.get(party, party), mediator=found.get(mediator, mediator)
            )
        case ["advice", "mediation", mediator, *_rest]:
            text = _("what is said of {mediator} as a mediator")
            return text.format(mediator=found.get(mediator, mediator))
        case ["advice", "ripeness", party, item]:
            text = _("what is said of {party}: {item}")
            return text.format(party=found.get(party, party), item=sheet_items().get(item, item))
        case ["advice", section, part, *_rest]:
            return _judged(case, section, part)
        case [claim]:
            return _("what claim {claim} says").format(claim=claim)
    return _("what is said of {what}").format(what=found.get(steps[-1], steps[-1]))


def _judged(case: Case, section: str, part: str) -> str:
    """Return an obligation, a blocker or what is contested, by what it is called."""
    given = getattr(case.advice, section, ()) if case.advice else ()
    for one in given if isinstance(given, tuple) else ():
        if one.id == part:
            return f"“{getattr(one, 'text', None) or getattr(one, 'name', None) or part}”"
    return _("what is said of {what}").format(what=part)
