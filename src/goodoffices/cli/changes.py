"""The verbs of time: what changed in a case, and what is new in the feeds that it names."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, n_, spoken
from goodoffices.cli.options import (
    PATH,
    as_json,
    case_folder,
    open_folder,
    print_findings,
    print_json,
)

if TYPE_CHECKING:
    from goodoffices.brief.compose import Material
    from goodoffices.folder.changes import Changes

SHOWN = 20
"""How many lines of each kind are printed, where not all are asked for."""


@click.command(
    help=_(
        "Tell what changed: between two folders of a case; between two commits or days of one that "
        "is kept with git (with --case); or, of one folder, since its last brief."
    )
)
@click.argument("old", metavar="OLD|CASE")
@click.argument("new", required=False)
@click.option("--case", type=PATH, help=_("The case, where OLD and NEW are commits or days."))
@click.option("--all", "whole", is_flag=True, help=_("Tell every line, however many."))
@as_json
def changes(old: str, new: str | None, case: Path | None, whole: bool, as_json: bool) -> None:
    """Compare a case with itself at another time."""
    found = _compared(old, new, case)
    if as_json:
        print_json(found.to_dict())
        return
    for head, lines in found.sections():
        click.echo(head)
        shown = lines if whole else lines[:SHOWN]
        for line in shown:
            click.echo(f"  {line}")
        if more := len(lines) - len(shown):
            told = n_("{k} more; --all tells it", "{k} more; --all tells them", more)
            click.echo("  " + told.format(k=more))
    if found.empty:
        click.echo(_("Nothing changed."))


def _compared(old: str, new: str | None, case: Path | None) -> Changes:
    from goodoffices.folder.changes import changed_since, compared, recall, remembered, since

    if new is None and case is None:
        folder = Path(old)
        material = _material(folder)
        last = since(recall(folder), remembered(material))
        if last is None:
            raise UsageError(finding("GO343.no_brief", case=folder))
        return changed_since(last, material)
    with ExitStack() as stack:
        before = _version(old, case, stack)
        after = _version(new, case, stack) if new else (case or Path())
        return compared(remembered(_material(before)), remembered(_material(after)))


def _version(which: str, case: Path | None, stack: ExitStack) -> Path:
    """Return a folder that is meant: itself, or a case as it was at a commit or on a day."""
    from goodoffices.folder.versions import as_it_was

    if case is None and (Path(which) / "case.yaml").exists():
        return Path(which)
    if case is None and not Path("case.yaml").exists():
        raise UsageError(finding("GO343.no_case", when=which))
    return stack.enter_context(as_it_was(case or Path(), which))


def _material(folder: Path) -> Material:
    """Open a case in the language that the command line speaks."""
    from goodoffices.folder.material import opened, today

    return opened(open_folder(folder).path, spoken(), today(), sure=False)


@click.command(
    help=_("Look through the feeds that CASE names; tell what is new and why it matters.")
)
@case_folder
@as_json
def watch(case: Path, as_json: bool) -> None:
    """Look for news."""
    from goodoffices.folder.watch import watch as look

    found = look(open_folder(case).path)
    print_findings(found.unread)
    if as_json:
        print_json(asdict(found) | {"unread": [f.to_dict() for f in found.unread]})
    if not found.reached:
        raise UsageError(finding("GO344.unread", case=case))
    if as_json:
        return
    for one in found.news[:SHOWN]:
        click.echo(f"{one.claim}  “{one.words}”")
        click.echo("  " + "; ".join((*one.why, one.source)))
    told = n_("{count} new page.", "{count} new pages.", found.pages).format(count=found.pages)
    if found.others:
        more = n_(
            "{count} other claim in them concerns nobody of the case.",
            "{count} other claims in them concern nobody of the case.",
            found.others,
        )
        told = f"{told} {more.format(count=found.others)}"
    click.echo(told)
    if found.news:
        click.echo(
            _("Next: goodoffices review {case} · goodoffices changes {case}").format(case=case)
        )
