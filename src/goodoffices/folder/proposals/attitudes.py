"""Whether a clause that has a mediator in it says yes or no, put together from its words.

From the mediator's name the tree is climbed. What is somebody's (its offer, its chair, the talks
that it would host) is still he; a word of acceptance or refusal gives the sign and says whose it is
("no confidence in", "opposed to any role of", "sees great merit in"); what stands above may carry
the sign, turn it (a denial, "refused to", "lost") or leave it open (a guess, a question). Words are
data (``attitudes.yaml``); what is put together of none of them says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from goodoffices.folder.proposals.thirds import OFFICE_WORDS, mediates
from goodoffices.read.done.bygone import historical
from goodoffices.read.words import lists, table, words

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene

_WORDS = table("attitudes.yaml")
_PLAIN = lists("attitudes.yaml")
_ONLY_DENIED = frozenset(_WORDS["nouns"]["only_denied"])
_TAKING = table("bargaining.yaml")["taking"]
HIS = _PLAIN["his"] | set(_TAKING["offers"]) | set(_TAKING["encounters"]) | set(_TAKING["roofs"])
HIS |= OFFICE_WORDS
"""What is a mediator's own, so that who takes or refuses it answers him."""
_HARDLY = words("adverbs of refusing")
_OPEN_YET = frozenset({"yet", "so", "still"})
_PERHAPS = frozenset({"may", "might"})
_ASKING = words("asking words")
_MINE = frozenset({"we", "i", "us", "me"})
_WITHIN = frozenset({"ccomp", "acl", "xcomp", "advcl", "csubj", "pcomp"})
_UPWARD = 14
"""How many steps up a tree may lead at the most."""


@cache
def _signs(kind: str) -> dict[str, int]:
    """Return the sign of each word of a kind: 1 of acceptance, -1 of refusal."""
    told = _WORDS[kind]
    return dict.fromkeys(told["plus"], 1) | dict.fromkeys(told["minus"], -1)


@dataclass(slots=True)
class _Climb:
    """What is known on the way up: the sign, whose it is, whether a word of stance was met."""

    sign: int = 1
    stance: bool = False
    denied: bool = False
    only: bool = False
    holder: int | None = None
    weak: bool = False
    calls: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Attitude:
    """A sign at a verb or noun: ``holder`` is the noun of whose it is, None where it is said.

    One that is ``weak`` only says what may be done with somebody: on terms it is an answer.
    """

    at: int
    sign: int
    holder: int | None
    weak: bool = False
    word: str = ""
    """The word of acceptance or refusal that it was told with."""


def overtaken(scene: Scene, at: int) -> bool:
    """Tell whether an answer came before the one told: "took it after rejecting it"."""
    for child, _head in ((at, at), *islice(scene.above(at), 2)):
        token = scene.token(child)
        if token.tag == "VBG" and token.dep == "pcomp" and scene.token(token.head).lower == "after":
            return True
        having = scene.forms(child, "aux") & {"have", "has", "had", "having"}
        after = "after" in scene.forms(child, "mark", "prep")
        if having and (after or "having" in scene.forms(child, "aux")):
            return True
    return False


