"""The command line of the advice: what must change for an outcome to hold, and how sure it is.

The heavy parts are imported only when a verb runs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.errors import Finding, UsageError
from goodoffices.i18n import _

if TYPE_CHECKING:
    from goodoffices.analyse.graph import Conflict
    from goodoffices.case import Case

_PATH = click.Path(path_type=Path)
_dispute = click.argument("case", type=_PATH, metavar="CASE|CONFLICT.json")
_as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


def _json(value: Any) -> None:  # noqa: ANN401 - plain values
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _open(path: Path) -> Conflict | Case:
    """Open a case or a conflict."""
    import goodoffices

    opened = goodoffices.load(path)
    if isinstance(opened, goodoffices.Negotiation):
        text = _("{path} is a negotiation; it has packages, not outcomes").format(path=path)
        raise UsageError(Finding("GO910", text, help=f"goodoffices packages {path}"))
    return opened.case if isinstance(opened, goodoffices.CaseFolder) else opened


@click.command(help=_("Tell how sure each outcome is: in what share of the doubts it holds."))
@_dispute
@click.option("-n", "profiles", default=10_000, show_default=True, help=_("Profiles looked at."))
@click.option("--seed", default=0, show_default=True, help=_("Which ones, where not all."))
@click.option("--concept", multiple=True, metavar="SEQ", help=_("Nash, GMR, SMR, SEQ; repeat."))
@click.option(
    "--doubt",
    type=click.Choice(["unreviewed", "judged", "all"]),
    default="judged",
    show_default=True,
    help=_("Which statements may be wrong: unreviewed, also those only judged, or all."),
)
@click.option("--workers", default=1, show_default=True, help=_("Processes that count."))
@click.option("--scheduler", metavar="ADDRESS", help=_("Let a Dask cluster count."))
@_as_json
def stress(case: Path, *, concept: tuple[str, ...], as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - options of four types
    """Stress a case."""
    from goodoffices.advise.stress import Ask
    from goodoffices.advise.stress import stress as stress_test

    dispute = _open(case)
    ask = Ask(
        n=asked["profiles"],
        seed=asked["seed"],
        concepts=concept or ("SEQ",),
        doubted=asked["doubt"],
        workers=asked["workers"],
        scheduler=asked["scheduler"],
    )
    with click.progressbar(
        length=1, label=_("Counting"), file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        found = stress_test(dispute, ask, progress=told)
    if as_json:
        _json(found.to_dict())
        return
    from goodoffices import terminal
    from goodoffices.advise import stress_words as words

    click.echo("\n".join(words.header(found)))
    for name in ask.concepts:
        head = [name, _("as written"), _("holds in"), _("matters most")]
        click.echo("\n" + terminal.table(head, words.rows(found, name)))
        click.echo("\n" + "\n".join(words.breakpoints(found, name)))
