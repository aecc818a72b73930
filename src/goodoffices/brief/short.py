"""Two pages: what a reader who has four minutes must know, each line with the words it rests on.

What would hold and could be signed, in words; what changed; what presses; who wants what; whose
mediation; what could be done next, what to ask first; how sure it is and what would change it. Of
each only the first few: the long page, which stands behind as the annex, has all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma, n_
from goodoffices.brief import answer, offices
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence, Quote
from goodoffices.brief.holding import Selection
from goodoffices.brief.pressing import pressing
from goodoffices.brief.shortparts import (
    Cited,
    ShortBrief,
    ShortLine,
    ShortSection,
    ShortTable,
    Wanting,
)
from goodoffices.brief.sources import origins
from goodoffices.brief.timeline import Row
from goodoffices.case.nouns import Basis, Case, CaseIssue, Mediator, Party
from goodoffices.conflict.words.acts import called, capital, listed, statement
from goodoffices.conflict.words.names import in_full, titles, told
from goodoffices.evidence.claims import waits
from goodoffices.look.markup import anchor, clipped, shared
from goodoffices.look.sides import Side

if TYPE_CHECKING:
    from goodoffices.advise.advice import Advice
    from goodoffices.advise.lines import Line
    from goodoffices.conflict.stress.stress import Stress

OUTCOMES, PACKAGES, WANTS, MEDIATORS, LINES = 4, 4, 3, 3, 3
"""How many of each are told at most; the annex has the others."""

AT_ISSUE = 6
"""Issues that are told where nothing can be computed yet."""

LEVEL, LEVELS = 80, 190
"""Letters of one way an issue may be settled, and of all of them, that are told at most."""

TELLING = 20
"""How long words must be, in characters, to be cited before others."""

CITED = 22
"""Words that are cited in full at most; places are kept for what each party wants."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the two pages are made from."""

    case: Case
    evidence: Evidence
    sides: dict[str, Side]
    selection: Selection | None
    deals: Deals | None
    events: Sequence[Row]
    advice: Advice | None = None
    stress: Stress | None = None
    changed: Sequence[ShortLine] = ()
    since: str = ""


def short(known: Known) -> ShortBrief:
    """Return the two pages of a case."""
    return _Writer(known).whole()


