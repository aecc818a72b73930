"""A statement's words as they are weighed: in lower case, names and numbers by what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PIECE = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*|[.,;:?!—–]")
_SELF = re.compile(r"I(?:['’]\w+)?")
_STARTS = frozenset(".?!")


def pieces(text: str) -> Iterator[str]:
    """Yield words and marks of a text; what is in capitals where no sentence begins is a name."""
    begins = True
    for piece in _PIECE.findall(text):
        if piece[0].isdigit():
            yield "<number>"
        elif piece[0].isupper() and not begins and not _SELF.fullmatch(piece):
            yield "<name>"
        else:
            yield piece.lower().replace("’", "'")
        begins = piece in _STARTS
