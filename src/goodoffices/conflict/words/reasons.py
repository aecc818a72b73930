"""Why a state is or is not stable for a party, in sentences made from the moves that decide it.

Each sentence is one whole message with named places, so that a translator may order it as the
language needs; two sentences may stand beside each other, words are never joined.
"""

from __future__ import annotations

from goodoffices.base.exact import written
from goodoffices.base.i18n import _, n_
from goodoffices.conflict.explain import AttitudeReason, CellReason
from goodoffices.conflict.fuzzy import FuzzyReason
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.unknowns import EXTENSIONS
from goodoffices.conflict.words.acts import called, capital
from goodoffices.conflict.words.names import told


def sentence(conflict: GraphModel, reason: CellReason | AttitudeReason | FuzzyReason) -> str:
    """Say why a party stays in a state or leaves it."""
    if isinstance(reason, FuzzyReason):
        return capital(_by_certainty(conflict, reason))
    if isinstance(reason, AttitudeReason):
        return f"{capital(_verdict(conflict, reason))} {_move(conflict, reason)}"
    places = _places(conflict, reason)
    if reason.kind != "deterred":
        return capital(_told(reason, two=len(conflict.parties) == 2).format(**places))
    answered = _willing_answer if reason.concept.gainful else _possible_answer
    text = answered(min(len(reason.answer), 3), below=reason.harms)
    sentences = [text.format(**places)]
    if reason.concept.escape:
        text = _("From {answer} {party} then has no move to anything it ranks above {state}.")
        sentences.append(text.format(**places))
    if reason.concept.degree:
        text = _("{party} prefers {state} to that by as many degrees as {concept} asks.")
        sentences.append(text.format(**places))
    if reason.others:
        text = n_(
            "The one other move that {party} would like to make is deterred as well.",
            "The {count} other moves that {party} would like to make are deterred as well.",
            reason.others,
        )
        sentences.append(text.format(party=places["party"], count=reason.others))
    return " ".join(map(capital, sentences))


def here(conflict: GraphModel, state: int) -> str:
    """Name the outcome that is spoken of; whoever reads the reason has it before them."""
    return conflict.label(state) if conflict.in_graph_form else _("this outcome")


def _places(conflict: GraphModel, reason: CellReason) -> dict[str, str | int]:
    """Return what the named places of a sentence stand for."""
    names, path = list(map(called, conflict.party_names)), reason.answer
    others = [name for i, name in enumerate(names) if i != reason.party]
    states = {"target": reason.target, "back": reason.back}
    if path:
        states |= {"answer": path[-1][2], "middle": path[0][2]}
    first = names[path[0][0]] if path else ""
    either = others[0] if len(others) == 1 else _("the others")
    return {
        "party": names[reason.party],
        "state": here(conflict, reason.state),
        **{n: told(conflict, s, reason.state) for n, s in states.items() if s is not None},
        "other": first if reason.kind == "deterred" else either,
        "last": names[path[-1][0]] if path else "",
        "unwilling": "" if reason.unwilling is None else names[reason.unwilling],
        "count": len(path) if reason.kind == "deterred" else reason.moves,
        "concept": reason.concept.name,
    }


def _told(reason: CellReason, *, two: bool) -> str:
    """Return what is said where nothing deters the party, or it wants nothing better.

    ``two`` is whether there are two parties, so that the other one can be named.
    """
    kind = {
        "nothing_better": "nothing_better" if reason.moves > 1 else "one_move",
        "harmless": "harmless" if two else "harmless_many",
        "unwilling": "unwilling" if two else "unwilling_many",
    }.get(reason.kind, reason.kind)
    return {
        "no_move": _("{party} has no move of its own from {state}, so it stays."),
        "one_move": _("{party} can move only to {target}, which it does not rank above {state}."),
        "nothing_better": _(
            "Of the {count} states that {party} can move to from {state}, it ranks none above it; "
            "{target} comes nearest."
        ),
        "would_move": _("{party} can move to {target} on its own, which it ranks above {state}."),
        "no_answer": _(
            "{party} would rather move to {target}, and nobody else can move on from there."
        ),
        "harmless": _(
            "{party} would rather move to {target}, and whatever {other} does then, {party} ranks "
            "it above {state}."
        ),
        "harmless_many": _(
            "{party} would rather move to {target}, and whatever the others do then, {party} ranks "
            "it above {state}."
        ),
        "escapes": _(
            "{party} would rather move to {target}; {other} can answer with {answer}, but from "
            "there {party} can move on to {back}, which it ranks above {state}."
        ),
        "unwilling": _(
            "{party} would rather move to {target}; {other} could answer with {answer}, but would "
            "gain nothing by it, and {party} ranks whatever {other} would gladly do above {state}."
        ),
        "unwilling_many": _(
            "{party} would rather move to {target}; the others could answer with {answer}, but "
            "{unwilling} would gain nothing by its part in it, and {party} ranks whatever the "
            "others would gladly do above {state}."
        ),
        "too_weak": _(
            "{party} would rather move to {target}; {other} could answer with {answer}, which "
            "{party} does not prefer to {state}, but it is not worse by as many degrees as "
            "{concept} asks."
        ),
        "not_reckoned_with": _(
            "{party} would rather move to {target}; {other} could answer with {answer}, but "
            "{concept} does not reckon with that."
        ),
    }[kind]


