"""Good Offices: help for people who help two sides that will not talk directly.

From a report of a dispute to what would hold, what could be signed and what must change, with every
claim open to the sentence it rests on. ``load`` opens a case folder, whose methods are the verbs of
the command line; nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from goodoffices.base import __version__

if TYPE_CHECKING:
    from goodoffices.base.errors import (
        CaseError,
        Finding,
        GoodOfficesError,
        NeedsPerson,
        UnreadableInput,
        UsageError,
    )
    from goodoffices.case.file.start import new
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.model import Conflict
    from goodoffices.conflict.outcomes import Outcomes, outcomes
    from goodoffices.evidence.across.opposed import opposed
    from goodoffices.evidence.across.witnesses import witnesses
    from goodoffices.evidence.claims import Dossier, merge
    from goodoffices.evidence.schema import dossier_schema
    from goodoffices.evidence.snapshot import Snapshot, Span
    from goodoffices.folder.load import CaseFolder, load
    from goodoffices.packages.negotiation import Negotiation
    from goodoffices.packages.result import Packages, packages
    from goodoffices.read import read_bytes, read_text
    from goodoffices.read.many.origins import count_origins
    from goodoffices.read.many.run import read_corpus

_HOMES = {
    "Case": "case.nouns",
    "CaseError": "base.errors",
    "CaseFolder": "folder.load",
    "Conflict": "conflict.model",
    "Dossier": "evidence.claims",
    "Finding": "base.errors",
    "GoodOfficesError": "base.errors",
    "NeedsPerson": "base.errors",
    "Negotiation": "packages.negotiation",
    "Outcomes": "conflict.outcomes",
    "Packages": "packages.result",
    "Snapshot": "evidence.snapshot",
    "Span": "evidence.snapshot",
    "UnreadableInput": "base.errors",
    "UsageError": "base.errors",
    "count_origins": "read.many.origins",
    "dossier_schema": "evidence.schema",
    "load": "folder.load",
    "merge": "evidence.claims",
    "new": "case.file.start",
    "opposed": "evidence.across.opposed",
    "outcomes": "conflict.outcomes",
    "packages": "",
    "read_bytes": "read",
    "read_corpus": "read.many.run",
    "read_text": "read",
    "witnesses": "evidence.across.witnesses",
}
"""The module each public name lives in; none where a room is called as its verb."""

__all__ = [
    "Case",
    "CaseError",
    "CaseFolder",
    "Conflict",
    "Dossier",
    "Finding",
    "GoodOfficesError",
    "NeedsPerson",
    "Negotiation",
    "Outcomes",
    "Packages",
    "Snapshot",
    "Span",
    "UnreadableInput",
    "UsageError",
    "__version__",
    "count_origins",
    "dossier_schema",
    "load",
    "merge",
    "new",
    "opposed",
    "outcomes",
    "packages",
    "read_bytes",
    "read_corpus",
    "read_text",
    "witnesses",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the public names
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if not _HOMES[name]:  # a room that is called as its verb
        return import_module(f"{__name__}.{name}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
