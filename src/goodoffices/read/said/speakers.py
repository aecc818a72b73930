"""Whom the words before or after a cue mean: an actor, an unnamed source, or "he".

A named speaker is an actor of the document. Unnamed sources are typed ("officials", "a diplomat",
"state media", "reports") and keep the side they are said to belong to. A pronoun means the nearest
speaker of the paragraph that fits; "the president" the one person known to be president.
"""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.evidence.claims import Actor, Confidence, UnnamedKind
from goodoffices.read.clause.roles import Scene
from goodoffices.read.who.persons import is_title
from goodoffices.read.words import words

_SINGULAR = frozenset({"he", "she"})
_PRONOUNS = _SINGULAR | {"they", "it"}
_ANONYMOUS = frozenset({"unnamed", "anonymous", "unidentified", "undisclosed"})
_CUT = frozenset({"relcl", "appos", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: tokens [first, last), and whom they mean.

    ``known`` tells that the words name a person or body that can speak at all.
    """

    first: int
    last: int
    actor: str | None
    name: str
    unnamed: UnnamedKind | None = None
    affiliation: str | None = None
    known: bool = True
    resolved: bool = False
    limit: Confidence = "high"


class Speakers:
    """Resolves the subjects of one document's cues; remembers who spoke last."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.parse, self.actors = scene, scene.parse, scene.actors
        self._spoken: list[tuple[int, Speaker]] = []

    def at(self, head: int) -> Speaker:
        """Return the speaker whose phrase has its head at a token."""
        first, last = self._phrase(head)
        token = self.parse.tokens[head]
        lower = token.lower
        if lower in _PRONOUNS and token.pos == "PRON":
            return self._pronoun(head, lower)
        return self._noun(head, first, last)

    def spoke(self, speaker: Speaker) -> None:
        """Remember that somebody spoke."""
        self._spoken.append((self._paragraph(speaker.first), speaker))

    def last_before(self, sentence: int) -> Speaker | None:
        """Return who spoke last in a sentence's paragraph, or in the one before."""
        paragraph = self.parse.paragraph_of(sentence)
        for number, speaker in reversed(self._spoken):
            if number in {paragraph, paragraph - 1}:
                return speaker
        return None

    def _paragraph(self, token: int) -> int:
        return self.parse.paragraph_of(self.parse.tokens[token].sentence)

    def _phrase(self, head: int) -> tuple[int, int]:
        """Return the range of a noun phrase, without the clauses set off behind it."""
        tokens = self.parse.tokens
        left = [head]
        for c in self.parse.children(head):
            comma = any(tokens[j].text in {",", "—", "–"} for j in range(head, c + 1))
            if tokens[c].dep == "acl" and comma:
                continue
            if tokens[c].dep in _CUT and c > head and (comma or tokens[c].dep != "appos"):
                continue
            if tokens[c].dep not in {"punct", "cc"}:
                left += self.parse.subtree(c)
        first, last = min(left), max(left) + 1
        while last - 1 > head and tokens[last - 1].pos == "PUNCT":
            last -= 1
        sentence = self.parse.sentence_of(head)
        return max(first, sentence.first), min(last, sentence.last)

    # names and nouns

    def _noun(self, head: int, first: int, last: int) -> Speaker:
        """Resolve a noun phrase: a person in it, an unnamed source, a role, an actor."""
        name = self.parse.phrase(first, last)
        person = self._person_in(head)
        if person is not None:
            return Speaker(first, last, person, name)
        lower = self.parse.tokens[head].lemma
        unnamed = self._unnamed(head, first, last)
        side = self._side(head, first, last)
        if unnamed is not None:
            return Speaker(first, last, None, name, unnamed, side)
        actor = self.actors.at(head)
        if actor is not None:
            return Speaker(first, last, actor, name)
        outlet = self._media_in(head)
        if outlet is not None:
            return Speaker(first, last, outlet, name)
        body = self._body(head, first)
        if body is not None:
            return Speaker(first, last, body, name, resolved=True, limit="medium")
        role = self._by_role(head, side)
        if role is not None:
            return Speaker(first, last, role, name, resolved=True, limit="medium")
        text = self.parse.tokens[head].lower
        human = bool({lower, text} & (words("human nouns") | words("media nouns")))
        human = human or is_title(self.parse.tokens[head])
        proper = self.parse.tokens[head].pos == "PROPN"
        return Speaker(first, last, None, name, None, side, known=human or proper)

    def _person_in(self, head: int) -> str | None:
        """Return the person a phrase names: at its head, or in apposition to it."""
        tokens = self.parse.tokens
        found = self.actors.get(self.actors.at(head))
        if found is not None and found.kind == "person":
            return found.id
        if not is_title(tokens[head]):
            return None
        for c in self.parse.children(head):
            if tokens[c].dep in {"appos", "compound", "nmod", "npadvmod"}:
                near = self.actors.get(self.actors.at(c))
                if near is not None and near.kind == "person":
                    return near.id
        after = self.actors.get(self.actors.at(head + 1)) if head + 1 < len(tokens) else None
        return after.id if after is not None and after.kind == "person" else None

    def _side(self, head: int, first: int, last: int) -> str | None:
        """Return the actor a nameless source is said to belong to."""
        for _first, _last, actor_id in self.actors.within(first, last):
            return actor_id
        return self.actors.at(head)

    def _unnamed(self, head: int, first: int, last: int) -> UnnamedKind | None:
        """Type a source that has no name, or return None."""
        tokens = self.parse.tokens
        lower, text = tokens[head].lemma, tokens[head].lower
        inside = {tokens[i].lower for i in range(first, last)}
        if lower in words("media nouns") and inside & words("state media words"):
            return "state_media"
        if {lower, text} & words("source nouns") and text != "people":
            return "official" if "official" in inside else "person_familiar"
        if text == "people" and "familiar" in inside:
            return "person_familiar"
        plural = tokens[head].tag in {"NNS", "NNPS"}
        if lower in words("report nouns") and plural and not self._owned(head):
            return "reports"
        if lower in words("document nouns"):
            return "document"
        indefinite = inside & {"a", "an", "one", "another", "some"} or inside & _ANONYMOUS
        if not (plural or indefinite):
            return None
        kinds: tuple[tuple[UnnamedKind, str], ...] = (
            ("official", "official nouns"),
            ("diplomat", "diplomat nouns"),
            ("analyst", "analyst nouns"),
        )
        return next((kind for kind, listed in kinds if lower in words(listed)), None)

    def _owned(self, head: int) -> bool:
        """Tell whether a report has an author: "the agency's report", "a report by …"."""
        tokens = self.parse.tokens
        return any(
            tokens[c].dep == "poss"
            or (tokens[c].dep == "prep" and tokens[c].text in {"by", "from"})
            for c in self.parse.children(head)
        )

    def _media_in(self, head: int) -> str | None:
        """Return the outlet of "Itar-Tass news agency"."""
        if self.parse.tokens[head].lemma not in words("media nouns"):
            return None
        for c in self.parse.children(head):
            near = self.actors.get(self.actors.at(c))
            beside = self.parse.tokens[c].dep in {"compound", "appos", "nmod"}
            if beside and near is not None and near.kind == "organisation":
                return near.id
        return None

    def _body(self, head: int, first: int) -> str | None:
        """Return the body last named in the paragraph, for "the group" alone."""
        tokens = self.parse.tokens
        alone = head - first == 1 and tokens[first].lower == "the"
        if not alone or tokens[head].lemma not in words("body nouns"):
            return None
        paragraph = self._paragraph(head)
        for i in range(first - 1, -1, -1):
            if self._paragraph(i) != paragraph:
                return None
            near = self.actors.get(self.actors.at(i))
            if near is not None and near.kind in {"group", "organisation", "igo"}:
                return near.id
        return None

    def _by_role(self, head: int, side: str | None) -> str | None:
        """Return the one person known under a role: "the president", "the Iranian minister"."""
        token = self.parse.tokens[head]
        if not is_title(token) or token.tag in {"NNS", "NNPS"}:
            return None
        country = self.actors.country(side) if side else None
        fits = [
            a
            for a in self.actors.actors
            if a.kind == "person"
            and a.role is not None
            and token.lower in a.role.lower().split()
            and (country is None or self.actors.country(a.id) == country)
            and self._named_before(a, token.start)
        ]
        return fits[0].id if len(fits) == 1 else None

    @staticmethod
    def _named_before(actor: Actor, offset: int) -> bool:
        return actor.spans[0].start < offset

    # pronouns

    def _pronoun(self, head: int, lower: str) -> Speaker:
        """Resolve a pronoun to the nearest speaker or subject of its paragraph that fits."""
        word = self.parse.tokens[head].text
        near = self._nearest(head, lower)
        if near is None:
            return Speaker(head, head + 1, None, word, known=lower != "it", limit="low")
        return Speaker(
            head,
            head + 1,
            near.actor,
            near.name,
            near.unnamed,
            near.affiliation,
            resolved=True,
            limit="medium",
        )

    def _nearest(self, head: int, lower: str) -> Speaker | None:
        """Return the speaker a pronoun most likely means."""
        paragraph = self._paragraph(head)
        for number, speaker in reversed(self._spoken):
            if number == paragraph and speaker.first < head and self._fits(speaker, lower):
                return speaker
        for noun in self.scene.antecedents(head):
            if self.parse.tokens[noun].pos != "PRON":
                candidate = self._noun(noun, *self._phrase(noun))
                if self._fits(candidate, lower):
                    return candidate
        return None

    def _fits(self, speaker: Speaker, lower: str) -> bool:
        """Tell whether a pronoun can mean a speaker."""
        actor = self.actors.get(speaker.actor)
        head = self.parse.tokens[speaker.last - 1]
        plural = head.tag in {"NNS", "NNPS"}
        if lower in _SINGULAR:
            if actor is not None:
                return actor.kind == "person"
            return speaker.known and not plural and speaker.unnamed not in {"reports", "document"}
        if lower == "they":
            return plural and speaker.known
        return (actor is not None and actor.kind != "person") or speaker.unnamed == "document"
