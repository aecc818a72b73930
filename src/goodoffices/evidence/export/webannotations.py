"""Claims as W3C Web Annotations: a body that says the claim, a target at its exact words.

Web Annotation Data Model (W3C Recommendation, 2017): each target has a TextQuoteSelector with the
words around it and a TextPositionSelector; both count characters of the text as it was kept.
"""

from __future__ import annotations

import json
from typing import Any

from goodoffices.evidence.claims import Claim, Dossier
from goodoffices.evidence.snapshot import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def to_jsonld(dossier: Dossier) -> str:
    """Return the annotations as JSON-LD."""
    collection = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "total": len(dossier.claims),
        "first": {
            "type": "AnnotationPage",
            "items": [_annotation(dossier, claim) for claim in dossier.claims],
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotation(dossier: Dossier, claim: Claim) -> dict[str, Any]:
    kind = type(claim).__name__.lower()
    label = getattr(claim, "name", None) or getattr(claim, "type", None) or kind
    return {
        "id": f"urn:goodoffices:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying" if kind in ("actor", "issue") else "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": kind},
            {"type": "TextualBody", "purpose": "describing", "value": str(label)},
            {"type": "TextualBody", "purpose": "assessing", "value": claim.status},
        ],
        "target": [_target(dossier, span) for span in claim.spans],
    }


def _target(dossier: Dossier, span: Span) -> dict[str, Any]:
    page = dossier.document(span.source)
    source = page.address if page and page.address else f"urn:goodoffices:{span.source}"
    return {
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.exact,
                "prefix": span.prefix,
                "suffix": span.suffix,
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
