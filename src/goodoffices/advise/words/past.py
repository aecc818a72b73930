"""Crises of the past in words: what each count counts, and the warning that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodoffices.base.i18n import _, comma


def laid_out(since: str, counts: Sequence[str], source: str) -> list[str]:
    """Lay out counts, with their warning and where they come from."""
    return [
        _("In crises of the past ({since}–2017)").format(since=since),
        *(f"  {counted}" for counted in counts),
        f"  {warning()}",
        "  " + _("Counted from: {source}").format(source=source),
    ]


def count(text: str, k: int, n: int, share: object = None) -> str:
    """Say a count, and the share where it may be said."""
    counted = _("{text}: {k} of {n}").format(text=text, k=k, n=n)
    return f"{counted}{comma()}{share}" if share else counted


def warning() -> str:
    """Say what must stand beside every count."""
    return _(
        "Not causal: mediation needs the consent of all sides, so the crises that were mediated "
        "are those in which they already wanted a deal or were hurting. A count of the past is no "
        "chance of this case."
    )


def texts(tags: Mapping[str, str]) -> dict[str, str]:
    """Return what is counted, by its name in the data: of all crises, then by each tag."""
    words = _words()
    counted = _general()
    for tag, sentences in _by_tag().items():
        if word := tags.get(tag):
            counted |= {f"{name}.{word}": s.format(which=words[word]) for name, s in sentences}
    return counted


def _general() -> dict[str, str]:
    return {
        "mediated": _("crises in which there was mediation"),
        "offered_not_accepted": _("crises in which mediation was offered and not accepted"),
        "agreement_given.mediated": _("mediated crises that ended in a voluntary agreement"),
        "agreement_given.no_mediation": _(
            "crises without mediation that ended in a voluntary agreement"
        ),
        "recurrence5y_given.mediated": _("mediated crises that came again within five years"),
        "recurrence5y_given.no_mediation": _(
            "crises without mediation that came again within five years"
        ),
        "recurrence5y_given.mediated_with_agreement": _(
            "mediated crises with an agreement that came again within five years"
        ),
    }


def _by_tag() -> dict[str, list[tuple[str, str]]]:
    """Return what is counted of the crises that bear a tag: name, and the sentence."""
    mediated = _("mediated crises {which} that ended in a voluntary agreement")
    unmediated = _("crises {which} and without mediation that ended in a voluntary agreement")
    actively = _("crises mediated most actively by {which} that ended in a voluntary agreement")
    actively_again = _("crises mediated most actively by {which} that came again within five years")
    styled = _("crises mediated by {which} that ended in a voluntary agreement")
    styled_again = _("crises mediated by {which} that came again within five years")
    war = _("crises {which} that came to full-scale war")
    again = _("crises {which} that came again within five years")
    return {
        "violence": [
            ("agreement_given_mediated_and_violence", mediated),
            ("agreement_given_unmediated_and_violence", unmediated),
        ],
        "mediator": [
            ("agreement_given_mediator", actively),
            ("recurrence5y_given_mediator", actively_again),
        ],
        "style": [
            ("agreement_given_highest_style", styled),
            ("recurrence5y_given_highest_style", styled_again),
        ],
        "protracted": [("war_given", war), ("recurrence5y_given_protracted", again)],
    }


def _words() -> dict[str, str]:
    """Return each tag's word as it stands in such a sentence."""
    return {
        "no_violence": _("without violence"),
        "minor_clashes": _("with minor clashes"),
        "serious_clashes": _("with serious clashes"),
        "full_scale_war": _("with full-scale war"),
        "intergovernmental_org": _("a worldwide organisation"),
        "regional_org": _("a regional organisation"),
        "single_state": _("a single state"),
        "group_of_states": _("a group of states"),
        "facilitation": _("facilitation at most"),
        "formulation": _("formulation at most"),
        "manipulation": _("manipulation"),
        "not_protracted": _("outside a protracted conflict"),
        "protracted_no_long_war": _("in a protracted conflict without a long war"),
        "long_war": _("in a protracted conflict with a long war"),
    }
