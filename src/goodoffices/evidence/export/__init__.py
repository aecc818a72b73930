"""What a dossier holds, in the forms that other programs read.

rows         statements, events, actors and relations as rows with their evidence
webannotations  W3C Web Annotations: each claim at its exact words
network      who did what to whom, as GraphML or GEXF
coded        events as CAMEO rows or PLOVER records
references   the sources, as BibTeX

Claims that a person rejected are left out unless all are asked for; the status of each claim goes
with it, so that what nobody has confirmed is never taken for confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from goodoffices.evidence.claims import KINDS, Dossier


def kept(dossier: Dossier, *, everything: bool = False) -> Dossier:
    """Return the dossier without what a person rejected."""
    if everything:
        return dossier
    kinds = {kind: getattr(dossier, kind) for kind in KINDS}
    left = {kind: tuple(c for c in of if c.status != "rejected") for kind, of in kinds.items()}
    return Dossier(dossier.documents, findings=dossier.findings, **left)


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
