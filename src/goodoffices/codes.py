"""Every finding's code with the long answer to "why?": what it means and how to mend it.

``goodoffices explain GO204`` prints these; ``docs/errors.md`` is made from them. The first figure
tells the room: 1 reading, 2 the case file, 3 evidence and checking, 4 outcomes, 5 packages, 6 the
brief, 9 everything else. A code is never reused for something else.
"""

from __future__ import annotations

from goodoffices.i18n import _

CODES: dict[str, str] = {
    # 1 reading
    # 2 the case file
    # 3 evidence and checking
    # 4 outcomes
    # 5 packages
    # 6 the brief
    # 9 everything else
    "GO901": _(
        "A file or folder does not exist. Check the spelling and the folder you are in; the help "
        "line names the nearest file there is."
    ),
}


def explain(code: str) -> str | None:
    """Return the long answer for a code, or None where there is no such code."""
    return CODES.get(code.upper())
