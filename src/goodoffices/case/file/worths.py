"""Issues, packages and worths: what can be settled, in which ways, and what each is worth to whom.

Every number is exact. One that is not known exactly is written as an interval, ``25..35``, and
counts as its middle. An issue has named values, or a range of numbers with steps.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from goodoffices.base.exact import written
from goodoffices.base.i18n import _
from goodoffices.case.file import elicited
from goodoffices.case.file.terms import BASIS_KEYS, Terms, meant, nothing
from goodoffices.case.file.text import Entry, Mapping, Node, Scalar
from goodoffices.case.nouns import (
    Basis,
    CaseIssue,
    Interval,
    IssueValue,
    Package,
    Pair,
    Range,
    RedLine,
    Worth,
)

ISSUE_KEYS = ("name", "today", "values", "range", *BASIS_KEYS)
RANGE_KEYS = ("from", "to", "step", "unit")
WORTH_KEYS = ("walk_away", "weights", "issues", "pairs", "red_lines", *BASIS_KEYS)
ISSUE_WORTH_KEYS = ("weight", "values", "curve", *BASIS_KEYS)
WEIGHT_FORMS = ("points", "swing", "order")
PAIR_KEYS = ("when", "adds", *BASIS_KEYS)
RED_LINE_KEYS = ("when", *BASIS_KEYS)

Choices = dict[str, str]


def read_issue(terms: Terms, entry: Entry) -> CaseIssue:
    """Read one issue with the ways it may be settled, and how it stands today."""
    body, name, basis = terms.part("issue", entry, ISSUE_KEYS)
    values, span = body.get("values"), body.get("range")
    if values and span:
        said = _("An issue has either values or a range.")
        terms.tell("GO223", said, span.key, _("Keep one of the two."))
    issue = CaseIssue(
        id=entry.key.value,
        name=name,
        values=tuple(
            IssueValue(terms.id(e.key, value=True), terms.string(e.value) or e.key.value)
            for e in terms.mapping(values.value if values else None).entries
        ),
        basis=basis,
        place=terms.text.of(entry.key),
        range=_range(terms, span) if span and not values else None,
    )
    today = body.get("today")
    if today is None or nothing(today.value):
        return issue
    return replace(issue, today=Settlements(terms, {issue.id: issue}).value(today.value, issue))


def _range(terms: Terms, entry: Entry) -> Range | None:
    """Read from where to where an issue's number may go, and in which steps."""
    body = terms.mapping(entry.value, RANGE_KEYS)
    low = terms.number(terms.required(body, "from", entry.key), least=None)
    high = terms.number(terms.required(body, "to", entry.key), least=None)
    step = terms.number(terms.required(body, "step", entry.key))
    if low is None or high is None or step is None:
        return None
    if low >= high or not step:
        said = _("A range goes upwards, in steps above 0.")
        terms.tell("GO223", said, entry.key, _("Example: {from: 0, to: 60, step: 5, unit: kg}"))
        return None
    return Range(low, high, step, terms.optional(body, "unit") or "")


