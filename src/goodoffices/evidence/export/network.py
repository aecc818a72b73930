"""Who did what to whom, as a graph: actors are nodes, each event and relation an edge.

An event between several actors is one edge for each pair; its id goes with each, so that edges can
be counted as the one event that they are. An event that several reports tell is one event, with the
number of its reports and of their origins.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.export.once import once

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
_NODE = ("name", "kind", "country")
_EDGE = ("claim", "kind", "type", "date", "status", "reports", "origins")


def _type(name: str, number: str) -> str:
    """Return the type of an attribute: counts are numbers."""
    return number if name in {"reports", "origins"} else "string"


def edges(dossier: Dossier) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (from, to, what) between actors of the dossier."""
    known = {actor.id for actor in dossier.actors}
    for event, borne in once(dossier):
        weight = (str(borne.reports), str(borne.origins))
        edge = (event.id, "event", event.type, event.date or "", event.status, *weight)
        for who, whom in product(event.actors, event.recipients):
            if who in known and whom in known and who != whom:
                yield who, whom, dict(zip(_EDGE, edge, strict=True))
    for relation in dossier.relations:
        if relation.subject in known and relation.object in known:
            edge = (relation.id, "relation", relation.type, "", relation.status, "1", "1")
            yield relation.subject, relation.object, dict(zip(_EDGE, edge, strict=True))


def _nodes(dossier: Dossier) -> Iterator[tuple[str, dict[str, str]]]:
    for actor in dossier.actors:
        yield actor.id, {"name": actor.name, "kind": actor.kind, "country": actor.country or ""}


def to_graphml(dossier: Dossier) -> str:
    """Return the graph as GraphML."""
    from lxml import etree

    root = etree.Element("graphml", nsmap={None: GRAPHML})
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            etree.SubElement(
                root,
                "key",
                {
                    "id": f"{of}-{name}",
                    "for": of,
                    "attr.name": name,
                    "attr.type": _type(name, "int"),
                },
            )
    graph = etree.SubElement(root, "graph", {"edgedefault": "directed"})
    for actor, values in _nodes(dossier):
        _data(etree, etree.SubElement(graph, "node", {"id": actor}), "node", values)
    for number, (who, whom, values) in enumerate(edges(dossier)):
        at = {"id": f"e{number}", "source": who, "target": whom}
        _data(etree, etree.SubElement(graph, "edge", at), "edge", values)
    return _text(etree, root)


def _data(etree: Any, parent: Any, of: str, values: dict[str, str]) -> None:  # noqa: ANN401 - untyped
    for name, value in values.items():
        etree.SubElement(parent, "data", {"key": f"{of}-{name}"}).text = _clean(value)


def to_gexf(dossier: Dossier) -> str:
    """Return the graph as GEXF."""
    from lxml import etree

    root = etree.Element("gexf", {"version": "1.3"}, nsmap={None: GEXF})
    graph = etree.SubElement(root, "graph", {"defaultedgetype": "directed"})
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        listed = etree.SubElement(graph, "attributes", {"class": of})
        for name in names:
            etree.SubElement(
                listed, "attribute", {"id": name, "title": name, "type": _type(name, "integer")}
            )
    nodes = etree.SubElement(graph, "nodes")
    for actor, values in _nodes(dossier):
        node = etree.SubElement(nodes, "node", {"id": actor, "label": _clean(values["name"])})
        _values(etree, node, values)
    drawn = etree.SubElement(graph, "edges")
    for number, (who, whom, values) in enumerate(edges(dossier)):
        at = {"id": str(number), "source": who, "target": whom, "label": _clean(values["type"])}
        _values(etree, etree.SubElement(drawn, "edge", at), values)
    return _text(etree, root)


def _values(etree: Any, parent: Any, values: dict[str, str]) -> None:  # noqa: ANN401 - untyped
    listed = etree.SubElement(parent, "attvalues")
    for name, value in values.items():
        etree.SubElement(listed, "attvalue", {"for": name, "value": _clean(value)})


def _clean(text: str) -> str:
    """Return a text with what XML cannot hold replaced."""
    return "".join(
        c
        if c in "\t\n\r"
        or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
        else "\ufffd"
        for c in text
    )


def _text(etree: Any, root: Any) -> str:  # noqa: ANN401 - untyped
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text
