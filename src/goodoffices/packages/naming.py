"""Packages as people name them: by id, by a solution's name, or written out.

``first`` is a package of the case; ``today``, ``nash``, ``kalai-smorodinsky``, ``max-min-gain`` and
``largest-sum`` are what they say; ``enrichment=20,relief=some`` is written out. An issue left out
stays as it is today. Issues and values go by their ids, and by their names in any case of letters.
"""

from __future__ import annotations

import re

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.efficient import EfficientPackages

Choices = dict[str, str]

SHOWN = 12
"""How many of the names that are known are told."""

SOLUTIONS = {
    "nash": "nash",
    "kalai-smorodinsky": "kalai_smorodinsky",
    "max-min-gain": "egalitarian_gain",
    "largest-sum": "utilitarian",
}


def package_named(packages: EfficientPackages, word: str) -> Choices:
    """Return the whole package that a word names.

    Raises
    ------
    UsageError
        GO510 where there is no such package, issue or value, or where it leaves an issue open.
    """
    negotiation, word = packages.negotiation, word.strip()
    named = {package.id: package.choices for package in negotiation.named}
    if word in named:
        choices = dict(named[word])
    elif word in SOLUTIONS:
        ties = getattr(packages, SOLUTIONS[word])
        if not ties:
            raise UsageError(finding("GO510.no_zone", word=word))
        return dict(ties[0].packages[0])
    elif "=" in word:
        choices = _choices(negotiation, word)
    elif word == "today":
        choices = {}
    else:
        known = [*named, "today", *SOLUTIONS]
        raise UsageError(
            finding("GO510.package", near=(word, known), word=word, known=", ".join(known[:SHOWN]))
        )
    whole = negotiation.completed(choices)
    if unsettled := negotiation.unsettled(whole):
        raise UsageError(finding("GO510.open", word=word, issues=", ".join(unsettled)))
    return whole


def packages_named(packages: EfficientPackages, words: str) -> dict[str, Choices]:
    """Return several packages: ``A,B`` by their names, or ``i=v,j=w; i=x,j=w`` written out."""
    split = words.split(";" if "=" in words else ",")
    return {word.strip(): package_named(packages, word) for word in split if word.strip()}


def _choices(negotiation: Bargain, words: str) -> Choices:
    """Read a package that is written out; commas before the next ``issue=`` part it."""
    choices: Choices = {}
    issues = {issue.id: issue for issue in negotiation.issues}
    names = {issue.name.casefold(): issue.id for issue in negotiation.issues}
    for part in re.split(r",(?=[^,=]*=)", words):  # names may hold commas
        left, equals, right = (piece.strip() for piece in part.partition("="))
        issue = issues.get(left) or issues.get(names.get(left.casefold(), ""))
        if not equals or issue is None:
            known = list(issues)
            raise UsageError(
                finding(
                    "GO510.issue", near=(left, known), word=left, known=", ".join(known[:SHOWN])
                )
            )
        ids = [value.id for value in issue.values]
        texts = {value.text.casefold(): value.id for value in issue.values}
        value = right if right in ids else texts.get(right.casefold())
        if value is None:
            raise UsageError(
                finding(
                    "GO510.value",
                    near=(right, ids),
                    issue=issue.id,
                    word=right,
                    known=", ".join(ids[:SHOWN]),
                )
            )
        choices[issue.id] = value
    return choices