class Settlements:
    """Looks up issues and their values, for worths and packages."""

    def __init__(self, terms: Terms, issues: Dict[str, CaseIssue]) -> None:
        self.terms = terms
        self.issues = issues

    def issue(self, key: Scalar) -> CaseIssue | None:
        """Look an issue up by the key that names it."""
        issue = self.issues.get(key.value)
        if issue is None:
            said = _("The case has no issue “{name}”.").format(name=key.value)
            self.terms.tell("GO214", said, key, meant(key.value, self.issues))
        return issue

    def value(self, node: Node, issue: CaseIssue) -> str | None:
        """Look up one value of an issue, or a number of its range."""
        if issue.range is not None:
            return self._step(node, issue.range)
        name = self.terms.string(node)
        if name in {value.id for value in issue.values}:
            return name
        if isinstance(node, Scalar):
            said = _("“{issue}” has no value “{name}”.").format(issue=issue.id, name=name)
            self.terms.tell("GO214", said, node, meant(name, (v.id for v in issue.values)))
        return None

    def _step(self, node: Node, span: Range) -> str | None:
        """Look up a number that an issue's range has a step at; its end is always one."""
        number = self.terms.number(node, least=None)
        if number is None:
            return None
        inside = span.low <= number <= span.high
        if inside and (number == span.high or not (number - span.low) % span.step):
            return written(number)
        said = _("{number} is no step of this issue's range.").format(number=written(number))
        help_ = _("It goes from {low} to {high} in steps of {step}.")
        low, high, step = map(written, (span.low, span.high, span.step))
        self.terms.tell("GO214", said, node, help_.format(low=low, high=high, step=step))
        return None

    def choices(self, mapping: Mapping, *, but: str = "") -> Choices:
        """Read a choice of one value for each issue named."""
        found: Choices = {}
        for item in mapping.entries:
            issue = None if item.key.value == but else self.issue(item.key)
            if issue and (value := self.value(item.value, issue)) is not None:
                found[issue.id] = value
        return found

    def package(self, entry: Entry) -> Package:
        """Read a named package: one value for every issue that has any."""
        terms = self.terms
        body = terms.mapping(entry.value)
        before = len(terms.findings)
        choices = self.choices(body, but="name")
        every = (issue.id for issue in self.issues.values() if issue.values or issue.range)
        open_ = [issue for issue in every if issue not in choices]
        if open_ and len(terms.findings) == before:
            said = _("This package leaves open: {issues}.").format(issues=", ".join(open_))
            help_ = _("Choose one value for every issue that has values.")
            terms.tell("GO219", said, entry.key, help_)
        name = terms.optional(body, "name") or entry.key.value
        return Package(entry.key.value, name, choices, terms.text.of(entry.key))


