"""The command line of reviewing: a person decides what the machine proposed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from goodoffices.base.errors import NeedsPerson
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import case_folder

_KINDS = ("actor", "statement", "event", "issue", "relation")
_STATUSES = ("unreviewed", "unsure", "accepted", "corrected", "rejected")


@click.command(help=_("Decide with one key each on what was read into CASE, beside its words."))
@case_folder
@click.option("--by", metavar="INITIALS", help=_("Who decides."))
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help=_("Only these."))
@click.option(
    "--confidence",
    "confidences",
    multiple=True,
    type=click.Choice(("high", "medium", "low")),
    help=_("Only those the reader was so sure of."),
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(_STATUSES),
    default=("unreviewed",),
    help=_("Only what stands so (default: unreviewed)."),
)
def review(
    case: Path,
    by: str | None,
    *,
    kinds: tuple[str, ...],
    confidences: tuple[str, ...],
    statuses: tuple[str, ...],
) -> None:
    """Hold a review at the terminal."""
    from datetime import UTC, datetime

    from goodoffices.base.files import existing
    from goodoffices.cli.review.keyboard import Terminal, keyboard
    from goodoffices.cli.review.loop import Desk, begin, hold
    from goodoffices.evidence.store import DossierStore

    existing(case / "case.yaml")
    keys = keyboard()
    at_terminal = isinstance(keys, Terminal)
    if not by and at_terminal:
        by = click.prompt(_("Your initials"))
    if not by or not by.strip():
        raise NeedsPerson(finding("GO330.initials"))
    with DossierStore(case) as store:
        sitting, dossier = begin(store, kinds=kinds, confidences=confidences, statuses=statuses)
        desk = Desk(
            store=store,
            by=by.strip(),
            clock=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
            keys=keys,
            show=click.echo,
            columns=shutil.get_terminal_size().columns,
            colour=at_terminal and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
        )
        with keys.single():
            hold(desk, sitting, dossier)
