"""The plain JSON form of a negotiation, for scholars, tests and other programs.

    {"name": "…",
     "parties": ["Itex", "Cypress"],
     "issues": [{"name": "Price", "values": ["$3.47", "$3.71"]}, …],
     "utilities": {"Itex": {"weights": {"Price": 0.5, …},
                            "values": {"Price": {"$3.47": 0.3, …}, …},
                            "reservation": 0.25,
                            "pairs": [{"choices": {"Price": "$3.47", "Delivery": "20 days"},
                                       "adds": 0.1}, …],
                            "red_lines": [{"Price": "$3.71"}, …],
                            "exact": {…}}, …},
     "today": {"Price": "$3.71", …}}

An issue may be settled at a number instead, ``{"name": "Price", "range": {"from": 0, "to": 60,
"step": 5, "unit": "kg"}}``; a party then has a curve for it, ``"curves": {"Price": [[0, 100], [60,
0]]}``, with straight lines between its points. A number known only as an interval is text:
``"2..4"``; it counts as its middle.

``reservation`` (the walk-away worth) is 0 when left out. ``pairs`` say what two values add when a
package has both, ``red_lines`` what a party never accepts. ``exact`` repeats the keys before it
with fractions as text (``"2/7"``) and is then what counts; without it a number is the decimal that
is written.

What worths, pairs and red lines mean is read by the readers of a case; what it says of what they
rest on (``evidence``, ``judged``, ``because``) may stand beside them. A party, an issue and a value
are named by what people read; where that is not their id, ``{"id": "us", "name": "United States"}``
stands in place of the name. ``packages`` are named packages, ``silent`` names of those without a
say. ``coalitions`` says what parties are worth together, in points that can be shared: ``{"A+B":
40, …}``; ``events`` what agreements could hang on, ``{"court": {"name": "The court allows it",
"chances": {"A": 0.7, "B": "0.2..0.4"}}}``. Where a number is not the middle of its interval,
``within`` gives the interval, and ``weight_order`` and ``weight_total`` say how weights hang
together. Unknown keys are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from goodoffices.base.errors import CaseError, written_path
from goodoffices.case.file.keys import BASIS_KEYS
from goodoffices.case.file.plain import (
    PlainPlaces,
    PlainReader,
    basis_dict,
    number_text,
    plain_number,
)
from goodoffices.case.file.terms import nothing
from goodoffices.case.file.text import Entry, Node, Scalar, Sequence
from goodoffices.case.file.text import Mapping as Part
from goodoffices.case.file.worths import Settlements, WorthReader, read_events, read_issue
from goodoffices.case.nouns import CaseIssue, ChanceEvent, IssueValue, Package, Party, Worth
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.games import MOST_PARTIES, left_out, members_of
from goodoffices.packages.ranges import range_findings, with_curves, with_values
from goodoffices.packages.worth_checks import worth_findings

ABOUT = {"weights": "weight", "values": "value", "reservation": "walk_away"}
"""Kinds of numbers here, and as ``Worth.intervals`` are about them."""


def from_dict(data: object, name: str = "", text: str | None = None) -> Bargain:
    """Read a negotiation from its plain JSON form.

    Parameters
    ----------
    data
        as ``json.load`` gives it; numbers of numpy may stand in it.
    name
        of the file, for findings; the negotiation's own name comes from ``data``.
    text
        the JSON itself, if findings are to have their line and column.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    places = PlainPlaces(name or "negotiation", text)
    try:
        return _NegotiationReader(data, places).negotiation()
    except CaseError as error:
        raise CaseError(places.located(error.findings)) from None