class WorthReader:
    """Reads what packages are worth to one party."""

    def __init__(self, settlements: Settlements) -> None:
        self.settlements = settlements
        self.terms = settlements.terms
        self.weights: dict[str, Fraction] = {}
        self.values: dict[str, Dict[str, Fraction]] = {}
        self.curves: dict[str, tuple[tuple[Fraction, Fraction], ...]] = {}
        self.intervals: dict[tuple[str, ...], Interval] = {}
        self.bases: dict[str, Basis] = {}
        self.asked: Entry | None = None

    def worth(self, entry: Entry) -> Worth:
        """Read the whole of it."""
        terms = self.terms
        body = terms.mapping(entry.value, WORTH_KEYS)
        walk_away = self.number(terms.required(body, "walk_away", entry.key), ("walk_away",))
        issues, self.asked = body.get("issues"), body.get("weights")
        for item in terms.mapping(issues.value if issues else None).entries:
            self.issue(item)
        order = self.elicit() if self.asked else ()
        pairs, lines = body.get("pairs"), body.get("red_lines")
        return Worth(
            weights=self.weights,
            values=self.values,
            walk_away=walk_away or Fraction(0),
            basis=terms.basis("worth", body, entry.key),
            bases=self.bases,
            pairs=tuple(map(self.pair, terms.items(pairs.value if pairs else None))),
            red_lines=tuple(map(self.red_line, terms.items(lines.value if lines else None))),
            curves=self.curves,
            intervals=self.intervals,
            weight_order=order,
            weight_total=Fraction(100) if self._weights_open() else None,
        )

    # --- weights asked for together -------------------------------------------------------------

    def _weights_open(self) -> bool:
        """Whether weights add up to 100 and some are not known exactly."""
        return self.asked is not None and any(about[0] == "weight" for about in self.intervals)

    def elicit(self) -> tuple[str, ...]:
        """Read weights by points, swings or order; return the order where one was given."""
        terms, asked = self.terms, self.asked
        body = terms.mapping(asked.value if asked else None, WEIGHT_FORMS)
        if asked is None or len(body.entries) != 1:
            said = _("Weights are given by points, by swing or in an order: by one of the three.")
            terms.tell("GO223", said, asked.key if asked else None)
            return ()
        form = body.entries[0]
        order: tuple[str, ...] = ()
        if form.key.value == "order":
            order = self._order(form, tuple(self.settlements.issues))
            self.weights, spans = elicited.ranked_weights(order)
        else:
            given = self._given(form)
            if form.key.value == "swing":
                self.weights, spans = elicited.swing_weights(given)
            else:
                self.weights = {i: (low + high) / 2 for i, (low, high) in given.items()}
                spans = {i: span for i, span in given.items() if span[0] < span[1]}
                self._hundred(form, given)
        self.intervals |= {("weight", issue): span for issue, span in spans.items()}
        self._scale()
        return order if spans else ()

    def _given(self, form: Entry) -> dict[str, Interval]:
        """Read a number or interval for each issue."""
        found = {}
        for item in self.terms.mapping(form.value).entries:
            issue = self.settlements.issue(item.key)
            number, span = self.terms.interval(item.value, 0)
            if issue is not None and number is not None:
                found[issue.id] = span or (number, number)
        return found

    def _hundred(self, form: Entry, given: Dict[str, Interval]) -> None:
        """Tell of points that cannot add up to 100."""
        low = sum((low for low, _high in given.values()), Fraction(0))
        high = sum((high for _low, high in given.values()), Fraction(0))
        if not low <= 100 <= high:
            total = written(low) if low == high else f"{written(low)}..{written(high)}"
            said = _("These points add up to {total}, not to 100.").format(total=total)
            help_ = _("Spread 100 points over the issues, or give swings, which need no total.")
            self.terms.tell("GO223", said, form.key, help_)

    def _order(self, form: Entry, known: tuple[str, ...]) -> tuple[str, ...]:
        """Read names in order, each once."""
        names = []
        for item in self.terms.items(form.value):
            name = self.terms.string(item)
            if name not in known:
                said = _("“{name}” is none of what is put in order here.").format(name=name)
                self.terms.tell("GO214", said, item, meant(name, known))
            elif name in names:
                said = _("“{name}” stands twice in this order.").format(name=name)
                self.terms.tell("GO209", said, item, _("Keep one of them."))
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
        number, interval = self.terms.interval(node, least)
        if interval:
            self.intervals[about] = interval
        return number

    def issue(self, item: Entry) -> None:
        """Read the weight of an issue, and the worth of its values."""
        terms = self.terms
        part = terms.mapping(item.value, ISSUE_WORTH_KEYS)
        issue = self.settlements.issue(item.key)
        weight = self.weight(part, item)
        if issue is None:
            return
        if any(part.get(key) for key in BASIS_KEYS):
            self.bases[issue.id] = terms.basis("worth", part, item.key)
        if weight is not None:
            self.weights[issue.id] = weight
        if issue.range is None:
            self.known(part, "curve", _("This issue has no range, so its worth has no curve."))
            self.values[issue.id] = self.scores(issue, part, item.key)
        else:
            self.known(part, "values", _("This issue has a range, so its worth has a curve."))
            self.curves[issue.id] = self.curve(issue.range, part, item.key)

    def weight(self, part: Mapping, item: Entry) -> Fraction | None:
        """Read an issue's own weight, which it has unless weights are given together."""
        about = ("weight", item.key.value)
        if self.asked is None:
            return self.number(self.terms.required(part, "weight", item.key), about, least=0)
        if alone := part.get("weight"):
            said = _("The weights are given together, so an issue has none of its own.")
            self.terms.tell("GO223", said, alone.key, _("Keep one of the two."))
        return None

    def known(self, part: Mapping, key: str, said: str) -> None:
        """Tell of a key that belongs to the other kind of issue."""
        if entry := part.get(key):
            help_ = _("Write values for an issue with values, a curve for one with a range.")
            self.terms.tell("GO223", said, entry.key, help_)

    def scores(self, issue: CaseIssue, part: Mapping, owner: Scalar) -> dict[str, Fraction]:
        """Read the worth of each value of an issue; none may be missing."""
        found: dict[str, Fraction] = {}
        node = self.terms.required(part, "values", owner)
        known = tuple(value.id for value in issue.values)
        entries = self.terms.mapping(node).entries
        if "order" not in known and [entry.key.value for entry in entries] == ["order"]:
            return self.ranked(issue, entries[0], known)
        for entry in entries:
            about = ("value", issue.id, entry.key.value)
            if entry.key.value not in known:
                self.settlements.value(entry.key, issue)
            elif (number := self.number(entry.value, about)) is not None:
                found[entry.key.value] = number
        missing = [v for v in known if v not in {entry.key.value for entry in entries}]
        if missing and node is not None:
            said = _("The worth of {values} is missing for “{issue}”.").format(
                values=", ".join(missing), issue=issue.id
            )
            help_ = _("Give every value of the issue a number, 0 for worthless.")
            self.terms.tell("GO215", said, owner, help_)
        return found

    def ranked(self, issue: CaseIssue, form: Entry, known: tuple[str, ...]) -> dict[str, Fraction]:
        """Read values in order, the best first; none may be missing."""
        order = self._order(form, known)
        missing = [value for value in known if value not in order]
        if missing:
            said = _("The order leaves out {values}.").format(values=", ".join(missing))
            self.terms.tell("GO215", said, form.key, _("Name every value, the best first."))
        values, spans = elicited.ranked_values(order)
        self.intervals |= {("value", issue.id, v): span for v, span in spans.items()}
        return values

    def curve(
        self, span: Range, part: Mapping, owner: Scalar
    ) -> tuple[tuple[Fraction, Fraction], ...]:
        """Read the points of a curve, which reaches from end to end of its issue's range."""
        node = self.terms.required(part, "curve", owner)
        points = [
            (x, y)
            for entry in self.terms.mapping(node).entries
            if (x := self.terms.number(entry.key, least=None)) is not None
            and (y := self.terms.number(entry.value, least=None)) is not None
        ]
        points.sort()
        reaches = points and points[0][0] <= span.low and points[-1][0] >= span.high
        if node is not None and not reaches:
            said = _("This curve does not reach from {low} to {high}.")
            help_ = _("Say at least what both ends of the range are worth.")
            said = said.format(low=written(span.low), high=written(span.high))
            self.terms.tell("GO215", said, owner, help_)
        twice = {x for (x, _y), (z, _w) in pairwise(points) if x == z}
        if twice:
            said = _("This curve has two points at {x}.").format(x=written(min(twice)))
            self.terms.tell("GO209", said, owner, _("Keep one of them."))
        return tuple(points)

    def when(self, item: Node, keys: tuple[str, ...], least: int, most: int | None) -> Choices:
        """Read the values that must come together."""
        body = self.terms.mapping(item, keys)
        node = self.terms.required(body, "when", item)
        choices = self.settlements.choices(self.terms.mapping(node))
        named = len(node.entries) if isinstance(node, Mapping) else 0
        if node is not None and (named < least or (most is not None and named > most)):
            said = _("A pair names one value of each of two issues.")
            if most is None:
                said = _("A red line names at least one value.")
            self.terms.tell("GO223", said, node, _("Example: when: {enrichment: zero}"))
        return choices

    def pair(self, item: Node) -> Pair:
        """Read what two values add when they come together."""
        choices = self.when(item, PAIR_KEYS, 2, 2)
        body = item if isinstance(item, Mapping) else Mapping((), item.start, item.end)
        number, interval = self.terms.interval(self.terms.required(body, "adds", item), None)
        basis = self.terms.basis("worth", body, item)
        return Pair(choices, number or Fraction(0), interval, basis, self.terms.text.of(item))

    def red_line(self, item: Node) -> RedLine:
        """Read what a party never accepts."""
        choices = self.when(item, RED_LINE_KEYS, 1, None)
        body = item if isinstance(item, Mapping) else Mapping((), item.start, item.end)
        return RedLine(choices, self.terms.basis("worth", body, item), self.terms.text.of(item))
