"""Which posts of a state are filled by somebody whose side the pages tell: nobody else's guess.

A state has one foreign minister. Where a page says whose foreign minister X is, another foreign
minister, of whom no page says it, is none of that state's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from goodoffices.evidence.claims import Actor
from goodoffices.read.words import table

_POSTS = table("bargaining.yaml")["posts"]
_HEADS = frozenset(_POSTS["heads"])
_SMALL = frozenset(_POSTS["small"])
_LESSER = frozenset(_POSTS["lesser"])
_SAME: Mapping[str, str] = _POSTS["same"]
_WORD = re.compile(r"[\w-]+")


def post(role: str | None) -> frozenset[str]:
    """Return the post that a title names, as its words; none where several may hold it.

    "Minister of Foreign Affairs" and "foreign minister" are one post.
    """
    row = [word.casefold() for word in _WORD.findall(role or "")]
    words = {_SAME.get(word, word) for word in row if word not in _SMALL}
    if not words & _HEADS or words & _LESSER or words <= {"minister", "secretary"}:
        return frozenset()
    return frozenset(words)


def filled(actors: Iterable[Actor]) -> dict[frozenset[str], dict[str, set[str]]]:
    """Return for each post: the states whose post is told to be filled, each with by whom."""
    found: dict[frozenset[str], dict[str, set[str]]] = {}
    for one in actors:
        own = post(one.role) if one.kind == "person" and one.affiliation else frozenset()
        if own and one.affiliation:
            found.setdefault(own, {}).setdefault(one.affiliation, set()).add(one.id)
    return found
