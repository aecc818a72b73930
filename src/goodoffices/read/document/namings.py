"""Whom some words of a page's form name: a person, a body, people of a kind, an office.

Nobody has parsed these words; they stand in a head, a label, a heading or a signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.evidence.claims import ActorKind
from goodoffices.read.words import words

_CUT = re.compile(
    r"\s*(?:[,:;(|\d]|\s[-–—]\s|(?<=[a-z]{3})\.\s|\b(?:to|on|at|in|as|with|before|after|upon|read|sent|adopted|issued"
    r"|regarding|concerning|about|demands?|handed|recorded|transcribed|posted)\b)",
)
_NOT_NAMES = words("openings of no names")


def name_kind(name: str) -> ActorKind:
    """Return of what kind somebody is by the words of a name: a body, people of some kind, one."""
    written = name.split()
    if any(w.strip(".,'’").capitalize() in words("organisation heads") for w in written):
        return "organisation"
    if len(written) > 1 and written[-1] in words("company trades"):
        return "organisation"
    head = (
        re.split(r"\s(?:of|for|from|in)\s", name, flags=re.IGNORECASE)[0]
        .split()[-1]
        .lower()
        .strip("'’.,")
    )
    bodies = words("body nouns", "issuing bodies", "speaking bodies", "kinds of people")
    if (
        head in bodies
        or head.endswith(("men", "people"))
        or (head.endswith("s") and head[:-1] in words("human nouns"))
    ):
        return "group"
    return "person"


def is_office(name: str) -> bool:
    """Tell whether a name is but an office: "the Moderator"."""
    return all(w.lower() in words("titles") for w in name.split())


def named_in(phrase: str) -> str | None:
    """Return the person or body that a phrase begins with, or None where it names nobody."""
    bare = re.sub(r"^[\W_]*(?:the\s|a\s|an\s)?", "", phrase, flags=re.IGNORECASE)
    pointed = bare != phrase.lstrip(" +*–—-")
    if holder := _holder(bare):
        return holder
    for cut in _cuts(bare):
        name = bare[:cut].strip(' \t\n.,;*#"“”')
        if _names(name, pointed=pointed):
            return name
    return None


def _holder(phrase: str) -> str | None:
    """Return Y of "Chair of the X, Y": an office is of a body and no body."""
    office, comma, rest = phrase.partition(",")
    title, of, _body = office.partition(" of ")
    if not comma or not of or not all(w.lower() in words("titles") for w in title.split()):
        return None
    name = named_in(rest)
    return name if name and " " in name and name_kind(name) == "person" else None


def _cuts(phrase: str) -> Iterator[int]:
    """Yield where a name may end: before the first word or sign that no name has, or at the end."""
    match = _CUT.search(phrase, 1)
    end = match.start() if match else len(phrase)
    yield end
    if (of := phrase.find(" of ", 0, end)) > 0:
        yield of


def _names(name: str, *, pointed: bool) -> bool:
    """Tell whether some words name somebody: a body, people of a kind, a title, a person."""
    written = name.split()
    if not written or len(written) > 12 or written[0].lower() in _NOT_NAMES:
        return False
    if re.search(r"[@\d/=<>?!]|\w:", name) or "\n" in name:
        return False
    if name_kind(name) != "person":
        return pointed or name[:1].isupper()
    titled = written[0].rstrip(".").lower() in words("titles")
    if pointed or (titled and len(written) == 1):
        return titled and name[:1].isupper()
    if {w.lower() for w in written} & words("media nouns", "newsroom words"):
        return False
    small = words("small words of names")
    capital = all(w[:1].isupper() or w.lower() in small for w in written)
    return (
        capital
        and len(written) <= 6
        and (len(written) > 1 or name.isalpha())
        and not ({w.capitalize() for w in written} & words("not names"))
    )
