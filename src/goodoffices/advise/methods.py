"""The methods of advice: formula, inputs, source and what is refused, each under its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.advise.lines import Line, words
from goodoffices.base.i18n import _


@dataclass(frozen=True, slots=True)
class Method:
    """How some lines are worked out.

    ``formula`` and ``inputs`` are said in the notation of the case file; ``source`` is the
    literature, with what is our own; ``refuses`` what it does not say, and why.
    """

    id: str
    formula: str
    inputs: str
    source: str
    refuses: str


def methods() -> dict[str, Method]:
    """Return every method by its id, in the order of the advice."""
    return {m.id: m for m in (*_moment(), *_mediators(), *_deals(), *_keeping(), *_rest())}


def explain(
    method: Method, lines: Sequence[Line], wording: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield formula, inputs, source, and every line of a case that the method gave.

    Parameters
    ----------
    wording
        the words that a claim rests on, by its id.
    """
    yield method.id
    yield "  " + _("formula: {text}").format(text=method.formula)
    yield "  " + _("inputs: {text}").format(text=method.inputs)
    yield "  " + _("source: {text}").format(text=method.source)
    yield "  " + _("does not say: {text}").format(text=method.refuses)
    own = [line for line in lines if line.method == method.id]
    if not own:
        yield ""
        yield _("The case says nothing that this method could work with.")
    for line in own:
        yield ""
        yield from _line(line, wording or {})


def _line(line: Line, wording: Mapping[str, str]) -> Iterator[str]:
    about = f"{line.about}: " if line.about else ""
    yield f"{words(line.status)}  {about}{line.text}"
    for name in line.inputs:
        yield "  " + _("hangs on: {what}").format(what=name)
    if line.missing:
        yield "  " + _("missing: {what}").format(what=", ".join(line.missing))
    if line.unreviewed:
        yield "  " + _("not reviewed: {what}").format(what=", ".join(line.unreviewed))
    if line.evidence:
        yield "  " + _("evidence: {ids}").format(ids=", ".join(line.evidence))
        yield from (f"    {c}: “{wording[c]}”" for c in line.evidence if c in wording)
    if line.flips:
        yield "  " + _("would flip it: {what}").format(what=line.flips)


def _moment() -> Iterator[Method]:
    yield Method(
        "ripeness",
        _(
            "ripe iff, for every side: stalemate and way_out and spokesperson. Three-valued: one "
            "no decides, else one unknown."
        ),
        _("advice.ripeness; as_of and advice.stale_months, by which old answers count as unknown"),
        _("Zartman; contested as a forecast by Schrodt, Yilmaz and Gerner 2003"),
        _("a score of ripeness, and whether talks will succeed"),
    )
    yield Method(
        "occasions",
        _("open iff yes, and its date is certain not to be over by as_of"),
        _("advice.ripeness: opportunity and deadline, each with a date"),
        _("our own rule over EDTF dates"),
        _("that a deadline makes a moment ripe"),
    )
    yield Method(
        "hints",
        _(
            "stalemate: whether today is Nash stable for the side; way_out: whether any package is "
            "worth more than no deal to all; spokesperson: statements of those who act for it"
        ),
        _("preferences and status_quo; worths; the dossier"),
        _("Nash stability in the graph model (Kilgour and Hipel 2005); the rest our own"),
        _("what a side perceives: the answer stays unknown until a person gives it"),
    )


def _mediators() -> Iterator[Method]:
    yield Method(
        "gates",
        _("admitted iff every party consents and the mediator is no side of the dispute"),
        _("mediators: consent, party; advice.mediation: direct_party"),
        _("consent and impartiality as in the UN Guidance for Effective Mediation 2012"),
        _("a best mediator, or trust × leverage × interest: ranks have no product"),
    )
    yield Method(
        "teams",
        _("the smallest sets of admitted mediators that cover every function needed, up to three"),
        _("advice.needed; advice.mediation: functions"),
        _("set cover; larger coalitions bring rivalries (Böhmelt 2011)"),
        _("that a team that covers all will succeed"),
    )
    yield Method(
        "dominance",
        _("A is better than B iff low(A) ≥ high(B) on every criterion and > on one"),
        _("advice.mediation: criteria, as intervals"),
        _("interval dominance"),
        _("a total over criteria"),
    )
    yield Method(
        "standing",
        _(
            "relations and events of the dossier between a candidate, or who acts for it, and a "
            "side; certain iff accepted by a person and from two origins or more"
        ),
        _("the dossier"),
        _("our own rule"),
        _("a degree of closeness or bias, made from counts of events"),
    )
    yield Method(
        "counsel",
        _(
            "believed iff r_s ≤ q* ≤ r_t, β·[(1−r_s)c_S−c_T] ≥ r_s·k and β·[(1−r_t)c_S−c_T] ≤ "
            "r_t·k, with q* = (c_S−c_T)/(c_S+c_A); β* = r_s·k/[(1−r_s)c_S−c_T]"
        ),
        _(
            "per listener: independent, leaning β, accuracy a, prior q, failure_cost k, "
            "cost_listener c_A, cost_tough c_T, cost_soft c_S; r_s, r_t by Bayes from a and q"
        ),
        _(
            "after Kydd 2003, a minimal reconstruction of ours; Fey and Ramsay 2010 where it knows "
            "nothing of its own"
        ),
        _("that bias is good or bad: the literature disagrees"),
    )
    yield Method(
        "trust",
        _("honest iff k/w ≤ min(m, 1−m) − |½−m|"),
        _("trust: ideal m, conflict_cost k, issue_weight w"),
        _("after Kydd 2006, a linear reconstruction of ours"),
        _("what a reputation adds over several mediations"),
    )


