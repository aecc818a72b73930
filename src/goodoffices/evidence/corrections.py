"""An edit in words: ``field = value``, several parted by ``;``, checked against the item.

Lists are parted by commas; nothing after the sign empties a field that may be empty. Actors and
issues are named by their id or their name in the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from goodoffices.base.edtf import is_edtf
from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.evidence.claims import (
    Actor,
    ActorKind,
    Claim,
    Dossier,
    Event,
    Issue,
    Modality,
    Relation,
    Stage,
    Statement,
    StatementKind,
    UnnamedKind,
)

How = Literal["text", "maybe", "date", "actor", "actors", "issues", "country", "texts"]
Form = How | tuple[str, ...]

_MODALITY: tuple[str, ...] = get_args(Modality)
FIELDS: Mapping[type, Mapping[str, Form]] = {
    Actor: {
        "name": "text",
        "kind": get_args(ActorKind),
        "country": "country",
        "role": "maybe",
        "affiliation": "actor",
        "aliases": "texts",
    },
    Statement: {
        "speaker": "actor",
        "speaker_name": "text",
        "kind": get_args(StatementKind),
        "unnamed": ("", *get_args(UnnamedKind)),
        "affiliation": "actor",
        "addressee": "actor",
        "issues": "issues",
        "modality": _MODALITY,
        "date": "date",
    },
    Event: {
        "type": "text",
        "mode": "maybe",
        "cameo": "maybe",
        "actors": "actors",
        "recipients": "actors",
        "mediator": "actor",
        "stage": ("", *get_args(Stage)),
        "issues": "issues",
        "date": "date",
        "modality": _MODALITY,
        "attributed_to": "actor",
    },
    Issue: {"name": "text", "parties": "actors"},
    Relation: {"type": "text", "subject": "actor", "object": "actor", "modality": _MODALITY},
}
"""The fields of each kind that a person may change, and what each may hold."""

_NEEDED = frozenset({"subject", "object"})


def read_edit(claim: Claim, words: str, dossier: Dossier) -> dict[str, Any]:
    """Return the changes that an edit asks for.

    Raises
    ------
    UsageError
        GO331 where it does not fit the item; nothing is changed.
    """
    changes: dict[str, Any] = {}
    for part in words.split(";"):
        field, equals, value = (piece.strip() for piece in part.partition("="))
        form = FIELDS[type(claim)].get(field)
        if form is None or not equals:
            fields = ", ".join(FIELDS[type(claim)])
            raise UsageError(finding("GO331.no_edit", part=part.strip(), fields=fields))
        changes[field] = _value(field, form, value, dossier)
    if isinstance(claim, Statement) and changes.get("speaker"):
        changes.setdefault("speaker_name", dossier.actor_name(changes["speaker"]))
        changes.setdefault("unnamed", None)
    return changes


def _value(field: str, form: Form, value: str, dossier: Dossier) -> Any:  # noqa: ANN401
    """Return a field's new value."""
    if isinstance(form, tuple):
        if value not in form:
            known = ", ".join(word for word in form if word)
            raise UsageError(finding("GO331.choice", field=field, value=value, words=known))
        return value or None
    many = [word.strip() for word in value.split(",") if word.strip()]
    if form == "texts":
        return many
    if form == "actors":
        return [_named(word, dossier.actors) for word in many]
    if form == "issues":
        return [_named(word, dossier.issues) for word in many]
    if not value:
        if form == "text" or field in _NEEDED:
            raise UsageError(finding("GO331.empty", field=field))
        return None
    return _one(form, value, dossier)


def _one(form: str, value: str, dossier: Dossier) -> str:
    """Return one value that is not empty."""
    if form == "date" and not is_edtf(value):
        raise UsageError(finding("GO331.date", value=value))
    if form == "country" and not re.fullmatch("[A-Z]{3}", value):
        raise UsageError(finding("GO331.country", value=value))
    return _named(value, dossier.actors) if form == "actor" else value


def _named(word: str, held: tuple[Actor, ...] | tuple[Issue, ...]) -> str:
    """Return the id of the actor or issue that a word names."""
    ids = {one.id.casefold(): one.id for one in held}
    names = {one.name.casefold(): one.id for one in held}
    id_ = ids.get(word.casefold()) or names.get(word.casefold())
    if id_ is None:
        raise UsageError(finding("GO331.nobody", word=word, near=(word, [*ids, *names])))
    return id_
