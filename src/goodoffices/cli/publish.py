"""The verb ``publish``: a case becomes a page of a site, with corrections that stay visible."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodoffices.base.errors import NeedsPerson, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, n_
from goodoffices.cli.options import PATH, Progress, as_json, print_findings, print_json

if TYPE_CHECKING:
    from goodoffices.base.errors import Finding
    from goodoffices.publish.publishing import PublishAsk, PublishedBrief


@click.command(
    help=_(
        "Add or update the brief of CASE in SITE, a folder that any web server can serve; with "
        "SITE alone, make all its pages anew."
    )
)
@click.argument("places", metavar="[CASE] SITE", nargs=-1, type=PATH, required=True)
@click.option("--check", "only_check", is_flag=True, help=_("Tell what would be refused; no more."))
@click.option("--unreviewed", is_flag=True, help=_("Let unreviewed claims out, marked as such."))
@click.option("--correction", metavar="TEXT", default="", help=_("Say what was wrong before."))
@click.option("--update", metavar="TEXT", default="", help=_("Say what is only worded otherwise."))
@click.option("--withdraw", metavar="REASON", help=_("Withdraw the brief, and say why."))
@click.option("--brief", metavar="NAME", help=_("With SITE alone and --withdraw: which brief."))
@click.option("--author", "authors", metavar="ID", multiple=True, help=_("Who answers for it."))
@click.option("--language", metavar="TAG", default="", help=_("The language of the page."))
@click.option("--links", is_flag=True, help=_("Ask the sources’ addresses whether they answer."))
@click.option("--open", "open_page", is_flag=True, help=_("Open the page in the browser."))
@as_json
def publish(
    places: tuple[Path, ...],
    *,
    only_check: bool,
    unreviewed: bool,
    correction: str,
    update: str,
    withdraw: str | None,
    brief: str | None,
    authors: tuple[str, ...],
    language: str,
    links: bool,
    open_page: bool,
    as_json: bool,
) -> None:
    """Publish a case."""
    from goodoffices.publish.publishing import PublishAsk

    if len(places) > 2:
        raise UsageError(finding("GO616.places", count=len(places)))
    site = places[-1]
    case = places[0] if len(places) == 2 else None
    ask = PublishAsk(
        correction=correction,
        update=update,
        authors=authors,
        language=language,
        unreviewed=unreviewed,
        links=links,
    )
    first = not (site / "site.yaml").is_file()
    if withdraw is not None:
        done = _withdrawn(case, site, brief, withdraw)
    elif case is None:
        _all(site)
        return
    elif only_check:
        _checked(case, site, ask, as_json=as_json)
        return
    else:
        done = _published(case, site, ask)
    if as_json:
        done = replace(done, findings=(*done.findings, *_documents(site, done.slug)))
        _tell_json(done)
    else:
        _tell(done, site, first=first)
        print_findings(_documents(site, done.slug))
    if open_page:
        click.launch(done.page.resolve().as_uri())


def _published(case: Path, site: Path, ask: PublishAsk) -> PublishedBrief:
    """Publish; where it must be said what was wrong and somebody is there, ask."""
    from goodoffices.cli.options import open_folder
    from goodoffices.publish import publishing

    folder = open_folder(case).path
    try:
        return publishing.publish(folder, site, ask)
    except NeedsPerson as error:
        if not sys.stdin.isatty() or error.findings[0].code != "GO611":
            raise
        print_findings(error.findings)
        text = click.prompt(_("What was wrong? (empty: only the wording changed)"), default="")
        if text.strip():
            return publishing.publish(folder, site, replace(ask, correction=text))
        text = click.prompt(_("What is worded otherwise?"))
        return publishing.publish(folder, site, replace(ask, update=text))


def _withdrawn(case: Path | None, site: Path, brief: str | None, reason: str) -> PublishedBrief:
    from goodoffices.publish import publishing

    if not reason.strip():
        raise UsageError(finding("GO616.reason"))
    if case is None and brief is None:
        raise UsageError(finding("GO616.brief"))
    slug = brief or publishing.slug_of(case or site, site)
    return publishing.withdraw(site, slug, reason)


def _checked(case: Path, site: Path, ask: PublishAsk, *, as_json: bool) -> None:
    from goodoffices.cli import terminal
    from goodoffices.cli.options import open_folder
    from goodoffices.publish import publishing

    found = publishing.checked(open_folder(case).path, site, ask)
    if as_json:
        print_json([one.to_dict() for one in found])
    else:
        for one in found:
            click.echo(one.render())
        click.echo(terminal.count_findings(found) if found else _("Nothing to mend."))
    raise SystemExit(1 if any(one.severity == "error" for one in found) else 0)


def _all(site: Path) -> None:
    """Make all pages of a site anew."""
    from goodoffices.publish.build import build
    from goodoffices.publish.check import dead_links
    from goodoffices.publish.paper import renew
    from goodoffices.publish.settings import read_settings

    done = build(site)
    text = n_("{count} brief", "{count} briefs", done.briefs).format(count=f"{done.briefs:,}")
    changed = len(done.changed)
    files = n_("{count} file changed", "{count} files changed", changed).format(count=changed)
    click.echo(f"{text} · {files}")
    with Progress(_("PDF and Word")) as progress:
        renewed, notes = renew(site, tell=progress.step)
    print_findings(notes)
    if renewed:
        said = n_(
            "PDF and Word of {count} brief made anew.",
            "PDF and Word of {count} briefs made anew.",
            renewed,
        )
        click.echo(said.format(count=f"{renewed:,}"))
    found = dead_links(site, site.rglob("*.html"), read_settings(site).replies)
    print_findings(found)
    if found:
        raise SystemExit(1)


def _documents(site: Path, slug: str) -> list[Finding]:
    """Make the PDF and Word files of a brief whose page stands, where they would show another."""
    from goodoffices.publish.paper import renew

    with Progress(_("PDF and Word")) as progress:
        _count, notes = renew(site, slug, progress.step)
    return notes


def _tell_json(done: PublishedBrief) -> None:
    print_json(
        {
            "slug": done.slug,
            "kind": done.kind,
            "version": done.version,
            "page": str(done.page),
            "changed": [str(path) for path in done.built.changed],
            "findings": [one.to_dict() for one in done.findings],
        }
    )


def _tell(done: PublishedBrief, site: Path, *, first: bool) -> None:
    said = {
        "new": _("Published {slug}."),
        "correction": _("Corrected {slug}: version {version}, the earlier one stays readable."),
        "update": _("Updated {slug}: version {version}, the earlier one stays readable."),
        "withdrawal": _("Withdrew {slug}; its page stays and says so."),
        "same": _("Nothing changed in {slug}; its pages are made."),
    }
    print_findings(done.findings)
    click.echo(said[done.kind].format(slug=done.slug, version=done.version))
    click.echo(done.page)
    if done.kind == "new" and first:
        click.echo(
            _("Next: fill in {path}, then goodoffices publish {site}").format(
                path=site / "site.yaml", site=site
            )
        )
