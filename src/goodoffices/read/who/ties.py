"""Whose a person or a group is, where that stands not beside the name but in the text before it.

"Its spokeswoman" is the movement's that was last named, "her Gambian counterpart" holds the
office that she holds, "the armed wing of the movement" is part of it, and a minister who "told
reporters in Banjul" without a nationality is of the state whose seat that is, where the page is
about that state.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from goodoffices.evidence.claims import ActorKind, Confidence
from goodoffices.read.who.named import POSSESSIVE, Named, is_title
from goodoffices.read.who.persons import PersonMention
from goodoffices.read.words import words


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return an id for a name: plain letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    ident = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    return ident or "x-" + format(sum(ord(c) * 31**i for i, c in enumerate(name)) % 16**8, "x")


@dataclass(kw_only=True)
class ActorRecord:
    """What is known of one actor while its mentions are gathered.

    ``governs`` tells of a state that the page names its government, ministry, army or seat.
    """

    name: str
    kind: ActorKind
    rule: str
    confidence: Confidence
    country: str | None = None
    role: str | None = None
    affiliation: str | None = None
    governs: bool = False
    places: list[tuple[int, int]] = field(default_factory=list)
    aliases: dict[str, bool] = field(default_factory=dict)


class Ties:
    """Completes the records of one document's actors by what the text says before them."""

    def __init__(
        self,
        named: Named,
        records: Mapping[str, ActorRecord],
        known: Mapping[int, str],
        persons: Sequence[PersonMention],
        ids: Mapping[int, str],
    ) -> None:
        self.named, self.records, self.known = named, records, known
        self.mentions = sorted(
            (p for p in persons if id(p) in ids), key=lambda person: person.first
        )
        self.ids = ids

    def tie(self) -> None:
        """Fill in roles and sides."""
        for person in self.mentions:
            record = self.records[self.ids[id(person)]]
            if record.role and record.role.lower() in {"counterpart", "colleague"}:
                record.role = self._office_before(person, record)
            for read in (
                self._owned,
                self._before_office,
                self._of_whole,
                self._speaks_for,
                self._local,
            ):
                if record.affiliation is None:
                    read(person, record)
        for record in self.records.values():
            if record.kind in {"group", "organisation"} and record.affiliation is None:
                self._wing(record)
        for person in self.mentions:
            record = self.records[self.ids[id(person)]]
            if record.affiliation is None and record.country is None:
                self._of_the_government(record)
            if record.affiliation is None:
                self._of_the_body(record)

    def _of_the_government(self, record: ActorRecord) -> None:
        """Give a minister whose state no words tell that of the one government on the page.

        The page names no other state, or all others have such a minister of their own.
        """
        office = {w.lower() for w in (record.role or "").split()}
        if not office & words("state offices"):
            return
        held = {
            other.affiliation
            for other in self.records.values()
            if other is not record and office <= {w.lower() for w in (other.role or "").split()}
        }
        states = [(key, r) for key, r in self.records.items() if r.kind == "state"]
        home = [key for key, _record in states if key not in held]
        if len(home) == 1 and self.records[home[0]].governs:
            record.affiliation, record.country = home[0], self.records[home[0]].country
            record.rule += "/only-state"

    def _of_the_body(self, record: ActorRecord) -> None:
        """Give an opposition leader the one opposition, a secretary-general the one union."""
        office = {w.lower() for w in (record.role or "").split()}
        if "opposition" in office:
            ours = [k for k, r in self.records.items() if r.kind == "group" and "opposition" in k]
        elif office & words("offices of bodies of states"):
            ours = [k for k, r in self.records.items() if r.kind == "igo"]
        else:
            return
        if len(ours) == 1:
            record.affiliation = ours[0]
            record.country = record.country or self.records[ours[0]].country

    def _office_before(self, person: PersonMention, record: ActorRecord) -> str | None:
        """Return the role of the last person before whose counterpart this one is."""
        for other in reversed(self.mentions):
            held = self.records[self.ids[id(other)]]
            if other.first < person.first and held is not record and held.role:
                return held.role
        return None

    def _owned(self, person: PersonMention, record: ActorRecord) -> None:
        """Read "its spokeswoman, X": of the body, group or state that was last named."""
        if not record.role:
            return
        tokens = self.named.parse.tokens
        floor = max(self.named.parse.sentence_of(person.first).first, person.first - 6)
        own = next(
            (i for i in range(person.first - 1, floor - 1, -1) if tokens[i].tag == "PRP$"), None
        )
        if own is None:
            self._of_owner(person, record)
            return
        between = tokens[own + 1 : person.first]
        if tokens[own].lower not in {"its", "their"} or any(
            t.pos == "ADP" and t.lower not in {"for", "of"} for t in between
        ):
            return  # "calling their neighbour too close to President X"
        here = tokens[own].sentence
        for sentence in (here, here - 1):
            if sentence < 0:
                return
            place = self.named.parse.sentences[sentence]
            for i in range(place.first, min(place.last, own)):
                key = self._topic(i, place.first, own)
                if key and self._can_own(key, tokens[own].lower):
                    record.affiliation, record.country = key, self.records[key].country
                    return

    def _topic(self, i: int, first: int, own: int) -> str | None:
        """Return whom a token of a sentence names as what it is about, or its people do.

        So its subject, whose the subject is ("observers of the Conference"), and whom its opening
        is for ("For the Front its spokesman …").
        """
        tokens = self.named.parse.tokens
        token, above = tokens[i], tokens[tokens[i].head]
        if token.dep in {"nsubj", "nsubjpass"}:
            return self.known.get(i) or self._of_public_body(i)
        key = self.known.get(i)
        if token.dep != "pobj" or key is None or self.records[key].kind == "person":
            return None
        named = not self.records[key].name.islower()  # but not "the stewards of the union"
        subject = named and tokens[above.head].dep in {"nsubj", "nsubjpass"} and above.lower == "of"
        opens = above.i == first and above.lower == "for" and own - i < 3
        return key if subject or opens else None

    def _of_public_body(self, i: int) -> str | None:
        """Return the state of "Ghana's aviation authority", which is no actor itself."""
        tokens = self.named.parse.tokens
        if tokens[i].lemma not in words("public bodies"):
            return None
        owners = (c for c in self.named.parse.children(i) if tokens[c].dep == "poss")
        keys = (self.known.get(c) for c in owners)
        return next((k for k in keys if k and self.records[k].kind == "state"), None)

    def _before_office(self, person: PersonMention, record: ActorRecord) -> None:
        """Read "LFP panel chairwoman X": of the body whose name stands before the office."""
        tokens = self.named.parse.tokens
        floor = max(self.named.parse.sentence_of(person.first).first, person.first - 7)
        titled = False
        for i in range(person.first - 1, floor - 1, -1):
            key = self.known.get(i)
            if key is not None and not self.records[key].name.islower():
                if titled and self.records[key].kind != "person":
                    record.affiliation, record.country = key, self.records[key].country
                return
            titled |= is_title(tokens[i])
            quoted = i == person.first - 1 and tokens[i].pos == "PUNCT"  # a name of war
            inside = tokens[i].pos in {"NOUN", "PROPN", "ADJ"} or tokens[i].dep == "amod"
            if not (inside or (quoted and tokens[i].text not in ",;:.")):
                return

    def _of_owner(self, person: PersonMention, record: ActorRecord) -> None:
        """Read "the union's leader, X": of the party, group or body before the apostrophe.

        Of a person's adviser or envoy: of the side that the person is of.
        """
        tokens = self.named.parse.tokens
        floor = max(self.named.parse.sentence_of(person.first).first, person.first - 6)
        for i in range(person.first - 1, floor, -1):
            if tokens[i].text in POSSESSIVE:
                self._give(record, self.known.get(i - 1))
                return
            if tokens[i].pos not in {"NOUN", "PROPN", "ADJ", "NUM"} and tokens[i].text not in ",-":
                return

    def _give(self, record: ActorRecord, key: str | None) -> None:
        """Make a body, or the side of a person, whose somebody is."""
        owner = self.records[key] if key else None
        if owner is None or owner is record:
            return
        if owner.kind in {"group", "organisation", "igo"}:
            record.affiliation, record.country = key, owner.country
        elif owner.kind == "person" and self._serves(record):
            record.affiliation, record.country = owner.affiliation, owner.country

    @staticmethod
    def _serves(record: ActorRecord) -> bool:
        """Tell whether somebody's office is to act for the one whose it is."""
        return bool({w.lower() for w in (record.role or "").split()} & words("serving offices"))

    def _of_whole(self, person: PersonMention, record: ActorRecord) -> None:
        """Read "the Front's X", "X of the Front" and "the Front, whose chair is X"."""
        tokens, last = self.named.parse.tokens, person.last
        first = person.first - (is_title(tokens[person.first - 1]) if person.first else 0)
        if first > 1 and tokens[first - 1].text in POSSESSIVE:
            self._give(record, self.known.get(first - 2))
        elif last + 2 < len(tokens) and tokens[last].lower == "of":
            self._of(record, last + 1, first)
        elif first > 3 and tokens[first - 1].lemma == "be" and is_title(tokens[first - 2]):
            self._give(record, self._before_whose(range(first - 3, first - 6, -1)))

    def _before_whose(self, places: range) -> str | None:
        """Return the actor right before a "whose" at one of some tokens."""
        tokens = self.named.parse.tokens
        whose = next((i for i in places if i > 0 and tokens[i].lower == "whose"), None)
        if whose is None:
            return None
        around = range(whose - 1, max(-1, whose - 6), -1)
        return next((k for i in around if (k := self.known.get(i))), None)

    def _of(self, record: ActorRecord, at: int, first: int) -> None:
        """Read the body, or of somebody with an office the state, behind "of" and a name."""
        tokens = self.named.parse.tokens
        at += tokens[at].lower == "the"
        key = None
        for token in tokens[at : at + 4]:
            key = self.known.get(token.i)
            if key or token.pos not in {"NOUN", "PROPN", "ADJ"}:
                break  # "Brann of the opposition alliance SSOMA", but not "of late told NATO"
        if key is None or (first and tokens[first - 1].lower == "by"):
            return  # "the killing by X of Y"
        if self.records[key].kind == "state" and record.role:
            record.affiliation, record.country = key, self.records[key].country
        else:
            self._give(record, key if self.records[key].kind != "person" else None)

    def _can_own(self, key: str, pronoun: str) -> bool:
        """Tell whether "its" or "their" can mean an actor."""
        kind = self.records[key].kind
        return kind == "group" or (pronoun == "its" and kind in {"organisation", "igo", "state"})

    def _speaks_for(self, person: PersonMention, record: ActorRecord) -> None:
        """Read "X, who speaks for the group": of that group, by its name or its noun."""
        tokens = self.named.parse.tokens
        rest = tokens[person.last : person.last + 9]
        forms = [t.lower for t in rest]
        if (
            forms[:2] != [",", "who"]
            or len(rest) < 5
            or rest[2].lemma not in words("leading verbs")
        ):
            return
        for token in rest[3:]:
            key = self.known.get(token.i)
            if key is None and token.lemma in words("body nouns"):
                key = self._group_before(person.first)
            if key is not None and self.records[key].kind != "person":
                record.affiliation, record.country = key, self.records[key].country
                return
            if token.pos in {"VERB", "PUNCT"}:
                return

    def _group_before(self, i: int) -> str | None:
        """Return the group that was last named before a token."""
        named = (self.known.get(j) for j in range(i - 1, max(-1, i - 150), -1))
        return next((k for k in named if k and self.records[k].kind == "group"), None)

    def _local(self, person: PersonMention, record: ActorRecord) -> None:
        """Read "Information Minister X told reporters in Banjul", on a page about that state."""
        if not {w.lower() for w in (record.role or "").split()} & words("public offices"):
            return
        sentence = self.named.parse.sentence_of(person.first)
        for i in range(sentence.first, sentence.last):
            place, token = self.named.at.get(i), self.named.token(i)
            if place is None or place.form != "seat" or token.dep != "pobj":
                continue
            told = self.named.token(self.named.token(token.head).head)
            where = self.named.token(token.head).lower == "in"
            if where and place.actor_id in self.records and self._reporting(told.i):
                record.affiliation, record.country = place.actor_id, place.country
                return

    def _reporting(self, i: int) -> bool:
        """Tell whether a token is a verb of saying, or whom it is said to ("told reporters in")."""
        token = self.named.token(i)
        above = self.named.token(token.head)
        return token.lemma in words("cue clause") or above.lemma in words("cue clause")

    def _wing(self, record: ActorRecord) -> None:
        """Read "X, the armed wing of Y" and "Y, whose armed wing is X": X is part of Y."""
        for start, end in record.places:
            whole = self._wing_before(start) or self._wing_behind(end)
            if whole is not None and self.records[whole] is not record:
                record.affiliation, record.kind = whole, "group"
                record.country = record.country or self.records[whole].country
                return

    def _wing_before(self, start: int) -> str | None:
        """Return Y of "Y, whose armed wing is X"."""
        tokens = self.named.parse.tokens
        at = self.named.parse.covering(start, start + 1)
        if at is None or not any(
            t.lemma in words("wings") for t in tokens[max(0, at[0] - 8) : at[0]]
        ):
            return None
        return self._before_whose(range(at[0] - 8, at[0]))

    def _wing_behind(self, end: int) -> str | None:
        """Return Y of "X, the armed wing of Y"."""
        tokens = self.named.parse.tokens
        at = self.named.parse.covering(end, end + 1)
        if at is None or tokens[at[0]].text != ",":
            return None
        phrase = range(at[0] + 1, min(at[0] + 8, len(tokens)))
        wing = next((i for i in phrase if tokens[i].lemma in words("wings")), None)
        if wing is None or wing + 1 >= len(tokens) or tokens[wing + 1].lower != "of":
            return None
        return next((k for i in range(wing + 2, wing + 6) if (k := self.known.get(i))), None)
