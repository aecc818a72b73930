"""The command line of reviewing: find claims, and decide what the machine proposed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goodoffices.base.errors import NeedsPerson, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import as_json, case_folder, print_json

if TYPE_CHECKING:
    from goodoffices.cli.review.loop import Desk
    from goodoffices.evidence.claims import Dossier
    from goodoffices.evidence.selection import ClaimSelection, Topics

_KINDS = ("actor", "statement", "event", "issue", "relation")
_STATUSES = ("unreviewed", "unsure", "accepted", "corrected", "rejected")
_BANDS = ("high", "medium", "low")
_DECISIONS = {"accept": "a", "reject": "r", "unsure": "u"}
_Verb = TypeVar("_Verb", bound=Callable[..., Any])


def narrowed(*who: str) -> Callable[[_Verb], _Verb]:
    """Return the options that select claims; ``who`` names the option for people."""

    def add(verb: _Verb) -> _Verb:
        options = (
            click.option(
                *who, "who", metavar="WHO", default="", help=_("Only of this actor or its people.")
            ),
            click.option(
                "--about",
                metavar="WORDS",
                default="",
                help=_("Only with these words, or on an issue or level with them."),
            ),
            click.option("--page", metavar="PAGE", default="", help=_("Only of this page.")),
            click.option(
                "--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help=_("Only these.")
            ),
            click.option(
                "--band",
                "--confidence",
                "bands",
                multiple=True,
                type=click.Choice(_BANDS),
                help=_("Only those the reader was so sure of."),
            ),
        )
        for option in reversed(options):
            verb = option(verb)
        return verb

    return add


@click.command(help=_("List what was read into CASE: each claim with its id, what matters first."))
@case_folder
@narrowed("--by")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(_STATUSES),
    help=_("Only what stands so."),
)
@as_json
def claims(case: Path, as_json: bool, **narrowing: Any) -> None:  # noqa: ANN401 - click's values
    """List and search claims."""
    from dataclasses import asdict

    from goodoffices.base.files import existing
    from goodoffices.cli import terminal
    from goodoffices.cli.review.view import listed
    from goodoffices.evidence.selection import selected
    from goodoffices.evidence.store import DossierStore
    from goodoffices.folder.asking import order, rested_on

    existing(case / "case.yaml")
    with DossierStore(case) as store:
        dossier = store.dossier()
    about = _topics(case, dossier, narrowing["about"])
    ids = order(selected(dossier, _selection((), narrowing), about), dossier, rested_on(case))
    found = [claim for claim in map(dossier.claim, ids) if claim]
    if as_json:
        print_json([asdict(claim) for claim in found])
        return
    if not found:
        click.echo(_("No claim is so."))
        if narrowing["about"]:
            click.echo("\n".join(_known_topics(case, dossier)))
        return
    head = [_("claim"), _("kind"), _("standing"), _("band"), _("who"), _("words")]
    click.echo(terminal.table(head, [listed(dossier, claim) for claim in found]))


@click.command(help=_("Decide with one key each on what was read into CASE, beside its words."))
@case_folder
@click.argument("ids", nargs=-1)
@click.option("--by", metavar="INITIALS", help=_("Who decides."))
@narrowed("--who")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(_STATUSES),
    help=_("Only what stands so (default: unreviewed; of ids named: all)."),
)
@click.option(
    "--decide",
    type=click.Choice(tuple(_DECISIONS)),
    help=_("Decide all that is selected at once, without asking."),
)
def review(
    case: Path,
    ids: tuple[str, ...],
    by: str | None,
    decide: str | None,
    **narrowing: Any,  # noqa: ANN401
) -> None:
    """Hold a review at the terminal, or decide a selection at once."""
    from datetime import UTC, datetime

    from goodoffices.base.files import existing
    from goodoffices.cli.review.keyboard import Piped, Terminal, keyboard
    from goodoffices.cli.review.loop import Desk, begin, hold
    from goodoffices.evidence.selection import told_there_alone
    from goodoffices.evidence.store import DossierStore
    from goodoffices.folder.asking import rested_on
    from goodoffices.folder.striking import CaseUses

    existing(case / "case.yaml")
    if not ids and not narrowing["statuses"]:
        narrowing["statuses"] = ("unreviewed",)
    selection = _selection(ids, narrowing)
    if decide and selection.everything:
        raise UsageError(finding("GO338"))
    keys = Piped() if decide else keyboard()
    at_terminal = isinstance(keys, Terminal)
    if not by and sys.stdin is not None and sys.stdin.isatty():
        by = click.prompt(_("Your initials"))
    if not by or not by.strip():
        raise NeedsPerson(finding("GO330.initials"))
    with DossierStore(case) as store:
        about = _topics(case, store.apart(), narrowing["about"])
        sitting, dossier = begin(store, selection, rested_on(case), about)
        _known(ids, dossier)
        desk = Desk(
            store=store,
            by=by.strip(),
            clock=lambda: datetime.now(UTC).isoformat(timespec="seconds"),
            keys=keys,
            show=click.echo,
            columns=shutil.get_terminal_size().columns,
            uses=CaseUses(case, dossier),
            colour=at_terminal and sys.stdout.isatty() and "NO_COLOR" not in os.environ,
        )
        if decide:
            queue = sitting.queue
            if selection.page and decide == "reject":
                there = told_there_alone(dossier, selection.page)
                queue = tuple(item for item in queue if item in there)
            _decide(desk, queue, sitting.orphans, _DECISIONS[decide])
            return
        with keys.single():
            hold(desk, sitting, dossier)


def _topics(case: Path, dossier: Dossier, about: str) -> Topics:
    """Return by claim the case's issues and levels that it is about, where words are asked for."""
    from goodoffices.case.file import CaseFile
    from goodoffices.folder.matters import topics

    return topics(dossier, CaseFile.open(case).case) if about else {}


