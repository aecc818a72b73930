"""Issues, packages and worths: what can be settled, in which ways, and what each is worth to whom.

Every number is exact. One that is not known exactly is written as an interval, ``25..35``, and
counts as its middle. An issue has named values, or a range of numbers with steps.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as Dict
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from goodoffices.base.exact import written
from goodoffices.case.file import elicited
from goodoffices.case.file.keys import BASIS_KEYS
from goodoffices.case.file.terms import NodeReader, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar
from goodoffices.case.nouns import (
    Basis,
    CaseIssue,
    ChanceEvent,
    Interval,
    IssueValue,
    Package,
    Pair,
    Range,
    RedLine,
    Worth,
)

Choices = dict[str, str]


def read_issue(reader: NodeReader, entry: Entry) -> CaseIssue:
    """Read one issue with the ways it may be settled, and how it stands today."""
    body, fields, basis = reader.named("issue", "issue", entry)
    values, span = body.get("values"), body.get("range")
    if values and span:
        reader.tell("GO223.both", span.key)
    issue = CaseIssue(
        id=entry.key.value,
        **fields,
        values=tuple(
            IssueValue(reader.id(e.key, value=True), reader.string(e.value) or e.key.value)
            for e in reader.mapping(body.at("values")).entries
        ),
        basis=basis,
        place=reader.places.of(entry.key),
        range=_range(reader, span) if span and not values else None,
    )
    today = body.at("today")
    if today is None or nothing(today):
        return issue
    return replace(issue, today=Settlements(reader, {issue.id: issue}).value(today, issue))


def coalition_worths(
    reader: NodeReader, node: Node | None, parties: Collection[str]
) -> dict[frozenset[str], Fraction]:
    """Read what coalitions are worth, each named by its parties' ids with ``+`` between."""
    worths: dict[frozenset[str], Fraction] = {}
    for entry in reader.mapping(node).entries:
        members = [part.strip() for part in entry.key.value.split("+")]
        shown, who = "+".join(members), frozenset(members)
        strange = next((party for party in members if party not in parties), None)
        if strange is not None:
            near = (strange, parties)
            reader.tell("GO516.party", entry.key, near=near, party=strange, coalition=shown)
        if len(who) < len(members) or who in worths:
            reader.tell("GO516.twice", entry.key, coalition=shown)
        value, body = reader.alone("coalition", entry.value, entry.key)
        reader.basis("worth", body, entry.key)
        number = None if nothing(entry.value) else reader.number(value, None)
        if number is None:
            reader.tell("GO516.number", entry.key, coalition=shown)
        worths[who] = number or Fraction(0)
    return worths


def read_events(
    reader: NodeReader, node: Node | None, parties: Dict[str, str]
) -> tuple[ChanceEvent, ...]:
    """Read what agreements could hang on; ``parties`` are ids by how a party may be written."""
    found = []
    for entry in reader.entries(reader.mapping(node)):
        body, fields, basis = reader.named("event", "worth", entry)
        chances: dict[str, Interval] = {}
        for item in reader.mapping(body.at("chances")).entries:
            party = item.key.value
            if party not in parties:
                reader.tell("GO517.party", item.key, near=(party, parties), party=party)
            if (span := reader.span(item.value, 0)) is None:
                continue
            if span[1] > 1:
                reader.tell("GO517.number", item.key, party=party, number=written(span[1]))
            chances[parties.get(party, party)] = span
        found.append(ChanceEvent(entry.key.value, **fields, chances=chances, basis=basis))
    return tuple(found)


def _range(reader: NodeReader, entry: Entry) -> Range | None:
    """Read from where to where an issue's number may go, and in which steps."""
    body = reader.body("range", entry.value, entry.key)
    low, high = (reader.number(body.at(key), least=None) for key in ("from", "to"))
    step = reader.number(body.at("step"))
    if low is None or high is None or step is None:
        return None
    if low >= high or not step:
        reader.tell("GO223.range", entry.key)
        return None
    return Range(low, high, step, **reader.fields("range", body))


