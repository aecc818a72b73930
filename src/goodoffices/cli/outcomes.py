"""The verb ``outcomes``: what would hold and why, how to get there, and what follows an edit."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.base.errors import Finding, GoodOfficesError, UsageError
from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodoffices.conflict.graph import GraphModel
    from goodoffices.conflict.outcomes import Outcomes

_PATH = click.Path(path_type=Path)

PAUSE = 0.3
"""Seconds between two looks at a file that is watched."""


@click.command(help=_("Tell which outcomes would hold, and why (alias: analyse, analyze)."))
@click.argument("case", type=_PATH, metavar="CASE|CONFLICT.json")
@click.option("--explain", "state", metavar="STATE", help=_("Say why, for one outcome."))
@click.option("--from", "start", metavar="STATE", help=_("With --to: where to start from."))
@click.option("--to", "target", metavar="STATE", help=_("Say how an outcome can be reached."))
@click.option("--ranks", is_flag=True, help=_("Tell how each party ranks the outcomes."))
@click.option(
    "--coalition", metavar="A,B", help=_("Tell where these parties would stay together (or all).")
)
@click.option("--limited", metavar="H", help=_("Tell who would stay, looking H moves ahead."))
@click.option("--simultaneous", is_flag=True, help=_("Tell where acting at once goes wrong."))
@click.option(
    "--concept", metavar="C,D", help=_("Decide other concepts: Nash, GMR, SMR, SEQ, SSEQ; all.")
)
@click.option("--watch", is_flag=True, help=_("Tell it again whenever the file changes."))
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the whole table as CSV."))
@click.option("--xlsx", metavar="FILE", help=_("Write the whole table as an XLSX workbook."))
@click.option("--graphml", is_flag=True, help=_("Print the state graph as GraphML."))
@click.option("--gmcr", is_flag=True, help=_("Print the conflict as the field's program reads it."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def outcomes(case: Path, *, as_json: bool, watch: bool, **ask: Any) -> None:  # noqa: ANN401
    """Analyse which outcomes would hold."""
    if ask["start"] and not ask["target"]:
        text = _("--from says where to start, but not where to go")
        raise UsageError(Finding("GO916", text, help=_("Add --to STATE.")))
    if watch:
        _watch(case, ask, as_json=as_json)
    else:
        _answer(_opened(case, ask["concept"]), ask, as_json=as_json)


def _opened(case: Path, concepts: str | None) -> Outcomes:
    import goodoffices

    opened = goodoffices.load(case)
    if isinstance(opened, goodoffices.Negotiation):
        text = _("{path} is a negotiation; it has packages, not outcomes").format(path=case)
        raise UsageError(Finding("GO910", text, help=f"goodoffices packages {case}"))
    if not concepts:
        return opened.outcomes()
    from goodoffices.conflict.concepts import concepts_of

    return opened.outcomes(concepts_of(concepts))


def _answer(found: Outcomes, ask: dict[str, Any], *, as_json: bool) -> None:
    """Print what was asked of the outcomes."""
    from goodoffices.cli import tables

    if ask["coalition"] or ask["limited"] or ask["simultaneous"]:
        from goodoffices.conflict.unknowns import refuse_unknown

        refuse_unknown(found.conflict)
    if ask["coalition"]:
        _coalition(found.conflict, ask["coalition"].split(","), as_json=as_json)
    elif ask["limited"]:
        _limited(found.conflict, ask["limited"], as_json=as_json)
    elif ask["simultaneous"]:
        _simultaneous(found.conflict, as_json=as_json)
    elif as_json:
        _json(found.to_dict())
    elif any(ask[form] for form in ("as_csv", "graphml", "gmcr", "xlsx")):
        _export(found, ask)
    elif ask["ranks"]:
        click.echo(tables.rankings(found))
    elif ask["target"]:
        click.echo(tables.ways(found.conflict, ask["start"], ask["target"]))
    elif ask["state"]:
        click.echo(tables.explained(found, ask["state"]))
    else:
        click.echo(tables.outcome_table(found))


def _export(found: Outcomes, ask: dict[str, Any]) -> None:
    """Print or write the outcomes as other programs read them."""
    if ask["as_csv"]:
        from goodoffices.conflict.forms.interchange import to_csv

        click.echo(to_csv(found), nl=False)
    elif ask["graphml"]:
        from goodoffices.conflict.forms.interchange import to_graphml

        click.echo(to_graphml(found.conflict), nl=False)
    elif ask["gmcr"]:
        from goodoffices.conflict.forms.gmcr import to_gmcr

        _json(to_gmcr(found.conflict))
    else:
        from goodoffices.base.spreadsheet import write_xlsx
        from goodoffices.conflict.forms.interchange import to_sheets

        click.echo(write_xlsx(ask["xlsx"], to_sheets(found)))


def _watch(case: Path, ask: dict[str, Any], *, as_json: bool) -> None:
    """Answer now and after each change of the file, until interrupted; mistakes are told too."""
    for _change in _changes(case / "case.yaml" if case.is_dir() else case):
        if sys.stdout.isatty():
            click.clear()
        try:
            _answer(_opened(case, ask["concept"]), ask, as_json=as_json)
        except GoodOfficesError as error:
            for finding in error.findings:
                click.echo(finding.render())
        click.echo(_("— {path}: waiting for a change; Ctrl-C ends").format(path=case))
        sys.stdout.flush()


def _changes(path: Path) -> Iterator[int]:
    """Yield at once, and each time a file has changed and stays as it is for a moment."""
    import time

    last: tuple[int, int] | None = None
    while True:
        now = _stamp(path)
        if now != last:
            last = now
            yield now[0]
        time.sleep(PAUSE)


def _stamp(path: Path) -> tuple[int, int]:
    """Return when a file was last changed, and its size; zeros where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _json(value: Any) -> None:  # noqa: ANN401 - plain values
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _limited(conflict: GraphModel, horizon: str, *, as_json: bool) -> None:
    """Print in which states each party would stay, looking so many moves ahead."""
    from goodoffices.cli import tables
    from goodoffices.conflict.limited import solve_limited

    if not (horizon.isascii() and horizon.isdigit() and 0 < int(horizon) <= 1_000):
        text = _("{horizon} is no number of moves to look ahead").format(horizon=horizon)
        raise UsageError(Finding("GO924", text, help=_("Write --limited 3: from 1 to 1000.")))
    stable = solve_limited(conflict.moves, conflict.ranks, int(horizon))
    if as_json:
        found = {
            p: [int(s) + 1 for s in c.nonzero()[0]]
            for p, c in zip(conflict.parties, stable, strict=True)
        }
        every = [s + 1 for s in range(conflict.size) if bool(stable[:, s].all())]
        _json({"horizon": int(horizon), "stable": found, "equilibria": every})
    else:
        click.echo(tables.limited_table(conflict, stable))


def _simultaneous(conflict: GraphModel, *, as_json: bool) -> None:
    """Print where improvements made at the same moment go wrong."""
    from goodoffices.cli import tables
    from goodoffices.conflict.simultaneous import simultaneous

    if not as_json:
        click.echo(tables.simultaneous_table(conflict))
        return
    marked = zip(conflict.parties, simultaneous(conflict), strict=True)
    _json({"simultaneous": {p: [int(s) + 1 for s in c.nonzero()[0]] for p, c in marked}})


def _coalition(conflict: GraphModel, group: list[str], *, as_json: bool) -> None:
    """Print where a coalition would stay, beside each of its members alone; or every one."""
    from goodoffices.cli import tables
    from goodoffices.conflict.coalitions import coalitions

    members = [member.strip() for member in group]
    everyone = members == ["all"] and "all" not in conflict.parties
    found = coalitions(conflict, None if everyone else [*([m] for m in members), members])
    if as_json:
        _json(found.to_dict())
    else:
        click.echo(tables.coalition_table(found))
