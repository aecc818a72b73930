"""What holds, what could be signed and what to check, in a line or a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from markupsafe import Markup

from goodoffices.base.errors import Finding
from goodoffices.base.i18n import _, comma, n_
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import Selection, senses_in_words
from goodoffices.brief.sources import origins
from goodoffices.case.nouns import Case
from goodoffices.conflict.words.acts import called, listed
from goodoffices.conflict.words.names import title, titles, told
from goodoffices.evidence.claims import Statement, waits
from goodoffices.look.markup import anchor, clipped, esc, sentence

NAMED = 4
"""Outcomes that the first line names at most."""


def holds(selection: Selection | None) -> list[Markup]:
    """Say what would hold, and whether today does."""
    if selection is None:
        return [esc(_("It cannot be told yet: see what to check."))]
    conflict, held = selection.conflict, selection.held
    if not held:
        text = _("None of the {count} outcomes holds for everyone in any sense.")
        if selection.outcomes.attitudes is not None:
            text = _(
                "None of the {count} outcomes holds for everyone in any sense whatever is thought "
                "of what is not known."
            )
        return [sentence(text, count=f"{conflict.size:,}"), *_limits(selection)]
    if len(selection.held_senses) == len(selection.concepts):
        text = n_(
            "{held} of {count} outcomes holds in every sense: {list}.",
            "{held} of {count} outcomes hold in every sense: {list}.",
            len(held),
        )
    else:
        text = n_(
            "{held} of {count} outcomes holds in the most senses ({senses}): {list}.",
            "{held} of {count} outcomes hold in the most senses ({senses}): {list}.",
            len(held),
        )
    first = sentence(
        text,
        held=f"{len(held):,}",
        count=f"{conflict.size:,}",
        senses=senses_in_words(selection.held_senses, selection.concepts),
        list=_links(selection, held),
    )
    return [first, *_today(selection), *_limits(selection)]


def _limits(selection: Selection) -> list[Markup]:
    """Say that more may hold where preferences are unknown, or other things by what parties see."""
    found, limits = selection.outcomes, []
    if found.attitudes is not None:
        unsure = found.somehow & ~np.any(list(found.equilibria.values()), axis=0)
        text = n_(
            "{count} more holds with some attitude to what is not known of the preferences.",
            "{count} more hold with some attitude to what is not known of the preferences.",
            int(unsure.sum()),
        )
        limits.append(sentence(text, count=f"{int(unsure.sum()):,}"))
    if found.perceived is not None:
        limits.append(esc(_("Some parties see the conflict otherwise than it is; see there.")))
    return limits


def _links(selection: Selection, states: Sequence[int]) -> Markup:
    """Name outcomes, each a link to why; of many, the first few and how many more."""
    links = [
        Markup('<a href="#{}">{}</a>').format(anchor("s", state + 1), esc(name))
        for state, name in zip(states, titles(selection.conflict, states[:NAMED]), strict=False)
    ]
    if len(states) > NAMED:
        more = n_("{count} more", "{count} more", len(states) - NAMED)
        links.append(esc(more.format(count=f"{len(states) - NAMED:,}")))
    return Markup(" · ").join(links)


def _today(selection: Selection) -> list[Markup]:
    """Say whether today's outcome holds, and if not, who would leave it."""
    conflict, now = selection.conflict, selection.conflict.status_quo
    if now is None:
        return []
    label = Markup('<a href="#{}">{}</a>').format(anchor("s", now + 1), esc(title(conflict, now)))
    if now in selection.held:
        return [sentence(_("Today’s outcome, {label}, is one of them."), label=label)]
    cells = selection.outcomes.stable[selection.concepts[0]]
    for number, party in enumerate(conflict.parties):
        if not cells[number, now]:
            why = selection.outcomes.explain(now, party, selection.concepts[0])
            text = _("Today’s outcome, {label}, is not one of them. {why}")
            return [sentence(text, label=label, why=why.text)]
    return [sentence(_("Today’s outcome, {label}, is not one of them."), label=label)]


