"""From nodes to the case: every part read, every name looked up, all findings at once.

Parties, options and issues are read first, so that conditions, consent and packages can be held
against them; each section has a function of its own. The case is built as far as it can be, and
whoever needs it whole asks whether there are errors.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import cast

from goodoffices.base.errors import Finding, nearest
from goodoffices.base.i18n import _
from goodoffices.case.conditions import Condition, ConditionError, parse
from goodoffices.case.file.advice import (
    ADVICE_KEYS,
    BLOCKER_KEYS,
    CANDIDATE_KEYS,
    CONTESTED_KEYS,
    COUNSEL_KEYS,
    INDUCEMENT_KEYS,
    JUDGED_KEYS,
    OBLIGATION_KEYS,
    REFERENCE_KEYS,
    RIPENESS_KEYS,
    TRUST_KEYS,
    AdviceReader,
)
from goodoffices.case.file.levers import (
    COST_KEYS,
    KINDS,
    LEVER_KEYS,
    NEW_OPTION_KEYS,
    NEW_PREFERENCE_KEYS,
    LeverReader,
)
from goodoffices.case.file.orders import (
    COMPARISON_KEYS,
    PREFERENCE_KEYS,
    STEP_KEYS,
    UNKNOWN_KEYS,
    WEIGHT_KEYS,
    OrderReader,
)
from goodoffices.case.file.states import (
    BARRED_KEYS,
    ONLY_IF_KEYS,
    SAME_KEYS,
    barred,
    groups,
    only_if,
    same,
)
from goodoffices.case.file.terms import BASIS_KEYS, MOST_COMPARED, Ground, Terms, meant, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar, Sequence, Tree
from goodoffices.case.file.views import VIEW_KEYS, read_view
from goodoffices.case.file.worths import (
    ISSUE_KEYS,
    ISSUE_WORTH_KEYS,
    PAIR_KEYS,
    RANGE_KEYS,
    RED_LINE_KEYS,
    WORTH_KEYS,
    Settlements,
    WorthReader,
    read_issue,
)
from goodoffices.case.nouns import (
    Basis,
    Case,
    Consent,
    Mediator,
    Option,
    Party,
    Reversibility,
    Rule,
)

KEYS: dict[str, tuple[str, ...]] = {
    "case": (
        "case",
        "title",
        "as_of",
        "author",
        "summary",
        "parties",
        "mediators",
        "issues",
        "infeasible",
        "exclusive",
        "at_least_one",
        "only_if",
        "same",
        "barred",
        "status_quo",
        "outcomes",
        "packages",
        "levers",
        "advice",
        "notes",
    ),
    "party": (
        "name",
        "actor",
        "country",
        "wants",
        "options",
        "prefers",
        "weights",
        "ranking",
        "pairs",
        "unknown",
        "sees",
        "worth",
        *BASIS_KEYS,
    ),
    "text": ("text", *BASIS_KEYS),
    "option": ("text", "moves", *BASIS_KEYS),
    "preference": PREFERENCE_KEYS,
    "comparison": COMPARISON_KEYS,
    "unknown": UNKNOWN_KEYS,
    "view": VIEW_KEYS,
    "only_if": ONLY_IF_KEYS,
    "same": SAME_KEYS,
    "barred": BARRED_KEYS,
    "worth": WORTH_KEYS,
    "issue_worth": ISSUE_WORTH_KEYS,
    "pair": PAIR_KEYS,
    "red_line": RED_LINE_KEYS,
    "mediator": ("name", "actor", "party", "consent", "interest", *BASIS_KEYS),
    "consent": ("answer", *BASIS_KEYS),
    "issue": ISSUE_KEYS,
    "range": RANGE_KEYS,
    "rule": ("that", "because"),
    "weight": WEIGHT_KEYS,
    "step": STEP_KEYS,
    "levers": LEVER_KEYS,
    "costs": KINDS,
    "cost": COST_KEYS,
    "new_option": NEW_OPTION_KEYS,
    "new_preference": NEW_PREFERENCE_KEYS,
    "advice": ADVICE_KEYS,
    "ripeness": RIPENESS_KEYS,
    "judged": JUDGED_KEYS,
    "candidate": CANDIDATE_KEYS,
    "counsel": COUNSEL_KEYS,
    "trust": TRUST_KEYS,
    "obligation": OBLIGATION_KEYS,
    "inducement": INDUCEMENT_KEYS,
    "contested": CONTESTED_KEYS,
    "blocker": BLOCKER_KEYS,
    "reference": REFERENCE_KEYS,
}
"""The keys that each part of a case may have."""

MOVES: tuple[Reversibility, ...] = ("both", "forward", "back")
ANSWERS: tuple[Consent, ...] = ("unknown", "yes", "no")


@dataclass(frozen=True)
class Reading:
    """What a case file says: the case as far as it could be read, and findings by place."""

    case: Case
    findings: tuple[Finding, ...]
    grounds: tuple[Ground, ...]


def read_case(tree: Tree) -> Reading:
    """Read the nodes of a case file."""
    reader = _CaseReader(Terms(tree.text))
    if tree.root is None and tree.findings:  # nothing after a syntax error can be understood
        return Reading(Case("", ""), tree.findings, ())
    if isinstance(tree.root, Mapping | None):
        case = reader.case(tree.root)
    else:
        reader.terms.mapping(tree.root)
        case = Case("", "")
    findings = sorted((*tree.findings, *reader.terms.findings), key=_by_place)
    return Reading(case, tuple(findings), tuple(reader.terms.grounds))


def _by_place(finding: Finding) -> tuple[int, int]:
    place = finding.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


class _CaseReader:
    """Reads one case; names are looked up in ``options``, ``parties`` and ``settlements``."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.options: dict[str, None] = {}
        self.parties: dict[str, None] = {}
        self.settlements = Settlements(terms, {})
        self.names: dict[str, str] = {}

    def case(self, root: Node | None) -> Case:
        """Read the whole file."""
        terms = self.terms
        top = terms.mapping(root, KEYS["case"])
        head = terms.required(top, "case", None)
        case_id = terms.id(head) if isinstance(head, Scalar) else terms.string(head)
        title = terms.string(terms.required(top, "title", None))
        listed = self.section(top, "issues")
        issues = tuple(read_issue(terms, e) for e in terms.entries(listed, reserved=("name",)))
        self.settlements = Settlements(terms, {issue.id: issue for issue in issues})
        listed = self.section(top, "parties")
        parties = tuple(self.party(entry) for entry in terms.entries(listed))
        self.parties = dict.fromkeys(party.id for party in parties)
        self.options = dict.fromkeys(o.id for party in parties for o in party.options)
        self.names = self.outcomes(self.section(top, "outcomes"))
        parties = tuple(
            self.judgements(party, entry)
            for party, entry in zip(parties, listed.entries, strict=True)
        )
        mediators = self.section(top, "mediators")
        case = Case(
            id=case_id,
            title=title,
            parties=parties,
            mediators=tuple(self.mediator(entry) for entry in terms.entries(mediators)),
            issues=issues,
            infeasible=(
                *self.rules(self.value(top, "infeasible")),
                *groups(terms, top, self.option_at),
                *only_if(terms, top, self),
            ),
            same=same(terms, self.value(top, "same"), self, self.orders().which),
            barred=barred(terms, self.value(top, "barred"), self, self.orders().which),
            packages=tuple(
                self.settlements.package(e) for e in terms.entries(self.section(top, "packages"))
            ),
            as_of=terms.date(self.value(top, "as_of")),
            summary=terms.optional(top, "summary"),
            author=terms.optional(top, "author"),
            notes=tuple(
                text for n in terms.items(self.value(top, "notes")) if (text := terms.string(n))
            ),
            names=self.names,
            levers=LeverReader(terms, self, parties).read(self.value(top, "levers")),
        )
        candidates = (mediator.id for mediator in case.mediators)
        named = (package.id for package in case.packages)
        reader = AdviceReader(terms, self.parties, candidates, named)
        advice = reader.read(self.value(top, "advice"))
        return replace(case, status_quo=self.status_quo(top, case), advice=advice)

    def section(self, mapping: Mapping, key: str) -> Mapping:
        """Return a part of the file that holds keys with values."""
        return self.terms.mapping(self.value(mapping, key))

    @staticmethod
    def value(mapping: Mapping, key: str) -> Node | None:
        """Return the value of a key, or None."""
        entry = mapping.get(key)
        return entry.value if entry else None

    def party(self, entry: Entry) -> Party:
        """Read a party with its options; what it prefers is read once all options are known."""
        terms = self.terms
        body, name, basis = terms.part("party", entry, KEYS["party"])
        options = self.section(body, "options")
        party_id = entry.key.value
        if isinstance(entry.value, Mapping) and not options.entries:
            said = _("{party} has no options, so it decides nothing.").format(
                party=name or party_id
            )
            help_ = _("Give it something it can do or not do, under “options”.")
            terms.tell("GO218", said, entry.key, help_, "warning")
        return Party(
            id=party_id,
            name=name,
            options=tuple(self.option(party_id, e) for e in terms.entries(options)),
            actor=terms.optional(body, "actor"),
            country=terms.country(self.value(body, "country")),
            wants=self.texts("want", self.value(body, "wants")),
            basis=basis,
            place=terms.text.of(entry.key),
        )

    def option(self, party: str, entry: Entry) -> Option:
        """Read an option, alone as a text or with its moves and basis."""
        terms = self.terms
        if isinstance(entry.value, Mapping):
            terms.known(entry.value, KEYS["option"])
        text, body, basis = terms.said("option", entry.value, "text", entry.key)
        moves = body.get("moves")
        return Option(
            id=f"{party}.{entry.key.value}",
            party=party,
            text=text,
            moves=cast("Reversibility", terms.choice(moves.value, MOVES)) if moves else "both",
            basis=basis,
            place=terms.text.of(entry.key),
        )

    def texts(self, kind: str, node: Node | None) -> tuple[tuple[str, Basis], ...]:
        """Read a list of texts, each with its basis: what a party wants, a mediator's interest."""
        found = []
        for item in self.terms.items(node):
            if isinstance(item, Mapping):
                self.terms.known(item, KEYS["text"])
            text, _body, basis = self.terms.said(kind, item, "text")
            found.append((text, basis))
        return tuple(found)

    def judgements(self, party: Party, entry: Entry) -> Party:
        """Read what a party prefers and what packages are worth to it."""
        body = entry.value
        if not isinstance(body, Mapping):
            return party
        prefers, ordering = self.orders().order(body)
        worth, sees = body.get("worth"), body.get("sees")
        return replace(
            party,
            prefers=prefers,
            ordering=ordering,
            worth=WorthReader(self.settlements).worth(worth) if worth else None,
            sees=read_view(self.terms, sees, self, self.orders) if sees else None,
        )

    def orders(self, more: Iterable[str] = ()) -> OrderReader:
        """Return a reader of orders that knows some more options than there are."""
        reader = self
        if more := tuple(more):
            reader = copy(self)
            reader.options = {**self.options, **dict.fromkeys(more)}
        return OrderReader(
            self.terms, reader.condition, reader.option_at, tuple(reader.options), self.names
        )

    def written(self, item: Node) -> Scalar | None:
        """Return the scalar that holds an item's condition."""
        node = self.value(item, "that") if isinstance(item, Mapping) else item
        return node if isinstance(node, Scalar) else None

    def condition(self, scalar: Scalar, also: str = "") -> Condition | None:
        """Read a condition; every option it names must be some party's, or ``also``."""
        terms = self.terms
        try:
            condition = parse(scalar.value)
        except ConditionError as error:
            place = terms.text.inside(scalar, error.column, error.width)
            said = _("This condition cannot be read: {problem}.").format(problem=error.text)
            terms.tell("GO205", said, place, _("Example: iran.limit if us.relief and not us.press"))
            return None
        unknown = [node for node in condition.names() if node.name not in {*self.options, also}]
        for node in unknown:
            place = terms.text.inside(scalar, node.column, len(node.name))
            terms.tell("GO204", self.no_option(node.name), place, self.option_meant(node.name))
        return None if unknown else condition

    def option_at(self, node: Node) -> str | None:
        """Read the id of an option in a list."""
        name = self.terms.string(node)
        if name in self.options:
            return name
        if name:
            self.terms.tell("GO204", self.no_option(name), node, self.option_meant(name))
        return None

    @staticmethod
    def no_option(name: str) -> str:
        return _("No party has an option “{name}”.").format(name=name)

    def option_meant(self, name: str) -> str:
        """Say which option was probably meant; a name without its party is looked up too."""
        if self.terms.full:
            return ""
        ends = {option.split(".", 1)[1]: option for option in self.options}
        near = nearest(name, list(ends)[:MOST_COMPARED]) if "." not in name else None
        return meant(ends[near] if near else name, self.options)

    def party_at(self, node: Node) -> str | None:
        """Look a party up by the node that names it."""
        name = self.terms.string(node)
        if name in self.parties:
            return name
        if name:
            said = _("The case has no party “{name}”.").format(name=name)
            self.terms.tell("GO214", said, node, meant(name, self.parties))
        return None

    def mediator(self, entry: Entry) -> Mediator:
        """Read a candidate for the good offices with each party's answer."""
        terms = self.terms
        body, name, basis = terms.part("mediator", entry, KEYS["mediator"])
        party = body.get("party")
        consent: dict[str, tuple[Consent, Basis]] = {}
        for answer in self.section(body, "consent").entries:
            given = self.consent(answer.value, answer.key)
            if party_id := self.party_at(answer.key):
                consent[party_id] = given
        return Mediator(
            id=entry.key.value,
            name=name,
            actor=terms.optional(body, "actor"),
            party=self.party_at(party.value) if party else None,
            consent=consent,
            interest=self.texts("interest", self.value(body, "interest")),
            basis=basis,
            place=terms.text.of(entry.key),
        )

    def consent(self, node: Node, owner: Scalar) -> tuple[Consent, Basis]:
        """Read one party's answer to a mediator, alone or with its basis."""
        if isinstance(node, Mapping):
            self.terms.known(node, KEYS["consent"])
            answer = self.terms.required(node, "answer", owner)
            basis = self.terms.basis("consent", node, owner)
        else:
            answer, basis = node, self.terms.basis("consent", Mapping((), 0, 0), owner)
        word = self.terms.choice(answer, ANSWERS) if answer else ANSWERS[0]
        return cast("Consent", word), basis

    def rules(self, node: Node | None, also: str = "") -> tuple[Rule, ...]:
        """Read what cannot be."""
        found = []
        for item in self.terms.items(node):
            reason = None
            if isinstance(item, Mapping):
                self.terms.known(item, KEYS["rule"])
                self.terms.required(item, "that", item)
                reason = self.terms.optional(item, "because")
            elif isinstance(item, Sequence):
                self.terms.string(item)
            scalar = self.written(item)
            condition = self.condition(scalar, also) if scalar and scalar.value.strip() else None
            if condition and scalar:
                place = self.terms.text.of(scalar)
                found.append(Rule(condition, scalar.value.strip(), reason, place))
        return tuple(found)

    def status_quo(self, top: Mapping, case: Case) -> frozenset[str] | None:
        """Read the options taken today; no rule may exclude them together."""
        entry = top.get("status_quo")
        if entry is None or nothing(entry.value):
            return None
        before = len(self.terms.findings)
        taken = frozenset(o for n in self.terms.items(entry.value) if (o := self.option_at(n)))
        if len(self.terms.findings) > before:
            return None
        for rule in excluding(case, taken):
            said = _("The status quo cannot be: the case calls “{rule}” infeasible.")
            help_ = _("Change one of the two.")
            self.terms.tell("GO216", said.format(rule=rule.source), entry.key, help_)
        return taken

    def outcomes(self, section: Mapping) -> dict[str, str]:
        """Read the names given to outcomes, keyed by the options taken in the order of the file."""
        found: dict[str, str] = {}
        for entry in section.entries:
            before = len(self.terms.findings)
            taken = {o for n in self.terms.items(entry.value) if (o := self.option_at(n))}
            key = ",".join(option for option in self.options if option in taken)
            if len(self.terms.findings) > before:
                continue
            if key in found:
                said = _("This outcome has a name already: “{name}”.").format(name=found[key])
                self.terms.tell("GO209", said, entry.key, _("Keep one of the two names."))
            found.setdefault(key, entry.key.value)
        return found


def excluding(case: Case, taken: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules under which the state with these options taken cannot be."""
    truth = {option.id: int(option.id in taken) for option in case.options}
    return tuple(rule for rule in case.infeasible if rule.condition.evaluate(truth) & 1)
