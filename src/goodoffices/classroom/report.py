"""The pages of a class: role sheets to print, and the debrief to show.

Both are one file that needs no script and asks no host for anything. Role sheets hold links that
let people in and each side's secret numbers: they are for the teacher to hand out, one by one.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, n_
from goodoffices.case.nouns import Case, Package, Party
from goodoffices.classroom.debrief import Reached, TableOutcome
from goodoffices.classroom.setting import Classroom, Seat
from goodoffices.look import tokens

if TYPE_CHECKING:
    from jinja2 import Environment

    from goodoffices.packages.result import Packages

TEMPLATES = files("goodoffices.classroom") / "templates"
BETTER = 3
"""How many improvements are told for one table."""


@dataclass(frozen=True, slots=True)
class Worths:
    """What one issue is worth to a party, as its sheet says it."""

    name: str
    weight: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSheet:
    """What one person is handed."""

    seat: Seat
    code: Markup
    party: Party | None = None
    wants: tuple[str, ...] = ()
    issues: tuple[Worths, ...] = ()
    walk_away: str = ""
    never: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One table's line of the debrief."""

    table: str
    reached: str
    package: str
    worths: tuple[str, ...]
    notes: tuple[str, ...]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: TEMPLATES.joinpath(name).read_text("utf-8")),
    )
    made.globals.update(_=_, n_=n_)
    return made


def _page(template: str, **context: Any) -> str:  # noqa: ANN401 - whatever the template shows
    style = f"{tokens.rules()}\n{TEMPLATES.joinpath('page.css').read_text('utf-8').strip()}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    context |= {"language": "en", "direction": "ltr", "digest": digest}
    context |= {"style": Markup(style)}  # noqa: S704 - our own stylesheet
    return _environment().get_template(template).render(**context)


# -- role sheets ---------------------------------------------------------------------


def sheets(case: Case, seats: Sequence[Seat]) -> str:
    """Return the page of role sheets, table by table."""
    made = [_sheet(case, seat) for seat in seats]
    tables = len({seat.table for seat in seats})
    return _page("sheets.html", case=case, sheets=made, tables=tables)


def _sheet(case: Case, seat: Seat) -> RoleSheet:
    import segno

    code = Markup(segno.make(seat.link, micro=False).svg_inline(border=2, omitsize=True))  # noqa: S704 - segno draws
    party = case.party(seat.invitation.member.party or "")
    if party is None:
        return RoleSheet(seat=seat, code=code)
    plain = RoleSheet(
        seat=seat, code=code, party=party, wants=tuple(text for text, _basis in party.wants)
    )
    worth = party.worth
    if worth is None:
        return plain
    texts = {(i.id, v.id): f"{i.name}: {v.text}" for i in case.issues for v in i.values}
    issues = tuple(
        Worths(
            issue.name,
            shown(worth.weights[issue.id]),
            tuple((v.text, shown(worth.values[issue.id][v.id])) for v in issue.values),
        )
        for issue in case.issues
        if issue.id in worth.weights
        and set(worth.values.get(issue.id, ())) >= _ids(issue.values)
        and issue.values
    )
    return replace(
        plain,
        issues=issues,
        walk_away=shown(worth.walk_away),
        never=tuple(_together(line.choices, texts) for line in worth.red_lines),
        pairs=tuple((_together(p.choices, texts), _signed(shown(p.adds))) for p in worth.pairs),
    )


def _ids(values: Sequence[Any]) -> set[str]:
    return {value.id for value in values}


def _together(choices: Mapping[str, str], texts: Mapping[tuple[str, str], str]) -> str:
    return "; ".join(texts.get(choice, "=".join(choice)) for choice in choices.items())


def _signed(number: str) -> str:
    return number if number.startswith(("-", "−")) else f"+{number}"


# -- debrief ---------------------------------------------------------------------------------------


def in_words(how: Reached) -> str:
    """Say how far a table came."""
    return {
        "signed": _("signed agreement"),
        "agreed": _("agreed by ballot, not signed"),
        "no agreement": _("a proposal that did not pass"),
        "proposed": _("a proposal not yet counted"),
        "drafted": _("drafts, no proposal"),
        "began": _("talks, no draft"),
        "empty": _("nobody came"),
    }[how]


def debrief(room: Classroom, outcomes: Sequence[TableOutcome], packages: Packages | None) -> str:
    """Return the debrief as a page."""
    return _page(
        "debrief.html",
        room=room,
        packages=packages,
        summary=summary(outcomes),
        names=packages.negotiation.party_names if packages else (),
        rows=rows(outcomes, packages),
        figure=_figure(outcomes, packages) if packages else None,
        solutions=_solutions(packages) if packages else (),
    )


