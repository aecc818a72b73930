"""Which body a common noun means: "the union", "the carrier", "the harbour board", "the dockers".

A kind of body is known by the words of its proper names ("... Workers", "... Line"). Where the
dossier has one body of the kind, its nouns mean it, and so do the nouns of its members where the
pages call it theirs ("the dockers' union"). Of two of a kind none is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from goodoffices.evidence.claims import Actor, Dossier
from goodoffices.read.who.foreign import english
from goodoffices.read.who.shortforms import stem_of
from goodoffices.read.words import lists, table, words

_KINDS = table("bargaining.yaml")["bodies"]
_ORGANS = words("organs of bodies")
_ISSUING = words("issuing bodies")
_DEALING = words("public bodies")
_COMMON = _ORGANS | {noun for kind in _KINDS["kinds"].values() for noun in kind["nouns"]}
_HEADS = frozenset(_KINDS["heads"])
_ACTING = lists("bargaining.yaml")["acting_for"]
_BUSINESSLIKE = re.compile(rf"\b(?:{'|'.join(_KINDS['businesslike'])})\b", re.IGNORECASE)
FEWEST_LETTERS = 3
"""How many letters a short name has at the least."""
LONG = 6
"""How many letters a word has at the least that others are made with."""
_PEOPLE = frozenset(_KINDS["people_of"])
_OF_ANY = frozenset({"member"})
"""Nouns of members that every kind of body has."""
_OWNED = r"['’]s?"


class Bodies:
    """The named bodies of a dossier, and what they are called without their name."""

    def __init__(self, dossier: Dossier, actors: Iterable[Actor]) -> None:
        self.dossier = dossier
        bodies = [a for a in actors if a.kind in ("group", "organisation")]
        self.named = {
            a.id: words
            for a in bodies
            if a.name != a.name.lower() and not (words := _words(a.name)) <= _COMMON | _PEOPLE
        }

    def meant(self, actor: Actor, page: str | None = None) -> str | None:
        """Return the one named body that a noun means, where one is meant, on one ``page``."""
        words = _words(actor.name)
        if actor.id in self.named and not words & _ORGANS:
            return self._placed(actor, words, page)
        return self._plain(words, page) or self._owned(words)

    def _placed(self, actor: Actor, words: frozenset[str], page: str | None) -> str | None:
        """Return the body of "the Lorm union" or "Lorm teachers": that of the kind with the name.

        So of "Nurses union", where a line opens with it.
        """
        if actor.id in self.titled:
            return None
        for kind in _KINDS["kinds"].values():
            names = frozenset(kind["names"]) | frozenset(kind["nouns"]) | _ACTING
            if words & frozenset(kind["nouns"]) or self._members(words & names, kind):
                found = [o for o in self.titled if _of_kind(self.named[o], kind["names"])]
                found = found or self._called_so(frozenset(kind["nouns"]))
                found = self._of_the_place(found, words - names)
                if one := self._one(found, page):
                    return one
        return None

    def _of_the_place(self, bodies: list[str], place: frozenset[str]) -> list[str]:
        """Return the bodies that a name's other words may be of: their own place, or its owner's.

        So the "Lorm Unified teachers" of the Lorm Unified School District are the Lorm union's.
        """
        theirs = [o for o in bodies if place <= self.named[o]]
        owned = any(place <= self.named[o] for o in self.titled)
        return theirs or [o for o in bodies if owned and place & self.named[o]]

    @cached_property
    def titled(self) -> frozenset[str]:
        """The named bodies whose whole name is one: "Lorm Union", and not "the Lorm union"."""
        names = {a.id: a.name for a in self.dossier.actors if a.id in self.named}
        return frozenset(one for one, name in names.items() if name.split()[-1][:1].isupper())

    def noun(self, name: str, page: str | None = None) -> str | None:
        """Return the one body that a speaker's name means which is no actor's."""
        words = _words(name)
        same = [one for one, own in self.named.items() if words == own]
        if len(same) == 1:
            return same[0]
        return self.called(name, "") or self._plain(words, page)

    def _plain(self, words: frozenset[str], page: str | None) -> str | None:
        """Return the body that plain words mean on a page: its organ, kind, head or trade."""
        return (
            self._organ(words)
            or self._kind(words, page)
            or self._head(words, page)
            or self._business(words, page)
        )

    def called(self, name: str, besides: str) -> str | None:
        """Return the one body that a part of its name means ("Halvorsen" of "Halvorsen Line")."""
        words = _words(name)
        found = [
            one
            for one, own in self.named.items()
            if words and words < own and one != besides and not of_its_people(words, own)
        ]
        return found[0] if len(found) == 1 else None

    def spelt(self, actor: Actor) -> str | None:
        """Return the one body whose name a short one spells by its initials: "Unadu"."""
        short = actor.name.casefold()
        if " " in short or len(short) < FEWEST_LETTERS:
            return None
        names = {a.id: a.name for a in self.dossier.actors if a.id in self.named}
        found = [one for one, name in names.items() if short in initials(name)]
        return found[0] if len(found) == 1 else None

    def unfolded(self, actor: Actor) -> str | None:
        """Return the one body whose name begins in full: of the "NHL Players' Association"."""
        short, _space, rest = actor.name.partition(" ")
        if not rest or not short.isupper() or len(short) < FEWEST_LETTERS or actor.role:
            return None
        names = {a.id: a.name for a in self.dossier.actors if a.id in self.named}
        wholes = {
            self.named[o] | _words(rest)
            for o, n in names.items()
            if short.casefold() in initials(n)
        }
        found = [o for o, own in self.named.items() if own in wholes and o != actor.id]
        return found[0] if len(found) == 1 else None

    def _whole(self, body: str) -> str:
        actor = next(a for a in self.dossier.actors if a.id == body)
        return self.unfolded(actor) or body

    def stem(self, actor: Actor) -> str | None:
        """Return the one company that a name is without its trade: "Tres Lunas" of "Minera …"."""
        row = actor.name.split()
        names = {a.id: a.name for a in self.dossier.actors if a.id in self.named}
        found = [one for one, name in names.items() if stem_of(name) == row and one != actor.id]
        return found[0] if len(row) > 1 and len(found) == 1 and not actor.role else None

    def family(self, actor: Actor) -> str | None:
        """Return the one body that bears the name of whoever runs it: Greta Halvorsen's.

        Else the one company that nobody else is told to run.
        """
        if not (actor.role and _BUSINESSLIKE.search(actor.role)):
            return None
        own = self.called(actor.name.split()[-1], actor.id)
        found = [one for one in self._companies if one not in self._run]
        return own or (found[0] if len(found) == 1 else None)

    @cached_property
    def _run(self) -> frozenset[str]:
        """The bodies that somebody is told to run as a company is run."""
        people = (a for a in self.dossier.actors if a.role and _BUSINESSLIKE.search(a.role))
        return frozenset(a.affiliation for a in people if a.affiliation)

    @cached_property
    def _companies(self) -> frozenset[str]:
        """The bodies that have a company's name, or that a page calls a company."""
        names = _KINDS["kinds"]["company"]["names"]
        trades = words("company trades", "company forms")
        told = {
            a.id
            for a in self.dossier.actors
            if a.rule == "actor:apposition" or a.name.split()[-1] in trades
        }
        return frozenset(
            one
            for one, own in self.named.items()
            if _of_kind(own, names) or (one in told and self._heads[one] not in _HEADS)
        )

    def _organ(self, words: frozenset[str]) -> str | None:
        """Return the body of "the harbour board": what else its name says is in one name."""
        rest = words - _ORGANS
        if not words & _ORGANS or not rest:
            return None
        found = [one for one, own in self.named.items() if rest < own and not own & _ORGANS]
        return found[0] if len(found) == 1 else None

    def _owned(self, words: frozenset[str]) -> str | None:
        """Return the one body whose "the board" is told to be somewhere: "the trust's board"."""
        if not words or not words <= _ORGANS or len(words) > 1:
            return None
        (organ,) = words
        owners = set(re.findall(rf"\b([\w-]+){_OWNED} {organ}\b", self._text))
        found = {self.noun(owner) for owner in owners if singular(owner) not in _ORGANS} - {None}
        return found.pop() if len(found) == 1 else None

    def _kind(self, words: frozenset[str], page: str | None) -> str | None:
        """Return the one body of the kind that a noun, or the noun of its members, names."""
        for kind in _KINDS["kinds"].values():
            if not words & frozenset(kind["nouns"]) and not self._members(words, kind):
                continue
            found = [one for one, own in self._parts.items() if _of_kind(own, kind["names"])]
            found = found or [o for o, own in self.named.items() if _of_kind(own, kind["names"])]
            if kind.get("members"):
                found = [o for o in found if self._heads[o] not in _DEALING]
            found = [o for o in found if o in self.titled] or found
            called = [o for o in self._called_so(frozenset(kind["nouns"])) if o not in found]
            if not any(o in self.titled for o in found):  # "the teachers" are of their association
                found = called or found
            if one := self._one(found, page):
                return one
        return None

    def _called_so(self, nouns: frozenset[str]) -> list[str]:
        """Return the bodies that a page calls by a noun: "the Lorm Association, a union of …".

        So by the title of one of their people ("the union's president") where no name says so.
        """
        either = "|".join(map(re.escape, sorted(nouns)))
        behind = (
            r"(?: \([^)\n]{1,20}\))?, (?:which is )?(?:an?|the) (?:[\w’'-]+ ){0,4}"
            rf"(?:{either})\b"
        )
        before = rf"\b(?:{either}),? (?:the )?$"
        told = {
            a.affiliation or ""
            for a in self.dossier.actors
            if a.kind == "person" and set((a.role or "").casefold().split()[:1]) & nouns
        }
        found = []
        for one, name in self._names.items():
            places = [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", self._text)]
            if one in told or any(
                re.match(behind, self._text[end : end + 100])
                or re.search(before, self._text[max(0, start - 40) : start])
                for start, end in places
            ):
                found.append(one)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """For each named body whose whole name is one: its name, small."""
        names = {a.id: a.name.casefold() for a in self.dossier.actors if a.id in self.named}
        return {one: name for one, name in names.items() if one in self.titled}

    def _head(self, words: frozenset[str], page: str | None) -> str | None:
        """Return the one body whose name ends in a noun, or of several the one that is heard."""
        if len(words) != 1 or not words <= _HEADS:
            return None
        found = [o for o in self.named if self._heads[o] in words]
        return self._one(found, page) or self._one((o for o in found if o in self._parts), page)

    def _business(self, words: frozenset[str], page: str | None) -> str | None:
        """Return the one body that "the company" can mean though its name does not say so.

        Its name has no noun of another kind of body, and its people are a company's.
        """
        if len(words) != 1 or not words & frozenset(_KINDS["kinds"]["company"]["nouns"]):
            return None
        run = self._companies | self._run
        offices = _HEADS | _ISSUING
        firms = [o for o in self.named if o in run and self._heads[o] not in offices]
        heard = [o for o in firms if o in self._parts]
        return self._one(firms, page) or self._one(heard, page) or self._main(heard, page)

    def _one(self, bodies: Iterable[str], page: str | None) -> str | None:
        """Return the one of some bodies, or the one of them on a page."""
        found = list(dict.fromkeys(self._whole(one) for one in bodies))
        found = [o for o in found if not any(self.named[o] < self.named[p] for p in found)]
        here = [one for one in found if page and page in self._pages[one]]
        return (here or found)[0] if len(found) == 1 or len(here) == 1 else None

    def often(self, name: str, bodies: Iterable[str], page: str | None) -> str | None:
        """Return which of several bodies whose names end alike a common noun means: the main one.

        "The county council" is the one that its page names, else the one that the dossier is
        about: all others are named on one page.
        """
        if not re.search(rf"\bthe {re.escape(name.lower())}\b", self._written):
            return None
        return self._main((o for o in bodies if o in self.named), page)

    def _main(self, bodies: Iterable[str], page: str | None) -> str | None:
        """Return the one of some bodies on a page, else the only one of several pages."""
        found = list(bodies)
        here = [o for o in found if page and page in self._pages[o]]
        main = [o for o in found if len(self._pages[o]) > 1]
        return (here or main)[0] if len(here) == 1 or (not here and len(main) == 1) else None

    @cached_property
    def _written(self) -> str:
        return "\n".join(d.snapshot.text for d in self.dossier.documents)

    @cached_property
    def _heads(self) -> dict[str, str]:
        """For each named body: the noun that its name ends in, "of" and what follows left out."""
        names = {a.id: a.name for a in self.dossier.actors if a.id in self.named}
        return {one: _head_noun(name) for one, name in names.items()}

    @cached_property
    def _pages(self) -> dict[str, set[str]]:
        """For each named body: the pages that name it."""
        bodies = (a for a in self.dossier.actors if a.id in self.named)
        return {a.id: {span.source for span in a.spans} for a in bodies}

    def _members(self, words: frozenset[str], kind: dict[str, list[str]]) -> bool:
        """Tell whether a noun is of a body's members: always so, or as the pages call it theirs."""
        members = words & frozenset(kind.get("members", ()))
        others = words - members - frozenset(kind["nouns"]) - frozenset(kind["names"])
        if members and not (members <= _OF_ANY and others):  # "board members" are no union's
            return True
        theirs = (
            rf"\b{re.escape(word)}s?{_OWNED}\s+{noun}\b|\b{noun}\s+of\s+{re.escape(word)}s\b"
            for word in words
            for noun in kind["nouns"]
        )
        owners = "|".join(theirs) if kind.get("members") else ""
        return bool(owners and re.search(owners, self._owning))

    @cached_property
    def _owning(self) -> str:
        """Whatever the pages say that a kind of body with members is of, line by line."""
        kinds = (kind for kind in _KINDS["kinds"].values() if kind.get("members"))
        nouns = "|".join(re.escape(noun) for kind in kinds for noun in kind["nouns"])
        either = rf"\S+{_OWNED}\s+(?={nouns})\S+|\b(?:{nouns})\s+of\s+\S+"
        return "\n".join(re.findall(either, self._text))

    @cached_property
    def _parts(self) -> dict[str, frozenset[str]]:
        """The named bodies that say something, or whose people do, with the words of each name."""
        people = {a.id: a.affiliation for a in self.dossier.actors}
        told = {s.speaker for s in self.dossier.statements if s.status != "rejected"}
        told |= {people.get(one or "") for one in told}
        return {one: own for one, own in self.named.items() if one in told}

    @cached_property
    def _text(self) -> str:
        return self._written.casefold()


def of_its_people(words: Collection[str], longer: Collection[str]) -> bool:
    """Tell whether a longer name is that of a body's own people: "Lorm Hospital Nurses Union"."""
    own = set(words)
    return bool((set(longer) - own) & _PEOPLE) and not own & _PEOPLE and not own <= _COMMON


def initials(name: str) -> set[str]:
    """Return the initials of a name, with and without those of its small words."""
    words = [w for w in name.replace("-", " ").split() if w.casefold() != "the"]
    large = (w[0] for w in words if w.casefold() not in {"of", "and", "for", "in", "on"})
    return {"".join(w[0] for w in words).casefold(), "".join(large).casefold()} if words else set()


def _head_noun(name: str) -> str:
    """Return the noun that a body's name ends in before "of", or for which it begins abroad."""
    first = name.split(maxsplit=1)[0]
    last = name.casefold().partition(" of ")[0].partition(" for ")[0].split()[-1]
    return english(first) if english(first) != first else singular(last)


def _of_kind(words: Iterable[str], names: Iterable[str]) -> bool:
    """Tell whether a name has a word of a kind, or one made with a long one ("dockworker")."""
    long = tuple(name for name in names if len(name) >= LONG)
    return any(word in names or word.endswith(long) for word in words)


def misread(actor: Actor, surnames: Collection[str] = ()) -> bool:
    """Tell whether a name that was read as a person's is a company's ("Halvorsen Shipping").

    So is what stands for many behind somebody else's surname: "Halvorsen Castings".
    """
    name = actor.name.removeprefix("The ").removeprefix("the ")
    row = name.casefold().split()
    plain = actor.kind == "person" and not actor.role and actor.rule == "actor:entity"
    if not plain or len(row) < 2:
        return False
    many = row[-1].endswith("s") and singular(row[-1]) != row[-1]
    family = name.split()[0] in surnames and many
    trade = actor.name.split()[-1] in words("company trades", "company forms")
    return family or trade or _of_kind(row[1:], _KINDS["kinds"]["company"]["names"])


def singular(word: str) -> str:
    """Return a small word as one of many, without its mark of owning."""
    own = re.sub(r"['’]s?$", "", word)
    return own[:-1] if len(own) > 3 and own.endswith("s") and not own.endswith("ss") else own


def _words(name: str) -> frozenset[str]:
    """Return the words of a name, small, each as one of many and without its mark of owning.

    What a foreign name begins with is the English noun for it.
    """
    row = name.casefold().replace("-", " ").split()
    words = map(singular, [*map(english, row[:1]), *row[1:]])
    return frozenset(words) - {"the", "of", "and"}
