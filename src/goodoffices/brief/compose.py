"""Compose the page: what is known goes in, one self-contained HTML file comes out.

Pure: the same material gives the same page to the byte. The stylesheet is in the page and its hash
in the page's own policy, which allows nothing else: no script, no style, no image, no form, no
other host.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from goodoffices.base import __version__
from goodoffices.base.errors import Finding
from goodoffices.base.exact import written
from goodoffices.base.i18n import _, speaking
from goodoffices.brief import (
    answer,
    counsel,
    figures,
    methods,
    scatter,
    sources,
    stategraph,
    timeline,
    vocabulary,
    wants,
)
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import ON_PAPER, Selection, notes, senses_in_words
from goodoffices.brief.short import Known, short
from goodoffices.brief.shortparts import ShortLine
from goodoffices.case.nouns import Case
from goodoffices.evidence.across.positions import Position, positions
from goodoffices.evidence.claims import Dossier, Statement
from goodoffices.look import dates, style
from goodoffices.look.linked import as_script, news_article
from goodoffices.look.markup import (
    direction,
    language_tag,
    turned,
    web_address,
)
from goodoffices.look.sides import Side, sides

if TYPE_CHECKING:
    from jinja2 import Environment

    from goodoffices.advise.advice import Advice
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.conflict.stress.stress import Stress
    from goodoffices.packages.result import Packages

TEMPLATES = files("goodoffices.brief").joinpath("templates")


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a page is made from; see :func:`goodoffices.brief.page`."""

    case: Case
    dossier: Dossier
    outcomes: Outcomes | None = None
    packages: Packages | None = None
    findings: tuple[Finding, ...] = ()
    language: str = "en"
    made: str | None = None
    advice: Advice | None = None
    stress: Stress | None = None
    changed: tuple[ShortLine, ...] = ()
    since: str = ""
    positions_of: Callable[[Dossier], Iterable[Position]] = positions
    """Who has stood where, worked out when a page tells it; a case's own issues make it more."""


def compose(
    material: Material, *, annexed: bool = True, parts: Collection[str] | None = None
) -> str:
    """Return the page: the two pages, and behind them, unless it is left out, the annex.

    Parameters
    ----------
    parts
        which parts of the annex go in, by their names in :func:`annex_parts`; all where left out.
    """
    with speaking(material.language):
        context = _context(material, annexed=annexed)
        rules = style.stylesheet("sheet", "figures") + (
            _style() + context["style"] if annexed else ""
        )
        allowed = style.style_source(rules)
        policy = f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"
        context |= {"style": Markup(rules), "policy": policy}  # noqa: S704 - our own stylesheet
        context["annexed"] = annexed
        if parts is not None:
            context["parts"] = [part for part in context["parts"] if part[0] in parts]
        page = str(_environment().get_template("page.html").render(context))
        return page if parts is None else _linked_within(page)


_PLACE = re.compile(r' id="([^"]+)"')
_WITHIN = re.compile(r' href="#([^"]*)"')


def _linked_within(page: str) -> str:
    """Take out of a page the links to what was left out of it; their words stay."""
    there = set(_PLACE.findall(page))
    return _WITHIN.sub(lambda found: found[0] if found[1] in there else "", page)


def annex_parts(material: Material) -> list[tuple[str, str]]:
    """Return the parts of the annex in the order of their use, each with its name."""
    advice = [("advice", _("What a mediator should look at"))] if material.advice else []
    return [
        ("outcomes", _("What would hold, and why")),
        ("packages", _("What could be signed, package by package")),
        *advice,
        ("parties", _("What each party wants, prefers and can do")),
        ("mediation", _("The mediators, and what each side says of mediation")),
        ("check", _("What to check before relying on this")),
        ("events", _("What happened, and when")),
        ("statements", _("Who said what")),
        ("sources", _("The sources, with every claim at its place")),
        ("methods", _("Methods, in plain words")),
    ]