def summary(outcomes: Sequence[TableOutcome]) -> str:
    """Say in a sentence or two what the class came to."""
    deals = [o for o in outcomes if o.reached in ("signed", "agreed")]
    weighed = [o for o in outcomes if o.worths is not None]
    efficient = sum(bool(o.efficient) for o in weighed)
    said = n_(
        "{deals} of {count} table came to an agreement.",
        "{deals} of {count} tables came to an agreement.",
        len(outcomes),
    ).format(deals=len(deals), count=len(outcomes))
    if not weighed:
        return said
    more = n_(
        "Of the {count} deal that can be weighed, {efficient} is efficient.",
        "Of the {count} deals that can be weighed, {efficient} are efficient.",
        len(weighed),
    ).format(count=len(weighed), efficient=efficient)
    return f"{said} {more}"


def rows(outcomes: Sequence[TableOutcome], packages: Packages | None) -> list[ReportRow]:
    """Return the debrief's table."""
    return [_row(outcome, packages) for outcome in outcomes]


def _row(outcome: TableOutcome, packages: Packages | None) -> ReportRow:
    negotiation = packages.negotiation if packages else None
    package = ""
    if outcome.choices is not None:
        package = (
            negotiation.describe(outcome.choices)
            if negotiation
            else "; ".join("=".join(pair) for pair in outcome.choices.items())
        )
    blank = ("",) * len(negotiation.parties) if negotiation else ()
    worths = tuple(map(shown, outcome.worths)) if outcome.worths is not None else blank
    return ReportRow(
        outcome.table, in_words(outcome.reached), package, worths, tuple(_notes(outcome, packages))
    )


def _notes(outcome: TableOutcome, packages: Packages | None) -> list[str]:
    notes = []
    if outcome.unread:
        said = _(
            "The text uses other words than the case for {issues}; say what it means with --deal."
        )
        notes.append(said.format(issues=", ".join(outcome.unread)))
    if outcome.told:
        notes.append(_("The package is as the teacher read it."))
    if packages is None or outcome.worths is None:
        return notes
    negotiation = packages.negotiation
    for party in outcome.short:
        said = _("Worth less to {party} than no deal.")
        notes.append(said.format(party=negotiation.party_name(party)))
    for party in outcome.crossed:
        said = _("Crosses a red line of {party}.")
        notes.append(said.format(party=negotiation.party_name(party)))
    if outcome.efficient:
        notes.append(_("Efficient: no other package gives one side more and none less."))
    notes += [_better(move.changes, move.gains, packages) for move in outcome.better[:BETTER]]
    return notes


def _better(changes: Mapping[str, str], gains: Sequence[Any], packages: Packages) -> str:
    negotiation = packages.negotiation
    each = ", ".join(
        f"{name} {_signed(shown(gain))}"
        for name, gain in zip(negotiation.party_names, gains, strict=True)
    )
    said = _("Left on the table: {changes} ({gains}).")
    return said.format(changes=negotiation.describe(changes), gains=each)


def _solutions(packages: Packages) -> list[tuple[str, str, tuple[str, ...]]]:
    named = (
        (_("Nash"), packages.nash),
        (_("Kalai–Smorodinsky"), packages.kalai_smorodinsky),
        (_("max–min gain"), packages.egalitarian_gain),
        (_("largest sum"), packages.utilitarian),
    )
    return [
        (
            name,
            packages.negotiation.describe(solution.packages[0]),
            tuple(map(shown, solution.utilities)),
        )
        for name, ties in named
        for solution in ties[:5]
    ]


def _figure(outcomes: Sequence[TableOutcome], packages: Packages) -> Markup | None:
    """Draw the Pareto picture with each distinct deal named by its tables."""
    from goodoffices.brief.deals import Deals
    from goodoffices.brief.scatter import figure
    from goodoffices.look.sides import sides
    from goodoffices.packages.result import packages as search

    tables: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for outcome in outcomes:
        if outcome.worths is not None and outcome.choices is not None:
            tables.setdefault(tuple(sorted(outcome.choices.items())), []).append(outcome.table)
    named = tuple(
        Package("-".join(at), _("Table {numbers}").format(numbers=", ".join(at)), dict(choices))
        for choices, at in tables.items()
    )
    negotiation = replace(packages.negotiation, named=named)
    parties = sides(list(zip(negotiation.parties, negotiation.party_names, strict=True)))
    return figure(Deals(search(negotiation), parties))
