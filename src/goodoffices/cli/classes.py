"""The command line of a classroom: set up tables, and show what came of them.

Serving is the talks' own verb: ``goodoffices talks serve FOLDER`` knows a class when it sees one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import CaseError
from goodoffices.base.i18n import _, n_
from goodoffices.cli.options import PATH, Progress

if TYPE_CHECKING:
    from goodoffices.classroom.setting import Classroom
    from goodoffices.packages.result import Packages


@click.command(help=_("Set up a class on CASE: tables, links and role sheets in a new FOLDER."))
@click.argument("case", type=PATH)
@click.argument("folder", type=PATH, required=False)
@click.option("--tables", default=25, show_default=True, help=_("How many tables."))
@click.option("--minutes", default=60, show_default=True, help=_("How long the round lasts."))
@click.option("--base", default="http://127.0.0.1:8643", help=_("Where the class will be served."))
def classroom(case: Path, folder: Path | None, *, tables: int, minutes: int, base: str) -> None:
    """Set up a class."""
    from goodoffices.base.files import existing
    from goodoffices.classroom.report import sheets
    from goodoffices.classroom.setting import SHEETS, ClassPlan, set_up
    from goodoffices.talks.pages.app import utc

    source = existing(case)
    home = source if source.is_dir() else source.parent
    folder = folder or Path(f"{home.resolve().name}-classroom")
    plan = ClassPlan(tables=tables, minutes=minutes, base=base)
    with Progress(_("tables")) as progress:

        def tell(done: int) -> None:
            progress.step(done, tables)

        _room, seats = set_up(source, folder, utc(), plan=plan, sheets=sheets, tell=tell)
    told = n_("{count} table, {seats} seats.", "{count} tables, {seats} seats.", plan.tables)
    click.echo(told.format(count=plan.tables, seats=len(seats)))
    click.echo(_("Print and hand out: {path}").format(path=folder / SHEETS))
    click.echo(_("Next: goodoffices talks serve {folder}").format(folder=folder))
    click.echo(_("Then: goodoffices debrief {folder}").format(folder=folder))


@click.command(help=_("Show what each table of a class agreed, on the Pareto picture."))
@click.argument("folder", type=PATH)
@click.option("-o", "--output", type=PATH, help=_("Where to write the page."))
@click.option(
    "--deal",
    multiple=True,
    metavar="TABLE:ISSUE=VALUE,…",
    help=_("What a table's own words mean; repeat."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the table as CSV."))
def debrief(folder: Path, output: Path | None, *, deal: tuple[str, ...], as_csv: bool) -> None:
    """Debrief a class."""
    from goodoffices.base.files import atomic_write
    from goodoffices.classroom.debrief import outcomes_of, said_packages
    from goodoffices.classroom.report import debrief as page
    from goodoffices.classroom.report import rows, summary
    from goodoffices.classroom.setting import opened
    from goodoffices.talks.pages.app import utc

    room = opened(folder)
    packages = _packages(room)
    told = said_packages(deal, room, packages.negotiation if packages else None)
    found = outcomes_of(room, utc(), packages, told)
    if as_csv:
        from goodoffices.base.spreadsheet import to_csv

        names = packages.negotiation.party_names if packages else ()
        head = ["table", "came to", "package", *names, "notes"]
        lines = [
            [r.table, r.reached, r.package, *r.worths, " ".join(r.notes)]
            for r in rows(found, packages)
        ]
        click.echo(to_csv([head, *lines]), nl=False)
        return
    path = output or folder / "debrief.html"
    atomic_write(path, page(room, found, packages).encode())
    click.echo(summary(found))
    click.echo(path)


def _packages(room: Classroom) -> Packages | None:
    """Return the case's packages; None where the case does not say what they are worth."""
    from goodoffices.packages.result import packages

    try:
        return packages(room.case)
    except CaseError:
        return None
