"""The codes GO401 to GO420: what can go wrong with outcomes."""

from __future__ import annotations

from goodoffices.base.i18n import _

OUTCOMES: dict[str, str] = {
    "GO401": _(
        "The case has parties but no options. Outcomes are combinations of the options that "
        "parties take or leave, so at least one party needs one, under “options” in case.yaml."
    ),
    "GO402": _(
        "A party that can act has no preferences, or a decision maker has no ranking. Whether it "
        "would move away from an outcome depends on which outcomes it ranks above it. Write what "
        "it wants under “prefers”, the most important first; “not us.press” and “iran.limit if "
        "us.relief” are such statements."
    ),
    "GO403": _(
        "A condition, the status quo or a one-way option names an option that no party has. "
        "Options are written party.option, as in us.press."
    ),
    "GO404": _(
        "Every combination of options is excluded by some condition under “infeasible”, so that "
        "nothing could happen. Usually two conditions contradict each other."
    ),
    "GO405": _(
        "The options taken today are a combination that the case itself excludes. One of the two "
        "must be mistaken: the status quo, or the condition."
    ),
    "GO406": _(
        "The options make more combinations than can be listed in memory; each option doubles "
        "them. It is refused before any memory is taken."
    ),
    "GO407": _("A key of the plain JSON form of a conflict is missing or of the wrong kind."),
    "GO408": _(
        "The preferences or moves of a conflict name a decision maker that is not in its list."
    ),
    "GO409": _("A state's number is not between 1 and the number of states."),
    "GO410": _(
        "A ranking must name every state exactly once; states in one group are equally good."
    ),
    "GO411": _(
        "A state's pattern has one letter for each option: Y taken, N not taken, - either way. "
        "Two states may not share a combination."
    ),
    "GO412": _("A unilateral move goes from one state to another; from a state to itself is none."),
    "GO414": _(
        "A condition cannot be read. Conditions are options joined by not, and, or, if, iff and "
        "brackets: “limit if relief and not strike”."
    ),
    "GO415": _("A table was asked for in a form that needs a library which is not installed."),
    "GO416": _(
        "The conflict as a party sees it must have the parties of the conflict as it is, options "
        "that are among its options or are said to be imagined, and for each state one that it "
        "looks like."
    ),
    "GO413": _("A state, party or concept was asked for that the conflict does not have."),
    "GO417": _(
        "A ranking made by hand must place every outcome. Those it leaves out cannot be compared: "
        "name them, or end the ranking with “rest”."
    ),
    "GO418": _(
        "The pairs go round in a circle: each outcome is preferred to the next and the last to the "
        "first, so they rank nothing. The finding names the pairs. Outcomes that fulfil both sides "
        "of one pair are left out of it, so it is not they. Take one of the pairs back, or narrow "
        "the outcomes that it means."
    ),
    "GO419": _(
        "Pairs of outcomes, and what is unknown between two outcomes, need each outcome compared "
        "with each other. That takes memory for outcomes times outcomes, so it is refused above a "
        "few thousand. Use statements, weights or a ranking, or leave out options that decide "
        "nothing."
    ),
    "GO420": _(
        "Some preferences of this conflict are unknown. What was asked for needs every ranking, "
        "and answering as if they were known would mislead. Take the unknown ones out and compare, "
        "or ask goodoffices stress how far the answer depends on them."
    ),
}
