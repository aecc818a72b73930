"""What a word means in its clause: the trigger table, and the groups whose demands are met.

A :class:`Group` is a set of words with one meaning: a PLOVER type, a CAMEO code, where the
recipient stands. Some words are *operators*: they tell no act of their own kind but turn the one
they govern into another ("offered to mediate", "halted the talks"); :attr:`Group.turns` names how.
"Held talks", "held a rally" and "held two men" share a verb; its object, particle or subject tells
which act is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from goodoffices.read.clause.roles import Ids, Scene, without
from goodoffices.read.who.gazetteer import peoples
from goodoffices.read.words import LEXICON, table, words

HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
"""Types that hurt; promising one is a threat, ending one a concession."""

AT_HOME = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of acts that people often do to their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Words with one meaning.

    ``object``, ``subject`` and ``modifier`` are lemmas of which one must stand there (empty: no
    demand). ``to`` says where the recipient stands: ``object`` or prepositions.
    """

    number: int
    type: str | None
    mode: str | None
    cameo: str | None
    turns: str | None
    to: tuple[str, ...]
    object: frozenset[str]
    subject: frozenset[str]
    modifier: frozenset[str]
    stands: bool
    joint: bool
    weak: bool
    mediation: bool
    between: bool
    both: bool
    """Whether two sides must be told as both, or as those between whom it is done."""
    sides: bool
    pair: bool
    appoints: bool
    """Whether the object is named to mediate: "appointed her as its mediator"."""
    taken: bool
    """Whether the subject takes what another gives: "received aid from"."""

    @property
    def demands(self) -> int:
        """How many conditions the words must meet: the more, the surer the meaning."""
        demands = (self.object, self.subject, self.modifier, self.sides, self.between)
        return sum(map(bool, demands)) + 2 * self.both


ByWord = Mapping[str, tuple[tuple[str, Group], ...]]


@dataclass(frozen=True)
class Lexicon:
    """The groups by word: verbs with their particle (or an empty string), nouns, adjectives."""

    verbs: ByWord
    nouns: ByWord
    adjectives: ByWord
    led: Mapping[str, Mapping[str, tuple[tuple[int, str, Group], ...]]]
    """The groups of each verb by its particle, each with its place among them and the particle."""
    classes: Mapping[str, frozenset[str]]
    hyphened: frozenset[str]
    """The words with a hyphen: the parser cuts them."""

    def knows(self, lemma: str) -> bool:
        """Tell whether any group has the word."""
        return lemma in self.verbs or lemma in self.nouns or lemma in self.adjectives


@cache
def lexicon() -> Lexicon:
    """Return the groups of ``triggers.yaml`` and of every family, read once per process."""
    tables = [table(name) for name in LEXICON]
    classes = {n: frozenset(ws) for data in tables for n, ws in data.get("classes", {}).items()}
    plains = [plain for data in tables for plain in data["groups"]]
    groups = [(_group(n, plain, classes), plain) for n, plain in enumerate(plains)]
    verbs, nouns, adjectives = (_by_word(k, groups) for k in ("verbs", "nouns", "adjectives"))
    known = {*verbs, *nouns, *adjectives, *(w for ws in classes.values() for w in ws)}
    hyphened = frozenset(w for w in known if "-" in w)
    led = {verb: _by_particle(meanings) for verb, meanings in verbs.items()}
    return Lexicon(verbs, nouns, adjectives, led, classes, hyphened)


def _by_particle(
    meanings: Iterable[tuple[str, Group]],
) -> dict[str, tuple[tuple[int, str, Group], ...]]:
    """Return the groups of one verb by its particle, each with its place among them."""
    found: dict[str, tuple[tuple[int, str, Group], ...]] = {}
    for place, (particle, group) in enumerate(meanings):
        found[particle] = (*found.get(particle, ()), (place, particle, group))
    return found


