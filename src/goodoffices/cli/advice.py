"""The verbs of advice: what must change for an outcome to hold, how sure it is, what to look at.

The heavy parts are imported only when a verb runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import (
    Progress,
    as_json,
    case_folder,
    case_or_conflict,
    dispute,
    open_dispute,
    open_folder,
    print_json,
)
from goodoffices.conflict.concepts import DECIDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.brief.evidence import Quote
    from goodoffices.conflict.model import Conflict
    from goodoffices.conflict.stress.doubts import Doubted
    from goodoffices.folder.load import CaseFolder

_CONCEPTS = _("{concepts}; several with commas, or all.").format(concepts=", ".join(DECIDED))


@click.command(help=_("Tell how sure each outcome is: in what share of the doubts it holds."))
@dispute
@click.option("-n", "profiles", default=10_000, show_default=True, help=_("Profiles looked at."))
@click.option("--seed", default=0, show_default=True, help=_("Which ones, where not all."))
@click.option("--concept", multiple=True, metavar="SEQ,…", help=_CONCEPTS)
@click.option(
    "--doubt",
    type=click.Choice(["unreviewed", "judged", "unconfirmed", "all"]),
    default="judged",
    show_default=True,
    help=_(
        "What may be wrong: what is unreviewed, also what is only judged, also what rests on "
        "claims that nobody has accepted, or all."
    ),
)
@click.option("--workers", default=1, show_default=True, help=_("Processes that count."))
@click.option("--scheduler", metavar="ADDRESS", help=_("Let a Dask cluster count."))
@as_json
def stress(
    case: Path,
    *,
    profiles: int,
    seed: int,
    concept: tuple[str, ...],
    doubt: Doubted,
    workers: int,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Stress a case."""
    from goodoffices.conflict.concepts import concepts_of
    from goodoffices.conflict.stress.stress import Ask
    from goodoffices.conflict.stress.stress import stress as stress_test

    opened = open_dispute(case)
    ask = Ask(
        n=profiles,
        seed=seed,
        concepts=concepts_of(concept or "SEQ"),
        doubted=doubt,
        workers=workers,
        scheduler=scheduler,
        accepted=_accepted(opened) if doubt == "unconfirmed" else frozenset(),
    )
    with Progress(_("Counting")) as progress:
        result = stress_test(case_or_conflict(opened), ask, progress=progress.step)
    if as_json:
        print_json(result.to_dict())
        return
    from goodoffices.cli import terminal

    click.echo("\n".join(result.header()))
    for name in ask.concepts:
        click.echo("\n" + terminal.table(result.heads(name), result.cells(name), wrapped=0))
        click.echo("\n" + "\n".join(result.breakpoints(name)))


@click.command(help=_("Find the cheapest changes that would make an outcome hold."))
@dispute
@click.option(
    "--to",
    "target",
    required=True,
    metavar="OUTCOME",
    help=_("The outcome: its name, options or number, as goodoffices outcomes lists them."),
)
@click.option("--concept", default="SEQ", show_default=True, metavar="SEQ,…", help=_CONCEPTS)
@click.option("--max-cost", default="6", show_default=True, help=_("How far to look."))
@click.option(
    "--most",
    type=click.IntRange(min=1, max=100),
    default=5,
    show_default=True,
    help=_("How many sets of changes to tell."),
)
@as_json
def levers(
    case: Path, *, target: str, concept: str, max_cost: str, most: int, as_json: bool
) -> None:
    """Look for levers."""
    import goodoffices
    from goodoffices.conflict.levers.levers import levers as look
    from goodoffices.conflict.levers.words import all_evidence, plain
    from goodoffices.conflict.outcomes import outcomes

    opened = open_dispute(case)
    subject = case_or_conflict(opened)
    result = look(
        outcomes(subject).conflict,
        target,
        concept=concept,
        terms=opened.case.levers if isinstance(opened, goodoffices.CaseFolder) else None,
        most_cost=_cost(max_cost),
        most=most,
    )
    quotes = _quoted(opened, all_evidence(result))
    if as_json:
        print_json(plain(result, quotes))
    else:
        click.echo(result.explain(quotes))


