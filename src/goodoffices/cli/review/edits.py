"""An edit in words: ``field = value``, several parted by ``;``, checked against the item.

Lists are parted by commas; nothing after the sign empties a field that may be empty. Actors and
issues are named by their id or their name in the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from goodoffices.base.edtf import is_edtf
from goodoffices.base.errors import Finding, UsageError, nearest
from goodoffices.base.i18n import _
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
            text = _("“{part}” is no edit of this item.").format(part=part.strip())
            fields = ", ".join(FIELDS[type(claim)])
            raise _refused(text, _("Write field = value. Fields: {fields}.").format(fields=fields))
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
            text = _("{field} cannot be “{value}”.").format(field=field, value=value)
            raise _refused(text, _("It is one of: {words}.").format(words=known))
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
            raise _refused(_("{field} cannot be empty.").format(field=field), None)
        return None
    return _one(form, value, dossier)


def _one(form: str, value: str, dossier: Dossier) -> str:
    """Return one value that is not empty."""
    if form == "date" and not is_edtf(value):
        text = _("“{value}” is no date.").format(value=value)
        raise _refused(text, _("Write it as EDTF: 2025-03-05, 2025-03, 2025, or an interval."))
    if form == "country" and not re.fullmatch("[A-Z]{3}", value):
        text = _("“{value}” is no country.").format(value=value)
        raise _refused(text, _("Write its three letters of ISO 3166-1, such as IRN."))
    return _named(value, dossier.actors) if form == "actor" else value


def _named(word: str, held: tuple[Actor, ...] | tuple[Issue, ...]) -> str:
    """Return the id of the actor or issue that a word names."""
    ids = {one.id.casefold(): one.id for one in held}
    names = {one.name.casefold(): one.id for one in held}
    found = ids.get(word.casefold()) or names.get(word.casefold())
    if found is None:
        near = nearest(word, [*ids, *names])
        text = _("The dossier has nobody and nothing called “{word}”.").format(word=word)
        help_ = (
            _("Did you mean “{near}”?").format(near=near)
            if near
            else _("For a speaker who is no actor here: speaker = ; speaker_name = their name.")
        )
        raise _refused(text, help_)
    return found


def _refused(text: str, help_: str | None) -> UsageError:
    return UsageError(Finding("GO331", text, help=help_))
