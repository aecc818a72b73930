"""Packages a person can use: what could be traded, made better, compared, and how sure it is.

The tables and sentences that the terminal, workbooks and JSON share; what is computed is in
:mod:`trades`, :mod:`compare`, :mod:`uncertainty`, :mod:`acceptability`, :mod:`adjusted_winner`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma
from goodoffices.packages import trades
from goodoffices.packages.acceptability import acceptability
from goodoffices.packages.adjusted_winner import AdjustedWinner
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.compare import PackageComparison, compare, compare_named
from goodoffices.packages.efficient import Solution
from goodoffices.packages.forms.table import holdable, to_table
from goodoffices.packages.naming import package_named, packages_named
from goodoffices.packages.result import Packages
from goodoffices.packages.uncertainty import Robustness, robustness
from goodoffices.packages.words import sure

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell

Choices = Mapping[str, str]
FEW = 8
"""How many of many ways are shown to a person; JSON has all that were looked for."""

MANY_VALUES = 60
"""Where issues have more values in all, changes of one issue only are looked through."""


@dataclass(frozen=True)
class Section:
    """A headed part of an answer: sentences, and rows of a table."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[dict[str, str], ...] = ()


# --- what could be traded -------------------------------------------------------------------------


def more(packages: Packages, n: int, seed: int) -> list[Section]:
    """Return what stands below what could be signed: trades, division, and how sure it is."""
    sections = [logrolling(packages.negotiation)]
    division = trades.divided(packages.negotiation)
    if division is not None:
        sections.append(_division(packages.negotiation, division))
    named = named_packages(packages)
    if named and packages.negotiation.uncertain:
        sections += [_sureness(packages, name, named[name], n, seed) for name in named]
    return sections


def logrolling(negotiation: Bargain) -> Section:
    """Say of each issue how many of 100 points hang on it for whom, and who could give it."""
    name = negotiation.party_name
    issues = {issue.id: issue for issue in negotiation.issues}
    rows = []
    for trade in trades.logrolling(negotiation):
        issue = issues[trade.issue]
        row = {_("issue"): issue.name}
        row |= {name(party): _points(points) for party, points in trade.points.items()}
        if trade.agreed is not None:
            text = next(v.text for v in issue.values if v.id == trade.agreed)
            row[_("trade")] = _("all want the same: {value}").format(value=text)
        elif not trade.difference:
            row[_("trade")] = _("matters as much to all")
        else:
            row[_("trade")] = _("{gives} could give, {gets} would gain").format(
                gives=name(trade.gives), gets=name(trade.gets)
            )
        rows.append(row)
    title = _("Who could give what cheaply (of 100 points, how many hang on it)")
    return Section(title, rows=tuple(rows))


def _points(points: Fraction) -> str:
    return f"{float(points):.0f}"


def _division(negotiation: Bargain, division: AdjustedWinner) -> Section:
    names = {issue.id: issue.name for issue in negotiation.issues}
    rows = []
    for issue, shares in division.shares.items():
        row = {_("issue"): names[issue]}
        row |= {
            negotiation.party_name(party): f"{float(100 * share):.0f} %"
            for party, share in shares.items()
        }
        rows.append(row)
    points = next(iter(division.points.values()))
    line = _("Each side would have {points} of its 100 points; none would rather have the other's.")
    lines = (
        [line.format(points=shown(points, 1))] if len(set(division.points.values())) == 1 else []
    )
    if division.divided is not None:
        text = _("Only {issue} would have to be divided.").format(issue=names[division.divided])
        lines.append(text)
    title = _("If what is contested could be divided between each side's best (Adjusted Winner)")
    return Section(title, tuple(lines), tuple(rows))


# --- one package ----------------------------------------------------------------------------------


