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
with fractions as text (``"2/7"``) and is then what counts; without it a number is the decimal
that is written. Unknown keys are left alone. Everything is checked and every problem told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from goodoffices.base.errors import Place, nearest
from goodoffices.base.exact import exact, written
from goodoffices.base.i18n import _
from goodoffices.base.plain import PlainReader
from goodoffices.case.nouns import (
    CaseIssue,
    Interval,
    IssueValue,
    Pair,
    Party,
    Range,
    RedLine,
    Worth,
)
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.ranges import curve_findings, range_findings, with_curves, with_values
from goodoffices.packages.worth_checks import choice_findings


def from_dict(data: Mapping[str, Any], name: str = "") -> Bargain:
    """Read a negotiation from its plain JSON form.

    Parameters
    ----------
    data
        as ``json.load`` gives it.
    name
        of the file, for findings; the negotiation's own name comes from ``data``.

    Raises
    ------
    CaseError
        with every finding at once.
    """
    return _Reader(data, name or "negotiation").negotiation()


def _step(issue: CaseIssue | None, value: Any) -> Any:  # noqa: ANN401 - as it was written
    """Return a number of a range as its steps are written; anything else as it is."""
    number = exact(value) if issue is not None and issue.range is not None else None
    return value if number is None else written(number)


class _Reader(PlainReader):
    """Reads a negotiation; ``intervals`` are those of the party that is being read."""

    def __init__(self, data: Mapping[str, Any], file: str) -> None:
        super().__init__(data, file)
        self.intervals: dict[tuple[str, ...], Interval] = {}

    def negotiation(self) -> Bargain:
        parties = self._names("parties", self.data.get("parties"), least=2)
        issues = self._issues()
        self._stop()
        utilities = self._utilities(parties)
        self._stop()
        worths = {p: self._worth(f"utilities.{p}", utilities[p], issues) for p in parties}
        today = self._today(issues)
        self._stop()
        return Bargain(
            name=str(self.data.get("name") or self.file),
            parties=parties,
            party_names=parties,
            issues=issues,
            worths=worths,
            today=today,
        )

    # --- findings -----------------------------------------------------------------------------

    def _wrong(self, part: str, expected: str) -> None:
        text = _("“{part}” should be {expected}.").format(part=part, expected=expected)
        self._find("GO505", text, part)

    def _unknown(self, word: str, part: str, known: Iterable[str]) -> None:
        text = _("“{word}”, under “{part}”, is not defined.").format(word=word, part=part)
        close = nearest(word, list(known))
        remedy = _("Did you mean “{close}”?").format(close=close) if close else None
        self._find("GO503", text, part, remedy)

    # --- keys ---------------------------------------------------------------------------------

    def _names(self, part: str, value: object, least: int) -> tuple[str, ...]:
        """Return a list of names, each once."""
        fits = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
        if not fits or not isinstance(value, list) or len(value) < least:
            expected = _("a list of at least {least} names").format(least=least)
            self._wrong(part, expected)
            return ()
        for name in dict.fromkeys(value):
            if value.count(name) > 1:
                text = _("“{name}” stands twice under “{part}”.").format(name=name, part=part)
                self._find("GO505", text, part)
        return tuple(value)

    def _issues(self) -> tuple[CaseIssue, ...]:
        value = self.data.get("issues")
        if not isinstance(value, list) or not value:
            self._wrong("issues", _("a list of issues, each with a name and its values"))
            return ()
        found: dict[str, CaseIssue] = {}
        for number, item in enumerate(value, start=1):
            part = f"issues[{number}]"
            name = item.get("name") if isinstance(item, Mapping) else None
            if not isinstance(item, Mapping) or not isinstance(name, str) or not name:
                self._wrong(part, _("an issue with a name and its values"))
                continue
            if name in found:
                text = _("“{name}” stands twice under “{part}”.").format(name=name, part="issues")
                self._find("GO505", text, part)
            if "range" in item:
                found[name] = self._range(name, item)
                continue
            values = self._names(f"issues.{name}.values", item.get("values"), least=1)
            found[name] = CaseIssue(
                id=name, name=name, values=tuple(IssueValue(v, v) for v in values)
            )
        return tuple(found.values())

    def _range(self, name: str, item: Mapping[str, Any]) -> CaseIssue:
        """Return an issue that is settled at a number, cut into its steps."""
        part, given = f"issues.{name}.range", item["range"]
        if not isinstance(given, Mapping) or "values" in item:
            self._wrong(part, _("from, to and step, in place of values"))
            return CaseIssue(id=name, name=name)
        low, high, step = (
            self._number(f"{part}.{key}", given.get(key)) for key in ("from", "to", "step")
        )
        issue = CaseIssue(
            id=name, name=name, range=Range(low, high, step, str(given.get("unit") or ""))
        )
        findings = list(range_findings(issue))
        self.findings += findings
        return issue if findings else with_values(issue)

    def _curve(self, part: str, given: object) -> tuple[tuple[Fraction, Fraction], ...]:
        """Return the points of a curve."""
        if not isinstance(given, list) or not all(
            isinstance(point, list) and len(point) == 2 for point in given
        ):
            self._wrong(part, _("a list of points, each a number and its worth"))
            return ()
        return tuple((self._number(part, x), self._number(part, y)) for x, y in given)

    def _utilities(self, parties: tuple[str, ...]) -> dict[str, Mapping[str, Any]]:
        """Return each party's entry, as written."""
        value = self.data.get("utilities")
        if not isinstance(value, Mapping):
            self._wrong("utilities", _("a mapping from each party to its weights and values"))
            return {}
        for party in value:
            if party not in parties:
                self._unknown(str(party), "utilities", parties)
        found = {}
        for party in parties:
            entry = value.get(party)
            if entry is None:
                text = _("“{party}” has no utilities, so no package can be weighed for it.")
                self._find("GO501", text.format(party=party), f"utilities.{party}")
            elif not isinstance(entry, Mapping):
                self._wrong(f"utilities.{party}", _("a mapping with weights and values"))
            else:
                found[party] = entry
        return found

    def _worth(self, part: str, entry: Mapping[str, Any], issues: tuple[CaseIssue, ...]) -> Worth:
        """Return a party's worths; where ``exact`` is given, it is what counts."""
        if "exact" in entry:
            part = f"{part}.exact"
            if not isinstance(entry["exact"], Mapping):
                self._wrong(part, _("a mapping with weights and values"))
                return Worth(weights={}, values={})
            entry = {**entry, **entry["exact"]}
        ids = [issue.id for issue in issues]
        self.intervals = {}
        weights = self._numbers(f"{part}.weights", entry.get("weights"), ids, ("weight",))
        for issue, weight in weights.items():
            if min(weight, *self.intervals.get(("weight", issue), (weight,))) < 0:
                text = _("The weight of “{issue}” is negative.").format(issue=issue)
                self._find("GO504", text, f"{part}.weights.{issue}")
        listed = [issue for issue in issues if issue.range is None]
        given = entry.get("values", {} if not listed else None)
        if not isinstance(given, Mapping):
            self._wrong(f"{part}.values", _("a mapping from each issue to its values' worths"))
            return Worth(weights=weights, values={})
        for issue in given:
            if issue not in ids:
                self._unknown(str(issue), f"{part}.values", ids)
        values = {
            issue.id: self._numbers(
                f"{part}.values.{issue.id}",
                given.get(issue.id),
                [v.id for v in issue.values],
                ("value", issue.id),
            )
            for issue in listed
        }
        walk_away = self._number(f"{part}.reservation", entry.get("reservation", 0), ("walk_away",))
        known = {issue.id: issue for issue in issues}
        pairs = tuple(
            self._pair(where, self._choices(where, item, known, 2), adds)
            for where, item, adds in self._pairs(f"{part}.pairs", entry.get("pairs", []))
        )
        lines = entry.get("red_lines", [])
        if not isinstance(lines, list):
            self._wrong(f"{part}.red_lines", _("a list of choices, each issue with a value"))
            lines = []
        red_lines = tuple(
            RedLine(self._choices(f"{part}.red_lines[{k}]", line, known, None))
            for k, line in enumerate(lines, start=1)
        )
        worth = Worth(
            weights=weights, values=values, walk_away=walk_away, pairs=pairs, red_lines=red_lines
        )
        return self._curved(part, entry, replace(worth, intervals=dict(self.intervals)), issues)

    def _curved(
        self, part: str, entry: Mapping[str, Any], worth: Worth, issues: tuple[CaseIssue, ...]
    ) -> Worth:
        """Return a worth with what its curves give each step of a range."""
        ranged = [issue for issue in issues if issue.range is not None]
        given = entry.get("curves", {})
        if not isinstance(given, Mapping):
            self._wrong(f"{part}.curves", _("a mapping from each issue with a range to a curve"))
            return worth
        for name in given:
            if name not in {issue.id for issue in ranged}:
                self._unknown(str(name), f"{part}.curves", [issue.id for issue in ranged])
        curves = {
            issue.id: self._curve(f"{part}.curves.{issue.id}", given[issue.id])
            for issue in ranged
            if issue.id in given
        }
        worth = replace(worth, curves=curves)
        name = part.split(".")[1]
        wrong = [f for i in ranged for f in curve_findings(Party(id=name, name=name), worth, i)]
        self.findings += wrong
        return worth if wrong else with_curves(worth, issues)

    def _pair(self, where: str, choices: dict[str, str], adds: object) -> Pair:
        number = self._number(f"{where}.adds", adds, ("pair",))
        return Pair(choices, number, self.intervals.pop(("pair",), None))

    def _pairs(self, part: str, given: object) -> Iterator[tuple[str, object, object]]:
        """Yield where each pair stands, its choices and what they add."""
        if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
            self._wrong(part, _("a list, each with “choices” and what they add"))
            return
        for k, item in enumerate(given, start=1):
            yield f"{part}[{k}]", item.get("choices"), item.get("adds")

    def _choices(
        self, part: str, given: object, known: Mapping[str, CaseIssue], count: int | None
    ) -> dict[str, str]:
        """Return values of issues; ``count`` of them, or at least one."""
        if not isinstance(given, Mapping) or len(given) != (count or max(1, len(given))):
            self._wrong(part, _("a value for each issue that is meant"))
            return {}
        given = {issue: _step(known.get(issue), value) for issue, value in given.items()}
        for finding in choice_findings(part, given, known, Place(self.file, part=part)):
            self.findings.append(finding)
        return given

    def _numbers(
        self, part: str, given: object, names: list[str], about: tuple[str, ...]
    ) -> dict[str, Fraction]:
        """Return an exact number for each name."""
        if not isinstance(given, Mapping):
            self._wrong(part, _("a mapping from names to numbers"))
            return {}
        for name in given:
            if name not in names:
                self._unknown(str(name), part, names)
        missing = [name for name in names if name not in given]
        if missing:
            text = _("These are missing under “{part}”: {names}.")
            self._find("GO501", text.format(part=part, names=", ".join(missing)), part)
        return {n: self._number(f"{part}.{n}", given[n], (*about, n)) for n in names if n in given}

    def _number(self, part: str, given: object, about: tuple[str, ...] | None = None) -> Fraction:
        """Return an exact number; where ``about`` is given, it may be an interval."""
        if about and isinstance(given, str) and ".." in given:
            low, high = map(exact, given.split("..", 1))
            if low is not None and high is not None and low <= high:
                if low < high:
                    self.intervals[about] = (low, high)
                return (low + high) / 2
        number = exact(given)
        if number is None:
            text = _("“{part}” is not a number: {given}.")
            remedy = _('Write a decimal (0.35) or a fraction as text ("2/7").')
            shown = repr(given)[:40]
            self._find("GO504", text.format(part=part, given=shown), part, remedy)
            return Fraction(0)
        return number

    def _today(self, issues: tuple[CaseIssue, ...]) -> dict[str, str] | None:
        """Return the values as things stand, or None where they are not given for every issue."""
        given = self.data.get("today")
        if given is None:
            return None
        if not isinstance(given, Mapping):
            self._wrong("today", _("a mapping from issues to values"))
            return None
        known = {issue.id: [value.id for value in issue.values] for issue in issues}
        nouns = {issue.id: issue for issue in issues}
        given = {issue: _step(nouns.get(issue), value) for issue, value in given.items()}
        for issue, value in given.items():
            if issue not in known:
                self._unknown(str(issue), "today", known)
            elif value not in known[issue]:
                self._unknown(str(value), f"today.{issue}", known[issue])
        return dict(given) if len(given) == len(issues) else None
