"""The verb ``outcomes``: what would hold and why, how to get there, and what follows an edit."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import GoodOfficesError, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import (
    as_json,
    dispute,
    fitting,
    open_dispute,
    print_findings,
    print_json,
)
from goodoffices.conflict.concepts import DECIDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodoffices.conflict.graph import GraphModel
    from goodoffices.conflict.outcomes import Outcomes

PAPER = ("latex", "tikz", "svg", "pdf")
"""What can be printed for a paper: tables, and the graph in three forms."""

PAUSE = 0.3
"""Seconds between two looks at a file that is watched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What is asked of the outcomes, and in which form the answer is wanted."""

    state: str | None
    start: str | None
    target: str | None
    paths: int | None
    movers: bool
    ranks: bool
    coalition: str | None
    limited: str | None
    leader: str | None
    simultaneous: bool
    concept: str | None
    fuzzy: str | None
    as_csv: bool
    xlsx: str | None
    graphml: bool
    paper: str | None
    gmcr: bool
    as_json: bool

    @property
    def joined(self) -> bool:
        """Whether a coalition is named to move in what is asked, rather than asked about itself."""
        return bool(self.coalition and (self.paths or self.movers))

    @property
    def ahead(self) -> bool:
        """Whether it is asked who would stay, looking so many moves ahead."""
        return bool(self.limited or self.leader)

    @property
    def otherwise(self) -> bool:
        """Whether what is to be explained is no concept's."""
        return self.ahead or self.simultaneous

    @property
    def exported(self) -> bool:
        """Whether the answer is wanted as other programs read it."""
        return bool(self.as_csv or self.graphml or self.paper or self.gmcr or self.xlsx)


@click.command(help=_("Tell which outcomes would hold, and why (alias: analyse, analyze)."))
@dispute
@click.option("--explain", "state", metavar="OUTCOME", help=_("Say why, for one outcome."))
@click.option("--from", "start", metavar="OUTCOME", help=_("With --to: where to start from."))
@click.option("--to", "target", metavar="OUTCOME", help=_("Say how an outcome can be reached."))
@click.option(
    "--paths",
    type=click.IntRange(1, 20),
    metavar="H",
    help=_("With --to: all ways of at most H moves; --coalition lets parties move together."),
)
@click.option(
    "--movers", is_flag=True, help=_("Tell who can have moved last where, from today or --from.")
)
@click.option("--ranks", is_flag=True, help=_("Tell how each party ranks the outcomes."))
@click.option(
    "--coalition", metavar="A,B", help=_("Tell where these parties would stay together (or all).")
)
@click.option(
    "--limited", metavar="H", help=_("Tell who would stay, looking H moves ahead (or all).")
)
@click.option(
    "--leader", metavar="PARTY", help=_("Tell who would stay if one of two parties leads.")
)
@click.option("--simultaneous", is_flag=True, help=_("Tell where acting at once goes wrong."))
@click.option(
    "--concept",
    metavar="C,D",
    help=_(
        "Decide other concepts: {concepts}; all; SEQ@2 for strong stability; us=SEQ,iran=Nash."
    ).format(concepts=", ".join(DECIDED)),
)
@click.option(
    "--fuzzy",
    metavar="F",
    is_flag=False,
    flag_value="stated",
    help=_(
        "Take preference as fuzzy; F is how certain a party must be to act: 0.6; us=0.6,iran=0.4; "
        "without F as the file states."
    ),
)
@click.option("--watch", is_flag=True, help=_("Tell it again whenever the file changes."))
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the whole table as CSV."))
@click.option("--xlsx", metavar="FILE", help=_("Write the whole table as an XLSX workbook."))
@click.option("--graphml", is_flag=True, help=_("Print the state graph as GraphML."))
@click.option(
    "--paper",
    type=click.Choice(PAPER),
    help=_("Print the tables, or the state graph, for a paper."),
)
@click.option("--gmcr", is_flag=True, help=_("Print the conflict as the field's program reads it."))
@as_json
def outcomes(
    case: Path,
    *,
    state: str | None,
    start: str | None,
    target: str | None,
    paths: int | None,
    movers: bool,
    ranks: bool,
    coalition: str | None,
    limited: str | None,
    leader: str | None,
    simultaneous: bool,
    concept: str | None,
    fuzzy: str | None,
    watch: bool,
    as_csv: bool,
    xlsx: str | None,
    graphml: bool,
    paper: str | None,
    gmcr: bool,
    as_json: bool,
) -> None:
    """Analyse which outcomes would hold."""
    if start and not (target or movers):
        raise UsageError(finding("GO916"))
    if paths and not target:
        raise UsageError(finding("GO916.paths"))
    question = _Question(
        state=state,
        start=start,
        target=target,
        paths=paths,
        movers=movers,
        ranks=ranks,
        coalition=coalition,
        limited=limited,
        leader=leader,
        simultaneous=simultaneous,
        concept=concept,
        fuzzy=fuzzy,
        as_csv=as_csv,
        xlsx=xlsx,
        graphml=graphml,
        paper=paper,
        gmcr=gmcr,
        as_json=as_json,
    )
    _refuse_unfit(question)
    if watch:
        _watch(case, question)
    else:
        _answer(_decided(case, question), question)