def improve(packages: Packages, word: str) -> list[Section]:
    """Return how a package could be bettered at no cost, offered otherwise, made acceptable."""
    choices = package_named(packages, word)
    negotiation = packages.negotiation
    most = depth(negotiation)
    better = trades.improvements(negotiation, choices, most)
    sections = [
        Section(
            _("The package"),
            (negotiation.describe(choices), *_worths(negotiation, choices)),
        ),
        _moves(negotiation, _("Better for someone, worse for nobody"), better)
        if better
        else _efficient(packages, choices),
    ]
    for party in negotiation.parties:
        title = _("Worth the same to {party}").format(party=negotiation.party_name(party))
        moves = trades.equal_offers(negotiation, choices, party, most=most)
        if moves:
            sections.append(_moves(negotiation, title, moves))
    sections.append(concessions(packages, choices))
    return sections


def concessions(packages: Packages, choices: Choices) -> Section:
    """Say what would make a package acceptable: the least that each party would have to give."""
    lines = tuple(_concession_lines(packages, choices))
    return Section(_("The least that would have to be given"), lines)


def depth(negotiation: Bargain) -> int:
    """Return how many issues are changed together where changes of a package are looked for."""
    values = sum(len(issue.values) for issue in negotiation.issues)
    return 2 if values <= MANY_VALUES else 1


def _worths(negotiation: Bargain, choices: Choices) -> Iterator[str]:
    worths = negotiation.worth_vector(choices)
    for party, worth, away in zip(negotiation.parties, worths, negotiation.walk_aways, strict=True):
        text = _("Worth {worth} to {party}, whose walk-away is {away}.")
        yield text.format(worth=shown(worth), party=negotiation.party_name(party), away=shown(away))
    for party, line in negotiation.crossed(choices):
        text = _("It crosses a red line of {party}: {line}.")
        yield text.format(
            party=negotiation.party_name(party), line=negotiation.describe(line.choices)
        )


def _efficient(packages: Packages, choices: Choices) -> Section:
    title = _("Better for someone, worse for nobody")
    better = trades.improved(packages, choices)
    if not better:
        return Section(title, (_("There is no such package: it is efficient."),))
    text = _("Only by changing more at once: {package}.")
    package = packages.negotiation.describe(better[0].packages[0])
    return Section(title, (text.format(package=package),))


def _moves(negotiation: Bargain, title: str, moves: Sequence[trades.Move]) -> Section:
    rows = []
    for move in moves[:FEW]:
        row = {_("change"): negotiation.describe(move.changes)}
        for name, gain in zip(negotiation.party_names, move.gains, strict=True):
            row[name] = ("+" if gain > 0 else "") + shown(gain)
        rows.append(row)
    left = len(moves) - FEW
    lines = (_("The first {few} of {all}.").format(few=FEW, all=len(moves)),) if left > 0 else ()
    return Section(title, lines, tuple(rows))


def _concession_lines(packages: Packages, choices: Choices) -> Iterator[str]:
    negotiation = packages.negotiation
    name = negotiation.party_name
    gains = {
        party: worth - away
        for party, worth, away in zip(
            negotiation.parties,
            negotiation.worth_vector(choices),
            negotiation.walk_aways,
            strict=True,
        )
    }
    crossed = {party for party, _line in negotiation.crossed(choices)}
    refusing = [party for party in gains if gains[party] < 0 or party in crossed]
    if not refusing:
        yield _("Nothing: everyone has at least its walk-away.")
    for to in refusing:
        for party in negotiation.parties:
            if party == to:
                continue
            least = trades.smallest_concession(packages, choices, party, to)
            if least is None:
                text = _("{party} cannot make it acceptable to {to} and keep the rest on board.")
                yield text.format(party=name(party), to=name(to))
                continue
            text = _("{party} gives up {cost} so that {to} accepts: {package}.")
            if least.cost <= 0:
                text = _("{to} accepts at no cost to {party}: {package}.")
            yield text.format(
                party=name(party),
                cost=shown(least.cost),
                to=name(to),
                package=negotiation.describe(least.solution.packages[0]),
            )


# --- several packages, and how sure ---------------------------------------------------------------