@dataclass
class _Writer:
    """Writes the two pages, numbering the words that they rest on as they come."""

    known: Known
    words: dict[str, Quote] = field(default_factory=dict)
    kept: int = 0

    def __post_init__(self) -> None:
        self.kept = WANTS * len(self.known.case.parties)

    def whole(self) -> ShortBrief:
        return ShortBrief(
            lead=" ".join(self._lead()),
            hold=self._hold(),
            sign=self._sign(),
            whose=self._whose(),
            presses=self._presses(),
            wants=tuple(self._wants()),
            changed=self._changed(),
            next=self._next(),
            ask=self._ask(),
            sure=self._sure(),
            flip=self._flip(),
            words=tuple(self.words.values()),
        )

    # -- what would hold ---------------------------------------------------------------------------

    def _lead(self) -> Iterator[str]:
        known = self.known
        if known.selection is None:
            if known.deals is None:
                yield from answer.at_issue(known.case)
            yield _("What would hold cannot be told yet: what the sides prefer is not written.")
        else:
            yield from answer.holding(known.selection)
        if known.deals is not None:
            yield answer.signing(known.deals)
        yield from offices.unanswered(known.case)

    def _hold(self) -> ShortSection:
        selection, heading = self.known.selection, _("What would hold")
        if selection is None:
            if self.known.deals is None:
                heading = _("What is to be settled")
            lines = tuple(self._lacking())
            return ShortSection(id="hold", heading=heading, lines=lines)
        conflict, stress = selection.conflict, self.known.stress
        now = conflict.status_quo
        shown_ = selection.liked[: OUTCOMES - (now is not None)]
        shown_ = ([now] if now is not None else []) + shown_
        parties = [i for i, ranks in enumerate(conflict.ranks) if ranks.max() > 0][:3]
        named = all(state in conflict.names for state in shown_ if state != now)
        heads = [_("Outcome"), _("Who does what")] if named else [_("Outcome")]
        heads += [_("{party} ranks it").format(party=conflict.party_names[i]) for i in parties]
        leaving = any(state not in selection.held for state in shown_)
        heads += [_("Holds")] if leaving else []
        heads += [_("Still holds in")] if stress is not None else []
        rows = []
        for state, name in zip(shown_, titles(conflict, shown_), strict=True):
            row = [capital(name)]
            row += [clipped(capital(in_full(conflict, state)), 120)] if named else []
            row += [self._rank(selection, i, state) for i in parties]
            if leaving:
                row.append(_("yes") if state in selection.held else _("no"))
            if stress is not None:
                row.append(f"{round(100 * stress.share(state, stress.concepts[0]).value)} %")
            rows.append(tuple(row))
        table = ShortTable(
            heads=tuple(heads),
            rows=tuple(rows),
            links=tuple(anchor("s", state + 1) for state in shown_),
            pills=tuple(_("today") if s == now and s in conflict.names else "" for s in shown_),
            wide=not named,
        )
        way_title, way = self._way(selection)
        return ShortSection(
            id="hold",
            heading=heading,
            truth="computed",
            table=table,
            way=way,
            way_title=way_title,
            after=tuple(self._counted(selection)),
        )

    def _rank(self, selection: Selection, party: int, state: int) -> str:
        rank = selection.outcomes.rank(party, state)
        if rank is None:
            return _("not known")
        levels = sorted(set(selection.conflict.ranks[party].tolist()))
        return _("{place} of {count}").format(place=levels.index(rank - 1) + 1, count=len(levels))

    def _counted(self, selection: Selection) -> Iterator[str]:
        text = n_(
            "{held} of {count} outcomes holds in {senses}.",
            "{held} of {count} outcomes hold in {senses}.",
            len(selection.held),
        )
        whole = len(selection.held_senses) == len(selection.concepts)
        senses = _("every sense that was tried") if whole else comma().join(selection.held_senses)
        count = selection.conflict.size
        held = f"{len(selection.held):,}"
        yield text.format(held=held, count=f"{count:,}", senses=senses or _("none"))
        if (stress := self.known.stress) is not None and stress.doubts:
            text = _(
                "“Still holds in” is the share of {n} allowed variations of what is only judged "
                "({concept}): a share, not a chance."
            )
            yield text.format(n=f"{stress.counts.profiles:,}", concept=stress.concepts[0])

    def _way(self, selection: Selection) -> tuple[str, tuple[str, ...]]:
        """Tell the way from today to the outcome that holds and that most like best."""
        path = answer.best_way(selection)
        if path is None:
            return "", ()
        conflict, target, gainful, moves = selection.conflict, *path
        steps = []
        for party, before, after in moves:
            i = conflict.parties.index(party)
            gain = conflict.gains(i, before, after)
            text = {True: _("{act}; it gains by this."), None: _("{act}.")}.get(
                gain, _("{act}; by this alone it does not gain.")
            )
            from goodoffices.conflict.words.names import difference

            steps.append(text.format(act=capital(difference(conflict, after, before))))
        name = clipped(told(conflict, target), 90)
        head = (
            _("The way from today to {name}: each step pays whoever takes it")
            if gainful
            else _("The way from today to {name}: whoever moves first loses until others follow")
        )
        return head.format(name=name), tuple(steps)

    def _lacking(self) -> Iterator[ShortLine]:
        """Say what is at issue, and what lacks before outcomes or packages can be computed."""
        case = self.known.case
        for issue in case.issues[:AT_ISSUE] if self.known.deals is None else ():
            line = self._judged(_levels(issue), [issue.basis], lead=issue.name)
            yield replace(line, link=anchor("issue", issue.id))
        if self.known.selection is None and (silent := self._silent()):
            text = _("Missing for outcomes: what {parties} would rather see.")
            yield ShortLine(text=text.format(parties=listed(silent)), link="check")
        if self.known.deals is None:
            text = _(
                "Missing for packages: what each way of settling an issue is worth to each side."
            )
            yield ShortLine(text=text, link="check")

    def _silent(self) -> list[str]:
        """Return the parties of whom it is not written what they prefer, by name."""
        return [called(party.name) for party in self.known.case.parties if not party.ranks]

    # -- what could be signed ----------------------------------------------------------------------

    def _sign(self) -> ShortSection:
        deals, heading = self.known.deals, _("What could be signed")
        if deals is None:
            lines = tuple(self._lacking()) if self.known.selection is not None else ()
            return ShortSection(id="sign", heading=heading, lines=lines)
        negotiation = deals.negotiation
        few = len(negotiation.issues) <= 3
        heads = [_("Package")]
        heads += [i.name for i in negotiation.issues] if few else [_("What it settles")]
        for side, away in zip(deals.sides, deals.walk_aways, strict=True):
            heads.append(
                _("{party} (leaves below {number})").format(party=side.name, number=away.shown)
            )
        rows: list[tuple[str, ...]] = []
        chosen = list(deals.named())[: PACKAGES - 1]
        marked = [deal for deal in deals.efficient() if deal.solution]
        order = (_("max–min gain"), _("Nash"))
        marked.sort(key=lambda d: not set(order) & set(d.marks))
        points = {deal.point for deal in chosen}
        chosen += [deal for deal in marked if deal.point not in points][:2]
        for deal in chosen[: PACKAGES + 1]:
            settles = deal.values if few else (self._settled(deals, deal.values),)
            name = deal.marks[0] if not deal.solution else capital(self._solution(deal.marks))
            rows.append((name, *settles, *(n.shown for n in deal.worths)))
        width = 1 + (len(negotiation.issues) if few else 1)
        table = ShortTable(
            heads=tuple(heads),
            rows=tuple(rows),
            numbers=frozenset(range(width, len(heads))),
            named=frozenset(range(1, width)) if few else frozenset(),
        )
        return ShortSection(
            id="sign",
            heading=heading,
            truth="computed",
            table=table,
            lines=tuple(self._kept()),
            after=tuple(self._trades(deals)),
        )

    @staticmethod
    def _solution(marks: Sequence[str]) -> str:
        names = {
            _("Nash"): _("Nash’s solution"),
            _("max–min gain"): _("best for whoever gains least"),
        }
        return listed([names[m] for m in marks if m in names] or [marks[0]])

    @staticmethod
    def _settled(deals: Deals, values: Sequence[str]) -> str:
        issues = deals.negotiation.issues
        pairs = zip(issues, values, strict=True)
        return comma("; ").join(f"{clipped(i.name, 28)}: {clipped(v, 34)}" for i, v in pairs)

    def _trades(self, deals: Deals) -> Iterator[str]:
        from goodoffices.packages.trades import logrolling

        names = {issue.id: issue.name for issue in deals.negotiation.issues}
        for trade in logrolling(deals.negotiation)[:1]:
            if trade.difference:
                text = _(
                    "{issue} is where a trade lies: of 100 points it is worth {most} to {gets} "
                    "and {least} to {gives}."
                )
                yield text.format(
                    issue=names[trade.issue],
                    most=shown(trade.points[trade.gets], 0),
                    least=shown(trade.points[trade.gives], 0),
                    gets=called(deals.negotiation.party_name(trade.gets)),
                    gives=called(deals.negotiation.party_name(trade.gives)),
                )
        for party in self.known.case.parties:
            if party.worth is None and party.options:
                text = _("{party} has no worths in the case, and so no say in these packages.")
                yield capital(text.format(party=called(party.name)))
        yield _("Points are each side’s own, as judged, and cannot be added up.")

    def _kept(self) -> Iterator[ShortLine]:
        """Say whether promises would be kept."""
        for place, line in self._advice("commitment"):
            if "⇄" in line.about:
                continue
            text = line.text.split(". ")[0].rstrip(".") + "."
            if line.flips and line.status != "certain":
                flips = _("It hangs on: {flips}.").format(flips=line.flips)
                text = f"{text} {flips}"
            yield ShortLine(
                text=clipped(text.strip(), 220),
                lead=line.about,
                truth="computed",
                refs=self._refs(line.evidence[:1]),
                link=place,
            )

    def _advice(self, topic: str) -> Iterator[tuple[str, Line]]:
        lines = self.known.advice.lines if self.known.advice else ()
        for number, line in enumerate(lines, 1):
            if line.topic == topic:
                yield anchor("advice", number), line

    # -- who, and when -----------------------------------------------------------------------------

    def _whose(self) -> ShortSection:
        lines: list[ShortLine] = []
        for mediator in self.known.case.mediators[:MEDIATORS]:
            lines += self._mediator(mediator)
        more = len(self.known.case.mediators) - MEDIATORS
        if more > 0:
            text = n_("{count} more stands in the annex.", "{count} more stand in the annex.", more)
            lines.append(ShortLine(text=text.format(count=more), link="mediation"))
        none = ShortLine(text=_("The case names no mediator yet."))
        lines = lines or [none]
        return ShortSection(id="whose", heading=_("Whose mediation"), lines=tuple(lines))

    def _mediator(self, mediator: Mediator) -> Iterator[ShortLine]:
        place = anchor("mediator", mediator.id)
        alone = len(self.known.case.mediators) == 1
        quote = next(iter(self._quotes(mediator.basis.evidence)), None) if alone else None
        if quote is not None:
            yield self._quoted(quote, clipped(quote.text, 130), lead=mediator.name, link=place)
        by_answer: dict[str, list[str]] = {"yes": [], "conditional": [], "no": [], "unknown": []}
        bases: list[Basis] = []
        for party, (said, basis) in mediator.consent.items():
            by_answer.setdefault(said, []).append(called(self._party(party)))
            bases += [basis] if said != "unknown" else []
        by_answer["unknown"] += [
            self._party(p) for p in offices.saying(mediator, "unknown") if p not in mediator.consent
        ]
        words = {
            "yes": _("accepted by {parties}"),
            "conditional": _("accepted on a condition by {parties}"),
            "no": _("refused by {parties}"),
            "unknown": _("no answer read from {parties}"),
        }
        said_ = [
            words.get(key, "{parties}: " + key).format(parties=listed(list(dict.fromkeys(names))))
            for key, names in by_answer.items()
            if names
        ]
        lead = "" if quote is not None else mediator.name
        if said_:
            text = comma("; ").join(said_) + "."
            text = text if lead else capital(text)
            yield self._judged(text, bases or [mediator.basis], lead=lead, link=place)
        for interest, basis in mediator.interest[: 2 if alone else 1]:
            text = _("It has an interest of its own: {interest}.")
            yield self._judged(text.format(interest=interest.rstrip(".")), [basis], link=place)

    def _presses(self) -> ShortSection:
        found = pressing(self.known.evidence, self.known.events, LINES)
        lines = [self._quoted(q, clipped(q.text, 130), lead=lead) for q, lead in found]
        if not lines:
            text = _("No report names a deadline or a date to come.")
            lines.append(ShortLine(text=text, link="sources"))
        unknown = [line for _place, line in self._advice("ripeness") if line.status == "unknown"]
        if unknown and len(lines) <= LINES:
            text = _("Whether the stalemate hurts enough to talk is not known of every side.")
            lines.append(ShortLine(text=text, truth="computed", link="advice"))
        return ShortSection(id="press", heading=_("What presses"), lines=tuple(lines))

    def _wants(self) -> Iterator[Wanting]:
        self.kept = 0
        for party in self.known.case.parties:
            lines = [
                self._judged(clipped(text, 120), [basis], link=anchor("want", party.id, number))
                for number, (text, basis) in enumerate(party.wants[:WANTS], 1)
            ]
            lines += self._preferred(party, WANTS - len(lines))
            if not lines:
                text = _("Nothing is written down yet.")
                lines = [ShortLine(text=text, link=anchor("party", party.id))]
            yield Wanting(self.known.sides[party.id], tuple(lines))

    def _preferred(self, party: Party, count: int) -> Iterator[ShortLine]:
        """Say what a party puts first, where its wants leave room."""
        if self.known.selection is None or count <= 0:
            return
        conflict = self.known.selection.conflict
        for number, preference in enumerate(party.prefers[:count], 1):
            text = statement(conflict, preference.condition)
            lead = _("Above all") if number == 1 else _("Then")
            line = self._judged(clipped(text, 120), [preference.basis], lead=lead)
            yield ShortLine(
                text=line.text,
                truth=line.truth,
                initials=line.initials,
                unreviewed=line.unreviewed,
                refs=line.refs,
                lead=line.lead,
                link=anchor("prefers", party.id, number),
            )

    # -- what to do --------------------------------------------------------------------------------

    def _changed(self) -> ShortSection:
        known, heading = self.known, _("What changed")
        none: tuple[ShortLine, ...] = ()
        if known.since:
            heading = _("What changed since {date}").format(date=known.since)
            none = (ShortLine(text=_("Nothing that bears on these pages.")),)
        lines = tuple(known.changed[:5]) or none
        return ShortSection(id="changed", heading=heading, lines=lines)

    def _next(self) -> ShortSection:
        lines = [ShortLine(text=text, lead=lead) for lead, text in self._steps()]
        return ShortSection(
            id="next",
            heading=_("What the mediator could do next"),
            truth="computed",
            lines=tuple(lines[:LINES]),
            ordered=True,
        )

    def _steps(self) -> Iterator[tuple[str, str]]:
        """Yield what follows for the mediator, each with its lead."""
        known, selection = self.known, self.known.selection
        if selection is None and (silent := self._silent()):
            text = _("What would {parties} rather see? Without that no outcome can be compared.")
            yield _("Hear the sides."), text.format(parties=listed(silent))
        path = answer.best_way(selection) if selection is not None else None
        if selection is not None and path is not None:
            target, gainful, moves = path
            name = clipped(told(selection.conflict, target), 90)
            movers = listed(
                list(dict.fromkeys(called(selection.conflict.party_name(m[0])) for m in moves))
            )
            if gainful:
                text = _(
                    "{parties} can get to {name} by steps that pay each of them; help them see it."
                )
                yield _("Show the way."), capital(text.format(parties=movers, name=name))
            else:
                text = _(
                    "Nobody should have to move first towards {name}: put one proposal to "
                    "{parties}, answered in private by a set hour."
                )
                yield _("Carry the first steps at once."), text.format(parties=movers, name=name)
        deals = self.known.deals
        if deals is not None and deals.packages.today and deals.packages.better_than_today:
            best = (deals.packages.egalitarian_gain or deals.packages.nash)[:1]
            if best:
                text = _("It leaves nobody worse off than today: {package}.")
                if best[0] not in deals.packages.better_than_today:
                    text = _("All could sign it: {package}.")
                package = clipped(deals.negotiation.describe(best[0].packages[0]), 150)
                yield _("Try this package."), text.format(package=package)
        for _place, line in self._advice("commitment"):
            if line.status in ("depends", "impossible") and "⇄" not in line.about:
                text = _("“{promise}” is a promise that may not be kept.")
                yield _("Find a guarantor."), text.format(promise=line.about)
                break
        yield from offices.steps(known.case)

    def _ask(self) -> ShortSection:
        advice = self.known.advice
        texts = [question.text for question in advice.asked[:4]] if advice else []
        if not texts:
            texts = list(offices.questions(self.known.case))[:4]
        lines = [ShortLine(text=text) for text in texts]
        return ShortSection(
            id="ask",
            heading=_("What to ask first"),
            truth="computed",
            lines=tuple(lines),
            ordered=len(lines) > 1,
        )

    # -- how sure ----------------------------------------------------------------------------------

    def _sure(self) -> ShortSection:
        evidence = self.known.evidence
        dossier = evidence.dossier
        pages, first = len(dossier.documents), len(origins(dossier))
        told_ = n_("{count} report", "{count} reports", pages).format(count=pages)
        from_ = n_("{count} origin", "{count} origins", first).format(count=first)
        live = [c for c in dossier.claims if c.status != "rejected" and not waits(c)]
        seen = sum(c.status in ("accepted", "corrected") for c in live)
        reviewed = _("{seen} of {all} claims are reviewed.").format(seen=seen, all=len(live))
        if live and not seen:
            reviewed = _("Nobody has yet looked at any of the {all} claims.").format(all=len(live))
        said = list(answer.weaknesses(evidence, counted=False))
        lines = [ShortLine(text=f"{told_}{comma()}{from_}. {reviewed}", link="sources")]
        lines += [ShortLine(text=text, link="check") for text in said[:4]]
        if (apart := len(self.known.case.unjudged)) and self.known.selection is not None:
            text = n_(
                "{count} option stands in no outcome: nothing judged names it.",
                "{count} options stand in no outcome: nothing judged names them.",
                apart,
            )
            lines.append(ShortLine(text=text.format(count=apart), link="check"))
        if self.known.selection is not None or self.known.deals is not None:
            text = _("The figures follow from what is judged here and forecast nothing.")
            lines.append(ShortLine(text=text, link="methods"))
        return ShortSection(id="sure", heading=_("How sure is this"), lines=tuple(lines))

    def _flip(self) -> ShortSection:
        heading = _("What would change it")
        lines = [ShortLine(text=text) for text in self._flips()]
        if self.known.selection is None:  # nothing is computed that could change
            return ShortSection(id="flip", heading=heading, lines=())
        lines = lines[:LINES] or [
            ShortLine(text=_("None of the single changes of what is judged here that were tried."))
        ]
        return ShortSection(id="flip", heading=heading, truth="computed", lines=tuple(lines))

    def _flips(self) -> Iterator[str]:
        stress, selection = self.known.stress, self.known.selection
        if stress is None or selection is None:
            return
        ended: dict[str, list[str]] = {}
        for one in stress.breaks:
            if one.concept == stress.concepts[0] and one.state in selection.held and not one.holds:
                names = ended.setdefault(stress.break_text(one), [])
                names.append(clipped(told(stress.conflict, one.state), 60))
        for what, names in sorted(ended.items(), key=lambda item: -len(item[1])):
            text = n_(
                "{what}: then {outcomes} holds no longer.",
                "{what}: then {outcomes} hold no longer.",
                len(names),
            )
            few = (
                names
                if len(names) <= 2
                else [names[0], _("{count} others").format(count=len(names) - 1)]
            )
            yield text.format(what=clipped(what, 150), outcomes=listed(few))

    # -- lines and their words ---------------------------------------------------------------------

    def _quotes(self, ids: Iterable[str]) -> list[Quote]:
        found = self.known.evidence.quotes(ids)
        return [
            q
            for q in found
            if q.kind in ("statement", "event", "relation") and q.status != "rejected"
        ]

    def _refs(self, ids: Iterable[str], about: str = "") -> tuple[Cited, ...]:
        """Return the numbers of claims’ words; beyond what is cited here they are in the annex.

        ``about`` is the line that rests on them: where words are cut, those that bear it out stay.
        """
        found = []
        for quote in self._quotes(ids):
            if quote.id not in self.words and len(self.words) >= CITED - self.kept:
                continue
            self.words.setdefault(quote.id, replace(quote, about=about))
            number = list(self.words).index(quote.id) + 1
            found.append(Cited(number, f"w{number}"))
        return tuple(found)

    def _quoted(self, quote: Quote, text: str, *, lead: str = "", link: str = "") -> ShortLine:
        return ShortLine(
            text=text,
            truth="quoted",
            unreviewed=quote.unreviewed,
            refs=self._refs([quote.id], text),
            lead=lead,
            link=link or quote.entry,
        )

    def _judged(
        self, text: str, bases: Sequence[Basis], *, lead: str = "", link: str = ""
    ) -> ShortLine:
        """Say something that people wrote: quoted where claims bear it, else judged by somebody."""
        quotes = self._quotes(dict.fromkeys(c for basis in bases for c in basis.evidence))
        if quotes:
            unreviewed = any(q.unreviewed for q in quotes)
            refs = self._refs(self._bearing(quotes, f"{lead} {text}"), f"{lead} {text}")
            return ShortLine(
                text=text, truth="quoted", unreviewed=unreviewed, refs=refs, lead=lead, link=link
            )
        initials = next((b.judged for b in bases if b.judged), None) or self.known.case.author or ""
        unreviewed = any(b.unreviewed for b in bases)
        return ShortLine(
            text=text,
            truth="judged",
            initials=initials,
            unreviewed=unreviewed,
            lead=lead,
            link=link,
        )

    def _bearing(self, quotes: Iterable[Quote], line: str) -> list[str]:
        """Return the claims that a line cites: no mere name, and those with most of its words.

        Before anything is computed, and with many parties, each line cites one, so that no want is
        left without words.
        """
        few = self.known.selection is None or len(self.known.case.parties) > 2
        telling = sorted(quotes, key=lambda q: (len(q.text) < TELLING, -shared(q.text, line)))
        return [quote.id for quote in telling[: 1 if few else 2]]

    def _party(self, party_id: str) -> str:
        party = self.known.case.party(party_id)
        return party.name if party else party_id


def _levels(issue: CaseIssue) -> str:
    """Say the ways an issue may be settled: as many as there is room for, and how many more."""
    said = [clipped(value.text, LEVEL) for value in issue.values]
    kept: list[str] = []
    while len(kept) < len(said) and sum(map(len, kept)) + len(said[len(kept)]) <= LEVELS:
        kept.append(said[len(kept)])
    if more := len(said) - len(kept):
        kept.append(n_("{count} more", "{count} more", more).format(count=more))
    return comma("; ").join(kept)
