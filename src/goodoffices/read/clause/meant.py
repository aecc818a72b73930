"""Whom "she", "it", "the minister" and "his office" mean: the antecedents that a page holds.

A pronoun of a person is resolved in reading order, over paragraph breaks: to whoever does the
clause above it, else to who spoke or acted last, never to somebody of the other sex where the page
shows it. A description means the last person before it who holds that office and is of that state.
What none of this finds stays unresolved, and is said to be.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from goodoffices.read.who.named import is_title
from goodoffices.read.who.spelling import parts
from goodoffices.read.words import table, words

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from goodoffices.evidence.claims import Actor
    from goodoffices.read.clause.parse import Parse
    from goodoffices.read.clause.quotes import Quotations
    from goodoffices.read.clause.tokens import Token
    from goodoffices.read.who.index import ActorIndex

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_ABSTRACT = ("ment", "tion", "sion", "ness")
"""Endings of nouns that no person is named by."""
BACK = 3
"""How many paragraphs before its own a pronoun may point to."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ANY_SUBJECT = _SUBJECTS | {"csubj", "csubjpass", "expl"}
_OBJECTS = frozenset({"dobj", "dative", "iobj"})
_PLURAL = frozenset({"NNS", "NNPS"})
_FRESH = frozenset({"a", "an", "one", "another", "some"})
_LINKS = frozenset({"of", "to", "for"})
_FURTHEST = 9
_POINTING = frozenset({"the", "this", "that"})


@cache
def _offices() -> tuple[frozenset[str], ...]:
    """Return the groups of words that name one office."""
    return tuple(frozenset(group) for group in table("roles.yaml"))