class Attitudes:
    """The attitudes of one page's clauses."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def towards(self, mention: int) -> Iterator[Attitude]:
        """Yield what is said of whoever a noun names."""
        found = self.climb(mention)
        if found:
            yield found

    # the way up

    def climb(self, mention: int) -> Attitude | None:
        """Return the attitude in which a mention stands, or None."""
        scene, at, prep = self.scene, mention, ""
        way = _Climb()
        for _step in range(_UPWARD):
            token = scene.token(at)
            head = scene.token(token.head)
            if head.i == at:
                return self._done(way, at)
            if token.dep in {"conj"} and not (scene.verb(at) and scene.verb(head.i)):
                at = head.i
                continue
            if token.dep in {"relcl", "advcl", "parataxis", "conj"} and scene.verb(at):
                purpose = token.dep == "advcl" and scene.infinitive(at)
                judged = purpose and head.lemma == "be"  # "it is unwise to turn to it"
                if not judged and (not purpose or way.stance):
                    return self._done(way, at)
            if head.pos in {"ADP", "SCONJ", "PART"} and token.dep in {"pobj", "pcomp", "prep"}:
                prep = f"{head.lower} {prep}".strip() if token.dep == "prep" else head.lower
                railed = f"{scene.token(head.head).lemma} {head.lower}" in _signs("verbs")
                if head.lower in {"without", "against"} and not (way.stance or railed):
                    return self._without(way, head.i, head.lower)
                at = head.i
                continue
            goal = self._caller(head.i) if prep == "for" else head.i
            going = self._step(way, at, goal, prep)
            if going is None:
                return None
            if not going:
                return self._done(way, at)
            at, prep = goal, ""
        return None

    def _caller(self, noun: int) -> int:
        """Return "call" of "a call by Peru for its mediation", which hangs from "Peru"."""
        link = self.scene.token(self.scene.token(noun).head)
        called = self.scene.token(link.head)
        by = link.lower in {"by", "from"} and called.lemma in _PLAIN["calls"]
        return called.i if by and called.pos == "NOUN" else noun

    def _step(self, way: _Climb, at: int, head: int, prep: str) -> bool | None:
        """Go up to a head; False where the way ends below it, None where it says nothing."""
        if self.scene.token(head).pos == "ADJ":
            return self._adjective(way, head)
        if self.scene.verb(head):
            return self._verb(way, at, head, prep)
        return self._noun(way, at, head, prep)

    def _without(self, way: _Climb, at: int, word: str) -> Attitude | None:
        """Return "is against M", "do without M"."""
        scene = self.scene
        verb = scene.token(at).head
        lemma = scene.token(verb).lemma
        if word == "against" and lemma == "be":
            way.sign, way.stance, way.word = -1, True, word
            way.holder = next(iter(scene.subject(verb)), None)
            self._deny(way, verb)
            return self._done(way, verb)
        return None

    def _noun(self, way: _Climb, at: int, noun: int, prep: str) -> bool | None:
        """Go up to a noun; False where the way ends there, None where it says nothing."""
        scene, token = self.scene, self.scene.token(noun)
        sign = _signs("nouns").get(token.lemma)
        owner = scene.token(at).dep == "poss" or prep == "by"
        if way.stance:
            if token.lemma in _PLAIN["losing"] | _PLAIN["removing"]:
                way.sign = -way.sign
            elif sign is None and token.lemma not in HIS | _PLAIN["minds"]:
                return None
        elif sign is not None and not owner and prep in _PLAIN["towards"]:
            way.sign, way.stance, way.word = way.sign * sign, True, token.lemma
            way.holder = next(iter(self._owners(noun)), None)
            way.calls = token.lemma in _PLAIN["calls"] and way.holder is not None
            way.only = token.lemma in _ONLY_DENIED and not way.calls
        elif token.lemma in _PLAIN["removing"]:
            way.sign = -way.sign
        elif token.lemma not in HIS and not (
            token.pos == "PROPN" and scene.token(at).dep != "poss"
        ):
            return None
        self._deny(way, noun)
        return True

    def _owners(self, noun: int) -> list[int]:
        scene = self.scene
        return [*scene.kids(noun, "poss"), *scene.phrases(noun, "by", "from")]

    def _adjective(self, way: _Climb, word: int) -> bool | None:
        """Go up to what a side is, towards somebody: "happy with", "open to"."""
        scene, token = self.scene, self.scene.token(word)
        sign = _signs("feelings").get(token.lemma)
        if sign is None and token.lemma in {"able", "free", "due", "unable"}:
            sign = -1 if token.lemma == "unable" else 1
        quality = _signs("qualities").get(token.lemma)
        if sign is None or way.stance:
            if way.stance and (sign or quality):
                way.sign *= sign or quality or 1
            else:
                return None
        else:
            if way.sign < 0 and sign < 0:
                return None
            way.sign, way.stance, way.word = way.sign * sign, True, token.lemma
        being = scene.token(word).head
        subject = scene.subject(being) if scene.verb(being) else ()
        way.holder = next(iter(subject), way.holder)
        self._deny(way, word)
        return True

    def _verb(self, way: _Climb, at: int, verb: int, prep: str) -> bool | None:
        """Go up to a verb, or through it."""
        scene, token = self.scene, self.scene.token(verb)
        dep, lemma = scene.token(at).dep, token.lemma
        if dep in {"nsubj", "nsubjpass", "csubj"} and not way.stance:
            return self._own(way, at, verb)
        if dep == "agent" or (prep == "by" and scene.passive(verb)):
            return self._moved(way, verb)
        if way.stance:
            return self._above(way, at, verb)
        sign = self._sign(verb, prep, dep)
        if sign is not None:
            return self._taken(way, at, verb, sign)
        if lemma in _PLAIN["removing"] and not prep:
            way.sign = -way.sign
            return True
        if lemma in _PLAIN["dealing"] or mediates(scene, verb):
            way.weak = True
            way.holder = self._holder(verb)
            self._deny(way, verb)
            way.stance = way.denied
            return True
        return False if way.weak and scene.verb(at) else None

    def _moved(self, way: _Climb, verb: int) -> bool | None:
        """Read what a side is by somebody: "impressed by", "guided by"."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        sign = _signs("moved").get(lemma)
        if sign is None or way.stance:
            return None
        way.sign, way.stance, way.word = sign, True, lemma
        way.holder = next(iter(scene.kids(verb, "nsubjpass", "nsubj")), None)
        self._deny(way, verb)
        return True

    def _moves(self, way: _Climb, verb: int) -> bool:
        """Read whom somebody, or his offer, is to the liking of: "suits Chad", "appeals to us"."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        sign = _signs("moving").get(lemma)
        moved = [*scene.kids(verb, "dobj", "dative"), *scene.phrases(verb, "to", "with")]
        whose = next((n for n in moved if scene.ids(n) or self._we(n)), None)
        if sign is None or whose is None:
            return False
        way.sign, way.stance, way.word, way.holder = sign, True, lemma, whose
        self._deny(way, verb)
        return True

    def _taken(self, way: _Climb, at: int, verb: int, sign: int) -> bool | None:
        """Read a verb of acceptance or refusal; "asks how old he is" is none."""
        scene, token = self.scene, self.scene.token(verb)
        way.sign, way.stance, way.word = way.sign * sign, True, token.lemma
        way.holder = self._holder(verb)
        clause = scene.token(at).dep == "ccomp"
        asks = clause and scene.forms(at, "advmod", "mark", "dobj", "attr") & _ASKING
        ordered = way.holder is None and token.lemma != "let" and not scene.passive(verb)
        if asks or ordered:
            return None
        self._deny(way, verb)
        return True

    def _sign(self, verb: int, prep: str, dep: str) -> int | None:
        """Return the sign of a verb for what stands behind it."""
        scene, lemma, signs = self.scene, self.scene.token(verb).lemma, _signs("verbs")
        beside = [*scene.forms(verb, "prt", "advmod"), *([prep] if prep else [])]
        apart = scene.forms(verb, "prt", "advmod", "acomp", "prep") if prep else ()
        beside = [*(f"{word} {prep}" for word in apart), *beside]
        for word in beside:
            if (found := signs.get(f"{lemma} {word}")) is not None:
                return found
        if prep and prep not in {"as", "for"}:
            return None
        if prep == "for" and dep != "pcomp":
            return None
        return signs.get(lemma)

    def _holder(self, verb: int) -> int | None:
        return next(iter(self.scene.subject(verb)), None)

    def _own(self, way: _Climb, at: int, verb: int) -> bool | None:
        """Read a clause whose subject is the mediator: what it is, has, does, or suffers."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        if scene.passive(verb):
            sign = self._sign(verb, "", "dobj")
            if lemma in _PLAIN["removing"]:
                way.sign = -way.sign
                self._deny(way, verb)
                return True
            if sign is None or scene.token(at).dep == "nsubj":
                return None
            way.sign, way.stance, way.word = sign, True, lemma
            way.holder = next(iter(scene.phrases(verb, "by")), None)
            self._deny(way, verb)
            return True
        if self._moves(way, verb) or (lemma in _PLAIN["being"] and self._is(way, verb)):
            return True
        if lemma in _PLAIN["carrying"] | _PLAIN["losing"] and self._has(way, verb):
            return True
        if lemma in _PLAIN["acting"]:
            way.weak = True
            self._deny(way, verb)
            return True
        if lemma in _PLAIN["parting"] and not scene.objects(verb):
            way.sign = -way.sign
            return True
        return None

    def _is(self, way: _Climb, verb: int) -> bool:
        """Read what somebody is: "unsuitable", "an honest broker", "not the one for us"."""
        scene = self.scene
        for word in scene.kids(verb, "acomp", "attr", "oprd"):
            sign = self.quality(word)
            if sign:
                way.sign, way.stance, way.word = sign, True, self._judging(word)
                links = ("for", "to", "with", "by")
                judges = scene.phrases(word, *links) + scene.phrases(verb, *links)
                way.holder = next((n for n in judges if scene.ids(n) or self._we(n)), None)
                self._deny(way, word)
                self._deny(way, verb)
                return True
        return False

    def _we(self, noun: int) -> bool:
        return self.scene.token(noun).lower in _MINE

    def _called(self, word: int) -> list[int]:
        """Return the words of what somebody is called."""
        scene = self.scene
        beside = [word, *scene.kids(word, "amod", "conj", "compound", "advmod", "nmod")]
        return beside + [
            b for a in scene.kids(word, "amod", "conj") for b in scene.kids(a, "conj", "advmod")
        ]

    def _judging(self, word: int) -> str:
        """Return the word that says well or ill in what somebody is called."""
        lemmas = [self.scene.token(i).lemma for i in self._called(word)]
        return next((one for one in lemmas if one in _signs("qualities")), lemmas[0])

    def quality(self, word: int) -> int:
        """Return the sign of what somebody is called; 0 where it says nothing, or both."""
        scene, signs = self.scene, _signs("qualities")
        beside = self._called(word)
        told = {signs.get(scene.token(i).lemma, 0) for i in beside} - {0}
        if scene.token(word).lemma in OFFICE_WORDS and not told:
            told = {1}
        if any(
            scene.token(i).lower in {"too", "hardly", "anything"}
            for i in scene.kids(word, "advmod")
        ):
            return -1 if told <= {1} and told else 0
        return told.pop() if len(told) == 1 else 0

    def bad(self, word: int) -> bool:
        """Tell whether a word says ill of what it is said of: "unwise", "a mistake"."""
        return self.quality(word) < 0

    def _has(self, way: _Climb, verb: int) -> bool:
        """Read what somebody has: "the confidence of the union", "no business here"."""
        scene = self.scene
        nouns = [*scene.kids(verb, "dobj", "attr"), *scene.phrases(verb, "with", "in")]
        for noun in nouns:
            sign = _signs("nouns").get(scene.token(noun).lemma)
            if sign is None:
                continue
            way.sign, way.stance, way.word = sign, True, scene.token(noun).lemma
            way.only = scene.token(noun).lemma in _ONLY_DENIED
            owners = [
                *scene.kids(noun, "poss"),
                *scene.phrases(noun, "of", "with", "from", "for", "among"),
            ]
            owners += scene.phrases(verb, "with", "from", "for", "among", "in")
            way.holder = next(
                (n for n in owners if n != noun and (scene.ids(n) or self._we(n))), None
            )
            if scene.token(verb).lemma in _PLAIN["losing"]:
                way.sign, way.only = -way.sign, False
            self._deny(way, noun)
            self._deny(way, verb)
            return True
        return False

    # what stands above a word of stance

    def _above(self, way: _Climb, at: int, verb: int) -> bool | None:
        """Go through a verb above a word of stance: it carries, turns, or leaves it open."""
        scene, lemma = self.scene, self.scene.token(verb).lemma
        dep = scene.token(at).dep
        clause = dep in {"ccomp", "xcomp", "advcl", "acl", "csubj"} and scene.verb(at)
        told = way.calls and dep in {"nsubj", "nsubjpass"}  # whatever becomes of Peru's call for it
        if told or (clause and not self._hangs(at)):
            return False  # said, thought or hoped by somebody: whoever asks looks above
        if lemma in _PLAIN["losing"] and not clause:
            way.sign, way.only = -way.sign, False
        elif lemma in _PLAIN["unwilling"] and clause:
            way.sign, way.denied = -way.sign, True
        elif clause and lemma not in _PLAIN["willing"] and lemma != "be":
            return None
        elif not clause and lemma not in _PLAIN["carrying"] | _PLAIN["being"]:
            sign = self._sign(verb, "", dep)
            if sign is None or self._others(way.holder, verb):
                # "rejected Peru's call for Oman to mediate": Peru's stays Peru's
                return False if way.calls or sign is not None else None
            way.sign *= sign
        if lemma == "be" and dep in {"nsubj"}:
            return None
        holder = self._holder(verb)
        if scene.passive(verb):
            holder = next(iter(scene.phrases(verb, "by")), None)
        if holder is not None and (way.holder is None or clause) and not self._thing(holder):
            way.holder = holder
        self._deny(way, verb)
        return True

    def _others(self, holder: int | None, verb: int) -> bool:
        """Tell whether a verb is done by others than whose a stance below it is, both named."""
        scene = self.scene
        own = set(scene.ids(holder)) if holder is not None else set()
        doers = set(scene.all_ids(scene.subject(verb)))
        return bool(own and doers) and not own & doers

    def _thing(self, noun: int) -> bool:
        """Tell whether a noun is but "there" or "it"."""
        return self.scene.token(noun).lower in {"there", "it", "that", "which"}

    def _hangs(self, verb: int) -> bool:
        """Tell whether a clause has no subject of its own, or is what somebody wants of another."""
        scene = self.scene
        return scene.infinitive(verb) or not scene.kids(verb, "nsubj", "nsubjpass", "expl")

    def _deny(self, way: _Climb, at: int) -> None:
        """Turn the sign where a word is denied."""
        scene = self.scene
        beside = scene.forms(at, "neg", "det", "preconj", "advmod", "amod")
        none = bool(scene.kids(at, "neg")) or bool(beside & _HARDLY) or "no" in beside
        for noun in scene.kids(at, "nsubj", "nsubjpass") if scene.verb(at) else ():
            none ^= scene.token(noun).lower in {"nobody", "none", "nothing", "neither"}
            none ^= bool(scene.forms(noun, "det") & {"no", "neither"})
        if none:
            way.sign, way.denied = -way.sign, True

    def _done(self, way: _Climb, at: int) -> Attitude | None:
        """Return what the way up came to, or None where it says nothing for sure."""
        if way.weak and not way.stance and not way.denied and way.sign > 0:
            return Attitude(at, way.sign, way.holder, weak=True)
        if not way.stance or (way.only and not way.denied):
            return None
        if way.denied and way.sign > 0 and not way.only and not self._mild(way):
            return None  # what is not refused is not accepted yet
        return Attitude(at, way.sign, way.holder, word=way.word)

    def _mild(self, way: _Climb) -> bool:
        negative = _signs("verbs").get(way.word, _signs("nouns").get(way.word, 0)) < 0
        return not negative or way.word in _PLAIN["mild"]

    # what leaves it open

    def perhaps(self, at: int) -> bool:
        """Tell whether something may only be, or is not so far."""
        scene = self.scene
        negated = bool(scene.kids(at, "neg"))
        waits = negated and "have" in scene.lemmas(at, "aux")
        waits = waits and bool(scene.forms(at, "advmod") & _OPEN_YET)
        return waits or bool(scene.forms(at, "aux") & _PERHAPS)

    def open(self, at: int, own: Callable[[int], bool]) -> bool:
        """Tell whether an answer at a word is of former times, on another matter, or not given.

        ``own`` tells whether a noun is the side whose answer it would be: what others think of it,
        and what anybody denies of it, it has not said.
        """
        scene = self.scene
        if historical(scene, at) or overtaken(scene, at):
            return True
        if any(scene.token(act).lemma in _PLAIN["idle"] for act in scene.kids(at, "xcomp")):
            return True  # "refused to comment on"
        if scene.token(at).lemma in _PLAIN["agreeing"] and any(
            "that" in scene.forms(act, "mark") for act in scene.kids(at, "ccomp")
        ):
            return True  # "agrees with her that the bridge should be closed"
        for child, head in scene.above(at):
            if scene.token(child).dep not in _WITHIN:
                continue
            lemmas = {scene.token(head).lemma, *scene.lemmas(head, "acomp", "attr")}
            if not lemmas & _PLAIN["minds"]:
                continue
            being = scene.token(head).head
            doers = scene.subject(head) or (scene.subject(being) if scene.verb(being) else ())
            if lemmas & _PLAIN["denying"] or not any(map(own, doers)):
                return True
        return False
