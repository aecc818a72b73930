"""The command line of the advice: what must change for an outcome to hold, and how sure it is.

The heavy parts are imported only when a verb runs.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from goodoffices.brief.evidence import Quote
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.graph import Conflict

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
@click.option(
    "--concept",
    multiple=True,
    metavar="SEQ,…",
    help=_("Nash, GMR, SMR, SEQ, SSEQ; several with commas, or all."),
)
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
@_as_json
def stress(case: Path, *, concept: tuple[str, ...], as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - options of four types
    """Stress a case."""
    from goodoffices.conflict.concepts import concepts_of
    from goodoffices.conflict.stress.stress import Ask
    from goodoffices.conflict.stress.stress import stress as stress_test

    dispute = _open(case)
    ask = Ask(
        n=asked["profiles"],
        seed=asked["seed"],
        concepts=concepts_of(concept or "SEQ"),
        doubted=asked["doubt"],
        workers=asked["workers"],
        scheduler=asked["scheduler"],
        accepted=_accepted(case) if asked["doubt"] == "unconfirmed" else frozenset(),
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
    from goodoffices.cli import terminal
    from goodoffices.conflict.stress import words

    click.echo("\n".join(words.header(found)))
    for name in ask.concepts:
        head = [name, _("as written"), _("holds in"), _("matters most")]
        click.echo("\n" + terminal.table(head, words.rows(found, name)))
        click.echo("\n" + "\n".join(words.breakpoints(found, name)))


@click.command(help=_("Find the cheapest changes that would make an outcome hold."))
@_dispute
@click.option("--to", "target", required=True, metavar="STATE", help=_("The outcome."))
@click.option(
    "--concept",
    default="SEQ",
    show_default=True,
    metavar="SEQ,…",
    help=_("Nash, GMR, SMR, SEQ, SSEQ; several with commas, or all."),
)
@click.option("--max-cost", default="6", show_default=True, help=_("How far to look."))
@click.option(
    "--most",
    type=click.IntRange(min=1, max=100),
    default=5,
    show_default=True,
    help=_("How many sets of changes to tell."),
)
@_as_json
def levers(case: Path, *, target: str, concept: str, as_json: bool, **asked: Any) -> None:  # noqa: ANN401 - options of two types
    """Look for levers."""
    from goodoffices.conflict.levers import words
    from goodoffices.conflict.levers.levers import levers as look
    from goodoffices.conflict.outcomes import outcomes

    dispute = _open(case)
    conflict = outcomes(dispute).conflict
    found = look(
        conflict,
        conflict.state(target),
        concept=concept,
        terms=getattr(dispute, "levers", None),
        most_cost=_cost(asked["max_cost"]),
        most=asked["most"],
    )
    named = [e for lever in found.found for e in words.evidence_of(found, lever)]
    quoted = _quoted(case, dispute, named)
    if as_json:
        _json(words.plain(found, quoted))
    else:
        click.echo("\n".join(words.said(found, quoted)))


def _accepted(path: Path) -> frozenset[str]:
    """Return the ids of the claims of a case's dossier that a person has accepted."""
    import goodoffices

    folder = goodoffices.load(path)
    if not isinstance(folder, goodoffices.CaseFolder):
        return frozenset()
    taken = ("accepted", "corrected")
    return frozenset(claim.id for claim in folder.dossier.claims if claim.status in taken)


def _quoted(path: Path, dispute: Conflict | Case, named: list[str]) -> dict[str, str]:
    """Return the words behind ids of evidence, with who said them and where; {} without a dossier.

    What nobody has confirmed says so.
    """
    from goodoffices.case.nouns import Case as CaseNoun

    if not named or not isinstance(dispute, CaseNoun):
        return {}
    import goodoffices
    from goodoffices.brief.evidence import Evidence

    folder = goodoffices.load(path)
    if not isinstance(folder, goodoffices.CaseFolder):
        return {}
    evidence = Evidence(dispute, folder.dossier)
    return {
        quote.id: _("the dossier has no such claim") if quote.missing else _sentence(quote)
        for quote in evidence.quotes(named)
    }


def _sentence(quote: Quote) -> str:
    """Say a claim in a line: its words, whose they are, which source, and whether confirmed."""
    source = quote.source
    origin = (source.title or source.name, source.outlet, source.published) if source else ()
    parts = [part for part in (quote.speaker, *origin) if part]
    text = _("“{words}” — {whence}") if parts else _("“{words}”")
    said = text.format(words=quote.text.strip('“”"'), whence=", ".join(parts))
    return _("{said} (unreviewed)").format(said=said) if quote.unreviewed else said


def _cost(asked: str) -> Fraction:
    """Read a cost."""
    try:
        cost = Fraction(asked)
    except (ValueError, ZeroDivisionError):
        cost = Fraction(-1)
    if not 0 <= cost <= 1000:
        text = _("{cost} is no cost: a number from 0 to 1000, such as 6 or 2.5")
        raise UsageError(Finding("GO807", text.format(cost=asked)))
    return cost


@click.command(help=_("Tell all that follows for a mediator, and what to ask first."))
@click.argument("case", type=_PATH)
@click.option("--explain", metavar="METHOD", help=_("Print one method and what it gave."))
@_as_json
def advise(case: Path, *, explain: str | None, as_json: bool) -> None:
    """Advise on a case."""
    import goodoffices
    from goodoffices.advise.words.methods import method

    opened = goodoffices.load(case)
    if not isinstance(opened, goodoffices.CaseFolder):
        text = _("{path} is no case folder").format(path=case)
        hint = _("Advice rests on judgements in a case.yaml: goodoffices new FOLDER")
        raise UsageError(Finding("GO908", text, help=hint))
    known = None if explain is None else method(explain)
    advice = opened.advise()
    if known is not None and as_json:
        own = [line.to_dict() for line in advice.lines if line.method == known.id]
        _json({"method": asdict(known), "lines": own})
    elif as_json:
        _json(advice.to_dict())
    else:
        click.echo(advice.explain(explain))
        if known is None:
            click.echo("\n" + _("What would have to change: goodoffices levers CASE --to STATE"))
            click.echo(_("How sure that an outcome holds: goodoffices stress CASE"))