class Clauses(Protocol):
    """What is asked of a page's clauses; a :class:`~.roles.Scene` answers it."""

    parse: Parse
    actors: ActorIndex
    quotations: Quotations

    @property
    def quoted(self) -> AbstractSet[int]:
        """The tokens inside quotation marks."""

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the dependents of a token with one of the labels."""

    def above(self, i: int) -> Iterator[tuple[int, int]]:
        """Yield the steps from a token up to its root as (child, head)."""

    def verb(self, i: int) -> bool:
        """Tell whether a token is a verb."""

    def phrases(self, i: int, *prepositions: str) -> list[int]:
        """Return the nouns that hang from a token by one of the prepositions."""

    def row(self, i: int) -> list[int]:
        """Return a noun and those joined to it."""

    def ids(self, noun: int) -> tuple[str, ...]:
        """Return the actors a noun names."""

    def all_ids(self, nouns: Iterable[int]) -> tuple[str, ...]:
        """Return the actors several nouns name."""

    def subject(self, verb: int) -> tuple[int, ...]:
        """Return the nouns that do a verb."""


class Meant:
    """Resolves the pronouns and descriptions of persons in one document."""

    def __init__(self, scene: Clauses) -> None:
        self.scene, self.parse, self.actors = scene, scene.parse, scene.actors
        self._sex: dict[str, str] = {}
        self._found: dict[int, int | None] = {}
        self._referents: dict[int, tuple[str, ...]] = {}
        self._taken: dict[int, int] = {}
        self._titles = {t.i for t in self.parse.tokens if is_title(t)}
        self._open = deque(t.i for t in self.parse.tokens if t.lower in HE | SHE)
        self._followers = self._find_followers()
        self._show_sex()

    def _find_followers(self) -> set[int]:
        """Return the nouns of people that are said to be loyal to somebody, or backed by them."""
        tokens, kinds = self.parse.tokens, words("fighter nouns", "armed nouns", "armed people")
        loyal = (t for t in tokens if t.lower in {"loyal", "allied", "backed", "answerable"})
        return {t.head for t in loyal if {tokens[t.head].lemma, tokens[t.head].lower} & kinds}

    # --- pronouns ------------------------------------------------------------------------------

    def refers(self, pronoun: int) -> tuple[str, ...]:
        """Return whom "it", "his" or "their" means: the likeliest that names an actor."""
        lower = self.parse.tokens[pronoun].lower
        if lower in HE | SHE:
            noun = self.person(pronoun)
            who = self.who(noun) if noun is not None else None
            return (who,) if who else self.plain(noun) if noun is not None else ()
        if pronoun not in self._referents and lower in words("first person"):
            self._referents[pronoun] = ()
            self._referents[pronoun] = self._speaking(pronoun)
        if pronoun not in self._referents:
            self._referents[pronoun] = ()  # "his" may point to a phrase with another "his" in it
            for noun in self.antecedents(pronoun):
                ids = self.plain(noun)
                if ids and not self.one_person(ids):
                    self._referents[pronoun], self._taken[pronoun] = ids, noun
                if self._referents[pronoun] or self._unknown_body(noun, pronoun):
                    break
        return self._referents[pronoun]

    def _unknown_body(self, noun: int, pronoun: int) -> bool:
        """Tell whether "its" means a body of its sentence that the page names but in short."""
        token, its = self.parse.tokens[noun], self.parse.tokens[pronoun]
        body = token.text in words("organisation heads") or token.lower in words("bodies of people")
        body = body and token.pos == "PROPN"
        return body and its.lower in {"it", "its"} and token.sentence == its.sentence

    def one_person(self, ids: tuple[str, ...]) -> bool:
        """Tell whether actors are but one person, whom neither "it" nor "they" means."""
        return len(ids) == 1 and self._kind(ids[0]) == "person"

    def _speaking(self, pronoun: int) -> tuple[str, ...]:
        """Return whom "we" means: who says so in the same sentence, or the body whose page it is.

        The first is asked inside quotation marks, the second outside them.
        """
        if pronoun not in self.scene.quoted:
            return self._issuing(self.parse.tokens[pronoun])
        for _child, head in self.scene.above(pronoun):
            says = self.parse.tokens[head].lemma in words("cue clause")
            if says and head not in self.scene.quoted:
                return self.scene.all_ids(self.scene.subject(head))
        return ()

    def _issuing(self, pronoun: Token) -> tuple[str, ...]:
        """Return the body that speaks as "we" in all of a page, or of a part of it."""
        own = (
            one
            for one, writer in self.actors.writers
            if writer.own and not (writer.asked or writer.listed)
            if writer.start <= pronoun.start < writer.end and self._kind(one) != "person"
        )
        return tuple(islice(own, 1)) if pronoun.lower in {"we", "us", "our"} else ()

    def antecedents(self, pronoun: int) -> Iterator[int]:
        """Yield the nouns a pronoun may mean, the likeliest first.

        They are whose "its" stands beside it ("Tehran's programme and its support"), the subjects
        of the verbs above it, then those before it in its sentence and in those before that one.
        """
        noun = self.parse.tokens[self.parse.tokens[pronoun].head]
        if self.parse.tokens[pronoun].dep == "poss" and noun.dep == "conj":
            yield from (c for c in self.scene.kids(noun.head, "poss") if self.actors.at(c))
        inside = pronoun in self.scene.quoted
        for _child, head in self.scene.above(pronoun):
            if inside and head not in self.scene.quoted:
                break  # "“They fired at us,” X said": X is not who fired
            if self.scene.verb(head):
                yield from (
                    s
                    for s in self.scene.kids(head, *_ANY_SUBJECT)
                    if pronoun not in self.parse.subtree(s)
                )
        sentence = self.parse.sentence_of(pronoun)
        yield from self._subjects_in(sentence.first, pronoun)
        paragraph = self.parse.paragraph_of(sentence.index)
        for index in range(sentence.index - 1, -1, -1):
            if self.parse.paragraph_of(index) < paragraph - 1:
                return
            earlier = self.parse.sentences[index]
            yield from self._subjects_in(earlier.first, earlier.last)

    def _subjects_in(self, first: int, last: int) -> Iterator[int]:
        """Yield the subjects in tokens [first, last)."""
        return (i for i in range(first, last) if self.parse.tokens[i].dep in _ANY_SUBJECT)

    def plain(self, noun: int) -> tuple[str, ...]:
        """Return the actors a noun names without following pronouns."""
        if self.parse.tokens[noun].lower in words("personal pronouns", "first person"):
            return ()
        return self.scene.ids(noun)

    def person(self, pronoun: int) -> int | None:
        """Return the noun that "he" or "her" means, or None."""
        while self._open and self._open[0] <= pronoun:  # what they mean hangs on those before
            at = self._open.popleft()
            self._found[at] = None
            self._found[at] = self._resolve(at)
        return self._found.get(pronoun)

    def taken_for(self, pronoun: int) -> int | None:
        """Return the noun that a pronoun was taken for so far, or None."""
        return self._found.get(pronoun, self._taken.get(pronoun))

    def _resolve(self, pronoun: int) -> int | None:
        sex = "f" if self.parse.tokens[pronoun].lower in SHE else "m"
        for noun in self._before(pronoun):
            who = self.who(noun)
            if who is not None:
                if self._sex.get(who, sex) != sex:
                    continue
                self._sex[who] = sex
                return noun
            if self.human(noun, sex):
                return noun
        return None

    def _before(self, pronoun: int) -> Iterator[int]:
        """Yield the nouns before a pronoun that may be persons, the likeliest first."""
        scene, tokens = self.scene, self.parse.tokens
        sentence = self.parse.sentence_of(pronoun)
        inside = self.scene.quotations.around(tokens[pronoun].start)
        own = {*self._carrying(pronoun), *self._doing(pronoun)}
        above = [
            s
            for _child, head in scene.above(pronoun)
            if scene.verb(head)
            for s in scene.kids(head, *_SUBJECTS)
            if s < pronoun and s not in own
        ]
        if inside is None:
            above = [s for s in above if s not in scene.quoted]
        yield from above
        if self._fronted(pronoun):
            yield from self._subjects_before(sentence.index)
        told = self._told_before(pronoun)
        reports = tokens[pronoun].dep in _SUBJECTS and self.says(tokens[pronoun].head)
        yield from self._in(sentence.first, pronoun, own | told)
        paragraph = self.parse.paragraph_of(sentence.index)
        for index in range(sentence.index - 1, -1, -1):
            if self.parse.paragraph_of(index) < paragraph - BACK:
                return
            earlier = self.parse.sentences[index]
            if told or reports:
                yield from self._reporting(earlier.first, earlier.last)
            yield from self._in(earlier.first, earlier.last, set())
        if told:
            yield from self._in(sentence.first, pronoun, own)

    def says(self, verb: int) -> bool:
        """Tell whether a verb is one of saying."""
        return self.parse.tokens[verb].lemma in words("cue clause") and self.scene.verb(verb)

    def _reporting(self, first: int, last: int) -> Iterator[int]:
        """Yield who says something in a sentence: he goes on sooner than whom he speaks of."""
        for i in range(first, last):
            token = self.parse.tokens[i]
            if token.dep == "nsubj" and i not in self.scene.quoted and self.says(token.head):
                told = self.scene.kids(token.head, "ccomp")
                if any(c < i for c in told) and token.pos in {"NOUN", "PROPN"}:
                    yield i

    def _told_before(self, pronoun: int) -> set[int]:
        """Return the words that "…, he said" tells: whoever is named there is spoken of."""
        token = self.parse.tokens[pronoun]
        tokens = self.parse.tokens
        around = {
            t.text for t in (*tokens[pronoun - 1 : pronoun], *tokens[pronoun + 2 : pronoun + 3])
        }
        if token.dep in _SUBJECTS and around == {","} and self.says(pronoun + 1):
            return set(range(self.parse.sentence_of(pronoun).first, pronoun))  # "Chad, he said, …"
        told = self.scene.kids(token.head, "ccomp") if token.dep in _SUBJECTS else ()
        if tokens[pronoun - 1].text == ":":
            return set()  # "Ann was blunt: she said …"
        return {j for c in told if c < pronoun for j in self.parse.subtree(c) if j < pronoun}

    def _fronted(self, pronoun: int) -> bool:
        """Tell whether a subject stands behind words that open its sentence: "Turning to …, he"."""
        token, sentence = self.parse.tokens[pronoun], self.parse.sentence_of(pronoun)
        first = pronoun > sentence.first + 1 and self.parse.tokens[pronoun - 1].text == ","
        opener = self.parse.tokens[sentence.first]
        bare = opener.tag == "VBG" and not self.scene.kids(sentence.first, *_SUBJECTS)
        return first and token.dep in _SUBJECTS and bare

    def _subjects_before(self, index: int) -> Iterator[int]:
        """Yield the subjects of the sentence before, which a participle in front is hung from."""
        if index:
            earlier = self.parse.sentences[index - 1]
            tokens = self.parse.tokens
            for i in range(earlier.first, earlier.last):
                if tokens[i].dep in _SUBJECTS and i not in self.scene.quoted:
                    meant = self._found.get(i) if tokens[i].lower in HE | SHE else i
                    if meant is not None and tokens[meant].pos in {"NOUN", "PROPN"}:
                        yield meant

    def _doing(self, pronoun: int) -> list[int]:
        """Return who does what is done to a pronoun: "Ann accused him" is not of Ann."""
        token = self.parse.tokens[pronoun]
        if token.dep not in _OBJECTS or token.lower.endswith("self"):
            return []
        verb = next((h for _c, h in self.scene.above(pronoun) if self.scene.verb(h)), None)
        return [] if verb is None else self.scene.kids(verb, *_SUBJECTS)

    def _carrying(self, pronoun: int) -> Iterator[int]:
        """Yield the noun that a possessive stands beside, with what is in apposition to it."""
        token = self.parse.tokens[pronoun]
        if token.dep == "poss":
            yield token.head
            yield from self.scene.kids(token.head, "appos")

    def _in(self, first: int, last: int, without: set[int]) -> Iterator[int]:
        """Yield the nouns of a stretch: subjects first, then the other persons, the last first."""
        tokens = self.parse.tokens
        free = [i for i in range(first, last) if i not in self.scene.quoted and i not in without]
        nouns = [i for i in free if tokens[i].pos in {"NOUN", "PROPN"}]
        yield from (i for i in nouns if self._singled_out(i))
        for i in free:
            if tokens[i].dep in _SUBJECTS and tokens[i].lower in {"he", "she"}:
                meant = self._found.get(i)  # "he" of the sentence before is whom it means
                if meant is not None:
                    yield meant
            elif tokens[i].dep in _SUBJECTS and i in nouns:
                yield i
        subjects = [i for i in nouns if tokens[i].dep in _SUBJECTS]
        yield from (i for i in nouns if self._source(i))
        others = [i for i in reversed(nouns) if i not in subjects]
        yield from (i for i in others if self._named(i))
        yield from (i for i in others if i in self._titles and self._pointed(i))

    def _singled_out(self, i: int) -> bool:
        """Tell whether a sentence says of somebody that it was he: "it was X who spoke"."""
        token = self.parse.tokens[i]
        if token.dep != "attr" or self.parse.tokens[token.head].lemma != "be":
            return False
        heads = self.scene.kids(token.head, "nsubj", "expl")
        it = any(self.parse.tokens[s].lower == "it" for s in heads)
        who = i + 1 < len(self.parse.tokens) and self.parse.tokens[i + 1].lower == "who"
        return it and who and self._named(i)

    def _source(self, i: int) -> bool:
        """Tell whether somebody is whom a sentence is told by: "according to X"."""
        link = self.parse.tokens[i].head
        return self.parse.tokens[i].dep == "pobj" and "according" in {
            self.parse.tokens[j].lower for j in (link, self.parse.tokens[link].head)
        }

    def _named(self, i: int) -> bool:
        """Tell whether a token is the head of a person's name or of a person's description."""
        actor = self.actors.get(self.actors.at(i))
        if actor is not None:
            verb = self.scene.verb(self.parse.tokens[i].head)  # "Ida Brann laughs", read as a noun
            return actor.kind == "person" and (verb or self.parse.tokens[i].dep != "compound")
        return i in self._titles and self.described(i) is not None

    def who(self, noun: int) -> str | None:
        """Return the person that a noun names or describes, or None."""
        return self.beside(noun) or self.described(noun)

    def beside(self, noun: int) -> str | None:
        """Return the person named by a noun or by what stands beside it, or None."""
        for i in (noun, *self.scene.kids(noun, "appos")):
            actor = self.actors.get(self.actors.at(i))
            if actor is not None and actor.kind == "person":
                return actor.id
        if named := self.behind_office(noun):
            return named
        for c in self.scene.kids(noun, "appos", "acl", "relcl"):
            naming = self.parse.tokens[c].dep == "appos" or self._names(c)
            if c > noun and naming and (inside := self._person_inside(c)):
                return inside
        return None

    def titled(self, i: int) -> bool:
        """Tell whether a token is a title or the name of an office."""
        return i in self._titles

    def behind_office(self, noun: int) -> str | None:
        """Return X of "Chief Secretary to the Treasury X", where the body has a name.

        In "aide to President X" and "lawyer of X" no body stands between.
        """
        tokens = self.parse.tokens
        for c in self.scene.kids(noun, "appos") if noun in self._titles else ():
            who = self.actors.at(c)  # "the Sudanese president, Omar al-Bashir"
            if who is not None and self._kind(who) == "person":
                return who
        behind = self._right_behind(noun) if noun in self._titles else None
        if behind is not None:
            return behind
        for c in self.scene.kids(noun, "amod", "acl", "relcl") if noun in self._followers else ():
            whose = [p for p in self.scene.phrases(c, "to", "by", "with") if p > noun]
            who = next((a for p in whose if (a := self.actors.at(p))), None)
            if who is not None:  # "soldiers loyal to X"
                return who
        at, named = noun + 2, False
        if noun not in self._titles or tokens[min(noun + 1, len(tokens) - 1)].lower not in _LINKS:
            return None
        while at < min(noun + _FURTHEST, len(tokens)) and at not in self._titles:
            who = self.actors.at(at)
            if who is not None and self._kind(who) == "person":
                return who if named else None
            if tokens[at].text == "," and named:
                return self._apposed(noun, at + 1)
            if tokens[at].pos != "PROPN" and tokens[at].lower not in {"the", "of", "and", "&"}:
                return None
            named = named or tokens[at].pos == "PROPN"
            at += 1
        return None

    def _right_behind(self, office: int) -> str | None:
        """Return X of "former president X mediated", whom the parser hung from the verb."""
        tokens = self.parse.tokens
        who = self.actors.at(office + 1) if office + 1 < len(tokens) else None
        if who is None or self._kind(who) != "person":
            return None
        name = (t for t in tokens[office + 1 : office + _FURTHEST] if self.actors.at(t.i) == who)
        return who if any(t.dep == "npadvmod" for t in name) else None

    def _apposed(self, office: int, at: int) -> str | None:
        """Return X of "the former premier of Ghana, X, met …", hung from the state."""
        tokens = self.parse.tokens
        who = self.actors.at(at) if at < len(tokens) else None
        if who is None or self._kind(who) != "person" or tokens[office].tag in _PLURAL:
            return None
        name = (t for t in tokens[at : at + _FURTHEST] if self.actors.at(t.i) == who)
        return who if any(t.dep == "appos" and t.head < at for t in name) else None

    def _names(self, clause: int) -> bool:
        """Tell whether a clause says how somebody is called: "known as", "goes by the name"."""
        below = self.parse.tokens[clause : self.parse.subtree(clause)[-1] + 1]
        forms = {t.lower for t in below}
        return bool(forms & (words("naming words") | {"name", "guerre"}))

    def _person_inside(self, top: int) -> str | None:
        """Return the one person named in a phrase."""
        below = self.parse.subtree(top)
        keys = {key for _f, _l, key in self.actors.within(below[0], below[-1] + 1)}
        persons = [key for key in keys if self._kind(key) == "person"]
        return persons[0] if len(persons) == 1 else None

    def human(self, noun: int, sex: str) -> bool:
        """Tell whether a noun without a name can be meant: one human of that sex."""
        token = self.parse.tokens[noun]
        if token.tag in _PLURAL or self.actors.at(noun) is not None:
            return False
        person = token.pos == "PROPN" and token.ent == "PERSON" and token.dep in _SUBJECTS
        person = person and not token.lower.endswith(_ABSTRACT)  # "Disbandment was refused"
        if person and not self._pointed(noun) and noun not in self._titles:
            return True  # somebody whom the page's names do not hold is not who spoke before
        if token.pos != "NOUN" and not (noun in self._titles and self._pointed(noun)):
            return False  # "the Health Secretary" is somebody, "Secretary" may be part of a name
        other = words("men") if sex == "f" else words("women")
        people = words("official nouns", "diplomat nouns", "analyst nouns")
        one = noun in self._titles or token.lemma in words("single humans") | people
        return one and token.lower not in other

    def _pointed(self, noun: int) -> bool:
        """Tell whether "the" or the like stands before an office."""
        first = self.parse.tokens[self.parse.subtree(noun)[0]]
        return first.lower in _POINTING and first.i < noun

    def _show_sex(self) -> None:
        """Read from titles beside the names, else from given names, who is a woman or a man."""
        tokens = self.parse.tokens
        for first, _last, key in ((m.first, m.last, m.actor_id) for m in self.actors.mentions):
            before = tokens[first - 1].lower.rstrip(".") if first else ""
            self._note(key, before)
        for actor in self.actors.actors:
            for word in (actor.role or "").lower().split():
                self._note(actor.id, word)
            if actor.kind == "person" and len(called := parts(actor.name)) > 1:
                sexes = (("f", "women's names"), ("m", "men's names"))
                sex = next((sex for sex, names in sexes if called[0] in words(names)), None)
                if sex is not None:
                    self._sex.setdefault(actor.id, sex)

    def _note(self, key: str, word: str) -> None:
        if word in words("women"):
            self._sex.setdefault(key, "f")
        elif word in words("men"):
            self._sex.setdefault(key, "m")

    def together(self, noun: int) -> tuple[str, ...]:
        """Return the actors that "they" or "both ministers" means, where they are several."""
        if noun in self.actors.together:
            return self.actors.together[noun]
        if self.parse.tokens[noun].lower != "they":
            return ()
        sentence = self.parse.sentence_of(noun)
        for index in range(sentence.index, max(-1, sentence.index - 2), -1):
            if self._background(index, noun):
                return ()
            place = self.parse.sentences[index]
            for i in range(place.first, min(place.last, noun)):
                if self.parse.tokens[i].dep in _SUBJECTS and i not in self.scene.quoted:
                    ids = self.scene.ids(i)
                    if len(self.scene.row(i)) > 1 and len(ids) > 1:
                        return ids
                    if self.parse.tokens[i].tag in _PLURAL or ids:
                        return ()
        return ()

    def _background(self, index: int, pronoun: int) -> bool:
        """Tell whether a paragraph before only says how things are: "Chad and Mali share it"."""
        paragraph, sentence = self.parse.paragraph_of, self.parse.sentences[index]
        if paragraph(index) == paragraph(self.parse.sentence_of(pronoun).index):
            return False
        verbs = (t for t in self.parse.tokens[sentence.first : sentence.last] if t.head == t.i)
        told = {t.tag for v in verbs for t in (v, *self._helping(v.i))}
        return bool(told) and not told & {"VBD", "MD", "VBN"} and self._past(pronoun)

    def _helping(self, verb: int) -> Iterator[Token]:
        return (self.parse.tokens[a] for a in self.scene.kids(verb, "aux"))

    def _past(self, pronoun: int) -> bool:
        """Tell whether somebody did something: "they said", not "they say"."""
        return self.parse.tokens[self.parse.tokens[pronoun].head].tag == "VBD"

    # --- descriptions --------------------------------------------------------------------------

    def described(self, noun: int) -> str | None:
        """Return the person that "the minister" or "her Gambian counterpart" means, or None."""
        token = self.parse.tokens[noun]
        if noun not in self._titles or token.tag in _PLURAL or self.actors.at(noun) is not None:
            return None
        left = [self.parse.tokens[c] for c in self.parse.children(noun) if c < noun]
        pointing = any(t.lower in _POINTING or t.dep == "poss" for t in left)
        if not pointing or token.dep in {"compound", "nmod"} or self._nameless(noun):
            return None
        return self._holder(noun)

    def _nameless(self, noun: int) -> bool:
        """Tell whether "the delegate" is "one delegate" of a sentence before, who has no name."""
        tokens, paragraph = self.parse.tokens, self._paragraph(noun)
        for i in range(noun - 1, -1, -1):
            token = tokens[i]
            if self._paragraph(i) < paragraph - BACK:
                return False
            if token.lemma != tokens[noun].lemma or i in self.scene.quoted or token.dep == "appos":
                continue
            first = tokens[self.parse.subtree(i)[0]].lower
            return first in _FRESH and token.pos == "NOUN" and self.beside(i) is None
        return False

    def _paragraph(self, token: int) -> int:
        return self.parse.paragraph_of(self.parse.tokens[token].sentence)

    def is_other(self, who: str, pronoun: str) -> bool:
        """Tell whether a person is known to be of the other sex than a pronoun."""
        sex = "f" if pronoun in SHE else "m"
        return self._sex.get(who, sex) != sex

    def _holder(self, noun: int) -> str | None:
        """Return the last person named before a noun who holds its office.

        Where nobody before holds it, one whose state is not told may, or one named later, if no
        other person of the page can be meant.
        """
        owner = next((self.parse.tokens[c] for c in self.scene.kids(noun, "poss")), None)
        wanted = self._wanted(noun)
        if owner is not None and owner.lower in HE | SHE and "counterpart" not in wanted:
            return None  # "his lawyer" is not the lawyer
        countries, sides = self._sides(noun)
        if owner is not None and owner.lower in {"its", "their"} and not (countries or sides):
            return None
        start = self.parse.tokens[noun].start
        other = self._partner(noun) if "counterpart" in wanted else None
        served = [self.parse.subtree(c) for c in self.scene.kids(noun, "prep")]
        inside = {key for b in served for _f, _l, key in self.actors.within(b[0], b[-1] + 1)}
        fits = [
            actor
            for actor in self.actors.actors
            if actor.kind == "person"
            and actor.id not in inside | {other}  # "the aide to X" is not X
            and self._fits(actor, wanted, sides)
            and not self._other_office(actor, noun)
            and not self._of_another(actor, owner)
        ]
        sure = [a for a in fits if not countries or self.actors.country(a.id) in countries]
        earlier = [a for a in sure if a.spans[0].start < start]
        office = self.parse.tokens[noun].lower
        called = [a for a in earlier if office in (a.role or "").lower().split()]
        before = [  # the minister sooner than a secretary who spoke since
            (max(s.start for s in a.spans if s.start < start), a.id) for a in called or earlier
        ]
        if before:
            place, who = max(before)
            return None if self._two(place, [p for p, a in before if a != who]) else who
        if not countries and (alone := self._only_one(noun, sides)):
            return alone
        free = (a for a in fits if self.actors.country(a.id) is None)
        open_ = sure or [a for a in free if not (countries and a.affiliation)]
        return open_[0].id if len(open_) == 1 else self._sent(noun, countries | sides)

    def _of_another(self, actor: Actor, owner: Token | None) -> bool:
        """Tell whether a person is known to be of another body than the name that owns an office.

        "Ostrand's director" is not the director of the harbour board, whoever Ostrand may be.
        """
        body = self.actors.get(actor.affiliation)
        if owner is None or owner.pos != "PROPN" or body is None or body.kind == "state":
            return False
        if self.actors.at(owner.i) is not None:
            return False
        called = (body.name, *body.aliases)
        return not any(owner.lower in name.lower().split() for name in called)

    def _two(self, place: int, others: list[int]) -> bool:
        """Tell whether another who fits is named in the same sentence: nobody can tell which."""
        where = self.parse.covering(place, place + 1)
        if where is None:
            return False
        sentence = self.parse.sentence_of(where[0])
        return any(sentence.start <= other < sentence.end for other in others)

    def _only_one(self, noun: int, sides: set[str]) -> str | None:
        """Return the one person without an office that the sentence before names, or "he" of it."""
        index = self.parse.sentence_of(noun).index - 1
        while index > 0 and self.parse.sentences[index].first in self.scene.quoted:
            index -= 1  # what somebody says in several sentences is about others
        if index < 0:
            return None
        before = self.parse.sentences[index]
        mentions = self.actors.within(before.first, before.last)
        persons = {key for _f, _l, key in mentions if self._kind(key) == "person"}
        for i in self._subjects_in(before.first, before.last):
            meant = self.person(i) if self.parse.tokens[i].lower in {"he", "she"} else None
            persons |= {who} if meant is not None and (who := self.who(meant)) else set()
        if len(persons) != 1:
            return None
        actor = self.actors.get(next(iter(persons)))
        if actor is None or actor.role is not None:
            return None
        return actor.id if actor.affiliation is None or actor.affiliation in sides else None

    def _sent(self, noun: int, beside: set[str]) -> str | None:
        """Return the envoy whom "the minister" means, who is the one person named till then."""
        before = (m.actor_id for m in self.actors.mentions if m.first < noun)
        persons = {key for key in before if self._kind(key) == "person"}
        rank = self.parse.tokens[noun].lemma in words("official nouns")
        one = self.actors.get(persons.pop()) if len(persons) == 1 and rank and not beside else None
        role = set((one.role or "").lower().split()) if one is not None else set()
        sent = any("envoy" in group and role & group for group in _offices())
        return one.id if one is not None and sent else None

    def _kind(self, key: str) -> str:
        actor = self.actors.get(key)
        return actor.kind if actor else ""

    def _partner(self, noun: int) -> str | None:
        """Return whose counterpart a noun means."""
        for owner in self.scene.kids(noun, "poss"):
            if self.parse.tokens[owner].lower in HE | SHE:
                meant = self.person(owner)
                return self.who(meant) if meant is not None else None
            return self.who(owner)
        return None

    def _wanted(self, noun: int) -> frozenset[str]:
        """Return the words of an office that a description may stand for."""
        token = self.parse.tokens[noun]
        before = self.parse.tokens[noun - 1] if noun else token
        after = self.parse.phrase(noun, min(noun + 3, self.parse.sentence_of(noun).last)).lower()
        forms = {token.lower, f"{before.lower} {token.lower}", after}
        if token.lower == "counterpart":
            return frozenset({"counterpart"})
        alike = {word for group in _offices() if forms & group for word in group}
        return frozenset(forms | alike)

    def _fits(self, actor: Actor, wanted: frozenset[str], sides: set[str]) -> bool:
        """Tell whether a person can be meant by an office."""
        if sides and actor.affiliation not in sides:
            return False
        if "counterpart" in wanted:
            return bool(actor.role)
        role = f" {(actor.role or '').lower()} "
        return any(f" {word} " in role for word in wanted)

    def _other_office(self, actor: Actor, noun: int) -> bool:
        """Tell whether a person has another office of the same word: foreign, prime minister."""
        tokens, role = self.parse.tokens, (actor.role or "").lower().split()
        kind, office = tokens[noun - 1].lower if noun else "", tokens[noun].lower
        if office not in role[1:] or kind not in words("role modifiers"):
            return False
        own = role[role.index(office, 1) - 1]
        return own in words("role modifiers") - {kind, "affairs"}

    def _sides(self, noun: int) -> tuple[set[str], set[str]]:
        """Return the states and the bodies that stand beside a description."""
        countries, sides = set[str](), set[str]()
        near = self.scene.kids(noun, "amod", "compound", "nmod", "poss")
        near += self.scene.phrases(noun, "of")
        for i in near:
            actor = self.actors.get(self.actors.at(i))
            if actor is None and self.parse.tokens[i].lower in {"its", "their"}:
                actor = self.actors.get(next(iter(self.refers(i)), None))
            if actor is None:
                continue
            if actor.kind == "state" and actor.country:
                countries.add(actor.country)
            elif actor.kind != "person":
                sides.add(actor.id)
        return countries, sides
