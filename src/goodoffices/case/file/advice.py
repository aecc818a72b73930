"""The ``advice`` part of a case: what is judged so that advice can be computed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import cast

from goodoffices.case.file.terms import BASIS_KEYS, JudgementGround, NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node
from goodoffices.case.judged import (
    FUNCTIONS,
    MOST_TAGS,
    OCCASIONS,
    REFERENCE,
    RIPENESS,
    TEMPTATIONS,
    TRUST_NUMBERS,
    Advised,
    Blocker,
    Candidate,
    Contested,
    CounselTerms,
    Inducement,
    Judged,
    Obligation,
)
from goodoffices.case.nouns import Basis, Consent, Interval

ADVICE_KEYS = (
    "ripeness",
    "needed",
    "mediation",
    "commitments",
    "contested",
    "blockers",
    "stale_months",
    "reference",
)
REFERENCE_KEYS = tuple(REFERENCE)
RIPENESS_KEYS = (*RIPENESS, *OCCASIONS)
COUNSEL_NUMBERS = (
    "leaning",
    "accuracy",
    "prior",
    "failure_cost",
    "cost_listener",
    "cost_tough",
    "cost_soft",
)
TEMPTATION_NUMBERS = tuple(name for way in TEMPTATIONS for name in way)
OBLIGATION_NUMBERS = (*TEMPTATION_NUMBERS, "detection", "delta", "withdrawal", "false_alarm")
SIGNED = ("leaning", "cheat", "comply", "punished", "walk_away")
"""Numbers that may be below 0."""
CONTESTED_NUMBERS = ("p", "cost", "other_cost", "later", "delta")
JUDGED_KEYS = ("answer", "date", *BASIS_KEYS)
CANDIDATE_PARTS = ("functions", "material_interest", "criteria", "counsel", "direct_party", "trust")
CANDIDATE_KEYS = (*CANDIDATE_PARTS, *BASIS_KEYS)
TRUST_KEYS = (*TRUST_NUMBERS, *BASIS_KEYS)
COUNSEL_KEYS = ("independent", *COUNSEL_NUMBERS, *BASIS_KEYS)
OBLIGATION_KEYS = (
    "party",
    "text",
    *OBLIGATION_NUMBERS,
    "inspections",
    "broken_before",
    "inducement",
    "ratio_without",
    "counterpart",
    *BASIS_KEYS,
)
INDUCEMENT_KEYS = ("text", "held_by", "until", "without")
CONTESTED_KEYS = ("name", "party", "other", *CONTESTED_NUMBERS, "shares", *BASIS_KEYS)
BLOCKER_KEYS = ("name", "able", "party", "worth", "walk_away", *BASIS_KEYS)
_WORDS: tuple[Consent, ...] = ("unknown", "yes", "no")


class AdviceReader:
    """Reads the part; parties and mediators are looked up among those of the case."""

    def __init__(
        self,
        reader: NodeReader,
        parties: Iterable[str],
        mediators: Iterable[str],
        packages: Iterable[str] = (),
    ) -> None:
        self.reader = reader
        self.parties, self.mediators = tuple(parties), tuple(mediators)
        self.packages = tuple(packages)

    def read(self, node: Node | None) -> Advised | None:
        """Read the part; None where nothing is written."""
        if node is None or nothing(node):
            return None
        body = self.reader.mapping(node, ADVICE_KEYS)
        needed = body.get("needed")
        written = self._own(body, "commitments")
        commitments = tuple(self._obligation(e) for e in written)
        self._counterparts(commitments, written)
        return Advised(
            ripeness={
                e.key.value: self._ripe(e) for e in self._named(body, "ripeness", self.parties)
            },
            needed=tuple(
                self.reader.choice(item, FUNCTIONS)
                for item in self.reader.items(needed.value if needed else None)
            ),
            candidates={
                e.key.value: self._candidate(e)
                for e in self._named(body, "mediation", self.mediators)
            },
            commitments=commitments,
            contested=tuple(self._contested(e) for e in self._own(body, "contested")),
            blockers=tuple(self._blocker(e) for e in self._own(body, "blockers")),
            stale_months=self._months(body),
            reference=self._reference(body),
        )

    # -- names ---------------------------------------------------------------------------------

    def _own(self, body: Mapping, key: str) -> list[Entry]:
        """Return the entries of a section whose keys are ids of its own."""
        section = body.get(key)
        return list(self.reader.entries(self.reader.mapping(section.value))) if section else []

    def _named(self, body: Mapping, key: str, known: tuple[str, ...]) -> list[Entry]:
        """Return the entries of a section whose keys must be known; others are told of."""
        section = body.get(key)
        found = list(self.reader.mapping(section.value).entries) if section else []
        for entry in found:
            self._known(entry.key, entry.key.value, known)
        return [e for e in found if e.key.value in known]

    def _known(self, at: Node, word: str, known: tuple[str, ...]) -> None:
        if word not in known:
            self.reader.tell("GO214.name", at, near=(word, known), name=word)

    def _party(self, body: Mapping, key: str, owner: Node) -> str:
        node = self.reader.required(body, key, owner)
        word = self.reader.string(node)
        if word and node is not None:
            self._known(node, word, self.parties)
        return word

    def _months(self, body: Mapping) -> int | None:
        entry = body.get("stale_months")
        number = self.reader.number(entry.value, 1) if entry else None
        if entry is None or number is None:
            return None
        if number.denominator != 1:
            self.reader.tell("GO213.months", entry.value)
            return None
        return int(number)

    def _reference(self, body: Mapping) -> dict[str, str]:
        """Read by which tags past crises are counted."""
        entry = body.get("reference")
        if entry is None or nothing(entry.value):
            return {}
        tags = self.reader.mapping(entry.value, REFERENCE_KEYS)
        named = [e for e in tags.entries if e.key.value in REFERENCE]
        for beyond in [e for e in named if e.key.value != "since"][MOST_TAGS:]:
            self.reader.tell("GO821", beyond.key, most=MOST_TAGS)
        return {e.key.value: self.reader.choice(e.value, REFERENCE[e.key.value]) for e in named}

    # -- judgements ----------------------------------------------------------------------------

    def _judged(self, kind: str, node: Node, owner: Node) -> Judged:
        if isinstance(node, Mapping):
            body = self.reader.mapping(node, JUDGED_KEYS)
            answer = self.reader.required(body, "answer", owner)
            date = body.get("date")
            return Judged(
                self._word(answer),
                self.reader.date(date.value) if date else None,
                self.reader.basis(kind, body, owner),
            )
        alone = Mapping((), node.start, node.end)
        return Judged(self._word(node), None, self.reader.basis(kind, alone, owner))

    def _word(self, node: Node | None) -> Consent:
        return cast("Consent", self.reader.choice(node, _WORDS)) if node is not None else "unknown"

    def _interval(self, node: Node, least: int | None) -> Interval | None:
        number, interval = self.reader.interval(node, least)
        if interval is not None:
            return interval
        return (number, number) if number is not None else None

    def _numbers(self, body: Mapping, names: Iterable[str]) -> dict[str, Interval]:
        found = {}
        for name in names:
            entry = body.get(name)
            if entry is None or nothing(entry.value):
                continue
            given = self._interval(entry.value, None if name in SIGNED else 0)
            if given is not None:
                found[name] = given
        return found

    def _ripe(self, entry: Entry) -> dict[str, Judged]:
        body = self.reader.mapping(entry.value, RIPENESS_KEYS)
        return {
            e.key.value: self._judged("ripeness", e.value, e.key)
            for e in body.entries
            if e.key.value in RIPENESS_KEYS
        }

    def _candidate(self, entry: Entry) -> Candidate:
        body = self.reader.mapping(entry.value, CANDIDATE_KEYS)
        functions = body.get("functions")
        interest, criteria, counsel, side, trust = (body.get(k) for k in CANDIDATE_PARTS[1:])
        named = self.reader.mapping(functions.value, FUNCTIONS).entries if functions else ()
        listed = self.reader.mapping(criteria.value).entries if criteria else ()
        listeners = self._named(body, "counsel", self.parties) if counsel else []
        spans = {e.key.value: self._interval(e.value, 0) for e in listed}
        return Candidate(
            mediator=entry.key.value,
            functions={
                e.key.value: self._judged("function", e.value, e.key)
                for e in named
                if e.key.value in FUNCTIONS
            },
            material_interest=self._judged("interest", interest.value, interest.key)
            if interest
            else None,
            criteria={name: span for name, span in spans.items() if span is not None},
            counsel={e.key.value: self._counsel(e) for e in listeners},
            direct_party=self._judged("direct party", side.value, side.key) if side else None,
            trust=self._trust(trust) if trust else None,
            basis=self.reader.basis("criteria" if listed else "candidate", body, entry.key),
        )

    def _counsel(self, entry: Entry) -> CounselTerms:
        body = self.reader.mapping(entry.value, COUNSEL_KEYS)
        independent = body.get("independent")
        return CounselTerms(
            self._word(independent.value) if independent else "unknown",
            self._numbers(body, COUNSEL_NUMBERS),
            self.reader.basis("counsel", body, entry.key),
        )

    def _trust(self, entry: Entry) -> CounselTerms:
        body = self.reader.mapping(entry.value, TRUST_KEYS)
        numbers = self._numbers(body, TRUST_NUMBERS)
        return CounselTerms("unknown", numbers, self.reader.basis("counsel", body, entry.key))

    def _obligation(self, entry: Entry) -> Obligation:
        reader = self.reader
        body = reader.mapping(entry.value, OBLIGATION_KEYS)
        before = self._claims(body.get("broken_before"))
        numbers = self._numbers(body, OBLIGATION_NUMBERS)
        self._one_way(numbers, entry.key)
        return Obligation(
            id=entry.key.value,
            party=self._party(body, "party", entry.key),
            text=reader.string(reader.required(body, "text", entry.key)),
            numbers=numbers,
            inspections=self._inspections(body),
            broken_before=before,
            inducement=self._inducement(body),
            counterpart=reader.optional(body, "counterpart"),
            basis=reader.basis("commitment", body, entry.key),
        )

    def _one_way(self, numbers: dict[str, Interval], at: Node) -> None:
        """Tell where what cheating gains is said in more than one way."""
        begun = [way for way in TEMPTATIONS if any(name in numbers for name in way)]
        if len(begun) > 1:
            ways = "; ".join(", ".join(way) for way in begun)
            self.reader.tell("GO820", at, ways=ways)

    def _inducement(self, body: Mapping) -> Inducement | None:
        """Read what somebody pays for an obligation: a text alone, or who holds it, until when."""
        entry, lapsed = body.get("inducement"), body.get("ratio_without")
        span = self._interval(lapsed.value, 0) if lapsed else None
        without = {"ratio": span} if span is not None else {}
        if entry is None or nothing(entry.value):
            return Inducement("", without=without) if without else None
        if not isinstance(entry.value, Mapping):
            return Inducement(self.reader.string(entry.value), without=without)
        inner = self.reader.mapping(entry.value, INDUCEMENT_KEYS)
        text = self.reader.string(self.reader.required(inner, "text", entry.key))
        holder, until, then = (inner.get(key) for key in INDUCEMENT_KEYS[1:])
        held_by = self.reader.string(holder.value) if holder else None
        if holder is not None and held_by:
            self._known(holder.value, held_by, (*self.parties, *self.mediators))
        if then is not None:
            numbers = self.reader.mapping(then.value, OBLIGATION_NUMBERS)
            without |= self._numbers(numbers, OBLIGATION_NUMBERS)
        return Inducement(text, held_by, self.reader.date(until.value) if until else None, without)

    def _counterparts(self, found: tuple[Obligation, ...], entries: list[Entry]) -> None:
        """Hold each counterpart against the obligations that there are."""
        for obligation, entry in zip(found, entries, strict=True):
            others = {o.id: o for o in found if o.id != obligation.id}
            if obligation.counterpart is None:
                continue
            self._known(entry.key, obligation.counterpart, tuple(others))
            other = others.get(obligation.counterpart)
            if other is not None and other.party == obligation.party:
                self.reader.tell("GO823", entry.key, one=obligation.id, other=other.id)

    def _claims(self, entry: Entry | None) -> tuple[str, ...]:
        """Read ids of claims; they are held against the dossier like any evidence."""
        if entry is None:
            return ()
        nodes = list(self.reader.items(entry.value))
        named = tuple((self.reader.string(n), self.reader.places.of(n)) for n in nodes)
        claims = tuple(claim for claim, _place in named)
        place = self.reader.places.of(entry.key)
        ground = JudgementGround("broken before", Basis(evidence=claims), place, named)
        self.reader.grounds.append(ground)
        return claims

    def _inspections(self, body: Mapping) -> tuple[int, int] | None:
        entry = body.get("inspections")
        span = self._interval(entry.value, 1) if entry else None
        if entry is None or span is None:
            return None
        if any(end.denominator != 1 for end in span):
            self.reader.tell("GO213.inspections", entry.value)
            return None
        return int(span[0]), int(span[1])

    def _contested(self, entry: Entry) -> Contested:
        body, name, basis = self.reader.part("contested", entry, CONTESTED_KEYS)
        return Contested(
            id=entry.key.value,
            name=name,
            party=self._party(body, "party", entry.key),
            other=self._party(body, "other", entry.key),
            numbers=self._numbers(body, CONTESTED_NUMBERS),
            basis=basis,
            shares=self._shares(body),
        )

    def _shares(self, body: Mapping) -> tuple[Fraction, ...]:
        """Read the shares that are to be tested, each from 0 to 1."""
        entry, found = body.get("shares"), []
        for item in self.reader.items(entry.value if entry else None):
            number = self.reader.number(item)
            if number is not None and number > 1:
                self.reader.tell("GO213.share", item)
            elif number is not None:
                found.append(number)
        return tuple(found)

    def _blocker(self, entry: Entry) -> Blocker:
        body, name, basis = self.reader.part("blocker", entry, BLOCKER_KEYS)
        able, worth, party = (body.get(key) for key in ("able", "worth", "party"))
        worths: dict[str, Interval] = {}
        single = None
        if worth is not None and isinstance(worth.value, Mapping):
            for item in self._named(body, "worth", self.packages):
                span = self._interval(item.value, None)
                worths |= {item.key.value: span} if span is not None else {}
        elif worth is not None and not nothing(worth.value):
            single = self._interval(worth.value, None)
        return Blocker(
            id=entry.key.value,
            name=name,
            able=self._word(able.value) if able else "unknown",
            worth=single,
            walk_away=self._numbers(body, ("walk_away",)).get("walk_away"),
            basis=basis,
            party=self._party(body, "party", entry.key) if party else None,
            worths=worths,
        )
