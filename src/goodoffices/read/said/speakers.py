"""Whom the words before or after a cue mean: an actor, an unnamed source, or "he".

A named speaker is an actor of the document. Unnamed sources are typed ("officials", "a diplomat",
"state media", "reports") and keep the side they are said to belong to. A pronoun means the nearest
speaker of the paragraph that fits, else the likeliest noun; "the president" the one person known to
be president.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.evidence.claims import Confidence, UnnamedKind
from goodoffices.read.clause.meant import HE, SHE
from goodoffices.read.clause.roles import Scene
from goodoffices.read.clause.tokens import Token
from goodoffices.read.who.persons import is_title
from goodoffices.read.words import words

_SINGULAR = HE | SHE
_PRONOUNS = _SINGULAR | {"they", "it", "them"}
_PLURAL = frozenset({"NNS", "NNPS"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_ANONYMOUS = frozenset({"unnamed", "anonymous", "unidentified", "undisclosed"})
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "herd", "smith", "monger", "wright", "eer")
"""Endings of nouns of people: who says something is taken for one of them."""
_POINTING = frozenset({"the", "this", "that", "both", "his", "her", "its", "their"})
"""Words by which a phrase points to somebody named before."""
_SHORT = 3
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

    def at(self, head: int) -> Speaker:
        """Return the speaker whose phrase has its head at a token."""
        token = self.parse.tokens[head]
        if token.lower in _PRONOUNS and token.tag in {"PRP", "PRP$"}:
            return self._pronoun(token)
        return self._noun(head)

    def spoke(self, speaker: Speaker) -> None:
        """Remember that somebody spoke."""
        self._speakers.append((self._paragraph(speaker.first), speaker))

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
        comma = any(tokens[j].text in {",", "—", "–"} for j in range(head, c + 1))
        if tokens[c].dep in {"acl", "appos"}:
            return comma and (tokens[c].dep == "acl" or c > head)
        return tokens[c].dep in _CUT and c > head

    # --- names and nouns -----------------------------------------------------------------------

    def _noun(self, head: int) -> Speaker:
        """Resolve a noun phrase: a person in it, an unnamed source, a role, an actor."""
        first, last = self._phrase(head)
        token = self.parse.tokens[self._counted(head)]
        speaker = Speaker(first=first, last=last, name=self.parse.phrase(first, last))
        person = self._person_in(head) or self._titled(head)
        if person is not None:
            return replace(speaker, actor=person)
        unnamed, side = self._unnamed(token, first, last), self._side(head, first, last)
        if unnamed == "document" and side is None and (issuer := self._issuer(token)):
            return replace(speaker, actor=issuer, limit="medium")
        if unnamed is not None:
            return replace(speaker, unnamed=unnamed, affiliation=side)
        actor = self.actors.at(head) or self._media_in(token)
        if actor is not None:
            return replace(speaker, actor=actor)
        known_as = self._body(token, first) or self.scene.meant.described(head)
        if known_as is not None:
            return replace(speaker, actor=known_as, limit="medium")
        human = bool({token.lemma, token.lower} & (words("human nouns", "media nouns")))
        human = human or (token.pos == "NOUN" and token.lemma.endswith(_DOERS))
        known = human or is_title(token) or token.pos == "PROPN"
        pointed = self.parse.tokens[first].lower in _POINTING and last - first <= _SHORT
        return replace(
            speaker, affiliation=side, known=known, limit="medium" if pointed else "high"
        )

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
        return self.actors.at(head)

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

    def _issuer(self, token: Token) -> str | None:
        """Return whose "the statement" is: who spoke in one, here or two paragraphs before."""
        pointed = self.scene.forms(token.i, "det") & {"the", "this", "that"}
        if not pointed or self.scene.phrases(token.i, "by", "from", "of"):
            return None
        paragraph = self._paragraph(token.i)
        bodies = set[str]()
        for number, speaker in reversed(self._speakers):
            if number < paragraph - 2:
                break
            actor = self.actors.get(speaker.actor)
            bodies |= {actor.id} if actor is not None and actor.kind != "person" else {""}
            sentence = self.parse.sentence_of(speaker.first)
            told = self.parse.tokens[sentence.first : sentence.last]
            named = any(t.lemma == token.lemma and t.i not in self.scene.quoted for t in told)
            if named and speaker.actor is not None and token.i >= sentence.last:
                return speaker.actor
        return next(iter(bodies - {""}), None) if len(bodies) == 1 else None

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

    # --- pronouns ------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Speaker:
        """Resolve a pronoun to the nearest speaker of its paragraph that fits, else a noun."""
        first, last = token.i, token.i + 1
        antecedent = self._nearest(token)
        if antecedent is not None:
            return replace(antecedent, first=first, last=last, known=True, limit="medium")
        known = token.lower != "it"
        return Speaker(first=first, last=last, name=token.text, known=known, limit="low")

    def _nearest(self, token: Token) -> Speaker | None:
        """Return the speaker a pronoun most likely means."""
        if token.lower in _SINGULAR:
            noun = self.scene.meant.person(token.i)
            return self._noun(noun) if noun is not None else None
        paragraph = self._paragraph(token.i)
        for number, speaker in reversed(self._speakers):
            if number == paragraph and speaker.first < token.i and self._fits(speaker, token.lower):
                return speaker
        nouns = (n for n in self.scene.antecedents(token.i) if self.parse.tokens[n].pos != "PRON")
        return next((s for n in nouns if self._fits(s := self._noun(n), token.lower)), None)

    def _fits(self, speaker: Speaker, lower: str) -> bool:
        """Tell whether a pronoun can mean a speaker."""
        actor = self.actors.get(speaker.actor)
        head = self.parse.tokens[speaker.last - 1]
        plural = head.tag in _PLURAL
        if lower in _SINGULAR:
            if actor is not None:
                return actor.kind == "person"
            return speaker.known and not plural and speaker.unnamed not in {"reports", "document"}
        if lower in {"they", "them"}:
            return plural and speaker.known
        return (actor is not None and actor.kind != "person") or speaker.unnamed == "document"
