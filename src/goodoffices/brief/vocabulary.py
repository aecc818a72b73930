"""The words of vocabularies as people read them: zones of a page, relations between actors."""

from __future__ import annotations

from markupsafe import Markup

from goodoffices.base.i18n import _
from goodoffices.look.markup import esc, sentence


def zone(kind: str) -> str:
    """Name a zone of a page."""
    return {
        "title": _("title"),
        "standfirst": _("standfirst"),
        "body": _("body"),
        "source_line": _("source line"),
        "author_box": _("author"),
        "links": _("links"),
        "form": _("form"),
        "furniture": _("other"),
    }.get(kind, kind)


def relation(kind: str, subject: str, other: str) -> Markup:
    """Say how two actors stand to each other; a kind without a sentence is named as it is."""
    said = {
        "partner": _("{subject} and {object} are partners"),
        "adversary": _("{subject} and {object} are adversaries"),
        "agreement_with": _("{subject} has an agreement with {object}"),
        "part_of": _("{subject} is part of {object}"),
        "supports": _("{subject} supports {object}"),
        "invaded": _("{subject} invaded {object}"),
        "withdrew_from": _("{subject} withdrew from {object}"),
    }.get(kind, "{subject} — {kind} — {object}")
    isolated = Markup("<bdi>{}</bdi>")
    return sentence(
        said,
        subject=isolated.format(esc(subject)),
        object=isolated.format(esc(other)),
        kind=kind.replace("_", " "),
    )
