"""What was found about packages, said in plain sentences, as a table, in JSON and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma, n_
from goodoffices.case.nouns import CaseIssue
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.efficient import EfficientPackages, Solution


def summary(packages: EfficientPackages) -> str:
    """Say in plain sentences what was found."""
    size, allowed = len(packages.frontier.points), packages.frontier.allowed
    possible = n_(
        "{count} package is possible.", "{count} packages are possible.", packages.outcomes
    )
    lines = [possible.format(count=f"{packages.outcomes:,}")]
    if allowed < packages.outcomes:
        lines.append(
            n_(
                "{count} crosses nobody's red line.",
                "{count} cross nobody's red line.",
                allowed,
            ).format(count=f"{allowed:,}")
        )
    divisions = n_(
        "{count} division of worths is efficient: nobody can gain without another losing.",
        "{count} divisions of worths are efficient: in these nobody can gain without "
        "another losing.",
        size,
    )
    lines += [divisions.format(count=f"{size:,}")] if size else []
    lines += [*_zone_sentences(packages)]
    if packages.today is not None and packages.zone:
        count = len(packages.better_than_today)
        better = n_(
            "{count} of these is better than today for someone and worse for nobody.",
            "{count} of these are better than today for someone and worse for nobody.",
            count,
        )
        lines.append(better.format(count=f"{count:,}"))
    lines += [
        _("{party} has no worths in the case, and so no say in these packages.").format(party=name)
        for name in packages.negotiation.silent
    ]
    return " ".join(lines)


def _zone_sentences(packages: EfficientPackages) -> Iterator[str]:
    count = len(packages.zone)
    if count:
        yield n_(
            "{count} of them gives every party at least its walk-away.",
            "{count} of them give every party at least its walk-away.",
            count,
        ).format(count=f"{count:,}")
        return
    yield _("There is no zone of possible agreement: no package gives every party its walk-away.")
    if packages.gaps:
        yield _gap_sentence(packages)
    elif packages.frontier.allowed:
        yield _("No single party could close the gap by lowering its walk-away.")
    for party, line in packages.blocking:
        sentence = _("Without this red line of {party} there would be one: {line}.")
        yield sentence.format(
            party=packages.negotiation.party_name(party),
            line=packages.negotiation.describe(line.choices),
        )


def _gap_sentence(packages: EfficientPackages) -> str:
    gap = packages.gaps[0]
    sentence = _(
        "Soonest to close the gap: if the walk-away of {party} fell by {short}, from {old} to "
        "{new}, this could be signed: {package}."
    )
    old = packages.negotiation.worths[gap.party].walk_away
    return sentence.format(
        party=packages.negotiation.party_name(gap.party),
        short=shown(gap.short),
        old=shown(old),
        new=shown(old - gap.short),
        package=packages.negotiation.describe(gap.solution.packages[0]),
    )


def rows(packages: EfficientPackages) -> list[dict[str, str]]:
    """Return what could be signed as rows of a table, one for each division of worths.

    Where nothing could be signed, the rows are the efficient packages that fall short.
    """
    marks = _marks(packages)
    parties = _headings(packages.negotiation)
    return [
        {
            **{
                issue.name: _value_text(issue, solution.packages[0])
                for issue in packages.negotiation.issues
            },
            **{
                heading: shown(worth)
                for heading, worth in zip(parties, solution.utilities, strict=True)
            },
            _("packages"): str(solution.count),
            _("which"): comma().join(marks.get(solution.utilities, [])),
        }
        for solution in packages.pareto or packages.efficient
    ]


def _marks(packages: EfficientPackages) -> dict[tuple[Fraction, ...], list[str]]:
    """Name the solutions, by their worths."""
    if not packages.zone:
        short = _("below a walk-away")
        return {solution.utilities: [short] for solution in packages.efficient}
    marks: dict[tuple[Fraction, ...], list[str]] = {}
    for name, ties in [
        (_("Nash"), packages.nash),
        (_("Kalai–Smorodinsky"), packages.kalai_smorodinsky),
        (_("max–min gain"), packages.egalitarian_gain),
        (_("largest sum"), packages.utilitarian),
        (_("better than today"), packages.better_than_today),
    ]:
        for solution in ties:
            marks.setdefault(solution.utilities, []).append(name)
    return marks


def plain(packages: EfficientPackages) -> dict[str, object]:
    """Return plain values for JSON; ``exact`` holds the worths as fractions."""
    pareto = [packages.worths_of(row) for row in packages.zone]
    return {
        "name": packages.negotiation.name,
        "parties": list(packages.negotiation.parties),
        "outcomes": packages.outcomes,
        "allowed": packages.frontier.allowed,
        "pareto": {"size": len(pareto), **_vectors(pareto)},
        "efficient": {"size": len(packages.frontier.points)},
        "nash": _plain(packages.nash),
        "kalai_smorodinsky": _plain(packages.kalai_smorodinsky),
        "egalitarian_gain": _plain(packages.egalitarian_gain),
        "utilitarian": _plain(packages.utilitarian),
        "today": _plain([packages.today]) if packages.today else None,
        "better_than_today": _plain(packages.better_than_today),
        "summary": summary(packages),
    }


def html(packages: EfficientPackages) -> str:
    """Show the efficient packages as a table, the first few hundred of them."""
    table = rows(packages)
    head = "".join(f"<th>{escape(key)}</th>" for key in (table[0] if table else {}))
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.values()) + "</tr>"
        for row in table[:300]
    )
    return (
        f"<p>{escape(summary(packages))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _headings(negotiation: Bargain) -> list[str]:
    """Return a heading for each party's worths, told apart from an issue of the same name."""
    issues = {issue.name for issue in negotiation.issues}
    apart = _("worth to {party}")
    return [
        apart.format(party=name) if name in issues else name for name in negotiation.party_names
    ]


def _value_text(issue: CaseIssue, package: dict[str, str]) -> str:
    return next(value.text for value in issue.values if value.id == package[issue.id])


def _vectors(worths: Sequence[tuple[Fraction, ...]]) -> dict[str, object]:
    return {
        "utilities": [[float(worth) for worth in vector] for vector in worths],
        "exact": [[str(worth) for worth in vector] for vector in worths],
    }


def _plain(ties: Sequence[Solution]) -> dict[str, object]:
    return {
        **_vectors([solution.utilities for solution in ties]),
        "packages": [package for solution in ties for package in solution.packages],
        "count": sum(solution.count for solution in ties),
    }
