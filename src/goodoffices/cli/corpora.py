"""The options of ``goodoffices read`` for a corpus or a language model, and what they do.

The heavy parts are imported only when they are asked for.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.i18n import _, n_

if TYPE_CHECKING:
    from goodoffices.folder.ingest import ReadIn
    from goodoffices.read.many.batch import Batch
    from goodoffices.read.many.engines import Engine
    from goodoffices.read.many.run import Summary

SHOWN = 20
"""How many findings of a corpus are printed; all of them are in its left-out.jsonl."""


def options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options of a corpus."""
    said = (
        click.option(
            "--out",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help=_(
                "Read a corpus into Parquet tables in DIR; the same command takes up a stopped run."
            ),
        ),
        click.option(
            "--engine",
            type=click.Choice(["here", "processes", "dask"]),
            help=_("With --out: where the work is done (default: processes)."),
        ),
        click.option(
            "--scheduler", metavar="ADDRESS", help=_("With --engine dask: its scheduler.")
        ),
        click.option(
            "--workers", type=click.IntRange(1, 1024), help=_("With --out: how many processes.")
        ),
        click.option(
            "--all",
            "everything",
            is_flag=True,
            help=_("With --out: read also what names no two actors or no word of diplomacy."),
        ),
        click.option(
            "--follow",
            multiple=True,
            metavar="FEED",
            help=_("Fetch and read this feed of a list (OPML) that is named; may be repeated."),
        ),
        click.option(
            "--llm",
            is_flag=True,
            help=_("Let the language model that you configured propose statements and events too."),
        ),
        click.option(
            "--llm-config",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help=_("With --llm: a TOML file with its endpoint, model and timeout."),
        ),
    )
    for option in reversed(said):
        verb = option(verb)
    return verb


def wanted(corpus: dict[str, Any]) -> bool:
    """Tell whether a corpus is meant. Raises UsageError where its options lack a folder."""
    if corpus["out"] is None and any(
        value for name, value in corpus.items() if name not in ("llm", "llm_config", "follow")
    ):
        text = _("--engine, --scheduler, --workers and --all are for a corpus")
        raise UsageError(Finding("GO149", text, help=_("Say with --out DIR where it is to go.")))
    if corpus["out"] is not None and corpus["llm"]:
        text = _("--llm is for single pages, --out for a corpus")
        raise UsageError(Finding("GO149", text, help=_("Leave out one of them.")))
    if corpus["llm_config"] is not None and not corpus["llm"]:
        text = _("--llm-config says which language model, and --llm that it is to be asked")
        raise UsageError(Finding("GO149", text, help=_("Add --llm.")))
    if corpus["out"] is not None and corpus["follow"]:
        text = _("--follow fetches, --out reads what is on the disk")
        raise UsageError(Finding("GO149", text, help=_("Leave out one of them.")))
    return corpus["out"] is not None


def drafted(batch: ReadIn, case: Path | None, config: Path | None = None) -> ReadIn:
    """Return a batch with a language model's drafts beside what the rules found, kept in a case.

    Raises
    ------
    UsageError
        GO156 where no model is configured, GO159 where the extra is not installed.
    """
    from goodoffices.evidence.store import DossierStore
    from goodoffices.read.model import drafts, endpoint

    whom = endpoint.settings(os.environ, config)
    found = drafts.draft(batch.dossier, whom, case / drafts.CACHE if case else None)
    if case is not None:
        with DossierStore(case) as store:
            store.add(found)
    return replace(batch, dossier=found)


def read(paths: tuple[str, ...], published: str | None, corpus: dict[str, Any]) -> int:
    """Read a corpus, print what became of it, and return the exit code."""
    from goodoffices.folder.ingest import dated
    from goodoffices.read.many.run import LEFT_OUT, Options, read_corpus

    dated(published)
    engine: Engine = corpus["engine"] or ("dask" if corpus["scheduler"] else "processes")
    chosen = Options(
        engine, corpus["workers"] or 0, corpus["scheduler"], corpus["everything"], published
    )
    progress = _Progress()
    try:
        summary = read_corpus(paths, corpus["out"], chosen, progress.kept)
    finally:
        progress.end()
    for line in lines(summary):
        click.echo(line)
    if any(status != "read" or reason for status, reason in summary.counts):
        click.echo(_("What was left out, and why: {path}").format(path=corpus["out"] / LEFT_OUT))
    return 1 if summary.of("unread") else 0


@click.command(
    help=_("Count the origins of the reports in TABLES, a corpus read with read --out, and events.")
)
@click.argument("tables", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
def origins(tables: Path, as_json: bool) -> None:
    """Count origins over a corpus, and write the table that says which document has which."""
    from dataclasses import asdict

    from goodoffices.evidence.across.witnesses import in_words
    from goodoffices.read.many.happened import WRITTEN as HAPPENINGS
    from goodoffices.read.many.origins import WRITTEN, count_origins

    found = count_origins(tables)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    said = n_("{told}, {count} event", "{told}, {count} events", found.events)
    click.echo(said.format(told=in_words(found.reports, found.origins), count=found.events))
    text = _("{documents} documents; {same} were another's text to the letter, {copies} its copy.")
    same, copies = found.documents - found.reports, found.reports - found.texts
    click.echo(text.format(documents=found.documents, same=same, copies=copies))
    text = _("{count} rows of the table of events tell them: rows are reports, not events.")
    click.echo(text.format(count=found.told))
    if found.unmeasured:
        text = _("{count} pairs that looked alike were not measured: the count may be too high.")
        click.echo(text.format(count=found.unmeasured))
    text = _("Which document and which row is of which: {origins}, {happenings}")
    click.echo(text.format(origins=tables / WRITTEN, happenings=tables / HAPPENINGS))


def lines(summary: Summary) -> list[str]:
    """Return what became of a corpus, in words."""
    read_ = summary.of("read")
    said = [
        n_("{count} document is read.", "{count} documents are read.", read_).format(count=read_)
    ]
    for (status, reason), count in sorted(summary.counts.items()):
        if status == "set aside":
            said.append(_("{count} set aside: {reason}.").format(count=count, reason=reason))
        elif status == "read" and reason:
            said.append(_("{count} of them in part: {code}.").format(count=count, code=reason))
        elif status == "unread":
            said.append(_("{count} could not be read: {code}.").format(count=count, code=reason))
    if summary.copies:
        said.append(_("{count} were copies of others.").format(count=summary.copies))
    if summary.before:
        said.append(_("{count} were done by an earlier run.").format(count=summary.before))
    return said


class _Progress:
    """Prints findings as they come and, on a terminal, how far the run is."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.done = self.told = 0
        self.bar = sys.stderr.isatty()

    def kept(self, batch: Batch) -> None:
        """Tell of one more batch."""
        self.done += len(batch.outcomes)
        for finding in (f for o in batch.outcomes for f in o.findings):
            self.told += 1
            if self.told <= SHOWN:
                click.echo(f"{self._clear()}{finding.render()}", err=True)
        if self.bar:
            speed = self.done / max(0.001, time.monotonic() - self.start)
            text = _("{count} documents, {speed} a second").format(
                count=self.done, speed=round(speed, 1)
            )
            click.echo(f"{self._clear()}{text}", nl=False, err=True)

    def end(self) -> None:
        """Leave the terminal clean; say how many findings were not printed."""
        click.echo(self._clear(), nl=False, err=True)
        if self.told > SHOWN:
            text = _("… and {count} more findings.").format(count=self.told - SHOWN)
            click.echo(text, err=True)

    def _clear(self) -> str:
        return "\r\x1b[K" if self.bar else ""
