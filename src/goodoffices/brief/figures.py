"""The figures of the brief that show the dispute itself: what each is drawn from, and its table.

The chronicle of events, where issues stand between the sides, positions over time, and who has to
do with whom. Each has a title that says what it shows, words for whoever does not see it, and the
same as a table; each can be taken out as a file by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from goodoffices.base.i18n import _, comma, n_
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.timeline import DEEDS_TOGETHER, WORDS_TOGETHER, Row
from goodoffices.case.nouns import Case
from goodoffices.evidence.across.positions import Position
from goodoffices.look import actors, chronicle, dates, standing
from goodoffices.look.markup import anchor, clipped
from goodoffices.look.sides import Side

DRAWN = 40
"""Events of a chronicle at most, the latest; the table has all."""

MAPPED = 12
"""Actors of a map at most, those that have most to do with each other."""

LEVELS = 7
"""Levels of an issue that are drawn at most."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A figure with its table: heads, and rows of cells; ``links`` lead from rows into the page."""

    figure: Markup
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


def events(rows: Sequence[Row], language: str) -> Markup | None:
    """Draw the chronicle of the events that count."""
    counted = [row for row in rows if not row.struck]
    if not counted:
        return None
    happened = [
        chronicle.Happened(
            name=_event_name(row),
            when=row.bounds,
            date=row.date,
            together=row.up,
            deed=row.deed,
            ahead=row.ahead,
            place=row.quote.entry,
            number=row.number,
        )
        for row in counted
    ]
    dated = [h for h in happened if h.when][-DRAWN:]
    undated = [h for h in happened if not h.when][: max(6, DRAWN - len(dated))]
    up = sum(h.together is True for h in happened)
    down = sum(h.together is False for h in happened)
    text = _("{up} acts of cooperation and {down} of conflict, by date; {undated} without a date.")
    told = text.format(up=up, down=down, undated=sum(h.when is None for h in happened))
    title = _("What happened, by date")
    return chronicle.figure([*dated, *undated], language, anchor("figure", "timeline"), title, told)


def _event_name(row: Row) -> str:
    """Name an event: who did what to whom, in a few words."""
    words = row.quote.text
    return clipped(words, 90) if len(words) <= 90 or not row.who else clipped(words, 84)


def between(deals: Deals | None) -> Pictured | None:
    """Draw where each issue stands between the sides."""
    if deals is None:
        return None
    negotiation = deals.negotiation
    found, rows = [], []
    for issue in negotiation.issues:
        if not 2 <= len(issue.values) <= LEVELS:
            continue
        levels = tuple(value.text for value in issue.values)
        ids = [value.id for value in issue.values]
        best = {}
        for side in deals.sides:
            worths = negotiation.worths[side.id].values[issue.id]
            best[side.id] = max(range(len(ids)), key=lambda k: worths[ids[k]])
        today = ids.index(issue.today) if issue.today in ids else None
        found.append(standing.Between(name=issue.name, levels=levels, today=today, best=best))
        row = [issue.name, levels[today] if today is not None else _("not said")]
        rows.append((*row, *(levels[best[side.id]] for side in deals.sides)))
    title = _("Where each issue stands between the sides")
    apart = sum(len(set(issue.best.values())) > 1 for issue in found)
    text = n_(
        "On {apart} of {count} issue the sides would like different levels best.",
        "On {apart} of {count} issues the sides would like different levels best.",
        len(found),
    )
    drawn = standing.between(
        found,
        deals.sides,
        anchor("figure", "between"),
        title,
        text.format(apart=apart, count=len(found)),
    )
    if drawn is None:
        return None
    wanted = [_("{party} would like best").format(party=side.name) for side in deals.sides]
    return Pictured(drawn, title, (_("Issue"), _("Today"), *wanted), tuple(rows))


def stances(
    evidence: Evidence,
    sides: Mapping[str, Side],
    language: str,
    stood: Iterable[Position],
) -> Pictured | None:
    """Draw who has stood where on which issue, and when."""
    owners = _owners(evidence.case, evidence, sides)
    found = []
    for position in stood:
        side = owners(position.speaker)
        if side is None:
            continue
        reach = dates.bounds(position.date)
        found.append(
            standing.Stood(
                issue=evidence.name(position.issue),
                side=side,
                speaker=evidence.name(position.speaker),
                when=sum(reach) / 2 if reach else None,
                date=dates.said(position.date, language) if position.date else "",
                stance=position.stance,
                words=position.words,
                place=anchor("c", position.statement.id),
            )
        )
    title = _("Who stood where on what, and when")
    dated = [s for s in found if s.when is not None and s.stance in standing.LANES]
    text = n_("{count} dated position.", "{count} dated positions.", len(dated))
    drawn = standing.over_time(
        found, language, anchor("figure", "positions"), title, text.format(count=len(dated))
    )
    if drawn is None:
        return None
    names = standing.lanes()
    dated.sort(key=lambda s: (s.issue, s.when or 0.0))
    rows = tuple(
        (s.issue, s.date, f"{s.side.shape} {s.speaker}", names[s.stance], clipped(s.words, 120))
        for s in dated
    )
    heads = (_("Issue"), _("Date"), _("Speaker"), _("Stance"), _("Words"))
    return Pictured(drawn, title, heads, rows, tuple(s.place for s in dated))


