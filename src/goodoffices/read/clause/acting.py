"""Who acts for a state: its bodies and people do; "an Iranian scientist" is no government."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.read.clause.roles import Ids, Scene, once
from goodoffices.read.words import words


def doers(scene: Scene, nouns: Iterable[int]) -> Ids:
    """Return the actors that several nouns name as who acts.

    A state does not where it only tells whose people they are: "gunmen from Chad" are not Chad.
    """
    return once(
        one
        for noun in nouns
        for own in scene.row(noun)
        for one in scene.ids_alone(own)
        if not (_stands_for_state(scene, one) and private(scene, own))
    )


def private(scene: Scene, noun: int) -> bool:
    """Tell whether a noun without a name of its own is people who act for no state."""
    token = scene.token(noun)
    if token.pos not in {"NOUN", "NUM", "ADJ"} or scene.actors.at(noun) is not None:
        return False
    if scene.forms(noun, "amod") & words("past offices"):  # "a retired Kenyan general"
        return True
    if token.lemma in words("counts of people") or token.pos == "NUM":
        of = scene.phrases(noun, "of")
        return bool(of) and all(n > noun and private(scene, n) for n in of)
    forms, serving = {token.lemma, token.lower}, words("state people", "serving a state")
    if forms & serving:
        return False
    trade = token.lemma.endswith(tuple(words("endings of trades")))  # a violinist, a winegrower
    return trade or bool(forms & words("people", "private people"))


def _stands_for_state(scene: Scene, one: str) -> bool:
    actor = scene.actors.get(one)
    return actor is None or actor.kind == "state"
