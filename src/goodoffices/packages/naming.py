"""Packages as people name them: by id, by a solution's name, or written out.

``first`` is a package of the case; ``today``, ``nash``, ``kalai-smorodinsky``, ``max-min-gain`` and
``largest-sum`` are what they say; ``enrichment=20,relief=some`` is written out. An issue left out
stays as it is today. Issues and values go by their ids, and by their names in any case of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NoReturn

from goodoffices.base.errors import Finding, UsageError, nearest
from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from goodoffices.packages.negotiation import Negotiation
    from goodoffices.packages.result import Packages

Choices = dict[str, str]

SOLUTIONS = {
    "nash": "nash",
    "kalai-smorodinsky": "kalai_smorodinsky",
    "max-min-gain": "egalitarian_gain",
    "largest-sum": "utilitarian",
}


def package_named(found: Packages, word: str) -> Choices:
    """Return the whole package that a word names.

    Raises
    ------
    UsageError
        GO510 where there is no such package, issue or value, or where it leaves an issue open.
    """
    negotiation, word = found.negotiation, word.strip()
    named = {package.id: package.choices for package in negotiation.named}
    if word in named:
        chosen = dict(named[word])
    elif word in SOLUTIONS:
        ties = getattr(found, SOLUTIONS[word])
        if not ties:
            _refuse(_("nothing can be signed, so there is no package {word}").format(word=word))
        return dict(ties[0].packages[0])
    elif "=" in word:
        chosen = _written(negotiation, word)
    elif word == "today":
        chosen = {}
    else:
        known = [*named, "today", *SOLUTIONS]
        text = _("there is no package {word}").format(word=word)
        _refuse(text, _meant(word, known, _("There are: {known}.")))
    return _whole(negotiation, word, chosen)


def packages_named(found: Packages, words: str) -> dict[str, Choices]:
    """Return several packages: ``A,B`` by their names, or ``i=v,j=w; i=x,j=w`` written out."""
    split = words.split(";" if "=" in words else ",")
    return {word.strip(): package_named(found, word) for word in split if word.strip()}


def named_packages(found: Packages) -> dict[str, Choices]:
    """Return the packages a person would ask about: those of the case, and the Nash solution."""
    asked: dict[str, Choices] = {}
    for package in found.negotiation.named:
        choices = _with_today(found.negotiation, package.choices)
        if len(choices) == len(found.negotiation.issues):
            asked[package.name] = choices
    if found.nash:
        asked[_("Nash")] = dict(found.nash[0].packages[0])
    return asked


def _written(negotiation: Negotiation, word: str) -> Choices:
    chosen: Choices = {}
    issues = {issue.id: issue for issue in negotiation.issues}
    spoken = {issue.name.casefold(): issue.id for issue in negotiation.issues}
    for part in _parts(word):
        left, equals, right = (piece.strip() for piece in part.partition("="))
        issue = issues.get(left) or issues.get(spoken.get(left.casefold(), ""))
        if not equals or issue is None:
            text = _("there is no issue {word}").format(word=left)
            _refuse(text, _meant(left, list(issues), _("There are: {known}.")))
        values = {value.id: value.id for value in issue.values}
        texts = {value.text.casefold(): value.id for value in issue.values}
        value = values.get(right) or texts.get(right.casefold())
        if value is None:
            text = _("{issue} has no value {word}").format(issue=issue.id, word=right)
            _refuse(text, _meant(right, list(values), _("There are: {known}.")))
        chosen[issue.id] = value
    return chosen


def _parts(word: str) -> Iterator[str]:
    """Cut at commas that stand before the next ``issue=``; names may hold commas."""
    yield from re.split(r",(?=[^,=]*=)", word)


def _whole(negotiation: Negotiation, word: str, chosen: Mapping[str, str]) -> Choices:
    choices = _with_today(negotiation, chosen)
    open_ = [issue.id for issue in negotiation.issues if issue.id not in choices]
    if open_:
        text = _("{word} leaves open: {issues}").format(word=word, issues=", ".join(open_))
        _refuse(text, _("Say a value for each: issue=value,issue=value"))
    return choices


def _with_today(negotiation: Negotiation, chosen: Mapping[str, str]) -> Choices:
    today = {i.id: i.today for i in negotiation.issues if i.today is not None}
    both = {**today, **(negotiation.today or {}), **chosen}
    return {issue.id: both[issue.id] for issue in negotiation.issues if issue.id in both}


def _meant(word: str, known: list[str], listed: str) -> str:
    near = nearest(word, known)
    if near:
        return _("Did you mean {near}?").format(near=near)
    return listed.format(known=", ".join(known[:12]))


def _refuse(text: str, hint: str | None = None) -> NoReturn:
    raise UsageError(Finding("GO510", text, help=hint))
