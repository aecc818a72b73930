"""Which two clauses are about one issue (``read/data/likeness.json``).

A piece is about an issue where it holds most of the words of a position on it, or of a way to
settle it, that an expert's key names; two are about one where they share an issue. A dispute counts
by the root of how many pairs it has, so that those with many do not teach all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from tests.accuracy.dispute import Drafted, share
from tools.regression import bent_down

from goodoffices.evidence.claims import Claim
from goodoffices.folder.proposals.gathering import pieces_of, rarity
from goodoffices.folder.proposals.likeness import traits
from goodoffices.folder.proposals.sides import Candidates

HOLDING = 0.6
"""Which share of a key's words a piece holds that is about their issue."""
PENALTY = 10.0


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of pieces of one dispute that are each about an issue of its key.

    ``much`` has a row for each pair and a column for each trait; ``one`` tells of each pair whether
    both are about one issue.
    """

    names: tuple[str, ...]
    much: np.ndarray
    one: np.ndarray


def pairs(drafted: Drafted, shown: Candidates) -> Pairs:
    """Return what a drafted dispute teaches, its pages read once more for who is who."""
    clauses = [*shown.bids, *shown.remarks]
    claims: dict[str, Claim] = {c.id: c for c in shown.dossier.claims}
    claims |= {c.claim: c.untold for c in clauses if c.untold is not None}
    read = {clause.claim for clause in clauses}
    parties = {party.actor for party in drafted.case.parties}
    said = [s for s in shown.dossier.statements if s.id not in read and shown.speaker(s) in parties]
    pieces = pieces_of(clauses, said, claims, shown.words, shown.names)
    issues = {one: frozenset(about(drafted, claims[one])) for one in {p.claim for p in pieces}}
    keyed = [n for n, piece in enumerate(pieces) if issues[piece.claim]]
    two = list(combinations(keyed, 2))
    ours, theirs = np.array(two, dtype=int).reshape(-1, 2).T
    told = dict(traits(pieces, rarity(shown.words)))
    one = [bool(issues[pieces[a].claim] & issues[pieces[b].claim]) for a, b in two]
    much = np.stack([all_[ours, theirs] for all_ in told.values()], axis=1)
    return Pairs(tuple(told), much, np.array(one, dtype=float))


def about(drafted: Drafted, claim: Claim) -> Iterator[str]:
    """Yield the issues of the key that a claim is about."""
    page = drafted.files.get(claim.spans[0].source, "") if claim.spans else ""
    places = [(known["issue"], known) for known in drafted.key["positions"]]
    places += [(known["name"], way) for known in drafted.key["issues"] for way in known["evidence"]]
    for issue, place in places:
        if page and page.startswith(place["file"][:2]) and share(place["words"], claim) >= HOLDING:
            yield issue


def learnt_likeness(every: Sequence[Pairs]) -> dict[str, float]:
    """Return the weights of traits; the bias is under the empty one."""
    some = [one for one in every if len(one.one)]
    counts = np.concatenate([np.full(len(p.one), len(p.one) ** -0.5) for p in some])
    found = bent_down(
        np.concatenate([p.much for p in some]),
        np.concatenate([p.one for p in some]),
        PENALTY,
        counts=counts * (len(counts) / counts.sum()),
    )
    return {name: round(w, 4) for name, w in zip((*some[0].names, ""), found, strict=True)}
