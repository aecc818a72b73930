"""Events in the codes of the field: CAMEO rows, one a pair of actors; PLOVER records, one an event.

An event that several reports tell is coded once, with how many reports and origins it has.
Only what was asserted is coded: events that are denied, wished for or supposed are left out, as in
the field's own data. Countries are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

import json
from itertools import product

from goodoffices.base.spreadsheet import to_csv
from goodoffices.evidence.claims import ACT, Dossier
from goodoffices.evidence.export.once import once

_COLUMNS = "date source target code event status document words reports origins"
HEAD = tuple(_COLUMNS.split())


def _country(dossier: Dossier, actor: str) -> str:
    return str(getattr(dossier.claim(actor), "country", None) or actor)


def to_cameo(dossier: Dossier) -> str:
    """Return one CAMEO row for each pair of an event's different actors, as CSV.

    Codes begin with zeros (``039``): read the column as text.
    """
    rows = [
        (
            event.date,
            _country(dossier, who),
            _country(dossier, whom),
            event.cameo,
            event.id,
            event.status,
            event.spans[0].source,
            event.trigger.exact,
            borne.reports,
            borne.origins,
        )
        for event, borne in once(dossier, asserted=True)
        if event.cameo
        for who, whom in product(event.actors or ("",), event.recipients or ("",))
        if not who or who != whom
    ]
    return to_csv([HEAD, *rows])


def to_plover(dossier: Dossier) -> str:
    """Return one PLOVER record for each event, one JSON object a line."""
    records = [
        {
            "id": event.id,
            "date": event.date,
            "event": event.type,
            "mode": event.mode,
            "context": event.context,
            "source": [_country(dossier, actor) for actor in event.actors],
            "recipient": [_country(dossier, actor) for actor in event.recipients],
            "status": event.status,
            "text": event.spans[0].exact,
            "document": event.spans[0].source,
            "told_by": list(borne.told_by),
            "reports": borne.reports,
            "origins": borne.origins,
        }
        for event, borne in once(dossier, asserted=True)
        if event.type != ACT
    ]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