@cache
def _style() -> str:
    """Return the stylesheet, with nothing in it that only its author needs."""
    text = TEMPLATES.joinpath("annex.css").read_text("utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


@cache
def _environment() -> Environment:
    """Return Jinja, escaping all it prints, with the few words that templates know."""
    return style.environment(
        TEMPLATES,
        senses_in_words=senses_in_words,
        language_tag=language_tag,
        turned=turned,
        web_address=web_address,
        vocabulary=vocabulary,
        written=written,
    )


def _context(material: Material, *, annexed: bool) -> dict[str, Any]:
    """Gather what the templates show, section by section."""
    case, language = material.case, material.language
    evidence = Evidence(case, material.dossier, counsel.grounds(material.advice))
    parties = sides([(party.id, party.name) for party in case.parties])
    shown = sources.sources(evidence)
    selection = Selection(material.outcomes) if material.outcomes is not None else None
    graph_sides = _sides_of(selection, parties)
    deals = _deals(material.packages, parties)
    events = timeline.rows(evidence, language, evidence.uses)
    stood = material.positions_of(material.dossier) if annexed else ()
    return {
        "m": material,
        "case": case,
        "parts": annex_parts(material),
        "short": short(
            Known(
                case=case,
                evidence=evidence,
                sides=parties,
                selection=selection,
                deals=deals,
                events=events,
                advice=material.advice,
                stress=material.stress,
                changed=material.changed,
                since=dates.said(material.since, language) if material.since else "",
            )
        ),
        "cited": evidence.cited,
        "evidence": evidence,
        "sides": parties,
        "lang": language_tag(language) or "en",
        "dir": direction(language) if language else "ltr",
        "said": lambda edtf: dates.said(edtf, language),
        "orders": wants.orders(case, parties),
        "holds": answer.holds(selection),
        "checks": answer.checks(evidence, material.findings),
        "findings": _grouped(material.findings),
        "events": events,
        "timeline": figures.events(events, language),
        "between": figures.between(deals),
        "positions": figures.stances(evidence, parties, language, stood),
        "ties": figures.ties(evidence, parties),
        "event_counts": timeline.counts(events),
        "mediation": _mediation(events, case),
        **_outcome_parts(selection, graph_sides),
        **_package_parts(deals),
        "advice": counsel.sheet(material.advice),
        "statements": _by_speaker(evidence),
        "sources": shown,
        "origins": sources.origins(material.dossier),
        "style": sources.styles(shown),
        "methods": methods,
        "version": __version__,
        "digest": fingerprint(case, material.dossier),
        "linked": _linked_data(material),
    }


def _sides_of(selection: Selection | None, parties: Mapping[str, Side]) -> Mapping[str, Side]:
    """Return the sides of a conflict's parties: the case's, or for a conflict alone its own."""
    if selection is None or set(selection.conflict.parties) <= set(parties):
        return parties
    conflict = selection.conflict
    return sides(list(zip(conflict.parties, conflict.party_names, strict=True)))


def _deals(packages: Packages | None, parties: Mapping[str, Side]) -> Deals | None:
    if packages is None:
        return None
    negotiation = packages.negotiation
    if not set(negotiation.parties) <= set(parties):
        parties = sides(list(zip(negotiation.parties, negotiation.party_names, strict=True)))
    return Deals(packages, parties)


def _outcome_parts(selection: Selection | None, parties: Mapping[str, Side]) -> dict[str, Any]:
    if selection is None:
        return {"selection": None}
    states = selection.states()
    graph, partly = stategraph.figure(selection, states, parties)
    groups = [
        (parties[party], [o for o in selection.conflict.options if o.party == party])
        for party in selection.conflict.parties
    ]
    return {
        "selection": selection,
        "outcome_notes": notes(selection.outcomes),
        "states": states,
        "graph": graph,
        "outlooks": stategraph.listing(selection, states, parties),
        "graph_partly": partly,
        "graph_sides": [parties[party] for party in selection.conflict.parties],
        "option_groups": [(side, options) for side, options in groups if options],
        "many_options": sum(len(options) for _side, options in groups) > ON_PAPER,
    }


def _package_parts(deals: Deals | None) -> dict[str, Any]:
    if deals is None:
        return {"deals": None}
    return {"deals": deals, "scatters": scatter.figures(deals)}


def _mediation(events: Sequence[timeline.Row], case: Case) -> dict[str, list[timeline.Row]]:
    """Return for each mediator the events in which the reports show it mediating."""
    return {
        mediator.id: [
            row
            for row in events
            if row.event.mediator is not None
            and row.event.mediator in {mediator.actor, mediator.id}
        ]
        for mediator in case.mediators
    }


def _by_speaker(evidence: Evidence) -> dict[str, list[Statement]]:
    """Group the statements by who made them: first those on whose words most of the case rests."""
    found: dict[str, list[Statement]] = {}
    for statement in evidence.dossier.statements:
        if statement.status != "rejected":
            found.setdefault(evidence.speaker(statement), []).append(statement)

    def used(statement: Statement) -> int:
        return len(evidence.uses.get(statement.id, ()))

    ordered = sorted(found.items(), key=lambda item: -sum(map(used, item[1])))
    return {who: sorted(said, key=lambda s: -used(s)) for who, said in ordered}


def _grouped(findings: Sequence[Finding]) -> list[tuple[str, list[tuple[str, list[Finding]]]]]:
    """Group findings by how grave they are and by code, the gravest and the most frequent first."""
    found = []
    for severity in ("error", "warning", "note"):
        grave = [f for f in findings if f.severity == severity]
        order = [code for code, _count in Counter(f.code for f in grave).most_common()]
        if grave:
            found.append((severity, [(c, [f for f in grave if f.code == c]) for c in order]))
    return found


def fingerprint(case: Case, dossier: Dossier) -> str:
    """Return a hash of what the page was made from: the case, the sources' texts, the decisions."""
    claims = [(claim.id, claim.status) for claim in dossier.claims]
    texts = [document.snapshot.text_sha256 for document in dossier.documents]
    plain = json.dumps([_unplaced(asdict(case)), texts, claims], sort_keys=True, default=_told)
    return hashlib.sha256(plain.encode()).hexdigest()


def _unplaced(value: Any) -> Any:  # noqa: ANN401 - any part of a case
    """Leave out where things stand in the file: the same case elsewhere is the same case."""
    if isinstance(value, Mapping):
        return {str(k): _unplaced(v) for k, v in value.items() if k not in ("place", "column")}
    if isinstance(value, list | tuple):
        return [_unplaced(item) for item in value]
    return value


def _told(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset | set) else str(value)


def _linked_data(material: Material) -> Markup:
    """Describe the page for other programs: a schema.org Report that cites its sources."""
    cited = [
        news_article(
            d.called,
            d.snapshot.sha256,
            address=d.address,
            published=d.published,
            outlet=d.outlet,
        )
        for d in material.dossier.documents
    ]
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": material.case.title,
        "inLanguage": material.language,
        "citation": cited,
    }
    if material.made:
        data["dateCreated"] = material.made
    return as_script(data)
