"""The command line: each verb parses, calls one library function, and prints.

Exit codes: 0 done · 1 findings · 2 wrong usage · 3 unreadable input · 4 needs a person · 130
interrupted. What a program may read goes to stdout, everything else to stderr. No traceback without
``--debug``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import goodoffices
from goodoffices.base.errors import Finding, GoodOfficesError, UnreadableInput, UsageError, nearest
from goodoffices.base.i18n import _
from goodoffices.cli import across as acrossverbs
from goodoffices.cli import advice as adviceverbs
from goodoffices.cli import classes as classverbs
from goodoffices.cli import corpora as corpusverbs
from goodoffices.cli import exports as exportverbs
from goodoffices.cli import outcomes as outcomeverbs
from goodoffices.cli import packages as dealverbs
from goodoffices.cli import reviews as reviewverbs
from goodoffices.cli import talks as talkverbs

if TYPE_CHECKING:
    from goodoffices.folder.load import CaseFolder

ALIASES = {"analyse": "outcomes", "analyze": "outcomes"}
"""Verbs that people of the field type, and the one they mean."""


class Verbs(click.Group):
    """The verbs in the order of the work, with their other names and a hint for a mistyped one."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Keep the order in which the verbs are used."""
        return list(self.commands)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Find a verb by its name or other name."""
        return super().get_command(context, ALIASES.get(name, name))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the verb nearest to a mistyped one."""
        if self.get_command(context, args[0]) is None and not args[0].startswith("-"):
            near = nearest(args[0], [*self.commands, *ALIASES])
            hint = (
                _("Did you mean {near}?").format(near=f"goodoffices {near}")
                if near
                else _("The verbs are listed by goodoffices --help.")
            )
            raise UsageError(
                Finding("GO905", _("there is no verb {verb}").format(verb=args[0]), help=hint)
            )
        return super().resolve_command(context, args)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "Good Offices: from a report of a dispute to what would hold, what could be signed, and a "
        "brief in which every claim opens the sentence it rests on."
    ),
    epilog=_("Start with: goodoffices demo"),
)
@click.version_option(goodoffices.__version__, prog_name="goodoffices")
@click.option("--debug", is_flag=True, help=_("Show the traceback of an error."))
def verbs(debug: bool) -> None:
    """Hold the options that every verb shares."""
    if debug:
        os.environ["GOODOFFICES_DEBUG"] = "1"


def main() -> NoReturn:
    """Run the command line and exit with the code that says how it went."""
    try:
        code = verbs.main(standalone_mode=False)
    except GoodOfficesError as error:
        code = _told(error)
    except click.ClickException as error:
        error.show()
        code = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo(_("Interrupted."), err=True)
        code = 130
    except BrokenPipeError:  # nobody reads on: nothing is left to say, at exit neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # noqa: BLE001 - the one place where the unforeseen is told
        code = _unforeseen(error)
    sys.exit(code if isinstance(code, int) else 0)


def _debugging() -> bool:
    return bool(os.environ.get("GOODOFFICES_DEBUG"))


def _told(error: GoodOfficesError) -> int:
    """Print the findings of an error and return its exit code."""
    if _debugging():
        raise error
    _show(error.findings)
    return error.exit_code


def _unforeseen(error: Exception) -> int:
    """Tell of an error that nobody foresaw: a full disk, or a fault of ours."""
    if _debugging():
        raise error
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        finding = Finding("GO906", f"{error.strerror or error}{where}")
    else:
        text = _("a fault of this program: {kind}").format(kind=type(error).__name__)
        hint = _("Run it again with goodoffices --debug … and report what it prints.")
        finding = Finding("GO907", text, help=hint)
    _show([finding])
    return 1


def _show(findings: Iterable[Finding]) -> None:
    """Print findings on stderr, each a paragraph, and where their long answers are."""
    findings = list(findings)
    for finding in findings:
        click.echo(finding.render(), err=True)
    codes = sorted({f.code for f in findings if f.severity == "error"})
    if codes:
        click.echo(_("  why:  goodoffices explain {code}").format(code=codes[0]), err=True)


