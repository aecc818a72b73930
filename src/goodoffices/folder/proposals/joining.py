"""Whose a person is by what joins the name to a side's: "the board's engineer, X", and its like.

A name is joined by whose it is ("the cutters' president, X"), by a noun right before it ("council
member X"), by "of", "for" or "at", by what the person is or does for the side ("X is … the chair of
the crabbers"; "X, who leads the crabbers"), and by whom the side sends. The side may be called by a
part of its name or by its noun.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from goodoffices.evidence.claims import Actor
from goodoffices.folder.proposals.clues import most
from goodoffices.read.words import table

_WORDS = table("bargaining.yaml")["joining"]
_LEADING = "|".join(_WORDS["leading"])
_AGAINST = re.compile(rf"\b(?:{'|'.join(_WORDS['against'])})\b", re.IGNORECASE)
_WHO = table("bargaining.yaml")["belonging"]
_ROLES = "|".join((*_WORDS["roles"], *_WHO["titles"], *_WHO["ministers"], *_WHO["speakers"]))
_NAME = r"[\w’'-]+(?: [\w’'-]+){0,4}"
_OWNED = re.compile(rf"(?P<whose>{_NAME})['’]s? (?P<role>(?:[a-z-]+ ){{1,4}})$")
_BEFORE = re.compile(rf"(?P<whose>{_NAME}) (?P<role>(?:[a-z-]+ ){{0,2}}(?:{_ROLES})) $")
_BEHIND = re.compile(
    rf",? (?:(?:the |an? |its )?(?:[a-z-]+ ){{0,3}}(?:{_ROLES}) )?"
    rf"(?:of|for|from|at|with) (?P<whose>{_NAME})"
)
_IS = re.compile(
    r" (?:is|has been|became|remains)\b[^.;:!?]{0,80}?\b(?:the|an?|its) (?:[a-z-]+ ){0,2}"
    rf"(?:{_ROLES}) (?:of|for|at) (?P<whose>{_NAME})"
)
_SENT = re.compile(
    rf"(?P<whose>{_NAME}) (?:has |had )?(?:{'|'.join(_WORDS['sending'])}) (?P<role>[^.;:!?“”\"]*)$"
)
_GOES = re.compile(r"$|[,.;)]| (?:and|to|with|as|for|there)\b")
"""What stands behind whom a side sends: not "a letter", nor "home"."""
_LEADS = re.compile(rf",? who (?:\w+ly )?(?:{_LEADING}) (?P<whose>{_NAME})")
_CAPTION = re.compile(
    r"(?:, | \()(?P<whose>(?:the )?[A-Z][\w’'-]*(?: [\w’'-]+){0,5})\)?[ \t]*(?:\n|$)"
)
"""What ends a line behind a name: "By telephone: Ada Lind, Northern Front"."""
AROUND = 120
"""How far from a name what joins it to a side may stand, in characters."""


def joined(
    actor: Actor, texts: Mapping[str, str], called: Callable[[str], str | None]
) -> str | None:
    """Return the side that a person's name is joined to most often, where there is one.

    ``texts`` are the pages' by their ids, ``called`` tells whom a name or noun means.
    """
    found: Counter[str] = Counter()
    for span in actor.spans:
        text = texts.get(span.source, "")
        before = " ".join(text[max(0, span.start - AROUND) : span.start].split(" "))
        before = _untitled(before, actor.role)
        behind = " ".join(text[span.end : span.end + AROUND].split())
        behind = f" {behind}" if text[span.end : span.end + 1].isspace() else behind
        told = {side for side in _sides(before.replace("\n", " "), behind, called) if side}
        if not told and (line := _CAPTION.match(text, span.end)):
            told = {side for side in (called(line["whose"]),) if side}
        found.update(told - {actor.id})
    return most(found)


def _untitled(before: str, role: str | None) -> str:
    """Return what stands before a name's own rank: "Chad's defence minister, " of "…, General"."""
    bare = before.rstrip()
    rank = (role or "").split(" ")[-1]
    ranked = bool(rank) and bare.endswith(rank) and rank[0].isupper()
    rest = bare[: len(bare) - len(rank)].rstrip() if ranked else before
    return f"{rest} " if ranked and rest.endswith(",") else before


def _sides(before: str, behind: str, called: Callable[[str], str | None]) -> Iterator[str | None]:
    """Yield whom what stands around one place of a name joins it to."""
    clause = re.split(r"[.;:!?“”\"()]", before)[-1]
    apposed = clause.rstrip(", ") + " "
    closed = behind[:1] in {",", ".", ";", ":", ""} or not clause.rstrip().endswith(",")
    if closed:
        for found in (_OWNED.search(apposed), _BEFORE.search(apposed)):
            if found and not _AGAINST.search(found["role"]):
                yield _longest(_endings(found["whose"]), called)
    if _GOES.match(behind) and (found := _SENT.search(clause)) and not _AGAINST.search(found[0]):
        yield _longest(_endings(found["whose"]), called)
    for found in (_BEHIND.match(behind), _LEADS.match(behind), _IS.match(behind)):
        if found and not _AGAINST.search(found[0]):
            yield _longest(_beginnings(re.split(r"[,.;:!?]", found["whose"])[0]), called)


def _longest(names: Iterable[str], called: Callable[[str], str | None]) -> str | None:
    return next((side for name in names if (side := called(name))), None)


def _endings(words: str) -> Iterator[str]:
    """Yield the last words of a run, the most first."""
    parts = words.split()
    yield from (" ".join(parts[i:]) for i in range(len(parts)))


def _beginnings(words: str) -> Iterator[str]:
    """Yield the first words of a run, the most first."""
    parts = words.split()
    yield from (" ".join(parts[:i]) for i in range(len(parts), 0, -1))
