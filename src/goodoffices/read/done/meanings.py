"""What a word means in its clause: the groups of the trigger table whose demands are met.

"Held talks", "held a rally" and "held two men" share a verb; its object, particle or subject tells
which act is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.read.clause.roles import Scene
from goodoffices.read.done.triggers import Group, lexicon
from goodoffices.read.words import words


class Meanings:
    """Looks words up in the trigger table with the clause they stand in."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = lexicon()

    def groups(self, i: int) -> Iterator[Group]:
        """Yield the meanings of a word whose demands its clause meets, the surest first."""
        token = self.scene.token(i)
        lemma = self.lemma(i)
        if token.pos in {"VERB", "AUX"}:
            around = self._particles(i)
            for particle, group in self.words.verbs.get(lemma, ()):
                if (not particle or particle in around) and self._meets(i, group):
                    yield group
        elif token.pos in {"NOUN", "PROPN"} or lemma != token.lemma:
            for _rest, group in self.words.nouns.get(lemma, ()):
                if not group.modifier or self._modified(i, group.modifier):
                    yield group
        elif token.pos == "ADJ":
            for _rest, group in self.words.adjectives.get(lemma, ()):
                yield group

    def lemma(self, i: int) -> str:
        """Return a word's lemma; "go-between" is cut in three by the parser."""
        token = self.scene.token(i)
        if token.lower == "between" and i > 1:
            before = [t.lower for t in self.scene.parse.tokens[i - 2 : i]]
            if before == ["go", "-"]:
                return "go-between"
        return token.lemma

    def _particles(self, i: int) -> set[str]:
        """Return the particles of a verb, and its preposition phrases as one ("out of")."""
        scene = self.scene
        found = {""}
        for c in scene.kids(i, "prt", "prep", "advmod", "dative", "mark", "advcl", "acomp"):
            word = scene.token(c).lower
            found.add(word)
            for inner in scene.kids(c, "prep", "pobj"):
                found.add(f"{word} {scene.token(inner).lower}")
        for o in scene.kids(
            i, "dobj"
        ):  # "launched a missile at": the phrase may hang from the object
            found |= scene.prepositions(o)
        found |= {w for c in scene.kids(i, "intj", "dobj") if (w := scene.token(c).lower) == "no"}
        found |= {f"{p} {q}" for p in list(found) for q in scene.prepositions(i)}
        if scene.kids(i, "xcomp"):
            found.add("to")
        return found

    def _meets(self, i: int, group: Group) -> bool:
        """Tell whether a verb has the object and the subject a meaning demands."""
        scene = self.scene
        if group.object:
            things = [*scene.objects(i), *scene.phrases(i)]
            things += scene.kids(i, "acomp", "oprd", "advmod", "xcomp", "npadvmod")
            if not any(self.names(t, group.object) for t in things):
                return False
        if group.between and not self._apart(i):
            return False
        if group.subject:
            return any(self.names(s, group.subject) for s in scene.subject(i))
        return True

    def _apart(self, i: int) -> bool:
        """Tell whether a verb's phrases name two sides that its subject stands between."""
        scene = self.scene
        nouns = [i, *scene.objects(i), *scene.phrases(i)]
        own = set(scene.all_ids(scene.subject(i)))
        between = scene.all_ids(p for n in nouns for p in scene.phrases(n, "between", "among"))
        return bool(set(between) - own) and not own & set(between)

    def names(self, noun: int, wanted: frozenset[str]) -> bool:
        """Tell whether a noun phrase is about one of some words: its head, its row, its parts."""
        scene = self.scene
        for one in scene.row(noun):
            token = scene.token(one)
            if token.lemma in wanted or token.lower in wanted:
                return True
            if "$person" in wanted and self._person(one):
                return True
            if "$place" in wanted and (token.ent in {"GPE", "LOC"} or self._state(one)):
                return True
            if "$crowd" in wanted and self._crowd(one):
                return True
            parts = scene.kids(one, "compound", "amod", "appos")
            if any(scene.token(p).lemma in wanted for p in parts):
                return True
            if any(self.names(p, wanted) for p in scene.phrases(one, "of")):
                return True
        return False

    def _person(self, i: int) -> bool:
        """Tell whether a noun is a person: an actor, a name, or an office."""
        found = self.scene.actors.at(i)
        actor = self.scene.actors.get(found) if found else None
        if actor is not None and actor.kind == "person":
            return True
        token = self.scene.token(i)
        return token.ent == "PERSON" or token.lemma in words("offices")

    def _state(self, i: int) -> bool:
        """Tell whether a word names a state or a place in one."""
        actor = self.scene.actors.get(self.scene.actors.at(i) or "")
        return i in self.scene.actors.places or (actor is not None and actor.kind == "state")

    def _crowd(self, i: int) -> bool:
        """Tell whether a noun is people in the plural, and no armed force."""
        token = self.scene.token(i)
        forces = self.words.classes["forces"]
        return token.tag in {"NNS", "NNPS", "JJ"} and token.lemma not in forces

    def _modified(self, i: int, wanted: frozenset[str]) -> bool:
        """Tell whether a noun has one of some modifiers or prepositions."""
        scene = self.scene
        beside = {scene.token(c).lemma for c in scene.kids(i, "compound", "amod", "nmod")}
        return bool((beside | scene.prepositions(i)) & wanted)
