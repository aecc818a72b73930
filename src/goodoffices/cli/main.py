"""The command line: each verb parses, calls one library function, and prints.

Exit codes: 0 done · 1 findings · 2 wrong usage · 3 unreadable input · 4 needs a person · 130
interrupted. What a program may read goes to stdout, everything else to stderr. No traceback without
``--debug``. Verbs stand in modules by topic; here is their order, and what they share: errors.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn, cast

import click

import goodoffices
from goodoffices.base.compiled import slowness
from goodoffices.base.errors import GoodOfficesError, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.options import print_findings

VERBS = {
    "demo": "cases",
    "new": "cases",
    "read": "reading",
    "draft": "cases",
    "check": "cases",
    "outcomes": "outcomes",
    "example": "outcomes",
    "packages": "packages",
    "brief": "cases",
    "publish": "publish",
    "changes": "changes",
    "watch": "changes",
    "show": "cases",
    "explain": "cases",
    "schema": "cases",
    "export": "exports",
    "advise": "advice",
    "levers": "advice",
    "goals": "advice",
    "stress": "advice",
    "review": "reviews",
    "claims": "reviews",
    "desk": "desk",
    "events": "across",
    "positions": "across",
    "contradictions": "across",
    "origins": "reading",
    "replies": "replies",
    "moderate": "replies",
    "convene": "talks",
    "talks": "talks",
    "verify": "talks",
    "classroom": "classes",
    "debrief": "classes",
}
"""The verbs in the order of the work, each with the module of this package that holds it."""

ALIASES = {"analyse": "outcomes", "analyze": "outcomes"}
"""Verbs that people of the field type, and the one they mean."""


class Verbs(click.Group):
    """The verbs, with their other names and a hint for a mistyped one.

    A verb's module is loaded when the verb is used; help loads them all.
    """

    def list_commands(self, _context: click.Context) -> list[str]:
        """Keep the order in which the verbs are used."""
        return list(VERBS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Find a verb by its name or other name."""
        name = ALIASES.get(name, name)
        if name not in VERBS:
            return None
        found = getattr(import_module(f"goodoffices.cli.{VERBS[name]}"), name)
        return cast("click.Command", found)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the verb nearest to a mistyped one."""
        if self.get_command(context, args[0]) is None and not args[0].startswith("-"):
            near = (args[0], [*VERBS, *ALIASES])
            raise UsageError(finding("GO905", verb=args[0], near=near))
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
        if isinstance(error, click.MissingParameter) and isinstance(error.param, click.Option):
            click.echo(f"  {error.param.opts[0]}: {error.param.help}", err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        click.echo(_("Interrupted."), err=True)
        code = 130
    except BrokenPipeError:  # nobody reads on: nothing is left to say, at exit neither
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # noqa: BLE001 - the one place where the unforeseen is told
        code = _unforeseen(error)
    print_findings(slowness())
    sys.exit(code if isinstance(code, int) else 0)


def _debugging() -> bool:
    return bool(os.environ.get("GOODOFFICES_DEBUG"))


def _told(error: GoodOfficesError) -> int:
    """Print the findings of an error and return its exit code."""
    if _debugging():
        raise error
    print_findings(error.findings)
    return error.exit_code


def _unforeseen(error: Exception) -> int:
    """Tell of an error that nobody foresaw: a full disk, or a fault of ours."""
    if _debugging():
        raise error
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        print_findings([finding("GO906.system", reason=f"{error.strerror or error}{where}")])
    else:
        print_findings([finding("GO907", kind=type(error).__name__)])
    return 1