@click.command(help=_("Tell which preferences would make several outcomes hold, and how many do."))
@dispute
@click.option(
    "--to",
    "targets",
    required=True,
    multiple=True,
    metavar="OUTCOME",
    help=_("An outcome: its name, options or number, as goodoffices outcomes lists; repeat."),
)
@click.option("--any", "any_of", is_flag=True, help=_("Any of them, not all."))
@click.option("--concept", default="SEQ", show_default=True, metavar="C", help=", ".join(DECIDED))
@as_json
def goals(
    case: Path, *, targets: tuple[str, ...], any_of: bool, concept: str, as_json: bool
) -> None:
    """Ask what several outcomes need."""
    from goodoffices.conflict.levers.goal_words import seek
    from goodoffices.conflict.outcomes import outcomes

    conflict = outcomes(case_or_conflict(open_dispute(case))).conflict
    found = seek(conflict, targets, concept, every=not any_of)
    if as_json:
        print_json(found.to_dict())
    else:
        click.echo(found.explain())


def _accepted(opened: CaseFolder | Conflict) -> frozenset[str]:
    """Return the ids of the claims of a case's dossier that a person has accepted."""
    dossier = getattr(opened, "dossier", None)
    claims = dossier.claims if dossier is not None else ()
    return frozenset(c.id for c in claims if c.status in ("accepted", "corrected"))


def _quoted(opened: CaseFolder | Conflict, named: Sequence[str]) -> dict[str, str]:
    """Return the words behind ids of evidence, with who said them and where; {} without a dossier.

    What nobody has confirmed says so.
    """
    import goodoffices

    if not named or not isinstance(opened, goodoffices.CaseFolder):
        return {}
    from goodoffices.brief.evidence import Evidence

    evidence = Evidence(opened.case, opened.dossier)
    return {
        quote.id: _("the dossier has no such claim") if quote.missing else _sentence(quote)
        for quote in evidence.quotes(named)
    }


def _sentence(quote: Quote) -> str:
    """Say a claim in a line: its words, whose they are, which source, and whether confirmed."""
    source = quote.source
    origin = (source.called, source.outlet, source.published) if source else ()
    parts = [part for part in (quote.speaker, *origin) if part]
    text = _("“{words}” — {whence}") if parts else _("“{words}”")
    line = text.format(words=quote.text.strip('“”"'), whence=", ".join(parts))
    return _("{said} (unreviewed)").format(said=line) if quote.unreviewed else line


def _cost(text: str) -> Fraction:
    """Read a cost."""
    try:
        cost = Fraction(text)
    except (ValueError, ZeroDivisionError):
        cost = Fraction(-1)
    if not 0 <= cost <= 1000:
        raise UsageError(finding("GO807.max_cost", cost=text))
    return cost


@click.command(help=_("Tell all that follows for a mediator, and what to ask first."))
@case_folder
@click.option("--explain", metavar="METHOD", help=_("Print one method and what it gave."))
@as_json
def advise(case: Path, *, explain: str | None, as_json: bool) -> None:
    """Advise on a case."""
    from goodoffices.advise.words.methods import method

    opened = open_folder(case, "GO908.advice")
    known = None if explain is None else method(explain)
    advice = opened.advise()
    if known is not None and as_json:
        own = [line.to_dict() for line in advice.lines if line.method == known.id]
        print_json({"method": asdict(known), "lines": own})
    elif as_json:
        print_json(advice.to_dict())
    else:
        click.echo(advice.explain(explain))
        if known is None:
            click.echo("\n" + _("What would have to change: goodoffices levers CASE --to OUTCOME"))
            click.echo(_("How sure that an outcome holds: goodoffices stress CASE"))
