"""Who is in a text: states, organisations, groups and persons, each under one name.

Mentions come from the gazetteer, from titles and appositions and from the parser's entities; those
that mean the same are merged: "the U.S. administration" with "Washington", "Peskov" with "Dmitry
Peskov". A person's role and side are what any of the mentions says. An unknown country or side
stays None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from goodoffices.evidence.claims import Actor, ActorKind
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.read.clause.parse import Parse
from goodoffices.read.clause.tokens import Token
from goodoffices.read.document.lines import CREDIT
from goodoffices.read.document.writers import Writer, find_writers
from goodoffices.read.who import gazetteer
from goodoffices.read.who.clusters import full_names
from goodoffices.read.who.firms import companies, firm_names
from goodoffices.read.who.gazetteer import PlaceMention
from goodoffices.read.who.index import ActorIndex, Mention
from goodoffices.read.who.kin import kin_names
from goodoffices.read.who.labels import Labels
from goodoffices.read.who.lone import is_person, lone_names
from goodoffices.read.who.named import POSSESSIVE, Named, backs, credited, is_title, says_what_it_is
from goodoffices.read.who.organisations import Organisation, find_organisations
from goodoffices.read.who.parties import (
    NamelessParty,
    collectives,
    find_parties,
    just_named,
    lone_mediators,
    pairs,
    pronounced,
)
from goodoffices.read.who.persons import PersonMention, find_persons
from goodoffices.read.who.senses import government_end, of_no_actor, of_place
from goodoffices.read.who.shortforms import (
    Body,
    defined_terms,
    fuller,
    short_forms,
    spells_out,
    unformed,
)
from goodoffices.read.who.spelling import same_body
from goodoffices.read.who.ties import ActorRecord, Ties, slug
from goodoffices.read.words import words

_FOREIGN = re.compile(
    r"(?:the )?(?:foreign|external affairs) ministry|ministry of (?:foreign|external) affairs", re.I
)
_ALIAS_NOUNS = frozenset({"administration", "government", "regime", "leadership"})


def find_actors(document: Document, parse: Parse) -> ActorIndex:
    """Return the actors named in the claim zones of a document."""
    named, unparsed = _named(document, parse)
    kin = kin_names(named)
    persons = [p for p in find_persons(named) if not credited(named, p.first)]
    terms = defined_terms(document.snapshot.text)
    led = (p.organisation for p in persons if p.organisation)
    firms = firm_names(named, led, {*terms, *terms.values()})
    of_bodies = {i for place in (*kin, *firms) for i in range(*place)}
    persons = [p for p in persons if not of_bodies & set(range(p.first, p.last))]
    sure = (p for p in persons if p.rule != "entity" or p.last - p.first > 1)
    organisations = find_organisations(
        named, persons, {i for p in sure for i in range(p.first, p.last)}, kin, firms
    )
    taken = {i for o in organisations for i in range(o.first, o.last)}
    persons = [p for p in persons if not taken & set(range(p.first, p.last))]
    return _Gatherer(document, named, unparsed, terms).gather(persons, organisations)


def _named(document: Document, parse: Parse) -> tuple[Named, list[PlaceMention]]:
    """Lay the gazetteer's mentions over the tokens; those in unparsed text are kept beside."""
    at: dict[int, PlaceMention] = {}
    unparsed: list[PlaceMention] = []
    text = document.snapshot.text
    found: list[tuple[PlaceMention, tuple[int, int] | None]] = []
    for zone in (z for z in document.zones if z.kind in CLAIM_ZONES):
        credit = CREDIT.search(text, zone.start, zone.end)
        credit = credit if credit and credit["agency"].isupper() else None
        for name in gazetteer.mentions(text[zone.start : zone.end]):
            mention = gazetteer.shifted(name, zone.start)
            if credit is not None and mention.start >= credit.start():
                continue  # "he said. -- PTI"
            found.append((mention, parse.covering(mention.start, mention.end)))
    named = {m.actor_id for m, _tokens in found if not _of_several(m)}
    others = {m.text for m, _tokens in found if spells_out(text, m.start, m.text)}
    known = {m.actor_id for m, _tokens in found if m.text not in others}
    for mention, tokens in found:
        if mention.text in others and mention.actor_id not in known:
            continue  # "Orvel Nord Terminals (ONT)" is no agency that ONT means elsewhere
        if _of_several(mention) and mention.actor_id not in named:
            continue  # "the Foreign Office", on a page that does not name Britain
        if tokens is not None:
            at |= dict.fromkeys(range(*tokens), mention)
        elif any(z.start <= mention.start < z.end for z in parse.unread):
            unparsed.append(mention)
    return Named(parse, at), unparsed


