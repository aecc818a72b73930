"""What keeps outcomes from being compared though everything is written.

Pairs that go round in a circle, a ranking that leaves outcomes out, a view in which what there is
cannot be: it shows only when the states are listed, so they are, where that takes no time.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.base.errors import CaseError, Finding
from goodoffices.case.nouns import Case

MOST_OPTIONS = 16
"""Options of a case whose states are listed to check it."""

TOLD = {"GO401", "GO402"}
"""What other checks tell in words of their own."""


def standing(case: Case) -> Iterable[Finding]:
    """Return what is wrong with a case that can be read, as its outcomes would tell it."""
    from goodoffices.conflict.from_case import from_case

    if not case.options or len(case.options) > MOST_OPTIONS:
        return ()
    try:
        from_case(case)
    except CaseError as error:
        return [finding for finding in error.findings if finding.code not in TOLD]
    return ()
