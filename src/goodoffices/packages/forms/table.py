"""A negotiation as one table, for a spreadsheet: a row for each value of each issue.

    issue      value   today  weight: North  worth: North  weight: South  worth: South
    Border     as is   x      0.6            1             2..4           0
    Border     moved                         0.25                         1
    …
    walk-away                                0.3                          1/4

A party's weight stands in the first row of an issue, its worth in every row; ``today`` marks how
an issue stands. A number is a decimal, a fraction (``1/4``) or an interval (``2..4``), taken just
as written; a decimal comma (``3,5``) will do where it cannot be taken for one between thousands. A
row named ``walk-away`` says what no deal is worth; without it that is 0. Pairs and red lines have
no place in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.exact import exact, written
from goodoffices.base.findings import finding
from goodoffices.case.nouns import CaseIssue, Interval, IssueValue, Worth
from goodoffices.packages.bargain import Bargain

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell, Placed, Row

WALK_AWAY = "walk-away"
WEIGHT, WORTH = "weight:", "worth:"

COMMA = re.compile(r"[+-]?\d+,\d+")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[,.]\d{3}")
"""What may be a decimal or a thousand and more."""

DIGITS = 15
"""Figures that every spreadsheet keeps of a number; what has more is written as text."""


def from_table(rows: Sequence[Row], file: str, name: str = "") -> Bargain:
    """Read a negotiation from the rows of a sheet.

    Parameters
    ----------
    rows
        as ``sheets.read_xlsx`` or ``sheets.read_csv`` give them, the headings first.
    file
        the path, for findings.

    Raises
    ------
    CaseError
        GO513 with every finding, each with its sheet and cell.
    """
    return _TableReader(file).negotiation(rows, name)


class _TableReader:
    """Reads cells; findings gather."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.columns: dict[str, int] = {}
        self.parties: tuple[str, ...] = ()
        self.commas = False

    def at(self, cell: Placed | None) -> Place:
        """Return where a cell stands."""
        return cell.place(self.file) if cell else Place(self.file)

    def stop(self) -> None:
        if self.findings:
            raise CaseError(self.findings)

    def negotiation(self, rows: Sequence[Row], name: str) -> Bargain:
        """Read all of a sheet."""
        if not rows:
            raise CaseError(finding("GO513.empty", Place(self.file)))
        self.headings(rows[0])
        self.stop()
        self.widths(rows)
        self.stop()
        issues: dict[str, dict[str, Row]] = {}
        away: Row | None = None
        for row in rows[1:]:
            issue, value = self.text(row, "issue"), self.text(row, "value")
            if issue.casefold() == WALK_AWAY and value in ("", issue):
                away = row
            elif not issue or not value:
                self.findings.append(finding("GO513.row", self.at(row[0])))
            elif value in issues.setdefault(issue, {}):
                place = self.at(self.cell(row, "value"))
                self.findings.append(finding("GO513.twice", place, issue=issue, value=value))
            else:
                issues[issue][value] = row
        if not issues:
            self.findings.append(finding("GO513.no_issues", self.at(rows[0][0])))
        worths = {party: self.worth(party, issues, away) for party in self.parties}
        today = self.today(issues)
        self.stop()
        return Bargain(
            name=name or self.file,
            parties=self.parties,
            party_names=self.parties,
            issues=tuple(
                CaseIssue(
                    id=i, name=i, values=tuple(IssueValue(v, v) for v in values), today=today.get(i)
                )
                for i, values in issues.items()
            ),
            worths=worths,
            today=today if len(today) == len(issues) else None,
        )

    def widths(self, rows: Sequence[Row]) -> None:
        """Look for commas that stand in numbers, and for those that parted one into two cells."""
        ends = [
            end for row in rows[1:] for cell in row for end in str(cell.value or "").split("..")
        ]
        self.commas = any(
            COMMA.fullmatch(end.strip()) and not THOUSANDS.fullmatch(end.strip()) for end in ends
        )
        width = len(rows[0])
        for row in rows[1:]:
            if len(row) > width and not row[width].sheet:  # of a CSV, where columns have shifted
                self.findings.append(finding("GO513.wide", self.at(row[width]), width=width))

    def headings(self, row: Row) -> None:
        """Find the columns and the parties."""
        parties = []
        for k, cell in enumerate(row):
            heading = str(cell.value or "").strip()
            low = heading.casefold()
            key = low
            for kind in (WEIGHT, WORTH):
                if low.startswith(kind):
                    party = heading[len(kind) :].strip()
                    key = kind + party
                    parties.append(party)
            if not heading:
                continue
            known = low in ("issue", "value", "today") or key.startswith((WEIGHT, WORTH))
            if not known or key in self.columns or key in (WEIGHT, WORTH):
                self.findings.append(finding("GO513.heading", self.at(cell), heading=heading[:60]))
            self.columns[key] = k
        self.parties = tuple(dict.fromkeys(p for p in parties if p))
        columns = ["issue", "value"]
        columns += [kind + party for party in self.parties for kind in (WEIGHT, WORTH)]
        for key in columns:
            if key not in self.columns:
                self.findings.append(finding("GO513.column", self.at(row[0]), heading=key))
        if len(self.parties) < 2:
            self.findings.append(finding("GO513.two_parties", self.at(row[0])))

    def cell(self, row: Row, key: str) -> Placed | None:
        k = self.columns.get(key, len(row))
        return row[k] if k < len(row) else None

    def text(self, row: Row, key: str) -> str:
        cell = self.cell(row, key)
        return "" if cell is None or cell.value is None else str(cell.value).strip()

    def today(self, issues: dict[str, dict[str, Row]]) -> dict[str, str]:
        """Return the values that are marked as those of today."""
        today: dict[str, str] = {}
        for issue, values in issues.items():
            for value, row in values.items():
                if self.text(row, "today"):
                    if issue in today:
                        place = self.at(self.cell(row, "today"))
                        self.findings.append(finding("GO513.today", place, issue=issue))
                    today[issue] = value
        return today

    def worth(self, party: str, issues: dict[str, dict[str, Row]], away: Row | None) -> Worth:
        """Read one party's two columns."""
        intervals: dict[tuple[str, ...], Interval] = {}
        weights: dict[str, Fraction] = {}
        values: dict[str, dict[str, Fraction]] = {}
        for issue, rows in issues.items():
            first, *rest = rows.values()
            about: tuple[str, ...] = ("weight", issue)
            weights[issue] = self.number(first, WEIGHT + party, about, intervals)
            if weights[issue] < 0 or intervals.get(about, (Fraction(0),))[0] < 0:
                place = self.at(self.cell(first, WEIGHT + party))
                self.findings.append(finding("GO513.below", place))
            for row in rest:
                again = self.text(row, WEIGHT + party)
                if again and again != self.text(first, WEIGHT + party):
                    place = self.at(self.cell(row, WEIGHT + party))
                    self.findings.append(finding("GO513.differs", place, issue=issue))
            values[issue] = {
                value: self.number(row, WORTH + party, ("value", issue, value), intervals)
                for value, row in rows.items()
            }
        walk = Fraction(0)
        if away is not None and self.text(away, WORTH + party):
            walk = self.number(away, WORTH + party, ("walk_away",), intervals)
        return Worth(weights=weights, values=values, walk_away=walk, intervals=intervals)

    def number(
        self,
        row: Row,
        key: str,
        about: tuple[str, ...],
        intervals: dict[tuple[str, ...], Interval],
    ) -> Fraction:
        """Read a number or an interval, which counts as its middle."""
        cell, text = self.cell(row, key), self.text(row, key)
        low, dots, high = text.partition("..")
        written_so = [low, high] if dots else [None if cell is None else cell.value]
        for end in written_so:
            sign = "," if not self.commas else ",."
            if isinstance(end, str) and THOUSANDS.fullmatch(end.strip()) and set(end) & set(sign):
                place = self.at(cell or row[0])
                self.findings.append(finding("GO513.thousands", place, number=end.strip()))
                return Fraction(0)
        ends = [exact(_with_point(end)) for end in written_so]
        numbers = [end for end in ends if end is not None]
        if len(numbers) < len(ends) or (dots and numbers[0] > numbers[1]):
            shown = f": {text[:40]}" if text else ""
            place = self.at(cell or row[0])
            self.findings.append(finding("GO513.number", place, heading=key, shown=shown))
            return Fraction(0)
        if dots and numbers[0] < numbers[1]:
            intervals[about] = (numbers[0], numbers[1])
        return sum(numbers, Fraction(0)) / len(numbers)