def _possible_answer(steps: int, *, below: bool) -> str:
    """Return what is said of an answer that the others can give."""
    return {
        (1, True): _(
            "{party} would rather move to {target}, but {other} can answer with {answer}, which "
            "{party} ranks below {state}."
        ),
        (1, False): _(
            "{party} would rather move to {target}, but {other} can answer with {answer}, which "
            "{party} ranks no higher than {state}."
        ),
        (2, True): _(
            "{party} would rather move to {target}, but {other} can answer with {middle} and "
            "{last} then with {answer}, which {party} ranks below {state}."
        ),
        (2, False): _(
            "{party} would rather move to {target}, but {other} can answer with {middle} and "
            "{last} then with {answer}, which {party} ranks no higher than {state}."
        ),
        (3, True): _(
            "{party} would rather move to {target}, but the others can answer in {count} moves "
            "with {answer}, which {party} ranks below {state}."
        ),
        (3, False): _(
            "{party} would rather move to {target}, but the others can answer in {count} moves "
            "with {answer}, which {party} ranks no higher than {state}."
        ),
    }[steps, below]


def _willing_answer(steps: int, *, below: bool) -> str:
    """Return what is said of an answer by which each mover gains."""
    return {
        (1, True): _(
            "{party} would rather move to {target}, but {other} would then gladly move to "
            "{answer}, which {party} ranks below {state}."
        ),
        (1, False): _(
            "{party} would rather move to {target}, but {other} would then gladly move to "
            "{answer}, which {party} ranks no higher than {state}."
        ),
        (2, True): _(
            "{party} would rather move to {target}, but {other} would then gladly move to {middle} "
            "and {last} on to {answer}, which {party} ranks below {state}."
        ),
        (2, False): _(
            "{party} would rather move to {target}, but {other} would then gladly move to {middle} "
            "and {last} on to {answer}, which {party} ranks no higher than {state}."
        ),
        (3, True): _(
            "{party} would rather move to {target}, but the others would then gladly go on in "
            "{count} moves to {answer}, which {party} ranks below {state}."
        ),
        (3, False): _(
            "{party} would rather move to {target}, but the others would then gladly go on in "
            "{count} moves to {answer}, which {party} ranks no higher than {state}."
        ),
    }[steps, below]


# --- where preferences are unknown ------------------------------------------------------------


def _verdict(conflict: GraphModel, reason: AttitudeReason) -> str:
    """Say under which attitudes to what is not known a party would stay."""
    never = not reason.attitudes
    if reason.stable and reason.sure:
        text = _("{party} would stay in {state}.")
    elif never and reason.sure:
        text = _("{party} would leave {state}.")
    elif reason.stable:
        text = _("Whatever its attitude to what is not known, {party} would stay in {state}.")
    elif never:
        text = _("Whatever its attitude to what is not known, {party} would leave {state}.")
    else:
        text = _(
            "{party} would stay in {state} with attitude {letters} to what is not known, and leave "
            "it with attitude {others}."
        )
    return text.format(
        party=called(conflict.party_names[reason.party]),
        state=here(conflict, reason.state),
        letters=_(" or ").join(reason.attitudes),
        others=_(" or ").join(a for a in EXTENSIONS if a not in reason.attitudes),
    )


def _move(conflict: GraphModel, reason: AttitudeReason) -> str:
    """Say which move decides, how it compares, and what deters it."""
    if reason.target is None:
        if reason.sure:
            return _("None of its moves leads to anything that it prefers.")
        return _("None of its moves leads to anything that it prefers or might prefer.")
    degree = reason.concept.degree
    if reason.answer is None and degree:
        text = (
            _(
                "It might prefer {target}, which is unknown, and nothing deters it that is worse "
                "by as many degrees as {concept} asks."
            )
            if reason.unsure_of_target
            else _(
                "It would rather move to {target}, and nothing deters it that is worse by as many "
                "degrees as {concept} asks."
            )
        )
    elif reason.answer is None and reason.unsure_of_target:
        text = _("It might prefer {target}, which is unknown, and nothing deters it.")
    elif reason.answer is None:
        text = _("It would rather move to {target}, and nothing deters it.")
    elif reason.unsure_of_answer:
        text = _(
            "It might rather move to {target}, but is deterred by {answer}, of which it is unknown "
            "whether it prefers it to {state}."
        )
    elif degree:
        text = _(
            "It might rather move to {target}, but is deterred by {answer}, to which it prefers "
            "{state} by as many degrees as {concept} asks."
        )
    else:
        text = _(
            "It might rather move to {target}, but is deterred by {answer}, which it does not "
            "prefer to {state}."
        )
    return text.format(
        state=here(conflict, reason.state),
        target=told(conflict, reason.target, reason.state),
        answer="" if reason.answer is None else told(conflict, reason.answer, reason.state),
        concept=reason.concept.name,
    )


# --- fuzzy preference -------------------------------------------------------------------------


def _by_certainty(conflict: GraphModel, reason: FuzzyReason) -> str:
    """Say which move decides, how certainly its end is preferred, and what deters from it."""
    if reason.target is None:
        text = _("{party} has no move of its own from {state}, so it stays.")
    elif not reason.wished:
        text = _(
            "{party} prefers nothing that it can move to from {state} with a certainty of {bound}; "
            "{target} comes nearest, with {of_target}."
        )
    elif reason.answer is None:
        text = _(
            "{party} prefers {target} to {state} with a certainty of {of_target}, of {bound} that "
            "it needs, and nothing deters it from moving there."
        )
    else:
        text = _(
            "{party} prefers {target} to {state} with a certainty of {of_target}, of {bound} that "
            "it needs, but is deterred by {answer}, which it prefers with a certainty of "
            "{of_answer} only."
        )
    ends = {"target": reason.target, "answer": reason.answer}
    sure = {"of_target": reason.of_target, "of_answer": reason.of_answer, "bound": reason.bound}
    return text.format(
        party=called(conflict.party_names[reason.party]),
        state=here(conflict, reason.state),
        **{k: told(conflict, end, reason.state) for k, end in ends.items() if end is not None},
        **{k: written(number) for k, number in sure.items() if number is not None},
    )
