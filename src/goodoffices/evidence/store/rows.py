"""Claims and pages as JSON, checked on the way out: a damaged row is a finding, not a claim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from goodoffices.base.errors import Finding
from goodoffices.evidence.claims import KINDS, Claim
from goodoffices.evidence.snapshot import Document

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FIELDS = {kind.removesuffix("s"): kind for kind in KINDS}
"""The fields of a dossier by the name of one claim of theirs."""
ENTITIES = frozenset({"actor", "issue"})
"""Kinds that are one thing across all pages; the others are claims of one page."""

FIXED = frozenset({"id", "rule", "status"})
"""Fields that no correction may change."""


class DamagedRow(ValueError):  # noqa: N818 - named for what it is
    """A row that holds no claim."""


def kind_of(claim: Claim) -> str:
    """Return the name of a claim's kind."""
    return next(kind for kind, field in FIELDS.items() if isinstance(claim, KINDS[field]))


def claim_json(claim: Claim) -> str:
    """Write a claim; equal claims give equal text. Its status is kept elsewhere."""
    return json.dumps(asdict(replace(claim, status="unreviewed")), sort_keys=True)


@lru_cache(maxsize=8192)
def claim_from(kind: str, body: str) -> Claim:
    """Read a claim. Raises DamagedRow where it is none."""
    claim: Claim = _read(KINDS[FIELDS[kind]], body)
    return claim


def corrected(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """Return a claim with some fields changed.

    Raises
    ------
    DamagedRow
        where a field does not exist, may not be changed, or would not hold its value.
    """
    fields = asdict(claim)
    if wrong := [name for name in changes if name not in fields or name in FIXED]:
        raise DamagedRow(", ".join(wrong))
    body = json.dumps(fields | dict(changes), default=str)
    return claim_from(kind_of(claim), body)


def page_json(document: Document) -> str:
    """Write what is known of a page, without its text, which is a file of its own."""
    facts = asdict(document)
    snapshot = facts["snapshot"]
    del snapshot["text"], snapshot["text_sha256"]
    return json.dumps(facts, sort_keys=True)


def page_from(body: str, text: str) -> Document:
    """Read a page, given its text. Raises DamagedRow where it is none."""
    try:
        facts = json.loads(body)
        facts["snapshot"]["text"] = text
        whole = json.dumps(facts)
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedRow(str(error)) from None
    document: Document = _read(Document, whole)
    return document


def finding_json(finding: Finding) -> str:
    """Write a finding."""
    return json.dumps(asdict(finding), sort_keys=True)


def finding_from(body: str) -> Finding:
    """Read a finding. Raises DamagedRow where it is none."""
    finding: Finding = _read(Finding, body)
    return finding


def _read(noun: Any, body: str) -> Any:  # noqa: ANN401 - the noun asked for
    from pydantic import ValidationError

    try:
        return _adapter(noun).validate_json(body, strict=True)
    except ValidationError as error:
        raise DamagedRow(str(error)) from None


@cache
def _adapter(noun: Any) -> TypeAdapter[Any]:  # noqa: ANN401
    from pydantic import TypeAdapter

    return TypeAdapter(noun)