class _NegotiationReader:
    """Reads a negotiation."""

    def __init__(self, data: object, places: PlainPlaces) -> None:
        self.places = places
        self.reader = PlainReader(places)
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.reader.tell("GO505.negotiation", places.of(None))
            self.stop()

    def stop(self) -> None:
        """Raise what was found: what comes next builds upon what came before."""
        if self.reader.findings:
            raise CaseError(self.reader.findings)

    def negotiation(self) -> Bargain:
        """Read all of it."""
        names = self._named("parties", self.data.get("parties"), "parties", least=2)
        issues = {issue.id: issue for issue in self._issues()}
        self.stop()
        settlements = Settlements(self.reader, issues)
        today = self._choices(settlements, "today")
        given = self._utilities(names)
        self.stop()
        worths = {p: self._worth(settlements, p, body) for p, body in given.items()}
        packages = tuple(self._packages(settlements))
        coalitions = self._coalitions(names)
        ids = {name: ident for ident, name in names.items()} | {ident: ident for ident in names}
        events = read_events(self.reader, self._node(self.data.get("events"), "events"), ids)
        self.stop()
        whole = tuple(with_values(replace(i, today=today.get(i.id))) for i in issues.values())
        for party, worth in worths.items():
            place = self.places.at("utilities", party)
            found = worth_findings(Party(id=party, name=party, place=place), worth, whole)
            self.reader.findings += found
        self.stop()
        return Bargain(
            name=str(self.data.get("name") or self.places.file),
            parties=tuple(names),
            party_names=tuple(names.values()),
            issues=whole,
            worths={party: with_curves(worth, whole) for party, worth in worths.items()},
            today=today if len(today) == len(issues) else None,
            named=packages,
            silent=tuple(map(str, self.data.get("silent") or ())),
            coalitions=coalitions,
            events=events,
        )

    # --- names ----------------------------------------------------------------------------------

    def _named(self, part: str, value: object, *path: str | int, least: int = 1) -> dict[str, str]:
        """Return names by their ids, each once; an id is the name unless it is given."""
        items = value if isinstance(value, list | tuple) else []
        names: dict[str, str] = {}
        for k, item in enumerate(items):
            body = item if isinstance(item, Mapping) else {"name": item}
            name, ident = body.get("name"), body.get("id", body.get("name"))
            if not isinstance(name, str) or not isinstance(ident, str) or not name or not ident:
                self.reader.tell("GO505.name", self.places.at(*path, k), part=part)
            elif ident in names:
                self.reader.tell("GO505.twice", self.places.at(*path, k), name=ident, part=part)
            names[str(ident)] = str(name)
        if len(items) < least:
            self.reader.tell("GO505.names", self.places.at(*path), part=part, least=least)
        return names

    def _issues(self) -> Iterator[CaseIssue]:
        """Yield the issues with the values they may take."""
        listed = self.data.get("issues")
        if not isinstance(listed, list | tuple) or not listed:
            self.reader.tell("GO505.issues", self.places.at("issues"))
            return
        names = self._named("issues", listed, "issues")
        if self.reader.findings:
            return
        for k, (item, (ident, name)) in enumerate(zip(listed, names.items(), strict=True)):
            if not isinstance(item, Mapping):
                self.reader.tell("GO505.issue", self.places.at("issues", k))
                continue
            keys = ("range", *BASIS_KEYS)
            body = {"name": name} | {key: item[key] for key in keys if key in item}
            key = Scalar(ident, self._start("issues", k, "name"), 0)
            issue = read_issue(self.reader, Entry(key, self._node(body, "issues", k)))
            if "range" not in item:
                part = f"issues.{name}.values"
                values = self._named(part, item.get("values"), "issues", k, "values")
                issue = replace(issue, values=tuple(map(IssueValue, values, values.values())))
            elif "values" in item:
                self.reader.tell("GO223.both", self.places.at("issues", k, "range"))
            self.reader.findings += range_findings(issue)
            yield issue

    def _start(self, *path: str | int) -> int:
        return self._node(None, *path).start

    def _node(self, value: object, *path: str | int) -> Node:
        return self.places.node(value, *path)

    # --- worths ---------------------------------------------------------------------------------

    def _utilities(self, parties: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """Return each party's entry, as written."""
        value = self.data.get("utilities")
        if not isinstance(value, Mapping):
            self.reader.tell("GO505.utilities", self.places.at("utilities"))
            return {}
        for party in value:
            if party not in (known := list(parties)):
                at = self.places.at("utilities", party)
                self.reader.tell("GO503.party", at, near=(str(party), known), name=party)
        given = {}
        for party in parties:
            body, part = value.get(party), f"utilities.{party}"
            if body is None:
                self.reader.tell("GO501.utilities", self.places.at("utilities"), party=party)
            elif not isinstance(body, Mapping):
                self.reader.tell("GO505.utility", self.places.at("utilities", party), part=part)
            else:
                given[party] = body
        return given

    def _worth(self, settlements: Settlements, party: str, body: Mapping[str, Any]) -> Worth:
        """Read a party's worths, laid out as in a case; where ``exact`` is, it counts."""
        parts = {key: self._node(value, "utilities", party, key) for key, value in body.items()}
        exact = body.get("exact")
        if exact is not None:
            part = ("utilities", party, "exact")
            if not isinstance(exact, Mapping):
                self.reader.tell("GO505.utility", self.places.at(*part), part=written_path(part))
                exact = {}
            parts |= {key: self._node(value, *part, key) for key, value in exact.items()}
        owner = Scalar(party, self._start("utilities", party), 0)
        before = len(self.reader.findings)
        laid = {
            "walk_away": parts.get("reservation", Scalar("0", owner.start, 0)),
            "issues": self._by_issue(parts, owner, settlements.issues.values()),
            "pairs": _renamed(parts.get("pairs"), "choices", "when"),
            "red_lines": _lines(parts.get("red_lines")),
        } | {key: parts[key] for key in BASIS_KEYS if key in parts}
        for key in ("pairs", "red_lines"):
            if not isinstance(parts.get(key), Sequence | None):
                self.reader.tell("GO207.list", parts[key])
        if len(self.reader.findings) > before:
            return Worth(weights={}, values={})
        worth = WorthReader(settlements).worth(Entry(owner, _part(laid, owner.start)))
        return self._hanging_together(worth, body, party)

    def _by_issue(
        self, parts: Mapping[str, Node], owner: Scalar, issues: Iterable[CaseIssue]
    ) -> Part:
        """Return weights, values and curves by the issue that they are about."""
        every = list(issues)
        needed = {
            "weights": [issue.id for issue in every],
            "values": [issue.id for issue in every if issue.range is None],
            "curves": [issue.id for issue in every if issue.range is not None],
            "bases": [],
        }
        keys = {"weights": "weight", "values": "values", "curves": "curve"}
        bodies: dict[str, tuple[Scalar, dict[str, Node]]] = {}
        for column, names in needed.items():
            node = parts.get(column)
            entries = self.reader.mapping(node).entries
            missing = [name for name in names if name not in {e.key.value for e in entries}]
            if missing and (node is None or nothing(node) or isinstance(node, Part)):
                part = self.places.of(owner).part if node is None else self.places.of(node).part
                where = f"{part}.{column}" if node is None else part
                self.reader.tell(
                    "GO501.missing", node or owner, part=where, names=", ".join(missing)
                )
            for entry in entries:
                body = bodies.setdefault(entry.key.value, (entry.key, {}))[1]
                if column == "bases":
                    body |= {e.key.value: e.value for e in self.reader.mapping(entry.value).entries}
                else:
                    value = _points(entry.value) if column == "curves" else entry.value
                    body[keys[column]] = value
        laid = (Entry(name, _part(body, name.start)) for name, body in bodies.values())
        return Part(tuple(laid), owner.start, 0)

    def _hanging_together(self, worth: Worth, body: Mapping[str, Any], party: str) -> Worth:
        """Add intervals that numbers are not the middle of, and how weights stand to each other."""
        intervals = dict(worth.intervals)
        within = self._node(body.get("within") or {}, "utilities", party, "within")
        for kind in self.reader.mapping(within).entries:
            for about, node in _leaves((ABOUT.get(kind.key.value, kind.key.value),), kind.value):
                _middle, span = self.reader.interval(node, None)
                if span:
                    intervals[about] = span
        order = self.reader.items(self._node(body.get("weight_order") or [], "utilities", party))
        total = self._node(body.get("weight_total"), "utilities", party, "weight_total")
        return replace(
            worth,
            intervals=intervals,
            weight_order=tuple(map(self.reader.string, order)),
            weight_total=None if nothing(total) else self.reader.number(total),
        )

    # --- packages -------------------------------------------------------------------------------

    def _choices(self, settlements: Settlements, *path: str) -> dict[str, str]:
        value = self.data.get(path[0])
        return settlements.choices(self.reader.mapping(self._node(value, *path)))

    def _coalitions(self, names: Mapping[str, str]) -> dict[frozenset[str], Fraction]:
        """Read what coalitions are worth; each of two and more must be there, once."""
        given: dict[frozenset[str], Fraction] = {}
        node = self._node(self.data.get("coalitions"), "coalitions")
        ids = {name: ident for ident, name in names.items()} | {ident: ident for ident in names}
        for entry in self.reader.mapping(node).entries:
            coalition = entry.key.value
            members = members_of(coalition)
            for party in [m for m in members if m not in ids] or ([] if members else [""]):
                near = (party, list(ids))
                self.reader.tell(
                    "GO516.party", entry.key, near=near, party=party, coalition=coalition
                )
            who = frozenset(ids.get(member, member) for member in members)
            if who in given or len(who) < len(members):
                self.reader.tell("GO516.twice", entry.key, coalition=coalition)
            given[who] = self.reader.number(entry.value, None) or Fraction(0)
        if given and len(names) > MOST_PARTIES:
            self.reader.tell("GO516.many", node, count=len(names), most=MOST_PARTIES)
        elif given and (missing := left_out(names, given)):
            self.reader.tell("GO516.missing", node, coalitions=missing)
        return given

    def _packages(self, settlements: Settlements) -> Iterator[Package]:
        """Yield the packages that have names; they may leave issues open."""
        for k, item in enumerate(self.data.get("packages") or ()):
            part = self.reader.mapping(self._node(item, "packages", k))
            ident, name = (self.reader.optional(part, key) for key in ("id", "name"))
            choices = settlements.choices(self.reader.mapping(part.at("choices")))
            label = ident or name or str(k + 1)
            yield Package(label, name or label, choices, self.places.at("packages", k))


def _part(body: Mapping[str, Node | None], start: int) -> Part:
    """Return nodes by their keys as a mapping, but for those that are not there."""
    entries = (Entry(Scalar(k, n.start, 0), n) for k, n in body.items() if n is not None)
    return Part(tuple(entries), start, 0)


def _renamed(node: Node | None, old: str, new: str) -> Node | None:
    """Return a list of mappings with a key by another name."""
    if not isinstance(node, Sequence):
        return None

    def named(item: Node) -> Node:
        if not isinstance(item, Part):
            return item
        entries = (
            replace(e, key=replace(e.key, value=new)) if e.key.value == old else e
            for e in item.entries
        )
        return replace(item, entries=tuple(entries))

    return replace(node, items=tuple(map(named, node.items)))


def _lines(node: Node | None) -> Node | None:
    """Return red lines as a case has them: each under ``when``."""
    if not isinstance(node, Sequence):
        return None

    def line(item: Node) -> Node:
        if isinstance(item, Part) and isinstance(item.at("choices"), Part):
            return item
        return Part((Entry(Scalar("when", item.start, 0), item),), item.start, 0)

    return _renamed(replace(node, items=tuple(map(line, node.items))), "choices", "when")


def _points(node: Node) -> Node:
    """Return the points of a curve, each a list of two numbers, as a mapping."""
    if not isinstance(node, Sequence):
        return node
    pairs = [p.items for p in node.items if isinstance(p, Sequence) and len(p.items) == 2]
    points = [Entry(x, y) for x, y in pairs if isinstance(x, Scalar)]
    return Part(tuple(points), node.start, 0) if len(points) == len(node.items) else node


def _leaves(about: tuple[str, ...], node: Node) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield the texts inside mappings, with the keys that lead to them."""
    if not isinstance(node, Part):
        yield about, node
        return
    for entry in node.entries:
        yield from _leaves((*about, entry.key.value), entry.value)


# --- writing --------------------------------------------------------------------------------------


def to_dict(negotiation: Bargain) -> dict[str, Any]:
    """Return a negotiation in its plain JSON form; read again it is the same.

    Where it came from a file, the places in it are left out.
    """
    names = zip(negotiation.parties, negotiation.party_names, strict=True)
    today = {i.id: i.today for i in negotiation.issues if i.today is not None}
    today |= negotiation.today or {}
    data: dict[str, Any] = {
        "name": negotiation.name,
        "parties": [_name(ident, name) for ident, name in names],
        "issues": [_issue_dict(issue) for issue in negotiation.issues],
        "utilities": {
            party: _worth_dict(negotiation.worths[party], negotiation.issues)
            for party in negotiation.parties
        },
        "today": today,
        "packages": [
            {"id": p.id, "name": p.name, "choices": dict(p.choices)} for p in negotiation.named
        ],
        "silent": list(negotiation.silent),
        "coalitions": {
            "+".join(p for p in negotiation.parties if p in who): plain_number(number)
            for who, number in negotiation.coalitions.items()
        },
        "events": {event.id: _event_dict(event) for event in negotiation.events},
    }
    return {key: value for key, value in data.items() if value or key == "name"}


def _event_dict(event: ChanceEvent) -> dict[str, Any]:
    chances = {
        party: plain_number(low) if low == high else f"{plain_number(low)}..{plain_number(high)}"
        for party, (low, high) in event.chances.items()
    }
    return {"name": event.name, "chances": chances} | basis_dict(event.basis)


def _name(ident: str, name: str) -> str | dict[str, str]:
    return name if ident == name else {"id": ident, "name": name}


def _issue_dict(issue: CaseIssue) -> dict[str, Any]:
    data: dict[str, Any] = {"name": issue.name}
    if issue.id != issue.name:
        data["id"] = issue.id
    if issue.range is None:
        data["values"] = [_name(value.id, value.text) for value in issue.values]
    else:
        span = issue.range
        low, high, step = map(plain_number, (span.low, span.high, span.step))
        data["range"] = {"from": low, "to": high, "step": step, "unit": span.unit}
    return data | basis_dict(issue.basis)


def _worth_dict(worth: Worth, issues: Iterable[CaseIssue]) -> dict[str, Any]:
    apart: dict[str, Any] = {}  # intervals that the number is not the middle of

    def number(about: tuple[str, ...], value: Any) -> int | float | str:  # noqa: ANN401
        span = worth.intervals.get(about)
        if span is not None and sum(span) != 2 * value:
            level = apart
            key = next(key for key, kind in ABOUT.items() if kind == about[0])
            *way, last = (key, *about[1:])
            for step in way:
                level = level.setdefault(step, {})
            level[last] = number_text(span)
            return plain_number(value)
        return plain_number(value) if span is None else number_text(span)

    ranged = {issue.id for issue in issues if issue.range is not None}
    data: dict[str, Any] = {
        "weights": {i: number(("weight", i), weight) for i, weight in worth.weights.items()},
        "values": {
            issue: {v: number(("value", issue, v), x) for v, x in values.items()}
            for issue, values in worth.values.items()
            if issue not in ranged
        },
        "curves": {
            issue: [[plain_number(x), plain_number(y)] for x, y in curve]
            for issue, curve in worth.curves.items()
        },
        "reservation": number(("walk_away",), worth.walk_away),
        "pairs": [
            {
                "choices": dict(pair.choices),
                "adds": number_text(pair.interval) if pair.interval else plain_number(pair.adds),
                **basis_dict(pair.basis),
            }
            for pair in worth.pairs
        ],
        "red_lines": [
            {"choices": dict(line.choices), **basis} if basis else dict(line.choices)
            for line in worth.red_lines
            for basis in [basis_dict(line.basis)]
        ],
        "bases": {issue: basis_dict(basis) for issue, basis in worth.bases.items()},
        "within": apart,
        "weight_order": list(worth.weight_order),
        "weight_total": None if worth.weight_total is None else plain_number(worth.weight_total),
        **basis_dict(worth.basis),
    }
    kept = ("weights", "reservation")
    return {key: value for key, value in data.items() if key in kept or value not in ({}, [], None)}