def _deals() -> Iterator[Method]:
    yield Method(
        "acceptability",
        _(
            "signed by all iff Σ weight·value + pairs − walk_away ≥ 0 for each, and no red line is "
            "crossed: exact over intervals, by drawing only where it depends"
        ),
        _("parties: worth"),
        _("Keeney and Raiffa 1976, chapter 3; interval ends by linear programming"),
        _("a probability that it is signed: shares are of what was allowed"),
    )
    yield Method(
        "blockers",
        _("blocks iff it is able and worth < walk_away; side payment (walk_away − worth)⁺"),
        _("advice.blockers: able, worth (of a settlement or by package), walk_away, or party"),
        _("veto players; Stedman’s types of spoilers are left to judgement"),
        _("what a blocker would accept beside a payment in its own units"),
    )


def _keeping() -> Iterator[Method]:
    yield Method(
        "commitment",
        _(
            "kept iff (t−c)·[1−δₑ(1−φ)] ≤ δₑ·(d−φ)·(c−p), δₑ = δ(1−h); needed: d* = φ + "
            "(t−c)[1−δₑ(1−φ)]/[δₑ(c−p)], h* = 1 − δₑ*/δ; with n inspections d = 1 − (1−d₁)ⁿ"
        ),
        _(
            "ratio, or gain and loss, or cheat t, comply c and punished p; detection d, delta δ, "
            "withdrawal h, false_alarm φ, inspections n"
        ),
        _("self-enforcement in a repeated game with imperfect detection"),
        _("how likely withdrawal is: h is asked for and never derived"),
    )
    yield Method(
        "inducement",
        _("the formula of commitment with the numbers under inducement.without"),
        _("inducement: text, held_by, until, without; as_of"),
        _("Beardsley 2008, 2011: leverage that leaves weakens what it bought"),
        _("whether it will be renewed"),
    )
    yield Method(
        "counterpart",
        _(
            "the binding one of two needs more of δₑ: δₑ*/δₑ, compared as intervals; both hold iff "
            "each does"
        ),
        _("commitments: counterpart, and the numbers of both"),
        _("the critical weight of the future in a repeated game; the comparison is our own"),
        _("an equilibrium of both together: each takes the other’s withdrawal as judged"),
    )


def _rest() -> Iterator[Method]:
    yield Method(
        "range",
        _(
            "both prefer x iff p − c₁ ≤ x ≤ p + c₂; part of the numbers allowed: "
            "E[P(c₁ ≥ p−x)·P(c₂ ≥ x−p)], even and independent"
        ),
        _("contested: p, cost c₁, other_cost c₂, shares x"),
        _("Fearon 1995"),
        _("p from capabilities or incomes: it is judged"),
    )
    yield Method(
        "window",
        _("no promise is enough iff p − δp' > (1−δ)(1 + c₁ + δc₂)"),
        _("contested: p, later p', cost c₁, other_cost c₂, delta δ"),
        _("Fearon 1995, Powell 2006; the threshold is our own derivation"),
        _("a forecast of war"),
    )
    yield Method(
        "reference",
        _("k of n past crises with the tags; Wilson interval from 20 cases on, else the count"),
        _("advice.reference: since and at most two tags"),
        _("International Crisis Behavior, version 14 (Brecher and Wilkenfeld), our own counts"),
        _("what causes what, and the chance of this case"),
    )
    yield Method(
        "questions",
        _("for each unknown, how many lines have another status were it answered either way"),
        _("every unknown, every interval, every missing number, whatever is not reviewed"),
        _("one-at-a-time sensitivity, our own"),
        _("what two answers together would change"),
    )
