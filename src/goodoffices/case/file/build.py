"""From nodes to the case: every part read, every name looked up, all findings at once.

Parties, options and issues are read first, so that conditions, consent and packages can be held
against them; each section has a function of its own. The case is built as far as it can be, and
whoever needs it whole asks whether there are errors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.base.errors import Finding
from goodoffices.case.file.advice import AdviceReader
from goodoffices.case.file.levers import LeverReader
from goodoffices.case.file.names import Names
from goodoffices.case.file.orders import OrderReader
from goodoffices.case.file.states import barred, groups, only_if, read_option, rules, same
from goodoffices.case.file.terms import JudgementGround, NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar, Tree
from goodoffices.case.file.views import read_view
from goodoffices.case.file.worths import (
    Settlements,
    WorthReader,
    coalition_worths,
    read_events,
    read_issue,
)
from goodoffices.case.nouns import AnswerGiven, Basis, Case, Mediator, Party, Rule

MANY_OPTIONS = 20
"""With more options a case has more outcomes than people look through: a million."""


@dataclass(frozen=True)
class CaseReading:
    """What a case file says: the case as far as it could be read, and findings by place."""

    case: Case
    findings: tuple[Finding, ...]
    grounds: tuple[JudgementGround, ...]


def read_case(tree: Tree) -> CaseReading:
    """Read the nodes of a case file."""
    if tree.root is None and tree.findings:  # nothing after a syntax error can be understood
        return CaseReading(Case(id="", title=""), tree.findings, ())
    reader = NodeReader(tree.text)
    if isinstance(tree.root, Mapping | None):
        case = _CaseReader(reader).case(tree.root)
    else:
        reader.mapping(tree.root)
        case = Case(id="", title="")
    findings = sorted((*tree.findings, *reader.findings), key=_by_place)
    return CaseReading(case, tuple(findings), tuple(reader.grounds))


def _by_place(finding: Finding) -> tuple[int, int]:
    place = finding.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


class _CaseReader:
    """Reads one case; what names mean is known once parties, options and issues are read."""

    def __init__(self, reader: NodeReader) -> None:
        self.reader = reader
        self.names = Names(reader)
        self.settlements = Settlements(reader, {})

    def case(self, root: Mapping | None) -> Case:
        """Read the whole file."""
        reader = self.reader
        top = reader.body("case", root)
        head = top.at("case")
        fields = {"title": ""} | reader.fields("case", top)
        listed = reader.mapping(top.at("issues"))
        issues = tuple(read_issue(reader, e) for e in reader.entries(listed, reserved=("name",)))
        self.settlements = Settlements(reader, {issue.id: issue for issue in issues})
        listed = reader.mapping(top.at("parties"))
        parties = tuple(self.party(entry) for entry in reader.entries(listed))
        self.names = Names(
            reader,
            parties=tuple(party.id for party in parties),
            options=tuple(option.id for party in parties for option in party.options),
        )
        named = self.outcomes(reader.mapping(top.at("outcomes")))
        self.names = names = replace(self.names, outcomes=named)
        parties = tuple(map(self.judgements, parties, listed.entries))
        mediators = reader.entries(reader.mapping(top.at("mediators")))
        packages = reader.entries(reader.mapping(top.at("packages")))
        case = Case(
            id=reader.id(head) if isinstance(head, Scalar) else reader.string(head),
            **fields,
            parties=parties,
            mediators=tuple(map(self.mediator, mediators)),
            issues=issues,
            infeasible=(
                *rules(reader, top.at("infeasible"), names),
                *groups(reader, top, names),
                *only_if(reader, top, names),
            ),
            same=same(reader, top.at("same"), names),
            barred=barred(reader, top.at("barred"), names),
            packages=tuple(map(self.settlements.package, packages)),
            names=named,
            coalitions=coalition_worths(reader, top.at("coalitions"), names.parties),
            events=read_events(reader, top.at("events"), {p: p for p in names.parties}),
            levers=LeverReader(reader, names, parties).read(top.at("levers")),
        )
        candidates = (mediator.id for mediator in case.mediators)
        offers = (package.id for package in case.packages)
        advised = AdviceReader(reader, names.parties, candidates, offers).read(top.at("advice"))
        today = self.status_quo(top, case)
        return replace(case, status_quo=today, advice=advised, unjudged=self.unjudged(case))

    def unjudged(self, case: Case) -> tuple[str, ...]:
        """Return the options that nothing in the case speaks of and that stand in no outcome.

        Of few options these are such as were proposed and nobody has confirmed; of many all such,
        as each would double the outcomes.
        """
        many = len(case.options) > MANY_OPTIONS
        every = (option for option in case.options if many or option.basis.unreviewed)
        return tuple(option.id for option in every if option.id not in self.names.told)

    def party(self, entry: Entry) -> Party:
        """Read a party with its options; what it prefers is read once all options are known."""
        reader = self.reader
        body, fields, basis = reader.named("party", "party", entry)
        options = reader.mapping(body.at("options"))
        party_id = entry.key.value
        if isinstance(entry.value, Mapping) and not options.entries:
            reader.tell("GO218", entry.key, severity="warning", party=fields["name"])
        return Party(
            id=party_id,
            **fields,
            options=tuple(read_option(reader, party_id, e) for e in reader.entries(options)),
            wants=self.texts("want", body.at("wants")),
            basis=basis,
            place=reader.places.of(entry.key),
        )

    def texts(self, kind: str, node: Node | None) -> tuple[tuple[str, Basis], ...]:
        """Read a list of texts, each with its basis: what a party wants, a mediator's interest."""
        texts = []
        for item in self.reader.items(node):
            fields, basis = self.reader.plain("text", kind, item)
            texts.append((fields["text"], basis))
        return tuple(texts)

    def judgements(self, party: Party, entry: Entry) -> Party:
        """Read what a party prefers and what packages are worth to it."""
        body = entry.value
        if not isinstance(body, Mapping):
            return party
        prefers, ordering = OrderReader(self.reader, self.names).order(body)
        worth, sees = body.get("worth"), body.get("sees")
        return replace(
            party,
            prefers=prefers,
            ordering=ordering,
            worth=WorthReader(self.settlements).worth(worth) if worth else None,
            sees=read_view(self.reader, sees, self.names) if sees else None,
        )

    def mediator(self, entry: Entry) -> Mediator:
        """Read a candidate for the good offices with each party's answer."""
        reader = self.reader
        body, fields, basis = reader.named("mediator", "mediator", entry)
        party = body.at("party")
        consent: dict[str, tuple[AnswerGiven, Basis]] = {}
        for item in reader.mapping(body.at("consent")).entries:
            answer, basis_ = reader.plain("consent", "consent", item.value, item.key)
            if party_id := self.names.party_at(item.key):
                consent[party_id] = answer["answer"], basis_
        return Mediator(
            id=entry.key.value,
            **fields,
            party=self.names.party_at(party) if party else None,
            consent=consent,
            interest=self.texts("interest", body.at("interest")),
            basis=basis,
            place=reader.places.of(entry.key),
        )

    def status_quo(self, top: Mapping, case: Case) -> frozenset[str] | None:
        """Read the options taken today; no rule may exclude them together."""
        entry = top.get("status_quo")
        if entry is None or nothing(entry.value):
            return None
        before = len(self.reader.findings)
        listed = map(self.names.option_at, self.reader.items(entry.value))
        taken = frozenset(option for option in listed if option)
        if len(self.reader.findings) > before:
            return None
        for rule in excluding(case, taken):
            self.reader.tell("GO216", entry.key, rule=rule.source)
        return taken

    def outcomes(self, section: Mapping) -> dict[str, str]:
        """Read the names given to outcomes, keyed by the options taken in the order of the file."""
        names: dict[str, str] = {}
        for entry in section.entries:
            before = len(self.reader.findings)
            taken = set(map(self.names.option_at, self.reader.items(entry.value)))
            key = ",".join(option for option in self.names.options if option in taken)
            if len(self.reader.findings) > before:
                continue
            if key in names:
                self.reader.tell("GO209.outcome", entry.key, name=names[key])
            names.setdefault(key, entry.key.value)
        return names


def excluding(case: Case, taken: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules under which the state with these options taken cannot be."""
    truth = {option.id: int(option.id in taken) for option in case.options}
    return tuple(rule for rule in case.infeasible if rule.condition.evaluate(truth) & 1)
