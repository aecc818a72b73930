"""A sentence's tree with what the small parser mistook put right, and still a tree.

Each mend (:mod:`.mends`) knows one kind of mistake and hangs tokens anew. Whatever it does, one
check stands behind it: a sentence has one root, and every token leads up to it. What a mend hung
below itself hangs from the root; where a mend leaves no root or several, it is not made. A tree is
no deeper than :data:`DEEP`, so that whoever walks it comes to an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.read.clause.mends.headlines import (
    announced,
    bidden,
    credited,
    named_first,
    nouned,
    of_clauses,
    titled,
)
from goodoffices.read.clause.mends.joined import (
    after_agent,
    bracketed,
    done_by,
    handed_on,
    paired,
    rowed,
    side_by_side,
    stood,
    two_between,
    two_doers,
)
from goodoffices.read.clause.mends.known import FINITE
from goodoffices.read.clause.mends.order import dated, fronted
from goodoffices.read.clause.mends.sayings import (
    added,
    past,
    said_behind,
    said_between,
    saying,
    shot_back,
)
from goodoffices.read.clause.mends.verbs import (
    delayed,
    done_by_people,
    infinitives,
    no_longer,
    particled,
    prefixed,
    progressive,
    resumed,
    whole_clauses,
)

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

    Mend = Callable[[list[Token]], Sequence[Token] | None]
    """Returns a sentence's tokens mended, or None; the list that it is given is its own."""

DEEP = 50
"""How far below its root a token may stand; in what people write hardly one stands at 15."""

FIRST: tuple[Mend, ...] = (
    prefixed,
    no_longer,
    infinitives,
    credited,
    of_clauses,
    delayed,
    resumed,
    added,
    said_behind,
    said_between,
)
SETTLING: tuple[Mend, ...] = (progressive, saying)
"""Mends that give the sentence its verb: where one is made, none follows."""
FURTHER: tuple[Mend, ...] = (
    past,
    particled,
    rowed,
    bracketed,
    two_between,
    paired,
    side_by_side,
    shot_back,
    after_agent,
    dated,
    fronted,
    two_doers,
    done_by,
    whole_clauses,
    bidden,
    handed_on,
)
OF_HEADLINES: tuple[Mend, ...] = (named_first, nouned)
"""Mends of a headline that has a finite verb, or what looks like one."""
VERBLESS: tuple[Mend, ...] = (stood, done_by_people, named_first, announced, titled)


def mended(tokens: Sequence[Token]) -> list[Token]:
    """Return one sentence's tokens with what the parser mistook put right."""
    tokens = shallow(rooted(tokens))
    for mend in FIRST:
        tokens = checked(mend, tokens) or tokens
    if settled := _first(SETTLING, tokens):
        return settled
    for mend in FURTHER:
        tokens = checked(mend, tokens) or tokens
    finite = any(t.tag in FINITE for t in tokens)
    return _first(OF_HEADLINES if finite else VERBLESS, tokens) or tokens


def _first(mends: Iterable[Mend], tokens: list[Token]) -> list[Token] | None:
    """Return a sentence as the first of some mends leaves it that mends anything."""
    return next(filter(None, (checked(mend, tokens) for mend in mends)), None)


def checked(mend: Mend, tokens: list[Token]) -> list[Token] | None:
    """Return what a mend makes of a sentence, as a tree; None where it makes nothing of it."""
    made = mend(list(tokens))
    again = None if made is None or made == tokens else list(made)
    roots = [t.i for t in again or () if t.head == t.i]
    if again is None or len(roots) != 1:
        return None
    return _unringed(again, roots[0])


def _unringed(tokens: list[Token], root: int) -> list[Token]:
    """Return a sentence without rings: what would hang below itself hangs from the root."""
    first = tokens[0].i
    leading = {root}  # up to the root
    for n, token in enumerate(tokens):
        at, seen = token.i, set[int]()
        while at not in leading and at not in seen:
            seen.add(at)
            at = tokens[at - first].head
        if at in seen:
            tokens[n] = replace(token, head=root)
            leading.add(token.i)
        else:
            leading |= seen
    return tokens


def rooted(tokens: Sequence[Token]) -> list[Token]:
    """Return a sentence with one root: what hung from a blank hangs from the verb, or the first."""
    roots = [t for t in tokens if t.head == t.i]
    main = next((t for t in roots if t.dep == "ROOT"), roots[0])
    return [replace(t, head=main.i) if t.head == t.i and t is not main else t for t in tokens]


def shallow(tokens: list[Token]) -> list[Token]:
    """Return a tree with its deepest tokens side by side: "the head of the head of the head …"."""
    if len(tokens) <= DEEP:
        return tokens
    first = tokens[0].i
    above: dict[int, tuple[int, ...]] = {}
    """By token: what stands above it, from the root on, as far as it may be deep."""
    for token in tokens:
        way, at = [], token
        while at.i not in above and at.head != at.i:
            way.append(at.i)
            at = tokens[at.head - first]
        above.setdefault(at.i, ())
        for one in reversed(way):
            head = tokens[one - first].head
            above[one] = (*above[head], head)[:DEEP]
    return [replace(t, head=above[t.i][-1]) if len(above[t.i]) == DEEP else t for t in tokens]
