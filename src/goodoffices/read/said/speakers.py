"""Whom the words before or after a cue mean: an actor, an unnamed source, or "he".

A named speaker is an actor of the document. Unnamed sources are typed ("officials", "a diplomat",
"state media", "reports") and keep the side they are said to belong to. A pronoun means the nearest
speaker of the paragraph that fits, else the likeliest noun; "the president" the one person known to
be president.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.evidence.claims import Actor, Confidence, UnnamedKind
from goodoffices.read.clause.doubts import doubtful
from goodoffices.read.clause.meant import HE, SHE
from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.document.press import called_agency
from goodoffices.read.who.gazetteer import entities
from goodoffices.read.who.named import is_title
from goodoffices.read.words import words

_SINGULAR = HE | SHE
_PRONOUNS = _SINGULAR | {"they", "it", "them"}
_PLURAL = frozenset({"NNS", "NNPS"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_ANONYMOUS = frozenset({"unnamed", "anonymous", "unidentified", "undisclosed"})
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "herd", "smith", "monger", "wright", "eer")
"""Endings of nouns of people: who says something is taken for one of them."""
_POINTING = words("words before known speakers")
"""Words by which a phrase points to somebody named before."""
_SHORT = 3
_FRONTED = frozenset({"prep", "advcl", "acl", "npadvmod", "advmod"})
_CUT = frozenset({"relcl", "advcl", "parataxis"})
_KINDS: dict[str, UnnamedKind] = {
    "official nouns": "official",
    "diplomat nouns": "diplomat",
    "analyst nouns": "analyst",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: tokens [first, last), and whom they mean.

    ``known`` tells that the words name a person or body that can speak at all.
    """

    first: int
    last: int
    name: str
    actor: str | None = None
    unnamed: UnnamedKind | None = None
    affiliation: str | None = None
    known: bool = True
    limit: Confidence = "high"