SAID_IN: Mapping[str, Collection[str]] = {
    "--explain": ("--json", "--concept", "--fuzzy"),
    "--to": ("--json",),
    "--paths": ("--json",),
    "--movers": ("--json",),
    "--ranks": ("--json",),
    "--coalition": ("--json", "--concept"),
    "--limited": ("--json", "--explain"),
    "--leader": ("--json", "--explain"),
    "--simultaneous": ("--json", "--explain"),
    "--csv": ("--concept", "--fuzzy"),
    "--xlsx": ("--concept", "--fuzzy"),
    "--json": ("--concept", "--fuzzy", "--explain"),
    "--paper": ("--concept", "--fuzzy"),
    "--graphml": (),
    "--gmcr": (),
}
"""With which others what is asked for, or the form of the conflict itself, can stand."""


def _refuse_unfit(question: _Question) -> None:
    """Refuse options of which one would have to be left aside."""
    fitting(
        {
            "--explain": None if question.otherwise else question.state,
            "--paths" if question.paths else "--to": question.target,
            "--movers": question.movers,
            "--ranks": question.ranks,
            "--coalition": None if question.joined else question.coalition,
            "--limited": question.limited,
            "--leader": question.leader,
            "--simultaneous": question.simultaneous,
        },
        {
            "--csv": question.as_csv,
            "--xlsx": question.xlsx,
            "--graphml": question.graphml,
            "--paper": question.paper,
            "--gmcr": question.gmcr,
            "--json": question.as_json,
        },
        SAID_IN,
        {
            "--concept": question.concept,
            "--fuzzy": question.fuzzy,
            "--explain": question.state if question.otherwise else None,
        },
    )


def _decided(case: Path, question: _Question) -> Outcomes:
    """Open what is there and decide it in the concepts asked for, by certainty where asked."""
    from goodoffices.conflict.concepts import CONCEPTS, concepts_of

    concepts = concepts_of(question.concept) if question.concept else CONCEPTS
    return open_dispute(case).outcomes(concepts, satisficing=question.fuzzy)


def _answer(result: Outcomes, question: _Question) -> None:
    """Print what was asked of the outcomes."""
    from goodoffices.cli import tables

    about_coalition = question.coalition and not question.joined
    if about_coalition or question.ahead or question.simultaneous:
        from goodoffices.conflict.unknowns import refuse_unknown

        refuse_unknown(result.conflict)
    if question.paths or question.movers:
        _onwards(result.conflict, question)
    elif question.coalition:
        _coalition(result, question.coalition.split(","), as_json=question.as_json)
    elif question.ahead:
        _ahead(result.conflict, question)
    elif question.simultaneous:
        _simultaneous(result.conflict, question)
    elif question.as_json:
        print_json(_plain(result, question))
    elif question.exported:
        _export(result, question)
    elif question.ranks:
        click.echo(tables.rankings(result))
    elif question.target:
        click.echo(tables.ways(result.conflict, question.start, question.target))
    elif question.state:
        click.echo(tables.explained(result, question.state))
    else:
        _table(result)


def _table(result: Outcomes) -> None:
    """Print what holds, and what else the file says that may be asked about."""
    from goodoffices.cli import tables

    click.echo(tables.outcome_table(result))
    for group in result.conflict.coalitions:
        said = _("The file looks at these together: --coalition {parties}")
        click.echo(said.format(parties=",".join(group)))
    if any(result.conflict.certainty) and result.fuzzy is None:
        click.echo(_("The file says how certain preferences are: --fuzzy"))


