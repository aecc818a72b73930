"""The ``advice`` part of a case: what is judged so that advice can be computed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from goodoffices.case.file.keys import PARTS
from goodoffices.case.file.terms import JudgementGround, NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar
from goodoffices.case.judged import (
    FUNCTIONS,
    MOST_TAGS,
    TEMPTATIONS,
    Advised,
    Blocker,
    Candidate,
    Contested,
    CounselTerms,
    Inducement,
    Judged,
    Obligation,
)
from goodoffices.case.nouns import Basis, Interval


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
        reader = self.reader
        body = reader.body("advice", node)
        obligations = self._own(body, "commitments")
        commitments = tuple(map(self._obligation, obligations))
        self._counterparts(commitments, obligations)
        ripeness = self._named(body, "ripeness", self.parties)
        candidates = self._named(body, "mediation", self.mediators)
        return Advised(
            ripeness={entry.key.value: self._ripe(entry) for entry in ripeness},
            needed=tuple(reader.choice(n, FUNCTIONS) for n in reader.items(body.at("needed"))),
            candidates={entry.key.value: self._candidate(entry) for entry in candidates},
            commitments=commitments,
            contested=tuple(map(self._contested, self._own(body, "contested"))),
            blockers=tuple(map(self._blocker, self._own(body, "blockers"))),
            stale_months=self._months(body),
            reference=self._reference(body),
        )

    # -- names ---------------------------------------------------------------------------------

    def _own(self, body: Mapping, key: str) -> list[Entry]:
        """Return the entries of a section whose keys are ids of its own."""
        return list(self.reader.entries(self.reader.mapping(body.at(key))))

    def _named(self, body: Mapping, key: str, known: tuple[str, ...]) -> list[Entry]:
        """Return the entries of a section whose keys must be known; others are told of."""
        entries = self.reader.mapping(body.at(key)).entries
        for entry in entries:
            self._known(entry.key, entry.key.value, known)
        return [entry for entry in entries if entry.key.value in known]

    def _known(self, at: Node, name: str, known: tuple[str, ...]) -> None:
        if name not in known:
            self.reader.tell("GO214.name", at, near=(name, known), name=name)

    def _party(self, node: Node | None) -> str:
        name = self.reader.string(node)
        if name and node is not None:
            self._known(node, name, self.parties)
        return name

    def _months(self, body: Mapping) -> int | None:
        node = body.at("stale_months")
        number = self.reader.number(node, 1)
        if number is not None and number.denominator != 1:
            self.reader.tell("GO213.months", node)
            return None
        return None if number is None else int(number)

    def _reference(self, body: Mapping) -> dict[str, str]:
        """Read by which tags past crises are counted."""
        tags = self.reader.body("reference", body.at("reference"))
        names = PARTS["reference"].names
        known = [e for e in tags.entries if e.key.value in names]
        for beyond in [e for e in known if e.key.value != "since"][MOST_TAGS:]:
            self.reader.tell("GO821", beyond.key, most=MOST_TAGS)
        return self.reader.fields("reference", tags)

    # -- judgements ----------------------------------------------------------------------------

    def _judged(self, kind: str, entry: Entry) -> Judged:
        fields, basis = self.reader.plain("judged", kind, entry.value, entry.key)
        return Judged(**fields, basis=basis)

    def _ripe(self, entry: Entry) -> dict[str, Judged]:
        body = self.reader.body("ripeness", entry.value, entry.key)
        names = PARTS["ripeness"].names
        known = [e for e in body.entries if e.key.value in names]
        return {e.key.value: self._judged("ripeness", e) for e in known}

    def _candidate(self, entry: Entry) -> Candidate:
        reader = self.reader
        body = reader.body("candidate", entry.value, entry.key)
        interest, side, trust = map(body.get, ("material_interest", "direct_party", "trust"))
        functions = reader.mapping(body.at("functions"), FUNCTIONS).entries
        criteria = reader.mapping(body.at("criteria")).entries
        listeners = self._named(body, "counsel", self.parties)
        spans = {e.key.value: reader.span(e.value, 0) for e in criteria}
        return Candidate(
            mediator=entry.key.value,
            functions={
                e.key.value: self._judged("function", e)
                for e in functions
                if e.key.value in FUNCTIONS
            },
            material_interest=self._judged("interest", interest) if interest else None,
            criteria={name: span for name, span in spans.items() if span is not None},
            counsel={e.key.value: self._terms("counsel", e) for e in listeners},
            direct_party=self._judged("direct party", side) if side else None,
            trust=self._terms("trust", trust) if trust else None,
            basis=reader.basis("criteria" if criteria else "candidate", body, entry.key),
        )

    def _terms(self, name: str, entry: Entry) -> CounselTerms:
        """Read what a mediator's word hangs on."""
        body = self.reader.body(name, entry.value, entry.key)
        fields, numbers = self.reader.fields(name, body), self.reader.numbers(name, body)
        basis = self.reader.basis("counsel", body, entry.key)
        return CounselTerms(**fields, numbers=numbers, basis=basis)

    def _obligation(self, entry: Entry) -> Obligation:
        reader = self.reader
        body = reader.body("obligation", entry.value, entry.key)
        numbers = reader.numbers("obligation", body)
        without = numbers.pop("ratio_without", None)
        self._one_way(numbers, entry.key)
        fields = {"text": ""} | reader.fields("obligation", body)
        if before := body.get("broken_before"):
            self._claims(before)
        return Obligation(
            id=entry.key.value,
            party=self._party(body.at("party")),
            **fields,
            numbers=numbers,
            inspections=self._inspections(body),
            inducement=self._inducement(body, without),
            counterpart=reader.optional(body, "counterpart"),
            basis=reader.basis("commitment", body, entry.key),
        )

    def _one_way(self, numbers: dict[str, Interval], at: Node) -> None:
        """Tell where what cheating gains is said in more than one way."""
        begun = [way for way in TEMPTATIONS if any(name in numbers for name in way)]
        if len(begun) > 1:
            ways = "; ".join(", ".join(way) for way in begun)
            self.reader.tell("GO820", at, ways=ways)

    def _inducement(self, body: Mapping, ratio_without: Interval | None) -> Inducement | None:
        """Read what somebody pays for an obligation: a text alone, or who holds it, until when."""
        reader, entry = self.reader, body.get("inducement")
        without = {"ratio": ratio_without} if ratio_without else {}
        if entry is None or nothing(entry.value):
            return Inducement("", without=without) if without else None
        if not isinstance(entry.value, Mapping):
            return Inducement(reader.string(entry.value), without=without)
        inner = reader.body("inducement", entry.value, entry.key)
        fields = {"text": ""} | reader.fields("inducement", inner)
        holder = inner.at("held_by")
        held_by = reader.string(holder) or None
        if holder is not None and held_by:
            self._known(holder, held_by, (*self.parties, *self.mediators))
        without |= reader.numbers("lapsed", reader.body("lapsed", inner.at("without")))
        return Inducement(**fields, held_by=held_by, without=without)

    def _counterparts(self, obligations: tuple[Obligation, ...], entries: list[Entry]) -> None:
        """Hold each counterpart against the obligations that there are."""
        for obligation, entry in zip(obligations, entries, strict=True):
            others = {o.id: o for o in obligations if o.id != obligation.id}
            if obligation.counterpart is None:
                continue
            self._known(entry.key, obligation.counterpart, tuple(others))
            other = others.get(obligation.counterpart)
            if other is not None and other.party == obligation.party:
                self.reader.tell("GO823", entry.key, one=obligation.id, other=other.id)

    def _claims(self, entry: Entry) -> None:
        """Note ids of claims; they are held against the dossier like any evidence."""
        places = self.reader.places
        nodes = [n for n in self.reader.items(entry.value) if isinstance(n, Scalar)]
        named = tuple((node.value.strip(), places.of(node)) for node in nodes)
        basis = Basis(evidence=tuple(claim for claim, _place in named))
        ground = JudgementGround("broken before", basis, places.of(entry.key), named)
        self.reader.grounds.append(ground)

    def _inspections(self, body: Mapping) -> tuple[int, int] | None:
        node = body.at("inspections")
        span = self.reader.span(node, 1)
        if span is None:
            return None
        if any(end.denominator != 1 for end in span):
            self.reader.tell("GO213.inspections", node)
            return None
        return int(span[0]), int(span[1])

    def _contested(self, entry: Entry) -> Contested:
        body, fields, basis = self.reader.named("contested", "contested", entry)
        return Contested(
            id=entry.key.value,
            **fields,
            party=self._party(body.at("party")),
            other=self._party(body.at("other")),
            numbers=self.reader.numbers("contested", body),
            basis=basis,
            shares=self._shares(body),
        )

    def _shares(self, body: Mapping) -> tuple[Fraction, ...]:
        """Read the shares that are to be tested, each from 0 to 1."""
        shares = []
        for item in self.reader.items(body.at("shares")):
            number = self.reader.number(item)
            if number is not None and number > 1:
                self.reader.tell("GO213.share", item)
            elif number is not None:
                shares.append(number)
        return tuple(shares)

    def _blocker(self, entry: Entry) -> Blocker:
        body, fields, basis = self.reader.named("blocker", "blocker", entry)
        worth, party = body.at("worth"), body.at("party")
        worths: dict[str, Interval] = {}
        single = None
        if isinstance(worth, Mapping):
            packages = self._named(body, "worth", self.packages)
            spans = {e.key.value: self.reader.span(e.value, None) for e in packages}
            worths = {name: span for name, span in spans.items() if span is not None}
        elif not nothing(worth):
            single = self.reader.span(worth, None)
        return Blocker(
            id=entry.key.value,
            **{"able": "unknown"} | fields,
            worth=single,
            walk_away=self.reader.numbers("blocker", body).get("walk_away"),
            basis=basis,
            party=self._party(party) if party else None,
            worths=worths,
        )
