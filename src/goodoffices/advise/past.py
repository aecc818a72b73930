"""Counts from crises of the past that share a feature with this one; never a forecast of it.

The counts are our own, from the International Crisis Behavior data (Brecher & Wilkenfeld); what is
called agreement, mediation and recurrence is as coded there. Below twenty cases only the count is
told, and the warning about selection stands beside every number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

from goodoffices.advise.words import past as words
from goodoffices.base.share import Share

FEWEST = 20
"""Below so many cases no share is told."""

SINCE = "1946"
"""The first year where a case says none; all counts end in 2017."""

_SCOPES = {"1918": "all_1918_2017", "1946": "since_1946", "1990": "since_1990"}


class _Crises(TypedDict):
    source: str
    counts: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Rate:
    """A count of past crises: ``k`` of ``n``; ``share`` is None where there are too few."""

    id: str
    text: str
    k: int
    n: int

    @property
    def share(self) -> Share | None:
        """The share with its interval, where there are enough cases."""
        return Share(self.k, self.n) if self.n >= FEWEST else None

    def __str__(self) -> str:
        """Say the count, and the share where it may be said."""
        return words.count(self.text, self.k, self.n, self.share)

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        share = self.share.to_dict() if self.share else None
        return {"id": self.id, "text": self.text, "k": self.k, "n": self.n, "share": share}


def rates(tags: Mapping[str, str]) -> tuple[Rate, ...]:
    """Return counts of crises since a year, and of those that share a feature.

    Parameters
    ----------
    tags
        tag → word, of :data:`goodoffices.case.judged.REFERENCE`: ``since`` (1946 where this is
        left out), ``violence``, ``mediator`` (the kind that was the most active one), ``style``
        (the most forceful that was used), ``protracted``.
    """
    scope = _SCOPES[tags.get("since", SINCE)]
    counts = {name: (k, n) for name, k, n in _crises()["counts"]}
    texts = ((f"{scope}.{name}", text) for name, text in words.texts(tags).items())
    return tuple(Rate(name, text, *counts[name]) for name, text in texts if name in counts)


def source() -> str:
    """Say where the counts come from."""
    return _crises()["source"]


@cache
def _crises() -> _Crises:
    path = files("goodoffices.advise") / "data" / "crises.json"
    crises: _Crises = json.loads(path.read_text("utf-8"))
    return crises
