"""What a dossier holds, in the forms that other programs read.

tables       statements, events, actors and relations as rows with their evidence
webannotations  W3C Web Annotations: each claim at its exact words
network      who did what to whom, as GraphML or GEXF
coded        events as CAMEO rows or PLOVER records
references   the sources, as BibTeX

Claims that a person rejected are left out unless all are asked for; the status of each claim goes
with it, so that what nobody has confirmed is never taken for confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from goodoffices.evidence.claims import Dossier


def kept(dossier: Dossier, *, everything: bool = False) -> Dossier:
    """Return the dossier without what a person rejected."""
    if everything:
        return dossier
    return replace(
        dossier,
        actors=tuple(a for a in dossier.actors if a.status != "rejected"),
        statements=tuple(s for s in dossier.statements if s.status != "rejected"),
        events=tuple(e for e in dossier.events if e.status != "rejected"),
        issues=tuple(i for i in dossier.issues if i.status != "rejected"),
        relations=tuple(r for r in dossier.relations if r.status != "rejected"),
    )


@cache
def texts() -> dict[str, Callable[[Dossier], str]]:
    """Return the forms that are text, each with what makes it."""
    from goodoffices.evidence.export import coded, network, references, webannotations
    from goodoffices.evidence.export import rows as tables

    return {
        "csv": tables.to_csv,
        "jsonl": tables.to_jsonl,
        "annotations": webannotations.to_jsonld,
        "graphml": network.to_graphml,
        "gexf": network.to_gexf,
        "cameo": coded.to_cameo,
        "plover": coded.to_plover,
        "bibtex": references.to_bibtex,
    }