def _by_word(kind: str, groups: Iterable[tuple[Group, Mapping[str, Any]]]) -> ByWord:
    """Return the groups of each word of a kind, with the particle it takes, the surest first."""
    by_word: dict[str, list[tuple[str, Group]]] = {}
    for group, plain in groups:
        for phrase in plain.get(kind, ()):
            word, _blank, particle = phrase.partition(" ")
            by_word.setdefault(word, []).append((particle, group))
    return {word: tuple(sorted(meanings, key=_surest)) for word, meanings in by_word.items()}


def _surest(entry: tuple[str, Group]) -> tuple[int, int, int]:
    """Order the meanings of one word: more demands first, figures, then operators last."""
    particle, group = entry
    more = -2 * len(particle.split()) - group.demands
    kind = 0 if group.turns == "none" else 2 if group.turns in {"pass", "doubt"} else 1
    return (more, kind, group.number)


def _group(number: int, plain: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Group:
    """Make a group from its plain form."""
    return Group(
        number=number,
        type=plain.get("type"),
        mode=plain.get("mode"),
        cameo=plain.get("cameo"),
        turns=plain.get("turns"),
        to=tuple(plain.get("to", ())),
        object=_expand(plain.get("object", ()), classes),
        subject=_expand(plain.get("subject", ()), classes),
        modifier=_expand(plain.get("with", ()), classes),
        stands="stands" in plain,
        joint="joint" in plain,
        weak="weak" in plain,
        mediation="mediation" in plain,
        between="between" in plain,
        both="both" in plain,
        sides="sides" in plain,
        pair="pair" in plain,
        appoints="appoints" in plain,
        taken="taken" in plain,
    )


def _expand(entries: Iterable[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Replace the name of a class (``$talks``) by its words; ``$person``, ``$place`` stay."""
    expanded: set[str] = set()
    for word in entries:
        expanded |= classes.get(word[1:], {word}) if word.startswith("$") else {word}
    return frozenset(expanded)


class Meanings:
    """Looks words up in the trigger table with the clause they stand in."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words = scene, lexicon()
        self._verbs: dict[int, list[Group]] = {}
        self._things: dict[int, list[int]] = {}
        self._abouts: dict[int, frozenset[str]] = {}

    def groups(self, i: int) -> Iterator[Group]:
        """Yield the meanings of a word whose demands its clause meets, the surest first."""
        token, lemma = self.scene.token(i), self.lemma(i)
        if token.pos in {"VERB", "AUX"}:
            if i not in self._verbs:
                self._verbs[i] = self._of_verb(i, lemma)
            yield from self._verbs[i]
        elif token.pos in {"NOUN", "PROPN"} or lemma != token.lemma or self._thing(i):
            for _rest, group in self.words.nouns.get(lemma, ()):
                if (group.sides or group.both or group.between) and not self._apart(i, group):
                    continue
                if group.mediation and token.pos == "PROPN" and self._body(i):
                    continue  # "the Foreign Office" lends no good offices
                if group.mediation and self.scene.lemmas(i, "amod", "compound") & words(
                    "force of arms"
                ):
                    continue  # "its military intervention in Chad"
                if group.appoints and not self.put_forward(i):
                    continue  # "the appointment of a judge"
                if not group.modifier or self._modified(i, group):
                    yield group
        elif token.pos == "ADJ" or lemma == "behind":
            yield from (group for _rest, group in self.words.adjectives.get(lemma, ()))

    def _thing(self, i: int) -> bool:
        """Tell whether an adjective stands for a noun: "mounts offensive"."""
        token = self.scene.token(i)
        stands = token.dep in {"dobj", "nsubj", "nsubjpass", "pobj"}
        return stands and token.pos == "ADJ" and token.lemma in self.words.nouns

    def _of_verb(self, i: int, lemma: str) -> list[Group]:
        """Return the meanings of a verb; its own object counts before a noun of its phrases."""
        if lemma not in self.words.verbs:
            return []
        scene, met, aside = self.scene, list[tuple[int, Group]](), list[tuple[int, Group]]()
        led, around, hung = self.words.led[lemma], {""}, set[str]()
        if led.keys() != around:
            around, objects = self._particles(i), scene.kids(i, "dobj")
            hung = {p for o in objects for p in scene.prepositions(o)} - self._own_particles(i)
        bare = bool(scene.kids(i, "xcomp")) and "to" not in scene.prepositions(i)
        moved = scene.passive(i) or bool(scene.kids(i, "dobj"))
        for place, particle, group in sorted(e for p in around & led.keys() for e in led[p]):
            if particle in hung and not group.object:
                continue  # "withdrew its envoy from" is not "withdrew from"
            if particle == "to" and bare and not group.turns:
                continue  # "is going to sign" is no journey
            if (
                group.mode == "visit"
                and particle in _ROADS
                and (moved or self._no_place(i, particle))
            ):
                continue  # "the body was returned to Chad", "returned to his campaign"
            if self._meets(i, group):
                figure = particle and group.turns == "none"  # "released on bail"
                things = (*scene.objects(i), *(scene.phrases(i, particle) if figure else ()))
                own = not group.object or any(self.names(o, group.object) for o in things)
                (met if own else aside).append((place, group))
        given = any(group.object for _place, group in met)  # "withdrew its envoy in protest"
        found = [*met, *aside] if given else sorted([*met, *aside], key=lambda entry: entry[0])
        return [group for _place, group in found]

    def _no_place(self, i: int, road: str) -> bool:
        """Tell whether a road leads to no place: "returned to power", "came near to leaving"."""
        if any(self.scene.verb(p) for p in self.scene.phrases(i, road)):
            return True
        ends = [p for p in self.scene.phrases(i, road) if self.scene.token(p).pos == "NOUN"]
        return bool(ends) and all(
            self.scene.token(p).lemma in words("no destinations") for p in ends
        )

    def lemma(self, i: int) -> str:
        """Return a word's lemma; "go-between", "co-operate" are cut in pieces by the parser."""
        token, tokens = self.scene.token(i), self.scene.parse.tokens
        joined = token.lemma
        at = i
        while at >= 2 and tokens[at - 1].text == "-" and tokens[at - 2].end == tokens[at - 1].start:
            at -= 2
            joined = f"{tokens[at].lower}-{joined}"
        return joined if at < i and joined in self.words.hyphened else token.lemma

    def _own_particles(self, i: int) -> set[str]:
        """Return the words that hang from a verb itself."""
        return self.scene.forms(i, "prt", "prep", "advmod", "dative")

    def _particles(self, i: int) -> set[str]:
        """Return the particles of a verb, and its preposition phrases as one ("out of")."""
        scene = self.scene
        particles = {""}
        for c in scene.kids(i, "prt", "prep", "advmod", "dative", "mark", "advcl", "acomp", "oprd"):
            word = scene.token(c).lower
            if word == "for" and self._while_long(c):
                continue  # "spoke for several minutes" speaks for nobody
            particles.add(word)
            particles |= {f"{word} {scene.token(g).lower}" for g in scene.kids(c, "prep", "pobj")}
        for o in scene.objects(i):
            if scene.token(o).dep == "dobj":  # "launched a missile at": it may hang from the object
                particles |= scene.prepositions(o)
            particles |= scene.forms(o, "det") & {"no"}  # "wants no part in"
            if scene.token(o).pos == "NOUN":  # "mended fences", "laid blame on"
                own = {scene.token(o).lower, scene.token(o).lemma}
                particles |= own | {f"{p} {o}" for p in scene.forms(i, "prt") for o in own}
        short = {scene.token(c).lower for c in scene.kids(i, "intj", "dobj", "npadvmod")}
        particles |= short & {"no", "yes", "itself", "himself", "herself", "themselves"}
        particles |= {f"{p} {q}" for p in list(particles) for q in scene.prepositions(i)}
        if any("for" in scene.forms(c, "mark") for c in scene.kids(i, "advcl", "ccomp")):
            particles.add("for")  # "called for Chad to …"
        return particles | {"to"} if scene.kids(i, "xcomp") else particles

    def _while_long(self, preposition: int) -> bool:
        """Tell whether a preposition says only how long: "for hours"."""
        ends = self.scene.kids(preposition, "pobj")
        return bool(ends) and all(self.scene.token(n).lemma in words("time nouns") for n in ends)

    def attached(self, i: int) -> Ids:
        """Return whom a participle before a noun names: "Omani-mediated talks", "UN-led talks"."""
        scene = self.scene
        ids = scene.all_ids(scene.kids(i, "npadvmod", "compound", "nmod", "amod", "advmod"))
        before = scene.actors.at(i - 2) if i > 1 and scene.token(i - 1).text == "-" else None
        return ids or ((before,) if before else ())

    def office(self, noun: int) -> bool:
        """Tell whether a noun behind "as" is a mediator's office ("as a go-between")."""
        classes = self.words.classes
        return self.lemma(noun) in classes["mediators"] | classes["roles"]

    def put_forward(self, i: int) -> bool:
        """Tell whether somebody is put forward as a mediator: "proposed Oman as a go-between"."""
        scene = self.scene
        whom = scene.objects(i) if scene.verb(i) else scene.phrases(i, "of")
        nouns = [n for one in (i, *whom) for n in scene.phrases(one, "as")]
        return any(scene.token(n).lemma in words("go-betweens") for n in nouns)

    def own_places(self, i: int, group: Group) -> set[str]:
        """Return the preposition that belongs to a verb in a meaning: "with" of "pleaded with"."""
        known = self.words.verbs.get(self.lemma(i), ()) if self.scene.verb(i) else ()
        return {rest.rpartition(" ")[2] for rest, one in known if one is group and rest}

    def _meets(self, i: int, group: Group) -> bool:
        """Tell whether a verb has the object and the subject a meaning demands."""
        scene = self.scene
        if group.mediation and self._of_people(i):
            return False
        if group.object:
            if i not in self._things:
                self._things[i] = self._beside(i)
            things = self._things[i]
            if group.pair:  # "seated the two sides at one table"
                things = things + [
                    p for o in scene.objects(i) for p in scene.phrases(o, "at", "to")
                ]
            if not any(self.names(t, group.object) for t in things):
                return False
        if (group.between or group.sides or group.both) and not self._apart(i, group):
            return False
        subjects = scene.subject(i) if group.subject else ()
        if group.subject and not subjects and group.turns != "none" and scene.passive(i):
            # whoever did it is not told: "two deputies were roughed up"
            return any(self._human(o) or self._person(o) for o in scene.objects(i))
        return not group.subject or any(self.names(s, group.subject) for s in subjects)

    def _of_people(self, i: int) -> bool:
        """Tell whether a participle behind a comma says who leads people: "envoys, led by X"."""
        token = self.scene.token(i)
        apart = token.dep == "acl" and i > 1 and self.scene.token(i - 1).text == ","
        return apart and token.lemma in {"lead", "head"} and token.head != i - 2

    def _beside(self, i: int) -> list[int]:
        """Return what may be the thing a meaning asks for: objects, phrases, complements."""
        scene = self.scene
        given = [
            c for c in scene.kids(i, "prep") if scene.token(c).lower in words("granting words")
        ]
        given += scene.kids(i, "agent")
        aside = {n for c in given for n in scene.kids(c, "pobj")}
        things = [*scene.objects(i), *(n for n in scene.phrases(i) if n not in aside)]
        if scene.token(i).dep == "amod":  # "Omani-brokered talks"
            things.append(scene.token(i).head)
        things += [c for p in scene.kids(i, "prep") for c in scene.kids(p, "pcomp")]
        things += scene.kids(i, "acomp", "oprd", "advmod", "xcomp", "npadvmod")
        quiet = (c for c in things if scene.token(c).dep in {"oprd", "dobj"})
        apart = {c for c in quiet if scene.token(c).tag == "JJ"}  # "kept quiet" keeps no quiet
        things = [c for c in things if c not in apart]
        return things + [c for c in scene.kids(i, "ccomp") if c > i]

    def _apart(self, i: int, group: Group) -> bool:
        """Tell whether a clause names two sides that the one who does it stands between."""
        scene = self.scene
        nouns = [i, *scene.objects(i), *scene.phrases(i)]
        if scene.token(i).dep == "amod":  # "Omani-led talks between …"
            nouns.append(scene.token(i).head)
        own = set(scene.all_ids(scene.subject(i))) if scene.verb(i) else set()
        if scene.token(i).dep == "amod" and scene.verb(i):
            own |= set(self.attached(i))
        between = [p for n in nouns for p in scene.phrases(n, "between", "among")]
        named = set(scene.all_ids(between))
        if named - own and not own & named:
            return True
        if group.both:
            return any(self._as_both(n, own) for n in nouns[1:])
        if self.helped(i) or (own and self._of_others(i, nouns)):
            return True
        if group.between:
            return False
        if group.pair:
            raised = [s for c in scene.kids(i, "ccomp") for s in scene.kids(c, "nsubj")]
            sides = [*scene.objects(i), *raised, *scene.phrases(i, "on", "upon")]
            talks = [
                o for o in scene.phrases(i, "for") if scene.token(o).lemma in words("encounters")
            ]
            sides += [p for t in talks for p in scene.phrases(t, "with")]
            appeals = scene.token(i).lemma in words("appealing verbs")
            if len(self._publics(scene.all_ids(sides), own)) > 1:
                return True
            return self._rivals(sides, own, nameless=not appeals)
        below = scene.parse.subtree(self._clause(i))
        by_way = scene.all_ids(p for n in nouns for p in scene.phrases(n, "through", "via"))
        inside = (a for _f, _l, a in scene.actors.within(below[0], below[-1] + 1))
        inside = (a for a in inside if a not in by_way)
        if scene.verb(i) and any(self._rival(s) for s in scene.subject(i)):
            return False  # "the warring parties are negotiating a ceasefire"
        places = {scene.actors.places[p] for n in nouns for p in self._spots(n)}
        publics = self._publics(inside, own) | (places - self._publics(own, ()))
        return len(publics) > 1

    def helped(self, i: int) -> bool:
        """Tell whether one only helps to a settlement: "was instrumental in securing a truce"."""
        scene, token = self.scene, self.scene.token(i)
        above = scene.token(token.head)
        if "help" in scene.lemmas(i, "aux") or (token.dep == "xcomp" and above.lemma == "help"):
            return True
        part = scene.token(above.head).lemma
        return token.dep == "pcomp" and above.lower == "in" and part in words("parts played")

    def _of_others(self, i: int, nouns: list[int]) -> bool:
        """Tell whether talks or a settlement are of others than those who act, by their words.

        They are "between the two sides", or those who host, chair or broker them call them peace
        talks, indirect, or aimed at an end of the war.
        """
        scene = self.scene
        inner = [n for o in nouns for n in scene.phrases(o, "of", "for", "to", "in")]
        ends = [c for o in nouns for c in scene.kids(o, "relcl", "acl") if scene.verb(c)]
        inner += [o for c in ends for o in scene.kids(c, "dobj")]  # "a truce that ended the war"
        about = [n for n in (*nouns, *inner) if not scene.verb(n)]
        sides = [p for n in (i, *about) for p in scene.phrases(n, "between", "among")]
        if any(self._rival(p) or self._camps(p) for p in sides):
            return True
        hosting = scene.token(i).lemma.removeprefix("co-") in words("third parties' verbs")
        hosting = hosting or any(scene.token(n).lemma in words("hosts") for n in about)
        guests = scene.all_ids(p for n in (i, *about) for p in scene.phrases(n, "with"))
        if not hosting or guests:
            return False
        kinds = {
            scene.token(c).lemma for n in about for c in scene.kids(n, "amod", "compound", "nmod")
        }
        aims = (c for n in about for c in scene.kids(n, "acl") if scene.token(c).lemma == "aim")
        aimed = any(scene.verb(p) for c in aims for p in scene.phrases(c, "at"))
        token = scene.token(i)
        by = scene.phrases(i, "by") if token.tag == "VBN" else []
        third = [n for n in by if scene.ids(n) and not scene.kin(scene.ids(n), scene.pair(i))]
        if third and any(scene.token(n).lemma in words("bargaining talks") for n in about):
            return True  # "a round of talks arranged by the bishops"
        met = [n for n in about if scene.token(n).lemma in words("encounters")]
        known = any("the" in scene.forms(n, "det") and scene.token(n).tag == "NNS" for n in met)
        return bool(met) and (bool(kinds & words("others' talks")) or aimed or known)

    def two_sides(self, noun: int) -> bool:
        """Tell whether a noun is two sides without a name: "both parties", "the two sides"."""
        return self._rival(noun) or self._camps(noun)

    def _camps(self, noun: int) -> bool:
        """Tell whether nouns of people or bodies are two: "the government and the rebels"."""
        scene, kinds = self.scene, ("camps", "rivals", "party people", "party bodies")
        row = scene.row(noun)
        named = any(scene.token(n).lemma in words(*kinds) for n in row)
        beside = (len(scene.row(c)) > 1 for c in scene.kids(noun, "amod", "compound", "nmod"))
        if named and scene.token(noun).tag == "NNS" and any(beside):
            return True  # "Sunni and Shia groups"
        spoken = scene.token(noun).lemma in words("parts of sides")
        if spoken and any(self._camps(n) for n in scene.phrases(noun, "of", "from")):
            return True  # "representatives of farmers and herders"
        return len(row) > 1 and named

    def _as_both(self, noun: int, own: set[str]) -> bool:
        """Tell whether a noun or a phrase of it names two sides as both: "with both A and B"."""
        scene = self.scene
        rows = (noun, *scene.phrases(noun))
        return any(
            scene.forms(n, "preconj", "predet", "det", "cc") & {"both"}
            and len(set(scene.all_ids([n])) - own) > 1
            for n in rows
        )

    def _rivals(self, nouns: Iterable[int], own: Iterable[str], *, nameless: bool) -> bool:
        """Tell whether nouns are two sides of one state: "Libyan rivals", "junta and front".

        One of two names at least must be a group's or a camp's, and neither that of who acts; the
        ``nameless`` are "the two sides".
        """
        scene = self.scene
        camps = words("camps")
        for noun in nouns:
            row = scene.row(noun)
            ids = without(scene.all_ids(row), own)
            token = scene.token(noun)
            if nameless and not ids and own and token.tag == "NNS" and self._rival(noun):
                return True
            if not ids or scene.kin(ids, tuple(own)):
                continue
            if not nameless and token.lemma in words("generic sides"):
                continue  # who only appeals to "both sides"
            if token.tag == "NNS" and token.lemma in words("rivals"):
                return True
            kinds = {a.kind for one in ids if (a := scene.actors.get(one))}
            camp = "group" in kinds or any(scene.token(n).lemma in camps for n in row)
            if len(row) > 1 and len(ids) > 1 and camp:
                return True
        return False

    def _rival(self, noun: int) -> bool:
        """Tell whether a noun is the sides themselves: "the warring parties"."""
        token = self.scene.token(noun)
        if token.lower in {"two", "both", "them"}:  # "stood between the two"
            return token.pos != "DET" and not self.scene.ids(noun)
        return token.tag == "NNS" and token.lemma in words("rivals", "delegates")

    def _spots(self, noun: int) -> list[int]:
        """Return the places a phrase goes from and to ("from Sanaa to Riyadh")."""
        scene = self.scene
        ends = scene.phrases(noun, "from", "to", "between")
        return [p for e in ends for p in scene.row(e) if p in scene.actors.places]

    def _clause(self, i: int) -> int:
        """Return the verb of a word's clause; a participle's is the clause that it stands in."""
        scene, at = self.scene, i
        for child, head in scene.above(i):
            token = scene.token(child)
            participle = token.tag in {"VBN", "VBG"} and token.dep in {"acl", "relcl", "advcl"}
            inner = token.dep in {"xcomp", "acomp", "attr", "conj"}
            if scene.verb(at) and not inner and not participle:
                break
            at = head
        return at

    def _publics(self, ids: Iterable[str], own: Iterable[str]) -> set[str]:
        """Return the states or groups some actors stand for, without those of others."""
        publics = {self._public(a) for a in ids} - {self._public(a) for a in own}
        return publics - {""}

    def _public(self, one: str) -> str:
        """Return the state or group an actor stands for; nobody's person stands for none."""
        return self.scene.public(one)

    def names(self, noun: int, lemmas: frozenset[str]) -> bool:
        """Tell whether a noun phrase is about one of some words: its head, its row, its parts."""
        return not lemmas.isdisjoint(self._about(noun))

    def _about(self, noun: int) -> frozenset[str]:
        """Return the words that a noun phrase is about, and their kinds ("$person"), found once."""
        if noun not in self._abouts:
            scene, about = self.scene, set[str]()
            self._abouts[noun] = frozenset()  # a parse with a ring of heads must not hang
            for one in scene.row(noun):
                about |= self._kinds(one)
                if scene.actors.at(one) is None:  # "opposition parties" are against nothing
                    about |= scene.lemmas(one, *_PARTS)
                if not scene.verb(one):
                    about = about.union(*(self._about(p) for p in scene.phrases(one, "of")))
            self._abouts[noun] = frozenset(about)
        return self._abouts[noun]

    def _kinds(self, i: int) -> set[str]:
        """Return the words a noun itself is, and the kinds that they name."""
        token, kinds = self.scene.token(i), set[str]()
        if token.pos != "PROPN" or not self._body(i):  # "the Lake Forum" is no meeting
            kinds |= {token.lemma, token.lower, self.lemma(i)}
        tests = (self._person, self._place, self._crowd, self._human)
        named = zip(("$person", "$place", "$crowd", "$human"), tests, strict=True)
        return kinds | {kind for kind, test in named if test(i)}

    def _body(self, i: int) -> bool:
        """Tell whether a word is the name of a body."""
        actor = self.scene.actors.get(self.scene.actors.at(i))
        return actor is not None and actor.kind in {"organisation", "igo"}

    def _person(self, i: int) -> bool:
        """Tell whether a noun is a person: an actor, a name, or an office."""
        actor = self.scene.actors.get(self.scene.actors.at(i))
        token = self.scene.token(i)
        named = token.ent == "PERSON" or token.lemma in words("offices")
        return named or (actor is not None and actor.kind == "person")

    def _human(self, i: int) -> bool:
        """Tell whether a noun is of people by its list or by its ending ("smuggler")."""
        token = self.scene.token(i)
        listed = token.lemma in words("human nouns", "armed nouns", "people")
        made = token.tag == "NNS" and token.lemma.endswith(("er", "or", "ist", "ian", "man", "ee"))
        return listed or made

    def _place(self, i: int) -> bool:
        """Tell whether a word names a state or a place in one; who are named as people do not."""
        token = self.scene.token(i)
        if (
            token.pos != "ADJ" and token.text in peoples()
        ):  # "hundreds of Somalis crossed into Kenya"
            return False
        actor = self.scene.actors.get(self.scene.actors.at(i))
        named = i in self.scene.actors.places or self.scene.token(i).ent in {"GPE", "LOC"}
        return named or (actor is not None and actor.kind == "state")

    def _crowd(self, i: int) -> bool:
        """Tell whether a noun is people in the plural, and no armed force."""
        token = self.scene.token(i)
        forces = self.words.classes["forces"]
        return token.tag in {"NNS", "NNPS", "JJ"} and token.lemma not in forces

    def _modified(self, i: int, group: Group) -> bool:
        """Tell whether a noun has one of some modifiers or prepositions, or is of such a thing."""
        scene = self.scene
        beside = {scene.token(c).lemma for c in scene.kids(i, "compound", "amod", "nmod")}
        if not group.mediation:  # an "offer of mediation" is an offer
            beside |= {scene.token(n).lemma for n in scene.phrases(i, "of")}
        return bool((beside | scene.prepositions(i)) & group.modifier)


_ROADS = frozenset({"to", "in", "for", "into", "at", "from"})
_PARTS = ("compound", "amod", "appos", "preconj", "predet")
