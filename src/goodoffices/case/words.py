"""The words of the room: why a condition cannot be read."""

from __future__ import annotations

from goodoffices.base.i18n import _
from goodoffices.case.conditions import ConditionError, Problem


def condition_problem(error: ConditionError) -> str:
    """Say why a condition cannot be read, as the end of a sentence."""
    words: dict[Problem, str] = {
        "too long": _("this condition is too long"),
        "word": _("this word does not belong here"),
        "too deep": _("brackets are nested too deeply here"),
        "no bracket": _("a closing bracket is missing here"),
        "no name": _("an option's name is missing here"),
        "sign": _("this sign means nothing in a condition"),
    }
    return words[error.problem]
