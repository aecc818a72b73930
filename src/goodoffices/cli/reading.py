"""The verbs of reading: pages into a case, or printed; a corpus into tables, and its origins.

The heavy parts are imported only when they are asked for.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import UnreadableInput, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, n_
from goodoffices.cli.options import PATH, Progress, as_json, print_findings, print_json

if TYPE_CHECKING:
    from goodoffices.folder.ingest import ReadIn
    from goodoffices.read.many.batch import Batch
    from goodoffices.read.many.engines import Engine
    from goodoffices.read.many.run import CorpusSummary

SHOWN = 20
"""How many findings of a corpus are printed; all of them are in its left-out.jsonl."""


class _ReadCommand(click.Command):
    """The verb whose help names the formats, which are looked for when it is asked for."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        from goodoffices.read.formats import formats

        names = ", ".join(kind.name for kind in formats())
        template = self.help or ""
        self.help = template.format(formats=names)
        super().format_help_text(ctx, formatter)
        self.help = template


@click.command(
    cls=_ReadCommand,
    help=_(
        "Read pages ({formats}; a folder of them, or an http address) into CASE. Without a case, "
        "print what is found; with --json as a dossier."
    ),
    short_help=_("Read pages into CASE; without a case, print what is found."),
)
@click.argument("paths", nargs=-1, required=True, metavar="[CASE] FILE|ADDRESS…")
@click.option("--published", metavar="DATE", help=_("When the pages were published (EDTF)."))
@click.option(
    "--out",
    type=PATH,
    metavar="DIR",
    help=_("Read a corpus into Parquet tables in DIR; the same command takes up a stopped run."),
)
@click.option(
    "--engine",
    type=click.Choice(["here", "processes", "dask"]),
    help=_("With --out: where the work is done (default: processes)."),
)
@click.option("--scheduler", metavar="ADDRESS", help=_("With --engine dask: its scheduler."))
@click.option("--workers", type=click.IntRange(1, 1024), help=_("With --out: how many processes."))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help=_("With --out: read also what names no two actors or no word of diplomacy."),
)
@click.option(
    "--follow",
    multiple=True,
    metavar="FEED",
    help=_("Fetch and read this feed of a list (OPML) that is named; may be repeated."),
)
@click.option(
    "--llm",
    is_flag=True,
    help=_("Let the language model that you configured propose statements and events too."),
)
@click.option(
    "--llm-config",
    type=PATH,
    metavar="FILE",
    help=_("With --llm: a TOML file with its endpoint, model and timeout."),
)
@as_json
def read(
    paths: tuple[str, ...],
    published: str | None,
    *,
    out: Path | None,
    engine: Engine | None,
    scheduler: str | None,
    workers: int | None,
    everything: bool,
    follow: tuple[str, ...],
    llm: bool,
    llm_config: Path | None,
    as_json: bool,
) -> None:
    """Read pages into a case, or print what is in them; a corpus into tables."""
    if out is None and (engine or scheduler or workers or everything):
        raise UsageError(finding("GO149.no_folder"))
    if out is not None and llm:
        raise UsageError(finding("GO149.model"))
    if llm_config is not None and not llm:
        raise UsageError(finding("GO149.no_model"))
    if out is not None and follow:
        raise UsageError(finding("GO149.follow"))
    if out is None:
        config = (llm_config,) if llm else None
        raise SystemExit(_read_pages(paths, published, follow, config, as_json=as_json))
    from goodoffices.folder.ingest import dated
    from goodoffices.read.many.run import LEFT_OUT, read_corpus

    dated(published)
    with Progress(_("documents")) as progress:
        watch = _CorpusWatch(progress)
        summary = read_corpus(
            paths,
            out,
            engine=engine or ("dask" if scheduler else "processes"),
            workers=workers or 0,
            scheduler=scheduler,
            everything=everything,
            published=published,
            tell=watch.kept,
        )
    watch.end()
    for line in lines(summary):
        click.echo(line)
    if any(status != "read" or reason for status, reason in summary.counts):
        click.echo(_("What was left out, and why: {path}").format(path=out / LEFT_OUT))
    raise SystemExit(1 if summary.of("unread") else 0)


