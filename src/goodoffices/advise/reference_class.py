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
from typing import Any, Literal

from goodoffices.base.i18n import _
from goodoffices.base.share import Share

Since = Literal["1918", "1946", "1990"]
Violence = Literal["no_violence", "minor_clashes", "serious_clashes", "full_scale_war"]
MediatorKind = Literal["intergovernmental_org", "regional_org", "single_state", "group_of_states"]
Style = Literal["facilitation", "formulation", "manipulation"]
Protracted = Literal["not_protracted", "protracted_no_long_war", "long_war"]
FEWEST = 20
"""Below so many cases no share is told."""

_SCOPES = {"1918": "all_1918_2017", "1946": "since_1946", "1990": "since_1990"}


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
        counted = _("{text}: {k} of {n}").format(text=self.text, k=self.k, n=self.n)
        return f"{counted}, {self.share}" if self.share else counted

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        share = self.share.to_dict() if self.share else None
        return {"id": self.id, "text": self.text, "k": self.k, "n": self.n, "share": share}


def warning() -> str:
    """Say what must stand beside every count."""
    return _(
        "Not causal: mediation needs the consent of all sides, so the crises that were mediated "
        "are those in which they already wanted a deal or were hurting. A count of the past is no "
        "chance of this case."
    )


def source() -> str:
    """Say where the counts come from."""
    return str(_data()["source"])


@cache
def _data() -> dict[str, object]:
    path = files("goodoffices.advise") / "data" / "crises.json"
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


@cache
def _counts() -> dict[str, tuple[int, int]]:
    rows = _data()["counts"]
    assert isinstance(rows, list)  # noqa: S101 - our own file
    return {row[0]: (row[1], row[2]) for row in rows}


def rates(
    since: Since = "1946",
    *,
    violence: Violence | None = None,
    mediator: MediatorKind | None = None,
    style: Style | None = None,
    protracted: Protracted | None = None,
) -> tuple[Rate, ...]:
    """Return counts of crises since a year, and of those that share a feature.

    Parameters
    ----------
    since
        the first year: 1918, 1946 or 1990; all end in 2017.
    violence
        how violent the crises were.
    mediator
        what kind of mediator was the most active one.
    style
        the most forceful style of mediation that was used.
    protracted
        whether the crises were part of a protracted conflict.
    """
    texts = {**_general(), **(_of_violence(violence) if violence else {})}
    texts |= _of_mediator(mediator) if mediator else {}
    texts |= _of_style(style) if style else {}
    texts |= _of_protracted(protracted) if protracted else {}
    found = []
    for name, text in texts.items():
        key = f"{_SCOPES[since]}.{name}"
        if key in _counts():
            found.append(Rate(key, text, *_counts()[key]))
    return tuple(found)


def _general() -> dict[str, str]:
    return {
        "mediated": _("crises in which there was mediation"),
        "offered_not_accepted": _("crises in which mediation was offered and not accepted"),
        "agreement_given.mediated": _("mediated crises that ended in a voluntary agreement"),
        "agreement_given.no_mediation": _(
            "crises without mediation that ended in a voluntary agreement"
        ),
        "recurrence5y_given.mediated": _("mediated crises that came again within five years"),
        "recurrence5y_given.no_mediation": _(
            "crises without mediation that came again within five years"
        ),
        "recurrence5y_given.mediated_with_agreement": _(
            "mediated crises with an agreement that came again within five years"
        ),
    }


def _of_violence(violence: Violence) -> dict[str, str]:
    how = {
        "no_violence": _("without violence"),
        "minor_clashes": _("with minor clashes"),
        "serious_clashes": _("with serious clashes"),
        "full_scale_war": _("with full-scale war"),
    }[violence]
    with_it = _("mediated crises {how} that ended in a voluntary agreement")
    without = _("crises {how} and without mediation that ended in a voluntary agreement")
    return {
        f"agreement_given_mediated_and_violence.{violence}": with_it.format(how=how),
        f"agreement_given_unmediated_and_violence.{violence}": without.format(how=how),
    }


def _of_mediator(kind: MediatorKind) -> dict[str, str]:
    who = {
        "intergovernmental_org": _("a worldwide organisation"),
        "regional_org": _("a regional organisation"),
        "single_state": _("a single state"),
        "group_of_states": _("a group of states"),
    }[kind]
    ended = _("crises mediated most actively by {who} that ended in a voluntary agreement")
    again = _("crises mediated most actively by {who} that came again within five years")
    return {
        f"agreement_given_mediator.{kind}": ended.format(who=who),
        f"recurrence5y_given_mediator.{kind}": again.format(who=who),
    }


def _of_style(style: Style) -> dict[str, str]:
    how = {
        "facilitation": _("facilitation at most"),
        "formulation": _("formulation at most"),
        "manipulation": _("manipulation"),
    }[style]
    ended = _("crises mediated by {how} that ended in a voluntary agreement")
    again = _("crises mediated by {how} that came again within five years")
    return {
        f"agreement_given_highest_style.{style}": ended.format(how=how),
        f"recurrence5y_given_highest_style.{style}": again.format(how=how),
    }


def _of_protracted(protracted: Protracted) -> dict[str, str]:
    where = {
        "not_protracted": _("outside a protracted conflict"),
        "protracted_no_long_war": _("in a protracted conflict without a long war"),
        "long_war": _("in a protracted conflict with a long war"),
    }[protracted]
    war = _("crises {where} that came to full-scale war")
    again = _("crises {where} that came again within five years")
    return {
        f"war_given.{protracted}": war.format(where=where),
        f"recurrence5y_given_protracted.{protracted}": again.format(where=where),
    }


def tagged(tags: Mapping[str, str]) -> tuple[Rate, ...]:
    """Return the counts for the tags of a case; since 1946 where it says nothing else."""
    chosen: dict[str, Any] = dict(tags)
    return rates(chosen.pop("since", "1946"), **chosen)