def _json(value: Any) -> None:  # noqa: ANN401 - plain values
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _open_case(path: Path) -> CaseFolder:
    """Open a case folder, and say so where it is one of the plain JSON forms instead."""
    opened = goodoffices.load(path)
    if not isinstance(opened, goodoffices.CaseFolder):
        text = _("{path} is no case folder").format(path=path)
        hint = _("This verb works on a folder with a case.yaml: goodoffices new FOLDER")
        raise UsageError(Finding("GO908", text, help=hint))
    return opened


_PATH = click.Path(path_type=Path)
_case = click.argument("case", type=_PATH)
_as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))


@verbs.command(help=_("Write, read and analyse the shipped case: US–Iran, 2025."))
@click.argument("folder", type=_PATH, default=Path("us-iran-demo"))
@click.option("--force", is_flag=True, help=_("Write the case anew where FOLDER holds the demo."))
@click.option("--open", "open_page", is_flag=True, help=_("Open the brief in the browser."))
def demo(folder: Path, force: bool, open_page: bool) -> None:
    """Run the whole chain on the shipped case."""
    from goodoffices.cli.demo import run

    shown = run(folder, force=force)
    click.echo(shown.text)
    if open_page:
        click.launch(shown.brief.as_uri())


@verbs.command(help=_("Start a case: a folder with a case.yaml to fill in."))
@click.argument("folder", type=_PATH)
@click.option("--title", help=_("What the dispute is called."))
def new(folder: Path, title: str | None) -> None:
    """Start a case."""
    path = goodoffices.new(folder, title)
    click.echo(_("Made {path}.").format(path=path))
    click.echo(_("Next: goodoffices read {folder} FILE…").format(folder=folder))


class _ReadCommand(click.Command):
    """The verb whose help names the formats, which are looked for when it is asked for."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help."""
        from goodoffices.read.formats import formats

        names = ", ".join(kind.name for kind in formats())
        self.help = (self.help or "").format(formats=names)
        super().format_help_text(ctx, formatter)


@verbs.command(
    cls=_ReadCommand,
    help=_(
        "Read pages ({formats}; a folder of them, or an http address) into CASE. Without a case, "
        "print what is found; with --json as a dossier."
    ),
    short_help=_("Read pages into CASE; without a case, print what is found."),
)
@click.argument("paths", nargs=-1, required=True, metavar="[CASE] FILE|ADDRESS…")
@click.option("--published", metavar="DATE", help=_("When the pages were published (EDTF)."))
@corpusverbs.options
@_as_json
def read(paths: tuple[str, ...], published: str | None, *, as_json: bool, **corpus: Any) -> None:  # noqa: ANN401
    """Read pages into a case, or print what is in them; a corpus into tables."""
    if corpusverbs.wanted(corpus):
        raise SystemExit(corpusverbs.read(paths, published, corpus))
    from goodoffices.cli import terminal
    from goodoffices.folder.ingest import read_all, read_in
    from goodoffices.read.formats.opml import chosen

    case = Path(paths[0]) if (Path(paths[0]) / "case.yaml").is_file() else None
    files = paths[1:] if case else paths
    if not files:
        text = _("no page is named to be read into {case}").format(case=case)
        raise UsageError(Finding("GO909", text, help=_("Name files after the case.")))
    named = chosen(files, corpus["follow"])
    batch = read_in(case, named, published) if case else read_all(named, published)
    _show(batch.unread)
    if batch.unread:
        click.echo(terminal.left_out(batch.unread), err=True)
    if not batch.pages:
        raise SystemExit(UnreadableInput.exit_code)
    if corpus["llm"]:
        batch = corpusverbs.drafted(batch, case, corpus["llm_config"])
    if as_json:
        from goodoffices.evidence.across.witnesses import told

        _json(batch.dossier.to_dict() | told(batch.dossier))
    else:
        click.echo(terminal.dossier_summary(batch.dossier))
        _show(batch.dossier.findings)
    if case:
        click.echo(_("Next: goodoffices draft {case}").format(case=case), err=True)
    raise SystemExit(1 if batch.unread else 0)


@verbs.command(help=_("Propose parties, mediators, issues and options, in CASE/case.yaml."))
@_case
def draft(case: Path) -> None:
    """Draft a case from its dossier."""
    drafted = _open_case(case).draft()
    for line in drafted.lines():
        click.echo(line)
    click.echo(
        _("Next: fill in what each party prefers in {path}, then goodoffices check {case}").format(
            path=case / "case.yaml", case=case
        )
    )