def _read_pages(
    paths: Sequence[str],
    published: str | None,
    follow: Sequence[str],
    model: tuple[Path | None] | None,
    *,
    as_json: bool,
) -> int:
    """Read pages, into a case where the first path is one, and print what was found."""
    from goodoffices.cli import terminal
    from goodoffices.folder.ingest import read_all, read_in
    from goodoffices.read.formats.opml import chosen

    case = Path(paths[0]) if (Path(paths[0]) / "case.yaml").is_file() else None
    files = paths[1:] if case else paths
    if not files:
        raise UsageError(finding("GO909", case=case))
    named = chosen(tuple(files), tuple(follow))
    with Progress(_("reading")) as progress:
        batch = (
            read_in(case, named, published, progress.over)
            if case
            else read_all(named, published, progress.over)
        )
    print_findings(batch.unread)
    if batch.unread:
        click.echo(terminal.left_out(batch.unread), err=True)
    if not batch.pages:
        return UnreadableInput.exit_code
    if model is not None:
        batch = _drafted(batch, case, *model)
    if as_json:
        from goodoffices.evidence.across.witnesses import witnesses

        print_json(batch.dossier.to_dict() | witnesses(batch.dossier).to_dict())
    else:
        click.echo(terminal.dossier_summary(batch.dossier, case))
        for told in terminal.paragraphs(batch.dossier.findings):  # of many pages alike, once
            click.echo(told, err=True)
    if case:
        click.echo(_("Next: goodoffices draft {case}").format(case=case), err=True)
    return 1 if batch.unread else 0


def _drafted(batch: ReadIn, case: Path | None, config: Path | None) -> ReadIn:
    """Return a batch with a language model's drafts beside what the rules found, kept in a case.

    Raises
    ------
    UsageError
        GO156 where no model is configured.
    """
    from goodoffices.evidence.store import DossierStore
    from goodoffices.read.model import drafts, endpoint

    whom = endpoint.settings(os.environ, config)
    dossier = drafts.draft(batch.dossier, whom, case / drafts.CACHE if case else None)
    if case is not None:
        with DossierStore(case) as store:
            store.add(dossier)
    return replace(batch, dossier=dossier)


def lines(summary: CorpusSummary) -> list[str]:
    """Return what became of a corpus, in words."""
    count = summary.of("read")
    told = [n_("{count} document is read.", "{count} documents are read.", count)]
    told[0] = told[0].format(count=count)
    for (status, reason), count in sorted(summary.counts.items()):
        if status == "set aside":
            told.append(_("{count} set aside: {reason}.").format(count=count, reason=reason))
        elif status == "read" and reason:
            told.append(_("{count} of them in part: {code}.").format(count=count, code=reason))
        elif status == "unread":
            told.append(_("{count} could not be read: {code}.").format(count=count, code=reason))
    if summary.copies:
        told.append(_("{count} were copies of others.").format(count=summary.copies))
    if summary.before:
        told.append(_("{count} were done by an earlier run.").format(count=summary.before))
    return told


class _CorpusWatch:
    """Prints a corpus's findings as they come, up to a number, and how far the run is."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.done = self.findings = 0

    def kept(self, batch: Batch) -> None:
        """Tell of one more batch."""
        self.done += len(batch.outcomes)
        for one in (f for o in batch.outcomes for f in o.findings):
            self.findings += 1
            if self.findings <= SHOWN:
                self.progress.print(one.render())
        self.progress.step(self.done)

    def end(self) -> None:
        """Say how many findings were not printed."""
        if self.findings > SHOWN:
            more = _("… and {count} more findings.").format(count=self.findings - SHOWN)
            click.echo(more, err=True)


@click.command(
    help=_("Count the origins of the reports in TABLES, a corpus read with read --out, and events.")
)
@click.argument("tables", type=PATH)
@as_json
def origins(tables: Path, as_json: bool) -> None:
    """Count origins over a corpus, and write the table that says which document has which."""
    from dataclasses import asdict

    from goodoffices.evidence.words import tally
    from goodoffices.read.many.events import WRITTEN as HAPPENINGS
    from goodoffices.read.many.origins import WRITTEN, count_origins

    counted = count_origins(tables)
    if as_json:
        print_json(asdict(counted))
        return
    text = n_("{told}, {count} event", "{told}, {count} events", counted.events)
    told = tally(counted.reports, counted.origins)
    click.echo(text.format(told=told, count=counted.events))
    text = _("{documents} documents; {same} were another's text to the letter, {copies} its copy.")
    same, copies = counted.documents - counted.reports, counted.reports - counted.texts
    click.echo(text.format(documents=counted.documents, same=same, copies=copies))
    text = _("{count} rows of the table of events tell them: rows are reports, not events.")
    click.echo(text.format(count=counted.told))
    if counted.unmeasured:
        text = _("{count} pairs that looked alike were not measured: the count may be too high.")
        click.echo(text.format(count=counted.unmeasured))
    text = _("Which document and which row is of which: {origins}, {happenings}")
    click.echo(text.format(origins=tables / WRITTEN, happenings=tables / HAPPENINGS))
