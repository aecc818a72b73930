"""What a list of claims is narrowed to: asked by an address or a form, kept in links, looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from goodoffices.desk.gate import Form
from goodoffices.desk.views import DeskView
from goodoffices.evidence.claims import Status
from goodoffices.evidence.selection import ClaimSelection

KINDS = ("actor", "statement", "event", "issue", "relation")
BANDS = ("high", "medium", "low")
STANDINGS: tuple[Status, ...] = get_args(Status)

NAMES = ("about", "by", "kind", "band", "status", "page", "rests")
"""What a list can be narrowed by."""


def asked(given: Mapping[str, str]) -> dict[str, str]:
    """Return what a list is narrowed to, every name with its value or nothing."""
    return {name: given.get(name, "") for name in NAMES}


def asked_before(form: Form) -> dict[str, str]:
    """Return what the list was narrowed to that a form was sent from."""
    return asked(dict(parse_qsl(form.get("queue", ""))))


def query(given: Mapping[str, str]) -> str:
    """Return what a list is narrowed to as an address has it."""
    return urlencode({name: value for name, value in given.items() if value})


def chosen(view: DeskView, request: Request) -> tuple[str, ...]:
    """Return the ids of the claims that an address asks for, what matters first."""
    return narrowed(view, asked(request.query_params))


def narrowed(view: DeskView, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the claims that are asked for, what matters first."""

    def one(name: str) -> frozenset[str]:
        return frozenset(filter(None, [given.get(name, "")]))

    ids = view.chosen(
        ClaimSelection(
            kinds=one("kind"),
            bands=one("band"),
            statuses=one("status"),
            who=given.get("by", ""),
            about=given.get("about", ""),
            page=given.get("page", ""),
        )
    )
    if given.get("rests"):
        used = set(view.used)
        ids = tuple(id_ for id_ in ids if id_ in used)
    return ids