def checks(evidence: Evidence, findings: Sequence[Finding]) -> list[Markup]:
    """Say what a reader should know before relying on the page."""
    said = [esc(text) for text in weaknesses(evidence)]
    errors = sum(f.severity == "error" for f in findings)
    if errors:
        text = n_("{count} error in the case.", "{count} errors in the case.", errors)
        said.append(sentence(text, count=errors))
    return said or [esc(_("Nothing was found to check."))]


def weaknesses(evidence: Evidence, *, counted: bool = True) -> list[str]:
    """Say what weakens the evidence, each in one sentence; ``counted``, how much is unreviewed."""
    dossier = evidence.dossier
    said = []
    if not dossier.documents:
        said.append(_("No report was read: nothing here can be quoted."))
    undated = sum(not d.published for d in dossier.documents)
    if undated and len(dossier.documents) == 1:
        said.append(_("The only report bears no date."))
    elif undated:
        text = n_(
            "{count} of {all} reports bears no date.",
            "{count} of {all} reports bear no date.",
            undated,
        )
        said.append(text.format(count=undated, all=len(dossier.documents)))
    outlets = sorted({d.origin.name for d in dossier.documents if d.origin})
    if outlets:
        said.append(
            _("Rewritten from another outlet: {names}.").format(names=comma().join(outlets))
        )
    if len(dossier.documents) > 1 and len(origins(dossier)) == 1:
        said.append(_("All reports have one origin: they are one witness."))
    said += _counted(evidence, reviews=counted)
    return said


def _counted(evidence: Evidence, *, reviews: bool) -> list[str]:
    dossier = evidence.dossier
    counted = [claim for claim in dossier.claims if not waits(claim)]
    unnamed = sum(isinstance(c, Statement) and c.unnamed is not None for c in counted)
    unreviewed = sum(c.status in ("unreviewed", "unsure") for c in counted) * reviews
    orphaned, judged = len(evidence.orphans), sum(bool(g.basis.judged) for g in evidence.grounds)
    baseless = sum(g.basis.empty for g in evidence.grounds)
    counts = [
        (unnamed, n_("{count} source is not named.", "{count} sources are not named.", unnamed)),
        (
            orphaned,
            n_(
                "{count} claim has lost its words.",
                "{count} claims have lost their words.",
                orphaned,
            ),
        ),
        (
            unreviewed,
            n_("{count} claim is unreviewed.", "{count} claims are unreviewed.", unreviewed),
        ),
        (
            judged,
            n_(
                "{count} part of the case is its author’s judgement.",
                "{count} parts of the case are their author’s judgement.",
                judged,
            ),
        ),
        (
            baseless,
            n_(
                "{count} part of the case says nothing of what it rests on.",
                "{count} parts of the case say nothing of what they rest on.",
                baseless,
            ),
        ),
    ]
    return [text.format(count=f"{count:,}") for count, text in counts if count]


MOST_WALKED = 4096
"""Outcomes among which ways from today are looked for."""

BestWay = tuple[int, bool, tuple[tuple[str, int, int], ...]]
"""Where a way leads, whether each mover gains by its step, and the steps: who, from and to."""


def best_way(selection: Selection) -> BestWay | None:
    """Return the way from today to the outcome that holds and that the parties like best together.

    That is the one whose worst place in any party's order is the best. None where today holds
    alone, where nothing does, or where no moves lead there.
    """
    from goodoffices.conflict.evolution import evolution

    conflict = selection.conflict
    now = conflict.status_quo
    others = selection.liked
    if now is None or not others or conflict.size > MOST_WALKED:
        return None
    target = others[0]
    for gainful in (True, False):
        path = evolution(conflict, gainful=gainful).path(target)
        if path is not None:
            return target, gainful, path
    return None


