"""The verb ``packages``: what could be signed, what could be traded, and how sure that is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from goodoffices.packages.result import Packages

_PATH = click.Path(path_type=Path)


@click.command(help=_("Tell which packages could be signed, what could be traded, and how surely."))
@click.argument("case", type=_PATH, metavar="CASE|NEGOTIATION.json|DOMAIN.xml")
@click.option("--improve", metavar="PACKAGE", help=_("Make a package better, or acceptable."))
@click.option("--compare", metavar="A,B", help=_("Weigh packages side by side."))
@click.option("--sure", metavar="PACKAGE", help=_("Say how sure it is that all could sign it."))
@click.option("-n", "count", default=10_000, show_default=True, help=_("Profiles to draw."))
@click.option("--seed", default=7, show_default=True, help=_("The same seed, the same shares."))
@click.option("--csv", "as_csv", is_flag=True, help=_("Print what could be signed as CSV."))
@click.option("--xlsx", type=_PATH, metavar="FILE", help=_("Write all tables into a workbook."))
@click.option("--genius", type=_PATH, metavar="FOLDER", help=_("Write it as GENIUS XML files."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def packages(case: Path, *, as_json: bool, as_csv: bool, **ask: Any) -> None:  # noqa: ANN401
    """Find the packages that two sides could sign."""
    from goodoffices.cli import tables
    from goodoffices.packages.words import deals

    if ask["count"] < 1:
        text = _("-n says how many profiles to draw: at least 1")
        raise UsageError(Finding("GO511", text))
    found = _opened(case)
    if as_csv:
        _print_csv(found)
    elif ask["xlsx"]:
        click.echo(_write_xlsx(found, ask["xlsx"]))
    elif ask["genius"]:
        click.echo("\n".join(map(str, _write_genius(found, ask["genius"]))))
    elif as_json:
        asked = {key: ask[key] for key in ("improve", "compare", "sure") if ask[key]}
        click.echo(
            json.dumps(
                found.to_dict() | deals.plain(found, asked, ask["count"], ask["seed"]),
                ensure_ascii=False,
                indent=2,
            )
        )
    elif ask["improve"]:
        click.echo(tables.sections(deals.improve(found, ask["improve"])))
    elif ask["compare"]:
        click.echo(tables.sections(deals.side_by_side(found, ask["compare"])))
    elif ask["sure"]:
        click.echo(tables.sections(deals.how_sure(found, ask["sure"], ask["count"], ask["seed"])))
    else:
        click.echo(tables.package_table(found))
        more = deals.more(found, ask["count"], ask["seed"])
        click.echo("\n" + tables.sections(more))


def _opened(case: Path) -> Packages:
    import goodoffices

    opened = goodoffices.load(case)
    if isinstance(opened, goodoffices.Conflict):
        text = _("{path} is a conflict; it has outcomes, not packages").format(path=case)
        raise UsageError(Finding("GO910", text, help=f"goodoffices outcomes {case}"))
    return opened.packages()


def _print_csv(found: Packages) -> None:
    from goodoffices.base.spreadsheet import to_csv

    rows = found.rows()
    head = [list(rows[0])] if rows else []
    click.echo(to_csv([*head, *(list(row.values()) for row in rows)]), nl=False)


def _write_xlsx(found: Packages, path: Path) -> Path:
    from goodoffices.base.spreadsheet import write_xlsx
    from goodoffices.packages.words import deals

    return write_xlsx(path, deals.sheets(found))


def _write_genius(found: Packages, folder: Path) -> list[Path]:
    """Write a domain and its profiles into a folder that holds nothing else."""
    from goodoffices.base.files import atomic_write
    from goodoffices.packages.forms.genius import to_genius

    files = to_genius(found.negotiation)
    if folder.exists() and any(folder.iterdir()):
        text = _("{folder} is not empty").format(folder=folder)
        hint = _("A GENIUS folder holds one domain and its profiles; name a new folder.")
        raise UsageError(Finding("GO511", text, help=hint))
    folder.mkdir(parents=True, exist_ok=True)
    return [atomic_write(folder / name, data) for name, data in files.items()]
