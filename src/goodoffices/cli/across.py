"""The command line of many documents: events told by several reports, positions over time."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.i18n import _
from goodoffices.cli.options import as_json, case_folder, open_folder, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodoffices.evidence.across.accounts import Accounts
    from goodoffices.evidence.across.opposed import Opposed
    from goodoffices.evidence.across.witnesses import Borne
    from goodoffices.evidence.claims import Dossier, Statement


def _dossier(case: Path) -> Dossier:
    from goodoffices.base.files import existing
    from goodoffices.evidence.store import DossierStore

    existing(case / "case.yaml")
    with DossierStore(case) as store:
        return store.dossier()


def _with_own_issues(case: Path) -> Dossier:
    """Return the dossier, its statements with the case's own issues too."""
    from goodoffices.case.file.casefile import load
    from goodoffices.folder.matters import with_own_issues

    return with_own_issues(_dossier(case), load(case / "case.yaml"))


@click.command(help=_("List the events of CASE, each once, with how many reports tell it."))
@case_folder
@as_json
def events(case: Path, as_json: bool) -> None:
    """List events, reports and origins."""
    from goodoffices.cli import terminal
    from goodoffices.evidence.across.witnesses import Witnesses

    dossier = _dossier(case)
    witnesses = Witnesses(dossier)
    found = witnesses.happenings
    if as_json:
        plain = [
            {
                "event": asdict(h.event),
                "told_by": [event.id for event in h.reports],
                "reports": h.pages,
                "origins": h.origins,
            }
            for h in found
        ]
        print_json(plain)
        return
    click.echo(terminal.events_told(witnesses))
    head = [
        _("event"),
        _("date"),
        _("type"),
        _("reports"),
        _("origins"),
        _("who → whom"),
        _("words"),
    ]
    rows = []
    for one in found:
        who = ", ".join(map(dossier.actor_name, one.event.actors)) or "?"
        whom = ", ".join(map(dossier.actor_name, one.event.recipients)) or "?"
        date = one.event.date or _("undated")
        sides = f"{who} → {whom} ({one.event.modality})"
        words = " ".join(max((s.exact for s in one.event.spans), key=len, default="").split())
        told = [str(one.pages), str(one.origins)]
        rows.append([one.event.id, date, one.event.type, *told, sides, words])
    click.echo(terminal.table(head, rows))


@click.command(help=_("Tell who said what on which issue of CASE, in time order, and who moved."))
@case_folder
@as_json
def positions(case: Path, as_json: bool) -> None:
    """Track positions."""
    from goodoffices.cli import terminal
    from goodoffices.evidence.across.positions import positions as find_positions

    dossier = _with_own_issues(case)
    found = find_positions(dossier)
    if as_json:
        print_json([asdict(p) for p in found])
        return
    if not found:
        click.echo(_("No statement by a known speaker is about an issue yet."))
        return
    head = [
        _("speaker"),
        _("issue"),
        _("date"),
        _("stance"),
        _("statement"),
        _("reports"),
        _("origins"),
        _("words"),
    ]
    rows = []
    names = {issue.id: issue.name for issue in dossier.issues}
    names |= {issue.id: issue.name for issue in open_folder(case).case.issues}
    for one in found:
        said = f"{one.stance} ← {_('moved')}" if one.moved else one.stance
        words = " ".join(one.words.split())
        name = dossier.actor_name(one.speaker)
        told = [one.statement.id, str(one.reports), str(one.origins), words]
        rows.append([name, names.get(one.issue, one.issue), one.date or _("undated"), said, *told])
    click.echo(terminal.table(head, rows))


@click.command(help=_("Set side by side what each side of CASE said and its opposite."))
@case_folder
@as_json
def contradictions(case: Path, as_json: bool) -> None:
    """Show opposite statements of one side, and two sides' accounts of one happening."""
    from goodoffices.evidence.across.accounts import accounts
    from goodoffices.evidence.across.opposed import opposed

    dossier = _with_own_issues(case)
    pairs = list(opposed(dossier))
    told = list(accounts(dossier))
    if as_json:
        print_json([*(p.to_dict() for p in pairs), *(a.to_dict() for a in told)])
        return
    if not pairs:
        click.echo(_("No side is read as contradicting itself."))
    if told and not pairs:
        click.echo(_("What sides say of one happening, against each other:") + "\n")
    for pair in pairs:
        click.echo(_pair(dossier, pair) + "\n")
    for account in told:
        click.echo(_account(dossier, account) + "\n")


def _account(dossier: Dossier, account: Accounts) -> str:
    """Set what two sides say of one happening beside each other."""
    one, other = map(dossier.actor_name, account.sides)
    blame = _("{one} · {other}: each blames the other").format(one=one, other=other)
    denial = _("{one} · {other}: the second denies what the first says").format(
        one=one, other=other
    )
    versions = _("{one} · {other}: each tells it in its own way").format(one=one, other=other)
    heads = {"blame": blame, "denial": denial, "versions": versions}
    rows = _rows(dossier, account.statements, account.borne)
    return f"{heads[account.kind]}\n{rows}"


def _pair(dossier: Dossier, pair: Opposed) -> str:
    """Set two statements side by side, and say what differs."""
    title = f"{dossier.actor_name(pair.side)} · {pair.issue}"
    return f"{title}\n{_rows(dossier, pair.statements, pair.borne, pair.dates)}\n{pair.explain()}"


def _rows(
    dossier: Dossier,
    statements: Iterable[Statement],
    borne: Iterable[Borne],
    dates: Iterable[str | None] | None = None,
) -> str:
    """Lay statements out, each with its date, speaker, reports and words."""
    from goodoffices.cli import terminal

    published = {d.id: d.published for d in dossier.documents}
    statements = list(statements)
    dates = dates or [s.date or published.get(s.sentence.source) for s in statements]
    head = [_("statement"), _("date"), _("speaker"), _("reports"), _("origins"), _("words")]
    rows = [
        [
            one.id,
            date or _("undated"),
            dossier.actor_name(one.speaker) or one.speaker_name,
            str(told.reports),
            str(told.origins),
            " ".join(one.text.split()),
        ]
        for one, date, told in zip(statements, dates, borne, strict=True)
    ]
    return terminal.table(head, rows)