def _owners(
    case: Case, evidence: Evidence, sides: Mapping[str, Side]
) -> Callable[[str], Side | None]:
    """Return a function from an actor to the side that it is or speaks for."""
    by_actor = {party.actor or party.id: sides[party.id] for party in case.parties}

    def side_of(actor: str) -> Side | None:
        seen: set[str] = set()
        while actor and actor not in seen:
            if actor in by_actor:
                return by_actor[actor]
            seen.add(actor)
            found = evidence.actors.get(actor)
            actor = (found.affiliation or "") if found else ""
        return None

    return side_of


def ties(evidence: Evidence, sides: Mapping[str, Side]) -> Pictured | None:
    """Draw who has to do with whom, persons counted as those they belong to."""
    counted: dict[frozenset[str], Counter[str]] = {}
    for one, other, kind in _pairs(evidence):
        if one != other:
            counted.setdefault(frozenset((one, other)), Counter())[kind] += 1
    weight: Counter[str] = Counter()
    for pair, kinds in counted.items():
        for actor in pair:
            weight[actor] += kinds.total()
    own = [party.actor or party.id for party in evidence.case.parties]
    own += [mediator.actor or mediator.id for mediator in evidence.case.mediators]
    order = [a for a in own if a in weight]
    order += [a for a, _n in weight.most_common() if a not in order]
    shown = order[:MAPPED]
    drawn_ties = [
        actors.Tie(one=a, other=b, together=kinds["together"], apart=kinds["apart"])
        for pair, kinds in counted.items()
        for a, b in [sorted(pair, key=order.index)]
        if a in shown and b in shown
    ]
    drawn_ties.sort(key=lambda t: (-(t.together + t.apart), t.one, t.other))
    names = {actor: evidence.name(actor) for actor in shown}
    by_actor = {p.actor or p.id: sides[p.id] for p in evidence.case.parties}
    title = _("Who has to do with whom")
    told = comma("; ").join(_tie_in_words(tie, names) for tie in drawn_ties[:12])
    drawn = actors.figure(names, drawn_ties, by_actor, anchor("figure", "actors"), title, told)
    if drawn is None:
        return None
    heads = (_("Between"), _("and"), _("together"), _("apart"))
    rows = tuple((names[t.one], names[t.other], str(t.together), str(t.apart)) for t in drawn_ties)
    return Pictured(drawn, title, heads, rows)


def _tie_in_words(tie: actors.Tie, names: Mapping[str, str]) -> str:
    text = _("{one} and {other}: {together} together, {apart} apart")
    return text.format(
        one=names[tie.one], other=names[tie.other], together=tie.together, apart=tie.apart
    )


def _pairs(evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    """Yield each two actors of an event or relation, with whether it is together or apart."""

    def whole(actor: str) -> str:
        found = evidence.actors.get(actor)
        return found.affiliation if found and found.affiliation else actor

    for happening in evidence.witnesses.happenings:
        event = happening.event
        if event.modality in ("negated", "hypothetical"):
            continue
        kind = "together" if event.type in WORDS_TOGETHER | DEEDS_TOGETHER else "apart"
        joint = set(event.actors) == set(event.recipients)
        pairs = (
            combinations(event.actors, 2)
            if joint
            else ((a, b) for a in event.actors for b in event.recipients)
        )
        for one, other in pairs:
            if one in evidence.actors and other in evidence.actors:
                yield whole(one), whole(other), kind
    for relation in evidence.dossier.relations:
        known = relation.subject in evidence.actors and relation.object in evidence.actors
        if relation.status != "rejected" and known and relation.modality == "asserted":
            apart = relation.type in ("adversary", "invaded", "withdrew_from")
            kind = "apart" if apart else "together"
            yield whole(relation.subject), whole(relation.object), kind


def every(page: str) -> list[tuple[str, str]]:
    """Return the figures of a page, each with a name for its file."""
    found: Counter[str] = Counter()
    named = []
    for drawn in re.findall(r"<svg\b.*?</svg>", page, re.DOTALL):
        kind = re.search(r'class="([\w-]+)', drawn)
        name = kind[1] if kind else "figure"
        if name in ("bar", "share"):
            continue
        found[name] += 1
        named.append((f"{name}-{found[name]}" if found[name] > 1 else name, drawn))
    return named
