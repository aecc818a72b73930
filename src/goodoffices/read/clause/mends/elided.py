"""Clauses cut short before a comma: "After denying that it would, Gabon recalled its envoy".

The parser lets the auxiliary help the verb behind the comma, and so hangs the sentence's own clause
below the one that is cut short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.read.clause.mends.known import FINITE

if TYPE_CHECKING:
    from goodoffices.read.clause.tokens import Token

_HELPS = frozenset({"aux", "auxpass"})
_NOT = frozenset({"not", "n't", "never"})


def cut_short(tokens: Sequence[Token]) -> Sequence[Token] | None:
    """Give a clause cut short its auxiliary as verb, and the sentence the verb behind the comma."""
    first = tokens[0].i
    for helper in tokens:
        verb = tokens[helper.head - first]
        comma = helper.i + 1 - first
        while comma < len(tokens) and tokens[comma].lower in _NOT:
            comma += 1
        if helper.dep not in _HELPS or comma >= len(tokens) or tokens[comma].text != ",":
            continue
        own = any(t.head == verb.i and t.dep == "nsubj" and t.i > comma + first for t in tokens)
        told = next((t for t in tokens[: helper.i - first][::-1] if t.tag[:2] == "VB"), None)
        if own and told and verb.i > comma + first and verb.tag in FINITE:
            return _parted(tokens, helper, verb, told)
    return None


def _parted(tokens: Sequence[Token], helper: Token, verb: Token, told: Token) -> list[Token]:
    """Part two clauses: the auxiliary's, which ``told`` governs, and the verb's."""
    first, root = tokens[0].i, next(t for t in tokens if t.head == t.i)
    lost = root.i < helper.i and root.tag == "IN"  # "After denying that …" stands for the sentence
    again = list(tokens)
    for n, token in enumerate(tokens):
        if token.head == verb.i and told.i < token.i <= helper.i + 1 and token.text != ",":
            again[n] = replace(token, head=helper.i)
    again[helper.i - first] = replace(helper, dep="ccomp", head=told.i)
    if lost:
        again[verb.i - first] = replace(verb, dep="ROOT", head=verb.i)
        again[root.i - first] = replace(root, dep="prep", head=verb.i)
        for n, token in enumerate(tokens):
            if token.head == root.i and token.i > verb.i:
                again[n] = replace(token, head=verb.i)
    return again
