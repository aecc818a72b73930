"""The verbs of a case as a whole: start it, draft, check, show and brief it; the demo."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, catalogues
from goodoffices.base.needs import needs
from goodoffices.cli.options import (
    PATH,
    as_json,
    case_folder,
    open_folder,
    print_findings,
    print_json,
)


@click.command(help=_("Write, read and analyse the shipped case: US–Iran, 2025."))
@click.argument("folder", type=PATH, default=Path("us-iran-demo"))
@click.option("--force", is_flag=True, help=_("Write the case anew where FOLDER holds the demo."))
@click.option("--open", "open_page", is_flag=True, help=_("Open the brief in the browser."))
@click.option("--desk", "on_desk", is_flag=True, help=_("Then open the case on the desk."))
@click.option("--no-browser", is_flag=True, help=_("With --desk: print the address alone."))
def demo(folder: Path, *, force: bool, open_page: bool, on_desk: bool, no_browser: bool) -> None:
    """Run the whole chain on the shipped case."""
    from goodoffices.cli.demo import run

    if on_desk:
        needs("talks")
    shown = run(folder, force=force)
    click.echo(shown.text)
    if open_page:
        click.launch(shown.brief.as_uri())
    if on_desk:
        from goodoffices.desk.serving import serve

        serve(folder, click.echo, browser=not no_browser)


@click.command(help=_("Start a case: a folder with a case.yaml to fill in."))
@click.argument("folder", type=PATH)
@click.option("--title", help=_("What the dispute is called."))
def new(folder: Path, title: str | None) -> None:
    """Start a case."""
    import goodoffices

    path = goodoffices.new(folder, title)
    click.echo(_("Made {path}.").format(path=path))
    click.echo(_("Next: goodoffices read {folder} FILE…").format(folder=folder))


@click.command(help=_("Propose parties, mediators, issues and options, in CASE/case.yaml."))
@case_folder
def draft(case: Path) -> None:
    """Draft a case from its dossier."""
    drafted = open_folder(case).draft()
    for line in drafted.lines():
        click.echo(line)
    first: dict[str, str] = {}
    for option in drafted.options:
        first.setdefault(option.partition(".")[0], option)
    if len(first) > 1:
        own, other, *_more = first.values()
        text = _("A party’s preferences stand below its options: prefers: [{own}, not {other}]")
        click.echo(text.format(own=own, other=other))
    click.echo(
        _(
            "Next: strike what is wrong and write what each party prefers in {path}, then "
            "goodoffices check {case}"
        ).format(path=case / "case.yaml", case=case)
    )


def _after(case: Path, codes: Collection[str], gravest: str) -> str:
    """Say what to do after a check: one step."""
    if gravest == "error":
        return _("Next: mend the errors; goodoffices explain CODE tells more of each.")
    if "GO317" in codes:
        text = _("Next: write what each party prefers in {path}, then goodoffices check {case}")
    elif "GO310" in codes:
        text = _(
            "Next: look at what was proposed, by goodoffices review {case} or goodoffices desk "
            "{case}; then goodoffices brief {case}"
        )
    else:
        text = _("Next: goodoffices outcomes {case} · goodoffices brief {case}")
    return text.format(case=case, path=case / "case.yaml")


@click.command(
    help=_("List every problem of CASE: what is missing, weak, orphaned, contradictory.")
)
@case_folder
@click.option("--all", "whole", is_flag=True, help=_("Tell each of the notes that are alike."))
@as_json
def check(case: Path, whole: bool, as_json: bool) -> None:
    """Check a case and its evidence."""
    from goodoffices.cli import terminal
    from goodoffices.folder.check import check as check_case

    findings = list(check_case(case))
    if as_json:
        print_json([f.to_dict() for f in findings])
    else:
        for told in terminal.paragraphs(findings if whole else terminal.few_of_a_kind(findings)):
            click.echo(terminal.for_case(told, case))
        click.echo(terminal.count_findings(findings) if findings else _("Nothing to mend."))
        if findings:
            click.echo(_after(case, {f.code for f in findings}, findings[0].severity))
    raise SystemExit(1 if any(f.severity == "error" for f in findings) else 0)


@click.command(
    help=_("Make the brief: two pages, and an annex in which every claim opens its source.")
)
@case_folder
@click.option(
    "-o",
    "--output",
    type=PATH,
    help=_("Where to write it: .html, .pdf or .docx (default CASE/brief/)."),
)
@click.option("--short", is_flag=True, help=_("The two pages alone, without the annex."))
@click.option("--figures", type=PATH, help=_("Write its figures alone, as SVG and PNG, into here."))
@click.option(
    "--lang",
    "language",
    type=click.Choice(catalogues()),
    default="en",
    help=_("The language of its own words."),
)
@click.option("--open", "open_page", is_flag=True, help=_("Open it in the browser."))
def brief(
    case: Path,
    output: Path | None,
    short: bool,
    figures: Path | None,
    language: str,
    open_page: bool,
) -> None:
    """Make the brief."""
    if figures is not None:
        from goodoffices.folder.material import write_figures

        for path in write_figures(open_folder(case).path, figures, language=language):
            click.echo(path)
        return
    name = "short.html" if short else "brief.html"
    page = open_folder(case).brief(output or case / "brief" / name, short=short, language=language)
    click.echo(page)
    if page.suffix.lower() == ".pdf":
        from goodoffices.brief.paper import tagged

        if not tagged(page.read_bytes()):
            print_findings([finding("GO347", file=page)])
    if open_page:
        click.launch(page.resolve().as_uri())


@click.command(help=_("Print the claim, actor or issue of CASE with an id, with its evidence."))
@case_folder
@click.argument("claim_id", metavar="ID")
@as_json
def show(case: Path, claim_id: str, as_json: bool) -> None:
    """Print one item of the dossier."""
    from dataclasses import asdict

    from goodoffices.cli import terminal
    from goodoffices.evidence.across.witnesses import Witnesses

    dossier = open_folder(case).dossier
    claim = dossier.claim(claim_id)
    if claim is None:
        near = (claim_id, [c.id for c in dossier.claims])
        raise UsageError(finding("GO912", case=case, id=claim_id, near=near))
    witnesses = Witnesses(dossier)
    if as_json:
        print_json(asdict(claim) | asdict(witnesses.of(claim)))
        return
    for key, value in asdict(claim).items():
        if value and key != "spans" and not isinstance(value, dict):
            text = ", ".join(value) if isinstance(value, (list, tuple)) else value
            click.echo(f"{key:<14} {text}")
    click.echo(f"{_('told by'):<14} {terminal.borne(witnesses, claim)}")
    for span in claim.spans:
        page = dossier.document(span.source)
        click.echo(terminal.whereabouts(span, page))
        click.echo(f"  …{span.prefix}[{span.exact}]{span.suffix}…".replace("\n", " "))


@click.command(help=_("Say at length what a finding's code means."))
@click.argument("code")
def explain(code: str) -> None:
    """Explain a code."""
    from goodoffices.base import findings

    answer = findings.explain(code)
    if answer is None:
        near = (code.upper(), list(findings.entries()))
        raise UsageError(finding("GO913", code=code, near=near))
    click.echo(f"{code.upper()}: {answer}")


@click.command(help=_("Print the JSON Schema of a dossier."))
def schema() -> None:
    """Print the schema that --json follows."""
    import goodoffices

    print_json(goodoffices.dossier_schema())
