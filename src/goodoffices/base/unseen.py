"""Signs that act unseen: whatever a file holds, it stays words where it is printed.

A control can clear a terminal and write what it likes over it, a line feed can begin a line that
looks like the program's own, an override of direction turns the words around it. Where they are
printed they are shown by their code; files keep them as they are.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = re.compile("[\t\n\r]+")


def visible(text: str) -> str:
    """Return a text with every sign that acts unseen replaced by its code."""
    return _UNSEEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def in_line(text: str) -> str:
    """Return the same on one line, as a part of a sentence is printed."""
    return visible(_BREAKS.sub(" ", text))


def plain_signs(text: str) -> str:
    """Return a text sign for sign, a mark for each that acts unseen: where columns must fit."""
    return _UNSEEN.sub("\ufffd", text)