class Settlements:
    """Looks up issues and their values, for worths and packages."""

    def __init__(self, reader: NodeReader, issues: Dict[str, CaseIssue]) -> None:
        self.reader = reader
        self.issues = issues

    def issue(self, key: Scalar) -> CaseIssue | None:
        """Look an issue up by the key that names it."""
        issue = self.issues.get(key.value)
        if issue is None:
            self.reader.tell("GO214.issue", key, near=(key.value, self.issues), name=key.value)
        return issue

    def value(self, node: Node, issue: CaseIssue) -> str | None:
        """Look up one value of an issue, or a number of its range."""
        if issue.range is not None:
            return self._step(node, issue.range)
        name = self.reader.string(node)
        if name in {value.id for value in issue.values}:
            return name
        if isinstance(node, Scalar):
            near = (name, [value.id for value in issue.values])
            self.reader.tell("GO214.value", node, near=near, issue=issue.id, name=name)
        return None

    def _step(self, node: Node, span: Range) -> str | None:
        """Look up a number that an issue's range has a step at; its end is always one."""
        number = self.reader.number(node, least=None)
        if number is None:
            return None
        inside = span.low <= number <= span.high
        if inside and (number == span.high or not (number - span.low) % span.step):
            return written(number)
        self.reader.tell(
            "GO214.step",
            node,
            number=written(number),
            low=written(span.low),
            high=written(span.high),
            step=written(span.step),
        )
        return None

    def choices(self, mapping: Mapping, *, but: str = "") -> Choices:
        """Read a choice of one value for each issue named."""
        choices: Choices = {}
        for item in mapping.entries:
            issue = None if item.key.value == but else self.issue(item.key)
            if issue and (value := self.value(item.value, issue)) is not None:
                choices[issue.id] = value
        return choices

    def package(self, entry: Entry) -> Package:
        """Read a named package: one value for every issue that has any."""
        reader = self.reader
        body = reader.mapping(entry.value)
        before = len(reader.findings)
        choices = self.choices(body, but="name")
        every = (issue.id for issue in self.issues.values() if issue.values or issue.range)
        open_ = [issue for issue in every if issue not in choices]
        if open_ and len(reader.findings) == before:
            reader.tell("GO219", entry.key, issues=", ".join(open_))
        name = reader.optional(body, "name") or entry.key.value
        return Package(entry.key.value, name, choices, reader.places.of(entry.key))