def side_by_side(packages: Packages, words: str) -> list[Section]:
    """Return packages side by side."""
    compared = compare(packages, packages_named(packages, words))
    return [Section(_("Side by side"), rows=tuple(table(packages, compared)))]


def how_sure(packages: Packages, word: str, n: int, seed: int) -> list[Section]:
    """Return how sure it is that all could sign a package."""
    return [_sureness(packages, word, package_named(packages, word), n, seed)]


def named_packages(packages: Packages) -> dict[str, Choices]:
    """Return the packages a person would ask about: those of the case, and the Nash solution."""
    negotiation = packages.negotiation
    whole = {p.name: negotiation.completed(p.choices) for p in negotiation.named}
    named: dict[str, Choices] = {
        name: choices for name, choices in whole.items() if not negotiation.unsettled(choices)
    }
    if packages.nash:
        named[_("Nash")] = dict(packages.nash[0].packages[0])
    return named


def _sureness(packages: Packages, name: str, choices: Choices, n: int, seed: int) -> Section:
    """Say the exact answer first, then shares."""
    answer = acceptability(packages.negotiation, choices, n, seed)
    (counted,) = robustness(packages.negotiation, {name: choices}, n, seed)
    lines = [
        *sure.sentences(answer),
        *sure.counted_sentences(counted, packages.negotiation),
    ]
    status = {
        "certain": _("certain"),
        "depends": _("depends"),
        "impossible": _("impossible"),
        "unknown": _("unknown"),
    }[answer.status]
    title = _("How sure is “{package}”? {status}").format(package=name, status=status)
    return Section(title, tuple(lines))


def table(packages: Packages, compared: Sequence[PackageComparison]) -> list[dict[str, str]]:
    """Return packages as rows: each issue's value, each party's worth, and what is in the way."""
    negotiation = packages.negotiation
    rows = []
    for item in compared:
        row = {_("package"): item.name}
        for issue in negotiation.issues:
            text = {value.id: value.text for value in issue.values}
            row[issue.name] = text.get(item.choices.get(issue.id, ""), _("open"))
        for k, name in enumerate(negotiation.party_names):
            row[_("worth to {party}").format(party=name)] = (
                shown(item.worths[k]) if item.worths else "–"
            )
        row[_("in the way")] = comma("; ").join(_obstacles(packages.negotiation, item))
        rows.append(row)
    return rows


def _obstacles(negotiation: Bargain, item: PackageComparison) -> list[str]:
    """Say what keeps a package from being signed, or from being the best it could be."""
    name = negotiation.party_name
    if item.unsettled:
        return [_("leaves open: {issues}").format(issues=comma().join(item.unsettled))]
    obstacles = [_("below the walk-away of {party}").format(party=name(p)) for p in item.refused_by]
    obstacles += [
        _("crosses a red line of {party}").format(party=name(party)) for party, _l in item.crossed
    ]
    if item.better and not item.crossed:
        obstacles.append(_("another is better for someone and worse for nobody"))
    return obstacles


# --- plain values ---------------------------------------------------------------------------------


def plain(packages: Packages, asked: Mapping[str, str], n: int, seed: int) -> dict[str, Any]:
    """Return all of it as plain values; ``asked`` are the packages named to improve, compare."""
    negotiation = packages.negotiation
    named = named_packages(packages)
    if "sure" in asked:
        named = {asked["sure"]: package_named(packages, asked["sure"])}
    counted = robustness(negotiation, named, n, seed) if named else ()
    division = trades.divided(negotiation)
    answer: dict[str, Any] = {
        "logrolling": [_trade(trade) for trade in trades.logrolling(negotiation)],
        "adjusted_winner": _divided(division) if division else None,
        "gaps": [
            {
                "party": gap.party,
                "short": float(gap.short),
                "share": float(gap.share),
                "package": gap.solution.packages[0],
            }
            for gap in packages.gaps
        ],
        "blocking": [
            {"party": party, "red_line": dict(line.choices)} for party, line in packages.blocking
        ],
        "robustness": [_robust(item) for item in counted],
        "acceptability": {
            name: sure.plain(acceptability(negotiation, choices, n, seed))
            for name, choices in named.items()
        },
        "compare": table(packages, compare_named(packages)),
    }
    if "compare" in asked:
        answer["compare"] = table(
            packages, compare(packages, packages_named(packages, asked["compare"]))
        )
    if "improve" in asked:
        answer["improve"] = _improved(packages, package_named(packages, asked["improve"]))
    return answer