def _with_point(value: object) -> object:
    """Return a number's text with a point where a decimal comma stood."""
    if isinstance(value, str) and COMMA.fullmatch(value.strip()):
        return value.replace(",", ".")
    return value


# --- writing --------------------------------------------------------------------------------------


def holdable(negotiation: Bargain) -> bool:
    """Whether a table holds all: no pairs, red lines, ordered weights, coalitions or events."""
    return not (negotiation.coalitions or negotiation.events) and not any(
        worth.pairs or worth.red_lines or worth.weight_order or worth.weight_total is not None
        for worth in negotiation.worths.values()
    )


def to_table(negotiation: Bargain) -> list[list[Cell]]:
    """Return a negotiation as rows of a sheet; read again it is the same.

    Raises
    ------
    CaseError
        GO513 where a table cannot hold it.
    """
    if not holdable(negotiation):
        raise CaseError(finding("GO513.holds"))
    return list(_rows(negotiation))


def _rows(negotiation: Bargain) -> Iterator[list[Cell]]:
    names = dict(zip(negotiation.parties, negotiation.party_names, strict=True))
    kinds = [f"{kind} {name}" for name in names.values() for kind in (WEIGHT, WORTH)]
    yield ["issue", "value", "today", *kinds]
    worths = [negotiation.worths[party] for party in negotiation.parties]
    today = {i.id: i.today for i in negotiation.issues} | dict(negotiation.today or {})
    for issue in negotiation.issues:
        texts = [value.text for value in issue.values]
        alike = len(set(texts)) < len(texts)
        for k, value in enumerate(issue.values):
            row: list[Cell] = [
                issue.name,
                value.id if alike else value.text,
                "x" if today.get(issue.id) == value.id else None,
            ]
            for worth in worths:
                about = ("value", issue.id, value.id)
                weight = _cell(worth, ("weight", issue.id), worth.weights[issue.id])
                row += [None if k else weight]
                row += [_cell(worth, about, worth.values[issue.id][value.id])]
            yield row
    last: list[Cell] = [WALK_AWAY, None, None]
    for worth in worths:
        last += [None, _cell(worth, ("walk_away",), worth.walk_away)]
    yield last


def _cell(worth: Worth, about: tuple[str, ...], number: Fraction) -> Cell:
    """Return a number where a spreadsheet keeps it exactly, else text."""
    if about in worth.intervals:
        return "..".join(map(written, worth.intervals[about]))
    if number.denominator == 1 and abs(number) < 10**15:
        return int(number)
    if exact(f"{float(number):.{DIGITS}g}") == number:
        return float(number)
    return written(number)
