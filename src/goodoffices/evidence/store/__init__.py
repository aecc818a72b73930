"""The dossier of a case folder: snapshots in ``sources/``, claims and decisions in SQLite.

snapshots   the pages' bytes and texts, named by their hash and checked when read
database    SQLite opened and brought up to date; its errors as findings
rows        claims as JSON, checked on the way out
decisions   what people decided, applied only where it fits
dossier     pages, claims and decisions as one thing
"""

from __future__ import annotations

from goodoffices.evidence.store.decisions import Decision
from goodoffices.evidence.store.dossier import Added, Choice, DossierStore, SeenDecisions

__all__ = ["Added", "Choice", "Decision", "DossierStore", "SeenDecisions"]