def _trade(trade: trades.Trade) -> dict[str, Any]:
    points = {party: float(x) for party, x in trade.points.items()}
    return {
        "issue": trade.issue,
        "points": points,
        "gives": trade.gives,
        "gets": trade.gets,
        "agreed": trade.agreed,
    }


def _divided(division: AdjustedWinner) -> dict[str, Any]:
    return {
        "shares": {
            issue: {party: float(x) for party, x in each.items()}
            for issue, each in division.shares.items()
        },
        "points": {party: float(x) for party, x in division.points.items()},
        "divided": division.divided,
    }


def _robust(item: Robustness) -> dict[str, Any]:
    better = item.better_than_today
    return {
        "package": item.name,
        "acceptable": {party: share.to_dict() for party, share in item.acceptable.items()},
        "to_all": item.to_all.to_dict(),
        "efficient": item.efficient.to_dict(),
        "better_than_today": better.to_dict() if better else None,
        "intervals": item.drawn,
        "seed": item.seed,
    }


def _improved(packages: Packages, choices: Choices) -> dict[str, Any]:
    negotiation = packages.negotiation
    most = depth(negotiation)
    concessions = []
    for party in negotiation.parties:
        for to in negotiation.parties:
            least = (
                trades.smallest_concession(packages, choices, party, to) if party != to else None
            )
            if least is not None:
                package = least.solution.packages[0]
                concessions.append(
                    {"party": party, "to": to, "cost": float(least.cost), "package": package}
                )
    return {
        "package": dict(choices),
        "improvements": [_move(m) for m in trades.improvements(negotiation, choices, most)],
        "efficient": [_solution(s) for s in islice(trades.improved(packages, choices), 1000)],
        "equal_worth": {
            party: [_move(m) for m in trades.equal_offers(negotiation, choices, party, most=most)]
            for party in negotiation.parties
        },
        "concessions": concessions,
    }


def _move(move: trades.Move) -> dict[str, Any]:
    return {"changes": dict(move.changes), "gains": [float(gain) for gain in move.gains]}


def _solution(solution: Solution) -> dict[str, Any]:
    worths = [float(worth) for worth in solution.utilities]
    return {"utilities": worths, "packages": list(solution.packages), "count": solution.count}


# --- workbooks ------------------------------------------------------------------------------------


def sheets(packages: Packages) -> dict[str, list[list[Cell]]]:
    """Return the tables as sheets of a workbook, a head first.

    The sheet “Negotiation” can be read in again; it is left out, and the summary says so, where a
    table cannot hold the worths.
    """
    rolled = logrolling(packages.negotiation)
    tables: dict[str, Sequence[dict[str, str]]] = {
        _("Could be signed"): packages.rows(),
        _("Named packages"): table(packages, compare_named(packages)),
        _("Trades"): rolled.rows,
    }
    laid: dict[str, list[list[Cell]]] = {}
    for title, rows in tables.items():
        if rows:
            laid[title] = [list(rows[0])]
            laid[title] += [list(row.values()) for row in rows]
    summary: list[list[Cell]] = [[_("In words")]]
    summary += [[line] for line in packages.summary.split(". ")]
    if holdable(packages.negotiation):
        return {**laid, _("Summary"): summary, "Negotiation": to_table(packages.negotiation)}
    text = _(
        "The negotiation itself is not in this workbook: a table cannot hold pairs, red lines, "
        "weights that hang together or worths of coalitions."
    )
    return {**laid, _("Summary"): [*summary, [text]]}