@verbs.command(
    help=_("List every problem of CASE: what is missing, weak, orphaned, contradictory.")
)
@_case
@_as_json
def check(case: Path, as_json: bool) -> None:
    """Check a case and its evidence."""
    from goodoffices.cli import terminal
    from goodoffices.folder.check import check as check_case

    findings = list(check_case(case))
    if as_json:
        _json([f.to_dict() for f in findings])
    else:
        for finding in findings:
            click.echo(finding.render())
        click.echo(terminal.count_findings(findings) if findings else _("Nothing to mend."))
    raise SystemExit(1 if any(f.severity == "error" for f in findings) else 0)


verbs.add_command(outcomeverbs.outcomes)


@verbs.command(help=_("Print a published conflict as JSON (without NAME: list those there are)."))
@click.argument("name", required=False)
def example(name: str | None) -> None:
    """Print a shipped example in the plain JSON form."""
    from goodoffices.conflict import examples

    if name is None:
        for known in examples.names():
            click.echo(f"{known:<24} {examples.read(known)['source']}")
    else:
        _json(examples.read(name))


verbs.add_command(dealverbs.packages)


@verbs.command(help=_("Make the brief: one page in which every claim opens its source."))
@_case
@click.option("-o", "--output", type=_PATH, help=_("Where to write it (default CASE/brief/)."))
@click.option("--open", "open_page", is_flag=True, help=_("Open it in the browser."))
def brief(case: Path, output: Path | None, open_page: bool) -> None:
    """Make the brief."""
    page = _open_case(case).brief(output or case / "brief" / "brief.html")
    click.echo(page)
    if open_page:
        click.launch(page.resolve().as_uri())


@verbs.command(help=_("Print the claim, actor or issue of CASE with an id, with its evidence."))
@_case
@click.argument("claim_id", metavar="ID")
@_as_json
def show(case: Path, claim_id: str, as_json: bool) -> None:
    """Print one item of the dossier."""
    from dataclasses import asdict

    from goodoffices.cli import terminal
    from goodoffices.evidence.across.witnesses import Witnesses

    dossier = _open_case(case).dossier
    claim = dossier.claim(claim_id)
    if claim is None:
        text = _("nothing in {case} has the id {id}").format(case=case, id=claim_id)
        near = nearest(claim_id, [c.id for c in dossier.claims])
        hint = _("Did you mean {near}?").format(near=near) if near else None
        raise UsageError(Finding("GO912", text, help=hint))
    witnesses = Witnesses(dossier)
    if as_json:
        _json(asdict(claim) | asdict(witnesses.of(claim)))
        return
    for key, value in asdict(claim).items():
        if value and key != "spans" and not isinstance(value, dict):
            click.echo(
                f"{key:<14} {', '.join(value) if isinstance(value, (list, tuple)) else value}"
            )
    click.echo(f"{_('told by'):<14} {terminal.borne(witnesses, claim)}")
    for span in claim.spans:
        page = dossier.document(span.source)
        click.echo(terminal.whereabouts(span, page))
        click.echo(f"  …{span.prefix}[{span.exact}]{span.suffix}…".replace("\n", " "))


@verbs.command(help=_("Say at length what a finding's code means."))
@click.argument("code")
def explain(code: str) -> None:
    """Explain a code."""
    from goodoffices.base import findings

    answer = findings.explain(code)
    if answer is None:
        near = (code.upper(), list(findings.entries()))
        raise UsageError(findings.finding("GO913", code=code, near=near))
    click.echo(f"{code.upper()}: {answer}")


@verbs.command(help=_("Print the JSON Schema of a dossier."))
def schema() -> None:
    """Print the schema that --json follows."""
    _json(goodoffices.dossier_schema())


for verb in (
    exportverbs.export,
    adviceverbs.advise,
    adviceverbs.levers,
    adviceverbs.stress,
    reviewverbs.review,
    acrossverbs.events,
    acrossverbs.positions,
    acrossverbs.contradictions,
    corpusverbs.origins,
    talkverbs.convene,
    talkverbs.talks,
    talkverbs.verify,
    classverbs.classroom,
    classverbs.debrief,
):
    verbs.add_command(verb)