MOST_ISSUES = 4
"""Issues that the first sentence of a case without results names at most."""


def at_issue(case: Case) -> Iterator[str]:
    """Say who is at odds over what, where nothing follows yet: the answer that there is."""
    names = [called(party.name) for party in case.parties]
    if len(names) < 2 or not case.issues:
        return
    issues = [clipped(issue.name, 50) for issue in case.issues[:MOST_ISSUES]]
    if more := max(0, len(case.issues) - MOST_ISSUES):
        issues.append(n_("{count} more", "{count} more", more).format(count=more))
    text = _("At issue between {parties}: {issues}.")
    yield text.format(parties=listed(names), issues=comma("; ").join(issues))


def holding(selection: Selection) -> list[str]:
    """Say in words what would hold, whether today does, and whether the rest can be reached."""
    conflict, now = selection.conflict, selection.conflict.status_quo
    others = selection.liked
    said = []
    if now is not None and now in selection.held:
        text = _("Left alone, today’s outcome holds: {name}.")
        if now not in conflict.names:
            text = _("Left alone, it stays as it is today.")
        said.append(text.format(name=title(conflict, now)))
    elif now is not None:
        said += [_("Today’s outcome does not hold."), *_why_not(selection, now)]
    if others:
        said.append(_once_reached(selection, others))
    elif now is None or now not in selection.held:
        said.append(_("No outcome would hold for everybody."))
    way = best_way(selection) if others else None
    if way is not None and not way[1]:
        said.append(_("No steps by which each mover gains lead there from today."))
    return said


def _once_reached(selection: Selection, others: Sequence[int]) -> str:
    """Say which outcomes but today's would hold: all by name, or where that is long the best."""
    conflict, count = selection.conflict, len(others)
    names = [told(conflict, state) for state in others[:NAMED]]
    if count <= NAMED and sum(map(len, names)) <= 150:
        text = n_(
            "{count} other outcome would hold once reached: {names}.",
            "{count} other outcomes would hold once reached: {names}.",
            count,
        )
        if conflict.status_quo is None:
            text = n_(
                "{count} outcome would hold: {names}.",
                "{count} outcomes would hold: {names}.",
                count,
            )
        return text.format(count=f"{count:,}", names=listed(names))
    text = n_(
        "{count} other outcome would hold: {names}.",
        "{count} other outcomes would hold; the one that all together like best: {names}.",
        count,
    )
    if conflict.status_quo is None:
        text = n_(
            "{count} outcome, and no other, would hold: {names}.",
            "{count} outcomes would hold; the one that all together like best: {names}.",
            count,
        )
    return text.format(count=f"{count:,}", names=clipped(names[0], 130))


def _why_not(selection: Selection, now: int) -> list[str]:
    """Say who would leave today's outcome, and for what."""
    cells = selection.outcomes.stable[selection.concepts[0]]
    for number, party in enumerate(selection.conflict.parties):
        if not cells[number, now]:
            return [selection.outcomes.explain(now, party, selection.concepts[0]).text]
    return []


def signing(deals: Deals) -> str:
    """Say in a sentence how much could be signed that betters today."""
    found = deals.packages
    if not deals.possible:
        return _("No package leaves every side with what it would have without a deal.")
    if found.today is None:
        count = sum(s.count for s in found.pareto)
        text = n_("{count} package could be signed.", "{count} packages could be signed.", count)
        return text.format(count=f"{count:,}")
    return bettering(sum(s.count for s in found.better_than_today))


def bettering(count: int) -> str:
    """Say how many packages that could be signed better today."""
    if not count:
        return _(
            "No package that could be signed is better than today for someone and worse for nobody."
        )
    text = n_(
        "{count} package that could be signed betters today for someone and harms nobody.",
        "{count} packages that could be signed better today for someone and harm nobody.",
        count,
    )
    return text.format(count=f"{count:,}")