def _plain(result: Outcomes, question: _Question) -> object:
    """Return the answer as plain values."""
    conflict = result.conflict
    if question.state is not None:
        state = conflict.state(question.state)
        from goodoffices.conflict.words.perceived import perceived_rows

        found: dict[str, object] = {"state": state + 1, "reasons": result.reasons(state)}
        if result.perceived is not None:
            found["perceived"] = perceived_rows(result.perceived, state)
        return found
    if question.target:
        from goodoffices.conflict.evolution import evolution

        kinds = {"moves": False, "improvements": True}
        walked = {k: evolution(conflict, question.start, gainful=g) for k, g in kinds.items()}
        return {kind: found.way_to(question.target) for kind, found in walked.items()}
    if question.ranks:
        parties = enumerate(conflict.parties)
        return {"ranks": {p: [result.rank(i, s) for s in range(conflict.size)] for i, p in parties}}
    return result.streamed()


def _export(result: Outcomes, question: _Question) -> None:
    """Print or write the outcomes as other programs read them."""
    if question.as_csv:
        from goodoffices.conflict.forms.interchange import to_csv

        click.echo(to_csv(result), nl=False)
    elif question.graphml:
        from goodoffices.conflict.forms.interchange import to_graphml

        click.echo(to_graphml(result.conflict), nl=False)
    elif question.paper == "pdf":
        from goodoffices.brief.paper import picture
        from goodoffices.conflict.words.paper import to_svg

        click.echo(picture(to_svg(result.conflict)), nl=False)
    elif question.paper:
        from goodoffices.conflict.words.paper import printed

        click.echo(printed(result, question.paper), nl=False)
    elif question.gmcr:
        from goodoffices.conflict.forms.gmcr import to_gmcr
        from goodoffices.conflict.forms.words import left_out

        print_json(to_gmcr(result.conflict))
        print_findings(left_out(result.conflict, "gmcr"))
    elif question.xlsx:
        from goodoffices.base.spreadsheet import write_xlsx
        from goodoffices.conflict.forms.words import to_sheets

        click.echo(write_xlsx(question.xlsx, to_sheets(result)))


def _watch(case: Path, question: _Question) -> None:
    """Answer now and after each change of the file, until interrupted; mistakes are told too."""
    for _change in _changes(case / "case.yaml" if case.is_dir() else case):
        if sys.stdout.isatty():
            click.clear()
        try:
            _answer(_decided(case, question), question)
        except GoodOfficesError as error:
            for one in error.findings:
                click.echo(one.render())
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
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _ahead(conflict: GraphModel, question: _Question) -> None:
    """Print in which states each party would stay, looking so many moves ahead, or why in one."""
    from goodoffices.cli import tables
    from goodoffices.conflict import limited

    moves, ranks, codes = conflict.movement, conflict.ranks, conflict.codes
    asked: dict[str, object] = {}
    horizons: list[int | None]
    if question.leader:
        asked["leader"], leader = question.leader, conflict.party(question.leader)
        stable = limited.solve_stackelberg(moves, ranks, leader, codes=codes)
        horizons = [2 if i == leader else 1 for i in range(2)]
    elif question.limited == "all":
        asked["horizon"], horizons = "all", [None] * len(ranks)
        stable = limited.solve_nonmyopic(moves, ranks, codes=codes)
    else:
        asked["horizon"] = horizon = _horizon(question.limited or "")
        stable, horizons = (
            limited.solve_limited(moves, ranks, horizon, codes=codes),
            [horizon] * len(ranks),
        )
    if question.state is not None:
        _foreseen(conflict, question, asked, horizons)
    elif question.as_json:
        by_party = {
            p: [int(s) + 1 for s in c.nonzero()[0]]
            for p, c in zip(conflict.parties, stable, strict=True)
        }
        every = [s + 1 for s in range(conflict.size) if bool(stable[:, s].all())]
        print_json({**asked, "stable": by_party, "equilibria": every})
    else:
        click.echo(tables.limited_table(conflict, stable))


def _foreseen(
    conflict: GraphModel,
    question: _Question,
    asked: Mapping[str, object],
    horizons: Sequence[int | None],
) -> None:
    """Print why each party would stay in one state or leave it, looking so many moves ahead."""
    from goodoffices.conflict.foreseen import Foreseer
    from goodoffices.conflict.words.ahead import foreseen

    state, view = conflict.state(question.state or ""), Foreseer(conflict)
    reasons = [view.reason(state, i, horizon) for i, horizon in enumerate(horizons)]
    said = [(not reason.leaves, foreseen(conflict, reason)) for reason in reasons]
    _print_reasons(conflict, state, said, question, asked)


