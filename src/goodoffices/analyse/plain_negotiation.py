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

``reservation`` (the walk-away worth) is 0 when left out. ``pairs`` say what two values add when a
package has both, ``red_lines`` what a party never accepts. ``exact`` repeats the keys before it
with fractions as text (``"2/7"``) and is then what counts; without it a number is the decimal
that is written. Unknown keys are left alone. Everything is checked and every problem told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from goodoffices.analyse.exact import exact
from goodoffices.analyse.negotiation import Negotiation
from goodoffices.analyse.plain_reader import PlainReader
from goodoffices.analyse.worth_checks import choice_findings
from goodoffices.case import CaseIssue, IssueValue, Pair, RedLine, Worth
from goodoffices.errors import Place, nearest
from goodoffices.i18n import _


def from_dict(data: Mapping[str, Any], name: str = "") -> Negotiation:
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


class _Reader(PlainReader):
    """Reads a negotiation."""

    def negotiation(self) -> Negotiation:
        parties = self._names("parties", self.data.get("parties"), least=2)
        issues = self._issues()
        self._stop()
        utilities = self._utilities(parties)
        self._stop()
        worths = {p: self._worth(f"utilities.{p}", utilities[p], issues) for p in parties}
        today = self._today(issues)
        self._stop()
        return Negotiation(
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
            values = self._names(f"issues.{name}.values", item.get("values"), least=1)
            found[name] = CaseIssue(name, name, tuple(IssueValue(v, v) for v in values))
        return tuple(found.values())

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
                return Worth({}, {})
            entry = {**entry, **entry["exact"]}
        ids = [issue.id for issue in issues]
        weights = self._numbers(f"{part}.weights", entry.get("weights"), ids)
        for issue, weight in weights.items():
            if weight < 0:
                text = _("The weight of “{issue}” is negative.").format(issue=issue)
                self._find("GO504", text, f"{part}.weights.{issue}")
        given = entry.get("values")
        if not isinstance(given, Mapping):
            self._wrong(f"{part}.values", _("a mapping from each issue to its values' worths"))
            return Worth(weights, {})
        for issue in given:
            if issue not in ids:
                self._unknown(str(issue), f"{part}.values", ids)
        values = {
            issue.id: self._numbers(
                f"{part}.values.{issue.id}", given.get(issue.id), [v.id for v in issue.values]
            )
            for issue in issues
        }
        walk_away = self._number(f"{part}.reservation", entry.get("reservation", 0))
        known = {issue.id: issue for issue in issues}
        pairs = tuple(
            Pair(self._choices(where, item, known, 2), self._number(f"{where}.adds", adds))
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
        return Worth(weights, values, walk_away, pairs=pairs, red_lines=red_lines)

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
        for finding in choice_findings(part, given, known, Place(self.file, part=part)):
            self.findings.append(finding)
        return dict(given)

    def _numbers(self, part: str, given: object, names: list[str]) -> dict[str, Fraction]:
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
        return {n: self._number(f"{part}.{n}", given[n]) for n in names if n in given}

    def _number(self, part: str, given: object) -> Fraction:
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
        for issue, value in given.items():
            if issue not in known:
                self._unknown(str(issue), "today", known)
            elif value not in known[issue]:
                self._unknown(str(value), f"today.{issue}", known[issue])
        return dict(given) if len(given) == len(issues) else None
