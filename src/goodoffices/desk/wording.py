"""The words of what was read as people read them: kinds, standings, bands, fields, choices."""

from __future__ import annotations

from goodoffices.base.i18n import _
from goodoffices.evidence.words import happening_words


def words_for(value: str) -> str:
    """Return what a word of the records is called; one that has no other name is shown as it is."""
    return (_claims() | _fields() | _choices() | happening_words()).get(
        value, value.replace("_", " ")
    )


def _claims() -> dict[str, str]:
    return {
        "actor": _("actor"),
        "statement": _("statement"),
        "event": _("event"),
        "issue": _("issue"),
        "relation": _("relation"),
        "unreviewed": _("unreviewed"),
        "accepted": _("accepted"),
        "corrected": _("corrected"),
        "rejected": _("rejected"),
        "unsure": _("unsure"),
        "missing": _("missing"),
        "high": _("read with confidence"),
        "medium": _("read with some confidence"),
        "low": _("read with little confidence"),
    }


def _fields() -> dict[str, str]:
    return {
        "name": _("name"),
        "kind": _("kind"),
        "country": _("country"),
        "role": _("role"),
        "affiliation": _("belongs to"),
        "aliases": _("also called"),
        "speaker": _("who says it"),
        "speaker_name": _("as named in the page"),
        "unnamed": _("a source without a name"),
        "addressee": _("to whom"),
        "issues": _("on"),
        "modality": _("how it is told"),
        "date": _("when"),
        "type": _("type"),
        "mode": _("how"),
        "cameo": _("code (CAMEO)"),
        "actors": _("who"),
        "recipients": _("to or with whom"),
        "mediator": _("who mediates"),
        "stage": _("how far it is"),
        "attributed_to": _("reported by"),
        "parties": _("between"),
        "subject": _("who"),
        "object": _("and whom"),
    }


def _choices() -> dict[str, str]:
    return {
        "direct": _("word for word"),
        "indirect": _("in the report’s words"),
        "mixed": _("partly word for word"),
        "offered": _("offered"),
        "requested": _("asked for"),
        "under_way": _("under way"),
        "refused": _("refused"),
        "suspended": _("suspended"),
        "ended": _("ended"),
        "state": _("a state"),
        "igo": _("an organisation of states"),
        "organisation": _("an organisation"),
        "group": _("a group"),
        "person": _("a person"),
        "official": _("an official"),
        "diplomat": _("a diplomat"),
        "person_familiar": _("somebody familiar with the matter"),
        "analyst": _("an analyst"),
        "document": _("a document"),
        "state_media": _("state media"),
        "reports": _("reports"),
    }
