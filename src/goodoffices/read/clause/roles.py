"""Who stands where around a word: subjects, objects, possessors, "between A and B".

A :class:`Scene` looks at one document's parse and actors. Its questions are those a reader asks of
a clause: who does this, to whom, whose is it, whom does "it" mean. Answers are actor ids, in the
order of the text; an empty answer means the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from goodoffices.evidence.claims import Actor
from goodoffices.read.clause.parse import Parse, Token
from goodoffices.read.words import words

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "dative"})
BESIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
WHO = frozenset({"who", "which", "that", "whom", "whose"})
GONE = frozenset({"czechoslovakia", "east-germany", "ottoman-empire", "soviet-union", "yugoslavia"})
"""States of the past that share a country code with one of today."""

Ids = tuple[str, ...]


class Actors(Protocol):
    """What the finder of actors offers."""

    @property
    def places(self) -> Mapping[int, str]:
        """The tokens that name a place where things happen, with its country."""

    def at(self, token: int) -> str | None:
        """Return the actor whose mention covers a token."""

    def within(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """Return the mentions in tokens [first, last), in order."""

    def country(self, actor_id: str) -> str | None:
        """Return the state an actor is or belongs to (ISO 3166-1 alpha-3)."""

    def get(self, actor_id: str) -> Actor | None:
        """Return an actor."""


@dataclass
class Scene:
    """One document's parse and actors, and the questions a reader asks of a clause."""

    parse: Parse
    actors: Actors
    _subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _asking: set[int] = field(default_factory=set)

    def token(self, i: int) -> Token:
        """Return a token."""
        return self.parse.tokens[i]

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the dependents of a token with one of the labels (all where none is given)."""
        tokens = self.parse.tokens
        return [c for c in self.parse.children(i) if not deps or tokens[c].dep in deps]

    def verb(self, i: int) -> bool:
        """Tell whether a token is a verb or an auxiliary."""
        return self.token(i).pos in {"VERB", "AUX"}

    def passive(self, i: int) -> bool:
        """Tell whether a verb is passive."""
        token = self.token(i)
        if self.kids(i, "nsubjpass", "csubjpass", "auxpass"):
            return True
        if self._beheaded(i):
            return False
        bare = token.dep in {"acl", "advcl"} and token.tag == "VBN"
        return bare or (token.tag == "VBN" and bool(self.kids(i, "agent")))

    def misplaced(self, i: int) -> bool:
        """Tell whether a verb hangs as an adjective below its own object ("Oman [hosted] talks").

        Its subject then hangs from it, without the hyphen of "Omani-hosted".
        """
        if self.token(i).dep != "amod" or self.token(i).tag not in {"VBD", "VBN"}:
            return False
        beside = [c for c in self.kids(i, "npadvmod") if c == i - 1 and self.actors.at(c)]
        return bool(self.kids(i, "nsubj") or beside)

    def _beheaded(self, i: int) -> bool:
        """Tell whether a verb was hung below its own subject ("[militants] handed over two men").

        The small parser sometimes takes the subject for the root and the verb for a participle.
        """
        token = self.token(i)
        if token.dep != "acl" or token.tag not in {"VBN", "VBD"} or not self.kids(i, "dobj"):
            return False
        head = self.token(token.head)
        return head.head == head.i and head.pos in {"NOUN", "PROPN"}

    def phrases(self, i: int, *prepositions: str) -> list[int]:
        """Return the nouns that hang from a token by one of the prepositions, in order."""
        found = []
        hung = self.kids(i, "prep", "agent", "dative")
        for beside in self.kids(i, "advmod", "prt"):  # "walked away from", "out of"
            hung += self.kids(beside, "prep")
        for p in hung:
            if not prepositions or self.token(p).text.lower() in prepositions:
                found += self.kids(p, "pobj", "pcomp")
                for inner in self.kids(p, "prep"):  # "out of the deal", "from under …"
                    found += self.kids(inner, "pobj")
        return found

    def prepositions(self, i: int) -> set[str]:
        """Return the prepositions that hang from a token."""
        return {self.token(p).text.lower() for p in self.kids(i, "prep", "agent", "dative")}

    def row(self, i: int) -> list[int]:
        """Return a noun and those joined to it by "and", "or" or a comma."""
        found = [i]
        for c in self.kids(i, "conj"):
            found += self.row(c)
        return found

    # ---- who ------------------------------------------------------------------------------

    def objects(self, verb: int) -> list[int]:
        """Return the nouns a verb is done to: its objects, or a passive's subject."""
        if self.misplaced(verb):
            return [self.token(verb).head]
        if self.passive(verb):
            given = [self._antecedent(c) for c in self.kids(verb, *PASSIVE)]
            if given:
                return given + self.kids(verb, "oprd", "dobj")
            token = self.token(verb)
            return [token.head] if token.dep == "acl" else self._borrowed(verb, token)
        return self.kids(verb, *OBJECTS)

    def subject(self, verb: int) -> tuple[int, ...]:
        """Return the nouns that do a verb, looked for where the sentence left them."""
        if verb not in self._subjects:
            self._subjects[verb] = ()  # a parse with a ring of heads must not hang
            self._subjects[verb] = tuple(self._subject(verb))
        return self._subjects[verb]

    def _subject(self, verb: int) -> list[int]:
        token = self.token(verb)
        if self.passive(verb):
            return self.phrases(verb, "by")
        own = [self._antecedent(c) for c in self.kids(verb, *SUBJECTS)]
        if not own and self.misplaced(verb):
            own = self.kids(verb, "npadvmod")
        return own or self._borrowed(verb, token)

    def _borrowed(self, verb: int, token: Token) -> list[int]:
        """Find the subject of a verb without one: shared, controlled, or a phrase's noun."""
        head = token.head
        if head == verb:
            return []
        if token.dep in {"xcomp", "ccomp", "advcl", "conj", "dep", "parataxis"}:
            if self.verb(head):
                return self._controller(head, token)
            if self.token(head).pos == "ADJ":
                return list(self.subject(self.token(head).head))
            return list(self.holders(head))
        if token.dep in {"relcl", "acl"}:
            itself = token.dep == "relcl" or token.tag == "VBG" or self._beheaded(verb)
            return [head] if itself else list(self.holders(head))
        if token.dep in {"pcomp", "pobj"}:
            return self._charged(self.token(head).head)
        return []

    def _charged(self, above: int) -> list[int]:
        """Return who does what stands after a preposition ("accused Chad of attacking")."""
        if self.token(above).lemma in words("charging verbs") and self.objects(above):
            return self.objects(above)
        return list(self.subject(above) if self.verb(above) else self.holders(above))

    def _controller(self, head: int, token: Token) -> list[int]:
        """Return who does the complement of a verb: its object ("asked Oman to") or subject."""
        if token.dep in {"xcomp", "ccomp", "advcl"} and self.token(head).lemma in words(
            "control verbs"
        ):
            asked = [o for o in self.kids(head, "dobj", "dative") if o != token.i]
            asked += self.phrases(head, "on", "upon", "to")
            if self.passive(head):
                asked = self.kids(head, *PASSIVE)
            if asked:
                return asked
        if self.passive(head):
            return self.kids(head, *PASSIVE)
        return list(self.subject(head))

    def holders(self, noun: int) -> list[int]:
        """Return whose act, offer or role a noun is: owner, agent, or its verb's subject."""
        found = self.owners(noun)
        if found:
            return found
        token = self.token(noun)
        if token.dep in {"dobj", "attr"} and self.verb(token.head):
            return list(self.subject(token.head))
        if token.dep == "pobj":
            above = self.token(token.head).head
            return list(self.subject(above) if self.verb(above) else self.holders(above))
        return []

    def owners(self, noun: int) -> list[int]:
        """Return the nouns that own a noun in its own phrase ("Omani offer", "calls by Peru")."""
        found = [c for c in self.kids(noun, *BESIDE) if self.ids(c)]
        for places in (("by", "from"), ("of",)):
            found = found or [p for p in self.phrases(noun, *places) if self.ids(p)]
        return found

    def _antecedent(self, i: int) -> int:
        """Return the noun a relative pronoun stands for, or the token itself."""
        token = self.token(i)
        if token.text.lower() not in WHO:
            return i
        at, steps = token.head, 0
        while steps < 6 and self.token(at).head != at:
            if self.token(at).dep == "relcl":
                return self.token(at).head
            at, steps = self.token(at).head, steps + 1
        return i

    # ---- ids ------------------------------------------------------------------------------

    def ids(self, noun: int) -> Ids:
        """Return the actors a noun names, with those joined to it."""
        found: list[str] = []
        for one in self.row(noun):
            found += self._one(one)
        return tuple(dict.fromkeys(found))

    def all_ids(self, nouns: Iterable[int]) -> Ids:
        """Return the actors several nouns name, in order, each once."""
        return tuple(dict.fromkeys(a for n in nouns for a in self.ids(n)))

    def kin(self, some: Ids, others: Ids) -> bool:
        """Tell whether two sets of actors belong to one state."""
        country = self.actors.country
        return bool({country(a) for a in some} & {country(b) for b in others} - {None})

    def pair(self, i: int) -> Ids:
        """Return the sides named after "between", "among" or "involving"."""
        nouns = self.phrases(i, "between", "among", "amongst", "involving")
        found = self.all_ids(nouns)
        if len(found) < 2 and nouns:
            below = self.parse.subtree(self.token(nouns[0]).head)
            found = self.named(below[0], below[-1] + 1)
        return found

    def named(self, first: int, last: int) -> Ids:
        """Return the actors named in tokens [first, last); a person stands for its own title.

        "Russian President Vladimir Putin" names one actor, not Russia and Putin.
        """
        mentions = self.actors.within(first, last)
        found: list[str] = []
        for n, (_start, end, actor) in enumerate(mentions):
            after = mentions[n + 1] if n + 1 < len(mentions) else None
            if after is not None and after[0] - end <= 5 and self._title(actor, after[2]):
                continue
            found.append(actor)
        return tuple(dict.fromkeys(found))

    def _title(self, actor: str, person: str) -> bool:
        """Tell whether an actor's name is but part of a person's title."""
        who = self.actors.get(person)
        if who is None or who.kind != "person" or actor == person:
            return False
        return self.actors.country(actor) == self.actors.country(person)

    def located(self, nouns: Iterable[int], without: Ids = ()) -> Ids:
        """Return the actors some nouns name, or else the states of the places they name."""
        nouns = list(nouns)
        found = tuple(a for a in self.all_ids(nouns) if a not in without)
        if found:
            return found
        for noun in nouns:
            for i in self.parse.subtree(noun):
                country = self.actors.places.get(i)
                state = states().get(country or "")
                if state:
                    return (state,)
        return ()

    def loose(self, nouns: Iterable[int], without: Ids = ()) -> Ids:
        """Return the first actor anywhere in the phrases of some nouns ("a camp for …")."""
        for noun in nouns:
            below = self.parse.subtree(noun)
            for _first, _last, actor in self.actors.within(below[0], below[-1] + 1):
                if actor not in without:
                    return (actor,)
        return ()

    def _one(self, noun: int) -> Ids:
        """Return the actors one noun names: itself, else by what stands beside it."""
        here = self.actors.at(noun)
        if here is not None:
            return (here,)
        if self.token(noun).text.lower() in words("personal pronouns"):
            return self.refers(noun)
        found: list[str] = []
        for c in self.kids(noun, *BESIDE):
            for one in self.row(c):
                at = self.actors.at(one)
                found += [at] if at else (self._beside(one) if self.token(c).dep == "poss" else [])
        if not found:
            found += [a for c in self.kids(noun, "appos") for a in self.ids(c)]
        if not found:
            found += [a for c in self.phrases(noun, "of", "from", "in") for a in self._near(c)]
        if not found:
            found += self.located(self.phrases(noun, "in", "of", "from"))
        return tuple(dict.fromkeys(found))

    def _near(self, noun: int) -> Ids:
        """Return the actors in a phrase after a noun ("rebels in the north of Chad")."""
        return self.ids(noun) if self.token(noun).pos in {"NOUN", "PROPN", "NUM", "PRON"} else ()

    def _beside(self, owner: int) -> Ids:
        """Return the actors of an owner ("its", "Cairo's security chief's")."""
        if self.token(owner).text.lower() in words("personal pronouns"):
            return self.refers(owner)
        return tuple(a for c in self.kids(owner, *BESIDE) if (a := self.actors.at(c)))

    def refers(self, pronoun: int) -> Ids:
        """Return whom "it", "his" or "their" means: the nearest subject above or before it."""
        owner = self._fellow(pronoun)
        if owner:
            return owner
        if pronoun in self._asking:  # "his" may point to a phrase with another "his" in it
            return ()
        self._asking.add(pronoun)
        try:
            return self._above(pronoun) or self._before(pronoun)
        finally:
            self._asking.discard(pronoun)

    def _fellow(self, pronoun: int) -> Ids:
        """Return whose "its" is in "Tehran's programme and its support": the first's owner."""
        noun = self.token(self.token(pronoun).head)
        if self.token(pronoun).dep != "poss" or noun.dep != "conj":
            return ()
        owners = [c for c in self.kids(noun.head, "poss") if c != pronoun]
        return tuple(a for c in owners if (a := self.actors.at(c)))

    def _above(self, pronoun: int) -> Ids:
        """Return the subject of the nearest verb above a pronoun that does not hold it."""
        at, seen = self.token(pronoun).head, 0
        while seen < 12:
            if self.verb(at):
                for s in (*self.kids(at, *SUBJECTS), *self.kids(at, *PASSIVE)):
                    if s != pronoun and pronoun not in self.parse.subtree(s):
                        found = self._plain(s)
                        if found:
                            return found
            if self.token(at).head == at:
                break
            at, seen = self.token(at).head, seen + 1
        return ()

    def _before(self, pronoun: int) -> Ids:
        """Return the first subject of this sentence before a pronoun, else of the one before."""
        sentence = self.parse.sentence_of(pronoun)
        places = [(sentence.first, pronoun)]
        if sentence.index and self._same_paragraph(sentence.index):
            earlier = self.parse.sentences[sentence.index - 1]
            places.append((earlier.first, earlier.last))
        for first, last in places:
            for i in range(first, last):
                if self.token(i).dep in SUBJECTS | PASSIVE and (found := self._plain(i)):
                    return found
        return ()

    def _same_paragraph(self, index: int) -> bool:
        """Tell whether a sentence and the one before stand in one paragraph."""
        paragraphs = self.parse.paragraphs
        return bool(paragraphs) and paragraphs[index] == paragraphs[index - 1]

    def _plain(self, noun: int) -> Ids:
        """Return the actors a noun names without following pronouns."""
        if self.token(noun).text.lower() in words("personal pronouns"):
            return ()
        return self.ids(noun)


@cache
def states() -> Mapping[str, str]:
    """Return the actor id of each state by its country code."""
    from goodoffices.read.who.gazetteer import entities

    found: dict[str, str] = {}
    for entity in entities().values():
        if entity.kind == "state" and entity.country and entity.id not in GONE:
            found[entity.country] = entity.id
    return found


def side(actors: Actors, actor_id: str) -> str:
    """Return the state that a person acts for, where the document has it; else the actor itself."""
    actor = actors.get(actor_id)
    if actor is None or actor.kind != "person":
        return actor_id
    state = states().get(actors.country(actor_id) or "")
    return state if state and actors.get(state) is not None else actor_id