class Speakers:
    """Resolves the subjects of one document's cues; remembers who spoke last."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse, self.actors = scene, scene.parse, scene.actors
        self._speakers: list[tuple[int, Speaker]] = []
        self._in_sentence: dict[int, list[Speaker]] = {}

    def at(self, head: int) -> Speaker:
        """Return the speaker whose phrase has its head at a token."""
        token = self.parse.tokens[head]
        if token.lower in _PRONOUNS and token.tag in {"PRP", "PRP$"}:
            return self._pronoun(token)
        return self._noun(head)

    def spoke(self, speaker: Speaker) -> None:
        """Remember that somebody spoke."""
        self._speakers.append((self._paragraph(speaker.first), speaker))
        sentence = self.parse.tokens[speaker.first].sentence
        self._in_sentence.setdefault(sentence, []).append(speaker)

    def is_press(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is an outlet or one of its reporters."""
        known = entities().get(speaker.actor or "")
        named = {t.lower for t in self.parse.tokens[speaker.first : speaker.last]}
        lemmas = {t.lemma for t in self.parse.tokens[speaker.first : speaker.last]}
        press = words("media nouns") | {"reporter", "reporters"}
        outlet = (known is not None and known.kind == "media") or called_agency(speaker.name)
        return outlet or bool(press & (named | lemmas))

    def _paragraph(self, token: int) -> int:
        return self.parse.paragraph_of(self.parse.tokens[token].sentence)

    def _phrase(self, head: int) -> tuple[int, int]:
        """Return the range of a noun phrase, without the clauses set off behind it."""
        tokens, sentence = self.parse.tokens, self.parse.sentence_of(head)
        within = [head]
        for c in self.parse.children(head):
            if tokens[c].dep not in {"punct", "cc"} and not self._set_off(head, c):
                within += self.parse.subtree(c)
        last = max(within) + 1
        while last - 1 > head and tokens[last - 1].pos == "PUNCT":
            last -= 1
        return max(min(within), sentence.first), min(last, sentence.last)

    def _set_off(self, head: int, c: int) -> bool:
        """Tell whether a part of a phrase is a clause or name set off from its head."""
        tokens = self.parse.tokens
        if c < head and tokens[c].dep in _FRONTED:  # "In a statement, the group said"
            return any(tokens[j].text == "," for j in range(c, head))
        comma = any(tokens[j].text in {",", "—", "–"} for j in range(head, c + 1))
        if tokens[c].tag == "VBG" and tokens[c].lemma in words("cue clause"):
            return True  # "quoted an official saying …"
        if tokens[c].dep in {"acl", "appos"}:
            return comma and (tokens[c].dep == "acl" or c > head)
        return tokens[c].dep in _CUT and c > head

    # --- names and nouns -----------------------------------------------------------------------

    def _noun(self, head: int) -> Speaker:
        """Resolve a noun phrase: a person in it, an unnamed source, a role, an actor."""
        first, last = self._phrase(head)
        token = self.parse.tokens[self._counted(head)]
        speaker = Speaker(first=first, last=last, name=self.parse.phrase(first, last))
        if self._owns_speaker(head):  # "the community's second-in-command said"
            return replace(speaker, limit="medium")
        person = self._person_in(head) or self._titled(head)
        if person is not None:
            return replace(speaker, actor=person)
        unnamed, side = self._unnamed(token, first, last), self._side(head, first, last)
        if unnamed == "document" and side is None and (issuer := self._issuer(token)):
            return replace(issuer, first=first, last=last, limit="medium")
        if unnamed is not None:
            whose = unnamed == "document" and side is None and last - first <= _SHORT
            whose = whose and self._points(first)
            limit: Confidence = "medium" if whose else "high"
            of = replace(speaker, unnamed=unnamed, affiliation=side, limit=limit)
            return self._called(of, head)
        actor = self.actors.at(head) or self._media_in(token) or self._of_state(token)
        if actor is not None:
            return replace(speaker, actor=actor)
        if token.pos == "ADJ" and self._aged(head):
            return replace(speaker, actor=self._last_person(head), limit="medium")
        known_as = self._body(token, first) or self.scene.meant.described(head)
        known_as = known_as or self._one_official(token, first)
        if known_as is not None:
            return replace(speaker, actor=known_as, limit="medium")
        human = bool(
            {token.lemma, token.lower} & words("human nouns", "media nouns", "speaking bodies")
        )
        human = human or (token.pos == "NOUN" and token.lemma.endswith(_DOERS))
        known = human or is_title(token) or token.pos == "PROPN"
        pointed = self.parse.tokens[first].lower in _POINTING and last - first <= _SHORT
        limit = "medium" if pointed else "high"
        called = replace(speaker, affiliation=side, known=known, limit=limit)
        return self._called(called, head)

    def _counted(self, head: int) -> int:
        """Return the noun of which some are counted: "three of the mothers", "most of them"."""
        token = self.parse.tokens[head]
        if token.pos != "NUM" and token.lower not in words("counting words"):
            return head
        return next(iter(self.scene.phrases(head, "of")), head)

    def _titled(self, head: int) -> str | None:
        """Return the person named in apposition to a title: "its facilitator, the former … X"."""
        return self.scene.meant.beside(head) if is_title(self.parse.tokens[head]) else None

    def _kind(self, token: int) -> tuple[str | None, str]:
        """Return the actor named at a token, and of what kind it is (empty where none)."""
        actor = self.actors.get(self.actors.at(token))
        return (actor.id, actor.kind) if actor else (None, "")

    def _person_in(self, head: int) -> str | None:
        """Return the person a phrase names: at its head, or in apposition to it."""
        near = [head]
        if is_title(self.parse.tokens[head]):
            near += self.scene.kids(head, "appos", "compound", "nmod", "npadvmod")
            near.append(head + 1)
        elif self._one_of_people(head):  # "the clan elder, Yusuf Nur"
            near += self.scene.kids(head, "appos")
        named = (self._kind(i) for i in near)
        return next((actor for actor, kind in named if kind == "person"), None)

    def _one_of_people(self, head: int) -> bool:
        """Tell whether a noun may name one person: no body, no outlet, not several."""
        token = self.parse.tokens[head]
        bodies = words("body nouns", "media nouns", "report nouns", "document nouns")
        return token.tag == "NN" and token.lemma not in bodies

    def _side(self, head: int, first: int, last: int) -> str | None:
        """Return the actor a nameless source is said to belong to."""
        inside = self.actors.within(first, last)
        if inside:
            return inside[0][2]
        for owner in self.scene.kids(head, "poss"):
            if self.parse.tokens[owner].lower in {"its", "their"}:
                return next(iter(self.scene.refers(owner)), None)
            if (person := self._owner(owner)) is not None:
                token = self.parse.tokens[head]
                voice = {token.lemma, token.lower} & words("own voices")
                return self.actors.side(person.id) if voice else None
        return self.actors.at(head)

    def _owner(self, owner: int) -> Actor | None:
        """Return the person that "his" or "her" means, where nobody else may be meant."""
        if self.parse.tokens[owner].lower not in _SINGULAR or doubtful(self.scene, owner):
            return None
        noun = self.scene.meant.person(owner)
        return self.actors.get(self.scene.meant.who(noun)) if noun is not None else None

    def _called(self, speaker: Speaker, head: int) -> Speaker:
        """Name whose "his spokesman" and "her ministry" is; a state's own body is that state."""
        owner = next(iter(self.scene.kids(head, "poss")), None)
        person = self._owner(owner) if owner is not None else None
        pronoun = owner is not None and self.parse.tokens[owner].tag == "PRP$"
        side = self.actors.get(speaker.affiliation)
        body = self.parse.tokens[head].lower in words("government nouns")
        body = body and speaker.unnamed is None
        if pronoun and body and side is not None and side.kind == "state":
            return replace(speaker, actor=side.id, known=True, limit="medium")
        if person is None or owner != speaker.first:
            return speaker
        name = f"{person.name}'s {self.parse.phrase(owner + 1, speaker.last)}"
        return replace(speaker, name=name, limit="medium")

    def _unnamed(self, token: Token, first: int, last: int) -> UnnamedKind | None:
        """Type a source that has no name, or return None."""
        lemma, form = token.lemma, token.lower
        inside = {t.lower for t in self.parse.tokens[first:last]}
        plural = token.tag in _PLURAL
        if lemma in words("media nouns") and inside & words("state media words"):
            return "state_media"
        if form == "people":
            return "person_familiar" if "familiar" in inside else None
        if {lemma, form} & words("source nouns"):
            return "official" if "official" in inside else "person_familiar"
        if lemma in words("report nouns") and plural and not self._owned(token.i):
            return "reports"
        if lemma in words("document nouns"):
            return "document"
        if not plural and not inside & (_INDEFINITE | _ANONYMOUS):
            return None
        return next((kind for nouns, kind in _KINDS.items() if lemma in words(nouns)), None)

    def _issuer(self, token: Token) -> Speaker | None:
        """Return whose "the statement" is: who spoke in one, here or two paragraphs before."""
        pointed = self.scene.forms(token.i, "det") & {"the", "this", "that"}
        if self.scene.phrases(token.i, "by", "from", "of"):
            return None
        if not pointed:
            return self._answering(token)
        paragraph = self._paragraph(token.i)
        bodies = dict[str, Speaker]()
        for number, speaker in reversed(self._speakers):
            if number < paragraph - 2:
                break
            actor = self.actors.get(speaker.actor)
            body = actor is not None and actor.kind != "person"
            bodies[actor.id if actor is not None and body else ""] = speaker
            sentence = self.parse.sentence_of(speaker.first)
            told = self.parse.tokens[sentence.first : sentence.last]
            named = any(t.lemma == token.lemma and t.i not in self.scene.quoted for t in told)
            somebody = speaker.actor is not None or (speaker.known and speaker.unnamed is None)
            if named and somebody and token.i >= sentence.last:
                return speaker
        return next(iter(bodies.values())) if len(bodies) == 1 and "" not in bodies else None

    def _answering(self, token: Token) -> Speaker | None:
        """Return X of "X responded with a letter saying that …"."""
        link = self.parse.tokens[token.head]
        verb = self.parse.tokens[link.head]
        fits = link.lower == "with" and verb.lemma in words("answering verbs")
        subject = next(iter(self.scene.subject(verb.i)), None) if fits else None
        return self.at(subject) if subject is not None and subject != token.i else None

    def _owned(self, head: int) -> bool:
        """Tell whether a report has an author: "the agency's report", "a report by …"."""
        by = self.scene.forms(head, "prep") & {"by", "from"}
        return bool(by or self.scene.kids(head, "poss"))

    def _media_in(self, token: Token) -> str | None:
        """Return the outlet of "Itar-Tass news agency"."""
        if token.lemma not in words("media nouns"):
            return None
        near = (self._kind(c) for c in self.scene.kids(token.i, "compound", "appos", "nmod"))
        return next((actor for actor, kind in near if kind == "organisation"), None)

    def _body(self, token: Token, first: int) -> str | None:
        """Return the body last named in the paragraph, for "the group" alone."""
        alone = token.i - first == 1 and self.parse.tokens[first].lower == "the"
        if not alone or token.lemma not in words("body nouns"):
            return None
        paragraph = self._paragraph(token.i)
        for i in range(first - 1, -1, -1):
            actor, kind = self._kind(i)
            if self._paragraph(i) != paragraph:
                return self._spoke_last(paragraph)
            if kind in {"group", "organisation", "igo"}:
                return actor
        return self._spoke_last(paragraph)

    def _spoke_last(self, paragraph: int) -> str | None:
        """Return the body that spoke last in the paragraph before."""
        for number, speaker in reversed(self._speakers):
            actor = self.actors.get(speaker.actor)
            if number < paragraph - 1 or actor is None:
                return None
            return actor.id if actor.kind in {"group", "organisation", "igo"} else None
        return None

    def _of_state(self, token: Token) -> str | None:
        """Return the state of "the Foreign Ministry of Kenya", which is its state's voice."""
        if token.lower not in words("government nouns"):
            return None
        owners = [self.actors.get(self.actors.at(n)) for n in self.scene.phrases(token.i, "of")]
        return next((a.id for a in owners if a is not None and a.kind == "state"), None)

    def _points(self, first: int) -> bool:
        return self.parse.tokens[first].lower in _POINTING

    def _owns_speaker(self, head: int) -> bool:
        """Tell whether a noun only owns who speaks, where the parser lost that one."""
        return self.parse.tokens[head].dep == "nsubj" and bool(self.scene.kids(head, "case"))

    def _one_official(self, token: Token, first: int) -> str | None:
        """Return the one person who spoke just before, for "the rebel official" who has a name."""
        kinds = words("official nouns", "diplomat nouns", "office holders")
        pointed = self.parse.tokens[first].lower in {"the", "this", "that"}
        if not pointed or token.lemma not in kinds or token.tag in _PLURAL:
            return None
        paragraph = self._paragraph(token.i)
        near = [s for number, s in self._speakers if paragraph - 2 <= number]
        nameless = any(s.actor is None and s.unnamed not in {None, "reports"} for s in near)
        persons = {s.actor for s in near if self._is_person(s.actor)}
        who = self.actors.get(persons.pop()) if len(persons) == 1 and not nameless else None
        if who is None:
            return None
        sides = {c for i in range(first, token.i) if (c := self.actors.country(self.actors.at(i)))}
        own = self.actors.country(who.id)
        return None if sides and own and own not in sides else who.id

    def _is_person(self, actor: str | None) -> bool:
        known = self.actors.get(actor)
        return known is not None and known.kind == "person"

    def _aged(self, head: int) -> bool:
        """Tell whether somebody is called by an age: "the 62-year-old"."""
        tokens = self.parse.tokens
        years = any(tokens[c].lemma == "year" for c in self.scene.kids(head, "npadvmod"))
        return years and tokens[head].lemma == "old"

    def _last_person(self, token: int) -> str | None:
        """Return the person named last before a token, here or in the paragraph before."""
        for mention in reversed(self.actors.mentions):
            near = self._paragraph(token) - self._paragraph(mention.first) <= 1
            if mention.first < token and near and self._kind(mention.first)[1] == "person":
                return mention.actor_id
        return None

    # --- pronouns ------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Speaker:
        """Resolve a pronoun to the nearest speaker of its paragraph that fits, else a noun."""
        first, last = token.i, token.i + 1
        antecedent = self._nearest(token)
        if antecedent is not None:
            doubt = doubtful(self.scene, token.i, self._head_of(token, antecedent))
            limit: Confidence = "low" if doubt else "medium"
            return replace(antecedent, first=first, last=last, known=True, limit=limit)
        known = token.lower != "it"
        return Speaker(first=first, last=last, name=token.text, known=known, limit="low")

    def _head_of(self, token: Token, speaker: Speaker) -> int | None:
        """Return the noun of a speaker whom "it" means; of whom "he" does, that is known."""
        within = range(speaker.last - 1, speaker.first - 1, -1)
        named = (i for i in within if self.actors.at(i) == speaker.actor is not None)
        return None if token.lower in _SINGULAR else next(named, None)

    def _nearest(self, token: Token) -> Speaker | None:
        """Return the speaker a pronoun most likely means."""
        if token.lower in _SINGULAR:
            noun = self.scene.meant.person(token.i)
            return self._still(token) or (self._noun(noun) if noun is not None else None)
        paragraph = self._paragraph(token.i)
        for number, speaker in reversed(self._speakers):
            if number == paragraph and speaker.first < token.i and self._fits(speaker, token.lower):
                return speaker
        if token.lower == "it" and (one := self._still_it(token)) is not None:
            return one
        if token.lower == "they" and (still := self._still_they(token)) is not None:
            return still
        nouns = (n for n in self.scene.antecedents(token.i) if self.parse.tokens[n].pos != "PRON")
        return next((s for n in nouns if self._fits(s := self._noun(n), token.lower)), None)

    def _still_they(self, token: Token) -> Speaker | None:
        """Return which several spoke in the sentence before a paragraph that opens quoted."""
        first, before = self._opened(token)
        several = (
            s for s in before if self.parse.tokens[s.last - 1].tag in _PLURAL or self._row(s)
        )
        return next(several, None) if first in self.scene.quoted and token.i > first else None

    def _still_it(self, token: Token) -> Speaker | None:
        """Return which body spoke in the sentence before a paragraph that opens: "“…,” it said"."""
        first, before = self._opened(token)
        if first not in self.scene.quoted or token.i == self.parse.sentence_of(token.i).first:
            return None
        return next((s for s in before if self._fits(s, "it")), None)

    def _row(self, speaker: Speaker) -> bool:
        """Tell whether a speaker's words name several, joined by "and"."""
        words_of = self.parse.tokens[speaker.first : speaker.last]
        return any(t.dep == "conj" for t in words_of)

    def _opened(self, token: Token) -> tuple[int, list[Speaker]]:
        """Return the first token of a paragraph, and who spoke in the sentence before it."""
        first, paragraph = token.sentence, self._paragraph(token.i)
        while first and self.parse.paragraph_of(first - 1) == paragraph:
            first -= 1
        return self.parse.sentences[first].first, self._in_sentence.get(first - 1, [])

    def _still(self, token: Token) -> Speaker | None:
        """Return who spoke in the sentence before a paragraph that opens: "“…,” he said"."""
        first, before = self._opened(token)
        if first not in self.scene.quoted or token.i == self.parse.sentence_of(token.i).first:
            return None
        speaker = next(iter(before), None)
        actor = self.actors.get(speaker.actor) if speaker else None
        if actor is None or actor.kind != "person":
            return None
        return None if self.scene.meant.is_other(actor.id, token.lower) else speaker

    def _fits(self, speaker: Speaker, lower: str) -> bool:
        """Tell whether a pronoun can mean a speaker."""
        actor = self.actors.get(speaker.actor)
        head = self.parse.tokens[speaker.last - 1]
        plural = head.tag in _PLURAL
        if lower in {"they", "them"}:
            return plural and speaker.known
        bodies = words("body nouns", "party bodies", "government nouns", "speaking bodies")
        one = not plural and actor is None and bool({head.lemma, head.lower} & bodies)
        return (
            one or (actor is not None and actor.kind != "person") or speaker.unnamed == "document"
        )