class WorthReader:
    """Reads what packages are worth to one party."""

    def __init__(self, settlements: Settlements) -> None:
        self.settlements = settlements
        self.reader = settlements.reader
        self.weights: dict[str, Fraction] = {}
        self.values: dict[str, Dict[str, Fraction]] = {}
        self.curves: dict[str, tuple[tuple[Fraction, Fraction], ...]] = {}
        self.intervals: dict[tuple[str, ...], Interval] = {}
        self.bases: dict[str, Basis] = {}
        self.together: Entry | None = None
        """The weights of all issues, where they are given together."""

    def worth(self, entry: Entry) -> Worth:
        """Read the whole of it."""
        reader = self.reader
        body = reader.body("worth", entry.value, entry.key)
        walk_away = self.number(body.at("walk_away"), ("walk_away",))
        self.together = body.get("weights")
        for item in reader.mapping(body.at("issues")).entries:
            self.issue(item)
        order = self.elicit() if self.together else ()
        return Worth(
            weights=self.weights,
            values=self.values,
            walk_away=walk_away or Fraction(0),
            basis=reader.basis("worth", body, entry.key),
            bases=self.bases,
            pairs=tuple(map(self.pair, reader.items(body.at("pairs")))),
            red_lines=tuple(map(self.red_line, reader.items(body.at("red_lines")))),
            curves=self.curves,
            intervals=self.intervals,
            weight_order=order,
            weight_total=Fraction(100) if self._weights_open() else None,
        )

    # --- weights asked for together -------------------------------------------------------------

    def _weights_open(self) -> bool:
        """Whether weights add up to 100 and some are not known exactly."""
        return self.together is not None and any(about[0] == "weight" for about in self.intervals)

    def elicit(self) -> tuple[str, ...]:
        """Read weights by points, swings or order; return the order where one was given."""
        reader, together = self.reader, self.together
        body = reader.body("weights", together.value if together else None)
        if together is None or len(body.entries) != 1:
            reader.tell("GO223.weights", together.key if together else None)
            return ()
        form = body.entries[0]
        order: tuple[str, ...] = ()
        if form.key.value == "order":
            order = self._order(form, tuple(self.settlements.issues))
            self.weights, spans = elicited.ranked_weights(order)
        else:
            numbers = self._numbers(form)
            if form.key.value == "swing":
                self.weights, spans = elicited.swing_weights(numbers)
            else:
                self.weights = {i: (low + high) / 2 for i, (low, high) in numbers.items()}
                spans = {i: span for i, span in numbers.items() if span[0] < span[1]}
                self._hundred(form, numbers)
        self.intervals |= {("weight", issue): span for issue, span in spans.items()}
        self._scale()
        return order if spans else ()

    def _numbers(self, form: Entry) -> dict[str, Interval]:
        """Read a number or interval for each issue."""
        numbers = {}
        for item in self.reader.mapping(form.value).entries:
            issue, span = self.settlements.issue(item.key), self.reader.span(item.value, 0)
            if issue is not None and span is not None:
                numbers[issue.id] = span
        return numbers

    def _hundred(self, form: Entry, points: Dict[str, Interval]) -> None:
        """Tell of points that cannot add up to 100."""
        low = sum((low for low, _high in points.values()), Fraction(0))
        high = sum((high for _low, high in points.values()), Fraction(0))
        if not low <= 100 <= high:
            total = written(low) if low == high else f"{written(low)}..{written(high)}"
            self.reader.tell("GO223.points", form.key, total=total)

    def _order(self, form: Entry, known: tuple[str, ...]) -> tuple[str, ...]:
        """Read names in order, each once."""
        names = []
        for item in self.reader.items(form.value):
            name = self.reader.string(item)
            if name not in known:
                self.reader.tell("GO214.order", item, near=(name, known), name=name)
            elif name in names:
                self.reader.tell("GO209.order", item, name=name)
            else:
                names.append(name)
        return tuple(names)

    def _scale(self) -> None:
        """Put the values of every issue on a scale from 0 to 1, curves and intervals with them."""
        for issue, values in self.values.items():
            low, by = elicited.on_one_scale([*values.values()])
            self.values[issue] = {v: (x - low) * by for v, x in values.items()}
            for value in values:
                if span := self.intervals.get(("value", issue, value)):
                    scaled = (span[0] - low) * by, (span[1] - low) * by
                    self.intervals["value", issue, value] = scaled
        for issue, curve in self.curves.items():
            low, by = elicited.on_one_scale([y for _x, y in curve])
            self.curves[issue] = tuple((x, (y - low) * by) for x, y in curve)

    def number(
        self, node: Node | None, about: tuple[str, ...], least: int | None = None
    ) -> Fraction | None:
        """Read a number, or an interval: then the number is its middle."""
        number, interval = self.reader.interval(node, least)
        if interval:
            self.intervals[about] = interval
        return number

    def issue(self, item: Entry) -> None:
        """Read the weight of an issue, and the worth of its values."""
        reader = self.reader
        part = reader.body("issue_worth", item.value, item.key)
        issue = self.settlements.issue(item.key)
        weight = self.weight(part, item)
        if issue is None:
            return
        if any(part.get(key) for key in BASIS_KEYS):
            self.bases[issue.id] = reader.basis("worth", part, item.key)
        if weight is not None:
            self.weights[issue.id] = weight
        if issue.range is None:
            if entry := part.get("curve"):
                reader.tell("GO223.no_curve", entry.key)
            self.values[issue.id] = self.scores(issue, part, item.key)
        else:
            if entry := part.get("values"):
                reader.tell("GO223.no_values", entry.key)
            self.curves[issue.id] = self.curve(issue.range, part, item.key)

    def weight(self, part: Mapping, item: Entry) -> Fraction | None:
        """Read an issue's own weight, which it has unless weights are given together."""
        about = ("weight", item.key.value)
        if self.together is None:
            return self.number(self.reader.required(part, "weight", item.key), about, least=0)
        if alone := part.get("weight"):
            self.reader.tell("GO223.weight", alone.key)
        return None

    def scores(self, issue: CaseIssue, part: Mapping, owner: Scalar) -> dict[str, Fraction]:
        """Read the worth of each value of an issue; none may be missing."""
        scores: dict[str, Fraction] = {}
        node = self.reader.required(part, "values", owner)
        known = tuple(value.id for value in issue.values)
        entries = self.reader.mapping(node).entries
        if "order" not in known and [entry.key.value for entry in entries] == ["order"]:
            return self.ranked(issue, entries[0], known)
        for entry in entries:
            about = ("value", issue.id, entry.key.value)
            if entry.key.value not in known:
                self.settlements.value(entry.key, issue)
            elif (number := self.number(entry.value, about)) is not None:
                scores[entry.key.value] = number
        missing = [v for v in known if v not in {entry.key.value for entry in entries}]
        if missing and node is not None:
            self.reader.tell("GO215.values", owner, values=", ".join(missing), issue=issue.id)
        return scores

    def ranked(self, issue: CaseIssue, form: Entry, known: tuple[str, ...]) -> dict[str, Fraction]:
        """Read values in order, the best first; none may be missing."""
        order = self._order(form, known)
        missing = [value for value in known if value not in order]
        if missing:
            self.reader.tell("GO215.order", form.key, values=", ".join(missing))
        values, spans = elicited.ranked_values(order)
        self.intervals |= {("value", issue.id, v): span for v, span in spans.items()}
        return values

    def curve(
        self, span: Range, part: Mapping, owner: Scalar
    ) -> tuple[tuple[Fraction, Fraction], ...]:
        """Read the points of a curve, which reaches from end to end of its issue's range."""
        node = self.reader.required(part, "curve", owner)
        points = [
            (x, y)
            for entry in self.reader.mapping(node).entries
            if (x := self.reader.number(entry.key, least=None)) is not None
            and (y := self.reader.number(entry.value, least=None)) is not None
        ]
        points.sort()
        reaches = points and points[0][0] <= span.low and points[-1][0] >= span.high
        if node is not None and not reaches:
            low, high = written(span.low), written(span.high)
            self.reader.tell("GO215.curve", owner, low=low, high=high)
        twice = {x for (x, _y), (z, _w) in pairwise(points) if x == z}
        if twice:
            self.reader.tell("GO209.point", owner, x=written(min(twice)))
        return tuple(points)

    def when(self, body: Mapping, least: int, most: int | None) -> Choices:
        """Read the values that must come together."""
        node = body.at("when")
        choices = self.settlements.choices(self.reader.mapping(node))
        named = len(node.entries) if isinstance(node, Mapping) else 0
        if node is not None and (named < least or (most is not None and named > most)):
            self.reader.tell("GO223.red_line" if most is None else "GO223.pair", node)
        return choices

    def pair(self, item: Node) -> Pair:
        """Read what two values add when they come together."""
        body = self.reader.body("pair", item)
        choices = self.when(body, 2, 2)
        number, interval = self.reader.interval(body.at("adds"), None)
        basis = self.reader.basis("worth", body, item)
        return Pair(choices, number or Fraction(0), interval, basis, self.reader.places.of(item))

    def red_line(self, item: Node) -> RedLine:
        """Read what a party never accepts."""
        body = self.reader.body("red_line", item)
        basis = self.reader.basis("worth", body, item)
        return RedLine(self.when(body, 1, None), basis, self.reader.places.of(item))
