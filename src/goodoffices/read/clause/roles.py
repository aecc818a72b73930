"""Who does what to whom: the one finder of subjects, objects, owners and what pronouns mean.

A :class:`Scene` looks at one document's parse and actors. Its questions are those a reader asks of
a clause: who does this, to whom, whose is it, whom does "it" mean. The first half answers with
nouns (their heads' tokens), looked for where the sentence left them: beside the verb, in the clause
it is joined to, before a relative pronoun, after an inverted verb. The second half answers with the
actors that nouns name, in the order of the text; an empty answer means the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, takewhile

from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.kept import parsed
from goodoffices.read.clause.meant import Meant
from goodoffices.read.clause.quotes import quotations_of
from goodoffices.read.clause.tokens import Token
from goodoffices.read.clause.tree import ClauseTree
from goodoffices.read.who.actors import find_actors
from goodoffices.read.who.gazetteer import states
from goodoffices.read.who.index import ActorIndex
from goodoffices.read.words import words

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "dative"})
BESIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TURNING = frozenset({",", "”", '"', "’", "'", "»", "''", "’’", "—", "–"})
_DAYS = frozenset({"DATE", "TIME"})
WHO = frozenset({"who", "which", "that", "whom", "whose"})

Ids = tuple[str, ...]


def once(ids: Iterable[str]) -> Ids:
    """Return ids in order, each once."""
    return tuple(dict.fromkeys(ids))


def without(ids: Iterable[str], others: Iterable[str]) -> Ids:
    """Return the ids that are not among others, in order, each once."""
    left_out = set(others)
    return tuple(dict.fromkeys(i for i in ids if i not in left_out))


@dataclass(kw_only=True)
class Scene(ClauseTree):
    """One document's parse and actors, and the questions a reader asks of a clause.

    What stands inside quotation marks is not the subject of a verb outside them.
    """

    actors: ActorIndex
    _doers: dict[int, tuple[tuple[int, ...], bool]] = field(default_factory=dict, init=False)
    _actors: dict[int, Ids] = field(default_factory=dict, init=False)
    _done_to: dict[int, list[int]] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, document: Document) -> Scene:
        """Parse a document and find its actors.

        Raises
        ------
        UnreadableInput
            if no English pipeline is installed.
        """
        tree = parsed(document)
        actors = find_actors(document, tree)
        return cls(parse=tree, actors=actors, quotations=quotations_of(document))

    def passive(self, i: int) -> bool:
        """Tell whether a verb is passive."""
        token = self.token(i)
        if self.kids(i, "nsubjpass", "csubjpass", "auxpass"):
            return True
        if self._beheaded(i):
            return False
        bare = token.dep in {"acl", "advcl"} and token.tag == "VBN" and not self.kids(i, "aux")
        return bare or (token.tag == "VBN" and bool(self.kids(i, "agent"))) or self._reduced(i)

    def _reduced(self, i: int) -> bool:
        """Tell whether a participle was taken for a past: "a tent dropped by Chad made news"."""
        token = self.token(i)
        if token.tag != "VBD" or not self.kids(i, "agent") or self.kids(i, "dobj"):
            return False
        return any(self.ids(n) for by in self.kids(i, "agent") for n in self.kids(by, "pobj"))

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

    def row(self, i: int) -> list[int]:
        """Return a noun and those joined to it by "and", "or" or a comma."""
        nouns = [i]
        for c in self.kids(i, "conj", "appos"):
            if self.left_out(c):
                continue
            if self.token(c).dep == "conj" or self._listed_state(i, c):
                nouns += self.row(c)
            elif self.meant.titled(i) and self.actors.at(c) is not None:
                # "Chad's president, Ann Ba, and Mali's president, Ali Dao, met"
                nouns += [
                    o for o in self.kids(c, "conj") if self.meant.titled(o) and self._named(o)
                ]
        return nouns

    def _named(self, office: int) -> bool:
        """Tell whether somebody with a name holds an office: "Mali's president, Ali Dao"."""
        return any(self.actors.at(c) is not None for c in self.kids(office, "appos"))

    def left_out(self, noun: int) -> bool:
        """Tell whether a noun is named as the one that is not meant: "X, and not Y, asked"."""
        first = self.parse.subtree(noun)[0]
        before = range(max(first - 1, 0), first + 1)
        return any(self.token(j).lower == "not" for j in (*before, *self.kids(noun, "neg")))

    def _listed_state(self, one: int, other: int) -> bool:
        """Tell whether a name apposed to another is the next of a list: "between Chad, Libya".

        Of others it is where "and" joins one more ("Chad, the Bureau and Kofi Baah").
        """
        first, second = (self.actors.get(self.actors.at(i)) for i in (one, other))
        if first is None or second is None or first.id == second.id:
            return False
        below = self.parse.subtree(other)
        if first.kind == second.kind == "state":
            return self.token(below[0] - 1).text == ","
        ends = [c for c in self.kids(other, "conj") if self.actors.at(c) not in {None, second.id}]
        closed = any(t.text == "," for t in self.parse.tokens[below[-1] : below[-1] + 2])
        return bool(ends) and not closed and self.token(below[0] - 1).text == ","

    # ---- who does it, and to whom -----------------------------------------------------------

    def subject(self, verb: int) -> tuple[int, ...]:
        """Return the nouns that do a verb, looked for where the sentence left them."""
        return self._doer(verb)[0]

    def inherits(self, verb: int) -> bool:
        """Tell whether a verb has the subject of another clause."""
        return self._doer(verb)[1]

    def has_subject(self, verb: int) -> bool:
        """Tell whether a verb has a subject of its own."""
        return bool(self.kids(verb, *SUBJECTS, *PASSIVE))

    def _doer(self, verb: int) -> tuple[tuple[int, ...], bool]:
        """Return a verb's subject, found once, and whether it is another clause's."""
        if verb not in self._doers:
            self._doers[verb] = (), False  # a parse with a ring of heads must not hang
            nouns, inherited = self._find_doer(verb, self.token(verb))
            self._doers[verb] = tuple(nouns), inherited
        return self._doers[verb]

    def _find_doer(self, verb: int, token: Token) -> tuple[Iterable[int], bool]:
        if self.passive(verb):
            return self.phrases(verb, "by"), False
        between = self._after_quote(verb, token)
        if between:
            return between, False
        own = self._own_subject(verb) or self._quoted_person(token) or self._behind(verb, token)
        if own:
            return own, False
        if self.added(token):
            return self.subject(self.token(token.head).head), True
        outer = self.joined_to(token)
        if outer is not None:
            return self._doer(outer)
        if token.dep == "conj" and self.verb(token.head):
            return self._controller(token.head, token), self.inherits(token.head)
        if token.tag == "VBG" and token.dep in {"pcomp", "csubj", "nsubj"}:
            by = self.phrases(verb, "by")  # "weeks of shuttling by Omani envoys"
            if any(self.ids(n) for n in by):
                return by, False
        borrowed = self._borrowed(verb, token)
        return (borrowed, True) if borrowed else (self._inverted(verb, token), False)

    def _own_subject(self, verb: int) -> list[int]:
        """Return the subjects in a verb's own clause; a day the parser took for one is none."""
        own = self.kids(verb, *SUBJECTS)
        helped = (a for a in self.kids(verb, "aux") if self.token(a).lemma == "help")
        own = own or [s for a in helped for s in self.kids(a, *SUBJECTS)]  # "X helped broker it"
        if verb not in self.quoted:
            own = [c for c in own if c not in self.quoted]
        own = [c for c in own if not self.left_out(c)] or own
        if own and self.token(own[-1]).ent in _DAYS and self.token(own[-1]).pos != "ADJ":
            return self._noun_before(verb)
        if not own and self.misplaced(verb):
            return self.kids(verb, "npadvmod")
        apart = self.token(verb).dep == "parataxis" and self.token(verb).head > verb
        if apart and any(c < verb for c in own):
            own = [c for c in own if c < verb]  # "X said Y, who …, met Z": Y is who met
        found = [self._antecedent(self._beside(verb, c)) for c in own]
        beside = [b for b in self._along(verb, found) if b not in found]
        return [*self._listed(verb, found[0]), *found, *beside] if found else []

    def _after_quote(self, verb: int, token: Token) -> list[int]:
        """Return X of "“…,” X told them", which the parser may have hung inside the quotation."""
        if token.tag not in FINITE or token.lemma not in words("cue clause") or verb in self.quoted:
            return []
        heads = (verb, token.head)[: 1 + (token.dep == "conj")]  # "praised “brave” men and urged"
        if any(c not in self.quoted for i in heads for c in self.kids(i, *SUBJECTS)):
            return []
        first, start = verb - 1, self.parse.sentence_of(verb).first
        while first >= start and first not in self.quoted and verb - first < 16:
            if self.verb(first):
                return []
            first -= 1
        if first < start or first not in self.quoted or first == verb - 1:
            return []
        between = range(first + 1, verb)
        nouns = (i for i in between if self.token(i).pos in NOUNS)
        return [i for i in nouns if self.token(i).head not in between][:1]

    def _along(self, verb: int, subjects: list[int]) -> list[int]:
        """Return Y of "X, along with Y, …", "X, alongside Y, …" and "X, joined by Y, …"."""
        more: list[int] = []
        for s in subjects:
            verbs = (verb, *self.kids(verb, "aux", "auxpass"))
            behind = [c for v in verbs for c in self.kids(v, "prep", "advcl", "acl") if s < c < v]
            for c in (*self.kids(s, "prep", "acl"), *behind):
                before = self.token(c - 1)
                if self.token(c).lower == "with" and before.lower in words("beside others"):
                    more += self.kids(c, "pobj")
                elif self.token(c).lower in words("beside others"):
                    more += [*self.phrases(c, "with"), *self.kids(c, "pobj")]
                elif self.token(c).lemma in {"join", "accompany"} and self.token(c).tag == "VBN":
                    more += self.phrases(c, "by")
        return [m for one in more for m in self.row(one) if self.actors.at(m) is not None]

    def _listed(self, verb: int, subject: int) -> list[int]:
        """Return A and B of "A, B and C said" and "A, B sign pact", where the parser lost them."""
        sentence = self.parse.sentence_of(verb)
        at = self.parse.subtree(subject)[0]
        commas = (j for j in range(at, subject) if self.token(j).text == ",")
        at = max(commas, default=at - 1) + 1  # what is before may hang from the last name
        after = self.token(verb + 1).text if verb + 1 < sentence.last else ""
        if self.actors.at(subject) is None or after == "," or subject > verb:
            return []
        nouns: list[int] = []
        while at - 2 >= sentence.first and self.token(at - 1).text == ",":
            actor = self.actors.at(at - 2)
            if actor is None or self._an_office(at - 2, actor):
                return []
            nouns.insert(0, at - 2)
            at -= 2
            while at > sentence.first and self.actors.at(at - 1) == actor:
                at -= 1
        joined = set(self.row(subject))
        return [n for n in nouns if n not in joined] if at == sentence.first else []

    def _an_office(self, at: int, actor: str) -> bool:
        """Tell whether a name opens with an office: "President of the Council, X, said"."""
        while at and self.actors.at(at - 1) == actor:
            at -= 1
        return self.actors.at(at) == actor and self.meant.titled(at)

    def _beside(self, verb: int, subject: int) -> int:
        """Return Y of "X, Y said, had …", where the parser took X for the speaker."""
        token = self.token(verb)
        if token.dep in {"parataxis", "ccomp"} and token.head > verb:
            for c in self.kids(subject, "appos"):
                if self.parse.subtree(c)[-1] == verb - 1:
                    return c
        return subject

    def _quoted_person(self, token: Token) -> list[int]:
        """Return X of "the agency quoted X as saying"."""
        verb = self.token(self.token(token.head).head)
        if token.dep != "pcomp" or verb.lemma not in {"quote", "cite"}:
            return []
        return self.kids(verb.i, "dobj", "nsubjpass")[:1]

    def added(self, token: Token) -> bool:
        """Tell whether a participle goes on with what was said: "stated that …, underscoring …"."""
        clause = self.token(token.head)
        if token.tag != "VBG" or token.dep != "advcl" or self.token(token.i - 1).text != ",":
            return False
        reported = clause.dep == "ccomp" and clause.head < clause.i < token.i
        cue = token.lemma in words("cue object") or token.lemma in words("cue clause")
        return cue and reported and self.token(clause.head).lemma in words("cue clause")

    def joined_to(self, token: Token) -> int | None:
        """Return the reporting verb that a later one goes with, where the parser joined it inside.

        "X said that “A …” and promised that B": "promised" goes with "said", not with what is said.
        """
        if token.dep != "conj" or self.has_subject(token.i):
            return None
        strays = token.tag == "VBG" != self.token(token.head).tag  # "saying that …, and calling …"
        if token.lemma not in words("cue clause") or not (strays or token.tag in FINITE):
            return None
        leaves = strays or (token.head in self.quoted and token.i not in self.quoted)
        reports = any(self.marked(c) for c in self.kids(token.i, "ccomp"))
        for child, head in self.above(token.head):
            if self.token(child).dep not in {"ccomp", "conj"}:
                return None
            above = self.token(head)
            outer = above.lemma in words("cue clause") and above.tag == token.tag
            if outer and head not in self.quoted and (leaves or reports):
                return head
        return None

    def _borrowed(self, verb: int, token: Token) -> list[int]:
        """Find the subject of a verb without one: shared, controlled, or a phrase's noun."""
        head = token.head
        if head == verb:
            return []
        if token.dep in {"xcomp", "ccomp", "advcl", "conj", "dep", "parataxis"}:
            if self.verb(head):
                return self._controller(head, token)
            far = self.token(head).lower == "far"  # "went so far as to …"
            if far or self.token(head).pos == "ADJ":
                return list(self.subject(self.token(head).head))
            if "to" in self.lemmas(verb, "aux") and self.actors.at(head):
                return [head]  # a headline's "Peru to expel the envoy"
            return list(self.holders(head))
        if token.dep in {"relcl", "acl"}:
            return self._of_clause(verb, token)
        if token.dep in {"pcomp", "pobj"}:
            return self._charged(self.token(head).head)
        return []

    def _of_clause(self, verb: int, token: Token) -> list[int]:
        """Return who does a clause on a noun: the noun itself, or whose it is."""
        head = token.head
        if token.tag == "VBG" and (issued := self._issued(head)):
            return issued
        if token.tag == "VBG" and (asking := self.asking(verb)):
            return asking
        itself = token.dep == "relcl" or token.tag == "VBG" or self._beheaded(verb)
        if "to" in self.lemmas(verb, "aux"):
            # a headline's "Peru to sever ties with Chile"; not "has the weight to mediate"
            itself = bool(self.ids(head)) or (itself and not self.holders(head))
        return [head] if itself else list(self.holders(head))

    def asking(self, verb: int) -> list[int]:
        """Return who asks for something where they go: "blocked the road to the quay demanding".

        A place asks for nothing: whoever does what is done there does.
        """
        token = self.token(verb)
        noun, link = self.token(token.head), self.token(self.token(token.head).head)
        asks = token.lemma in words("asking deeds") and token.dep == "acl" and token.tag == "VBG"
        placed = noun.dep == "pobj" and link.lower in words("prepositions of places")
        people = words("human nouns", "party people", "party bodies", "document nouns")
        if not (asks and placed) or self.actors.at(noun.i) or noun.lemma in people:
            return []
        above = next((h for _c, h in self.above(noun.i) if self.verb(h)), None)
        return [] if above is None or self.passive(above) else list(self.subject(above))

    def _issued(self, noun: int) -> list[int]:
        """Return whose statement says something: "Chad issued a statement saying that …"."""
        token = self.token(noun)
        if token.lemma not in words("issued documents"):
            return []
        owners = self.owners(noun)
        if not owners and token.dep == "dobj" and self.token(token.head).lemma in words("issuing"):
            return list(self.subject(token.head))
        return owners

    def _charged(self, above: int) -> list[int]:
        """Return who does what stands after a preposition ("accused Chad of attacking")."""
        if self.token(above).lemma in words("charging verbs") and self.objects(above):
            return self.objects(above)
        for _step in range(3):  # "far from attacking Chad, Libya …"
            if self.token(above).pos in {"ADV", "ADP", "SCONJ"}:
                above = self.token(above).head
        if self.verb(above):
            done_to = self.kids(above, *PASSIVE) if self.passive(above) else []
            return done_to or list(self.subject(above))
        return [above] if self.actors.at(above) else list(self.holders(above))

    def _controller(self, head: int, token: Token) -> list[int]:
        """Return who does the complement of a verb: its object ("asked Oman to") or subject."""
        controls = self.token(head).lemma in words("control verbs")
        if controls and token.dep in {"xcomp", "ccomp", "advcl"}:
            others = [o for o in self.kids(head, "dobj", "dative") if o != token.i]
            others += self.phrases(head, "on", "upon", "to")
            if self.passive(head):
                others = self.kids(head, *PASSIVE)
            if others:
                return others
        if self.passive(head):
            return self.kids(head, *PASSIVE)
        return list(self.subject(head))

    def _behind(self, verb: int, token: Token) -> list[int]:
        """Return who a verb of saying is followed by: "…, vows the minister", "said X:"."""
        if token.tag not in FINITE or token.lemma not in words("cue clause"):
            return []
        sentence = self.parse.sentence_of(verb)
        before = self.token(verb - 1).text if verb > sentence.first else ","
        if before not in _TURNING:
            return []
        for c in self.kids(verb, "dobj", "attr", "npadvmod", "oprd", "ccomp", "nsubj"):
            below = self.parse.subtree(c)
            noun = self.token(c)
            if self._told(verb, c):
                continue
            if below[0] != verb + 1 or noun.pos not in {"NOUN", "PROPN"} or noun.ent in _DAYS:
                continue
            people = words("human nouns", "titles", "party people")
            if self.actors.at(c) is not None or noun.lemma in people:
                return [c]
        return []

    def _inverted(self, verb: int, token: Token) -> list[int]:
        """Return the subject that follows a verb of saying: "…,” reads the draft"."""
        if token.tag not in FINITE or token.lemma not in words("cue clause"):
            return []
        sentence = self.parse.sentence_of(verb)
        before = self.token(verb - 1).text if verb > sentence.first else ","
        if before in _TURNING:
            for c in self.kids(verb, "dobj", "attr", "npadvmod", "oprd"):
                if c > verb and self.token(c).ent not in _DAYS and not self._told(verb, c):
                    return [c] if self.token(c).pos in NOUNS else []
        return self._noun_before(verb) or self._named_before(verb)

    def _told(self, verb: int, noun: int) -> bool:
        """Tell whether a noun behind a verb is whom it is said to: "…, told [reporters] it …"."""
        addressed = self.token(verb).lemma in words("cue addressed")
        return addressed and any(c > noun for c in self.kids(verb, "ccomp", "xcomp"))

    def _named_before(self, verb: int) -> list[int]:
        """Return the person whose name ends right before a verb that the parser cut off from it."""
        before = verb - 1
        if before < self.parse.sentence_of(verb).first:
            return []
        actor = self.actors.get(self.actors.at(before))
        return [before] if actor is not None and actor.kind == "person" else []

    def _noun_before(self, verb: int) -> list[int]:
        """Return the head of the noun phrase that ends right before a verb."""
        tokens = self.parse.tokens
        at, best = verb - 1, list[int]()
        while 0 <= at < verb and tokens[at].sentence == tokens[verb].sentence:
            below = self.parse.subtree(at)
            if below[-1] >= verb or any(tokens[j].text == "," for j in below):
                break
            if tokens[at].pos in NOUNS:
                best = [at]
            if tokens[at].head == at:
                break
            at = tokens[at].head
        return best

    def objects(self, verb: int) -> list[int]:
        """Return the nouns a verb is done to: its objects, or a passive's subject."""
        if verb not in self._done_to:
            self._done_to[verb] = self._find_objects(verb)
        return list(self._done_to[verb])

    def _find_objects(self, verb: int) -> list[int]:
        if self.misplaced(verb):
            return [self.token(verb).head]
        if self.passive(verb):
            done_to = PASSIVE | SUBJECTS if self.kids(verb, "agent") else PASSIVE
            subjects = [self._antecedent(c) for c in self.kids(verb, *done_to)]
            if subjects:
                return subjects + self.kids(verb, "oprd", "dobj")
            token = self.token(verb)
            return [self._parted(token.head)] if token.dep == "acl" else self._borrowed(verb, token)
        return [self._antecedent(c) for c in self.kids(verb, *OBJECTS)] or self._left_out(verb)

    def _left_out(self, verb: int) -> list[int]:
        """Return "treaty" of "the treaty it concluded", without its relative pronoun."""
        token = self.token(verb)
        if token.dep != "relcl" or token.tag not in FINITE | {"VBN"}:
            return []
        own = self.kids(verb, "nsubj")
        if not own or any(self.token(c).lower in WHO for c in own):
            return []
        asks = any(self.token(c).tag in {"WRB", "WDT", "WP"} for c in self.kids(verb))
        noun = self.token(token.head)
        return [] if asks or noun.ent in _DAYS or noun.pos != "NOUN" else [noun.i]

    def _parted(self, noun: int) -> int:
        """Return "talks" of "talks between Chad and Libya brokered by Norway", for "Libya"."""
        at = noun
        while self.token(at).dep == "conj":
            at = self.token(at).head
        link = self.token(self.token(at).head)
        between = self.token(at).dep == "pobj" and link.lower in {"between", "among"}
        above = self.token(link.head)
        return above.i if between and above.pos == "NOUN" and self.actors.at(noun) else noun

    def addressee(self, verb: int) -> int | None:
        """Return the head of whom something is said to."""
        addressed = self.token(verb).lemma in words("cue addressed")
        for c in self.kids(verb):
            child = self.token(c)
            if child.dep == "dative" and child.pos in NOUNS:
                return c
            if addressed and child.dep == "dobj" and c > verb:
                return c
            if addressed and child.dep == "ccomp" and not self.marked(c):
                raised = self._raised(verb, c)
                if raised is not None:
                    return raised
            if child.dep in {"prep", "dative"} and child.lower == "to":
                return next(iter(self.kids(c, "pobj")), None)
        return None

    def _raised(self, verb: int, clause: int) -> int | None:
        """Return the object the parser took for the infinitive's subject: "urged Iran to …"."""
        if "to" not in self.forms(clause, "aux"):
            return None
        return next((c for c in self.kids(clause, "nsubj") if c > verb), None)

    def holders(self, noun: int) -> list[int]:
        """Return whose act, offer or role a noun is: owner, agent, or its verb's subject."""
        owners = self.owners(noun)
        if owners:
            return owners
        token = self.token(noun)
        if token.dep in {"dobj", "attr"} and self.verb(token.head):
            return list(self.subject(token.head))
        if token.dep == "pobj":
            above = self.token(token.head).head
            if self.verb(above):
                return list(self.subject(above))
            return self.holders(above) if above != noun else []
        return []

    def owners(self, noun: int) -> list[int]:
        """Return the nouns that own a noun in its own phrase ("Omani offer", "calls by Peru")."""
        nouns = [c for c in self.kids(noun, *BESIDE) if self.ids(c)]
        for places in (("by", "from"), ("of",)):
            nouns = nouns or [p for p in self.phrases(noun, *places) if self.ids(p)]
        return nouns

    def _antecedent(self, i: int) -> int:
        """Return the noun a relative pronoun stands for, or the token itself."""
        token = self.token(i)
        if token.lower not in WHO:
            return i
        steps = islice(self.above(token.head), 6)
        named = self.kids(self.token(token.head).head, "attr")
        cleft = self.token(token.head).dep == "ccomp" and len(named) == 1 and named[0] < i
        if cleft and "it" in self.forms(self.token(token.head).head, "nsubj"):
            return named[0]  # "it was Peru that expelled them"
        noun = next((head for at, head in steps if self.token(at).dep == "relcl"), i)
        if token.lower != "which":
            return noun
        verb = self.token(token.head)
        many = verb.tag == "VBP" or "VBP" in {self.token(c).tag for c in self.kids(verb.i, "aux")}
        while many and self.token(noun).dep == "conj":  # "the Union, the League and Mali, which"
            noun = self.token(noun).head
        return noun

    # ---- which actors they are --------------------------------------------------------------

    def ids(self, noun: int) -> Ids:
        """Return the actors a noun names, with those joined to it."""
        row = self.row(noun)
        return (
            self.ids_alone(noun)
            if len(row) == 1
            else once(a for one in row for a in self.ids_alone(one))
        )

    def all_ids(self, nouns: Iterable[int]) -> Ids:
        """Return the actors several nouns name, in order, each once."""
        return once(a for n in nouns for a in self.ids(n))

    def kin(self, some: Ids, others: Ids) -> bool:
        """Tell whether two sets of actors belong to one state."""
        country = self.actors.country
        return bool({country(a) for a in some} & {country(b) for b in others} - {None})

    def public(self, one: str) -> str:
        """Return the movement or state an actor stands for; nobody's person stands for none."""
        actor = self.actors.get(one)
        own = actor and (one if actor.kind == "group" else actor.affiliation)
        movement = self.actors.get(own or None)
        if movement is not None and movement.kind == "group":
            return movement.id
        alone = actor is not None and actor.kind == "person" and not own
        return self.actors.country(one) or ("" if alone else own or one)

    def publics(self, ids: Ids) -> set[str]:
        """Return the movements and states that some actors stand for."""
        return {self.public(one) for one in ids} - {""}

    def pair(self, i: int) -> Ids:
        """Return the sides named after "between", "among" or "involving"."""
        nouns = self.phrases(i, "between", "among", "amongst", "involving")
        sides = self.all_ids(nouns)
        if len(sides) < 2 and nouns:
            below = self.parse.subtree(self.token(nouns[0]).head)
            sides = self.named(below[0], below[-1] + 1)
        return sides

    def named(self, first: int, last: int) -> Ids:
        """Return the actors named in tokens [first, last); a person stands for its own title.

        "Russian President Vladimir Putin" names one actor, not Russia and Putin.
        """
        mentions = self.actors.within(first, last)
        actors: list[str] = []
        for n, (_start, end, actor) in enumerate(mentions):
            after = mentions[n + 1] if n + 1 < len(mentions) else None
            if after is not None and after[0] - end <= 5 and self._title(actor, after[2]):
                continue
            actors.append(actor)
        return once(actors)

    def _title(self, actor: str, person: str) -> bool:
        """Tell whether an actor's name is but part of a person's title."""
        who = self.actors.get(person)
        if who is None or who.kind != "person" or actor == person:
            return False
        return self.actors.country(actor) == self.actors.country(person)

    def located(self, nouns: Iterable[int], others: Ids = ()) -> Ids:
        """Return the actors some nouns name, or else the states of the places they name."""
        nouns = list(nouns)
        ids = without(self.all_ids(nouns), others)
        if ids:
            return ids
        for noun in nouns:
            for i in self.parse.subtree(noun):
                country = self.actors.places.get(i)
                state = states().get(country or "")
                if state and not self._apart(noun, i):
                    return (state,)
        return ()

    def loose(self, nouns: Iterable[int], others: Ids = ()) -> Ids:
        """Return the first actor anywhere in the phrases of some nouns ("a camp for …")."""
        for noun in nouns:
            below = self.parse.subtree(noun)
            for first, _last, actor in self.actors.within(below[0], below[-1] + 1):
                if actor not in others and not self._apart(noun, first):
                    return (actor,)
        return ()

    def _apart(self, noun: int, i: int) -> bool:
        """Tell whether a word below a noun stands in a clause of its own: "where Chad once …"."""
        way = [c for c, _head in takewhile(lambda step: step[0] != noun, self.above(i))]
        return any(self.token(c).dep == "relcl" for c in way)

    def ids_alone(self, noun: int) -> Ids:
        """Return the actors one noun names, found once."""
        if noun not in self._actors:
            self._actors[noun] = ()  # phrases in phrases ask for the same nouns again and again
            self._actors[noun] = self._actors_of(noun)
        return self._actors[noun]

    def _actors_of(self, noun: int) -> Ids:
        """Return the actors one noun names: itself, else by what stands beside it."""
        here = self.actors.at(noun)
        if here is not None:  # "the Bolivian and Chilean negotiators" are of both
            rows = (r for c in self.kids(noun, *BESIDE) if len(r := self.row(c)) > 1)
            named = (self.actors.at(o) for r in rows if all(map(self.actors.at, r)) for o in r)
            return once((*self._hyphened(noun), *filter(None, named), here))
        if noun in self.actors.together:
            return self.actors.together[noun]
        if self.token(noun).lower in words("personal pronouns", "first person"):
            return self.refers(noun)
        if self.token(noun).lower in {"which", "whom"}:  # "the pact to which Chad acceded": no one
            whom = self._antecedent(noun) if self.token(noun).dep == "pobj" else noun
            return self.ids(whom) if self.actors.at(whom) is not None else ()
        person = self.meant.behind_office(noun) or self.meant.described(noun)
        if person is not None:
            return (person,)
        actors = self._beside_it(noun)
        if not actors or any(self.token(c).tag == "PRP$" for c in self.kids(noun, "poss")):
            apposed = [a for c in self.kids(noun, "appos") for a in self.ids(c)]
            actors = apposed or actors  # "its ally Chad" is Chad
        places = self._of_whom(noun)
        if not actors:
            actors += [a for c in self.phrases(noun, *places) for a in self._near(c)]
        if not actors:
            actors += self.located(self.phrases(noun, *places))
        if not actors:
            actors += self._spoken_for(noun)
        return once(actors)

    def _of_whom(self, noun: int) -> tuple[str, ...]:
        """Return the prepositions by which a noun may stand for whom they name.

        "The talks in Chad" are not Chad's, and "by way of Chad" is not Chad.
        """
        token = self.token(noun)
        if token.lower in words("nouns within prepositions"):
            link = self.token(token.head).pos == "ADP"
            return () if link else ("in", "of", "from")
        return ("of", "from") if token.lemma in words("encounters") else ("in", "of", "from")

    def _spoken_for(self, noun: int) -> Ids:
        """Return whom a noun stands for: "a team representing X", "X, a bloc that"."""
        acting = (c for c in self.kids(noun, "acl") if self.token(c).lemma == "represent")
        stood_for = self.all_ids(o for c in acting for o in self.objects(c) if o > noun)
        apposed = self.token(noun).dep == "appos" and self.token(noun).pos == "NOUN"
        above = self.actors.at(self.token(noun).head) if apposed and not stood_for else None
        return (above,) if above else stood_for

    def _beside_it(self, noun: int) -> list[str]:
        """Return the actors that stand before a noun ("Cuban", "its"), or whom it includes."""
        actors: list[str] = []
        if self.token(noun).tag == "NNS":  # "several states, including Peru and Chile"
            actors += [a for c in self.phrases(noun, "including") for a in self.ids(c)]
        for c in self.kids(noun, *BESIDE):
            for one in self.row(c):
                if at := self.actors.at(one):
                    actors += [*self._hyphened(one), at]
                elif self.token(c).dep == "poss":
                    own = self.token(noun).lemma in words("one's country")
                    actors += (self.actors.side(a) if own else a for a in self._of_owner(one))
        return actors

    def _hyphened(self, noun: int) -> list[str]:
        """Return the first of two sides that a hyphen joins before a noun: "Chad-Libya talks"."""
        before = [
            c
            for c in self.kids(noun, "compound", "nmod")
            if c < noun and self.token(c + 1).text in "-–—/"
        ]
        return [at for c in before if (at := self.actors.at(c)) and at != self.actors.at(noun)]

    def _near(self, noun: int) -> Ids:
        """Return the actors in a phrase after a noun ("rebels in the north of Chad")."""
        return self.ids(noun) if self.token(noun).pos in {"NOUN", "PROPN", "NUM", "PRON"} else ()

    def _of_owner(self, owner: int) -> Ids:
        """Return the actors of an owner ("its", "Cairo's security chief's")."""
        if self.token(owner).lower in words("personal pronouns"):
            return self.refers(owner)
        if self.token(owner).lower in words("first person"):  # "our army attacked", not "our men"
            doer = self.token(self.token(owner).head).dep in SUBJECTS
            return self.refers(owner) if doer else ()
        if self.token(owner).lower == "whose":
            return self.ids(whom) if (whom := self._antecedent(owner)) != owner else ()
        return tuple(a for c in self.kids(owner, *BESIDE) if (a := self.actors.at(c)))

    @cached_property
    def meant(self) -> Meant:
        """Whom pronouns and descriptions of persons mean."""
        return Meant(self)

    def refers(self, pronoun: int) -> Ids:
        """Return whom "it", "his" or "their" means: the likeliest that names an actor."""
        return self.meant.refers(pronoun)

    def antecedents(self, pronoun: int) -> Iterator[int]:
        """Yield the nouns a pronoun may mean, the likeliest first."""
        return self.meant.antecedents(pronoun)
