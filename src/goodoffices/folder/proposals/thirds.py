"""What names a third party: its name, its people's names, or "the bishop" who alone is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.belonging import Belonging
from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_TAKING = table("bargaining.yaml")["taking"]
_MEDIATING = frozenset(_TAKING["mediating"])
_WITH = {verb: frozenset(words) for verb, words in _TAKING["mediating_with"].items()}
OFFICE_WORDS = frozenset(_TAKING["office_words"]) | {"mediator", "facilitator", "intermediary"}
"""What a mediator is called."""
_FOR_ANOTHER = OFFICE_WORDS | frozenset(_TAKING["for_another"])
_PRONOUNS = frozenset({"it", "them", "him", "her", "he", "she", "they"})


@dataclass(frozen=True)
class Thirds:
    """Whom nouns name that are no side: ``roles`` are offices that one person alone holds."""

    belonging: Belonging
    roles: Mapping[str, str]

    def named(self, scene: Scene, noun: int) -> tuple[str, ...]:
        """Return whom a noun names, as those they stand for; of "the bishop", the one bishop.

        A pronoun names whom the page says last, where that is one.
        """
        token = scene.token(noun)
        own = self.roles.get(token.lemma)
        person = token.pos in {"PROPN", "ADJ", "PRON"} or token.lemma in _FOR_ANOTHER
        ids = self.belonging.principals(scene.ids(noun)) if person or not own else ()
        if token.text.islower() and token.pos == "NOUN" and token.lemma not in _FOR_ANOTHER:
            ids = tuple(i for i in ids if self.belonging.actors[i].rule.endswith("party"))
        if ids or token.lower in _PRONOUNS:
            return ids
        definite = scene.forms(noun, "det") & {"the", "this", "that"} or token.text[:1].isupper()
        return (own,) if own and definite else ()


def mediates(scene: Scene, verb: int) -> bool:
    """Tell whether an act is one of mediating: "mediate", "step in", "host the talks"."""
    lemma = scene.token(verb).lemma
    if lemma in _MEDIATING:
        return True
    beside = scene.lemmas(verb, "prt", "advmod", "prep", "dobj")
    beside |= {scene.token(n).lemma for n in scene.objects(verb)}
    if lemma in {"act", "serve"}:
        below = {scene.token(i).lemma for i in scene.phrases(verb, "as")}
        return bool(below & (OFFICE_WORDS))
    return bool(beside & _WITH.get(lemma, frozenset()))
