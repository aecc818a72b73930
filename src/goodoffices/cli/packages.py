"""The verb ``packages``: what could be signed, what could be traded, and how sure that is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.base.errors import Place, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import (
    PATH,
    as_json,
    fitting,
    open_negotiation,
    print_findings,
    print_json,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from goodoffices.packages.alternating import AlternatingOffers
    from goodoffices.packages.contingent import Contingent
    from goodoffices.packages.result import Packages

QUESTIONS = (
    "--improve",
    "--compare",
    "--sure",
    "--signers",
    "--division",
    "--chance",
    "--event",
    "--discount",
)


@click.command(help=_("Tell which packages could be signed, what could be traded, and how surely."))
@click.argument("case", type=PATH, metavar="CASE|NEGOTIATION.json|DOMAIN.xml")
@click.option("--improve", metavar="PACKAGE", help=_("Make a package better, or acceptable."))
@click.option("--compare", metavar="A,B", help=_("Weigh packages side by side."))
@click.option("--sure", metavar="PACKAGE", help=_("Say how sure it is that all could sign it."))
@click.option("--signers", type=int, metavar="K", help=_("Only so many must sign."))
@click.option("--veto", multiple=True, metavar="PARTY", help=_("With --signers: who must be one."))
@click.option("--block", metavar="PACKAGE", help=_("Which coalitions could block a package."))
@click.option(
    "--division", metavar="SHARES", help=_("Who would object: shapley, nucleolus, or A=10,B=5.")
)
@click.option(
    "--chance", multiple=True, metavar="PARTY=P", help=_("How likely a party holds an event to be.")
)
@click.option(
    "--event",
    default="",
    metavar="TEXT",
    help=_("With --chance: what the event is; alone: one that the file states, by its id."),
)
@click.option(
    "--discount", multiple=True, metavar="PARTY=D", help=_("What a period later is worth of now.")
)
@click.option("--periods", default=10, show_default=True, help=_("With --discount: of offers."))
@click.option("--first", default="", metavar="PARTY", help=_("With --discount: who begins."))
@click.option(
    "-n",
    "count",
    default=10_000,
    show_default=True,
    callback=lambda _context, _option, count: _drawn(count),
    help=_("Profiles to draw."),
)
@click.option("--seed", default=7, show_default=True, help=_("The same seed, the same shares."))
@click.option("--csv", "as_csv", is_flag=True, help=_("Print what could be signed as CSV."))
@click.option("--xlsx", type=PATH, metavar="FILE", help=_("Write all tables into a workbook."))
@click.option("--genius", type=PATH, metavar="FOLDER", help=_("Write it as GENIUS XML files."))
@as_json
def packages(
    case: Path,
    *,
    improve: str | None,
    compare: str | None,
    sure: str | None,
    signers: int | None,
    veto: tuple[str, ...],
    block: str | None,
    division: str | None,
    count: int,
    seed: int,
    as_csv: bool,
    xlsx: Path | None,
    genius: Path | None,
    as_json: bool,
    **more: Any,  # noqa: ANN401 - the options of what `_told` answers
) -> None:
    """Find the packages that two sides could sign."""
    from goodoffices.cli import tables
    from goodoffices.packages.words import deals

    chosen = signers is not None or bool(veto) or block is not None
    told = (more["chance"], None if more["chance"] else more["event"], more["discount"])
    asked = (improve, compare, sure, chosen, division, *told)
    fitting(
        dict(zip(QUESTIONS, asked, strict=True)),
        {"--csv": as_csv, "--xlsx": xlsx, "--genius": genius, "--json": as_json},
        dict.fromkeys(QUESTIONS, ("--json",)),
        together=as_json and not (chosen or division or any(told)),
    )
    result = open_negotiation(case).packages()
    aside = result.negotiation.aside
    print_findings(finding("GO512.aside", Place(f), severity="note") for f in aside)
    if chosen:
        _print_signing(result, signers, veto, block, as_json=as_json)
    elif division:
        _print_division(result, division, as_json=as_json)
    elif any(told):
        _print_told(_told(result, **more), as_json=as_json)
    elif as_csv:
        _print_csv(result)
    elif xlsx:
        click.echo(_write_xlsx(result, xlsx))
    elif genius:
        click.echo("\n".join(map(str, _write_genius(result, genius))))
    elif as_json:
        questions = {"improve": improve, "compare": compare, "sure": sure}
        wanted = {key: value for key, value in questions.items() if value}
        print_json(result.to_dict() | deals.plain(result, wanted, count, seed))
    elif improve:
        click.echo(tables.sections(deals.improve(result, improve)))
    elif compare:
        click.echo(tables.sections(deals.side_by_side(result, compare)))
    elif sure:
        click.echo(tables.sections(deals.how_sure(result, sure, count, seed)))
    else:
        click.echo(tables.package_table(result))
        click.echo("\n" + tables.sections(deals.more(result, count, seed)))
        _print_events(result)


def _drawn(count: int) -> int:
    """Return how many profiles are drawn, one at least."""
    if count < 1:
        raise UsageError(finding("GO511.count"))
    return count


def _print_events(result: Packages) -> None:
    """Print which events may be asked about."""
    for one in result.negotiation.events:
        said = _("The file says how likely the parties hold this to be: --event {event}")
        click.echo(said.format(event=one.id))


def _print_signing(
    result: Packages,
    signers: int | None,
    veto: tuple[str, ...],
    block: str | None,
    *,
    as_json: bool,
) -> None:
    """Print what enough parties would sign, or which of them could block a package."""
    from goodoffices.cli import terminal
    from goodoffices.packages.naming import package_named
    from goodoffices.packages.signing import signing
    from goodoffices.packages.words import signing as words

    found = signing(result.negotiation, signers, veto)
    if block is not None:
        package = package_named(result, block)
        rows = [asdict(each) for each in found.objections(package)]
        if as_json:
            print_json({"package": package, "blocked_by": rows})
            return
        click.echo(words.blocked(rows))
        heads, cells = words.blocking_heads(), words.blocking_cells(result.negotiation, rows)
    else:
        if as_json:
            print_json(found.to_dict())
            return
        click.echo(found.explain())
        heads, cells = words.heads(), words.cells(result.negotiation, found.rows())
    if cells:
        click.echo("\n" + terminal.table(heads, cells))


def _print_division(result: Packages, division: str, *, as_json: bool) -> None:
    """Print what coalitions are worth, and which would object to a division."""
    from goodoffices.cli import terminal
    from goodoffices.packages.games import CoalitionGame
    from goodoffices.packages.words import games as words

    negotiation = result.negotiation
    game = CoalitionGame.of(negotiation.parties, negotiation.coalitions)
    names = dict(zip(negotiation.parties, negotiation.party_names, strict=True))
    shares: dict[str, str] | dict[str, Fraction] | None = None
    asked = division.strip().casefold()
    if asked == "nucleolus":
        shares = game.nucleolus
        if shares is None:
            raise UsageError(finding("GO516.nucleolus"))
    elif asked != "shapley":
        ids = {name: party for party, name in names.items()} | {p: p for p in names}
        pieces = (piece.partition("=") for piece in division.split(","))
        shares = {ids.get(key.strip(), key.strip()): value.strip() for key, _is, value in pieces}
    found = game.to_dict(shares)
    if as_json:
        print_json(found)
        return
    click.echo(words.told(names, found))
    if found["objections"]:
        click.echo("\n" + terminal.table(words.heads(), words.cells(names, found)))


def _by_party(result: Packages, words: tuple[str, ...]) -> dict[str, str]:
    """Read ``PARTY=NUMBER`` words; a party by its id or name."""
    negotiation = result.negotiation
    ids = dict(zip(negotiation.party_names, negotiation.parties, strict=True))
    found = {}
    for word in words:
        party, equals, number = word.partition("=")
        if not equals:
            raise UsageError(finding("GO517.written", word=word))
        found[ids.get(party.strip(), party.strip())] = number.strip()
    return found


def _told(
    result: Packages,
    *,
    chance: tuple[str, ...],
    event: str,
    discount: tuple[str, ...],
    periods: int,
    first: str,
) -> Contingent | AlternatingOffers:
    """Find what could be agreed on that hangs on an event, or what offers in turn come to."""
    if chance or event:
        from goodoffices.packages.contingent import contingent

        named = {"event": event} if event else {}
        said = _by_party(result, chance) if chance else None
        return contingent(result.negotiation, said, **named)
    from goodoffices.packages.alternating import alternating_offers

    order = list(_by_party(result, (f"{first}=",))) if first else []
    return alternating_offers(result.negotiation, _by_party(result, discount), periods, order)


def _print_told(told: Contingent | AlternatingOffers, *, as_json: bool) -> None:
    """Print what was found, as a table with what it says."""
    from goodoffices.cli import tables

    if as_json:
        print_json(told.to_dict())
    else:
        click.echo(tables.with_rows(told.rows(), told.explain()))


def _print_csv(result: Packages) -> None:
    from goodoffices.base.spreadsheet import to_csv

    rows = result.rows()
    head = [list(rows[0])] if rows else []
    click.echo(to_csv([*head, *(list(row.values()) for row in rows)]), nl=False)


def _write_xlsx(result: Packages, path: Path) -> Path:
    from goodoffices.base.spreadsheet import write_xlsx
    from goodoffices.packages.words import deals

    return write_xlsx(path, deals.sheets(result))


def _write_genius(result: Packages, folder: Path) -> list[Path]:
    """Write a domain and its profiles into a folder that holds nothing else."""
    from goodoffices.base.files import atomic_write
    from goodoffices.packages.forms.genius import to_genius

    files = to_genius(result.negotiation)
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(finding("GO511.not_empty", folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    return [atomic_write(folder / name, data) for name, data in files.items()]
