"""Whose each clause of a page is: its subject's side, its speaker's, and whether it is denied.

A noun names a side by its own actor, by the one it stands for, or as whoever speaks; of a clause it
is told what it rests on, how it is meant (will, may, must, not) and what it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Literal

from goodoffices.base.once import once
from goodoffices.evidence.claims import Claim, Dossier, Statement, waits
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.belonging import Belonging, of_many
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.folder.proposals.reported import Heard, Reported
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

BidKind = Literal[
    "want",
    "refuse",
    "accept",
    "offer",
    "threat",
    "demand",
    "plan",
    "possible",
    "done",
    "say",
    "matter",
]
"""What a clause is of a side: its want, its act, what it refuses, what is asked of it.

A *matter* is no clause: it is what talks, a dispute or an agreement are said to be on.
"""
LOOK_BACK = 40
"""How many words before "they" the fighters may be named that it means."""
_WE = frozenset({"we", "us", "i", "me", "ourselves"})
_OWN = frozenset({"its", "their", "his", "her"})
_OUR = frozenset({"our", "my"})
_PERSONS = frozenset({"i", "he", "she", "who"})
_THEY = frozenset({"they", "them", "he", "him", "she", "her"})
_NAMING = frozenset({"PROPN", "NOUN"})
_TIMES = frozenset({"DATE", "TIME"})
_NOT = frozenset({"never", "nor", "neither", "hardly"})
_NEGATIVE = frozenset({"nobody", "none", "neither", "nothing", "no"})
_LIST = lists("bargaining.yaml")
_ACCOUNTS = frozenset(table("signatures.yaml")["accounts by name"]) | _LIST["charges"]
_UNTRUE = frozenset(table("signatures.yaml")["of accounts alone"]) - {"true"} | {
    "wrong",
    "mistaken",
    "foundation",
}
_BODIES = words("organs of bodies")
_SEATS = frozenset(table("bargaining.yaml")["belonging"]["seats"])
_OPENS = frozenset({",", "“", '"', ";", "and", "but", "But", "And"})
_NEAR = 3
"""So many steps above a clause is the verb that accuses somebody of it."""
ONLOOKERS = re.compile(
    rf"\b(?:{'|'.join(table('bargaining.yaml')['belonging']['onlookers'])})\b", re.IGNORECASE
)
"""What somebody is called who has no part in a dispute, and only speaks of it."""
_CONDITIONS = frozenset({"if", "unless", "until", "once", "when", "provided"})
STANCES = frozenset(v for own in table("bargaining.yaml")["verbs"].values() for v in own)
"""Verbs that say what a side thinks of something, or gives its word for."""
NO_CLAIMS: Mapping[str, Claim] = {}


class PageVoices:
    """One page, and whose each of its clauses is."""

    def __init__(
        self,
        page: ParsedPage,
        dossier: Dossier,
        belonging: Belonging,
        drafted: Mapping[str, Claim] = NO_CLAIMS,
    ) -> None:
        self.drafted = drafted
        self._named_in: dict[int, list[tuple[int, str]]] = {}
        self.page, self.source, self.scene = page, page.source, page.scene
        self.belonging = belonging.on(page.source)
        self.principal, self.speaks = self.belonging.principal, belonging.speaker
        self.statements, self.events = page.statements, page.events
        self.named = {
            place: a.id
            for a in dossier.actors
            for s in a.spans
            if s.source == self.source and a.status != "rejected"
            for place in range(s.start, s.end)
        }
        self.reported = Reported(Heard(page, self.belonging.actors, self.named, self.speaks))

    def owner(self, noun: int) -> str | None:
        """Return the side that a noun, or "our", says something is of."""
        return self.speaker(noun) if self.scene.token(noun).lower in _OUR else self.whose(noun)

    @once
    def voice(self, at: int) -> Statement | None:
        """Return the statement whose content holds a token."""
        start = self.page.place(at)
        inside = [s for s in self.statements if any(x.start <= start < x.end for x in s.spans)]
        return min(inside, key=lambda s: sum(x.end - x.start for x in s.spans), default=None)

    def side_of(self, nouns: Iterable[int]) -> str | None:
        """Return the first side that some nouns name."""
        return next((side for n in nouns if (side := self.whose(n))), None)

    @once
    def whose(self, noun: int) -> str | None:
        """Return the side that a noun names, or speaks as."""
        if self.scene.token(noun).lower in _WE:
            return self.speaker(noun)
        if self.scene.token(noun).lower == "its" and self.of_nobody(noun):
            return None
        ids = [self.known(noun, actor) for actor in self.scene.ids(noun)]
        ids = ids or [found for found in (self.elsewhere(noun),) if found]
        if self.scene.token(noun).lower == "it":
            ids = [i for i in ids if self.may_be_it(i)]
        sides = [side for side in map(self.principal, ids) if side]
        token = self.scene.token(noun)
        if token.lower in _THEY or token.lower == "it":
            said = self.voice(noun)
            own = self.speaks(said) if said else None
            if said and said.kind == "direct":  # nobody speaks of its own side as "they"
                sides = [side for side in sides if side != own]
            elif said and said.speaker_name.casefold() == token.lower and not sides:
                return own  # "what he wanted, he said, was a chair"
        if not sides and token.lower in {"they", "them"}:
            noun = self.fighters(noun)
        if not sides and token.lower == "it" and token.dep == "nsubj":
            own = self.itself(noun)
            sides = [side for side in (self.told_before(noun) or own,) if side]
        elif token.lower == "it" and token.dep == "nsubj" and not self.named_before(noun, sides[0]):
            sides = [self.itself(noun) or sides[0]]
        if here := self.the_government(noun):
            return here
        if sides:
            return sides[0]
        told = self.speaking(noun) or self.follows(noun) or self.reported.person(noun)
        return told or self.acting_for(noun)

    def of_nobody(self, its: int) -> bool:
        """Tell whether "its" is of its clause's own subject, a body whose side nobody tells."""
        scene = self.scene
        verb = next((h for _c, h in scene.above(its) if scene.verb(h)), None)
        nouns = scene.kids(verb, "nsubj") if verb is not None else []
        return (
            bool(nouns)
            and all(
                n < its and scene.token(n).lemma in _BODIES and scene.token(n).tag == "NN"
                for n in nouns
            )
            and not any(map(self.whose, nouns))
        )

    def named_before(self, pronoun: int, side: str) -> bool:
        """Tell whether a pronoun's own sentence names a side before it."""
        first = self.scene.parse.sentence_of(pronoun).first
        every = (
            self.principal(self.known(i, a))
            for i in range(first, pronoun)
            for a in self.scene.ids(i)
        )
        return side in every

    def may_be_it(self, actor_id: str) -> bool:
        """Tell whether "it" may be an actor: no person is one, nor are many ("the fishermen")."""
        actor = self.belonging.actors.get(actor_id)
        return actor is None or (actor.kind != "person" and not of_many(actor))

    def elsewhere(self, noun: int) -> str | None:
        """Return whom a name means that its own page does not tell to be anybody's.

        One page says that Orvena is a company, the next only what Orvena wants.
        """
        scene = self.scene
        if scene.token(noun).pos not in _NAMING or scene.token(noun).ent in _TIMES:
            return None
        first = noun
        while first and first - 1 in scene.kids(noun, "compound", "nmod"):
            first -= 1
        found = self.belonging.borne(scene.parse.phrase(first, noun + 1))
        kind = self.belonging.actors[found].kind if found else ""
        return found if kind in {"group", "organisation"} else None

    def the_government(self, noun: int) -> str | None:
        """Return whose "the government" is: of whoever issued the page, or the state named before.

        So of "Chad thanked nobody. The government wants the bridge reopened".
        """
        scene = self.scene
        bare = not scene.kids(noun, "poss", "amod", "compound")
        bare = bare and not scene.phrases(noun, "of", "in")
        if (
            scene.token(noun).lower not in _SEATS
            or not bare
            or "the" not in scene.forms(noun, "det")
        ):
            return None
        if issuer := self.belonging.issuer:
            return issuer
        if side := self.of_a_state(self.speaker(noun)):  # "the government would pay, she said"
            return side
        at = scene.token(noun).sentence
        before = scene.parse.sentences[at - 1] if at else None
        if before is None or scene.parse.paragraph_of(at) != scene.parse.paragraph_of(at - 1):
            return None
        nouns = [i for i in range(before.first, before.last) if scene.token(i).dep == "nsubj"]
        side = self.whose(nouns[0]) if nouns and scene.token(nouns[0]).pos == "PROPN" else None
        return self.of_a_state(side)

    def of_a_state(self, side: str | None) -> str | None:
        """Return a side that is a state, else None."""
        known = self.belonging.actors.get(side or "")
        return side if known and known.kind == "state" else None

    def acting_for(self, noun: int) -> str | None:
        """Return the side whose leaders, lawyers or soldiers a noun means: "Chad's leaders"."""
        scene = self.scene
        if scene.token(noun).lemma not in _LIST["acting_for"]:
            return None
        owners = [*scene.kids(noun, "poss"), *scene.phrases(noun, "of", "for", "at")]
        return self.side_of(n for n in owners if n != noun)

    def itself(self, pronoun: int) -> str | None:
        """Return the body that "it" is where its own speaker tells what it would do."""
        said = self.voice(pronoun)
        modal = self.modal(self.scene.token(pronoun).head)
        if said is None or said.kind == "direct" or not modal or self.nearer(pronoun):
            return None
        return self.speaks(said)

    def told_before(self, pronoun: int) -> str | None:
        """Return the side that the sentence before is about, which "it" may stand for.

        No person is "it", and a thing that its own sentence has named before is nearer.
        """
        scene = self.scene
        at = scene.token(pronoun).sentence
        if not at or scene.token(pronoun).lower != "it" or self.nearer(pronoun):
            return None
        before = scene.parse.sentences[at - 1]
        for i in range(before.first, before.last):
            token = scene.token(i)
            if token.dep == "nsubj" and token.lower != "it":
                person = token.lower in _PERSONS or token.ent == "PERSON"
                return None if person else self.whose(i)
        return None

    def nearer(self, pronoun: int) -> bool:
        """Tell whether a thing is named in a pronoun's sentence before it, done to or done with."""
        scene = self.scene
        first = scene.parse.sentences[scene.token(pronoun).sentence].first
        return any(
            scene.token(i).tag == "NN"
            and scene.token(i).dep in {"dobj", "nsubjpass"}
            and scene.token(i).ent not in {"DATE", "TIME"}
            for i in range(first, pronoun)
        )

    def fighters(self, pronoun: int) -> int:
        """Return the noun of fighters that "they" may stand for, near before it, else itself."""
        for i in range(pronoun - 1, max(pronoun - LOOK_BACK, -1), -1):
            if self.follows(i):
                return i
        return pronoun

    def follows(self, noun: int) -> str | None:
        """Return the group whose fighters a noun means."""
        lemma = self.scene.token(noun).lemma
        armed = "armed " if "armed" in self.scene.forms(noun, "amod") else ""
        return self.belonging.follows(f"{armed}{lemma}")

    @once
    def speaker(self, at: int) -> str | None:
        """Return the side in whose statement a token stands, or whose words go on there."""
        said = self.voice(at)
        return self.speaks(said) if said else self.reported.speaker(at)

    def known(self, noun: int, actor: str) -> str:
        """Return the actor as the dossier has it: people may have merged two."""
        here = self.named.get(self.page.place(noun))
        if here or actor in self.belonging.actors:
            return here or actor
        local = self.scene.actors.get(actor)  # "he", whose page has but the surname
        starts = (
            self.page.places[s.start] if self.page.places else s.start
            for s in (local.spans if local else ())
        )
        return next((found for start in starts if (found := self.named.get(start))), actor)

    def speaking(self, noun: int) -> str | None:
        """Return whose side a speaker is on whose words name nobody ("her government sought")."""
        start = self.page.place(noun)
        for s in self.statements:
            if s.speaker_span and s.speaker_span.start <= start < s.speaker_span.end:
                return self.speaks(s)
        return None

    def claim(self, verb: int) -> Claim | None:
        """Return the claim that a clause rests on: what holds it, else what is told beside it."""
        at, said = self.page.place(verb), self.voice(verb)
        if said:
            return said
        for s in self.statements:
            if s.cue_span and _over(s.cue_span, at):
                return s
        holding = [e for e in self.events if any(_over(x, at) for x in e.spans)]
        beside = self.page.beside(verb)
        if holding:
            nearest = min(holding, key=lambda e: (waits(e), abs(e.trigger.start - at)))
            return beside if waits(nearest) and beside and not waits(beside) else nearest
        return beside

    @once
    def holder(self, verb: int) -> str | None:
        """Return the side whose verb it is."""
        for noun in self.scene.subject(verb):
            if self.scene.token(noun).lemma in _LIST["no_doers"]:
                continue  # "Sudan's war has displaced millions"
            if side := self.whose(noun):
                return side
        return None

    def holders(self, verb: int) -> tuple[str, ...]:
        """Return the sides whose verb it is, where its subject names several: "Chad and Niger".

        So may "they", and "leaders of Chad and Niger".
        """
        scene, nouns = self.scene, self.scene.subject(verb)
        every = list(dict.fromkeys(c for n in nouns for c in scene.row(n)))
        sides = [side for n in every if (side := self.whose(n))]
        many = len(every) == 1 and scene.token(every[0])
        if many and sides and (many.lower == "they" or many.tag == "NNS"):
            known = (self.principal(self.known(every[0], one)) for one in scene.ids(every[0]))
            sides = [side for side in known if side]
        return tuple(dict.fromkeys(sides)) if len(every) > 1 or len(sides) > 1 else ()

    def owned(self, verb: int, act: int, holder: str) -> bool:
        """Tell whether who is told to do something is the side's own: "its lawyers"."""
        scene = self.scene
        if scene.token(verb).lemma not in _LIST["ordering"]:
            return False
        told = [*scene.kids(act, "nsubj", "nsubjpass"), *scene.kids(verb, "dobj", "dative")]
        theirs = (scene.forms(n, "poss") & _OWN or self.staff(n) for n in told)
        return any(theirs) or any(self.whose(n) == holder for n in told)

    def staff(self, noun: int) -> bool:
        """Tell whether a noun means people who work for whoever it is told of: "counsel"."""
        told = self.scene.kids(noun, "poss", "det", "amod") or self.scene.phrases(noun, "of", "for")
        return self.scene.token(noun).lemma in _LIST["staff"] and not told

    def relative(self, noun: int) -> bool:
        """Tell whether a noun is a pronoun that stands for one elsewhere."""
        return self.scene.token(noun).lower in words("words that stand for others")

    def about(self, verb: int) -> list[int]:
        """Return what stands behind a verb's prepositions, without a bare "by": by what means.

        "We will drill by candlelight" says how, and names nothing that is drilled.
        """
        scene = self.scene
        means = [n for n in scene.phrases(verb, "by") if scene.token(n).tag in {"NN", "NNS"}]
        means = [n for n in means if not scene.parse.children(n) and not scene.token(n).ent]
        return [n for n in scene.phrases(verb) if n not in means]

    def proviso(self, verb: int) -> bool:
        """Tell whether a clause is on what a side makes its word depend ("provided that …")."""
        scene = self.scene
        if self.negative(verb) or not scene.has_subject(verb):
            return False
        above = scene.token(scene.token(verb).head)
        if above.lower in {"provided", "providing"}:
            return scene.token(verb).dep in {"pcomp", "ccomp", "advcl"}
        long = above.lower == "long" and "as" in scene.forms(verb, "mark")
        long = long and above.dep != "pcomp"  # "for as long as" says how long
        if long:  # what keeps a side from something is no wish: "no talks as long as they fly"
            heads = [h for _c, h in scene.above(verb) if scene.verb(h)]
            return not any(
                self.negative(h)
                or scene.token(h).lemma in _LIST["lasting_on"]
                or any("no" in scene.forms(n, "det") for n in scene.kids(h, "attr", "dobj"))
                or any(scene.token(i).lower in _NEGATIVE for i in range(verb, h))
                for h in heads[:1]
            )
        return above.lemma == "condition" and scene.token(verb).dep in {"acl", "ccomp"}

    def modal(self, verb: int) -> str | None:
        """Return the kind of the auxiliary that stands before a verb."""
        forms = self.scene.forms(verb, "aux") | self.scene.lemmas(verb, "aux")
        for name in ("must", "perhaps", "shall"):
            if forms & _LIST[name] - {"have", "need"}:
                return name
        return None

    def negative(self, verb: int) -> bool:
        """Tell whether a verb is denied."""
        scene = self.scene
        if scene.kids(verb, "neg") or scene.forms(verb, "advmod", "cc", "preconj") & _NOT:
            return True
        subjects = scene.kids(verb, "nsubj", "nsubjpass", "dobj")
        return any(
            scene.token(n).lower in _NEGATIVE or scene.forms(n, "det") & {"no", "neither"}
            for n in subjects
        )

    @once
    def supposed(self, verb: int) -> bool:
        """Tell whether a verb is only supposed, or said not to be: below an "if", or denied.

        So is what is asked, and what the page's own writer guesses or takes back.
        """
        scene, narrator = self.scene, self.page.narrator
        said = self.voice(verb)
        unsaid = said is None or self.speaks(said) is None
        if narrator.asks(verb) or (unsaid and narrator.guesses(verb)):
            return True
        if said and said.cue.casefold() in _LIST["denials"] | _LIST["fearing"]:
            return True
        token = scene.token(verb)  # "the rumour that it had called for the army"
        head = scene.token(token.head)
        if (
            token.dep in {"acl", "ccomp", "relcl"}
            and head.pos == "NOUN"
            and head.lemma in _LIST["charges"]
        ):
            return True
        if self.charged(verb) or self.belied(verb):
            return True
        asked = self.hangs(verb) == "if" or "whether" in scene.forms(verb, "mark")
        if asked and scene.token(verb).lemma in STANCES:
            return True
        return self.hearsay(verb)

    def bygone(self, verb: int) -> bool:
        """Tell whether a verb tells plainly what was: in the past, of nothing that was to be."""
        plain = not self.scene.forms(verb, "aux", "auxpass") and not self.negative(verb)
        return self.scene.token(verb).tag == "VBD" and plain

    def charged(self, verb: int) -> bool:
        """Tell whether a clause is what somebody is accused of: "accused them of seeking power"."""
        steps = islice(self.scene.above(verb), _NEAR)
        for at, head in steps:
            if self.scene.token(at).dep not in {"prep", "pcomp", "xcomp", "ccomp"}:
                return False
            if self.scene.verb(head) and self.scene.token(head).lemma in words("accusing verbs"):
                return True
        return False

    def belied(self, verb: int) -> bool:
        """Tell whether a clause is of an account that its sentence calls untrue.

        So of "stories that Chad asked for a ship are false".
        """
        scene = self.scene
        for at, head in scene.above(verb):
            if scene.token(at).dep != "nsubj" or scene.token(head).lemma != "be":
                continue
            told = [*scene.kids(head, "acomp", "attr"), *scene.phrases(head, "without")]
            named = scene.token(at).lemma in _ACCOUNTS or scene.token(at).lower in _ACCOUNTS
            if named and not self.negative(head):
                return any(scene.token(n).lemma in _UNTRUE for n in told)
        return False

    def hearsay(self, verb: int) -> bool:
        """Tell whether a clause is what is rumoured, guessed, or foretold by whoever looks on."""
        scene, token = self.scene, self.scene.token(verb)
        said, head = self.voice(verb), self.scene.token(token.head)
        if said and self.onlooks(said) and self.modal(verb):
            return True  # "Chad will give in, said a professor"
        above = [head for _child, head in scene.above(verb)]  # "I suspect that it will accept"
        if any(scene.token(i).lemma in _LIST["hearsay"] and _nobodys(scene, i) for i in above):
            return True
        if token.dep == "xcomp" and head.lemma in _LIST["reputed"] and scene.passive(head.i):
            return True  # "is said to want"
        if any(scene.token(i).lemma in _LIST["saying"] and self.modal(i) for i in above):
            return True  # "they will say that we promised it"
        guessed = any(
            scene.token(i).lemma in _LIST["guesses"] and "i" in scene.forms(i, "nsubj")
            for i in above
        )
        return guessed and self.speaker(verb) is None

    def onlooks(self, said: Statement) -> bool:
        """Tell whether a statement is of somebody who only looks on: a professor, a trader."""
        actor = self.belonging.actors.get(said.speaker or "")
        who = f"{said.speaker_name} {actor.role or '' if actor else ''}"
        return self.speaks(said) in {None, said.speaker} and ONLOOKERS.search(who) is not None

    def hangs(self, verb: int) -> str | None:
        """Tell whether a clause is a condition itself, or joined to one whose subject it has."""
        token = self.scene.token(verb)
        marks = self.scene.forms(verb, "mark", "advmod")
        if "when" in marks and token.dep == "relcl" and self.bygone(verb):
            return None  # "since May, when rebels took the town" tells what happened
        if self.inverted(verb):
            return "if"
        alike = token.tag == self.scene.token(token.head).tag and not self.scene.has_subject(verb)
        if not marks and alike and token.dep == "conj" and self.scene.verb(token.head):
            return self.hangs(token.head)
        while_ = "as" in marks and self.scene.token(token.head).lower == "long"  # "so long as"
        return "if" if while_ or marks & _CONDITIONS else None

    def inverted(self, verb: int) -> bool:
        """Tell whether a clause is a condition by its order: "should Chad refuse, it would go"."""
        scene = self.scene
        helps = [a for a in scene.kids(verb, "aux") if scene.token(a).lower in {"should", "had"}]
        first = scene.parse.sentence_of(verb).first
        asks = self.page.narrator.asks(verb)
        nouns = scene.kids(verb, "nsubj", "nsubjpass")
        return any(
            not asks
            and a < min(nouns, default=a)
            and (a == first or scene.token(a - 1).text in _OPENS)
            for a in helps
        )

    def counts(self, verb: int) -> bool:
        """Tell whether a verb says what a mere number is ("three hundred is what we can carry")."""
        nouns = self.scene.kids(verb, "nsubj") if self.scene.token(verb).lemma == "be" else []
        return bool(nouns) and all(self.scene.token(n).tag == "CD" for n in nouns)


def _nobodys(scene: Scene, verb: int) -> bool:
    """Tell whether a verb of saying is nobody's: "it is rumoured that"."""
    return "it" in scene.forms(verb, "nsubjpass", "nsubj") and scene.passive(verb)


def _over(span: Span, at: int) -> bool:
    """Tell whether a span holds a place."""
    return span.start <= at < span.end
