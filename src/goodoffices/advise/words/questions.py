"""What to ask first, in words."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.advise.words.lines import shown
from goodoffices.base.i18n import _, n_
from goodoffices.case.nouns import Case, Interval


def changes(count: int) -> str:
    """Say how many lines an answer would change."""
    return n_("changes {count} line", "changes {count} lines", count).format(count=count)


def numbered(questions: Sequence[tuple[str, int]]) -> list[str]:
    """Lay out questions, each (text, how many lines its answer would change)."""
    return [f"  {k}. {text} ({changes(count)})" for k, (text, count) in enumerate(questions, 1)]


def laid_out(questions: Sequence[tuple[str, int]]) -> list[str]:
    """Lay out what to ask first."""
    return [_("Ask first"), *numbered(questions)]


def ask(question: str, **places: str) -> str:
    """Return a question, or what one is about, by its name."""
    texts = {
        "missing": _("What is so of {names}, for: {what}? Nobody has said."),
        "proposed": _("Is it so as the machine proposed, {path}?"),
        "consent": _("Does {party} consent to {mediator}?"),
        "side": _("Is {mediator} itself a side of the dispute?"),
        "function": _("Can {mediator} bring this: {function}?"),
        "knowledge": _("Does {mediator} know anything of its own that it could tell {listener}?"),
        "warning": _("the warning of {mediator} to {listener}"),
        "able": _("Is {blocker} able to block a settlement?"),
        "package": _("the worth of {package}"),
    }
    return texts[question].format(**places)


def narrow(what: str, name: str, span: Interval) -> str:
    """Ask for a number to be narrowed."""
    text = _("Where between {low} and {high} is {name}, for: {what}?")
    return text.format(low=shown(span[0]), high=shown(span[1]), name=name, what=what)


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