def _print_reasons(
    conflict: GraphModel,
    state: int,
    said: Sequence[tuple[bool, str]],
    question: _Question,
    asked: Mapping[str, object] | None = None,
) -> None:
    """Print for each party whether it stays in a state, and why."""
    from goodoffices.cli.tables import name_of

    if question.as_json:
        rows = [
            {"party": party, "stable": stable, "text": text}
            for party, (stable, text) in zip(conflict.parties, said, strict=True)
        ]
        print_json({**(asked or {}), "state": state + 1, "reasons": rows})
        return
    click.echo(name_of(conflict, state))
    for name, (stable, text) in zip(conflict.party_names, said, strict=True):
        click.echo(f"{'●' if stable else '·'} {name}: {text}")


def _horizon(written: str) -> int:
    """Return how many moves ahead are looked."""
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= 1_000):
        raise UsageError(finding("GO924", horizon=written))
    return int(written)


def _simultaneous(conflict: GraphModel, question: _Question) -> None:
    """Print where improvements made at the same moment go wrong, or why in one state."""
    from goodoffices.cli import tables
    from goodoffices.conflict.simultaneous import (
        at_once_reason,
        simultaneous,
        solve_simultaneous,
    )
    from goodoffices.conflict.words.at_once import at_once

    if question.state is not None:
        state = conflict.state(question.state)
        reasons = [at_once_reason(conflict, state, i) for i in range(len(conflict.parties))]
        said = [(reason.stable, at_once(conflict, reason)) for reason in reasons]
        _print_reasons(conflict, state, said, question)
        return
    if not question.as_json:
        click.echo(tables.simultaneous_table(conflict))
        return
    found = {"simultaneous": simultaneous(conflict), "SIM": solve_simultaneous(conflict)}
    print_json(
        {
            kind: {
                party: [int(s) + 1 for s in row.nonzero()[0]]
                for party, row in zip(conflict.parties, cells, strict=True)
            }
            for kind, cells in found.items()
        }
    )


def _onwards(conflict: GraphModel, question: _Question) -> None:
    """Print all ways to an outcome, or who can have moved last where, by any moves and by gains."""
    from goodoffices.cli import tables
    from goodoffices.conflict.paths import last_movers, paths

    named = question.coalition.split(",") if question.coalition else []
    together = [member.strip() for member in named]
    everyone = together == ["all"] and "all" not in conflict.parties
    groups = None if everyone else [together] if together else []
    kinds = {"moves": False, "improvements": True}
    if question.movers:
        ends = {
            kind: last_movers(conflict, question.start, gainful=gainful, groups=groups)
            for kind, gainful in kinds.items()
        }
        if not question.as_json:
            click.echo(tables.last_mover_tables(*ends.values()))
            return
        print_json({kind: found.to_dict() for kind, found in ends.items()})
        return
    target, most = question.target or "", question.paths or 1
    walked = {
        kind: paths(
            conflict, target, question.start, gainful=gainful, groups=groups, most_moves=most
        )
        for kind, gainful in kinds.items()
    }
    if question.as_json:
        print_json({kind: found.to_dict() for kind, found in walked.items()})
    else:
        click.echo(tables.path_lists(*walked.values()))


def _coalition(table: Outcomes, group: list[str], *, as_json: bool) -> None:
    """Print where a coalition would stay, beside each of its members alone; or every one."""
    from goodoffices.cli import tables
    from goodoffices.conflict.coalitions import coalitions

    conflict, members = table.conflict, [member.strip() for member in group]
    everyone = members == ["all"] and "all" not in conflict.parties
    groups = None if everyone else [*([m] for m in members), members]
    result = coalitions(conflict, groups, tuple(table.stable))
    if as_json:
        print_json(result.to_dict())
    else:
        click.echo(tables.coalition_table(result))


@click.command(help=_("Print a published conflict as JSON (without NAME: list those there are)."))
@click.argument("name", required=False)
def example(name: str | None) -> None:
    """Print a shipped example in the plain JSON form."""
    from goodoffices.conflict import examples

    if name is None:
        for known in examples.names():
            click.echo(f"{known:<24} {examples.read(known)['source']}")
        for known in examples.cases():
            click.echo(f"{known:<24} " + _("A whole case.yaml, for a class: docs/teaching.md"))
    elif name in examples.cases():
        click.echo(examples.case_text(name), nl=False)
    else:
        print_json(examples.read(name))