def _of_several(mention: PlaceMention) -> bool:
    """Tell whether a name is a seat's that several states name alike: "the Foreign Office"."""
    bare = mention.text.removeprefix("the ").removeprefix("The ")
    return mention.form == "seat" and bare in words("seats of several")


class _Gatherer:
    """Merges mentions into actors; keeps which tokens each mention covers."""

    def __init__(
        self,
        document: Document,
        named: Named,
        unparsed: list[PlaceMention],
        terms: Mapping[str, str],
    ) -> None:
        self.document, self.named, self.unparsed = document, named, unparsed
        self.terms = terms
        self.records: dict[str, ActorRecord] = {}
        self.mentions: list[Mention] = []
        self.places: dict[int, str] = {}
        self.together: dict[int, tuple[str, ...]] = {}
        self.labels: dict[int, str] = {}
        self.writers: list[tuple[str, Writer]] = []
        self._full: dict[str, str] = {}

    def gather(
        self, persons: Sequence[PersonMention], organisations: Sequence[Organisation]
    ) -> ActorIndex:
        """Return the index; persons come before the names inside theirs."""
        covered: set[int] = set()
        self._full = self._full_names(organisations)
        for organisation in sorted(organisations, key=lambda o: (-len(o.name), o.first)):
            self._organisation(organisation)
            covered |= set(range(organisation.first, organisation.last))
        clusters = full_names(persons)
        covered |= {i for p in persons if id(p) in clusters for i in range(p.first, p.last)}
        self._named_actors(covered)
        ids = self._persons(persons, clusters)
        self._governments(persons, ids)
        self._ministries()
        self._short_forms(organisations)
        self._lone_names()
        self._parties()
        self._labels()
        Ties(self.named, self.records, self._known(), persons, ids).tie()
        self._of_one_state()
        for mention in self.unparsed:
            if mention.kind not in {"place", "leader"}:
                record = self._record_of(mention)
                record.places.append((mention.start, mention.end))
                record.aliases.setdefault(mention.text, mention.metonym)
        self.mentions.sort(key=lambda m: (m.first, m.last))
        mentions = tuple(self.mentions)
        return ActorIndex(
            self._actors(),
            mentions,
            self.places,
            self.together,
            self.labels,
            self._behind(),
            tuple(self.writers),
        )

    def _behind(self) -> dict[int, str]:
        """Return whom each noun calls what it is that stands right behind a body's name."""
        tokens, bodies = self.named.parse.tokens, {"group", "organisation", "igo"}
        return {
            m.last: m.actor_id
            for m in self.mentions
            if self.records[m.actor_id].kind in bodies
            and m.last < len(tokens)
            and says_what_it_is(tokens[m.last])
            and self._hangs(m.last - 1, m.last)
        }

    def _hangs(self, name: int, noun: int) -> bool:
        """Tell whether a name hangs from a noun, also as one of a row: "Congo and M23 rebels"."""
        tokens = self.named.parse.tokens
        above = tokens[name]
        while above.dep in {"conj", "pobj", "prep"} and above.head != noun and above.head < name:
            above = tokens[above.head]
        return above.head == noun

    def _mention(self, key: str, record: ActorRecord, tokens: tuple[int, int], start: int) -> None:
        """Add a mention of an actor at some tokens; its words begin at ``start``."""
        end = self.named.parse.tokens[tokens[1] - 1].end
        alias = " ".join(self.document.snapshot.text[start:end].split())
        record.places.append((start, end))
        record.aliases.setdefault(alias, False)
        self.mentions.append(Mention(*tokens, key))

    # states, organisations and groups the gazetteer knows

    def _named_actors(self, covered: set[int]) -> None:
        """Add the gazetteer's mentions that no longer name covers."""
        at = self.named.at
        for i in sorted(at):
            mention = at[i]
            if i in covered or at.get(i - 1) is mention or mention.kind == "leader":
                continue
            last = i + 1
            while at.get(last) is mention:
                last += 1
            if of_no_actor(self.named, mention, i, last):
                continue
            if of_place(self.named, mention, i, last):
                if mention.country:
                    self.places |= dict.fromkeys(range(i, last), mention.country)
                continue
            self._add(mention, i, government_end(self.named, mention, last, covered))

    def _add(self, mention: PlaceMention, first: int, last: int) -> None:
        """Add one mention of an actor the gazetteer knows."""
        record = self._record_of(mention)
        tokens = self.named.parse.tokens
        start, end = min(mention.start, tokens[first].start), tokens[last - 1].end
        record.places.append((start, end))
        governs = tokens[last - 1].text in _ALIAS_NOUNS
        record.governs |= mention.metonym or tokens[last - 1].lower in words("government nouns")
        alias = self.document.snapshot.text[start:end] if governs else mention.text
        record.aliases.setdefault(" ".join(alias.split()), mention.metonym)
        self.mentions.append(Mention(first, last, mention.actor_id))

    def _record_of(self, mention: PlaceMention) -> ActorRecord:
        """Return the record of the actor a mention names, begun where new."""
        kinds: dict[str, ActorKind] = {"state": "state", "igo": "igo", "group": "group"}
        record = ActorRecord(
            name=mention.name,
            kind=kinds.get(mention.kind, "organisation"),
            country=mention.country,
            rule="gazetteer",
            confidence="high",
        )
        return self.records.setdefault(mention.actor_id, record)

    # organisations it does not know

    def _organisation(self, organisation: Organisation) -> None:
        """Add an organisation's mention."""
        key, tokens = self._full[organisation.name], (organisation.first, organisation.last)
        if key not in self.records:  # a name may only be written like one that is known: "Ban"
            named = (m for m in self.named.at.values() if m.actor_id == key)
            if (known := next(named, None)) is not None:
                self._record_of(known)
        new = ActorRecord(
            name=organisation.name,
            kind="group" if organisation.group else "organisation",
            country=organisation.country,
            rule=organisation.rule,
            confidence="medium",
        )
        record = self.records.setdefault(key, new)
        self._mention(key, record, tokens, self.named.token(organisation.first).start)

    def _short_forms(self, organisations: Sequence[Organisation]) -> None:
        """Add an organisation's mentions by its short form: "the LFP", "the Column"."""
        known = self._known()
        own = {o.last: (o.name, self._full[o.name]) for o in organisations}
        bodies = [Body(name, last, key) for last, (name, key) in own.items()]
        for mention in self.mentions:
            named = self.named.at.get(mention.first)
            full = named is not None and not named.metonym and named.form == "name"
            if full and named is not None and named.kind != "media" and mention.last not in own:
                bodies.append(Body(named.name, mention.last, mention.actor_id))
            if (
                full and named is not None and self._governed(mention)
            ):  # "the Government of Ghana (GoG)"
                bodies.append(Body(f"Government of {named.name}", mention.last, mention.actor_id))
        forms = short_forms(self.named, bodies)
        for token in self.named.parse.tokens:
            if token.i in known or token.text in self.terms:
                continue
            meant = forms.meant(self.named, token.i)
            if meant:
                key, many = meant
                self._mention(key, self.records[key], (token.i, token.i + many), token.start)

    def _governed(self, mention: Mention) -> bool:
        """Tell whether a state's name stands behind "the government of"."""
        record = self.records[mention.actor_id]
        told = record.kind == "state" and _government_of(self.named, mention.first) is not None
        record.governs |= told
        return told

    def _full_names(self, organisations: Sequence[Organisation]) -> dict[str, str]:
        """Return the id of each organisation's name: of the longer one that it is short for."""
        known = {
            m.name: m.actor_id
            for m in self.named.at.values()
            if m.kind in {"igo", "organisation", "group"}
        }
        names = {o.name for o in organisations}
        full = {name: fuller(name, names | known.keys()) or name for name in names}
        for name in names - known.keys():  # "Inter-Governmental Authority on Development"
            same = {key for body, key in known.items() if same_body(name, body)}
            known |= dict.fromkeys({full[name]}, *same) if len(same) == 1 else {}
        return {name: known.get(full[name]) or slug(unformed(full[name])) for name in names}

    def _lone_names(self) -> None:
        """Add whom a page knows by one word that speaks or bargains: "Trans-Nord", "Brandt"."""
        known = self._known()
        known |= self._defined(known)
        labels = {
            i: label for first, last, label in self.named.parse.entities for i in range(first, last)
        }
        for name, tokens in lone_names(self.named, known).items():
            person = any(
                labels.get(i) == "PERSON" for first, last in tokens for i in range(first, last)
            )
            key = self._first_named(slug(name))
            body = name.isupper() or name in words("organisation heads")
            person = not body and is_person(self.named, tokens, person)
            record = self.records.get(key)
            same = record is not None and (record.rule in {"lone", "band"} or key != slug(name))
            titled = record is not None and record.kind == "person" and record.name == name
            if record is None or not (titled or same):
                key += "-name" if key in self.records else ""
                kind: ActorKind = "person" if person else "organisation"
                record = ActorRecord(name=name, kind=kind, rule="lone", confidence="low")
                self.records[key] = record
            for place in tokens:
                self._mention(key, record, place, self.named.token(place[0]).start)
        self._names_like_nouns()

    def _names_like_nouns(self) -> None:
        """Add the further mentions of persons of one name that is taken for a noun: "Na'moks"."""
        known = self._known()
        months = words("weekdays and months")
        alone = {
            _typed(record.name): key
            for key, record in self.records.items()
            if record.kind == "person" and " " not in record.name
            if record.name.casefold() not in months and record.name[:1].isupper()
        }
        for token in self.named.parse.tokens if alone else ():
            key = alone.get(_typed(token.text))
            free = token.i not in known and self.named.at.get(token.i) is None
            if key and free and token.pos == "NOUN":
                self._mention(key, self.records[key], (token.i, token.i + 1), token.start)

    def _first_named(self, key: str) -> str:
        """Return the one person whose name begins with a word alone: "Hong" of "Hong Lei"."""
        persons = [k for k, r in self.records.items() if r.kind == "person"]
        fits = [k for k in persons if k.startswith(f"{key}-")]
        return fits[0] if len(fits) == 1 and key not in self.records else key

    def _defined(self, known: Mapping[int, str]) -> dict[int, str]:
        """Add the bodies that a page gives a name of its own; return whose these stand where."""
        tokens, found = self.named.parse.tokens, dict[int, str]()
        for token in tokens if self.terms else ():
            name = self.terms.get(token.text)
            if name is None or token.i in known or self.named.at.get(token.i) is not None:
                continue
            record = ActorRecord(
                name=name, kind="organisation", rule="defined", confidence="medium"
            )
            key = found[token.i] = self._full.get(name) or slug(unformed(name))
            record = self.records.setdefault(key, record)
            self._mention(key, record, (token.i, token.i + 1), token.start)
        return found

    def _known(self) -> dict[int, str]:
        """Return whose name stands at each token so far."""
        return {i: m.actor_id for m in self.mentions for i in range(m.first, m.last)}

    # parties without a name

    def _parties(self) -> None:
        """Add the parties that are common nouns, and find whom "both sides" means."""
        tokens, known = self.named.parse.tokens, self._known()
        both = set(collectives(self.named))
        free = [t for t in tokens if t.i not in known]
        for party in find_parties(self.named, (t for t in free if t.i not in both), known):
            if not self._known_by_office(party):
                self._party(party)
        known = self._known()
        named_together = list(pairs(self.named, known))
        alone: list[Token] = []
        for i in sorted(both - known.keys()):
            office = is_title(tokens[i])
            fits = (
                p for at, p in reversed(named_together) if at < i and self._persons_in(p) == office
            )
            pair = next(fits, None)
            if not office and (near := self._two_before(i, known)) is not None:
                since, two = near
                joined = any(since <= at < i for at, _pair in named_together)
                pair = pair if joined else two
            if pair is not None:
                self.together[i] = pair
            elif not office:
                alone.append(tokens[i])
        for party in find_parties(self.named, alone, known):
            self._party(party)
        for i in pronounced(self.named):
            if (meant := just_named(self.named, named_together, i)) is not None:
                self.together[i] = meant

    def _known_by_office(self, party: NamelessParty) -> bool:
        """Tell whether a mediator without a name may be a person of the page: "the bishop"."""
        if party.plural or party.noun not in lone_mediators():
            return False
        roles = (r.role for r in self.records.values() if r.kind == "person")
        return any(not role or party.noun in role.lower().split() for role in roles)

    def _two_before(self, i: int, known: dict[int, str]) -> tuple[int, tuple[str, str]] | None:
        """Return the only two states of what stands right before, and from where on that is.

        "Peru asked for it and Chile agreed. The two governments …": nobody need join them by "and".
        """
        parse = self.named.parse
        sentence = parse.sentence_of(i)
        at, before = sentence.first, sentence.index - 1
        if before >= 0 and parse.paragraph_of(before) == parse.paragraph_of(sentence.index):
            at = parse.sentences[before].first
        spots = (j for j in range(at, i) if j in known and not backs(parse.tokens, j))
        here = dict.fromkeys(known[j] for j in spots)
        states = [key for key in here if self.records[key].kind == "state"]
        return (at, (states[0], states[1])) if len(states) == 2 else None

    def _of_one_state(self) -> None:
        """Give nameless parties the state of the page where it names no other: "the rebels".

        A company trades in it, and a mediator comes to it, without being of it.
        """
        others = {r.country for r in self.records.values() if r.rule != "party"}
        named = (others | set(self.places.values())) - {None}
        if len(named) == 1:
            for record in self.records.values():
                noun = record.name.split()[-1].lower()
                abroad = {noun, noun.removesuffix("s")} & words("company nouns", "go-betweens")
                abroad |= {noun} & lone_mediators()
                if record.rule == "party" and record.country is None and not abroad:
                    record.country, record.rule = next(iter(named)), "party/only-state"

    def _persons_in(self, pair: tuple[str, str]) -> bool:
        """Tell whether two actors are persons."""
        return all(self.records[key].kind == "person" for key in pair)

    def _party(self, party: NamelessParty) -> None:
        """Add one party with its mentions."""
        tokens, longest, state = self.named.parse.tokens, party.longest, party.state
        name = self.named.parse.phrase(longest.first, longest.head + 1)
        called = self._called(party)
        if called is None and not party.acts:
            return
        key = called or slug(name)
        if called is None and key in self.records and self.records[key].kind != "group":
            key += "-party"
        record = ActorRecord(
            name=name,
            kind="group",
            country=state.country if state else None,
            rule="party",
            confidence="medium",
        )
        record = self.records.setdefault(key, record)
        for mention in party.mentions:
            place = (tokens[mention.first].start, tokens[mention.head].end)
            record.places.append(place)
            words_of = " ".join(self.document.snapshot.text[slice(*place)].split())
            record.aliases.setdefault(words_of, False)
            self.mentions.append(Mention(mention.head, mention.head + 1, key))

    def _called(self, party: NamelessParty) -> str | None:
        """Return the one group with a name that a party's words are part of: "the movement"."""
        if party.noun in words("company nouns"):
            places = ((m.actor_id, m.first, m.last) for m in self.mentions)
            firms = companies(self.named, self.records, places)
            if len(firms) == 1:
                return firms[0]
        fits = []
        for key, record in self.records.items():
            written = {w.lower() for w in record.name.split()}
            named = record.kind in {"group", "organisation"} and record.rule != "party"
            named = named and not (party.plural and _deals_with(record.name))
            if named and party.noun in written and party.kinds <= written:
                fits.append(key)
        return fits[0] if len(fits) == 1 else None

    def _labels(self) -> None:
        """Find who is named in each speaker's label, and who wrote the page."""
        labels = Labels(self.document, self.records)
        self.writers = [(labels.writer(w), w) for w in find_writers(self.document)]
        answering = next((key for key, writer in self.writers if writer.asked), None)
        for number, lead in self.named.parse.leads.items():
            if lead.kind == "speaker" and lead.name.lower() in {"a", "answer"}:
                self.labels |= {number: answering} if answering else {}
            elif lead.kind == "speaker":
                self.labels[number] = labels.speaker(lead)

    # persons

    def _persons(
        self, persons: Sequence[PersonMention], clusters: dict[int, str]
    ) -> dict[int, str]:
        """Add the persons; return their ids by mention."""
        ids: dict[int, str] = {}
        tokens = self.named.parse.tokens
        for person in sorted(persons, key=lambda p: (-p.name.count(" "), p.first)):
            name = clusters.get(id(person))
            if name is None:
                continue
            key = ids[id(person)] = slug(name)
            if key in self.records and self.records[key].kind != "person":
                key = ids[id(person)] = key + "-person"
            new = ActorRecord(name=name, kind="person", rule=person.rule, confidence="low")
            record = self.records.setdefault(key, new)
            self._describe(record, person)
            record.places.append((tokens[person.first].start, tokens[person.last - 1].end))
            record.aliases.setdefault(person.name, False)
            self.mentions.append(Mention(person.first, person.last, key))
        return ids

    def _describe(self, record: ActorRecord, person: PersonMention) -> None:
        """Let a mention fill what is not known of the person yet."""
        record.role = record.role or person.role
        if record.affiliation is None:
            self._affiliate(record, person)
        if record.country is None and person.leader is not None:
            record.country = person.leader.country
        if person.rule in {"title", "apposition", "in-state"} or person.leader is not None:
            record.confidence = "high"
        elif " " in record.name and record.confidence == "low":
            record.confidence = "medium"

    def _affiliate(self, record: ActorRecord, person: PersonMention) -> None:
        """Give a person the side or the organisation that a mention tells, with its country."""
        side = person.side
        if side is not None:
            record.affiliation, record.country = side.actor_id, side.country
            if side.actor_id not in self.records:
                self._record_of(side).places.append((side.start, side.end))
        elif person.organisation is not None:
            name = self.named.parse.phrase(*person.organisation)
            record.affiliation = self._full.get(name) or slug(name)
            known = self.records.get(record.affiliation)
            record.country = known.country if known else None

    def _governments(self, persons: Sequence[PersonMention], ids: dict[int, str]) -> None:
        """Read "X's administration" and "the government of X" as that of X's state."""
        for person in persons:
            key = ids.get(id(person))
            noun, behind = _government_of(self.named, person.first), False
            if noun is None and (end := _owned_government(self.named, person.last)):
                noun, behind = end - 1, True
            state = key and noun is not None and self._state_led(self.records[key], person.leader)
            if noun is None or not state:
                continue
            known = gazetteer.entities()[state]
            new = ActorRecord(
                name=known.name,
                kind="state",
                country=known.country,
                rule="gazetteer",
                confidence="high",
            )
            record = self.records.setdefault(state, new)
            record.governs = True
            start = self.named.token(person.first if behind else noun).start
            self._mention(state, record, (noun, noun + 1), start)

    def _ministries(self) -> None:
        """Read "the Foreign Ministry" as the one state's whose ministry the page names."""
        text = self.document.snapshot.text
        ours = [
            key
            for key, record in self.records.items()
            if record.kind == "state"
            and any(text[a:b].lower().endswith("ministry") for a, b in record.places)
        ]
        bare = [
            key
            for key, record in self.records.items()
            if record.rule == "shape" and record.country is None and _FOREIGN.fullmatch(record.name)
        ]
        for key in bare if len(ours) == 1 else ():
            body, state = self.records.pop(key), self.records[ours[0]]
            state.places += body.places
            state.aliases |= {a: m for a, m in body.aliases.items() if a not in state.aliases}
            self.mentions = [
                replace(m, actor_id=ours[0]) if m.actor_id == key else m for m in self.mentions
            ]

    def _state_led(self, record: ActorRecord, leader: PlaceMention | None) -> str | None:
        """Return the id of the state a person leads, where the text or the gazetteer says."""
        entities = gazetteer.entities()
        for key in (record.affiliation, leader.belongs_to if leader else None):
            if key and key in entities and entities[key].kind == "state":
                return key
        return None

    def _actors(self) -> tuple[Actor, ...]:
        """Return the actors in the order of their first mention."""
        snapshot = self.document.snapshot
        actors = []
        for key, record in self.records.items():
            aliases = tuple(a for a in record.aliases if a != record.name)
            actor = Actor(
                id=key,
                name=record.name,
                kind=record.kind,
                spans=tuple(snapshot.span(*place) for place in sorted(set(record.places))),
                country=record.country,
                role=record.role,
                affiliation=record.affiliation,
                aliases=aliases,
                metonyms=tuple(a for a in aliases if record.aliases[a]),
                rule=f"actor:{record.rule}",
                confidence=record.confidence,
            )
            actors.append(actor)
        return tuple(sorted(actors, key=lambda a: (a.spans[0].start, a.id)))