def _known_topics(case: Path, dossier: Dossier) -> Iterator[str]:
    """Yield what may be asked for beside words of claims: issues with their levels, topics."""
    from goodoffices.case.file import CaseFile
    from goodoffices.cli.review.view import safe

    issues = CaseFile.open(case).case.issues
    names = [issue.name for issue in dossier.issues]
    if issues or names:
        yield _("Beside words of claims, --about knows:")
    for issue in issues:
        levels = "; ".join(value.text or value.id for value in issue.values)
        yield "  " + safe(f"{issue.name}: {levels}" if levels else issue.name)
    if names:
        yield "  " + safe(_("read on the pages: {names}").format(names=", ".join(names)))


def _selection(ids: tuple[str, ...], narrowing: dict[str, Any]) -> ClaimSelection:
    """Return what the options select."""
    from goodoffices.evidence.selection import ClaimSelection

    return ClaimSelection(
        frozenset(ids),
        kinds=frozenset(narrowing["kinds"]),
        bands=frozenset(narrowing["bands"]),
        statuses=frozenset(narrowing["statuses"]),
        who=narrowing["who"],
        about=narrowing["about"],
        page=narrowing["page"],
    )


def _known(ids: tuple[str, ...], dossier: Dossier) -> None:
    """Refuse an id that the dossier does not have."""
    known = [claim.id for claim in dossier.claims]
    for one in ids:
        if one not in known:
            raise UsageError(finding("GO325.claim", near=(one, known), id=one))


def _decide(desk: Desk, items: tuple[str, ...], orphans: frozenset[str], key: str) -> None:
    """Decide items one after the other; what is orphaned is not accepted."""
    from goodoffices.cli.review.sitting import STATUS

    left_out = [item for item in items if key == "a" and item in orphans]
    for item in items:
        if item not in left_out:
            desk.store.decide(item, STATUS[key], desk.by, desk.clock())
            desk.show(f"{STATUS[key]} {item}")
    decided = len(items) - len(left_out)
    desk.show(_("{decided} decided").format(decided=decided))
    if left_out:
        text = _("not accepted, as their words are lost: {ids}")
        desk.show(text.format(ids=", ".join(left_out)))
