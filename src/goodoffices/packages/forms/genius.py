"""The XML of the GENIUS negotiation environment: a domain and one utility profile per party.

A domain is ``negotiation_template/utility_space/objective`` with an ``issue`` for each matter and
an ``item`` for each value. A profile is ``utility_space/objective`` with the same issues, an
``evaluation`` for each item, a ``weight`` for each issue by its ``index``, and beside the objective
``reservation`` (what no deal is worth) and ``discount_factor``. What a value is worth is its
evaluation divided by the issue's largest, as GENIUS reckons (Lin et al. 2014, "Genius: an
integrated environment for supporting the design of generic automated negotiators", Computational
Intelligence 30). Numbers are taken exactly as they are written.

An issue of whole numbers has its bounds in ``lowerbound`` and ``upperbound``, and in a profile an
``evaluator`` with ``offset`` and ``slope``: a number x is worth offset + slope × (x − lowerbound),
not below 0 nor above 1, as GENIUS reckons. Each number becomes a value.

Only discrete issues and those of whole numbers, under one objective, are read. Discounting over
time is no part of what could be signed, and is left aside. What XML may do beyond marking up
(document types, entities, fetching) is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.exact import exact, written
from goodoffices.base.findings import finding
from goodoffices.case.nouns import CaseIssue, IssueValue, Worth
from goodoffices.packages.bargain import Bargain

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 20_000_000
"""Bytes of one file that is read."""

MOST_NUMBERS = 10_000
"""Whole numbers of one issue that are read."""

DOMAIN, PROFILE = "negotiation_template", "utility_space"


def from_genius(files: Mapping[str, bytes], name: str = "") -> Bargain:
    """Read a negotiation from the files of a GENIUS domain.

    Parameters
    ----------
    files
        bytes by the file's name: any number of profiles, and the domain where there is one. A
        party is named by its profile's file, and all of them must sign.
    name
        what the negotiation is called.

    Raises
    ------
    CaseError
        GO512 with every finding, each with its file: no XML of this kind, fewer than two profiles,
        an issue without numbers or of a kind that is not read, values that the domain has not.
    """
    reader = _GeniusReader()
    parsed = {file: reader.root(file, data) for file, data in files.items()}
    roots = {file: root for file, root in parsed.items() if root is not None}
    aside = tuple(reader.aside) if len(roots) > 2 else ()
    if reader.aside and not aside:
        reader.findings += reader.aside.values()
    domains = [file for file, root in roots.items() if root.tag == DOMAIN]
    profiles = [file for file, root in roots.items() if root.tag == PROFILE]
    if len(domains) > 1:
        listed = ", ".join(domains)
        reader.findings.append(finding("GO512.domains", Place(domains[1]), files=listed))
    if len(profiles) < 2 and not reader.findings:
        place = Place(name or "GENIUS")
        reader.findings.append(finding("GO512.profiles", place, count=len(profiles)))
    reader.stop()
    first = domains[0] if domains else profiles[0]
    issues = reader.issues(first, roots[first])
    worths = {_stem(file): reader.worth(file, roots[file], issues) for file in profiles}
    reader.stop()
    parties = tuple(worths)
    return Bargain(
        name=name or _stem(first),
        parties=parties,
        party_names=parties,
        issues=issues,
        worths=worths,
        aside=aside,
    )


def _place(file: str, element: _Element) -> Place:
    """Return the line of an element."""
    return Place(file, element.sourceline)


def _stem(file: str) -> str:
    stem = file.rpartition("/")[2]
    return stem[: -len(".xml")] if stem.lower().endswith(".xml") else stem


class _GeniusReader:
    """Reads elements; findings gather, each with its file and line."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.aside: dict[str, Finding] = {}  # files that are nothing of GENIUS, and why

    def stop(self) -> None:
        if self.findings:
            raise CaseError(self.findings)

    def root(self, file: str, data: bytes) -> _Element | None:
        """Parse one file, with everything refused that reaches beyond it."""
        from lxml import etree

        place, add = Place(file), self.findings.append
        if len(data) > MOST_BYTES:
            add(finding("GO512.large", place, most=MOST_BYTES // 1_000_000))
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root: _Element = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            found = finding("GO512.no_xml", place, why=error.msg)
            if DOMAIN.encode() in data or PROFILE.encode() in data:
                add(found)  # one of GENIUS, damaged
            else:
                self.aside[file] = found
            return None
        if root.getroottree().docinfo.doctype:
            add(finding("GO512.doctype", place))
            return None
        if root.tag not in (DOMAIN, PROFILE):
            tag = str(root.tag)[:40]
            self.aside[file] = finding("GO512.root", _place(file, root), tag=tag)
            return None
        return root

    def issues(self, file: str, root: _Element) -> tuple[CaseIssue, ...]:
        """Read the issues with their values, in the order of their index."""
        if len(root.findall(".//objective")) > 1:
            self.findings.append(finding("GO512.objectives", _place(file, root)))
        issues: dict[str, CaseIssue] = {}
        for element in _by_index(root.iter("issue")):
            name = element.get("name") or ""
            values = self._value_names(file, element)
            if not name or name in issues:
                self.findings.append(finding("GO512.name", _place(file, element)))
            if not values or not all(values) or len(set(values)) < len(values):
                self.findings.append(finding("GO512.values", _place(file, element), issue=name))
            issues[name] = CaseIssue(
                id=name, name=name, values=tuple(IssueValue(v, v) for v in values)
            )
        if not issues:
            self.findings.append(finding("GO512.no_issues", _place(file, root)))
        return tuple(issues.values())

    def _value_names(self, file: str, element: _Element) -> list[str]:
        """Return the values of an issue: its items, or the whole numbers between its bounds."""
        if element.get("vtype", element.get("type")) != "integer":
            return [item.get("value") or "" for item in _by_index(element.findall("item"))]
        bounds = [exact(element.get(key)) for key in ("lowerbound", "upperbound")]
        low, high = (n if n is not None and n.denominator == 1 else None for n in bounds)
        if low is None or high is None or not 0 <= high - low < MOST_NUMBERS:
            place = _place(file, element)
            self.findings.append(finding("GO512.numbers", place, most=MOST_NUMBERS))
            return []
        return [str(number) for number in range(int(low), int(high) + 1)]

    def worth(self, file: str, root: _Element, issues: tuple[CaseIssue, ...]) -> Worth:
        """Read a party's weights, values and reservation."""
        weights_at = {e.get("index"): e for e in root.iterfind(".//objective/weight")}
        elements = {e.get("name"): e for e in root.iter("issue")}
        weights: dict[str, Fraction] = {}
        values: dict[str, dict[str, Fraction]] = {}
        for name in sorted(set(elements) - {issue.id for issue in issues}, key=str):
            place = _place(file, elements[name])
            self.findings.append(finding("GO512.issue", place, issue=name))
        for issue in issues:
            element = elements.get(issue.id)
            weight = None if element is None else weights_at.get(element.get("index"))
            if element is None or weight is None:
                place = _place(file, root)
                self.findings.append(finding("GO512.no_weight", place, issue=issue.id))
                continue
            weights[issue.id] = self._number(file, weight, "value")
            values[issue.id] = self._values(file, element, issue)
        rest = root.find(".//reservation")
        away = Fraction(0) if rest is None else self._number(file, rest, "value", signed=True)
        return Worth(weights=weights, values=values, walk_away=away)

    def _values(self, file: str, element: _Element, issue: CaseIssue) -> dict[str, Fraction]:
        if element.get("vtype", element.get("type")) == "integer":
            return self._along_a_line(file, element, issue)
        points = {
            item.get("value") or "": self._number(file, item, "evaluation")
            for item in element.findall("item")
        }
        differ = set(points) ^ {value.id for value in issue.values}
        if differ:
            place, listed = _place(file, element), ", ".join(sorted(differ))
            self.findings.append(finding("GO512.differ", place, issue=issue.id, values=listed))
        largest = max(points.values(), default=Fraction(0)) or Fraction(1)
        return {value.id: points.get(value.id, Fraction(0)) / largest for value in issue.values}

    def _along_a_line(self, file: str, element: _Element, issue: CaseIssue) -> dict[str, Fraction]:
        """Return what whole numbers are worth, by their evaluator."""
        evaluator = element.find("evaluator")
        if [value.id for value in issue.values] != self._value_names(file, element):
            place = _place(file, element)
            self.findings.append(finding("GO512.bounds", place, issue=issue.id))
            return {}
        if evaluator is None or evaluator.get("ftype", "linear") != "linear":
            place = _place(file, element)
            self.findings.append(finding("GO512.evaluator", place, issue=issue.id))
            return {}
        offset = self._number(file, evaluator, "offset", signed=True)
        slope = self._number(file, evaluator, "slope", signed=True)
        steps = {value.id: offset + slope * k for k, value in enumerate(issue.values)}
        return {value: min(max(worth, Fraction(0)), Fraction(1)) for value, worth in steps.items()}

    def _number(self, file: str, element: _Element, key: str, *, signed: bool = False) -> Fraction:
        """Return a number, 0 or more unless it may be below."""
        text = element.get(key)
        number = exact(text)
        if number is None or (number < 0 and not signed):
            place, shown = _place(file, element), (text or "–")[:40]
            message = "GO512.number" if signed else "GO512.not_below"
            self.findings.append(finding(message, place, key=key, tag=element.tag, number=shown))
            return Fraction(0)
        return number


def _by_index(elements: Iterable[_Element]) -> list[_Element]:
    """Sort elements by their index, where all have one."""
    listed = list(elements)
    indices = [e.get("index") or "" for e in listed]
    if not all(i.isdecimal() and len(i) < 9 for i in indices):
        return listed
    return [e for _i, e in sorted(zip(map(int, indices), listed, strict=True), key=lambda p: p[0])]


# --- writing --------------------------------------------------------------------------------------


def to_genius(negotiation: Bargain) -> dict[str, bytes]:
    """Return a negotiation as GENIUS files: ``domain.xml`` and one profile per party.

    Every package is worth what it is worth here, exactly: an issue's values are written as whole
    numbers, its weight as the worth of the best of them. Where a decimal would not end, all of a
    party's worths are written in a smaller unit, which changes nothing about them.

    Raises
    ------
    CaseError
        GO512 where the form cannot hold it: pairs, red lines, intervals, values below 0, worths
        of coalitions, events.
    """
    lost = [each for party in negotiation.parties for each in _lost(negotiation, party)]
    if negotiation.coalitions:
        lost.append(finding("GO512.lost_coalitions"))
    if negotiation.events:
        lost.append(finding("GO512.lost_events"))
    if lost:
        raise CaseError(lost)
    files = {"domain.xml": _domain(negotiation)}
    for party in negotiation.parties:
        name = negotiation.party_name(party).replace("/", "-").replace("\\", "-")
        stem = name if f"{name}.xml" not in files else party
        files[f"{stem}.xml"] = _profile(negotiation, negotiation.worths[party])
    return files


def _lost(negotiation: Bargain, party: str) -> Iterator[Finding]:
    """Find what a party's worths have that a profile cannot hold."""
    worth, name = negotiation.worths[party], negotiation.party_name(party)
    if worth.pairs:
        yield finding("GO512.lost_pairs", party=name)
    if worth.red_lines:
        yield finding("GO512.lost_red_lines", party=name)
    if worth.intervals:
        yield finding("GO512.lost_intervals", party=name)
    if any(v < 0 for each in worth.values.values() for v in each.values()):
        yield finding("GO512.lost_values", party=name)


def _tree(root: str, negotiation: Bargain) -> tuple[_Element, _Element, list[_Element]]:
    """Return a root, its objective, and an element for each issue with its items."""
    from lxml import etree

    top = etree.Element(root)
    count = str(len(negotiation.issues))
    if root == PROFILE:
        space = top
        space.set("number_of_issues", count)
    else:
        space = etree.SubElement(top, PROFILE, number_of_issues=count)
    kind = {"etype": "objective", "type": "objective", "description": ""}
    objective = etree.SubElement(space, "objective", index="0", name=negotiation.name, **kind)
    issues = []
    for number, issue in enumerate(negotiation.issues, start=1):
        kind = dict.fromkeys(("etype", "type", "vtype"), "discrete")
        element = etree.SubElement(objective, "issue", index=str(number), name=issue.name, **kind)
        for place, text in enumerate(_texts(issue), start=1):
            etree.SubElement(
                element, "item", index=str(place), value=text, cost="0", description=text
            )
        issues.append(element)
    return top, objective, issues


def _texts(issue: CaseIssue) -> list[str]:
    """Return the values' texts, or their ids where two texts are alike."""
    texts = [value.text for value in issue.values]
    return texts if len(set(texts)) == len(texts) else [value.id for value in issue.values]


def _domain(negotiation: Bargain) -> bytes:
    return _printed(_tree(DOMAIN, negotiation)[0])


def _profile(negotiation: Bargain, worth: Worth) -> bytes:
    from lxml import etree

    top, objective, elements = _tree(PROFILE, negotiation)
    weights = {
        issue.id: worth.weights[issue.id] * (max(worth.values[issue.id].values()) or 1)
        for issue in negotiation.issues
    }
    unit = _unit([*weights.values(), worth.walk_away])
    for number, (issue, element) in enumerate(
        zip(negotiation.issues, elements, strict=True), start=1
    ):
        values = [worth.values[issue.id][value.id] for value in issue.values]
        whole = math.lcm(*(value.denominator for value in values))
        for item, value in zip(element, values, strict=True):
            item.set("evaluation", str(int(value * whole)))
        etree.SubElement(
            objective, "weight", index=str(number), value=written(weights[issue.id] * unit)
        )
    etree.SubElement(top, "discount_factor", value="1")
    etree.SubElement(top, "reservation", value=written(worth.walk_away * unit))
    return _printed(top)


def _unit(numbers: Iterable[Fraction]) -> int:
    """Return by what to multiply numbers so that each can be written as a decimal that ends."""
    left = math.lcm(*(number.denominator for number in numbers))
    for prime in (2, 5):
        while left % prime == 0:
            left //= prime
    return left


def _printed(root: _Element) -> bytes:
    from lxml import etree

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