def _deals_with(name: str) -> bool:
    """Tell whether a body deals with the people in its name: "the Landlord and Tenant Board"."""
    return name.rsplit(maxsplit=1)[-1].lower() in words("public bodies")


def _government_of(named: Named, first: int) -> int | None:
    """Return the place of "government" before "of (President)" and a name, or None."""
    i = first - 1
    while i > 0 and (is_title(named.token(i)) or named.token(i).lower in words("role modifiers")):
        i -= 1
    i -= i > 0 and named.token(i).lower == "the"
    nouns = words("person government nouns")
    fits = i > 0 and named.token(i).lower == "of" and named.token(i - 1).lower in nouns
    return i - 1 if fits else None


def _owned_government(named: Named, last: int) -> int | None:
    """Return the end of "'s (recent) administration" after a name, or None."""
    tokens = named.parse.tokens
    if last >= len(tokens) or tokens[last - 1].sentence != tokens[last].sentence:
        return None
    i = last + 1 if tokens[last].text in POSSESSIVE else last
    limit = min(i + 3, named.parse.sentence_of(last).last)
    while i < limit:
        if tokens[i].lower in words("person government nouns"):
            return i + 1
        if tokens[i].pos != "ADJ":
            return None
        i += 1
    return None


def _typed(name: str) -> str:
    """Return a name with typed apostrophes, as another mention may have them."""
    return name.replace("’", "'")
