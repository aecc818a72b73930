"""What to ask first, in words."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.advise.words.lines import shown
from goodoffices.base.i18n import _, n_
from goodoffices.case.nouns import Case, Interval
from goodoffices.conflict.words.acts import called


def changes(count: int) -> str:
    """Say how many lines an answer would change."""
    return n_("changes {count} line", "changes {count} lines", count).format(count=count)


ACTORS = frozenset({"party", "mediator", "listener", "blocker"})
"""The places of a question that are filled by who somebody is."""


def numbered(questions: Sequence[tuple[str, int]]) -> list[str]:
    """Lay out questions, each (text, how many lines its answer would change)."""
    return [f"  {k}. {text} ({changes(count)})" for k, (text, count) in enumerate(questions, 1)]


def laid_out(questions: Sequence[tuple[str, int]]) -> list[str]:
    """Lay out what to ask first."""
    return [_("Ask first"), *numbered(questions)]


def ask(question: str, **places: str) -> str:
    """Return a question, or what one is about, by its name."""
    texts = {
        "missing": _("{what}: nobody has said {names}."),
        "proposed": _("Is it so as the machine proposed: {what}?"),
        "consent": _("Does {party} consent to {mediator}?"),
        "side": _("Is {mediator} itself a side of the dispute?"),
        "function": _("Can {mediator} bring this: {function}?"),
        "knowledge": _("Does {mediator} know anything of its own that it could tell {listener}?"),
        "warning": _("the warning of {mediator} to {listener}"),
        "able": _("Is {blocker} able to block a settlement?"),
        "package": _("the worth of {package}"),
    }
    told = {key: called(name) if key in ACTORS else name for key, name in places.items()}
    return texts[question].format(**told)


def narrow(what: str, name: str, span: Interval) -> str:
    """Ask for a number to be narrowed."""
    text = _("{what}: how large is {name}? Nearer {low}, or nearer {high}?")
    return text.format(low=shown(span[0]), high=shown(span[1]), name=number(name), what=what)


def number(name: str) -> str:
    """Return what a number is, by its key in the case file; what has no such key as it is."""
    texts = {
        "ratio": _("the gain from cheating against the cost of being found out"),
        "ratio_without": _("that gain against that cost once the inducement has lapsed"),
        "gain": _("the gain from cheating"),
        "loss": _("the cost of being found out"),
        "detection": _("the chance that cheating is found out"),
        "delta": _("the weight of later against now"),
        "withdrawal": _("the chance that the other side quits"),
        "false_alarm": _("the chance that complying is taken for cheating"),
        "accuracy": _("how often what the mediator knows is right"),
        "prior": _("the chance that the opponent is tough"),
        "failure_cost": _("the cost of a failure to the mediator"),
        "cost_listener": _("the cost of a conflict to the listener"),
        "cost_tough": _("the cost of a conflict to a tough opponent"),
        "cost_soft": _("the cost of a conflict to a soft opponent"),
        "ideal": _("the point between the sides at which it would settle"),
        "conflict_cost": _("the cost of a conflict to it"),
        "issue_weight": _("how much it cares about the issue"),
        "p": _("what the first side expects of its alternative"),
        "later": _("what that falls to later"),
        "cost": _("the cost of the alternative to the first side"),
        "other_cost": _("the cost of it to the second side"),
        "worth": _("its worth to the one who could block"),
        "walk_away": _("the worth of no deal"),
    }
    return texts.get(name, name)


def worth_number(case: Case, about: tuple[str, ...]) -> str:
    """Name a number of a party's worth."""
    kind, *rest = about
    if kind == "walk_away":
        return _("the worth of no deal")
    issue = next((issue for issue in case.issues if issue.id == rest[0]), None)
    name = issue.name if issue else rest[0]
    if kind == "weight":
        return _("the weight of “{issue}”").format(issue=name)
    texts = {value.id: value.text for value in issue.values} if issue else {}
    text = _("the worth of “{issue}: {value}”")
    return text.format(issue=name, value=texts.get(rest[-1], rest[-1]))
